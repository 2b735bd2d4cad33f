//! `xargs`.

use super::Program;
use super::find::replaced;
use super::options;
use crate::sandbox::processes::machine::{Machine, Process, Stop};
use crate::sandbox::processes::{program, strerror};
use crate::sandbox::vfs::Errno;

pub(super) const PROGRAMS: &[(&str, Program)] = &[("xargs", xargs)];

fn xargs(machine: &mut Machine<'_>, process: &mut Process, argv: &[Vec<u8>]) -> Result<i32, Stop> {
    let long = [
        "null",
        "max-args=",
        "replace=",
        "delimiter=",
        "no-run-if-empty",
        "verbose",
        "max-procs=",
        "arg-file=",
    ];
    let Some(arguments) = options::read(machine, process, argv, "+0n:I:d:rtP:L:a:", &long) else {
        return Ok(1);
    };
    let text = match arguments.value(&["a", "arg-file"]).map(<[u8]>::to_vec) {
        Some(path) => match super::text::input(machine, process, "xargs", &path) {
            Some(text) => text,
            None => return Ok(1),
        },
        None => machine.read_all(process, 0).unwrap_or_default(),
    };
    machine.work(text.len() as u64 * 5)?;
    let mark = arguments.value(&["I", "replace"]).map(<[u8]>::to_vec);
    let delimiter = match arguments.value(&["d", "delimiter"]) {
        Some(b"\\n") => Some(b'\n'),
        Some(b"\\0") => Some(0),
        Some(text) => text.first().copied(),
        None if arguments.has(&["0", "null"]) => Some(0),
        None if mark.is_some() => Some(b'\n'),
        None => None,
    };
    let mut items: Vec<Vec<u8>> = match delimiter {
        Some(byte) => text
            .split(|other| *other == byte)
            .map(<[u8]>::to_vec)
            .collect(),
        None => quoted_words(&text),
    };
    if delimiter.is_some() && items.last().is_some_and(Vec::is_empty) {
        items.pop();
    }
    let command = if arguments.operands.is_empty() {
        vec![b"echo".to_vec()]
    } else {
        arguments.operands.clone()
    };
    let nothing = Some(Vec::new());
    let mut status = 0;
    let mut start = |machine: &mut Machine<'_>, words: &[Vec<u8>]| -> Result<bool, Stop> {
        match program::run_for(machine, process, words, nothing.clone())? {
            Ok(0) => Ok(true),
            Ok(255) => {
                status = 124;
                Ok(false)
            }
            Ok(_) => {
                status = 123;
                Ok(true)
            }
            Err(errno) => {
                let what = format!(
                    "{}: {}",
                    String::from_utf8_lossy(&words[0]),
                    strerror(errno)
                );
                machine.complain(process, b"xargs", &what);
                status = if errno == Errno::ENOENT { 127 } else { 126 };
                Ok(false)
            }
        }
    };
    if let Some(mark) = mark {
        for item in items {
            machine.work(1_000)?;
            let words: Vec<Vec<u8>> = command
                .iter()
                .map(|word| replaced(word, &mark, item.trim_ascii_start()))
                .collect();
            if !start(machine, &words)? {
                break;
            }
        }
        return Ok(status);
    }
    let most = arguments
        .number(&["n", "max-args", "L"])
        .unwrap_or(5_000)
        .max(1);
    if items.is_empty() && !arguments.has(&["r", "no-run-if-empty"]) {
        start(machine, &command)?;
    }
    for chunk in items.chunks(most) {
        let mut words = command.clone();
        words.extend(chunk.iter().cloned());
        if !start(machine, &words)? {
            break;
        }
    }
    Ok(status)
}

/// The words of a text as `xargs` reads them: quotes and backslashes count.
fn quoted_words(text: &[u8]) -> Vec<Vec<u8>> {
    let mut words = Vec::new();
    let mut word: Option<Vec<u8>> = None;
    let mut quote = None;
    let mut bytes = text.iter();
    while let Some(&byte) = bytes.next() {
        match (byte, quote) {
            (byte, Some(end)) if byte == end => quote = None,
            (byte, Some(_)) => word.get_or_insert_default().push(byte),
            (b'\'' | b'"', None) => {
                quote = Some(byte);
                word.get_or_insert_default();
            }
            (b'\\', None) => word.get_or_insert_default().extend(bytes.next()),
            (byte, None) if byte.is_ascii_whitespace() => words.extend(word.take()),
            (byte, None) => word.get_or_insert_default().push(byte),
        }
    }
    words.extend(word);
    words
}
