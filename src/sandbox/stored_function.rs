//! Finds a function of a module that has no name and isn't exported: one that is reached through a pointer.

use std::collections::BTreeMap;

use wasmparser::{
    ElementItems, ElementKind, ExternalKind, FunctionBody, Operator, Parser, Payload, TypeRef,
};

use super::SandboxError;
use super::rewrite::malformed;

/// The function, by index, whose place in the table an exported function stores: one that is reached through a pointer.
///
/// # Errors
/// If the module is malformed, or the exported function stores no such thing.
pub fn stored_function(wasm: &[u8], export: &str) -> Result<u32, SandboxError> {
    let module = Read::of(wasm)?;
    let missing = || SandboxError::Module(format!("`{export}` stores no function"));
    let body = module
        .exports
        .get(export)
        .and_then(|index| {
            module
                .bodies
                .get(index.checked_sub(module.imported)? as usize)
        })
        .ok_or_else(missing)?;
    let mut constant = None;
    for operator in body.get_operators_reader().map_err(malformed)? {
        match operator.map_err(malformed)? {
            Operator::I32Const { value } => constant = Some(value as u32),
            Operator::I32Store { .. } => {
                if let Some(function) = constant.and_then(|place| module.table.get(&place)) {
                    return Ok(*function);
                }
            }
            _ => constant = None,
        }
    }
    Err(missing())
}

/// What must be known of a module to find a function by a pointer.
#[derive(Default)]
struct Read<'a> {
    /// Imported functions come first among the indices.
    imported: u32,
    exports: BTreeMap<&'a str, u32>,
    /// Functions by their places in the table.
    table: BTreeMap<u32, u32>,
    bodies: Vec<FunctionBody<'a>>,
}

impl<'a> Read<'a> {
    fn of(wasm: &'a [u8]) -> Result<Self, SandboxError> {
        let mut read = Self::default();
        for payload in Parser::new(0).parse_all(wasm) {
            match payload.map_err(malformed)? {
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        let function = matches!(import.map_err(malformed)?.ty, TypeRef::Func(_));
                        read.imported += u32::from(function);
                    }
                }
                Payload::ExportSection(section) => {
                    for export in section {
                        let export = export.map_err(malformed)?;
                        if export.kind == ExternalKind::Func {
                            read.exports.insert(export.name, export.index);
                        }
                    }
                }
                Payload::ElementSection(section) => {
                    for element in section {
                        read.element(element.map_err(malformed)?)?;
                    }
                }
                Payload::CodeSectionEntry(body) => read.bodies.push(body),
                _ => {}
            }
        }
        Ok(read)
    }

    /// Functions that stand in the table from a constant place on.
    fn element(&mut self, element: wasmparser::Element<'a>) -> Result<(), SandboxError> {
        let ElementKind::Active { offset_expr, .. } = element.kind else {
            return Ok(());
        };
        let Ok(Operator::I32Const { value }) = offset_expr.get_operators_reader().read() else {
            return Ok(());
        };
        if let ElementItems::Functions(functions) = element.items {
            for (place, function) in (value as u32..).zip(functions) {
                self.table.insert(place, function.map_err(malformed)?);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_is_found_by_the_pointer_that_another_one_stores() {
        let wasm = wat::parse_str(
            r#"(module
                (import "env" "f" (func $imported))
                (memory 1)
                (table 8 funcref)
                (elem (i32.const 3) func $other $wanted)
                (func $other)
                (func $wanted)
                (func (export "sets") (i32.store offset=40 (i32.const 0) (i32.const 4)))
                (func (export "sets_none") (i32.store (i32.const 0) (i32.const 77))))"#,
        )
        .unwrap();
        assert_eq!(stored_function(&wasm, "sets").unwrap(), 2);
        for export in ["sets_none", "absent"] {
            let error = stored_function(&wasm, export).unwrap_err().to_string();
            assert!(error.contains(export), "{error}");
        }
    }
}
