//! The records of functions: from the sections `__llvm_covmap` (names of files) and `__llvm_covfun` (regions), and from the
//! data `__llvm_covdata` (where each function's counters are).

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use md5::{Digest, Md5};

use super::CoverageError;
use super::regions::{self, Expressions, Reader, Region};
use crate::runtime::cpp::sections::Sections;
use crate::runtime::cpp::source_path::source_path;

use CoverageError::{Malformed, TooLarge};

/// "Version 7", which clang 18 to 22 write, is encoded as 6. "Version 6" differs only in what it lacks.
const VERSIONS: [u32; 2] = [5, 6];

/// The most regions of one module; clang makes about one for each line.
const MOST_REGIONS: usize = 200_000;

/// The most files of one module.
const MOST_FILES: usize = 4096;

/// The longest name of a folder that units are compiled in.
const LONGEST_FOLDER: usize = 4096;

/// The size of a record in `__llvm_covdata`: the hash of the function's name and of its structure (64 bits each), the places of its
/// counters, of its bitmap, of itself and of its values (32 bits each), the number of counters (32 bits), of values
/// (three times 16 bits, and two bytes to align) and of the bitmap's bytes (32 bits), all rounded up to 8.
const DATA: usize = 48;

/// A function's regions, and where its counters are.
#[derive(Clone, Debug)]
pub(super) struct Function {
    /// The files of the function's unit.
    pub files: Arc<[String]>,
    /// For each number that a region gives its file by, the position in `files`.
    pub file_ids: Vec<usize>,
    pub regions: Vec<Region>,
    pub expressions: Expressions,
    /// The first counter, counted from the first of all; `None` if the function wasn't emitted and so can't run.
    pub counters: Option<u32>,
}

/// The counters of a function.
#[derive(Clone, Copy)]
struct Place {
    structure: u64,
    first: u32,
    number: u32,
}

pub(super) fn read(
    sections: &Sections<'_>,
    counters: &Range<u32>,
    data: Range<u32>,
) -> Result<Vec<Function>, CoverageError> {
    let mapped = sections.custom("__llvm_covfun");
    let data = match sections.memory(data.clone()) {
        Some(data) => data,
        None if data.is_empty() => &[],
        None => return Err(Malformed("its data are in no segment")),
    };
    let places = read_places(data, counters)?;
    let units = read_units(sections.custom("__llvm_covmap"))?;

    let mut functions = Vec::new();
    let mut left = MOST_REGIONS;
    for record in split_records(mapped)? {
        // A function that its unit didn't need has no counters, and one region that never runs. Where another unit has the
        // function, both records count: the region's is added to that of the real body.
        let place = places.get(&record.name);
        if place.is_some_and(|place| place.structure != record.structure) {
            continue;
        }
        let files = units.get(&record.files).ok_or(Malformed("no such unit"))?;
        let most_counters = place.map_or(u32::MAX, |place| place.number);
        let (file_ids, expressions, regions) =
            regions::read(record.mapping, files.len(), most_counters, &mut left)?;
        functions.push(Function {
            files: Arc::clone(files),
            file_ids,
            regions,
            expressions,
            counters: place.map(|place| place.first),
        });
    }
    Ok(functions)
}

/// The counters of functions by the hash of their names.
fn read_places(data: &[u8], counters: &Range<u32>) -> Result<BTreeMap<u64, Place>, CoverageError> {
    let (records, rest) = data.as_chunks::<DATA>();
    if !rest.is_empty() {
        return Err(Malformed("a cut data record"));
    }
    let mut places = BTreeMap::new();
    for record in records {
        let mut reader = Reader(record);
        let (name, structure) = (reader.u64()?, reader.u64()?);
        let address = reader.u32()?;
        reader.bytes(12)?;
        let number = reader.u32()?;
        let end = address.checked_add(number);
        if address < counters.start || end.is_none_or(|end| end > counters.end) {
            return Err(Malformed("counters outside their section"));
        }
        let first = address - counters.start;
        let place = Place {
            structure,
            first,
            number,
        };
        places.insert(name, place);
    }
    Ok(places)
}

/// The names of files of each unit, by the hash that function records name them by.
fn read_units(section: &[u8]) -> Result<BTreeMap<u64, Arc<[String]>>, CoverageError> {
    let mut units = BTreeMap::new();
    let mut reader = Reader(section);
    let mut left = MOST_FILES;
    while !reader.0.is_empty() {
        let _ = reader.u32()?;
        let size = reader.u32()?;
        let _ = reader.u32()?;
        let version = reader.u32()?;
        if !VERSIONS.contains(&version) {
            return Err(CoverageError::Version(version));
        }
        let encoded = reader.bytes(size as usize)?;
        let hash = Reader(&Md5::digest(encoded)).u64()?;
        let files = read_files(encoded)?;
        left = left.checked_sub(files.len()).ok_or(TooLarge("files"))?;
        units.insert(hash, files);
        reader.align(section.len());
    }
    Ok(units)
}

/// The absolute names of a unit's files. The first is the folder that it was compiled in.
fn read_files(encoded: &[u8]) -> Result<Arc<[String]>, CoverageError> {
    let mut reader = Reader(encoded);
    let number = reader.size()?;
    if number > MOST_FILES {
        return Err(TooLarge("files"));
    }
    let _uncompressed = reader.number()?;
    if reader.number()? != 0 {
        return Err(Malformed(
            "compressed names, though the compiler has no zlib",
        ));
    }
    let mut folder = String::new();
    let mut files = Vec::new();
    for index in 0..number {
        let size = reader.size()?;
        let name = String::from_utf8_lossy(reader.bytes(size)?);
        if index == 0 {
            folder = name.into_owned();
            if folder.len() > LONGEST_FOLDER {
                return Err(TooLarge("the name of a folder"));
            }
            files.push(folder.clone());
        } else {
            files.push(source_path(&folder, &name));
        }
    }
    Ok(files.into())
}

/// A function's record as it stands in the section.
struct Record<'a> {
    name: u64,
    structure: u64,
    files: u64,
    mapping: &'a [u8],
}

fn split_records(section: &[u8]) -> Result<Vec<Record<'_>>, CoverageError> {
    let mut records = Vec::new();
    let mut reader = Reader(section);
    while !reader.0.is_empty() {
        let name = reader.u64()?;
        let size = reader.u32()?;
        let (structure, files) = (reader.u64()?, reader.u64()?);
        let mapping = reader.bytes(size as usize)?;
        records.push(Record {
            name,
            structure,
            files,
            mapping,
        });
        reader.align(section.len());
    }
    Ok(records)
}
