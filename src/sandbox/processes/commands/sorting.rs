//! `sort` and `uniq`.

use super::Program;
use super::options;
use super::text::{input, inputs, lines};
use crate::sandbox::processes::machine::{Machine, Process, Stop};
use crate::sandbox::processes::strerror;

pub(super) const PROGRAMS: &[(&str, Program)] = &[("sort", sort), ("uniq", uniq)];

fn sort(machine: &mut Machine<'_>, process: &mut Process, argv: &[Vec<u8>]) -> Result<i32, Stop> {
    let long = [
        "numeric-sort",
        "reverse",
        "unique",
        "key=",
        "field-separator=",
        "output=",
        "ignore-case",
        "compress-program=",
    ];
    let Some(arguments) = options::read(machine, process, argv, "nrufk:t:o:bsdmT:S:V", &long)
    else {
        return Ok(2);
    };
    let mut text = Vec::new();
    for path in inputs(&arguments) {
        let Some(bytes) = input(machine, process, "sort", &path) else {
            return Ok(2);
        };
        text.extend_from_slice(&bytes);
        if text.last().is_some_and(|byte| *byte != b'\n') {
            text.push(b'\n');
        }
        machine.work(bytes.len() as u64 * 10)?;
        if text.len() > 32 << 20 {
            break;
        }
    }
    let separator = arguments
        .value(&["t", "field-separator"])
        .and_then(|text| text.first().copied());
    let field = arguments.value(&["k", "key"]).and_then(|text| {
        let digits: Vec<u8> = text
            .iter()
            .copied()
            .take_while(u8::is_ascii_digit)
            .collect();
        std::str::from_utf8(&digits).ok()?.parse::<usize>().ok()
    });
    let numeric = arguments.has(&["n", "numeric-sort"])
        || arguments
            .values(&["k", "key"])
            .any(|text| text.contains(&b'n'));
    let fold = arguments.has(&["f", "ignore-case"]);
    let key = |line: &[u8]| -> Vec<u8> {
        let line = line.strip_suffix(b"\n").unwrap_or(line);
        let part = match (field, separator) {
            (Some(field), Some(separator)) => line
                .split(|byte| *byte == separator)
                .skip(field.saturating_sub(1))
                .collect::<Vec<_>>()
                .join(&separator),
            (Some(field), None) => line
                .split(u8::is_ascii_whitespace)
                .filter(|part| !part.is_empty())
                .skip(field.saturating_sub(1))
                .collect::<Vec<_>>()
                .join(&b' '),
            (None, _) => line.to_vec(),
        };
        if fold {
            part.to_ascii_uppercase()
        } else {
            part
        }
    };
    let number = |key: &[u8]| -> f64 {
        let text = key.trim_ascii_start();
        let end = text
            .iter()
            .position(|byte| !(byte.is_ascii_digit() || matches!(byte, b'-' | b'.')))
            .unwrap_or(text.len());
        std::str::from_utf8(&text[..end])
            .ok()
            .and_then(|text| text.parse().ok())
            .unwrap_or(0.0)
    };
    let mut keyed: Vec<(Vec<u8>, &[u8])> = lines(&text).map(|line| (key(line), line)).collect();
    machine.work(keyed.len() as u64 * 200)?;
    let compare = |(one, line): &(Vec<u8>, &[u8]), (other, other_line): &(Vec<u8>, &[u8])| {
        let order = if numeric {
            number(one).total_cmp(&number(other))
        } else {
            one.cmp(other)
        };
        order.then_with(|| line.cmp(other_line))
    };
    keyed.sort_by(compare);
    if arguments.has(&["r", "reverse"]) {
        keyed.reverse();
    }
    if arguments.has(&["u", "unique"]) {
        keyed.dedup_by(|one, other| {
            if numeric {
                number(&one.0) == number(&other.0)
            } else {
                one.0 == other.0
            }
        });
    }
    let sorted: Vec<u8> = keyed
        .iter()
        .flat_map(|(_, line)| line.iter().copied())
        .collect();
    match arguments.value(&["o", "output"]).map(<[u8]>::to_vec) {
        None => machine.out(process, &sorted),
        Some(path) => {
            if let Err(errno) = machine.write_file(process, &path, &sorted, false) {
                let what = format!(
                    "open failed: {}: {}",
                    String::from_utf8_lossy(&path),
                    strerror(errno)
                );
                machine.complain(process, b"sort", &what);
                return Ok(2);
            }
        }
    }
    Ok(0)
}

fn uniq(machine: &mut Machine<'_>, process: &mut Process, argv: &[Vec<u8>]) -> Result<i32, Stop> {
    let Some(arguments) = options::read(
        machine,
        process,
        argv,
        "cdui",
        &["count", "repeated", "unique", "ignore-case"],
    ) else {
        return Ok(1);
    };
    let path = arguments
        .operands
        .first()
        .cloned()
        .unwrap_or_else(|| b"-".to_vec());
    let Some(text) = input(machine, process, "uniq", &path) else {
        return Ok(1);
    };
    machine.work(text.len() as u64 * 4)?;
    let fold = arguments.has(&["i", "ignore-case"]);
    let mut runs: Vec<(usize, &[u8])> = Vec::new();
    for line in text.split_inclusive(|byte| *byte == b'\n') {
        let line = line.strip_suffix(b"\n").unwrap_or(line);
        match runs.last_mut() {
            Some((count, last)) if *last == line || fold && last.eq_ignore_ascii_case(line) => {
                *count += 1
            }
            _ => runs.push((1, line)),
        }
    }
    let mut out = Vec::new();
    for (count, line) in runs {
        if arguments.has(&["d", "repeated"]) && count < 2
            || arguments.has(&["u", "unique"]) && count > 1
        {
            continue;
        }
        if arguments.has(&["c", "count"]) {
            out.extend_from_slice(format!("{count:>7} ").as_bytes());
        }
        out.extend_from_slice(line);
        out.push(b'\n');
    }
    match arguments.operands.get(1) {
        None => machine.out(process, &out),
        Some(path) => {
            if let Err(errno) = machine.write_file(process, path, &out, false) {
                let what = format!("{}: {}", String::from_utf8_lossy(path), strerror(errno));
                machine.complain(process, b"uniq", &what);
                return Ok(1);
            }
        }
    }
    Ok(0)
}
