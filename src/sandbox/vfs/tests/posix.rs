//! The same operations in the virtual file system and in a folder of the host must have the same results.

use std::fs;
use std::path::Path;

use proptest::prelude::*;

use super::super::*;
use super::host::{self, Host, twins};
use super::operations::{Guest, Op, any_op};
use super::{creating, reading};

/// All that is below a folder of the host, as the virtual file system would describe it.
fn host_tree(top: &Path) -> Vec<String> {
    let mut lines = Vec::new();
    let mut pending = vec![top.to_owned()];
    while let Some(path) = pending.pop() {
        let metadata = fs::symlink_metadata(&path).unwrap();
        let name = path.strip_prefix(top).unwrap().display().to_string();
        let mut line = format!("/{name} {}", host::describe(&metadata));
        if metadata.is_dir() {
            let Ok(entries) = fs::read_dir(&path) else {
                // Only what this user may list can be compared; the parts that hold it still are.
                lines.push(line);
                continue;
            };
            pending.extend(entries.map(|entry| entry.unwrap().path()));
        } else if metadata.is_symlink() {
            line += &format!(" -> {}", fs::read_link(&path).unwrap().display());
        }
        lines.push(line);
    }
    lines.sort();
    lines
}

fn guest_tree(vfs: &Vfs) -> Vec<String> {
    let nodes = vfs.tree().0.into_iter().map(|(path, node)| {
        let stat = vfs.stat_at(InodeId::ROOT, path.as_bytes(), false).unwrap();
        let line = format!("{path} {}", super::operations::describe(stat));
        node.target
            .map_or(line.clone(), |target| format!("{line} -> {target}"))
    });
    let mut lines: Vec<_> = nodes.collect();
    lines.sort();
    lines
}

/// Compares all that there is, if this user may see it all.
fn compare_trees(host: &Host, guest: &Guest) -> Result<(), TestCaseError> {
    if guest.vfs.credentials().uid == 0 {
        let (actual, expected) = (guest_tree(&guest.vfs), host_tree(host.top.path()));
        let only_in = |a: &[String], b: &[String]| -> Vec<_> {
            a.iter().filter(|x| !b.contains(x)).cloned().collect()
        };
        prop_assert_eq!(only_in(&actual, &expected), only_in(&expected, &actual));
        for (path, node) in guest.vfs.tree().0 {
            if node.kind == FileKind::File {
                let on_host = fs::read(host.top.path().join(&path.to_string()[1..])).unwrap();
                prop_assert_eq!(
                    guest.vfs.read_file(&path),
                    Some(on_host),
                    "content of {}",
                    path
                );
            }
        }
    }
    Ok(())
}

fn check(ops: &[Op]) -> Result<(), TestCaseError> {
    let (mut host, mut guest) = twins();
    for (index, op) in ops.iter().enumerate() {
        let (expected, actual) = (host.run(op), guest.run(op));
        prop_assert_eq!(&actual, &expected, "operation {}: {:?}", index, op);
    }
    compare_trees(&host, &guest)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn behaves_as_the_host_does(ops in prop::collection::vec(any_op(), 1..120)) {
        check(&ops)?;
    }
}

/// A world with each kind of link, and the longest names.
fn rare_world() -> Vec<Op> {
    let long = "l".repeat(256);
    let longest = "l".repeat(255);
    let text = str::to_owned;
    let mut ops = vec![
        Op::Mkdir(long.clone(), 0o755),
        Op::Mkdir(format!("missing/{long}"), 0o755),
        Op::Mkdir(longest.clone(), 0o755),
        Op::Mkdir(text("d"), 0o755),
        Op::Mkdir(text("d/e"), 0o755),
        Op::Open {
            slot: 0,
            path: text("f"),
            options: creating(),
        },
        Op::Symlink(text("d"), text("to-d")),
        Op::Symlink(text("d/"), text("to-d-slash")),
        Op::Symlink(text("missing"), text("dangling")),
        Op::Symlink(text("f/"), text("to-f-slash")),
        Op::Symlink(text("missing/"), text("dangling-slash")),
        Op::Symlink(text("loop"), text("loop")),
        Op::Symlink("x".repeat(4095), text("longest-target")),
        Op::Symlink("x".repeat(4096), text("too-long-target")),
    ];
    // Chains of 40 links can be followed, 41 cannot.
    ops.push(Op::Symlink(text("f"), text("chain-1")));
    ops.extend((2..=41).map(|n| Op::Symlink(format!("chain-{}", n - 1), format!("chain-{n}"))));
    ops.extend([
        Op::Stat(text("chain-40"), true),
        Op::Stat(text("chain-41"), true),
    ]);
    ops
}

/// Cases that random sequences meet too seldom: everything done to every kind of path.
#[test]
fn rare_cases_behave_as_on_the_host() {
    let text = str::to_owned;
    let paths = "d d/ d/. d/.. d/e d/e/ f f/ f/. f/x to-d to-d/ to-d/e to-d-slash to-d-slash/ dangling \
        dangling/ dangling/x to-f-slash dangling-slash loop loop/ loop/x missing missing/ missing/x . ./ .. longest-target";
    let paths: Vec<_> = paths.split_whitespace().map(text).collect();
    let exclusive = OpenOptions {
        exclusive: true,
        ..creating()
    };
    let no_follow = OpenOptions {
        no_follow: true,
        ..reading()
    };
    let directory = OpenOptions {
        directory: true,
        ..reading()
    };
    let truncating = OpenOptions {
        write: true,
        truncate: true,
        ..OpenOptions::default()
    };
    let mut ops = Vec::new();
    for path in &paths {
        for options in [creating(), exclusive, no_follow, directory, truncating] {
            ops.push(Op::Open {
                slot: 0,
                path: path.clone(),
                options,
            });
        }
        ops.extend([
            Op::Mkdir(path.clone(), 0o7777),
            Op::Rmdir(path.clone()),
            Op::Unlink(path.clone()),
            Op::Readlink(path.clone()),
            Op::Stat(path.clone(), true),
            Op::Stat(path.clone(), false),
            Op::ReadDir(path.clone()),
            Op::Symlink(text("t"), path.clone()),
            Op::Chmod(path.clone(), 0o6711),
        ]);
        for other in &paths {
            ops.push(Op::Rename(path.clone(), other.clone()));
            ops.push(Op::Link(path.clone(), other.clone()));
        }
    }
    let mut worlds = None;
    for op in ops {
        let (host, guest) = worlds.get_or_insert_with(|| {
            let (mut host, mut guest) = twins();
            for op in rare_world() {
                assert_eq!(guest.run(&op), host.run(&op), "{op:?}");
            }
            (host, guest)
        });
        let (expected, actual) = (host.run(&op), guest.run(&op));
        assert_eq!(actual, expected, "{op:?}");
        let reads = matches!(op, Op::Stat(..) | Op::Readlink(_) | Op::ReadDir(_));
        if actual.is_ok() && !reads {
            compare_trees(host, guest).unwrap();
            worlds = None;
        }
    }
}
