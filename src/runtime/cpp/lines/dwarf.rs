//! Reads DWARF: line programs, and the tree of inlined calls.

use gimli::{
    AttributeValue, DebuggingInformationEntry, Dwarf, EndianSlice, LineProgramHeader, LittleEndian,
    Unit, UnitOffset,
};

use super::{Budget, Inlined, Lines, LinesError, Row, to_u32};
use crate::runtime::cpp::sections::Sections;
use crate::runtime::cpp::source_path::source_path;

type Bytes<'a> = EndianSlice<'a, LittleEndian>;

/// The longest name of a file or function that is kept.
const LONGEST_NAME: usize = 8192;

/// What a row takes from the budget: half its size, as most take a byte or two of the line program.
const ROW: usize = 8;

/// What an inlined call takes from the budget: about its size, as many can share their list of ranges.
const INLINED: usize = 64;

impl From<gimli::Error> for LinesError {
    fn from(error: gimli::Error) -> Self {
        Self::Malformed(error.to_string())
    }
}

/// Adds a module's rows and inlined calls to `lines`.
pub(super) fn read(
    sections: &Sections<'_>,
    lines: &mut Lines,
    budget: &mut Budget,
) -> Result<(), LinesError> {
    let section = |id: gimli::SectionId| EndianSlice::new(sections.custom(id.name()), LittleEndian);
    let dwarf = Dwarf::load(|id| Ok::<_, LinesError>(section(id)))?;
    // Units may share their abbreviations and their line programs, and each reads them anew.
    let shared = sections.custom(".debug_abbrev").len() + sections.custom(".debug_line").len();

    let mut sequences = Vec::new();
    let mut headers = dwarf.units();
    while let Some(header) = headers.next()? {
        budget.take(shared + header.length_including_self())?;
        let unit = dwarf.unit(header)?;
        let mut reading = Reading {
            dwarf: &dwarf,
            unit: &unit,
            files: Vec::new(),
            lines,
            budget,
        };
        reading.sequences(&mut sequences)?;
        reading.inlined_calls()?;
    }
    add_rows(sequences, &mut lines.rows);
    Ok(())
}

/// Puts sequences one after the other, each followed by a hole. What overlaps one before is left out.
fn add_rows(mut sequences: Vec<Vec<Row>>, rows: &mut Vec<Row>) {
    sequences.sort_by_key(|sequence| sequence.first().map(|row| row.address));
    for sequence in sequences {
        let start = sequence.first().map(|row| row.address);
        if rows.last().map(|row| row.address) <= start {
            rows.extend(sequence);
        }
    }
}

/// A unit being read.
struct Reading<'r, 'a> {
    dwarf: &'r Dwarf<Bytes<'a>>,
    unit: &'r Unit<Bytes<'a>>,
    /// For each file of the unit's line program that was met, its number in [`Lines::files`].
    files: Vec<Option<u32>>,
    lines: &'r mut Lines,
    budget: &'r mut Budget,
}

impl<'a> Reading<'_, 'a> {
    /// Runs the unit's line program. Each sequence ends with a row that says so.
    fn sequences(&mut self, sequences: &mut Vec<Vec<Row>>) -> Result<(), LinesError> {
        let Some(program) = self.unit.line_program.clone() else {
            return Ok(());
        };
        let mut sequence = Vec::new();
        let mut rows = program.rows();
        while let Some((header, row)) = rows.next_row()? {
            self.budget.take(ROW)?;
            let Ok(address) = u32::try_from(row.address()) else {
                return Err(LinesError::Malformed("an address of 64 bits".into()));
            };
            let (line, column) = (row.line(), row.column());
            let column = match column {
                gimli::ColumnType::LeftEdge => 0,
                gimli::ColumnType::Column(column) => column.get(),
            };
            sequence.push(Row {
                address,
                file: self.file(header, row.file_index())?,
                line: line.map_or(0, |line| clamp(line.get())),
                column: clamp(column),
                is_end: row.end_sequence(),
            });
            if row.end_sequence() {
                sequence.sort_by_key(|row| row.address);
                sequences.push(std::mem::take(&mut sequence));
            }
        }
        Ok(())
    }

    /// The number in [`Lines::files`] of a file of the line program.
    fn file(
        &mut self,
        header: &LineProgramHeader<Bytes<'a>>,
        index: u64,
    ) -> Result<Option<u32>, LinesError> {
        let Some(entry) = header.file(index) else {
            return Ok(None);
        };
        // The header has the file, so the index is less than its size.
        let index = usize::try_from(index).expect("an index in memory");
        if let Some(Some(known)) = self.files.get(index) {
            return Ok(Some(*known));
        }
        let mut path = match self.unit.comp_dir {
            Some(folder) => self.text(folder)?,
            None => String::new(),
        };
        let folder = entry.directory(header).map(|folder| self.string(folder));
        if let Some(folder) = folder.transpose()?.flatten() {
            path = source_path(&path, &folder);
        }
        let Some(name) = self.string(entry.path_name())? else {
            return Ok(None);
        };
        let number = to_u32(self.lines.files.len());
        self.lines.files.push(source_path(&path, &name));
        if self.files.len() <= index {
            self.budget.take(index)?;
            self.files.resize(index + 1, None);
        }
        self.files[index] = Some(number);
        Ok(Some(number))
    }

    /// Collects the unit's inlined calls.
    fn inlined_calls(&mut self) -> Result<(), LinesError> {
        // The depth in the tree of each inlined call around the entry.
        let mut around: Vec<isize> = Vec::new();
        let mut entries = self.unit.entries();
        while let Some(entry) = entries.next_dfs()? {
            self.budget.take(1 + entry.attrs().len())?;
            while around.last().is_some_and(|depth| *depth >= entry.depth()) {
                around.pop();
            }
            if entry.tag() == gimli::DW_TAG_inlined_subroutine {
                self.inlined_call(entry, to_u32(around.len()))?;
                around.push(entry.depth());
            }
        }
        Ok(())
    }

    fn inlined_call(
        &mut self,
        entry: &DebuggingInformationEntry<Bytes<'a>>,
        depth: u32,
    ) -> Result<(), LinesError> {
        let unit = self.unit;
        let number = |name| entry.attr_value(name).and_then(|value| value.udata_value());
        let file = match (&unit.line_program, entry.attr_value(gimli::DW_AT_call_file)) {
            (Some(program), Some(AttributeValue::FileIndex(index))) => {
                self.file(program.header(), index)?
            }
            _ => None,
        };
        let call = Row {
            address: 0,
            file,
            line: number(gimli::DW_AT_call_line).map_or(0, clamp),
            column: number(gimli::DW_AT_call_column).map_or(0, clamp),
            is_end: false,
        };
        let name = match entry.attr_value(gimli::DW_AT_abstract_origin) {
            Some(AttributeValue::UnitRef(function)) => self.function_name(function)?,
            _ => None,
        };
        let mut ranges = self.dwarf.die_ranges(self.unit, entry)?;
        while let Some(range) = ranges.next()? {
            self.budget
                .take(INLINED + name.as_ref().map_or(0, String::len))?;
            self.lines.inlined.push(Inlined {
                start: clamp(range.begin),
                end: clamp(range.end),
                depth,
                name: name.clone(),
                call,
            });
        }
        Ok(())
    }

    /// The name that a function's entry has: the mangled one if possible.
    fn function_name(&mut self, function: UnitOffset) -> Result<Option<String>, LinesError> {
        let entry = self.unit.entry(function)?;
        self.budget.take(1 + entry.attrs().len())?;
        for name in [gimli::DW_AT_linkage_name, gimli::DW_AT_name] {
            if let Some(value) = entry.attr_value(name) {
                return self.string(value);
            }
        }
        Ok(None)
    }

    fn string(&mut self, value: AttributeValue<Bytes<'a>>) -> Result<Option<String>, LinesError> {
        match self.dwarf.attr_string(self.unit, value) {
            Ok(bytes) => self.text(bytes).map(Some),
            Err(_) => Ok(None),
        }
    }

    fn text(&mut self, bytes: Bytes<'a>) -> Result<String, LinesError> {
        self.budget.take(bytes.len())?;
        let bytes = bytes.slice();
        let kept = &bytes[..bytes.len().min(LONGEST_NAME)];
        Ok(String::from_utf8_lossy(kept).into_owned())
    }
}

fn clamp(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
