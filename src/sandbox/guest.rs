//! A guest: one fresh instance with the host's state for it, from its start to its record.

use std::path::Path;
use std::sync::Arc;

use wasmtime::{Caller, Instance, InstancePre, Linker, Module, Store, Trap, Val, WasmBacktrace};

use super::SandboxError;
use super::clock::Clock;
use super::driver::{self, DriverLink, Job};
use super::effects;
use super::engine::{self, Effort};
use super::execution::{Ended, Execution, Probes, Usage};
use super::hooks::{HookState, OBSERVED_TAG, Observation, WORDS_PER_PART};
use super::host::{self, Answers, Sites, innermost};
use super::interpreter::{self, Database, Interpreter};
use super::limits::{Limits, MemoryGuard};
use super::memory::GuestMemory;
use super::network::Network;
use super::processes::Processes;
use super::provenance::Provenance;
use super::random::Random;
use super::recorder::Recorder;
use super::state::State;
use super::streams::{Collector, Input};
use super::trace::Operation;
use super::vfs::Vfs;
use super::wasi;
use super::world::World;

/// A compiled module that is ready to be instantiated many times.
#[derive(Clone)]
pub struct Image {
    pre: InstancePre<State>,
    effort: Effort,
    /// SQLite for an interpreter that has none.
    database: Option<InstancePre<State>>,
}

impl std::fmt::Debug for Image {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Image").finish_non_exhaustive()
    }
}

impl Image {
    /// Makes an image of a module whose observed functions, by number, mean `observed`.
    ///
    /// # Errors
    /// If the module imports something that the sandbox doesn't serve.
    pub fn new(
        module: &Module,
        effort: Effort,
        observed: Arc<[Observation]>,
    ) -> Result<Self, SandboxError> {
        let mut linker = Linker::new(engine::engine(effort)?);
        wasi::add_to_linker(&mut linker).map_err(SandboxError::engine)?;
        host::add_to_linker(&mut linker).map_err(SandboxError::engine)?;
        interpreter::add_to_linker(&mut linker, observed.clone()).map_err(SandboxError::engine)?;
        linker
            .func_wrap(
                "host",
                "call",
                move |caller: Caller<'_, State>,
                      request: u32,
                      len: u32,
                      answer: u32,
                      answer_len: u32| {
                    host_call(caller, &observed, [request, len, answer, answer_len])
                },
            )
            .map_err(SandboxError::engine)?;
        let pre = linker
            .instantiate_pre(module)
            .map_err(SandboxError::engine)?;
        Ok(Self {
            pre,
            effort,
            database: None,
        })
    }

    /// Loads a compiled module, mapped from disk. `effort` names the engine that runs it; how it was compiled is its own
    /// matter.
    ///
    /// # Errors
    /// As [`engine::load`] and [`Image::new`].
    ///
    /// # Safety
    /// As [`engine::load`].
    pub unsafe fn load(
        path: &Path,
        effort: Effort,
        observed: Arc<[Observation]>,
    ) -> Result<Self, SandboxError> {
        // SAFETY: the caller vouches for the file.
        let module = unsafe { engine::load(path, effort) }?;
        Self::new(&module, effort, observed)
    }

    /// Gives each guest a database engine: a second module, for the same engine, that stands beside the first.
    pub fn with_database(mut self, database: Self) -> Self {
        self.database = Some(database.pre);
        self
    }

    pub(super) fn module(&self) -> &Module {
        self.pre.module()
    }
}

/// Everything that one guest is given.
pub struct Setup {
    /// What surrounds it.
    pub world: World,
    /// Its budgets.
    pub limits: Limits,
    /// The job for its driver.
    pub job: Job,
    /// Its standard input.
    pub stdin: Input,
    /// Where its standard output goes; kept up to the budget by default.
    pub stdout: Option<Collector>,
    /// Where its standard error goes; kept up to the budget by default.
    pub stderr: Option<Collector>,
    /// Which of the standard streams, by descriptor, are terminals; none by default.
    pub terminals: [bool; 3],
    /// When its clock starts, in nanoseconds since the Unix epoch.
    pub start: u64,
}

impl Setup {
    /// A guest with nothing on standard input.
    pub fn new(world: World, limits: Limits, job: Job) -> Self {
        Self {
            world,
            limits,
            job,
            stdin: Input::bytes([]),
            stdout: None,
            stderr: None,
            terminals: [false; 3],
            start: super::clock::EXECUTION_START,
        }
    }

    fn into_state(self) -> State {
        let world = self.world;
        let text = |(name, value): (String, String)| format!("{name}={value}").into_bytes();
        State {
            files: world.files,
            runtime_folders: world.runtime_folders,
            descriptors: State::descriptors_for(&self.limits),
            create_mode: None,
            clock: Clock::starting_at(self.start),
            network: Network::new(world.network),
            random: Random::seeded(&world.seed),
            provenance: Provenance::of_program(world.program_text.clone()),
            weak_random: Random::seeded(&format!("weak {}", world.seed)),
            recorder: Recorder::new(self.limits.events, self.limits.trace),
            stdin: self.stdin,
            stdout: self
                .stdout
                .unwrap_or_else(|| Collector::keeping(self.limits.output)),
            stderr: self
                .stderr
                .unwrap_or_else(|| Collector::keeping(self.limits.output)),
            terminals: self.terminals,
            arguments: world
                .arguments
                .into_iter()
                .map(String::into_bytes)
                .collect(),
            environment: world.environment.into_iter().map(text).collect(),
            processes: Processes::new(world.commands),
            servers: world.servers,
            link: DriverLink::new(self.job),
            hooks: HookState::default(),
            memory_guard: MemoryGuard::new(self.limits.memory),
            memory: None,
            locate: None,
            bottom: None,
            answers: Answers::default(),
            sites: Sites::default(),
            interpreter: Interpreter::default(),
            database: None,
            compression: Default::default(),
            fuel_budget: self.limits.fuel,
            work: 0,
        }
    }
}

/// What is left of a guest that ended.
#[derive(Debug)]
pub struct Finished {
    /// The record.
    pub execution: Execution,
    /// The file system as it was left.
    pub files: Vfs,
}

/// A running guest.
pub struct Guest {
    pub(super) store: Store<State>,
    pub(super) instance: Instance,
    /// The side module that is linked to it.
    pub(super) side: Option<Instance>,
    /// Where its data begins.
    pub(super) side_base: u32,
}

impl Guest {
    /// Makes a fresh instance.
    ///
    /// # Errors
    /// If the instance can't be made: the system's failure.
    pub fn start(image: &Image, setup: Setup) -> Result<Self, SandboxError> {
        let limits = setup.limits.clone();
        let mut store = Store::new(engine::engine(image.effort)?, setup.into_state());
        store.limiter(|state| &mut state.memory_guard);
        store.set_fuel(limits.fuel).map_err(SandboxError::engine)?;
        store.set_epoch_deadline(engine::epochs(limits.wall));
        let instance = image
            .pre
            .instantiate(&mut store)
            .map_err(SandboxError::engine)?;
        let memory = instance
            .get_memory(&mut store, "memory")
            .ok_or(SandboxError::Export("memory"))?;
        store.data_mut().memory = Some(memory);
        store.data_mut().database = image.database.clone().map(Database::new);
        Ok(Self {
            store,
            instance,
            side: None,
            side_base: 0,
        })
    }

    /// Hands a text to an exported function `(pointer, length) -> status`.
    ///
    /// # Errors
    /// If the guest has no such export, or the wall-clock backstop struck.
    pub fn call_text(&mut self, export: &'static str, text: &str) -> Result<Step, SandboxError> {
        let function = self
            .instance
            .get_typed_func::<(u32, u32), i32>(&mut self.store, export)
            .map_err(|_| SandboxError::Export(export))?;
        let at = match self.place_text(text)? {
            Ok(at) => at,
            Err(step) => return Ok(step),
        };
        match function.call(&mut self.store, (at, text.len() as u32)) {
            Ok(status) => Ok(Step::Returned(status)),
            Err(error) => self.ended(&error).map(Step::Ended),
        }
    }

    /// How a guest ended that stopped with an error.
    pub(super) fn ended(&mut self, error: &wasmtime::Error) -> Result<Ended, SandboxError> {
        let stack_ran_out = self.stack_ran_out();
        let place = self.place_of(error);
        if let Some(exit) = error.downcast_ref::<wasmtime_wasi::I32Exit>() {
            return Ok(Ended::Exited { code: exit.0 });
        }
        match error.downcast_ref::<Trap>() {
            Some(Trap::OutOfFuel) => Ok(Ended::OutOfFuel),
            Some(Trap::StackOverflow) => Ok(Ended::StackOverflow),
            Some(Trap::Interrupt) => Err(SandboxError::Backstop),
            Some(Trap::MemoryOutOfBounds) if stack_ran_out => Ok(Ended::StackOverflow),
            Some(_) if self.store.data().memory_guard.refused => Ok(Ended::OutOfMemory),
            Some(trap) => Ok(Ended::Trapped {
                reason: format!("{trap}{place}"),
            }),
            None if error.is::<wasmtime::ThrownException>() => Ok(Ended::Trapped {
                reason: format!("uncaught exception{place}"),
            }),
            None => Err(SandboxError::Host(format!("{error:#}"))),
        }
    }

    /// Whether the stack in linear memory, which lies at its beginning, was used up.
    fn stack_ran_out(&mut self) -> bool {
        let pointer = self.instance.get_global(&mut self.store, "__stack_pointer");
        pointer
            .is_some_and(|pointer| matches!(pointer.get(&mut self.store), Val::I32(at) if at < 0))
    }

    /// Where in the candidate's source a trap happened, in words; nothing where that isn't known.
    fn place_of(&self, error: &wasmtime::Error) -> String {
        let (Some((module, locate)), Some(stack)) = (
            &self.store.data().locate,
            error.downcast_ref::<WasmBacktrace>(),
        ) else {
            return String::new();
        };
        innermost(stack, module, locate).map_or(String::new(), |place| format!(" at {place}"))
    }

    /// Ends the guest and gives its record. `last` is how its last step went.
    pub fn finish(self, last: Step) -> Finished {
        let left = self.store.get_fuel().unwrap_or(0);
        let mut state = self.store.into_data();
        state.follow_fuel(left);
        state.work = 0;
        state.run_remaining_processes();
        let left = left.saturating_sub(state.take_work());
        for (fd, descriptor) in state.descriptors.drain() {
            state.close(fd, descriptor);
        }
        let received = std::mem::take(&mut state.link.received);
        let ended = if let Some((type_name, message, line)) = received.load_failed {
            Ended::LoadFailed {
                type_name,
                message,
                line,
            }
        } else if let Some((wanted, public)) = received.no_entry {
            Ended::NoEntry { wanted, public }
        } else {
            match (last, received.done) {
                (_, Some(None)) => Ended::Completed,
                (_, Some(Some(code))) => Ended::Exited { code },
                (Step::Ended(ended), None) => ended,
                (Step::Returned(_), None) => Ended::Trapped {
                    reason: "the driver came to no end".to_owned(),
                },
            }
        };
        let effects = effects::of(&state.files);
        if !effects.complete {
            state.recorder.fill();
        }
        let execution = Execution {
            ended,
            entries: received.entries,
            calls: received.calls,
            stdout: state.stdout.into_output(),
            stderr: state.stderr.into_output(),
            usage: Usage {
                fuel: state.fuel_budget.saturating_sub(left),
                memory: state.memory_guard.peak,
                events: state.recorder.len(),
                files: state.files.usage().files_created,
            },
            trace: state.recorder.into_events(),
            files: effects.list,
            probes: Probes::default(),
            coverage: received.coverage,
        };
        Finished {
            execution,
            files: state.files,
        }
    }
}

/// How one call into a guest went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// It returned this status.
    Returned(i32),
    /// It ended the guest.
    Ended(Ended),
}

/// Statuses of `host.call`.
const OK: i32 = 0;
const REFUSED: i32 = -2;

/// Takes a part of the message of an observed function.
pub(super) fn hear(
    mut caller: Caller<'_, State>,
    observed: &[Observation],
    code: u32,
    words: [u32; WORDS_PER_PART],
) -> wasmtime::Result<u32> {
    /// An observed call costs little: it was the guest's own call, and the host only takes a note.
    const COST: u64 = 200;
    let Some(memory) = caller.data().memory else {
        return Ok(0);
    };
    let (bytes, state) = memory.data_and_store_mut(&mut caller);
    // A message that doesn't make sense comes from a call that didn't: the function itself will fail.
    let answer = state.hooks.receive(
        observed,
        code,
        words,
        &GuestMemory::new(bytes),
        &mut state.recorder,
    );
    let work = state.hooks.take_work();
    wasi::charge(&mut caller, COST + work)?;
    Ok(answer.unwrap_or(0))
}

/// Serves `host.call`: a part of the message of an observed function, or a request of the driver.
fn host_call(
    mut caller: Caller<'_, State>,
    observed: &[Observation],
    [request, len, answer, answer_len]: [u32; 4],
) -> wasmtime::Result<i32> {
    const REQUEST_COST: u64 = 10_000;
    /// Reading JSON costs several copies and an allocation for each value.
    const REQUEST_BYTE_COST: u64 = 20;
    let Some(memory) = caller.data().memory else {
        return Ok(REFUSED);
    };
    if request >= OBSERVED_TAG {
        return hear(caller, observed, request, [len, answer, answer_len])
            .map(|answer| answer as i32);
    }
    if caller.data().locate.is_some() {
        // The host leads this guest: there is no driver that could ask.
        let what = "a request of a driver".to_owned();
        let recorder = &mut caller.data_mut().recorder;
        recorder.report(Operation::Tamper { what }, "ok");
        wasi::charge(&mut caller, REQUEST_COST)?;
        return Ok(REFUSED);
    }
    let left = caller.get_fuel()?;
    let (bytes, state) = memory.data_and_store_mut(&mut caller);
    state.follow_fuel(left);
    let Ok(text) = GuestMemory::new(bytes).copy(request, len) else {
        return Ok(REFUSED);
    };
    let result = driver::answer(state, &text, left);
    let work = state.take_work();
    let cost = REQUEST_COST + REQUEST_BYTE_COST * u64::from(len) + work;
    wasi::charge(&mut caller, cost)?;
    let Ok(reply) = result else {
        return Ok(REFUSED);
    };
    let copied = reply.len() as u64 / wasi::BYTES_PER_FUEL;
    wasi::charge(&mut caller, copied)?;
    if caller.data().link.received.done.is_some() {
        // Nothing that follows would count, so nothing follows: what was done then would leave its effects and no trace.
        return Err(wasmtime_wasi::I32Exit(0).into());
    }
    let alloc = caller
        .get_export("host_alloc")
        .and_then(wasmtime::Extern::into_func)
        .ok_or_else(|| wasmtime::Error::msg("the guest exports no host_alloc"))?
        .typed::<u32, u32>(&caller)?;
    let size = reply.len() as u32;
    let at = alloc.call(&mut caller, size)?;
    if at == 0 {
        // The guest has no memory left for the answer.
        return Ok(REFUSED);
    }
    let mut guest = GuestMemory::new(memory.data_mut(&mut caller));
    let written = guest
        .write(at, &reply)
        .and_then(|()| guest.write_u32(answer, at))
        .and_then(|()| guest.write_u32(answer_len, size));
    Ok(if written.is_ok() { OK } else { REFUSED })
}
