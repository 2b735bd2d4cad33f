//! How a language runs in the sandbox: a candidate is prepared once and executed for many tests.
//!
//! One folder a language. What they share is here: the job that a test hands to a driver.

mod job;
pub mod python;

pub use job::{Assignment, Program, Work};
