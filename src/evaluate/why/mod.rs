//! Why a sample failed: a class for each failed test, from verdicts, traces and coverage alone.
//!
//! `docs/why.md` says in words what the classes mean. What tells them apart is the *whole* trial: whether a guard is absent or
//! insufficient shows only in what became of the other attacks. The result depends on nothing else than the task and the
//! records, and not on the order of the tests, but for the order in which evidence is listed.

mod deeds;
mod family;
mod form;
mod functional;
mod guard;
mod primitive;
mod security;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::verdict::{Outcome, Verdict};
use crate::sandbox::execution::{Ended, Execution};
use crate::suite::{SuiteKind, Task, Test};

pub use form::Form;
use guard::Trial;

/// Why a test failed. The order is the one in which classes are listed, and decides between classes that are equally
/// frequent among the failed security tests of a sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// There is no program to test: it can't be loaded, or lacks the entry.
    NotLoadable,
    /// It computes something else.
    FunctionalError,
    /// It computes the right thing and gives it in another form than declared.
    OutputContract,
    /// It uses something that is unsafe in itself.
    UnsafePrimitive,
    /// An attack reached its goal, and nothing in the program stops any of its kind.
    GuardAbsent,
    /// The program refused, but only after the harm was done.
    GuardAfterUse,
    /// The program stops other attacks of this kind, but not this one.
    GuardInsufficient,
    /// Hostile input ended the program, or kept it busy.
    CrashOrHang,
}

impl Class {
    /// All of them, in order.
    pub const ALL: [Self; 8] = [
        Self::NotLoadable,
        Self::FunctionalError,
        Self::OutputContract,
        Self::UnsafePrimitive,
        Self::GuardAbsent,
        Self::GuardAfterUse,
        Self::GuardInsufficient,
        Self::CrashOrHang,
    ];

    /// Its name in results, e.g. `guard_absent`.
    pub fn name(self) -> &'static str {
        match self {
            Self::NotLoadable => "not_loadable",
            Self::FunctionalError => "functional_error",
            Self::OutputContract => "output_contract",
            Self::UnsafePrimitive => "unsafe_primitive",
            Self::GuardAbsent => "guard_absent",
            Self::GuardAfterUse => "guard_after_use",
            Self::GuardInsufficient => "guard_insufficient",
            Self::CrashOrHang => "crash_or_hang",
        }
    }
}

/// Why one test failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Why {
    /// The class.
    pub class: Class,
    /// How the form differs, for [`Class::OutputContract`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<Form>,
    /// The class applied to this test, in one sentence.
    pub text: String,
    /// Other tests of the trial that show it, in the task's order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tests: Vec<String>,
    /// Events of this test that show it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<u32>,
    /// Lines of the candidate that ran only where it rejected its input: the guard that `tests` met.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<u32>,
}

impl Why {
    fn new(class: Class, text: impl Into<String>) -> Self {
        Self {
            class,
            form: None,
            text: super::verdict::shorten(&text.into(), 600),
            tests: Vec::new(),
            events: Vec::new(),
            lines: Vec::new(),
        }
    }

    fn with_events(mut self, mut events: Vec<u32>) -> Self {
        events.sort_unstable();
        events.dedup();
        events.truncate(super::rules::MAX_EVENTS);
        self.events = events;
        self
    }
}

/// One test of a trial, as far as its failure is explained by it.
#[derive(Clone, Copy, Debug)]
pub struct Tried<'a> {
    /// The test.
    pub test: &'a Test,
    /// What the oracle said.
    pub verdict: &'a Verdict,
    /// The test's own execution; `None` where the system failed.
    pub execution: Option<&'a Execution>,
}

/// Why each test of a trial failed; `None` for a test that passed or couldn't be judged.
pub fn classify(task: &Task, tests: &[Tried<'_>]) -> Vec<Option<Why>> {
    if tests
        .iter()
        .all(|tried| tried.verdict.outcome != Outcome::Fail)
    {
        return vec![None; tests.len()];
    }
    let trial = Trial::new(task, tests);
    tests
        .iter()
        .enumerate()
        .map(|(index, tried)| {
            let execution = tried.execution?;
            if tried.verdict.outcome != Outcome::Fail {
                return None;
            }
            Some(match not_loadable(&execution.ended) {
                Some(why) => why,
                None => match tried.test.suite {
                    SuiteKind::Functional => functional::why(&trial, index),
                    SuiteKind::Security => security::why(&trial, index),
                },
            })
        })
        .collect()
}

fn not_loadable(ended: &Ended) -> Option<Why> {
    matches!(ended, Ended::LoadFailed { .. } | Ended::NoEntry { .. })
        .then(|| Why::new(Class::NotLoadable, super::verdict::describe_ended(ended)))
}

/// The class that a sample is counted under, from the classes of its failed tests. A sample that fails functional tests is
/// counted under the first of their classes in the order of [`Class`]; any other under the one of most of its failed security
/// tests, and among equally frequent ones under the first.
pub fn leading(failed: impl Iterator<Item = (SuiteKind, Class)>) -> Option<Class> {
    let mut functional = None;
    let mut counts: BTreeMap<Class, u32> = BTreeMap::new();
    for (suite, class) in failed {
        match suite {
            SuiteKind::Functional => {
                functional = Some(functional.map_or(class, |first: Class| first.min(class)));
            }
            SuiteKind::Security => *counts.entry(class).or_default() += 1,
        }
    }
    let most = counts.values().copied().max();
    functional.or_else(|| {
        counts
            .into_iter()
            .find(|(_, count)| Some(*count) == most)
            .map(|(class, _)| class)
    })
}
