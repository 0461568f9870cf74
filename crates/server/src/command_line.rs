//! What can be typed after `handover`, with its defaults and its help. It never does anything.

use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  handover demo                       a panel with invented customers on http://127.0.0.1:8080
  handover operator --name 'Example Hosting' --username you@example.com
                                      the first account of a new panel, with a link to set its password
  handover serve                      the panel on http://127.0.0.1:8080, data in handover.db
  handover serve --listen 0.0.0.0:80 --public-url https://panel.example.com
                                      the panel behind a proxy that speaks https";

/// A panel in which customers and resellers move services to another customer.
#[derive(Debug, Parser)]
#[command(name = "handover", version, after_help = EXAMPLES)]
pub struct CommandLine {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serves the panel until Ctrl-C or SIGTERM
    Serve(Serve),
    /// Serves a panel with invented customers, to try everything out
    Demo(Demo),
    /// Brings the database's schema up to date and ends
    Migrate(Migrate),
    /// Makes the platform operator's account, or a new link to set its password
    Operator(Operator),
}

/// `handover serve`.
#[derive(Debug, Args)]
pub struct Serve {
    /// Where the data is; the file is made if it is missing
    #[arg(long, env = "DATABASE_URL", default_value = "sqlite:handover.db", value_name = "sqlite:PATH")]
    pub database: String,
    /// How the panel is reached
    #[command(flatten)]
    pub network: Network,
    /// Where the audit trail's key is
    #[command(flatten)]
    pub audit: Audit,
}

/// `handover demo`.
#[derive(Debug, Args)]
pub struct Demo {
    /// Where the demo's data is; an empty database is filled, an earlier demo goes on
    #[arg(long, env = "DATABASE_URL", default_value = "sqlite:demo/handover.db", value_name = "sqlite:PATH")]
    pub database: String,
    /// How the panel is reached
    #[command(flatten)]
    pub network: Network,
    /// Where the audit trail's key is
    #[command(flatten)]
    pub audit: Audit,
}

/// `handover migrate`.
#[derive(Debug, Args)]
pub struct Migrate {
    /// Where the data is; the file is made if it is missing
    #[arg(long, env = "DATABASE_URL", default_value = "sqlite:handover.db", value_name = "sqlite:PATH")]
    pub database: String,
}

/// `handover operator`.
#[derive(Debug, Args)]
pub struct Operator {
    /// Where the data is; the file is made if it is missing
    #[arg(long, env = "DATABASE_URL", default_value = "sqlite:handover.db", value_name = "sqlite:PATH")]
    pub database: String,
    /// Name of the platform operator, as customers read it
    #[arg(long)]
    pub name: String,
    /// E-mail address to sign in with
    #[arg(long)]
    pub username: String,
    /// Where the audit trail's key is
    #[command(flatten)]
    pub audit: Audit,
}

/// How the panel is reached.
#[derive(Debug, Args)]
pub struct Network {
    /// Address and port to listen on; port 0 takes any free one
    #[arg(long, env = "HANDOVER_LISTEN", default_value = "127.0.0.1:8080", value_name = "ADDRESS:PORT")]
    pub listen: String,
    /// Where browsers reach the panel over https; without it people sign in on this machine only
    #[arg(long, env = "HANDOVER_PUBLIC_URL", value_name = "https://HOST")]
    pub public_url: Option<String>,
}

/// Where the audit trail's key is.
#[derive(Debug, Args)]
pub struct Audit {
    /// File with the key of the audit trail; made at the first start [default: the database's path + `.audit-key`]
    #[arg(long, env = "HANDOVER_AUDIT_KEY_FILE", value_name = "PATH")]
    pub audit_key_file: Option<PathBuf>,
}
