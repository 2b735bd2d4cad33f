//! The oracle: what an execution says about a candidate. Pure: it reads a task, a test and recorded executions, runs
//! nothing and asks nobody.
//!
//! [`evaluate`] gives a [`Verdict`]; [`probes`] says what an execution has to look up for it about the state afterwards;
//! [`needs_twin`] whether the benign twin has to be executed too.

mod expectation;
mod findings;
mod formats;
mod judge;
mod matcher;
mod needle;
mod probes;
mod rules;
mod scene;
#[cfg(test)]
mod staging;
mod twin;
mod verdict;
pub mod why;

pub use findings::{Finding, findings, instead};
pub use judge::evaluate;
pub use probes::{ProbeRequest, needs_twin, probes};
pub use verdict::{Evidence, Outcome, Reason, RuleEvidence, Verdict, explain};
