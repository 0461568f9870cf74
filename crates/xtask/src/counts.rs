//! How many tests passed, read from what cargo's and Node's test runners print; never runs one.

/// What one run of tests came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub passed: u64,
    pub failed: u64,
    /// The names of failed tests, or why tests did not run.
    pub failures: Vec<String>,
}

impl Counts {
    /// One thing that was right.
    pub fn pass() -> Self {
        Self { passed: 1, ..Self::default() }
    }

    /// One thing that was wrong.
    pub fn fail(why: impl Into<String>) -> Self {
        Self { failed: 1, failures: vec![why.into()], ..Self::default() }
    }

    /// Both together.
    pub fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.failures.extend(other.failures);
    }

    /// Takes in a line of `cargo test` or of wasm-bindgen's runner.
    ///
    /// An ignored test is counted as failed: it was not run.
    pub fn read_cargo_line(&mut self, line: &str) {
        let line = without_colours(line);
        if let Some(result) = line.trim().strip_prefix("test result: ") {
            self.passed += number_before(result, " passed");
            self.failed += number_before(result, " failed");
        } else if let Some(test) = line.trim().strip_prefix("test ") {
            if let Some(name) = test.strip_suffix(" ... FAILED").or_else(|| test.strip_suffix(" ... FAIL")) {
                self.failures.push(name.to_owned());
            } else if let Some((name, _)) = test.split_once(" ... ignored") {
                self.failed += 1;
                self.failures.push(format!("{name}: ignored, so it did not run"));
            }
        }
    }

    /// Takes in a report of `node --test` in the form TAP.
    ///
    /// A cancelled, skipped or postponed test is counted as failed: it was not run. One whose name was not asked for is
    /// not counted.
    pub fn read_tap(&mut self, report: &str) {
        let mut unasked = 0;
        for line in report.lines() {
            if line.ends_with("# SKIP test name does not match pattern") {
                unasked += 1;
            }
            if let Some(failed) = line.trim_start().strip_prefix("not ok ") {
                let name = failed.split_once(" - ").map_or(failed, |(_, name)| name);
                if !name.ends_with(".test.mjs") {
                    self.failures.push(name.to_owned());
                }
            }
            match line.strip_prefix("# ").and_then(|total| total.split_once(' ')) {
                Some(("pass", number)) => self.passed += number.parse().unwrap_or(0),
                Some(("fail" | "cancelled" | "skipped" | "todo", number)) => {
                    self.failed += number.parse().unwrap_or(1);
                }
                _ => {}
            }
        }
        self.failed = self.failed.saturating_sub(unasked);
    }
}

/// The number in `3 passed` of `ok. 3 passed; 0 failed`.
fn number_before(text: &str, word: &str) -> u64 {
    let number = text.split(word).next().and_then(|before| before.rsplit(' ').next());
    number.and_then(|number| number.parse().ok()).unwrap_or(0)
}

fn without_colours(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut parts = line.split('\u{1b}');
    plain.push_str(parts.next().unwrap_or_default());
    for part in parts {
        plain.push_str(part.split_once('m').map_or("", |(_, rest)| rest));
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cargo_counts(output: &str) -> Counts {
        let mut counts = Counts::default();
        output.lines().for_each(|line| counts.read_cargo_line(line));
        counts
    }

    #[test]
    fn every_result_line_of_cargo_counts() {
        let counts = cargo_counts(
            "running 2 tests\n\
             test parse::a_name ... ok\n\
             test parse::b_name ... FAILED\n\
             test result: FAILED. 1 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s\n\
             test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 3 filtered out; finished in 1.00s\n",
        );
        assert_eq!(counts, Counts { passed: 13, failed: 1, failures: vec!["parse::b_name".to_owned()] });
    }

    #[test]
    fn an_ignored_test_counts_as_failed() {
        let counts = cargo_counts("test slow ... ignored, too slow\ntest result: ok. 1 passed; 0 failed; 1 ignored;");
        assert_eq!((counts.passed, counts.failed), (1, 1));
    }

    #[test]
    fn colours_do_not_hide_a_result() {
        let counts = cargo_counts("test result: \u{1b}[32mok\u{1b}(B\u{1b}[m. 2 passed; 0 failed; 0 ignored");
        assert_eq!(counts.passed, 2);
    }

    #[test]
    fn the_totals_of_node_count() {
        let mut counts = Counts::default();
        counts.read_tap(
            "TAP version 13\n# Subtest: signs in\n    not ok 1 - shows the form\n\
             not ok 1 - signs in\nok 2 - moves\n1..2\n# tests 5\n# suites 0\n# pass 2\n# fail 1\n# cancelled 1\n\
             # skipped 1\n# todo 0\n# duration_ms 12\n",
        );
        assert_eq!((counts.passed, counts.failed), (2, 3));
        assert_eq!(counts.failures, ["shows the form", "signs in"]);
    }

    #[test]
    fn a_test_that_was_not_asked_for_is_not_counted() {
        let mut counts = Counts::default();
        counts.read_tap(
            "TAP version 13\nok 1 - moves # SKIP test name does not match pattern\nok 2 - waits # SKIP\nok 3 - signs in\n\
             1..3\n# tests 3\n# pass 1\n# fail 0\n# cancelled 0\n# skipped 2\n# todo 0\n",
        );
        assert_eq!((counts.passed, counts.failed), (1, 1));
    }
}
