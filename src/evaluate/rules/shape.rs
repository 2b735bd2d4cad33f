//! `same_shape_as_twin`: an attack that stays data leaves a trace of the same shape as harmless data does.

use std::collections::BTreeMap;

use super::Finding;
use super::files::folder_of;
use super::sinks::shell_command;
use crate::evaluate::scene::Scene;
use crate::evaluate::verdict::shorten;
use crate::sandbox::trace::{Event, Operation};
use crate::suite::rule::Aspect;

pub(super) fn same(aspects: &[Aspect], scene: &Scene<'_>, twin: &Scene<'_>) -> Finding {
    let mut same = Vec::new();
    let mut different = Vec::new();
    let mut events = Vec::new();
    for aspect in aspects {
        let difference = match aspect {
            Aspect::Sql => sequence("SQL text", scene, twin, sql),
            Aspect::Processes => sequence("process", scene, twin, process),
            Aspect::Folders => set("folder", scene, twin, |event| folder_of(&event.operation)),
            Aspect::Kinds => set("kind of event", scene, twin, |event| {
                // Garbage collectors read the clock whenever they see fit.
                let kind = event.operation.kind();
                (kind != "clock.read").then(|| kind.to_owned())
            }),
        };
        match difference {
            Ok(text) => same.push(text),
            Err((text, seq)) => {
                different.push(text);
                events.extend(seq);
            }
        }
    }
    if different.is_empty() {
        let text = format!("as in the benign twin: {}", same.join(", "));
        return Finding::new(true, text, events);
    }
    let text = format!("other than in the benign twin: {}", different.join("; "));
    Finding::new(false, text, events)
}

/// What is the same, or the difference in plain words and the event that shows it.
type Comparison = Result<String, (String, Option<u32>)>;

/// Compares what events show, in order.
fn sequence(
    name: &str,
    scene: &Scene<'_>,
    twin: &Scene<'_>,
    show: fn(&Event) -> Option<String>,
) -> Comparison {
    let shown = |scene: &Scene<'_>| -> Vec<(u32, String)> {
        scene
            .events
            .iter()
            .filter_map(|event| Some((event.seq, show(event)?)))
            .collect()
    };
    let (own, other) = (shown(scene), shown(twin));
    for (index, (seq, text)) in own.iter().enumerate() {
        match other.get(index) {
            Some((_, wanted)) if wanted == text => {}
            Some((_, wanted)) => {
                let (text, wanted) = (shorten(text, 500), shorten(wanted, 500));
                return Err((
                    format!("the {name} {text:?} instead of {wanted:?}"),
                    Some(*seq),
                ));
            }
            None => {
                let text = shorten(text, 500);
                return Err((format!("one {name} more, {text:?}"), Some(*seq)));
            }
        }
    }
    match other.get(own.len()) {
        Some((_, wanted)) => {
            let wanted = shorten(wanted, 500);
            Err((
                format!("no {name} {wanted:?}"),
                own.last().map(|(seq, _)| *seq),
            ))
        }
        None => Ok(format!("{name} ({})", own.len())),
    }
}

/// Compares the set of what events show.
fn set(
    name: &str,
    scene: &Scene<'_>,
    twin: &Scene<'_>,
    show: impl Fn(&Event) -> Option<String>,
) -> Comparison {
    let shown = |scene: &Scene<'_>| -> BTreeMap<String, u32> {
        let mut shown = BTreeMap::new();
        for event in &scene.events {
            if let Some(text) = show(event) {
                shown.entry(text).or_insert(event.seq);
            }
        }
        shown
    };
    let (own, other) = (shown(scene), shown(twin));
    if let Some((text, seq)) = own.iter().find(|(text, _)| !other.contains_key(*text)) {
        let text = shorten(text, 500);
        return Err((format!("the {name} {text:?} is new"), Some(*seq)));
    }
    match other.keys().find(|text| !own.contains_key(*text)) {
        Some(text) => Err((
            format!("the {name} {:?} is missing", shorten(text, 500)),
            None,
        )),
        None => Ok(format!("{name} ({})", own.len())),
    }
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
    Some(match shell_command(how, argv) {
        Some(command) => format!("sh: {command}"),
        None => {
            let program = argv.first().map_or("", String::as_str);
            format!("{program} with {} arguments", argv.len().saturating_sub(1))
        }
    })
}
