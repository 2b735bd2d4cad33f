//! What a line for a shell consists of.

use std::cell::OnceCell;
use std::rc::Rc;

/// A piece of a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Text outside quotes: pattern characters in it are alive.
    Plain(Vec<u8>),
    /// Text in quotes or behind a backslash: stands for itself.
    Quoted(Vec<u8>),
    /// Double quotes around parts.
    Double(Vec<Part>),
    /// `$NAME`, `${NAME...}`.
    Parameter(Box<Parameter>),
    /// `$(...)` and backquotes.
    Command(Rc<List>),
    /// `$((...))`, the text inside with its expansions.
    Arithmetic(Word),
    /// The text of a here-document, which was read after the word.
    Document(Rc<OnceCell<Word>>),
}

/// A parameter expansion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Parameter {
    pub(super) name: Vec<u8>,
    pub(super) change: Change,
}

/// What is done to a parameter's value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Change {
    None,
    /// `${#NAME}`.
    Length,
    /// `-`, `=`, `?` or `+`; with a colon an empty value counts as none.
    Unless {
        operator: u8,
        colon: bool,
        word: Word,
    },
    /// `#`, `##`, `%`, `%%`.
    Trim {
        suffix: bool,
        longest: bool,
        pattern: Word,
    },
}

/// A word: its parts, side by side.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Word(pub Vec<Part>);

impl Word {
    /// The text of a word that has neither quotes nor expansions.
    pub fn bare(&self) -> Option<&[u8]> {
        match self.0.as_slice() {
            [Part::Plain(text)] => Some(text),
            _ => None,
        }
    }
}

/// What a redirection does with its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    Read,
    Write,
    Append,
    ReadWrite,
    /// `<&` and `>&`: another descriptor, or `-`.
    Duplicate,
    /// `&>` of bash: standard output and error to a file; with `true` appending.
    Both(bool),
    /// A here-document or here-string: the word is the text.
    Text,
}

/// One redirection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Redirection {
    pub(super) descriptor: Option<u32>,
    pub(super) direction: Direction,
    pub(super) target: Word,
}

/// A command of any kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Command {
    pub(super) kind: Kind,
    pub(super) redirections: Vec<Redirection>,
    /// The line that it begins on, for messages.
    pub(super) line: u32,
}

/// The kinds of commands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Simple {
        assignments: Vec<(Vec<u8>, Word)>,
        words: Vec<Word>,
    },
    Subshell(List),
    Group(List),
    If {
        branches: Vec<(List, List)>,
        otherwise: Option<List>,
    },
    While {
        until: bool,
        condition: List,
        body: List,
    },
    For {
        name: Vec<u8>,
        /// `None`: the positional parameters.
        words: Option<Vec<Word>>,
        body: List,
    },
    Case {
        word: Word,
        arms: Vec<(Vec<Word>, List)>,
    },
    Function {
        name: Vec<u8>,
        body: Rc<Command>,
    },
}

/// Commands joined by `|`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pipeline {
    pub(super) negated: bool,
    pub(super) commands: Vec<Command>,
}

/// Pipelines joined by `&&` (true) and `||` (false).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct AndOr {
    pub(super) first: Pipeline,
    pub(super) rest: Vec<(bool, Pipeline)>,
    pub(super) background: bool,
}

/// Commands one after the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct List(pub Vec<AndOr>);
