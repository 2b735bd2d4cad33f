//! The types of a C text, to be declared again in C++.

use super::lexer::{Kind, lex};
use super::scan::Scanner;
use super::tokens::Tokens;
use super::{Definition, Dialect};

impl Scanner<'_> {
    /// Keeps the type definition between two tokens.
    pub(super) fn define(&mut self, start: usize, end: usize) {
        let tokens = &self.tokens;
        let is_typedef = tokens.word(start) == b"typedef";
        // `struct P { ... } origin = { ... };` also defines an object, which must not be there twice.
        let body = (start..end).find(|at| tokens.is_mark(*at, b'{'));
        let to = match body {
            Some(brace) if !is_typedef => tokens.after(brace).min(end),
            _ if tokens.is_mark(end - 1, b';') => end - 1,
            _ => end,
        };
        let mut names = Vec::new();
        for at in start..to {
            let next = at + 1;
            match tokens.word(at) {
                b"struct" | b"union" if tokens.is_mark(at + 2, b'{') => {
                    names.push(tokens.word_text(next));
                }
                b"enum" => {
                    names.push(tokens.word_text(next));
                    enumerators(tokens, at, &mut names);
                }
                _ => {}
            }
        }
        if is_typedef {
            type_names(tokens, start, to, &mut names);
        }
        names.retain(|name| !name.is_empty());
        let mut words: Vec<String> = tokens
            .words(start, to)
            .map(|(at, _)| tokens.word_text(at))
            .collect();
        words.sort_unstable();
        words.dedup();
        let text = format!("{};", tokens.text_of(start..to));
        self.out.definitions.push(Definition { names, words, text });
    }
}

/// The names between the braces of an enumeration.
fn enumerators(tokens: &Tokens<'_>, at: usize, names: &mut Vec<String>) {
    let brace = (at + 1..at + 3).find(|at| tokens.is_mark(*at, b'{'));
    let Some((brace, close)) = brace.and_then(|brace| Some((brace, tokens.partner(brace)?))) else {
        return;
    };
    let mut inner = brace;
    while inner < close {
        if inner == brace || tokens.is_mark(inner, b',') {
            names.push(tokens.word_text(inner + 1));
            inner += 1;
        } else {
            inner = tokens.after(inner);
        }
    }
}

/// The names that a `typedef` gives.
fn type_names(tokens: &Tokens<'_>, start: usize, end: usize, names: &mut Vec<String>) {
    let mut at = start + 1;
    while at < end {
        let last = match tokens.kind(at + 1) {
            _ if !tokens.is_word(at) => false,
            _ if at + 1 == end => true,
            // `typedef int (*f)(int);` names no `int`.
            Some(Kind::Mark(b'(')) => !tokens.is_mark(at + 2, b'*'),
            next => matches!(next, Some(Kind::Mark(b',' | b'['))),
        };
        if last {
            names.push(tokens.word_text(at));
        }
        let after = tokens.after(at);
        if tokens.is_mark(at, b'(') && tokens.is_mark(at + 1, b'*') {
            let inner = (at + 2..after).find(|inner| tokens.is_word(*inner));
            names.extend(inner.map(|inner| tokens.word_text(inner)));
        }
        at = after;
    }
}

/// A piece of C's declarations in the spelling of C++.
pub fn cpp_spelling(text: &str) -> String {
    let lexed = lex(text.as_bytes(), Dialect::C);
    let tokens = Tokens::new(text.as_bytes(), lexed.tokens);
    tokens.text_with(0..tokens.len(), |index, text| {
        if !tokens.is_word(index) {
            return Some(text);
        }
        match text.as_str() {
            "restrict" => Some("__restrict".to_owned()),
            "_Bool" => Some("bool".to_owned()),
            "_Static_assert" => Some("static_assert".to_owned()),
            "_Alignas" => Some("alignas".to_owned()),
            "_Noreturn" | "register" => None,
            _ if is_cpp_keyword(&text) => Some(text + "_"),
            _ => Some(text),
        }
    })
}

/// Keywords of C++ that are names like any other in C.
fn is_cpp_keyword(word: &str) -> bool {
    matches!(
        word,
        "and"
            | "and_eq"
            | "asm"
            | "bitand"
            | "bitor"
            | "catch"
            | "class"
            | "co_await"
            | "co_return"
            | "co_yield"
            | "compl"
            | "concept"
            | "const_cast"
            | "consteval"
            | "constinit"
            | "decltype"
            | "delete"
            | "dynamic_cast"
            | "explicit"
            | "export"
            | "friend"
            | "mutable"
            | "namespace"
            | "new"
            | "noexcept"
            | "not"
            | "not_eq"
            | "operator"
            | "or"
            | "or_eq"
            | "private"
            | "protected"
            | "public"
            | "reinterpret_cast"
            | "requires"
            | "static_cast"
            | "template"
            | "this"
            | "throw"
            | "try"
            | "typeid"
            | "typename"
            | "using"
            | "virtual"
            | "xor"
            | "xor_eq"
    )
}
