//! One test's execution for people: how each call ended, and what the program did.

use std::fmt::Write as _;

use serde_json::Value as Json;

use crate::execute::TestRecord;
use crate::sandbox::execution::{CallOutcome, Ended, Execution};
use crate::sandbox::trace::{Event, Origin};
use crate::suite::{Entry, Task, Test};

/// What a test's execution did, and its benign twin's where there is one. Control characters that came from a candidate are
/// escaped. `runtime` adds the events that the language's runtime caused.
pub fn render(record: &TestRecord, runtime: bool) -> String {
    let mut text = String::new();
    match &record.execution {
        Some(execution) => describe(&mut text, execution, runtime),
        None => text.push_str("  no execution\n"),
    }
    if let Some(twin) = &record.twin {
        text.push_str("  benign twin\n");
        describe(&mut text, twin, runtime);
    }
    text
}

/// Why a test failed: its class, and what shows it. Empty where that wasn't asked.
pub fn describe_why(record: &TestRecord) -> String {
    let Some(why) = &record.why else {
        return String::new();
    };
    let mut text = format!("  why: {}", why.class.name().replace('_', " "));
    if let Some(form) = why.form {
        let _ = write!(text, " ({})", form.name());
    }
    let _ = writeln!(text, ": {}", safe(&why.text));
    let numbers = |numbers: &[u32]| {
        let texts: Vec<String> = numbers.iter().map(u32::to_string).collect();
        texts.join(", ")
    };
    for (what, shown) in [
        ("tests", why.tests.join(", ")),
        ("events", numbers(&why.events)),
        ("lines", numbers(&why.lines)),
    ] {
        if !shown.is_empty() {
            let _ = writeln!(text, "    {what} that show it: {}", safe(&shown));
        }
    }
    text
}

/// What a test is about, and the calls that it makes or the program run that it is.
pub fn describe_inputs(task: &Task, test: &Test) -> String {
    let mut text = format!("  {}\n", safe(&test.about));
    let first = match &task.file.entry {
        Entry::Functions(functions) => functions.first().map(|function| function.name.as_str()),
        Entry::Program => None,
    };
    for (number, call) in test.calls.iter().enumerate() {
        let name = call.function.as_deref().or(first).unwrap_or_default();
        let arguments: Vec<String> = call
            .args
            .iter()
            .map(|json| cut(&json.to_string(), 200))
            .collect();
        let line = format!("call {number} {name}({})", arguments.join(", "));
        let _ = writeln!(text, "    {}", safe(&line));
    }
    if let Some(run) = &test.program {
        let line = format!("program {:?}, stdin {:?}", run.args, cut(&run.stdin, 200));
        let _ = writeln!(text, "    {}", safe(&line));
    }
    text
}

fn describe(text: &mut String, execution: &Execution, runtime: bool) {
    for entry in &execution.entries {
        if entry.wanted != entry.found {
            let _ = writeln!(text, "    {} stands for {}", entry.found, entry.wanted);
        }
    }
    for event in &execution.trace {
        if runtime || event.origin != Origin::Runtime {
            let _ = writeln!(text, "    {}", line(event));
        }
    }
    for (number, call) in execution.calls.iter().enumerate() {
        let outcome = match &call.outcome {
            CallOutcome::Returned(value) => format!("returned {value}"),
            CallOutcome::Raised {
                type_name, message, ..
            } => format!("raised {type_name}: {message}"),
        };
        let _ = writeln!(
            text,
            "    call {number} {} ({} fuel)",
            safe(&outcome),
            call.fuel
        );
    }
    if let Some(ended) = ended(&execution.ended) {
        let _ = writeln!(text, "    ended: {}", safe(&ended));
    }
    for (name, output) in [("stdout", &execution.stdout), ("stderr", &execution.stderr)] {
        if !output.text.is_empty() {
            let _ = writeln!(text, "    {name}: {}", safe(&cut(&output.text, 500)));
        }
    }
}

/// How an execution ended, if not as it should.
fn ended(ended: &Ended) -> Option<String> {
    Some(match ended {
        Ended::Completed => return None,
        Ended::Exited { code } => format!("by itself, with exit code {code}"),
        Ended::LoadFailed {
            type_name, message, ..
        } => format!("while it was loaded, {type_name}: {}", cut(message, 500)),
        Ended::NoEntry { wanted, .. } => format!("before any call, for want of {wanted}"),
        Ended::OutOfFuel => "out of fuel".to_owned(),
        Ended::OutOfMemory => "out of memory".to_owned(),
        Ended::StackOverflow => "the stack overflowed".to_owned(),
        Ended::Trapped { reason } => format!("crashed: {}", cut(reason, 500)),
    })
}

/// An event on one line: its number, call, kind, fields and result. A path that led where it says is told once.
fn line(event: &Event) -> String {
    let mut fields = match serde_json::to_value(event) {
        Ok(Json::Object(fields)) => fields,
        _ => serde_json::Map::new(),
    };
    let result = fields.remove("result");
    for known in ["seq", "call", "kind", "origin"] {
        fields.remove(known);
    }
    for (path, resolved) in [("path", "resolved"), ("to", "to_resolved")] {
        if fields.contains_key(path) && fields.get(path) == fields.get(resolved) {
            fields.remove(resolved);
        }
    }
    let mut text = format!("{:>4} ", event.seq);
    let call = event
        .call
        .map_or("load".to_owned(), |call| format!("call {call}"));
    let _ = write!(text, "{call:<7} {:<14}", event.operation.kind());
    let first = ["path", "resolved"];
    let path = first.map(|name| (name.to_owned(), fields.remove(name)));
    let path = path
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)));
    for (name, value) in path.chain(fields) {
        let value = match value {
            Json::String(value) => format!("{:?}", cut(&value, 200)),
            other => cut(&other.to_string(), 300),
        };
        let _ = write!(text, " {name}={value}");
    }
    if let Some(Json::String(result)) = result {
        let _ = write!(text, " -> {result}");
    }
    safe(text.trim_end())
}

fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text.to_owned(),
    }
}

fn safe(text: &str) -> String {
    text.chars()
        .flat_map(|c| {
            let escaped: Vec<char> = if c.is_control() {
                c.escape_default().collect()
            } else {
                vec![c]
            };
            escaped
        })
        .collect()
}
