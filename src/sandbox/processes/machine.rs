//! What virtual processes act on: files, the trace, virtual time. Each operation on a path is recorded as one of a candidate.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::Commands;
use crate::sandbox::clock::Clock;
use crate::sandbox::file_events::{self, Place, name_of, octal};
use crate::sandbox::network::{Around, Network};
use crate::sandbox::random::Random;
use crate::sandbox::recorder::Recorder;
use crate::sandbox::trace::Operation;
use crate::sandbox::vfs::{
    Errno, FileKind, InodeId, Mode, OpenFile, OpenOptions, ReadOutcome, Stat, TimeChange,
    Timestamp, Vfs, escape_bytes,
};

/// The most bytes that pipes, substitutions and standard inputs hold at a time, all together.
const MAX_BUFFERED: usize = 16 << 20;
/// The most bytes of output that a process started by the candidate may leave.
const MAX_OUTPUT: usize = 4 << 20;
/// The most bytes that are read of one file: no endless device fills the memory.
const MAX_READ: usize = 16 << 20;
/// Fuel for an operation on a path.
const PATH_COST: u64 = 2_000;

/// Why a process can't go on with what it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// The fuel is used up: everything ends.
    Fuel,
    /// The process exits.
    Exit(i32),
    /// `break` out of so many loops.
    Break(u32),
    /// `continue` with the loop so many levels out.
    Continue(u32),
    /// `return` from a function or a sourced script.
    Return(i32),
}

/// Bytes that can be read once.
#[derive(Debug, Default)]
pub(super) struct Source {
    bytes: Vec<u8>,
    at: usize,
}

/// What a descriptor of a virtual process leads to.
#[derive(Clone, Debug)]
pub(super) enum Stream {
    Source(Rc<RefCell<Source>>),
    /// The standard output and error of the process that the candidate started.
    Out,
    Err,
    /// A pipe, or what a command substitution gathers.
    Pipe(Rc<RefCell<Vec<u8>>>),
    /// An open file, by its number among the machine's.
    File(u32),
}

/// A virtual process.
#[derive(Clone, Debug)]
pub(super) struct Process {
    /// Its number, which events carry.
    pub number: u32,
    /// The number of the process that started it.
    pub parent: u32,
    /// Its current folder, a canonical path.
    pub cwd: Vec<u8>,
    /// Its exported variables.
    pub environment: BTreeMap<Vec<u8>, Vec<u8>>,
    pub streams: BTreeMap<u32, Stream>,
}

/// What the process that the candidate started has written.
#[derive(Debug, Default)]
pub(in crate::sandbox) struct Output {
    pub stdout: Vec<u8>,
    pub stderr: Vec<u8>,
    pub merged: Vec<u8>,
}

/// A file that a virtual process has open.
struct Opened {
    file: OpenFile,
    offset: u64,
    path: String,
    number: u32,
    bytes_read: u64,
    bytes_written: u64,
}

/// The parts of an execution that virtual processes act on.
pub(in crate::sandbox) struct Machine<'a> {
    pub files: &'a mut Vfs,
    pub recorder: &'a mut Recorder,
    pub clock: &'a mut Clock,
    pub random: &'a mut Random,
    pub commands: &'a Commands,
    pub network: &'a mut Network,
    /// The number of the next process.
    pub next_number: u32,
    /// Fuel that may be spent.
    pub budget: u64,
    /// Fuel that was spent.
    pub spent: u64,
    /// How deep shells, functions and programs that run programs are nested.
    pub depth: u32,
    open: BTreeMap<u32, Opened>,
    next_open: u32,
    buffered: usize,
    pub output: Output,
}

impl<'a> Machine<'a> {
    #[expect(
        clippy::too_many_arguments,
        reason = "they are the parts of an execution"
    )]
    pub fn new(
        files: &'a mut Vfs,
        recorder: &'a mut Recorder,
        clock: &'a mut Clock,
        random: &'a mut Random,
        commands: &'a Commands,
        network: &'a mut Network,
        next_number: u32,
        budget: u64,
    ) -> Self {
        Self {
            files,
            recorder,
            clock,
            random,
            commands,
            network,
            next_number,
            budget,
            spent: 0,
            depth: 0,
            open: BTreeMap::new(),
            next_open: 0,
            buffered: 0,
            output: Output::default(),
        }
    }

    /// Notes work.
    pub fn charge(&mut self, fuel: u64) {
        self.spent = self.spent.saturating_add(fuel);
    }

    /// Notes work; stops when there is no fuel for it.
    pub fn work(&mut self, fuel: u64) -> Result<(), Stop> {
        let files = self
            .files
            .take_work()
            .saturating_add(self.network.take_work());
        self.charge(fuel.saturating_add(files));
        if self.spent > self.budget {
            return Err(Stop::Fuel);
        }
        Ok(())
    }

    /// A number for a new process.
    pub fn number(&mut self) -> u32 {
        let number = self.next_number;
        self.next_number = self.next_number.saturating_add(1);
        number
    }

    pub fn record(&mut self, process: &Process, operation: Operation, result: &str) {
        self.recorder.set_process(process.number);
        self.recorder.record(operation, result, false);
    }

    /// Lets virtual time pass.
    pub fn sleep(&mut self, process: &Process, nanoseconds: u64) {
        self.clock.sleep(nanoseconds);
        self.files.set_now(Timestamp(self.clock.realtime()));
        self.record(process, Operation::ClockSleep { nanoseconds }, "ok");
    }

    /// The network, and what it needs around it, for a process.
    pub fn network(&mut self, process: &Process) -> (&mut Network, Around<'_>) {
        self.recorder.set_process(process.number);
        let around = Around {
            clock: self.clock,
            recorder: self.recorder,
        };
        (self.network, around)
    }

    // Streams.

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

    fn read_open(&mut self, number: u32, most: usize) -> Result<Vec<u8>, Errno> {
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

    // Files by path.

    /// The path from the root that `path` means to a process.
    pub fn absolute(process: &Process, path: &[u8]) -> Vec<u8> {
        if path.starts_with(b"/") || path.is_empty() {
            return path.to_vec();
        }
        let mut absolute = process.cwd.clone();
        absolute.push(b'/');
        absolute.extend_from_slice(path);
        absolute
    }

    fn place(&mut self, process: &Process, path: &[u8], follow: bool) -> Place {
        self.charge(PATH_COST);
        let absolute = Self::absolute(process, path);
        let shown = Some(escape_bytes(path));
        Place::new(self.files, InodeId::ROOT, absolute, shown, follow)
    }

    /// Opens a file, for [`Stream::File`].
    pub fn open(
        &mut self,
        process: &Process,
        path: &[u8],
        options: &OpenOptions,
    ) -> Result<u32, Errno> {
        let place = self.place(process, path, !options.no_follow);
        let result = if self.open.len() < 200 {
            self.files.open(place.base, &place.path, options)
        } else {
            Err(Errno::EMFILE)
        };
        let kind = match &result {
            Ok(opened) => Some(self.files.stat(opened.file.inode())?.kind),
            Err(_) => None,
        };
        let number = 3 + self.open.len() as u32;
        let (resolved, created) = match &result {
            Ok(opened) => (Some(opened.canonical.to_string()), opened.created),
            Err(_) => (place.resolved(), false),
        };
        let event = file_events::opened(
            place.shown,
            resolved.clone(),
            file_events::access(kind, options),
            options,
            created,
            result.is_ok().then_some(number),
        );
        self.record(process, event, name_of(&result));
        let opened = result?;
        let key = self.next_open;
        self.next_open = self.next_open.wrapping_add(1);
        self.open.insert(
            key,
            Opened {
                file: opened.file,
                offset: 0,
                path: resolved.unwrap_or_default(),
                number,
                bytes_read: 0,
                bytes_written: 0,
            },
        );
        Ok(key)
    }

    /// Closes a file.
    pub fn close(&mut self, process: &Process, key: u32) {
        let Some(opened) = self.open.remove(&key) else {
            return;
        };
        let event = Operation::FileClose {
            resolved: Some(opened.path),
            descriptor: opened.number,
            bytes_read: opened.bytes_read,
            bytes_written: opened.bytes_written,
        };
        self.record(process, event, "ok");
        self.files.release(opened.file);
    }

    /// Closes all that is still open, at the end.
    pub fn close_all(&mut self, process: &Process) {
        for key in self.open.keys().copied().collect::<Vec<_>>() {
            self.close(process, key);
        }
    }

    /// The content of a file.
    pub fn read_file(&mut self, process: &Process, path: &[u8]) -> Result<Vec<u8>, Errno> {
        let options = OpenOptions {
            read: true,
            ..OpenOptions::default()
        };
        let key = self.open(process, path, &options)?;
        let mut bytes = self.read_open(key, MAX_READ);
        let is_folder = self.open.get(&key).is_some_and(|opened| {
            self.files
                .stat(opened.file.inode())
                .is_ok_and(|stat| stat.kind == FileKind::Directory)
        });
        if is_folder {
            bytes = Err(Errno::EISDIR);
        }
        self.close(process, key);
        let bytes = bytes?;
        self.charge(bytes.len() as u64 / 2);
        Ok(bytes)
    }

    /// Writes a file anew, or at its end.
    pub fn write_file(
        &mut self,
        process: &Process,
        path: &[u8],
        bytes: &[u8],
        append: bool,
    ) -> Result<(), Errno> {
        self.write_file_with(process, path, bytes, append, Mode::new(0o666))
    }

    /// As [`write_file`](Self::write_file), with the permission bits of a file that is made.
    pub fn write_file_with(
        &mut self,
        process: &Process,
        path: &[u8],
        bytes: &[u8],
        append: bool,
        mode: Mode,
    ) -> Result<(), Errno> {
        let options = OpenOptions {
            write: true,
            create: true,
            append,
            truncate: !append,
            mode,
            ..OpenOptions::default()
        };
        let key = self.open(process, path, &options)?;
        let mut writer = process.clone();
        writer.streams = BTreeMap::from([(1, Stream::File(key))]);
        let result = self.write(&writer, 1, bytes);
        self.close(process, key);
        result
    }

    pub fn stat(&mut self, process: &Process, path: &[u8], follow: bool) -> Result<Stat, Errno> {
        let place = self.place(process, path, follow);
        let result = self.files.stat_at(place.base, &place.path, follow);
        let event = Operation::FileStat {
            resolved: place.resolved(),
            path: place.shown,
        };
        self.record(process, event, name_of(&result));
        result
    }

    /// As [`stat`](Self::stat), without an event: for what a program knows anyway.
    pub fn look(&mut self, process: &Process, path: &[u8], follow: bool) -> Result<Stat, Errno> {
        self.charge(PATH_COST);
        let path = Self::absolute(process, path);
        self.files.stat_at(InodeId::ROOT, &path, follow)
    }

    /// The names in a folder without `.` and `..`, in order.
    pub fn list(
        &mut self,
        process: &Process,
        path: &[u8],
    ) -> Result<Vec<(Vec<u8>, FileKind)>, Errno> {
        let options = OpenOptions {
            read: true,
            directory: true,
            ..OpenOptions::default()
        };
        let key = self.open(process, path, &options)?;
        let opened = self.open.get(&key).ok_or(Errno::EBADF)?;
        let entries = self.files.dir_cursor(&opened.file).map(|cursor| {
            self.files
                .dir_entries(&cursor, 2)
                .map(|entry| (entry.name, entry.kind))
                .collect::<Vec<_>>()
        });
        let event = Operation::FileReaddir {
            resolved: Some(opened.path.clone()),
            descriptor: opened.number,
        };
        self.record(process, event, name_of(&entries));
        self.close(process, key);
        let entries = entries?;
        self.charge(100 * entries.len() as u64);
        Ok(entries)
    }

    pub fn mkdir(&mut self, process: &Process, path: &[u8], mode: Mode) -> Result<(), Errno> {
        let place = self.place(process, path, false);
        let result = self.files.mkdir(place.base, &place.path, mode).map(drop);
        let event = Operation::FileMkdir {
            resolved: place.resolved(),
            path: place.shown,
            mode: Some(octal(mode)),
        };
        self.record(process, event, name_of(&result));
        result
    }

    pub fn rmdir(&mut self, process: &Process, path: &[u8]) -> Result<(), Errno> {
        let place = self.place(process, path, false);
        let result = self.files.rmdir(place.base, &place.path);
        let event = Operation::FileRmdir {
            resolved: place.resolved(),
            path: place.shown,
        };
        self.record(process, event, name_of(&result));
        result
    }

    pub fn unlink(&mut self, process: &Process, path: &[u8]) -> Result<(), Errno> {
        let place = self.place(process, path, false);
        let result = self.files.unlink(place.base, &place.path);
        let event = Operation::FileUnlink {
            resolved: place.resolved(),
            path: place.shown,
        };
        self.record(process, event, name_of(&result));
        result
    }

    pub fn rename(&mut self, process: &Process, from: &[u8], to: &[u8]) -> Result<(), Errno> {
        let from = self.place(process, from, false);
        let to = self.place(process, to, false);
        let result = self.files.rename(from.base, &from.path, to.base, &to.path);
        let event = Operation::FileRename {
            resolved: from.resolved(),
            to_resolved: to.resolved(),
            path: from.shown,
            to: to.shown,
        };
        self.record(process, event, name_of(&result));
        result
    }

    pub fn symlink(&mut self, process: &Process, target: &[u8], path: &[u8]) -> Result<(), Errno> {
        let place = self.place(process, path, false);
        let result = self
            .files
            .symlink(target, place.base, &place.path)
            .map(drop);
        let event = Operation::FileSymlink {
            resolved: place.resolved(),
            path: place.shown,
            target: escape_bytes(target),
        };
        self.record(process, event, name_of(&result));
        result
    }

    pub fn link(&mut self, process: &Process, from: &[u8], to: &[u8]) -> Result<(), Errno> {
        let from = self.place(process, from, false);
        let to = self.place(process, to, false);
        let result = self
            .files
            .link(from.base, &from.path, false, to.base, &to.path)
            .map(drop);
        let event = Operation::FileLink {
            resolved: from.resolved(),
            to_resolved: to.resolved(),
            path: from.shown,
            to: to.shown,
        };
        self.record(process, event, name_of(&result));
        result
    }

    pub fn readlink(&mut self, process: &Process, path: &[u8]) -> Result<Vec<u8>, Errno> {
        let place = self.place(process, path, false);
        let result = self.files.readlink(place.base, &place.path);
        let event = Operation::FileReadlink {
            resolved: place.resolved(),
            path: place.shown,
        };
        self.record(process, event, name_of(&result));
        result
    }

    pub fn chmod(&mut self, process: &Process, path: &[u8], mode: Mode) -> Result<(), Errno> {
        let place = self.place(process, path, true);
        let result = self.files.chmod(place.base, &place.path, true, mode);
        let event = Operation::FileChmod {
            resolved: place.resolved(),
            path: place.shown,
            mode: octal(mode),
        };
        self.record(process, event, name_of(&result));
        result
    }

    /// Sets a file's times to now.
    pub fn touch(&mut self, process: &Process, path: &[u8]) -> Result<(), Errno> {
        let place = self.place(process, path, true);
        let result = self.files.set_times_at(
            place.base,
            &place.path,
            true,
            TimeChange::Now,
            TimeChange::Now,
        );
        let event = Operation::FileChange {
            resolved: place.resolved(),
            what: "times".to_owned(),
        };
        self.record(process, event, name_of(&result));
        result
    }

    /// The canonical path of what `path` leads to.
    pub fn canonical(&mut self, process: &Process, path: &[u8]) -> Result<Vec<u8>, Errno> {
        self.charge(PATH_COST);
        let absolute = Self::absolute(process, path);
        let resolved = self.files.resolve(InodeId::ROOT, &absolute, true)?;
        resolved.inode.ok_or(Errno::ENOENT)?;
        Ok(resolved.canonical.as_bytes().to_vec())
    }
}
