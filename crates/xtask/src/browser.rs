//! What only the tests need: Chromium with its driver from apt, and the npm packages of `tests/browser`.
//!
//! apt is used when this is root on a machine that has it; otherwise it says what to type. Browser and driver always
//! come from the same place, because a driver of another version than its browser ends in a 404.

use crate::shell::{self, Steps};
use crate::tools;
use anyhow::{Context as _, Result, bail};
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// Noto covers every language of the page; without it some would be drawn as boxes.
const PACKAGES: [&str; 3] = ["chromium", "chromium-driver", "fonts-noto-core"];

/// Chromium without a window, without its sandbox (it refuses root) and without calls home (the network may be closed).
const FLAGS: [&str; 9] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-sync",
    "--no-first-run",
];

/// A browser and its driver, of one version.
pub struct Browser {
    pub chromium: PathBuf,
    pub driver: PathBuf,
}

/// How many steps `install` will take.
pub fn missing_count() -> usize {
    usize::from(installed().is_err()) + usize::from(!has_packages())
}

/// Installs what is missing.
///
/// # Errors
/// It cannot be installed from here, with what to type.
pub fn install(steps: &mut Steps) -> Result<Browser> {
    if !has_packages() {
        steps.step("Installing the npm packages of tests/browser (a few seconds)", install_packages)?;
    }
    match installed() {
        Ok(browser) => Ok(browser),
        Err(why) => steps.step("Installing Chromium (once, about 1 minute)", || install_chromium(&why)),
    }
}

/// Tells the driver how to start Chromium for tests in WebAssembly; returns the file.
///
/// # Errors
/// The file cannot be written.
pub fn write_capabilities(browser: &Browser) -> Result<PathBuf> {
    let folder = shell::root().join("target/xtask");
    fs::create_dir_all(&folder)?;
    let file = folder.join("webdriver.json");
    let flags = FLAGS.map(|flag| format!("{flag:?}")).join(", ");
    let binary = browser.chromium.display().to_string();
    let json = format!("{{\"goog:chromeOptions\": {{\"binary\": {binary:?}, \"args\": [{flags}]}}}}\n");
    fs::write(&file, json).context("the file for the driver cannot be written")?;
    Ok(file)
}

fn installed() -> Result<Browser> {
    let chromium = ["chromium", "chromium-browser", "google-chrome"].into_iter().find_map(shell::find);
    let (Some(chromium), Some(driver)) = (chromium, shell::find("chromedriver")) else {
        bail!("this machine has no Chromium with its driver");
    };
    let browser_version = shell::capture(Command::new(&chromium).arg("--version"))?;
    let driver_version = shell::capture(Command::new(&driver).arg("--version"))?;
    if major(&browser_version).is_none() || major(&browser_version) != major(&driver_version) {
        bail!("the versions of browser and driver differ: {} and {}", browser_version.trim(), driver_version.trim());
    }
    Ok(Browser { chromium, driver })
}

fn install_chromium(why: &anyhow::Error) -> Result<Browser> {
    let packages = PACKAGES.join(" ");
    if shell::find("apt-get").is_none() {
        bail!("{why}; install Chromium and its chromedriver so that both are on the PATH");
    }
    if !shell::is_root() {
        bail!("{why}; type `sudo apt-get update && sudo apt-get install --no-install-recommends {packages}`");
    }
    let apt = || {
        let mut apt = shell::program("apt-get");
        apt.env("DEBIAN_FRONTEND", "noninteractive");
        apt
    };
    shell::run(apt().args(["update", "--quiet"]))?;
    shell::run(apt().args(["install", "--yes", "--quiet", "--no-install-recommends"]).args(PACKAGES))?;
    installed()
}

/// The first number of `Chromium 148.0.7778.167 built on Debian`.
fn major(version: &str) -> Option<u32> {
    let number = version.split_whitespace().find(|word| word.starts_with(|first: char| first.is_ascii_digit()))?;
    number.split('.').next()?.parse().ok()
}

fn packages_folder() -> PathBuf {
    shell::root().join("tests/browser")
}

/// A copy of the lock file that the installed packages belong to.
fn stamp() -> PathBuf {
    packages_folder().join("node_modules/.installed-lock.json")
}

fn has_packages() -> bool {
    let lock = fs::read(packages_folder().join("package-lock.json"));
    let installed = fs::read(stamp());
    matches!((lock, installed), (Ok(lock), Ok(installed)) if lock == installed)
}

fn install_packages() -> Result<()> {
    shell::run(tools::npm().arg("ci").arg("--ignore-scripts").current_dir(packages_folder()))?;
    fs::copy(packages_folder().join("package-lock.json"), stamp()).context("the npm packages cannot be marked")?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browser_and_driver_are_compared_by_their_first_number() {
        assert_eq!(major("Chromium 148.0.7778.167 built on Debian GNU/Linux 12 (bookworm)\n"), Some(148));
        assert_eq!(major("ChromeDriver 148.0.7778.167 (abc-refs/branch-heads/7778@{#1})"), Some(148));
        assert_eq!(major("unknown"), None);
    }
}
