//! SQLite beside an interpreter that has none: a second module in the same guest, with a memory of its own.
//!
//! It is a WASI reactor (`runtimes/javascript/sqlite/bridge.c`) that reads and writes the guest's files through the same
//! host functions as the interpreter, so its file accesses are recorded as any others. While it runs, its memory stands in
//! [`State::memory`]'s place. It is made when the guest first opens a database: most guests never do.

use std::collections::BTreeMap;

use wasmtime::{AsContextMut, Caller, Instance, InstancePre, Memory, Trap, TypedFunc};

use super::plain::{Refusal, Reply};
use crate::sandbox::state::State;
use crate::sandbox::wasi;

/// SQLite of one guest.
pub(in crate::sandbox) struct Database {
    module: InstancePre<State>,
    running: Option<Running>,
}

/// SQLite once it was started, and what the guest has open, by handle: addresses of the module's memory are not the guest's
/// to choose.
pub(super) struct Running {
    pub(super) exports: Exports,
    /// Connections: their addresses.
    connections: BTreeMap<u32, u32>,
    /// Statements: their addresses and the handles of their connections.
    statements: BTreeMap<u32, (u32, u32)>,
    last_handle: u32,
}

/// Why a call comes to no reply.
pub(super) enum Stop {
    /// The guest ends.
    Ended(wasmtime::Error),
    /// The call is refused.
    Refused(Refusal),
}

impl From<wasmtime::Error> for Stop {
    fn from(error: wasmtime::Error) -> Self {
        Self::Ended(error)
    }
}

impl From<Trap> for Stop {
    fn from(trap: Trap) -> Self {
        Self::Ended(trap.into())
    }
}

/// A refusal with the code that Node.js gives to a misuse of its database module.
pub(super) fn refused(message: &str) -> Stop {
    Stop::Refused(Refusal {
        code: "ERR_INVALID_STATE",
        message: message.to_owned(),
    })
}

/// What a function comes to.
pub(super) type Answer = wasmtime::Result<Result<Reply, Refusal>>;

/// The most connections and statements that a guest may have open.
const MAX_CONNECTIONS: usize = 256;
const MAX_STATEMENTS: usize = 4096;
/// What the guest is told of memory that can't be had: SQLite's code.
pub(super) const NO_MEMORY: u32 = 7;
/// Bytes that SQLite's own generator starts from.
const SEED: usize = 56;
/// Fuel that starting SQLite costs the host.
const START_COST: u64 = 500_000;

macro_rules! exports {
    ($($field:ident = $name:literal: ($($param:ty),*) -> $result:ty;)*) => {
        /// The module's functions; `bridge.c` describes them.
        pub(super) struct Exports {
            memory: Memory,
            $(pub(super) $field: TypedFunc<($($param,)*), $result>,)*
        }

        impl Exports {
            fn of(instance: &Instance, mut store: impl AsContextMut) -> wasmtime::Result<Self> {
                let memory = instance
                    .get_memory(&mut store, "memory")
                    .ok_or_else(|| wasmtime::Error::msg("SQLite's module exports no memory"))?;
                Ok(Self {
                    memory,
                    $($field: instance.get_typed_func(&mut store, $name)?,)*
                })
            }
        }
    };
}

exports! {
    initialise = "_initialize": () -> ();
    start = "db_start": (u32) -> u32;
    outbox = "db_outbox": () -> u32;
    outbox_length = "db_outbox_length": () -> u32;
    allocate = "db_allocate": (u32) -> u32;
    release = "db_release": (u32) -> ();
    open = "db_open": (u32, u32) -> u32;
    close = "db_close": (u32) -> u32;
    error = "db_error": (u32) -> u32;
    execute = "db_execute": (u32, u32) -> u32;
    prepare = "db_prepare": (u32, u32, u32) -> u32;
    columns = "db_columns": (u32) -> u32;
    expanded = "db_expanded": (u32) -> u32;
    bind_null = "db_bind_null": (u32, u32) -> u32;
    bind_integer = "db_bind_integer": (u32, u32, i64) -> u32;
    bind_float = "db_bind_float": (u32, u32, f64) -> u32;
    bind_bytes = "db_bind_bytes": (u32, u32, u32, u32, u32) -> u32;
    clear = "db_clear": (u32) -> ();
    fetch = "db_fetch": (u32, u32, u32) -> u32;
    reset = "db_reset": (u32) -> u32;
    finalise = "db_finalize": (u32) -> u32;
    state = "db_state": (u32) -> u32;
    busy_timeout = "db_busy_timeout": (u32, u32) -> ();
    configure = "db_configure": (u32, u32, u32) -> u32;
    define = "db_define": (u32, u32, i32, u32, u32, u32) -> u32;
}

impl Database {
    /// SQLite for one guest. Nothing is made before it is needed.
    pub(in crate::sandbox) fn new(module: InstancePre<State>) -> Self {
        Self {
            module,
            running: None,
        }
    }
}

/// Does something with SQLite, which is started if it isn't yet running.
pub(super) fn with(
    caller: &mut Caller<'_, State>,
    work: impl FnOnce(&mut Caller<'_, State>, &mut Running) -> Result<Reply, Stop>,
) -> Answer {
    // It is away while it works, so that it can't be entered twice.
    let Some(mut database) = caller.data_mut().database.take() else {
        return Ok(Err(Refusal {
            code: "ERR_INVALID_STATE",
            message: "no database can be used here".to_owned(),
        }));
    };
    let memory = caller.data().memory;
    let result = database.running(caller).and_then(|running| {
        caller.data_mut().memory = Some(running.exports.memory);
        work(caller, running)
    });
    let state = caller.data_mut();
    state.memory = memory;
    state.database = Some(database);
    match result {
        Ok(reply) => Ok(Ok(reply)),
        Err(Stop::Refused(refusal)) => Ok(Err(refusal)),
        Err(Stop::Ended(error)) => Err(error),
    }
}

impl Database {
    fn running(&mut self, caller: &mut Caller<'_, State>) -> Result<&mut Running, Stop> {
        if self.running.is_none() {
            self.running = Some(start(&self.module, caller)?);
        }
        Ok(self.running.as_mut().expect("it was just set"))
    }
}

fn start(module: &InstancePre<State>, caller: &mut Caller<'_, State>) -> Result<Running, Stop> {
    wasi::charge(caller, START_COST)?;
    let instance = module.instantiate(&mut *caller).map_err(|error| {
        if caller.data().memory_guard.refused {
            // There is no room for its memory within the guest's budget.
            return Trap::MemoryOutOfBounds.into();
        }
        error
    })?;
    let exports = Exports::of(&instance, &mut *caller)?;
    caller.data_mut().memory = Some(exports.memory);
    exports.initialise.call(&mut *caller, ())?;
    let running = Running {
        exports,
        connections: BTreeMap::new(),
        statements: BTreeMap::new(),
        last_handle: 0,
    };
    let mut seed = [0; SEED];
    // It is SQLite that asks, so no event says that the candidate did.
    caller.data_mut().random.fill(&mut seed);
    let at = running.place(caller, &seed)?;
    if at == 0 || running.exports.start.call(&mut *caller, (at,))? != 0 {
        return Err(refused("the database engine could not be started"));
    }
    running.exports.release.call(&mut *caller, (at,))?;
    Ok(running)
}

impl Running {
    /// Copies bytes and a zero into a block of the module's memory; 0 where it has none left.
    pub(super) fn place(&self, caller: &mut Caller<'_, State>, bytes: &[u8]) -> Result<u32, Stop> {
        wasi::charge(caller, bytes.len() as u64 / wasi::BYTES_PER_FUEL)?;
        let Some(length) = u32::try_from(bytes.len())
            .ok()
            .and_then(|n| n.checked_add(1))
        else {
            return Ok(0);
        };
        let at = self.exports.allocate.call(&mut *caller, (length,))?;
        if at == 0 {
            return Ok(0);
        }
        let memory = self.exports.memory.data_mut(&mut *caller);
        let block = memory
            .get_mut(at as usize..)
            .and_then(|rest| rest.get_mut(..length as usize))
            .ok_or(Trap::MemoryOutOfBounds)?;
        let (text, end) = block.split_at_mut(bytes.len());
        text.copy_from_slice(bytes);
        end.fill(0);
        Ok(at)
    }

    /// Copies what the module answered.
    pub(super) fn outbox(&self, caller: &mut Caller<'_, State>) -> Result<Outbox, Stop> {
        /// The outbox is copied, taken apart, and made values of the guest.
        const BYTE_COST: u64 = 4;
        let at = self.exports.outbox.call(&mut *caller, ())?;
        let length = self.exports.outbox_length.call(&mut *caller, ())?;
        wasi::charge(caller, BYTE_COST * u64::from(length))?;
        let memory = self.exports.memory.data(&*caller);
        let bytes = memory
            .get(at as usize..)
            .and_then(|rest| rest.get(..length as usize))
            .ok_or(Trap::MemoryOutOfBounds)?;
        Ok(Outbox {
            bytes: bytes.to_vec(),
            position: 0,
        })
    }

    /// The reply that says why SQLite failed: its extended code, its message, and where in the statement's text, or -1.
    pub(super) fn failure(
        &self,
        caller: &mut Caller<'_, State>,
        connection: u32,
        code: u32,
    ) -> Result<Reply, Stop> {
        let told = self.exports.error.call(&mut *caller, (connection,))?;
        let mut outbox = self.outbox(caller)?;
        let (offset, message) = (outbox.number()? as i32, outbox.text()?);
        let (code, message) = match message {
            Some(message) if told & 0xff == code & 0xff => (told, message),
            _ if code == NO_MEMORY => (code, "out of memory".to_owned()),
            _ => (code, "SQL logic error".to_owned()),
        };
        Ok(failed(code, &message, offset))
    }

    /// Keeps a connection; its handle.
    pub(super) fn keep_connection(&mut self, at: u32) -> u32 {
        self.last_handle += 1;
        self.connections.insert(self.last_handle, at);
        self.last_handle
    }

    /// Keeps a statement; its handle.
    pub(super) fn keep_statement(&mut self, at: u32, connection: u32) -> u32 {
        self.last_handle += 1;
        self.statements.insert(self.last_handle, (at, connection));
        self.last_handle
    }

    /// Refuses one more connection than a guest may have.
    pub(super) fn check_connections(&self) -> Result<(), Stop> {
        if self.connections.len() >= MAX_CONNECTIONS {
            return Err(refused("too many databases are open"));
        }
        Ok(())
    }

    /// Refuses one more statement than a guest may have.
    pub(super) fn check_statements(&self) -> Result<(), Stop> {
        if self.statements.len() >= MAX_STATEMENTS {
            return Err(refused("too many statements are prepared"));
        }
        Ok(())
    }

    /// The address of a connection.
    pub(super) fn connection(&self, handle: u32) -> Result<u32, Stop> {
        let found = self.connections.get(&handle).copied();
        found.ok_or_else(|| refused("the database connection is not open"))
    }

    /// The addresses of a statement and of its connection.
    pub(super) fn statement(&self, handle: u32) -> Result<(u32, u32), Stop> {
        let found = self.statements.get(&handle).copied();
        let (at, connection) = found.ok_or_else(|| refused("the statement has been finalized"))?;
        Ok((at, self.connection(connection)?))
    }

    /// Forgets a statement; its address.
    pub(super) fn take_statement(&mut self, handle: u32) -> Option<u32> {
        self.statements.remove(&handle).map(|(at, _)| at)
    }

    /// Forgets a connection and its statements: their addresses.
    pub(super) fn take_connection(&mut self, handle: u32) -> Option<(u32, Vec<u32>)> {
        let at = self.connections.remove(&handle)?;
        let mut statements = Vec::new();
        self.statements.retain(|_, (statement, connection)| {
            let stays = *connection != handle;
            if !stays {
                statements.push(*statement);
            }
            stays
        });
        Some((at, statements))
    }
}

/// The reply to a call that failed.
pub(super) fn failed(code: u32, message: &str, offset: i32) -> Reply {
    Reply::List(vec![
        Reply::Number(f64::from(code)),
        Reply::Text(message.to_owned()),
        Reply::Number(f64::from(offset)),
    ])
}

/// What the module answered, read from its beginning. What it can't have written ends the guest.
pub(super) struct Outbox {
    bytes: Vec<u8>,
    position: usize,
}

impl Outbox {
    /// Whether all was read.
    pub(super) fn is_empty(&self) -> bool {
        self.position >= self.bytes.len()
    }

    fn take(&mut self, length: usize) -> Result<&[u8], Stop> {
        let rest = &self.bytes[self.position..];
        let taken = rest.get(..length).ok_or(Trap::MemoryOutOfBounds)?;
        self.position += length;
        Ok(taken)
    }

    /// A byte.
    pub(super) fn byte(&mut self) -> Result<u8, Stop> {
        Ok(self.take(1)?[0])
    }

    /// A number of 32 bits.
    pub(super) fn number(&mut self) -> Result<u32, Stop> {
        let bytes = self.take(4)?;
        Ok(u32::from_le_bytes(bytes.try_into().expect("four bytes")))
    }

    /// A number of 64 bits.
    pub(super) fn wide(&mut self) -> Result<u64, Stop> {
        let bytes = self.take(8)?;
        Ok(u64::from_le_bytes(bytes.try_into().expect("eight bytes")))
    }

    /// Bytes with their length before them.
    pub(super) fn bytes(&mut self) -> Result<&[u8], Stop> {
        let length = self.number()?;
        self.take(length as usize)
    }

    /// A text that may be missing.
    pub(super) fn text(&mut self) -> Result<Option<String>, Stop> {
        if self.byte()? == 0 {
            return Ok(None);
        }
        let bytes = self.bytes()?;
        Ok(Some(String::from_utf8_lossy(bytes).into_owned()))
    }
}
