//! Guests that try to break the file system or to exhaust the host.

use super::*;

#[test]
fn extreme_offsets_and_lengths() {
    let mut vfs = user_vfs();
    let file = open(&mut vfs, "/f", creating()).unwrap();
    for offset in [u64::MAX, i64::MAX as u64 + 1] {
        assert_eq!(vfs.read_at(&file, offset, &mut [0; 4]), Err(Errno::EINVAL));
        assert_eq!(vfs.write_at(&file, offset, b"x"), Err(Errno::EINVAL));
        assert_eq!(vfs.set_len(&file, offset), Err(Errno::EINVAL));
        assert_eq!(vfs.allocate(&file, offset, 1), Err(Errno::EINVAL));
        assert_eq!(vfs.allocate(&file, 1, offset), Err(Errno::EINVAL));
    }
    let most = i64::MAX as u64;
    assert_eq!(
        vfs.read_at(&file, most, &mut [0; 4]),
        Ok(ReadOutcome::Bytes(0))
    );
    assert_eq!(vfs.write_at(&file, most, b"x"), Err(Errno::EFBIG));
    assert_eq!(vfs.set_len(&file, most), Err(Errno::EFBIG));
    assert_eq!(vfs.allocate(&file, most, most), Err(Errno::EFBIG));
    assert_eq!(vfs.allocate(&file, 0, 0), Err(Errno::EINVAL));
    assert_eq!(
        vfs.usage(),
        FsUsage {
            files_created: 1,
            bytes: 0
        }
    );
    vfs.release(file);
}

#[test]
fn stale_inode_numbers_are_refused() {
    let mut vfs = user_vfs();
    for stale in [InodeId(0), InodeId(2), InodeId(u64::MAX)] {
        assert_eq!(vfs.stat(stale), Err(Errno::EBADF));
        assert_eq!(vfs.resolve(stale, b"x", true), Err(Errno::EBADF));
        assert_eq!(vfs.mkdir(stale, b"x", Mode::new(0o777)), Err(Errno::EBADF));
        assert_eq!(vfs.canonical_of(stale), None);
        assert_eq!(vfs.canonical_hint(stale, b"x", true), None);
    }
}

#[test]
fn names_and_paths_have_limits() {
    let mut vfs = user_vfs();
    assert_eq!(mkdir(&mut vfs, &"n".repeat(256)), Err(Errno::ENAMETOOLONG));
    assert_eq!(lstat(&vfs, &"/".repeat(4096)), Err(Errno::ENAMETOOLONG));
    assert!(lstat(&vfs, &"/".repeat(4095)).is_ok());
    assert_eq!(lstat(&vfs, "a\0b"), Err(Errno::EINVAL));
    assert_eq!(lstat(&vfs, ""), Err(Errno::ENOENT));
    assert_eq!(
        vfs.mkdir(ROOT, b"\xff\xfe", Mode::new(0o777))
            .map(|id| vfs.canonical_of(id)),
        Ok(Some(path(r"/\xff\xfe")))
    );
}

/// Makes directories inside each other, by relative paths, until refused.
fn nest(vfs: &mut Vfs, name: &[u8]) -> (InodeId, usize) {
    let (mut at, mut depth) = (ROOT, 0);
    loop {
        match vfs.mkdir(at, name, Mode::new(0o777)) {
            Ok(id) => (at, depth) = (id, depth + 1),
            Err(errno) => {
                assert_eq!(errno, Errno::ENAMETOOLONG);
                return (at, depth);
            }
        }
    }
}

#[test]
fn nesting_ends_at_a_bound_beyond_the_longest_path() {
    let mut vfs = user_vfs();
    let (deepest, depth) = nest(&mut vfs, b"d");
    assert_eq!(depth, 4096);
    assert_eq!(vfs.canonical_of(deepest).unwrap().as_bytes().len(), 8192);
    assert_eq!(
        vfs.stat_at(deepest, "../".repeat(1365).as_bytes(), true)
            .map(|stat| stat.nlink),
        Ok(3)
    );
    assert_eq!(vfs.changes_since_seed().len(), 4096);
    assert_eq!(
        open(&mut vfs, "x", creating()).map(|file| vfs.release(file)),
        Ok(())
    );
    assert_eq!(
        vfs.open(deepest, b"x", &creating()).unwrap_err(),
        Errno::ENAMETOOLONG
    );
    assert_eq!(
        vfs.rename(ROOT, b"x", deepest, b"x"),
        Err(Errno::ENAMETOOLONG)
    );
}

#[test]
fn renames_cannot_nest_beyond_the_bound() {
    let mut vfs = user_vfs();
    nest(&mut vfs, b"d");
    mkdir(&mut vfs, "e").unwrap();
    assert_eq!(rename(&mut vfs, "d", "e/d"), Err(Errno::ENAMETOOLONG));
    assert_eq!(rename(&mut vfs, "d", "long"), Err(Errno::ENAMETOOLONG));
    rename(&mut vfs, "d", "c").unwrap();
    assert_eq!(rename(&mut vfs, "c/d/d", "e/d"), Ok(()));
}

#[test]
fn links_that_fan_out_end_soon() {
    let mut vfs = user_vfs();
    symlink(&mut vfs, "l0/x", "l0").unwrap();
    let doubled: Vec<String> = (0..38).map(|n| format!("l{n}/../l{n}/..")).collect();
    for (n, target) in doubled.iter().enumerate() {
        symlink(&mut vfs, target, &format!("l{}", n + 1)).unwrap();
    }
    assert_eq!(vfs.stat_at(ROOT, b"l38", true), Err(Errno::ELOOP));
    assert!(vfs.canonical_hint(ROOT, b"l38", true).is_some());
    symlink(&mut vfs, &format!("{}long", "./".repeat(2000)), "long").unwrap();
    assert_eq!(
        vfs.stat_at(ROOT, "long/".repeat(800).as_bytes(), true),
        Err(Errno::ELOOP)
    );
}

#[test]
fn memory_stays_bounded_over_many_operations() {
    let limits = FsLimits {
        max_files: 10,
        ..FsLimits::default()
    };
    let mut vfs = Vfs::new(Credentials::ROOT, limits, Timestamp(1));
    for round in 0..20_000u64 {
        vfs.set_now(Timestamp(round));
        write(&mut vfs, "f", b"some content").unwrap();
        rename(&mut vfs, "f", "g").unwrap();
        unlink(&mut vfs, "g").unwrap();
    }
    assert_eq!(vfs.table.changed().count(), 1, "only the root remains");
    assert_eq!(vfs.usage(), FsUsage::default());
    for n in 0..10 {
        mkdir(&mut vfs, &n.to_string()).unwrap();
    }
    assert_eq!(mkdir(&mut vfs, "more"), Err(Errno::ENOSPC));
    assert_eq!(symlink(&mut vfs, "t", "more"), Err(Errno::ENOSPC));
    assert_eq!(write(&mut vfs, "more", b""), Err(Errno::ENOSPC));
}

#[test]
fn an_unlinked_directory_stays_a_dead_end() {
    let mut vfs = user_vfs();
    mkdir(&mut vfs, "/d").unwrap();
    mkdir(&mut vfs, "/d/e").unwrap();
    let file = open(&mut vfs, "/d/e", reading()).unwrap();
    let cursor = vfs.dir_cursor(&file).unwrap();
    vfs.rmdir(ROOT, b"/d/e").unwrap();
    let base = file.inode();
    assert_eq!(vfs.stat(base).map(|stat| stat.nlink), Ok(0));
    assert_eq!(vfs.canonical_of(base), None);
    assert_eq!(vfs.mkdir(base, b"x", Mode::new(0o777)), Err(Errno::ENOENT));
    assert_eq!(
        vfs.open(base, b"x", &creating()).unwrap_err(),
        Errno::ENOENT
    );
    assert_eq!(vfs.dir_entries(&cursor, 0).count(), 0);
    assert!(vfs.stat_at(base, b"..", true).is_ok());
    vfs.rmdir(ROOT, b"/d").unwrap();
    assert_eq!(vfs.stat_at(base, b"..", true), Err(Errno::ENOENT));
    assert_eq!(
        vfs.stat_at(base, b"/", true).map(|stat| stat.inode),
        Ok(ROOT)
    );
    vfs.release(file);
    assert_eq!(vfs.stat(base), Err(Errno::EBADF));
    assert_eq!(vfs.usage(), FsUsage::default());
}
