//! Commands that a task declares: what they answer to which arguments.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::machine::{Machine, Process, Stop};
use super::pattern;

/// The declared commands of a world, by name.
pub type Commands = Arc<BTreeMap<String, Vec<CommandAnswer>>>;

/// What a declared command does when its arguments match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommandAnswer {
    /// Patterns for the arguments joined by spaces, of which one must match; none: it always does.
    pub when: Vec<String>,
    /// What it writes to its standard output.
    pub stdout: Vec<u8>,
    /// What it writes to its standard error.
    pub stderr: Vec<u8>,
    /// Its exit status.
    pub exit: i32,
    /// The files that it writes.
    pub writes: Vec<CommandWrite>,
}

/// A file that a declared command writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommandWrite {
    /// Which argument names the file: from 1, or from -1 for the last.
    pub argument: i32,
    /// The content.
    pub text: Vec<u8>,
}

/// Runs a declared command: the first answer whose pattern matches.
pub(super) fn run(
    machine: &mut Machine<'_>,
    process: &Process,
    answers: &[CommandAnswer],
    argv: &[Vec<u8>],
) -> Result<i32, Stop> {
    let name = argv.first().cloned().unwrap_or_default();
    let joined = argv.get(1..).unwrap_or_default().join(&b' ');
    for answer in answers {
        let patterns: usize = answer.when.iter().map(String::len).sum();
        machine.work(1_000 + (patterns as u64 + 1) * (joined.len() as u64 + 1) / 2)?;
        let fits = answer.when.is_empty()
            || answer
                .when
                .iter()
                .any(|when| pattern::matches(&pattern::from_text(when.as_bytes()), &joined));
        if !fits {
            continue;
        }
        let mut status = answer.exit & 0xff;
        for write in &answer.writes {
            let index = match usize::try_from(write.argument) {
                Ok(index) => Some(index),
                Err(_) => argv
                    .len()
                    .checked_sub(write.argument.unsigned_abs() as usize),
            };
            let Some(path) = index
                .filter(|index| *index > 0)
                .and_then(|index| argv.get(index))
            else {
                continue;
            };
            if let Err(errno) = machine.write_file(process, path, &write.text, false) {
                let what = [path.as_slice(), b": ", super::strerror(errno).as_bytes()].concat();
                machine.complain_bytes(process, &name, &what);
                status = 1;
            }
        }
        machine.out(process, &answer.stdout);
        machine.err(process, &answer.stderr);
        return Ok(status);
    }
    machine.complain(process, &name, "unexpected arguments");
    Ok(1)
}
