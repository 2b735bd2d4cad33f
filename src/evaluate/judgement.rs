//! What a judge answered about a test that no rule can decide. Who or what the judge is, and how it was asked, is of no
//! concern here.

use serde::{Deserialize, Serialize};

/// The answer to a `judged` rule, from one or more votes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judgement {
    /// What more than half of the votes say; undecided where there is no such majority.
    pub ruling: Ruling,
    /// Why, in the words of the first vote that says so.
    pub reason: String,
    /// The events that this vote cites.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<u32>,
    /// The calls whose outcome this vote cites; a program's run is call 0.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub calls: Vec<u32>,
    /// How the votes went.
    pub votes: Votes,
    /// Whether the candidate's doing was more than a judge is shown.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub cut: bool,
}

/// One of the answers that a judge can give.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ruling {
    /// The expectation is met.
    Pass,
    /// It isn't.
    Fail,
    /// It can't be told.
    Undecided,
}

/// How often each answer was given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Votes {
    /// Votes that say `pass`.
    pub pass: u32,
    /// Votes that say `fail`.
    pub fail: u32,
    /// Votes that say `undecided`, or that were no valid answer.
    pub undecided: u32,
    /// Votes that noticed an attempt of the candidate to instruct the judge.
    pub injection: u32,
}

impl Votes {
    /// All votes.
    pub fn total(self) -> u32 {
        self.pass
            .saturating_add(self.fail)
            .saturating_add(self.undecided)
    }

    /// Votes for a ruling.
    pub fn of(self, ruling: Ruling) -> u32 {
        match ruling {
            Ruling::Pass => self.pass,
            Ruling::Fail => self.fail,
            Ruling::Undecided => self.undecided,
        }
    }

    /// Whether they didn't all say the same.
    pub fn disagree(self) -> bool {
        [self.pass, self.fail, self.undecided]
            .iter()
            .filter(|votes| **votes > 0)
            .count()
            > 1
    }

    /// What more than half of them say.
    pub fn majority(self) -> Ruling {
        let more_than_half = |votes: u32| u64::from(votes) * 2 > u64::from(self.total());
        [Ruling::Pass, Ruling::Fail]
            .into_iter()
            .find(|ruling| more_than_half(self.of(*ruling)))
            .unwrap_or(Ruling::Undecided)
    }

    /// Whether more than half of them noticed an attempt to instruct the judge.
    pub fn see_injection(self) -> bool {
        u64::from(self.injection) * 2 > u64::from(self.total())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn votes(pass: u32, fail: u32, undecided: u32) -> Votes {
        Votes {
            pass,
            fail,
            undecided,
            injection: 0,
        }
    }

    #[test]
    fn a_majority_is_more_than_half() {
        for (pass, fail, undecided, ruling, disagree) in [
            (1, 0, 0, Ruling::Pass, false),
            (0, 3, 0, Ruling::Fail, false),
            (2, 1, 0, Ruling::Pass, true),
            (1, 1, 0, Ruling::Undecided, true),
            (2, 1, 1, Ruling::Undecided, true),
            (1, 3, 1, Ruling::Fail, true),
            (0, 0, 2, Ruling::Undecided, false),
            (0, 0, 0, Ruling::Undecided, false),
        ] {
            let votes = votes(pass, fail, undecided);
            assert_eq!(votes.majority(), ruling, "{votes:?}");
            assert_eq!(votes.disagree(), disagree, "{votes:?}");
        }
    }
}
