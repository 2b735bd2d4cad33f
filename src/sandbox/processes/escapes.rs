//! The backslash escapes of `echo`, `printf` and `$'...'`.

/// Whose escapes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// `echo` and `%b`: octal numbers begin with a zero, and `\c` ends the output.
    Echo,
    /// The format of `printf`.
    Format,
    /// `$'...'`: quotes may be escaped.
    Quotes,
}

/// The text with its escapes replaced, and whether a `\c` ended it.
pub(super) fn replaced(text: &[u8], style: Style) -> (Vec<u8>, bool) {
    let mut out = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        at += 1;
        if byte != b'\\' {
            out.push(byte);
            continue;
        }
        let Some(&kind) = text.get(at) else {
            out.push(b'\\');
            break;
        };
        at += 1;
        match kind {
            b'a' => out.push(7),
            b'b' => out.push(8),
            b'e' => out.push(27),
            b'f' => out.push(12),
            b'n' => out.push(b'\n'),
            b'r' => out.push(b'\r'),
            b't' => out.push(b'\t'),
            b'v' => out.push(11),
            b'\\' => out.push(b'\\'),
            b'c' if style == Style::Echo => return (out, true),
            b'\'' | b'"' if style == Style::Quotes => out.push(kind),
            b'x' => {
                let (value, used) = number(&text[at..], 16, 2);
                if used == 0 {
                    out.extend_from_slice(b"\\x");
                } else {
                    out.push(value as u8);
                    at += used;
                }
            }
            b'0' if style == Style::Echo => {
                let (value, used) = number(&text[at..], 8, 3);
                out.push(value as u8);
                at += used;
            }
            b'0'..=b'7' if style != Style::Echo => {
                let (value, used) = number(&text[at - 1..], 8, 3);
                out.push(value as u8);
                at += used - 1;
            }
            _ => out.extend_from_slice(&[b'\\', kind]),
        }
    }
    (out, false)
}

/// The number that a text begins with, and of how many digits, at most `most`.
fn number(text: &[u8], base: u32, most: usize) -> (u32, usize) {
    let digits = text
        .iter()
        .take(most)
        .map_while(|byte| char::from(*byte).to_digit(base));
    digits.fold((0, 0), |(value, used), digit| {
        (value * base + digit, used + 1)
    })
}
