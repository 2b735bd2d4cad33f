//! `file_access_within`: where file operations led.

use super::Finding;
use crate::evaluate::scene::Scene;
use crate::evaluate::verdict::shorten;
use crate::sandbox::trace::{Access, Event, Operation};
use crate::suite::pattern::is_under;
use crate::suite::rule::{FileScope, FileUse};

pub(super) fn within(scope: &FileScope, scene: &Scene<'_>) -> Finding {
    let mut outside = Vec::new();
    let mut texts = Vec::new();
    let mut inside = Vec::new();
    for event in &scene.events {
        if !uses(event).iter().any(|used| scope.uses.contains(used)) {
            continue;
        }
        let places = places(&event.operation);
        let stray = places
            .iter()
            .find(|place| !scope.folders.iter().any(|folder| is_under(place, folder)));
        match stray {
            Some(place) => {
                outside.push(event.seq);
                if texts.len() < 3 {
                    texts.push(format!(
                        "{} of {} ({})",
                        event.operation.kind(),
                        shorten(place, 300),
                        event.result
                    ));
                }
            }
            None if !places.is_empty() => inside.push(event.seq),
            None => {}
        }
    }
    let folders = scope.folders.join(", ");
    if outside.is_empty() {
        let text = format!("{} file operations stayed within {folders}", inside.len());
        return Finding::new(true, text, inside);
    }
    let more = match outside.len() - texts.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let text = format!("outside {folders}: {}{more}", texts.join(", "));
    Finding::new(false, text, outside)
}

/// What a file operation counts as. A failed attempt counts like one that succeeds, since what tells a guard from a check
/// that comes too late is whether it was tried; but asking about what doesn't exist says nothing.
fn uses(event: &Event) -> &'static [FileUse] {
    match &event.operation {
        Operation::FileOpen {
            access,
            flags,
            created,
            ..
        } => {
            let changes = *created
                || flags
                    .iter()
                    .any(|flag| matches!(flag.as_str(), "create" | "truncate" | "append"));
            match (access, changes) {
                (Access::Read, false) => &[FileUse::Read],
                (Access::Write, _) => &[FileUse::Write],
                (Access::Read, true) | (Access::ReadWrite, _) => &[FileUse::Read, FileUse::Write],
                (Access::List, _) => &[FileUse::List],
            }
        }
        Operation::FileReaddir { .. } => &[FileUse::List],
        Operation::FileStat { .. } if event.result == "ENOENT" => &[],
        Operation::FileStat { .. } => &[FileUse::Stat],
        Operation::FileReadlink { .. } => match event.result.as_str() {
            "ok" => &[FileUse::Read],
            "ENOENT" => &[],
            _ => &[FileUse::Stat],
        },
        Operation::FileUnlink { .. }
        | Operation::FileRename { .. }
        | Operation::FileMkdir { .. }
        | Operation::FileRmdir { .. }
        | Operation::FileSymlink { .. }
        | Operation::FileLink { .. }
        | Operation::FileChmod { .. }
        | Operation::FileChange { .. } => &[FileUse::Write],
        _ => &[],
    }
}

/// The canonical paths that an operation led to.
fn places(operation: &Operation) -> Vec<String> {
    let pairs = match operation {
        Operation::FileOpen { path, resolved, .. }
        | Operation::FileStat { path, resolved }
        | Operation::FileUnlink { path, resolved }
        | Operation::FileMkdir { path, resolved, .. }
        | Operation::FileRmdir { path, resolved }
        | Operation::FileSymlink { path, resolved, .. }
        | Operation::FileReadlink { path, resolved }
        | Operation::FileChmod { path, resolved, .. } => [place(Some(path), resolved), None],
        Operation::FileReaddir { resolved, .. } | Operation::FileChange { resolved, .. } => {
            [place(None, resolved), None]
        }
        Operation::FileRename {
            path,
            resolved,
            to,
            to_resolved,
        }
        | Operation::FileLink {
            path,
            resolved,
            to,
            to_resolved,
        } => [place(Some(path), resolved), place(Some(to), to_resolved)],
        _ => [None, None],
    };
    pairs.into_iter().flatten().collect()
}

/// Where a path led. One that led nowhere is judged as it was asked for, if it is absolute; a relative one can't be: the
/// folder that it starts from isn't known.
fn place(asked: Option<&String>, resolved: &Option<String>) -> Option<String> {
    match resolved {
        Some(resolved) => Some(resolved.clone()),
        None => asked
            .filter(|path| path.starts_with('/'))
            .map(|path| tidy(path)),
    }
}

/// An absolute path without `.`, `..` and empty parts.
pub(super) fn tidy(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    format!("/{}", parts.join("/"))
}

/// The folder that an open file lies in, or the listed folder itself.
pub(super) fn folder_of(operation: &Operation) -> Option<String> {
    let Operation::FileOpen {
        path,
        resolved,
        access,
        ..
    } = operation
    else {
        return None;
    };
    let place = place(Some(path), resolved)?;
    if *access == Access::List {
        return Some(place);
    }
    match place.rsplit_once('/') {
        Some(("", _)) | None => Some("/".to_owned()),
        Some((folder, _)) => Some(folder.to_owned()),
    }
}
