//! Redirections and here-documents.

use std::cell::OnceCell;
use std::rc::Rc;

use super::{Parsed, Parser};
use crate::sandbox::processes::syntax::{Direction, Part, Redirection, Word};
use crate::sandbox::processes::words::{Within, is_meta};

/// A here-document whose text is still to come.
pub(super) struct Awaited {
    delimiter: Vec<u8>,
    /// Whether expansions in it mean nothing.
    quoted: bool,
    /// Whether leading tabs are left out.
    tabs: bool,
    text: Rc<OnceCell<Word>>,
}

impl<'s> Parser<'s> {
    /// Passes a line feed and the here-documents behind it.
    pub(super) fn line_feed(&mut self) -> Parsed<()> {
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

    pub(super) fn redirection(&mut self) -> Parsed<Option<Redirection>> {
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
