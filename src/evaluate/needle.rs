//! A canary's marker in the forms in which it may turn up.

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;

/// A marker in the forms in which it may turn up. It is alphanumeric, so that quoting (of SQL, CSV, shells) and most escapes
/// leave it as it is; base64 and hexadecimal don't, nor do escapes that somebody writes for every character: percent signs,
/// character references, backslashes. A change of case is undone.
pub(super) struct Needle {
    /// In lower case: the marker and its hexadecimal form.
    any_case: [String; 2],
    /// What base64 makes of it, whichever of the three positions it falls on; the same in its alphabet for URLs.
    exact: Vec<String>,
}

/// How many escapes within escapes are undone: a text can be escaped for a URL twice and then for HTML.
const LAYERS: usize = 3;

impl Needle {
    pub(super) fn new(marker: &str) -> Self {
        let hex: String = marker.bytes().map(|b| format!("{b:02x}")).collect();
        Self {
            any_case: [marker.to_lowercase(), hex],
            exact: (0..3).map(|shift| base64_core(marker, shift)).collect(),
        }
    }

    /// Whether the marker stands in a text. The work is in proportion to the text's length.
    pub(super) fn is_in(&self, text: &str) -> bool {
        if self.is_plainly_in(text) {
            return true;
        }
        let mut text = Cow::Borrowed(text);
        for _ in 0..LAYERS {
            match unescape(&text) {
                Some(plainer) if self.is_plainly_in(&plainer) => return true,
                Some(plainer) => text = Cow::Owned(plainer),
                None => return false,
            }
        }
        false
    }

    /// Whether the marker begins a text, in whatever case.
    pub(super) fn begins(&self, text: &str) -> bool {
        let marker = &self.any_case[0];
        text.get(..marker.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(marker))
    }

    fn is_plainly_in(&self, text: &str) -> bool {
        let lower = text.to_ascii_lowercase();
        if self
            .any_case
            .iter()
            .any(|form| lower.contains(form.as_str()))
        {
            return true;
        }
        let is_in = |text: &str| self.exact.iter().any(|form| text.contains(form.as_str()));
        // Base64 is often written in lines of equal length.
        is_in(text)
            || (text.contains('\n') && is_in(&text.replace(['\r', '\n', ' ', '\t'].as_slice(), "")))
    }
}

/// The characters of base64 that depend on the marker alone when `shift` bytes stand before it.
fn base64_core(marker: &str, shift: usize) -> String {
    let mut bytes = vec![0u8; shift];
    bytes.extend_from_slice(marker.as_bytes());
    let text = STANDARD_NO_PAD.encode(&bytes);
    // A character holds 6 bits: the first ones hold bits of the bytes before, the last may hold bits of the byte after.
    let first = (shift * 8).div_ceil(6);
    let last = bytes.len() * 8 / 6;
    text.get(first..last).unwrap_or_default().to_owned()
}

/// The text with one layer of escapes undone: `%63`, `&#99;`, `&#x63;`, `&amp;`, `\x63`, `\u0063`, `\u{63}`, `\143`, and the null
/// characters of UTF-16. `None` if there are none.
fn unescape(text: &str) -> Option<String> {
    if !text.contains(['%', '&', '\\', '\0']) {
        return None;
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    let mut changed = false;
    while let Some(at) = rest.find(['%', '&', '\\', '\0']) {
        let (before, from) = rest.split_at(at);
        plain.push_str(before);
        match escape(from) {
            Some((character, length)) => {
                plain.extend(character);
                rest = from.get(length..).unwrap_or_default();
                changed = true;
            }
            None => {
                // The character found is one byte long.
                plain.push_str(&from[..1]);
                rest = &from[1..];
            }
        }
    }
    plain.push_str(rest);
    changed.then_some(plain)
}

/// The character that an escape at the beginning of a text stands for, if any, and the escape's length in bytes. Only
/// ASCII is of interest: markers hold nothing else.
fn escape(text: &str) -> Option<(Option<char>, usize)> {
    let digits = |from: usize, most: usize, radix: u32| -> Option<(char, usize)> {
        let digits: &str = text.get(from..)?;
        let length = digits
            .bytes()
            .take(most)
            .take_while(|b| char::from(*b).is_digit(radix))
            .count();
        let code = u32::from_str_radix(digits.get(..length)?, radix).ok()?;
        let character = char::from_u32(code).filter(char::is_ascii)?;
        Some((character, from + length))
    };
    let exactly = |from: usize, length: usize| {
        digits(from, length, 16).filter(|(_, end)| *end == from + length)
    };
    let ended = |(character, end): (char, usize), by: u8| {
        let end = end + usize::from(text.as_bytes().get(end) == Some(&by));
        (Some(character), end)
    };
    let some = |(character, end)| (Some(character), end);
    let bytes = text.as_bytes();
    match (bytes.first()?, bytes.get(1), bytes.get(2)) {
        (0, _, _) => Some((None, 1)),
        (b'%', Some(b'u'), _) => exactly(2, 4).map(some),
        (b'%', _, _) => exactly(1, 2).map(some),
        (b'&', Some(b'#'), Some(b'x' | b'X')) => digits(3, 8, 16).map(|found| ended(found, b';')),
        (b'&', Some(b'#'), _) => digits(2, 8, 10).map(|found| ended(found, b';')),
        (b'&', _, _) => text.starts_with("&amp;").then_some((Some('&'), 5)),
        (b'\\', Some(b'x'), _) => exactly(2, 2).map(some),
        (b'\\', Some(b'u'), Some(b'{')) => digits(3, 6, 16).map(|found| ended(found, b'}')),
        (b'\\', Some(b'u'), _) => exactly(2, 4).map(some),
        (b'\\', Some(b'0'..=b'7'), _) => digits(1, 3, 8).map(some),
        (b'\\', Some(b'\\' | b'/'), _) => Some((char::from(bytes[1]).into(), 2)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use base64::engine::general_purpose::{STANDARD, URL_SAFE};
    use proptest::prelude::*;

    use super::*;

    const MARKER: &str = "canary0a1b2c3d4e";

    fn each(form: impl Fn(u8) -> String) -> String {
        MARKER.bytes().map(form).collect()
    }

    proptest! {
        #[test]
        fn every_encoding_is_seen(before in prop::collection::vec(any::<u8>(), 0..9), after in prop::collection::vec(any::<u8>(), 0..9)) {
            let needle = Needle::new(MARKER);
            let bytes = [before.as_slice(), MARKER.as_bytes(), after.as_slice()].concat();
            prop_assert!(needle.is_in(&STANDARD.encode(&bytes)));
            prop_assert!(needle.is_in(&URL_SAFE.encode(&bytes)));
            let hex: String = bytes.iter().map(|b| format!("{b:02X}")).collect();
            prop_assert!(needle.is_in(&hex));
            prop_assert!(needle.is_in(&String::from_utf8_lossy(&bytes).to_uppercase()));
        }

        #[test]
        fn other_text_is_not(text in "[%&\\\\#xu0-9a-f;{}]{0,40}.{0,40}") {
            prop_assert!(!Needle::new(MARKER).is_in(&text));
        }

        #[test]
        fn escapes_within_escapes_are_undone(before in "[a-z %&\\\\]{0,5}", order in prop::collection::vec(0usize..4, 1..=3)) {
            let escaped = order.iter().fold(MARKER.to_owned(), |text, form| {
                text.bytes().map(|b| match form {
                    0 => format!("%{b:02x}"),
                    1 => format!("&#{b};"),
                    2 => format!("&#x{b:X};"),
                    _ => format!("\\u{b:04x}"),
                }).collect()
            });
            // A text before that itself is half an escape is another text.
            let before = before.trim_end_matches(['%', '&', '\\']);
            let text = format!("{before} {escaped}");
            prop_assert!(Needle::new(MARKER).is_in(&text));
        }
    }

    #[test]
    fn escapes_are_undone() {
        let needle = Needle::new(MARKER);
        for text in [
            each(|b| format!("%{b:02X}")),
            each(|b| format!("%25{b:02x}")),
            each(|b| format!("%u{b:04x}")),
            each(|b| format!("&#{b}")),
            each(|b| format!("&#{b:05};")),
            each(|b| format!("&#x{b:x};")),
            each(|b| format!("&amp;#x{b:x};")),
            each(|b| format!("\\x{b:02x}")),
            each(|b| format!("\\u{{{b:x}}}")),
            each(|b| format!("\\{b:03o}")),
            each(|b| format!("{}\0", char::from(b))),
            format!("c%61nary{}", &MARKER[6..]),
            format!("x''{MARKER}''y"),
            STANDARD.encode(MARKER).replace("lNo", "l\r\nNo"),
        ] {
            assert!(needle.is_in(&text), "{text}");
        }
        assert!(!needle.is_in(&"%63".repeat(1000)));
    }

    #[test]
    fn a_beginning_is_told() {
        let needle = Needle::new(MARKER);
        assert!(needle.begins(&MARKER.to_uppercase()));
        assert!(!needle.begins("x") && !needle.begins("äääääääääääää"));
    }
}
