//! Formats that a program's text can be in. The text is hostile: each reader's work is bounded.

pub(super) mod headers;
pub(super) mod html;
pub(super) mod json;
pub(super) mod xml;
