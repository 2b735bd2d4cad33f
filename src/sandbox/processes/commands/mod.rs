//! The programs of the virtual machine. Each has the options that are commonly used, and says what is wrong as the usual
//! implementations do.

mod archives;
mod awk;
mod copying;
mod editing;
mod encoding;
mod files;
mod find;
mod listing;
mod network;
mod options;
mod paths;
mod permissions;
mod printing;
mod search;
mod sed;
mod sorting;
mod stat;
mod state;
mod system;
mod text;
mod wrapping;
mod xargs;
mod zip;

use super::machine::{Machine, Process, Stop};

pub(super) use printing::{echo, printf};

/// A program: gives its exit status.
pub(super) type Program = fn(&mut Machine<'_>, &mut Process, &[Vec<u8>]) -> Result<i32, Stop>;

/// All programs but the shells.
const PROGRAMS: &[&[(&str, Program)]] = &[
    archives::PROGRAMS,
    awk::PROGRAMS,
    copying::PROGRAMS,
    editing::PROGRAMS,
    encoding::PROGRAMS,
    files::PROGRAMS,
    find::PROGRAMS,
    listing::PROGRAMS,
    network::PROGRAMS,
    paths::PROGRAMS,
    permissions::PROGRAMS,
    printing::PROGRAMS,
    search::PROGRAMS,
    sed::PROGRAMS,
    sorting::PROGRAMS,
    stat::PROGRAMS,
    state::PROGRAMS,
    system::PROGRAMS,
    text::PROGRAMS,
    wrapping::PROGRAMS,
    xargs::PROGRAMS,
    zip::PROGRAMS,
];

/// The shells, whose program the executor is.
const SHELLS: &[&str] = &["bash", "dash", "sh"];

/// The program of a name.
pub(super) fn find(name: &str) -> Option<Program> {
    let mut all = PROGRAMS.iter().copied().flatten();
    all.find(|(other, _)| *other == name)
        .map(|(_, program)| *program)
}

/// The names of all programs that are there.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    PROGRAMS
        .iter()
        .copied()
        .flatten()
        .map(|(name, _)| *name)
        .chain(SHELLS.iter().copied())
}
