//! Names for what is inserted that don't occur in the source.

use std::collections::HashSet;

/// What the marker is made of: WORD JOINER, which no program has reason to put into a comment.
const JOINER: char = '\u{2060}';

/// The longest marker that is used, in joiners.
const MAX_JOINERS: usize = 16;

/// A comment that doesn't occur in the text: it holds one joiner more than stand together anywhere in it. Nothing for a text
/// that would need a long one.
pub(super) fn marker(text: &str) -> Option<String> {
    let mut longest = 0;
    let mut run = 0;
    for char in text.chars() {
        run = if char == JOINER { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    (longest < MAX_JOINERS).then(|| format!("/*{}*/", JOINER.to_string().repeat(longest + 1)))
}

/// An identifier that doesn't occur in the text, not even as a part of another.
pub(super) fn counter(text: &str) -> String {
    const STEM: &str = "__dg";
    // A text of 4 MiB has room for a million occurrences, so that numbers of seven digits can't all be taken.
    const DIGITS: usize = 7;
    let mut taken = HashSet::new();
    for (at, _) in text.match_indices(STEM) {
        let mut number = 0u32;
        for digit in text.as_bytes()[at + STEM.len()..].iter().take(DIGITS) {
            if !digit.is_ascii_digit() {
                break;
            }
            number = number * 10 + u32::from(digit - b'0');
            taken.insert(number);
        }
    }
    let free = (1..)
        .find(|number| !taken.contains(number))
        .unwrap_or(u32::MAX);
    format!("{STEM}{free}")
}
