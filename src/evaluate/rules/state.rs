//! What is left behind: the state of files and databases, and what was changed and created.

use super::Finding;
use super::sinks::events_at;
use crate::evaluate::matcher::{describe, matches, typed};
use crate::evaluate::scene::{Fault, Scene};
use crate::evaluate::verdict::shorten;
use crate::sandbox::execution::{FileEffect, FileNode, QueryAnswer};
use crate::sandbox::trace::Operation;
use crate::suite::pattern::is_under;
use crate::suite::rule::{CreatedMode, DatabaseState, FileCondition, FileState, Folders, Matcher};
use crate::value::Value;

pub(super) fn file(state: &FileState, scene: &Scene<'_>) -> Result<Finding, Fault> {
    if state.is == FileCondition::Unchanged {
        return Ok(unchanged(&state.path, scene));
    }
    let path = &state.path;
    let node = scene
        .execution
        .probes
        .files
        .get(path)
        .ok_or_else(|| Fault::new(format!("the state of {path} wasn't recorded")))?;
    let events = || events_at(scene, path).collect();
    let Some(node) = node else {
        let absent = state.is == FileCondition::Absent;
        return Ok(Finding::new(
            absent,
            format!("nothing is at {path}"),
            events(),
        ));
    };
    Ok(match &state.is {
        FileCondition::Unchanged | FileCondition::Absent => {
            Finding::new(false, format!("a {} is at {path}", node.kind), events())
        }
        FileCondition::Present => {
            Finding::new(true, format!("a {} is at {path}", node.kind), events())
        }
        FileCondition::ModeWithin(most) => {
            let text = format!("{path} has the mode {}; {most} is the most", node.mode);
            Finding::new(bits(&node.mode)? & !bits(most)? == 0, text, events())
        }
        FileCondition::Content(condition) => content(path, node, condition, scene)?,
    })
}

pub(super) fn unchanged(path: &str, scene: &Scene<'_>) -> Finding {
    let changed: Vec<&str> = scene
        .execution
        .files
        .iter()
        .filter(|effect| effect.before != effect.after && is_under(&effect.path, path))
        .map(|effect| effect.path.as_str())
        .collect();
    let events = changed
        .iter()
        .flat_map(|path| events_at(scene, path))
        .collect();
    let text = match changed.first() {
        None => format!("{path} is as it was before"),
        Some(first) => format!("{first} was created, changed or removed"),
    };
    Finding::new(changed.is_empty(), text, events)
}

fn bits(mode: &str) -> Result<u32, Fault> {
    u32::from_str_radix(mode, 8).map_err(|_| Fault::new(format!("{mode:?} is no mode")))
}

fn content(
    path: &str,
    node: &FileNode,
    condition: &Matcher,
    scene: &Scene<'_>,
) -> Result<Finding, Fault> {
    let events = events_at(scene, path).collect();
    if node.kind != "file" {
        return Ok(Finding::new(
            false,
            format!("{path} is a {}", node.kind),
            events,
        ));
    }
    let text = match &node.content {
        Some(text) => text.clone(),
        None if node.size == 0 => String::new(),
        None => {
            return Ok(Finding::undecided(format!(
                "{path} has {} bytes, more than are kept",
                node.size
            )));
        }
    };
    let shown = shorten(&text, 500);
    let holds = matches(condition, &Value::Str(text), &scene.returned)?;
    let verb = if holds { "matches" } else { "doesn't match" };
    let text = format!(
        "{path} holds {shown:?}, which {verb} {}",
        describe(condition)
    );
    Ok(Finding::new(holds, text, events))
}

pub(super) fn changed_within(scope: &Folders, scene: &Scene<'_>) -> Finding {
    let (inside, outside): (Vec<&FileEffect>, Vec<&FileEffect>) = scene
        .execution
        .files
        .iter()
        .filter(|effect| effect.before != effect.after)
        .partition(|effect| is_in(&effect.path, &scope.folders));
    let folders = scope.folders.join(", ");
    if outside.is_empty() {
        let text = format!("{} changes, all in {folders}", inside.len());
        return Finding::new(true, text, Vec::new());
    }
    let text = format!("outside {folders}: {}", told(&outside));
    Finding::new(false, text, events_of(&outside, scene))
}

pub(super) fn none_left(scope: &Folders, scene: &Scene<'_>) -> Finding {
    let left: Vec<&FileEffect> = scene
        .execution
        .files
        .iter()
        .filter(|effect| effect.before.is_none() && effect.after.is_some())
        .filter(|effect| is_in(&effect.path, &scope.folders))
        .collect();
    let folders = scope.folders.join(", ");
    if left.is_empty() {
        return Finding::new(true, format!("nothing new is in {folders}"), Vec::new());
    }
    Finding::new(false, told(&left), events_of(&left, scene))
}

fn is_in(path: &str, folders: &[String]) -> bool {
    folders.iter().any(|folder| is_under(path, folder))
}

/// Changes in plain words.
fn told(effects: &[&FileEffect]) -> String {
    let mut texts: Vec<String> = effects
        .iter()
        .take(3)
        .map(|effect| {
            let verb = match (&effect.before, &effect.after) {
                (None, _) => "created",
                (_, None) => "removed",
                _ => "changed",
            };
            format!("{} was {verb}", shorten(&effect.path, 300))
        })
        .collect();
    if effects.len() > 3 {
        texts.push(format!("and {} more", effects.len() - 3));
    }
    texts.join(", ")
}

fn events_of(effects: &[&FileEffect], scene: &Scene<'_>) -> Vec<u32> {
    let events = effects.iter().take(super::MAX_EVENTS);
    events
        .flat_map(|effect| events_at(scene, &effect.path))
        .collect()
}

/// A file has too many permissions if it has them afterwards, or was created with them. What was asked for at its creation is
/// lessened by the umask: where no permission was taken from it later, and it has none too many, it never had.
pub(super) fn created_mode(scope: &CreatedMode, scene: &Scene<'_>) -> Result<Finding, Fault> {
    let most = bits(&scope.mode)?;
    let counts = |path: &str| scope.folders.is_empty() || is_in(path, &scope.folders);
    let mut created = 0u32;
    let mut texts = Vec::new();
    let mut events = Vec::new();
    for effect in &scene.execution.files {
        if let (None, Some(after)) = (&effect.before, &effect.after)
            && after.kind == "file"
            && counts(&effect.path)
        {
            created += 1;
            if bits(&after.mode)? & !most != 0 {
                texts.push(format!("{} has the mode {}", effect.path, after.mode));
                events.extend(events_at(scene, &effect.path));
            }
        }
    }
    for event in &scene.events {
        let Operation::FileOpen {
            resolved: Some(path),
            created: true,
            mode: Some(asked),
            ..
        } = &event.operation
        else {
            continue;
        };
        if !counts(path) {
            continue;
        }
        created += 1;
        let usual = bits(asked)? & !USUAL_UMASK;
        if usual & !most != 0 && !had_no_more(path, most, scene) {
            texts.push(format!("{path} was created with the mode {asked}"));
            events.push(event.seq);
        }
    }
    let all = &scope.mode;
    if texts.is_empty() {
        let text = match created {
            0 => "no file was created".to_owned(),
            _ => format!("files were created with no more than {all}"),
        };
        return Ok(Finding::new(true, text, Vec::new()));
    }
    texts.truncate(3);
    let text = format!("{}; {all} is the most", shorten(&texts.join(", "), 1000));
    Ok(Finding::new(false, text, events))
}

const USUAL_UMASK: u32 = 0o022;

/// Whether a created file that was asked for with more permissions never had them: it is there without them, and nobody
/// changed its mode.
fn had_no_more(path: &str, most: u32, scene: &Scene<'_>) -> bool {
    let effect = scene
        .execution
        .files
        .iter()
        .find(|effect| effect.path == path);
    let few = effect
        .and_then(|effect| effect.after.as_ref())
        .is_some_and(|after| bits(&after.mode).is_ok_and(|mode| mode & !most == 0));
    few && !scene.events.iter().any(|event| {
        matches!(&event.operation, Operation::FileChmod { resolved: Some(changed), .. } if changed == path)
    })
}

pub(super) fn database(state: &DatabaseState, scene: &Scene<'_>) -> Result<Finding, Fault> {
    let path = &state.path;
    let answer = scene
        .execution
        .probes
        .queries
        .get(path)
        .and_then(|answers| answers.get(&state.query))
        .ok_or_else(|| Fault::new(format!("a query on {path} has no recorded answer")))?;
    let rows = match answer {
        QueryAnswer::Rows(rows) => rows,
        QueryAnswer::Error(message) => {
            let message = shorten(message, 300);
            let text = format!("the query {:?} on {path} fails: {message}", state.query);
            return Ok(Finding::new(false, text, Vec::new()));
        }
    };
    let list = |rows: &[Vec<serde_json::Value>]| -> Result<Value, Fault> {
        let rows = rows
            .iter()
            .map(|row| {
                row.iter()
                    .map(typed)
                    .collect::<Result<_, Fault>>()
                    .map(Value::List)
            })
            .collect::<Result<_, Fault>>()?;
        Ok(Value::List(rows))
    };
    let (expected, actual) = (list(&state.rows)?, list(rows)?);
    let holds = expected.matches(&actual);
    let shown = shorten(&actual.to_text(), 1000);
    let text = match holds {
        true => format!("{path} holds the rows {shown}"),
        false => format!(
            "{path} holds the rows {shown} instead of {}",
            shorten(&expected.to_text(), 1000)
        ),
    };
    Ok(Finding::new(holds, text, Vec::new()))
}
