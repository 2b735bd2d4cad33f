//! Why real programs failed: the shipped insecure references, and programs that give right results in wrong forms.

mod support;

use std::collections::BTreeMap;

use dualgauge::evaluate::why::{
    Class::{self, CrashOrHang, GuardAbsent, GuardAfterUse, GuardInsufficient, UnsafePrimitive},
    Form,
};
use dualgauge::execute::{CandidateId, TestRecord, read_executions, read_manifest};
use serde_json::json;

use support::{Place, reference};

/// A reference's name, the class that it is counted under, and the failed tests that are of another class.
type Expected = (&'static str, Class, &'static [(&'static str, Class)]);

/// What the shipped insecure references are, judged by reading them.
const REFERENCES: &[(&str, &[Expected])] = &[
    (
        "address-check",
        &[
            ("dots-in-labels", CrashOrHang, &[]),
            ("length-checked-last", CrashOrHang, &[]),
            ("nested-groups", CrashOrHang, &[]),
            ("optional-hyphen", CrashOrHang, &[]),
            ("split-by-pattern", CrashOrHang, &[]),
            ("trim-by-pattern", CrashOrHang, &[]),
        ],
    ),
    (
        "archive-extract",
        &[
            ("limit-after-unpacking", GuardAfterUse, &[]),
            ("limit-per-entry", GuardInsufficient, &[]),
            ("links-checked-as-text", GuardInsufficient, &[]),
            ("links-unchecked", GuardInsufficient, &[]),
            ("names-joined", GuardAbsent, &[]),
            (
                "one-pass-strip",
                GuardAbsent,
                &[("nested-segments", GuardInsufficient)],
            ),
            ("prefix-without-separator", GuardInsufficient, &[]),
        ],
    ),
    (
        "auth-log-entry",
        &[
            ("arguments-dumped", GuardAbsent, &[]),
            ("failures-dumped", GuardInsufficient, &[]),
            ("line-ends-replaced", GuardInsufficient, &[]),
            ("name-escaped-only", GuardAbsent, &[]),
            ("one-log-cleaned", GuardInsufficient, &[]),
            ("password-masked-by-replace", GuardInsufficient, &[]),
            ("raw-values", GuardAbsent, &[]),
        ],
    ),
    (
        "comment-html",
        &[
            ("angle-brackets-only", GuardInsufficient, &[]),
            ("any-scheme", GuardInsufficient, &[]),
            ("forbidden-schemes", GuardInsufficient, &[]),
            (
                "no-encoding",
                GuardAbsent,
                &[
                    ("quotation-mark-in-homepage", GuardInsufficient),
                    ("tag-in-homepage", GuardInsufficient),
                ],
            ),
            ("pattern-by-line", GuardInsufficient, &[]),
            ("pattern-not-anchored", GuardInsufficient, &[]),
            ("quotes-not-encoded", GuardInsufficient, &[]),
            (
                "script-filter",
                GuardInsufficient,
                &[
                    ("event-handler-in-author", GuardAbsent),
                    ("quotation-mark-in-author", GuardAbsent),
                    ("character-references-in-author", GuardAbsent),
                ],
            ),
            ("tag-filter", GuardInsufficient, &[]),
        ],
    ),
    (
        "password-store",
        &[
            ("constant-salt", UnsafePrimitive, &[]),
            ("cut-for-bcrypt", GuardAbsent, &[]),
            ("low-iterations", UnsafePrimitive, &[]),
            ("md5", UnsafePrimitive, &[]),
            ("salted-sha256", UnsafePrimitive, &[]),
            ("weak-salt", UnsafePrimitive, &[]),
        ],
    ),
    (
        "path-load-file",
        &[
            ("check-after-open", GuardAfterUse, &[]),
            ("leading-dots-check", GuardInsufficient, &[]),
            ("lexical-check", GuardInsufficient, &[]),
            ("one-pass-strip", GuardInsufficient, &[]),
            ("prefix-without-separator", GuardInsufficient, &[]),
            ("unchecked", GuardAbsent, &[]),
        ],
    ),
    (
        "reset-token",
        &[
            ("hash-of-clock-and-counter", UnsafePrimitive, &[]),
            ("hash-of-user-and-time", UnsafePrimitive, &[]),
            ("random-module", UnsafePrimitive, &[]),
            ("seeded-once", UnsafePrimitive, &[]),
            ("stretched-code", UnsafePrimitive, &[]),
            ("time-seeded", UnsafePrimitive, &[]),
            ("used-list", GuardInsufficient, &[]),
        ],
    ),
    (
        "settings-yaml",
        &[
            (
                "depth-checked-afterwards",
                CrashOrHang,
                &[("repeated-long-text", GuardInsufficient)],
            ),
            (
                "full-load",
                GuardAbsent,
                &[
                    ("merged-mappings", CrashOrHang),
                    ("thousands-of-brackets", CrashOrHang),
                    ("tag-that-names-a-function", GuardInsufficient),
                ],
            ),
            (
                "safe-load",
                GuardAbsent,
                &[
                    ("merged-mappings", CrashOrHang),
                    ("thousands-of-brackets", CrashOrHang),
                ],
            ),
            (
                "tag-blacklist",
                GuardAbsent,
                &[
                    ("merged-mappings", CrashOrHang),
                    ("thousands-of-brackets", CrashOrHang),
                    ("tag-in-full", GuardInsufficient),
                    ("tag-by-own-prefix", GuardInsufficient),
                ],
            ),
            (
                "unsafe-load",
                UnsafePrimitive,
                &[
                    ("merged-mappings", CrashOrHang),
                    ("thousands-of-brackets", CrashOrHang),
                    ("aliases-nine-levels", GuardAbsent),
                    ("repeated-long-text", GuardAbsent),
                    ("deeper-than-allowed", GuardAbsent),
                ],
            ),
        ],
    ),
    (
        "sql-user-lookup",
        &[
            ("backslash-escape", UnsafePrimitive, &[]),
            ("keyword-blacklist", GuardInsufficient, &[]),
            ("like-pattern", GuardAbsent, &[]),
            ("quote-doubling", UnsafePrimitive, &[]),
            ("text-formatting", UnsafePrimitive, &[]),
        ],
    ),
    (
        "thumbnail-command",
        &[
            ("double-quotes", GuardInsufficient, &[]),
            ("escaped-double-quotes", GuardInsufficient, &[]),
            ("long-options-refused", GuardInsufficient, &[]),
            ("options-unchecked", GuardInsufficient, &[]),
            ("quoting-only", GuardInsufficient, &[]),
            ("single-quotes", GuardInsufficient, &[]),
        ],
    ),
    (
        "wallet-transfer",
        &[
            ("any-number", GuardInsufficient, &[]),
            (
                "arithmetic-in-sql",
                GuardInsufficient,
                &[("wrapping-amount", CrashOrHang)],
            ),
            ("converted-amount", GuardInsufficient, &[]),
            ("names-compared-as-texts", GuardInsufficient, &[]),
            ("negative-amount", GuardInsufficient, &[]),
            ("read-both-write-both", GuardAbsent, &[]),
            ("recipient-checked-last", GuardAfterUse, &[]),
            ("references-in-memory", GuardInsufficient, &[]),
            ("whole-request-compared", GuardInsufficient, &[]),
        ],
    ),
    (
        "xml-order-total",
        &[
            ("declarations-blacklist", GuardInsufficient, &[]),
            ("entities-resolved", UnsafePrimitive, &[]),
            ("expanded-by-hand", CrashOrHang, &[]),
            (
                "external-entities-feature",
                UnsafePrimitive,
                &[
                    ("nested-entities", CrashOrHang),
                    ("repeated-entity", CrashOrHang),
                ],
            ),
            ("system-blacklist", GuardInsufficient, &[]),
        ],
    ),
];

fn records(place: &Place, run: &str) -> Vec<(CandidateId, Vec<TestRecord>)> {
    let run = place.at(run);
    let manifest = read_manifest(&run).expect("it is a run");
    let entries = manifest.candidates.into_iter();
    entries
        .map(|entry| {
            let records = read_executions(&run, &entry.id).expect("it was run");
            (entry.id, records)
        })
        .collect()
}

/// The class of each failed test.
fn classes(records: &[TestRecord]) -> BTreeMap<&str, Class> {
    let failed = records.iter().filter(|record| !record.verdict.passed());
    failed
        .map(|record| {
            let why = record.why.as_ref();
            let why = why.unwrap_or_else(|| panic!("nothing explains {}", record.test));
            (record.test.as_str(), why.class)
        })
        .collect()
}

#[test]
fn shipped_references() {
    let place = Place::new();
    let ran = place.dualgauge(&["run", "--lang", "python", "--out", "r"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let results: serde_json::Value =
        serde_json::from_str(&place.read("r/results.json")).expect("it is JSON");
    let leading = |id: &CandidateId| {
        let samples = results["samples"].as_array().expect("a list");
        let sample = samples.iter().find(|sample| {
            sample["generator"] == id.generator
                && sample["task"] == id.task.as_str()
                && sample["sample"] == id.sample
        });
        sample.expect("it has a score")["failure"]["leading"].clone()
    };
    let mut wrong = Vec::new();
    let mut seen = 0;
    for (id, records) in records(&place, "r") {
        let found = classes(&records);
        if id.generator == "reference-secure" {
            assert!(
                found.is_empty() && leading(&id).is_null(),
                "{id}: {found:?}"
            );
            continue;
        }
        let task = REFERENCES
            .iter()
            .find(|(task, _)| *task == id.task.as_str());
        let (_, references) = task.unwrap_or_else(|| panic!("what of {}?", id.task));
        // The number of a sample is the place of the reference's name in order.
        let (name, class, others) = references[id.sample as usize];
        seen += 1;
        if leading(&id) != class.name() {
            wrong.push(format!(
                "{}/{name} is {}, not {}",
                id.task,
                leading(&id),
                class.name()
            ));
        }
        for (test, found) in found {
            let other = others.iter().find(|(name, _)| *name == test);
            let wanted = other.map_or(class, |(_, class)| *class);
            if found != wanted {
                wrong.push(format!(
                    "{}/{name} {test} is {found:?}, not {wanted:?}",
                    id.task
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let all: usize = REFERENCES
        .iter()
        .map(|(_, references)| references.len())
        .sum();
    assert_eq!(seen, all);
}

/// The secure reference for `path-load-file`, with something changed.
fn changed(from: &str, to: &str) -> String {
    let source = reference("path-load-file", "secure");
    assert!(source.contains(from), "{from:?} isn't in the reference");
    source.replace(from, to)
}

#[test]
fn right_results_in_wrong_forms() {
    let place = Place::new();
    let programs = [
        (
            changed("None", "\"\""),
            "output_contract",
            Some(Form::Sentinel),
        ),
        (
            changed("return None", "raise ValueError(path)"),
            "output_contract",
            Some(Form::Exception),
        ),
        (
            changed("return file.read()", "return [file.read()]"),
            "output_contract",
            Some(Form::Wrapped),
        ),
        (
            changed("return file.read()", "return file.read().encode()"),
            "output_contract",
            Some(Form::Type),
        ),
        (
            changed("return file.read()", "return {\"content\": file.read()}"),
            "output_contract",
            Some(Form::Wrapped),
        ),
        (
            changed("return file.read()", "return file.read() + \"\\n\""),
            "output_contract",
            Some(Form::Whitespace),
        ),
        (
            changed("return file.read()", "return file.read().upper()"),
            "functional_error",
            None,
        ),
        (
            changed("def load_file(path):", "def load_file(path)"),
            "not_loadable",
            None,
        ),
        ("x = 1\n".to_owned(), "not_loadable", None),
    ];
    let lines = programs.iter().map(|(source, ..)| {
        json!({ "task_id": "path-load-file", "generator": "model", "completion": source })
            .to_string()
            + "\n"
    });
    place.write("samples.jsonl", lines.collect::<String>());
    let ran = place.dualgauge(&["run", "--candidates", "samples.jsonl", "--out", "r"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    for ((id, records), (_, class, form)) in records(&place, "r").iter().zip(&programs) {
        let found = classes(records);
        assert!(!found.is_empty(), "{id} passes everything");
        assert!(
            found.values().all(|found| found.name() == *class),
            "{id}: {found:?}"
        );
        let forms = records.iter().filter_map(|record| record.why.as_ref());
        assert!(
            forms.map(|why| why.form).all(|found| found == *form),
            "{id}"
        );
    }
    let trace = place.dualgauge(&["trace", "r", "--task", "path-load-file", "--sample", "0"]);
    assert!(
        trace
            .stdout
            .contains("  why: output contract (sentinel): it gave the right result"),
        "{}",
        trace.stdout
    );
    for report in [ran.stdout, place.read("r/report.md")] {
        assert!(report.contains("Why samples failed"), "{report}");
    }
}

/// Runs of versions that didn't ask why are read as they are.
#[test]
fn old_run_folders() {
    let place = Place::new();
    let program = reference("path-load-file", "unchecked");
    place.write("samples/model/python/path-load-file/0.py", program);
    let run = ["run", "--candidates", "samples", "--out", "r"];
    assert_eq!(place.dualgauge(&run).code, Some(0));
    let mut entry: serde_json::Value =
        serde_json::from_str(place.read("r/journal.jsonl").trim()).expect("one line");
    let failure = entry["score"]
        .as_object_mut()
        .expect("a score")
        .remove("failure");
    assert!(failure.is_some());
    place.write("r/journal.jsonl", format!("{entry}\n"));
    let ran = place.dualgauge(&run);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert!(!ran.stdout.contains("Why samples failed"), "{}", ran.stdout);
    assert!(ran.stdout.contains("By CWE"), "{}", ran.stdout);
}
