//! Mistakes in tasks, each with the file and the place in it.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// Why a task or a suite couldn't be loaded.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The folder itself can't be opened.
    #[error("{}: {source}", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The content is wrong: everything that was found.
    #[error("{}", Listing(.0))]
    Invalid(Vec<Problem>),
}

/// One mistake in a task or a suite.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file, as a person finds it.
    pub file: String,
    /// Line and column, from 1, where they are known.
    pub at: Option<(usize, usize)>,
    /// The field in it, e.g. `tests[3].rule.all[0]`; empty where the whole file is meant.
    pub field: String,
    /// What is wrong.
    pub text: String,
}

impl Problem {
    /// A mistake in a field of a file; an empty field means the whole file.
    pub fn new(file: impl Into<String>, field: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            file: file.into(),
            at: None,
            field: field.into(),
            text: text.into(),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some((line, column)) = self.at {
            write!(f, ":{line}:{column}")?;
        }
        if !self.field.is_empty() {
            write!(f, ": {}", self.field)?;
        }
        write!(f, ": {}", self.text)
    }
}

struct Listing<'a>(&'a [Problem]);

impl fmt::Display for Listing<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            problem.fmt(f)?;
        }
        Ok(())
    }
}
