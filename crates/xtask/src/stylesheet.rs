//! One stylesheet out of many: `style/main.css` lists the others as `@import "name.css" layer(name);`, which a browser
//! understands as it is; here each line is replaced by the file it names. Never changes what a rule means.

use anyhow::{Context as _, Result, bail};

/// Puts every imported file in the place of its `@import`, and drops comments and indentation.
///
/// `read` returns the text of a file of the same folder; `imported` collects the names.
///
/// # Errors
/// A file cannot be read, or an `@import` has another form.
pub fn bundle(name: &str, read: &impl Fn(&str) -> Result<String>, imported: &mut Vec<String>) -> Result<String> {
    let mut bundled = String::new();
    for line in compact(&read(name)?).lines() {
        let Some(import) = line.strip_prefix("@import") else {
            bundled.push_str(line);
            bundled.push('\n');
            continue;
        };
        let (file, layer) = import_parts(import)
            .with_context(|| format!("{name}: `{line}` is not of the form `@import \"name.css\" layer(name);`"))?;
        if imported.iter().any(|known| known == file) {
            bail!("{name}: {file} is imported twice");
        }
        imported.push(file.to_owned());
        let text = bundle(file, read, imported)?;
        let text = match layer {
            Some(layer) => format!("@layer {layer} {{\n{text}}}\n"),
            None => text,
        };
        bundled.push_str(&text);
    }
    Ok(bundled)
}

/// The file and the layer of ` "name.css" layer(name);`.
fn import_parts(import: &str) -> Option<(&str, Option<&str>)> {
    let rest = import.trim().strip_suffix(';')?;
    let (file, rest) = match rest.strip_prefix("url(") {
        Some(rest) => rest.split_once(')')?,
        None => rest.strip_prefix('"')?.split_once('"')?,
    };
    let file = file.trim_matches('"').trim_start_matches("./");
    let layer = match rest.trim() {
        "" => None,
        rest => Some(rest.strip_prefix("layer(")?.strip_suffix(')')?),
    };
    Some((file, layer))
}

/// The same rules without comments, indentation and empty lines; strings stay as they are.
fn compact(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(place) = rest.find(['"', '\'', '/']) {
        let (before, from) = rest.split_at(place);
        kept.push_str(before);
        let length = if let Some(comment) = from.strip_prefix("/*") {
            comment.find("*/").map_or(from.len(), |end| end + 4)
        } else {
            let token = string_length(from);
            kept.push_str(&from[..token]);
            token
        };
        rest = &from[length..];
    }
    kept.push_str(rest);
    let lines = kept.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// The bytes of the string that begins here, or 1 for a lone slash.
fn string_length(text: &str) -> usize {
    let mut characters = text.char_indices();
    let Some((_, quote @ ('"' | '\''))) = characters.next() else {
        return 1;
    };
    let mut escaped = false;
    for (place, character) in characters {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if character == quote => return place + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bundled(files: &[(&str, &str)]) -> Result<String> {
        let read = |name: &str| {
            let file = files.iter().find(|(known, _)| *known == name).context("no such file")?;
            Ok(file.1.to_owned())
        };
        bundle("main.css", &read, &mut Vec::new())
    }

    #[test]
    fn an_imported_file_takes_the_place_of_its_line() {
        let css = bundled(&[
            ("main.css", "@layer base, page;\n@import \"base.css\" layer(base);\n@import url(\"./page.css\");\n"),
            ("base.css", "/* why */\na {\n  color: red;\n}\n"),
            ("page.css", "b { margin: 0 }"),
        ]);
        let expected = "@layer base, page;\n@layer base {\na {\ncolor: red;\n}\n}\nb { margin: 0 }\n";
        assert_eq!(css.unwrap(), expected);
    }

    #[test]
    fn strings_and_addresses_keep_their_slashes() {
        let css = "a::after { content: \"/* \\\" no comment */\" } b { background: url(/style/a.svg) }";
        assert_eq!(compact(css), css);
    }

    #[test]
    fn an_import_with_a_condition_is_refused() {
        let error = bundled(&[("main.css", "@import \"print.css\" print;")]).unwrap_err();
        assert!(error.to_string().contains("is not of the form"));
    }

    #[test]
    fn a_file_that_imports_itself_is_refused() {
        let error = bundled(&[("main.css", "@import \"a.css\";"), ("a.css", "@import \"a.css\";")]);
        assert!(error.unwrap_err().to_string().contains("imported twice"));
    }
}
