//! `cargo xtask`: the project's own tasks, so that nobody installs or remembers anything.
//!
//! Each command is one file. It prints what it does while it does it, and ends with a sentence that says what to type
//! when something is missing. It never downloads a program outside the package registries (crates.io, npm, Debian)
//! and never writes outside `target/`, `dist/`, `tests/browser/` and the user's cache folder.

mod arguments;
mod browser;
mod counts;
mod dev;
mod page;
mod run;
mod shell;
mod size;
mod stylesheet;
mod test;
mod tools;
mod watch;

use arguments::Task;
use std::process::ExitCode;

fn main() -> ExitCode {
    let outcome = arguments::parse(std::env::args().skip(1)).and_then(|task| match task {
        Task::Help => {
            println!("{}", arguments::HELP);
            Ok(ExitCode::SUCCESS)
        }
        Task::Run(options) => run::run(&options),
        Task::Test(selection) => Ok(test::test(&selection)),
        Task::Dev(options) => dev::dev(&options),
        Task::Page => page::page_command(),
        Task::Screenshots => test::screenshots(),
    });
    outcome.unwrap_or_else(|error| {
        eprintln!("\nerror: {error:#}");
        ExitCode::FAILURE
    })
}
