//! `zip`.

use super::members::{self, Gathering, Member};
use super::{Archive, BYTE_COST, MAX_ARCHIVE, open};
use crate::sandbox::processes::commands::encoding::compressed;
use crate::sandbox::processes::commands::files::base;
use crate::sandbox::processes::commands::find::replaced;
use crate::sandbox::processes::commands::options::{self, Arguments};
use crate::sandbox::processes::machine::{Machine, Process, Stop};
use crate::sandbox::processes::{pattern, program, strerror};
use crate::sandbox::vfs::{Errno, FileKind};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::io::{Cursor, Write};
use zip::unstable::write::FileOptionsExt;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// The statuses of `zip` for what goes wrong.
const TEST_FAILED: i32 = 8;
const NO_ARCHIVE: i32 = 3;
const NOTHING_TO_DO: i32 = 12;
const NOT_WRITTEN: i32 = 15;
const USAGE: i32 = 16;

/// The bytes that gzip's frame adds to what is compressed.
const FRAME: usize = 18;

pub(super) fn zip(
    machine: &mut Machine<'_>,
    process: &mut Process,
    argv: &[Vec<u8>],
) -> Result<i32, Stop> {
    // The one option of two letters.
    let argv: Vec<Vec<u8>> = argv
        .iter()
        .map(|word| match word.as_slice() {
            b"-TT" => b"--unzip-command".to_vec(),
            _ => word.clone(),
        })
        .collect();
    let long = [
        "recurse-paths",
        "quiet",
        "delete",
        "junk-paths",
        "password=",
        "test",
        "unzip-command=",
        "symlinks",
    ];
    let Some(arguments) = options::read(machine, process, &argv, "rqdjP:Ty0123456789ov", &long)
    else {
        return Ok(USAGE);
    };
    let Some((archive, operands)) = arguments.operands.split_first() else {
        machine.out(process, b"\nzip error: Nothing to do!\n");
        return Ok(USAGE);
    };
    let path = match base(archive).contains(&b'.') || archive == b"-" {
        true => archive.clone(),
        false => [archive.as_slice(), b".zip"].concat(),
    };
    let before = match machine.look(process, &path, true) {
        Err(_) => None,
        Ok(_) => match open(machine, process, &path)? {
            Ok(Some(archive)) => Some(archive),
            _ => {
                let shown = String::from_utf8_lossy(&path).into_owned();
                let what = format!("\nzip error: Zip file structure invalid ({shown})\n");
                machine.out(process, what.as_bytes());
                return Ok(NO_ARCHIVE);
            }
        },
    };
    Packing {
        arguments: &arguments,
        path,
        writer: ZipWriter::new(Cursor::new(Vec::new())),
        written: 0,
    }
    .run(machine, process, before, operands)
}

/// An archive that is being written.
struct Packing<'a> {
    arguments: &'a Arguments,
    path: Vec<u8>,
    writer: ZipWriter<Cursor<Vec<u8>>>,
    /// Bytes that were read for it.
    written: usize,
}

impl Packing<'_> {
    fn say(&self, machine: &mut Machine<'_>, process: &Process, text: &str) {
        if !self.arguments.has(&["q", "quiet"]) {
            machine.out(process, text.as_bytes());
        }
    }

    fn run(
        mut self,
        machine: &mut Machine<'_>,
        process: &Process,
        mut before: Option<Archive>,
        operands: &[Vec<u8>],
    ) -> Result<i32, Stop> {
        let shown = String::from_utf8_lossy(&self.path).into_owned();
        let test = self.arguments.has(&["T", "test"]);
        let (changed, left) = if self.arguments.has(&["d", "delete"]) {
            self.delete(machine, process, before.as_mut(), operands)?
        } else {
            let (members, missing) = members::gather(
                machine,
                process,
                operands,
                Gathering {
                    follow: !self.arguments.has(&["y", "symlinks"]),
                    junk: self.arguments.has(&["j", "junk-paths"]),
                    recursive: self.arguments.has(&["r", "recurse-paths"]),
                },
            )?;
            for path in missing {
                let what = format!("\tzip warning: name not matched: {path}\n");
                self.say(machine, process, &what);
            }
            self.add(machine, process, before.as_mut(), &members)?
        };
        if !changed {
            // Only testing an archive is something to do, too.
            if test && before.is_some() && operands.is_empty() {
                let path = self.path.clone();
                return self.test(machine, process, &path, &shown);
            }
            let what = format!("\nzip error: Nothing to do! ({shown})\n");
            machine.out(process, what.as_bytes());
            return Ok(NOTHING_TO_DO);
        }
        if left == 0 {
            self.say(machine, process, "\tzip warning: zip file empty\n");
            let removed = machine.unlink(process, &self.path);
            return Ok(removed.map_or(NOT_WRITTEN, |()| 0));
        }
        let writer = std::mem::replace(&mut self.writer, ZipWriter::new(Cursor::default()));
        let bytes = writer.finish().map(Cursor::into_inner).unwrap_or_default();
        machine.work(bytes.len() as u64)?;
        if self.path == b"-" {
            machine.out(process, &bytes);
            return Ok(0);
        }
        // The archive is made beside its place, tested, and put there.
        let folder = &self.path[..self.path.len() - base(&self.path).len()];
        let draft = [folder, b"zi000000"].concat();
        if let Err(errno) = machine.write_file(process, &draft, &bytes, false) {
            return Ok(not_written(machine, process, &draft, errno));
        }
        if test {
            let status = self.test(machine, process, &draft, &shown)?;
            if status != 0 {
                let _ = machine.unlink(process, &draft);
                return Ok(status);
            }
        }
        Ok(match machine.rename(process, &draft, &self.path) {
            Ok(()) => 0,
            Err(errno) => not_written(machine, process, &self.path, errno),
        })
    }

    /// Tests an archive with a command of the caller's choice, or by reading it.
    fn test(
        &self,
        machine: &mut Machine<'_>,
        process: &Process,
        path: &[u8],
        shown: &str,
    ) -> Result<i32, Stop> {
        let holds = match self.arguments.value(&["unzip-command"]) {
            Some(command) => {
                let line = match memchr::memmem::find(command, b"{}") {
                    Some(_) => replaced(command, b"{}", path),
                    None => [command, b" ", path].concat(),
                };
                program::system(machine, process, &line, None)? == 0
            }
            None => matches!(open(machine, process, path)?, Ok(Some(_))),
        };
        if holds {
            self.say(machine, process, &format!("test of {shown} OK\n"));
            return Ok(0);
        }
        let what = format!(
            "test of {shown} FAILED\n\nzip error: Zip file invalid, could not spawn unzip, or wrong unzip \
             (original files unmodified)\n"
        );
        machine.out(process, what.as_bytes());
        Ok(TEST_FAILED)
    }

    /// Writes the archive anew with these members. Gives whether there is anything to do, and how many members it has then.
    fn add(
        &mut self,
        machine: &mut Machine<'_>,
        process: &Process,
        before: Option<&mut Archive>,
        members: &[Member],
    ) -> Result<(bool, usize), Stop> {
        let mut known: Vec<Vec<u8>> = Vec::new();
        if let Some(before) = before {
            for index in 0..before.len() {
                machine.work(2_000)?;
                let Ok(file) = before.by_index_raw(index) else {
                    continue;
                };
                let name = file.name_raw().to_vec();
                known.push(name.clone());
                if members.iter().all(|member| member.name.as_bytes() != name) {
                    machine.charge(file.compressed_size().min(MAX_ARCHIVE as u64));
                    let _ = self.writer.raw_copy_file(file);
                }
            }
        }
        let mut count = known.len();
        for member in members {
            let is_new = known.iter().all(|name| name != member.name.as_bytes());
            machine.work(100 * known.len() as u64)?;
            if self.written < MAX_ARCHIVE && self.write(machine, process, member, is_new)? {
                count += usize::from(is_new);
            }
        }
        Ok((!members.is_empty(), count))
    }

    fn write(
        &mut self,
        machine: &mut Machine<'_>,
        process: &Process,
        member: &Member,
        is_new: bool,
    ) -> Result<bool, Stop> {
        let name = &member.name;
        let password = self.arguments.value(&["P", "password"]);
        let mut options = SimpleFileOptions::default()
            .last_modified_time(time(member.stat.mtime.0))
            .unix_permissions(member.stat.mode.bits());
        if let Some(password) = password
            && let Ok(secret) = options.with_deprecated_encryption(password)
        {
            options = secret;
        }
        let verb = if is_new { "  adding" } else { "updating" };
        let added = match member.stat.kind {
            FileKind::Directory => {
                self.say(machine, process, &format!("{verb}: {name} (stored 0%)\n"));
                self.writer.add_directory(name.as_str(), options)
            }
            FileKind::Symlink => {
                self.say(machine, process, &format!("{verb}: {name} (stored 0%)\n"));
                let target = machine.readlink(process, &member.path).unwrap_or_default();
                let target = String::from_utf8_lossy(&target).into_owned();
                self.writer.add_symlink(name.as_str(), target, options)
            }
            FileKind::File | FileKind::CharDevice => {
                let bytes = match machine.read_file(process, &member.path) {
                    Ok(bytes) => bytes,
                    Err(errno) => {
                        let what = format!(
                            "\tzip warning: could not open for reading: {name}\n\tzip warning: {}\n",
                            strerror(errno)
                        );
                        self.say(machine, process, &what);
                        return Ok(false);
                    }
                };
                machine.work(bytes.len() as u64 * 2 * BYTE_COST)?;
                self.written += bytes.len();
                let smaller = compressed(&bytes).len().saturating_sub(FRAME);
                let deflates = smaller < bytes.len() && !self.arguments.has(&["0"]);
                let (method, what) = match deflates {
                    true => {
                        let saved = (bytes.len() - smaller) * 100 / bytes.len();
                        (CompressionMethod::Deflated, format!("deflated {saved}%"))
                    }
                    false => (CompressionMethod::Stored, "stored 0%".to_owned()),
                };
                self.say(machine, process, &format!("{verb}: {name} ({what})\n"));
                let options = options.compression_method(method);
                self.writer
                    .start_file(name.as_str(), options)
                    .and_then(|()| Ok(self.writer.write_all(&bytes)?))
            }
        };
        Ok(added.is_ok())
    }

    /// Writes the archive anew without some members.
    fn delete(
        &mut self,
        machine: &mut Machine<'_>,
        process: &Process,
        before: Option<&mut Archive>,
        operands: &[Vec<u8>],
    ) -> Result<(bool, usize), Stop> {
        let Some(before) = before else {
            return Ok((false, 0));
        };
        let mut matched = vec![false; operands.len()];
        let mut left = 0;
        for index in 0..before.len() {
            machine.work(2_000)?;
            let Ok(file) = before.by_index_raw(index) else {
                continue;
            };
            let name = file.name_raw().to_vec();
            let mut goes = false;
            for (operand, matched) in operands.iter().zip(&mut matched) {
                machine.work((operand.len() as u64 + 1) * (name.len() as u64 + 1))?;
                if pattern::matches(&pattern::from_text(operand), &name) {
                    (*matched, goes) = (true, true);
                }
            }
            if goes {
                let shown = String::from_utf8_lossy(&name).into_owned();
                self.say(machine, process, &format!("deleting: {shown}\n"));
            } else {
                left += 1;
                machine.charge(file.compressed_size().min(MAX_ARCHIVE as u64));
                let _ = self.writer.raw_copy_file(file);
            }
        }
        for (operand, _) in operands.iter().zip(&matched).filter(|(_, found)| !**found) {
            let shown = String::from_utf8_lossy(operand);
            let what = format!("\tzip warning: name not matched: {shown}\n");
            self.say(machine, process, &what);
        }
        Ok((matched.contains(&true), left))
    }
}

fn not_written(machine: &mut Machine<'_>, process: &Process, path: &[u8], errno: Errno) -> i32 {
    let what = format!(
        "zip I/O error: {}\n\nzip error: Could not create output file ({})\n",
        strerror(errno),
        String::from_utf8_lossy(path)
    );
    machine.out(process, what.as_bytes());
    NOT_WRITTEN
}

/// A time as archives have it; the earliest for what lies outside of its range.
fn time(nanoseconds: u64) -> DateTime {
    let stamp =
        Timestamp::from_nanosecond(i128::from(nanoseconds)).unwrap_or(Timestamp::UNIX_EPOCH);
    let local = stamp.to_zoned(TimeZone::UTC);
    DateTime::from_date_and_time(
        u16::try_from(local.year()).unwrap_or(0),
        local.month().unsigned_abs(),
        local.day().unsigned_abs(),
        local.hour().unsigned_abs(),
        local.minute().unsigned_abs(),
        local.second().unsigned_abs(),
    )
    .unwrap_or_default()
}
