//! What the finished page weighs on the wire; never changes it.

use crate::page::{self, Files};
use anyhow::{Context as _, Result};
use std::fmt::Write as _;

/// What the sign-in page should weigh on the wire, in bytes.
pub const SIZE_GOAL: u64 = 200_000;
/// What it may weigh until it reaches the goal: a test fails above it, and it is only ever lowered.
pub const SIZE_LIMIT: u64 = 270_000;

/// What each file of `dist/` weighs.
pub struct Sizes {
    rows: Vec<SizeRow>,
}

struct SizeRow {
    name: String,
    raw: u64,
    compressed: u64,
    /// Every visitor waits for it: the page itself, what it mentions, the look, and scripts of libraries.
    at_once: bool,
}

/// Weighs the files of `dist/`.
///
/// # Errors
/// There is no page.
pub fn measure() -> Result<Sizes> {
    weigh(&page::read_files(&page::dist()).context("there is no page in dist/")?)
}

fn weigh(files: &Files) -> Result<Sizes> {
    let index = String::from_utf8_lossy(files.get("index.html").context("dist/ has no index.html")?);
    let length = |bytes: &Vec<u8>| bytes.len() as u64;
    let rows = files.iter().filter(|(name, _)| page::extension(name) != "br").map(|(name, bytes)| SizeRow {
        name: name.clone(),
        raw: length(bytes),
        compressed: files.get(&format!("{name}.br")).map_or(length(bytes), length),
        at_once: name == "index.html"
            || index.contains(name.as_str())
            || name.starts_with("style/")
            || name.starts_with("snippets/"),
    });
    Ok(Sizes { rows: rows.collect() })
}

impl Sizes {
    /// What the sign-in page needs, in bytes on the wire.
    pub fn total(&self) -> u64 {
        self.rows.iter().filter(|row| row.at_once).map(|row| row.compressed).sum()
    }

    /// One line a file, the total and the goal.
    pub fn table(&self) -> String {
        let mut table = format!("\n{:44} {:>10} {:>10}\n", "file", "bytes", "brotli");
        for row in &self.rows {
            let note = if row.at_once { "" } else { "  fetched when needed" };
            // Writing to a String cannot fail.
            let _written = writeln!(table, "{:44} {:>10} {:>10}{note}", row.name, row.raw, row.compressed);
        }
        let _written = writeln!(
            table,
            "{:44} {:>10} {:>10}  limit {SIZE_LIMIT}, goal {SIZE_GOAL}\n",
            "what the sign-in page needs",
            "",
            self.total()
        );
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_first_view_needs_counts_towards_the_goal() {
        let files = [
            ("index.html", "<link href=\"/style/main-1.css\">"),
            ("style/main-1.css", "a { margin: 0 }"),
            ("style/main-1.css.br", "1234"),
            ("messages/de.json", "a long file"),
        ];
        let files: Files = files.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())).into();
        let sizes = weigh(&files).unwrap();
        assert_eq!(sizes.total(), files["index.html"].len() as u64 + 4);
        assert!(sizes.table().contains("fetched when needed"));
    }
}
