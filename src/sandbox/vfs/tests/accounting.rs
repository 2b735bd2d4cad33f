//! What must hold after any sequence of operations.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::super::*;
use super::operations::{Guest, Op, any_op, any_path};
use super::{USER, path};

/// A small world with something of each kind, two names for one file, and a part that is read-only.
fn world(uid: u32) -> Vfs {
    let limits = FsLimits {
        max_files: 8,
        max_file_bytes: 60,
        max_total_bytes: 100,
        max_links: 4,
        ..FsLimits::default()
    };
    let mut vfs = Vfs::new(Credentials { uid, gid: uid }, limits, Timestamp(1));
    for directory in ["/", "/a", "/a/b", "/b"] {
        vfs.seed_dir(&path(directory), Mode::new(0o755), USER)
            .unwrap();
    }
    for (file, content) in [
        ("/a/c", "0123456789"),
        ("/a/b/d", ""),
        ("/c", "twenty bytes of text"),
    ] {
        vfs.seed_file(&path(file), content, Mode::new(0o644), USER)
            .unwrap();
    }
    vfs.seed_file(
        &path("/b/a"),
        vec![7; 80],
        Mode::new(0o600),
        Credentials::ROOT,
    )
    .unwrap();
    vfs.seed_symlink(&path("/d"), b"a/b").unwrap();
    vfs.seed_device(&path("/b/b"), Device::Null).unwrap();
    vfs.seed_file(&path("/a/d/a"), "fixed", Mode::new(0o644), USER)
        .unwrap();
    vfs.seed_readonly(&path("/a/d")).unwrap();
    vfs
}

/// Recounts from the tables alone what is otherwise kept up to date step by step.
fn check_invariants(guest: &Guest) -> Result<(), TestCaseError> {
    let vfs = &guest.vfs;
    let mut links: BTreeMap<InodeId, BTreeSet<(InodeId, Vec<u8>)>> = BTreeMap::new();
    let mut pending = vec![InodeId::ROOT];
    while let Some(id) = pending.pop() {
        let directory = vfs.directory(id).unwrap();
        let mut subdirectories = 0;
        for (name, &child) in directory.entries.iter() {
            prop_assert!(links.entry(child).or_default().insert((id, name.to_vec())));
            if let Ok(inside) = vfs.directory(child) {
                prop_assert_eq!(inside.parent, id);
                subdirectories += 1;
                pending.push(child);
            }
        }
        prop_assert_eq!(directory.subdirectories, subdirectories);
    }
    let open: BTreeSet<_> = guest.slots.iter().flatten().map(OpenFile::inode).collect();
    prop_assert_eq!(
        &vfs.open_counts.keys().copied().collect::<BTreeSet<_>>(),
        &open
    );
    let (mut files, mut bytes) = (0, 0);
    for (id, inode) in vfs
        .table
        .changed()
        .filter_map(|(id, inode)| Some((id, inode?)))
    {
        let kept: BTreeSet<_> = inode
            .links
            .iter()
            .map(|link| (link.parent, link.name.to_vec()))
            .collect();
        prop_assert_eq!(&kept, &links.get(&id).cloned().unwrap_or_default());
        prop_assert!(
            id == InodeId::ROOT || !kept.is_empty() || open.contains(&id),
            "{:?} leaks",
            id
        );
        bytes += inode.charged;
        files += match vfs.table.seeded(id) {
            Some(seeded) => (kept.len() as u64).saturating_sub(seeded.links.len() as u64),
            None => (kept.len() as u64).max(1),
        };
        if let Some(content) = inode.as_file() {
            let charged = if inode.charged == 0 && vfs.table.seeded(id).is_some() {
                0
            } else {
                content.len()
            };
            prop_assert_eq!(inode.charged, charged);
        }
    }
    prop_assert_eq!(
        vfs.usage(),
        FsUsage {
            files_created: files,
            bytes
        }
    );
    prop_assert!(files <= vfs.limits().max_files && bytes <= vfs.limits().max_total_bytes);
    Ok(())
}

/// The difference of two trees, path by path.
fn difference(before: &Tree, after: &Tree) -> Vec<FileChange> {
    let paths: BTreeSet<_> = before.0.keys().chain(after.0.keys()).collect();
    let change_at = |path: &GuestPath| {
        let (before, after) = (before.0.get(path).cloned(), after.0.get(path).cloned());
        let change = match (&before, &after) {
            (None, _) => Change::Created,
            (_, None) => Change::Removed,
            (Some(a), Some(b)) if a == b => return None,
            (Some(a), Some(b)) => {
                let (a, b) = (
                    (a.kind, &a.digest, &a.target, a.device),
                    (b.kind, &b.digest, &b.target, b.device),
                );
                if a == b {
                    Change::MetadataChanged
                } else {
                    Change::Modified
                }
            }
        };
        Some(FileChange {
            path: path.clone(),
            change,
            before,
            after,
        })
    };
    paths.into_iter().filter_map(change_at).collect()
}

fn ops() -> impl Strategy<Value = Vec<Op>> {
    prop::collection::vec(any_op(), 1..150)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn books_balance(ops in ops(), uid in prop_oneof![Just(0u32), Just(1000), Just(1001)]) {
        let template = world(uid);
        let before = template.tree();
        let mut guest = Guest::new(template.clone(), InodeId::ROOT);
        for op in &ops {
            // What it gives is compared elsewhere.
            let _ = guest.run(op);
            check_invariants(&guest)?;
        }
        guest.close_all();
        check_invariants(&guest)?;
        prop_assert_eq!(guest.vfs.changes_since_seed(), difference(&before, &guest.vfs.tree()));
        prop_assert_eq!(template.tree(), before);
        prop_assert!(template.changes_since_seed().is_empty());
    }

    #[test]
    fn the_same_operations_give_the_same_world(ops in ops()) {
        let run = || {
            let mut guest = Guest::new(world(1000), InodeId::ROOT);
            let outcomes: Vec<_> = ops.iter().map(|op| guest.run(op)).collect();
            (outcomes, guest.vfs.tree(), guest.vfs.changes_since_seed(), guest.vfs.usage())
        };
        prop_assert_eq!(run(), run());
    }

    #[test]
    fn canonical_paths_are_fixed_points(ops in ops(), paths in prop::collection::vec(any_path(), 20)) {
        let mut guest = Guest::new(world(0), InodeId::ROOT);
        for op in &ops {
            let _ = guest.run(op);
        }
        let vfs = &guest.vfs;
        for path in &paths {
            for follow in [false, true] {
                let Ok(resolved) = vfs.resolve(InodeId::ROOT, path.as_bytes(), follow) else { continue };
                prop_assert_eq!(vfs.canonical_hint(InodeId::ROOT, path.as_bytes(), follow), Some(resolved.canonical.clone()));
                let again = vfs.resolve(InodeId::ROOT, resolved.canonical.as_bytes(), false);
                prop_assert_eq!(again.as_ref(), Ok(&resolved));
                prop_assert_eq!(resolved.canonical.file_name().unwrap_or_default(), &*resolved.name);
                if let Some(inode) = resolved.inode {
                    prop_assert_eq!(vfs.stat_at(InodeId::ROOT, path.as_bytes(), follow), vfs.stat(inode));
                    let named = vfs.canonical_of(inode).unwrap();
                    prop_assert_eq!(vfs.resolve(InodeId::ROOT, named.as_bytes(), false).unwrap().inode, Some(inode));
                }
            }
        }
    }
}
