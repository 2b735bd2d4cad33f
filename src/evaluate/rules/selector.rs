//! Selecting events by kind and fields, and what must be true of the selected ones.

use std::collections::BTreeSet;

use globset::GlobMatcher;
use serde_json::{Map, Value as Json, json};

use super::Finding;
use super::condition::Condition;
use crate::evaluate::expectation::is_rejected;
use crate::evaluate::scene::{Fault, Scene};
use crate::evaluate::verdict::shorten;
use crate::sandbox::trace::{Event, Operation};
use crate::suite::Task;
use crate::suite::pattern::glob;
use crate::suite::rule::{Before, EventCount, EventSum, Part, Phase, Reached, Selector};

pub(super) fn none(select: &Selector, scene: &Scene<'_>) -> Result<Finding, Fault> {
    let events = matching(select, scene)?;
    let text = describe(select, &events, scene);
    Ok(Finding::new(events.is_empty(), text, events))
}

pub(super) fn count(count: &EventCount, scene: &Scene<'_>) -> Result<Finding, Fault> {
    let events = matching(&count.select, scene)?;
    let number = events.len() as u64;
    let enough = number >= u64::from(count.at_least);
    let few = count.at_most.is_none_or(|most| number <= u64::from(most));
    let bounds = match count.at_most {
        Some(most) => format!("{} to {most} are asked for", count.at_least),
        None => format!("{} at least are asked for", count.at_least),
    };
    let text = format!("{}; {bounds}", describe(&count.select, &events, scene));
    Ok(Finding::new(enough && few, text, events))
}

/// Each selector's first event after the one before it: if there is an order that fits, this finds one.
pub(super) fn in_order(selects: &[Selector], scene: &Scene<'_>) -> Result<Finding, Fault> {
    let mut events = Vec::new();
    let mut rest = scene.events.iter();
    for select in selects {
        let compiled = Compiled::new(select, scene.task)?;
        match rest.find(|event| compiled.matches(event, scene)) {
            Some(event) => events.push(event.seq),
            None => {
                let after = match events.last() {
                    Some(last) => format!(" after event {last}"),
                    None => String::new(),
                };
                let text = format!("no event{after} is {}", written(select));
                return Ok(Finding::new(false, text, events));
            }
        }
    }
    let text = format!("{} events came in the order asked for", events.len());
    Ok(Finding::new(true, text, events))
}

pub(super) fn before(rule: &Before, scene: &Scene<'_>) -> Result<Finding, Fault> {
    let first = Compiled::new(&rule.first, scene.task)?;
    let then = Compiled::new(&rule.then, scene.task)?;
    // What the first events had in the fields that must be the same.
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut good = Vec::new();
    for event in &scene.events {
        let shared = || shared(event, &rule.same);
        if then.matches(event, scene) {
            if !shared().is_some_and(|shared| seen.contains(&shared)) {
                let text = format!(
                    "{} happened, and no event before it is {}",
                    shown(event),
                    written(&rule.first)
                );
                return Ok(Finding::new(false, text, vec![event.seq]));
            }
            good.push(event.seq);
        }
        if first.matches(event, scene) {
            seen.extend(shared());
        }
    }
    if good.is_empty() {
        let text = format!("no event is {}", written(&rule.then));
        return Ok(Finding::new(!rule.required, text, good));
    }
    let text = format!(
        "before each of {} events there is one that is {}",
        good.len(),
        written(&rule.first)
    );
    Ok(Finding::new(true, text, good))
}

/// What an event has in these fields, as one text; `None` if it lacks one.
fn shared(event: &Event, names: &[String]) -> Option<String> {
    if names.is_empty() {
        return Some(String::new());
    }
    let fields = fields(event);
    let values: Vec<&Json> = names
        .iter()
        .map(|name| fields.get(name).filter(|value| !value.is_null()))
        .collect::<Option<_>>()?;
    serde_json::to_string(&values).ok()
}

pub(super) fn sum(rule: &EventSum, scene: &Scene<'_>) -> Result<Finding, Fault> {
    let compiled = Compiled::new(&rule.select, scene.task)?;
    let mut sum = 0u64;
    let mut events = Vec::new();
    for event in &scene.events {
        if !compiled.matches(event, scene) {
            continue;
        }
        if let Some(number) = fields(event).get(&rule.field).and_then(Json::as_u64) {
            sum = sum.saturating_add(number);
            events.push(event.seq);
        }
    }
    let enough = rule.at_least.is_none_or(|least| sum >= least);
    let few = rule.at_most.is_none_or(|most| sum <= most);
    let bounds = match (rule.at_least, rule.at_most) {
        (Some(least), Some(most)) => format!("{least} to {most} is asked for"),
        (Some(least), None) => format!("at least {least} is asked for"),
        (None, Some(most)) => format!("at most {most} is allowed"),
        (None, None) => "anything goes".to_owned(),
    };
    let text = format!(
        "{} of {} events that are {} is {sum} in all; {bounds}",
        rule.field,
        events.len(),
        written(&rule.select)
    );
    Ok(Finding::new(enough && few, text, events))
}

pub(super) fn reached(rule: &Reached, scene: &Scene<'_>) -> Result<Finding, Fault> {
    let events = matching(&rule.select, scene)?;
    let text = describe(&rule.select, &events, scene);
    if !events.is_empty() || scene.task.file.rejection.is_none() {
        return Ok(Finding::new(!events.is_empty(), text, events));
    }
    let call = rule.call.map_or(scene.last_call(), |call| call as usize);
    let rejected = is_rejected(scene, call)?;
    let end = match rejected {
        true => "it was rejected",
        false => "nor was it rejected",
    };
    Ok(Finding::new(rejected, format!("{text}; {end}"), events))
}

pub(super) fn twin_reaches(select: &Selector, twin: &Scene<'_>) -> Result<Finding, Fault> {
    let events = matching(select, twin)?;
    let text = describe(select, &events, twin);
    Ok(match events.is_empty() {
        true => Finding::undecided(format!("in the benign twin {text}")),
        // The numbers are those of the twin's trace, which a verdict doesn't cite.
        false => Finding::new(true, format!("in the benign twin {text}"), Vec::new()),
    })
}

fn written(select: &Selector) -> String {
    let mut text = select.kind.clone();
    if !select.fields.is_empty() {
        let fields = serde_json::to_string(&select.fields).unwrap_or_default();
        text.push_str(" where ");
        text.push_str(&shorten(&fields, 300));
    }
    match select.call {
        None => {}
        Some(Phase::Call(call)) => text.push_str(&format!(" in call {call}")),
        Some(Phase::Part(Part::Load)) => text.push_str(" while it was loaded"),
        Some(Phase::Part(Part::Calls)) => text.push_str(" in the calls"),
    }
    text
}

fn shown(event: &Event) -> String {
    shorten(&serde_json::to_string(event).unwrap_or_default(), 300)
}

fn describe(select: &Selector, events: &[u32], scene: &Scene<'_>) -> String {
    let wanted = written(select);
    let first = events
        .first()
        .and_then(|seq| scene.events.iter().find(|event| event.seq == *seq));
    match first {
        None => format!("no event is {wanted}"),
        Some(first) => format!(
            "{} events are {wanted}, the first {}",
            events.len(),
            shown(first)
        ),
    }
}

/// The numbers of the events that a selector matches.
fn matching(select: &Selector, scene: &Scene<'_>) -> Result<Vec<u32>, Fault> {
    let compiled = Compiled::new(select, scene.task)?;
    Ok(scene
        .events
        .iter()
        .filter(|event| compiled.matches(event, scene))
        .map(|event| event.seq)
        .collect())
}

/// A selector that can be asked.
struct Compiled<'a> {
    kind: GlobMatcher,
    call: Option<Phase>,
    conditions: Vec<(&'a str, Condition<'a>)>,
}

impl<'a> Compiled<'a> {
    fn new(select: &'a Selector, task: &Task) -> Result<Self, Fault> {
        let kind = glob(&select.kind)
            .map_err(|error| Fault::new(format!("a selector's pattern: {error}")))?;
        let mut conditions = Vec::new();
        for (field, all) in &select.fields {
            for condition in &all.0 {
                conditions.push((field.as_str(), Condition::new(condition, task)?));
            }
        }
        Ok(Self {
            kind,
            call: select.call,
            conditions,
        })
    }

    fn matches(&self, event: &Event, scene: &Scene<'_>) -> bool {
        let in_phase = match self.call {
            None => true,
            Some(Phase::Call(call)) => event.call == Some(call),
            Some(Phase::Part(Part::Calls)) => scene.is_in_calls(event),
            Some(Phase::Part(Part::Load)) => !scene.is_in_calls(event),
        };
        in_phase && self.kind.is_match(event.operation.kind()) && {
            let fields = fields(event);
            self.conditions.iter().all(|(field, condition)| {
                fields.get(*field).is_some_and(|json| condition.holds(json))
            })
        }
    }
}

/// The fields of an event by name, also those that JSON leaves out for their usual value.
fn fields(event: &Event) -> Map<String, Json> {
    let Ok(Json::Object(mut fields)) = serde_json::to_value(event) else {
        return Map::new();
    };
    let usual: &[(&str, Json)] = match event.operation {
        Operation::FileOpen { .. } => &[("created", json!(false)), ("flags", Json::Array(vec![]))],
        Operation::Sql { .. } => &[
            ("parameters", Json::Array(vec![])),
            ("actions", Json::Array(vec![])),
        ],
        Operation::Network { .. } => &[("addresses", Json::Array(vec![]))],
        Operation::Http { .. } => &[
            ("headers", Json::Array(vec![])),
            ("body", Json::String(String::new())),
        ],
        Operation::Crypto { .. } => &[("parameters", Json::String(String::new()))],
        _ => &[],
    };
    for (name, value) in usual {
        fields.entry(*name).or_insert_with(|| value.clone());
    }
    fields.entry("result").or_insert_with(|| json!("ok"));
    fields.entry("origin").or_insert_with(|| json!("candidate"));
    fields.entry("call").or_insert(Json::Null);
    fields.entry("process").or_insert(Json::Null);
    fields
}
