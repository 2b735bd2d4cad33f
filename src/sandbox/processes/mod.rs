//! Processes that a candidate starts: virtual programs and a shell, which work on the virtual files.
//!
//! A program that is started is recorded at once; it runs when its end is waited for, with all of its standard input known,
//! and to its end. Programs in a pipeline run one after the other. All work is charged as fuel, output and what pipes hold
//! are bounded, nesting is bounded.
//!
//! `syntax` is what a line consists of, `parser` and `words` read it, `expand` and `shell` run it, `builtins` are the
//! shell's own commands, `commands` the programs, `machine` what all of them act on.

mod arithmetic;
mod builtins;
mod commands;
mod conditions;
mod declared;
mod escapes;
mod expand;
mod machine;
mod parser;
mod pattern;
mod program;
mod redirect;
mod shell;
mod signals;
mod syntax;
mod table;
#[cfg(test)]
mod tests;
mod words;

pub use declared::{CommandAnswer, CommandWrite, Commands};
pub(super) use program::{seed, seed_one};
pub(super) use table::{How, Processes};

use machine::{Machine, Process, Stream};

use super::vfs::Errno;

/// What the C library says of an error.
fn strerror(errno: Errno) -> String {
    let text = errno.to_string();
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

impl Machine<'_> {
    /// Writes to standard output. Where that fails, the program is none the wiser.
    fn out(&mut self, process: &Process, bytes: &[u8]) {
        let _ = self.write(process, 1, bytes);
    }

    /// Writes to standard error.
    fn err(&mut self, process: &Process, bytes: &[u8]) {
        let _ = self.write(process, 2, bytes);
    }

    /// Says what is wrong, as programs do: their name, a colon, the matter.
    fn complain(&mut self, process: &Process, name: &[u8], what: &str) {
        self.complain_bytes(process, name, what.as_bytes());
    }

    fn complain_bytes(&mut self, process: &Process, name: &[u8], what: &[u8]) {
        self.err(process, &[name, b": ", what, b"\n"].concat());
    }
}

impl Stream {
    /// Whether both lead to the same text.
    fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Source(one), Self::Source(other)) => std::rc::Rc::ptr_eq(one, other),
            _ => false,
        }
    }
}
