//! Redirections.

use super::machine::{Machine, Stop, Stream};
use super::shell::Shell;
use super::syntax::{Direction, Redirection};
use crate::sandbox::vfs::{Errno, OpenOptions};

/// What redirections replaced, and what they opened.
pub(super) struct Undo {
    replaced: Vec<(u32, Option<Stream>)>,
    files: Vec<u32>,
}

impl Shell {
    /// Does redirections in order. `None`: one failed, which was said.
    pub(super) fn redirect(
        &mut self,
        machine: &mut Machine<'_>,
        redirections: &[Redirection],
    ) -> Result<Option<Undo>, Stop> {
        let mut undo = Undo {
            replaced: Vec::new(),
            files: Vec::new(),
        };
        for redirection in redirections {
            machine.work(1_000)?;
            let target = self.text(machine, &redirection.target)?;
            if let Err(what) = self.one(machine, redirection, &target, &mut undo) {
                self.complain(machine, &what);
                self.restore(machine, undo);
                return Ok(None);
            }
        }
        Ok(Some(undo))
    }

    fn one(
        &mut self,
        machine: &mut Machine<'_>,
        redirection: &Redirection,
        target: &[u8],
        undo: &mut Undo,
    ) -> Result<(), Vec<u8>> {
        let mut put = |shell: &mut Self, fd: u32, stream: Option<Stream>| {
            let old = match stream {
                Some(stream) => shell.process.streams.insert(fd, stream),
                None => shell.process.streams.remove(&fd),
            };
            undo.replaced.push((fd, old));
        };
        let options = match redirection.direction {
            Direction::Text => {
                let source = machine.source(target.to_vec());
                put(self, redirection.descriptor.unwrap_or(0), Some(source));
                return Ok(());
            }
            Direction::Duplicate => {
                let fd = redirection.descriptor.unwrap_or(1);
                if target == b"-" {
                    put(self, fd, None);
                    return Ok(());
                }
                let from = std::str::from_utf8(target)
                    .ok()
                    .and_then(|text| text.parse::<u32>().ok());
                match from {
                    Some(from) => {
                        let stream = self.process.streams.get(&from).cloned();
                        let stream =
                            stream.ok_or_else(|| [target, b": Bad file descriptor"].concat())?;
                        put(self, fd, Some(stream));
                        return Ok(());
                    }
                    None if self.bash && fd == 1 => output(false),
                    None => return Err(b"Bad fd number".to_vec()),
                }
            }
            Direction::Read => OpenOptions {
                read: true,
                ..OpenOptions::default()
            },
            Direction::ReadWrite => OpenOptions {
                read: true,
                write: true,
                create: true,
                ..OpenOptions::default()
            },
            Direction::Write => output(false),
            Direction::Append => output(true),
            Direction::Both(append) => output(append),
        };
        let key = machine
            .open(&self.process, target, &options)
            .map_err(|errno| {
                let reason = match (errno, options.write) {
                    (Errno::ENOENT, true) if !self.bash => "Directory nonexistent".to_owned(),
                    (Errno::ENOENT, false) if !self.bash => "No such file".to_owned(),
                    _ => super::strerror(errno),
                };
                match (self.bash, options.create) {
                    (true, _) => [target, b": ", reason.as_bytes()].concat(),
                    (false, true) => [b"cannot create ", target, b": ", reason.as_bytes()].concat(),
                    (false, false) => [b"cannot open ", target, b": ", reason.as_bytes()].concat(),
                }
            })?;
        let usual = u32::from(options.write && redirection.direction != Direction::ReadWrite);
        put(
            self,
            redirection.descriptor.unwrap_or(usual),
            Some(Stream::File(key)),
        );
        if matches!(
            redirection.direction,
            Direction::Both(_) | Direction::Duplicate
        ) {
            put(self, 2, Some(Stream::File(key)));
        }
        undo.files.push(key);
        Ok(())
    }

    /// Takes redirections back.
    pub(super) fn restore(&mut self, machine: &mut Machine<'_>, undo: Undo) {
        for (fd, old) in undo.replaced.into_iter().rev() {
            let stream = match old {
                Some(old) => self.process.streams.insert(fd, old),
                None => self.process.streams.remove(&fd),
            };
            // Only a here-document's text belongs to the redirection alone.
            if let Some(stream @ Stream::Source(_)) = &stream
                && !self
                    .process
                    .streams
                    .values()
                    .any(|other| other.is_same(stream))
            {
                machine.drop_source(stream);
            }
        }
        for key in undo.files {
            machine.close(&self.process, key);
        }
    }
}

fn output(append: bool) -> OpenOptions {
    OpenOptions {
        write: true,
        create: true,
        truncate: !append,
        append,
        ..OpenOptions::default()
    }
}
