//! Commands that hold others: conditions, loops, choices, functions.

use std::rc::Rc;

use super::{Ends, Parsed, Parser, Problem};
use crate::sandbox::processes::syntax::{Command, Kind, List, Word};
use crate::sandbox::processes::words::{Within, is_meta, is_name_byte, is_name_start};

impl<'s> Parser<'s> {
    pub(super) fn keyword(&mut self, word: &'static str) -> Parsed<()> {
        if self.ahead() == word.as_bytes() {
            self.at += word.len();
            return Ok(());
        }
        Err(self.unexpected(Some(word)))
    }

    /// Commands up to one of the words; at least one.
    pub(super) fn body(&mut self, words: &'static [&'static str]) -> Parsed<List> {
        let list = self.list(Ends::Words(words))?;
        if list.0.is_empty() {
            return Err(self.unexpected(None));
        }
        Ok(list)
    }

    pub(super) fn loop_body(&mut self) -> Parsed<List> {
        self.lines()?;
        self.keyword("do")?;
        let body = self.body(&["done"])?;
        self.keyword("done")?;
        Ok(body)
    }

    pub(super) fn conditional(&mut self) -> Parsed<Kind> {
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

    pub(super) fn for_loop(&mut self) -> Parsed<Kind> {
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

    pub(super) fn case(&mut self) -> Parsed<Kind> {
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

    pub(super) fn function(&mut self, name: &Word, line: u32) -> Parsed<Command> {
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
}
