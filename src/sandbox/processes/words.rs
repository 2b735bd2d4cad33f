//! Reading words: quotes, backslashes, expansions.

use std::rc::Rc;

use super::escapes;
use super::parser::{Ends, Parser, Problem};
use super::syntax::{Change, Parameter, Part, Word};

/// Where a word is being read, which says what ends it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Within {
    /// Among other words.
    Line,
    /// Between `{` and `}` of a parameter, outside or inside double quotes.
    Braces { quoted: bool },
    /// In double quotes.
    Quotes,
    /// In a here-document: quotes mean nothing.
    Document,
    /// In `$(( ))`.
    Arithmetic,
}

/// Gathers parts, joining neighbouring text.
#[derive(Default)]
struct Gathered(Vec<Part>);

impl Gathered {
    fn plain(&mut self, byte: u8) {
        match self.0.last_mut() {
            Some(Part::Plain(text)) => text.push(byte),
            _ => self.0.push(Part::Plain(vec![byte])),
        }
    }

    fn quoted(&mut self, bytes: &[u8]) {
        match self.0.last_mut() {
            Some(Part::Quoted(text)) => text.extend_from_slice(bytes),
            _ => self.0.push(Part::Quoted(bytes.to_vec())),
        }
    }
}

/// Whether a byte ends a word among other words.
pub(super) fn is_meta(byte: u8) -> bool {
    matches!(
        byte,
        b' ' | b'\t' | b'\n' | b'|' | b'&' | b';' | b'<' | b'>' | b'(' | b')'
    )
}

pub(super) fn is_name_start(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_'
}

pub(super) fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

impl Parser<'_> {
    /// Reads a word up to what ends it, which is left.
    pub(super) fn word(&mut self, within: Within) -> Result<Word, Problem> {
        self.deeper(|parser| parser.word_parts(within))
    }

    fn word_parts(&mut self, within: Within) -> Result<Word, Problem> {
        let mut parts = Gathered::default();
        let literal = matches!(
            within,
            Within::Quotes | Within::Document | Within::Braces { quoted: true }
        );
        let mut parentheses = 0usize;
        while let Some(byte) = self.peek() {
            match (byte, within) {
                (_, Within::Line) if is_meta(byte) => break,
                (b'"', Within::Quotes) => break,
                (b'}', Within::Braces { .. }) => break,
                (b')', Within::Arithmetic) if parentheses == 0 => break,
                (b'(', Within::Arithmetic) => {
                    parentheses += 1;
                    self.at += 1;
                    parts.plain(byte);
                }
                (b')', Within::Arithmetic) => {
                    parentheses -= 1;
                    self.at += 1;
                    parts.plain(byte);
                }
                (b'\\', _) => {
                    self.at += 1;
                    self.backslash(literal, within, &mut parts);
                }
                (b'\'', Within::Line | Within::Braces { quoted: false }) => {
                    self.at += 1;
                    let text = self.until_quote()?;
                    parts.quoted(&text);
                }
                (b'"', Within::Line | Within::Braces { .. } | Within::Arithmetic) => {
                    self.at += 1;
                    let inner = self.word(Within::Quotes)?;
                    if self.peek() != Some(b'"') {
                        return Err(Problem::UnterminatedQuote);
                    }
                    self.at += 1;
                    parts.0.push(Part::Double(inner.0));
                }
                (b'`', _) => {
                    self.at += 1;
                    let list = self.backquotes(within == Within::Quotes)?;
                    parts.0.push(Part::Command(Rc::new(list)));
                }
                (b'$', _) => {
                    self.at += 1;
                    match self.dollar(within)? {
                        Some(part) => parts.0.push(part),
                        None if literal => parts.quoted(b"$"),
                        None => parts.plain(b'$'),
                    }
                }
                _ => {
                    self.next_byte();
                    if literal {
                        parts.quoted(&[byte]);
                    } else {
                        parts.plain(byte);
                    }
                }
            }
        }
        Ok(Word(parts.0))
    }

    fn backslash(&mut self, literal: bool, within: Within, parts: &mut Gathered) {
        let Some(next) = self.peek() else {
            return parts.quoted(b"\\");
        };
        if next == b'\n' {
            self.next_byte();
            return;
        }
        // In double quotes a backslash is itself but before what would be alive there.
        let alive = match within {
            Within::Document => matches!(next, b'$' | b'`' | b'\\'),
            _ => {
                matches!(next, b'$' | b'`' | b'"' | b'\\')
                    || (next == b'}' && within != Within::Quotes)
            }
        };
        if literal && !alive {
            return parts.quoted(b"\\");
        }
        self.next_byte();
        parts.quoted(&[next]);
    }

    /// The text up to the next single quote, which is passed.
    fn until_quote(&mut self) -> Result<Vec<u8>, Problem> {
        let mut text = Vec::new();
        loop {
            match self.next_byte() {
                Some(b'\'') => return Ok(text),
                Some(byte) => text.push(byte),
                None => return Err(Problem::UnterminatedQuote),
            }
        }
    }

    /// What follows a dollar sign; `None`: it stands for itself.
    fn dollar(&mut self, within: Within) -> Result<Option<Part>, Problem> {
        let simple = |name: &[u8]| {
            Some(Part::Parameter(Box::new(Parameter {
                name: name.to_vec(),
                change: Change::None,
            })))
        };
        match self.peek() {
            Some(b'(') if self.source.get(self.at + 1) == Some(&b'(') => {
                let start = self.save();
                self.at += 2;
                let inner = self.word(Within::Arithmetic)?;
                if self.source.get(self.at..self.at + 2) == Some(b"))") {
                    self.at += 2;
                    return Ok(Some(Part::Arithmetic(inner)));
                }
                // `$((a); b)` is a substitution that begins with a subshell.
                self.restore(start);
                self.at += 1;
                self.substitution().map(Some)
            }
            Some(b'(') => {
                self.at += 1;
                self.substitution().map(Some)
            }
            Some(b'{') => {
                self.at += 1;
                let quoted = matches!(
                    within,
                    Within::Quotes | Within::Document | Within::Braces { quoted: true }
                );
                self.braces(quoted).map(Some)
            }
            Some(b'\'') if within == Within::Line && self.bash => {
                self.at += 1;
                let text = self.ansi_quoted()?;
                Ok(Some(Part::Quoted(text)))
            }
            Some(byte) if is_name_start(byte) => {
                let name = self.name();
                Ok(simple(&name))
            }
            Some(byte) if byte.is_ascii_digit() || b"?#$!@*-".contains(&byte) => {
                self.at += 1;
                Ok(simple(&[byte]))
            }
            _ => Ok(None),
        }
    }

    fn substitution(&mut self) -> Result<Part, Problem> {
        let list = self.deeper(|parser| parser.list(Ends::Parenthesis))?;
        self.expect_parenthesis()?;
        Ok(Part::Command(Rc::new(list)))
    }

    /// A name, which begins here.
    pub(super) fn name(&mut self) -> Vec<u8> {
        let start = self.at;
        while self.peek().is_some_and(is_name_byte) {
            self.at += 1;
        }
        self.source[start..self.at].to_vec()
    }

    fn braces(&mut self, quoted: bool) -> Result<Part, Problem> {
        let length = self.peek() == Some(b'#')
            && self
                .source
                .get(self.at + 1)
                .is_some_and(|byte| is_name_byte(*byte) || b"@*?$!".contains(byte));
        if length {
            self.at += 1;
        }
        let name = match self.peek() {
            Some(byte) if is_name_start(byte) => self.name(),
            Some(byte) if byte.is_ascii_digit() => {
                let start = self.at;
                while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
                    self.at += 1;
                }
                self.source[start..self.at].to_vec()
            }
            Some(byte) if b"?#$!@*-".contains(&byte) => {
                self.at += 1;
                vec![byte]
            }
            Some(_) => return Err(Problem::BadSubstitution),
            None => return Err(Problem::MissingBrace),
        };
        let change = if length {
            Change::Length
        } else {
            self.change(quoted)?
        };
        match self.next_byte() {
            Some(b'}') => Ok(Part::Parameter(Box::new(Parameter { name, change }))),
            Some(_) => Err(Problem::BadSubstitution),
            None => Err(Problem::MissingBrace),
        }
    }

    fn change(&mut self, quoted: bool) -> Result<Change, Problem> {
        let within = Within::Braces { quoted };
        let colon = self.peek() == Some(b':')
            && matches!(
                self.source.get(self.at + 1),
                Some(b'-' | b'=' | b'?' | b'+')
            );
        if colon {
            self.at += 1;
        }
        match self.peek() {
            Some(operator @ (b'-' | b'=' | b'?' | b'+')) => {
                self.at += 1;
                let word = self.word(within)?;
                Ok(Change::Unless {
                    operator,
                    colon,
                    word,
                })
            }
            Some(operator @ (b'#' | b'%')) => {
                self.at += 1;
                let longest = self.peek() == Some(operator);
                if longest {
                    self.at += 1;
                }
                let pattern = self.word(Within::Braces { quoted: false })?;
                Ok(Change::Trim {
                    suffix: operator == b'%',
                    longest,
                    pattern,
                })
            }
            _ => Ok(Change::None),
        }
    }

    /// The commands between backquotes, the second of which is passed.
    fn backquotes(&mut self, quoted: bool) -> Result<super::syntax::List, Problem> {
        let mut text = Vec::new();
        loop {
            match self.next_byte() {
                Some(b'`') => break,
                Some(b'\\') => match self.peek() {
                    Some(byte)
                        if matches!(byte, b'$' | b'`' | b'\\') || (quoted && byte == b'"') =>
                    {
                        self.next_byte();
                        text.push(byte);
                    }
                    _ => text.push(b'\\'),
                },
                Some(byte) => text.push(byte),
                None => return Err(Problem::UnterminatedBackquote),
            }
        }
        let (line, bash) = (self.line, self.bash);
        self.deeper(|parser| {
            let mut inner = Parser::new(&text, bash);
            inner.line = line;
            inner.depth = parser.depth;
            inner.list(Ends::End)
        })
    }

    /// The text of `$'...'`, with its escapes replaced.
    fn ansi_quoted(&mut self) -> Result<Vec<u8>, Problem> {
        let mut raw = Vec::new();
        loop {
            match self.next_byte() {
                None => return Err(Problem::UnterminatedQuote),
                Some(b'\'') => return Ok(escapes::replaced(&raw, escapes::Style::Quotes).0),
                Some(b'\\') => {
                    raw.push(b'\\');
                    raw.extend(self.next_byte());
                }
                Some(byte) => raw.push(byte),
            }
        }
    }
}
