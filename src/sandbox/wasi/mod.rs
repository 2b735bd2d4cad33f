//! WASI preview 1, served from the host's own state.
//!
//! A hook reads its arguments from guest memory, does the operation, records one event and writes the result. No policy
//! lives here. Layouts and numbers are those of the WASI preview 1 specification (`wasi_snapshot_preview1.witx`).

mod descriptors;
#[expect(
    clippy::too_many_arguments,
    reason = "the parameters are those of preview 1"
)]
mod paths;
#[expect(
    clippy::too_many_arguments,
    reason = "the parameters are those of preview 1"
)]
mod system;
mod transfer;
mod types;

use wasmtime::{Caller, Linker};

use super::fault::Fault;
use super::memory::GuestMemory;
use super::state::State;

/// The name of the import module.
const MODULE: &str = "wasi_snapshot_preview1";

/// Fuel that every host function costs: about what the same time of computing would.
const CALL_COST: u64 = 2_000;

/// Bytes that a host function moves for one unit of fuel.
pub(super) const BYTES_PER_FUEL: u64 = 2;

/// What a hook gives back: how many bytes it moved (to be charged). One that fails has moved none worth mentioning.
type HookResult = Result<u64, Fault>;

/// Takes fuel for work that the host does. When there isn't enough left, the guest stops at its next instruction.
pub(super) fn charge(caller: &mut Caller<'_, State>, fuel: u64) -> wasmtime::Result<()> {
    let left = caller.get_fuel()?;
    caller.set_fuel(left.saturating_sub(fuel))
}

/// Hands over the guest's memory and the host's state at the right virtual time.
pub(super) fn enter<T>(
    caller: &mut Caller<'_, State>,
    work: impl FnOnce(&mut GuestMemory<'_>, &mut State) -> T,
) -> wasmtime::Result<T> {
    let left = caller.get_fuel()?;
    let memory = caller
        .data()
        .memory
        .ok_or_else(|| wasmtime::Error::msg("the guest has no memory"))?;
    let (bytes, state) = memory.data_and_store_mut(caller);
    state.follow_fuel(left);
    Ok(work(&mut GuestMemory::new(bytes), state))
}

/// Runs a hook, and charges for it.
fn serve(
    mut caller: Caller<'_, State>,
    hook: impl FnOnce(&mut GuestMemory<'_>, &mut State) -> HookResult,
) -> wasmtime::Result<u32> {
    let (result, work) = enter(&mut caller, |memory, state| {
        (hook(memory, state), state.take_work())
    })?;
    let moved = *result.as_ref().unwrap_or(&0);
    charge(&mut caller, CALL_COST + moved / BYTES_PER_FUEL + work)?;
    Ok(result.err().map_or(0, Fault::code))
}

/// Defines hooks: `name(parameters) => implementation;` with all parameters `u32` unless they say otherwise.
macro_rules! hooks {
    ($linker:ident; $($name:ident ( $($arg:ident : $ty:ty),* ) => $body:expr;)*) => {
        $(
            $linker.func_wrap(
                MODULE,
                stringify!($name),
                |caller: Caller<'_, State>, $($arg: $ty),*| serve(caller, |m, s| ($body)(m, s $(, $arg)*)),
            )?;
        )*
    };
}

/// Adds all of preview 1 to a linker.
pub(super) fn add_to_linker(linker: &mut Linker<State>) -> wasmtime::Result<()> {
    hooks! { linker;
        args_get(argv: u32, buffer: u32) => system::args_get;
        args_sizes_get(count: u32, size: u32) => system::args_sizes_get;
        environ_get(environ: u32, buffer: u32) => system::environ_get;
        environ_sizes_get(count: u32, size: u32) => system::environ_sizes_get;
        clock_res_get(id: u32, out: u32) => system::clock_res_get;
        clock_time_get(id: u32, precision: u64, out: u32) => system::clock_time_get;
        random_get(buffer: u32, len: u32) => system::random_get;
        poll_oneoff(subscriptions: u32, events: u32, count: u32, out: u32) => system::poll_oneoff;
        fd_advise(fd: u32, offset: u64, len: u64, advice: u32) => descriptors::fd_advise;
        fd_allocate(fd: u32, offset: u64, len: u64) => descriptors::fd_allocate;
        fd_close(fd: u32) => descriptors::fd_close;
        fd_datasync(fd: u32) => descriptors::fd_sync;
        fd_sync(fd: u32) => descriptors::fd_sync;
        fd_fdstat_get(fd: u32, out: u32) => descriptors::fd_fdstat_get;
        fd_fdstat_set_flags(fd: u32, flags: u32) => descriptors::fd_fdstat_set_flags;
        fd_fdstat_set_rights(fd: u32, base: u64, inheriting: u64) => descriptors::fd_fdstat_set_rights;
        fd_filestat_get(fd: u32, out: u32) => descriptors::fd_filestat_get;
        fd_filestat_set_size(fd: u32, size: u64) => descriptors::fd_filestat_set_size;
        fd_filestat_set_times(fd: u32, atim: u64, mtim: u64, flags: u32) => descriptors::fd_filestat_set_times;
        fd_read(fd: u32, iovs: u32, count: u32, out: u32) => transfer::fd_read;
        fd_pread(fd: u32, iovs: u32, count: u32, offset: u64, out: u32) => transfer::fd_pread;
        fd_write(fd: u32, iovs: u32, count: u32, out: u32) => transfer::fd_write;
        fd_pwrite(fd: u32, iovs: u32, count: u32, offset: u64, out: u32) => transfer::fd_pwrite;
        fd_prestat_get(fd: u32, out: u32) => descriptors::fd_prestat_get;
        fd_prestat_dir_name(fd: u32, path: u32, len: u32) => descriptors::fd_prestat_dir_name;
        fd_readdir(fd: u32, buffer: u32, len: u32, cookie: u64, out: u32) => descriptors::fd_readdir;
        fd_renumber(from: u32, to: u32) => descriptors::fd_renumber;
        fd_seek(fd: u32, delta: i64, whence: u32, out: u32) => descriptors::fd_seek;
        fd_tell(fd: u32, out: u32) => descriptors::fd_tell;
        path_create_directory(fd: u32, path: u32, len: u32) => paths::path_create_directory;
        path_filestat_get(fd: u32, flags: u32, path: u32, len: u32, out: u32) => paths::path_filestat_get;
        path_filestat_set_times(fd: u32, flags: u32, path: u32, len: u32, atim: u64, mtim: u64, set: u32)
            => paths::path_filestat_set_times;
        path_link(old_fd: u32, flags: u32, old: u32, old_len: u32, new_fd: u32, new: u32, new_len: u32)
            => paths::path_link;
        path_open(fd: u32, lookup: u32, path: u32, len: u32, oflags: u32, rights: u64, inheriting: u64, flags: u32, out: u32)
            => paths::path_open;
        path_readlink(fd: u32, path: u32, len: u32, buffer: u32, buffer_len: u32, out: u32) => paths::path_readlink;
        path_remove_directory(fd: u32, path: u32, len: u32) => paths::path_remove_directory;
        path_rename(old_fd: u32, old: u32, old_len: u32, new_fd: u32, new: u32, new_len: u32) => paths::path_rename;
        path_symlink(target: u32, target_len: u32, fd: u32, path: u32, len: u32) => paths::path_symlink;
        path_unlink_file(fd: u32, path: u32, len: u32) => paths::path_unlink_file;
        sock_accept(fd: u32, flags: u32, out: u32) => system::sock_accept;
        sock_recv(fd: u32, data: u32, count: u32, flags: u32, size: u32, out_flags: u32) => system::sock_recv;
        sock_send(fd: u32, data: u32, count: u32, flags: u32, size: u32) => system::sock_send;
        sock_shutdown(fd: u32, how: u32) => system::sock_shutdown;
    }
    linker.func_wrap(MODULE, "sched_yield", |mut caller: Caller<'_, State>| {
        charge(&mut caller, CALL_COST).map(|()| 0u32)
    })?;
    linker.func_wrap(
        MODULE,
        "proc_exit",
        |caller: Caller<'_, State>, code: u32| system::proc_exit(caller, code),
    )?;
    linker.func_wrap(
        MODULE,
        "proc_raise",
        |_: Caller<'_, State>, signal: u32| -> wasmtime::Result<u32> {
            // As a shell reports a process that a signal ended.
            Err(wasmtime_wasi::I32Exit(128 + signal as i32 % 128).into())
        },
    )?;
    Ok(())
}
