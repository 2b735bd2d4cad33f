//! The parts of a linked WebAssembly module that its debug and coverage data are read from.

use std::collections::BTreeMap;
use std::ops::Range;

use wasmparser::{BinaryReaderError, TypeRef};
use wasmparser::{ConstExpr, DataKind, ExternalKind, KnownCustom, Name, Operator, Parser, Payload};

/// The largest module that is looked at; candidates' modules have a thousandth of it.
const LARGEST_MODULE: usize = 64 << 20;

/// Why a module's sections can't be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SectionError {
    /// It isn't a well-formed module.
    #[error("malformed module: {0}")]
    Malformed(String),
    /// It is larger than any module of a candidate.
    #[error("the module has {0} bytes, too many to look for debug data")]
    TooLarge(usize),
}

impl From<BinaryReaderError> for SectionError {
    fn from(error: BinaryReaderError) -> Self {
        Self::Malformed(error.to_string())
    }
}

/// A body in the code section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body<'a> {
    /// Where it is, in bytes from the module's start.
    pub range: Range<usize>,
    /// Its name in the name section.
    pub name: Option<&'a str>,
}

/// The parts of a module, borrowed from its bytes.
#[derive(Clone, Debug, Default)]
pub struct Sections<'a> {
    customs: Vec<(&'a str, &'a [u8])>,
    /// Where the contents of the code section begin; addresses in DWARF count from here.
    pub code: usize,
    /// The bodies of functions, ascending.
    pub bodies: Vec<Body<'a>>,
    /// Exported immutable globals that are plain numbers: for data symbols of a side module their offset from
    /// `__memory_base`, otherwise their address.
    pub symbols: BTreeMap<&'a str, u32>,
    /// Initial contents of memory by the same addresses.
    data: Vec<(u32, &'a [u8])>,
}

impl<'a> Sections<'a> {
    /// Finds the sections of `wasm`.
    ///
    /// # Errors
    /// If the module is malformed or too large.
    pub fn read(wasm: &'a [u8]) -> Result<Self, SectionError> {
        if wasm.len() > LARGEST_MODULE {
            return Err(SectionError::TooLarge(wasm.len()));
        }
        let mut found = Self::default();
        let mut globals = Vec::new();
        let mut exported = Vec::new();
        let mut names = BTreeMap::new();
        let (mut imported_functions, mut imported_globals) = (0, 0);
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        match import?.ty {
                            TypeRef::Func(_) | TypeRef::FuncExact(_) => imported_functions += 1,
                            TypeRef::Global(_) => imported_globals += 1,
                            _ => {}
                        }
                    }
                }
                Payload::GlobalSection(section) => {
                    for global in section {
                        let global = global?;
                        let value = constant(&global.init_expr)?;
                        globals.push(value.filter(|_| !global.ty.mutable));
                    }
                }
                Payload::ExportSection(section) => {
                    for export in section {
                        let export = export?;
                        if export.kind == ExternalKind::Global {
                            exported.push((export.name, export.index));
                        }
                    }
                }
                Payload::DataSection(section) => {
                    for segment in section {
                        let segment = segment?;
                        if let DataKind::Active { offset_expr, .. } = &segment.kind
                            && let Some(offset) = constant(offset_expr)?
                        {
                            found.data.push((offset, segment.data));
                        }
                    }
                }
                Payload::CodeSectionStart { range, .. } => found.code = range.start,
                Payload::CodeSectionEntry(body) => found.bodies.push(Body {
                    range: body.range(),
                    name: None,
                }),
                Payload::CustomSection(section) => {
                    found.customs.push((section.name(), section.data()));
                    if let KnownCustom::Name(subsections) = section.as_known() {
                        read_function_names(subsections, &mut names)?;
                    }
                }
                _ => {}
            }
        }
        for (index, body) in (imported_functions..).zip(&mut found.bodies) {
            body.name = names.get(&index).copied();
        }
        found.symbols = exported
            .into_iter()
            .filter_map(|(name, index)| {
                let own = index.checked_sub(imported_globals)?;
                Some((name, (*globals.get(own as usize)?)?))
            })
            .collect();
        Ok(found)
    }

    /// The contents of the custom section `name`; empty if there is none.
    #[must_use]
    pub fn custom(&self, name: &str) -> &'a [u8] {
        let found = self.customs.iter().find(|(other, _)| *other == name);
        found.map_or(&[], |(_, data)| data)
    }

    /// The initial contents of memory in `range`, if one segment holds all of it.
    #[must_use]
    pub fn memory(&self, range: Range<u32>) -> Option<&'a [u8]> {
        self.data.iter().find_map(|(offset, data)| {
            let start = range.start.checked_sub(*offset)? as usize;
            let end = range.end.checked_sub(*offset)? as usize;
            data.get(start..end)
        })
    }
}

fn read_function_names<'a>(
    subsections: wasmparser::NameSectionReader<'a>,
    names: &mut BTreeMap<u32, &'a str>,
) -> Result<(), SectionError> {
    for subsection in subsections {
        if let Name::Function(map) = subsection? {
            for naming in map {
                let naming = naming?;
                names.insert(naming.index, naming.name);
            }
        }
    }
    Ok(())
}

/// The sum of the constants in an initialiser, with imported bases counted as zero; `None` if it is something else.
fn constant(expression: &ConstExpr<'_>) -> Result<Option<u32>, SectionError> {
    let mut sum = 0_u32;
    for operator in expression.get_operators_reader() {
        match operator? {
            Operator::I32Const { value } => sum = sum.wrapping_add(value.cast_unsigned()),
            Operator::GlobalGet { .. } | Operator::I32Add | Operator::End => {}
            _ => return Ok(None),
        }
    }
    Ok(Some(sum))
}
