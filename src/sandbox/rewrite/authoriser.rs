//! SQLite's authoriser: what a statement is about to touch, told to the host.
//!
//! A function that SQLite asks about each table, column and pragma is added to the module and to its table, and set on every
//! connection that is opened. A program may still set an authoriser of its own (or none): the host keeps which, and the added
//! function asks it then.

use std::collections::BTreeMap;

use wasm_encoder::{
    BlockType, ConstExpr, Encode, Function, InstructionSink, MemArg, TableSection, TableType,
    ValType,
};
use wasmparser::{TableSectionReader, ValType as Parsed};

use super::{Shape, Told, malformed, tell, tell_part};
use crate::sandbox::SandboxError;

/// The functions that open a connection: their second parameter is where it is left.
const OPENING: &[&str] = &["sqlite3_open", "sqlite3_open_v2"];
/// `sqlite3_set_authorizer(db, function, argument)`.
const SETTING: &str = "sqlite3_set_authorizer";
/// The parameters of an authoriser: its argument, what is about to happen, and four texts.
const PARAMETERS: u32 = 6;
/// The part of a message that asks for the argument of the program's own authoriser.
pub(in crate::sandbox) const AUTHORISERS_ARGUMENT: usize = 2;

/// What is added to the module.
pub(super) struct Authoriser {
    /// Its number in messages.
    number: u32,
    /// The number of [`SETTING`] in messages.
    setting: u32,
    /// Index of the added function, and of its type.
    function: u32,
    pub(super) type_index: u32,
    /// Its place in the table.
    element: u32,
    /// The functions that open, and the one that sets, by index.
    opening: Vec<u32>,
    set: u32,
    /// Where the original of the one that sets is.
    original: u32,
    host_call: (u32, usize),
}

impl Authoriser {
    /// Finds what it needs in a module. All functions concerned must be observed.
    pub(super) fn new(
        names: &BTreeMap<u32, String>,
        shape: &Shape,
        observed: &BTreeMap<u32, Told>,
    ) -> Result<Self, SandboxError> {
        let missing = |what: &str| SandboxError::Module(format!("there is no {what} to rewrite"));
        let places = observed.keys().enumerate();
        let (place, set) = places
            .map(|(place, index)| (place as u32, *index))
            .find(|(_, index)| names.get(index).is_some_and(|name| name == SETTING))
            .ok_or_else(|| missing(SETTING))?;
        let Told::Afterwards(setting) = observed[&set] else {
            return Err(missing(SETTING));
        };
        let type_index = shape
            .types
            .iter()
            .position(|found| {
                found.params() == [Parsed::I32; PARAMETERS as usize]
                    && found.results() == [Parsed::I32]
            })
            .ok_or_else(|| missing("type of an authoriser"))?;
        let defined = shape.imported + shape.function_types.len() as u32;
        Ok(Self {
            number: observed.len() as u32,
            setting,
            function: defined + observed.len() as u32,
            type_index: type_index as u32,
            element: shape.table,
            opening: observed
                .keys()
                .filter(|index| {
                    names
                        .get(index)
                        .is_some_and(|name| OPENING.contains(&name.as_str()))
                })
                .copied()
                .collect(),
            set,
            original: defined + place,
            host_call: shape.host_call,
        })
    }

    pub(super) fn opens(&self, function: u32) -> bool {
        self.opening.contains(&function)
    }

    pub(super) fn sets(&self, function: u32) -> bool {
        self.set == function
    }

    /// Calls the setter's original for the connection that is on the stack twice: as itself and as the argument.
    fn set(&self, code: &mut InstructionSink<'_>, connection: impl Fn(&mut InstructionSink<'_>)) {
        connection(code);
        code.i32_const(self.element as i32);
        connection(code);
        code.call(self.original);
    }

    /// After a connection was opened: sets the authoriser, if the result in this local is 0.
    pub(super) fn set_on_success(&self, code: &mut InstructionSink<'_>, result: u32) {
        code.local_get(result).i32_eqz().if_(BlockType::Empty);
        self.set(code, |code| {
            code.local_get(1).i32_load(MemArg {
                offset: 0,
                align: 2,
                memory_index: 0,
            });
        });
        code.drop().end();
    }

    /// In the setter's place: the host keeps what the program wants, and the authoriser stays.
    pub(super) fn setter(&self, original: u32) -> Function {
        debug_assert_eq!(original, self.original);
        let mut function = Function::new([]);
        let mut code = function.instructions();
        tell(&mut code, &[ValType::I32; 3], self.setting, self.host_call);
        self.set(&mut code, |code| {
            code.local_get(0);
        });
        code.end();
        function
    }

    /// The authoriser: tells the host, then asks the program's own where there is one, and allows everything otherwise.
    pub(super) fn body(&self) -> Function {
        let mut function = Function::new([(1, ValType::I32)]);
        let own = PARAMETERS;
        let mut code = function.instructions();
        tell_part(&mut code, &[0, 1, 2], self.number, 0, self.host_call);
        code.drop();
        tell_part(&mut code, &[3, 4, 5], self.number, 1, self.host_call);
        code.local_tee(own)
            .i32_eqz()
            .if_(BlockType::Result(ValType::I32))
            .i32_const(0)
            .else_();
        tell_part(
            &mut code,
            &[0],
            self.number,
            AUTHORISERS_ARGUMENT as u32,
            self.host_call,
        );
        for parameter in 1..PARAMETERS {
            code.local_get(parameter);
        }
        code.local_get(own)
            .call_indirect(0, self.type_index)
            .end()
            .end();
        function
    }

    /// An element section with one more segment: the authoriser at the end of the first table.
    pub(super) fn with_element(&self, count: u32, data: &[u8]) -> Result<Vec<u8>, SandboxError> {
        // The count may be written in more bytes than it takes.
        let digits = data.iter().position(|byte| byte & 0x80 == 0);
        let rest = digits
            .and_then(|last| data.get(last + 1..))
            .ok_or_else(|| SandboxError::Module("the element section is cut off".to_owned()))?;
        let mut section = Vec::with_capacity(data.len() + 16);
        (count + 1).encode(&mut section);
        section.extend_from_slice(rest);
        /// An active segment of the first table, of functions' indices.
        const ACTIVE: u32 = 0;
        ACTIVE.encode(&mut section);
        ConstExpr::i32_const(self.element as i32).encode(&mut section);
        [self.function].as_slice().encode(&mut section);
        Ok(section)
    }
}

/// A table section whose first table has room for one more element.
pub(super) fn with_room(section: TableSectionReader<'_>) -> Result<TableSection, SandboxError> {
    let mut tables = TableSection::new();
    for (position, table) in section.into_iter().enumerate() {
        let table = table.map_err(malformed)?.ty;
        if table.element_type != wasmparser::RefType::FUNCREF || table.table64 {
            return Err(SandboxError::Module(
                "a table isn't of functions".to_owned(),
            ));
        }
        let more = u64::from(position == 0);
        tables.table(TableType {
            element_type: wasm_encoder::RefType::FUNCREF,
            table64: false,
            minimum: table.initial + more,
            maximum: table.maximum.map(|most| most.max(table.initial + more)),
            shared: false,
        });
    }
    Ok(tables)
}
