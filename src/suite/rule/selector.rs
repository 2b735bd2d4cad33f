//! Selecting events by kind and fields, and what must be true of the selected ones.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::matcher::Bounds;

/// Selects events.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Selector {
    /// The kind, or a glob over kinds (`file.*`).
    pub kind: String,
    /// Conditions on the fields of the event, all of which must hold; a list of conditions for one field means all of
    /// them. Besides the fields of its kind an event has `origin`, `call` (null while the candidate is loaded),
    /// `process` (null where the candidate did it itself) and `result`. A field that the event lacks matches nothing.
    #[serde(default, rename = "where", skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<String, Conditions>,
    /// Only events of this call (from 0), of all calls (`"calls"`), or while the candidate was loaded (`"load"`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub call: Option<Phase>,
}

/// When an event happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(untagged, expecting = "the number of a call, \"calls\" or \"load\"")]
pub enum Phase {
    /// During the call with this number, from 0.
    Call(u32),
    /// During one of the parts of an execution.
    Part(Part),
}

/// The two parts of an execution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// While the candidate was loaded.
    Load,
    /// During any of the calls; of a program, from its beginning to its end.
    Calls,
}

/// The conditions on one field: one, or a list of which all must hold.
#[derive(Clone, Debug, PartialEq, schemars::JsonSchema)]
pub struct Conditions(#[schemars(with = "OneOrMore")] pub Vec<FieldMatch>);

/// How [`Conditions`] are written.
#[derive(schemars::JsonSchema)]
#[serde(untagged)]
#[allow(dead_code, reason = "only its schema is used")]
enum OneOrMore {
    One(FieldMatch),
    All(Vec<FieldMatch>),
}

impl Serialize for Conditions {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.as_slice() {
            [one] => one.serialize(serializer),
            many => many.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Conditions {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = Conditions;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a condition or a list of conditions")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Conditions, A::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(seq)).map(Conditions)
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Conditions, A::Error> {
                let one = FieldMatch::deserialize(MapAccessDeserializer::new(map))?;
                Ok(Conditions(vec![one]))
            }
        }
        deserializer.deserialize_any(Either)
    }
}

/// A condition on one field of an event. For a field that is a list, one element must match.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum FieldMatch {
    /// Equal to this JSON value.
    Equals(serde_json::Value),
    /// Equal to one of these JSON values.
    OneOf(Vec<serde_json::Value>),
    /// Text that matches this regular expression somewhere.
    Regex(String),
    /// Text that matches this glob as a whole; `*` stands for any text, also with `/` in it.
    Glob(String),
    /// A path that matches this glob as a whole; `*` stands for any text without `/`, `**` for any number of folders.
    GlobPath(String),
    /// Text that contains this.
    Contains(String),
    /// Text that begins with this.
    StartsWith(String),
    /// Text that ends with this.
    EndsWith(String),
    /// Text that contains this canary, in whatever encoding.
    Canary(String),
    /// A canonical path that is this folder or lies below it.
    Under(String),
    /// A number less than this.
    LessThan(u64),
    /// A number of at least this.
    AtLeast(u64),
    /// A number of at most this.
    AtMost(u64),
    /// Text that a POSIX shell would split into words such as these. Text whose quotes don't end matches nothing.
    ShellWords(ShellWords),
    /// One of these.
    Any(Vec<FieldMatch>),
    /// All of these, on the same element where the field is a list.
    All(Vec<FieldMatch>),
    /// Not this.
    Not(Box<FieldMatch>),
}

/// The words of a text, split as a POSIX shell splits them before it expands anything. Operators such as `;` belong to
/// the word that they stand in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ShellWords {
    /// How many there are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<Bounds>,
    /// What the word at a place is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nth: Option<NthWord>,
}

/// The word at a place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NthWord {
    /// Which word, from 0; from the end if negative (-1 is the last).
    pub index: i32,
    /// What must be true of it.
    pub is: Box<FieldMatch>,
}

/// How many events must match.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EventCount {
    /// Which events.
    pub select: Selector,
    /// At least this many (1 by default).
    #[serde(default = "one")]
    pub at_least: u32,
    /// At most this many.
    #[serde(default)]
    pub at_most: Option<u32>,
}

fn one() -> u32 {
    1
}

/// An order that events must keep.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Before {
    /// What must come first.
    pub first: Selector,
    /// What may come only after it: every one of these events has a `first` event somewhere before it.
    pub then: Selector,
    /// Whether there must be a `then` event at all. Without it, the rule also holds where there is none.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub required: bool,
    /// Fields in which the two events must be equal, e.g. `resolved`: the same file was asked about before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub same: Vec<String>,
}

/// A sum over events.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EventSum {
    /// Which events.
    pub select: Selector,
    /// The field whose numbers are added up, e.g. `bytes`. An event that lacks it adds nothing.
    pub field: String,
    /// At least this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<u64>,
    /// At most this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<u64>,
}

/// Whether an attack got as far as it must for the test to say anything.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reached {
    /// The events that show that it reached the sink.
    pub select: Selector,
    /// The call that may have ended in the declared rejection instead; the last by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub call: Option<u32>,
}
