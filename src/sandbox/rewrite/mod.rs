//! Rewrites a module so that certain of its functions tell the host that they were called.
//!
//! Function `f` that is to be observed moves to the end of the module; in its place stands a wrapper that calls it and
//! then sends its parameters and its result to `host.call` (see the format beside [`OBSERVED_TAG`]). Calls and tables refer to
//! `f`, so every call is seen, from inside the module too.

mod authoriser;

use std::collections::BTreeMap;

use wasm_encoder::{
    CodeSection, Function, FunctionSection, InstructionSink, Module, RawSection, ValType,
};
use wasmparser::{FuncType, KnownCustom, Name, Parser, Payload, TypeRef};

use super::SandboxError;
use super::hooks::{OBSERVED_TAG, WORDS_PER_PART};
use authoriser::Authoriser;

pub(super) use authoriser::AUTHORISERS_ARGUMENT;

/// What to change in a module, by the names of its name section.
#[derive(Clone, Debug, Default)]
pub struct Rewrite<'a> {
    /// Functions to observe; their position is their number in messages.
    pub observe: &'a [&'a str],
    /// Functions, by index, whose calls are told before they are made and without a result; they are numbered on.
    pub announce: &'a [u32],
    /// Whether SQLite's authoriser tells what each statement is about to touch; it is numbered last.
    pub authorise: bool,
}

/// The names of a module's functions, by index.
///
/// # Errors
/// If the module is malformed.
pub fn function_names(wasm: &[u8]) -> Result<BTreeMap<u32, String>, SandboxError> {
    let mut names = BTreeMap::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let Payload::CustomSection(section) = payload.map_err(malformed)? else {
            continue;
        };
        let KnownCustom::Name(reader) = section.as_known() else {
            continue;
        };
        for subsection in reader {
            if let Name::Function(map) = subsection.map_err(malformed)? {
                for naming in map {
                    let naming = naming.map_err(malformed)?;
                    names.insert(naming.index, naming.name.to_owned());
                }
            }
        }
    }
    Ok(names)
}

/// Applies a rewrite. The name section is dropped: nothing needs it afterwards, and it is large.
///
/// # Errors
/// If the module is malformed, lacks an observed function, or doesn't import `host.call`.
pub fn rewrite(wasm: &[u8], change: &Rewrite<'_>) -> Result<Vec<u8>, SandboxError> {
    let names = function_names(wasm)?;
    let shape = Shape::read(wasm)?;
    let mut observed = observed_functions(&names, change.observe)?;
    let further = (change.observe.len() as u32..).map(Told::Before);
    observed.extend(change.announce.iter().copied().zip(further));
    let authoriser = change
        .authorise
        .then(|| Authoriser::new(&names, &shape, &observed))
        .transpose()?;

    let mut out = Module::new();
    for payload in Parser::new(0).parse_all(wasm) {
        match payload.map_err(malformed)? {
            Payload::FunctionSection(_) => {
                let mut section = FunctionSection::new();
                for type_index in &shape.function_types {
                    section.function(*type_index);
                }
                for index in observed.keys() {
                    section.function(shape.type_of(*index)?);
                }
                if let Some(authoriser) = &authoriser {
                    section.function(authoriser.type_index);
                }
                out.section(&section);
            }
            Payload::TableSection(section) if authoriser.is_some() => {
                out.section(&authoriser::with_room(section)?);
            }
            Payload::ElementSection(section) if authoriser.is_some() => {
                let data = &wasm[section.range()];
                let authoriser = authoriser.as_ref().expect("the guard says so");
                out.section(&RawSection {
                    id: wasm_encoder::SectionId::Element.into(),
                    data: &authoriser.with_element(section.count(), data)?,
                });
            }
            Payload::CodeSectionStart { .. } => {
                out.section(&code_section(wasm, &shape, &observed, authoriser.as_ref())?);
            }
            Payload::CustomSection(section) if section.name() == "name" => {}
            payload => {
                if let Some((id, range)) = payload.as_section() {
                    out.section(&RawSection {
                        id,
                        data: &wasm[range],
                    });
                }
            }
        }
    }
    Ok(out.finish())
}

pub(super) fn malformed(error: wasmparser::BinaryReaderError) -> SandboxError {
    SandboxError::Module(error.to_string())
}

/// When the host is told of a call, with the function's number.
#[derive(Clone, Copy, Debug)]
enum Told {
    Before(u32),
    Afterwards(u32),
}

/// Index of each observed function -> its number.
fn observed_functions(
    names: &BTreeMap<u32, String>,
    wanted: &[&str],
) -> Result<BTreeMap<u32, Told>, SandboxError> {
    let by_name: BTreeMap<&str, u32> = names.iter().map(|(i, n)| (n.as_str(), *i)).collect();
    wanted
        .iter()
        .enumerate()
        .map(|(number, name)| {
            let index = by_name.get(name).ok_or_else(|| {
                SandboxError::Module(format!("there is no function `{name}` to observe"))
            })?;
            Ok((*index, Told::Afterwards(number as u32)))
        })
        .collect()
}

/// What must be known of a module to add functions to it.
struct Shape {
    types: Vec<FuncType>,
    /// Type index of each defined function.
    function_types: Vec<u32>,
    imported: u32,
    /// The function that tells the host, and how many parameters it has.
    host_call: (u32, usize),
    /// How many elements the first table has at first.
    table: u32,
}

impl Shape {
    fn read(wasm: &[u8]) -> Result<Self, SandboxError> {
        let mut types = Vec::new();
        let mut function_types = Vec::new();
        let mut imported = 0;
        let mut host_call = None;
        let mut table = 0;
        for payload in Parser::new(0).parse_all(wasm) {
            match payload.map_err(malformed)? {
                Payload::TypeSection(section) => {
                    for function in section.into_iter_err_on_gc_types() {
                        types.push(function.map_err(malformed)?);
                    }
                }
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        let import = import.map_err(malformed)?;
                        if let TypeRef::Func(_) = import.ty {
                            // Both take the same message; the second has a parameter to spare.
                            match (import.module, import.name) {
                                ("host", "call") => host_call = Some((imported, 4)),
                                ("env", "host_call") => host_call = Some((imported, 5)),
                                _ => {}
                            }
                            imported += 1;
                        }
                    }
                }
                Payload::FunctionSection(section) => {
                    for index in section {
                        function_types.push(index.map_err(malformed)?);
                    }
                }
                Payload::TableSection(section) => {
                    if let Some(first) = section.into_iter().next() {
                        table = first.map_err(malformed)?.ty.initial as u32;
                    }
                }
                _ => {}
            }
        }
        Ok(Self {
            types,
            function_types,
            imported,
            host_call: host_call.ok_or_else(|| {
                SandboxError::Module(
                    "the module imports no function to tell the host by".to_owned(),
                )
            })?,
            table,
        })
    }

    fn type_of(&self, function: u32) -> Result<u32, SandboxError> {
        function
            .checked_sub(self.imported)
            .and_then(|defined| self.function_types.get(defined as usize).copied())
            .ok_or_else(|| SandboxError::Module(format!("function {function} is not defined")))
    }
}

fn code_section(
    wasm: &[u8],
    shape: &Shape,
    observed: &BTreeMap<u32, Told>,
    authoriser: Option<&Authoriser>,
) -> Result<CodeSection, SandboxError> {
    let mut section = CodeSection::new();
    let mut moved = Vec::new();
    let mut index = shape.imported;
    let end = shape.imported + shape.function_types.len() as u32;
    for payload in Parser::new(0).parse_all(wasm) {
        let Payload::CodeSectionEntry(body) = payload.map_err(malformed)? else {
            continue;
        };
        let body = &wasm[body.range()];
        if let Some(number) = observed.get(&index) {
            let function_type = &shape.types[shape.type_of(index)? as usize];
            let original = end + moved.len() as u32;
            let wrapper = match authoriser {
                Some(authoriser) if authoriser.sets(index) => authoriser.setter(original),
                _ => {
                    let after = authoriser.filter(|authoriser| authoriser.opens(index));
                    wrapper(function_type, original, *number, shape.host_call, after)?
                }
            };
            section.function(&wrapper);
            moved.push(body);
        } else {
            section.raw(body);
        }
        index += 1;
    }
    for body in moved {
        section.raw(body);
    }
    if let Some(authoriser) = authoriser {
        section.function(&authoriser.body());
    }
    Ok(section)
}

/// A function that calls `original` and tells the host. `opens` is there if it opens a database.
fn wrapper(
    function_type: &FuncType,
    original: u32,
    told: Told,
    host_call: (u32, usize),
    opens: Option<&Authoriser>,
) -> Result<Function, SandboxError> {
    let convert = |t: &wasmparser::ValType| match t {
        wasmparser::ValType::I32 => Ok(ValType::I32),
        wasmparser::ValType::I64 => Ok(ValType::I64),
        wasmparser::ValType::F32 => Ok(ValType::F32),
        wasmparser::ValType::F64 => Ok(ValType::F64),
        other => Err(SandboxError::Module(format!(
            "a function with the type {other} can't be observed"
        ))),
    };
    let parameters = function_type
        .params()
        .iter()
        .map(convert)
        .collect::<Result<Vec<_>, _>>()?;
    let results = function_type
        .results()
        .iter()
        .map(convert)
        .collect::<Result<Vec<_>, _>>()?;
    let first_result = parameters.len() as u32;
    let mut function = Function::new(results.iter().map(|t| (1, *t)));
    let mut code = function.instructions();
    let call = |code: &mut InstructionSink<'_>| {
        for local in 0..first_result {
            code.local_get(local);
        }
        code.call(original);
    };
    let number = match told {
        Told::Before(number) => {
            tell(&mut code, &parameters, number, host_call);
            call(&mut code);
            code.end();
            return Ok(function);
        }
        Told::Afterwards(number) => number,
    };
    call(&mut code);
    for local in (0..results.len() as u32).rev() {
        code.local_set(first_result + local);
    }
    if let Some(authoriser) = opens {
        authoriser.set_on_success(&mut code, first_result);
    }
    let values: Vec<ValType> = parameters.iter().chain(&results).copied().collect();
    tell(&mut code, &values, number, host_call);
    for local in 0..results.len() as u32 {
        code.local_get(first_result + local);
    }
    code.end();
    Ok(function)
}

/// Sends the first locals, of these types, to the host.
fn tell(
    code: &mut InstructionSink<'_>,
    values: &[ValType],
    number: u32,
    (host_call, parameters): (u32, usize),
) {
    let words: Vec<Word> = values
        .iter()
        .enumerate()
        .flat_map(|(local, t)| Word::of(local as u32, *t))
        .collect();
    for (part, words) in words.chunks(WORDS_PER_PART).enumerate() {
        send(code, words, number, part as u32, (host_call, parameters));
        code.drop();
    }
}

/// Sends locals of 32 bits as one part of a message; what the host gives back is left on the stack.
fn tell_part(
    code: &mut InstructionSink<'_>,
    locals: &[u32],
    number: u32,
    part: u32,
    host_call: (u32, usize),
) {
    let words: Vec<Word> = locals
        .iter()
        .flat_map(|local| Word::of(*local, ValType::I32))
        .collect();
    send(code, &words, number, part, host_call);
}

fn send(
    code: &mut InstructionSink<'_>,
    words: &[Word],
    number: u32,
    part: u32,
    (host_call, parameters): (u32, usize),
) {
    code.i32_const((OBSERVED_TAG | number << 8 | part) as i32);
    for position in 0..parameters - 1 {
        match words.get(position) {
            Some(word) => word.push(code),
            None => {
                code.i32_const(0);
            }
        }
    }
    code.call(host_call);
}

/// One 32-bit word of a message.
#[derive(Clone, Copy)]
struct Word {
    local: u32,
    value_type: ValType,
    high: bool,
}

impl Word {
    fn of(local: u32, value_type: ValType) -> Vec<Self> {
        let wide = matches!(value_type, ValType::I64 | ValType::F64);
        let halves: &[bool] = if wide { &[false, true] } else { &[false] };
        halves
            .iter()
            .map(|&high| Self {
                local,
                value_type,
                high,
            })
            .collect()
    }

    fn push(self, code: &mut InstructionSink<'_>) {
        code.local_get(self.local);
        match self.value_type {
            ValType::F32 => {
                code.i32_reinterpret_f32();
            }
            ValType::F64 => {
                code.i64_reinterpret_f64();
            }
            _ => {}
        }
        if matches!(self.value_type, ValType::I64 | ValType::F64) {
            if self.high {
                code.i64_const(32).i64_shr_u();
            }
            code.i32_wrap_i64();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MODULE: &str = r#"(module
        (import "host" "call" (func $host (param i32 i32 i32 i32) (result i32)))
        (func $twice (export "twice") (param i32 i64) (result i32) (i32.mul (local.get 0) (i32.const 2)))
        (func (export "run") (result i32) (call $twice (i32.const 21) (i64.const 0x100000002))))"#;

    fn rewritten() -> Vec<u8> {
        let wasm = wat::parse_str(MODULE).unwrap();
        let change = Rewrite {
            observe: &["twice"],
            announce: &[],
            authorise: false,
        };
        rewrite(&wasm, &change).unwrap()
    }

    #[test]
    fn an_observed_function_tells_its_parameters_and_its_result() {
        let engine = wasmtime::Engine::default();
        let module = wasmtime::Module::new(&engine, rewritten()).unwrap();
        let mut linker = wasmtime::Linker::<Vec<[u32; 4]>>::new(&engine);
        linker
            .func_wrap(
                "host",
                "call",
                |mut caller: wasmtime::Caller<'_, Vec<[u32; 4]>>,
                 a: u32,
                 b: u32,
                 c: u32,
                 d: u32| {
                    caller.data_mut().push([a, b, c, d]);
                    0i32
                },
            )
            .unwrap();
        let mut store = wasmtime::Store::new(&engine, Vec::new());
        let instance = linker.instantiate(&mut store, &module).unwrap();
        let run = instance
            .get_typed_func::<(), i32>(&mut store, "run")
            .unwrap();
        assert_eq!(run.call(&mut store, ()).unwrap(), 42);
        assert_eq!(
            store.data(),
            &[[OBSERVED_TAG, 21, 2, 1], [OBSERVED_TAG | 1, 42, 0, 0]]
        );
    }

    #[test]
    fn a_missing_function_is_named() {
        let wasm = wat::parse_str(MODULE).unwrap();
        let change = Rewrite {
            observe: &["absent"],
            announce: &[],
            authorise: false,
        };
        let error = rewrite(&wasm, &change).unwrap_err().to_string();
        assert!(error.contains("absent"), "{error}");
    }
}
