//! A bound on how deep the parser gets in a text, before it is parsed.
//!
//! The parser, and whoever walks its tree, goes deeper at each open bracket and at much else that can be chained within one: operators,
//! members, calls, `else if`, statements that are the body of another, arrows. This counts, for each open bracket, what
//! stands in a row in it, and bounds the sum. It counts too much, never too little by more than a small factor: where a list goes
//! on (`,`) or a statement ends, the row begins anew.

use super::lexer::{Before, Lexer, Token};

/// The most that may be open at once. Hand-written and minified programs stay below a tenth of it.
pub(super) const LIMIT: u32 = 3000;

/// What the parser may read twice, in multiples of the text's length: it tries `(` as the parameters of an arrow, and where they aren't, reads
/// what is within as an expression, at each level anew.
const REREAD: usize = 16;

/// What is counted within one bracket.
#[derive(Clone, Copy, Default)]
struct Row {
    /// Where it begins, if it may be the parameters of an arrow.
    tried: Option<usize>,
    /// Whether statements may stand in it.
    holds_statements: bool,
    /// Statements that are parts of each other.
    statements: u32,
    /// Parts of one expression.
    parts: u32,
    /// `statements` when the last one ended: `else` goes on where `if` was, `while` where `do` was.
    ended: u32,
    /// Labels that follow each other.
    labels: u32,
    /// The height of the highest bracket that closed within the expression: in `[...].a.b` it is below the members.
    closed: u32,
    /// The height so far.
    highest: u32,
}

impl Row {
    fn sum(self) -> u32 {
        self.statements + self.parts + self.labels
    }

    /// Takes down the height of the tree so far.
    fn measure(&mut self) -> u32 {
        self.highest = self.highest.max(self.sum() + self.closed);
        self.highest
    }

    fn end_expression(&mut self) {
        self.parts = 0;
        self.closed = 0;
    }

    fn end_statement(&mut self) {
        self.ended = self.statements;
        self.statements = 0;
        self.end_expression();
    }
}

/// Whether the text nests no deeper than [`LIMIT`] and costs the parser no more than in proportion to its length. Not so
/// either where that is unclear. Linear.
pub(super) fn bounded(text: &str) -> bool {
    let mut lexer = Lexer::new(text);
    let mut rows = vec![Row {
        holds_statements: true,
        ..Row::default()
    }];
    // The sum over all rows but the last.
    let mut outer = 0;
    let mut before = Before::Operator;
    let mut last = None;
    let mut label = false;
    let mut reread = 0;
    loop {
        let Ok(token) = lexer.next() else {
            return false;
        };
        let Some(token) = token else { return true };
        let Some(row) = rows.last_mut() else {
            return false;
        };
        match token {
            Token::Word(word) => {
                let ended =
                    before == Before::Brace || (before == Before::Operand && lexer.on_new_line);
                if row.holds_statements && ended && !continues(word) {
                    row.end_statement();
                }
                match word {
                    "else" | "while" => {
                        row.statements = row.statements.max(row.ended) + 1;
                        row.end_expression();
                    }
                    "if" | "for" | "with" | "do" => row.statements += 1,
                    "typeof" | "void" | "delete" | "new" | "await" | "yield" | "in"
                    | "instanceof" | "class" | "extends" | "async" | "function" => row.parts += 1,
                    _ => {}
                }
                // Of labels only those count that follow another: a colon has other uses.
                label = last == Some(Token::Operator(b':'));
            }
            Token::Open(kind) => {
                row.parts += 1;
                outer += row.sum() + 1;
                let tried = (kind == b'(' && before != Before::Operand).then(|| lexer.at());
                rows.push(Row {
                    holds_statements: kind == b'{',
                    tried,
                    ..Row::default()
                });
            }
            Token::Close(_) => {
                let Some(closed) = rows.pop() else {
                    return false;
                };
                reread += closed.tried.map_or(0, |from| lexer.at() - from);
                let Some(row) = rows.last_mut() else {
                    return false;
                };
                outer -= row.sum() + 1;
                row.closed = row.closed.max(closed.highest + 1);
            }
            Token::Operator(b';') => row.end_statement(),
            Token::Operator(b',') => row.end_expression(),
            Token::Operator(b':') => {
                row.parts += 1;
                row.labels += u32::from(std::mem::take(&mut label));
            }
            Token::Operator(_) => row.parts += 1,
            // A template behind an operand is a call.
            Token::Literal => row.parts += u32::from(before != Before::Operator),
            Token::Property => {}
        }
        let Some(row) = rows.last_mut() else {
            return false;
        };
        let depth = row.measure().max(outer + row.sum());
        if depth > LIMIT || reread > REREAD * text.len().max(1 << 16) {
            return false;
        }
        before = lexer.before;
        last = Some(token);
    }
}

/// Whether a word at the start of a line, or behind a brace, can go on with what stands before it.
fn continues(word: &str) -> bool {
    matches!(
        word,
        "in" | "instanceof"
            | "of"
            | "extends"
            | "as"
            | "from"
            | "else"
            | "while"
            | "catch"
            | "finally"
    )
}
