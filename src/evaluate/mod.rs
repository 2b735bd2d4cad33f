//! The oracle: what an execution says about a candidate. Pure: it reads a task, a test and recorded executions, runs
//! nothing and asks nobody.
//!
//! [`evaluate`] gives a [`Verdict`]; [`probes`] says what an execution has to look up for it about the state afterwards;
//! [`needs_twin`] whether the benign twin has to be executed too, [`awaits_judge`] whether a judge has to be asked.

mod expectation;
mod findings;
mod formats;
mod judge;
mod judgement;
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
pub use judge::{awaits_judge, evaluate, evaluate_judged};
pub use judgement::{Judgement, Ruling, Votes};
pub use probes::{ProbeRequest, needs_twin, probes};
pub use verdict::{Evidence, Outcome, Reason, RuleEvidence, Verdict, explain};
