//! Work on bytes that would take an interpreter a thousand instructions for each.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::plain::{Arg, Function, Refusal, Reply};
use crate::sandbox::kdf::to_hex;
use crate::sandbox::state::State;

/// Fuel for each byte of a text that is made, and of what is compared or searched.
const BYTE_COST: u64 = 2;

/// The functions, by name.
pub(super) const FUNCTIONS: &[(&str, Function)] = &[
    ("bytes_text", text),
    ("bytes_compare", compare),
    ("bytes_find", find),
];

/// The bytes of an argument; none of anything else.
fn bytes(arguments: &[Arg], index: usize) -> &[u8] {
    match arguments.get(index) {
        Some(Arg::Bytes(bytes)) => bytes,
        _ => &[],
    }
}

/// `bytes_text(bytes, form)`: as `hex`, `base64`, `ascii`, or else as Latin-1.
fn text(s: &mut State, arguments: &[Arg]) -> Result<Reply, Refusal> {
    let bytes = bytes(arguments, 0);
    s.work += BYTE_COST * 2 * bytes.len() as u64;
    Ok(Reply::Text(
        match arguments.get(1).map_or("", |form| form.text()) {
            "hex" => to_hex(bytes),
            "base64" => STANDARD.encode(bytes),
            "ascii" => bytes.iter().map(|byte| char::from(byte & 0x7f)).collect(),
            _ => bytes.iter().copied().map(char::from).collect(),
        },
    ))
}

/// `bytes_compare(a, b)`: -1, 0 or 1.
fn compare(s: &mut State, arguments: &[Arg]) -> Result<Reply, Refusal> {
    let (a, b) = (bytes(arguments, 0), bytes(arguments, 1));
    s.work += BYTE_COST * a.len().min(b.len()) as u64;
    Ok(Reply::Number(f64::from(a.cmp(b) as i8)))
}

/// `bytes_find(bytes, wanted)`: where they begin first, or -1. Nothing is nowhere.
fn find(s: &mut State, arguments: &[Arg]) -> Result<Reply, Refusal> {
    let (within, wanted) = (bytes(arguments, 0), bytes(arguments, 1));
    s.work += BYTE_COST * within.len() as u64;
    let found = memchr::memmem::find(within, wanted).filter(|_| !wanted.is_empty());
    Ok(Reply::Number(found.map_or(-1.0, |at| at as f64)))
}
