//! Moves: the shared cases through HTTP, the commit on the store, and the routes.

#[path = "moves/cases.rs"]
mod cases;
#[path = "moves/commit.rs"]
mod commit;
#[path = "moves/fill.rs"]
mod fill;
#[path = "moves/over_http.rs"]
mod over_http;
#[path = "../../../tests/cases/runner.rs"]
mod runner;
#[expect(dead_code, reason = "each suite uses its own part of it")]
mod support;
