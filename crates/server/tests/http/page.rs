//! The page's files, the headers on every answer, and that the API never answers with the page.

use crate::support::{Answer, TestServer};
use crate::world::{self, PASSWORD};
use handover_core::wire::{path, problem_code};

const INDEX: &str = "<!doctype html><title>Handover</title>";

fn server() -> TestServer {
    TestServer::start(world::people)
}

/// One of each kind of answer.
fn answers(server: &TestServer) -> Vec<(&'static str, Answer)> {
    let client = server.client();
    let signed_in = server.client_of(world::PAULA_LOGIN);
    vec![
        ("page", client.get("/")),
        ("deep link", client.get("/orders/1")),
        ("file", client.get("/style/icon.svg")),
        ("missing file", client.get("/missing.js")),
        ("wrong method for the page", client.send("POST", "/", &[], b"")),
        ("session", client.get(path::SESSION)),
        ("signed out", client.get(path::ORDERS)),
        ("list", signed_in.get(path::ORDERS)),
        ("missing order", signed_in.get("/api/v1/orders/1")),
        ("missing path", client.get("/api/v1/nothing")),
        ("wrong method", client.send("PUT", path::ORDERS, &[], b"")),
        ("cross-site", signed_in.send("DELETE", path::SESSION, &[("sec-fetch-site", "cross-site")], b"")),
        ("malformed", client.post(path::SESSION, &1)),
        ("signed out again", signed_in.delete(path::SESSION)),
    ]
}

#[test]
fn every_answer_carries_the_headers() {
    let server = server();
    for (what, answer) in answers(&server) {
        let header = |name: &str| answer.header(name).unwrap_or_else(|| panic!("{what} has no {name}: {answer:?}"));
        assert_eq!(
            header("content-security-policy"),
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; \
             font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
        );
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert_eq!(header("referrer-policy"), "no-referrer");
        assert_eq!(header("cross-origin-opener-policy"), "same-origin");
        assert_eq!(header("cross-origin-embedder-policy"), "require-corp");
        assert_eq!(header("cross-origin-resource-policy"), "same-origin");
        assert!(header("permissions-policy").contains("clipboard-write=(self)"));
        assert_eq!(header("x-request-id").len(), 16);
        assert_eq!(header("x-handover-build").len(), 16);
        let caching = if what == "file" { "no-cache" } else { "no-store" };
        assert_eq!(header("cache-control"), caching, "{what}");
        assert_eq!(answer.header("strict-transport-security"), None, "{what}: the panel is not behind https");
    }
}

#[test]
fn a_panel_behind_https_tells_browsers_to_stay_there() {
    let server = TestServer::start_at(Some("https://panel.example.com"), world::people);
    for (what, answer) in answers(&server) {
        assert_eq!(answer.header("strict-transport-security"), Some("max-age=63072000; includeSubDomains"), "{what}");
    }
}

#[test]
fn every_answer_has_an_id_of_its_own() {
    let server = server();
    let mut ids = answers(&server)
        .iter()
        .map(|(_, answer)| answer.header("x-request-id").unwrap_or_default().to_owned())
        .collect::<Vec<_>>();
    let count = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), count);
}

#[test]
fn a_deep_link_answers_with_the_page() {
    let server = server();
    for link in ["/", "/index.html", "/orders", "/orders/1", "/orders/1/move?x=1.5", "/set-password", "/apiary"] {
        let answer = server.client().get(link);
        assert_eq!((answer.status, answer.body.as_str()), (200, INDEX), "{link}");
        assert_eq!(answer.header("content-type"), Some("text/html; charset=utf-8"));
    }
}

#[test]
fn a_missing_file_is_not_the_page() {
    let server = server();
    for file in
        ["/missing.js", "/style/missing.css", "/index.html.br", "/../Cargo.toml", "/..%2f..%2fCargo.toml", "/.env"]
    {
        let answer = server.client().get(file);
        assert_eq!(answer.status, 404, "{file}");
        assert_eq!(answer.header("content-type"), Some("text/plain; charset=utf-8"), "{file}");
    }
}

#[test]
fn the_api_never_answers_with_the_page() {
    let server = server();
    let client = server.client();
    for missing in
        ["/api", "/api/", "/api/v1", "/api/v1/", "/api/v1/nothing", "/api/v2/orders", "/api/v1/orders/", "/api//v1"]
    {
        for method in ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"] {
            let problem = client.send(method, missing, &[], b"").problem();
            assert_eq!((problem.status, problem.code.as_str()), (404, problem_code::NOT_FOUND), "{method} {missing}");
        }
        assert_eq!(client.send("HEAD", missing, &[], b"").status, 404);
    }
}

#[test]
fn another_method_is_405_and_names_those_that_there_are() {
    let server = server();
    let client = server.client();
    for (method, path, allow) in [
        ("PUT", path::SESSION, "GET,HEAD,POST,DELETE"),
        ("POST", path::ORDERS, "GET,HEAD"),
        ("GET", "/api/v1/orders/1/suspend", "POST"),
        ("PATCH", "/api/v1/customers/1", "GET,HEAD,DELETE"),
        ("POST", "/orders", "GET,HEAD"),
    ] {
        let answer = client.send(method, path, &[], b"");
        let problem = answer.problem();
        assert_eq!((problem.status, problem.code.as_str()), (405, "method-not-allowed"), "{method} {path}");
        assert_eq!(answer.header("allow"), Some(allow), "{method} {path}");
    }
}

#[test]
fn a_file_that_is_named_by_its_bytes_is_kept_for_ever() {
    let server = server();
    let answer = server.client().get("/handover-web-0123456789abcdef.js");
    assert_eq!(answer.body, "start()");
    assert_eq!(answer.header("cache-control"), Some("public, max-age=31536000, immutable"));
    assert_eq!(answer.header("content-type"), Some("text/javascript; charset=utf-8"));
}

#[test]
fn who_takes_brotli_gets_it() {
    let server = server();
    let client = server.client();
    let file = "/handover-web-0123456789abcdef.js";
    let compressed = client.send("GET", file, &[("accept-encoding", "gzip, br")], b"");
    assert_eq!((compressed.header("content-encoding"), compressed.body.as_str()), (Some("br"), "compressed start()"));
    assert_eq!(compressed.header("content-type"), Some("text/javascript; charset=utf-8"));
    let raw = client.get(file);
    assert_eq!(raw.header("content-encoding"), None);
    assert_ne!(raw.header("etag"), compressed.header("etag"));
    for answer in [&raw, &compressed] {
        assert_eq!(answer.header("vary"), Some("accept-encoding"));
    }
    let icon = client.send("GET", "/style/icon.svg", &[("accept-encoding", "br")], b"");
    assert_eq!((icon.header("content-encoding"), icon.body.as_str()), (None, "<svg/>"), "there is no compressed twin");
}

#[test]
fn a_known_file_is_not_sent_again() {
    let server = server();
    let client = server.client();
    let etag = client.get("/style/icon.svg").header("etag").expect("a file has an etag").to_owned();
    let known = client.send("GET", "/style/icon.svg", &[("if-none-match", &etag)], b"");
    assert_eq!((known.status, known.body.as_str(), known.header("etag")), (304, "", Some(etag.as_str())));
    let other = client.send("GET", "/style/icon.svg", &[("if-none-match", "\"other\"")], b"");
    assert_eq!(other.status, 200);
}

#[test]
fn head_answers_like_get_without_the_body() {
    let server = server();
    let client = server.client();
    for path in ["/", "/style/icon.svg", path::SESSION] {
        let (head, get) = (client.send("HEAD", path, &[], b""), client.get(path));
        assert_eq!((head.status, head.body.as_str()), (200, ""), "{path}");
        for name in ["content-type", "content-length", "etag", "cache-control"] {
            assert_eq!(head.header(name), get.header(name), "{path} {name}");
        }
    }
}

#[test]
fn signing_in_and_out_leaves_the_rest_of_the_database_as_it_was() {
    let server = server();
    let before = server.dump();
    let client = server.signed_in("paula@example.com", PASSWORD);
    client.get(path::ORDERS);
    client.delete(path::SESSION);
    assert_eq!(server.dump(), before);
}
