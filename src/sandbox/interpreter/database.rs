//! Host functions of databases: coarse calls of SQLite, which runs as a second module of the guest.
//!
//! A call of SQLite that fails is a reply, not a refusal: `[code, message, offset]` with SQLite's extended code, as each of the
//! guest's libraries has its own way to tell it. Where a call is fine, the first item is SQLite's code for that. A handle that
//! is not the guest's is refused. The statements and their values are recorded by observed functions of the module.

use wasmtime::Caller;

use super::database_engine::{Answer, NO_MEMORY, Outbox, Running, Stop, failed, refused, with};
use super::database_values::{bind_value, integer, value};
use super::plain::{Arg, Reply};
use crate::sandbox::state::State;
use crate::sandbox::trace::Operation;
use crate::sandbox::wasi;

/// A function that uses the guest's store: it may call other modules of the guest.
pub(in crate::sandbox) type StoreFunction = fn(&mut Caller<'_, State>, &[Arg]) -> Answer;

/// All of them, by name.
pub(super) const FUNCTIONS: &[(&str, StoreFunction)] = &[
    ("db_open", open),
    ("db_close", close),
    ("db_execute", execute),
    ("db_prepare", prepare),
    ("db_columns", columns),
    ("db_expanded", expanded),
    ("db_bind", bind),
    ("db_clear", clear),
    ("db_fetch", fetch),
    ("db_reset", reset),
    ("db_finalize", finalise),
    ("db_state", state),
    ("db_busy_timeout", busy_timeout),
    ("db_configure", configure),
    ("db_define", define),
    ("db_refused", was_refused),
];

const OK: u32 = 0;
/// There may be more rows.
const ROW: u32 = 100;
/// There are no more rows.
const DONE: u32 = 101;

/// What a guest may ask for when it opens a database: read only, read and write, create, URI, in memory.
const OPEN_FLAGS: u32 = 0x1 | 0x2 | 0x4 | 0x40 | 0x80;
/// Bytes of rows in one reply; a longer row is in a reply of its own.
const FETCH_BYTES: u32 = 1 << 20;
/// Fuel for each value that a row or a binding has: it is made twice.
const VALUE_COST: u64 = 300;

fn handle(args: &[Arg]) -> u32 {
    number(args, 0)
}

/// A number from 0; 0 for anything else, which is no handle.
fn number(args: &[Arg], index: usize) -> u32 {
    match args.get(index) {
        Some(Arg::Number(number)) => *number as u32,
        _ => 0,
    }
}

fn text(args: &[Arg], index: usize) -> &str {
    args.get(index).map_or("", Arg::text)
}

fn good(code: u32) -> Reply {
    Reply::Number(f64::from(code))
}

fn texts(outbox: &mut Outbox) -> Result<Reply, Stop> {
    let count = outbox.number()?;
    (0..count)
        .map(|_| Ok(optional(outbox.text()?)))
        .collect::<Result<_, Stop>>()
        .map(Reply::List)
}

fn optional(text: Option<String>) -> Reply {
    text.map_or(Reply::Nothing, Reply::Text)
}

/// `db_open(path, flags) -> [0, connection]`.
fn open(caller: &mut Caller<'_, State>, args: &[Arg]) -> Answer {
    with(caller, |caller, running| {
        running.check_connections()?;
        let path = running.place(caller, text(args, 0).as_bytes())?;
        if path == 0 {
            return Ok(failed(NO_MEMORY, "out of memory", -1));
        }
        let flags = number(args, 1) & OPEN_FLAGS;
        let connection = running.exports.open.call(&mut *caller, (path, flags))?;
        running.exports.release.call(&mut *caller, (path,))?;
        if connection == 0 {
            return Ok(failed(NO_MEMORY, "out of memory", -1));
        }
        let code = running.exports.error.call(&mut *caller, (connection,))?;
        if code != OK {
            let reply = running.failure(caller, connection, code)?;
            running.exports.close.call(&mut *caller, (connection,))?;
            return Ok(reply);
        }
        let kept = running.keep_connection(connection);
        Ok(Reply::List(vec![good(OK), good(kept)]))
    })
}

/// `db_close(connection) -> [0]`: finalizes its statements too.
fn close(caller: &mut Caller<'_, State>, args: &[Arg]) -> Answer {
    with(caller, |caller, running| {
        let taken = running.take_connection(handle(args));
        let (connection, statements) =
            taken.ok_or_else(|| refused("the database connection is not open"))?;
        for statement in statements {
            running.exports.finalise.call(&mut *caller, (statement,))?;
        }
        running.exports.close.call(&mut *caller, (connection,))?;
        Ok(Reply::List(vec![good(OK)]))
    })
}

/// Copies a text for the time of a call that takes its address and its length.
fn lend(
    caller: &mut Caller<'_, State>,
    running: &Running,
    text: &str,
    call: impl FnOnce(&mut Caller<'_, State>, u32, u32) -> wasmtime::Result<u32>,
) -> Result<u32, Stop> {
    let at = running.place(caller, text.as_bytes())?;
    if at == 0 {
        return Ok(NO_MEMORY);
    }
    let code = call(caller, at, text.len() as u32)?;
    running.exports.release.call(&mut *caller, (at,))?;
    Ok(code)
}

/// `db_execute(connection, sql) -> [0]`: runs all statements of a text.
fn execute(caller: &mut Caller<'_, State>, args: &[Arg]) -> Answer {
    with(caller, |caller, running| {
        let connection = running.connection(handle(args))?;
        let code = lend(caller, running, text(args, 1), |caller, at, _| {
            running.exports.execute.call(caller, (connection, at))
        })?;
        match code {
            OK => Ok(Reply::List(vec![good(OK)])),
            code => running.failure(caller, connection, code),
        }
    })
}

/// `db_prepare(connection, sql) -> [0, statement, rest, reads, columns, parameters]`: prepares the first statement of a
/// text. The statement is nothing where the text has none; `rest` is the text behind it; `reads` says that it changes no
/// database; columns and parameters are names, those of `?` parameters missing.
fn prepare(caller: &mut Caller<'_, State>, args: &[Arg]) -> Answer {
    with(caller, |caller, running| {
        let connection = running.connection(handle(args))?;
        running.check_statements()?;
        let sql = text(args, 1);
        let code = lend(caller, running, sql, |caller, at, length| {
            running
                .exports
                .prepare
                .call(caller, (connection, at, length))
        })?;
        if code != OK {
            return running.failure(caller, connection, code);
        }
        let mut outbox = running.outbox(caller)?;
        let statement = outbox.number()?;
        let consumed = outbox.number()? as usize;
        let reads = outbox.byte()? != 0;
        let columns = texts(&mut outbox)?;
        let parameters = texts(&mut outbox)?;
        let kept = match statement {
            0 => Reply::Nothing,
            at => good(running.keep_statement(at, handle(args))),
        };
        wasi::charge(caller, sql.len() as u64 / wasi::BYTES_PER_FUEL)?;
        let rest = sql.get(consumed..).unwrap_or_default().to_owned();
        Ok(Reply::List(vec![
            good(OK),
            kept,
            Reply::Text(rest),
            Reply::Truth(reads),
            columns,
            parameters,
        ]))
    })
}

/// `db_columns(statement) -> [0, [[name, column, table, database, type], ...]]`.
fn columns(caller: &mut Caller<'_, State>, args: &[Arg]) -> Answer {
    with(caller, |caller, running| {
        const PARTS: usize = 5;
        let (statement, connection) = running.statement(handle(args))?;
        let code = running.exports.columns.call(&mut *caller, (statement,))?;
        if code != OK {
            return running.failure(caller, connection, code);
        }
        let mut outbox = running.outbox(caller)?;
        let count = outbox.number()?;
        let columns = (0..count)
            .map(|_| {
                let parts = (0..PARTS).map(|_| Ok(optional(outbox.text()?)));
                parts.collect::<Result<_, Stop>>().map(Reply::List)
            })
            .collect::<Result<_, Stop>>()?;
        Ok(Reply::List(vec![good(OK), Reply::List(columns)]))
    })
}

/// `db_expanded(statement) -> [0, sql]`: its text with the values in it.
fn expanded(caller: &mut Caller<'_, State>, args: &[Arg]) -> Answer {
    with(caller, |caller, running| {
        let (statement, connection) = running.statement(handle(args))?;
        let code = running.exports.expanded.call(&mut *caller, (statement,))?;
        if code != OK {
            return running.failure(caller, connection, code);
        }
        let text = running.outbox(caller)?.text()?;
        Ok(Reply::List(vec![good(OK), optional(text)]))
    })
}

/// `db_bind(statement, first, kinds, values...) -> [0]`: binds values to the parameters from number `first` on, counted
/// from 1. `kinds` has a letter for each: `n` NULL, `i` integer (a number or its decimal text), `f` float, `t` text, `b` blob.
fn bind(caller: &mut Caller<'_, State>, args: &[Arg]) -> Answer {
    with(caller, |caller, running| {
        let (statement, connection) = running.statement(handle(args))?;
        let kinds = text(args, 2).bytes();
        let values = args.get(3..).unwrap_or_default();
        wasi::charge(caller, VALUE_COST * values.len() as u64)?;
        for ((index, kind), value) in (number(args, 1)..).zip(kinds).zip(values) {
            let code = bind_value(caller, running, (statement, index), kind, value)?;
            if code != OK {
                return running.failure(caller, connection, code);
            }
        }
        Ok(Reply::List(vec![good(OK)]))
    })
}

/// `db_clear(statement) -> [0]`: all its parameters are NULL again.
fn clear(caller: &mut Caller<'_, State>, args: &[Arg]) -> Answer {
    with(caller, |caller, running| {
        let (statement, _) = running.statement(handle(args))?;
        running.exports.clear.call(caller, (statement,))?;
        Ok(Reply::List(vec![good(OK)]))
    })
}

/// `db_fetch(statement, most, wide) -> [100 | 101, rows]`: the next rows, at most so many (0: as many as fit into a reply).
/// 100 says that there may be more, 101 that there are none. A row is a list of values. An integer is a number; a list of its
/// decimal text where a number can't hold it exactly, or where `wide`.
fn fetch(caller: &mut Caller<'_, State>, args: &[Arg]) -> Answer {
    with(caller, |caller, running| {
        let (statement, connection) = running.statement(handle(args))?;
        let most = match number(args, 1) {
            0 => u32::MAX,
            most => most,
        };
        let call = (statement, most, FETCH_BYTES);
        let code = running.exports.fetch.call(&mut *caller, call)?;
        if code != ROW && code != DONE {
            return running.failure(caller, connection, code);
        }
        let wide = args.get(2) == Some(&Arg::Truth(true));
        let mut outbox = running.outbox(caller)?;
        let mut rows = Vec::new();
        let mut values = 0;
        while !outbox.is_empty() {
            let columns = outbox.number()?;
            let row: Vec<Reply> = (0..columns)
                .map(|_| value(&mut outbox, wide))
                .collect::<Result<_, _>>()?;
            values += row.len() as u64 + 1;
            rows.push(Reply::List(row));
        }
        wasi::charge(caller, VALUE_COST * values)?;
        Ok(Reply::List(vec![good(code), Reply::List(rows)]))
    })
}

/// `db_reset(statement) -> [0]`: it can be run again; its values stay. How its last run ended was told then.
fn reset(caller: &mut Caller<'_, State>, args: &[Arg]) -> Answer {
    with(caller, |caller, running| {
        let (statement, _) = running.statement(handle(args))?;
        running.exports.reset.call(caller, (statement,))?;
        Ok(Reply::List(vec![good(OK)]))
    })
}

/// `db_finalize(statement) -> [0]`. One that is no more is none to finalize.
fn finalise(caller: &mut Caller<'_, State>, args: &[Arg]) -> Answer {
    with(caller, |caller, running| {
        if let Some(statement) = running.take_statement(handle(args)) {
            running.exports.finalise.call(caller, (statement,))?;
        }
        Ok(Reply::List(vec![good(OK)]))
    })
}

/// `db_state(connection) -> [0, changed, changed in all, last row's id, idle]`: `idle` says that no transaction is open.
fn state(caller: &mut Caller<'_, State>, args: &[Arg]) -> Answer {
    with(caller, |caller, running| {
        let connection = running.connection(handle(args))?;
        let code = running.exports.state.call(&mut *caller, (connection,))?;
        if code != OK {
            return running.failure(caller, connection, code);
        }
        let mut outbox = running.outbox(caller)?;
        let mut next = || Ok::<_, Stop>(integer(outbox.wide()? as i64, false));
        let numbers = [next()?, next()?, next()?];
        let idle = Reply::Truth(outbox.byte()? != 0);
        let all = [good(OK)].into_iter().chain(numbers).chain([idle]);
        Ok(Reply::List(all.collect()))
    })
}

/// `db_busy_timeout(connection, milliseconds) -> [0]`.
fn busy_timeout(caller: &mut Caller<'_, State>, args: &[Arg]) -> Answer {
    with(caller, |caller, running| {
        let connection = running.connection(handle(args))?;
        let call = (connection, number(args, 1).min(i32::MAX as u32));
        running.exports.busy_timeout.call(caller, call)?;
        Ok(Reply::List(vec![good(OK)]))
    })
}

/// `db_configure(connection, option, on) -> [0]`: switches an option of `SQLITE_DBCONFIG_...`.
fn configure(caller: &mut Caller<'_, State>, args: &[Arg]) -> Answer {
    /// Foreign keys, triggers, defensive, and double-quoted texts in statements for data and for schemas.
    const OPTIONS: [u32; 5] = [1002, 1003, 1010, 1013, 1014];
    with(caller, |caller, running| {
        let connection = running.connection(handle(args))?;
        let option = number(args, 1);
        if !OPTIONS.contains(&option) {
            return Err(refused("there is no such option of a database"));
        }
        let on = u32::from(args.get(2) == Some(&Arg::Truth(true)));
        let call = (connection, option, on);
        match running.exports.configure.call(&mut *caller, call)? {
            OK => Ok(Reply::List(vec![good(OK)])),
            code => running.failure(caller, connection, code),
        }
    })
}

/// `db_define(connection, name, arguments, flags, number, kind) -> [0]`: statements can call the program's function of that
/// number by a name. It takes so many arguments, -1: any. It is `kind` 0 of single values, 1 an aggregate, 2 one for windows.
fn define(caller: &mut Caller<'_, State>, args: &[Arg]) -> Answer {
    /// Deterministic, and not to be called from a schema.
    const FLAGS: u32 = 0x800 | 0x8_0000;
    with(caller, |caller, running| {
        let connection = running.connection(handle(args))?;
        let count = match args.get(2) {
            Some(Arg::Number(count)) => *count as i32,
            _ => -1,
        };
        let [flags, function, kind] = [3, 4, 5].map(|index| number(args, index));
        let code = lend(caller, running, text(args, 1), |caller, name, _| {
            let call = (connection, name, count, flags & FLAGS, function, kind);
            running.exports.define.call(caller, call)
        })?;
        match code {
            OK => Ok(Reply::List(vec![good(OK)])),
            code => running.failure(caller, connection, code),
        }
    })
}

/// `db_refused(connection, sql)`: a library refused a text before it was run, e.g. as it has several statements. SQLite saw no
/// more of it than its first statement, so this is where it is recorded.
fn was_refused(caller: &mut Caller<'_, State>, args: &[Arg]) -> Answer {
    /// The longest text that is recorded, in characters.
    const MAX_TEXT: usize = 64 << 10;
    let sql = text(args, 1);
    wasi::charge(caller, sql.len() as u64)?;
    let operation = Operation::Sql {
        text: sql.chars().take(MAX_TEXT).collect(),
        parameters: Vec::new(),
        stage: "prepared".to_owned(),
        actions: Vec::new(),
        rows: None,
    };
    let recorder = &mut caller.data_mut().recorder;
    if recorder.is_candidate() {
        recorder.record(operation, "ERROR", false);
    }
    Ok(Ok(Reply::Nothing))
}
