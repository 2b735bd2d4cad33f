//! Why a candidate has no module, in words that point into its own text.

use super::compiler::Ran;
use crate::sandbox::LinkError;
use crate::sandbox::execution::Ended;

/// The longest text of diagnostics that is kept, in bytes.
const MAX_DIAGNOSTICS: usize = 8 << 10;

/// Why a tool refused a candidate.
pub(super) fn refusal(type_name: &str, ran: &Ran, file: &str) -> Ended {
    let budget = |what: &str| {
        let message = format!("compiling it takes more {what} than a candidate is given");
        unloadable(type_name, message, None)
    };
    match &ran.ended {
        Ended::OutOfFuel => return budget("fuel"),
        Ended::OutOfMemory => return budget("memory"),
        Ended::StackOverflow => return budget("stack"),
        _ => {}
    }
    let mut message = own_words(&ran.messages);
    if message.is_empty() {
        message = format!("the compiler gave up: {:?}", ran.ended);
    }
    let line = message
        .lines()
        .find_map(|line| error_line(line, file))
        .or_else(|| message.lines().find_map(|line| mentioned_line(line, file)));
    if message.len() > MAX_DIAGNOSTICS {
        let end = (0..=MAX_DIAGNOSTICS)
            .rev()
            .find(|end| message.is_char_boundary(*end))
            .unwrap_or(0);
        message.truncate(end);
        message.push_str("\n...");
    }
    unloadable(type_name, message, line)
}

/// What a tool said, without what is about the unit that includes the candidate, unless that is all.
fn own_words(messages: &str) -> String {
    const UNIT: &str = "/unit/";
    let mut kept: Vec<&str> = Vec::new();
    let mut about_unit = false;
    for line in messages.lines() {
        if line.contains(" error: ") {
            about_unit = line.starts_with(UNIT);
        }
        let leads_here = line
            .strip_prefix("In file included from ")
            .is_some_and(|from| from.starts_with(UNIT));
        // A file that includes itself says so two hundred times.
        if !about_unit && !leads_here && kept.last() != Some(&line) {
            kept.push(line);
        }
    }
    if !kept.iter().any(|line| line.contains("error: ")) {
        return messages.trim_end().to_owned();
    }
    kept.join("\n")
}

/// The line of this file that is mentioned anywhere in a diagnostic, e.g. as the place that needs a template.
fn mentioned_line(diagnostic: &str, file: &str) -> Option<u32> {
    let (_, rest) = diagnostic.split_once(file)?;
    let digits = rest.strip_prefix(':')?;
    let end = digits
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(digits.len());
    digits[..end].parse().ok()
}

/// The line that a diagnostic such as `/app/solution.cpp:12:3: error: ...` names, if it is of this file.
fn error_line(diagnostic: &str, file: &str) -> Option<u32> {
    let rest = diagnostic.strip_prefix(file)?.strip_prefix(':')?;
    if !rest.contains("error:") {
        return None;
    }
    rest.split(':').next()?.parse().ok()
}

/// A candidate that can't be loaded.
pub(super) fn unloadable(type_name: &str, message: String, line: Option<u32>) -> Ended {
    Ended::LoadFailed {
        type_name: type_name.to_owned(),
        message,
        line,
    }
}

/// A symbol as the candidate wrote it.
fn demangled(name: &str) -> String {
    cpp_demangle::Symbol::new(name)
        .ok()
        .and_then(|symbol| symbol.demangle().ok())
        .map_or_else(
            || name.to_owned(),
            |text| text.replace("std::__2::", "std::"),
        )
}

/// The name of the candidate's that clashes with one of the C library, if that is what it was refused for.
pub(super) fn clashing(ended: &Ended) -> Option<String> {
    let Ended::LoadFailed { message, .. } = ended else {
        return None;
    };
    let (_, rest) = message.split_once("error: redefinition of '")?;
    let (name, rest) = rest.split_once('\'')?;
    let is_name = name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    (is_name && rest.starts_with(" as different kind of symbol")).then(|| name.to_owned())
}

/// Why a module doesn't fit the runtime.
pub(super) fn misfit(error: LinkError) -> Ended {
    let error = match error {
        LinkError::Undefined(name) => LinkError::Undefined(demangled(&name)),
        other => other,
    };
    unloadable("LinkError", error.to_string(), None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_of_an_error_is_the_candidates_own() {
        let file = "/app/solution.cpp";
        let text = "/app/solution.cpp:12:3: error: expected ';'";
        assert_eq!(error_line(text, file), Some(12));
        assert_eq!(error_line("/app/solution.cpp:12:3: note: here", file), None);
        assert_eq!(error_line("/unit/unit.cpp:1:1: error: no", file), None);
    }

    #[test]
    fn what_is_about_the_unit_is_left_out() {
        let text = "In file included from /unit/unit.cpp:2:\n/app/a.cpp:2:1: error: expected\n    2 | x\n\
            /unit/unit.cpp:4:22: error: no member\n    4 | DUALGAUGE\n2 errors generated.\n";
        assert_eq!(
            own_words(text),
            "/app/a.cpp:2:1: error: expected\n    2 | x"
        );
        let only = "/unit/unit.cpp:4:22: error: no member\n";
        assert_eq!(own_words(only), only.trim_end());
    }

    #[test]
    fn a_line_that_is_mentioned() {
        let note = "/usr/x.h:3:1: note: requested by /app/a.cpp:12:3";
        assert_eq!(mentioned_line(note, "/app/a.cpp"), Some(12));
        assert_eq!(
            mentioned_line("In file included from /app/a.cpp:2:", "/app/a.cpp"),
            Some(2)
        );
        assert_eq!(mentioned_line("/app/a.cppx:2", "/app/a.cpp"), None);
    }

    #[test]
    fn symbols_are_told_as_they_were_written() {
        assert_eq!(demangled("_Z4helpi"), "help(int)");
        assert_eq!(demangled("helper"), "helper");
    }

    #[test]
    fn a_clash_with_the_c_library_is_seen() {
        let refused = |message: &str| unloadable("CompileError", message.to_owned(), None);
        let text =
            "/app/solution.cpp:3:20: error: redefinition of 'log' as different kind of symbol";
        assert_eq!(clashing(&refused(text)).as_deref(), Some("log"));
        assert_eq!(clashing(&refused("error: redefinition of 'log'")), None);
        assert_eq!(clashing(&Ended::OutOfFuel), None);
    }
}
