//! A demo panel, asked as whom a test likes.

use crate::support::{Client, START, TestServer};
use handover_core::Timestamp;
use handover_core::ids::{ActionId, InvoiceId, LoginId, OrderId};
use handover_core::wire::Problem;
use handover_server::store::{FromValue, Value};
use handover_server::{demo, values};
use serde::de::DeserializeOwned;
use serde_json::{Value as Json, json};

pub const NOW: Timestamp = START;

pub const PAULA: &str = "paula@example.com";
pub const QUENTIN: &str = "quentin@example.com";
pub const XENIA: &str = "xenia@example.com";
pub const GOPEDRO: &str = "admin@gopedro.example";
pub const PEDRO_NORTE: &str = "admin@pedro-norte.example";
pub const RESELLER_B: &str = "admin@reseller-b.example";
pub const OPERATOR: &str = "operator@handover.example";

pub struct Panel {
    server: TestServer,
}

#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub body: Json,
}

impl Panel {
    pub fn start() -> Self {
        Self { server: TestServer::start(|tx| demo::fill(tx, NOW)) }
    }

    pub fn wait_ms(&self, milliseconds: i64) {
        self.server.clock.set(Timestamp(self.server.clock.now().0 + milliseconds));
    }

    /// Everything in the database but sessions.
    pub fn dump(&self) -> String {
        self.server.dump()
    }

    /// A new session of whoever has this username; the first one where it is used twice.
    pub fn session_of(&self, username: &str) -> Client {
        let login_id: LoginId = self.value("SELECT min(id) FROM login WHERE username = $1", values![username]);
        self.server.client_of(login_id)
    }

    pub fn get(&self, who: &str, path: &str) -> Answer {
        self.ask(who, "GET", path, None)
    }

    #[expect(clippy::needless_pass_by_value, reason = "a test writes its body in the call")]
    pub fn post(&self, who: &str, path: &str, body: Json) -> Answer {
        self.ask(who, "POST", path, Some(&body))
    }

    #[expect(clippy::needless_pass_by_value, reason = "a test writes its body in the call")]
    pub fn put(&self, who: &str, path: &str, body: Json) -> Answer {
        self.ask(who, "PUT", path, Some(&body))
    }

    pub fn delete(&self, who: &str, path: &str) -> Answer {
        self.ask(who, "DELETE", path, None)
    }

    pub fn ask(&self, who: &str, method: &str, path: &str, body: Option<&Json>) -> Answer {
        Self::ask_with(&self.session_of(who), method, path, body)
    }

    /// A request of nobody.
    pub fn ask_signed_out(&self, method: &str, path: &str, body: Option<&Json>) -> Answer {
        Self::ask_with(&self.server.client(), method, path, body)
    }

    pub fn ask_with(client: &Client, method: &str, path: &str, body: Option<&Json>) -> Answer {
        let path = format!("/api/v1{path}");
        let own_page = ("sec-fetch-site", "same-origin");
        let answer = match body {
            Some(body) => {
                let headers = [("content-type", "application/json"), own_page];
                client.send(method, &path, &headers, body.to_string().as_bytes())
            }
            None => client.send(method, &path, &[own_page], b""),
        };
        let body = if answer.body.is_empty() { Json::Null } else { serde_json::from_str(&answer.body).unwrap() };
        Answer { status: answer.status, body }
    }

    /// One value of the database.
    pub fn value<T: FromValue + Send + 'static>(&self, sql: &'static str, values: &[Value]) -> T {
        let values = values.to_vec();
        self.server.write(move |tx| {
            let row = tx.row(sql, &values)?;
            row.unwrap_or_else(|| panic!("no row: {sql} {values:?}")).get(0)
        })
    }

    /// Changes the database behind the panel's back.
    pub fn execute(&self, sql: &'static str, values: &[Value]) {
        let values = values.to_vec();
        self.server.write(move |tx| tx.execute(sql, &values));
    }

    /// The newest order of a product for a domain name.
    pub fn order(&self, domain: &'static str, product: &'static str) -> OrderId {
        self.value("SELECT max(id) FROM service WHERE domain = $1 AND product_key = $2", values![domain, product])
    }

    /// The unfinished action on a domain name.
    pub fn action(&self, domain: &'static str) -> ActionId {
        self.value(
            "SELECT action.id FROM action JOIN service ON service.id = action.service_id
             WHERE service.domain = $1 AND action.ended_at IS NULL",
            values![domain],
        )
    }

    /// The open invoice about a domain name.
    pub fn invoice(&self, domain: &'static str) -> InvoiceId {
        self.value(
            "SELECT DISTINCT invoice.id FROM invoice
               JOIN invoice_line ON invoice_line.invoice_id = invoice.id
               JOIN service ON service.id = invoice_line.service_id
             WHERE service.domain = $1 AND invoice.ended_at IS NULL",
            values![domain],
        )
    }

    /// How many audit records of a kind there are.
    pub fn audit_count(&self, kind: &'static str) -> i64 {
        self.value("SELECT count(*) FROM audit WHERE kind = $1", values![kind])
    }
}

impl Answer {
    /// The body, of an answer that has to be a success.
    #[track_caller]
    pub fn ok<T: DeserializeOwned>(&self) -> T {
        assert!((200..300).contains(&self.status), "{self:?}");
        serde_json::from_value(self.body.clone()).unwrap()
    }

    /// The problem, of an answer that has to be one with this code.
    #[track_caller]
    pub fn problem(&self, code: &str) -> Problem {
        let problem: Problem = serde_json::from_value(self.body.clone()).unwrap_or_else(|_| panic!("{self:?}"));
        assert_eq!((problem.code.as_str(), problem.status), (code, self.status), "{self:?}");
        problem
    }

    /// The only wrong field and its code.
    #[track_caller]
    pub fn field_error(&self) -> (String, String, String) {
        let problem = self.problem("invalid-fields");
        let [error] = &problem.errors[..] else { panic!("{self:?}") };
        (error.field.clone(), error.code.clone(), error.hint.clone())
    }
}

pub fn reason(text: &str) -> Json {
    json!({ "reason": text })
}
