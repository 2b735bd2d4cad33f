//! Values between the guest and SQLite.

use wasmtime::Caller;

use super::database_engine::{NO_MEMORY, Outbox, Running, Stop, refused};
use super::plain::{Arg, Reply};
use crate::sandbox::state::State;

/// The largest whole number up to which a float tells all apart.
const MAX_SAFE: i64 = (1 << 53) - 1;

/// Binds a value to the parameter of a statement with an index. `kind` is its letter. Gives SQLite's code.
pub(super) fn bind_value(
    caller: &mut Caller<'_, State>,
    running: &Running,
    (statement, index): (u32, u32),
    kind: u8,
    value: &Arg,
) -> Result<u32, Stop> {
    let exports = &running.exports;
    let bytes = match (kind, value) {
        (b'i', Arg::Number(number)) => {
            let call = (statement, index, *number as i64);
            return Ok(exports.bind_integer.call(&mut *caller, call)?);
        }
        (b'i', Arg::Text(digits)) => {
            let number = digits
                .parse()
                .map_err(|_| refused("it is no integer of 64 bits"))?;
            let call = (statement, index, number);
            return Ok(exports.bind_integer.call(&mut *caller, call)?);
        }
        (b'f', Arg::Number(number)) => {
            let call = (statement, index, *number);
            return Ok(exports.bind_float.call(&mut *caller, call)?);
        }
        (b't', Arg::Text(text)) => text.as_bytes(),
        (b'b', Arg::Bytes(bytes)) => bytes,
        (b'n', _) => return Ok(exports.bind_null.call(&mut *caller, (statement, index))?),
        _ => return Err(refused("a value is not of the kind that it is said to be")),
    };
    let at = running.place(caller, bytes)?;
    if at == 0 {
        return Ok(NO_MEMORY);
    }
    let is_text = u32::from(kind == b't');
    let call = (statement, index, at, bytes.len() as u32, is_text);
    Ok(exports.bind_bytes.call(&mut *caller, call)?)
}

/// The next value of a row. Integers as [`integer`] gives them.
pub(super) fn value(outbox: &mut Outbox, wide: bool) -> Result<Reply, Stop> {
    const INTEGER: u8 = 1;
    const FLOAT: u8 = 2;
    const TEXT: u8 = 3;
    const BLOB: u8 = 4;
    Ok(match outbox.byte()? {
        INTEGER => integer(outbox.wide()? as i64, wide),
        FLOAT => Reply::Number(f64::from_bits(outbox.wide()?)),
        TEXT => Reply::Text(String::from_utf8_lossy(outbox.bytes()?).into_owned()),
        BLOB => Reply::Bytes(outbox.bytes()?.to_vec()),
        _ => Reply::Nothing,
    })
}

/// An integer: a number, or a list of its decimal text where a number can't hold it exactly, or where `wide`.
pub(super) fn integer(value: i64, wide: bool) -> Reply {
    if wide || !(-MAX_SAFE..=MAX_SAFE).contains(&value) {
        return Reply::List(vec![Reply::Text(value.to_string())]);
    }
    Reply::Number(value as f64)
}
