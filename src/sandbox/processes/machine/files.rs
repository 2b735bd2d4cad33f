//! Files that are opened, read and written.

use std::collections::BTreeMap;

use super::{MAX_READ, Machine, Opened, Process, Stream};
use crate::sandbox::file_events::{self, name_of};
use crate::sandbox::trace::Operation;
use crate::sandbox::vfs::{Errno, FileKind, Mode, OpenOptions};

impl Machine<'_> {
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
}
