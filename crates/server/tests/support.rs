//! A server of its own for each test, over real HTTP, on a clock that the test moves.
//!
//! Nothing here waits: a request is answered or the test fails.

use handover_core::Timestamp;
use handover_core::ids::LoginId;
use handover_core::wire::{Problem, SignInAnswer, SignInBody, path};
use handover_server::app::App;
use handover_server::clock::Clock;
use handover_server::page::Page;
use handover_server::password::{Cost, Passwords};
use handover_server::site::Site;
use handover_server::store::{Store, StoreError, Tx, Value};
use handover_server::{routes, secret, values};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::sync::{Arc, LazyLock};
use std::time::Duration;
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tokio::task::JoinHandle;

/// Where every test's clock stands at first: 2026-12-03 15:05 UTC.
pub const START: Timestamp = Timestamp(1_796_310_300_000);

/// Longer than any answer takes; it only turns a server that hangs into a failure.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(30);

static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime starts")
});

/// A server with a database of its own; both are gone with the value.
pub struct TestServer {
    /// Its clock.
    pub clock: Clock,
    app: App,
    address: SocketAddr,
    serving: JoinHandle<()>,
    _folder: TempDir,
}

impl TestServer {
    /// A server on the machine itself, whose database `fill` has filled.
    pub fn start<E>(fill: impl FnOnce(&Tx) -> Result<(), E> + Send + 'static) -> Self
    where
        E: From<StoreError> + std::fmt::Debug + Send + 'static,
    {
        Self::start_at(None, fill)
    }

    /// A server that is open at a public URL.
    pub fn start_at<E>(public_url: Option<&str>, fill: impl FnOnce(&Tx) -> Result<(), E> + Send + 'static) -> Self
    where
        E: From<StoreError> + std::fmt::Debug + Send + 'static,
    {
        let folder = tempfile::tempdir().expect("a folder is made");
        let store = Store::open(&folder.path().join("handover.db")).expect("a database is made");
        let clock = Clock::manual(START);
        let app = App {
            store,
            clock: clock.clone(),
            audit_key: Arc::new([7; 32]),
            passwords: Passwords::new(Cost::Cheap),
            site: Arc::new(Site::new(public_url).expect("the public URL is one")),
            page: Page::given(page()),
        };
        let (address, serving) = RUNTIME.block_on(async {
            app.store.write(fill).await.expect("the database is filled");
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
            let address = listener.local_addr().expect("a listener has an address");
            let router = routes::router(app.clone());
            let serving = tokio::spawn(async move { axum::serve(listener, router).await.expect("the server serves") });
            (address, serving)
        });
        Self { clock, app, address, serving, _folder: folder }
    }

    /// A client that nobody is signed in at.
    pub fn client(&self) -> Client {
        Client { address: self.address, host: self.address.to_string(), cookie: RefCell::new(None) }
    }

    /// A client with a session of this sign-in, opened without its password.
    pub fn client_of(&self, login_id: LoginId) -> Client {
        let token = secret::token();
        let token_hash = secret::token_hash(&token).expect("a token has a hash");
        let now = self.clock.now();
        self.write(move |tx| {
            tx.execute(
                "INSERT INTO session (token_hash, login_id, created_at, last_seen_at) VALUES ($1, $2, $3, $3)",
                values![&token_hash[..], login_id, now],
            )
        });
        let client = self.client();
        client.cookie.replace(Some(format!("handover-session={token}")));
        client
    }

    /// A client at which this person has signed in.
    pub fn signed_in(&self, username: &str, password: &str) -> Client {
        let client = self.client();
        let body = SignInBody { username: username.to_owned(), password: password.to_owned(), account: None };
        let answer = client.post(path::SESSION, &body);
        assert!(matches!(answer.json(), SignInAnswer::SignedIn(_)), "{username} is not signed in: {answer:?}");
        client
    }

    /// Changes the database behind the server's back.
    pub fn write<T: Send + 'static>(&self, command: impl FnOnce(&Tx) -> Result<T, StoreError> + Send + 'static) -> T {
        RUNTIME.block_on(self.app.store.write(command)).expect("the database is changed")
    }

    /// Everything in the database but sessions, as text: two dumps are equal when nothing has changed.
    pub fn dump(&self) -> String {
        let dumping = self.app.store.read(|tx| {
            let tables = tx.rows(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'session'
                 ORDER BY name",
                values![],
            )?;
            let mut dump = String::new();
            for table in tables {
                let table: String = table.get(0)?;
                for row in tx.rows(&format!("SELECT * FROM {table}"), values![])? {
                    writeln!(dump, "{table}: {row:?}").expect("a String takes any text");
                }
            }
            Ok::<_, StoreError>(dump)
        });
        RUNTIME.block_on(dumping).expect("the database is read")
    }

    /// How many rows a query counts.
    pub fn count(&self, sql: &'static str, values: Vec<Value>) -> i64 {
        let counting = self.app.store.read(move |tx| {
            let row = tx.row(sql, &values)?;
            row.ok_or(StoreError::Stopped)?.get(0)
        });
        RUNTIME.block_on(counting).expect("the database is read")
    }
}

impl Drop for TestServer {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

/// The page of every test: what a build leaves in `dist/`, in small.
fn page() -> BTreeMap<String, Vec<u8>> {
    let files = [
        ("index.html", "<!doctype html><title>Handover</title>"),
        ("handover-web-0123456789abcdef.js", "start()"),
        ("handover-web-0123456789abcdef.js.br", "compressed start()"),
        ("style/icon.svg", "<svg/>"),
    ];
    files.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())).into()
}

/// A browser, as far as the server can tell: it keeps the cookie, and says that requests come from its own page.
pub struct Client {
    address: SocketAddr,
    host: String,
    cookie: RefCell<Option<String>>,
}

impl Client {
    /// The same client, which names the server by another host.
    pub fn at_host(mut self, host: &str) -> Self {
        host.clone_into(&mut self.host);
        self
    }

    /// `GET`.
    pub fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &[], b"")
    }

    /// `POST` of a JSON body.
    pub fn post(&self, path: &str, body: &impl Serialize) -> Answer {
        self.post_with(path, body, &[])
    }

    /// `POST` of a JSON body with headers of its own.
    pub fn post_with(&self, path: &str, body: &impl Serialize, headers: &[(&str, &str)]) -> Answer {
        self.send_json("POST", path, body, headers)
    }

    /// `PUT` of a JSON body.
    pub fn put(&self, path: &str, body: &impl Serialize) -> Answer {
        self.send_json("PUT", path, body, &[])
    }

    /// `DELETE`.
    pub fn delete(&self, path: &str) -> Answer {
        self.send("DELETE", path, &[("sec-fetch-site", "same-origin")], b"")
    }

    fn send_json(&self, method: &str, path: &str, body: &impl Serialize, headers: &[(&str, &str)]) -> Answer {
        let body = serde_json::to_vec(body).expect("every body has a JSON form");
        let own = [("content-type", "application/json"), ("sec-fetch-site", "same-origin")];
        self.send(method, path, &[&own, headers].concat(), &body)
    }

    /// Any request. Only host, cookie, length and `connection: close` are added.
    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let mut head = format!("{method} {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n", self.host);
        if let Some(cookie) = &*self.cookie.borrow() {
            write!(head, "cookie: {cookie}\r\n").expect("a String takes any text");
        }
        if !body.is_empty() || method != "GET" {
            write!(head, "content-length: {}\r\n", body.len()).expect("a String takes any text");
        }
        for (name, value) in headers {
            write!(head, "{name}: {value}\r\n").expect("a String takes any text");
        }
        head.push_str("\r\n");
        let mut stream = TcpStream::connect(self.address).expect("the server listens");
        stream.set_read_timeout(Some(ANSWER_TIMEOUT)).expect("the time-out is set");
        stream.write_all(head.as_bytes()).expect("the head is sent");
        // A server that refuses a body early may close before all of it was sent; its answer is what counts.
        let _sent = stream.write_all(body);
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("the server answers");
        let answer = Answer::parse(&bytes);
        if let Some(cookie) = answer.header("set-cookie") {
            let pair = cookie.split(';').next().unwrap_or_default();
            let is_cleared = pair.ends_with('=');
            self.cookie.replace((!is_cleared).then(|| pair.to_owned()));
        }
        answer
    }

    /// The cookie that the server has set.
    pub fn cookie(&self) -> Option<String> {
        self.cookie.borrow().clone()
    }

    /// Sets a cookie, as a neighbouring site might.
    pub fn set_cookie(&self, cookie: &str) {
        self.cookie.replace(Some(cookie.to_owned()));
    }
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    headers: Vec<(String, String)>,
    /// The body as text.
    pub body: String,
}

impl Answer {
    fn parse(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or_else(|| panic!("not an answer: {text:?}"));
        let mut lines = head.split("\r\n");
        let status = lines.next().and_then(|line| line.split(' ').nth(1)).and_then(|status| status.parse().ok());
        let headers = lines.filter_map(|line| line.split_once(": "));
        Self {
            status: status.unwrap_or_else(|| panic!("no status: {head:?}")),
            headers: headers.map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned())).collect(),
            body: body.to_owned(),
        }
    }

    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }

    /// The body of an answer that is 2xx.
    pub fn json<T: DeserializeOwned>(&self) -> T {
        assert!((200..300).contains(&self.status), "not 2xx: {self:?}");
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// The problem of an answer that is not.
    pub fn problem(&self) -> Problem {
        assert_eq!(self.header("content-type"), Some("application/problem+json"), "{self:?}");
        let problem: Problem = serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"));
        assert_eq!(problem.status, self.status);
        assert_eq!(Some(problem.request_id.as_str()), self.header("x-request-id"));
        problem
    }
}
