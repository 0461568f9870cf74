//! The routes of a move: the whole way, what the answers never tell, and hostile input.

use crate::fill::{self, ACTOR_LOGIN};
use crate::runner;
use crate::support::{Answer, Client, TestServer};
use handover_core::ids::LoginId;
use handover_core::wire::{
    Authorisation, AuthorisationBody, CommitBody, IDEMPOTENCY_KEY, MoveBody, MovePreview, MoveRow, Page, Receipt, path,
    problem_code,
};
use handover_server::password::{self, Cost};
use handover_server::values;
use std::sync::Barrier;

const PASSWORD: &str = "correct horse battery";
const NEW_LOGIN: LoginId = LoginId(2);
const STRANGER_LOGIN: LoginId = LoginId(3);

/// The clean example: its actor has a password, its new customer and a stranger can sign in.
fn server() -> TestServer {
    let case = runner::cases().swap_remove(0);
    let as_of = case.facts.as_of;
    let server = TestServer::start(move |tx| {
        fill::fill(tx, &case)?;
        tx.execute(
            "INSERT INTO customer (id, reseller_id, username, status, incoming_setting, name, company, email, phone,
                 address, city, zip, country, created_at)
             VALUES (5005, 10, 'stranger@old-home.example', 'Active', 'accept', 'A Stranger', '', '', '', '', '', '', 'ES', 0)",
            values![],
        )?;
        for (login_id, customer_id) in [(NEW_LOGIN, 4711_i64), (STRANGER_LOGIN, 5005)] {
            tx.execute(
                "INSERT INTO login (id, username, display_name, customer_id, created_at) VALUES ($1, $2, 'Somebody', $3, 0)",
                values![login_id, format!("{login_id}@example.com"), customer_id],
            )?;
        }
        tx.execute("UPDATE login SET password_hash = $1", values![password::hash(Cost::Cheap, PASSWORD)]).map(|_| ())
    });
    server.clock.set(as_of);
    server
}

fn at(template: &str) -> String {
    path::fill(template, &["1001"])
}

fn body() -> MoveBody {
    runner::cases().swap_remove(0).body
}

fn shown(client: &Client) -> MovePreview {
    client.post(&at(path::MOVE_CHECK), &body()).json()
}

fn authorise(client: &Client, preview: &MovePreview, password: &str) -> Answer {
    let plan_digest = preview.plan_digest.clone().expect("the pair matched");
    client.post(&at(path::MOVE_AUTHORISATION), &AuthorisationBody { plan_digest, password: password.to_owned() })
}

fn commit(client: &Client, preview: &MovePreview, key: &str) -> Answer {
    let MoveBody { username, customer_id, retain_contacts } = body();
    let plan_digest = preview.plan_digest.clone().expect("the pair matched");
    let body = CommitBody { username, customer_id, retain_contacts, plan_digest };
    client.post_with(&at(path::ORDER_MOVES), &body, &[(IDEMPOTENCY_KEY, key)])
}

fn send_text(client: &Client, path: &str, body: &str) -> Answer {
    let headers = [("content-type", "application/json"), ("sec-fetch-site", "same-origin"), (IDEMPOTENCY_KEY, "key-1")];
    client.send("POST", path, &headers, body.as_bytes())
}

#[test]
fn an_order_is_checked_authorised_moved_and_has_a_receipt_on_both_sides() {
    let server = server();
    let (existing, new) = (server.client_of(ACTOR_LOGIN), server.client_of(NEW_LOGIN));
    assert_eq!(new.get(&at(path::ORDER)).status, 404);
    let preview = shown(&existing);
    assert!(preview.blockers.is_empty());
    let _: Authorisation = authorise(&existing, &preview, PASSWORD).json();
    let moved = commit(&existing, &preview, "key-1");
    assert_eq!(moved.status, 201);
    let receipt: Receipt = moved.json();
    let move_id = receipt.move_id.to_string();
    assert_eq!(existing.get(&path::fill(path::MOVE, &[&move_id])).json::<Receipt>(), receipt);
    let theirs: Receipt = new.get(&path::fill(path::MOVE, &[&move_id])).json();
    assert_eq!(theirs.new_customer.name, "Jane Doe");
    assert_eq!(theirs.existing_customer.name, "P. P.");
    assert!(theirs.plan.contacts.iter().all(|change| change.before.is_empty()), "replaced contacts are not shown");
    for client in [&existing, &new] {
        assert_eq!(client.get(path::MOVES).json::<Page<MoveRow>>().items.len(), 1);
    }
    assert_eq!(new.get(&at(path::ORDER)).status, 200);
    assert_eq!(existing.get(&at(path::ORDER)).status, 404);
}

#[test]
fn who_confirmed_above_ones_own_reseller_is_told_by_initials_only() {
    let server = server();
    let client = server.client_of(ACTOR_LOGIN);
    let preview = shown(&client);
    let _: Authorisation = authorise(&client, &preview, PASSWORD).json();
    let receipt: Receipt = commit(&client, &preview, "key-1").json();
    server.write(|tx| {
        tx.execute(
            "INSERT INTO reseller (id, parent_id, name, status, outgoing_policy, incoming_policy, created_at)
             VALUES (90, NULL, 'Above', 'Active', 'allow', 'allow', 0)",
            values![],
        )?;
        tx.execute("INSERT INTO reseller_ancestor VALUES (90, 90, 0), (10, 90, 9)", values![])?;
        tx.execute(
            "INSERT INTO login (id, username, display_name, reseller_id, created_at)
             VALUES (9, 'olga@above.example', 'Olga Above', 90, 0), (8, 'rita@ours.example', 'Rita Ours', 10, 0)",
            values![],
        )
    });
    let (above, own_reseller) = (server.client_of(LoginId(9)), server.client_of(LoginId(8)));
    let at = path::fill(path::MOVE, &[&receipt.move_id.to_string()]);
    let told = |client: &Client| client.get(&at).json::<Receipt>().confirmed_by;
    for (confirmed_by, to_customer, to_own_reseller, to_above) in [
        (ACTOR_LOGIN, receipt.confirmed_by.as_str(), receipt.confirmed_by.as_str(), receipt.confirmed_by.as_str()),
        (LoginId(8), "Rita Ours", "Rita Ours", "Rita Ours"),
        (LoginId(9), "O. A.", "O. A.", "Olga Above"),
    ] {
        server.write(move |tx| tx.execute("UPDATE moves SET confirmed_by = $1", values![confirmed_by]));
        assert_eq!([told(&client), told(&own_reseller), told(&above)], [to_customer, to_own_reseller, to_above]);
    }
}

#[test]
fn what_is_no_digest_is_refused_and_not_kept() {
    let server = server();
    let client = server.client_of(ACTOR_LOGIN);
    let before = server.dump();
    for digest in ["", "x", &"g".repeat(64), &"A".repeat(64), &"0".repeat(60_000)] {
        let body = serde_json::json!({ "plan_digest": digest, "password": PASSWORD });
        assert_eq!(client.post(&at(path::MOVE_AUTHORISATION), &body).problem().status, 422, "{digest:.70}");
    }
    assert_eq!(server.dump(), before);
}

#[test]
fn a_wrong_password_authorises_nothing_and_five_void_the_plan() {
    let server = server();
    let client = server.client_of(ACTOR_LOGIN);
    let preview = shown(&client);
    let codes: Vec<String> =
        (0..5).map(|_| authorise(&client, &preview, "wrong horse battery").problem().code).collect();
    assert_eq!(codes[..4], [problem_code::WRONG_PASSWORD; 4]);
    assert_eq!(codes[4], problem_code::PLAN_VOID);
    assert_eq!(authorise(&client, &preview, PASSWORD).problem().code, problem_code::PLAN_VOID);
    assert_eq!(commit(&client, &preview, "key-1").problem().code, problem_code::NOT_AUTHORISED);
    assert_eq!(server.count("SELECT count(*) FROM moves", vec![]), 0);
}

#[test]
fn a_wrong_half_of_the_pair_is_not_told_from_the_other() {
    let server = server();
    let client = server.client_of(ACTOR_LOGIN);
    let unknown_id = MoveBody { customer_id: "99999".to_owned(), ..body() };
    let unknown_username = MoveBody { username: "nobody@nowhere.example".to_owned(), ..body() };
    let answers = [unknown_id, unknown_username].map(|body| client.post(&at(path::MOVE_CHECK), &body));
    assert_eq!(answers[0].json::<MovePreview>().blockers[0].message, "Invalid Customer");
    assert_eq!(answers[0].body, answers[1].body);
}

#[test]
fn the_new_customers_data_never_reach_the_existing_one() {
    let server = server();
    let answer = server.client_of(ACTOR_LOGIN).post(&at(path::MOVE_CHECK), &body());
    assert_eq!(answer.status, 200);
    for secret in ["Jane", "Doe", "+34 91 123456", "Street 1"] {
        assert!(!answer.body.contains(secret), "{secret} is told");
    }
}

#[test]
fn somebody_elses_order_answers_exactly_like_a_missing_one() {
    let server = server();
    let client = server.client_of(STRANGER_LOGIN);
    let before = server.dump();
    for template in [path::MOVE_FACTS, path::MOVE_CHECK, path::MOVE_AUTHORISATION, path::ORDER_MOVES] {
        let answers = ["1001", "999999"].map(|order_id| {
            let path = path::fill(template, &[order_id]);
            let answer = match template {
                path::MOVE_FACTS => client.get(&path),
                path::MOVE_AUTHORISATION => send_text(&client, &path, r#"{"plan_digest":"0","password":"x"}"#),
                path::MOVE_CHECK => {
                    send_text(&client, &path, r#"{"username":"","customer_id":"","retain_contacts":false}"#)
                }
                _ => send_text(
                    &client,
                    &path,
                    r#"{"username":"","customer_id":"","retain_contacts":false,"plan_digest":"0"}"#,
                ),
            };
            let mut problem = answer.problem();
            problem.request_id.clear();
            (answer.status, problem)
        });
        assert_eq!(answers[0], answers[1], "{template}");
        assert_eq!(answers[0].0, 404, "{template}");
    }
    assert_eq!(server.dump(), before);
}

#[test]
fn nobody_who_is_signed_out_learns_or_changes_anything() {
    let server = server();
    let client = server.client();
    let before = server.dump();
    assert_eq!(client.get(&at(path::MOVE_FACTS)).problem().code, problem_code::SIGNED_OUT);
    assert_eq!(client.post(&at(path::MOVE_CHECK), &body()).problem().code, problem_code::SIGNED_OUT);
    assert_eq!(client.get(&path::fill(path::MOVE, &["1"])).problem().code, problem_code::SIGNED_OUT);
    assert_eq!(server.dump(), before);
}

#[test]
fn hostile_input_is_a_problem_with_a_code_and_changes_nothing() {
    let server = server();
    let client = server.client_of(ACTOR_LOGIN);
    let before = server.dump();
    let huge = format!(r#"{{"username":"{}","customer_id":"1","retain_contacts":false}}"#, "a".repeat(70_000));
    let bodies: [&[u8]; 14] = [
        b"",
        b"{}",
        b"[]",
        b"null",
        b"nonsense",
        br#"{"username":1,"customer_id":"4711","retain_contacts":false,"plan_digest":"0","password":"x"}"#,
        br#"{"username":"a@b.example","customer_id":4711,"retain_contacts":false,"plan_digest":"0"}"#,
        br#"{"username":"a@b.example","customer_id":"4711","retain_contacts":"no","plan_digest":"0"}"#,
        br#"{"username":"a@b.example","customer_id":"4711","retain_contacts":false,"plan_digest":"0","extra":1}"#,
        br#"{"username":"a@b.example","username":"c@d.example","customer_id":"1","retain_contacts":false}"#,
        br#"{"plan_digest":["0"],"password":{"a":1}}"#,
        b"{\"username\":\"\xff\xfe\",\"customer_id\":\"1\",\"retain_contacts\":false}",
        b"{\"username\":\"a@b.example\",\"customer_id\":\"1\",\"retain_contacts\":false",
        huge.as_bytes(),
    ];
    for template in [path::MOVE_CHECK, path::MOVE_AUTHORISATION, path::ORDER_MOVES] {
        for body in bodies {
            let headers =
                [("content-type", "application/json"), ("sec-fetch-site", "same-origin"), (IDEMPOTENCY_KEY, "key-1")];
            let answer = client.send("POST", &at(template), &headers, body);
            assert!((400..500).contains(&answer.status), "{template} {:?}: {answer:?}", String::from_utf8_lossy(body));
            assert!(!answer.problem().code.is_empty());
        }
    }
    for order_id in ["0", "-1", "x", "99999999999999999999", "1001%00", "1001'--"] {
        assert_eq!(client.get(&path::fill(path::MOVE_FACTS, &[order_id])).status, 404, "{order_id}");
    }
    assert_eq!(server.dump(), before);
}

#[test]
fn a_move_needs_an_idempotency_key_of_good_form() {
    let server = server();
    let client = server.client_of(ACTOR_LOGIN);
    let preview = shown(&client);
    authorise(&client, &preview, PASSWORD);
    let long = "k".repeat(65);
    for key in ["", " ", "a key", &long] {
        assert_eq!(commit(&client, &preview, key).status, 400, "{key:?}");
    }
    assert_eq!(server.count("SELECT count(*) FROM moves", vec![]), 0);
}

#[test]
fn the_same_key_posted_by_many_at_once_moves_once_and_answers_all_alike() {
    let server = server();
    let client = server.client_of(ACTOR_LOGIN);
    let preview = shown(&client);
    authorise(&client, &preview, PASSWORD);
    let cookie = client.cookie().expect("a session has a cookie");
    let start = Barrier::new(8);
    let answers: Vec<(u16, String)> = std::thread::scope(|scope| {
        let post = || {
            let client = server.client();
            client.set_cookie(&cookie);
            start.wait();
            let answer = commit(&client, &preview, "key-1");
            (answer.status, answer.body)
        };
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(post)).collect();
        threads.into_iter().map(|thread| thread.join().expect("a client does not panic")).collect()
    });
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
    assert_eq!(answers[0].0, 201);
    assert_eq!(server.count("SELECT count(*) FROM moves", vec![]), 1);
}

#[test]
fn of_two_resellers_customers_with_one_address_the_customer_id_chooses() {
    let server = server();
    server.write(|tx| {
        tx.execute(
            "INSERT INTO customer (id, reseller_id, username, status, incoming_setting, name, company, email, phone,
                 address, city, zip, country, created_at)
             SELECT 4712, 10, username, 'Active', 'accept', 'Jane At Home', '', '', '', '', '', '', 'ES', 0
             FROM customer WHERE id = 4711",
            values![],
        )
    });
    let client = server.client_of(ACTOR_LOGIN);
    let names = ["4711", "4712"].map(|customer_id| {
        let body = MoveBody { customer_id: customer_id.to_owned(), ..body() };
        let preview: MovePreview = client.post(&at(path::MOVE_CHECK), &body).json();
        preview.facts.new_customer.matched().expect("the pair matched").masked_name.clone()
    });
    assert_eq!(names, ["J. D.", "J. A. H."]);
}
