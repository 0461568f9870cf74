//! Customer accounts (S8, S14).

use crate::panel::{GOPEDRO, OPERATOR, PAULA, PEDRO_NORTE, Panel, QUENTIN, RESELLER_B};
use handover_core::facts::{AccountStatus, ContactRole, IncomingSetting};
use handover_core::wire::{CustomerDetails, CustomerRow, Page, PasswordLinkAnswer};
use handover_server::values;
use serde_json::{Value, json};

pub fn new_customer(username: &str) -> Value {
    json!({
        "username": username,
        "profile": {
            "name": " Zoë Newman ", "company": "", "email": "zoe@example.com", "phone": "+49 30 5550 1234",
            "address": "Example Street 12", "city": "Berlin", "zip": "10115", "country": "de",
        },
    })
}

#[test]
fn an_added_customer_has_default_contacts_and_a_link_and_no_password() {
    let panel = Panel::start();
    let answer = panel.post(GOPEDRO, "/customers", new_customer(" Zoë@BÜCHER.example "));
    assert_eq!(answer.status, 201);
    let added: PasswordLinkAnswer = answer.ok();
    assert_eq!(added.username, "zoë@xn--bcher-kva.example");
    assert!((100_000_000..=999_999_999_999).contains(&added.customer_id.0));
    assert!(added.link_path.starts_with("/set-password#"));

    let details: CustomerDetails = panel.get(GOPEDRO, &format!("/customers/{}", added.customer_id)).ok();
    assert_eq!(details.customer.name, "Zoë Newman");
    assert_eq!((details.customer.status, details.customer.live_orders), (AccountStatus::Active, 0));
    assert!(!details.has_password);
    let roles: Vec<_> = details.default_contacts.iter().map(|contact| contact.role).collect();
    assert_eq!(roles, ContactRole::ALL);
    let first = &details.default_contacts[0];
    assert!(details.default_contacts.iter().all(|contact| contact.contact_id == first.contact_id));
    assert_eq!(first.contact.country, "DE");
    assert_eq!(panel.audit_count("customer-added"), 1);
}

#[test]
fn a_customer_is_added_under_a_reseller_of_the_own_tree_only() {
    let panel = Panel::start();
    let under = |reseller_id: i64| {
        let mut body = new_customer("zoe@example.com");
        body["reseller_id"] = json!(reseller_id);
        body
    };
    let added: PasswordLinkAnswer = panel.post(GOPEDRO, "/customers", under(4)).ok();
    let details: CustomerDetails = panel.get(PEDRO_NORTE, &format!("/customers/{}", added.customer_id)).ok();
    assert_eq!(details.reseller_id.0, 4);
    panel.post(GOPEDRO, "/customers", under(3)).problem("not-found");
    panel.post(GOPEDRO, "/customers", under(999)).problem("not-found");
    panel.post(OPERATOR, "/customers", under(8)).problem("not-possible");
    panel.post(PAULA, "/customers", new_customer("zoe@example.com")).problem("forbidden");
}

#[test]
fn a_username_is_taken_once_under_a_reseller_and_stays_taken() {
    let panel = Panel::start();
    let (field, code, _) = panel.post(GOPEDRO, "/customers", new_customer("QUENTIN@example.com")).field_error();
    assert_eq!((field.as_str(), code.as_str()), ("username", "taken"));
    let (field, _, hint) = panel.post(GOPEDRO, "/customers", new_customer("dora@example.com")).field_error();
    assert_eq!((field.as_str(), hint.as_str()), ("username", "Restore that account or use another address."));
    panel.post(RESELLER_B, "/customers", new_customer("quentin@example.com")).ok::<PasswordLinkAnswer>();
}

#[test]
fn every_wrong_field_is_named_at_once() {
    let panel = Panel::start();
    let mut body = new_customer("nobody");
    body["profile"]["country"] = json!("Germany");
    body["profile"]["name"] = json!("");
    let problem = panel.post(GOPEDRO, "/customers", body).problem("invalid-fields");
    let fields: Vec<_> = problem.errors.iter().map(|error| error.field.as_str()).collect();
    assert_eq!(fields, ["username", "name", "country"]);
}

#[test]
fn the_list_searches_names_usernames_and_customer_ids_from_their_beginning() {
    let panel = Panel::start();
    for (query, expected) in [
        ("Quentin", vec!["Quentin Marsh"]),
        ("quentin%40ex", vec!["Quentin Marsh"]),
        ("2059", vec!["Quentin Marsh"]),
        ("marsh", vec![]),
        ("%25", vec![]),
        ("_", vec![]),
        ("தமிழ்", vec!["தமிழ்செல்வி முருகன்"]),
        ("xenia", vec![]),
        ("jür", vec!["Jürgen Müller"]),
        ("JÜRGEN%40bäckerei-MÜLLER.ex", vec!["Jürgen Müller"]),
    ] {
        let query = query.chars().map(|c| if c.is_ascii() { c.to_string() } else { percent(c) }).collect::<String>();
        let page: Page<CustomerRow> = panel.get(GOPEDRO, &format!("/customers?q={query}")).ok();
        let names: Vec<_> = page.items.iter().map(|row| row.name.as_str()).collect();
        assert_eq!(names, expected, "{query}");
    }
    for typed in ["%C3%A5sa", "%C3%85sa", "%C3%85SA"] {
        let page: Page<CustomerRow> = panel.get(RESELLER_B, &format!("/customers?q={typed}")).ok();
        assert_eq!(page.items.len(), 1, "{typed}");
    }
    let deleted: Page<CustomerRow> = panel.get(GOPEDRO, "/customers?status=Deleted").ok();
    assert_eq!(deleted.items.iter().map(|row| row.name.as_str()).collect::<Vec<_>>(), ["Dora Nováková"]);
    panel.get(GOPEDRO, "/customers?status=Gone").problem("invalid-fields");
    panel.get(GOPEDRO, "/customers?after=x").problem("invalid-fields");
    panel.get(PAULA, "/customers").problem("forbidden");
}

fn percent(character: char) -> String {
    use std::fmt::Write as _;
    let mut buffer = [0; 4];
    character.encode_utf8(&mut buffer).bytes().fold(String::new(), |mut text, byte| {
        write!(text, "%{byte:02X}").unwrap();
        text
    })
}

#[test]
fn the_pages_of_the_list_hold_every_customer_once() {
    let panel = Panel::start();
    panel.execute(
        "WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 120)
             INSERT INTO customer (id, reseller_id, username, status, incoming_setting, name, company, email, phone,
                 address, city, zip, country, created_at)
             SELECT 300000000 + n, 2, 'many' || n || '@example.com', 'Active', 'accept', 'Many ' || (n % 7), '', '', '',
                 '', '', '', 'DE', 0 FROM number",
        values![],
    );
    let (mut seen, mut path, mut pages) = (Vec::new(), "/customers".to_owned(), 0);
    loop {
        let page: Page<CustomerRow> = panel.get(GOPEDRO, &path).ok();
        seen.extend(page.items.iter().map(|row| row.customer_id));
        pages += 1;
        match page.next {
            Some(next) => path = format!("/customers?after={next}"),
            None => break,
        }
    }
    let expected: i64 = panel.value("SELECT count(*) FROM customer WHERE reseller_id IN (2, 4)", values![]);
    let distinct: std::collections::BTreeSet<_> = seen.iter().collect();
    assert_eq!((seen.len(), distinct.len()), (usize::try_from(expected).unwrap(), seen.len()));
    assert_eq!(pages, 3);
}

#[test]
fn a_customer_with_live_orders_is_not_deleted() {
    let panel = Panel::start();
    let problem = panel.delete(GOPEDRO, "/customers/2059147683").problem("not-possible");
    assert!(problem.title.contains("live orders"), "{problem:?}");
}

#[test]
fn a_deleted_customer_is_signed_out_and_can_be_restored() {
    let panel = Panel::start();
    let session = panel.session_of("empty@example.com");
    assert_eq!(panel.delete(GOPEDRO, "/customers/465019382").status, 204);
    let own = Panel::ask_with(&session, "GET", "/customers/465019382", None);
    own.problem("signed-out");
    let ended: bool = panel.value(
        "SELECT count(*) = 0 FROM session JOIN login ON login.id = session.login_id
             WHERE login.customer_id = 465019382 AND session.ended_at IS NULL",
        values![],
    );
    assert!(ended, "the session has ended, and stays so after the account is restored");
    panel.delete(GOPEDRO, "/customers/465019382").problem("not-possible");

    let restored: CustomerDetails = panel.ask(GOPEDRO, "POST", "/customers/465019382/restore", None).ok();
    assert_eq!(restored.customer.status, AccountStatus::Active);
    panel.ask(GOPEDRO, "POST", "/customers/465019382/restore", None).problem("not-possible");
    Panel::ask_with(&session, "GET", "/customers/465019382", None).problem("signed-out");
}

#[test]
fn a_suspended_customer_that_is_deleted_and_restored_is_suspended_again() {
    let panel = Panel::start();
    panel.value::<i64>("UPDATE customer SET status = 'Suspended' WHERE id = 465019382 RETURNING id", values![]);
    assert_eq!(panel.delete(GOPEDRO, "/customers/465019382").status, 204);
    let restored: CustomerDetails = panel.ask(GOPEDRO, "POST", "/customers/465019382/restore", None).ok();
    assert_eq!(restored.customer.status, AccountStatus::Suspended);
}

#[test]
fn a_customer_neither_deletes_nor_restores_itself() {
    let panel = Panel::start();
    panel.delete(QUENTIN, "/customers/2059147683").problem("forbidden");
    panel.ask(QUENTIN, "POST", "/customers/2059147683/restore", None).problem("forbidden");
}

#[test]
fn a_customer_and_its_resellers_set_what_may_be_moved_to_it() {
    let panel = Panel::start();
    let path = "/customers/2059147683/incoming-setting";
    for (who, word, setting) in [
        (QUENTIN, "block", IncomingSetting::Block),
        (GOPEDRO, "ask", IncomingSetting::Ask),
        (OPERATOR, "accept", IncomingSetting::Accept),
    ] {
        let details: CustomerDetails = panel.put(who, path, json!({ "incoming_setting": word })).ok();
        assert_eq!(details.incoming_setting, setting);
    }
    panel.put(PAULA, path, json!({ "incoming_setting": "block" })).problem("not-found");
}
