//! What the runtime knows of a JavaScript candidate's text before it runs: which dialect it is, what it declares, and the text
//! with counters in it, from which the lines that ran are told.
//!
//! The text is hostile. `oxc`, the parser, is recursive and has no limit of its own: [`depth`] bounds first, in time linear in
//! the text, how deep it can get, and it runs on a stack of its own. What can't be read costs the candidate its coverage and
//! nothing else: QuickJS compiles the original then, and has the last word on what is wrong.

mod depth;
mod lexer;
mod marks;
mod names;
mod signatures;
mod splice;
#[cfg(test)]
mod tests;

pub use signatures::Signature;

use oxc::allocator::Allocator;
use oxc::ast::ast::Program;
use oxc::parser::{ParseOptions, Parser};
use oxc::span::SourceType;

/// The stack on which texts are parsed, in bytes. [`depth::LIMIT`] is set so that a fraction of it is used.
const STACK: usize = 64 << 20;

/// The longest text that is parsed, in bytes. The tree may take sixty times as much.
const MAX_TEXT: usize = 4 << 20;

/// What a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// A CommonJS module: the body of a function, so `return` and `#!` are fine, `import` isn't.
    CommonJs,
    /// An ECMAScript module.
    Module,
}

/// What [`read`] found.
#[derive(Debug)]
pub struct Read {
    /// What the text is.
    pub dialect: Dialect,
    /// The text with counters. Nothing where it can't be parsed, is too long or nested too deep.
    pub instrumented: Option<Instrumented>,
    /// The names declared at top level (functions, classes, variables, imports), in order, each once.
    pub bindings: Vec<String>,
    /// The functions that the text defines where an entry may be, with their parameters.
    pub signatures: Vec<Signature>,
}

/// A text with counters in it.
///
/// Every statement sets its counter with `COUNTER[n]=1` before it runs, so that the text needs a global array or object named
/// [`counter`](Self::counter). No line is moved; columns are.
#[derive(Debug)]
pub struct Instrumented {
    /// The text.
    pub text: String,
    /// For each counter the line (from 1) that ran when it is set. Several counters may share a line.
    pub lines: Vec<u32>,
    /// The identifier of the array. It doesn't occur in the source.
    pub counter: String,
    /// A comment that stands before and after every inserted piece and doesn't occur in the source.
    pub marker: String,
}

impl Instrumented {
    /// The original of a piece of the instrumented text, such as a function's `toString()`. In JavaScript, with M for the
    /// marker: replace `/M.*?(?:M|$)/gs` by nothing. The end of the text counts as a marker, as an arrow without braces ends
    /// with an inserted `)`.
    #[cfg(test)]
    pub fn strip(&self, piece: &str) -> String {
        // Odd parts are insertions; pieces that are cut in the middle of one don't happen, as no token begins or ends in it.
        piece.split(&self.marker).step_by(2).collect()
    }
}

/// Reads a text that stands in a file of this name. `.mjs` is a module and `.cjs` is not; for all others what is in the text
/// decides, as in Node 20: `import` and `export` declarations, `import.meta`, `await` at top level, and top-level
/// `const`, `let` or `class` whose name CommonJS gives to each module already.
pub fn read(text: &str, file: &str) -> Read {
    let known = match file.rsplit_once('.') {
        Some((_, "mjs")) => Some(Dialect::Module),
        Some((_, "cjs")) => Some(Dialect::CommonJs),
        _ => None,
    };
    let unread = || Read {
        dialect: known.unwrap_or_else(|| guess(text)),
        instrumented: None,
        bindings: Vec::new(),
        signatures: Vec::new(),
    };
    if text.len() > MAX_TEXT || !depth::bounded(text) {
        return unread();
    }
    let read = std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK);
        let parsed = thread.spawn_scoped(scope, || parse(text, known)).ok()?;
        // A panic of the parser (it is a bug there) is a text that can't be read.
        parsed.join().ok()?
    });
    read.unwrap_or_else(unread)
}

/// Parses the text and reads what is needed from the tree, or nothing where it has errors. Deeply recursive.
fn parse(text: &str, known: Option<Dialect>) -> Option<Read> {
    let source_types: &[SourceType] = match known {
        Some(Dialect::Module) => &[SourceType::mjs()],
        Some(Dialect::CommonJs) => &[SourceType::cjs()],
        // The second is more lenient for what has no module syntax, such as `new.target` at top level; the third knows
        // `await` where the first doesn't.
        None => &[
            SourceType::unambiguous(),
            SourceType::cjs(),
            SourceType::mjs(),
        ],
    };
    source_types.iter().find_map(|source_type| {
        let arena = Allocator::default();
        let options = ParseOptions {
            allow_return_outside_function: !source_type.is_module(),
            ..ParseOptions::default()
        };
        let parsed = Parser::new(&arena, text, *source_type)
            .with_options(options)
            .parse();
        if parsed.panicked || !parsed.diagnostics.is_empty() {
            return None;
        }
        let is_module = parsed.program.source_type.is_module()
            || (known.is_none() && names::redeclares_wrapper(&parsed.program));
        Some(describe(
            text,
            &parsed.program,
            if is_module {
                Dialect::Module
            } else {
                Dialect::CommonJs
            },
        ))
    })
}

fn describe(text: &str, program: &Program, dialect: Dialect) -> Read {
    Read {
        dialect,
        instrumented: splice::instrument(text, program),
        bindings: names::bindings(program),
        signatures: signatures::signatures(program),
    }
}

/// The likely dialect of a text that can't be parsed: a module if a line begins as an import or export declaration.
fn guess(text: &str) -> Dialect {
    let declares = |line: &str| {
        ["import", "export"].iter().any(|word| {
            let rest = line.trim_start().strip_prefix(word);
            rest.is_some_and(|rest| rest.starts_with([' ', '\t', '{', '*', '"', '\'']))
        })
    };
    if text.lines().any(declares) {
        Dialect::Module
    } else {
        Dialect::CommonJs
    }
}
