//! JavaScript: calls of functions, values, events, coverage, and programs as `exec` runs them.
//!
//! The candidates are real files: `callees/` are called, `programs/` are run as programs.

#[path = "../support/mod.rs"]
mod support;

mod bench;
mod calls;
mod coverage;
mod endings;
mod entries;
mod events;
mod exec;
mod guest_side;
mod lines;
