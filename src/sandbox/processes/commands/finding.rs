//! `find` and `xargs`: programs that run others on what they find.

use super::Program;
use super::files::{MAX_DEPTH, base, below, failed};
use super::options;
use super::system::run;
use crate::sandbox::processes::machine::{Machine, Process, Stop};
use crate::sandbox::processes::{pattern, program};
use crate::sandbox::vfs::{FileKind, Stat};

pub(super) const PROGRAMS: &[(&str, Program)] = &[("find", find), ("xargs", xargs)];

/// A part of an expression of `find`.
enum Test {
    Name(Vec<pattern::Glyph>, bool),
    Path(Vec<pattern::Glyph>),
    Type(Vec<u8>),
    Empty,
    Size(char, u64, u64),
    Not,
    Or,
    Print(u8),
    Delete,
    Run { argv: Vec<Vec<u8>>, at_once: bool },
    Quit,
    True,
}

/// An expression with its bounds.
struct Expression {
    tests: Vec<Test>,
    least: u32,
    most: u32,
    acts: bool,
    /// What `-exec ... +` has gathered, by test.
    gathered: Vec<(usize, Vec<Vec<u8>>)>,
    status: i32,
    quit: bool,
}

fn find(machine: &mut Machine<'_>, process: &mut Process, argv: &[Vec<u8>]) -> Result<i32, Stop> {
    let is_expression = |word: &Vec<u8>| {
        word.starts_with(b"-") && word.len() > 1 || matches!(word.as_slice(), b"!" | b"(")
    };
    let words = argv.get(1..).unwrap_or_default();
    let count = words.iter().position(is_expression).unwrap_or(words.len());
    let (paths, rest) = words.split_at(count);
    let mut expression = match parse(rest) {
        Ok(expression) => expression,
        Err(what) => {
            machine.complain(process, b"find", &what);
            return Ok(1);
        }
    };
    let here = [b".".to_vec()];
    let paths = if paths.is_empty() { &here[..] } else { paths };
    for path in paths {
        match machine.stat(process, path, false) {
            Ok(stat) => expression.visit(machine, process, path, stat, 0)?,
            Err(errno) => {
                let what = format!(
                    "'{}': {}",
                    String::from_utf8_lossy(path),
                    super::super::strerror(errno)
                );
                machine.complain(process, b"find", &what);
                expression.status = 1;
            }
        }
    }
    for (index, found) in std::mem::take(&mut expression.gathered) {
        if let Some(Test::Run { argv, .. }) = expression.tests.get(index) {
            let mut words = argv.clone();
            words.extend(found);
            if run(machine, process, &words, "find")? != 0 {
                expression.status = 1;
            }
        }
    }
    Ok(expression.status)
}

fn parse(words: &[Vec<u8>]) -> Result<Expression, String> {
    let mut expression = Expression {
        tests: Vec::new(),
        least: 0,
        most: MAX_DEPTH,
        acts: false,
        gathered: Vec::new(),
        status: 0,
        quit: false,
    };
    let mut rest = words.iter();
    while let Some(word) = rest.next() {
        let name = String::from_utf8_lossy(word).into_owned();
        let mut value = || {
            rest.next()
                .cloned()
                .ok_or_else(|| format!("missing argument to `{name}'"))
        };
        let test = match name.as_str() {
            "-name" => Test::Name(pattern::from_text(&value()?), false),
            "-iname" => Test::Name(pattern::from_text(&value()?.to_ascii_lowercase()), true),
            "-path" | "-wholename" => Test::Path(pattern::from_text(&value()?)),
            "-type" => Test::Type(value()?),
            "-empty" => Test::Empty,
            "-maxdepth" => {
                expression.most = depth(&value()?)?.min(MAX_DEPTH);
                continue;
            }
            "-mindepth" => {
                expression.least = depth(&value()?)?;
                continue;
            }
            "-size" => size(&value()?)?,
            "-user" | "-group" | "-mtime" | "-newer" | "-perm" | "-mmin" => {
                value()?;
                Test::True
            }
            "-not" | "!" => Test::Not,
            "-o" | "-or" => Test::Or,
            "-a" | "-and" | "(" | ")" | "-depth" | "-xdev" | "-follow" | "-L" | "-H" | "-P" => {
                continue;
            }
            "-print" => Test::Print(b'\n'),
            "-print0" => Test::Print(0),
            "-delete" => Test::Delete,
            "-quit" => Test::Quit,
            "-true" => Test::True,
            "-exec" | "-execdir" | "-ok" => {
                let mut argv = Vec::new();
                let at_once = loop {
                    match rest.next() {
                        Some(word) if word == b";" => break false,
                        Some(word)
                            if word == b"+" && argv.last().is_some_and(|last| last == b"{}") =>
                        {
                            argv.pop();
                            break true;
                        }
                        Some(word) => argv.push(word.clone()),
                        None => return Err(format!("missing argument to `{name}'")),
                    }
                };
                if argv.is_empty() {
                    return Err(format!("missing argument to `{name}'"));
                }
                Test::Run { argv, at_once }
            }
            _ => return Err(format!("unknown predicate `{name}'")),
        };
        expression.acts |= matches!(
            test,
            Test::Print(_) | Test::Delete | Test::Run { .. } | Test::Quit
        );
        expression.tests.push(test);
    }
    Ok(expression)
}

fn depth(text: &[u8]) -> Result<u32, String> {
    let number = std::str::from_utf8(text)
        .ok()
        .and_then(|text| text.parse().ok());
    number.ok_or_else(|| "Expected a positive decimal integer argument".to_owned())
}

fn size(text: &[u8]) -> Result<Test, String> {
    let text = String::from_utf8_lossy(text).into_owned();
    let sign = text
        .chars()
        .next()
        .filter(|letter| matches!(letter, '+' | '-'))
        .unwrap_or('=');
    let digits: String = text
        .trim_start_matches(['+', '-'])
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    let unit = match text.chars().last() {
        Some('c') => 1,
        Some('k') => 1 << 10,
        Some('M') => 1 << 20,
        Some('G') => 1 << 30,
        _ => 512,
    };
    let number = digits
        .parse()
        .map_err(|_| format!("Invalid argument `{text}' to -size"))?;
    Ok(Test::Size(sign, number, unit))
}

impl Expression {
    fn visit(
        &mut self,
        machine: &mut Machine<'_>,
        process: &Process,
        path: &[u8],
        stat: Stat,
        level: u32,
    ) -> Result<(), Stop> {
        machine.work(1_000)?;
        let is_folder = stat.kind == FileKind::Directory;
        // What deletes goes into folders first.
        let inside_first = self.tests.iter().any(|test| matches!(test, Test::Delete));
        if !inside_first && level >= self.least {
            self.judge(machine, process, path, stat)?;
        }
        if is_folder && level < self.most && !self.quit {
            match machine.list(process, path) {
                Ok(entries) => {
                    for (name, _) in entries {
                        let inner = below(path, &name);
                        if let Ok(stat) = machine.look(process, &inner, false) {
                            self.visit(machine, process, &inner, stat, level + 1)?;
                        }
                        if self.quit {
                            return Ok(());
                        }
                    }
                }
                Err(errno) => {
                    let what = format!(
                        "'{}': {}",
                        String::from_utf8_lossy(path),
                        super::super::strerror(errno)
                    );
                    machine.complain(process, b"find", &what);
                    self.status = 1;
                }
            }
        }
        if inside_first && level >= self.least {
            self.judge(machine, process, path, stat)?;
        }
        Ok(())
    }

    fn judge(
        &mut self,
        machine: &mut Machine<'_>,
        process: &Process,
        path: &[u8],
        stat: Stat,
    ) -> Result<(), Stop> {
        let (mut holds, mut negate) = (true, false);
        for index in 0..self.tests.len() {
            machine.work(200 + path.len() as u64)?;
            match &self.tests[index] {
                Test::Not => {
                    negate = !negate;
                    continue;
                }
                Test::Or => {
                    if holds {
                        break;
                    }
                    (holds, negate) = (true, false);
                    continue;
                }
                _ if !holds => {
                    negate = false;
                    continue;
                }
                _ => {}
            }
            let result = self.test(machine, process, path, stat, index)?;
            holds = result != negate;
            negate = false;
        }
        if holds && !self.acts {
            machine.out(process, &[path, b"\n"].concat());
        }
        Ok(())
    }

    fn test(
        &mut self,
        machine: &mut Machine<'_>,
        process: &Process,
        path: &[u8],
        stat: Stat,
        index: usize,
    ) -> Result<bool, Stop> {
        Ok(match &self.tests[index] {
            Test::Name(wanted, false) => pattern::matches(wanted, base(path)),
            Test::Name(wanted, true) => pattern::matches(wanted, &base(path).to_ascii_lowercase()),
            Test::Path(wanted) => pattern::matches(wanted, path),
            Test::Type(kinds) => kinds.contains(&match stat.kind {
                FileKind::File => b'f',
                FileKind::Directory => b'd',
                FileKind::Symlink => b'l',
                FileKind::CharDevice => b'c',
            }),
            Test::Empty => match stat.kind {
                FileKind::Directory => machine
                    .list(process, path)
                    .is_ok_and(|entries| entries.is_empty()),
                _ => stat.size == 0,
            },
            Test::Size(sign, number, unit) => {
                let units = stat.size.div_ceil(*unit);
                match sign {
                    '+' => units > *number,
                    '-' => units < *number,
                    _ => units == *number,
                }
            }
            Test::Print(end) => {
                machine.out(process, &[path, &[*end]].concat());
                true
            }
            Test::Delete => {
                let result = match stat.kind {
                    FileKind::Directory => machine.rmdir(process, path),
                    _ => machine.unlink(process, path),
                };
                match result {
                    Ok(()) => true,
                    Err(_) if path == b"." => true,
                    Err(errno) => {
                        self.status =
                            failed(machine, process, "find", "cannot delete", path, errno);
                        false
                    }
                }
            }
            Test::Run { at_once: true, .. } => {
                match self.gathered.iter_mut().find(|(other, _)| *other == index) {
                    Some((_, found)) => found.push(path.to_vec()),
                    None => self.gathered.push((index, vec![path.to_vec()])),
                }
                true
            }
            Test::Run { argv, .. } => {
                let words: Vec<Vec<u8>> = argv
                    .iter()
                    .map(|word| replaced(word, b"{}", path))
                    .collect();
                run(machine, process, &words, "find")? == 0
            }
            Test::Quit => {
                self.quit = true;
                true
            }
            Test::True | Test::Not | Test::Or => true,
        })
    }
}

/// A text with each `mark` replaced.
pub(super) fn replaced(text: &[u8], mark: &[u8], by: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(at) =
        memchr::memmem::find(rest, mark).filter(|_| !mark.is_empty() && out.len() < 1 << 20)
    {
        out.extend_from_slice(&rest[..at]);
        out.extend_from_slice(by);
        rest = &rest[at + mark.len()..];
    }
    out.extend_from_slice(rest);
    out
}

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
                    super::super::strerror(errno)
                );
                machine.complain(process, b"xargs", &what);
                status = if errno == crate::sandbox::vfs::Errno::ENOENT {
                    127
                } else {
                    126
                };
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
