//! What an execution did to the file system, as its record shows it.

use super::execution::{FileEffect, FileNode};
use super::vfs::{ContentDigest, FileKind, GuestPath, Node, Vfs, escape_bytes};
use crate::value::Digest;

/// The content of a file up to this many bytes goes into the record.
const MAX_CONTENT: u64 = 64 << 10;
/// The content of all files together in the record, in bytes of text. Beyond it files have their digests only.
const MAX_CONTENTS: usize = 4 << 20;
/// The paths and the targets of links in the record, in bytes of text.
const MAX_PATHS: usize = 8 << 20;

/// The differences between a file system and its state before.
pub(super) struct Effects {
    pub(super) list: Vec<FileEffect>,
    /// Whether these are all of them.
    pub(super) complete: bool,
}

/// All differences, by path, as far as a record can hold them.
pub(super) fn of(files: &Vfs) -> Effects {
    let mut effects = Effects {
        list: Vec::new(),
        complete: true,
    };
    let (mut contents, mut paths) = (0, 0);
    for change in files.changes_since_seed() {
        let content = change
            .after
            .as_ref()
            .filter(|after| after.size <= MAX_CONTENT && contents < MAX_CONTENTS)
            .and_then(|_| files.read_file(&change.path));
        let before = change.before.map(|before| node(before, None));
        let after = change.after.map(|after| node(after, content));
        let path = change.path.to_string();
        paths += path.len();
        for node in before.iter().chain(&after) {
            let text = node.content.as_ref().map_or(0, String::len);
            match node.kind.as_str() {
                "file" => contents += text,
                _ => paths += text,
            }
        }
        if paths > MAX_PATHS {
            effects.complete = false;
            break;
        }
        effects.list.push(FileEffect {
            path,
            before,
            after,
        });
    }
    effects
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sandbox::vfs::{Credentials, FsLimits, InodeId, Mode, OpenOptions, Timestamp};

    fn write(files: &mut Vfs, path: &[u8], bytes: &[u8]) {
        let options = OpenOptions {
            write: true,
            create: true,
            ..OpenOptions::default()
        };
        let opened = files.open(InodeId::ROOT, path, &options).unwrap();
        files.write_at(&opened.file, 0, bytes).unwrap();
        files.release(opened.file);
    }

    fn empty() -> Vfs {
        Vfs::new(Credentials::ROOT, FsLimits::default(), Timestamp(1))
    }

    #[test]
    fn a_thousand_names_of_a_file_take_no_thousand_times_its_content() {
        let mut files = empty();
        write(&mut files, b"/f", &[0xff; 64 << 10]);
        for number in 0..1000 {
            let name = format!("/{number}");
            files
                .link(InodeId::ROOT, b"/f", false, InodeId::ROOT, name.as_bytes())
                .unwrap();
        }
        let effects = of(&files);
        assert!(effects.complete);
        assert_eq!(effects.list.len(), 1001);
        let content =
            |effect: &FileEffect| effect.after.as_ref()?.content.as_ref().map(String::len);
        let contents: usize = effects.list.iter().filter_map(content).sum();
        assert!(contents < MAX_CONTENTS + 4 * MAX_CONTENT as usize);
        let digest = |effect: &FileEffect| effect.after.as_ref()?.digest;
        let digests: Vec<_> = effects.list.iter().map(digest).collect();
        assert!(digests[0].is_some() && digests.iter().all(|digest| *digest == digests[0]));
    }

    #[test]
    fn more_paths_than_a_record_holds_make_it_incomplete() {
        let mut files = empty();
        let mut folder = Vec::new();
        for _ in 0..15 {
            folder.push(b'/');
            folder.extend_from_slice(&[0xff; 250]);
            files
                .mkdir(InodeId::ROOT, &folder, Mode::new(0o777))
                .unwrap();
        }
        for number in 0..1000 {
            let path = [&folder, format!("/{number}").as_bytes()].concat();
            write(&mut files, &path, b"");
        }
        let effects = of(&files);
        assert!(!effects.complete);
        assert!(effects.list.len() < 1000);
    }
}
