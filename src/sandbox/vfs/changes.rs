//! What the guest changed since seeding.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::inode::{Body, Inode, Link};
use super::tree::View;
use super::{GuestPath, InodeId, Node, Vfs};

/// How what is at a path differs from what was seeded there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// Nothing was there.
    Created,
    /// The kind, the content, or the link's target differs.
    Modified,
    /// Nothing is there any more.
    Removed,
    /// Only the mode or owner differs.
    MetadataChanged,
}

/// A path where something differs from what was seeded. Times do not count as a difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileChange {
    /// Where.
    pub path: GuestPath,
    /// How.
    pub change: Change,
    /// What was seeded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Node>,
    /// What is there now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Node>,
}

impl Vfs {
    /// The differences from what was seeded, sorted by path. A rename shows as `Removed` and `Created`, also for all
    /// that is inside a renamed directory. A file rewritten with the same content is no difference.
    ///
    /// Only what was touched is visited.
    pub fn changes_since_seed(&self) -> Vec<FileChange> {
        let mut nodes = Nodes::default();
        self.paths_touched()
            .into_iter()
            .filter_map(|path| self.change_at(path, &mut nodes))
            .collect()
    }

    /// All paths where something may differ: every path, then and now, of each inode that was touched, and of all that
    /// moved along inside a directory.
    fn paths_touched(&self) -> BTreeSet<GuestPath> {
        let (seeded, present) = (View::Seeded(&self.table), View::Present(&self.table));
        let mut paths = BTreeSet::new();
        for (id, now) in self.table.changed() {
            let before = self.table.seeded(id);
            let moved = before.map(|inode| &inode.links) != now.map(|inode| &inode.links);
            for (view, inode) in [(seeded, before), (present, now)] {
                let Some(inode) = inode else { continue };
                // What is inside a directory that the guest made was touched itself.
                let moved_along = moved && before.is_some_and(Inode::is_directory);
                for path in view.paths_of(id, inode) {
                    if moved_along {
                        view.visit_subtree(id, path, |path, _| {
                            paths.insert(path.clone());
                        });
                    } else {
                        paths.insert(path);
                    }
                }
            }
        }
        paths
    }

    fn change_at(&self, path: GuestPath, nodes: &mut Nodes) -> Option<FileChange> {
        let before = View::Seeded(&self.table).find(&path);
        let after = View::Present(&self.table).find(&path);
        let change = match (before, after) {
            (None, None) => return None,
            (None, Some(_)) => Change::Created,
            (Some(_), None) => Change::Removed,
            (Some((_, before)), Some((_, after))) if !same_body(&before.body, &after.body) => {
                Change::Modified
            }
            (Some((_, before)), Some((_, after))) if !same_metadata(before, after) => {
                Change::MetadataChanged
            }
            (Some(_), Some(_)) => return None,
        };
        Some(FileChange {
            path,
            change,
            before: before.map(|found| Nodes::of(&mut nodes.before, found)),
            after: after.map(|found| Nodes::of(&mut nodes.after, found)),
        })
    }
}

/// The nodes made so far: an inode may have a thousand names, and its content is digested once.
#[derive(Default)]
struct Nodes {
    before: BTreeMap<InodeId, Node>,
    after: BTreeMap<InodeId, Node>,
}

impl Nodes {
    fn of(made: &mut BTreeMap<InodeId, Node>, (id, inode): (InodeId, &Inode)) -> Node {
        made.entry(id).or_insert_with(|| Node::of(inode)).clone()
    }
}

impl View<'_> {
    fn paths_of(self, id: InodeId, inode: &Inode) -> Vec<GuestPath> {
        if id == InodeId::ROOT {
            return vec![GuestPath::root()];
        }
        let of_link = |link: &Link| Some(self.path_to(link.parent)?.finish().child(&link.name));
        inode.links.iter().filter_map(of_link).collect()
    }
}

/// Whether kind and content agree. Lazy content is loaded only to be compared with content of the same length.
fn same_body(before: &Body, after: &Body) -> bool {
    match (before, after) {
        (Body::File(a), Body::File(b)) => {
            a.is_same(b)
                || (a.len() == b.len()
                    && matches!((a.bytes(), b.bytes()), (Ok(a), Ok(b)) if a == b))
        }
        (Body::Directory(_), Body::Directory(_)) => true,
        (Body::Symlink(a), Body::Symlink(b)) => a == b,
        (Body::Device(a), Body::Device(b)) => a == b,
        _ => false,
    }
}

fn same_metadata(before: &Inode, after: &Inode) -> bool {
    (before.mode, before.uid, before.gid) == (after.mode, after.uid, after.gid)
}

#[cfg(test)]
mod tests {
    use super::super::tests::*;
    use super::super::*;

    fn world() -> Vfs {
        let mut vfs = user_vfs();
        vfs.seed_file(&path("/d/e/f"), "text", Mode::new(0o644), USER)
            .unwrap();
        vfs.seed_file(&path("/g"), "other", Mode::new(0o644), USER)
            .unwrap();
        for directory in ["/d", "/d/e"] {
            vfs.seed_dir(&path(directory), Mode::new(0o755), USER)
                .unwrap();
        }
        vfs
    }

    fn changes(vfs: &Vfs) -> Vec<(String, Change)> {
        vfs.changes_since_seed()
            .into_iter()
            .map(|change| (change.path.to_string(), change.change))
            .collect()
    }

    fn expected<const N: usize>(changes: [(&str, Change); N]) -> Vec<(String, Change)> {
        changes
            .map(|(path, change)| (path.to_owned(), change))
            .to_vec()
    }

    #[test]
    fn reading_and_rewriting_alike_change_nothing() {
        let mut vfs = world();
        vfs.set_now(Timestamp(5));
        read(&mut vfs, "/g").unwrap();
        write(&mut vfs, "/d/e/f", b"text").unwrap();
        write(&mut vfs, "/new", b"").unwrap();
        unlink(&mut vfs, "/new").unwrap();
        rename(&mut vfs, "/d", "/x").unwrap();
        rename(&mut vfs, "/x", "/d").unwrap();
        assert_eq!(changes(&vfs), []);
    }

    #[test]
    fn each_kind_of_change() {
        let mut vfs = world();
        write(&mut vfs, "/d/e/f", b"new text").unwrap();
        vfs.chmod(ROOT, b"/d", true, Mode::new(0o700)).unwrap();
        unlink(&mut vfs, "/g").unwrap();
        symlink(&mut vfs, "d", "/h").unwrap();
        let list = expected([
            ("/d", Change::MetadataChanged),
            ("/d/e/f", Change::Modified),
            ("/g", Change::Removed),
            ("/h", Change::Created),
        ]);
        assert_eq!(changes(&vfs), list);
        let json = serde_json::to_value(vfs.changes_since_seed()).unwrap();
        assert_eq!(json[0]["before"]["mode"], "0755");
        assert_eq!(json[3]["after"]["target"], "d");
        assert_eq!(json[3].get("before"), None);
        assert_eq!(
            serde_json::from_value::<Vec<FileChange>>(json).unwrap(),
            vfs.changes_since_seed()
        );
    }

    #[test]
    fn a_renamed_directory_takes_all_inside_along() {
        let mut vfs = world();
        rename(&mut vfs, "/d", "/x").unwrap();
        let list = expected([
            ("/d", Change::Removed),
            ("/d/e", Change::Removed),
            ("/d/e/f", Change::Removed),
            ("/x", Change::Created),
            ("/x/e", Change::Created),
            ("/x/e/f", Change::Created),
        ]);
        assert_eq!(changes(&vfs), list);
    }

    #[test]
    fn what_takes_the_place_of_another_is_compared_with_it() {
        let mut vfs = world();
        rename(&mut vfs, "/g", "/d/e/f").unwrap();
        assert_eq!(
            changes(&vfs),
            expected([("/d/e/f", Change::Modified), ("/g", Change::Removed)])
        );
        unlink(&mut vfs, "/d/e/f").unwrap();
        mkdir(&mut vfs, "/d/e/f").unwrap();
        assert_eq!(
            changes(&vfs),
            expected([("/d/e/f", Change::Modified), ("/g", Change::Removed)])
        );
    }
}
