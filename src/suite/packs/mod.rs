//! Packs: named rules for a weakness, with parameters. A task says `{"pack": {"name": "cwe-22", "with": {...}}}`; when it is
//! loaded, the rules that the pack is made of take its place, so that nothing else knows packs.
//!
//! The packs themselves are data, in the `.jsonc` files of this folder. In a pack's rule `"$name"` stands for a parameter; what
//! an optional parameter that isn't given would fill is left out, and so is `{"$if": "name", "rule": ...}`.

mod expand;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

pub use expand::{expand, expand_rule};

use super::jsonc::Document;

/// A named pack of rules.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pack {
    /// What it asks for, in one sentence.
    pub about: String,
    /// Its parameters by name.
    #[serde(default)]
    pub parameters: BTreeMap<String, Parameter>,
    /// Whether its rules compare with a benign twin, which the test then needs.
    #[serde(default)]
    pub twin: bool,
    /// Its rules, with `"$name"` for parameters.
    pub rule: Json,
    /// Parameters that make sense.
    pub example: BTreeMap<String, Json>,
}

/// A parameter of a pack.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parameter {
    /// What kind of value it takes.
    #[serde(rename = "type")]
    pub kind: ParameterKind,
    /// What it means.
    pub about: String,
    /// The value where none is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<Json>,
    /// Whether it may be left out although it has no default.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub optional: bool,
}

/// The kinds of values that parameters take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ParameterKind {
    /// A text.
    String,
    /// A list of texts.
    Strings,
    /// A number.
    Number,
    /// A list of numbers.
    Numbers,
    /// `true` or `false`.
    Boolean,
    /// An object with numbers.
    Object,
}

impl ParameterKind {
    /// In plain words.
    pub fn words(self) -> &'static str {
        match self {
            Self::String => "a text",
            Self::Strings => "a list of texts",
            Self::Number => "a number",
            Self::Numbers => "a list of numbers",
            Self::Boolean => "true or false",
            Self::Object => "an object with numbers",
        }
    }

    fn fits(self, value: &Json) -> bool {
        let all = |fits: fn(&Json) -> bool| value.as_array().is_some_and(|l| l.iter().all(fits));
        match self {
            Self::String => value.is_string(),
            Self::Strings => all(Json::is_string),
            Self::Number => value.is_number(),
            Self::Numbers => all(Json::is_number),
            Self::Boolean => value.is_boolean(),
            Self::Object => value
                .as_object()
                .is_some_and(|map| map.values().all(Json::is_number)),
        }
    }
}

/// A pack as it stands in a file: itself, or what it has in common with another one.
#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Like { like: String, about: String },
    Own(Pack),
}

const FILES: [&str; 6] = [
    include_str!("files.jsonc"),
    include_str!("injection.jsonc"),
    include_str!("web.jsonc"),
    include_str!("secrets.jsonc"),
    include_str!("crypto.jsonc"),
    include_str!("limits.jsonc"),
];

/// All packs by name.
pub fn packs() -> &'static BTreeMap<String, Pack> {
    static PACKS: OnceLock<BTreeMap<String, Pack>> = OnceLock::new();
    PACKS.get_or_init(|| {
        let mut packs = BTreeMap::new();
        let mut alike = Vec::new();
        for text in FILES {
            let document = Document::parse(text).expect("a file of packs is JSON: a test reads it");
            let written: BTreeMap<String, Written> = serde_json::from_value(document.value.clone())
                .expect("a file of packs holds packs: a test reads it");
            for (name, pack) in written {
                match pack {
                    Written::Own(pack) => {
                        packs.insert(name, pack);
                    }
                    Written::Like { like, about } => alike.push((name, like, about)),
                }
            }
        }
        for (name, like, about) in alike {
            let pack = packs
                .get(&like)
                .expect("a pack is like another one: a test reads it");
            let pack = Pack {
                about,
                ..pack.clone()
            };
            packs.insert(name, pack);
        }
        packs
    })
}
