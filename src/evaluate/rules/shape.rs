//! `same_shape_as_twin`: an attack that stays data leaves a trace of the same shape as harmless data does.

use std::collections::BTreeMap;

use super::Finding;
use super::files::folder_of;
use super::network::{port_of, site_of};
use super::sink_texts::shell_command;
use crate::evaluate::expectation::is_rejected;
use crate::evaluate::formats::html;
use crate::evaluate::scene::{Fault, Scene};
use crate::evaluate::verdict::shorten;
use crate::sandbox::trace::{Event, Operation};
use crate::suite::rule::{Aspect, Shape};
use crate::value::Value;

pub(super) fn same(shape: &Shape, scene: &Scene<'_>, twin: &Scene<'_>) -> Result<Finding, Fault> {
    let partial = shape.or_rejected && is_rejected(scene, scene.last_call())?;
    let mut same = Vec::new();
    let mut different = Vec::new();
    let mut events = Vec::new();
    let mut idle = true;
    for aspect in &shape.aspects {
        let Shown { name, own, other } = match show(*aspect, scene, twin) {
            Ok(shown) => shown,
            Err(text) => return Ok(Finding::undecided(text)),
        };
        // What an attack does without the twin doing it is never the same; but that both do nothing tells nothing, unless
        // the aspect is about everything that is done.
        idle &= !matches!(aspect, Aspect::Kinds | Aspect::Skeleton)
            && own.is_empty()
            && other.is_empty();
        let difference = match aspect {
            Aspect::Folders | Aspect::Kinds => set(name, &own, &other, partial),
            _ => sequence(name, &own, &other, partial),
        };
        match difference {
            Ok(text) => same.push(text),
            Err((text, seq)) => {
                different.push(text);
                events.extend(seq);
            }
        }
    }
    if !different.is_empty() {
        let text = format!("other than in the benign twin: {}", different.join("; "));
        return Ok(Finding::new(false, text, events));
    }
    if partial {
        let text = format!(
            "it was rejected, and until then as in the benign twin: {}",
            same.join(", ")
        );
        return Ok(Finding::new(true, text, events));
    }
    if idle {
        return Ok(Finding::undecided(format!(
            "neither it nor the benign twin did anything that could be compared: {}",
            same.join(", ")
        )));
    }
    let text = format!("as in the benign twin: {}", same.join(", "));
    Ok(Finding::new(true, text, events))
}

/// What two executions show in one aspect, each with the event that shows it, where there is one.
struct Shown {
    name: &'static str,
    own: Vec<(Option<u32>, String)>,
    other: Vec<(Option<u32>, String)>,
}

fn show(aspect: Aspect, scene: &Scene<'_>, twin: &Scene<'_>) -> Result<Shown, String> {
    let of_events = |name, show: fn(&Event) -> Option<String>| {
        let shown = |scene: &Scene<'_>| -> Vec<(Option<u32>, String)> {
            let events = scene.events.iter();
            events
                .filter_map(|event| Some((Some(event.seq), show(event)?)))
                .collect()
        };
        Shown {
            name,
            own: shown(scene),
            other: shown(twin),
        }
    };
    Ok(match aspect {
        Aspect::Sql => of_events("SQL text", sql),
        Aspect::Processes => of_events("process", process),
        Aspect::Commands => of_events("command", command),
        Aspect::Network => of_events("use of the network", network),
        Aspect::Folders => of_events("folder", |event| folder_of(&event.operation)),
        Aspect::Kinds => of_events("kind of event", kind),
        Aspect::Skeleton => {
            let mut shown = of_events("kind of event", kind);
            shown.own.dedup_by(|a, b| a.1 == b.1);
            shown.other.dedup_by(|a, b| a.1 == b.1);
            shown
        }
        Aspect::Html => Shown {
            name: "element",
            own: elements(scene)?,
            other: elements(twin)?,
        },
    })
}

/// The elements of the HTML that came out, each with its attributes' names.
fn elements(scene: &Scene<'_>) -> Result<Vec<(Option<u32>, String)>, String> {
    let text = match scene.program {
        Some(_) if scene.execution.stdout.truncated => {
            return Err("standard output has more bytes than are kept".to_owned());
        }
        Some(_) => scene.execution.stdout.text.as_str(),
        None => match scene.returned.get(scene.last_call()) {
            Some(Some(Value::Str(text))) => text,
            Some(Some(Value::Bytes(bytes))) => std::str::from_utf8(bytes).unwrap_or_default(),
            _ => "",
        },
    };
    let html = html::read(text).ok_or("there is more HTML than is looked at")?;
    let element = |element: html::Element| {
        let mut shown = format!("<{}", element.name);
        for (name, _) in &element.attributes {
            shown.push(' ');
            shown.push_str(name);
        }
        (None, shown + ">")
    };
    Ok(html.elements.into_iter().map(element).collect())
}

/// What is the same, or the difference in plain words and the event that shows it.
type Comparison = Result<String, (String, Option<u32>)>;

/// Compares what is shown, in order. `partial`: it may end before the twin does.
fn sequence(
    name: &str,
    own: &[(Option<u32>, String)],
    other: &[(Option<u32>, String)],
    partial: bool,
) -> Comparison {
    for (index, (seq, text)) in own.iter().enumerate() {
        match other.get(index) {
            Some((_, wanted)) if wanted == text => {}
            Some((_, wanted)) => {
                let (text, wanted) = (shorten(text, 500), shorten(wanted, 500));
                return Err((format!("the {name} {text:?} instead of {wanted:?}"), *seq));
            }
            None => {
                let text = shorten(text, 500);
                return Err((format!("one {name} more, {text:?}"), *seq));
            }
        }
    }
    match other.get(own.len()) {
        Some((_, wanted)) if !partial => {
            let wanted = shorten(wanted, 500);
            Err((
                format!("no {name} {wanted:?}"),
                own.last().and_then(|(seq, _)| *seq),
            ))
        }
        _ => Ok(format!("{name} ({})", own.len())),
    }
}

/// Compares the set of what is shown. `partial`: something of the twin's may be missing.
fn set(
    name: &str,
    own: &[(Option<u32>, String)],
    other: &[(Option<u32>, String)],
    partial: bool,
) -> Comparison {
    let collect = |shown: &[(Option<u32>, String)]| -> BTreeMap<String, Option<u32>> {
        let mut set = BTreeMap::new();
        for (seq, text) in shown {
            set.entry(text.clone()).or_insert(*seq);
        }
        set
    };
    let (own, other) = (collect(own), collect(other));
    if let Some((text, seq)) = own.iter().find(|(text, _)| !other.contains_key(*text)) {
        let text = shorten(text, 500);
        return Err((format!("the {name} {text:?} is new"), *seq));
    }
    match other.keys().find(|text| !own.contains_key(*text)) {
        Some(text) if !partial => Err((
            format!("the {name} {:?} is missing", shorten(text, 500)),
            None,
        )),
        _ => Ok(format!("{name} ({})", own.len())),
    }
}

fn kind(event: &Event) -> Option<String> {
    // Garbage collectors read the clock whenever they see fit.
    let kind = event.operation.kind();
    (kind != "clock.read").then(|| kind.to_owned())
}

fn sql(event: &Event) -> Option<String> {
    match &event.operation {
        Operation::Sql { text, .. } => Some(text.clone()),
        _ => None,
    }
}

/// The program and the number of its arguments; for a shell the whole command line, since there text is structure.
fn process(event: &Event) -> Option<String> {
    let Operation::Process { how, argv } = &event.operation else {
        return None;
    };
    if how == "command" {
        return None;
    }
    Some(match shell_command(how, argv) {
        Some(command) => format!("sh: {command}"),
        None => {
            let program = argv.first().map_or("", String::as_str);
            format!("{program} with {} arguments", argv.len().saturating_sub(1))
        }
    })
}

/// The program and the number of its arguments, of a simple command that a shell or a program ran.
fn command(event: &Event) -> Option<String> {
    let Operation::Process { how, argv } = &event.operation else {
        return None;
    };
    let program = argv.first().map_or("", String::as_str);
    (how == "command").then(|| format!("{program} with {} arguments", argv.len().saturating_sub(1)))
}

fn network(event: &Event) -> Option<String> {
    match &event.operation {
        Operation::Network {
            how, target, name, ..
        } => {
            let place = match name {
                Some(name) => format!("{name}:{}", port_of(target).unwrap_or_default()),
                None => target.clone(),
            };
            Some(format!("{how} {place}"))
        }
        Operation::Http { method, url, .. } => Some(format!("{method} {}", site_of(url))),
        _ => None,
    }
}
