//! The WebAssembly engine: one configuration for all candidates, a thread that lets epochs pass, compilation.

use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::OnceLock;
use std::time::Duration;

use wasmtime::{Config, Engine, Module, OperatorCost};

use super::SandboxError;

/// Stack of a guest, in bytes. How much of it a guest's recursion takes depends on the kind of processor, so it must be
/// the last limit that is met: an interpreter notices by its own stack, in linear memory, that it recurses too deeply, and
/// says so at the same depth everywhere.
const GUEST_STACK: usize = 128 << 20;

/// Stack that every thread that runs guests must have, in bytes. Well above the guest's, so that its recursion ends in a
/// clean trap whatever the host function on top of it needs. The system gives the memory when it is touched.
pub const THREAD_STACK: usize = GUEST_STACK + (32 << 20);

/// How often the epoch advances. Only the wall-clock backstop depends on it.
const EPOCH_TICK: Duration = Duration::from_millis(100);

/// How a module is compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effort {
    /// For code that runs often.
    Optimised,
    /// For code that runs once: compiles about twice as fast.
    Quick,
}

impl Effort {
    /// Its name in cache keys.
    pub fn name(self) -> &'static str {
        match self {
            Self::Optimised => "optimised",
            Self::Quick => "quick",
        }
    }
}

/// The version of the engine, part of the key of everything compiled.
pub const ENGINE_VERSION: &str = "wasmtime 48.0.8";

/// A text that names the configuration: part of the key of everything compiled, as compiled code fits one
/// configuration on one kind of processor only.
pub fn configuration_name() -> String {
    format!(
        "fuel epoch exceptions nan-canonical cow stack={GUEST_STACK} dear={DEAR} {} {}",
        std::env::consts::ARCH,
        std::env::consts::OS
    )
}

/// Fuel of an instruction that makes the engine itself work: unwinding, or asking the system for memory. It takes a
/// hundred times as long as others at least.
const DEAR: u8 = u8::MAX;

fn costs() -> OperatorCost {
    let mut costs = OperatorCost::new();
    costs.Throw = DEAR;
    costs.ThrowRef = DEAR;
    costs.MemoryGrow = DEAR;
    costs.TableGrow = DEAR;
    costs
}

/// How many frames of the stack are looked at when a guest traps.
const BACKTRACE_FRAMES: usize = 32;

fn config(effort: Effort) -> Config {
    let mut config = Config::new();
    config
        .consume_fuel(true)
        .operator_cost(costs())
        .epoch_interruption(true)
        .wasm_exceptions(true)
        .cranelift_nan_canonicalization(true)
        .relaxed_simd_deterministic(true)
        .memory_init_cow(true)
        .max_wasm_stack(GUEST_STACK)
        .async_stack_size(GUEST_STACK + (1 << 20))
        .wasm_backtrace_max_frames(None);
    if effort == Effort::Quick {
        config
            .cranelift_opt_level(wasmtime::OptLevel::None)
            .cranelift_regalloc_algorithm(wasmtime::RegallocAlgorithm::SinglePass)
            // Candidates that are compiled tell by them where they stopped.
            .wasm_backtrace_max_frames(NonZeroUsize::new(BACKTRACE_FRAMES));
    }
    config
}

/// The engine of an effort, shared by the whole process.
///
/// # Errors
/// If the engine doesn't support this machine.
pub fn engine(effort: Effort) -> Result<&'static Engine, SandboxError> {
    static OPTIMISED: OnceLock<Engine> = OnceLock::new();
    static QUICK: OnceLock<Engine> = OnceLock::new();
    let cell = match effort {
        Effort::Optimised => &OPTIMISED,
        Effort::Quick => &QUICK,
    };
    if let Some(engine) = cell.get() {
        return Ok(engine);
    }
    let engine = Engine::new(&config(effort)).map_err(SandboxError::engine)?;
    Ok(cell.get_or_init(|| {
        let ticking = engine.clone();
        std::thread::Builder::new()
            .name("epoch".to_owned())
            .spawn(move || {
                loop {
                    std::thread::sleep(EPOCH_TICK);
                    ticking.increment_epoch();
                }
            })
            .expect("a process that may run guests may start one thread");
        engine
    }))
}

/// The number of epochs after which a wall-clock backstop strikes.
pub(super) fn epochs(wall: Duration) -> u64 {
    u64::try_from(wall.as_millis() / EPOCH_TICK.as_millis()).unwrap_or(u64::MAX / 2) + 1
}

/// Compiles a module to machine code that [`load`] can map.
///
/// # Errors
/// If the module is not valid.
pub fn compile(wasm: &[u8], effort: Effort) -> Result<Vec<u8>, SandboxError> {
    engine(effort)?
        .precompile_module(wasm)
        .map_err(SandboxError::engine)
}

/// Loads a compiled module, mapped from the file.
///
/// # Errors
/// If the file can't be read or was compiled by another engine.
///
/// # Safety
/// The file must be one that [`compile`] produced, unaltered: it is run as machine code. The cache checks its digest.
pub unsafe fn load(path: &Path, effort: Effort) -> Result<Module, SandboxError> {
    // SAFETY: the caller vouches for the file.
    unsafe { Module::deserialize_file(engine(effort)?, path) }.map_err(SandboxError::engine)
}

/// Runs `work` on a pool whose threads have the stack that guests need.
///
/// # Panics
/// If the system gives no threads.
pub fn on_pool<T: Send>(jobs: usize, work: impl FnOnce() -> T + Send) -> T {
    rayon::ThreadPoolBuilder::new()
        .num_threads(jobs)
        .stack_size(THREAD_STACK)
        .build()
        .expect("the system gives threads")
        .install(work)
}
