//! The tokens of C and C++ text that are left after preprocessing, without expanding macros.
//!
//! Every byte is looked at a bounded number of times, whatever the text is.

use super::directives::Directives;
use super::{Dialect, Macro};

/// What kind of token it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// An identifier or a keyword.
    Word,
    /// A number.
    Number,
    /// A string literal with its prefix and suffix.
    Text,
    /// A character literal.
    Character,
    /// One character of punctuation.
    Mark(u8),
    /// `::`.
    Scope,
    /// `->`.
    Arrow,
    /// `...`.
    Ellipsis,
    /// Another operator of several characters that never stands for several brackets, e.g. `==`, `<=` or `<<`.
    Operator,
}

/// A token: a piece of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    /// Where it begins, in bytes.
    pub(super) start: usize,
    /// Where it ends.
    pub(super) end: usize,
    /// Its line, from 1.
    pub(super) line: u32,
}

/// What a text consists of.
pub(super) struct Lexed {
    pub(super) tokens: Vec<Token>,
    /// The macros that the text defines, in the lines that count.
    pub(super) macros: Vec<Macro>,
    /// The lines `#include <...>`.
    pub(super) includes: Vec<String>,
}

/// Reads all of a text.
pub(super) fn lex(text: &[u8], language: Dialect) -> Lexed {
    let mut lexer = Lexer {
        text,
        at: 0,
        line: 1,
        line_begins: true,
        tokens: Vec::new(),
        directives: Directives::new(language),
    };
    lexer.run();
    let (macros, includes) = lexer.directives.finish();
    Lexed {
        tokens: lexer.tokens,
        macros,
        includes,
    }
}

struct Lexer<'t> {
    text: &'t [u8],
    at: usize,
    line: u32,
    /// Whether only white space stood in this line so far.
    line_begins: bool,
    tokens: Vec<Token>,
    directives: Directives,
}

impl Lexer<'_> {
    fn peek(&self, ahead: usize) -> u8 {
        self.text.get(self.at + ahead).copied().unwrap_or(0)
    }

    fn run(&mut self) {
        if self.text.starts_with(b"\xef\xbb\xbf") {
            self.at = 3;
        }
        while self.at < self.text.len() {
            match self.peek(0) {
                b'\n' => {
                    self.at += 1;
                    self.line += 1;
                    self.line_begins = true;
                }
                b' ' | b'\t' | b'\r' | b'\x0b' | b'\x0c' | b'\\' | 0 => self.step_over_space(),
                b'/' if matches!(self.peek(1), b'/' | b'*') => self.skip_comment(),
                b'#' if self.line_begins => self.directive(),
                _ => self.token(),
            }
        }
    }

    /// White space, and a backslash: at the end of a line it joins it with the next.
    fn step_over_space(&mut self) {
        let splice = splice_length(&self.text[self.at..]);
        if splice > 0 {
            self.line += 1;
        }
        self.at += splice.max(1);
    }

    fn skip_comment(&mut self) {
        let end = comment_end(self.text, self.at);
        self.line += count_lines(&self.text[self.at..end]);
        self.at = end;
    }

    fn directive(&mut self) {
        let (content, end) = logical_line(self.text, self.at + 1);
        let lines = count_lines(&self.text[self.at..end]);
        self.directives.line(&content);
        self.at = end;
        self.line += lines;
    }

    fn token(&mut self) {
        self.line_begins = false;
        let (start, line) = (self.at, self.line);
        let kind = match self.peek(0) {
            b'"' => self.quoted(b'"', Kind::Text),
            b'\'' => self.quoted(b'\'', Kind::Character),
            b'0'..=b'9' => self.number(),
            b'.' if self.peek(1).is_ascii_digit() => self.number(),
            byte if is_word(byte) => self.word(),
            _ => self.mark(),
        };
        if self.directives.active() {
            let end = self.at;
            self.tokens.push(Token {
                kind,
                start,
                end,
                line,
            });
        }
    }

    fn word(&mut self) -> Kind {
        let start = self.at;
        self.skip_word();
        let word = &self.text[start..self.at];
        let raw = matches!(word, b"R" | b"LR" | b"uR" | b"UR" | b"u8R");
        match self.peek(0) {
            b'"' if raw => self.raw_string(),
            b'"' if is_prefix(word) => self.quoted(b'"', Kind::Text),
            b'\'' if is_prefix(word) => self.quoted(b'\'', Kind::Character),
            _ => Kind::Word,
        }
    }

    fn skip_word(&mut self) {
        while is_word(self.peek(0)) || self.peek(0).is_ascii_digit() {
            self.at += 1;
        }
    }

    /// A preprocessing number: also `1'000`, `0x1p-3`, `1.5e+3f` and suffixes.
    fn number(&mut self) -> Kind {
        loop {
            let byte = self.peek(0);
            let next = self.peek(1);
            let sign = matches!(byte, b'e' | b'E' | b'p' | b'P') && matches!(next, b'+' | b'-');
            let separator = byte == b'\'' && (is_word(next) || next.is_ascii_digit());
            if sign || separator {
                self.at += 2;
            } else if is_word(byte) || byte.is_ascii_digit() || byte == b'.' {
                self.at += 1;
            } else {
                return Kind::Number;
            }
        }
    }

    /// A literal between quotes; one that isn't closed ends with its line.
    fn quoted(&mut self, quote: u8, kind: Kind) -> Kind {
        self.at += 1;
        while self.at < self.text.len() {
            match self.peek(0) {
                b'\n' => return kind,
                b'\\' => match splice_length(&self.text[self.at..]) {
                    0 => self.at += 2,
                    splice => {
                        self.line += 1;
                        self.at += splice;
                    }
                },
                byte => {
                    self.at += 1;
                    if byte == quote {
                        self.skip_word();
                        return kind;
                    }
                }
            }
        }
        self.at = self.text.len();
        kind
    }

    /// `R"delimiter(...)delimiter"`. One whose delimiter isn't allowed is taken as a plain string.
    fn raw_string(&mut self) -> Kind {
        let from = self.at + 1;
        let open = self.text[from..]
            .iter()
            .take(17)
            .position(|byte| matches!(byte, b'(' | b')' | b'\\' | b'"' | b' ' | b'\n' | b'\t'))
            .filter(|length| self.text[from + length] == b'(');
        let Some(length) = open else {
            return self.quoted(b'"', Kind::Text);
        };
        let delimiter = &self.text[from..from + length];
        let mut end = from + length + 1;
        while end < self.text.len() {
            let closes = self.text[end] == b')'
                && self.text[end + 1..].starts_with(delimiter)
                && self.text.get(end + 1 + length) == Some(&b'"');
            end += 1;
            if closes {
                end += length + 1;
                break;
            }
        }
        self.line += count_lines(&self.text[self.at..end]);
        self.at = end;
        self.skip_word();
        Kind::Text
    }

    fn mark(&mut self) -> Kind {
        let (length, kind) = match (self.peek(0), self.peek(1), self.peek(2)) {
            (b'.', b'.', b'.') => (3, Kind::Ellipsis),
            (b':', b':', _) => (2, Kind::Scope),
            (b'-', b'>', b'*') => (3, Kind::Operator),
            (b'-', b'>', _) => (2, Kind::Arrow),
            (b'<', b'=', b'>') | (b'<', b'<', b'=') => (3, Kind::Operator),
            (b'<', b'<', _) | (b'+', b'+', _) | (b'-', b'-', _) | (b'|', b'|', _) => {
                (2, Kind::Operator)
            }
            (first, b'=', _) if b"=!<>+-*/%^&|".contains(&first) => (2, Kind::Operator),
            (byte, _, _) => (1, Kind::Mark(byte)),
        };
        self.at += length;
        kind
    }
}

/// A byte of an identifier, digits apart. Bytes beyond ASCII count: identifiers may hold letters of any script.
pub(super) fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_' || byte == b'$' || byte >= 0x80
}

fn is_prefix(word: &[u8]) -> bool {
    matches!(word, b"L" | b"u" | b"U" | b"u8")
}

/// The length of a backslash and the end of line after it, or 0.
fn splice_length(text: &[u8]) -> usize {
    match text {
        [b'\\', b'\n', ..] => 2,
        [b'\\', b'\r', b'\n', ..] => 3,
        _ => 0,
    }
}

fn count_lines(text: &[u8]) -> u32 {
    let lines = text.iter().filter(|byte| **byte == b'\n').count();
    u32::try_from(lines).unwrap_or(u32::MAX)
}

/// Where the comment at `at` ends; for `//` before the end of the line.
fn comment_end(text: &[u8], at: usize) -> usize {
    let mut end = at + 2;
    if text[at + 1] == b'*' {
        while end < text.len() {
            if text[end..].starts_with(b"*/") {
                return end + 2;
            }
            end += 1;
        }
        return text.len();
    }
    while end < text.len() && text[end] != b'\n' {
        end += splice_length(&text[end..]).max(1);
    }
    end
}

/// The rest of a directive's line from `at`, without comments and joined where a backslash ends a line; and where it ends.
fn logical_line(text: &[u8], mut at: usize) -> (Vec<u8>, usize) {
    let mut content = Vec::new();
    let mut quote = None;
    while at < text.len() && text[at] != b'\n' {
        let splice = splice_length(&text[at..]);
        let comment =
            quote.is_none() && (text[at..].starts_with(b"//") || text[at..].starts_with(b"/*"));
        if splice > 0 {
            at += splice;
        } else if comment {
            at = comment_end(text, at);
            content.push(b' ');
        } else {
            let byte = text[at];
            content.push(byte);
            at += 1;
            match quote {
                None if byte == b'"' => quote = Some(byte),
                Some(open) if byte == open => quote = None,
                Some(_)
                    if byte == b'\\' && at < text.len() && !matches!(text[at], b'\n' | b'\r') =>
                {
                    content.push(text[at]);
                    at += 1;
                }
                _ => {}
            }
        }
    }
    (content, at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        lex(text.as_bytes(), Dialect::Cpp)
            .tokens
            .iter()
            .map(|token| &text[token.start..token.end])
            .collect()
    }

    #[test]
    fn literals_are_one_token() {
        assert_eq!(
            words(r#"u8"a\"b"s '\'' L'x' 1'000'000u"#),
            [r#"u8"a\"b"s"#, r"'\''", "L'x'", "1'000'000u",]
        );
        assert_eq!(
            words("R\"x(a)\" )y\" } )x\"_s;"),
            ["R\"x(a)\" )y\" } )x\"_s", ";"]
        );
        assert_eq!(
            words("0x1p-3 1.5e+3f .5 a.b"),
            ["0x1p-3", "1.5e+3f", ".5", "a", ".", "b"]
        );
    }

    #[test]
    fn comments_and_joined_lines() {
        assert_eq!(words("a // b \\\n c\nd /* e\n */ f"), ["a", "d", "f"]);
        assert_eq!(words("\"a\\\nb\" c"), ["\"a\\\nb\"", "c"]);
        let lexed = lex(b"/*\n*/ a \\\r\n b R\"(\n\n)\" c", Dialect::Cpp);
        let lines: Vec<u32> = lexed.tokens.iter().map(|token| token.line).collect();
        assert_eq!(lines, [2, 3, 3, 5]);
    }

    #[test]
    fn brackets_stay_apart() {
        assert_eq!(
            words("a>>b>=c->d<<e<=>f::g..."),
            [
                "a", ">", ">", "b", ">=", "c", "->", "d", "<<", "e", "<=>", "f", "::", "g", "..."
            ]
        );
    }

    #[test]
    fn directives_are_no_tokens() {
        assert_eq!(
            words("#define f(x) { \\\n x\na\n #if 0\nint don't {\n#else\nb\n#endif\nc"),
            ["a", "b", "c"]
        );
        assert_eq!(words("#define A \"/*\"\na"), ["a"]);
        assert_eq!(words("#define A /* x\n y */ 3\na"), ["a"]);
    }
}
