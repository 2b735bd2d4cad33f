//! What descriptors of processes lead to, and how much all of it may hold.

use std::cell::RefCell;
use std::rc::Rc;

use super::{MAX_READ, Machine, Process, Source, Stream};
use crate::sandbox::vfs::{Errno, FileKind, ReadOutcome};

/// The most bytes that pipes, substitutions and standard inputs hold at a time, all together.
const MAX_BUFFERED: usize = 16 << 20;

/// The most bytes of output that a process started by the candidate may leave.
const MAX_OUTPUT: usize = 4 << 20;

impl Machine<'_> {
    /// A source with these bytes.
    pub fn source(&mut self, mut bytes: Vec<u8>) -> Stream {
        let room = MAX_BUFFERED.saturating_sub(self.buffered);
        bytes.truncate(room);
        self.buffered += bytes.len();
        Stream::Source(Rc::new(RefCell::new(Source { bytes, at: 0 })))
    }

    /// Gives the room of a source back, which nobody reads any more.
    pub fn drop_source(&mut self, stream: &Stream) {
        if let Stream::Source(source) = stream {
            let bytes = std::mem::take(&mut source.borrow_mut().bytes);
            self.buffered = self.buffered.saturating_sub(bytes.len());
        }
    }

    /// What a pipe has gathered; it is empty then.
    pub fn take_pipe(&mut self, pipe: &Rc<RefCell<Vec<u8>>>) -> Vec<u8> {
        let bytes = std::mem::take(&mut *pipe.borrow_mut());
        self.buffered = self.buffered.saturating_sub(bytes.len());
        bytes
    }

    /// Writes to a descriptor of a process.
    pub fn write(&mut self, process: &Process, fd: u32, bytes: &[u8]) -> Result<(), Errno> {
        self.charge(bytes.len() as u64 / 2 + 50);
        match process.streams.get(&fd).ok_or(Errno::EBADF)? {
            Stream::Source(_) => Err(Errno::EBADF),
            Stream::Out => {
                let room = MAX_OUTPUT.saturating_sub(self.output.merged.len());
                let bytes = &bytes[..bytes.len().min(room)];
                self.output.stdout.extend_from_slice(bytes);
                self.output.merged.extend_from_slice(bytes);
                Ok(())
            }
            Stream::Err => {
                let room = MAX_OUTPUT.saturating_sub(self.output.merged.len());
                let bytes = &bytes[..bytes.len().min(room)];
                self.output.stderr.extend_from_slice(bytes);
                self.output.merged.extend_from_slice(bytes);
                Ok(())
            }
            Stream::Pipe(pipe) => {
                let room = MAX_BUFFERED.saturating_sub(self.buffered);
                let bytes = &bytes[..bytes.len().min(room)];
                self.buffered += bytes.len();
                pipe.borrow_mut().extend_from_slice(bytes);
                Ok(())
            }
            Stream::File(number) => {
                let opened = self.open.get_mut(number).ok_or(Errno::EBADF)?;
                let mut rest = bytes;
                while !rest.is_empty() {
                    let written = if opened.file.appends() {
                        self.files.append(&opened.file, rest)?.0
                    } else {
                        self.files.write_at(&opened.file, opened.offset, rest)?
                    };
                    if written == 0 {
                        return Err(Errno::ENOSPC);
                    }
                    opened.offset = opened.offset.saturating_add(written as u64);
                    opened.bytes_written += written as u64;
                    rest = rest.get(written..).unwrap_or_default();
                }
                Ok(())
            }
        }
    }

    /// Reads at most `most` bytes from a descriptor; none at the end.
    pub fn read(&mut self, process: &Process, fd: u32, most: usize) -> Result<Vec<u8>, Errno> {
        let bytes = match process.streams.get(&fd).ok_or(Errno::EBADF)? {
            Stream::Source(source) => {
                let mut source = source.borrow_mut();
                let rest = source.bytes.get(source.at..).unwrap_or_default();
                let bytes = rest[..rest.len().min(most)].to_vec();
                source.at += bytes.len();
                bytes
            }
            Stream::File(number) => self.read_open(*number, most)?,
            Stream::Out | Stream::Err | Stream::Pipe(_) => return Err(Errno::EBADF),
        };
        self.charge(bytes.len() as u64 / 2 + 50);
        Ok(bytes)
    }

    /// Reads a descriptor to its end.
    pub fn read_all(&mut self, process: &Process, fd: u32) -> Result<Vec<u8>, Errno> {
        self.read(process, fd, MAX_READ)
    }

    pub(super) fn read_open(&mut self, number: u32, most: usize) -> Result<Vec<u8>, Errno> {
        let opened = self.open.get_mut(&number).ok_or(Errno::EBADF)?;
        let stat = self.files.stat(opened.file.inode())?;
        let most = most.min(MAX_READ);
        let length = match stat.kind {
            FileKind::File => {
                let rest = stat.size.saturating_sub(opened.offset);
                most.min(usize::try_from(rest).unwrap_or(usize::MAX))
            }
            // A device that never ends: as much as anything that reads it all can take in.
            FileKind::CharDevice => most.min(1 << 20),
            _ => most.min(1),
        };
        let mut bytes = vec![0; length];
        let read = match self
            .files
            .read_at(&opened.file, opened.offset, &mut bytes)?
        {
            ReadOutcome::Bytes(count) => count,
            ReadOutcome::Random(count) => {
                self.random.fill(&mut bytes[..count]);
                count
            }
        };
        bytes.truncate(read);
        opened.offset = opened.offset.saturating_add(read as u64);
        opened.bytes_read += read as u64;
        Ok(bytes)
    }
}
