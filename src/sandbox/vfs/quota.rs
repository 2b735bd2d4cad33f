//! Changes of content within the limits, and the account of what the guest holds.

use super::inode::Body;
use super::{Errno, FileContent, InodeId, Vfs};

impl Vfs {
    /// Sets the length of a regular file.
    pub(super) fn resize(&mut self, id: InodeId, len: u64) -> Result<(), Errno> {
        let present = self.inode(id)?.as_file().ok_or(Errno::EINVAL)?.len();
        if len > present && len > self.limits.max_file_bytes {
            return Err(Errno::EFBIG);
        }
        if len == present {
            let (now, superuser) = (self.now, self.credentials.uid == 0);
            let inode = self.inode_mut(id)?;
            inode.content_changed(now);
            if !superuser {
                inode.drop_privilege_bits();
            }
            return Ok(());
        }
        if len > self.room_for(id)? {
            return Err(Errno::ENOSPC);
        }
        let host_len = usize::try_from(len).map_err(|_| Errno::EFBIG)?;
        self.edit(id, |content| content.set_len(host_len))
    }

    /// Writes to a regular file as much as the limits allow.
    pub(super) fn write_content(
        &mut self,
        id: InodeId,
        offset: u64,
        data: &[u8],
    ) -> Result<usize, Errno> {
        let present = self.inode(id)?.as_file().ok_or(Errno::EINVAL)?.len();
        // What was seeded larger than the limit can be overwritten, but not grow.
        let longest = self.limits.max_file_bytes.max(present);
        if offset >= longest {
            return Err(Errno::EFBIG);
        }
        let room = self.room_for(id)?;
        let mut end = offset.saturating_add(data.len() as u64).min(longest);
        if end > present {
            end = end.min(room.max(present));
        }
        if present > room || end <= offset {
            return Err(Errno::ENOSPC);
        }
        let start = usize::try_from(offset).map_err(|_| Errno::EFBIG)?;
        let written = usize::try_from(end - offset).map_err(|_| Errno::EFBIG)?;
        self.edit(id, |content| content.write(start, &data[..written]))?;
        Ok(written)
    }

    /// How long this file may be by the quota of all files together.
    fn room_for(&self, id: InodeId) -> Result<u64, Errno> {
        let others = self.usage.bytes.saturating_sub(self.inode(id)?.charged);
        Ok(self.limits.max_total_bytes.saturating_sub(others))
    }

    /// Changes the content of a regular file and accounts for it. From then on its whole length counts. `change` tells
    /// how many bytes it moved.
    fn edit(
        &mut self,
        id: InodeId,
        change: impl FnOnce(&mut FileContent) -> Result<usize, Errno>,
    ) -> Result<(), Errno> {
        let (now, superuser) = (self.now, self.credentials.uid == 0);
        let inode = self.inode_mut(id)?;
        let Body::File(content) = &mut inode.body else {
            return Err(Errno::EINVAL);
        };
        let moved = change(content)?;
        let charged_before = std::mem::replace(&mut inode.charged, content.len());
        let charged = inode.charged;
        inode.content_changed(now);
        if !superuser {
            inode.drop_privilege_bits();
        }
        self.usage.bytes = (self.usage.bytes + charged).saturating_sub(charged_before);
        self.work.bytes(moved);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::*;
    use super::super::*;

    fn small() -> Vfs {
        let limits = FsLimits {
            max_file_bytes: 100,
            max_total_bytes: 150,
            ..FsLimits::default()
        };
        Vfs::new(Credentials::ROOT, limits, Timestamp(1))
    }

    #[test]
    fn quotas_are_exact() {
        let mut vfs = small();
        let (one, two) = (
            open(&mut vfs, "/1", creating()).unwrap(),
            open(&mut vfs, "/2", creating()).unwrap(),
        );
        assert_eq!(
            vfs.write_at(&one, 90, &[1; 20]),
            Ok(10),
            "as far as the file may grow"
        );
        assert_eq!(vfs.write_at(&one, 100, &[1]), Err(Errno::EFBIG));
        assert_eq!(vfs.set_len(&one, 101), Err(Errno::EFBIG));
        assert_eq!(
            vfs.write_at(&two, 0, &[2; 80]),
            Ok(50),
            "as far as all files may"
        );
        assert_eq!(vfs.write_at(&two, 50, &[2]), Err(Errno::ENOSPC));
        assert_eq!(vfs.write_at(&two, 60, &[2]), Err(Errno::ENOSPC));
        assert_eq!(vfs.write_at(&two, 49, &[3, 3]), Ok(1));
        assert_eq!(vfs.set_len(&two, 51), Err(Errno::ENOSPC));
        assert_eq!(vfs.usage().bytes, 150);
        assert_eq!(vfs.set_len(&one, 40), Ok(()));
        assert_eq!(vfs.usage().bytes, 90);
        assert_eq!(vfs.set_len(&two, 100), Ok(()));
        unlink(&mut vfs, "/1").unwrap();
        assert_eq!(vfs.usage().bytes, 140, "still open");
        vfs.release(one);
        assert_eq!(
            vfs.usage(),
            FsUsage {
                files_created: 1,
                bytes: 100
            }
        );
    }

    #[test]
    fn seeded_content_counts_from_the_first_write() {
        let mut vfs = small();
        for (name, length) in [("/a", 80), ("/b", 80), ("/large", 140)] {
            vfs.seed_file(&path(name), vec![7; length], Mode::new(0o644), USER)
                .unwrap();
        }
        let mut file = |name| open(&mut vfs, name, creating()).unwrap();
        let (a, b, large) = (file("/a"), file("/b"), file("/large"));
        assert_eq!(vfs.usage(), FsUsage::default());
        assert_eq!(
            vfs.write_at(&large, 139, b"xy"),
            Ok(1),
            "overwritten, but not grown"
        );
        assert_eq!(vfs.usage().bytes, 140);
        assert_eq!(
            vfs.write_at(&a, 0, b"x"),
            Err(Errno::ENOSPC),
            "the copy would not fit"
        );
        vfs.set_len(&large, 0).unwrap();
        assert_eq!(vfs.write_at(&a, 0, b"x"), Ok(1));
        assert_eq!(vfs.write_at(&b, 0, b"x"), Err(Errno::ENOSPC));
        assert_eq!(vfs.set_len(&b, 70), Ok(()));
        assert_eq!(vfs.usage().bytes, 150);
    }
}
