//! Side modules: code that is linked to a runtime module when a guest starts.
//!
//! A compiled candidate doesn't bring a C library along: it is position-independent code that imports its functions,
//! the addresses of its data, the memory and the table from the runtime module (WebAssembly's convention for dynamic
//! linking, `DynamicLinking.md` of the tool conventions). It gets exports of the runtime module and nothing else: no host
//! function is within its reach, save through the runtime module's code.

use std::sync::Arc;

use wasmparser::{Dylink0Subsection, KnownCustom, Parser, Payload};
use wasmtime::{
    Extern, ExternType, Global, GlobalType, Module, Mutability, Ref, Trap, Val, ValType,
};

use super::effort_bound;
use super::engine::{self, Effort};
use super::execution::Ended;
use super::guest::{Guest, Image, Step};
use super::host::Bottom;
use super::{Place, SandboxError};

/// Tells the place in the source of a position in a side module, given in bytes from the start of the module.
pub type Locate = dyn Fn(u32) -> Option<Place> + Send + Sync;

/// A side module that fits a runtime module.
#[derive(Clone)]
pub struct SideModule {
    module: Module,
    needs: Needs,
    imports: Arc<[Import]>,
    locate: Arc<Locate>,
}

impl std::fmt::Debug for SideModule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SideModule")
            .field("needs", &self.needs)
            .finish_non_exhaustive()
    }
}

/// Why a module can't be linked: the candidate's doing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    /// It refers to what is not there.
    #[error("undefined symbol: {0}")]
    Undefined(String),
    /// It refers to something of another kind or type.
    #[error("{0} is declared with another type than it has")]
    OtherType(String),
    /// It imports from a module that it has no business with.
    #[error("it imports {0} from {1}, which is not allowed")]
    Forbidden(String, String),
    /// It is no side module, or too large.
    #[error("{0}")]
    Malformed(String),
}

/// What the `dylink.0` section asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Needs {
    memory: u32,
    memory_align: u32,
    table: u32,
}

/// Where an import comes from.
#[derive(Clone)]
enum Import {
    MemoryBase,
    TableBase,
    /// An export of the runtime module.
    Runtime(wasmtime::ModuleExport),
    /// The address of data of the runtime module.
    RuntimeData(wasmtime::ModuleExport),
    /// The table index of a function of the runtime module.
    RuntimeFunction(wasmtime::ModuleExport),
    /// The address of data of the side module itself.
    OwnData(String),
    /// The table index of a function of the side module itself.
    OwnFunction(String),
}

/// The most memory that a side module may ask for its data, in bytes.
const MAX_DATA: u32 = 256 << 20;
/// The most table elements that a side module may ask for.
const MAX_TABLE: u32 = 1 << 18;
/// The most imports: each costs the host some time for every execution.
const MAX_IMPORTS: usize = 20_000;
/// The bounds above leave room in the table for all imports.
const FULL: SandboxError = SandboxError::Export("room in the table");

impl SideModule {
    /// Prepares a side module for a runtime module: compiles it and finds what it imports.
    ///
    /// # Errors
    /// If it doesn't fit. The outer error is the system's, the inner one the candidate's.
    pub fn new(
        wasm: &[u8],
        runtime: &Image,
        locate: Arc<Locate>,
    ) -> Result<Result<Self, LinkError>, SandboxError> {
        let needs = match Needs::read(wasm) {
            Ok(needs) => needs,
            Err(error) => return Ok(Err(error)),
        };
        match effort_bound::units(wasm) {
            Ok(units) if units <= effort_bound::MOST => {}
            Ok(_) => {
                let text = "compiling it to machine code takes too long".to_owned();
                return Ok(Err(LinkError::Malformed(text)));
            }
            Err(error) => return Ok(Err(LinkError::Malformed(error.to_string()))),
        }
        let engine = engine::engine(Effort::Quick)?;
        let module = match Module::new(engine, wasm) {
            Ok(module) => module,
            // The compiler made it, but from inline assembly anything can come.
            Err(error) => return Ok(Err(LinkError::Malformed(format!("{error:#}")))),
        };
        Ok(resolve(&module, runtime.module()).map(|imports| Self {
            module,
            needs,
            imports: imports.into(),
            locate,
        }))
    }
}

impl Needs {
    fn read(wasm: &[u8]) -> Result<Self, LinkError> {
        let malformed =
            |error: wasmparser::BinaryReaderError| LinkError::Malformed(error.to_string());
        let mut needs = None;
        for payload in Parser::new(0).parse_all(wasm) {
            let Payload::CustomSection(section) = payload.map_err(malformed)? else {
                continue;
            };
            let KnownCustom::Dylink0(reader) = section.as_known() else {
                continue;
            };
            for subsection in reader {
                if let Dylink0Subsection::MemInfo(info) = subsection.map_err(malformed)? {
                    needs = Some(Self {
                        memory: info.memory_size,
                        memory_align: info.memory_alignment,
                        table: info.table_size,
                    });
                }
            }
        }
        let needs = needs
            .ok_or_else(|| LinkError::Malformed("it is no position-independent code".to_owned()))?;
        if needs.memory > MAX_DATA || needs.table > MAX_TABLE || needs.memory_align > 16 {
            let text = "its static data is too large".to_owned();
            return Err(LinkError::Malformed(text));
        }
        Ok(needs)
    }
}

fn resolve(module: &Module, runtime: &Module) -> Result<Vec<Import>, LinkError> {
    if module.imports().len() > MAX_IMPORTS {
        return Err(LinkError::Malformed(format!(
            "it has more than {MAX_IMPORTS} imports"
        )));
    }
    module
        .imports()
        .map(|import| {
            let name = import.name();
            let own = || module.get_export(name);
            match (import.module(), name) {
                ("env", "__memory_base") => Ok(Import::MemoryBase),
                ("env", "__table_base") => Ok(Import::TableBase),
                ("env", _) => {
                    let name = exported(runtime, name);
                    let index = runtime
                        .get_export_index(&name)
                        .ok_or_else(|| LinkError::Undefined(name.to_string()))?;
                    let found = runtime.get_export(&name);
                    if !found.is_some_and(|found| fits(&import.ty(), &found)) {
                        return Err(LinkError::OtherType(name.into_owned()));
                    }
                    Ok(Import::Runtime(index))
                }
                ("GOT.mem", _) => match (runtime.get_export(name), own()) {
                    (_, Some(ExternType::Global(_))) => Ok(Import::OwnData(name.to_owned())),
                    (Some(ExternType::Global(_)), _) => Ok(Import::RuntimeData(
                        runtime.get_export_index(name).expect("it was just found"),
                    )),
                    _ => Err(LinkError::Undefined(name.to_owned())),
                },
                ("GOT.func", _) => {
                    let theirs = exported(runtime, name);
                    match (runtime.get_export(&theirs), own()) {
                        (_, Some(ExternType::Func(_))) => Ok(Import::OwnFunction(name.to_owned())),
                        (Some(ExternType::Func(_)), _) => Ok(Import::RuntimeFunction(
                            runtime
                                .get_export_index(&theirs)
                                .expect("it was just found"),
                        )),
                        _ => Err(LinkError::Undefined(name.to_owned())),
                    }
                }
                (other, _) => Err(LinkError::Forbidden(name.to_owned(), other.to_owned())),
            }
        })
        .collect()
}

/// The name under which the runtime module exports a function: the linker's `--wrap` leaves the original beside what is to
/// take its place.
fn exported<'n>(runtime: &Module, name: &'n str) -> std::borrow::Cow<'n, str> {
    let wrapper = format!("__wrap_{name}");
    match runtime.get_export_index(&wrapper) {
        Some(_) => wrapper.into(),
        None => name.into(),
    }
}

/// Whether an import can be served by an export, as far as a user can get it wrong; the engine checks the rest.
fn fits(import: &ExternType, export: &ExternType) -> bool {
    match (import, export) {
        (ExternType::Func(wanted), ExternType::Func(found)) => {
            let same = |a: &mut dyn Iterator<Item = ValType>,
                        b: &mut dyn Iterator<Item = ValType>| {
                loop {
                    match (a.next(), b.next()) {
                        (None, None) => return true,
                        (Some(x), Some(y)) if ValType::eq(&x, &y) => {}
                        _ => return false,
                    }
                }
            };
            same(&mut wanted.params(), &mut found.params())
                && same(&mut wanted.results(), &mut found.results())
        }
        (ExternType::Global(wanted), ExternType::Global(found)) => {
            ValType::eq(wanted.content(), found.content())
                && wanted.mutability() == found.mutability()
        }
        _ => std::mem::discriminant(import) == std::mem::discriminant(export),
    }
}

impl Guest {
    /// Links a side module to the guest and runs its initialisers. From here on what happens is the candidate's doing.
    ///
    /// # Errors
    /// If the runtime module lacks what linking needs, or the wall-clock backstop struck.
    pub fn load_side(&mut self, side: &SideModule) -> Result<Step, SandboxError> {
        self.store.data_mut().locate = Some((side.module.clone(), side.locate.clone()));
        let pointer = self
            .instance
            .get_global(&mut self.store, "__stack_pointer")
            .ok_or(SandboxError::Export("__stack_pointer"))?;
        self.store.data_mut().bottom = Some(Bottom::here(pointer, &mut self.store));
        let needs = side.needs;
        let align = 1u32 << needs.memory_align;
        let place = self
            .instance
            .get_typed_func::<(u32, u32), u32>(&mut self.store, "dualgauge_side_memory")
            .map_err(|_| SandboxError::Export("dualgauge_side_memory"))?;
        let memory_base = match place.call(&mut self.store, (needs.memory.max(1), align)) {
            Ok(0) => return Ok(Step::Ended(Ended::OutOfMemory)),
            Ok(base) => base,
            Err(error) => return self.ended(&error).map(Step::Ended),
        };
        let table = self
            .instance
            .get_table(&mut self.store, "__indirect_function_table")
            .ok_or(SandboxError::Export("__indirect_function_table"))?;
        let Ok(table_base) = table.grow(&mut self.store, u64::from(needs.table), Ref::Func(None))
        else {
            return Ok(Step::Ended(Ended::OutOfMemory));
        };
        let (externs, later) = self.externs(side, memory_base, table_base as u32)?;
        let instance = match wasmtime::Instance::new(&mut self.store, &side.module, &externs) {
            Ok(instance) => instance,
            Err(error) if error.is::<Trap>() => return self.ended(&error).map(Step::Ended),
            // It asks for what it can't be given: the candidate's doing as well.
            Err(error) => {
                let reason = format!("{error:#}");
                return Ok(Step::Ended(Ended::Trapped { reason }));
            }
        };
        for (import, global) in later {
            let value = match import {
                Import::OwnData(name) => {
                    let own = instance.get_global(&mut self.store, name);
                    let offset = own.and_then(|own| own.get(&mut self.store).i32());
                    memory_base.wrapping_add(offset.unwrap_or(0) as u32)
                }
                Import::OwnFunction(name) => {
                    let function = instance.get_func(&mut self.store, name);
                    self.table_index(function)?.ok_or(FULL)?
                }
                _ => continue,
            };
            global
                .set(&mut self.store, Val::I32(value as i32))
                .map_err(SandboxError::engine)?;
        }
        self.side = Some(instance);
        self.side_base = memory_base;
        self.store.data_mut().recorder.set_candidate(true);
        if let Ok(relocate) =
            instance.get_typed_func::<(), ()>(&mut self.store, "__wasm_apply_data_relocs")
            && let Err(error) = relocate.call(&mut self.store, ())
        {
            return self.ended(&error).map(Step::Ended);
        }
        let Some(initialise) = instance.get_func(&mut self.store, "__wasm_call_ctors") else {
            return Ok(Step::Returned(0));
        };
        self.call_guarded("dualgauge_guarded", initialise)
    }

    /// Where the data of the side module begins.
    pub fn side_base(&self) -> u32 {
        self.side_base
    }

    /// What each import is given, and the globals whose values are known only when the instance is there.
    #[expect(
        clippy::type_complexity,
        reason = "two lists that are used at one place"
    )]
    fn externs<'a>(
        &mut self,
        side: &'a SideModule,
        memory_base: u32,
        table_base: u32,
    ) -> Result<(Vec<Extern>, Vec<(&'a Import, Global)>), SandboxError> {
        let mut externs = Vec::with_capacity(side.imports.len());
        let mut later = Vec::new();
        for import in side.imports.iter() {
            let external = match import {
                Import::MemoryBase => self.global(memory_base, Mutability::Const)?.into(),
                Import::TableBase => self.global(table_base, Mutability::Const)?.into(),
                Import::Runtime(index) => self.runtime_export(index)?,
                Import::RuntimeData(index) => {
                    let address = self
                        .runtime_export(index)?
                        .into_global()
                        .and_then(|global| global.get(&mut self.store).i32())
                        .ok_or(SandboxError::Export("data"))?;
                    self.global(address as u32, Mutability::Var)?.into()
                }
                Import::RuntimeFunction(index) => {
                    let function = self.runtime_export(index)?.into_func();
                    let at = self.table_index(function)?.ok_or(FULL)?;
                    self.global(at, Mutability::Var)?.into()
                }
                Import::OwnData(_) | Import::OwnFunction(_) => {
                    let global = self.global(0, Mutability::Var)?;
                    later.push((import, global));
                    global.into()
                }
            };
            externs.push(external);
        }
        Ok((externs, later))
    }

    fn runtime_export(&mut self, index: &wasmtime::ModuleExport) -> Result<Extern, SandboxError> {
        self.instance
            .get_module_export(&mut self.store, index)
            .ok_or(SandboxError::Export("what its index names"))
    }

    fn global(&mut self, value: u32, mutability: Mutability) -> Result<Global, SandboxError> {
        let kind = GlobalType::new(ValType::I32, mutability);
        Global::new(&mut self.store, kind, Val::I32(value as i32)).map_err(SandboxError::engine)
    }

    /// Puts a function into the table; `None` if the candidate has filled it.
    pub(super) fn table_index(
        &mut self,
        function: Option<wasmtime::Func>,
    ) -> Result<Option<u32>, SandboxError> {
        let table = self
            .instance
            .get_table(&mut self.store, "__indirect_function_table")
            .ok_or(SandboxError::Export("__indirect_function_table"))?;
        let at = table.grow(&mut self.store, 1, Ref::Func(function));
        Ok(at.ok().map(|at| at as u32))
    }
}
