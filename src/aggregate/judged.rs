//! What rules decided and what a judge did, and how far the judge can be relied on.

use serde::{Deserialize, Serialize};

use super::score::{JudgedTally, SampleScore};
use super::task::Proportion;

/// Tests that a judge was asked about, over all samples of a group.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct JudgedCounts {
    /// Tests whose verdict rests on its answer.
    pub decided: u64,
    /// Tests that it couldn't decide, so that they are errors.
    pub undecided: u64,
    /// Tests on which its votes were not all the same.
    pub disagreed: u64,
    /// Tests in which it noticed an attempt of the candidate to instruct it.
    pub injections: u64,
}

impl JudgedCounts {
    /// Whether it was never asked.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    pub(super) fn count(&mut self, tally: JudgedTally) {
        self.add(JudgedCounts {
            decided: tally.decided.into(),
            undecided: tally.undecided.into(),
            disagreed: tally.disagreed.into(),
            injections: tally.injections.into(),
        });
    }

    pub(super) fn add(&mut self, other: JudgedCounts) {
        self.decided += other.decided;
        self.undecided += other.undecided;
        self.disagreed += other.disagreed;
        self.injections += other.injections;
    }
}

/// How a judge did in a run.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct JudgeHealth {
    /// Tests with a verdict of pass or fail that rest on rules and expectations alone.
    pub by_rules: u64,
    /// Tests with a verdict of pass or fail that rest on the judge's answer.
    pub by_judge: u64,
    /// `by_judge / (by_rules + by_judge)`; `None` if there are none.
    pub share_by_judge: Option<f64>,
    /// Tests on which its votes were not all the same, of those it was asked about.
    pub disagreed: Proportion,
    /// That as a share; `None` if it gave no answer. With one vote for each test it is 0 and says nothing.
    pub disagreement: Option<f64>,
    /// Tests that it couldn't decide, so that they are errors.
    pub undecided: u64,
    /// Tests in which it noticed an attempt of the candidate to instruct it.
    pub injections: u64,
}

impl JudgeHealth {
    /// The health of the judge of these samples; `None` where none was asked.
    pub(super) fn of(scores: &[SampleScore]) -> Option<Self> {
        let mut judged = JudgedCounts::default();
        let mut verdicts = 0;
        for score in scores {
            judged.count(score.judged);
            for tally in [score.functional, score.security] {
                verdicts += u64::from(tally.passed) + u64::from(tally.failed);
            }
        }
        if judged.is_empty() {
            return None;
        }
        let disagreed = Proportion {
            hits: judged.disagreed,
            total: judged.decided + judged.undecided,
        };
        Some(Self {
            by_rules: verdicts.saturating_sub(judged.decided),
            by_judge: judged.decided,
            share_by_judge: share(judged.decided, verdicts),
            disagreed,
            disagreement: share(disagreed.hits, disagreed.total),
            undecided: judged.undecided,
            injections: judged.injections,
        })
    }
}

fn share(part: u64, of: u64) -> Option<f64> {
    (of > 0).then(|| part as f64 / of as f64)
}

#[cfg(test)]
mod tests {
    use super::super::Tally;
    use super::*;

    fn score(passed: u32, failed: u32, errors: u32, judged: JudgedTally) -> SampleScore {
        SampleScore {
            generator: "g".to_owned(),
            language: "l".to_owned(),
            task: "t".to_owned(),
            sample: 0,
            functional: Tally::default(),
            security: Tally {
                passed,
                failed,
                errors,
            },
            per_cwe: [].into(),
            failure: None,
            judged,
        }
    }

    #[test]
    fn shares() {
        let nobody = score(3, 1, 0, JudgedTally::default());
        assert_eq!(JudgeHealth::of(std::slice::from_ref(&nobody)), None);
        let judged = JudgedTally {
            decided: 2,
            undecided: 2,
            disagreed: 1,
            injections: 1,
        };
        let health = JudgeHealth::of(&[nobody, score(3, 1, 2, judged)]).unwrap();
        assert_eq!((health.by_rules, health.by_judge), (6, 2));
        assert_eq!(health.share_by_judge, Some(0.25));
        assert_eq!(health.disagreement, Some(0.25));
        assert_eq!((health.undecided, health.injections), (2, 1));
    }
}
