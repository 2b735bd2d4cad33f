//! C and C++: programs as `exec` runs them, what the compiler refuses, calls of functions, sanitizers, coverage.
//!
//! The programs are real files: `programs/` and `refused/` here, and the tests of `runtimes/cpp/`.

#[path = "../support/mod.rs"]
mod support;

mod bench;
mod calls;
mod coverage;
mod exec;
mod platform;
mod refusals;
mod runs;
mod sanitizers;
mod sessions;
