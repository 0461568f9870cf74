//! The program itself: what it says, and that a person can begin with an empty database.

use std::io::{BufRead as _, BufReader, Read as _};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use tempfile::TempDir;

fn handover(folder: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_handover"));
    command.args(words).current_dir(folder).stdin(Stdio::null());
    for name in ["DATABASE_URL", "HANDOVER_LISTEN", "HANDOVER_PUBLIC_URL", "HANDOVER_AUDIT_KEY_FILE"] {
        command.env_remove(name);
    }
    command
}

fn run(folder: &Path, words: &[&str]) -> Output {
    handover(folder, words).output().expect("the program starts")
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder is made")
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A program that has said where it listens. Ends with the value.
struct Running {
    child: Child,
    first_line: String,
}

impl Running {
    fn start(folder: &Path, words: &[&str]) -> Self {
        let mut command = handover(folder, words);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the program starts");
        let mut first_line = String::new();
        let stdout = child.stdout.as_mut().expect("stdout is a pipe");
        BufReader::new(stdout).read_line(&mut first_line).expect("it says where it listens");
        Self { child, first_line }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended already.
        let _killed = self.child.kill();
        let _waited = self.child.wait();
    }
}

#[test]
fn serve_prints_one_line_when_it_is_ready_and_ends_on_sigterm() {
    let folder = folder();
    let mut server = Running::start(folder.path(), &["serve", "--listen", "127.0.0.1:0"]);
    let port = server.first_line.trim().strip_prefix("listening on http://127.0.0.1:");
    assert!(port.is_some_and(|port| port.parse::<u16>().is_ok_and(|port| port > 0)), "{}", server.first_line);
    assert!(folder.path().join("handover.db").is_file(), "no configuration is needed");
    let ended = Command::new("kill").args(["-TERM", &server.child.id().to_string()]).status().expect("kill runs");
    assert!(ended.success());
    assert!(server.child.wait().expect("it ends").success());
    let log = std::fs::metadata(folder.path().join("handover.db-wal"));
    assert!(log.is_err() || log.is_ok_and(|log| log.len() == 0), "the database file alone is whole");
    let mut rest = String::new();
    server.child.stdout.take().expect("stdout is a pipe").read_to_string(&mut rest).expect("stdout is text");
    assert_eq!(rest, "", "stdout has that one line");
}

#[test]
fn a_taken_port_is_named_with_what_to_type() {
    let folder = folder();
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let address = taken.local_addr().expect("it has an address").to_string();
    let output = run(folder.path(), &["serve", "--listen", &address]);
    assert!(!output.status.success());
    let said = stderr(&output);
    assert!(said.contains(&address) && said.contains("handover serve --listen 127.0.0.1:0"), "{said}");
}

#[test]
fn another_database_is_refused_with_what_is_possible() {
    let folder = folder();
    let output =
        run(folder.path(), &["serve", "--database", "postgres://localhost/handover", "--listen", "127.0.0.1:0"]);
    assert!(!output.status.success());
    assert!(stderr(&output).contains("sqlite:handover.db"), "{}", stderr(&output));
}

#[test]
fn a_second_server_on_one_database_is_refused() {
    let folder = folder();
    let _first = Running::start(folder.path(), &["serve", "--listen", "127.0.0.1:0"]);
    let output = run(folder.path(), &["serve", "--listen", "127.0.0.1:0"]);
    assert!(!output.status.success());
    assert!(stderr(&output).contains("open in another server"), "{}", stderr(&output));
}

#[test]
fn a_demo_fills_an_empty_database_once_and_refuses_a_panel() {
    let folder = folder();
    drop(Running::start(folder.path(), &["demo", "--listen", "127.0.0.1:0"]));
    drop(Running::start(folder.path(), &["demo", "--listen", "127.0.0.1:0"]));
    assert!(folder.path().join("demo/handover.db").is_file());

    let operator = ["operator", "--name", "Example Hosting", "--username", "you@example.com"];
    assert!(run(folder.path(), &operator).status.success());
    let output = run(folder.path(), &["demo", "--database", "sqlite:handover.db", "--listen", "127.0.0.1:0"]);
    assert!(!output.status.success());
    assert!(stderr(&output).contains("not a demo"), "{}", stderr(&output));
}

#[test]
fn the_operators_link_is_made_again_for_the_same_sign_in_only() {
    let folder = folder();
    let words = |username| ["operator", "--name", "Example Hosting", "--username", username];
    let links = [0, 1].map(|_| {
        let output = run(folder.path(), &words("you@example.com"));
        assert!(output.status.success(), "{}", stderr(&output));
        String::from_utf8(output.stdout).expect("a link is text")
    });
    for link in &links {
        let token = link.trim().strip_prefix("/set-password#").expect("it is a path of the page");
        assert_eq!(token.len(), 64);
    }
    assert_ne!(links[0], links[1]);
    let other = run(folder.path(), &words("somebody@example.com"));
    assert!(!other.status.success());
    assert!(stderr(&other).contains("you@example.com"), "{}", stderr(&other));
    assert!(!run(folder.path(), &words("not an address")).status.success());
}

#[cfg(unix)]
#[test]
fn a_new_database_is_for_its_owner_only() {
    let folder = folder();
    let _server = Running::start(folder.path(), &["serve", "--listen", "127.0.0.1:0"]);
    for name in ["handover.db", "handover.db-wal", "handover.db-shm", "handover.db.audit-key"] {
        let metadata = std::fs::metadata(folder.path().join(name)).expect("the file is there");
        let mode = std::os::unix::fs::PermissionsExt::mode(&metadata.permissions());
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
}

#[test]
fn help_gives_examples() {
    let folder = folder();
    let output = run(folder.path(), &["--help"]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    for word in ["handover demo", "handover operator --name", "handover serve", "migrate"] {
        assert!(said.contains(word), "{said}");
    }
}

#[test]
fn migrate_makes_the_schema_and_may_be_repeated() {
    let folder = folder();
    for _ in 0..2 {
        let output = run(folder.path(), &["migrate"]);
        assert!(output.status.success(), "{}", stderr(&output));
    }
}
