//! Compression for interpreters: the functions below `node:zlib`.
//!
//! A guest opens a coder and steps through its data; how much it has out at a time is its choice, up to [`MAX_STEP`].

use super::crypto::Arguments;
use super::{Arg, Function, Refusal, Reply};
use crate::sandbox::compression::{Flush, Format, Task, crc32};
use crate::sandbox::crypto::service;
use crate::sandbox::state::State;

/// The most input and output of a step, in bytes.
const MAX_STEP: usize = 1 << 20;
/// How much is done at a time between looks at the fuel.
const PORTION: usize = 16 << 10;
/// What opening a coder costs: its tables are filled.
const OPENING: u64 = 500_000;

/// The functions, by name. Arguments are listed where each is defined.
pub(super) const FUNCTIONS: &[(&str, Function)] = &[
    ("zlib_open", open),
    ("zlib_step", step),
    ("zlib_close", close),
    ("zlib_crc32", checksum),
];

/// Task (`deflate`, `inflate`, `brotli-encode`, `brotli-decode`), format (`zlib`, `gzip`, `raw`, `either`), level or quality,
/// dictionary (or nothing), window: the coder's number.
fn open(s: &mut State, arguments: &[Arg]) -> Result<Reply, Refusal> {
    let arguments = Arguments(arguments);
    let format = match arguments.text(1) {
        "gzip" => Format::Gzip,
        "raw" => Format::Raw,
        "either" => Format::Either,
        _ => Format::Zlib,
    };
    let dictionary = match arguments.maybe_bytes(3) {
        Some(_) => Some(arguments.bytes(3)?.to_vec()),
        None => None,
    };
    let task = match arguments.text(0) {
        "deflate" => Task::Deflate {
            format,
            level: arguments.small(2),
            dictionary,
        },
        "inflate" => Task::Inflate { format, dictionary },
        "brotli-encode" => Task::BrotliEncode {
            quality: arguments.small(2).min(11),
            window: arguments.small(4),
        },
        _ => Task::BrotliDecode,
    };
    let length = arguments.maybe_bytes(3).unwrap_or_default().len() as u64;
    service::pay(s, OPENING + 300 * length)?;
    let number = s.compression.open(task).ok_or_else(|| Refusal {
        code: "ERR_ZLIB_INITIALIZATION_FAILED",
        message: "Initialization failed".to_owned(),
    })?;
    Ok(Reply::Number(f64::from(number)))
}

/// Coder, input, flush (0 none, 2 sync, 3 full, 4 finish, as zlib numbers them), room: output, bytes taken, whether it ended;
/// of an error also its text, its code and its number, after what came out before it.
fn step(s: &mut State, arguments: &[Arg]) -> Result<Reply, Refusal> {
    let arguments = Arguments(arguments);
    let input = arguments.maybe_bytes(1).unwrap_or_default();
    let input = &input[..input.len().min(MAX_STEP)];
    let flush = match arguments.small(2) {
        0 => Flush::None,
        3 => Flush::Full,
        4 => Flush::Finish,
        _ => Flush::Sync,
    };
    let room = (arguments.small(3) as usize).min(MAX_STEP);
    let (mut output, mut taken, mut ended) = (Vec::new(), 0, false);
    let mut error = None;
    while !ended && output.len() < room {
        let portion = &input[taken..input.len().min(taken + PORTION)];
        let last = taken + portion.len() == input.len();
        let space = (room - output.len()).min(PORTION);
        let coder = s
            .compression
            .get(arguments.small(0))
            .ok_or_else(|| Refusal {
                code: "ERR_INTERNAL_ASSERTION",
                message: "zlib binding closed".to_owned(),
            })?;
        // The most that it can cost; what wasn't needed is given back.
        let price = coder.fuel(portion.len(), space);
        service::pay(s, price)?;
        let Some(coder) = s.compression.get(arguments.small(0)) else {
            break;
        };
        // The rest of the input is to come before the end.
        let how = if last { flush } else { Flush::None };
        match coder.step(portion, how, space) {
            Ok(step) => {
                let used = coder.fuel(step.taken, step.output.len());
                s.work -= price.saturating_sub(used);
                taken += step.taken;
                // After a member of gzip another may follow, in the next portion too.
                ended = step.ended && (last || step.taken < portion.len());
                let full = step.output.len() == space;
                output.extend(step.output);
                if !full && (taken == input.len() || step.taken == 0) {
                    break;
                }
            }
            Err(found) => {
                error = Some(found);
                break;
            }
        }
    }
    let mut reply = vec![
        Reply::Bytes(output),
        Reply::Number(taken as f64),
        Reply::Truth(ended),
    ];
    if let Some(error) = error {
        reply.push(Reply::Text(error.message.to_owned()));
        reply.push(Reply::Text(error.code));
        reply.push(Reply::Number(f64::from(error.number)));
    }
    Ok(Reply::List(reply))
}

/// Coder: forgets it.
fn close(s: &mut State, arguments: &[Arg]) -> Result<Reply, Refusal> {
    s.compression.close(Arguments(arguments).small(0));
    Ok(Reply::Nothing)
}

/// Bytes, the checksum of what was before: the checksum.
fn checksum(s: &mut State, arguments: &[Arg]) -> Result<Reply, Refusal> {
    let arguments = Arguments(arguments);
    let data = arguments.bytes(0)?;
    service::pay(s, data.len() as u64)?;
    Ok(Reply::Number(f64::from(crc32(data, arguments.small(1)))))
}
