//! Lines that begin with `#`: which parts of the text count, and what macros it defines.
//!
//! Nothing is included, so a name that a header would define is unknown here; where a condition can't be worked out,
//! its first branch counts.

use std::collections::{HashMap, HashSet};

use super::condition::{Macros, holds};
use super::lexer::is_word;
use super::{Dialect, Macro};

/// What the directives so far say.
pub(super) struct Directives {
    language: Dialect,
    /// The conditions around the present line, outermost first.
    frames: Vec<Frame>,
    /// The values of macros that are defined now; `None` where one isn't a plain number.
    defined: HashMap<String, Option<i64>>,
    /// Names that were undefined although the compiler would predefine them.
    undefined: HashSet<String>,
    macros: Vec<Macro>,
    includes: Vec<String>,
}

#[derive(Clone, Copy)]
struct Frame {
    /// Whether the text around it counts.
    outer: bool,
    /// Whether the present branch counts.
    active: bool,
    /// Whether some branch counted already.
    taken: bool,
}

impl Directives {
    pub(super) fn new(language: Dialect) -> Self {
        Self {
            language,
            frames: Vec::new(),
            defined: HashMap::new(),
            undefined: HashSet::new(),
            macros: Vec::new(),
            includes: Vec::new(),
        }
    }

    /// Whether text counts here.
    pub(super) fn active(&self) -> bool {
        self.frames.last().is_none_or(|frame| frame.active)
    }

    /// Hears a directive: all of its line after the `#`.
    pub(super) fn line(&mut self, content: &[u8]) {
        let text = String::from_utf8_lossy(content);
        let text = text.trim();
        let (name, rest) = split_word(text);
        let rest = rest.trim();
        match name {
            "if" => self.open(|this| this.holds(rest)),
            "ifdef" => self.open(|this| this.is_defined(split_word(rest).0)),
            "ifndef" => self.open(|this| !this.is_defined(split_word(rest).0)),
            "elif" => self.next_branch(|this| this.holds(rest)),
            "elifdef" => self.next_branch(|this| this.is_defined(split_word(rest).0)),
            "elifndef" => self.next_branch(|this| !this.is_defined(split_word(rest).0)),
            "else" => self.next_branch(|_| true),
            "endif" => drop(self.frames.pop()),
            _ if !self.active() => {}
            "define" => self.define(rest),
            "undef" => self.undefine(split_word(rest).0),
            "include" if rest.starts_with('<') => {
                if let Some((header, _)) = rest[1..].split_once('>') {
                    self.includes.push(header.to_owned());
                }
            }
            _ => {}
        }
    }

    /// The macros that were defined at the end, and the headers that were included with `<...>`.
    pub(super) fn finish(self) -> (Vec<Macro>, Vec<String>) {
        let Self {
            defined,
            mut macros,
            includes,
            ..
        } = self;
        macros.retain(|one| defined.contains_key(&one.name));
        (macros, includes)
    }

    fn open(&mut self, condition: impl FnOnce(&Self) -> bool) {
        let outer = self.active();
        let active = outer && condition(self);
        self.frames.push(Frame {
            outer,
            active,
            taken: active,
        });
    }

    fn next_branch(&mut self, condition: impl FnOnce(&Self) -> bool) {
        let Some(frame) = self.frames.last().copied() else {
            return;
        };
        let active = frame.outer && !frame.taken && condition(self);
        if let Some(frame) = self.frames.last_mut() {
            frame.active = active;
            frame.taken |= active;
        }
    }

    fn define(&mut self, rest: &str) {
        let (name, body) = split_word(rest);
        if name.is_empty() {
            return;
        }
        let function_like = body.starts_with('(');
        let value = (!function_like).then(|| number(body.trim())).flatten();
        self.undefined.remove(name);
        self.defined.insert(name.to_owned(), value);
        self.macros.push(Macro {
            name: name.to_owned(),
            text: rest.to_owned(),
        });
    }

    fn undefine(&mut self, name: &str) {
        self.defined.remove(name);
        self.undefined.insert(name.to_owned());
    }

    fn holds(&self, condition: &str) -> bool {
        holds(condition, self).unwrap_or(true)
    }
}

impl Macros for Directives {
    fn value(&self, name: &str) -> Option<i64> {
        match self.defined.get(name) {
            Some(value) => *value,
            None if self.is_defined(name) => Some(predefined(name, self.language).unwrap_or(1)),
            None => Some(0),
        }
    }

    fn is_defined(&self, name: &str) -> bool {
        self.defined.contains_key(name)
            || (!self.undefined.contains(name) && predefined(name, self.language).is_some())
    }
}

/// What the compiler itself defines. Feature tests of the language and the library count as passed.
fn predefined(name: &str, language: Dialect) -> Option<i64> {
    let cpp = language == Dialect::Cpp;
    match name {
        "__cplusplus" if cpp => Some(202_302),
        "__STDC_VERSION__" if !cpp => Some(201_710),
        "__STDC__" | "__STDC_HOSTED__" | "__clang__" | "__wasm__" | "__wasm32__" | "__wasi__" => {
            Some(1)
        }
        "__GNUC__" => Some(4),
        "__clang_major__" => Some(22),
        "__has_include" | "__has_attribute" | "__has_builtin" | "__has_feature" => Some(1),
        "__has_cpp_attribute" if cpp => Some(1),
        _ if cpp && name.starts_with("__cpp_") => Some(999_999),
        _ => None,
    }
}

/// A whole number as the preprocessor reads it, without its suffix.
pub(super) fn number(text: &str) -> Option<i64> {
    let digits: String = text
        .trim_end_matches(['u', 'U', 'l', 'L'])
        .chars()
        .filter(|letter| *letter != '\'')
        .collect();
    let lower = digits.to_ascii_lowercase();
    if let Some(hexadecimal) = lower.strip_prefix("0x") {
        return i64::from_str_radix(hexadecimal, 16).ok();
    }
    if let Some(binary) = lower.strip_prefix("0b") {
        return i64::from_str_radix(binary, 2).ok();
    }
    if !lower.starts_with(|first: char| first.is_ascii_digit()) {
        return None;
    }
    match lower.strip_prefix('0') {
        Some(octal) if !octal.is_empty() => i64::from_str_radix(octal, 8).ok(),
        _ => lower.parse().ok(),
    }
}

/// The identifier that a text begins with, and the rest.
pub(super) fn split_word(text: &str) -> (&str, &str) {
    let end = text
        .bytes()
        .position(|byte| !is_word(byte) && !byte.is_ascii_digit())
        .unwrap_or(text.len());
    text.split_at(end)
}
