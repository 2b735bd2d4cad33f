//! What compiling a side module to machine code costs the host, about: no fuel bounds the engine's compiler, so that a
//! module is looked through before.
//!
//! A unit is a byte of plain code, some 0.5 to 1.5 µs. The prices were measured with modules that consist of one thing alone.

use wasmparser::{BinaryReaderError, FunctionBody, Operator, Parser, Payload};

/// The most units of a module: several seconds, and less than 2 GiB.
pub(super) const MOST: u64 = 6 << 20;

/// A function, however small.
const FUNCTION: u64 = 100;
/// A loop: the checks of fuel and time in it.
const LOOP: u64 = 100;
/// What calls the engine: it leaves and comes back with all the checks.
const BULK: u64 = 100;
/// Pairs of a local and a place where control flow joins, for a unit. The compiler may meet each local at each join.
const PAIRS: u64 = 16;
/// Bytes of other sections for a unit.
const DATA: u64 = 16;

/// The units that a module costs.
pub(super) fn units(wasm: &[u8]) -> Result<u64, BinaryReaderError> {
    let mut all = wasm.len() as u64 / DATA;
    for payload in Parser::new(0).parse_all(wasm) {
        if let Payload::CodeSectionEntry(body) = payload? {
            all = all.saturating_add(of_function(&body)?);
            if all > MOST {
                break;
            }
        }
    }
    Ok(all)
}

fn of_function(body: &FunctionBody<'_>) -> Result<u64, BinaryReaderError> {
    let range = body.range();
    let mut locals = 0;
    for declared in body.get_locals_reader()? {
        locals += u64::from(declared?.0);
    }
    let (mut loops, mut joins, mut targets, mut bulk) = (0u64, 0u64, 0u64, 0u64);
    for operator in body.get_operators_reader()? {
        match operator? {
            Operator::Loop { .. } => loops += 1,
            Operator::Block { .. } | Operator::If { .. } | Operator::TryTable { .. } => joins += 1,
            Operator::BrTable { targets: table } => targets += u64::from(table.len()),
            Operator::MemoryGrow { .. }
            | Operator::MemoryFill { .. }
            | Operator::MemoryCopy { .. }
            | Operator::MemoryInit { .. }
            | Operator::TableGet { .. }
            | Operator::TableSet { .. }
            | Operator::TableGrow { .. }
            | Operator::TableFill { .. }
            | Operator::TableCopy { .. }
            | Operator::TableInit { .. } => bulk += 1,
            _ => {}
        }
    }
    Ok(FUNCTION
        + (range.end - range.start) as u64
        + locals
        + targets
        + LOOP * loops
        + BULK * bulk
        + locals * loops
        + locals * joins / PAIRS)
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{
        BlockType, CodeSection, Function, FunctionSection, Module, TypeSection, ValType,
    };

    use super::*;

    /// A module of one function with some locals and loops.
    fn module(locals: u32, loops: usize) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut functions = FunctionSection::new();
        functions.function(0);
        let mut function = Function::new([(locals, ValType::I32)]);
        for _ in 0..loops {
            function.instructions().loop_(BlockType::Empty).end();
        }
        function.instructions().end();
        let mut code = CodeSection::new();
        code.function(&function);
        let mut module = Module::new();
        module.section(&types).section(&functions).section(&code);
        module.finish()
    }

    #[test]
    fn loops_and_locals_are_dear_together() {
        assert!(units(&module(1000, 100)).unwrap() < MOST / 10);
        assert!(units(&module(40_000, 1)).unwrap() < MOST / 10);
        assert!(units(&module(20_000, 1000)).unwrap() > MOST);
        assert!(units(&module(0, 100_000)).unwrap() > MOST);
    }
}
