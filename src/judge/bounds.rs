//! How much of something a judge is shown. What is counted is what a text takes in a prompt, escapes included, so that no
//! program can make a prompt larger than models read.

/// A sum of what texts take; what doesn't fit is cut, and that is told.
#[derive(Debug, Default)]
pub(super) struct Bounds {
    /// The names of what was cut, each once, in order.
    pub cut: Vec<&'static str>,
}

/// What a character takes in a prompt, in bytes.
fn cost(c: char) -> usize {
    match c {
        '"' | '\\' => 2,
        ' '..='~' => 1,
        c if is_hidden(c) || c.is_control() => 6 * c.len_utf16(),
        c => c.len_utf8(),
    }
}

/// What a text takes in a prompt, in bytes.
pub(super) fn weight(text: &str) -> usize {
    text.chars().map(cost).sum()
}

/// Characters that a reader doesn't see, or that change how others are seen.
pub(super) fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

impl Bounds {
    /// Notes that something was cut.
    pub fn note(&mut self, what: &'static str) {
        if !self.cut.contains(&what) {
            self.cut.push(what);
        }
    }

    /// A text that takes at most so many bytes (and a mark): its beginning and its end.
    pub fn text(&mut self, what: &'static str, text: &str, most: usize) -> String {
        if weight(text) <= most {
            return text.to_owned();
        }
        self.note(what);
        let head = prefix(text.chars(), most - most / 4);
        let tail = prefix(text.chars().rev(), most / 4);
        let (from, to) = (head, text.len() - tail);
        format!(
            "{}[... {} bytes cut ...]{}",
            &text[..from],
            to - from,
            &text[to..]
        )
    }

    /// The lines of a text, each with its number, in at most so many bytes: first ones and last ones.
    pub fn lines(&mut self, what: &'static str, text: &str, most: usize) -> Vec<String> {
        /// What a line takes besides its text: a number, quotes, indentation.
        const FRAME: usize = 16;
        let lines: Vec<String> = text
            .lines()
            .enumerate()
            .map(|(index, line)| format!("{}| {}", index + 1, self.text(what, line, most / 4)))
            .collect();
        let fitting = |lines: &mut dyn Iterator<Item = &String>, mut room: usize| {
            lines
                .take_while(|line| match room.checked_sub(weight(line) + FRAME) {
                    Some(rest) => {
                        room = rest;
                        true
                    }
                    None => false,
                })
                .count()
        };
        if fitting(&mut lines.iter(), most) == lines.len() {
            return lines;
        }
        self.note(what);
        let head = fitting(&mut lines.iter(), most - most / 4);
        let tail = fitting(&mut lines[head..].iter().rev(), most / 4);
        let gone = lines.len() - head - tail;
        let mut shown = lines[..head].to_vec();
        shown.push(format!("[... {gone} lines cut ...]"));
        shown.extend_from_slice(&lines[lines.len() - tail..]);
        shown
    }

    /// Cuts every text within a value. Values of events are shallow; what the depth of a value may be is bounded where it
    /// was read.
    pub fn within(&mut self, what: &'static str, json: &mut serde_json::Value, most: usize) {
        match json {
            serde_json::Value::String(text) => *text = self.text(what, text, most),
            serde_json::Value::Array(items) => {
                for item in items {
                    self.within(what, item, most);
                }
            }
            serde_json::Value::Object(map) => {
                for value in map.values_mut() {
                    self.within(what, value, most);
                }
            }
            _ => {}
        }
    }
}

/// How many bytes of a text its first characters have that take at most `most` bytes in a prompt.
fn prefix(characters: impl Iterator<Item = char>, most: usize) -> usize {
    let mut taken = 0;
    let mut bytes = 0;
    for c in characters {
        taken += cost(c);
        if taken > most {
            break;
        }
        bytes += c.len_utf8();
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_keep_their_ends() {
        let mut bounds = Bounds::default();
        assert_eq!(bounds.text("a", "short", 5), "short");
        assert!(bounds.cut.is_empty());
        assert_eq!(
            bounds.text("a", "abcdefghij", 8),
            "abcdef[... 2 bytes cut ...]ij"
        );
        assert_eq!(bounds.text("a", "ääääääää", 8), "äää[... 8 bytes cut ...]ä");
        assert_eq!(bounds.cut, ["a"]);
    }

    #[test]
    fn what_is_escaped_takes_more_room() {
        assert_eq!(weight("a\u{0}\u{200b}\"\u{e0041}"), 1 + 6 + 6 + 2 + 12);
        let mut bounds = Bounds::default();
        let zeros = "\0".repeat(10_000);
        assert!(weight(&bounds.text("a", &zeros, 600)) < 700);
    }

    #[test]
    fn many_lines_are_cut() {
        let mut bounds = Bounds::default();
        let shown = bounds.lines("a", &"\n".repeat(100_000), 1600);
        assert!(shown.len() < 100, "{}", shown.len());
        assert_eq!(shown[0], "1| ");
        assert_eq!(shown.last().unwrap(), "100000| ");
        assert!(shown.iter().any(|line| line.contains("lines cut")));
        let long = bounds.lines("b", &"x".repeat(100_000), 1600);
        assert!(long[0].len() < 1700);
        assert_eq!(bounds.cut, ["a", "b"]);
    }
}
