//! Expansion of words: parameters, substitutions, field splitting, patterns.

mod fields;
mod paths;

use fields::Fields;

use super::arithmetic;
use super::machine::{Machine, Stop};
use super::pattern::{self, Glyph};
use super::shell::Shell;
use super::syntax::{Change, Parameter, Part, Word};

/// The most bytes of one expanded word, and the most fields of one line.
const MAX_WORD: usize = 1 << 20;
const MAX_FIELDS: usize = 20_000;

/// How a word is expanded.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Manner {
    /// Into fields.
    Split,
    /// Into one text: an assignment, a redirection's target, a pattern.
    Whole,
}

impl Shell {
    /// The words of a command as its arguments.
    pub(super) fn fields(
        &mut self,
        machine: &mut Machine<'_>,
        words: &[Word],
    ) -> Result<Vec<Vec<u8>>, Stop> {
        let mut all = Vec::new();
        let mut size = 0usize;
        for word in words {
            let mut fields = Fields::default();
            self.word(machine, word, Manner::Split, &mut fields)?;
            fields.end();
            machine.work(fields.size as u64 * 2 + 100)?;
            for field in fields.done {
                if pattern::is_pattern(&field) {
                    let paths = self.paths(machine, &field)?;
                    if !paths.is_empty() {
                        size += paths.iter().map(Vec::len).sum::<usize>();
                        all.extend(paths);
                        continue;
                    }
                }
                size += field.len();
                all.push(pattern::bytes(&field));
            }
            if size > 2 * MAX_WORD || all.len() > MAX_FIELDS {
                self.complain(machine, b"Argument list too long");
                return Err(Stop::Exit(2));
            }
        }
        Ok(all)
    }

    /// A word as one text.
    pub(super) fn text(&mut self, machine: &mut Machine<'_>, word: &Word) -> Result<Vec<u8>, Stop> {
        Ok(pattern::bytes(&self.glyphs(machine, word)?))
    }

    /// A word as a pattern.
    pub(super) fn glyphs(
        &mut self,
        machine: &mut Machine<'_>,
        word: &Word,
    ) -> Result<Vec<Glyph>, Stop> {
        let mut fields = Fields::default();
        self.word(machine, word, Manner::Whole, &mut fields)?;
        machine.work(fields.size as u64 * 2 + 100)?;
        Ok(fields.current)
    }

    fn word(
        &mut self,
        machine: &mut Machine<'_>,
        word: &Word,
        manner: Manner,
        into: &mut Fields,
    ) -> Result<(), Stop> {
        for (index, part) in word.0.iter().enumerate() {
            match part {
                Part::Plain(text) if index == 0 && text.first() == Some(&b'~') => {
                    let end = text
                        .iter()
                        .position(|byte| *byte == b'/')
                        .unwrap_or(text.len());
                    match self.home(&text[1..end]) {
                        Some(home) => {
                            into.text(&home, true);
                            into.text(&text[end..], false);
                        }
                        None => into.text(text, false),
                    }
                }
                _ => self.part(machine, part, manner, false, into)?,
            }
        }
        Ok(())
    }

    fn home(&self, user: &[u8]) -> Option<Vec<u8>> {
        match user {
            b"" => self.variable(b"HOME"),
            b"user" => Some(b"/home/user".to_vec()),
            b"root" => Some(b"/root".to_vec()),
            _ => None,
        }
    }

    fn part(
        &mut self,
        machine: &mut Machine<'_>,
        part: &Part,
        manner: Manner,
        quoted: bool,
        into: &mut Fields,
    ) -> Result<(), Stop> {
        match part {
            Part::Plain(text) => into.text(text, quoted),
            Part::Quoted(text) => into.text(text, true),
            Part::Document(text) => {
                for part in text.get().map(|word| word.0.as_slice()).unwrap_or_default() {
                    self.part(machine, part, Manner::Whole, true, into)?;
                }
            }
            Part::Double(parts) => {
                // "$@" without parameters is no field at all.
                let only_list = matches!(parts.as_slice(), [Part::Parameter(p)] if p.name == b"@" && p.change == Change::None);
                into.begun |= !(only_list && self.parameters.is_empty());
                for part in parts {
                    self.part(machine, part, manner, true, into)?;
                }
            }
            Part::Parameter(parameter) => {
                self.parameter(machine, parameter, manner, quoted, into)?
            }
            Part::Command(list) => {
                let output = self.substitute(machine, list)?;
                self.put(&output, manner, quoted, into);
            }
            Part::Arithmetic(word) => {
                let text = self.text(machine, word)?;
                let value = self.calculate(machine, &text)?;
                self.put(value.to_string().as_bytes(), manner, quoted, into);
            }
        }
        if into.done.len() > MAX_FIELDS {
            self.complain(machine, b"Argument list too long");
            return Err(Stop::Exit(2));
        }
        Ok(())
    }

    fn put(&self, text: &[u8], manner: Manner, quoted: bool, into: &mut Fields) {
        if quoted || manner == Manner::Whole {
            into.text(text, quoted);
        } else {
            let separators = self.variable(b"IFS").unwrap_or_else(|| b" \t\n".to_vec());
            into.split(text, &separators);
        }
    }

    fn calculate(&mut self, machine: &mut Machine<'_>, text: &[u8]) -> Result<i64, Stop> {
        machine.work(text.len() as u64 * 50)?;
        let result = arithmetic::value(text, &|name| self.variable(name));
        result.map_err(|problem| {
            let what = format!(
                "arithmetic expression: {problem}: \"{}\"",
                String::from_utf8_lossy(text)
            );
            self.complain(machine, what.as_bytes());
            Stop::Exit(2)
        })
    }

    fn parameter(
        &mut self,
        machine: &mut Machine<'_>,
        parameter: &Parameter,
        manner: Manner,
        quoted: bool,
        into: &mut Fields,
    ) -> Result<(), Stop> {
        let name = parameter.name.as_slice();
        if matches!(name, b"@" | b"*") && parameter.change == Change::None {
            return self.all_parameters(machine, name == b"@", manner, quoted, into);
        }
        let value = self.variable(name);
        let text = match &parameter.change {
            Change::None => {
                if value.is_none() && self.unset_is_wrong {
                    let what = [name, b": parameter not set"].concat();
                    self.complain(machine, &what);
                    return Err(Stop::Exit(2));
                }
                value.unwrap_or_default()
            }
            Change::Length if matches!(name, b"@" | b"*") => {
                self.parameters.len().to_string().into_bytes()
            }
            Change::Length => value.unwrap_or_default().len().to_string().into_bytes(),
            Change::Unless {
                operator,
                colon,
                word,
            } => {
                let given = value.filter(|value| !(*colon && value.is_empty()));
                match (operator, given) {
                    (b'+', None) => return Ok(()),
                    (b'+', Some(_)) | (b'-', None) => {
                        for part in &word.0 {
                            // The alternative is split like a value where it isn't quoted.
                            match part {
                                Part::Plain(text) if !quoted => self.put(text, manner, false, into),
                                _ => self.part(machine, part, manner, quoted, into)?,
                            }
                        }
                        return Ok(());
                    }
                    (_, Some(value)) => value,
                    (b'=', None) => {
                        let text = self.text(machine, word)?;
                        self.assign(machine, name, text.clone())?;
                        text
                    }
                    (_, None) => {
                        let text = self.text(machine, word)?;
                        let message: &[u8] = if text.is_empty() {
                            b"parameter not set"
                        } else {
                            &text
                        };
                        let what = [name, b": ", message].concat();
                        self.complain(machine, &what);
                        return Err(Stop::Exit(2));
                    }
                }
            }
            Change::Trim {
                suffix,
                longest,
                pattern,
            } => {
                let pattern = self.glyphs(machine, pattern)?;
                let value = value.unwrap_or_default();
                machine.work(
                    (value.len() as u64 + 1) * (value.len() as u64 / 4 + pattern.len() as u64 + 1),
                )?;
                trimmed(&value, &pattern, *suffix, *longest)
            }
        };
        self.put(&text, manner, quoted, into);
        Ok(())
    }

    fn all_parameters(
        &mut self,
        machine: &mut Machine<'_>,
        separate: bool,
        manner: Manner,
        quoted: bool,
        into: &mut Fields,
    ) -> Result<(), Stop> {
        let separator = self
            .variable(b"IFS")
            .map_or(Some(b' '), |ifs| ifs.first().copied());
        for (index, text) in self.parameters.clone().iter().enumerate() {
            machine.work(text.len() as u64 + 50)?;
            if index > 0 {
                if manner == Manner::Split && (separate || !quoted) {
                    into.end();
                } else if let Some(byte) = separator {
                    into.text(&[byte], quoted);
                }
            }
            self.put(text, manner, quoted, into);
        }
        Ok(())
    }
}

/// A value without what a pattern matches at its beginning or end.
fn trimmed(value: &[u8], pattern: &[Glyph], suffix: bool, longest: bool) -> Vec<u8> {
    let lengths: Box<dyn Iterator<Item = usize>> = if longest {
        Box::new((0..=value.len()).rev())
    } else {
        Box::new(0..=value.len())
    };
    for length in lengths {
        let (head, tail) = value.split_at(if suffix { value.len() - length } else { length });
        let (cut, kept) = if suffix { (tail, head) } else { (head, tail) };
        if pattern::matches(pattern, cut) {
            return kept.to_vec();
        }
    }
    value.to_vec()
}
