//! The tools that building the page needs, installed once into the user's cache folder.
//!
//! Every clone shares them: a folder is named by tool and version, is filled beside its final place and renamed when it
//! is complete, and is locked while it is filled. Nothing is ever installed system-wide here (see `browser` for what
//! the tests need), and nothing comes from anywhere but crates.io, npm and rustup.

use crate::shell::{self, Steps};
use anyhow::{Context as _, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};

/// 0.22 needs a newer compiler than the one that is pinned.
const TRUNK: &str = "0.21.14";
/// wasm-opt, as npm names its version.
const BINARYEN: &str = "132.0.0";
const WASM: &str = "wasm32-unknown-unknown";

/// One tool, and how it gets here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tool {
    WasmTarget,
    WasmBindgen,
    Trunk,
    Binaryen,
}

/// Where the tools of this checkout are, whether installed already or not.
pub struct Tools {
    cache: PathBuf,
    wasm_bindgen_version: String,
}

impl Tools {
    /// Looks up which tools this checkout wants.
    ///
    /// # Errors
    /// There is no cache folder, or `Cargo.lock` has no wasm-bindgen.
    pub fn of_this_checkout() -> Result<Self> {
        let lock = fs::read_to_string(shell::root().join("Cargo.lock")).context("Cargo.lock cannot be read")?;
        let wasm_bindgen_version =
            locked_version(&lock, "wasm-bindgen").context("Cargo.lock has no wasm-bindgen; run `cargo check`")?;
        Ok(Self { cache: cache_folder()?, wasm_bindgen_version: wasm_bindgen_version.to_owned() })
    }

    /// The program that bundles the page.
    pub fn trunk(&self) -> PathBuf {
        self.folder(Tool::Trunk).join("bin/trunk")
    }

    /// The folder with `wasm-bindgen` and `wasm-bindgen-test-runner`.
    pub fn wasm_bindgen_folder(&self) -> PathBuf {
        self.folder(Tool::WasmBindgen).join("bin")
    }

    /// A script for Node that makes WebAssembly smaller.
    pub fn wasm_opt(&self) -> PathBuf {
        self.folder(Tool::Binaryen).join("node_modules/binaryen/bin/wasm-opt")
    }

    /// How many steps `install` will take.
    pub fn missing_count(&self) -> usize {
        self.missing().len()
    }

    /// Installs what is missing.
    ///
    /// # Errors
    /// A program that must already be there is not (with what to type), or an installation failed.
    pub fn install(&self, steps: &mut Steps) -> Result<()> {
        require_programs()?;
        for tool in self.missing() {
            match tool {
                Tool::WasmTarget => steps.step("Adding the WebAssembly target (once, a few seconds)", add_target)?,
                Tool::WasmBindgen => {
                    let version = &self.wasm_bindgen_version;
                    let what = format!("Compiling wasm-bindgen-cli {version} (once, about 1 minute)");
                    steps.step(&what, || self.compile(tool, "wasm-bindgen-cli", version, "1", &[]))?;
                }
                Tool::Trunk => {
                    let what = format!("Compiling trunk {TRUNK} (once, about 3 minutes)");
                    // Without its default features trunk has no TLS: it cannot download a tool behind our back.
                    steps.step(&what, || self.compile(tool, "trunk", TRUNK, "0", &["--no-default-features"]))?;
                }
                Tool::Binaryen => {
                    let what = format!("Downloading wasm-opt {BINARYEN} (once, a few seconds)");
                    steps.step(&what, || self.download_binaryen())?;
                }
            }
        }
        Ok(())
    }

    fn missing(&self) -> Vec<Tool> {
        [Tool::WasmTarget, Tool::Binaryen, Tool::WasmBindgen, Tool::Trunk]
            .into_iter()
            .filter(|tool| match tool {
                Tool::WasmTarget => !has_target(),
                Tool::WasmBindgen | Tool::Trunk | Tool::Binaryen => !self.folder(*tool).is_dir(),
            })
            .collect()
    }

    fn folder(&self, tool: Tool) -> PathBuf {
        self.cache.join(match tool {
            Tool::WasmTarget => WASM.to_owned(),
            Tool::WasmBindgen => format!("wasm-bindgen-cli-{}", self.wasm_bindgen_version),
            Tool::Trunk => format!("trunk-{TRUNK}"),
            Tool::Binaryen => format!("binaryen-{BINARYEN}"),
        })
    }

    fn compile(&self, tool: Tool, name: &str, version: &str, opt_level: &str, flags: &[&str]) -> Result<()> {
        install_into(&self.folder(tool), |folder| {
            let built = folder.join("target");
            let mut command = shell::cargo();
            command
                .args(["install", "--locked", name, "--version"])
                .arg(format!("={version}"))
                .args(flags)
                .arg("--root")
                .arg(folder)
                .arg("--target-dir")
                .arg(&built)
                // Both tools take twice as long to compile with their own profile, and save nothing here by it.
                .env("CARGO_PROFILE_RELEASE_LTO", "off")
                .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", opt_level)
                .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
                .env("CARGO_PROFILE_RELEASE_DEBUG", "false")
                .env("CARGO_PROFILE_RELEASE_STRIP", "true");
            shell::run(&mut command)?;
            fs::remove_dir_all(&built).context("the compiler's intermediate files cannot be removed")
        })
    }

    fn download_binaryen(&self) -> Result<()> {
        install_into(&self.folder(Tool::Binaryen), |folder| {
            let mut command = npm();
            command.args(["install", "--ignore-scripts", "--save-exact", "--prefix"]).arg(folder);
            shell::run(command.arg(format!("binaryen@{BINARYEN}")))
        })
    }
}

/// npm without its advertisements.
pub fn npm() -> std::process::Command {
    let mut command = shell::program("npm");
    command.args(["--no-audit", "--no-fund", "--no-update-notifier"]);
    command
}

/// Fills a folder beside its final place, and renames it when it is complete.
///
/// Only one process at a time fills it; a second one waits and finds it done. What an interrupted one left is taken up
/// again.
///
/// # Errors
/// Those of `fill`, or the disk's.
pub fn install_into(folder: &Path, fill: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
    let parent = folder.parent().context("a tool's folder is never the root")?;
    fs::create_dir_all(parent).with_context(|| format!("{} cannot be created", parent.display()))?;
    let name = folder.file_name().context("a tool's folder has a name")?.to_string_lossy();
    let lock = fs::File::create(parent.join(format!(".{name}.lock")))?;
    if lock.try_lock().is_err() {
        println!("      another process is installing this; waiting for it");
        lock.lock()?;
    }
    if folder.is_dir() {
        return Ok(());
    }
    let unfinished = parent.join(format!(".{name}.unfinished"));
    fs::create_dir_all(&unfinished)?;
    fill(&unfinished)?;
    fs::rename(&unfinished, folder).with_context(|| format!("{} cannot be put in place", folder.display()))
}

/// The version of a package in the text of a `Cargo.lock`.
fn locked_version<'lock>(lock: &'lock str, package: &str) -> Option<&'lock str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines.nth(1)?.strip_prefix("version = \"")?.strip_suffix('"')
}

fn cache_folder() -> Result<PathBuf> {
    let set = |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let cache = set("XDG_CACHE_HOME").or_else(|| set("HOME").map(|home| home.join(".cache")));
    match cache {
        Some(cache) => Ok(cache.join("handover")),
        None => bail!("neither XDG_CACHE_HOME nor HOME is set; set one, for example `export HOME=/root`"),
    }
}

fn require_programs() -> Result<()> {
    let mut wanted = Vec::new();
    if shell::find("cc").is_none() {
        wanted.push(
            "a C compiler (`cc`), for SQLite: `apt-get install gcc libc6-dev`, on macOS `xcode-select --install`",
        );
    }
    if shell::find("node").is_none() || shell::find("npm").is_none() {
        wanted.push(
            "Node.js 20 or newer with npm, for wasm-opt: `apt-get install nodejs npm`, on macOS `brew install node`",
        );
    }
    if wanted.is_empty() {
        return Ok(());
    }
    bail!("this machine has no\n  - {}\nInstall it and repeat the command.", wanted.join("\n  - "))
}

fn has_target() -> bool {
    let folder = shell::capture(shell::program("rustc").args(["--print", "target-libdir", "--target", WASM]));
    folder.is_ok_and(|folder| Path::new(folder.trim()).is_dir())
}

fn add_target() -> Result<()> {
    if shell::find("rustup").is_none() {
        bail!(
            "this Rust cannot compile for {WASM} and there is no rustup to add it; install Rust with rustup \
             (https://rustup.rs), then type `rustup target add {WASM}`"
        );
    }
    shell::run(shell::program("rustup").args(["target", "add", WASM]))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str =
        "[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.129\"\n\n[[package]]\nname = \"zeroize\"\n";

    #[test]
    fn the_tool_has_the_version_that_is_locked() {
        assert_eq!(locked_version(LOCK, "wasm-bindgen"), Some("0.2.129"));
        assert_eq!(locked_version(LOCK, "zeroize"), None);
        assert_eq!(locked_version(LOCK, "wasm"), None);
    }

    #[test]
    fn an_interrupted_installation_leaves_nothing_half_done() {
        let cache = std::env::temp_dir().join(format!("xtask-tools-{}", std::process::id()));
        let folder = cache.join("tool-1");
        let interrupted = install_into(&folder, |half| {
            fs::write(half.join("half"), "").unwrap();
            bail!("interrupted")
        });
        assert!(interrupted.is_err());
        assert!(!folder.exists());

        install_into(&folder, |half| Ok(fs::write(half.join("whole"), "")?)).unwrap();
        assert!(folder.join("whole").is_file());
        install_into(&folder, |_| bail!("is not asked again")).unwrap();
        fs::remove_dir_all(&cache).unwrap();
    }
}
