//! Starting other programs, and saying how far along a long task is; never decides which programs.

use anyhow::{Context as _, Result, bail};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// The folder with the workspace's `Cargo.toml`.
pub fn root() -> PathBuf {
    let manifest = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    let manifest = PathBuf::from(manifest);
    manifest.ancestors().nth(2).map_or(manifest.clone(), Path::to_path_buf)
}

/// A program that starts in the workspace's folder.
pub fn program(name: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(root());
    // The paths that are used here are those of the default.
    command.env("CARGO_TARGET_DIR", root().join("target"));
    // trunk reads this variable as one of its own options and refuses the value `1`.
    command.env_remove("NO_COLOR");
    command
}

/// The cargo that runs this task.
pub fn cargo() -> Command {
    program(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs a program to its end, its output on the screen.
///
/// # Errors
/// The program cannot be started, or it reports a failure.
pub fn run(command: &mut Command) -> Result<()> {
    let line = describe(command);
    let status = command.status().with_context(|| format!("`{line}` cannot be started"))?;
    if !status.success() {
        bail!("`{line}` failed ({status}); what it said is above");
    }
    Ok(())
}

/// Runs a program to its end and returns what it printed.
///
/// # Errors
/// The program cannot be started, or it reports a failure.
pub fn capture(command: &mut Command) -> Result<String> {
    let line = describe(command);
    let output = command.stdin(Stdio::null()).output().with_context(|| format!("`{line}` cannot be started"))?;
    if !output.status.success() {
        bail!("`{line}` failed ({}): {}", output.status, String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs a program to its end, shows what it prints, and hands over every line of it.
///
/// # Errors
/// The program cannot be started or read from. A failure of the program is in the status.
pub fn stream(command: &mut Command, mut each_line: impl FnMut(&str)) -> Result<ExitStatus> {
    let line = describe(command);
    let mut child = command.stdout(Stdio::piped()).spawn().with_context(|| format!("`{line}` cannot be started"))?;
    let mut printed = BufReader::new(child.stdout.take().context("the output was piped")?);
    let mut bytes = Vec::new();
    while printed.read_until(b'\n', &mut bytes)? > 0 {
        let text = String::from_utf8_lossy(&bytes);
        print!("{text}");
        each_line(text.trim_end());
        bytes.clear();
    }
    Ok(child.wait()?)
}

/// The command as somebody would type it.
pub fn describe(command: &Command) -> String {
    let program = Path::new(command.get_program());
    std::iter::once(program.file_name().unwrap_or(command.get_program()))
        .chain(command.get_args())
        .map(|word| word.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Where a program of this name lies on the PATH.
pub fn find(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// This process's PATH with some folders before it.
///
/// # Errors
/// A folder's name contains the separator of PATH.
pub fn path_with(folders: &[PathBuf]) -> Result<std::ffi::OsString> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let all = folders.iter().cloned().chain(std::env::split_paths(&path));
    std::env::join_paths(all).context("a folder's name contains `:`")
}

/// Whether apt may be used without asking for a password.
pub fn is_root() -> bool {
    capture(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

/// The numbered steps of one task.
pub struct Steps {
    begun: usize,
    total: usize,
}

impl Steps {
    /// A task of so many steps.
    pub fn new(total: usize) -> Self {
        Self { begun: 0, total }
    }

    /// Announces the next step, does it, and says how long it took.
    ///
    /// # Errors
    /// Those of the step.
    pub fn step<T>(&mut self, what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        self.announce(what);
        let started = Instant::now();
        let outcome = work().with_context(|| format!("this step failed: {what}"))?;
        println!("      took {}", duration(started.elapsed()));
        Ok(outcome)
    }

    /// Announces the next step without measuring it.
    pub fn announce(&mut self, what: &str) {
        self.begun += 1;
        println!("[{}/{}] {what}…", self.begun, self.total);
        // Nothing is lost when the screen is gone; the step itself will report it.
        let _flushed = std::io::stdout().flush();
    }
}

/// `0.4 s`, `12 s`, `3 min 5 s`.
pub fn duration(time: Duration) -> String {
    match time.as_secs() {
        0..10 => format!("{:.1} s", time.as_secs_f64()),
        seconds @ 10..60 => format!("{seconds} s"),
        seconds => format!("{} min {} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duration_is_as_precise_as_it_is_useful() {
        assert_eq!(duration(Duration::from_millis(440)), "0.4 s");
        assert_eq!(duration(Duration::from_millis(12_900)), "12 s");
        assert_eq!(duration(Duration::from_secs(185)), "3 min 5 s");
    }

    #[test]
    fn the_root_is_the_folder_of_the_workspace() {
        assert!(root().join("Trunk.toml").is_file());
    }
}
