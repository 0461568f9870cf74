//! The one binary `handover`: reads the command line and starts what it names.
//!
//! stdout is for what was asked for (the address, a link); everything else goes to stderr.

mod command_line;

use anyhow::{Context as _, Result, anyhow, bail};
use clap::Parser as _;
use command_line::{Audit, Command, CommandLine, Demo, Migrate, Network, Operator, Serve};
use handover_server::app::App;
use handover_server::clock::Clock;
use handover_server::page::Page;
use handover_server::password::{Cost, Passwords};
use handover_server::site::Site;
use handover_server::store::{self, Store};
use handover_server::{canonical, serve, start};
use std::io::IsTerminal as _;
use std::process::ExitCode;
use std::sync::Arc;
use tracing_subscriber::EnvFilter;

#[tokio::main]
async fn main() -> ExitCode {
    let command_line = CommandLine::parse();
    start_log();
    let done = match command_line.command {
        Command::Serve(options) => run_serve(options).await,
        Command::Demo(options) => run_demo(options).await,
        Command::Migrate(options) => migrate(&options),
        Command::Operator(options) => operator(options).await,
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// For people in a terminal, JSON for everything that collects logs.
fn start_log() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    if std::io::stderr().is_terminal() {
        log.init();
    } else {
        log.json().init();
    }
}

async fn run_serve(options: Serve) -> Result<()> {
    let listener = serve::listen(&options.network.listen, "serve").await.map_err(|why| anyhow!(why))?;
    let app = open(&options.database, &options.network, &options.audit).await?;
    if app.store.read(store::operator::is_missing).await? {
        eprintln!(
            "Nobody can sign in yet. Stop this and make the first account: \
             handover operator --name 'Your name' --username you@example.com {}",
            same_data(&options.database, &options.audit)
        );
    }
    serve::serve(app, listener).await.context("the network failed")
}

async fn run_demo(options: Demo) -> Result<()> {
    let listener = serve::listen(&options.network.listen, "demo").await.map_err(|why| anyhow!(why))?;
    let app = open(&options.database, &options.network, &options.audit).await?;
    let now = app.clock.now();
    let accounts = app.store.write(move |tx| start::demo(tx, now)).await?;
    eprintln!("Sign in with one of these accounts:");
    for account in accounts {
        eprintln!("  {}  password: {}", account.username, account.password);
        for line in account.shows.lines() {
            eprintln!("      {line}");
        }
    }
    serve::serve(app, listener).await.context("the network failed")
}

/// What has to be typed after another command for it to use the same files.
fn same_data(database: &str, audit: &Audit) -> String {
    let key = audit.audit_key_file.as_ref().map(|file| format!(" --audit-key-file {}", file.display()));
    format!("--database {database}{}", key.unwrap_or_default())
}

async fn open(database: &str, network: &Network, audit: &Audit) -> Result<App> {
    let site = Site::new(network.public_url.as_deref()).map_err(|why| anyhow!(why))?;
    let path = start::database_path(database)?;
    let store = Store::open(&path)?;
    let audit_key = start::audit_key(&store, &path, audit.audit_key_file.as_deref()).await?;
    Ok(App {
        store,
        clock: Clock::System,
        audit_key: Arc::new(audit_key),
        passwords: Passwords::new(Cost::Recommended),
        site: Arc::new(site),
        page: Page::built_in(),
    })
}

fn migrate(options: &Migrate) -> Result<()> {
    let path = start::database_path(&options.database)?;
    Store::open(&path)?;
    eprintln!("The schema of {} is up to date.", path.display());
    Ok(())
}

async fn operator(options: Operator) -> Result<()> {
    let name = options.name.trim().to_owned();
    if name.is_empty() || name.chars().any(char::is_control) {
        bail!("--name is empty or has control characters: write the name that customers read");
    }
    let username = canonical::typed_username(&options.username)
        .with_context(|| format!("`{}` is not an e-mail address", options.username))?;
    let path = start::database_path(&options.database)?;
    let store = Store::open(&path)?;
    let audit_key = start::audit_key(&store, &path, options.audit.audit_key_file.as_deref()).await?;
    let now = Clock::System.now();
    let made = store.write(move |tx| store::operator::make_link(tx, &audit_key, &name, &username, now));
    let link_path = made.await?;
    eprintln!(
        "Start `handover serve {}` and open this path there within 72 hours to set the password; it works once:",
        same_data(&options.database, &options.audit)
    );
    println!("{link_path}");
    Ok(())
}
