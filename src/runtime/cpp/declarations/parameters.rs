//! What stands between the parentheses of a function.

use super::Parameter;
use super::lexer::Kind;
use super::tokens::Tokens;

/// The parameters between two parentheses, and whether `...` follows them.
pub(super) fn parameters(tokens: &Tokens<'_>, open: usize, close: usize) -> (Vec<Parameter>, bool) {
    let mut found = Vec::new();
    let mut variadic = false;
    let mut start = open + 1;
    let mut at = start;
    while at <= close {
        if at == close || tokens.is_mark(at, b',') {
            if at == start + 1 && tokens.kind(start) == Some(Kind::Ellipsis) {
                variadic = true;
            } else if start < at {
                found.push(parameter(tokens, start, at));
            }
            start = at + 1;
            at += 1;
        } else {
            at = tokens.after(at).min(close);
        }
    }
    let is_void = found.len() == 1 && found[0].type_text == "void" && found[0].name.is_none();
    if is_void {
        found.clear();
    }
    (found, variadic)
}

fn parameter(tokens: &Tokens<'_>, start: usize, end: usize) -> Parameter {
    let mut kept = Vec::new();
    let mut has_default = false;
    let mut at = start;
    while at < end {
        if let Some(after) = tokens.after_attribute(at) {
            at = after;
            continue;
        }
        if tokens.is_mark(at, b'=') {
            has_default = true;
            break;
        }
        let after = tokens.after(at).min(end);
        kept.extend(at..after);
        at = after;
    }
    let name = name_of(tokens, &kept);
    let type_text = tokens.text_of(
        kept.iter()
            .copied()
            .filter(|index| Some(*index) != name && tokens.word(*index) != b"register"),
    );
    Parameter {
        type_text,
        name: name.map(|index| tokens.word_text(index)),
        has_default,
    }
}

/// The token of a parameter's name among those of its declaration.
fn name_of(tokens: &Tokens<'_>, kept: &[usize]) -> Option<usize> {
    let mut end = kept.len();
    // Past the array's dimensions.
    while end > 0 && tokens.is_mark(kept[end - 1], b']') {
        let open = tokens.partner(kept[end - 1])?;
        end = kept.iter().rposition(|index| *index == open)?;
    }
    let last = *kept.get(end.checked_sub(1)?)?;
    if tokens.is_mark(last, b')') {
        return pointer_name(tokens, &kept[..end]);
    }
    if !tokens.is_word(last) || is_type_word(tokens.word(last)) {
        return None;
    }
    let before = &kept[..end - 1];
    let previous = *before.last()?;
    if tokens.kind(previous) == Some(Kind::Scope) || is_tag(tokens.word(previous)) {
        return None;
    }
    let names_type = before.iter().any(|index| {
        !matches!(
            tokens.word(*index),
            b"const" | b"volatile" | b"register" | b"typename"
        )
    });
    names_type.then_some(last)
}

/// The name in `int (*name)(int)`, `int (&name)[3]` or `int name(int)`.
fn pointer_name(tokens: &Tokens<'_>, kept: &[usize]) -> Option<usize> {
    // The first parenthesis that isn't part of the type: `decltype(x)`.
    let mut at = 0;
    while at < kept.len() {
        let index = kept[at];
        let close = tokens.partner(index).filter(|close| *close > index);
        if tokens.is_mark(index, b'(') {
            let close = close?;
            let before = at.checked_sub(1).map(|before| kept[before]);
            let word = before.map_or(&b""[..], |before| tokens.word(before));
            if !matches!(word, b"decltype" | b"typeof" | b"__typeof__" | b"_Atomic") {
                let declarator = tokens.is_mark(index + 1, b'*')
                    || tokens.is_mark(index + 1, b'&')
                    || tokens.kind(index + 2) == Some(Kind::Scope);
                return if declarator {
                    (index + 2..close)
                        .rev()
                        .find(|inner| tokens.is_word(*inner))
                } else {
                    before.filter(|before| tokens.is_word(*before) && !is_type_word(word) && at > 1)
                };
            }
        }
        at = match close {
            Some(close) => kept.iter().skip(at).position(|one| *one == close)? + at + 1,
            None => at + 1,
        };
    }
    None
}

fn is_tag(word: &[u8]) -> bool {
    matches!(
        word,
        b"struct" | b"class" | b"union" | b"enum" | b"typename"
    )
}

/// Words that can't be a parameter's name.
fn is_type_word(word: &[u8]) -> bool {
    matches!(
        word,
        b"void"
            | b"bool"
            | b"_Bool"
            | b"char"
            | b"short"
            | b"int"
            | b"long"
            | b"float"
            | b"double"
            | b"signed"
            | b"unsigned"
            | b"auto"
            | b"const"
            | b"volatile"
            | b"restrict"
            | b"__restrict"
            | b"__restrict__"
            | b"wchar_t"
            | b"char8_t"
            | b"char16_t"
            | b"char32_t"
            | b"__int128"
            | b"struct"
            | b"class"
            | b"union"
            | b"enum"
            | b"typename"
            | b"size_t"
    )
}
