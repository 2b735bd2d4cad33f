//! The trial of one candidate: every test of its task executed and judged.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::candidate::{Candidate, MAX_SOURCE};
use super::judging;
use super::worlds::Worlds;
use crate::aggregate::{Failure, SampleScore, Tally};
use crate::evaluate::why::{self, Tried, Why};
use crate::evaluate::{self, Outcome, Verdict};
use crate::judge::Panel;
use crate::runtime::python::DatabaseError;
use crate::runtime::{Assignment, Build, Prepared, Runtimes, Source, Streams, Wanted, Work};
use crate::sandbox::execution::{Ended, Execution, Output, Probes, QueryAnswer, Usage};
use crate::sandbox::vfs::{GuestPath, Vfs};
use crate::sandbox::{Limits, effects};
use crate::suite::{Call, Entry, Language, ProgramRun, SuiteKind, Task, Test, Twin};
use crate::value::{Digest, Value, digest_json};

/// What came of all tests of one candidate.
#[derive(Clone, Debug)]
pub struct Trial {
    /// One for each test of the task, in the task's order.
    pub tests: Vec<TestRecord>,
    /// Time on the clock; in nothing that is digested.
    pub wall: Duration,
}

/// One test of one candidate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TestRecord {
    /// The test's name.
    pub test: String,
    /// Which of the two suites it belongs to.
    pub suite: SuiteKind,
    /// The weakness that a security test looks for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cwe: Option<u32>,
    /// The verdict.
    pub verdict: Verdict,
    /// Why the test failed; `None` if it didn't, and in runs of a version that didn't ask.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<Why>,
    /// What the execution left; `None` where the system failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub execution: Option<Execution>,
    /// The benign twin's execution, where the test needed one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub twin: Option<Execution>,
}

impl TestRecord {
    /// The digest of everything that determinism promises: the verdict, the execution and the twin.
    pub fn digest(&self) -> Digest {
        digest_json(self)
    }
}

impl Trial {
    /// The sample's score.
    pub fn score(&self, candidate: &Candidate) -> SampleScore {
        let mut score = SampleScore {
            generator: candidate.id.generator.clone(),
            language: candidate.id.language.to_string(),
            task: candidate.id.task.to_string(),
            sample: candidate.id.sample,
            functional: Tally::default(),
            security: Tally::default(),
            per_cwe: BTreeMap::new(),
            failure: self.failure(),
            judged: judging::tally(&self.tests),
        };
        for record in &self.tests {
            let outcome = record.verdict.outcome;
            match record.suite {
                SuiteKind::Functional => count(&mut score.functional, outcome),
                SuiteKind::Security => count(&mut score.security, outcome),
            }
            if let Some(cwe) = record.cwe {
                count(score.per_cwe.entry(cwe).or_default(), outcome);
            }
        }
        score
    }

    /// Why tests failed, counted by class.
    fn failure(&self) -> Option<Failure> {
        let failed = || {
            let records = self.tests.iter();
            records.filter_map(|record| Some((record, record.why.as_ref()?.class)))
        };
        let leading = why::leading(failed().map(|(record, class)| (record.suite, class)))?;
        let mut failure = Failure {
            leading: leading.name().to_owned(),
            ..Failure::default()
        };
        for (record, class) in failed() {
            let class = class.name().to_owned();
            if let Some(cwe) = record.cwe {
                let classes = failure.per_cwe.entry(cwe).or_default();
                *classes.entry(class.clone()).or_default() += 1;
            }
            *failure.tests.entry(class).or_default() += 1;
        }
        Some(failure)
    }
}

fn count(tally: &mut Tally, outcome: Outcome) {
    match outcome {
        Outcome::Pass => tally.passed += 1,
        Outcome::Fail => tally.failed += 1,
        Outcome::Error => tally.errors += 1,
    }
}

/// What executions need besides the candidate.
pub struct Bench<'a> {
    /// The runtimes.
    pub runtimes: &'a Runtimes,
    /// The worlds of the tasks.
    pub worlds: &'a Worlds,
    /// Whether sanitizers watch every security test.
    pub sanitize: bool,
    /// Who decides what no rule can, if anybody does.
    pub judge: Option<&'a Panel>,
}

/// Executes and judges every test of a candidate's task.
pub fn try_candidate(bench: &Bench<'_>, task: &Task, candidate: &Candidate) -> Trial {
    let started = Instant::now();
    let watch = bench.watches(task, candidate);
    let plan = plan(task, watch);
    let builds: BTreeMap<bool, Result<Box<dyn Prepared + '_>, String>> =
        BTreeSet::from_iter(plan.iter().map(|planned| planned.sanitized))
            .into_par_iter()
            .map(|sanitized| (sanitized, bench.prepare(task, candidate, sanitized)))
            .collect();
    // Each execution once, be it a test's own or a twin that several tests share.
    let executions: Executions = plan
        .into_par_iter()
        .map(|planned| {
            let result = builds[&planned.sanitized]
                .as_ref()
                .map_err(String::clone)
                .and_then(|prepared| {
                    contained(|| bench.execute(task, candidate, &**prepared, &planned))
                })
                .and_then(|result| result);
            ((planned.name, planned.sanitized), result)
        })
        .collect();
    let mut tests: Vec<TestRecord> = task
        .file
        .tests
        .iter()
        .map(|test| judge(bench, task, test, candidate, watch, &executions))
        .collect();
    explain(task, &mut tests);
    Trial {
        tests,
        wall: started.elapsed(),
    }
}

/// The executions of a trial by their names, and by whether sanitizers watched.
type Executions = BTreeMap<(String, bool), Result<Execution, String>>;

/// One execution to be made.
struct Planned<'a> {
    name: String,
    test: &'a Test,
    /// Whether sanitizers watch.
    sanitized: bool,
    /// What the random source is seeded with, besides the task's name.
    seed: String,
    inputs: Inputs<'a>,
}

/// What is called or run.
enum Inputs<'a> {
    /// What the test itself says.
    Own,
    /// The twin's calls.
    Calls(&'a [Call]),
    /// The twin's run.
    Program(&'a ProgramRun),
}

/// Whether sanitizers watch a test; if so, its twin too, so that the two can be compared.
fn is_watched(test: &Test, watch: bool) -> bool {
    watch && test.suite == SuiteKind::Security
}

fn plan(task: &Task, watch: bool) -> Vec<Planned<'_>> {
    let as_it_is = |test, sanitized| {
        let test: &Test = test;
        Planned {
            name: test.name.clone(),
            test,
            sanitized,
            seed: test.name.clone(),
            inputs: Inputs::Own,
        }
    };
    let own = task
        .file
        .tests
        .iter()
        .map(|test| as_it_is(test, is_watched(test, watch)));
    let twins = task.file.tests.iter().filter_map(|test| {
        let sanitized = is_watched(test, watch);
        let name = twin_name(test);
        let beside = |inputs| Planned {
            seed: name.clone(),
            name: name.clone(),
            test,
            sanitized,
            inputs,
        };
        match &test.twin {
            _ if !evaluate::needs_twin(test) => None,
            Some(Twin::Calls(calls)) => Some(beside(Inputs::Calls(calls))),
            Some(Twin::Program(run)) => Some(beside(Inputs::Program(run))),
            Some(Twin::Reseeded) => Some(beside(Inputs::Own)),
            Some(Twin::Repeated) => Some(Planned {
                seed: test.name.clone(),
                ..beside(Inputs::Own)
            }),
            // Another test, which is executed as it is; only a watched execution of it may be missing.
            Some(Twin::Test(name)) if sanitized => Some(as_it_is(task.test(name)?, sanitized)),
            _ => None,
        }
    });
    let mut seen = BTreeSet::new();
    own.chain(twins)
        .filter(|planned| seen.insert((planned.name.clone(), planned.sanitized)))
        .collect()
}

/// The name of the execution that is a test's benign twin.
fn twin_name(test: &Test) -> String {
    match &test.twin {
        Some(Twin::Test(name)) => name.clone(),
        _ => format!("{}~twin", test.name),
    }
}

fn judge(
    bench: &Bench<'_>,
    task: &Task,
    test: &Test,
    candidate: &Candidate,
    watch: bool,
    executions: &Executions,
) -> TestRecord {
    let sanitized = is_watched(test, watch);
    let twin = if evaluate::needs_twin(test) {
        executions.get(&(twin_name(test), sanitized))
    } else {
        None
    };
    let own = &executions[&(test.name.clone(), sanitized)];
    let verdict = match (own, twin) {
        (Err(text), _) | (Ok(_), Some(Err(text))) => Verdict::system_error(text.clone()),
        (Ok(execution), twin) => {
            let twin = twin.and_then(|twin| twin.as_ref().ok());
            contained(|| judging::decide(bench.judge, (task, test), candidate, execution, twin))
                .unwrap_or_else(Verdict::system_error)
        }
    };
    TestRecord {
        test: test.name.clone(),
        suite: test.suite,
        cwe: test.cwe,
        verdict,
        why: None,
        execution: own.as_ref().ok().cloned(),
        twin: twin.and_then(|twin| twin.as_ref().ok().cloned()),
    }
}

/// Says of each failed test why it failed.
fn explain(task: &Task, records: &mut [TestRecord]) {
    let tried: Vec<Tried<'_>> = task
        .file
        .tests
        .iter()
        .zip(&*records)
        .map(|(test, record)| Tried {
            test,
            verdict: &record.verdict,
            execution: record.execution.as_ref(),
        })
        .collect();
    match contained(|| why::classify(task, &tried)) {
        Ok(found) => {
            for (record, why) in records.iter_mut().zip(found) {
                record.why = why;
            }
        }
        // What is wrong with us must be seen: a failure that can't be explained isn't counted as one.
        Err(text) => {
            let failed = |record: &&mut TestRecord| record.verdict.outcome == Outcome::Fail;
            for record in records.iter_mut().filter(failed) {
                record.verdict = Verdict::system_error(text.clone());
            }
        }
    }
}

/// Does some work of one test. A mistake of ours that panics there is an error of that test alone, not of the run.
fn contained<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    // What the work shares with others are caches behind locks, which nobody changes halfway.
    std::panic::catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        let text = panic
            .downcast_ref::<&str>()
            .map(|text| (*text).to_owned())
            .or_else(|| panic.downcast_ref::<String>().cloned());
        format!(
            "dualgauge has a mistake and gave up on this test: {}",
            text.as_deref().unwrap_or("it panicked")
        )
    })
}

/// The names of a task's functions; the first is the one that calls without a name mean.
fn functions(task: &Task) -> Vec<String> {
    match &task.file.entry {
        Entry::Functions(functions) => functions.iter().map(|f| f.name.clone()).collect(),
        Entry::Program => Vec::new(),
    }
}

/// The budgets of a task's executions.
fn limits(task: &Task) -> Limits {
    let usual = Limits::default();
    Limits {
        fuel: task.file.limits.fuel.unwrap_or(usual.fuel),
        memory: task
            .file
            .limits
            .memory_mib
            .map_or(usual.memory, |mib| u64::from(mib) << 20),
        ..usual
    }
}

/// Weaknesses of memory and arithmetic, which show in compiled languages only when a sanitizer watches.
const WATCHED_CWES: &[u32] = &[
    119, 120, 121, 122, 123, 124, 125, 126, 127, 129, 131, 134, 170, 190, 191, 192, 193, 194, 195,
    196, 197, 242, 369, 401, 415, 416, 457, 466, 467, 468, 469, 476, 562, 590, 665, 676, 680, 681,
    682, 690, 704, 758, 761, 763, 786, 787, 788, 789, 805, 806, 822, 823, 824, 825, 843, 908, 909,
];

impl Bench<'_> {
    /// Whether sanitizers watch the security tests of a candidate.
    fn watches(&self, task: &Task, candidate: &Candidate) -> bool {
        candidate.id.language == Language::Cpp
            && (self.sanitize || task.cwes().iter().any(|cwe| WATCHED_CWES.contains(cwe)))
    }

    /// Prepares a build of the candidate; one that is far too large isn't even looked at.
    fn prepare(
        &self,
        task: &Task,
        candidate: &Candidate,
        sanitized: bool,
    ) -> Result<Box<dyn Prepared + '_>, String> {
        let functions = functions(task);
        let wanted = match &task.file.entry {
            Entry::Functions(_) => Wanted::Functions(&functions),
            Entry::Program => Wanted::Program,
        };
        let text = if is_too_large(candidate) {
            Arc::from(&b""[..])
        } else {
            candidate.source.clone()
        };
        let source = Source::alone(text, candidate.file());
        let runtime = self.runtimes.get(candidate.id.language);
        contained(|| runtime.prepare(&source, Build { wanted, sanitized }))?
            .map_err(|error| error.to_string())
    }

    fn execute(
        &self,
        task: &Task,
        candidate: &Candidate,
        prepared: &dyn Prepared,
        planned: &Planned<'_>,
    ) -> Result<Execution, String> {
        if is_too_large(candidate) {
            return Ok(refused(format!(
                "the source is larger than {} MiB",
                MAX_SOURCE >> 20
            )));
        }
        let template = self
            .worlds
            .of(self.runtimes, candidate.id.language, task, planned.test)
            .map_err(|error| format!("task {}: {error}", task.id))?;
        let mut world = (*template).clone();
        world.seed = format!("{}/{}", task.id, planned.seed);
        world.program_text = candidate.source.clone();
        let functions = functions(task);
        let file = candidate.file();
        let run = match planned.inputs {
            Inputs::Program(run) => Some(run),
            _ => planned.test.program.as_ref(),
        };
        let work = match (&planned.inputs, run) {
            (Inputs::Calls(calls), _) => Work::of_calls(calls, &functions),
            (Inputs::Program(run), _) => Work::of_run(run, &file),
            (Inputs::Own, _) => Work::of_test(planned.test, &functions, &file),
        };
        if let Work::Program { argv, .. } = &work {
            world.arguments.clone_from(argv);
        }
        let assignment = Assignment {
            work,
            source: candidate.source.clone(),
            file,
            cwd: world.cwd.clone(),
            coverage: true,
        };
        let streams = Streams {
            stdin: run.map(|run| crate::sandbox::Input::bytes(run.stdin.as_bytes())),
            ..Streams::default()
        };
        let finished = prepared
            .execute(&assignment, world, limits(task), streams)
            .map_err(|error| error.to_string())?;
        let mut execution = finished.execution;
        canonicalise(&mut execution);
        execution.probes = self.look_up(planned.test, &finished.files)?;
        Ok(execution)
    }

    /// Answers what the test's rule asks about the state afterwards.
    fn look_up(&self, test: &Test, files: &Vfs) -> Result<Probes, String> {
        let request = evaluate::probes(test);
        let mut probes = Probes::default();
        for path in request.files {
            let at = GuestPath::new(&path).map_err(|error| error.to_string())?;
            let found = effects::look(files, &at);
            probes.files.insert(path, found);
        }
        let mut queries: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (path, query) in request.queries {
            queries.entry(path).or_default().push(query);
        }
        for (path, queries) in queries {
            let at = GuestPath::new(&path).map_err(|error| error.to_string())?;
            let unanswered = |text: String| vec![QueryAnswer::Error(text); queries.len()];
            let answers = match files.read_file(&at) {
                Some(bytes) => match self.runtimes.python().query_database(&bytes, &queries) {
                    Ok(answers) => answers,
                    // The program and the queries are ours: what stops them is what the candidate left in the file.
                    Err(error @ DatabaseError::Query(_)) => unanswered(error.to_string()),
                    Err(error) => return Err(error.to_string()),
                },
                None => unanswered("there is no such file".to_owned()),
            };
            probes
                .queries
                .insert(path, queries.into_iter().zip(answers).collect());
        }
        Ok(probes)
    }
}

/// Brings returned values into canonical form. What is no value at all was not made by the driver: the candidate forged
/// it, and it counts as something that matches nothing.
fn canonicalise(execution: &mut Execution) {
    use crate::sandbox::execution::CallOutcome;
    for call in &mut execution.calls {
        if let CallOutcome::Returned(json) = &mut call.outcome {
            *json = match Value::from_json(json) {
                Ok(value) => value.to_json(),
                Err(error) => serde_json::json!({
                    "$opaque": { "type": "malformed", "text": error.to_string() }
                }),
            };
        }
    }
}

fn is_too_large(candidate: &Candidate) -> bool {
    candidate.source.len() as u64 > MAX_SOURCE
}

/// The record of a candidate that isn't executed at all.
fn refused(message: String) -> Execution {
    Execution {
        ended: Ended::LoadFailed {
            type_name: "TooLarge".to_owned(),
            message,
            line: None,
        },
        entries: Vec::new(),
        calls: Vec::new(),
        stdout: Output::default(),
        stderr: Output::default(),
        usage: Usage::default(),
        trace: Vec::new(),
        files: Vec::new(),
        probes: Probes::default(),
        coverage: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_an_error_of_one_test() {
        assert_eq!(contained(|| 1), Ok(1));
        for error in [
            contained(|| -> () { panic!("a mistake") }),
            contained(|| -> () { panic!("a {}", "mistake") }),
        ] {
            let text = error.unwrap_err();
            assert!(text.ends_with("gave up on this test: a mistake"), "{text}");
        }
        let other = contained(|| -> () { std::panic::panic_any(1) });
        assert!(other.unwrap_err().ends_with("it panicked"));
    }
}
