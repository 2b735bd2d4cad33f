//! The right value in a wrong form.

use serde::{Deserialize, Serialize};

use crate::value::Value;

/// How the form of a result differs from the declared one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// Another type: the digits of a number, bytes of a text.
    Type,
    /// A mapping with the same values under other keys.
    Key,
    /// Another error form than the declared one: `null`, `false`, -1, something empty, a message.
    Sentinel,
    /// An exception where a value is declared.
    Exception,
    /// A value where an exception is declared.
    Value,
    /// One level more or less around it: a list of one, a mapping of one.
    Wrapped,
    /// White space around it.
    Whitespace,
    /// The same elements in another order.
    Order,
}

impl Form {
    /// Its name in results, e.g. `wrapped`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Type => "type",
            Self::Key => "key",
            Self::Sentinel => "sentinel",
            Self::Exception => "exception",
            Self::Value => "value",
            Self::Wrapped => "wrapped",
            Self::Whitespace => "whitespace",
            Self::Order => "order",
        }
    }

    /// In plain words, to follow "it gave the right result, but".
    pub(super) fn describe(self) -> &'static str {
        match self {
            Self::Type => "as another type",
            Self::Key => "under other keys",
            Self::Sentinel => "in another error form than the declared one",
            Self::Exception => "as an exception where a value is declared",
            Self::Value => "as a value where an exception is declared",
            Self::Wrapped => "with one level too many or too few around it",
            Self::Whitespace => "with other white space around it",
            Self::Order => "in another order",
        }
    }
}

/// How `actual` differs from `expected`, if only in form. Neither may match the other. What lies inside of both is compared part by
/// part: all parts that differ must differ in form only, and the first tells how.
pub(super) fn difference(expected: &Value, actual: &Value) -> Option<Form> {
    if let (Value::Str(one), Value::Str(other)) = (expected, actual) {
        return (one.trim() == other.trim()).then_some(Form::Whitespace);
    }
    if let (Some(one), Some(other)) = (plain(expected), plain(actual))
        && same_text(&one, &other)
    {
        return Some(Form::Type);
    }
    let unwrapped =
        |outer: &Value, inner: &Value| only(outer).is_some_and(|one| one.matches(inner));
    if unwrapped(actual, expected) || unwrapped(expected, actual) {
        return Some(Form::Wrapped);
    }
    match (entries(expected), entries(actual)) {
        (Some(one), Some(other)) => return of_entries(&one, &other),
        (None, None) => {}
        _ => return None,
    }
    let (one, other) = (items(expected)?, items(actual)?);
    if one.len() != other.len() {
        return None;
    }
    if sorted(one.iter()) == sorted(other.iter()) {
        return Some(Form::Order);
    }
    first_difference(one.iter().zip(other))
}

/// The first difference in form, if all parts that differ do so in form.
fn first_difference<'a>(pairs: impl Iterator<Item = (&'a Value, &'a Value)>) -> Option<Form> {
    let mut first = None;
    for (one, other) in pairs {
        if !one.matches(other) {
            let form = difference(one, other)?;
            first.get_or_insert(form);
        }
    }
    first
}

fn of_entries(one: &[(String, &Value)], other: &[(String, &Value)]) -> Option<Form> {
    if one.len() != other.len() {
        return None;
    }
    let keyed = |entries: &[(String, &Value)]| {
        let mut keys: Vec<String> = entries.iter().map(|(key, _)| key.clone()).collect();
        keys.sort();
        keys
    };
    if keyed(one) == keyed(other) {
        let value_of = |key: &String| other.iter().find(|(name, _)| name == key);
        let pairs = one
            .iter()
            .filter_map(|(key, value)| Some((*value, value_of(key)?.1)));
        return first_difference(pairs);
    }
    let values = |entries: &[(String, &Value)]| sorted(entries.iter().map(|(_, value)| *value));
    (values(one) == values(other)).then_some(Form::Key)
}

/// The text of a value that has one and no parts.
fn plain(value: &Value) -> Option<String> {
    Some(match value {
        Value::Null => "null".to_owned(),
        Value::Bool(truth) => truth.to_string(),
        Value::Int(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        Value::Str(text) => text.clone(),
        Value::Bytes(bytes) => String::from_utf8(bytes.clone()).ok()?,
        Value::Scalar { text, .. } => text.clone(),
        _ => return None,
    })
}

/// Whether two texts stand for the same: the same number, `None` for `null`, `True` for `true`, 1 for `true`.
fn same_text(one: &str, other: &str) -> bool {
    let level = |text: &str| match text.trim().to_lowercase().as_str() {
        "none" | "nil" | "undefined" => "null".to_owned(),
        "true" => "1".to_owned(),
        "false" => "0".to_owned(),
        text => text.to_owned(),
    };
    let (one, other) = (level(one), level(other));
    match (one.parse::<f64>(), other.parse::<f64>()) {
        (Ok(one), Ok(other)) => one == other,
        _ => one == other,
    }
}

/// The only thing that a value holds.
fn only(value: &Value) -> Option<&Value> {
    match value {
        Value::List(items) | Value::Tuple(items) | Value::Set(items) => match &items[..] {
            [one] => Some(one),
            _ => None,
        },
        Value::Dict(entries) => match &entries[..] {
            [(_, one)] => Some(one),
            _ => None,
        },
        Value::Object { fields, .. } => match &fields[..] {
            [(_, one)] => Some(one),
            _ => None,
        },
        _ => None,
    }
}

fn items(value: &Value) -> Option<&[Value]> {
    match value {
        Value::List(items) | Value::Tuple(items) | Value::Set(items) => Some(items),
        _ => None,
    }
}

/// The entries of a mapping with their keys as text.
fn entries(value: &Value) -> Option<Vec<(String, &Value)>> {
    match value {
        Value::Dict(entries) => entries
            .iter()
            .map(|(key, value)| Some((plain(key)?, value)))
            .collect(),
        Value::Object { fields, .. } => Some(
            fields
                .iter()
                .map(|(name, value)| (name.clone(), value))
                .collect(),
        ),
        _ => None,
    }
}

fn sorted<'a>(values: impl Iterator<Item = &'a Value>) -> Vec<String> {
    let mut texts: Vec<String> = values.map(Value::to_text).collect();
    texts.sort();
    texts
}

/// The value in the forms that it may have been meant in: for conditions on values, which say nothing of an expected one.
pub(super) fn variants(actual: &Value) -> Vec<(Form, Value)> {
    let mut variants = Vec::new();
    if let Some(one) = only(actual) {
        variants.push((Form::Wrapped, one.clone()));
    }
    variants.push((Form::Wrapped, Value::List(vec![actual.clone()])));
    match actual {
        Value::Str(text) => {
            if text.trim() != text {
                variants.push((Form::Whitespace, Value::Str(text.trim().to_owned())));
            }
            if let Ok(number) = text.trim().parse() {
                variants.push((Form::Type, Value::Int(number)));
            } else if let Ok(number) = text.trim().parse::<f64>() {
                variants.push((Form::Type, Value::Float(number)));
            }
            variants.push((Form::Type, Value::Bytes(text.clone().into_bytes())));
        }
        Value::Bytes(_) | Value::Int(_) | Value::Float(_) | Value::Bool(_) => {
            variants.extend(plain(actual).map(|text| (Form::Type, Value::Str(text))));
        }
        _ => {}
    }
    variants
}

/// Whether a value is one of the forms in which programs tell an error: nothing, `false`, -1, something empty, an exception, a
/// message that says so.
pub(super) fn is_sentinel(value: &Value) -> bool {
    let says_error = |text: &str| {
        let text = text.trim().to_lowercase();
        text.is_empty()
            || [
                "error", "err:", "invalid", "failed", "denied", "none", "null",
            ]
            .iter()
            .any(|word| text.starts_with(word))
    };
    match value {
        Value::Null | Value::Bool(false) | Value::Exception { .. } => true,
        Value::Int(number) => *number == (-1).into(),
        Value::Float(number) => *number == -1.0 || number.is_nan(),
        Value::Str(text) => says_error(text),
        Value::Bytes(bytes) => bytes.is_empty(),
        Value::List(items) | Value::Tuple(items) | Value::Set(items) => {
            items.is_empty() || (items.len() == 2 && items.iter().any(is_plain_sentinel))
        }
        Value::Dict(_) | Value::Object { .. } => entries(value).is_some_and(|entries| {
            entries.is_empty()
                || entries
                    .iter()
                    .any(|(key, _)| key.to_lowercase().starts_with("err"))
        }),
        _ => false,
    }
}

fn is_plain_sentinel(value: &Value) -> bool {
    matches!(
        value,
        Value::Null | Value::Bool(false) | Value::Exception { .. }
    )
}
