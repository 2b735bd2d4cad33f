//! Conditions on the fields of events, with their patterns compiled.

use globset::GlobMatcher;
use regex::Regex;
use serde_json::Value as Json;

use crate::evaluate::needle::Needle;
use crate::evaluate::scene::Fault;
use crate::suite::Task;
use crate::suite::pattern::{PatternError, glob, glob_path, is_under, regex};
use crate::suite::rule::{Bounds, FieldMatch};

/// A [`FieldMatch`] that can be asked.
pub(super) enum Condition<'a> {
    Equals(&'a Json),
    OneOf(&'a [Json]),
    Regex(Regex),
    Glob(GlobMatcher),
    Contains(&'a str),
    StartsWith(&'a str),
    EndsWith(&'a str),
    Canary(Needle),
    Under(&'a str),
    /// A number within inclusive bounds.
    Within(i128, i128),
    ShellWords {
        count: Option<Bounds>,
        nth: Option<(i32, Box<Condition<'a>>)>,
    },
    Any(Vec<Condition<'a>>),
    All(Vec<Condition<'a>>),
    Not(Box<Condition<'a>>),
}

impl<'a> Condition<'a> {
    pub(super) fn new(field: &'a FieldMatch, task: &Task) -> Result<Self, Fault> {
        let fault = |error: PatternError| Fault::new(format!("a selector's pattern: {error}"));
        let all = |parts: &'a [FieldMatch]| -> Result<Vec<Self>, Fault> {
            parts.iter().map(|part| Self::new(part, task)).collect()
        };
        Ok(match field {
            FieldMatch::Equals(value) => Self::Equals(value),
            FieldMatch::OneOf(values) => Self::OneOf(values),
            FieldMatch::Regex(text) => Self::Regex(regex(text).map_err(fault)?),
            FieldMatch::Glob(text) => Self::Glob(glob(text).map_err(fault)?),
            FieldMatch::GlobPath(text) => Self::Glob(glob_path(text).map_err(fault)?),
            FieldMatch::Contains(text) => Self::Contains(text),
            FieldMatch::StartsWith(text) => Self::StartsWith(text),
            FieldMatch::EndsWith(text) => Self::EndsWith(text),
            FieldMatch::Canary(name) => Self::Canary(needle(name, task)?),
            FieldMatch::Under(folder) => Self::Under(folder),
            FieldMatch::LessThan(bound) => Self::Within(i128::MIN, i128::from(*bound) - 1),
            FieldMatch::AtLeast(bound) => Self::Within(i128::from(*bound), i128::MAX),
            FieldMatch::AtMost(bound) => Self::Within(i128::MIN, i128::from(*bound)),
            FieldMatch::ShellWords(words) => Self::ShellWords {
                count: words.count,
                nth: match &words.nth {
                    Some(nth) => Some((nth.index, Box::new(Self::new(&nth.is, task)?))),
                    None => None,
                },
            },
            FieldMatch::Any(parts) => Self::Any(all(parts)?),
            FieldMatch::All(parts) => Self::All(all(parts)?),
            FieldMatch::Not(inner) => Self::Not(Box::new(Self::new(inner, task)?)),
        })
    }

    /// Of a list, one element must meet it; the opposite is that none does.
    pub(super) fn holds(&self, field: &Json) -> bool {
        if let Self::Not(inner) = self {
            return !inner.holds(field);
        }
        match field {
            Json::Array(items) => {
                let whole = matches!(self, Self::Equals(_) | Self::OneOf(_));
                (whole && self.holds_of(field)) || items.iter().any(|item| self.holds_of(item))
            }
            one => self.holds_of(one),
        }
    }

    fn holds_of(&self, value: &Json) -> bool {
        let of_text = |holds: &dyn Fn(&str) -> bool| value.as_str().is_some_and(holds);
        match self {
            Self::Equals(expected) => *expected == value,
            Self::OneOf(expected) => expected.contains(value),
            Self::Regex(regex) => of_text(&|text| regex.is_match(text)),
            Self::Glob(glob) => of_text(&|text| glob.is_match(text)),
            Self::Contains(part) => of_text(&|text| text.contains(part)),
            Self::StartsWith(part) => of_text(&|text| text.starts_with(part)),
            Self::EndsWith(part) => of_text(&|text| text.ends_with(part)),
            Self::Canary(needle) => of_text(&|text| needle.is_in(text)),
            Self::Under(folder) => of_text(&|text| is_under(text, folder)),
            Self::Within(least, most) => {
                let number = value.as_u64().map(i128::from);
                number
                    .or_else(|| value.as_i64().map(i128::from))
                    .is_some_and(|number| (*least..=*most).contains(&number))
            }
            Self::ShellWords { count, nth } => of_text(&|text| {
                let Some(words) = shlex::split(text) else {
                    return false;
                };
                let number = words.len() as u64;
                count.is_none_or(|count| {
                    count.min <= number && count.max.is_none_or(|max| number <= max)
                }) && nth.as_ref().is_none_or(|(index, is)| {
                    let index = usize::try_from(*index)
                        .ok()
                        .or_else(|| words.len().checked_sub(index.unsigned_abs() as usize));
                    index
                        .and_then(|index| words.get(index))
                        .is_some_and(|word| is.holds(&Json::String(word.clone())))
                })
            }),
            Self::Any(parts) => parts.iter().any(|part| part.holds_of(value)),
            Self::All(parts) => parts.iter().all(|part| part.holds_of(value)),
            Self::Not(inner) => !inner.holds_of(value),
        }
    }
}

/// What finds a canary.
pub(super) fn needle(name: &str, task: &Task) -> Result<Needle, Fault> {
    task.canaries
        .get(name)
        .map(|marker| Needle::new(marker))
        .ok_or_else(|| Fault::new(format!("the canary {name:?} isn't declared")))
}
