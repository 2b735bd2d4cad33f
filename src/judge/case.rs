//! Everything that a judge sees of one test, in a form that is the same wherever and whenever it is made.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::Value as Json;

use super::bounds::{Bounds, weight};
use crate::sandbox::execution::{CallOutcome, Ended, Execution};
use crate::sandbox::trace::{Event, Origin};
use crate::suite::{Call, Entry, Expect, Language, ProgramRun, SuiteKind, Task, Test, World};
use crate::value::{Digest, digest_json};

/// How much is shown of each part, in bytes of the prompt. Together it is what a model with a context of 64,000 tokens reads.
mod most {
    pub const SPECIFICATION: usize = 24 << 10;
    pub const TEST: usize = 12 << 10;
    pub const WORLD: usize = 12 << 10;
    pub const SOURCE: usize = 32 << 10;
    pub const OUTPUT: usize = 6 << 10;
    pub const OUTCOMES: usize = 12 << 10;
    pub const EVENTS: usize = 40 << 10;
    pub const FILES: usize = 8 << 10;
    /// Of one event, call or file.
    pub const ITEM: usize = 1 << 10;
    /// Of one text in an event or file.
    pub const FIELD: usize = 300;
}

/// A test, a candidate and what it did, as a judge sees them.
#[derive(Clone, Debug)]
pub struct Case {
    /// What the suite says: specification, test and expectation.
    pub question: Json,
    /// What came from the candidate: its text, its output, its trace.
    pub evidence: Json,
    /// Over all of it.
    pub digest: Digest,
    /// Whether something that came from the candidate was too long to be shown.
    pub cut: bool,
    /// The events that are shown and can be cited.
    pub events: BTreeSet<u32>,
    /// How many calls can be cited, from 0.
    pub calls: u32,
}

#[derive(Serialize)]
struct Question<'a> {
    title: &'a str,
    specification: Vec<String>,
    entry: &'a Entry,
    rejection: &'a Option<Expect>,
    test: &'a str,
    suite: SuiteKind,
    cwe: Option<u32>,
    about: &'a str,
    inputs: String,
    world: String,
    expectation: &'a str,
    cut: Vec<&'static str>,
}

#[derive(Serialize)]
struct Inputs<'a> {
    calls: &'a [Call],
    program: &'a Option<ProgramRun>,
}

#[derive(Serialize)]
struct Evidence {
    language: Language,
    source: Vec<String>,
    ended: Json,
    outcomes: Vec<Json>,
    stdout: Vec<String>,
    stderr: Vec<String>,
    events: Vec<Json>,
    files: Vec<Json>,
    lines_that_ran: String,
    lines_that_did_not_run: String,
    cut: Vec<&'static str>,
}

impl Case {
    /// The case of one test of a candidate; `None` where the test asks no judge.
    pub fn new(
        task: &Task,
        test: &Test,
        language: Language,
        source: &[u8],
        execution: &Execution,
    ) -> Option<Self> {
        let expectation = &test.rule.as_ref()?.judged()?.expectation;
        let question = question(task, test, expectation);
        let (evidence, events, cut) = evidence(language, source, execution);
        let digest = digest_json(&(&question, &evidence));
        let calls = match test.program {
            Some(_) => 1,
            None => u32::try_from(execution.calls.len()).unwrap_or(u32::MAX),
        };
        Some(Self {
            question,
            evidence,
            digest,
            cut,
            events,
            calls,
        })
    }
}

fn plain(value: impl Serialize) -> Json {
    serde_json::to_value(value).expect("plain data with text keys")
}

fn question(task: &Task, test: &Test, expectation: &str) -> Json {
    let mut bounds = Bounds::default();
    let specification = bounds.lines("specification", &task.prompt, most::SPECIFICATION);
    let inputs = plain(Inputs {
        calls: &test.calls,
        program: &test.program,
    });
    let inputs = bounds.text("inputs", &inputs.to_string(), most::TEST);
    let world: World = task.world_of(test);
    let world = bounds.text("world", &plain(world).to_string(), most::WORLD);
    plain(Question {
        title: &task.file.title,
        specification,
        entry: &task.file.entry,
        rejection: &task.file.rejection,
        test: &test.name,
        suite: test.suite,
        cwe: test.cwe,
        about: &test.about,
        inputs,
        world,
        expectation,
        cut: bounds.cut,
    })
}

/// The evidence, the events in it, and whether something is missing.
fn evidence(
    language: Language,
    source: &[u8],
    execution: &Execution,
) -> (Json, BTreeSet<u32>, bool) {
    let mut bounds = Bounds::default();
    let source = bounds.lines("source", &String::from_utf8_lossy(source), most::SOURCE);
    let mut ended = plain(&execution.ended);
    bounds.within("ended", &mut ended, most::FIELD);
    // A list of all public functions may be long, and says little.
    if let Ended::NoEntry { wanted, .. } = &execution.ended {
        ended = serde_json::json!({ "how": "no_entry", "wanted": wanted });
    }
    let outcomes = execution.calls.iter().enumerate();
    let outcomes = outcomes.map(|(call, record)| outcome(call, &record.outcome, &mut bounds));
    let outcomes = outcomes.collect();
    let outcomes = fitting("outcomes", outcomes, most::OUTCOMES, &mut bounds);
    let shown: Vec<&Event> = execution
        .trace
        .iter()
        .filter(|event| event.origin != Origin::Runtime)
        .collect();
    let events = shown
        .into_iter()
        .map(|event| shown_event(event, &mut bounds));
    let events = events.collect();
    let events = fitting("events", events, most::EVENTS, &mut bounds);
    let numbers = events
        .iter()
        .filter_map(|event| u32::try_from(event.get("seq")?.as_u64()?).ok())
        .collect();
    let files = execution.files.iter().map(|effect| {
        let mut json = plain(effect);
        bounds.within("files", &mut json, most::FIELD);
        json
    });
    let files = files.collect();
    let files = fitting("files", files, most::FILES, &mut bounds);
    let stdout = bounds.lines("stdout", &execution.stdout.text, most::OUTPUT);
    let stderr = bounds.lines("stderr", &execution.stderr.text, most::OUTPUT);
    for (name, output) in [("stdout", &execution.stdout), ("stderr", &execution.stderr)] {
        if output.truncated {
            bounds.note(name);
        }
    }
    let coverage = execution.coverage.clone().unwrap_or_default();
    let hit: BTreeSet<u32> = coverage.hit.iter().copied().collect();
    let missed = coverage.lines.iter().filter(|line| !hit.contains(line));
    let ran = bounds.text("coverage", &ranges(hit.iter()), 2000);
    let missed = bounds.text("coverage", &ranges(missed), 2000);
    let cut = !bounds.cut.is_empty();
    let evidence = plain(Evidence {
        language,
        source,
        ended,
        outcomes,
        stdout,
        stderr,
        events,
        files,
        lines_that_ran: ran,
        lines_that_did_not_run: missed,
        cut: bounds.cut,
    });
    (evidence, numbers, cut)
}

fn outcome(call: usize, outcome: &CallOutcome, bounds: &mut Bounds) -> Json {
    match outcome {
        CallOutcome::Returned(value) => {
            let text = bounds.text("outcomes", &value.to_string(), most::ITEM);
            serde_json::json!({ "call": call, "returned": text })
        }
        CallOutcome::Raised { .. } => {
            let mut json = plain(outcome);
            bounds.within("outcomes", &mut json, most::FIELD);
            json["call"] = call.into();
            json
        }
    }
}

fn shown_event(event: &Event, bounds: &mut Bounds) -> Json {
    let mut json = plain(event);
    bounds.within("events", &mut json, most::FIELD);
    if weight(&json.to_string()) > most::ITEM {
        bounds.note("events");
        let fields = json.as_object_mut();
        fields.into_iter().for_each(|fields| {
            fields.retain(|name, _| ["seq", "call", "kind", "result"].contains(&name.as_str()));
        });
    }
    json
}

/// The items that fit into so many bytes: first ones and last ones.
fn fitting(what: &'static str, items: Vec<Json>, most: usize, bounds: &mut Bounds) -> Vec<Json> {
    /// What an item takes besides its compact text, when it is written with a line for each field.
    const FRAME: usize = 100;
    let weights: Vec<usize> = items
        .iter()
        .map(|item| weight(&item.to_string()) + FRAME)
        .collect();
    if weights.iter().sum::<usize>() <= most {
        return items;
    }
    bounds.note(what);
    let count = |weights: &mut dyn Iterator<Item = &usize>, room: usize| {
        let mut taken = 0;
        weights
            .take_while(|weight| {
                taken += **weight;
                taken <= room
            })
            .count()
    };
    let head = count(&mut weights.iter(), most / 2);
    let tail = count(&mut weights[head..].iter().rev(), most / 2);
    let gone = items.len() - head - tail;
    let mut shown = items[..head].to_vec();
    shown.push(Json::String(format!("[... {gone} cut ...]")));
    shown.extend_from_slice(&items[items.len() - tail..]);
    shown
}

/// Ascending numbers as `1-3, 5`.
fn ranges<'a>(numbers: impl Iterator<Item = &'a u32>) -> String {
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for &number in numbers {
        match ranges.last_mut() {
            Some((_, last)) if last.checked_add(1) == Some(number) => *last = number,
            _ => ranges.push((number, number)),
        }
    }
    let texts: Vec<String> = ranges
        .into_iter()
        .map(|(first, last)| match first == last {
            true => first.to_string(),
            false => format!("{first}-{last}"),
        })
        .collect();
    texts.join(", ")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::judge::staging::{case, execution, task};

    #[test]
    fn the_digest_is_over_all_that_is_seen_and_nothing_else() {
        let plain = case("x = 1\n", json!({}));
        assert_eq!(plain.digest, case("x = 1\n", json!({})).digest);
        // Fuel and what the runtime did aren't shown.
        let unseen = json!({
            "usage": {"fuel": 7, "memory": 1, "events": 9, "files": 0},
            "trace": [{"kind": "tamper", "what": "x", "origin": "runtime"}],
        });
        assert_eq!(plain.digest, case("x = 1\n", unseen).digest);
        for other in [
            case("x = 2\n", json!({})),
            case("x = 1\n", json!({"stdout": {"text": "a", "bytes": 1}})),
            case(
                "x = 1\n",
                json!({"trace": [{"kind": "tamper", "what": "x"}]}),
            ),
            case("x = 1\n", json!({"coverage": {"lines": [1], "hit": [1]}})),
        ] {
            assert_ne!(plain.digest, other.digest);
        }
        let other = task("Another expectation.");
        let run = execution(json!({}));
        let other = Case::new(
            &other,
            &other.file.tests[0],
            Language::Python,
            b"x = 1\n",
            &run,
        );
        assert_ne!(plain.digest, other.unwrap().digest);
    }

    #[test]
    fn only_what_is_shown_can_be_cited() {
        let events: Vec<Json> = (0..3000)
            .map(|n| json!({"kind": "log", "logger": "l", "level": "info", "message": format!("m {n}"), "template": ""}))
            .collect();
        let case = case("", json!({ "trace": events }));
        assert!(case.cut);
        assert!(case.events.contains(&0) && case.events.contains(&2999));
        assert!(!case.events.contains(&1500));
        assert_eq!(case.evidence["cut"], json!(["events"]));
    }

    #[test]
    fn a_flood_is_bounded() {
        let zeros = "\0".repeat(1 << 20);
        let record = json!({
            "stdout": {"text": "\n".repeat(1 << 20), "bytes": 1 << 20},
            "stderr": {"text": zeros, "bytes": 1 << 20},
            "calls": [{"outcome": {"returned": zeros}, "fuel": 1}],
            "ended": {"how": "no_entry", "wanted": "f", "public": vec!["x"; 100_000]},
        });
        let case = case(&"\u{200b}".repeat(1 << 20), record);
        let length = crate::judge::prompt::messages(&case)[1].content.len();
        assert!(length < 160 << 10, "{length}");
    }

    #[test]
    fn numbers_become_ranges() {
        assert_eq!(ranges([1, 2, 3, 5, 9, 10].iter()), "1-3, 5, 9-10");
        assert_eq!(ranges([].iter()), "");
    }
}
