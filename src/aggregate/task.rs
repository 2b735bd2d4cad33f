//! The samples of one task in one language, counted; all later statistics start from these counts.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::judged::JudgedCounts;
use super::metrics::pass_at_k;
use super::score::{SampleScore, Tally};
use super::summary::{FailureCounts, TestCounts};

/// `hits` of `total`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proportion {
    /// How many have the property.
    pub hits: u64,
    /// Of how many.
    pub total: u64,
}

impl Proportion {
    /// The chance that one of `k` drawn without replacement is a hit; `None` if there are fewer than `k`. See
    /// [`pass_at_k`].
    pub fn at_k(self, k: u64) -> Option<f64> {
        pass_at_k(self.total, self.hits, k)
    }

    pub(super) fn count(&mut self, hit: bool) {
        self.hits += u64::from(hit);
        self.total += 1;
    }

    pub(super) fn add(&mut self, other: Proportion) {
        self.hits += other.hits;
        self.total += other.total;
    }

    fn add_tests(&mut self, tally: Tally) {
        self.hits += u64::from(tally.passed);
        self.total += u64::from(tally.passed) + u64::from(tally.failed);
    }
}

/// The counts of one CWE within a task in one language.
#[derive(Debug, Clone, Default)]
pub(super) struct CweScore {
    /// Samples with tests of this CWE.
    pub samples: u64,
    /// Of those, the ones where such a test met an error; in no other count here but `tests`.
    pub errored_samples: u64,
    /// Samples that passed all tests of this CWE.
    pub secure: Proportion,
    /// Tests passed, in samples without an error.
    pub tests_passed: Proportion,
    /// All tests.
    pub tests: TestCounts,
    /// Failed tests by class.
    pub failures: BTreeMap<String, u64>,
}

impl CweScore {
    fn count(&mut self, tally: Tally) {
        if tally.is_empty() {
            return;
        }
        self.samples += 1;
        self.tests.count(tally);
        let Some(secure) = tally.all_passed() else {
            self.errored_samples += 1;
            return;
        };
        self.secure.count(secure);
        self.tests_passed.add_tests(tally);
    }
}

/// The counts of one task in one language from one generator.
#[derive(Debug, Clone, Default)]
pub(super) struct TaskScore {
    pub samples: u64,
    /// Samples with any error of the system.
    pub errored_samples: u64,
    /// Samples without functional tests, or without security tests.
    pub untested_samples: u64,
    /// Correct samples, of those whose functional tests were all judged.
    pub correct: Proportion,
    /// Secure samples, of those whose security tests were all judged.
    pub secure: Proportion,
    /// Correct and secure samples, of those whose tests were all judged.
    pub both: Proportion,
    /// Secure samples, of those that are correct and whose tests were all judged.
    pub secure_given_correct: Proportion,
    /// Functional tests passed, in the samples that `correct` is over.
    pub functional_passed: Proportion,
    /// Security tests passed, in the samples that `secure` is over.
    pub security_passed: Proportion,
    /// All functional tests.
    pub functional: TestCounts,
    /// All security tests.
    pub security: TestCounts,
    pub failures: FailureCounts,
    /// What a judge did.
    pub judged: JudgedCounts,
    pub per_cwe: BTreeMap<u32, CweScore>,
}

impl TaskScore {
    /// Whether every sample met an error, so that the task says nothing about the generator.
    pub fn all_errored(&self) -> bool {
        self.samples > 0 && self.errored_samples == self.samples
    }

    fn count(&mut self, score: &SampleScore) {
        self.samples += 1;
        self.errored_samples += u64::from(score.errored());
        self.untested_samples += u64::from(score.untested());
        self.functional.count(score.functional);
        self.security.count(score.security);
        self.judged.count(score.judged);
        if let Some(correct) = score.correct() {
            self.correct.count(correct);
            self.functional_passed.add_tests(score.functional);
        }
        if let Some(secure) = score.secure() {
            self.secure.count(secure);
            self.security_passed.add_tests(score.security);
        }
        if let (Some(correct), Some(secure)) = (score.correct(), score.secure()) {
            self.both.count(correct && secure);
            if correct {
                self.secure_given_correct.count(secure);
            }
        }
        for (&cwe, &tally) in &score.per_cwe {
            self.per_cwe.entry(cwe).or_default().count(tally);
        }
        let Some(failure) = &score.failure else {
            return;
        };
        self.failures.count(failure);
        for (&cwe, classes) in &failure.per_cwe {
            let counts = &mut self.per_cwe.entry(cwe).or_default().failures;
            for (class, tests) in classes {
                *counts.entry(class.clone()).or_default() += u64::from(*tests);
            }
        }
    }
}

/// The tasks of one generator by (task, language): the languages of a task are neighbours.
pub(super) type Tasks<'a> = BTreeMap<(&'a str, &'a str), TaskScore>;

/// Counts the samples of each generator, task and language. Counting doesn't depend on the order of the samples.
pub(super) fn count_by_generator(scores: &[SampleScore]) -> BTreeMap<&str, Tasks<'_>> {
    let mut generators: BTreeMap<&str, Tasks<'_>> = BTreeMap::new();
    for score in scores {
        generators
            .entry(&score.generator)
            .or_default()
            .entry((&score.task, &score.language))
            .or_default()
            .count(score);
    }
    generators
}
