//! Which lines of a candidate ran, by clang's source-based coverage.
//!
//! clang notes which regions of the source run: each function has an array of counters in memory, a byte each, which is zeroed
//! when its region is entered. The module says which region each counter, or sum of counters, belongs to (LLVM's "Code Coverage
//! Mapping Format").
//! The candidate is compiled with
//!
//! ```text
//! -fprofile-instr-generate -fcoverage-mapping -mllvm -profile-correlate=binary
//! -mllvm -enable-single-byte-coverage
//! ```
//!
//! and linked with `--export-if-defined=` for each of [`SYMBOLS`]. `-profile-correlate=binary` makes the records that tie
//! functions to counters hold addresses; otherwise they hold distances, which wasm-ld can't write into a side module. One of
//! the units must define `int __llvm_profile_runtime`, which clang refers to in order to pull in a runtime for profiles; there is
//! none here, since the host reads the counters from memory: [`Mapping::counters`] says where.
//!
//! With counters of 64 bits, clang would find out what runs after a loop by subtracting what left it from what entered it, and a
//! call that threw in the loop counts as neither. With bytes there are more counters and no differences.
//!
//! A region is entered or not; that a call in the middle of it threw or trapped isn't noted. So what follows such a call in
//! the same region counts as run.

mod lines;
mod records;
mod regions;

use std::ops::Range;

use super::sections::{SectionError, Sections};
use crate::sandbox::execution::Coverage;
use records::Function;
use regions::{Counted, Region};

/// The linker's symbols for the start and the end of the counters and of the records that tie functions to them.
pub const SYMBOLS: [&str; 4] = [
    "__start___llvm_prf_cnts",
    "__stop___llvm_prf_cnts",
    "__start___llvm_covdata",
    "__stop___llvm_covdata",
];

/// Why a module's coverage mapping can't be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CoverageError {
    /// The module itself can't be read.
    #[error(transparent)]
    Module(#[from] SectionError),
    /// The mapping breaks its format's rules.
    #[error("malformed coverage mapping: {0}")]
    Malformed(&'static str),
    /// It is in a version of the format other than the compiler's.
    #[error("coverage mapping of version {0}")]
    Version(u32),
    /// It is far larger than that of any program worth looking at.
    #[error("too large a coverage mapping: {0}")]
    TooLarge(&'static str),
}

/// The counters of a candidate, taken from a guest's memory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counters(Vec<u8>);

impl Counters {
    /// Takes counters from the bytes at [`Mapping::counters`].
    #[must_use]
    pub fn read(bytes: &[u8]) -> Self {
        Self(bytes.to_vec())
    }

    /// Whether a counter says that its region ran: 1 or 0.
    fn count(&self, index: u32) -> u64 {
        u64::from(self.0.get(index as usize) == Some(&0))
    }
}

/// Which counters count which regions of the source.
#[derive(Clone, Debug)]
pub struct Mapping {
    functions: Vec<Function>,
    counters: Range<u32>,
}

impl Mapping {
    /// Reads the mapping of a linked module. A module without any is one in which nothing was instrumented; its mapping is empty.
    ///
    /// # Errors
    /// If the module or its mapping is malformed or too large.
    pub fn read(wasm: &[u8]) -> Result<Self, CoverageError> {
        let sections = Sections::read(wasm)?;
        let [counters, data] = [&SYMBOLS[..2], &SYMBOLS[2..]].map(|ends| {
            let [start, stop] = [ends[0], ends[1]].map(|name| sections.symbols.get(name).copied());
            start.zip(stop).map_or(0..0, |(start, stop)| start..stop)
        });
        let functions = records::read(&sections, &counters, data)?;
        Ok(Self {
            functions,
            counters,
        })
    }

    /// Where the counters are: offsets from the side module's `__memory_base`, or addresses in a module that isn't one.
    #[must_use]
    pub fn counters(&self) -> Range<u32> {
        self.counters.clone()
    }

    /// Which lines of `file` hold something to run, and which of them ran. `file` is the absolute name that the compiler
    /// knew it by, `source` its contents.
    #[must_use]
    pub fn lines(&self, file: &str, source: &[u8], counters: &Counters) -> Coverage {
        let mut counted: Vec<Counted> = Vec::new();
        for function in &self.functions {
            counted.extend(function.counted(file, counters));
        }
        lines::coverage(counted, source)
    }
}

impl Function {
    /// The regions of this function that lie in `file`, with their counts.
    fn counted(&self, file: &str, counters: &Counters) -> Vec<Counted> {
        let is_wanted = |region: &&Region| {
            let name = self.file_ids.get(region.file as usize);
            name.is_some_and(|name| self.files.get(*name).is_some_and(|known| known == file))
        };
        let wanted: Vec<&Region> = self.regions.iter().filter(is_wanted).collect();
        if wanted.is_empty() {
            return Vec::new();
        }
        let values = self.expressions.values(|index| match self.counters {
            Some(first) => counters.count(first + index),
            None => 0,
        });
        let count = |region: &Region| Counted {
            span: region.span.clone(),
            kind: region.kind,
            count: values.of(region.count),
        };
        wanted.into_iter().map(count).collect()
    }
}

#[cfg(test)]
mod tests;
