//! Canaries whose place in a text matters: at the beginning of a line, in a cell that is a formula, in markup.

use csv_core::ReadFieldResult;

use crate::evaluate::formats::html::{self, Html};
use crate::evaluate::needle::Needle;

/// A line that begins with the marker, if it isn't the first.
pub(super) fn injected_line<'a>(text: &'a str, needle: &Needle) -> Option<&'a str> {
    text.split([
        '\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}',
    ])
    .skip(1)
    .find(|line| needle.begins(line.trim_start_matches([' ', '\t'])))
}

/// The most text that is looked at for cells.
const MAX_CSV: usize = 4 << 20;

/// A cell with the marker that spreadsheets take for a formula. `None` in the result's place: there is too much text.
pub(super) fn formula(text: &str, needle: &Needle) -> Result<Option<String>, TooLong> {
    if !needle.is_in(text) {
        return Ok(None);
    }
    if text.len() > MAX_CSV {
        return Err(TooLong);
    }
    let mut reader = csv_core::ReaderBuilder::new()
        .delimiter(delimiter(text))
        .build();
    let mut rest = text.as_bytes();
    // No cell is longer than the text.
    let mut cell = vec![0; text.len()];
    let mut length = 0;
    loop {
        let (result, read, written) = reader.read_field(rest, &mut cell[length..]);
        rest = &rest[read..];
        length += written;
        match result {
            ReadFieldResult::Field { .. } => {
                let text = String::from_utf8_lossy(&cell[..length]);
                if is_formula(&text) && needle.is_in(&text) {
                    return Ok(Some(text.into_owned()));
                }
                length = 0;
            }
            // Asked again with nothing, the reader gives the last cell.
            ReadFieldResult::InputEmpty => {}
            ReadFieldResult::OutputFull | ReadFieldResult::End => return Ok(None),
        }
    }
}

/// What separates cells: what stands most often in the first line.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let count = |delimiter: u8| first.bytes().filter(|b| *b == delimiter).count();
    let mut best = b',';
    for other in [b';', b'\t'] {
        if count(other) > count(best) {
            best = other;
        }
    }
    best
}

/// There is more text than is looked at.
pub(super) struct TooLong;

fn is_formula(cell: &str) -> bool {
    cell.trim_start_matches([' ', '\t', '\r', '\n'])
        .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

/// Where the marker is markup in HTML.
pub(super) fn markup(text: &str, needle: &Needle) -> Result<Option<String>, TooLong> {
    if !needle.is_in(text) {
        return Ok(None);
    }
    let html = html::read(text).ok_or(TooLong)?;
    Ok(in_markup(&html, needle))
}

fn in_markup(html: &Html, needle: &Needle) -> Option<String> {
    for element in &html.elements {
        let name = &element.name;
        if needle.is_in(name) {
            return Some(format!("an element {name}"));
        }
        if let Some((attribute, _)) = element.attributes.iter().find(|(n, _)| needle.is_in(n)) {
            return Some(format!("an attribute {attribute} of {name}"));
        }
        let code = element
            .handlers()
            .chain(element.script_urls())
            .chain(element.attributes.iter().filter(|(n, _)| n == "srcdoc"));
        for (attribute, value) in code {
            if needle.is_in(value) {
                return Some(format!("code in the attribute {attribute} of {name}"));
            }
        }
    }
    html.hidden
        .iter()
        .any(|text| needle.is_in(text))
        .then(|| "a script, a style or a comment".to_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const MARKER: &str = "canary0123456789";

    fn text(form: &str) -> String {
        form.replace('!', MARKER)
    }

    #[test]
    fn lines_are_injected() {
        let needle = Needle::new(MARKER);
        for form in ["a\n!", "a\r!: x", "a\n  ! b\n", "a\u{2028}!"] {
            assert!(injected_line(&text(form), &needle).is_some(), "{form:?}");
        }
        for form in ["!", "a !", "a\\n!", "a\nb !"] {
            assert!(injected_line(&text(form), &needle).is_none(), "{form:?}");
        }
    }

    #[test]
    fn cells_are_formulas() {
        let needle = Needle::new(MARKER);
        let found = |form: &str| formula(&text(form), &needle).is_ok_and(|cell| cell.is_some());
        for form in [
            "a,=!()",
            "\"=1+!\",b",
            "a;@!",
            "a\t+!",
            "a,\" -!\"",
            "x\n=!",
        ] {
            assert!(found(form), "{form:?}");
        }
        for form in ["a,'=!", "a,!", "a,\"b\n=!\"", "=1,!"] {
            assert!(!found(form), "{form:?}");
        }
    }

    proptest! {
        #[test]
        fn any_text_has_cells(text in "([=,;\"\n\r\t+@-]|!|\\PC){0,40}") {
            let _ = formula(&super::tests::text(&text), &Needle::new(MARKER));
        }
    }

    #[test]
    fn text_becomes_markup() {
        let needle = Needle::new(MARKER);
        let found = |form: &str| markup(&text(form), &needle).is_ok_and(|place| place.is_some());
        for form in [
            "<!>",
            "<b !=1>",
            "<img src=x onerror='!'>",
            "<script>!</script>",
            "<a href='javascript:!'>",
            "<!-- ! -->",
            "<iframe srcdoc='<p>!'>",
        ] {
            assert!(found(form), "{form:?}");
        }
        for form in ["&lt;!&gt;", "<p title='<!>'>!</p>", "<a href='/?q=!'>", "!"] {
            assert!(!found(form), "{form:?}");
        }
        assert!(markup(&(text("!") + &"a".repeat(1 << 20)), &needle).is_err());
    }
}
