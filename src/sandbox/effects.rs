//! What an execution did to the file system, as its record shows it.

use super::execution::{FileEffect, FileNode};
use super::vfs::{ContentDigest, FileKind, GuestPath, Node, Vfs, escape_bytes};
use crate::value::Digest;

/// The content of a file up to this many bytes goes into the record.
const MAX_CONTENT: u64 = 64 << 10;

/// All differences between a file system and its state before.
pub(super) fn of(files: &Vfs) -> Vec<FileEffect> {
    files
        .changes_since_seed()
        .into_iter()
        .map(|change| FileEffect {
            before: change.before.map(|before| node(before, None)),
            after: change
                .after
                .map(|after| node(after, files.read_file(&change.path))),
            path: change.path.to_string(),
        })
        .collect()
}

/// What is at a path.
pub fn look(files: &Vfs, path: &GuestPath) -> Option<FileNode> {
    let found = files.node(path)?;
    Some(node(found, files.read_file(path)))
}

fn node(node: Node, content: Option<Vec<u8>>) -> FileNode {
    let digest = match &node.digest {
        Some(ContentDigest::Blake3(digest)) => digest.parse().ok(),
        _ => content.as_deref().map(Digest::of),
    };
    let content = match node.kind {
        FileKind::File => content
            .filter(|bytes| bytes.len() as u64 <= MAX_CONTENT)
            .map(|bytes| escape_bytes(&bytes)),
        _ => node.target.clone(),
    };
    FileNode {
        kind: match node.kind {
            FileKind::File => "file",
            FileKind::Directory => "directory",
            FileKind::Symlink => "symlink",
            FileKind::CharDevice => "device",
        }
        .to_owned(),
        mode: format!("{:04o}", node.mode.bits()),
        size: node.size,
        digest,
        content,
    }
}
