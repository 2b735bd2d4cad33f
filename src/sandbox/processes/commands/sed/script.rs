//! Scripts of `sed`.

use regex::bytes::Regex;

use crate::sandbox::processes::commands::search::{compiled, translated};

/// Which lines a command of `sed` is for.
pub(super) enum Address {
    Line(usize),
    Last,
    Match(Regex),
}

pub(super) enum Action {
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

pub(super) struct Instruction {
    pub(super) addresses: Vec<Address>,
    pub(super) negated: bool,
    pub(super) action: Action,
    /// Whether a range is open.
    pub(super) inside: bool,
}

/// Reads a script of `sed`; `None`: it is none that is known here.
pub(super) fn instructions(script: &[u8], extended: bool) -> Option<Vec<Instruction>> {
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
