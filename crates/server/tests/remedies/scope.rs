//! What belongs to somebody else answers byte for byte like what does not exist, and changes nothing.

use crate::panel::{Answer, GOPEDRO, OPERATOR, PAULA, PEDRO_NORTE, Panel, RESELLER_B, XENIA};
use handover_core::facts::LockOwner;
use handover_core::ids::ResellerId;
use handover_core::wire::MovePreview;
use handover_server::values;
use serde_json::{Value, json};

/// An answer without its request id, which differs for every request.
fn without_id(answer: &Answer) -> String {
    let mut body = answer.body.clone();
    if let Some(body) = body.as_object_mut() {
        body.remove("request_id");
    }
    format!("{} {body}", answer.status)
}

struct Route {
    method: &'static str,
    path: &'static str,
    body: Option<Value>,
    kind: Kind,
}

#[derive(Clone, Copy)]
enum Kind {
    Order,
    Action,
    Invoice,
    Customer,
}

fn routes() -> Vec<Route> {
    let reason = || Some(json!({ "reason": "Because." }));
    let contact = json!({
        "name": "A", "company": "", "email": "a@example.com", "phone": "+49 30 5550 1234",
        "address": "B", "city": "C", "zip": "1", "country": "DE",
    });
    let route = |method, path, body, kind| Route { method, path, body, kind };
    vec![
        route("GET", "/orders/{}", None, Kind::Order),
        route("POST", "/orders/{}/suspend", reason(), Kind::Order),
        route("POST", "/orders/{}/unsuspend", reason(), Kind::Order),
        route("POST", "/actions/{}/cancel", reason(), Kind::Action),
        route("POST", "/actions/{}/complete", reason(), Kind::Action),
        route("POST", "/actions/{}/fail", reason(), Kind::Action),
        route("POST", "/actions/{}/explode", reason(), Kind::Action),
        route("POST", "/invoices/{}/cancel", reason(), Kind::Invoice),
        route("POST", "/invoices/{}/pay", reason(), Kind::Invoice),
        route("GET", "/customers/{}", None, Kind::Customer),
        route("DELETE", "/customers/{}", None, Kind::Customer),
        route("POST", "/customers/{}/restore", None, Kind::Customer),
        route("POST", "/customers/{}/password-link", None, Kind::Customer),
        route("PUT", "/customers/{}/incoming-setting", Some(json!({ "incoming_setting": "block" })), Kind::Customer),
        route(
            "PUT",
            "/customers/{}/default-contacts/billing",
            Some(json!({ "version": 1, "contact": contact })),
            Kind::Customer,
        ),
    ]
}

#[test]
fn what_is_somebody_elses_answers_like_what_does_not_exist() {
    let panel = Panel::start();
    let order = panel.order("suspended.example", "digital-certificate").0;
    let action = panel.action("enrolling.example").0;
    let invoice = panel.invoice("pending-invoice.example").0;
    // Quentin's account, which is not Paula's either.
    let customer = 2_059_147_683;
    let before = panel.dump();
    let mut compared = 0;
    for who in [XENIA, RESELLER_B, PEDRO_NORTE] {
        for route in routes() {
            let foreign_id = match route.kind {
                Kind::Order => order,
                Kind::Action => action,
                Kind::Invoice => invoice,
                Kind::Customer => customer,
            };
            let mut answers = Vec::new();
            for id in [foreign_id, 999_999] {
                let path = route.path.replace("{}", &id.to_string());
                let answer = panel.ask(who, route.method, &path, route.body.as_ref());
                assert!([403, 404].contains(&answer.status), "{who} {path}: {answer:?}");
                answers.push(without_id(&answer));
            }
            assert_eq!(answers[0], answers[1], "{who} {}", route.path);
            if who != XENIA {
                assert!(answers[0].starts_with("404 "), "{who} {}: {}", route.path, answers[0]);
            }
            compared += 1;
        }
    }
    println!("{compared} routes compared");
    assert!(panel.dump() == before, "nothing was changed");
}

#[test]
fn nothing_answers_to_nobody() {
    let panel = Panel::start();
    for route in routes() {
        let path = route.path.replace("{}", "1");
        panel.ask_signed_out(route.method, &path, route.body.as_ref()).problem("signed-out");
    }
}

#[test]
fn a_customer_reaches_its_own_things_only() {
    let panel = Panel::start();
    let status = |path: &str| panel.get(PAULA, path).status;
    assert_eq!(status("/customers/481205937"), 200);
    assert_eq!(status("/customers/2059147683"), 404);
    let own = panel.order("suspended.example", "digital-certificate");
    assert_eq!(status(&format!("/orders/{own}")), 200);
    let foreign = panel.order("split-domain.example", "email-hosting");
    assert_eq!(status(&format!("/orders/{foreign}")), 404);
}

#[test]
fn a_customer_is_not_told_which_reseller_above_its_own_locked_an_order() {
    let panel = Panel::start();
    let order = panel.order("locked-by-reseller.example", "digital-certificate");
    let own_reseller = 2;
    for (locked_by, who, expected) in
        [(own_reseller, PAULA, own_reseller), (1, PAULA, own_reseller), (1, GOPEDRO, 1), (1, OPERATOR, 1)]
    {
        panel.execute("UPDATE service SET locked_by_reseller = $1 WHERE id = $2", values![locked_by, order]);
        let preview: MovePreview = panel.get(who, &format!("/orders/{order}/move-facts")).ok();
        let lock = preview.facts.services[0].lock;
        assert_eq!(lock, Some(LockOwner::Reseller(ResellerId(expected))), "{who}");
        assert_eq!(preview.blockers.iter().any(|blocker| blocker.code == "order-locked"), who != OPERATOR, "{who}");
    }
}

#[test]
fn why_a_new_customer_is_not_active_is_not_told() {
    let panel = Panel::start();
    let order = panel.order("moves-fine-1.example", "digital-certificate");
    // Deleted, suspended, and under a reseller that is suspended.
    let told = [("dora", "172639540"), ("sam", "398127760"), ("pia", "872410635")].map(|(name, customer_id)| {
        let username = format!("{name}@example.com");
        let body = json!({ "username": username, "customer_id": customer_id, "retain_contacts": false });
        let preview: MovePreview = panel.post(PAULA, &format!("/orders/{order}/move-check"), body).ok();
        let codes = preview.blockers.iter().map(|blocker| blocker.code.as_str()).collect::<Vec<_>>();
        assert_eq!(codes, ["new-customer-status"], "{name}");
        let new_customer = preview.facts.new_customer.matched().expect("the pair is right").clone();
        (new_customer.status, new_customer.resellers_active)
    });
    assert_eq!(told, [told[0]; 3]);
}
