//! The whole tree as data: what is where, by path.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::inode::{Body, Inode};
use super::path::PathBuilder;
use super::table::InodeTable;
use super::{Device, FileContent, FileKind, GuestPath, InodeId, Mode, Vfs, escape_bytes};

/// Everything in a file system by canonical path, the root included.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Tree(pub BTreeMap<GuestPath, Node>);

/// What is at one path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Node {
    /// What it is.
    pub kind: FileKind,
    /// Its permission bits.
    pub mode: Mode,
    /// The user that owns it.
    pub uid: u32,
    /// The group that owns it.
    pub gid: u32,
    /// Bytes of content or link target; 0 for directories and devices.
    pub size: u64,
    /// For a regular file, what its content is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<ContentDigest>,
    /// For a symbolic link, its target, as [`escape_bytes`] writes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// For a device, what it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device: Option<Device>,
}

/// Identifies the content of a regular file; serialised as hex digits or `"untouched"`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum ContentDigest {
    /// Lazily loaded content as it was seeded, which is not loaded only to be digested. Whether it has been *read* makes
    /// no difference.
    Untouched,
    /// The BLAKE3 digest in hex.
    Blake3(String),
}

impl From<String> for ContentDigest {
    fn from(text: String) -> Self {
        if text == "untouched" {
            Self::Untouched
        } else {
            Self::Blake3(text)
        }
    }
}

impl From<ContentDigest> for String {
    fn from(digest: ContentDigest) -> Self {
        match digest {
            ContentDigest::Untouched => "untouched".to_owned(),
            ContentDigest::Blake3(hex) => hex,
        }
    }
}

impl ContentDigest {
    fn of(content: &FileContent) -> Self {
        if content.is_lazy() {
            return Self::Untouched;
        }
        match content.bytes() {
            Ok(bytes) => Self::Blake3(blake3::hash(bytes).to_hex().to_string()),
            // Only lazy content can fail to load.
            Err(_) => Self::Untouched,
        }
    }
}

impl Node {
    pub(super) fn of(inode: &Inode) -> Self {
        let mut node = Self {
            kind: inode.kind(),
            mode: inode.mode,
            uid: inode.uid,
            gid: inode.gid,
            size: 0,
            digest: None,
            target: None,
            device: None,
        };
        match &inode.body {
            Body::File(content) => {
                node.size = content.len();
                node.digest = Some(ContentDigest::of(content));
            }
            Body::Symlink(target) => {
                node.size = target.len() as u64;
                node.target = Some(escape_bytes(target));
            }
            Body::Device(device) => node.device = Some(*device),
            Body::Directory(_) => {}
        }
        node
    }
}

/// The inodes at one of two times.
#[derive(Clone, Copy)]
pub(super) enum View<'a> {
    Seeded(&'a InodeTable),
    Present(&'a InodeTable),
}

impl<'a> View<'a> {
    pub fn get(self, id: InodeId) -> Option<&'a Inode> {
        match self {
            Self::Seeded(table) => table.seeded(id),
            Self::Present(table) => table.get(id),
        }
    }

    /// The path of an inode by its oldest link; `None` if it is unlinked.
    pub fn path_to(self, id: InodeId) -> Option<PathBuilder> {
        let mut names = Vec::new();
        let mut at = id;
        while at != InodeId::ROOT {
            let link = self.get(at)?.links.first()?;
            names.push(&*link.name);
            at = link.parent;
        }
        let mut builder = PathBuilder::default();
        names.iter().rev().for_each(|name| builder.push(name));
        Some(builder)
    }

    /// What is at a canonical path.
    pub fn lookup(self, path: &GuestPath) -> Option<&'a Inode> {
        self.find(path).map(|(_, inode)| inode)
    }

    /// As [`lookup`](Self::lookup), with the inode's number.
    pub fn find(self, path: &GuestPath) -> Option<(InodeId, &'a Inode)> {
        let mut id = InodeId::ROOT;
        let mut inode = self.get(id)?;
        for name in path.components() {
            id = *inode.as_directory()?.entries.get(name)?;
            inode = self.get(id)?;
        }
        Some((id, inode))
    }

    /// Calls `visit` with everything at and below `top`, which is at `path`.
    pub fn visit_subtree(
        self,
        top: InodeId,
        path: GuestPath,
        mut visit: impl FnMut(&GuestPath, &'a Inode),
    ) {
        let mut pending = vec![(top, path)];
        while let Some((id, path)) = pending.pop() {
            let Some(inode) = self.get(id) else { continue };
            visit(&path, inode);
            if let Some(directory) = inode.as_directory() {
                pending.extend(
                    directory
                        .entries
                        .iter()
                        .map(|(name, &id)| (id, path.child(name))),
                );
            }
        }
    }
}

impl Vfs {
    /// The whole tree as it is now. Digests all content, so it costs as much as there is.
    pub fn tree(&self) -> Tree {
        let mut nodes = BTreeMap::new();
        View::Present(&self.table).visit_subtree(
            InodeId::ROOT,
            GuestPath::root(),
            |path, inode| {
                nodes.insert(path.clone(), Node::of(inode));
            },
        );
        Tree(nodes)
    }

    /// What is at a canonical path, for the host: no permission is asked, no link is followed.
    pub fn node(&self, path: &GuestPath) -> Option<Node> {
        View::Present(&self.table).lookup(path).map(Node::of)
    }

    /// The content of the regular file at a canonical path, for the host: no permission is asked, no time is stamped,
    /// no link is followed. `None` also if lazy content fails to load.
    pub fn read_file(&self, path: &GuestPath) -> Option<Vec<u8>> {
        let content = View::Present(&self.table).lookup(path)?.as_file()?;
        content.bytes().ok().map(<[u8]>::to_vec)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::*;
    use super::super::*;

    struct Unloadable;

    impl ContentSource for Unloadable {
        fn len(&self) -> u64 {
            12
        }

        fn load(&self) -> std::io::Result<Vec<u8>> {
            Err(std::io::ErrorKind::NotFound.into())
        }
    }

    #[test]
    fn what_cannot_be_loaded_is_an_input_output_error_only_when_used() {
        let mut vfs = user_vfs();
        vfs.seed_file(
            &path("/lazy"),
            FileContent::lazy(Unloadable),
            Mode::new(0o644),
            USER,
        )
        .unwrap();
        assert_eq!(lstat(&vfs, "/lazy").unwrap().size, 12);
        assert_eq!(
            vfs.tree().0[&path("/lazy")].digest,
            Some(ContentDigest::Untouched)
        );
        assert_eq!(read(&mut vfs, "/lazy"), Err(Errno::EIO));
        let file = open(&mut vfs, "/lazy", creating()).unwrap();
        assert_eq!(vfs.write_at(&file, 3, b"x"), Err(Errno::EIO));
        assert_eq!(vfs.usage().bytes, 0);
        assert_eq!(vfs.read_file(&path("/lazy")), None);
        assert_eq!(vfs.set_len(&file, 0), Ok(()));
        assert_eq!(vfs.read_file(&path("/lazy")), Some(Vec::new()));
    }

    #[test]
    fn trees_are_data() {
        let mut vfs = user_vfs();
        write(&mut vfs, "/f", b"text").unwrap();
        vfs.symlink(b"\xff", ROOT, b"/\\x\xfe").unwrap();
        vfs.mkdir(ROOT, b"/d", Mode::new(0o777)).unwrap();
        let tree = vfs.tree();
        let json = serde_json::to_value(&tree).unwrap();
        let digest = blake3::hash(b"text").to_hex().to_string();
        assert_eq!(
            json,
            serde_json::json!({
                "/": {"kind": "directory", "mode": "0755", "uid": 1000, "gid": 1000, "size": 0},
                "/d": {"kind": "directory", "mode": "0755", "uid": 1000, "gid": 1000, "size": 0},
                "/f": {"kind": "file", "mode": "0644", "uid": 1000, "gid": 1000, "size": 4, "digest": digest},
                "/\\x\\xfe": {"kind": "symlink", "mode": "0777", "uid": 1000, "gid": 1000, "size": 1, "target": "\\xff"},
            })
        );
        assert_eq!(serde_json::from_value::<Tree>(json).unwrap(), tree);
    }
}
