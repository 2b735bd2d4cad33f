//! Reading and writing open files.

use super::inode::{Body, Device};
use super::{Errno, FileContent, InodeId, OpenFile, Vfs};

/// What a read gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use = "random bytes are to be filled in by the caller"]
pub enum ReadOutcome {
    /// So many bytes were read into the buffer; 0 at the end of the file.
    Bytes(usize),
    /// A source of random bytes was read: the caller fills so many bytes of the buffer.
    Random(usize),
}

/// The largest offset, as `off_t` is signed.
const MAX_OFFSET: u64 = i64::MAX as u64;

impl Vfs {
    /// Reads at `offset` into `buffer`.
    pub fn read_at(
        &mut self,
        file: &OpenFile,
        offset: u64,
        buffer: &mut [u8],
    ) -> Result<ReadOutcome, Errno> {
        if !file.can_read() {
            return Err(Errno::EBADF);
        }
        if offset > MAX_OFFSET {
            return Err(Errno::EINVAL);
        }
        let id = file.inode();
        let count = match &self.inode(id)?.body {
            Body::File(content) => read_content(content, offset, buffer)?,
            Body::Directory(_) => return Err(Errno::EISDIR),
            Body::Symlink(_) => return Err(Errno::EINVAL),
            Body::Device(Device::Null) => 0,
            Body::Device(Device::Zero | Device::Full) => {
                buffer.fill(0);
                buffer.len()
            }
            Body::Device(Device::Random) => return Ok(ReadOutcome::Random(buffer.len())),
        };
        self.accessed(id);
        Ok(ReadOutcome::Bytes(count))
    }

    /// Writes `data` at `offset`, whether or not the file appends. Like POSIX it may write less than all when a limit is
    /// near; it fails only if nothing can be written.
    pub fn write_at(&mut self, file: &OpenFile, offset: u64, data: &[u8]) -> Result<usize, Errno> {
        if !file.can_write() {
            return Err(Errno::EBADF);
        }
        if offset > MAX_OFFSET {
            return Err(Errno::EINVAL);
        }
        if data.is_empty() {
            return Ok(0);
        }
        match &self.inode(file.inode())?.body {
            Body::File(_) => self.write_content(file.inode(), offset, data),
            Body::Directory(_) => Err(Errno::EISDIR),
            Body::Symlink(_) => Err(Errno::EINVAL),
            Body::Device(Device::Full) => Err(Errno::ENOSPC),
            Body::Device(Device::Null | Device::Zero | Device::Random) => Ok(data.len()),
        }
    }

    /// Writes `data` at the end of the file. Gives the number of bytes written and the offset after them (0 for a
    /// device).
    pub fn append(&mut self, file: &OpenFile, data: &[u8]) -> Result<(usize, u64), Errno> {
        let end = self.inode(file.inode())?.as_file().map(FileContent::len);
        let written = self.write_at(file, end.unwrap_or(0), data)?;
        Ok((
            written,
            end.map_or(0, |end| end.saturating_add(written as u64)),
        ))
    }

    /// Cuts the file or extends it with zeros (`ftruncate`).
    pub fn set_len(&mut self, file: &OpenFile, len: u64) -> Result<(), Errno> {
        if !file.can_write() || len > MAX_OFFSET || self.inode(file.inode())?.as_file().is_none() {
            return Err(Errno::EINVAL);
        }
        self.resize(file.inode(), len)
    }

    /// Makes sure that the file has room from `offset` for `len` bytes, extending it if need be (`posix_fallocate`).
    pub fn allocate(&mut self, file: &OpenFile, offset: u64, len: u64) -> Result<(), Errno> {
        if !file.can_write() {
            return Err(Errno::EBADF);
        }
        if len == 0 || offset > MAX_OFFSET || len > MAX_OFFSET {
            return Err(Errno::EINVAL);
        }
        let present = self
            .inode(file.inode())?
            .as_file()
            .ok_or(Errno::ENODEV)?
            .len();
        // Neither exceeds i64::MAX, so the sum fits.
        let end = offset + len;
        if end > present {
            self.resize(file.inode(), end)
        } else {
            Ok(())
        }
    }

    /// Makes what was written durable: nothing is to be done.
    pub fn sync(&self, file: &OpenFile) -> Result<(), Errno> {
        self.inode(file.inode()).map(|_| ())
    }

    /// Stamps the time of a read, except on what is read-only.
    pub(super) fn accessed(&mut self, id: InodeId) {
        let now = self.now;
        // Asked first, because taking a seeded inode for a change copies it.
        let stale = self
            .table
            .get(id)
            .is_some_and(|inode| !inode.readonly && inode.atime != now);
        if stale && let Some(inode) = self.table.get_mut(id) {
            inode.atime = now;
        }
    }
}

fn read_content(content: &FileContent, offset: u64, buffer: &mut [u8]) -> Result<usize, Errno> {
    if offset >= content.len() || buffer.is_empty() {
        return Ok(0);
    }
    let bytes = content.bytes()?;
    let rest = usize::try_from(offset)
        .ok()
        .and_then(|offset| bytes.get(offset..))
        .unwrap_or_default();
    let count = rest.len().min(buffer.len());
    buffer[..count].copy_from_slice(&rest[..count]);
    Ok(count)
}

#[cfg(test)]
mod tests {
    use super::super::tests::*;
    use super::super::*;

    #[test]
    fn flags_bind() {
        let mut vfs = user_vfs();
        write(&mut vfs, "/f", b"text").unwrap();
        let file = open(&mut vfs, "/f", reading()).unwrap();
        assert_eq!(vfs.write_at(&file, 0, b"x"), Err(Errno::EBADF));
        assert_eq!(vfs.append(&file, b"x"), Err(Errno::EBADF));
        assert_eq!(vfs.set_len(&file, 0), Err(Errno::EINVAL));
        assert_eq!(vfs.allocate(&file, 0, 9), Err(Errno::EBADF));
        let file = open(
            &mut vfs,
            "/f",
            OpenOptions {
                write: true,
                ..OpenOptions::default()
            },
        )
        .unwrap();
        assert_eq!(vfs.read_at(&file, 0, &mut [0]), Err(Errno::EBADF));
        let directory = open(&mut vfs, "/", reading()).unwrap();
        assert_eq!(vfs.read_at(&directory, 0, &mut [0]), Err(Errno::EISDIR));
    }

    #[test]
    fn appending_and_sparse_writes() {
        let mut vfs = user_vfs();
        let file = open(&mut vfs, "/f", creating()).unwrap();
        assert_eq!(vfs.append(&file, b"ab"), Ok((2, 2)));
        assert_eq!(vfs.append(&file, b"cd"), Ok((2, 4)));
        assert_eq!(vfs.write_at(&file, 6, b"g"), Ok(1));
        assert_eq!(vfs.write_at(&file, 100, b""), Ok(0));
        assert_eq!(read(&mut vfs, "/f").unwrap(), b"abcd\0\0g");
        assert_eq!(vfs.allocate(&file, 2, 3), Ok(()));
        assert_eq!(vfs.allocate(&file, 5, 5), Ok(()));
        assert_eq!(read(&mut vfs, "/f").unwrap(), b"abcd\0\0g\0\0\0");
        assert_eq!(vfs.usage().bytes, 10);
        assert_eq!(vfs.sync(&file), Ok(()));
    }

    #[test]
    fn devices() {
        let mut vfs = user_vfs();
        let devices = [
            ("null", Device::Null),
            ("zero", Device::Zero),
            ("full", Device::Full),
            ("urandom", Device::Random),
        ];
        for (name, device) in devices {
            vfs.seed_device(&path(&format!("/dev/{name}")), device)
                .unwrap();
        }
        for (name, read, written) in [
            ("/dev/null", ReadOutcome::Bytes(0), Ok((3, 0))),
            ("/dev/zero", ReadOutcome::Bytes(4), Ok((3, 0))),
            ("/dev/full", ReadOutcome::Bytes(4), Err(Errno::ENOSPC)),
            ("/dev/urandom", ReadOutcome::Random(4), Ok((3, 0))),
        ] {
            let file = open(
                &mut vfs,
                name,
                OpenOptions {
                    truncate: true,
                    ..creating()
                },
            )
            .unwrap();
            let mut buffer = [9; 4];
            assert_eq!(vfs.read_at(&file, 5, &mut buffer), Ok(read));
            assert_eq!(buffer == [0; 4], read == ReadOutcome::Bytes(4));
            assert_eq!(vfs.append(&file, b"abc"), written);
            assert_eq!(vfs.set_len(&file, 0), Err(Errno::EINVAL));
            assert_eq!(vfs.allocate(&file, 0, 1), Err(Errno::ENODEV));
            assert_eq!(
                vfs.stat(file.inode()).map(|stat| (stat.kind, stat.size)),
                Ok((FileKind::CharDevice, 0))
            );
        }
    }

    #[test]
    fn times_follow_reads_and_writes() {
        let mut vfs = user_vfs();
        let file = open(&mut vfs, "/f", creating()).unwrap();
        vfs.set_now(Timestamp(2));
        vfs.write_at(&file, 0, b"x").unwrap();
        vfs.set_now(Timestamp(3));
        assert_eq!(vfs.read_at(&file, 0, &mut [0]), Ok(ReadOutcome::Bytes(1)));
        let stat = vfs.stat(file.inode()).unwrap();
        assert_eq!(
            (stat.atime, stat.mtime, stat.ctime),
            (Timestamp(3), Timestamp(2), Timestamp(2))
        );
    }

    #[test]
    fn a_change_of_content_drops_privilege_bits() {
        let mut vfs = user_vfs();
        vfs.seed_file(&path("/f"), "text", Mode::new(0o6777), Credentials::ROOT)
            .unwrap();
        let file = open(&mut vfs, "/f", creating()).unwrap();
        vfs.write_at(&file, 0, b"x").unwrap();
        assert_eq!(vfs.stat(file.inode()).unwrap().mode, Mode::new(0o777));
    }
}
