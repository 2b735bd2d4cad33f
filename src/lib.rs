//! dualgauge: scores code written by language models for correctness and security, inside WebAssembly.
//!
//! `ARCHITECTURE.md` is the map.

pub mod aggregate;
pub mod cli;
pub mod evaluate;
pub mod execute;
pub mod judge;
pub mod report;
pub mod runtime;
pub mod sandbox;
pub mod suite;
pub mod toolchain;
pub mod value;
