//! Programs that change lines: `cut`, `rev`, `tr`.

use super::Program;
use super::options;
use super::text::{input, inputs, lines};
use crate::sandbox::processes::escapes::{self, Style};
use crate::sandbox::processes::machine::{Machine, Process, Stop};
use crate::sandbox::processes::pattern::in_class;

pub(super) const PROGRAMS: &[(&str, Program)] = &[("cut", cut), ("rev", rev), ("tr", tr)];

/// Whether a number is in a list such as `1,3-5`.
fn listed(list: &[(usize, usize)], number: usize) -> bool {
    list.iter()
        .any(|(first, last)| (*first..=*last).contains(&number))
}

fn list(text: &[u8]) -> Option<Vec<(usize, usize)>> {
    let text = std::str::from_utf8(text).ok()?;
    let number = |text: &str, usual: usize| {
        if text.is_empty() {
            Some(usual)
        } else {
            text.parse().ok()
        }
    };
    text.split(',')
        .map(|part| match part.split_once('-') {
            Some((first, last)) => Some((number(first, 1)?, number(last, usize::MAX)?)),
            None => part.parse().ok().map(|only| (only, only)),
        })
        .collect()
}

fn cut(machine: &mut Machine<'_>, process: &mut Process, argv: &[Vec<u8>]) -> Result<i32, Stop> {
    let long = [
        "delimiter=",
        "fields=",
        "characters=",
        "bytes=",
        "only-delimited",
    ];
    let Some(arguments) = options::read(machine, process, argv, "d:f:c:b:s", &long) else {
        return Ok(1);
    };
    let fields = arguments.value(&["f", "fields"]);
    let Some(wanted) = fields
        .or(arguments.value(&["c", "b", "characters", "bytes"]))
        .and_then(list)
    else {
        machine.complain(
            process,
            b"cut",
            "you must specify a list of bytes, characters, or fields",
        );
        return Ok(1);
    };
    let delimiter = arguments
        .value(&["d", "delimiter"])
        .and_then(|text| text.first().copied())
        .unwrap_or(b'\t');
    let mut status = 0;
    for path in inputs(&arguments) {
        let Some(text) = input(machine, process, "cut", &path) else {
            status = 1;
            continue;
        };
        machine.work(text.len() as u64 * (4 + wanted.len() as u64))?;
        let mut out = Vec::new();
        for line in lines(&text) {
            let line = line.strip_suffix(b"\n").unwrap_or(line);
            if fields.is_none() {
                let bytes = line
                    .iter()
                    .enumerate()
                    .filter(|(index, _)| listed(&wanted, index + 1));
                out.extend(bytes.map(|(_, byte)| *byte));
            } else if line.contains(&delimiter) {
                let parts = line.split(|byte| *byte == delimiter).enumerate();
                let kept: Vec<&[u8]> = parts
                    .filter(|(index, _)| listed(&wanted, index + 1))
                    .map(|(_, part)| part)
                    .collect();
                out.extend(kept.join(&delimiter));
            } else if arguments.has(&["s", "only-delimited"]) {
                continue;
            } else {
                out.extend_from_slice(line);
            }
            out.push(b'\n');
        }
        machine.out(process, &out);
    }
    Ok(status)
}

fn rev(machine: &mut Machine<'_>, process: &mut Process, argv: &[Vec<u8>]) -> Result<i32, Stop> {
    let Some(arguments) = options::read(machine, process, argv, "", &[]) else {
        return Ok(1);
    };
    for path in inputs(&arguments) {
        let Some(text) = input(machine, process, "rev", &path) else {
            return Ok(1);
        };
        machine.work(text.len() as u64 * 2)?;
        let mut out = Vec::new();
        for line in lines(&text) {
            let line = line.strip_suffix(b"\n").unwrap_or(line);
            out.extend(line.iter().rev());
            out.push(b'\n');
        }
        machine.out(process, &out);
    }
    Ok(0)
}

/// The bytes that an argument of `tr` means: ranges and classes written out.
fn set(text: &[u8]) -> Vec<u8> {
    let (text, _) = escapes::replaced(text, Style::Format);
    let mut out = Vec::new();
    let mut at = 0;
    while at < text.len() {
        if text[at..].starts_with(b"[:")
            && let Some(end) = memchr::memmem::find(&text[at..], b":]")
        {
            let class = &text[at + 2..at + end];
            out.extend((0..=255u8).filter(|byte| in_class(class, *byte)));
            at += end + 2;
        } else if text.get(at + 1) == Some(&b'-') && at + 2 < text.len() {
            out.extend(text[at]..=text[at + 2]);
            at += 3;
        } else {
            out.push(text[at]);
            at += 1;
        }
    }
    out
}

fn tr(machine: &mut Machine<'_>, process: &mut Process, argv: &[Vec<u8>]) -> Result<i32, Stop> {
    let long = ["delete", "squeeze-repeats", "complement", "truncate-set1"];
    let Some(arguments) = options::read(machine, process, argv, "dscCt", &long) else {
        return Ok(1);
    };
    let Some(first) = arguments.operands.first() else {
        machine.complain(process, b"tr", "missing operand");
        return Ok(1);
    };
    machine.work(5_000 + 50 * argv.iter().map(Vec::len).sum::<usize>() as u64)?;
    let mut from = set(first);
    if arguments.has(&["c", "C", "complement"]) {
        from = (0..=255u8).filter(|byte| !from.contains(byte)).collect();
    }
    let to = arguments
        .operands
        .get(1)
        .map(|text| set(text))
        .unwrap_or_default();
    let (delete, squeeze) = (
        arguments.has(&["d", "delete"]),
        arguments.has(&["s", "squeeze-repeats"]),
    );
    let mut table: [Option<u8>; 256] = std::array::from_fn(|byte| Some(byte as u8));
    for (index, byte) in from.iter().enumerate() {
        if delete {
            table[usize::from(*byte)] = None;
        } else if let Some(target) = to.get(index).or(to.last()) {
            table[usize::from(*byte)] = Some(*target);
        }
    }
    let squeezed: &[u8] = if to.is_empty() { &from } else { &to };
    let text = machine.read_all(process, 0).unwrap_or_default();
    machine.work(text.len() as u64 * 3)?;
    let is_squeezed: [bool; 256] =
        std::array::from_fn(|byte| squeeze && squeezed.contains(&(byte as u8)));
    let mut out: Vec<u8> = Vec::with_capacity(text.len());
    for byte in text.iter().filter_map(|byte| table[usize::from(*byte)]) {
        if !(is_squeezed[usize::from(byte)] && out.last() == Some(&byte)) {
            out.push(byte);
        }
    }
    machine.out(process, &out);
    Ok(0)
}
