//! Expressions of `find`, as its arguments spell them.

use crate::sandbox::processes::commands::files::MAX_DEPTH;
use crate::sandbox::processes::commands::listing::identity;
use crate::sandbox::processes::commands::permissions::mode;
use crate::sandbox::processes::machine::{Machine, Process};
use crate::sandbox::processes::{pattern, strerror};

/// How deep expressions may be nested.
const MAX_NESTING: u32 = 30;

/// A test or an action.
pub(super) enum Test {
    Name(Vec<pattern::Glyph>, bool),
    Path(Vec<pattern::Glyph>),
    Type(Vec<u8>),
    Empty,
    /// How many units, rounded up, and the unit in bytes.
    Size(Count, u64),
    /// How many units have passed since the last change of the content, and the unit in nanoseconds.
    Age(Count, u64),
    /// The content was changed after this time, in nanoseconds.
    Newer(u64),
    Permissions(Bits, u32),
    User(u32),
    Group(u32),
    Print(u8),
    Delete,
    Prune,
    Quit,
    Constant(bool),
    /// `-exec`; with a number where all that is found is gathered under it, for one run at the end.
    Run(Vec<Vec<u8>>, Option<usize>),
}

/// A number that is wanted.
#[derive(Clone, Copy)]
pub(super) enum Count {
    Less(u64),
    Just(u64),
    More(u64),
}

impl Count {
    pub(super) fn fits(self, number: u64) -> bool {
        match self {
            Self::Less(wanted) => number < wanted,
            Self::Just(wanted) => number == wanted,
            Self::More(wanted) => number > wanted,
        }
    }
}

/// Which of some permission bits are wanted.
#[derive(Clone, Copy)]
pub(super) enum Bits {
    /// These and no others.
    Just,
    All,
    Any,
}

/// What is asked of each file.
pub(super) enum Node {
    Test(Test),
    Not(Box<Node>),
    All(Vec<Node>),
    Any(Vec<Node>),
}

/// An expression with its bounds.
pub(super) struct Expression {
    pub(super) root: Node,
    pub(super) least: u32,
    pub(super) most: u32,
    /// Whether it says itself what is done with what is found.
    pub(super) acts: bool,
    /// Whether what is in a folder comes before the folder.
    pub(super) inside_first: bool,
    /// The commands that are run once, with all that was found for them.
    pub(super) gathering: Vec<Vec<Vec<u8>>>,
}

struct Reader<'r, 'm, 'w> {
    machine: &'r mut Machine<'m>,
    process: &'r Process,
    words: &'w [Vec<u8>],
    found: Expression,
    nesting: u32,
}

/// Reads an expression.
///
/// # Errors
/// What `find` says is wrong with it.
pub(super) fn parse(
    machine: &mut Machine<'_>,
    process: &Process,
    words: &[Vec<u8>],
) -> Result<Expression, String> {
    let mut reader = Reader {
        machine,
        process,
        words,
        found: Expression {
            root: Node::All(Vec::new()),
            least: 0,
            most: MAX_DEPTH,
            acts: false,
            inside_first: false,
            gathering: Vec::new(),
        },
        nesting: 0,
    };
    let root = reader.any()?;
    if !reader.words.is_empty() {
        return Err("invalid expression; you have too many ')'".to_owned());
    }
    reader.found.root = root;
    Ok(reader.found)
}

impl Reader<'_, '_, '_> {
    fn next(&mut self) -> Option<String> {
        let (first, rest) = self.words.split_first()?;
        self.words = rest;
        Some(String::from_utf8_lossy(first).into_owned())
    }

    /// Parts of which one must hold.
    fn any(&mut self) -> Result<Node, String> {
        let mut parts = vec![self.all()?];
        while self
            .words
            .first()
            .is_some_and(|word| word == b"-o" || word == b"-or")
        {
            self.next();
            parts.push(self.all()?);
        }
        Ok(Node::Any(parts))
    }

    /// Parts that must all hold.
    fn all(&mut self) -> Result<Node, String> {
        let mut parts = Vec::new();
        while let Some(word) = self.words.first() {
            match word.as_slice() {
                b"-o" | b"-or" | b")" => break,
                b"-a" | b"-and" => drop(self.next()),
                _ => parts.push(self.one()?),
            }
        }
        Ok(Node::All(parts))
    }

    fn one(&mut self) -> Result<Node, String> {
        if self.nesting >= MAX_NESTING {
            return Err("invalid expression; it is nested too deeply".to_owned());
        }
        self.nesting += 1;
        let name = self.next().unwrap_or_default();
        let node = match name.as_str() {
            "!" | "-not" if self.words.is_empty() => {
                return Err(format!("expected an expression after '{name}'"));
            }
            "!" | "-not" => Node::Not(Box::new(self.one()?)),
            "(" => {
                let inner = self.any()?;
                if self.next().as_deref() != Some(")") {
                    return Err(
                        "invalid expression; I was expecting to find a ')' somewhere but did not see one."
                            .to_owned(),
                    );
                }
                inner
            }
            _ => Node::Test(self.test(&name)?),
        };
        self.nesting -= 1;
        Ok(node)
    }

    fn value(&mut self, name: &str) -> Result<Vec<u8>, String> {
        let (first, rest) = self
            .words
            .split_first()
            .ok_or_else(|| format!("missing argument to `{name}'"))?;
        self.words = rest;
        Ok(first.clone())
    }

    fn test(&mut self, name: &str) -> Result<Test, String> {
        let test = match name {
            "-name" => Test::Name(pattern::from_text(&self.value(name)?), false),
            "-iname" => {
                let text = self.value(name)?.to_ascii_lowercase();
                Test::Name(pattern::from_text(&text), true)
            }
            "-path" | "-wholename" => Test::Path(pattern::from_text(&self.value(name)?)),
            "-type" => Test::Type(self.value(name)?),
            "-empty" => Test::Empty,
            "-maxdepth" => {
                self.found.most = self.depth(name)?.min(MAX_DEPTH);
                Test::Constant(true)
            }
            "-mindepth" => {
                self.found.least = self.depth(name)?;
                Test::Constant(true)
            }
            "-depth" => {
                self.found.inside_first = true;
                Test::Constant(true)
            }
            // There is one file system.
            "-xdev" | "-mount" | "-noleaf" | "-true" => Test::Constant(true),
            "-false" => Test::Constant(false),
            "-size" => {
                let text = self.value(name)?;
                let (number, unit) = match text.last() {
                    Some(b'c') => (&text[..text.len() - 1], 1),
                    Some(b'w') => (&text[..text.len() - 1], 2),
                    Some(b'b') => (&text[..text.len() - 1], 512),
                    Some(b'k') => (&text[..text.len() - 1], 1 << 10),
                    Some(b'M') => (&text[..text.len() - 1], 1 << 20),
                    Some(b'G') => (&text[..text.len() - 1], 1 << 30),
                    _ => (text.as_slice(), 512),
                };
                Test::Size(count(name, number)?, unit)
            }
            "-mtime" => Test::Age(count(name, &self.value(name)?)?, 86_400_000_000_000),
            "-mmin" => Test::Age(count(name, &self.value(name)?)?, 60_000_000_000),
            "-newer" => {
                let path = self.value(name)?;
                let stat = self.machine.stat(self.process, &path, false);
                let stat = stat.map_err(|errno| {
                    format!("'{}': {}", String::from_utf8_lossy(&path), strerror(errno))
                })?;
                Test::Newer(stat.mtime.0)
            }
            "-perm" => {
                let text = self.value(name)?;
                let (bits, rest) = match text.first() {
                    Some(b'-') => (Bits::All, &text[1..]),
                    Some(b'/') => (Bits::Any, &text[1..]),
                    _ => (Bits::Just, text.as_slice()),
                };
                let wanted = mode(rest, 0, false)
                    .ok_or_else(|| format!("invalid mode '{}'", String::from_utf8_lossy(&text)))?;
                Test::Permissions(bits, wanted.bits())
            }
            "-user" | "-group" => {
                let text = String::from_utf8_lossy(&self.value(name)?).into_owned();
                let kind = &name[1..];
                let id = identity(&text)
                    .ok_or_else(|| format!("'{text}' is not the name of a known {kind}"))?;
                match kind {
                    "user" => Test::User(id),
                    _ => Test::Group(id),
                }
            }
            "-print" => Test::Print(b'\n'),
            "-print0" => Test::Print(0),
            "-delete" => {
                self.found.inside_first = true;
                Test::Delete
            }
            "-prune" => Test::Prune,
            "-quit" => Test::Quit,
            "-exec" | "-execdir" | "-ok" => self.command(name)?,
            _ => return Err(format!("unknown predicate `{name}'")),
        };
        self.found.acts |= matches!(
            test,
            Test::Print(_) | Test::Delete | Test::Run(..) | Test::Quit
        );
        Ok(test)
    }

    fn depth(&mut self, name: &str) -> Result<u32, String> {
        let text = self.value(name)?;
        let number = std::str::from_utf8(&text)
            .ok()
            .and_then(|text| text.parse().ok());
        number.ok_or_else(|| {
            let text = String::from_utf8_lossy(&text);
            format!("Expected a positive decimal integer argument to {name}, but got '{text}'")
        })
    }

    fn command(&mut self, name: &str) -> Result<Test, String> {
        let mut argv = Vec::new();
        loop {
            let word = self.value(name)?;
            if word == b";" {
                break;
            }
            if word == b"+" && argv.last().is_some_and(|last| last == b"{}") {
                argv.pop();
                self.found.gathering.push(argv.clone());
                return Ok(Test::Run(argv, Some(self.found.gathering.len() - 1)));
            }
            argv.push(word);
        }
        if argv.is_empty() {
            return Err(format!("missing argument to `{name}'"));
        }
        Ok(Test::Run(argv, None))
    }
}

fn count(name: &str, text: &[u8]) -> Result<Count, String> {
    let wrong = || {
        let text = String::from_utf8_lossy(text);
        format!("invalid argument `{text}' to `{name}'")
    };
    let digits = text.strip_prefix(b"+").or(text.strip_prefix(b"-"));
    let number = std::str::from_utf8(digits.unwrap_or(text))
        .ok()
        .and_then(|text| text.parse().ok())
        .ok_or_else(wrong)?;
    Ok(match text.first() {
        Some(b'+') => Count::More(number),
        Some(b'-') => Count::Less(number),
        _ => Count::Just(number),
    })
}
