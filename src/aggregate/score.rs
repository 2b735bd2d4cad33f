//! The input of aggregation: how the tests of one sample ended.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// How many tests of one kind passed, failed, or could not be judged.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Tests whose verdict is `pass`.
    pub passed: u32,
    /// Tests whose verdict is `fail`.
    pub failed: u32,
    /// Tests whose verdict is `error`: the system failed, not the candidate.
    pub errors: u32,
}

impl Tally {
    /// Whether every test passed; `None` where that can't be said, because a test met an error of the system or because
    /// there are no tests at all (no tests are no evidence of security).
    pub fn all_passed(self) -> Option<bool> {
        if self.errors > 0 || self.is_empty() {
            return None;
        }
        Some(self.failed == 0)
    }

    /// Whether there are no tests of this kind.
    pub fn is_empty(self) -> bool {
        self.passed == 0 && self.failed == 0 && self.errors == 0
    }
}

/// What the verdicts of one sample add up to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SampleScore {
    /// What wrote the sample.
    pub generator: String,
    /// The language it is written in.
    pub language: String,
    /// The task it solves. The same name in another language is the same task.
    pub task: String,
    /// Its index among the samples of this generator, language and task.
    pub sample: u32,
    /// Its functional tests.
    pub functional: Tally,
    /// Its security tests, those without a CWE included.
    pub security: Tally,
    /// Its security tests by CWE number.
    pub per_cwe: BTreeMap<u32, Tally>,
    /// Why tests failed; `None` if none did, or in a run of a version that didn't ask.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure: Option<Failure>,
    /// What a judge did, where one was asked.
    #[serde(default, skip_serializing_if = "JudgedTally::is_empty")]
    pub judged: JudgedTally,
}

/// Why tests of one sample failed. Classes are names that the oracle gives (docs/why.md says what they mean); here they are only
/// counted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// The class that the sample is counted under.
    pub leading: String,
    /// Failed tests by class, functional and security tests together.
    pub tests: BTreeMap<String, u32>,
    /// Failed security tests by CWE number and class.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub per_cwe: BTreeMap<u32, BTreeMap<String, u32>>,
}

/// Tests that a judge was asked about because no rule decides them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct JudgedTally {
    /// Tests whose verdict rests on its answer.
    pub decided: u32,
    /// Tests that it couldn't decide, so that they are errors.
    pub undecided: u32,
    /// Tests on which its votes were not all the same.
    pub disagreed: u32,
    /// Tests in which it noticed an attempt of the candidate to instruct it.
    pub injections: u32,
}

impl JudgedTally {
    /// Whether it was never asked.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl SampleScore {
    /// Whether every functional test passed; `None` if one met an error or there are none.
    pub fn correct(&self) -> Option<bool> {
        self.functional.all_passed()
    }

    /// Whether every security test passed; `None` if one met an error or there are none.
    pub fn secure(&self) -> Option<bool> {
        self.security.all_passed()
    }

    /// Whether any of its tests met an error of the system.
    pub fn errored(&self) -> bool {
        self.functional.errors > 0 || self.security.errors > 0
    }

    /// Whether it has no functional tests, or no security tests.
    pub fn untested(&self) -> bool {
        self.functional.is_empty() || self.security.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::Tally;

    fn tally(passed: u32, failed: u32, errors: u32) -> Tally {
        Tally {
            passed,
            failed,
            errors,
        }
    }

    #[test]
    fn an_error_hides_both_passes_and_fails() {
        assert_eq!(tally(3, 0, 0).all_passed(), Some(true));
        assert_eq!(tally(3, 1, 0).all_passed(), Some(false));
        assert_eq!(tally(3, 0, 1).all_passed(), None);
        assert_eq!(tally(0, 3, 1).all_passed(), None);
    }

    #[test]
    fn no_tests_prove_nothing() {
        assert_eq!(tally(0, 0, 0).all_passed(), None);
    }
}
