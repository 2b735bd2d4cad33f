//! Patterns of the shell: `*`, `?`, `[...]`.

/// A byte of an expanded word, with [`QUOTED`] added where it stands for itself.
pub(super) type Glyph = u16;

/// Marks a byte that stood in quotes.
pub(super) const QUOTED: Glyph = 0x100;

const fn alive(byte: u8) -> Glyph {
    byte as Glyph
}

/// The bytes of glyphs.
pub(super) fn bytes(glyphs: &[Glyph]) -> Vec<u8> {
    glyphs.iter().map(|glyph| *glyph as u8).collect()
}

/// The pattern that a program reads from a text, where backslashes quote.
pub(super) fn from_text(text: &[u8]) -> Vec<Glyph> {
    let mut glyphs = Vec::new();
    let mut at = text.iter();
    while let Some(byte) = at.next() {
        match byte {
            b'\\' => glyphs.extend(at.next().map(|byte| Glyph::from(*byte) | QUOTED)),
            byte => glyphs.push(Glyph::from(*byte)),
        }
    }
    glyphs
}

/// Whether a word is a pattern at all.
pub(super) fn is_pattern(glyphs: &[Glyph]) -> bool {
    glyphs
        .iter()
        .any(|glyph| [alive(b'*'), alive(b'?'), alive(b'[')].contains(glyph))
}

/// Whether a pattern matches a whole text.
pub(super) fn matches(pattern: &[Glyph], text: &[u8]) -> bool {
    let (mut p, mut t) = (0, 0);
    // Where to go on when the text behind the last star doesn't fit: the star takes one more byte.
    let mut retry: Option<(usize, usize)> = None;
    loop {
        if pattern.get(p) == Some(&alive(b'*')) {
            p += 1;
            retry = Some((p, t));
            continue;
        }
        let step = match (pattern.get(p), text.get(t)) {
            (None, None) => return true,
            (Some(_), Some(byte)) => one(&pattern[p..], *byte),
            _ => None,
        };
        match (step, retry) {
            (Some(used), _) => {
                p += used;
                t += 1;
            }
            (None, Some((after, from))) if from < text.len() => {
                retry = Some((after, from + 1));
                (p, t) = (after, from + 1);
            }
            (None, _) => return false,
        }
    }
}

/// How many glyphs of the pattern match this byte; `None` if they don't.
fn one(pattern: &[Glyph], byte: u8) -> Option<usize> {
    let first = *pattern.first()?;
    if first == alive(b'?') {
        return Some(1);
    }
    if first == alive(b'[')
        && let Some((used, matched)) = bracket(pattern, byte)
    {
        return matched.then_some(used);
    }
    (first as u8 == byte).then_some(1)
}

/// Reads a bracket expression: its length and whether the byte is in it; `None` if it has no end.
fn bracket(pattern: &[Glyph], byte: u8) -> Option<(usize, bool)> {
    let mut at = 1;
    let negated =
        matches!(pattern.get(at), Some(glyph) if *glyph == alive(b'!') || *glyph == alive(b'^'));
    if negated {
        at += 1;
    }
    let start = at;
    let mut found = false;
    loop {
        let glyph = *pattern.get(at)?;
        if glyph == alive(b']') && at > start {
            return Some((at + 1, found != negated));
        }
        if glyph == alive(b'/') {
            return None;
        }
        if glyph == alive(b'[') && pattern.get(at + 1) == Some(&alive(b':')) {
            let rest = &pattern[at + 2..];
            if let Some(end) = rest
                .windows(2)
                .position(|pair| *pair == [alive(b':'), alive(b']')])
            {
                found |= in_class(&bytes(&rest[..end]), byte);
                at += end + 4;
                continue;
            }
        }
        let low = glyph as u8;
        let range = pattern.get(at + 1) == Some(&alive(b'-'))
            && pattern.get(at + 2).is_some_and(|end| *end != alive(b']'));
        if range {
            let high = pattern[at + 2] as u8;
            found |= (low..=high).contains(&byte);
            at += 3;
        } else {
            found |= low == byte;
            at += 1;
        }
    }
}

/// Whether a byte belongs to a class such as `digit`.
pub(super) fn in_class(class: &[u8], byte: u8) -> bool {
    match class {
        b"alnum" => byte.is_ascii_alphanumeric(),
        b"alpha" => byte.is_ascii_alphabetic(),
        b"blank" => matches!(byte, b' ' | b'\t'),
        b"cntrl" => byte.is_ascii_control(),
        b"digit" => byte.is_ascii_digit(),
        b"graph" => byte.is_ascii_graphic(),
        b"lower" => byte.is_ascii_lowercase(),
        b"print" => byte.is_ascii_graphic() || byte == b' ',
        b"punct" => byte.is_ascii_punctuation(),
        b"space" => byte.is_ascii_whitespace() || byte == 11,
        b"upper" => byte.is_ascii_uppercase(),
        b"xdigit" => byte.is_ascii_hexdigit(),
        _ => false,
    }
}
