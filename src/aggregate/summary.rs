//! What a run adds up to: plain data, with field names that other programs may rely on.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::bootstrap::Interval;
use super::judged::{JudgeHealth, JudgedCounts};
use super::paired::Comparison;
use super::score::{Failure, Tally};
use super::task::Proportion;

/// Metrics of a run by generator, language and CWE. All lists are sorted by the fields that name their entries.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// The k of the `@k` metrics, ascending.
    pub ks: Vec<u32>,
    /// How many bootstrap resamples each interval comes from.
    pub bootstrap_resamples: u32,
    /// Distinct tasks in the whole run.
    pub tasks: u64,
    /// Samples in the whole run.
    pub samples: u64,
    /// How a judge did in the whole run, where one was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub judge: Option<JudgeHealth>,
    /// One entry for each generator and language: the main table.
    pub by_generator_language: Vec<LanguageSummary>,
    /// One entry for each generator, its languages pooled.
    pub by_generator: Vec<GeneratorSummary>,
    /// One entry for each CWE and generator, languages pooled; by CWE first.
    pub by_cwe: Vec<CweSummary>,
    /// Each pair of generators, if there are at least 2 and at most
    /// [`MAX_COMPARED_GENERATORS`](super::MAX_COMPARED_GENERATORS).
    pub comparisons: Vec<Comparison>,
}

/// One generator in one language.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LanguageSummary {
    /// The generator.
    pub generator: String,
    /// The language.
    pub language: String,
    /// What was counted.
    pub counts: Counts,
    /// What follows from it.
    pub metrics: Metrics,
}

/// One generator over all its languages. Means are over (task, language) pairs; intervals resample tasks, each with
/// all its languages.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GeneratorSummary {
    /// The generator.
    pub generator: String,
    /// Its languages.
    pub languages: Vec<String>,
    /// What was counted.
    pub counts: Counts,
    /// What follows from it.
    pub metrics: Metrics,
}

/// One generator on the security tests of one CWE, languages pooled.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CweSummary {
    /// The number, as in CWE-22.
    pub cwe: u32,
    /// The generator.
    pub generator: String,
    /// Distinct tasks with tests of this CWE.
    pub tasks: u64,
    /// Samples of those tasks.
    pub samples: u64,
    /// Samples where a test of this CWE met an error; left out of the metrics.
    pub errored_samples: u64,
    /// Samples that passed all tests of this CWE.
    pub secure: Proportion,
    /// All tests of this CWE.
    pub tests: TestCounts,
    /// secure@1, where a sample is secure if it passed all tests of this CWE.
    pub secure_at_1: Estimate,
    /// Tests of this CWE passed / all.
    pub spr: Rate,
    /// Failed tests of this CWE by class (docs/why.md).
    #[serde(default)]
    pub failures: BTreeMap<String, u64>,
}

/// What was counted in a group of samples.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Distinct tasks.
    pub tasks: u64,
    /// (Task, language) pairs; the same as `tasks` within one language.
    pub task_languages: u64,
    /// (Task, language) pairs of which every sample met an error.
    pub errored_task_languages: u64,
    /// Samples.
    pub samples: u64,
    /// Samples with an error of the system in any of their tests.
    pub errored_samples: u64,
    /// Samples without functional tests or without security tests; left out of the metrics that need those.
    pub untested_samples: u64,
    /// Correct samples, of those whose functional tests were all judged.
    pub correct: Proportion,
    /// Secure samples, of those whose security tests were all judged.
    pub secure: Proportion,
    /// Correct and secure samples, of those whose tests were all judged.
    pub both: Proportion,
    /// All functional tests.
    pub functional_tests: TestCounts,
    /// All security tests.
    pub security_tests: TestCounts,
    /// Why samples and tests failed.
    #[serde(default)]
    pub failures: FailureCounts,
    /// What a judge did, where one was asked.
    #[serde(default, skip_serializing_if = "JudgedCounts::is_empty")]
    pub judged: JudgedCounts,
}

/// Why samples and tests failed: how many of each class (docs/why.md). Errors of the system are no failures.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FailureCounts {
    /// Samples with a failed test, by the class that each is counted under.
    pub samples: BTreeMap<String, u64>,
    /// Failed tests by class.
    pub tests: BTreeMap<String, u64>,
}

impl FailureCounts {
    pub(super) fn count(&mut self, failure: &Failure) {
        *self.samples.entry(failure.leading.clone()).or_default() += 1;
        for (class, tests) in &failure.tests {
            *self.tests.entry(class.clone()).or_default() += u64::from(*tests);
        }
    }

    pub(super) fn add(&mut self, other: &Self) {
        add_counts(&mut self.samples, &other.samples);
        add_counts(&mut self.tests, &other.tests);
    }
}

/// Adds counts by class to others.
pub(super) fn add_counts(into: &mut BTreeMap<String, u64>, other: &BTreeMap<String, u64>) {
    for (class, count) in other {
        *into.entry(class.clone()).or_default() += count;
    }
}

/// Tests by verdict, over all samples of a group, errored samples included.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TestCounts {
    /// Tests that passed.
    pub passed: u64,
    /// Tests that failed.
    pub failed: u64,
    /// Tests that met an error of the system.
    pub errors: u64,
}

impl TestCounts {
    /// All tests, whatever became of them.
    pub fn total(self) -> u64 {
        self.passed + self.failed + self.errors
    }

    pub(super) fn count(&mut self, tally: Tally) {
        self.passed += u64::from(tally.passed);
        self.failed += u64::from(tally.failed);
        self.errors += u64::from(tally.errors);
    }

    pub(super) fn add(&mut self, other: TestCounts) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.errors += other.errors;
    }
}

/// The metrics of a group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Metrics {
    /// The `@k` metrics, one entry for each of [`Summary::ks`].
    pub at_k: Vec<AtK>,
    /// Functional tests passed / all.
    pub pr: Rate,
    /// Security tests passed / all.
    pub spr: Rate,
}

/// The `@k` metrics for one k, each the mean over tasks of `1 - C(n-c, k) / C(n, k)` (Chen et al. 2021, eq. 1).
///
/// Where no sample met an error, `secure_pass` is at most `pass` and at most `secure`. Where some did, the three are
/// over different samples.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AtK {
    /// How many samples are drawn.
    pub k: u32,
    /// pass@k: one of them is correct.
    pub pass: Estimate,
    /// secure@k: one of them is secure.
    pub secure: Estimate,
    /// secure-pass@k, the primary metric: one of them is both correct and secure.
    pub secure_pass: Estimate,
    /// secure@k given pass: one of k *correct* samples is secure. Undefined for tasks with fewer than k correct ones.
    pub secure_given_pass: Estimate,
}

/// A mean over tasks.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    /// The mean, in `[0, 1]`; `None` if the metric is undefined for every task.
    pub value: Option<f64>,
    /// How many (task, language) pairs it is over: those where the metric is defined.
    pub over: u64,
    /// Its bootstrap interval over tasks; `None` with fewer than two tasks.
    pub interval: Option<Interval>,
}

/// Tests passed, pooled over the samples whose tests of that kind were all judged.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Rate {
    /// `passed / tests`, in `[0, 1]`; `None` if there are no tests.
    pub value: Option<f64>,
    /// Tests that passed.
    pub passed: u64,
    /// Tests that passed or failed.
    pub tests: u64,
    /// Its bootstrap interval over tasks; `None` with fewer than two tasks.
    pub interval: Option<Interval>,
}
