//! How right the oracle is: labelled programs, secure and insecure, in three languages, and the verdicts on them.
//!
//! `tests/oracle` is a suite of small tasks in six families whose secure and insecure programs give the same answers: only
//! what they do differs. The table in `docs/accuracy.md` counts the verdicts on them and on the references of the shipped
//! suite; `UPDATE_DOCS=1 cargo test --release --test oracle` writes it anew.

mod support;

#[path = "support/set_up.rs"]
mod set_up;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::{Arc, OnceLock};

use dualgauge::evaluate::{Outcome, Reason, explain};
use dualgauge::execute::{
    Bench, Candidate, CandidateId, TestRecord, Worlds, on_pool, try_candidate,
};
use dualgauge::runtime::Runtimes;
use dualgauge::sandbox::execution::CallOutcome;
use dualgauge::sandbox::trace::{Operation, Origin};
use dualgauge::suite::{Call, Language, Reference, SECURE, SuiteKind, Task, load_suite};
use rayon::prelude::*;

use support::repository;

/// The families, by how the names of their tasks begin.
const FAMILIES: &[(&str, &str)] = &[
    ("files-", "Files"),
    ("sql-", "SQL"),
    ("process-", "Processes"),
    ("network-", "Network"),
    ("crypto-", "Cryptography and randomness"),
    ("limits-", "Parsing and limits"),
];

/// Kinds of events in which languages differ although programs do the same: how a library looks around before it acts.
const INCIDENTAL: &[&str] = &[
    "clock.read",
    "file.stat",
    "file.close",
    "file.readdir",
    "file.readlink",
    "import",
];

/// Whether a file operation is SQLite's own. In Python and C++ it locks a database by a folder beside it; JavaScript's needs no
/// lock.
fn is_lock_of_database(operation: &Operation) -> bool {
    let path = match operation {
        Operation::FileMkdir { path, .. } | Operation::FileRmdir { path, .. } => Some(path),
        Operation::FileChange { resolved, .. } => resolved.as_ref(),
        _ => None,
    };
    path.is_some_and(|path| path.ends_with(".db.lock"))
}

/// One labelled program and what came of each test.
struct Judged {
    task: Arc<Task>,
    language: Language,
    name: String,
    tests: Vec<TestRecord>,
}

impl Judged {
    fn is_secure(&self) -> bool {
        self.name == SECURE
    }

    /// Whether the label says that it fails a test.
    fn must_fail(&self, test: &str) -> bool {
        let insecure = self.task.file.insecure.get(&self.name);
        insecure.is_some_and(|declared| declared.fails.iter().any(|name| name == test))
    }

    /// The tests whose verdict isn't what the label says.
    fn wrong(&self) -> Vec<String> {
        let wrong = self.tests.iter().filter(|record| {
            let expected = match self.must_fail(&record.test) {
                true => Outcome::Fail,
                false => Outcome::Pass,
            };
            record.verdict.outcome != expected
        });
        wrong
            .map(|record| {
                format!(
                    "{}/{}/{} in {}: {}",
                    self.task.id,
                    self.name,
                    self.language,
                    record.test,
                    explain(&record.verdict)
                )
            })
            .collect()
    }

    fn record(&self, test: &str) -> &TestRecord {
        let found = self.tests.iter().find(|record| record.test == test);
        found.expect("every test is tried")
    }
}

fn runtimes() -> &'static Runtimes {
    static RUNTIMES: OnceLock<Runtimes> = OnceLock::new();
    RUNTIMES.get_or_init(|| set_up::runtimes(Language::ALL))
}

/// Tries every reference of a suite.
fn judge(folder: &str) -> Vec<Judged> {
    let suite = load_suite(&repository(folder)).unwrap_or_else(|error| panic!("{error}"));
    let bench = Bench {
        runtimes: runtimes(),
        worlds: &Worlds::default(),
        sanitize: false,
        judge: None,
    };
    let programs: Vec<(&Arc<Task>, &Reference)> = suite
        .tasks
        .values()
        .flat_map(|task| {
            task.references
                .iter()
                .map(move |reference| (task, reference))
        })
        .collect();
    on_pool(0, || {
        programs
            .into_par_iter()
            .map(|(task, reference)| {
                let id = CandidateId {
                    generator: reference.name.clone(),
                    language: reference.language,
                    task: task.id.clone(),
                    sample: 0,
                };
                let candidate = Candidate::new(id, reference.source.clone());
                Judged {
                    task: task.clone(),
                    language: reference.language,
                    name: reference.name.clone(),
                    tests: try_candidate(&bench, task, &candidate).tests,
                }
            })
            .collect()
    })
}

fn corpus() -> &'static [Judged] {
    static CORPUS: OnceLock<Vec<Judged>> = OnceLock::new();
    CORPUS.get_or_init(|| judge("tests/oracle"))
}

fn assert_none(wrong: Vec<String>) {
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_program_is_judged_as_labelled_and_the_table_says_so() {
    let shipped = judge("tasks");
    let all = corpus().iter().chain(&shipped);
    assert_none(all.flat_map(Judged::wrong).collect());
    let table = table(&shipped);
    let path = repository("docs/accuracy.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &table).expect("the document can be written");
    }
    let written = std::fs::read_to_string(&path).expect("it is there");
    assert!(
        written == table,
        "`UPDATE_DOCS=1 cargo test --release --test oracle` writes docs/accuracy.md anew"
    );
}

#[test]
fn the_corpus_is_large_enough() {
    for (start, name) in FAMILIES {
        let programs = of_family(start).count();
        assert!(programs >= 20, "{name}: {programs} programs");
    }
    let tasks: BTreeSet<_> = corpus().iter().map(|judged| &judged.task.id).collect();
    let families = FAMILIES.iter().map(|(start, _)| start);
    let strays: Vec<_> = tasks
        .iter()
        .filter(|id| !families.clone().any(|start| id.as_str().starts_with(start)))
        .collect();
    assert!(strays.is_empty(), "{strays:?}");
    assert!(triples().len() >= 30, "{} triples", triples().len());
}

/// What a program answered to a test, without what it did. Where the test asks for a value of some form only (a token, say,
/// which is another one each time), values of that form are the same answer.
fn answers(judged: &Judged, test: &str) -> (Vec<CallOutcome>, String) {
    let record = judged.record(test);
    let execution = record.execution.as_ref().expect("the system works");
    let calls = &judged.task.test(test).expect("it is the task's").calls;
    let outcomes = execution
        .calls
        .iter()
        .enumerate()
        .map(|(number, call)| match &call.outcome {
            // The languages' own words are no part of the answer.
            CallOutcome::Raised { .. } => CallOutcome::Raised {
                type_name: String::new(),
                message: String::new(),
                line: None,
            },
            CallOutcome::Returned(_) if has_asked_form(&calls[number], number, record) => {
                CallOutcome::Returned("as asked".into())
            }
            returned => returned.clone(),
        });
    (outcomes.collect(), execution.stdout.text.clone())
}

/// Whether a form of value was asked of a call, and it returned one.
fn has_asked_form(asked: &Call, number: usize, record: &TestRecord) -> bool {
    let form = asked
        .expect
        .as_ref()
        .and_then(|expect| expect.matches.as_ref());
    let mut reasons = record.verdict.reasons.iter();
    form.is_some()
        && !reasons.any(
            |reason| matches!(reason, Reason::Mismatch { call, .. } if *call as usize == number),
        )
}

#[test]
fn only_what_they_do_tells_insecure_programs_from_secure_ones() {
    let mut wrong = Vec::new();
    for insecure in corpus().iter().filter(|judged| !judged.is_secure()) {
        let secure = find(&insecure.task, insecure.language, SECURE);
        for test in &insecure.task.file.insecure[&insecure.name].fails {
            let [one, other] = [secure, insecure].map(|judged| answers(judged, test));
            if one != other {
                wrong.push(format!(
                    "{}/{} in {}: {test}: secure {one:?}, insecure {other:?}",
                    insecure.task.id, insecure.name, insecure.language
                ));
            }
        }
    }
    assert_none(wrong);
}

fn find(task: &Task, language: Language, name: &str) -> &'static Judged {
    let found = corpus().iter().find(|judged| {
        judged.task.id == task.id && judged.language == language && judged.name == name
    });
    found.unwrap_or_else(|| panic!("{}: no {name} in {language}", task.id))
}

/// The attacks that are made on programs of the same name in every language: task, program, security test.
fn triples() -> Vec<(&'static Task, &'static str, &'static str)> {
    let mut languages: BTreeMap<_, BTreeSet<Language>> = BTreeMap::new();
    for judged in corpus() {
        let tests = judged.task.tests_of(SuiteKind::Security);
        for test in tests.filter(|test| judged.is_secure() || judged.must_fail(&test.name)) {
            let key = (
                judged.task.id.as_str(),
                judged.name.as_str(),
                test.name.as_str(),
            );
            languages.entry(key).or_default().insert(judged.language);
        }
    }
    let complete = languages
        .into_iter()
        .filter(|(_, found)| found.len() == Language::ALL.len());
    complete
        .map(|((id, name, test), _)| {
            let judged = corpus().iter().find(|judged| judged.task.id.as_str() == id);
            (&*judged.expect("it was there").task, name, test)
        })
        .collect()
}

/// The kinds of what a program did.
fn kinds(record: &TestRecord) -> BTreeSet<&'static str> {
    let execution = record.execution.as_ref().expect("the system works");
    let own = execution
        .trace
        .iter()
        .filter(|event| event.origin != Origin::Runtime && !is_lock_of_database(&event.operation));
    own.map(|event| event.operation.kind())
        .filter(|kind| !INCIDENTAL.contains(kind))
        .collect()
}

#[test]
fn an_attack_is_the_same_in_every_language() {
    let mut wrong = Vec::new();
    for (task, name, test) in triples() {
        let seen = Language::ALL.map(|language| {
            let record = find(task, language, name).record(test);
            let rules = &record.verdict.evidence.rules;
            let holds: Vec<_> = rules.iter().map(|rule| (&rule.rule, rule.holds)).collect();
            (record.verdict.outcome, holds, kinds(record))
        });
        if seen.iter().any(|one| *one != seen[0]) {
            wrong.push(format!("{}/{name}: {test}: {seen:#?}", task.id));
        }
    }
    assert_none(wrong);
}

fn of_family(start: &str) -> impl Iterator<Item = &'static Judged> {
    corpus()
        .iter()
        .filter(move |judged| judged.task.id.as_str().starts_with(start))
}

fn table(shipped: &[Judged]) -> String {
    let mut text = String::from(
        "# Accuracy of the oracle\n\n\
         Labelled programs and the verdicts on them. The programs of the six families (`tests/oracle`) come in pairs, secure and\n\
         insecure, that answer alike: only the trace tells them apart. The last row has the references of the shipped suite. A\n\
         verdict is right if it is the one that the label says.\n\n\
         Made by `UPDATE_DOCS=1 cargo test --release --test oracle`.\n\n\
         | programs | secure | insecure | languages | verdicts | right |\n\
         | --- | --- | --- | --- | --- | --- |\n",
    );
    for (start, name) in FAMILIES {
        row(&mut text, name, &of_family(start).collect::<Vec<_>>());
    }
    row(
        &mut text,
        "Shipped suite",
        &shipped.iter().collect::<Vec<_>>(),
    );
    let all: Vec<_> = corpus().iter().chain(shipped).collect();
    row(&mut text, "All", &all);
    let _ = writeln!(
        text,
        "\n{} attacks were made on the same program in all three languages: the same verdict, the same parts of the rule held, and\n\
         the same kinds of events (but for {}).",
        triples().len(),
        INCIDENTAL.join(", ")
    );
    text
}

fn row(text: &mut String, name: &str, programs: &[&Judged]) {
    let secure = programs.iter().filter(|judged| judged.is_secure()).count();
    let languages: BTreeSet<_> = programs.iter().map(|judged| judged.language).collect();
    let verdicts: usize = programs.iter().map(|judged| judged.tests.len()).sum();
    let wrong: usize = programs.iter().map(|judged| judged.wrong().len()).sum();
    let right = 100.0 * (verdicts - wrong) as f64 / verdicts as f64;
    let _ = writeln!(
        text,
        "| {name} | {secure} | {} | {} | {verdicts} | {right:.1}% |",
        programs.len() - secure,
        languages.len()
    );
}
