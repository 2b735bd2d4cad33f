//! `echo`, `printf`, `true`, `false`, `yes`, `seq`.

use super::Program;
use crate::sandbox::processes::conditions;
use crate::sandbox::processes::escapes::{self, Style};
use crate::sandbox::processes::machine::{Machine, Process, Stop};

pub(super) const PROGRAMS: &[(&str, Program)] = &[
    ("[", |machine, process, argv| {
        conditions::run(machine, process, argv)
    }),
    ("echo", |machine, process, argv| {
        Ok(echo(machine, process, argv, true))
    }),
    ("false", |_, _, _| Ok(1)),
    ("printf", printf),
    ("seq", seq),
    ("test", |machine, process, argv| {
        conditions::run(machine, process, argv)
    }),
    ("true", |_, _, _| Ok(0)),
    ("yes", yes),
];

/// `echo`. dash's replaces escapes and knows `-n` only; that of `options` knows `-e` and `-E` too.
pub(in crate::sandbox::processes) fn echo(
    machine: &mut Machine<'_>,
    process: &Process,
    argv: &[Vec<u8>],
    options: bool,
) -> i32 {
    let mut words = argv.get(1..).unwrap_or_default();
    let (mut newline, mut replace) = (true, !options);
    while let Some(word) = words.first() {
        let known = match (options, word.as_slice()) {
            (false, b"-n") => newline,
            (true, [b'-', letters @ ..]) => {
                !letters.is_empty()
                    && letters
                        .iter()
                        .all(|letter| matches!(letter, b'n' | b'e' | b'E'))
            }
            _ => false,
        };
        if !known {
            break;
        }
        for letter in &word[1..] {
            match letter {
                b'n' => newline = false,
                letter => replace = *letter == b'e',
            }
        }
        words = &words[1..];
    }
    let mut text = words.join(&b' ');
    if replace {
        let (replaced, ended) = escapes::replaced(&text, Style::Echo);
        text = replaced;
        newline &= !ended;
    }
    if newline {
        text.push(b'\n');
    }
    match machine.write(process, 1, &text) {
        Ok(()) => 0,
        Err(errno) => {
            let what = format!("write error: {}", super::super::strerror(errno));
            machine.complain(process, b"echo", &what);
            1
        }
    }
}

/// The most bytes that one `printf` writes, and the widest field.
const MAX_PRINTED: usize = 1 << 20;
const MAX_WIDTH: usize = 4096;

/// `printf`: the format is used again while arguments are left.
pub(in crate::sandbox::processes) fn printf(
    machine: &mut Machine<'_>,
    process: &mut Process,
    argv: &[Vec<u8>],
) -> Result<i32, Stop> {
    let skip = if argv.get(1).is_some_and(|word| word == b"--") {
        2
    } else {
        1
    };
    let Some(format) = argv.get(skip) else {
        machine.complain(process, b"sh: 1", "printf: usage: printf format [arg ...]");
        return Ok(2);
    };
    let mut arguments = argv[skip + 1..].iter();
    let mut out = Vec::new();
    let mut status = 0;
    loop {
        let before = arguments.len();
        let ended = once(format, &mut arguments, &mut out, &mut status);
        machine.work(format.len() as u64 * 4 + 100)?;
        if ended || arguments.len() == 0 || arguments.len() == before || out.len() > MAX_PRINTED {
            break;
        }
    }
    machine.out(process, &out);
    Ok(status)
}

/// Goes through the format once. Whether a `\c` ended it all.
fn once(
    format: &[u8],
    arguments: &mut std::slice::Iter<'_, Vec<u8>>,
    out: &mut Vec<u8>,
    status: &mut i32,
) -> bool {
    let mut at = 0;
    while at < format.len() {
        let byte = format[at];
        if byte == b'\\' {
            let end = (at + 4).min(format.len());
            // One escape at a time: what follows it is format again.
            let length = (2..=end - at)
                .rev()
                .find(|length| {
                    escapes::replaced(&format[at..at + length], Style::Format)
                        .0
                        .len()
                        == 1
                })
                .unwrap_or(2.min(format.len() - at));
            out.extend(escapes::replaced(&format[at..at + length], Style::Format).0);
            at += length;
            continue;
        }
        if byte != b'%' {
            out.push(byte);
            at += 1;
            continue;
        }
        at += 1;
        let flags = format[at..]
            .iter()
            .take_while(|byte| b"-+ #0".contains(byte))
            .count();
        let (left, zeros, plus) = {
            let flags = &format[at..at + flags];
            (
                flags.contains(&b'-'),
                flags.contains(&b'0'),
                flags.contains(&b'+'),
            )
        };
        at += flags;
        let width = count(format, &mut at, arguments);
        let precision = (format.get(at) == Some(&b'.')).then(|| {
            at += 1;
            count(format, &mut at, arguments)
        });
        let Some(&kind) = format.get(at) else {
            out.push(b'%');
            break;
        };
        at += 1;
        let text = match kind {
            b'%' => {
                out.push(b'%');
                continue;
            }
            b's' => {
                let text = arguments.next().cloned().unwrap_or_default();
                let end = precision.unwrap_or(text.len()).min(text.len());
                text[..end].to_vec()
            }
            b'b' => {
                let (text, ended) =
                    escapes::replaced(arguments.next().map_or(b"", Vec::as_slice), Style::Echo);
                out.extend_from_slice(&text);
                if ended {
                    return true;
                }
                continue;
            }
            b'c' => arguments
                .next()
                .and_then(|text| text.first())
                .map(|byte| vec![*byte])
                .unwrap_or_default(),
            b'd' | b'i' | b'u' | b'x' | b'X' | b'o' => {
                let value = integer(arguments.next(), status);
                let digits = match kind {
                    b'x' => format!("{value:x}"),
                    b'X' => format!("{value:X}"),
                    b'o' => format!("{value:o}"),
                    b'u' => (value as u64).to_string(),
                    _ if plus && value >= 0 => format!("+{value}"),
                    _ => value.to_string(),
                };
                let missing = precision.unwrap_or(0).saturating_sub(digits.len());
                format!("{}{digits}", "0".repeat(missing)).into_bytes()
            }
            b'f' | b'F' | b'e' | b'g' => {
                let value: f64 = arguments
                    .next()
                    .and_then(|text| std::str::from_utf8(text).ok()?.parse().ok())
                    .unwrap_or(0.0);
                format!("{value:.*}", precision.unwrap_or(6).min(100)).into_bytes()
            }
            other => {
                out.extend_from_slice(&[b'%', other]);
                *status = 1;
                continue;
            }
        };
        let padding = width.saturating_sub(text.len());
        if left {
            out.extend_from_slice(&text);
            out.extend(std::iter::repeat_n(b' ', padding));
        } else {
            let fill = if zeros && kind != b's' && kind != b'c' {
                b'0'
            } else {
                b' '
            };
            out.extend(std::iter::repeat_n(fill, padding));
            out.extend_from_slice(&text);
        }
    }
    false
}

/// A width or precision: digits or `*`.
fn count(format: &[u8], at: &mut usize, arguments: &mut std::slice::Iter<'_, Vec<u8>>) -> usize {
    if format.get(*at) == Some(&b'*') {
        *at += 1;
        let text = arguments
            .next()
            .and_then(|text| std::str::from_utf8(text).ok()?.parse().ok());
        return text.unwrap_or(0).min(MAX_WIDTH);
    }
    let mut value = 0usize;
    while let Some(digit) = format.get(*at).filter(|byte| byte.is_ascii_digit()) {
        value = (value * 10 + usize::from(digit - b'0')).min(MAX_WIDTH);
        *at += 1;
    }
    value
}

fn integer(text: Option<&Vec<u8>>, status: &mut i32) -> i64 {
    let Some(text) = text else { return 0 };
    if let [b'\'' | b'"', first, ..] = text.as_slice() {
        return i64::from(*first);
    }
    let text = String::from_utf8_lossy(text);
    let text = text.trim();
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (digits, base) = match digits.as_bytes() {
        [b'0', b'x' | b'X', ..] => (&digits[2..], 16),
        [b'0', _, ..] => (&digits[1..], 8),
        _ => (digits, 10),
    };
    match i64::from_str_radix(digits, base) {
        Ok(value) if negative => value.wrapping_neg(),
        Ok(value) => value,
        Err(_) if digits.is_empty() => 0,
        Err(_) => {
            *status = 1;
            0
        }
    }
}

fn seq(machine: &mut Machine<'_>, process: &mut Process, argv: &[Vec<u8>]) -> Result<i32, Stop> {
    let Some(arguments) = super::options::read(
        machine,
        process,
        argv,
        "s:w",
        &["separator=", "equal-width"],
    ) else {
        return Ok(1);
    };
    let numbers: Option<Vec<i64>> = arguments
        .operands
        .iter()
        .map(|text| std::str::from_utf8(text).ok()?.parse().ok())
        .collect();
    let (first, step, last) = match numbers.as_deref() {
        Some([last]) => (1, 1, *last),
        Some([first, last]) => (*first, 1, *last),
        Some([first, step, last]) if *step != 0 => (*first, *step, *last),
        _ => {
            machine.complain(process, b"seq", "missing or invalid operand");
            return Ok(1);
        }
    };
    let separator = arguments
        .value(&["s", "separator"])
        .unwrap_or(b"\n")
        .to_vec();
    let mut out = Vec::new();
    let mut at = first;
    while (step > 0 && at <= last || step < 0 && at >= last) && out.len() < MAX_PRINTED {
        if at != first {
            out.extend_from_slice(&separator);
        }
        out.extend_from_slice(at.to_string().as_bytes());
        machine.work(20)?;
        at = match at.checked_add(step) {
            Some(next) => next,
            None => break,
        };
    }
    if !out.is_empty() {
        out.push(b'\n');
    }
    machine.out(process, &out);
    Ok(0)
}

/// `yes` never ends by itself: what it writes is as much as a pipe takes before its reader would have left.
fn yes(machine: &mut Machine<'_>, process: &mut Process, argv: &[Vec<u8>]) -> Result<i32, Stop> {
    let mut line = if argv.len() > 1 {
        argv[1..].join(&b' ')
    } else {
        b"y".to_vec()
    };
    line.push(b'\n');
    let count = (64 << 10) / line.len() + 1;
    machine.out(process, &line.repeat(count));
    Ok(128 + 13)
}
