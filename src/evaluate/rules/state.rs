//! `file_state` and `database_state`: what is left behind.

use super::Finding;
use super::sinks::events_at;
use crate::evaluate::matcher::{describe, matches, typed};
use crate::evaluate::scene::{Fault, Scene};
use crate::evaluate::verdict::shorten;
use crate::sandbox::execution::{FileNode, QueryAnswer};
use crate::suite::pattern::is_under;
use crate::suite::rule::{DatabaseState, FileCondition, FileState, Matcher};
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

fn unchanged(path: &str, scene: &Scene<'_>) -> Finding {
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
