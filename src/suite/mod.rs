//! The suite: tasks, their tests and their rules, as typed data; how they are read from disk, checked and selected.
//!
//! [`load_suite`] and [`load_task`] read a folder and refuse it with *every* mistake they find ([`Problem`]); what they
//! return has passed all static checks. Nothing here runs a candidate, and nothing outside a task's folder is read.

mod canary;
pub mod catalogue;
mod check;
pub mod commands;
mod content;
mod folder;
#[cfg(test)]
mod folders;
pub mod hosts;
mod jsonc;
mod language;
mod load;
mod model;
pub mod packs;
mod parse;
pub mod pattern;
mod problem;
pub mod rule;
mod schema;
mod select;
pub mod task;
mod template;

pub use canary::canary_marker;
pub use check::{LeastTests, check, missing_references};
pub use commands::*;
pub use hosts::*;
pub use language::{Language, UnknownLanguage};
pub use load::{load_suite, load_task};
pub use model::{InvalidTaskId, Reference, SECURE, Suite, Task, TaskId};
pub use problem::{LoadError, Problem};
pub use schema::task_schema;
pub use select::{SelectError, Selection};
pub use task::*;
