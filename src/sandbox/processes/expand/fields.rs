//! Fields as they grow out of a word.

use super::{MAX_FIELDS, MAX_WORD};
use crate::sandbox::processes::pattern::{Glyph, QUOTED};

/// Fields as they grow.
#[derive(Default)]
pub(super) struct Fields {
    pub(super) done: Vec<Vec<Glyph>>,
    pub(super) current: Vec<Glyph>,
    /// Whether there is a current field, be it empty.
    pub(super) begun: bool,
    pub(super) size: usize,
}

impl Fields {
    pub(super) fn end(&mut self) {
        if std::mem::take(&mut self.begun) {
            self.done.push(std::mem::take(&mut self.current));
        }
    }

    pub(super) fn push(&mut self, glyph: Glyph) {
        self.begun = true;
        if self.size < MAX_WORD {
            self.size += 1;
            self.current.push(glyph);
        }
    }

    pub(super) fn text(&mut self, text: &[u8], quoted: bool) {
        let mark = if quoted { QUOTED } else { 0 };
        self.begun |= quoted;
        for byte in text {
            self.push(Glyph::from(*byte) | mark);
        }
    }

    /// Puts in the value of an expansion outside quotes: it is split.
    pub(super) fn split(&mut self, text: &[u8], separators: &[u8]) {
        for byte in text {
            if !separators.contains(byte) {
                self.push(Glyph::from(*byte));
            } else if byte.is_ascii_whitespace() {
                self.end();
            } else {
                self.begun = true;
                self.end();
            }
            if self.done.len() > MAX_FIELDS {
                return;
            }
        }
    }
}
