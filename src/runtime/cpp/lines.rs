//! Where in the candidate's source an instruction comes from.
//!
//! The candidate is compiled with `-gline-tables-only`, which says for each instruction its file, line and column, and which
//! functions were inlined there, and linked with `--no-demangle`, so that names in the name section can be shortened reliably.
//! wasm-ld keeps both; addresses in DWARF count from the start of the code section's contents.
//!
//! The data come from the compiler but the candidate can have any bytes assembled into them. So all work is bounded by a [`Budget`].

mod dwarf;
mod names;

use super::sections::{SectionError, Sections};

/// Why a module's line table can't be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LinesError {
    /// The module itself can't be read.
    #[error(transparent)]
    Module(#[from] SectionError),
    /// The debug data break DWARF's rules.
    #[error("malformed debug data: {0}")]
    Malformed(String),
    /// They take far more work than those of any program worth looking at.
    #[error("too much debug data")]
    TooLarge,
}

/// A place in the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The absolute name that the compiler knew the file by.
    pub file: String,
    /// From 1.
    pub line: u32,
    /// From 1; 0 if not known.
    pub column: u32,
    /// The function, in short: `Basket::add<int>`.
    pub function: Option<String>,
}

/// The instructions from an address on, up to that of the next row.
#[derive(Clone, Copy, Debug)]
struct Row {
    address: u32,
    /// The position in [`Lines::files`]; `None` if the compiler made the instructions itself.
    file: Option<u32>,
    /// 0 if the compiler made the instructions itself.
    line: u32,
    column: u32,
    /// Whether a hole in the table begins here.
    is_end: bool,
}

/// A call that the compiler replaced by the function's body.
#[derive(Clone, Debug)]
struct Inlined {
    start: u32,
    end: u32,
    /// How many inlined calls it is in.
    depth: u32,
    /// The function, as the debug data call it.
    name: Option<String>,
    /// Where it was called.
    call: Row,
}

/// A function's instructions.
#[derive(Clone, Debug)]
struct Body {
    start: u32,
    end: u32,
    name: Option<String>,
}

/// The line table of a module.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    /// Where the code section's contents start in the module.
    code: u32,
    files: Vec<String>,
    /// Ascending by address.
    rows: Vec<Row>,
    /// Ascending by depth.
    inlined: Vec<Inlined>,
    /// Ascending.
    bodies: Vec<Body>,
}

/// How much may still be read: bytes looked at and things kept, roughly. Its end bounds the time and memory that a module can cost.
struct Budget(u64);

impl Budget {
    /// Less than a second's work, and a hundred times what a candidate needs.
    fn whole() -> Self {
        Self(32 << 20)
    }

    fn take(&mut self, amount: usize) -> Result<(), LinesError> {
        let left = self.0.checked_sub(amount as u64);
        self.0 = left.ok_or(LinesError::TooLarge)?;
        Ok(())
    }
}

/// The marker that clang puts before the message of a deliberate trap: it becomes the name of an inlined function.
const TRAP: &str = "__clang_trap_msg$";

impl Lines {
    /// Reads the line table of a linked module. A module without debug data has an empty one.
    ///
    /// # Errors
    /// If the module or its debug data are malformed or too large.
    pub fn read(wasm: &[u8]) -> Result<Self, LinesError> {
        let sections = Sections::read(wasm)?;
        let body = |body: &super::sections::Body<'_>| Body {
            start: to_u32(body.range.start),
            end: to_u32(body.range.end),
            name: body.name.map(str::to_owned),
        };
        let mut lines = Self {
            code: to_u32(sections.code),
            bodies: sections.bodies.iter().map(body).collect(),
            ..Self::default()
        };
        dwarf::read(&sections, &mut lines, &mut Budget::whole())?;
        lines.inlined.sort_by_key(|inlined| inlined.depth);
        Ok(lines)
    }

    /// The place that an instruction comes from, given its offset in the module: of the inlined calls around it the innermost whose
    /// file is `own`. `None` if there is none.
    #[must_use]
    pub fn find(&self, code_offset: u32, own: impl Fn(&str) -> bool) -> Option<Place> {
        let address = code_offset.checked_sub(self.code)?;
        let mut row = self.row(address)?;
        let around: Vec<&Inlined> = self.around(address).collect();
        let outermost = self.function(code_offset);
        for depth in (0..=around.len()).rev() {
            let inlined = depth.checked_sub(1).map(|index| around[index]);
            let name = inlined.map_or(outermost, |inlined| inlined.name.as_deref());
            let is_message = name.is_some_and(|name| name.starts_with(TRAP));
            if let Some(file) = self.file(row)
                && row.line != 0
                && !is_message
                && own(file)
            {
                return Some(Place {
                    file: file.to_owned(),
                    line: row.line,
                    column: row.column,
                    function: name.map(names::shorten),
                });
            }
            if let Some(inlined) = inlined {
                row = inlined.call;
            }
        }
        None
    }

    /// The row that holds an address. Instructions that the compiler made itself belong to the nearest line before.
    fn row(&self, address: u32) -> Option<Row> {
        let after = self.rows.partition_point(|row| row.address <= address);
        let before = self.rows[..after].iter().rev();
        before
            .take_while(|row| !row.is_end)
            .find(|row| row.file.is_some() && row.line != 0)
            .copied()
    }

    fn file(&self, row: Row) -> Option<&str> {
        self.files.get(row.file? as usize).map(String::as_str)
    }

    /// The inlined calls around an address, outermost first.
    fn around(&self, address: u32) -> impl Iterator<Item = &Inlined> {
        self.inlined
            .iter()
            .filter(move |inlined| (inlined.start..inlined.end).contains(&address))
    }

    fn function(&self, code_offset: u32) -> Option<&str> {
        let after = self
            .bodies
            .partition_point(|body| body.start <= code_offset);
        let body = self.bodies.get(after.checked_sub(1)?)?;
        body.name.as_deref().filter(|_| code_offset < body.end)
    }
}

/// An offset in a module; modules are far smaller than 4 GB.
fn to_u32(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
