//! What no page of ours sends: it is refused with a problem document, and nothing has changed.

use crate::support::{Client, TestServer};
use crate::world::{self, PASSWORD};
use handover_core::wire::{path, problem_code};

const JSON: (&str, &str) = ("content-type", "application/json");
const OWN: (&str, &str) = ("sec-fetch-site", "same-origin");

fn refused_bodies() -> Vec<(&'static str, Vec<u8>)> {
    let text = |text: &str| text.as_bytes().to_vec();
    vec![
        ("nothing", text("")),
        ("spaces", text("  \n")),
        ("an empty object", text("{}")),
        ("a missing field", text(r#"{"username":"paula@example.com"}"#)),
        ("a number for a text", text(r#"{"username":1,"password":"x"}"#)),
        ("null for a text", text(r#"{"username":null,"password":"x"}"#)),
        ("an object for a text", text(r#"{"username":"paula@example.com","password":{"$ne":""}}"#)),
        ("an unknown field", text(r#"{"username":"a@b.example","password":"x","is_admin":true}"#)),
        ("a field twice", text(r#"{"username":"a@b.example","username":"c@d.example","password":"x"}"#)),
        ("an array of the fields", text(r#"["paula@example.com","paper boats in a storm",null]"#)),
        ("a text", text(r#""paula@example.com""#)),
        ("two objects", text(r#"{"username":"a@b.example","password":"x"}{}"#)),
        ("a cut object", text(r#"{"username":"a@b.example","#)),
        ("a wrong account", text(r#"{"username":"a@b.example","password":"x","account":"1"}"#)),
        (
            "an account beyond 64 bits",
            text(r#"{"username":"a@b.example","password":"x","account":99999999999999999999}"#),
        ),
        ("a form", text("username=paula%40example.com&password=x")),
        ("deep nesting", format!("{}{}", r#"{"username":"#, "[".repeat(10_000)).into_bytes()),
        ("not UTF-8", b"{\"username\":\"paula\xff@example.com\",\"password\":\"x\"}".to_vec()),
        ("a lone surrogate", text(r#"{"username":"\ud800","password":"x"}"#)),
        ("a byte order mark", text("\u{feff}{\"username\":\"a@b.example\",\"password\":\"x\"}")),
        ("zero bytes", vec![0; 100]),
        ("too many bytes", format!(r#"{{"username":"a@b.example","password":"{}"}}"#, "x".repeat(80_000)).into_bytes()),
    ]
}

fn post(client: &Client, headers: &[(&str, &str)], body: &[u8]) -> crate::support::Answer {
    client.send("POST", path::SESSION, headers, body)
}

#[test]
fn a_hostile_sign_in_is_a_problem_with_a_code_and_changes_nothing() {
    let server = TestServer::start(world::people);
    let before = server.dump();
    let bodies = refused_bodies();
    for (what, body) in &bodies {
        let client = server.client();
        let problem = post(&client, &[JSON, OWN], body).problem();
        assert!((400..500).contains(&problem.status), "{what}: {problem:?}");
        assert_eq!(problem.code, "malformed-request", "{what}: {problem:?}");
        assert!(!problem.detail.is_empty(), "{what}");
        assert_eq!(client.cookie(), None, "{what}");
    }
    assert_eq!(server.dump(), before);
    assert_eq!(server.count("SELECT count(*) FROM session", vec![]), 0);
    println!("{} bodies", bodies.len());
}

#[test]
fn strange_credentials_are_wrong_ones() {
    let server = TestServer::start(world::people);
    let before = server.dump();
    let long = "x".repeat(60_000);
    for (username, password) in [
        ("paula@example.com", ""),
        ("paula@example.com", long.as_str()),
        ("paula@example.com", "\u{0}"),
        ("paula@example.com\u{0}", PASSWORD),
        ("paula@example.com' OR '1'='1", PASSWORD),
        ("%", PASSWORD),
        ("\u{202e}paula@example.com", PASSWORD),
        (long.as_str(), "x"),
    ] {
        let body = serde_json::json!({ "username": username, "password": password });
        let problem = server.client().post(path::SESSION, &body).problem();
        assert_eq!((problem.status, problem.code.as_str()), (401, problem_code::WRONG_CREDENTIALS));
    }
    assert_eq!(server.dump(), before);
}

#[test]
fn a_body_above_64_kib_is_413_and_another_type_than_json_is_415() {
    let server = TestServer::start(world::people);
    let right = format!(r#"{{"username":"paula@example.com","password":"{PASSWORD}"}}"#);
    let large = format!("{right}{}", " ".repeat(64 * 1024));
    assert_eq!(post(&server.client(), &[JSON, OWN], large.as_bytes()).problem().status, 413);
    for content_type in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""] {
        let problem = post(&server.client(), &[("content-type", content_type), OWN], right.as_bytes()).problem();
        assert_eq!((problem.status, problem.code.as_str()), (415, "malformed-request"), "{content_type}");
    }
    assert_eq!(post(&server.client(), &[OWN], right.as_bytes()).problem().status, 415);
    let with_charset = ("content-type", "Application/JSON; charset=utf-8");
    assert_eq!(post(&server.client(), &[with_charset, OWN], right.as_bytes()).status, 200);
}

#[test]
fn another_sites_page_cannot_change_anything() {
    let server = TestServer::start(world::people);
    let client = server.signed_in("paula@example.com", PASSWORD);
    let before = server.dump();
    let headers: [&[(&str, &str)]; 6] = [
        &[("sec-fetch-site", "cross-site")],
        &[("sec-fetch-site", "same-site")],
        &[("sec-fetch-site", "none")],
        &[("origin", "https://evil.example")],
        &[("origin", "null")],
        &[],
    ];
    for headers in headers {
        let problem = client.send("DELETE", path::SESSION, headers, b"").problem();
        assert_eq!((problem.status, problem.code.as_str()), (403, "cross-site"), "{headers:?}");
    }
    assert_eq!(server.dump(), before);
    assert_eq!(client.get(path::ORDERS).status, 200, "still signed in");
}

#[test]
fn a_program_without_cookie_needs_no_browser_headers() {
    let server = TestServer::start(world::people);
    let right = format!(r#"{{"username":"paula@example.com","password":"{PASSWORD}"}}"#);
    assert_eq!(post(&server.client(), &[JSON], right.as_bytes()).status, 200);
}

#[test]
fn hostile_cookies_are_nobodys() {
    let server = TestServer::start(world::people);
    for cookie in [
        "handover-session=",
        "handover-session=x",
        "handover-session",
        ";;;===",
        "handover-session=' OR 1=1 --",
        &format!("handover-session={}", "0".repeat(64)),
        &format!("handover-session={}", "0".repeat(4_000)),
    ] {
        let client = server.client();
        client.set_cookie(cookie);
        assert_eq!(client.get(path::ORDERS).problem().code, problem_code::SIGNED_OUT, "{cookie}");
        assert_eq!(client.get(path::SESSION).status, 200, "{cookie}");
    }
}

#[test]
fn a_search_for_a_text_that_is_longer_than_any_finds_nothing() {
    let server = TestServer::start(world::people);
    let client = server.client_of(world::GOPEDRO_LOGIN);
    for q in ["a".repeat(60_000), "_".repeat(25_001), "%C3%A4".repeat(9_000), format!("paula@{}", "a".repeat(60_000))] {
        for list in [path::CUSTOMERS, path::ORDERS] {
            let answer = client.get(&format!("{list}?q={q}"));
            let rows = answer.json::<serde_json::Value>()["items"].as_array().map(Vec::len);
            assert_eq!(rows, Some(0), "{list} {} bytes", q.len());
        }
    }
}

#[test]
fn a_path_or_a_query_of_another_form_is_a_problem() {
    let server = TestServer::start(world::people);
    let client = server.client_of(world::GOPEDRO_LOGIN);
    for id in ["x", "-1", "0", "1.5", "99999999999999999999", "1%20", "%00", "%ff", "1%2F2"] {
        assert_eq!(client.get(&format!("/api/v1/orders/{id}")).problem().code, problem_code::NOT_FOUND, "{id}");
    }
    let contact = serde_json::json!({ "version": null, "contact": {} });
    let unknown_role = client.put("/api/v1/customers/481205937/default-contacts/owner", &contact);
    assert_eq!(unknown_role.problem().code, problem_code::NOT_FOUND);
    for (query, status) in [
        ("unknown=1", 400),
        ("q=a&q=b", 400),
        ("status=Nonsense", 422),
        ("customer=x", 422),
        ("after=x", 422),
        ("after=~", 422),
        ("q=%ff%00", 200),
        ("q=%27%20OR%201%3D1", 200),
        ("product=nonsense", 200),
    ] {
        assert_eq!(client.get(&format!("{}?{query}", path::ORDERS)).status, status, "{query}");
    }
}
