//! What the tests of a trial say together: which executions were stopped by a guard of the candidate, and where it stands.

use std::collections::{BTreeMap, BTreeSet};

use super::super::expectation::is_rejected;
use super::super::scene::Scene;
use super::super::verdict::Outcome;
use super::Tried;
use super::deeds::{collapsed, deed, deeds, of_call, texts_of};
use super::family::related;
use crate::sandbox::execution::CallOutcome;
use crate::sandbox::trace::{Event, Operation};
use crate::suite::{SuiteKind, Task, Test};

/// All tests of a trial.
pub(super) struct Trial<'a> {
    pub tests: &'a [Tried<'a>],
    scenes: Vec<Option<Scene<'a>>>,
    /// What accepted calls usually do, by function.
    usual: BTreeMap<String, BTreeSet<String>>,
    /// Lines that ran only in executions in which a call was refused.
    rejecting_lines: BTreeSet<u32>,
    /// What became of each test; found out once, since a trace can be long.
    fates: Vec<Fate<'a>>,
}

/// A function, and the place of an argument.
type Place<'a> = (Option<&'a str>, usize);

/// What became of one test.
#[derive(Default)]
struct Fate<'a> {
    /// Its last call ended in the declared rejection or raised.
    refused: bool,
    /// Its last call did most of what accepted calls of this function usually do. Not told where those do nothing that can be seen.
    went_through: bool,
    /// The candidate itself stopped its last call: it refused, before it came to what accepted calls do, and not because something
    /// wasn't there.
    stopped: bool,
    /// A text that is an argument of this test's own stands as it came in what the candidate did.
    unchanged: bool,
    /// The places of the arguments that are this test's own: those with a value that no other test gives there. All of them if there
    /// is none.
    payload: BTreeSet<Place<'a>>,
}

/// A guard that other tests met.
#[derive(Clone, Debug, Default)]
pub(super) struct Guard {
    /// The tests, in the task's order.
    pub tests: Vec<String>,
    /// Lines that ran in them, and only where something was rejected.
    pub lines: Vec<u32>,
}

impl<'a> Trial<'a> {
    pub fn new(task: &'a Task, tests: &'a [Tried<'a>]) -> Self {
        let scenes: Vec<Option<Scene<'a>>> = tests
            .iter()
            .map(|tried| Scene::of_test(task, tried.test, tried.execution?).ok())
            .collect();
        let refused: Vec<Vec<bool>> = scenes
            .iter()
            .map(|scene| scene.as_ref().map_or_else(Vec::new, refusals))
            .collect();
        let usual = usual_deeds(tests, &scenes, &refused);
        let fates = (0..tests.len())
            .map(|index| match &scenes[index] {
                Some(scene) => fate(tests, index, scene, &refused[index], &usual),
                None => Fate::default(),
            })
            .collect();
        Self {
            tests,
            rejecting_lines: rejecting_lines(&scenes, &refused),
            scenes,
            usual,
            fates,
        }
    }

    /// What a test's execution was; `None` where there is none, or its record is broken.
    pub fn scene(&self, index: usize) -> Option<&Scene<'a>> {
        self.scenes[index].as_ref()
    }

    /// Whether a test's last call ended in the declared rejection or raised.
    pub fn is_refused(&self, index: usize) -> bool {
        self.fates[index].refused
    }

    /// Whether a test's last call did most of what accepted calls of this function usually do. Not told where those do nothing that
    /// can be seen.
    pub fn went_through(&self, index: usize) -> bool {
        self.fates[index].went_through
    }

    /// What a test's last call did of that.
    pub fn usual_events(&self, index: usize) -> Vec<u32> {
        let Some(scene) = self.scene(index) else {
            return Vec::new();
        };
        let call = scene.last_call();
        let Some(usual) = self.usual.get(function(scene, call)) else {
            return Vec::new();
        };
        of_call(scene, call)
            .filter(|event| deed(event).is_some_and(|deed| usual.contains(&deed)))
            .map(|event| event.seq)
            .collect()
    }

    /// The guard that rejects attacks related to this test's, if there is one.
    pub fn rejecting(&self, index: usize) -> Option<Guard> {
        self.guard((0..self.tests.len()).filter(|&other| {
            self.tests[other].test.suite == SuiteKind::Security
                && self.stops(other)
                && self.is_like(index, other)
        }))
    }

    /// The guard that rejects what is invalid in the same sequence of calls (the same use again, another's secret, too late), if
    /// this test fails for want of a rejection there.
    pub fn rejecting_misuse(&self, index: usize) -> Option<Guard> {
        let tried = &self.tests[index];
        if !super::security::is_asked_to_reject(tried.verdict) {
            return None;
        }
        self.guard((0..self.tests.len()).filter(|&other| {
            self.tests[other].test.suite == SuiteKind::Functional
                && self.stops(other)
                && is_like_use(tried.test, self.tests[other].test)
        }))
    }

    fn stops(&self, index: usize) -> bool {
        self.tests[index].verdict.outcome == Outcome::Pass && self.fates[index].stopped
    }

    /// What makes attacks related to this test's harmless without rejecting them, if there is anything: their text doesn't reach
    /// what the candidate does as it came, or most of those of the same weakness fail.
    pub fn harmless(&self, index: usize) -> Option<Guard> {
        let cwe = self.tests[index].test.cwe;
        let alike: Vec<usize> = (0..self.tests.len())
            .filter(|&other| {
                self.tests[other].test.suite == SuiteKind::Security && self.is_like(index, other)
            })
            .collect();
        let withstood = |other: &usize| self.tests[*other].verdict.outcome == Outcome::Pass;
        let changed = alike.iter().copied().filter(|other| {
            let fate = &self.fates[*other];
            withstood(other) && !fate.stopped && !fate.unchanged
        });
        self.guard(changed).or_else(|| {
            let same: Vec<usize> = alike
                .iter()
                .copied()
                .filter(|&other| self.tests[other].test.cwe == cwe)
                .collect();
            let held: Vec<usize> = same.iter().copied().filter(withstood).collect();
            (held.len() * 2 >= same.len())
                .then(|| self.guard(held.into_iter()))
                .flatten()
        })
    }

    fn guard(&self, tests: impl Iterator<Item = usize>) -> Option<Guard> {
        let tests: Vec<usize> = tests.collect();
        (!tests.is_empty()).then(|| Guard {
            lines: self.lines_of(&tests),
            tests: tests
                .iter()
                .map(|&index| self.tests[index].test.name.clone())
                .collect(),
        })
    }

    /// Lines that ran in these tests, and only where something was rejected.
    fn lines_of(&self, tests: &[usize]) -> Vec<u32> {
        let lines: BTreeSet<u32> = tests
            .iter()
            .filter_map(|&index| self.tests[index].execution?.coverage.as_ref())
            .flat_map(|coverage| &coverage.hit)
            .copied()
            .filter(|line| self.rejecting_lines.contains(line))
            .collect();
        lines.into_iter().collect()
    }

    /// Whether two attacks are of related weaknesses and come by the same argument.
    fn is_like(&self, one: usize, other: usize) -> bool {
        let (first, second) = (self.tests[one].test, self.tests[other].test);
        related(first.cwe, second.cwe)
            && !self.fates[one]
                .payload
                .is_disjoint(&self.fates[other].payload)
    }
}

fn fate<'a>(
    tests: &'a [Tried<'a>],
    index: usize,
    scene: &Scene<'a>,
    refused: &[bool],
    usual: &BTreeMap<String, BTreeSet<String>>,
) -> Fate<'a> {
    let last = scene.last_call();
    let refused = refused.get(last).copied().unwrap_or(false);
    let went_through = usual.get(function(scene, last)).is_some_and(|usual| {
        let done = deeds(scene, last);
        usual.intersection(&done).count() * 2 > usual.len()
    });
    let payload = payload(tests, index);
    Fate {
        refused,
        went_through,
        stopped: refused && !went_through && !is_beyond_a_guard(scene, last),
        unchanged: is_unchanged(tests[index].test, &payload, scene),
        payload,
    }
}

/// Whether a refused call shows that no guard stopped it: the world refused something at last, or what the input named was followed.
fn is_beyond_a_guard(scene: &Scene<'_>, call: usize) -> bool {
    let looks = |event: &&Event| {
        matches!(
            event.operation,
            Operation::FileReadlink { .. } | Operation::FileClose { .. }
        )
    };
    let last = of_call(scene, call).filter(|event| !looks(event)).last();
    last.is_some_and(|event| event.result != "ok")
        || of_call(scene, call).any(|event| match &event.operation {
            // Whoever resolves a name may do so to look at the address.
            Operation::Network { how, .. } => how != "resolve",
            Operation::Document { .. }
            | Operation::Deserialize { .. }
            | Operation::Code { .. }
            | Operation::Process { .. } => true,
            _ => false,
        })
}

fn payload<'a>(tests: &'a [Tried<'a>], index: usize) -> BTreeSet<Place<'a>> {
    let test = tests[index].test;
    let is_own = |argument: &(Option<&str>, usize, &serde_json::Value)| {
        !tests
            .iter()
            .filter(|tried| tried.test.name != test.name)
            .any(|tried| arguments(tried.test).any(|other| other == *argument))
    };
    let place = |(function, place, _)| (function, place);
    let own: BTreeSet<Place<'a>> = arguments(test).filter(is_own).map(place).collect();
    match own.is_empty() {
        true => arguments(test).map(place).collect(),
        false => own,
    }
}

fn is_unchanged(test: &Test, payload: &BTreeSet<Place<'_>>, scene: &Scene<'_>) -> bool {
    let texts: Vec<String> = arguments(test)
        .filter(|(function, place, _)| payload.contains(&(*function, *place)))
        .filter_map(|(_, _, value)| value.as_str().map(collapsed))
        .filter(|text| !text.is_empty())
        .collect();
    scene.events.iter().any(|event| {
        texts_of(&event.operation)
            .iter()
            .any(|shown| texts.iter().any(|text| shown.contains(text)))
    })
}

/// What more than half of the accepted calls of each function do, in functional tests that passed.
fn usual_deeds(
    tests: &[Tried<'_>],
    scenes: &[Option<Scene<'_>>],
    refused: &[Vec<bool>],
) -> BTreeMap<String, BTreeSet<String>> {
    let mut counts: BTreeMap<String, (usize, BTreeMap<String, usize>)> = BTreeMap::new();
    for ((tried, scene), refused) in tests.iter().zip(scenes).zip(refused) {
        let Some(scene) = scene else { continue };
        if tried.test.suite != SuiteKind::Functional || tried.verdict.outcome != Outcome::Pass {
            continue;
        }
        for call in (0..refused.len()).filter(|&call| !refused[call]) {
            let (calls, of_function) = counts.entry(function(scene, call).to_owned()).or_default();
            *calls += 1;
            for deed in deeds(scene, call) {
                *of_function.entry(deed).or_default() += 1;
            }
        }
    }
    counts
        .into_iter()
        .map(|(function, (calls, deeds))| {
            let usual = deeds.into_iter().filter(|(_, count)| count * 2 > calls);
            (function, usual.map(|(deed, _)| deed).collect())
        })
        .collect()
}

fn refusals(scene: &Scene<'_>) -> Vec<bool> {
    let calls = match scene.program {
        Some(_) => 1,
        None => scene.execution.calls.len(),
    };
    (0..calls)
        .map(|call| {
            matches!(scene.outcome(call), Some(CallOutcome::Raised { .. }))
                || is_rejected(scene, call) == Ok(true)
        })
        .collect()
}

/// Lines that ran in executions with a refused call, and in none without.
fn rejecting_lines(scenes: &[Option<Scene<'_>>], refused: &[Vec<bool>]) -> BTreeSet<u32> {
    let lines = |wanted: bool| -> BTreeSet<u32> {
        scenes
            .iter()
            .zip(refused)
            .filter(|(_, refused)| refused.iter().any(|refused| *refused) == wanted)
            .filter_map(|(scene, _)| scene.as_ref()?.execution.coverage.as_ref())
            .flat_map(|coverage| coverage.hit.iter().copied())
            .collect()
    };
    &lines(true) - &lines(false)
}

/// The name of a call's function; empty for the entry's first and for a program.
fn function<'s>(scene: &'s Scene<'_>, call: usize) -> &'s str {
    scene
        .calls
        .get(call)
        .and_then(|call| call.function.as_deref())
        .unwrap_or("")
}

/// Whether two tests call the same functions in the same order, as far as the shorter goes, and end with the same.
fn is_like_use(one: &Test, other: &Test) -> bool {
    let sequence = |test: &Test| -> Vec<Option<String>> {
        let functions = test.calls.iter().map(|call| call.function.clone());
        functions.collect()
    };
    let (one, other) = (sequence(one), sequence(other));
    one.len().min(other.len()) > 1
        && (one.starts_with(&other) || other.starts_with(&one))
        && one.last() == other.last()
}

/// The arguments of a test, each with its function and place.
fn arguments(test: &Test) -> impl Iterator<Item = (Option<&str>, usize, &serde_json::Value)> {
    test.calls.iter().flat_map(|call| {
        let function = call.function.as_deref();
        call.args
            .iter()
            .enumerate()
            .map(move |(place, value)| (function, place, value))
    })
}
