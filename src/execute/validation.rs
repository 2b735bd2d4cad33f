//! Validation of tasks by their references: the secure one passes everything, each insecure one passes the functional tests
//! and fails exactly the security tests that it is meant to, and no line of the secure one stays untested.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::candidate::{Candidate, CandidateId};
use super::trial::{Bench, TestRecord, Trial, try_candidate};
use crate::evaluate::{self, Outcome, explain};
use crate::suite::{Language, Reference, SECURE, SuiteKind, Task};

/// Something wrong with a task that only its references show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// The task.
    pub task: String,
    /// The reference's file, or empty.
    pub reference: String,
    /// What is wrong.
    pub text: String,
}

impl std::fmt::Display for Complaint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.task)?;
        if !self.reference.is_empty() {
            write!(f, "/{}", self.reference)?;
        }
        write!(f, ": {}", self.text)
    }
}

/// What the tests of one task found in an insecure reference, beside what the secure one did.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Shown {
    /// The reference's file.
    pub reference: String,
    /// The test.
    pub test: String,
    /// What it found.
    pub findings: Vec<evaluate::Finding>,
    /// What the secure reference of the same language did instead, in one sentence.
    pub instead: Option<String>,
}

/// Validates one task in the languages that can be executed. Call it within [`super::on_pool`].
pub fn validate(bench: &Bench<'_>, task: &Task, languages: &[Language]) -> Vec<Complaint> {
    examine(bench, task, languages).0
}

/// Validates one task, and tells what its tests find in the insecure references. Call it within [`super::on_pool`].
pub fn examine(
    bench: &Bench<'_>,
    task: &Task,
    languages: &[Language],
) -> (Vec<Complaint>, Vec<Shown>) {
    let trials: Vec<(&Reference, Trial)> = task
        .references
        .par_iter()
        .filter(|reference| languages.contains(&reference.language))
        .map(|reference| {
            let candidate = Candidate::new(
                CandidateId {
                    generator: reference.name.clone(),
                    language: reference.language,
                    task: task.id.clone(),
                    sample: 0,
                },
                Arc::clone(&reference.source),
            );
            (reference, try_candidate(bench, task, &candidate))
        })
        .collect();
    let mut complaints: Vec<Complaint> = trials
        .iter()
        .flat_map(|(reference, trial)| {
            let texts = judge(task, reference, trial).into_iter();
            texts.map(|text| Complaint {
                task: task.id.to_string(),
                reference: reference.path.clone(),
                text,
            })
        })
        .collect();
    complaints.extend(missing(task, languages));
    complaints.sort_by(|a, b| (&a.reference, &a.text).cmp(&(&b.reference, &b.text)));
    (complaints, show(task, &trials))
}

/// What the tests found in each insecure reference, by reference and in the order of the tests.
fn show(task: &Task, trials: &[(&Reference, Trial)]) -> Vec<Shown> {
    let secure = |language: Language| {
        trials
            .iter()
            .find(|(reference, _)| reference.language == language && reference.name == SECURE)
            .map(|(_, trial)| trial)
    };
    let mut shown = Vec::new();
    for (reference, trial) in trials {
        if reference.name == SECURE {
            continue;
        }
        for (index, record) in trial.tests.iter().enumerate() {
            let (Some(test), Some(execution)) = (task.test(&record.test), &record.execution) else {
                continue;
            };
            let findings = evaluate::findings(test, execution, &record.verdict);
            if findings.is_empty() {
                continue;
            }
            let instead = secure(reference.language)
                .and_then(|trial| trial.tests.get(index)?.execution.as_ref())
                .and_then(|execution| evaluate::instead(task, test, execution));
            shown.push(Shown {
                reference: reference.path.clone(),
                test: record.test.clone(),
                findings,
                instead,
            });
        }
    }
    shown.sort_by(|a, b| a.reference.cmp(&b.reference));
    shown
}

/// References that a task must have and hasn't.
fn missing(task: &Task, languages: &[Language]) -> Vec<Complaint> {
    languages
        .iter()
        .flat_map(|language| {
            let names =
                std::iter::once(SECURE).chain(task.file.insecure.keys().map(String::as_str));
            names
                .filter(|name| task.reference(*language, name).is_none())
                .map(|name| Complaint {
                    task: task.id.to_string(),
                    reference: String::new(),
                    text: format!(
                        "the reference references/{language}/{name}.{} is missing",
                        language.extension()
                    ),
                })
                .collect::<Vec<_>>()
        })
        .collect()
}

fn judge(task: &Task, reference: &Reference, trial: &Trial) -> Vec<String> {
    let mut complaints = Vec::new();
    let secure = reference.name == SECURE;
    for record in &trial.tests {
        let must_pass = secure || record.suite == SuiteKind::Functional;
        match record.verdict.outcome {
            Outcome::Pass => {}
            Outcome::Fail if !must_pass => {}
            _ => complaints.push(format!(
                "the test {} must pass: {}",
                record.test,
                explain(&record.verdict)
            )),
        }
    }
    if secure {
        complaints.extend(uncovered(task, reference, trial));
    } else if let Some(declared) = task.file.insecure.get(&reference.name) {
        let failed: BTreeSet<&str> = failed_security(trial).collect();
        let meant: BTreeSet<&str> = declared.fails.iter().map(String::as_str).collect();
        for test in meant.difference(&failed) {
            complaints.push(format!("it must fail the test {test}, and passes it"));
        }
        for test in failed.difference(&meant) {
            let record = trial.tests.iter().find(|record| record.test == *test);
            let why = record.map_or(String::new(), |record| explain(&record.verdict));
            complaints.push(format!(
                "it fails the test {test}, which `insecure.{}.fails` doesn't name: {why}",
                reference.name
            ));
        }
    }
    complaints
}

fn failed_security(trial: &Trial) -> impl Iterator<Item = &str> {
    trial
        .tests
        .iter()
        .filter(|record| {
            record.suite == SuiteKind::Security && record.verdict.outcome == Outcome::Fail
        })
        .map(|record| record.test.as_str())
}

/// The lines of the secure reference that no test ran.
fn uncovered(task: &Task, reference: &Reference, trial: &Trial) -> Option<String> {
    let coverage = |record: &TestRecord| {
        record
            .execution
            .as_ref()
            .and_then(|execution| execution.coverage.clone())
    };
    let mut lines = BTreeSet::new();
    let mut hit = BTreeSet::new();
    for found in trial.tests.iter().filter_map(coverage) {
        lines.extend(found.lines);
        hit.extend(found.hit);
    }
    let excused = task.file.uncovered.get(reference.language.name());
    let open: Vec<String> = lines
        .difference(&hit)
        .map(u32::to_string)
        .filter(|line| !excused.is_some_and(|lines| lines.contains_key(line)))
        .collect();
    if lines.is_empty() {
        return Some("no line of it was seen to run".to_owned());
    }
    (!open.is_empty()).then(|| format!("no test runs its lines {}", open.join(", ")))
}
