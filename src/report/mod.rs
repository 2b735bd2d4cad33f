//! What people read: a [`Summary`](crate::aggregate::Summary) as tables in the terminal, as Markdown and as JSON.
//!
//! Rendering is a pure function of the summary (and of the [`Style`](table::Style)): it looks at no terminal and at no
//! environment. Terminal and Markdown show the same sections; they differ in the layout only.

mod cells;
#[cfg(test)]
mod fixture;
pub mod json;
pub mod markdown;
mod notes;
mod section;
mod sections;
pub mod table;
pub mod trace;
