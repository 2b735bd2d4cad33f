//! Choosing tasks of a suite.

use std::collections::BTreeSet;
use std::sync::Arc;

use globset::GlobMatcher;

use super::model::{Suite, Task};
use super::pattern::{PatternError, glob};

/// Which tasks are wanted: those whose slug matches one of the patterns *and* that test one of the weaknesses. Nothing
/// given means all.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    patterns: Vec<(String, GlobMatcher)>,
    cwes: BTreeSet<u32>,
}

/// Why a selection makes no sense.
#[derive(Debug, thiserror::Error)]
pub enum SelectError {
    /// A pattern is no glob.
    #[error("{pattern:?} is no pattern for tasks: {source}")]
    Pattern {
        /// The pattern.
        pattern: String,
        /// Why.
        source: PatternError,
    },
    /// A text is no CWE number.
    #[error("{0:?} is no CWE: write CWE-22 or 22")]
    Cwe(String),
    /// A pattern matches no task of the suite.
    #[error("no task matches {0:?}")]
    NoTask(String),
    /// No task of the suite tests a weakness.
    #[error("no task tests CWE-{0}")]
    NoCwe(u32),
    /// Every pattern and weakness is met, but by no task together.
    #[error("no task matches both a pattern and a CWE")]
    NoneTogether,
}

impl Selection {
    /// A selection by slugs or globs over slugs, and by weaknesses written `CWE-22` or `22`.
    ///
    /// # Errors
    /// If a pattern or a weakness is malformed.
    pub fn new<S: AsRef<str>>(patterns: &[S], cwes: &[S]) -> Result<Self, SelectError> {
        let patterns = patterns
            .iter()
            .map(|pattern| {
                let pattern = pattern.as_ref();
                match glob(pattern) {
                    Ok(matcher) => Ok((pattern.to_owned(), matcher)),
                    Err(source) => Err(SelectError::Pattern {
                        pattern: pattern.to_owned(),
                        source,
                    }),
                }
            })
            .collect::<Result<_, SelectError>>()?;
        let cwes = cwes
            .iter()
            .map(|text| parse_cwe(text.as_ref()))
            .collect::<Result<_, SelectError>>()?;
        Ok(Self { patterns, cwes })
    }

    fn wants(&self, task: &Task) -> bool {
        let by_slug = self.patterns.is_empty()
            || self
                .patterns
                .iter()
                .any(|(_, matcher)| matcher.is_match(task.id.as_str()));
        let by_cwe = self.cwes.is_empty() || task.cwes().iter().any(|cwe| self.cwes.contains(cwe));
        by_slug && by_cwe
    }
}

fn parse_cwe(text: &str) -> Result<u32, SelectError> {
    let digits = text
        .get(..4)
        .filter(|head| head.eq_ignore_ascii_case("cwe-"))
        .map_or(text, |head| &text[head.len()..]);
    digits
        .parse()
        .map_err(|_| SelectError::Cwe(text.to_owned()))
}

impl Suite {
    /// The tasks of a selection, in order of their slugs.
    ///
    /// # Errors
    /// If a pattern or a weakness meets no task: a slip of the pen must not read as a small run.
    pub fn select(&self, selection: &Selection) -> Result<Vec<Arc<Task>>, SelectError> {
        let tasks = || self.tasks.values();
        for (text, matcher) in &selection.patterns {
            if !tasks().any(|task| matcher.is_match(task.id.as_str())) {
                return Err(SelectError::NoTask(text.clone()));
            }
        }
        for cwe in &selection.cwes {
            if !tasks().any(|task| task.cwes().contains(cwe)) {
                return Err(SelectError::NoCwe(*cwe));
            }
        }
        let selected: Vec<Arc<Task>> = tasks()
            .filter(|task| selection.wants(task))
            .cloned()
            .collect();
        if selected.is_empty() && !self.tasks.is_empty() {
            return Err(SelectError::NoneTogether);
        }
        Ok(selected)
    }
}
