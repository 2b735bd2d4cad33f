//! Selecting events by kind and fields.

use globset::GlobMatcher;
use regex::Regex;
use serde_json::{Map, Value as Json, json};

use super::Finding;
use crate::evaluate::scene::{Fault, Scene};
use crate::sandbox::trace::{Event, Operation};
use crate::suite::pattern::{PatternError, glob, is_under, regex};
use crate::suite::rule::{EventCount, FieldMatch, Selector};

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

fn describe(select: &Selector, events: &[u32], scene: &Scene<'_>) -> String {
    let wanted = serde_json::to_string(&select.fields).unwrap_or_default();
    let wanted = match select.fields.is_empty() {
        true => select.kind.clone(),
        false => format!(
            "{} where {}",
            select.kind,
            super::super::verdict::shorten(&wanted, 300)
        ),
    };
    let first = events
        .first()
        .and_then(|seq| scene.events.iter().find(|event| event.seq == *seq))
        .and_then(|event| serde_json::to_string(event).ok());
    match first {
        None => format!("no event is {wanted}"),
        Some(first) => {
            let first = super::super::verdict::shorten(&first, 300);
            format!("{} events are {wanted}, the first {first}", events.len())
        }
    }
}

/// The numbers of the events that a selector matches.
fn matching(select: &Selector, scene: &Scene<'_>) -> Result<Vec<u32>, Fault> {
    let fault = |error: PatternError| Fault::new(format!("a selector's pattern: {error}"));
    let kind = glob(&select.kind).map_err(fault)?;
    let conditions = select
        .fields
        .iter()
        .map(|(field, condition)| Ok((field.as_str(), Condition::new(condition)?)))
        .collect::<Result<Vec<_>, PatternError>>()
        .map_err(fault)?;
    let matches = |event: &Event| {
        kind.is_match(event.operation.kind()) && {
            let fields = fields(event);
            conditions.iter().all(|(field, condition)| {
                fields.get(*field).is_some_and(|json| condition.holds(json))
            })
        }
    };
    Ok(scene
        .events
        .iter()
        .filter(|event| matches(event))
        .map(|event| event.seq)
        .collect())
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
    fields
}

/// A [`FieldMatch`] with its pattern compiled.
enum Condition<'a> {
    Equals(&'a Json),
    Regex(Regex),
    Glob(GlobMatcher),
    Contains(&'a str),
    Under(&'a str),
    LessThan(u64),
    Not(Box<Condition<'a>>),
}

impl<'a> Condition<'a> {
    fn new(field: &'a FieldMatch) -> Result<Self, PatternError> {
        Ok(match field {
            FieldMatch::Equals(value) => Self::Equals(value),
            FieldMatch::Regex(text) => Self::Regex(regex(text)?),
            FieldMatch::Glob(text) => Self::Glob(glob(text)?),
            FieldMatch::Contains(text) => Self::Contains(text),
            FieldMatch::Under(folder) => Self::Under(folder),
            FieldMatch::LessThan(bound) => Self::LessThan(*bound),
            FieldMatch::Not(inner) => Self::Not(Box::new(Self::new(inner)?)),
        })
    }

    /// Of a list, one element must meet it; the opposite is that none does.
    fn holds(&self, field: &Json) -> bool {
        if let Self::Not(inner) = self {
            return !inner.holds(field);
        }
        self.holds_of(field)
            || field
                .as_array()
                .is_some_and(|items| items.iter().any(|item| self.holds_of(item)))
    }

    fn holds_of(&self, value: &Json) -> bool {
        let text = value.as_str();
        match self {
            Self::Equals(expected) => *expected == value,
            Self::Regex(regex) => text.is_some_and(|text| regex.is_match(text)),
            Self::Glob(glob) => text.is_some_and(|text| glob.is_match(text)),
            Self::Contains(part) => text.is_some_and(|text| text.contains(part)),
            Self::Under(folder) => text.is_some_and(|text| is_under(text, folder)),
            Self::LessThan(bound) => match value.as_u64() {
                Some(number) => number < *bound,
                None => value.as_i64().is_some(),
            },
            Self::Not(inner) => !inner.holds(value),
        }
    }
}
