//! Programs that change lines: `cut`, `rev`, `sed`, `tr`.

use regex::bytes::Regex;

use super::Program;
use super::options;
use super::search::{compiled, translated};
use super::text::{input, inputs, lines};
use crate::sandbox::processes::escapes::{self, Style};
use crate::sandbox::processes::machine::{Machine, Process, Stop};
use crate::sandbox::processes::pattern::in_class;
use crate::sandbox::processes::strerror;

pub(super) const PROGRAMS: &[(&str, Program)] =
    &[("cut", cut), ("rev", rev), ("sed", sed), ("tr", tr)];

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

/// Which lines a command of `sed` is for.
enum Address {
    Line(usize),
    Last,
    Match(Regex),
}

enum Action {
    Substitute {
        regex: Regex,
        by: Vec<u8>,
        all: bool,
        print: bool,
        /// `w FILE`, and the `e` of GNU's sed, which runs what came out.
        write: Option<Vec<u8>>,
        run: bool,
    },
    Print,
    Delete,
    Quit,
    /// GNU's `e`: runs a line of the script.
    Run(Vec<u8>),
}

struct Instruction {
    addresses: Vec<Address>,
    negated: bool,
    action: Action,
    /// Whether a range is open.
    inside: bool,
}

fn sed(machine: &mut Machine<'_>, process: &mut Process, argv: &[Vec<u8>]) -> Result<i32, Stop> {
    let long = [
        "quiet",
        "silent",
        "expression=",
        "file=",
        "regexp-extended",
        "in-place",
        "sandbox",
    ];
    let Some(mut arguments) = options::read(machine, process, argv, "ne:f:Eris", &long) else {
        return Ok(1);
    };
    let mut script: Vec<Vec<u8>> = arguments
        .values(&["e", "expression"])
        .map(<[u8]>::to_vec)
        .collect();
    for path in arguments
        .values(&["f", "file"])
        .map(<[u8]>::to_vec)
        .collect::<Vec<_>>()
    {
        match input(machine, process, "sed", &path) {
            Some(text) => script.push(text),
            None => return Ok(1),
        }
    }
    if script.is_empty() {
        if arguments.operands.is_empty() {
            machine.err(
                process,
                b"Usage: sed [OPTION]... {script-only-if-no-other-script} [input-file]...\n",
            );
            return Ok(1);
        }
        script.push(arguments.operands.remove(0));
    }
    let script = script.join(&b'\n');
    machine.work(script.len() as u64 * 2_000)?;
    let extended = arguments.has(&["E", "r", "regexp-extended"]);
    let Some(mut instructions) = instructions(&script, extended) else {
        machine.complain(
            process,
            b"sed",
            "-e expression #1, char 1: unknown command or unterminated expression",
        );
        return Ok(1);
    };
    let quiet = arguments.has(&["n", "quiet", "silent"]);
    let in_place = arguments.has(&["i", "in-place"]);
    let mut status = 0;
    for path in inputs(&arguments) {
        let Some(text) = input(machine, process, "sed", &path) else {
            status = 2;
            continue;
        };
        let out = edit(machine, process, &mut instructions, &text, quiet)?;
        if !in_place {
            machine.out(process, &out);
        } else if let Err(errno) = machine.write_file(process, &path, &out, false) {
            let what = format!(
                "couldn't open file {}: {}",
                String::from_utf8_lossy(&path),
                strerror(errno)
            );
            machine.complain(process, b"sed", &what);
            status = 4;
        }
    }
    Ok(status)
}

fn edit(
    machine: &mut Machine<'_>,
    process: &Process,
    instructions: &mut [Instruction],
    text: &[u8],
    quiet: bool,
) -> Result<Vec<u8>, Stop> {
    let all: Vec<&[u8]> = lines(text).collect();
    let mut out = Vec::new();
    'lines: for (index, line) in all.iter().enumerate() {
        let mut space = line.strip_suffix(b"\n").unwrap_or(line).to_vec();
        let mut quit = false;
        for instruction in instructions.iter_mut() {
            machine.work(200 + 10 * space.len() as u64)?;
            if !instruction.is_for(index + 1, index + 1 == all.len(), &space) {
                continue;
            }
            match &instruction.action {
                Action::Print => out.extend_from_slice(&[&space[..], b"\n"].concat()),
                Action::Delete => continue 'lines,
                Action::Quit => {
                    quit = true;
                    break;
                }
                Action::Run(line) => {
                    let line = if line.is_empty() { &space } else { line };
                    super::super::program::system(machine, process, line, None)?;
                }
                Action::Substitute {
                    regex,
                    by,
                    all,
                    print,
                    write,
                    run,
                } => {
                    let most = if *all { 0 } else { 1 };
                    let changed = regex.replacen(&space, most, by.as_slice()).into_owned();
                    if !regex.is_match(&space) {
                        continue;
                    }
                    space = changed;
                    space.truncate(1 << 20);
                    if *run {
                        super::super::program::system(machine, process, &space, None)?;
                        space.clear();
                    }
                    if let Some(path) = write {
                        let _ =
                            machine.write_file(process, path, &[&space[..], b"\n"].concat(), true);
                    }
                    if *print {
                        out.extend_from_slice(&[&space[..], b"\n"].concat());
                    }
                }
            }
        }
        if !quiet {
            out.extend_from_slice(&space);
            if line.ends_with(b"\n") {
                out.push(b'\n');
            }
        }
        if quit || out.len() > 16 << 20 {
            break;
        }
    }
    Ok(out)
}

impl Instruction {
    fn is_for(&mut self, number: usize, last: bool, line: &[u8]) -> bool {
        let fits = |address: &Address| match address {
            Address::Line(wanted) => *wanted == number,
            Address::Last => last,
            Address::Match(regex) => regex.is_match(line),
        };
        let chosen = match self.addresses.as_slice() {
            [] => true,
            [only] => fits(only),
            [first, second, ..] => {
                if self.inside {
                    self.inside = !fits(second);
                    true
                } else {
                    let begins = fits(first);
                    self.inside = begins && !matches!(second, Address::Line(end) if *end <= number);
                    begins
                }
            }
        };
        chosen != self.negated
    }
}

/// Reads a script of `sed`; `None`: it is none that is known here.
fn instructions(script: &[u8], extended: bool) -> Option<Vec<Instruction>> {
    let mut found = Vec::new();
    let mut at = 0;
    loop {
        while script
            .get(at)
            .is_some_and(|byte| matches!(byte, b';' | b'\n' | b' ' | b'\t' | b'}'))
        {
            at += 1;
        }
        if at >= script.len() {
            return Some(found);
        }
        let mut addresses = Vec::new();
        while addresses.len() < 2 {
            match script.get(at)? {
                b'0'..=b'9' => {
                    let start = at;
                    while script.get(at).is_some_and(u8::is_ascii_digit) {
                        at += 1;
                    }
                    addresses.push(Address::Line(
                        std::str::from_utf8(&script[start..at]).ok()?.parse().ok()?,
                    ));
                }
                b'$' => {
                    at += 1;
                    addresses.push(Address::Last);
                }
                b'/' => {
                    let text = delimited(script, &mut at)?;
                    addresses.push(Address::Match(compiled(
                        &translated(&text, extended),
                        false,
                    )?));
                }
                _ => break,
            }
            if script.get(at) != Some(&b',') {
                break;
            }
            at += 1;
        }
        let negated = script.get(at) == Some(&b'!');
        at += usize::from(negated);
        let command = *script.get(at)?;
        at += 1;
        let action = match command {
            b'p' => Action::Print,
            b'd' => Action::Delete,
            b'q' => Action::Quit,
            b'e' => {
                let end = script[at..]
                    .iter()
                    .position(|byte| *byte == b'\n')
                    .map_or(script.len(), |end| at + end);
                let line = script[at..end].trim_ascii().to_vec();
                at = end;
                Action::Run(line)
            }
            b's' => substitution(script, &mut at, extended)?,
            _ => return None,
        };
        found.push(Instruction {
            addresses,
            negated,
            action,
            inside: false,
        });
        if found.len() > 500 {
            return None;
        }
    }
}

/// A text between delimiters, the first of which is here; the second is passed.
fn delimited(script: &[u8], at: &mut usize) -> Option<Vec<u8>> {
    let delimiter = *script.get(*at)?;
    *at += 1;
    let mut text = Vec::new();
    loop {
        match *script.get(*at)? {
            byte if byte == delimiter => {
                *at += 1;
                return Some(text);
            }
            b'\\' => {
                let next = *script.get(*at + 1)?;
                if next != delimiter {
                    text.push(b'\\');
                }
                text.push(next);
                *at += 2;
            }
            byte => {
                text.push(byte);
                *at += 1;
            }
        }
    }
}

fn substitution(script: &[u8], at: &mut usize, extended: bool) -> Option<Action> {
    let pattern = delimited(script, at)?;
    *at -= 1;
    let replacement = delimited(script, at)?;
    let (mut all, mut print, mut fold, mut run) = (false, false, false, false);
    let mut write = None;
    while let Some(flag) = script.get(*at) {
        *at += 1;
        match flag {
            b'g' => all = true,
            b'p' => print = true,
            b'i' | b'I' => fold = true,
            b'e' => run = true,
            b'w' => {
                let end = script[*at..]
                    .iter()
                    .position(|byte| *byte == b'\n')
                    .map_or(script.len(), |end| *at + end);
                write = Some(script[*at..end].trim_ascii().to_vec());
                *at = end;
                break;
            }
            b';' | b'\n' | b'}' => break,
            b' ' => {}
            _ => return None,
        }
    }
    // The regex crate writes `\1` and `&` as `${1}` and `${0}`.
    let mut by = Vec::new();
    let mut bytes = replacement.iter();
    while let Some(byte) = bytes.next() {
        match byte {
            b'&' => by.extend_from_slice(b"${0}"),
            b'$' => by.extend_from_slice(b"$$"),
            b'\\' => match bytes.next() {
                Some(digit @ b'0'..=b'9') => by.extend_from_slice(&[b'$', b'{', *digit, b'}']),
                Some(b'n') => by.push(b'\n'),
                Some(b't') => by.push(b'\t'),
                Some(b'$') => by.extend_from_slice(b"$$"),
                Some(other) => by.push(*other),
                None => {}
            },
            byte => by.push(*byte),
        }
    }
    Some(Action::Substitute {
        regex: compiled(&translated(&pattern, extended), fold)?,
        by,
        all,
        print,
        write,
        run,
    })
}
