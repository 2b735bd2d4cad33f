//! Programs that read text and write parts of it.

use super::Program;
use super::options::{self, Arguments};
use crate::sandbox::processes::machine::{Machine, Process, Stop};
use crate::sandbox::processes::strerror;

pub(super) const PROGRAMS: &[(&str, Program)] = &[
    ("cat", cat),
    ("head", head),
    ("tail", tail),
    ("tee", tee),
    ("wc", wc),
];

/// Reads one operand: a file, or standard input for `-`. `None`: it failed, which was said.
pub(super) fn input(
    machine: &mut Machine<'_>,
    process: &Process,
    name: &str,
    path: &[u8],
) -> Option<Vec<u8>> {
    let result = if path == b"-" {
        machine.read_all(process, 0)
    } else {
        machine.read_file(process, path)
    };
    match result {
        Ok(bytes) => Some(bytes),
        Err(errno) => {
            let path = String::from_utf8_lossy(path);
            let what = match name {
                "head" | "tail" => format!("cannot open '{path}' for reading: {}", strerror(errno)),
                "sort" => format!("cannot read: {path}: {}", strerror(errno)),
                _ => format!("{path}: {}", strerror(errno)),
            };
            machine.complain(process, name.as_bytes(), &what);
            None
        }
    }
}

/// The operands, or standard input if there are none.
pub(super) fn inputs(arguments: &Arguments) -> Vec<Vec<u8>> {
    if arguments.operands.is_empty() {
        vec![b"-".to_vec()]
    } else {
        arguments.operands.clone()
    }
}

/// The lines of a text, each with its line feed where it has one.
pub(super) fn lines(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split_inclusive(|byte| *byte == b'\n')
}

fn cat(machine: &mut Machine<'_>, process: &mut Process, argv: &[Vec<u8>]) -> Result<i32, Stop> {
    let long = [
        "number",
        "show-ends",
        "show-all",
        "squeeze-blank",
        "number-nonblank",
        "show-nonprinting",
        "show-tabs",
    ];
    let Some(arguments) = options::read(machine, process, argv, "nEAsbuvteT", &long) else {
        return Ok(1);
    };
    let numbers = arguments.has(&["n", "number"]);
    let ends = arguments.has(&["E", "A", "show-ends", "show-all", "e"]);
    let (mut status, mut line_number) = (0, 0u64);
    for path in inputs(&arguments) {
        let Some(bytes) = input(machine, process, "cat", &path) else {
            status = 1;
            continue;
        };
        machine.work(bytes.len() as u64)?;
        if !numbers && !ends {
            if machine.write(process, 1, &bytes).is_err() {
                machine.complain(process, b"cat", "write error");
                return Ok(1);
            }
            continue;
        }
        let mut out = Vec::new();
        for line in lines(&bytes) {
            line_number += 1;
            if numbers {
                out.extend_from_slice(format!("{line_number:>6}\t").as_bytes());
            }
            match line.strip_suffix(b"\n").filter(|_| ends) {
                Some(text) => {
                    out.extend_from_slice(text);
                    out.extend_from_slice(b"$\n");
                }
                None => out.extend_from_slice(line),
            }
        }
        machine.out(process, &out);
    }
    Ok(status)
}

/// Reads `-n 5`, `-5`, `-c 10` of `head` and `tail`.
fn ends(machine: &mut Machine<'_>, process: &Process, argv: &[Vec<u8>]) -> Option<Arguments> {
    let plain: Vec<Vec<u8>> = argv
        .iter()
        .map(|argument| match argument.strip_prefix(b"-") {
            Some(digits) if !digits.is_empty() && digits.iter().all(u8::is_ascii_digit) => {
                [b"-n", digits].concat()
            }
            _ => argument.clone(),
        })
        .collect();
    options::read(
        machine,
        process,
        &plain,
        "n:c:qvfF",
        &["lines=", "bytes=", "quiet", "verbose", "follow"],
    )
}

/// Shows a part of each operand, with titles where there are several.
fn parts(
    machine: &mut Machine<'_>,
    process: &Process,
    name: &str,
    arguments: &Arguments,
    part: impl Fn(&[u8]) -> Vec<u8>,
) -> Result<i32, Stop> {
    let paths = inputs(arguments);
    let titled =
        paths.len() > 1 && !arguments.has(&["q", "quiet"]) || arguments.has(&["v", "verbose"]);
    let (mut status, mut first) = (0, true);
    for path in &paths {
        let Some(bytes) = input(machine, process, name, path) else {
            status = 1;
            continue;
        };
        machine.work(bytes.len() as u64)?;
        if titled {
            let before: &[u8] = if first { b"" } else { b"\n" };
            let title: &[u8] = if path == b"-" {
                b"standard input"
            } else {
                path
            };
            machine.out(process, &[before, b"==> ", title, b" <==\n"].concat());
        }
        first = false;
        machine.out(process, &part(&bytes));
    }
    Ok(status)
}

fn head(machine: &mut Machine<'_>, process: &mut Process, argv: &[Vec<u8>]) -> Result<i32, Stop> {
    let Some(arguments) = ends(machine, process, argv) else {
        return Ok(1);
    };
    let bytes = arguments.number(&["c", "bytes"]);
    let value = arguments
        .value(&["n", "lines"])
        .map(|text| String::from_utf8_lossy(text).into_owned());
    let all_but = value
        .as_deref()
        .and_then(|text| text.strip_prefix('-')?.parse::<usize>().ok());
    let count = value
        .as_deref()
        .and_then(|text| text.parse().ok())
        .unwrap_or(10);
    parts(machine, process, "head", &arguments, |text| {
        match (bytes, all_but) {
            (Some(bytes), _) => text[..bytes.min(text.len())].to_vec(),
            (None, Some(but)) => {
                let total = lines(text).count();
                lines(text)
                    .take(total.saturating_sub(but))
                    .collect::<Vec<_>>()
                    .concat()
            }
            (None, None) => lines(text).take(count).collect::<Vec<_>>().concat(),
        }
    })
}

fn tail(machine: &mut Machine<'_>, process: &mut Process, argv: &[Vec<u8>]) -> Result<i32, Stop> {
    let Some(arguments) = ends(machine, process, argv) else {
        return Ok(1);
    };
    let bytes = arguments.number(&["c", "bytes"]);
    let value = arguments
        .value(&["n", "lines"])
        .map(|text| String::from_utf8_lossy(text).into_owned());
    let from = value
        .as_deref()
        .and_then(|text| text.strip_prefix('+')?.parse::<usize>().ok());
    let count = value
        .as_deref()
        .and_then(|text| text.trim_start_matches('-').parse().ok())
        .unwrap_or(10);
    parts(machine, process, "tail", &arguments, |text| {
        match (bytes, from) {
            (Some(bytes), _) => text[text.len().saturating_sub(bytes)..].to_vec(),
            (None, Some(from)) => lines(text)
                .skip(from.saturating_sub(1))
                .collect::<Vec<_>>()
                .concat(),
            (None, None) => {
                let total = lines(text).count();
                lines(text)
                    .skip(total.saturating_sub(count))
                    .collect::<Vec<_>>()
                    .concat()
            }
        }
    })
}

fn wc(machine: &mut Machine<'_>, process: &mut Process, argv: &[Vec<u8>]) -> Result<i32, Stop> {
    let long = ["lines", "words", "bytes", "chars", "max-line-length"];
    let Some(arguments) = options::read(machine, process, argv, "lwcmL", &long) else {
        return Ok(1);
    };
    let chosen = [
        arguments.has(&["l", "lines"]),
        arguments.has(&["w", "words"]),
        arguments.has(&["m", "chars"]),
        arguments.has(&["c", "bytes"]),
    ];
    let chosen = if chosen.contains(&true) {
        chosen
    } else {
        [true, true, false, true]
    };
    let mut rows: Vec<([usize; 4], Vec<u8>)> = Vec::new();
    let mut status = 0;
    for path in inputs(&arguments) {
        let Some(bytes) = input(machine, process, "wc", &path) else {
            status = 1;
            continue;
        };
        machine.work(bytes.len() as u64 * 3)?;
        let counts = [
            bytes.iter().filter(|byte| **byte == b'\n').count(),
            bytes
                .split(u8::is_ascii_whitespace)
                .filter(|word| !word.is_empty())
                .count(),
            bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count(),
            bytes.len(),
        ];
        rows.push((
            counts,
            if arguments.operands.is_empty() {
                Vec::new()
            } else {
                path
            },
        ));
    }
    if rows.len() > 1 {
        let mut total = [0; 4];
        for (counts, _) in &rows {
            for (sum, count) in total.iter_mut().zip(counts) {
                *sum += count;
            }
        }
        rows.push((total, b"total".to_vec()));
    }
    let columns = chosen.iter().filter(|column| **column).count();
    let largest = rows.iter().map(|(counts, _)| counts[3]).max().unwrap_or(0);
    let width = match (columns, arguments.operands.len()) {
        (1, 0 | 1) => 1,
        (_, 0) => 7,
        _ => largest.to_string().len(),
    };
    for (counts, path) in rows {
        let numbers: Vec<String> = counts
            .iter()
            .zip(chosen)
            .filter(|(_, chosen)| *chosen)
            .map(|(count, _)| format!("{count:>width$}"))
            .collect();
        let mut line = numbers.join(" ").into_bytes();
        if !path.is_empty() {
            line.push(b' ');
            line.extend_from_slice(&path);
        }
        line.push(b'\n');
        machine.out(process, &line);
    }
    Ok(status)
}

fn tee(machine: &mut Machine<'_>, process: &mut Process, argv: &[Vec<u8>]) -> Result<i32, Stop> {
    let Some(arguments) = options::read(
        machine,
        process,
        argv,
        "aip",
        &["append", "ignore-interrupts"],
    ) else {
        return Ok(1);
    };
    let bytes = machine.read_all(process, 0).unwrap_or_default();
    machine.work(bytes.len() as u64)?;
    machine.out(process, &bytes);
    let mut status = 0;
    for path in &arguments.operands {
        if let Err(errno) =
            machine.write_file(process, path, &bytes, arguments.has(&["a", "append"]))
        {
            let what = format!("{}: {}", String::from_utf8_lossy(path), strerror(errno));
            machine.complain(process, b"tee", &what);
            status = 1;
        }
    }
    Ok(status)
}
