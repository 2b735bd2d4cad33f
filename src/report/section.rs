//! What a report consists of, before it is laid out: sections, each a grid of text with notes below.

/// A titled grid with the notes that explain it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Section {
    pub title: String,
    pub columns: Vec<Column>,
    /// As many cells in each row as there are columns.
    pub rows: Vec<Vec<String>>,
    pub notes: Vec<Note>,
}

/// A column of a grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Column {
    /// Its header; a line break is where it may be broken.
    pub header: String,
    pub align: Align,
    pub role: Role,
}

impl Column {
    pub fn new(header: impl Into<String>, align: Align, role: Role) -> Column {
        Column {
            header: header.into(),
            align,
            role,
        }
    }
}

/// Where the text of a column stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Right,
}

/// What a column is for, which decides what becomes of it where space is short.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Says what the row is about, in a word.
    Key,
    /// Says what the row is about, at any length; wraps.
    Name,
    /// A result.
    Value,
    /// The result to look at first.
    Primary,
    /// How much the results are based on; left out where space is short.
    Basis,
    /// Errors of the system; left out before that, because a note says the same.
    Errors,
    /// What is told more exactly elsewhere; left out first.
    Aside,
}

/// A paragraph below a grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Note {
    /// Explains how to read the grid.
    Reading(String),
    /// Something that is wrong with the run.
    Warning(String),
}
