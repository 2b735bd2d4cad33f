//! `canary_absent`: whether an attacker's text turned up where text does harm.

use super::Finding;
use super::condition::needle;
use super::placed;
use super::sink_texts::texts;
use crate::evaluate::formats::headers;
use crate::evaluate::needle::Needle;
use crate::evaluate::scene::{Fault, Scene};
use crate::evaluate::verdict::shorten;
use crate::sandbox::execution::{CallOutcome, Output};
use crate::sandbox::trace::Operation;
use crate::suite::rule::{CanaryScope, Sink};
use crate::value::Value;

/// How much of a file's content is kept in a record.
const KEPT_CONTENT: u64 = 64 << 10;

pub(super) fn canary_absent(scope: &CanaryScope, scene: &Scene<'_>) -> Result<Finding, Fault> {
    let needle = needle(&scope.canary, scene.task)?;
    let mut places = Vec::new();
    let mut events = Vec::new();
    let mut unseen = Vec::new();
    for sink in &scope.sinks {
        let found = search(*sink, &needle, scene);
        events.extend(found.events);
        places.extend(
            found
                .place
                .map(|place| format!("{} ({place})", name(*sink))),
        );
        unseen.extend(found.unseen);
    }
    let canary = &scope.canary;
    Ok(if !places.is_empty() {
        let places = shorten(&places.join(", "), 2000);
        Finding::new(
            false,
            format!("the canary {canary:?} turned up in {places}"),
            events,
        )
    } else if !unseen.is_empty() {
        Finding::undecided(format!(
            "the canary {canary:?} may stand in what wasn't kept: {}",
            unseen.join(", ")
        ))
    } else {
        let sinks: Vec<&str> = scope.sinks.iter().map(|sink| name(*sink)).collect();
        let text = format!(
            "the canary {canary:?} turned up in none of {}",
            sinks.join(", ")
        );
        Finding::new(true, text, Vec::new())
    })
}

fn name(sink: Sink) -> &'static str {
    match sink {
        Sink::SqlText => "SQL text",
        Sink::FilePath => "a path",
        Sink::ProcessShell => "a shell's command line",
        Sink::ProcessArgv => "a process's arguments",
        Sink::NetworkTarget => "a network target",
        Sink::Http => "an HTTP request",
        Sink::NetworkSend => "bytes that were sent",
        Sink::HeaderInjected => "the name of a header",
        Sink::Template => "a template",
        Sink::LineInjected => "the beginning of a line",
        Sink::CsvFormula => "a formula in a cell",
        Sink::HtmlUnescaped => "markup",
        Sink::Code => "text run as code",
        Sink::DeserializedType => "the name of a deserialised type",
        Sink::Stdout => "standard output",
        Sink::Stderr => "standard error",
        Sink::Log => "a log line",
        Sink::Returned => "a returned value",
        Sink::Raised => "an exception",
        Sink::ChangedFiles => "a changed file",
    }
}

/// What a search of one sink found.
#[derive(Default)]
struct Found {
    events: Vec<u32>,
    /// The first place, in plain words.
    place: Option<String>,
    /// What couldn't be searched, because it wasn't kept.
    unseen: Option<String>,
}

fn search(sink: Sink, needle: &Needle, scene: &Scene<'_>) -> Found {
    match sink {
        Sink::Stdout => in_output(&scene.execution.stdout, "standard output", needle),
        Sink::Stderr => in_output(&scene.execution.stderr, "standard error", needle),
        Sink::Returned => in_returned(scene, needle),
        Sink::Raised => in_raised(scene, needle),
        Sink::ChangedFiles => in_changed_files(scene, needle),
        Sink::LineInjected => injected_lines(scene, needle),
        Sink::HeaderInjected => injected_headers(scene, needle),
        Sink::CsvFormula => in_texts(scene, true, |text| placed::formula(text, needle)),
        Sink::HtmlUnescaped => in_texts(scene, false, |text| placed::markup(text, needle)),
        sink => in_events(sink, scene, needle),
    }
}

fn in_output(output: &Output, name: &str, needle: &Needle) -> Found {
    let found = needle.is_in(&output.text);
    Found {
        place: found.then(|| format!("{} bytes", output.bytes)),
        unseen: (!found && output.truncated).then(|| format!("{name} beyond its cap")),
        ..Found::default()
    }
}

fn in_returned(scene: &Scene<'_>, needle: &Needle) -> Found {
    let call = scene
        .returned
        .iter()
        .position(|value| value.as_ref().is_some_and(|value| holds(value, needle)));
    Found {
        place: call.map(|call| format!("call {call}")),
        ..Found::default()
    }
}

/// Whether any text in a value holds the marker. The depth of values is bounded.
fn holds(value: &Value, needle: &Needle) -> bool {
    let any = |items: &[Value]| items.iter().any(|item| holds(item, needle));
    match value {
        Value::Str(text) | Value::Scalar { text, .. } => needle.is_in(text),
        Value::BrokenText(units) => needle.is_in(&String::from_utf16_lossy(units)),
        Value::Bytes(bytes) => {
            needle.is_in(&String::from_utf8_lossy(bytes))
                || needle.is_in(
                    &bytes
                        .iter()
                        .filter(|b| **b != 0)
                        .map(|b| char::from(*b))
                        .collect::<String>(),
                )
        }
        Value::List(items) | Value::Tuple(items) | Value::Set(items) => any(items),
        Value::Dict(entries) => entries
            .iter()
            .any(|(key, content)| holds(key, needle) || holds(content, needle)),
        Value::Object { type_name, fields } => {
            needle.is_in(type_name)
                || fields
                    .iter()
                    .any(|(name, content)| needle.is_in(name) || holds(content, needle))
        }
        Value::Exception {
            type_name,
            message: text,
        }
        | Value::Opaque { type_name, text } => needle.is_in(type_name) || needle.is_in(text),
        Value::Null | Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::Cycle => false,
    }
}

fn in_raised(scene: &Scene<'_>, needle: &Needle) -> Found {
    let call = scene.execution.calls.iter().position(|record| {
        matches!(&record.outcome, CallOutcome::Raised { type_name, message, .. }
            if needle.is_in(message) || needle.is_in(type_name))
    });
    Found {
        place: call.map(|call| format!("call {call}")),
        ..Found::default()
    }
}

fn in_changed_files(scene: &Scene<'_>, needle: &Needle) -> Found {
    let mut found = Found::default();
    for effect in &scene.execution.files {
        let Some(after) = &effect.after else { continue };
        let holds = after
            .content
            .as_ref()
            .is_some_and(|text| needle.is_in(text));
        if holds {
            found.place.get_or_insert_with(|| effect.path.clone());
            found.events.extend(events_at(scene, &effect.path));
        } else if after.kind == "file"
            && (after.content.is_none() || after.size > KEPT_CONTENT)
            && after.size > 0
        {
            found
                .unseen
                .get_or_insert_with(|| format!("{} ({} bytes)", effect.path, after.size));
        }
    }
    found
}

/// Headers that a line break in the attack has made, in requests and in what was returned.
fn injected_headers(scene: &Scene<'_>, needle: &Needle) -> Found {
    let mut found = in_events(Sink::HeaderInjected, scene, needle);
    for value in scene.returned.iter().flatten() {
        let names = headers::of(value).into_iter().map(|(name, _)| name);
        for name in names.filter(|name| needle.begins(name)) {
            found.place.get_or_insert(name);
        }
    }
    found
}

/// Lines that a line break in the attack has made, in the log, in output and in files.
fn injected_lines(scene: &Scene<'_>, needle: &Needle) -> Found {
    let mut found = Found::default();
    let place = |line: &str| format!("{:?}", shorten(line, 300));
    for event in &scene.events {
        if let Operation::Log { message, .. } = &event.operation
            && let Some(line) = placed::injected_line(message, needle)
        {
            found.events.push(event.seq);
            found.place.get_or_insert_with(|| place(line));
        }
    }
    for (text, events) in written(scene, true, &mut found.unseen) {
        if let Some(line) = placed::injected_line(text, needle) {
            found.place.get_or_insert_with(|| place(line));
            found.events.extend(events);
        }
    }
    found
}

/// What a program wrote for others, each with the events that show it: standard output and error, and files that it created
/// or changed. What wasn't kept goes to `unseen`.
fn written<'a>(
    scene: &'a Scene<'_>,
    with_files: bool,
    unseen: &mut Option<String>,
) -> Vec<(&'a str, Vec<u32>)> {
    let mut texts = Vec::new();
    let outputs = [
        (&scene.execution.stdout, "standard output"),
        (&scene.execution.stderr, "standard error"),
    ];
    for (output, name) in outputs {
        texts.push((output.text.as_str(), Vec::new()));
        if output.truncated {
            unseen.get_or_insert_with(|| format!("{name} beyond its cap"));
        }
    }
    for effect in scene.execution.files.iter().filter(|_| with_files) {
        let Some(after) = effect.after.as_ref().filter(|node| node.kind == "file") else {
            continue;
        };
        match &after.content {
            Some(text) => texts.push((text, events_at(scene, &effect.path).collect())),
            None if after.size > 0 => {
                let text = format!("{} ({} bytes)", effect.path, after.size);
                unseen.get_or_insert(text);
            }
            None => {}
        }
    }
    texts
}

/// Searches texts that were returned or written by what is told of a place in them.
fn in_texts(
    scene: &Scene<'_>,
    with_files: bool,
    place: impl Fn(&str) -> Result<Option<String>, placed::TooLong>,
) -> Found {
    let mut found = Found::default();
    let mut texts = written(scene, with_files, &mut found.unseen);
    for value in scene.returned.iter().flatten() {
        collect_texts(value, &mut texts);
    }
    for (text, events) in texts {
        match place(text) {
            Ok(Some(place)) => {
                found.place.get_or_insert_with(|| shorten(&place, 300));
                found.events.extend(events);
            }
            Ok(None) => {}
            Err(placed::TooLong) => {
                found
                    .unseen
                    .get_or_insert_with(|| format!("a text of {} bytes", text.len()));
            }
        }
    }
    found
}

/// All texts in a value.
fn collect_texts<'a>(value: &'a Value, texts: &mut Vec<(&'a str, Vec<u32>)>) {
    match value {
        Value::Str(text) => texts.push((text, Vec::new())),
        Value::Bytes(bytes) => {
            if let Ok(text) = std::str::from_utf8(bytes) {
                texts.push((text, Vec::new()));
            }
        }
        Value::List(items) | Value::Tuple(items) | Value::Set(items) => {
            for item in items {
                collect_texts(item, texts);
            }
        }
        Value::Dict(entries) => {
            for (_, content) in entries {
                collect_texts(content, texts);
            }
        }
        Value::Object { fields, .. } => {
            for (_, content) in fields {
                collect_texts(content, texts);
            }
        }
        _ => {}
    }
}

/// The events that opened a path.
pub(super) fn events_at<'a>(scene: &'a Scene<'_>, path: &'a str) -> impl Iterator<Item = u32> + 'a {
    scene.events.iter().filter_map(move |event| {
        let resolved = match &event.operation {
            Operation::FileOpen { resolved, .. }
            | Operation::FileClose { resolved, .. }
            | Operation::FileUnlink { resolved, .. }
            | Operation::FileMkdir { resolved, .. }
            | Operation::FileRmdir { resolved, .. }
            | Operation::FileSymlink { resolved, .. }
            | Operation::FileChmod { resolved, .. }
            | Operation::FileChange { resolved, .. } => [resolved.as_deref(), None],
            Operation::FileRename {
                resolved,
                to_resolved,
                ..
            }
            | Operation::FileLink {
                resolved,
                to_resolved,
                ..
            } => [resolved.as_deref(), to_resolved.as_deref()],
            _ => [None, None],
        };
        resolved.contains(&Some(path)).then_some(event.seq)
    })
}

fn in_events(sink: Sink, scene: &Scene<'_>, needle: &Needle) -> Found {
    let mut found = Found::default();
    for event in &scene.events {
        if let Some(text) = texts(sink, event)
            .into_iter()
            .find(|text| needle.is_in(text))
        {
            found.events.push(event.seq);
            found
                .place
                .get_or_insert_with(|| format!("{:?}", shorten(text, 300)));
        }
    }
    found
}
