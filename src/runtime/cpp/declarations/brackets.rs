//! Which bracket closes which, for a whole text in one pass.

use super::lexer::{Kind, Token};

const NONE: usize = usize::MAX;

/// The partner of each bracket among the tokens.
pub(super) struct Brackets(Vec<usize>);

impl Brackets {
    /// Pairs `()`, `[]`, `{}` and, where they stand like brackets, `<>`. A closing bracket closes the nearest one of its kind
    /// and gives up those that were opened since; `<` never reaches over a semicolon.
    pub(super) fn of(text: &[u8], tokens: &[Token]) -> Self {
        let mut partners = vec![NONE; tokens.len()];
        let mut open: Vec<(u8, usize)> = Vec::new();
        let mut counts = [0_usize; 3];
        for (index, token) in tokens.iter().enumerate() {
            let Kind::Mark(mark) = token.kind else {
                continue;
            };
            let previous = index.checked_sub(1).map(|before| &tokens[before]);
            match mark {
                b'(' | b'[' | b'{' => {
                    counts[class(mark)] += 1;
                    open.push((mark, index));
                }
                b')' | b']' | b'}' if counts[class(mark)] > 0 => {
                    while let Some((opened, at)) = open.pop() {
                        if opened != b'<' {
                            counts[class(opened)] -= 1;
                        }
                        if opened != b'<' && class(opened) == class(mark) {
                            partners[at] = index;
                            partners[index] = at;
                            break;
                        }
                    }
                }
                b'<' if previous.is_some_and(|word| opens_arguments(text, word)) => {
                    open.push((b'<', index));
                }
                b'>' if !previous.is_some_and(|word| is_operator(text, word)) => {
                    if let Some((b'<', at)) = open.last().copied() {
                        open.pop();
                        partners[at] = index;
                        partners[index] = at;
                    }
                }
                b';' => {
                    while open.last().is_some_and(|(mark, _)| *mark == b'<') {
                        open.pop();
                    }
                }
                _ => {}
            }
        }
        Self(partners)
    }

    /// The bracket that closes or opens what the one at `index` opens or closes.
    pub(super) fn partner(&self, index: usize) -> Option<usize> {
        self.0
            .get(index)
            .copied()
            .filter(|partner| *partner != NONE)
    }
}

fn class(mark: u8) -> usize {
    match mark {
        b'(' | b')' => 0,
        b'[' | b']' => 1,
        _ => 2,
    }
}

/// Whether `<` after this token may open template arguments: after a name, or after a lambda's captures.
fn opens_arguments(text: &[u8], before: &Token) -> bool {
    match before.kind {
        Kind::Word => !is_operator(text, before),
        Kind::Mark(b']') => true,
        _ => false,
    }
}

fn is_operator(text: &[u8], token: &Token) -> bool {
    token.kind == Kind::Word && &text[token.start..token.end] == b"operator"
}
