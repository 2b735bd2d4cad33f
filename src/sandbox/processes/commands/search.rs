//! `grep`.

use regex::bytes::{Regex, RegexBuilder};

use super::Program;
use super::files::{MAX_DEPTH, below};
use super::options::{self, Arguments};
use super::text::lines;
use crate::sandbox::processes::machine::{Machine, Process, Stop};
use crate::sandbox::processes::strerror;
use crate::sandbox::vfs::{Errno, FileKind};

pub(super) const PROGRAMS: &[(&str, Program)] = &[("egrep", grep), ("fgrep", grep), ("grep", grep)];

/// The most memory that a compiled expression may take, in bytes.
const MAX_COMPILED: usize = 1 << 20;

/// An expression of POSIX in the words of the regex crate. In basic ones `\(`, `\{`, `\|`, `\+` and `\?` are operators and
/// the plain characters are not.
pub(super) fn translated(pattern: &[u8], extended: bool) -> String {
    let text = String::from_utf8_lossy(pattern);
    let mut out = String::new();
    let mut letters = text.chars().peekable();
    let mut start = true;
    while let Some(letter) = letters.next() {
        let at_start = std::mem::replace(&mut start, false);
        match letter {
            '\\' => match letters.next() {
                Some(next @ ('(' | ')' | '{' | '}' | '|' | '+' | '?')) if !extended => {
                    out.push(next);
                    start = matches!(next, '(' | '|');
                }
                Some('<' | '>') => out.push_str("\\b"),
                Some(next @ ('w' | 'W' | 's' | 'S' | 'b' | 'B')) => {
                    out.push('\\');
                    out.push(next);
                }
                Some(next) => out.push_str(&regex::escape(&next.to_string())),
                None => out.push_str("\\\\"),
            },
            '(' | ')' | '{' | '}' | '|' | '+' | '?' if !extended => {
                out.push('\\');
                out.push(letter);
            }
            '*' if at_start => out.push_str("\\*"),
            '[' => {
                out.push('[');
                if letters.peek() == Some(&'^') {
                    letters.next();
                    out.push('^');
                }
                let mut first = true;
                while let Some(letter) = letters.next() {
                    match letter {
                        ']' if !first => {
                            out.push(']');
                            break;
                        }
                        '[' if letters.peek() == Some(&':') => {
                            out.push('[');
                            for letter in letters.by_ref() {
                                out.push(letter);
                                if letter == ']' {
                                    break;
                                }
                            }
                        }
                        '[' | ']' | '\\' | '&' | '~' => {
                            out.push('\\');
                            out.push(letter);
                        }
                        letter => out.push(letter),
                    }
                    first = false;
                }
            }
            '^' if !extended && !at_start => out.push_str("\\^"),
            '(' | '|' => {
                out.push(letter);
                start = true;
            }
            letter => out.push(letter),
        }
    }
    out
}

/// Compiles an expression of POSIX. `None`: it is none.
pub(super) fn compiled(pattern: &str, fold: bool) -> Option<Regex> {
    RegexBuilder::new(pattern)
        .case_insensitive(fold)
        .unicode(true)
        .size_limit(MAX_COMPILED)
        .dfa_size_limit(MAX_COMPILED)
        .build()
        .ok()
}

/// What a run of `grep` looks for and how it shows it.
struct Search {
    regex: Regex,
    arguments: Arguments,
    titled: bool,
    found: bool,
    failed: bool,
}

const LONG: &[&str] = &[
    "ignore-case",
    "invert-match",
    "line-number",
    "recursive",
    "count",
    "files-with-matches",
    "extended-regexp",
    "fixed-strings",
    "quiet",
    "silent",
    "only-matching",
    "word-regexp",
    "line-regexp",
    "regexp=",
    "file=",
    "no-messages",
    "with-filename",
    "no-filename",
    "files-without-match",
    "max-count=",
    "color=",
    "text",
    "include=",
    "perl-regexp",
];

fn grep(machine: &mut Machine<'_>, process: &mut Process, argv: &[Vec<u8>]) -> Result<i32, Stop> {
    let Some(mut arguments) = options::read(
        machine,
        process,
        argv,
        "ivnrRclEFGPqoswxe:f:hHLm:aA:B:C:",
        LONG,
    ) else {
        return Ok(2);
    };
    let name = super::files::base(&argv[0]);
    let mut patterns: Vec<Vec<u8>> = arguments
        .values(&["e", "regexp"])
        .map(<[u8]>::to_vec)
        .collect();
    for path in arguments
        .values(&["f", "file"])
        .map(<[u8]>::to_vec)
        .collect::<Vec<_>>()
    {
        match super::text::input(machine, process, "grep", &path) {
            Some(text) => patterns.push(text.strip_suffix(b"\n").unwrap_or(&text).to_vec()),
            None => return Ok(2),
        }
    }
    if patterns.is_empty() && !arguments.has(&["f", "file"]) {
        if arguments.operands.is_empty() {
            machine.err(process, b"Usage: grep [OPTION]... PATTERNS [FILE]...\n");
            return Ok(2);
        }
        patterns.push(arguments.operands.remove(0));
    }
    let fixed = name == b"fgrep" || arguments.has(&["F", "fixed-strings"]);
    let extended = name == b"egrep" || arguments.has(&["E", "P", "extended-regexp", "perl-regexp"]);
    let alternatives: Vec<String> = patterns
        .iter()
        .flat_map(|pattern| pattern.split(|byte| *byte == b'\n'))
        .map(|pattern| match fixed {
            true => regex::escape(&String::from_utf8_lossy(pattern)),
            false => translated(pattern, extended),
        })
        .collect();
    machine.work(
        alternatives
            .iter()
            .map(|pattern| 2_000 * pattern.len() as u64 + 20_000)
            .sum(),
    )?;
    let mut whole = alternatives.join("|");
    if arguments.has(&["w", "word-regexp"]) {
        whole = format!("\\b(?:{whole})\\b");
    }
    if arguments.has(&["x", "line-regexp"]) {
        whole = format!("^(?:{whole})$");
    }
    if patterns.is_empty() {
        // No pattern at all matches nothing.
        whole = "[^\\s\\S]".to_owned();
    }
    let Some(regex) = compiled(&whole, arguments.has(&["i", "ignore-case"])) else {
        machine.complain(process, b"grep", "Invalid regular expression");
        return Ok(2);
    };
    let recursive = arguments.has(&["r", "R", "recursive"]);
    let paths = match (arguments.operands.is_empty(), recursive) {
        (true, true) => vec![b".".to_vec()],
        (true, false) => vec![b"-".to_vec()],
        (false, _) => arguments.operands.clone(),
    };
    let titled = (paths.len() > 1 || recursive || arguments.has(&["H", "with-filename"]))
        && !arguments.has(&["h", "no-filename"]);
    let mut search = Search {
        regex,
        arguments,
        titled,
        found: false,
        failed: false,
    };
    for path in &paths {
        search.path(machine, process, path, recursive, 0)?;
        if search.found && search.arguments.has(&["q", "quiet", "silent"]) {
            return Ok(0);
        }
    }
    Ok(match (search.failed, search.found) {
        (true, _) => 2,
        (false, true) => 0,
        (false, false) => 1,
    })
}

impl Search {
    fn path(
        &mut self,
        machine: &mut Machine<'_>,
        process: &Process,
        path: &[u8],
        recursive: bool,
        depth: u32,
    ) -> Result<(), Stop> {
        machine.work(1_000)?;
        let is_folder = path != b"-"
            && machine
                .look(process, path, depth == 0)
                .is_ok_and(|stat| stat.kind == FileKind::Directory);
        let shown = String::from_utf8_lossy(path).into_owned();
        if is_folder && recursive {
            for (name, kind) in machine.list(process, path).unwrap_or_default() {
                if kind != FileKind::Symlink && depth < MAX_DEPTH {
                    let inner = if path == b"." && self.arguments.operands.is_empty() {
                        name
                    } else {
                        below(path, &name)
                    };
                    self.path(machine, process, &inner, true, depth + 1)?;
                }
            }
            return Ok(());
        }
        let result = if path == b"-" {
            machine.read_all(process, 0)
        } else {
            machine.read_file(process, path)
        };
        match result {
            Ok(bytes) => self.text(machine, process, path, &bytes),
            Err(errno) => {
                let what = match errno {
                    Errno::EISDIR => format!("{shown}: Is a directory"),
                    errno => format!("{shown}: {}", strerror(errno)),
                };
                if !self.arguments.has(&["s", "no-messages"]) {
                    machine.complain(process, b"grep", &what);
                }
                self.failed = true;
                Ok(())
            }
        }
    }

    fn text(
        &mut self,
        machine: &mut Machine<'_>,
        process: &Process,
        path: &[u8],
        text: &[u8],
    ) -> Result<(), Stop> {
        machine.work(text.len() as u64 * 10)?;
        let title = if path == b"-" {
            &b"(standard input)"[..]
        } else {
            path
        };
        let invert = self.arguments.has(&["v", "invert-match"]);
        let most = self
            .arguments
            .number(&["m", "max-count"])
            .unwrap_or(usize::MAX);
        let (names, without) = (
            self.arguments.has(&["l", "files-with-matches"]),
            self.arguments.has(&["L", "files-without-match"]),
        );
        let (quiet, counts) = (
            self.arguments.has(&["q", "quiet", "silent"]),
            self.arguments.has(&["c", "count"]),
        );
        let binary = text.contains(&0) && !self.arguments.has(&["a", "text"]);
        let mut out = Vec::new();
        let mut matched = 0usize;
        for (index, line) in lines(text).enumerate() {
            let line = line.strip_suffix(b"\n").unwrap_or(line);
            if matched >= most {
                break;
            }
            if self.regex.is_match(line) == invert {
                continue;
            }
            matched += 1;
            if quiet || names || without || counts || binary {
                continue;
            }
            let mut before = Vec::new();
            if self.titled {
                before.extend_from_slice(title);
                before.push(b':');
            }
            if self.arguments.has(&["n", "line-number"]) {
                before.extend_from_slice(format!("{}:", index + 1).as_bytes());
            }
            if self.arguments.has(&["o", "only-matching"]) && !invert {
                for part in self.regex.find_iter(line).filter(|part| !part.is_empty()) {
                    out.extend_from_slice(&before);
                    out.extend_from_slice(part.as_bytes());
                    out.push(b'\n');
                }
            } else {
                out.extend_from_slice(&before);
                out.extend_from_slice(line);
                out.push(b'\n');
            }
        }
        machine.work(out.len() as u64)?;
        self.found |= matched > 0;
        if quiet {
            return Ok(());
        }
        if names && matched > 0 || without && matched == 0 {
            out = [title, b"\n"].concat();
        } else if counts {
            let count = matched.to_string();
            let before: Vec<u8> = if self.titled {
                [title, b":"].concat()
            } else {
                Vec::new()
            };
            out = [before.as_slice(), count.as_bytes(), b"\n"].concat();
        } else if binary && matched > 0 {
            out = [b"Binary file ", title, b" matches\n"].concat();
        }
        machine.out(process, &out);
        Ok(())
    }
}
