//! Formats that a program's text can be in. The text is hostile: each reader's work is bounded.

pub(super) mod headers;
pub(super) mod html;
pub(super) mod json;
pub(super) mod xml;

/// How long markup may be. Readers compare each attribute of a tag with all others, so that their work can grow with the
/// square of a tag's length.
const MAX_MARKUP: usize = 64 << 10;
