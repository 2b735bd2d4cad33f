//! Reading commands, as POSIX's shell grammar has them. Nesting is bounded.

use std::cell::OnceCell;
use std::rc::Rc;

use super::syntax::{AndOr, Command, Direction, Kind, List, Part, Pipeline, Redirection, Word};
use super::words::{Within, is_meta, is_name_byte, is_name_start};

/// How deep commands, words and substitutions may be nested.
const MAX_DEPTH: u32 = 60;

/// What is wrong with a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Problem {
    UnterminatedQuote,
    UnterminatedBackquote,
    MissingBrace,
    BadSubstitution,
    BadFunctionName,
    TooDeep,
    /// What stands where it can't, and what was expected instead.
    Unexpected(String, Option<&'static str>),
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::UnterminatedQuote => f.write_str("Unterminated quoted string"),
            Self::UnterminatedBackquote => f.write_str("EOF in backquote substitution"),
            Self::MissingBrace => f.write_str("Missing '}'"),
            Self::BadSubstitution => f.write_str("Bad substitution"),
            Self::BadFunctionName => f.write_str("Bad function name"),
            Self::TooDeep => f.write_str("Maximum nesting exceeded"),
            Self::Unexpected(what, None) => write!(f, "{what} unexpected"),
            Self::Unexpected(what, Some(wanted)) => {
                write!(f, "{what} unexpected (expecting \"{wanted}\")")
            }
        }
    }
}

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
    pub source: &'s [u8],
    pub at: usize,
    pub line: u32,
    pub depth: u32,
    pub bash: bool,
    /// Here-documents whose text begins behind the next line feed.
    awaited: Vec<Awaited>,
}

/// A here-document whose text is still to come.
struct Awaited {
    delimiter: Vec<u8>,
    /// Whether expansions in it mean nothing.
    quoted: bool,
    /// Whether leading tabs are left out.
    tabs: bool,
    text: Rc<OnceCell<Word>>,
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

    /// Passes a line feed and the here-documents behind it.
    fn line_feed(&mut self) -> Parsed<()> {
        self.next_byte();
        for awaited in std::mem::take(&mut self.awaited) {
            let mut text = Vec::new();
            while self.at < self.source.len() {
                let rest = &self.source[self.at..];
                let end = rest.iter().position(|byte| *byte == b'\n');
                let mut line = &rest[..end.unwrap_or(rest.len())];
                self.at += end.map_or(rest.len(), |end| end + 1);
                self.line += 1;
                if awaited.tabs {
                    let start = line.iter().position(|byte| *byte != b'\t');
                    line = &line[start.unwrap_or(line.len())..];
                }
                if line == awaited.delimiter {
                    break;
                }
                text.extend_from_slice(line);
                text.push(b'\n');
            }
            let word = if awaited.quoted {
                Word(vec![Part::Quoted(text)])
            } else {
                let mut inner = Parser::new(&text, self.bash);
                inner.depth = self.depth;
                inner.word(Within::Document)?
            };
            let _ = awaited.text.set(word);
        }
        Ok(())
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

    fn keyword(&mut self, word: &'static str) -> Parsed<()> {
        if self.ahead() == word.as_bytes() {
            self.at += word.len();
            return Ok(());
        }
        Err(self.unexpected(Some(word)))
    }

    /// Commands up to one of the words; at least one.
    fn body(&mut self, words: &'static [&'static str]) -> Parsed<List> {
        let list = self.list(Ends::Words(words))?;
        if list.0.is_empty() {
            return Err(self.unexpected(None));
        }
        Ok(list)
    }

    fn loop_body(&mut self) -> Parsed<List> {
        self.lines()?;
        self.keyword("do")?;
        let body = self.body(&["done"])?;
        self.keyword("done")?;
        Ok(body)
    }

    fn conditional(&mut self) -> Parsed<Kind> {
        self.at += 2;
        let mut branches = Vec::new();
        loop {
            let condition = self.body(&["then"])?;
            self.keyword("then")?;
            branches.push((condition, self.body(&["elif", "else", "fi"])?));
            match self.ahead() {
                b"elif" => self.at += 4,
                b"else" => {
                    self.at += 4;
                    let otherwise = self.body(&["fi"])?;
                    self.keyword("fi")?;
                    return Ok(Kind::If {
                        branches,
                        otherwise: Some(otherwise),
                    });
                }
                _ => {
                    self.keyword("fi")?;
                    return Ok(Kind::If {
                        branches,
                        otherwise: None,
                    });
                }
            }
        }
    }

    fn for_loop(&mut self) -> Parsed<Kind> {
        self.at += 3;
        self.blanks();
        if !self.peek().is_some_and(is_name_start) {
            return Err(self.unexpected(None));
        }
        let name = self.name();
        self.lines()?;
        let mut words = None;
        if self.ahead() == b"in" {
            self.at += 2;
            let mut found = Vec::new();
            loop {
                self.blanks();
                match self.peek() {
                    Some(b';' | b'\n') | None => break,
                    Some(byte) if is_meta(byte) => return Err(self.unexpected(None)),
                    Some(_) => found.push(self.word(Within::Line)?),
                }
            }
            words = Some(found);
        }
        self.blanks();
        if self.peek() == Some(b';') {
            self.at += 1;
        }
        let body = self.loop_body()?;
        Ok(Kind::For { name, words, body })
    }

    fn case(&mut self) -> Parsed<Kind> {
        self.at += 4;
        self.blanks();
        let word = self.word(Within::Line)?;
        self.lines()?;
        self.keyword("in")?;
        let mut arms = Vec::new();
        loop {
            self.lines()?;
            if self.ahead() == b"esac" {
                self.at += 4;
                return Ok(Kind::Case { word, arms });
            }
            self.pass(b"(");
            let mut patterns = Vec::new();
            loop {
                self.blanks();
                if self.peek().is_none_or(is_meta) {
                    return Err(self.unexpected(Some(")")));
                }
                patterns.push(self.word(Within::Line)?);
                self.blanks();
                if !self.pass(b"|") {
                    break;
                }
            }
            self.expect_parenthesis()?;
            arms.push((patterns, self.list(Ends::Arm)?));
            self.lines()?;
            if !self.pass(b";;") && self.ahead() != b"esac" {
                return Err(self.unexpected(Some(";;")));
            }
        }
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

    fn function(&mut self, name: &Word, line: u32) -> Parsed<Command> {
        let start = self.save();
        self.at += 1;
        self.blanks();
        if !self.pass(b")") {
            self.restore(start);
            return Err(match self.source.get(self.at + 1) {
                Some(_) => self.unexpected(None),
                None => Problem::Unexpected("end of file".to_owned(), Some(")")),
            });
        }
        let name = name.bare().ok_or(Problem::BadFunctionName)?.to_vec();
        if !name.iter().all(|byte| is_name_byte(*byte)) {
            return Err(Problem::BadFunctionName);
        }
        self.lines()?;
        let body = Rc::new(self.command()?);
        Ok(Command {
            kind: Kind::Function { name, body },
            redirections: Vec::new(),
            line,
        })
    }

    fn redirection(&mut self) -> Parsed<Option<Redirection>> {
        let start = self.save();
        let both = self.bash && (self.starts_with(b"&>"));
        if both {
            self.at += 2;
            let append = self.pass(b">");
            return self.target(None, Direction::Both(append)).map(Some);
        }
        let digits = self.source[self.at..]
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        let descriptor = std::str::from_utf8(&self.source[self.at..self.at + digits])
            .ok()
            .and_then(|text| text.parse().ok());
        self.at += digits;
        if digits > 0 && descriptor.is_none_or(|number: u32| number > 9) {
            self.restore(start);
            return Ok(None);
        }
        let direction = if self.pass(b"<<<") {
            Direction::Text
        } else if self.pass(b"<<") {
            return self.document(descriptor).map(Some);
        } else if self.pass(b"<&") || self.starts_with(b">&") && self.pass(b">&") {
            Direction::Duplicate
        } else if self.pass(b"<>") {
            Direction::ReadWrite
        } else if self.pass(b">>") {
            Direction::Append
        } else if self.pass(b">|") || self.pass(b">") {
            Direction::Write
        } else if self.pass(b"<") {
            Direction::Read
        } else {
            self.restore(start);
            return Ok(None);
        };
        // `<&` reads, `>&` writes: the descriptor that is meant if none is named.
        let usual = match direction {
            Direction::Duplicate => Some(u32::from(self.source[self.at - 2] == b'>')),
            _ => None,
        };
        if direction == Direction::Text {
            self.blanks();
            let mut redirection = self.target(descriptor, direction)?;
            redirection.target.0.push(Part::Quoted(b"\n".to_vec()));
            return Ok(Some(redirection));
        }
        self.target(descriptor.or(usual), direction).map(Some)
    }

    fn target(&mut self, descriptor: Option<u32>, direction: Direction) -> Parsed<Redirection> {
        self.blanks();
        if self.peek().is_none_or(is_meta) {
            return Err(self.unexpected(None));
        }
        let target = self.word(Within::Line)?;
        Ok(Redirection {
            descriptor,
            direction,
            target,
        })
    }

    fn document(&mut self, descriptor: Option<u32>) -> Parsed<Redirection> {
        let tabs = self.pass(b"-");
        let redirection = self.target(descriptor, Direction::Text)?;
        let mut delimiter = Vec::new();
        let quoted = redirection.target.bare().is_none();
        for part in &redirection.target.0 {
            match part {
                Part::Plain(text) | Part::Quoted(text) => {
                    delimiter.extend_from_slice(text);
                }
                Part::Double(parts) => {
                    for part in parts {
                        if let Part::Quoted(text) = part {
                            delimiter.extend_from_slice(text);
                        }
                    }
                }
                _ => {}
            }
        }
        let text = Rc::new(OnceCell::new());
        self.awaited.push(Awaited {
            delimiter,
            quoted,
            tabs,
            text: text.clone(),
        });
        Ok(Redirection {
            descriptor: redirection.descriptor,
            direction: Direction::Text,
            target: Word(vec![Part::Document(text)]),
        })
    }
}
