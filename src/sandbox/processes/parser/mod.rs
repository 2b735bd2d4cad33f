//! Reading commands, as POSIX's shell grammar has them. Nesting is bounded.

mod compound;
mod documents;
mod problem;

use documents::Awaited;
pub(super) use problem::Problem;

use super::syntax::{AndOr, Command, Direction, Kind, List, Part, Pipeline, Redirection, Word};
use super::words::{Within, is_meta, is_name_byte, is_name_start};

/// How deep commands, words and substitutions may be nested.
const MAX_DEPTH: u32 = 60;

/// What ends a list of commands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Ends {
    End,
    /// A line feed outside all else.
    Line,
    Parenthesis,
    /// One of these reserved words.
    Words(&'static [&'static str]),
    /// `;;` or `esac`.
    Arm,
}

/// Words that mean something at the beginning of a command only by ending another.
const CLOSING: &[&str] = &["then", "else", "elif", "fi", "do", "done", "esac", "}"];

/// Reads a script.
pub(super) struct Parser<'s> {
    pub(super) source: &'s [u8],
    pub(super) at: usize,
    pub(super) line: u32,
    pub(super) depth: u32,
    pub(super) bash: bool,
    /// Here-documents whose text begins behind the next line feed.
    awaited: Vec<Awaited>,
}

type Parsed<T> = Result<T, Problem>;

impl<'s> Parser<'s> {
    pub fn new(source: &'s [u8], bash: bool) -> Self {
        Self {
            source,
            at: 0,
            line: 1,
            depth: 0,
            bash,
            awaited: Vec::new(),
        }
    }

    pub fn peek(&self) -> Option<u8> {
        self.source.get(self.at).copied()
    }

    pub fn next_byte(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        if byte == b'\n' {
            self.line += 1;
        }
        Some(byte)
    }

    pub fn save(&self) -> (usize, u32) {
        (self.at, self.line)
    }

    pub fn restore(&mut self, (at, line): (usize, u32)) {
        (self.at, self.line) = (at, line);
    }

    pub fn deeper<T>(&mut self, parse: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        if self.depth >= MAX_DEPTH {
            return Err(Problem::TooDeep);
        }
        self.depth += 1;
        let result = parse(self);
        self.depth -= 1;
        result
    }

    /// The next commands that are run before more is read: those of a line. `None` at the end.
    pub fn next_line(&mut self) -> Parsed<Option<List>> {
        loop {
            self.blanks();
            match self.peek() {
                None => return Ok(None),
                Some(b'\n') => self.line_feed()?,
                Some(_) => break,
            }
        }
        let list = self.list(Ends::Line)?;
        self.blanks();
        match self.peek() {
            None => {}
            Some(b'\n') => self.line_feed()?,
            Some(_) => return Err(self.unexpected(None)),
        }
        Ok(Some(list))
    }

    /// Passes blanks, comments and continued lines.
    fn blanks(&mut self) {
        loop {
            match self.peek() {
                Some(b' ' | b'\t') => self.at += 1,
                Some(b'\\') if self.source.get(self.at + 1) == Some(&b'\n') => {
                    self.at += 1;
                    self.next_byte();
                }
                Some(b'#') => {
                    while self.peek().is_some_and(|byte| byte != b'\n') {
                        self.at += 1;
                    }
                }
                _ => return,
            }
        }
    }

    /// Passes blanks and line feeds.
    fn lines(&mut self) -> Parsed<()> {
        loop {
            self.blanks();
            if self.peek() != Some(b'\n') {
                return Ok(());
            }
            self.line_feed()?;
        }
    }

    fn starts_with(&self, text: &[u8]) -> bool {
        self.source[self.at..].starts_with(text)
    }

    fn pass(&mut self, text: &[u8]) -> bool {
        let found = self.starts_with(text);
        if found {
            self.at += text.len();
        }
        found
    }

    /// The unquoted word that comes next, without passing it.
    fn ahead(&self) -> &'s [u8] {
        let rest = &self.source[self.at..];
        let end = rest.iter().position(|byte| is_meta(*byte));
        &rest[..end.unwrap_or(rest.len())]
    }

    fn unexpected(&self, wanted: Option<&'static str>) -> Problem {
        let operators: [&[u8]; 15] = [
            b"&&", b"||", b";;", b"<<", b">>", b"<&", b">&", b"<>", b"|", b"&", b";", b"<", b">",
            b"(", b")",
        ];
        let what = match self.peek() {
            None => "end of file".to_owned(),
            Some(b'\n') => "newline".to_owned(),
            Some(_) => match operators.iter().find(|text| self.starts_with(text)) {
                Some(operator) => format!("\"{}\"", String::from_utf8_lossy(operator)),
                None if CLOSING.iter().any(|word| word.as_bytes() == self.ahead()) => {
                    format!("\"{}\"", String::from_utf8_lossy(self.ahead()))
                }
                None => "word".to_owned(),
            },
        };
        Problem::Unexpected(what, wanted)
    }

    pub fn expect_parenthesis(&mut self) -> Parsed<()> {
        if self.pass(b")") {
            return Ok(());
        }
        Err(self.unexpected(Some(")")))
    }

    /// Commands up to what ends them, which is left.
    pub fn list(&mut self, ends: Ends) -> Parsed<List> {
        let mut list = List::default();
        loop {
            if ends == Ends::Line {
                self.blanks();
            } else {
                self.lines()?;
            }
            if self.at_end(ends) {
                return Ok(list);
            }
            let mut item = self.and_or()?;
            self.blanks();
            if self.peek() == Some(b'&') && !self.starts_with(b"&&") {
                self.at += 1;
                item.background = true;
            } else if self.peek() == Some(b';') && !self.starts_with(b";;") {
                self.at += 1;
            } else if self.peek() == Some(b'\n') && ends != Ends::Line {
            } else {
                list.0.push(item);
                self.blanks();
                return Ok(list);
            }
            list.0.push(item);
        }
    }

    fn at_end(&self, ends: Ends) -> bool {
        match (self.peek(), ends) {
            (None, _) => true,
            (Some(byte), Ends::Line) => byte == b'\n',
            (Some(byte), Ends::Parenthesis) => byte == b')',
            (Some(_), Ends::Words(words)) => {
                words.iter().any(|word| word.as_bytes() == self.ahead())
            }
            (Some(_), Ends::Arm) => self.starts_with(b";;") || self.ahead() == b"esac",
            (Some(_), Ends::End) => false,
        }
    }

    fn and_or(&mut self) -> Parsed<AndOr> {
        let first = self.pipeline()?;
        let mut rest = Vec::new();
        loop {
            self.blanks();
            let and = if self.pass(b"&&") {
                true
            } else if self.pass(b"||") {
                false
            } else {
                return Ok(AndOr {
                    first,
                    rest,
                    background: false,
                });
            };
            self.lines()?;
            rest.push((and, self.pipeline()?));
        }
    }

    fn pipeline(&mut self) -> Parsed<Pipeline> {
        self.blanks();
        let mut negated = false;
        while self.ahead() == b"!" {
            self.at += 1;
            negated = !negated;
            self.blanks();
        }
        let mut commands = vec![self.command()?];
        loop {
            self.blanks();
            if self.peek() != Some(b'|') || self.starts_with(b"||") {
                return Ok(Pipeline { negated, commands });
            }
            self.at += 1;
            if self.bash && self.pass(b"&") {
                // `|&` of bash: standard error goes along.
                if let Some(last) = commands.last_mut() {
                    last.redirections.push(Redirection {
                        descriptor: Some(2),
                        direction: Direction::Duplicate,
                        target: Word(vec![Part::Plain(b"1".to_vec())]),
                    });
                }
            }
            self.lines()?;
            commands.push(self.command()?);
        }
    }

    fn command(&mut self) -> Parsed<Command> {
        self.deeper(Self::any_command)
    }

    fn any_command(&mut self) -> Parsed<Command> {
        self.blanks();
        let line = self.line;
        let kind = match (self.peek(), self.ahead()) {
            (Some(b'('), _) => {
                self.at += 1;
                let list = self.list(Ends::Parenthesis)?;
                self.expect_parenthesis()?;
                Kind::Subshell(list)
            }
            (_, b"{") => {
                self.at += 1;
                let list = self.body(&["}"])?;
                self.keyword("}")?;
                Kind::Group(list)
            }
            (_, b"if") => self.conditional()?,
            (_, word @ (b"while" | b"until")) => {
                self.at += word.len();
                let condition = self.body(&["do"])?;
                let body = self.loop_body()?;
                Kind::While {
                    until: word == b"until",
                    condition,
                    body,
                }
            }
            (_, b"for") => self.for_loop()?,
            (_, b"case") => self.case()?,
            (_, word) if CLOSING.iter().any(|closing| closing.as_bytes() == word) => {
                return Err(self.unexpected(None));
            }
            _ => return self.simple(line),
        };
        let mut redirections = Vec::new();
        loop {
            self.blanks();
            let Some(redirection) = self.redirection()? else {
                break;
            };
            redirections.push(redirection);
        }
        Ok(Command {
            kind,
            redirections,
            line,
        })
    }

    fn simple(&mut self, line: u32) -> Parsed<Command> {
        let (mut assignments, mut words, mut redirections) = (Vec::new(), Vec::new(), Vec::new());
        loop {
            self.blanks();
            if let Some(redirection) = self.redirection()? {
                redirections.push(redirection);
                continue;
            }
            match self.peek() {
                None => break,
                Some(b'(')
                    if words.len() == 1 && assignments.is_empty() && redirections.is_empty() =>
                {
                    return self.function(&words[0], line);
                }
                Some(byte) if is_meta(byte) => break,
                Some(_) => {}
            }
            match self.assigned_name().filter(|_| words.is_empty()) {
                Some(name) => {
                    self.at += name.len() + 1;
                    let value = self.word(Within::Line)?;
                    assignments.push((name.to_vec(), value));
                }
                None => words.push(self.word(Within::Line)?),
            }
        }
        if words.is_empty() && assignments.is_empty() && redirections.is_empty() {
            return Err(self.unexpected(None));
        }
        Ok(Command {
            kind: Kind::Simple { assignments, words },
            redirections,
            line,
        })
    }

    /// The name that an assignment begins with, if one is next.
    fn assigned_name(&self) -> Option<&'s [u8]> {
        let rest = &self.source[self.at..];
        let end = rest.iter().position(|byte| !is_name_byte(*byte))?;
        (rest[end] == b'=' && end > 0 && is_name_start(rest[0])).then(|| &rest[..end])
    }
}
