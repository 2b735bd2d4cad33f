//! `awk`, as far as it prints fields: `{print $1, $NF}`.

use super::Program;
use super::options;
use super::text::{input, inputs, lines};
use crate::sandbox::processes::escapes::{self, Style};
use crate::sandbox::processes::machine::{Machine, Process, Stop};

pub(super) const PROGRAMS: &[(&str, Program)] = &[("awk", awk), ("gawk", awk), ("mawk", awk)];

/// A part of what is printed.
#[derive(Debug, PartialEq, Eq)]
enum Item {
    /// A field; 0 is the whole line.
    Field(usize),
    /// `$NF`.
    Last,
    Text(Vec<u8>),
}

fn awk(machine: &mut Machine<'_>, process: &mut Process, argv: &[Vec<u8>]) -> Result<i32, Stop> {
    let Some(mut arguments) = options::read(machine, process, argv, "+F:", &["field-separator="])
    else {
        return Ok(2);
    };
    if arguments.operands.is_empty() {
        machine.err(process, b"usage: awk [-F fs] 'program' [file ...]\n");
        return Ok(2);
    }
    let program = arguments.operands.remove(0);
    let Some(items) = items(&program) else {
        let what = "syntax error at source line 1: only {print $N} is supported";
        machine.complain(process, b"awk", what);
        return Ok(2);
    };
    let separator = match arguments.value(&["F", "field-separator"]) {
        None | Some(b" ") => None,
        Some(b"t") => Some(b"\t".to_vec()),
        Some(text) => Some(escapes::replaced(text, Style::Format).0),
    };
    let mut status = 0;
    for path in inputs(&arguments) {
        let Some(text) = input(machine, process, "awk", &path) else {
            status = 2;
            continue;
        };
        machine.work(text.len() as u64 * (4 + items.len() as u64))?;
        let mut out = Vec::new();
        for line in lines(&text) {
            print(
                line.strip_suffix(b"\n").unwrap_or(line),
                &items,
                separator.as_deref(),
                &mut out,
            );
            // As much as any output holds.
            if out.len() > 16 << 20 {
                break;
            }
        }
        machine.out(process, &out);
    }
    Ok(status)
}

fn print(line: &[u8], items: &[Item], separator: Option<&[u8]>, out: &mut Vec<u8>) {
    let fields: Vec<&[u8]> = match separator.filter(|separator| !separator.is_empty()) {
        None => line
            .split(u8::is_ascii_whitespace)
            .filter(|field| !field.is_empty())
            .collect(),
        Some(_) if line.is_empty() => Vec::new(),
        Some(separator) => {
            let mut fields = Vec::new();
            let mut rest = line;
            while let Some(at) = memchr::memmem::find(rest, separator) {
                fields.push(&rest[..at]);
                rest = &rest[at + separator.len()..];
            }
            fields.push(rest);
            fields
        }
    };
    for item in items {
        out.extend_from_slice(match item {
            Item::Field(0) => line,
            Item::Field(number) => fields.get(number - 1).copied().unwrap_or_default(),
            Item::Last => fields.last().copied().unwrap_or(line),
            Item::Text(text) => text,
        });
    }
    out.push(b'\n');
}

/// Reads `{print ...}`: fields and texts, with commas for a blank between. `None`: it is more than that.
fn items(program: &[u8]) -> Option<Vec<Item>> {
    let text = std::str::from_utf8(program).ok()?.trim();
    let inner = text.strip_prefix('{')?.strip_suffix('}')?.trim();
    let mut rest = inner.trim_end_matches(';').strip_prefix("print")?;
    if rest.starts_with(|letter: char| letter.is_alphanumeric() || letter == '_') {
        return None;
    }
    rest = rest.trim();
    let mut items = Vec::new();
    let mut wanted = false;
    while !rest.is_empty() {
        wanted = false;
        if let Some(after) = rest.strip_prefix("$NF") {
            items.push(Item::Last);
            rest = after;
        } else if let Some(after) = rest.strip_prefix('$') {
            let end = after
                .find(|letter: char| !letter.is_ascii_digit())
                .unwrap_or(after.len());
            items.push(Item::Field(after[..end].parse().ok()?));
            rest = &after[end..];
        } else {
            let after = rest.strip_prefix('"')?;
            let end = after.find('"')?;
            items.push(Item::Text(
                escapes::replaced(&after.as_bytes()[..end], Style::Format).0,
            ));
            rest = &after[end + 1..];
        }
        rest = rest.trim_start();
        if let Some(after) = rest.strip_prefix(',') {
            items.push(Item::Text(b" ".to_vec()));
            rest = after.trim_start();
            wanted = true;
        }
        if items.len() > 100 {
            return None;
        }
    }
    if items.is_empty() {
        items.push(Item::Field(0));
    }
    (!wanted).then_some(items)
}
