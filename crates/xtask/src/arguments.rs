//! What was typed after `cargo xtask`, as a value; never runs anything.

use anyhow::{Result, bail};

/// Printed by `cargo xtask --help`.
pub const HELP: &str = "\
cargo xtask: the tasks of Handover

  run [--listen ADDRESS] [--database URL]
                  builds the page and the server, then starts a demo on http://127.0.0.1:8080
  test [--only SUITE] [FILTER]
                  every suite, or one: format, lint, native, page, wasm, browser;
                  FILTER is a part of a test's name
  dev [--listen ADDRESS] [--database URL]
                  like run, but rebuilds and reloads when a file changes
  page            builds the page into dist/ and prints its size
  screenshots     takes the README's pictures into tests/browser/screenshots/

What is missing (trunk, wasm-bindgen, wasm-opt) is installed once into the folder `handover` of your cache.
`test` also installs Chromium through apt.";

const COMMANDS: [&str; 5] = ["run", "test", "dev", "page", "screenshots"];

/// The suites of `cargo xtask test`, in the order in which they run.
pub const SUITES: [&str; 6] = ["format", "lint", "native", "page", "wasm", "browser"];

/// One thing that somebody wants done.
#[derive(Debug, PartialEq, Eq)]
pub enum Task {
    Help,
    Run(ServeOptions),
    Test(Selection),
    Dev(ServeOptions),
    Page,
    Screenshots,
}

/// Where the demo listens and keeps its data.
#[derive(Debug, PartialEq, Eq)]
pub struct ServeOptions {
    /// An address and port, for example `127.0.0.1:8080`.
    pub listen: String,
    /// A database URL; none means the demo's own file below `target/`.
    pub database: Option<String>,
}

/// Which tests run.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// One of [`SUITES`]; none means all of them.
    pub only: Option<String>,
    /// A part of a test's name.
    pub filter: Option<String>,
}

/// Reads the command line.
///
/// # Errors
/// An unknown command, option or suite, with the nearest known one.
pub fn parse(mut words: impl Iterator<Item = String>) -> Result<Task> {
    let Some(command) = words.next() else {
        return Ok(Task::Help);
    };
    let rest: Vec<String> = words.collect();
    if rest.iter().any(|word| word == "--help" || word == "-h") {
        return Ok(Task::Help);
    }
    match command.as_str() {
        "help" | "--help" | "-h" => Ok(Task::Help),
        "run" => Ok(Task::Run(serve_options(rest)?)),
        "dev" => Ok(Task::Dev(serve_options(rest)?)),
        "test" => Ok(Task::Test(selection(rest)?)),
        "page" => without_options("page", &rest, Task::Page),
        "screenshots" => without_options("screenshots", &rest, Task::Screenshots),
        unknown => bail!("there is no command `{unknown}`{}", suggestion(unknown, &COMMANDS)),
    }
}

fn without_options(command: &str, rest: &[String], task: Task) -> Result<Task> {
    match rest.first() {
        None => Ok(task),
        Some(word) => bail!("`cargo xtask {command}` takes no options, but got `{word}`"),
    }
}

fn serve_options(words: Vec<String>) -> Result<ServeOptions> {
    let mut options = ServeOptions { listen: "127.0.0.1:8080".to_owned(), database: None };
    let mut words = words.into_iter();
    while let Some(word) = words.next() {
        match split_option(&word) {
            ("--listen", inline) => options.listen = value("--listen", inline, &mut words)?,
            ("--database", inline) => {
                options.database = Some(value("--database", inline, &mut words)?);
            }
            (other, _) => {
                bail!("there is no option `{other}`{}", suggestion(other, &["--listen", "--database"]))
            }
        }
    }
    Ok(options)
}

fn selection(words: Vec<String>) -> Result<Selection> {
    let mut selection = Selection::default();
    let mut words = words.into_iter();
    while let Some(word) = words.next() {
        match split_option(&word) {
            ("--only", inline) => {
                let suite = value("--only", inline, &mut words)?;
                if !SUITES.contains(&suite.as_str()) {
                    bail!("there is no suite `{suite}`{}", suggestion(&suite, &SUITES));
                }
                selection.only = Some(suite);
            }
            (option, _) if option.starts_with('-') => {
                bail!("there is no option `{option}`{}", suggestion(option, &["--only"]))
            }
            _ if selection.filter.is_some() => bail!("only one FILTER is possible, but got `{word}` too"),
            _ => selection.filter = Some(word),
        }
    }
    Ok(selection)
}

/// `--name=value` and `--name value` mean the same.
fn split_option(word: &str) -> (&str, Option<&str>) {
    match word.split_once('=') {
        Some((name, value)) if name.starts_with("--") => (name, Some(value)),
        _ => (word, None),
    }
}

fn value(option: &str, inline: Option<&str>, words: &mut impl Iterator<Item = String>) -> Result<String> {
    match inline.map(str::to_owned).or_else(|| words.next()) {
        Some(value) => Ok(value),
        None => bail!("`{option}` needs a value"),
    }
}

/// The nearest known word, or all of them when none is near.
fn suggestion(typed: &str, known: &[&str]) -> String {
    let nearest = known.iter().map(|word| (distance(typed, word), word)).min();
    match nearest {
        Some((steps, word)) if steps <= 2 => format!("; did you mean `{word}`?"),
        _ => format!("; there is {}. See `cargo xtask --help`", known.join(", ")),
    }
}

/// Levenshtein's distance.
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (line, letter) in left.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = line + 1;
        for (column, other) in right.iter().enumerate() {
            let changed = diagonal + usize::from(letter != *other);
            diagonal = row[column + 1];
            row[column + 1] = changed.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Task> {
        parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn no_command_prints_the_help() {
        assert_eq!(parsed("").unwrap(), Task::Help);
        assert_eq!(parsed("run --help").unwrap(), Task::Help);
    }

    #[test]
    fn run_listens_on_8080_unless_told_otherwise() {
        let expected = ServeOptions { listen: "127.0.0.1:8080".to_owned(), database: None };
        assert_eq!(parsed("run").unwrap(), Task::Run(expected));
        let expected = ServeOptions { listen: "127.0.0.1:0".to_owned(), database: Some("sqlite:/tmp/a.db".to_owned()) };
        assert_eq!(parsed("run --listen=127.0.0.1:0 --database sqlite:/tmp/a.db").unwrap(), Task::Run(expected));
    }

    #[test]
    fn test_takes_a_suite_and_a_filter() {
        let expected = Selection { only: Some("wasm".to_owned()), filter: Some("theme".to_owned()) };
        assert_eq!(parsed("test --only wasm theme").unwrap(), Task::Test(expected));
    }

    #[test]
    fn a_mistyped_word_is_answered_with_the_nearest_one() {
        let message = |line: &str| parsed(line).unwrap_err().to_string();
        assert_eq!(message("tset"), "there is no command `tset`; did you mean `test`?");
        assert_eq!(message("test --only brwser"), "there is no suite `brwser`; did you mean `browser`?");
        assert_eq!(message("run --listn x"), "there is no option `--listn`; did you mean `--listen`?");
        assert!(message("deploy").contains("run, test, dev, page, screenshots"));
    }
}
