//! `cargo xtask dev`: the page and the server, rebuilt when a file changes; the browser reloads by itself.
//!
//! trunk serves the page (not optimised, so quick to build) and passes `/api` on to the server, which this task builds
//! and starts again. All of them belong to the terminal, so Ctrl-C ends all of them.

use crate::arguments::ServeOptions;
use crate::page;
use crate::run;
use crate::shell::{self, Steps};
use crate::tools::Tools;
use crate::watch::Watch;
use anyhow::{Context as _, Result, bail};
use std::net::{SocketAddr, TcpListener};
use std::process::{Child, ExitCode};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

/// Serves until Ctrl-C.
///
/// # Errors
/// The address is taken, a tool is missing, or trunk ended.
pub fn dev(options: &ServeOptions) -> Result<ExitCode> {
    run::require_free(&options.listen, "dev")?;
    let page_address: SocketAddr =
        options.listen.parse().with_context(|| format!("`{}` is no address", options.listen))?;
    let tools = Tools::of_this_checkout()?;
    let mut steps = Steps::new(tools.missing_count() + 2);
    tools.install(&mut steps)?;
    let server_options = ServeOptions { listen: free_address()?, database: options.database.clone() };

    steps.announce("Building the server");
    let mut watch = Watch::new(&["Cargo.lock", "crates/core", "crates/server"]);
    let mut server = start_server(&server_options)?;

    steps.announce("Building the page, then serving it; Ctrl-C ends it");
    page::fetch_libraries()?;
    let mut command = page::trunk(&tools, "serve")?;
    command
        .arg("--dist")
        .arg(shell::root().join("target/page/dev"))
        .args(["--address", &page_address.ip().to_string(), "--port", &page_address.port().to_string()])
        .arg(format!("--proxy-backend=http://{}/api", server_options.listen));
    let mut trunk = command.spawn().context("trunk cannot be started")?;

    // Nothing is ever sent: the channel is a clock that ends with the other side.
    let (_open, clock) = mpsc::channel::<()>();
    while clock.recv_timeout(Duration::from_millis(500)) == Err(RecvTimeoutError::Timeout) {
        if let Some(status) = trunk.try_wait()? {
            stop(server)?;
            bail!("trunk ended ({status}); what it said is above");
        }
        if watch.has_changed() {
            println!("The server's code was changed; building it again…");
            stop(server)?;
            server = start_server(&server_options)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Builds and starts the server; after a compiler's error there is none until the next change.
fn start_server(options: &ServeOptions) -> Result<Option<Child>> {
    let built = shell::cargo().args(["build", "--package", "handover-server"]).status()?;
    if !built.success() {
        println!("The server does not compile; waiting for the next change…");
        return Ok(None);
    }
    let mut command = run::demo("debug", options)?;
    Ok(Some(command.spawn().context("the server cannot be started")?))
}

fn stop(server: Option<Child>) -> Result<()> {
    if let Some(mut server) = server {
        // It may have ended by itself already.
        let _killed = server.kill();
        server.wait()?;
    }
    Ok(())
}

/// An address that nobody listens on at this moment.
fn free_address() -> Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0").context("no port is free")?;
    Ok(listener.local_addr()?.to_string())
}
