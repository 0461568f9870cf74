//! Notices that a file was changed, by looking at the times of files every half second; works on every file system.

use crate::shell;
use std::fs;
use std::path::PathBuf;
use std::time::SystemTime;

/// Folders that are looked at.
pub struct Watch {
    folders: Vec<PathBuf>,
    seen: Seen,
}

/// How many files there are and when the newest was written.
type Seen = (usize, Option<SystemTime>);

impl Watch {
    /// Starts from how the folders (below the workspace's) are now.
    pub fn new(folders: &[&str]) -> Self {
        let folders: Vec<PathBuf> = folders.iter().map(|folder| shell::root().join(folder)).collect();
        let seen = look(&folders);
        Self { folders, seen }
    }

    /// Whether anything was changed since the last answer.
    pub fn has_changed(&mut self) -> bool {
        let seen = look(&self.folders);
        let changed = seen != self.seen;
        self.seen = seen;
        changed
    }
}

fn look(folders: &[PathBuf]) -> Seen {
    let mut seen: Seen = (0, None);
    let mut rest = folders.to_vec();
    while let Some(path) = rest.pop() {
        if let Ok(entries) = fs::read_dir(&path) {
            rest.extend(entries.flatten().map(|entry| entry.path()));
        } else {
            let written = fs::metadata(&path).and_then(|metadata| metadata.modified()).ok();
            seen = (seen.0 + 1, seen.1.max(written));
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_file_is_a_change_and_is_told_once() {
        let folder = std::env::temp_dir().join(format!("xtask-watch-{}", std::process::id()));
        fs::create_dir_all(folder.join("deep")).unwrap();
        let mut watch = Watch::new(&[folder.to_str().unwrap()]);
        assert!(!watch.has_changed());
        fs::write(folder.join("deep/file"), "").unwrap();
        assert!(watch.has_changed());
        assert!(!watch.has_changed());
        fs::remove_dir_all(&folder).unwrap();
    }
}
