//! A candidate's text, read before it runs.

use std::sync::Arc;

use super::instrument::{self, Dialect, Instrumented};

/// A candidate's text and what is known of it before it runs.
#[derive(Debug)]
pub(super) struct Text {
    /// The text as it was handed in.
    pub(super) original: Arc<[u8]>,
    /// What it is.
    pub(super) dialect: Dialect,
    /// The same with counters in it, where it can be parsed.
    pub(super) instrumented: Option<Instrumented>,
    /// The names that it declares at top level.
    pub(super) bindings: Vec<String>,
    /// Names of functions whose last parameter is a callback.
    pub(super) callbacks: Vec<String>,
}

impl Text {
    /// Reads a candidate's text.
    pub(super) fn read(original: &Arc<[u8]>, file: &str) -> Self {
        let text = String::from_utf8_lossy(original);
        let read = instrument::read(&text, file);
        let mut bindings = read.bindings;
        if read.instrumented.is_none() && bindings.is_empty() {
            bindings = likely_names(&text);
        }
        let calls_back = |signature: &&instrument::Signature| signature.takes_callback();
        let name = |signature: &instrument::Signature| signature.path.clone();
        Self {
            original: original.clone(),
            dialect: read.dialect,
            instrumented: read.instrumented,
            bindings,
            callbacks: read
                .signatures
                .iter()
                .filter(calls_back)
                .map(name)
                .collect(),
        }
    }
}

/// Names that a text that can't be parsed seems to declare: what begins a line like a declaration. One that isn't declared does
/// no harm, as a name is looked up when it is asked for.
fn likely_names(text: &str) -> Vec<String> {
    const MOST: usize = 1000;
    let named = |line: &str| {
        let line = line.strip_prefix("export ").unwrap_or(line);
        let line = line.strip_prefix("async ").unwrap_or(line);
        let rest = ["function ", "const ", "let ", "var ", "class "]
            .iter()
            .find_map(|keyword| line.strip_prefix(keyword))?;
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '$'));
        let name = &rest[..end.unwrap_or(rest.len())];
        let is_name = name.starts_with(|c: char| !c.is_ascii_digit());
        is_name.then(|| name.to_owned())
    };
    let mut names: Vec<String> = text.lines().filter_map(named).take(MOST).collect();
    names.sort_unstable();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_in_a_text_that_can_t_be_parsed() {
        let text = "function load() {}\nexport const x = 1;\nlet {a} = b;\n  var inner;\nasync function y$(";
        assert_eq!(likely_names(text), ["load", "x", "y$"]);
    }
}
