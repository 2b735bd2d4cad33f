//! Bounded reading of host files through a capability for one folder: the only door to the host's files in this room.

use std::io::{self, Read as _};
use std::path::Path;

use cap_std::fs::{Dir, OpenOptions};

/// The bytes of a regular file of at most `limit` bytes below `dir`.
///
/// Errors are for people: a path or a link that leaves the folder says so. A pipe or a device is refused before it is
/// opened, since opening it could wait for ever.
pub(super) fn read_bounded(dir: &Dir, path: &str, limit: u64) -> Result<Vec<u8>, String> {
    let about = dir.metadata(path).map_err(|error| describe(&error))?;
    if !about.is_file() {
        return Err("is no regular file".to_owned());
    }
    let mut options = OpenOptions::new();
    let file = dir
        .open_with(path, options.read(true))
        .map_err(|error| describe(&error))?;
    let mut bytes = Vec::new();
    file.take(limit + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| describe(&error))?;
    if bytes.len() as u64 > limit {
        return Err(format!("is larger than {} KiB", limit >> 10));
    }
    Ok(bytes)
}

/// The same for text.
pub(super) fn read_text(dir: &Dir, path: &str, limit: u64) -> Result<String, String> {
    String::from_utf8(read_bounded(dir, path, limit)?).map_err(|_| "is not UTF-8 text".to_owned())
}

/// The names in a folder that don't begin with a dot, sorted, each with whether it is a folder.
pub(super) fn list(dir: &Dir, limit: usize) -> Result<Vec<(String, Entry)>, String> {
    let mut names = Vec::new();
    for entry in dir.entries().map_err(|error| describe(&error))? {
        let entry = entry.map_err(|error| describe(&error))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        let kind = entry.file_type().map_err(|error| describe(&error))?;
        names.push((
            name,
            if kind.is_dir() {
                Entry::Folder
            } else if kind.is_symlink() {
                Entry::Link
            } else {
                Entry::Other
            },
        ));
        if names.len() > limit {
            return Err(format!("holds more than {limit} entries"));
        }
    }
    names.sort_unstable();
    Ok(names)
}

/// What stands behind a name, links not followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Entry {
    Folder,
    Link,
    Other,
}

/// An error in words that are the same on every machine where that is possible.
pub(super) fn describe(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "doesn't exist".to_owned(),
        // cap-std gives this for a path or a link that leaves the folder, without an operating system's error number.
        io::ErrorKind::PermissionDenied if error.raw_os_error().is_none() => {
            "leads outside the task's folder".to_owned()
        }
        _ => error.to_string(),
    }
}

/// Whether a text is a plain relative path: no `..`, no `.`, nothing empty, no root.
pub(super) fn is_plain_relative(path: &str) -> bool {
    !path.is_empty()
        && !path.contains(['\\', '\0', ':'])
        && path.split('/').all(|part| !matches!(part, "" | "." | ".."))
        && !Path::new(path).is_absolute()
}
