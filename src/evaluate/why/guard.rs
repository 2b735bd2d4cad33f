//! What the tests of a trial say together: which executions were stopped by a guard of the candidate, and where it stands.

use std::collections::{BTreeMap, BTreeSet};

use super::super::expectation::is_rejected;
use super::super::scene::Scene;
use super::super::verdict::Outcome;
use super::Tried;
use super::family::related;
use crate::sandbox::execution::CallOutcome;
use crate::sandbox::trace::{Event, Operation};
use crate::suite::{SuiteKind, Task, Test};

/// All tests of a trial.
pub(super) struct Trial<'a> {
    pub tests: &'a [Tried<'a>],
    scenes: Vec<Option<Scene<'a>>>,
    /// Whether each call that was made ended in the declared rejection or raised; by test.
    refused: Vec<Vec<bool>>,
    /// What accepted calls usually do, by function.
    usual: BTreeMap<String, BTreeSet<String>>,
    /// Lines that ran only in executions in which a call was refused.
    rejecting_lines: BTreeSet<u32>,
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
        let rejecting_lines = rejecting_lines(&scenes, &refused);
        let mut trial = Self {
            tests,
            scenes,
            refused,
            usual: BTreeMap::new(),
            rejecting_lines,
        };
        trial.usual = trial.usual_deeds();
        trial
    }

    /// What a test's execution was; `None` where there is none, or its record is broken.
    pub fn scene(&self, index: usize) -> Option<&Scene<'a>> {
        self.scenes[index].as_ref()
    }

    /// Whether a test's last call ended in the declared rejection or raised.
    pub fn is_refused(&self, index: usize) -> bool {
        let Some(scene) = self.scene(index) else {
            return false;
        };
        self.refused[index]
            .get(scene.last_call())
            .copied()
            .unwrap_or(false)
    }

    /// Whether a test's last call did most of what accepted calls of this function usually do. Not told where those do nothing that
    /// can be seen.
    pub fn went_through(&self, index: usize) -> bool {
        let Some(scene) = self.scene(index) else {
            return false;
        };
        let Some(usual) = self.usual.get(function(scene, scene.last_call())) else {
            return false;
        };
        let done = deeds(scene, scene.last_call());
        usual.intersection(&done).count() * 2 > usual.len()
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

    /// Whether the candidate itself stopped a test's last call: it refused, before it came to what accepted calls do, and not
    /// because something wasn't there.
    fn is_stopped(&self, index: usize) -> bool {
        let Some(scene) = self.scene(index) else {
            return false;
        };
        if !self.is_refused(index) || self.went_through(index) {
            return false;
        }
        let own: Vec<&Event> = of_call(scene, scene.last_call()).collect();
        let refused_by_world = own
            .iter()
            .rev()
            .find(|event| {
                !matches!(
                    event.operation,
                    Operation::FileReadlink { .. } | Operation::FileClose { .. }
                )
            })
            .is_some_and(|event| event.result != "ok");
        !refused_by_world
            && !own.iter().any(|event| {
                matches!(
                    event.operation,
                    Operation::Document { .. }
                        | Operation::Deserialize { .. }
                        | Operation::Code { .. }
                        | Operation::Network { .. }
                        | Operation::Process { .. }
                )
            })
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
        self.tests[index].verdict.outcome == Outcome::Pass && self.is_stopped(index)
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
            withstood(other) && !self.is_stopped(*other) && !self.reaches_unchanged(*other)
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
        related(first.cwe, second.cwe) && !self.payload(one).is_disjoint(&self.payload(other))
    }

    /// The places of the arguments that are this test's own: those with a value that no other test gives there. All of them if there
    /// is none.
    fn payload(&self, index: usize) -> BTreeSet<(Option<&str>, usize)> {
        let test = self.tests[index].test;
        let all: Vec<_> = arguments(test).collect();
        let own: BTreeSet<_> = all
            .iter()
            .filter(|argument| {
                !self
                    .tests
                    .iter()
                    .filter(|tried| tried.test.name != test.name)
                    .any(|tried| arguments(tried.test).any(|other| other == **argument))
            })
            .map(|(function, place, _)| (*function, *place))
            .collect();
        match own.is_empty() {
            true => all
                .iter()
                .map(|(function, place, _)| (*function, *place))
                .collect(),
            false => own,
        }
    }

    /// Whether a text that is an argument of this test's own stands as it came in what the candidate did.
    fn reaches_unchanged(&self, index: usize) -> bool {
        let Some(scene) = self.scene(index) else {
            return false;
        };
        let places = self.payload(index);
        let texts: Vec<String> = arguments(self.tests[index].test)
            .filter(|(function, place, _)| places.contains(&(*function, *place)))
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
    fn usual_deeds(&self) -> BTreeMap<String, BTreeSet<String>> {
        let mut counts: BTreeMap<String, (usize, BTreeMap<String, usize>)> = BTreeMap::new();
        for (index, scene) in self.scenes.iter().enumerate() {
            let Some(scene) = scene else { continue };
            let tried = &self.tests[index];
            if tried.test.suite != SuiteKind::Functional || tried.verdict.outcome != Outcome::Pass {
                continue;
            }
            for (call, refused) in self.refused[index].iter().enumerate() {
                if *refused {
                    continue;
                }
                let entry = counts.entry(function(scene, call).to_owned()).or_default();
                entry.0 += 1;
                for deed in deeds(scene, call) {
                    *entry.1.entry(deed).or_default() += 1;
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

fn of_call<'s>(scene: &'s Scene<'_>, call: usize) -> impl Iterator<Item = &'s Event> {
    let program = scene.program.is_some();
    scene
        .events
        .iter()
        .copied()
        .filter(move |event| program || event.call.map(|call| call as usize) == Some(call))
}

/// What a call did.
fn deeds(scene: &Scene<'_>, call: usize) -> BTreeSet<String> {
    of_call(scene, call).filter_map(deed).collect()
}

/// What an event is as a deed: its kind, told apart by what matters for the harm that it does. Looking around is none.
fn deed(event: &Event) -> Option<String> {
    let kind = event.operation.kind();
    Some(match &event.operation {
        Operation::FileStat { .. }
        | Operation::FileReadlink { .. }
        | Operation::FileClose { .. }
        | Operation::ClockRead { .. }
        | Operation::Import { .. }
        | Operation::DatabaseOpen { .. }
        | Operation::Log { .. } => return None,
        Operation::FileOpen { access, .. } => format!("{kind} {access:?}"),
        Operation::Sql { text, .. } => {
            let verb = text.split_whitespace().next().unwrap_or("");
            format!("{kind} {}", verb.to_lowercase())
        }
        _ => kind.to_owned(),
    })
}

/// The texts that an operation was given.
fn texts_of(operation: &Operation) -> Vec<String> {
    match operation {
        Operation::FileOpen { path, .. }
        | Operation::FileStat { path, .. }
        | Operation::FileUnlink { path, .. }
        | Operation::FileMkdir { path, .. }
        | Operation::FileRmdir { path, .. }
        | Operation::FileReadlink { path, .. }
        | Operation::FileChmod { path, .. } => vec![collapsed(path)],
        Operation::FileRename { path, to, .. } | Operation::FileLink { path, to, .. } => {
            vec![collapsed(path), collapsed(to)]
        }
        Operation::FileSymlink { path, target, .. } => vec![collapsed(path), collapsed(target)],
        Operation::Sql {
            text, parameters, ..
        } => [std::slice::from_ref(text), parameters].concat(),
        Operation::Process { argv, .. } => argv.clone(),
        Operation::Network { target, .. } | Operation::Document { target, .. } => {
            vec![target.clone()]
        }
        Operation::Http { url, body, .. } => vec![url.clone(), body.clone()],
        Operation::Code {
            text: Some(text), ..
        } => vec![text.clone()],
        _ => Vec::new(),
    }
}

/// A text with the parts of a path that mean nothing left out.
fn collapsed(text: &str) -> String {
    let mut collapsed = text.to_owned();
    for (part, short) in [("/./", "/"), ("//", "/")] {
        while collapsed.contains(part) {
            collapsed = collapsed.replace(part, short);
        }
    }
    collapsed
}
