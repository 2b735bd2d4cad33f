//! What follows the parameters of a function: its qualifiers, its return type, its body.

use super::lexer::Kind;
use super::tokens::Tokens;

/// What stands between a function's parameters and its body.
#[derive(Default)]
pub(super) struct Tail {
    pub(super) is_const: bool,
    /// The tokens of the return type after `->`.
    pub(super) returns: Option<(usize, usize)>,
    pub(super) defined: bool,
    pub(super) deleted: bool,
    /// The token after all of it.
    pub(super) end: usize,
}

/// Reads from a function's parameters to its end. `Err` says where to read on if it was a macro's use: `M(x) int f() {}`.
pub(super) fn tail(
    tokens: &Tokens<'_>,
    from: usize,
    end: usize,
    untyped: bool,
) -> Result<Tail, usize> {
    let mut tail = Tail::default();
    let mut tries = false;
    let mut at = from;
    while at < end {
        if let Some(after) = tokens.after_attribute(at) {
            at = after;
            continue;
        }
        match tokens.kind(at) {
            Some(Kind::Arrow) => {
                let to = after_type(tokens, at + 1, end);
                tail.returns = Some((at + 1, to));
                at = to;
            }
            Some(Kind::Mark(b'{')) => {
                tail.defined = true;
                at = tokens.after(at);
                while tries && tokens.word(at) == b"catch" {
                    let handler = tokens.after_group(at + 1, b'(');
                    at = tokens.after_group(handler, b'{');
                }
                break;
            }
            Some(Kind::Mark(b':')) => at = after_initialisers(tokens, at + 1, end),
            Some(Kind::Mark(b'=')) => {
                tail.deleted = tokens.word(at + 1) == b"delete";
                at = tokens.after_semicolon(at, end);
                break;
            }
            Some(Kind::Mark(b';')) => {
                at += 1;
                break;
            }
            Some(Kind::Mark(b',')) => {
                at = tokens.after_semicolon(at, end);
                break;
            }
            Some(Kind::Mark(b'}')) => break,
            Some(Kind::Word) => match tokens.word(at) {
                b"const" => {
                    tail.is_const = true;
                    at += 1;
                }
                b"requires" => at = tokens.after_requires(at + 1),
                b"try" => {
                    tries = true;
                    at += 1;
                }
                b"noexcept" | b"throw" => at = tokens.after_group(at + 1, b'('),
                b"volatile" | b"override" | b"final" | b"mutable" => at += 1,
                _ if untyped => return Err(at),
                _ => at = tokens.after_group(at + 1, b'('),
            },
            _ => at = tokens.after(at),
        }
    }
    tail.end = at;
    Ok(tail)
}

/// Past the type after `->`.
pub(super) fn after_type(tokens: &Tokens<'_>, mut at: usize, end: usize) -> usize {
    while at < end {
        let stops = match tokens.kind(at) {
            Some(Kind::Mark(b'{' | b';' | b'=' | b'}')) => true,
            _ => matches!(
                tokens.word(at),
                b"requires" | b"override" | b"final" | b"try"
            ),
        };
        if stops {
            break;
        }
        at = tokens.after(at);
    }
    at
}

/// Past a constructor's initialisers, to the brace of its body.
fn after_initialisers(tokens: &Tokens<'_>, mut at: usize, end: usize) -> usize {
    while at < end && !tokens.is_mark(at, b';') {
        let after_member = tokens.is_word(at - 1) || tokens.is_mark(at - 1, b'>');
        if tokens.is_mark(at, b'{') && !after_member {
            break;
        }
        at = tokens.after(at);
    }
    at
}
