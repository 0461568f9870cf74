//! `cargo xtask test`: every suite, its counts, and one last line with the sum.
//!
//! A suite runs even when an earlier one failed. One that cannot run, or finds no test, is a failure with its reason
//! and never a skip, so that a green run means that everything ran.

use crate::arguments::{SUITES, Selection};
use crate::browser::{self, Browser};
use crate::counts::Counts;
use crate::page;
use crate::shell::{self, Steps};
use crate::size;
use crate::tools::Tools;
use anyhow::{Context as _, Result};
use std::fs;
use std::path::PathBuf;
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

const WASM: &str = "wasm32-unknown-unknown";

/// The packages whose tests run in a browser as WebAssembly.
const WASM_PACKAGES: [&str; 2] = ["handover-core", "handover-web"];

/// What one suite came to.
struct Outcome {
    suite: &'static str,
    counts: Counts,
    time: Duration,
}

/// What the suites find on this machine, or why they do not.
struct Equipment {
    tools: Result<Tools>,
    browser: Result<Browser>,
    filter: Option<String>,
    /// Where the browser tests put their pictures.
    pictures: PathBuf,
}

/// Runs the selected suites and prints the summary; whatever goes wrong in one is counted.
pub fn test(selection: &Selection) -> ExitCode {
    let suites = SUITES.into_iter().filter(|suite| match (&selection.only, &selection.filter) {
        (Some(only), _) => only == suite,
        // The others have no tests with names.
        (None, Some(_)) => ["native", "wasm", "browser"].contains(suite),
        (None, None) => true,
    });
    let suites: Vec<&'static str> = suites.collect();
    let equipment = equip(&suites, selection.filter.clone(), shell::root().join("tests/browser/output"));
    let mut outcomes = Vec::new();
    for suite in suites {
        println!("\n===== {suite} =====");
        let started = Instant::now();
        let counts = run_suite(suite, &equipment).unwrap_or_else(|error| {
            println!("{error:#}");
            Counts::fail(format!("the suite could not run: {error:#}"))
        });
        let outcome = Outcome { suite, counts, time: started.elapsed() };
        println!("{suite}: {} passed, {} failed", outcome.counts.passed, outcome.counts.failed);
        outcomes.push(outcome);
    }
    summarise(&mut outcomes, selection.filter.as_deref())
}

/// `cargo xtask screenshots`: the browser suite, its pictures kept.
///
/// # Errors
/// A picture could not be taken.
pub fn screenshots() -> Result<ExitCode> {
    let equipment = equip(&["page", "browser"], None, shell::root().join("tests/browser/screenshots"));
    let tools = equipment.tools.as_ref().map_err(|error| anyhow::anyhow!("{error:#}"))?;
    page::build(tools, &mut Steps::new(1))?;
    let counts = browser_suite(&equipment)?;
    println!("The pictures are in {}", equipment.pictures.display());
    Ok(if counts.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Installs what the suites need; a failure is told by the suites that need it.
fn equip(suites: &[&str], filter: Option<String>, pictures: PathBuf) -> Equipment {
    let needs = |list: &[&str]| suites.iter().any(|suite| list.contains(suite));
    let needs_tools = needs(&["lint", "page", "wasm", "browser"]);
    let needs_browser = needs(&["wasm", "browser"]);
    let tools = Tools::of_this_checkout();
    let tool_steps = tools.as_ref().map_or(0, |tools| if needs_tools { tools.missing_count() } else { 0 });
    let mut steps = Steps::new(tool_steps + if needs_browser { browser::missing_count() } else { 0 });
    let tools = tools.and_then(|tools| {
        if needs_tools {
            tools.install(&mut steps)?;
        }
        Ok(tools)
    });
    let browser =
        if needs_browser { browser::install(&mut steps) } else { Err(anyhow::anyhow!("no browser was asked for")) };
    Equipment { tools, browser, filter, pictures }
}

fn run_suite(suite: &str, equipment: &Equipment) -> Result<Counts> {
    let counts = match suite {
        "format" => command_counts("cargo fmt --check", shell::cargo().args(["fmt", "--check"]))?,
        "lint" => lint_suite()?,
        "native" => native_suite(equipment)?,
        "page" => page_suite(equipment)?,
        "wasm" => wasm_suite(equipment)?,
        "browser" => browser_suite(equipment)?,
        unknown => anyhow::bail!("there is no suite `{unknown}`"),
    };
    let found_none = counts.passed + counts.failed == 0;
    Ok(if found_none && equipment.filter.is_none() { Counts::fail("the suite has no tests") } else { counts })
}

/// A command as one test.
fn command_counts(name: &str, command: &mut Command) -> Result<Counts> {
    println!("{}", shell::describe(command));
    let passed = command.status().with_context(|| format!("{name} cannot be started"))?.success();
    Ok(if passed { Counts::pass() } else { Counts::fail(name) })
}

/// The page only ever runs as WebAssembly, so it is checked as that, and the core with it.
fn lint_suite() -> Result<Counts> {
    let strict = ["--", "--deny", "warnings"];
    let native = ["clippy", "--locked", "--workspace", "--exclude", "handover-web", "--all-targets"];
    let mut counts = command_counts("clippy", shell::cargo().args(native).args(strict))?;
    let page = ["clippy", "--locked", "--package", "handover-web", "--all-targets", "--target", WASM];
    counts.add(command_counts("clippy of the page", shell::cargo().args(page).args(strict))?);
    Ok(counts)
}

fn native_suite(equipment: &Equipment) -> Result<Counts> {
    let mut command = shell::cargo();
    command.args(["test", "--locked", "--workspace", "--exclude", "handover-web", "--no-fail-fast"]);
    cargo_test(&mut command, equipment)
}

fn wasm_suite(equipment: &Equipment) -> Result<Counts> {
    let tools = available(&equipment.tools)?;
    let browser = available(&equipment.browser)?;
    let mut counts = Counts::default();
    for package in WASM_PACKAGES {
        let mut command = shell::cargo();
        command
            .args(["test", "--locked", "--no-fail-fast", "--target", WASM, "--package", package])
            .env(
                "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
                tools.wasm_bindgen_folder().join("wasm-bindgen-test-runner"),
            )
            .env("WASM_BINDGEN_USE_BROWSER", "1")
            .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", browser::write_capabilities(browser)?)
            .env("CHROMEDRIVER", &browser.driver);
        let of_package = cargo_test(&mut command, equipment)?;
        if of_package.passed + of_package.failed == 0 && equipment.filter.is_none() {
            counts.add(Counts::fail(format!("{package} has no tests that run as WebAssembly")));
        }
        counts.add(of_package);
    }
    for file in page::sources()? {
        if has_lost_tests(&fs::read_to_string(&file)?) {
            counts.add(Counts::fail(format!(
                "the tests of {} never run: the page's tests need `use wasm_bindgen_test::wasm_bindgen_test as test;`",
                file.display()
            )));
        }
    }
    Ok(counts)
}

/// Whether a file of the page has tests that only a native runner would find; the page has none.
fn has_lost_tests(source: &str) -> bool {
    source.contains("#[test]") && !source.contains("wasm_bindgen_test as test")
}

fn cargo_test(command: &mut Command, equipment: &Equipment) -> Result<Counts> {
    command.args(&equipment.filter);
    println!("{}", shell::describe(command));
    let mut counts = Counts::default();
    let status = shell::stream(command, |line| counts.read_cargo_line(line))?;
    if !status.success() && counts.failed == 0 {
        counts.add(Counts::fail("it did not compile, or a test's process died; the reason is above"));
    }
    Ok(counts)
}

fn page_suite(equipment: &Equipment) -> Result<Counts> {
    let mut counts = Counts::default();
    page::build(available(&equipment.tools)?, &mut Steps::new(1))?;
    counts.add(Counts::pass());
    let sizes = size::measure()?;
    print!("{}", sizes.table());
    counts.add(if sizes.total() <= size::SIZE_LIMIT {
        Counts::pass()
    } else {
        Counts::fail(format!("the page weighs {} bytes, the limit is {}", sizes.total(), size::SIZE_LIMIT))
    });
    Ok(counts)
}

fn browser_suite(equipment: &Equipment) -> Result<Counts> {
    let browser = available(&equipment.browser)?;
    size::measure()?;
    shell::run(shell::cargo().args(["build", "--locked", "--package", "handover-server"]))?;

    let folder = shell::root().join("tests/browser");
    let entries = fs::read_dir(&folder)?.collect::<std::io::Result<Vec<_>>>()?;
    let mut files: Vec<PathBuf> = entries.into_iter().map(|entry| entry.path()).collect();
    files.retain(|file| file.to_string_lossy().ends_with(".test.mjs"));
    files.sort();

    let report = shell::root().join("target/xtask/browser.tap");
    fs::create_dir_all(shell::root().join("target/xtask"))?;
    fs::write(&report, "")?;
    let mut command = shell::program("node");
    command.args(["--test", "--test-concurrency=2", "--test-timeout=180000"]);
    command.args(["--test-reporter=spec", "--test-reporter-destination=stdout", "--test-reporter=tap"]);
    command.arg(format!("--test-reporter-destination={}", report.display()));
    if let Some(filter) = &equipment.filter {
        command.arg(format!("--test-name-pattern={filter}"));
    }
    command
        .args(files)
        .env("HANDOVER_BIN", shell::root().join("target/debug/handover"))
        .env("HANDOVER_CHROMIUM", &browser.chromium)
        .env("HANDOVER_PICTURES", &equipment.pictures);
    let status = command.status().context("node cannot be started")?;

    let mut counts = Counts::default();
    counts.read_tap(&fs::read_to_string(&report)?);
    if !status.success() && counts.failed == 0 {
        counts.add(Counts::fail("node ended with a failure but reported none; the reason is above"));
    }
    Ok(counts)
}

fn available<T>(equipment: &Result<T>) -> Result<&T> {
    equipment.as_ref().map_err(|error| anyhow::anyhow!("{error:#}"))
}

/// Prints the table, and the sum as the very last line.
fn summarise(outcomes: &mut Vec<Outcome>, filter: Option<&str>) -> ExitCode {
    let total: u64 = outcomes.iter().map(|outcome| outcome.counts.passed + outcome.counts.failed).sum();
    if total == 0 {
        let why = format!("no test has `{}` in its name", filter.unwrap_or_default());
        outcomes.push(Outcome { suite: "filter", counts: Counts::fail(why), time: Duration::ZERO });
    }
    let mut sum = Counts::default();
    println!("\n{:10} {:>8} {:>8}   time", "suite", "passed", "failed");
    for outcome in outcomes {
        let Counts { passed, failed, failures } = &outcome.counts;
        println!("{:10} {passed:>8} {failed:>8}   {}", outcome.suite, shell::duration(outcome.time));
        for failure in failures {
            println!("           - {failure}");
        }
        sum.add(outcome.counts.clone());
    }
    println!("\n{} passed, {} failed", sum.passed, sum.failed);
    if sum.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_test_that_no_runner_finds_is_noticed() {
        assert!(has_lost_tests("mod tests {\n    #[test]\n    fn a() {}\n}"));
        assert!(!has_lost_tests("use wasm_bindgen_test::wasm_bindgen_test as test;\n#[test]\nfn a() {}"));
        assert!(!has_lost_tests("fn main() {}"));
    }
}
