//! `cargo xtask run`: from a fresh clone to a demo in the browser.

use crate::arguments::ServeOptions;
use crate::page;
use crate::shell::{self, Steps};
use crate::size;
use crate::tools::Tools;
use anyhow::{Context as _, Result, bail};
use std::fs;
use std::io::ErrorKind;
use std::net::TcpListener;
use std::process::{Command, ExitCode};

/// Installs what is missing, builds the page and the server, and becomes the server.
///
/// # Errors
/// The address is taken, or one of the steps failed.
pub fn run(options: &ServeOptions) -> Result<ExitCode> {
    require_free(&options.listen, "run")?;
    let tools = Tools::of_this_checkout()?;
    let mut steps = Steps::new(tools.missing_count() + 3);
    tools.install(&mut steps)?;
    page::build(&tools, &mut steps)?;
    print!("{}", size::measure()?.table());
    steps.step("Building the server (about 3 minutes when the library code is new)", || {
        shell::run(shell::cargo().args(["build", "--release", "--package", "handover-server"]))
    })?;
    steps.announce("Starting the demo; Ctrl-C ends it");
    let mut server = demo("release", options)?;
    become_program(&mut server)
}

/// The command that starts the demo, its database folder made.
///
/// # Errors
/// The folder cannot be made.
pub fn demo(profile: &str, options: &ServeOptions) -> Result<Command> {
    let database = options.database.as_deref().unwrap_or("sqlite:target/demo/handover.db");
    fs::create_dir_all(shell::root().join("target/demo"))?;
    let mut server = shell::program(shell::root().join("target").join(profile).join("handover"));
    server.args(["demo", "--listen", &options.listen, "--database", database]);
    Ok(server)
}

/// Asks for the address before the long work begins.
///
/// # Errors
/// Another program listens there, or the address is not one.
pub fn require_free(listen: &str, command: &str) -> Result<()> {
    match TcpListener::bind(listen) {
        Ok(_freed_at_once) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AddrInUse => bail!(
            "another program already listens on {listen}. End it, or type `cargo xtask {command} --listen 127.0.0.1:0` \
             for any free port"
        ),
        Err(error) => Err(error).with_context(|| format!("`{listen}` cannot be listened on")),
    }
}

#[cfg(unix)]
fn become_program(command: &mut Command) -> Result<ExitCode> {
    use std::os::unix::process::CommandExt as _;
    let error = command.exec();
    Err(error).with_context(|| format!("`{}` cannot be started", shell::describe(command)))
}

#[cfg(not(unix))]
fn become_program(command: &mut Command) -> Result<ExitCode> {
    shell::run(command).map(|()| ExitCode::SUCCESS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_named_with_what_to_type() {
        let taken = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = taken.local_addr().unwrap().to_string();
        let message = require_free(&address, "run").unwrap_err().to_string();
        assert!(message.contains(&address));
        assert!(message.contains("cargo xtask run --listen 127.0.0.1:0"));
    }
}
