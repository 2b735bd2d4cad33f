//! `unzip`.

use super::directory::{Member, list};
use super::{Archive, BYTE_COST, MAX_ARCHIVE, open, parents};
use crate::sandbox::processes::commands::files::{base, below};
use crate::sandbox::processes::commands::options::{self, Arguments};
use crate::sandbox::processes::machine::{Machine, Process, Stop};
use crate::sandbox::processes::{pattern, strerror};
use crate::sandbox::vfs::{FileKind, Mode};
use std::io::Read;
use zip::result::ZipError;

/// The statuses of `unzip` for what goes wrong.
const WARNED: i32 = 1;
const DAMAGED: i32 = 3;
const NO_PASSWORD: i32 = 5;
const NO_ARCHIVE: i32 = 9;
const USAGE: i32 = 10;
const NONE_MATCHED: i32 = 11;
const CANNOT_WRITE: i32 = 50;
const WRONG_PASSWORD: i32 = 82;

pub(super) fn unzip(
    machine: &mut Machine<'_>,
    process: &mut Process,
    argv: &[Vec<u8>],
) -> Result<i32, Stop> {
    let Some(arguments) = options::read(machine, process, argv, "onqld:P:ptjvx:KXab", &[]) else {
        return Ok(USAGE);
    };
    let Some((path, wanted)) = arguments.operands.split_first() else {
        machine.out(
            process,
            b"Usage: unzip [-opts] file[.zip] [list] [-x xlist] [-d exdir]\n",
        );
        return Ok(USAGE);
    };
    let shown = String::from_utf8_lossy(path).into_owned();
    let mut path = path.clone();
    if machine.look(process, &path, true).is_err() {
        path.extend_from_slice(b".zip");
    }
    if machine.look(process, &path, true).is_err() {
        let what = format!("unzip:  cannot find or open {shown}, {shown}.zip or {shown}.ZIP.\n");
        machine.err(process, what.as_bytes());
        return Ok(NO_ARCHIVE);
    }
    let quiet = arguments.has(&["q", "p"]);
    if !quiet {
        let name = String::from_utf8_lossy(&path).into_owned();
        machine.out(process, format!("Archive:  {name}\n").as_bytes());
    }
    let Ok(Some(archive)) = open(machine, process, &path)? else {
        let what = format!(
            "  End-of-central-directory signature not found.  Either this file is not\n  a zipfile, or it constitutes \
             one disk of a multi-part archive.  In the\n  latter case the central directory and zipfile comment will \
             be found on\n  the last disk(s) of this archive.\nunzip:  cannot find zipfile directory in one of \
             {shown} or\n        {shown}.zip, and cannot find {shown}.ZIP, period.\n"
        );
        machine.err(process, what.as_bytes());
        return Ok(NO_ARCHIVE);
    };
    Extraction {
        archive,
        arguments: &arguments,
        quiet,
        status: 0,
        replace: arguments
            .has(&["o"])
            .then_some(true)
            .or(arguments.has(&["n"]).then_some(false)),
    }
    .run(machine, process, wanted, &path)
}

/// An archive that is being read.
struct Extraction<'a> {
    archive: Archive,
    arguments: &'a Arguments,
    quiet: bool,
    status: i32,
    /// Whether files that are there are replaced; `None`: the user is asked.
    replace: Option<bool>,
}

impl Extraction<'_> {
    fn say(&self, machine: &mut Machine<'_>, process: &Process, text: &[&[u8]]) {
        if !self.quiet {
            machine.out(process, &text.concat());
        }
    }

    fn warn(&mut self, machine: &mut Machine<'_>, process: &Process, text: &[&[u8]], status: i32) {
        machine.err(process, &text.concat());
        self.status = self.status.max(status);
    }

    fn run(
        mut self,
        machine: &mut Machine<'_>,
        process: &Process,
        wanted: &[Vec<u8>],
        path: &[u8],
    ) -> Result<i32, Stop> {
        let left_out: Vec<Vec<u8>> = self.arguments.values(&["x"]).map(<[u8]>::to_vec).collect();
        let mut chosen = Vec::new();
        for index in 0..self.archive.len() {
            let Some(member) = Member::read(&mut self.archive, index) else {
                continue;
            };
            let mut fits = |patterns: &[Vec<u8>]| -> Result<bool, Stop> {
                for text in patterns {
                    machine.work((text.len() as u64 + 1) * (member.name.len() as u64 + 1))?;
                    if pattern::matches(&pattern::from_text(text), &member.name) {
                        return Ok(true);
                    }
                }
                Ok(false)
            };
            if (wanted.is_empty() || fits(wanted)?) && !fits(&left_out)? {
                chosen.push((index, member));
            }
            machine.work(1_000)?;
        }
        if chosen.is_empty() && !wanted.is_empty() {
            for text in wanted {
                machine.err(
                    process,
                    &[b"caution: filename not matched:  ", text.as_slice(), b"\n"].concat(),
                );
            }
            return Ok(NONE_MATCHED);
        }
        if self.arguments.has(&["l", "v"]) {
            list(machine, process, &chosen);
            return Ok(0);
        }
        let mut links = Vec::new();
        for (index, member) in chosen {
            machine.work(5_000)?;
            self.extract(machine, process, index, &member, &mut links)?;
        }
        if !links.is_empty() {
            // Links are made last, so that nothing is written through them.
            self.say(machine, process, &[b"finishing deferred symbolic links:\n"]);
        }
        for (path, target) in links {
            machine.work(2_000)?;
            self.say(
                machine,
                process,
                &[b"  ", &padded(&path), b" -> ", &target, b"\n"],
            );
            if let Err(errno) = machine.symlink(process, &target, &path) {
                let what = strerror(errno);
                let text: [&[u8]; 5] = [
                    b"error:  cannot create ",
                    &path,
                    b"\n        ",
                    what.as_bytes(),
                    b"\n",
                ];
                self.warn(machine, process, &text, CANNOT_WRITE);
            }
        }
        if self.arguments.has(&["t"]) && self.status == 0 {
            machine.out(
                process,
                &[b"No errors detected in compressed data of ", path, b".\n"].concat(),
            );
        }
        Ok(self.status)
    }

    /// The content of a member. `None`: it can't be read, which was said.
    fn content(
        &mut self,
        machine: &mut Machine<'_>,
        process: &Process,
        index: usize,
        name: &[u8],
    ) -> Result<Option<Vec<u8>>, Stop> {
        let mut bytes = Vec::new();
        let mut read = |file: &mut dyn Read| {
            file.take(MAX_ARCHIVE as u64)
                .read_to_end(&mut bytes)
                .map(drop)
                .map_err(ZipError::from)
        };
        let result = match self.arguments.value(&["P"]) {
            Some(password) => self
                .archive
                .by_index_decrypt(index, password)
                .and_then(|mut file| read(&mut file)),
            None => self
                .archive
                .by_index(index)
                .and_then(|mut file| read(&mut file)),
        };
        machine.work(bytes.len() as u64 * BYTE_COST)?;
        let (what, status): (&[u8], i32) = match result {
            Ok(()) => return Ok(Some(bytes)),
            Err(ZipError::InvalidPassword) => (b"incorrect password", WRONG_PASSWORD),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                (b"unable to get password", NO_PASSWORD)
            }
            Err(ZipError::UnsupportedArchive(_)) => (b"unsupported compression method", 81),
            Err(_) => (b"bad CRC or invalid compressed data", DAMAGED),
        };
        let text: [&[u8]; 4] = [
            b"   skipping: ",
            &padded(name),
            b"  ",
            &[what, b"\n"].concat(),
        ];
        self.warn(machine, process, &text, status);
        Ok(None)
    }

    fn extract(
        &mut self,
        machine: &mut Machine<'_>,
        process: &Process,
        index: usize,
        member: &Member,
        links: &mut Vec<(Vec<u8>, Vec<u8>)>,
    ) -> Result<(), Stop> {
        if self.arguments.has(&["p", "t"]) {
            if member.is_folder {
                return Ok(());
            }
            let content = self.content(machine, process, index, &member.name)?;
            match content {
                Some(content) if self.arguments.has(&["p"]) => machine.out(process, &content),
                Some(_) => self.say(
                    machine,
                    process,
                    &[b"    testing: ", &padded(&member.name), b"  OK\n"],
                ),
                None => {}
            }
            return Ok(());
        }
        let Some(path) = self.target(machine, process, member) else {
            return Ok(());
        };
        parents(machine, process, &path)?;
        if member.is_folder {
            if machine.look(process, &path, true).is_err() {
                self.say(machine, process, &[b"   creating: ", &path, b"/\n"]);
                if let Err(errno) = machine.mkdir(process, &path, Mode::new(member.mode & 0o777)) {
                    let what = strerror(errno);
                    let text: [&[u8]; 5] = [
                        b"checkdir:  cannot create extraction directory: ",
                        &path,
                        b"\n           ",
                        what.as_bytes(),
                        b"\n",
                    ];
                    self.warn(machine, process, &text, CANNOT_WRITE);
                }
            }
            return Ok(());
        }
        if let Ok(there) = machine.look(process, &path, false) {
            if there.kind == FileKind::Directory || !self.may_replace(machine, process, &path)? {
                return Ok(());
            }
            let _ = machine.unlink(process, &path);
        }
        let Some(content) = self.content(machine, process, index, &member.name)? else {
            return Ok(());
        };
        if member.is_link {
            let line: [&[u8]; 5] = [b"    linking: ", &padded(&path), b"  -> ", &content, b" \n"];
            self.say(machine, process, &line);
            links.push((path, content));
            return Ok(());
        }
        let verb: &[u8] = match member.is_stored {
            true => b" extracting: ",
            false => b"  inflating: ",
        };
        self.say(machine, process, &[verb, &padded(&path), b"  \n"]);
        let mode = Mode::new(member.mode & 0o777);
        if let Err(errno) = machine.write_file_with(process, &path, &content, false, mode) {
            let what = strerror(errno);
            let text: [&[u8]; 5] = [
                b"error:  cannot create ",
                &path,
                b"\n        ",
                what.as_bytes(),
                b"\n",
            ];
            self.warn(machine, process, &text, CANNOT_WRITE);
        }
        Ok(())
    }

    /// Where a member goes: nowhere outside of the folder for all. `None`: it has no name of its own.
    fn target(
        &mut self,
        machine: &mut Machine<'_>,
        process: &Process,
        member: &Member,
    ) -> Option<Vec<u8>> {
        let name = member.name.as_slice();
        if name.starts_with(b"/") {
            let text: [&[u8]; 3] = [b"warning:  stripped absolute path spec from ", name, b"\n"];
            self.warn(machine, process, &text, WARNED);
        }
        let parts = || {
            name.split(|byte| *byte == b'/')
                .filter(|part| !part.is_empty() && part != b".")
        };
        if parts().any(|part| part == b"..") {
            let text: [&[u8]; 3] = [
                b"warning:  skipped \"../\" path component(s) in ",
                name,
                b"\n",
            ];
            self.warn(machine, process, &text, WARNED);
        }
        let kept: Vec<&[u8]> = parts().filter(|part| *part != b"..").collect();
        let kept = kept.join(&b'/');
        let kept = match self.arguments.has(&["j"]) {
            true if member.is_folder => return None,
            true => base(&kept).to_vec(),
            false => kept,
        };
        if kept.is_empty() {
            return None;
        }
        Some(match self.arguments.value(&["d"]) {
            Some(folder) => below(folder, &kept),
            None => kept,
        })
    }

    /// Whether a file that is there is replaced; asks where nothing was said.
    fn may_replace(
        &mut self,
        machine: &mut Machine<'_>,
        process: &Process,
        path: &[u8],
    ) -> Result<bool, Stop> {
        loop {
            machine.work(500)?;
            if let Some(replace) = self.replace {
                return Ok(replace);
            }
            let question: [&[u8]; 3] = [
                b"replace ",
                path,
                b"? [y]es, [n]o, [A]ll, [N]one, [r]ename: ",
            ];
            machine.err(process, &question.concat());
            let mut answer = Vec::new();
            while answer.len() < 100 {
                match machine.read(process, 0, 1) {
                    Ok(byte) if !byte.is_empty() && byte != b"\n" => answer.extend(byte),
                    Ok(byte) if byte == b"\n" && answer.is_empty() => answer.push(b'\n'),
                    _ => break,
                }
            }
            match answer.first() {
                Some(b'y' | b'Y') => return Ok(true),
                Some(b'n') => return Ok(false),
                Some(b'A') => self.replace = Some(true),
                Some(b'N') => self.replace = Some(false),
                Some(other) => {
                    let other = [*other];
                    machine.err(
                        process,
                        &[b"error:  invalid response [", &other[..], b"]\n"].concat(),
                    );
                }
                None => {
                    self.replace = Some(false);
                    let text: [&[u8]; 1] =
                        [b" NULL\n(EOF or read error, treating as \"[N]one\" ...)\n"];
                    self.warn(machine, process, &text, WARNED);
                }
            }
        }
    }
}

/// A name in a column.
fn padded(name: &[u8]) -> Vec<u8> {
    let mut padded = name.to_vec();
    padded.resize(name.len().max(22), b' ');
    padded
}
