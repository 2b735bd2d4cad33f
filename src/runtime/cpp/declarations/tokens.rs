//! Walking over tokens.

use super::brackets::Brackets;
use super::lexer::{Kind, Token};

/// The tokens of a text with their brackets paired.
pub(super) struct Tokens<'t> {
    text: &'t [u8],
    list: Vec<Token>,
    brackets: Brackets,
}

impl<'t> Tokens<'t> {
    pub(super) fn new(text: &'t [u8], list: Vec<Token>) -> Self {
        let brackets = Brackets::of(text, &list);
        Self {
            text,
            list,
            brackets,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    pub(super) fn kind(&self, index: usize) -> Option<Kind> {
        self.list.get(index).map(|token| token.kind)
    }

    pub(super) fn line(&self, index: usize) -> u32 {
        self.list.get(index).map_or(0, |token| token.line)
    }

    pub(super) fn is_mark(&self, index: usize, mark: u8) -> bool {
        self.kind(index) == Some(Kind::Mark(mark))
    }

    /// The text of the token at `index`.
    pub(super) fn text(&self, index: usize) -> &'t [u8] {
        self.list
            .get(index)
            .map_or(b"", |token| &self.text[token.start..token.end])
    }

    /// The word at `index`, or an empty text where something else stands.
    pub(super) fn word(&self, index: usize) -> &'t [u8] {
        if self.is_word(index) {
            self.text(index)
        } else {
            b""
        }
    }

    pub(super) fn word_text(&self, index: usize) -> String {
        String::from_utf8_lossy(self.word(index)).into_owned()
    }

    pub(super) fn is_word(&self, index: usize) -> bool {
        self.kind(index) == Some(Kind::Word)
    }

    pub(super) fn partner(&self, index: usize) -> Option<usize> {
        self.brackets.partner(index)
    }

    /// The token after the one at `index`, or after what it encloses if it is an opening bracket.
    pub(super) fn after(&self, index: usize) -> usize {
        match self.partner(index) {
            Some(partner) if partner > index => partner + 1,
            _ => index + 1,
        }
    }

    /// After a bracket pair at `index` if one of this kind opens there, otherwise `index`.
    pub(super) fn after_group(&self, index: usize, open: u8) -> usize {
        if self.is_mark(index, open) {
            self.after(index)
        } else {
            index
        }
    }

    /// Whether `[[` or `__attribute__(` and the like begins at `index`; and where it ends.
    pub(super) fn after_attribute(&self, index: usize) -> Option<usize> {
        if self.is_mark(index, b'[') && self.is_mark(index + 1, b'[') {
            return Some(self.after(index));
        }
        match self.word(index) {
            b"__attribute__" | b"__attribute" | b"__declspec" | b"alignas" | b"_Alignas"
            | b"__asm__" | b"asm" | b"__asm" => Some(self.after_group(index + 1, b'(')),
            _ => None,
        }
    }

    /// Past the next semicolon that no bracket encloses, but not past `end`.
    pub(super) fn after_semicolon(&self, mut index: usize, end: usize) -> usize {
        while index < end {
            if self.is_mark(index, b';') {
                return index + 1;
            }
            // Angle brackets enclose no semicolon.
            index = if self.is_mark(index, b'<') {
                index + 1
            } else {
                self.after(index)
            };
        }
        end
    }

    /// Past the condition of a `requires` that stands before `at`.
    pub(super) fn after_requires(&self, mut at: usize) -> usize {
        loop {
            while self.is_mark(at, b'!') {
                at += 1;
            }
            if self.word(at) == b"requires" {
                at = self.after_group(self.after_group(at + 1, b'('), b'{');
            } else if self.is_mark(at, b'(') {
                at = self.after(at);
            } else {
                at = self.after_name(at);
            }
            let both = self.is_mark(at, b'&') && self.is_mark(at + 1, b'&');
            let either = self.text(at) == b"||";
            if !both && !either {
                return at;
            }
            at += if both { 2 } else { 1 };
        }
    }

    /// Past `a::b<c>::d`.
    fn after_name(&self, mut at: usize) -> usize {
        loop {
            if self.kind(at) == Some(Kind::Scope) {
                at += 1;
            }
            if !self.is_word(at) {
                return at;
            }
            at = self.after_group(at + 1, b'<');
            if self.kind(at) != Some(Kind::Scope) {
                return at;
            }
        }
    }

    /// The words of some tokens.
    pub(super) fn words(&self, from: usize, to: usize) -> impl Iterator<Item = (usize, &'t [u8])> {
        (from..to.min(self.len()))
            .filter(|index| self.is_word(*index))
            .map(|index| (index, self.word(index)))
    }

    /// Whether a word is among some tokens.
    pub(super) fn says(&self, from: usize, to: usize, word: &[u8]) -> bool {
        self.words(from, to).any(|(_, other)| other == word)
    }

    /// The text of some tokens on one line. Those that `keep` refuses are left out.
    pub(super) fn text_of(&self, indices: impl Iterator<Item = usize>) -> String {
        self.text_with(indices, |_, text| Some(text))
    }

    /// The same with each token's text changed or left out.
    pub(super) fn text_with(
        &self,
        indices: impl Iterator<Item = usize>,
        mut change: impl FnMut(usize, String) -> Option<String>,
    ) -> String {
        let mut line = String::new();
        let mut after_word = false;
        for index in indices {
            let Some(token) = self.list.get(index).copied() else {
                break;
            };
            let text = String::from_utf8_lossy(&self.text[token.start..token.end]).into_owned();
            let Some(text) = change(index, text) else {
                continue;
            };
            let is_word = matches!(token.kind, Kind::Word | Kind::Number);
            // Words must not grow together where something between them was left out.
            let apart = index
                .checked_sub(1)
                .is_some_and(|before| self.list[before].end != token.start);
            if !line.is_empty() && (apart || (after_word && is_word)) {
                line.push(' ');
            }
            line.push_str(&text);
            after_word = is_word;
        }
        line
    }
}
