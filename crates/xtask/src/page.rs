//! The page: trunk compiles and bundles it, then the files are made small, named by their bytes and compressed.
//!
//! The result is `dist/`: `index.html`, files whose names end in the first 16 hex digits of their SHA-256 (they never
//! change, so a browser may keep them for ever), files fetched later under their plain names, and beside each text a
//! `.br`. Nothing is rebuilt while nothing it depends on has changed.

use crate::shell::{self, Steps};
use crate::size;
use crate::stylesheet;
use crate::tools::Tools;
use anyhow::{Context as _, Result};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Everything the page is made of.
const INGREDIENTS: [&str; 11] = [
    ".cargo/config.toml",
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "crates/core",
    "crates/web",
    "crates/xtask/src/brotli.mjs",
    "crates/xtask/src/page.rs",
    "crates/xtask/src/stylesheet.rs",
    "index.html",
    "style",
];

/// What makes the compressed file smallest; measured, because a shorter program does not always compress to a shorter
/// file.
const WASM_PASSES: [&str; 4] = ["--flatten", "--rereloop", "-Os", "-Os"];

/// The features that rustc's WebAssembly uses; wasm-opt refuses a file that uses others than it is told.
const WASM_FEATURES: [&str; 8] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
    "--enable-call-indirect-overlong",
];

/// The files that are named by their bytes, those that are mentioned before those that mention them.
const NAMED_BY_BYTES: [&str; 4] = ["handover-web_bg.wasm", "handover-web.js", "style/boot.js", "style/main.css"];

/// A file's path below `dist/`, with `/`, and its bytes.
pub type Files = BTreeMap<String, Vec<u8>>;

/// `cargo xtask page`.
///
/// # Errors
/// Those of the tools and of the build.
pub fn page_command() -> Result<ExitCode> {
    let tools = Tools::of_this_checkout()?;
    let mut steps = Steps::new(tools.missing_count() + 1);
    tools.install(&mut steps)?;
    build(&tools, &mut steps)?;
    print!("{}", size::measure()?.table());
    Ok(ExitCode::SUCCESS)
}

/// Builds the page into `dist/`, unless it is there already.
///
/// # Errors
/// The page does not compile, or a tool or the disk failed.
pub fn build(tools: &Tools, steps: &mut Steps) -> Result<()> {
    let fingerprint = fingerprint()?;
    let record = work_folder().join("fingerprint");
    let is_current = fs::read_to_string(&record).is_ok_and(|recorded| recorded == fingerprint);
    if is_current && dist().join("index.html").is_file() {
        steps.announce("The page is up to date");
        return Ok(());
    }
    steps.step("Building the page (about 1 minute when the library code is new)", || {
        // Cleared first: an interrupted build must not be taken for the recorded one.
        fs::create_dir_all(work_folder())?;
        fs::write(&record, "")?;
        bundle_with_trunk(tools)?;
        optimise(tools)?;
        put_in_place(&finish(read_files(&bundled())?)?)?;
        fs::write(&record, fingerprint).context("the page's fingerprint cannot be written")
    })
}

/// A trunk command with its tools on the PATH; it never downloads one.
///
/// # Errors
/// The cache folder's name cannot be part of a PATH.
pub fn trunk(tools: &Tools, command: &str) -> Result<std::process::Command> {
    let mut trunk = shell::program(tools.trunk());
    trunk.arg(command).args(["--offline", "--skip-version-check"]);
    trunk.env("PATH", shell::path_with(&[tools.wasm_bindgen_folder()])?);
    Ok(trunk)
}

/// Fetches the libraries, which trunk does not do when it is told not to download tools.
///
/// # Errors
/// A library cannot be fetched.
pub fn fetch_libraries() -> Result<()> {
    shell::run(shell::cargo().args(["fetch", "--quiet"]))
}

fn bundle_with_trunk(tools: &Tools) -> Result<()> {
    fetch_libraries()?;
    let mut command = trunk(tools, "build")?;
    command.args(["--release", "--cargo-profile", "page", "--dist"]).arg(bundled());
    shell::run(&mut command)
}

fn optimise(tools: &Tools) -> Result<()> {
    let wasm = bundled().join(NAMED_BY_BYTES[0]);
    let mut command = shell::program("node");
    command.arg(tools.wasm_opt()).args(WASM_FEATURES).args(WASM_PASSES);
    command.args(["--strip-debug", "--strip-producers", "--strip-target-features"]);
    shell::run(command.arg(&wasm).arg("-o").arg(&wasm))
}

/// Bundles the stylesheet and names the files by their bytes.
fn finish(mut files: Files) -> Result<Files> {
    let read = |name: &str| {
        let bytes = files.get(&format!("style/{name}")).with_context(|| format!("there is no style/{name}"))?;
        String::from_utf8(bytes.clone()).with_context(|| format!("style/{name} is not UTF-8"))
    };
    let mut imported = Vec::new();
    let css = stylesheet::bundle("main.css", &read, &mut imported)?;
    for name in imported {
        files.remove(&format!("style/{name}"));
    }
    files.insert("style/main.css".to_owned(), css.into_bytes());

    for name in NAMED_BY_BYTES {
        let bytes = files.remove(name).with_context(|| format!("trunk made no {name}"))?;
        let hashed = hashed_name(name, &bytes);
        for mentioning in ["handover-web.js", "index.html"] {
            if let Some(text) = files.get_mut(mentioning) {
                *text = String::from_utf8_lossy(text).replace(name, &hashed).into_bytes();
            }
        }
        files.insert(hashed, bytes);
    }
    Ok(files)
}

fn hashed_name(name: &str, bytes: &[u8]) -> String {
    let hash = hex(&Sha256::digest(bytes));
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    format!("{stem}-{}.{extension}", &hash[..16])
}

/// Writes the files and their compressed twins beside `dist/`, then changes the two folders over.
fn put_in_place(files: &Files) -> Result<()> {
    let fresh = work_folder().join("fresh");
    let old = work_folder().join("old");
    for folder in [&fresh, &old] {
        if folder.exists() {
            fs::remove_dir_all(folder)?;
        }
    }
    let mut compress = shell::program("node");
    compress.arg(shell::root().join("crates/xtask/src/brotli.mjs"));
    for (name, bytes) in files {
        let file = fresh.join(name);
        fs::create_dir_all(file.parent().unwrap_or(&fresh))?;
        fs::write(&file, bytes)?;
        if is_compressible(name) {
            compress.arg(file);
        }
    }
    shell::run(&mut compress)?;
    if dist().exists() {
        fs::rename(dist(), &old)?;
    }
    fs::rename(&fresh, dist()).context("dist/ cannot be put in place")
}

fn is_compressible(name: &str) -> bool {
    ["css", "html", "js", "json", "svg", "txt", "wasm", "webmanifest"].contains(&extension(name))
}

/// What follows the last dot of a name.
pub fn extension(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(_, extension)| extension)
}

/// The hash of everything the page depends on.
fn fingerprint() -> Result<String> {
    let mut hash = Sha256::new();
    for ingredient in INGREDIENTS {
        let path = shell::root().join(ingredient);
        let files = if path.is_dir() {
            read_files(&path)?
        } else {
            Files::from([(String::new(), fs::read(&path).with_context(|| format!("{ingredient} is missing"))?)])
        };
        for (name, bytes) in files {
            hash.update(format!("{ingredient}/{name}\n{}\n", bytes.len()));
            hash.update(bytes);
        }
    }
    Ok(hex(&hash.finalize()))
}

/// The source files of the page's own crate.
///
/// # Errors
/// The folder cannot be read.
pub fn sources() -> Result<Vec<PathBuf>> {
    let folder = shell::root().join("crates/web/src");
    let names = read_files(&folder)?.into_keys().filter(|name| extension(name) == "rs");
    Ok(names.map(|name| folder.join(name)).collect())
}

/// Every file below a folder.
///
/// # Errors
/// A file cannot be read.
pub fn read_files(folder: &Path) -> Result<Files> {
    let mut files = Files::new();
    let mut folders = vec![(folder.to_path_buf(), String::new())];
    while let Some((folder, prefix)) = folders.pop() {
        let entries = fs::read_dir(&folder).with_context(|| format!("{} cannot be read", folder.display()))?;
        for entry in entries {
            let entry = entry?;
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.file_type()?.is_dir() {
                folders.push((entry.path(), format!("{name}/")));
            } else {
                files.insert(name, fs::read(entry.path())?);
            }
        }
    }
    Ok(files)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _written = write!(text, "{byte:02x}");
        text
    })
}

/// Where the finished page is.
pub fn dist() -> PathBuf {
    shell::root().join("dist")
}

fn work_folder() -> PathBuf {
    shell::root().join("target/page")
}

/// Where trunk leaves its bundle. Not a folder of cargo's: the profile `page` has `target/wasm32-unknown-unknown/page`.
fn bundled() -> PathBuf {
    work_folder().join("trunk")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bundle_of_trunk() -> Files {
        let files = [
            (
                "index.html",
                "<link href=\"/style/main.css\"><script src=\"/style/boot.js\" data-js=\"/handover-web.js\" data-wasm=\"/handover-web_bg.wasm\">",
            ),
            ("handover-web.js", "new URL('handover-web_bg.wasm', import.meta.url)"),
            ("handover-web_bg.wasm", "wasm"),
            ("style/boot.js", "start()"),
            ("style/main.css", "@import \"base.css\" layer(base);"),
            ("style/base.css", "a { margin: 0 }"),
            ("style/icon.svg", "<svg/>"),
        ];
        files.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())).into()
    }

    #[test]
    fn a_file_is_named_by_the_hash_of_its_final_bytes() {
        let files = finish(bundle_of_trunk()).unwrap();
        for (name, bytes) in &files {
            if let Some((stem, rest)) = name.rsplit_once('-').filter(|(_, rest)| rest.len() > 16) {
                let (_, extension) = rest.split_once('.').unwrap();
                assert_eq!(*name, hashed_name(&format!("{stem}.{extension}"), bytes));
            }
        }
        assert_eq!(files.len(), 6, "the imported stylesheet is gone: {:?}", files.keys());
    }

    #[test]
    fn every_mention_follows_the_new_name() {
        let files = finish(bundle_of_trunk()).unwrap();
        let text = |name: &str| String::from_utf8(files[name].clone()).unwrap();
        let named = |start: &str| files.keys().find(|name| name.starts_with(start)).unwrap().clone();
        let wasm = named("handover-web_bg-");
        assert!(text(&named("handover-web-")).contains(&wasm));
        for start in ["handover-web_bg-", "handover-web-", "style/boot-", "style/main-"] {
            assert!(text("index.html").contains(&format!("\"/{}\"", named(start))), "{start}");
        }
        assert!(!text("index.html").contains("main.css"));
    }
}
