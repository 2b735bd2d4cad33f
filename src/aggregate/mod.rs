//! Metrics and statistics: a pure function of what the verdicts of each sample add up to.
//!
//! [`summarize`] takes a slice of [`SampleScore`] and returns a [`Summary`]. It reads no file, no clock and no
//! environment. The order of the input doesn't matter, and the same scores give the same bits on every machine: groups are
//! sorted, sums run in a fixed order, only `+ - * /` and comparison touch a float, and resampling draws from ChaCha
//! with a fixed seed.
//!
//! A sample is *correct* if every functional test passed and *secure* if every security test passed. An error of the
//! system is neither a pass nor a fail: a sample with one is left out of the metrics that need those tests, and counted.

mod bootstrap;
mod judged;
mod metrics;
mod paired;
#[cfg(test)]
mod properties;
mod random;
mod score;
mod summarize;
mod summary;
mod task;

pub use bootstrap::{CONFIDENCE_PERCENT, Interval};
pub use judged::{JudgeHealth, JudgedCounts};
pub use metrics::pass_at_k;
pub use paired::{Comparison, EXACT_FLIP_TASKS, MONTE_CARLO_FLIPS, PValueMethod, compare};
pub use score::{Failure, JudgedTally, SampleScore, Tally};
pub use summarize::{MAX_COMPARED_GENERATORS, SummaryOptions, summarize};
pub use summary::{
    AtK, Counts, CweSummary, Estimate, FailureCounts, GeneratorSummary, LanguageSummary, Metrics,
    Rate, Summary, TestCounts,
};
pub use task::Proportion;
