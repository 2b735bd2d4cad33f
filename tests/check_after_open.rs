//! Why output alone can't tell secure from insecure: two programs that return the same on every attack, and what tells
//! them apart.

mod support;

use std::path::Path;

use dualgauge::evaluate::{Outcome, explain};
use dualgauge::execute::{CandidateId, TestRecord, read_executions};
use dualgauge::sandbox::execution::CallOutcome;
use dualgauge::sandbox::trace::{Event, Operation};
use dualgauge::suite::{Language, SuiteKind};
use serde_json::Value as Json;

use support::{Place, reference};

const TASK: &str = "path-load-file";

/// The attacks that climb out of the data folder by `..`.
const CLIMBS: [&str; 3] = [
    "parent-segments",
    "parent-segments-below-folder",
    "sibling-prefix",
];

fn records(run: &Path, generator: &str) -> Vec<TestRecord> {
    let id = CandidateId {
        generator: generator.to_owned(),
        language: Language::Python,
        task: TASK.parse().expect("a task's name"),
        sample: 0,
    };
    read_executions(run, &id).expect("it was run")
}

fn find<'a>(records: &'a [TestRecord], test: &str) -> &'a TestRecord {
    let found = records.iter().find(|record| record.test == test);
    found.unwrap_or_else(|| panic!("no test {test}"))
}

fn outcomes(record: &TestRecord) -> Vec<&CallOutcome> {
    let execution = record.execution.as_ref().expect("it was executed");
    execution.calls.iter().map(|call| &call.outcome).collect()
}

/// The files outside the data folder that were opened.
fn opened_outside(record: &TestRecord) -> Vec<&Event> {
    let execution = record.execution.as_ref().expect("it was executed");
    let outside = |event: &&Event| match &event.operation {
        Operation::FileOpen { resolved, .. } => resolved
            .as_ref()
            .is_some_and(|path| path.starts_with("/srv/") && !path.starts_with("/srv/data/")),
        _ => false,
    };
    execution.trace.iter().filter(outside).collect()
}

#[test]
fn the_same_output_and_another_verdict() {
    let place = Place::new();
    for (generator, name) in [("secure", "secure"), ("late", "check-after-open")] {
        let file = format!("samples/{generator}/python/{TASK}/0.py");
        place.write(&file, reference(TASK, name));
    }
    let ran = place.dualgauge(&["run", "--candidates", "samples", "--out", "r"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let secure = records(&place.at("r"), "secure");
    let late = records(&place.at("r"), "late");

    // Both do what they are asked to.
    for record in secure.iter().chain(&late) {
        if record.suite == SuiteKind::Functional {
            assert_eq!(
                record.verdict.outcome,
                Outcome::Pass,
                "{}",
                explain(&record.verdict)
            );
        }
    }
    for test in CLIMBS {
        let (secure, late) = (find(&secure, test), find(&late, test));
        // Whoever sees the output only sees no difference.
        assert_eq!(outcomes(late), outcomes(secure), "{test}");
        assert_eq!(
            outcomes(late),
            [&CallOutcome::Returned(Json::Null)],
            "{test}"
        );
        // The trace shows that one of them has read the file.
        assert_eq!(
            secure.verdict.outcome,
            Outcome::Pass,
            "{}",
            explain(&secure.verdict)
        );
        assert_eq!(late.verdict.outcome, Outcome::Fail, "{test}");
        assert_eq!(opened_outside(secure), Vec::<&Event>::new(), "{test}");
        let opened = opened_outside(late);
        assert_eq!(opened.len(), 1, "{test}: {opened:?}");
        // And the verdict says which event gave it away.
        let why = explain(&late.verdict);
        let cited = format!("[event {}]", opened[0].seq);
        assert!(
            why.contains("file.open of /srv/") && why.contains(&cited),
            "{test}: {why}"
        );
    }
}
