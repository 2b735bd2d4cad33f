//! Snapshots: a module whose memory is what it was after some preparation.

use wasmtime::{Module, Val};
use wasmtime_wizer::{InstanceState, SnapshotVal, ValType, Wizer};

use super::clock::SNAPSHOT_START;
use super::driver::Job;
use super::engine::Effort;
use super::guest::{Finished, Guest, Image, Setup, Step};
use super::limits::Limits;
use super::world::World;
use super::{Observation, SandboxError};

/// What a snapshot may report about its phases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// The preparation runs inside the guest.
    Prepare,
    /// The memory is written into a new module.
    Write,
}

/// Instantiates a module in a world, prepares the guest, and gives the module with the memory that this left, with what
/// the guest wrote and the file system that it left.
///
/// The same module, world and preparation give the same snapshot, bit for bit, on every machine. `compile` compiles the
/// instrumented module, with [`Effort::Quick`]; `adjust` may change the memory before it is taken.
///
/// # Errors
/// If the module is unfit, or the preparation fails; its output is part of the message.
pub fn snapshot<E: From<SandboxError>>(
    wasm: &[u8],
    world: World,
    prepare: impl FnOnce(&mut Guest) -> Result<Step, SandboxError>,
    compile: impl FnOnce(&[u8]) -> Result<Module, E>,
    adjust: impl FnOnce(&mut [u8]) -> Result<(), E>,
    mut phase: impl FnMut(Phase),
) -> Result<(Vec<u8>, Finished), E> {
    let wizer = Wizer::new();
    let (context, instrumented) = wizer.instrument(wasm).map_err(SandboxError::engine)?;
    let module = compile(&instrumented)?;
    drop(instrumented);
    let observed: std::sync::Arc<[Observation]> = std::sync::Arc::new([]);
    let image = Image::new(&module, Effort::Quick, observed)?;
    phase(Phase::Prepare);
    let limits = Limits {
        fuel: 1 << 50,
        memory: 1 << 30,
        wall: std::time::Duration::from_secs(1800),
        ..Limits::default()
    };
    let mut setup = Setup::new(world, limits, Job::default());
    setup.start = SNAPSHOT_START;
    let mut guest = Guest::start(&image, setup)?;
    let step = prepare(&mut guest)?;
    if step != Step::Returned(0) {
        let execution = guest.finish(step.clone()).execution;
        let text = format!(
            "the preparation of the snapshot ended with {step:?}\n{}{}",
            execution.stdout.text, execution.stderr.text
        );
        return Err(SandboxError::Host(text).into());
    }
    let memory = guest.store.data().memory.expect("set at the start");
    adjust(memory.data_mut(&mut guest.store))?;
    phase(Phase::Write);
    let written =
        futures_executor::block_on(wizer.snapshot(&context, &mut Snapshotted(&mut guest)))
            .map_err(SandboxError::engine)?;
    Ok((written, guest.finish(step)))
}

struct Snapshotted<'a>(&'a mut Guest);

impl InstanceState for Snapshotted<'_> {
    async fn global_get(&mut self, name: &str, _: ValType) -> SnapshotVal {
        let guest = &mut *self.0;
        let global = guest
            .instance
            .get_global(&mut guest.store, name)
            .expect("the instrumented module exports each of its globals");
        match global.get(&mut guest.store) {
            Val::I32(x) => SnapshotVal::I32(x),
            Val::I64(x) => SnapshotVal::I64(x),
            Val::F32(x) => SnapshotVal::F32(x),
            Val::F64(x) => SnapshotVal::F64(x),
            Val::V128(x) => SnapshotVal::V128(x.as_u128()),
            _ => unreachable!("only globals of number types are snapshotted"),
        }
    }

    async fn memory_contents(&mut self, name: &str, contents: impl FnOnce(&[u8]) + Send) {
        let guest = &mut *self.0;
        let memory = guest
            .instance
            .get_memory(&mut guest.store, name)
            .expect("the instrumented module exports each of its memories");
        contents(memory.data(&guest.store));
    }
}
