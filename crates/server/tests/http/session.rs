//! Signing in and out, and how a session ends.

use crate::support::{START, TestServer};
use crate::world::{self, GOPEDRO, PASSWORD, PAULA, PAULA_LOGIN, RESELLER_B};
use handover_core::Timestamp;
use handover_core::ids::{CustomerId, LoginId};
use handover_core::wire::{
    AccountKind, DemoAccount, PasswordLinkState, SessionState, SetPasswordBody, SignInAnswer, SignInBody, TokenBody,
    path, problem_code,
};
use handover_server::store::{self, StoreError};
use handover_server::values;

const MINUTE_MS: i64 = 60_000;

fn body(username: &str, password: &str) -> SignInBody {
    SignInBody { username: username.to_owned(), password: password.to_owned(), account: None }
}

fn is_signed_in(client: &crate::support::Client) -> bool {
    matches!(client.get(path::SESSION).json(), SessionState::SignedIn(_))
}

#[test]
fn the_right_password_signs_in() {
    let server = TestServer::start(world::people);
    let client = server.client();
    let SignInAnswer::SignedIn(me) = client.post(path::SESSION, &body("paula@example.com", PASSWORD)).json() else {
        panic!("Paula has one account");
    };
    assert_eq!((me.kind, me.customer_id, me.reseller_id), (AccountKind::Customer, Some(PAULA), GOPEDRO));
    assert_eq!((me.name.as_str(), me.reseller_name.as_str()), ("Paula Oliveira", "GoPedro Hosting"));
    assert_eq!(client.get(path::SESSION).json::<SessionState>(), SessionState::SignedIn(me));
}

#[test]
fn a_reseller_and_the_operator_sign_in_as_what_they_are() {
    let server = TestServer::start(world::people);
    for (username, kind) in
        [("admin@gopedro.example", AccountKind::Reseller), ("operator@handover.example", AccountKind::Operator)]
    {
        let SignInAnswer::SignedIn(me) = server.client().post(path::SESSION, &body(username, PASSWORD)).json() else {
            panic!("{username} has one account");
        };
        assert_eq!((me.kind, me.customer_id), (kind, None));
    }
}

#[test]
fn a_username_signs_in_however_it_is_spelled() {
    let server = TestServer::start(|tx| {
        world::people(tx)?;
        world::customer(tx, CustomerId(900_000_001), GOPEDRO, "jörg@xn--bcher-kva.example", "Jörg")?;
        world::login(tx, LoginId(90), "jörg@xn--bcher-kva.example", Some(CustomerId(900_000_001)), None)
    });
    for typed in [" JÖRG@Bücher.example ", "jo\u{308}rg@bu\u{308}cher.EXAMPLE", "jörg@xn--bcher-kva.example."] {
        assert_eq!(server.client().post(path::SESSION, &body(typed, PASSWORD)).status, 200, "{typed}");
    }
}

#[test]
fn a_wrong_password_an_unknown_user_and_a_login_without_password_answer_alike() {
    let server = TestServer::start(|tx| {
        world::people(tx)?;
        tx.execute("UPDATE login SET password_hash = NULL WHERE username = 'quentin@example.com'", values![])?;
        Ok::<_, StoreError>(())
    });
    let before = server.dump();
    let answers =
        ["paula@example.com", "nobody@example.com", "quentin@example.com", "not an address", ""].map(|name| {
            let client = server.client();
            let answer = client.post(path::SESSION, &body(name, "wrong"));
            assert_eq!(client.cookie(), None);
            let mut problem = answer.problem();
            problem.request_id.clear();
            problem
        });
    assert_eq!((answers[0].status, answers[0].code.as_str()), (401, problem_code::WRONG_CREDENTIALS));
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
    assert_eq!(server.dump(), before);
}

#[test]
fn an_address_under_two_resellers_chooses_its_account() {
    let other = CustomerId(900_000_002);
    let server = TestServer::start(move |tx| {
        world::people(tx)?;
        world::customer(tx, other, RESELLER_B, "paula@example.com", "Paula at B")?;
        world::login(tx, LoginId(91), "paula@example.com", Some(other), None)
    });
    let client = server.client();
    let SignInAnswer::Choose(choices) = client.post(path::SESSION, &body("paula@example.com", PASSWORD)).json() else {
        panic!("two accounts have this address and password");
    };
    assert_eq!(choices.iter().map(|choice| choice.account).collect::<Vec<_>>(), [PAULA_LOGIN, LoginId(91)]);
    assert_eq!(
        choices.iter().map(|choice| choice.reseller_name.as_str()).collect::<Vec<_>>(),
        ["GoPedro Hosting", "Reseller B"]
    );
    assert!(!is_signed_in(&client), "nobody is signed in before the choice");
    assert_eq!(client.cookie(), None);

    let chosen = SignInBody { account: Some(LoginId(91)), ..body("paula@example.com", PASSWORD) };
    let SignInAnswer::SignedIn(me) = client.post(path::SESSION, &chosen).json() else { panic!("it was chosen") };
    assert_eq!(me.customer_id, Some(other));
    let foreign = SignInBody { account: Some(world::XENIA_LOGIN), ..body("paula@example.com", PASSWORD) };
    assert_eq!(server.client().post(path::SESSION, &foreign).problem().code, problem_code::WRONG_CREDENTIALS);
}

#[test]
fn only_the_accounts_whose_password_is_right_are_a_choice() {
    let server = TestServer::start(|tx| {
        world::people(tx)?;
        world::customer(tx, CustomerId(900_000_002), RESELLER_B, "paula@example.com", "Paula at B")?;
        world::login(tx, LoginId(91), "paula@example.com", Some(CustomerId(900_000_002)), None)?;
        let other = handover_server::password::hash(handover_server::password::Cost::Cheap, "another password");
        tx.execute("UPDATE login SET password_hash = $1 WHERE id = 91", values![other])?;
        Ok::<_, StoreError>(())
    });
    let SignInAnswer::SignedIn(me) = server.client().post(path::SESSION, &body("paula@example.com", PASSWORD)).json()
    else {
        panic!("one account has this password");
    };
    assert_eq!(me.customer_id, Some(PAULA));
}

#[test]
fn neither_a_suspended_customer_nor_a_deleted_one_signs_in() {
    let server = TestServer::start(world::people);
    for (status, expected) in [("Suspended", 401), ("Deleted", 401), ("Active", 200)] {
        server.write(move |tx| tx.execute("UPDATE customer SET status = $1 WHERE id = $2", values![status, PAULA]));
        let answer = server.client().post(path::SESSION, &body("paula@example.com", PASSWORD));
        assert_eq!(answer.status, expected, "{status}");
    }
}

#[test]
fn nobody_signs_in_under_a_reseller_that_is_not_active() {
    let server = TestServer::start(world::people);
    let paula = server.signed_in("paula@example.com", PASSWORD);
    for reseller in [GOPEDRO, world::OPERATOR] {
        let set = move |status: &'static str| {
            move |tx: &store::Tx| tx.execute("UPDATE reseller SET status = $1 WHERE id = $2", values![status, reseller])
        };
        server.write(set("Suspended"));
        for username in ["paula@example.com", "admin@gopedro.example"] {
            assert_eq!(server.client().post(path::SESSION, &body(username, PASSWORD)).status, 401, "{username}");
        }
        assert!(!is_signed_in(&paula), "an open session does not outlive it");
        server.write(set("Active"));
    }
}

#[test]
fn the_cookie_holds_a_token_whose_hash_alone_is_stored() {
    let server = TestServer::start(world::people);
    let client = server.client();
    let answer = client.post(path::SESSION, &body("paula@example.com", PASSWORD));
    let cookie = answer.header("set-cookie").expect("a cookie is set").to_owned();
    let token = cookie
        .strip_prefix("handover-session=")
        .and_then(|rest| rest.strip_suffix("; Path=/; HttpOnly; SameSite=Strict"));
    let token = token.unwrap_or_else(|| panic!("{cookie}"));
    assert_eq!(token.len(), 64);
    let stored = handover_server::secret::token_hash(token).unwrap();
    let of_hash = "SELECT count(*) FROM session WHERE token_hash = $1";
    assert_eq!(server.count(of_hash, vec![stored[..].into()]), 1);
    assert!(!answer.body.contains(token));
}

#[test]
fn a_panel_behind_https_sets_the_secure_cookie() {
    let server = TestServer::start_at(Some("https://panel.example.com"), world::people);
    let client = server.client().at_host("panel.example.com");
    let answer = client.post(path::SESSION, &body("paula@example.com", PASSWORD));
    let cookie = answer.header("set-cookie").expect("a cookie is set");
    assert!(cookie.starts_with("__Host-handover-session="), "{cookie}");
    assert!(cookie.ends_with("; Path=/; HttpOnly; SameSite=Strict; Secure"), "{cookie}");
    assert!(is_signed_in(&client));
}

#[test]
fn nobody_signs_in_at_an_address_where_a_password_could_be_read() {
    let server = TestServer::start(world::people);
    let client = server.client().at_host("192.168.0.7:8080");
    let problem = client.post(path::SESSION, &body("paula@example.com", PASSWORD)).problem();
    assert_eq!((problem.status, problem.code.as_str()), (403, "insecure-address"));
    assert!(problem.detail.contains("--public-url"), "{}", problem.detail);
    assert_eq!(server.count("SELECT count(*) FROM session", vec![]), 0);
}

#[test]
fn an_unused_session_ends_after_thirty_minutes() {
    let server = TestServer::start(world::people);
    let client = server.signed_in("paula@example.com", PASSWORD);
    server.clock.set(Timestamp(START.0 + 30 * MINUTE_MS - 1));
    assert!(is_signed_in(&client), "using it keeps it alive");
    server.clock.set(Timestamp(START.0 + 59 * MINUTE_MS));
    assert!(is_signed_in(&client));
    server.clock.set(Timestamp(START.0 + 89 * MINUTE_MS));
    assert!(!is_signed_in(&client));
    assert_eq!(client.get(path::ORDERS).problem().code, problem_code::SIGNED_OUT);
}

#[test]
fn a_used_session_ends_after_twelve_hours() {
    let server = TestServer::start(world::people);
    let client = server.signed_in("paula@example.com", PASSWORD);
    let twelve_hours = 12 * 60;
    for minute in (20..twelve_hours).step_by(20) {
        server.clock.set(Timestamp(START.0 + minute * MINUTE_MS));
        assert!(is_signed_in(&client), "after {minute} minutes");
    }
    server.clock.set(Timestamp(START.0 + twelve_hours * MINUTE_MS));
    assert!(!is_signed_in(&client));
}

#[test]
fn a_sessions_last_use_is_written_at_most_once_a_minute() {
    let server = TestServer::start(world::people);
    let client = server.signed_in("paula@example.com", PASSWORD);
    let last_seen = || server.count("SELECT last_seen_at FROM session", vec![]);
    for (later_ms, expected) in [(MINUTE_MS - 1, START.0), (MINUTE_MS, START.0 + MINUTE_MS)] {
        server.clock.set(Timestamp(START.0 + later_ms));
        assert!(is_signed_in(&client));
        assert_eq!(last_seen(), expected);
    }
}

#[test]
fn signing_out_ends_the_session_and_may_be_repeated() {
    let server = TestServer::start(world::people);
    let client = server.signed_in("paula@example.com", PASSWORD);
    let cookie = client.cookie().unwrap();
    let answer = client.delete(path::SESSION);
    assert_eq!((answer.status, answer.body.as_str()), (204, ""));
    assert_eq!(answer.header("set-cookie"), Some("handover-session=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict"));
    assert_eq!(client.delete(path::SESSION).status, 204);
    client.set_cookie(&cookie);
    assert!(!is_signed_in(&client), "the token is worth nothing any more");
}

#[test]
fn signing_in_again_takes_a_new_token_and_ends_the_old_one() {
    let server = TestServer::start(world::people);
    let client = server.signed_in("paula@example.com", PASSWORD);
    let first = client.cookie().unwrap();
    assert_eq!(client.post(path::SESSION, &body("paula@example.com", PASSWORD)).status, 200);
    assert_ne!(client.cookie().unwrap(), first);
    assert!(is_signed_in(&client));
    client.set_cookie(&first);
    assert!(!is_signed_in(&client));
}

#[test]
fn a_demo_lists_its_accounts_to_who_is_signed_out() {
    let server = TestServer::start(world::people);
    let SessionState::SignedOut(nobody) = server.client().get(path::SESSION).json() else { panic!("nobody signed in") };
    assert_eq!(nobody.demo_accounts, []);
    server.write(|tx| {
        tx.execute("INSERT INTO demo_account VALUES (1, 'paula@example.com', 'secret', 'Moves')", values![])
    });
    let SessionState::SignedOut(nobody) = server.client().get(path::SESSION).json() else { panic!("nobody signed in") };
    let account = DemoAccount {
        username: "paula@example.com".into(),
        password: "secret".into(),
        is_reseller: false,
        shows: "Moves".into(),
    };
    assert_eq!(nobody.demo_accounts, [account]);
}

#[test]
fn the_operator_of_an_empty_panel_sets_a_password_by_its_link_and_signs_in() {
    let server = TestServer::start(|_| Ok::<_, StoreError>(()));
    let link = server.write(|tx| {
        let made = store::operator::make_link(tx, &[7; 32], "Example Hosting", "you@example.com", START);
        Ok(made.expect("the panel has no operator yet"))
    });
    let token = link.strip_prefix("/set-password#").expect("it is a path of the page").to_owned();
    let client = server.client();
    let state: PasswordLinkState = client.post(path::PASSWORD_LINK, &TokenBody { token: token.clone() }).json();
    assert_eq!((state.username.as_str(), state.reseller_name.as_str()), ("you@example.com", "Example Hosting"));
    let set = SetPasswordBody { token, password: PASSWORD.to_owned() };
    assert_eq!(client.post(path::PASSWORD, &set).status, 204);
    assert_eq!(client.post(path::PASSWORD, &set).problem().code, problem_code::NOT_POSSIBLE, "it works once");
    let SignInAnswer::SignedIn(me) = client.post(path::SESSION, &body("you@example.com", PASSWORD)).json() else {
        panic!("the operator has one account");
    };
    assert_eq!((me.kind, me.name.as_str()), (AccountKind::Operator, "Example Hosting"));
}
