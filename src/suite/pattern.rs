//! Regular expressions and globs in rules: compiled in one place, with bounds, so that a task which loads can be judged.

use globset::{GlobBuilder, GlobMatcher};
use regex::{Regex, RegexBuilder};

/// How large a compiled regular expression may be.
const MAX_COMPILED: usize = 1 << 20;
/// How long a pattern's text may be.
const MAX_PATTERN: usize = 4096;

/// A pattern that can't be used, and why.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PatternError {
    /// The text is too long.
    #[error("a pattern has at most {MAX_PATTERN} bytes")]
    TooLong,
    /// It can't be compiled.
    #[error("{0}")]
    Invalid(String),
}

/// Compiles a regular expression (linear in the text that it is run over).
///
/// # Errors
/// If it is wrong or too large.
pub fn regex(pattern: &str) -> Result<Regex, PatternError> {
    bounded(pattern)?;
    RegexBuilder::new(pattern)
        .size_limit(MAX_COMPILED)
        .dfa_size_limit(MAX_COMPILED)
        .nest_limit(50)
        .build()
        .map_err(|error| PatternError::Invalid(error.to_string()))
}

/// Compiles a regular expression for bytes of a dialogue, in which `^` and `$` stand for the ends of a line.
///
/// # Errors
/// If it is wrong or too large.
pub fn line_regex(pattern: &str) -> Result<regex::bytes::Regex, PatternError> {
    bounded(pattern)?;
    regex::bytes::RegexBuilder::new(pattern)
        .multi_line(true)
        .crlf(true)
        .size_limit(MAX_COMPILED)
        .dfa_size_limit(MAX_COMPILED)
        .nest_limit(50)
        .build()
        .map_err(|error| PatternError::Invalid(error.to_string()))
}

/// Compiles a glob. `*` stands for any text, also with `/` in it.
///
/// # Errors
/// If it is wrong or too large.
pub fn glob(pattern: &str) -> Result<GlobMatcher, PatternError> {
    compile_glob(pattern, false)
}

/// Compiles a glob over paths. `*` stands for any text without `/`, `**` for any number of folders.
///
/// # Errors
/// If it is wrong or too large.
pub fn glob_path(pattern: &str) -> Result<GlobMatcher, PatternError> {
    compile_glob(pattern, true)
}

fn compile_glob(pattern: &str, is_path: bool) -> Result<GlobMatcher, PatternError> {
    bounded(pattern)?;
    GlobBuilder::new(pattern)
        .literal_separator(is_path)
        .backslash_escape(true)
        .build()
        .map(|glob| glob.compile_matcher())
        .map_err(|error| PatternError::Invalid(error.to_string()))
}

fn bounded(pattern: &str) -> Result<(), PatternError> {
    if pattern.len() > MAX_PATTERN {
        return Err(PatternError::TooLong);
    }
    Ok(())
}

/// Whether a canonical path is this folder or file, or lies below it.
pub fn is_under(path: &str, folder: &str) -> bool {
    let folder = folder.trim_end_matches('/');
    path.strip_prefix(folder)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_bounded() {
        assert!(regex("a{1000}{1000}").is_err());
        assert!(regex("(").is_err());
        assert!(regex(&"a".repeat(5000)).is_err());
        assert!(regex(&"(".repeat(2000)).is_err());
        assert!(glob("[").is_err());
        assert!(glob(&"{a,".repeat(500)).is_err());
        assert!(glob("file.*").is_ok_and(|g| g.is_match("file.open")));
        assert!(glob("*.example").is_ok_and(|g| g.is_match("a/b.example")));
    }

    #[test]
    fn globs_over_paths_respect_folders() {
        let matches = |pattern: &str, path: &str| glob_path(pattern).unwrap().is_match(path);
        assert!(matches("/a/*.txt", "/a/b.txt"));
        assert!(!matches("/a/*.txt", "/a/c/b.txt"));
        assert!(matches("/a/**/*.txt", "/a/c/d/b.txt"));
        assert!(matches("/a/**", "/a/c/d"));
    }

    #[test]
    fn under_respects_names() {
        assert!(is_under("/a/b", "/a"));
        assert!(is_under("/a", "/a"));
        assert!(is_under("/a/b", "/a/"));
        assert!(is_under("/x", "/"));
        assert!(!is_under("/ab", "/a"));
        assert!(!is_under("/", "/a"));
    }
}
