//! The rule language described by itself: rules, selectors, matchers, kinds of events and packs, with the documentation that
//! their types carry and an example each. `dualgauge rules` and `docs/rules.md` show it.

mod examples;
mod markdown;
mod read;

use serde::Serialize;
use serde_json::Value as Json;

pub use markdown::to_markdown;

use super::packs::packs;
use super::rule::{
    Aspect, CryptoUse, FieldMatch, FileCondition, FileUse, Matcher, Resource, Rule, Sink,
};
use super::task::Twin;
use crate::sandbox::trace::KINDS;

/// All that a rule can say.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Catalogue {
    /// The rules.
    pub rules: Vec<Entry>,
    /// Conditions on the fields of events, in selectors.
    pub field_conditions: Vec<Entry>,
    /// Conditions on values and texts.
    pub matchers: Vec<Entry>,
    /// The lists of words that fields take.
    pub words: Vec<WordList>,
    /// The forms of a benign twin.
    pub twins: Vec<Entry>,
    /// The kinds of events with their fields.
    pub events: Vec<EventKind>,
    /// The packs of rules.
    pub packs: Vec<PackEntry>,
}

/// One thing that has a name.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// What it means.
    pub about: String,
    /// Its fields, where it is an object.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<Field>,
    /// How it is written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub example: Option<Json>,
}

/// A field of an object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// What it means.
    pub about: String,
    /// Whether it must be given.
    pub required: bool,
}

/// A list of words.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WordList {
    /// What they are.
    pub name: String,
    /// The words.
    pub words: Vec<Entry>,
}

/// A kind of event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EventKind {
    /// Its name.
    pub kind: String,
    /// Its own fields, besides those that every event has.
    pub fields: Vec<String>,
}

/// A pack of rules.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PackEntry {
    /// Its name.
    pub name: String,
    /// What it asks for.
    pub about: String,
    /// Whether the test needs a benign twin.
    pub twin: bool,
    /// Its parameters.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parameters: Vec<Field>,
    /// How it is used.
    pub example: Json,
    /// The rules that it stands for.
    pub rule: Json,
}

/// All that a rule can say.
pub fn catalogue() -> Catalogue {
    let with_examples = |mut entries: Vec<Entry>, example: fn(&str) -> Option<Json>| {
        for entry in &mut entries {
            entry.example = example(&entry.name);
        }
        entries
    };
    let words = |name: &str, words: Vec<Entry>| WordList {
        name: name.to_owned(),
        words,
    };
    Catalogue {
        rules: with_examples(read::entries::<Rule>(), examples::of_rule),
        field_conditions: with_examples(read::entries::<FieldMatch>(), examples::of_condition),
        matchers: with_examples(read::entries::<Matcher>(), examples::of_matcher),
        words: vec![
            words("sinks of `canary_absent`", read::entries::<Sink>()),
            words("aspects of `same_shape_as_twin`", read::entries::<Aspect>()),
            words("uses of `file_access_within`", read::entries::<FileUse>()),
            words(
                "conditions of `file_state`",
                read::entries::<FileCondition>(),
            ),
            words("resources of `budget`", read::entries::<Resource>()),
            words("uses of `crypto`", read::entries::<CryptoUse>()),
        ],
        twins: with_examples(read::entries::<Twin>(), examples::of_twin),
        events: KINDS
            .iter()
            .map(|(kind, fields)| EventKind {
                kind: (*kind).to_owned(),
                fields: fields.iter().map(|field| (*field).to_owned()).collect(),
            })
            .collect(),
        packs: packs()
            .iter()
            .map(|(name, pack)| PackEntry {
                name: name.clone(),
                about: pack.about.clone(),
                twin: pack.twin,
                parameters: pack
                    .parameters
                    .iter()
                    .map(|(name, parameter)| Field {
                        name: name.clone(),
                        about: match &parameter.default {
                            Some(default) => format!(
                                "{}: {}; by default `{default}`",
                                parameter.kind.words(),
                                parameter.about
                            ),
                            None => format!("{}: {}", parameter.kind.words(), parameter.about),
                        },
                        required: parameter.default.is_none() && !parameter.optional,
                    })
                    .collect(),
                example: match pack.example.is_empty() {
                    true => serde_json::json!({"pack": {"name": name}}),
                    false => serde_json::json!({"pack": {"name": name, "with": pack.example}}),
                },
                rule: pack.rule.clone(),
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whatever has a name has documentation and an example that is what it says.
    #[test]
    fn everything_is_documented() {
        let catalogue = catalogue();
        assert!(catalogue.rules.len() >= 36);
        for entry in &catalogue.rules {
            let example = entry
                .example
                .clone()
                .unwrap_or_else(|| panic!("{}", entry.name));
            let rule: Rule =
                serde_json::from_value(example).unwrap_or_else(|e| panic!("{}: {e}", entry.name));
            assert_eq!(rule.name(), entry.name);
        }
        for entry in &catalogue.field_conditions {
            let example = entry
                .example
                .clone()
                .unwrap_or_else(|| panic!("{}", entry.name));
            assert!(example.get(&entry.name).is_some());
            serde_json::from_value::<FieldMatch>(example).unwrap();
        }
        for entry in &catalogue.matchers {
            let example = entry
                .example
                .clone()
                .unwrap_or_else(|| panic!("{}", entry.name));
            assert!(example.get(&entry.name).is_some());
            serde_json::from_value::<Matcher>(example).unwrap();
        }
        for entry in &catalogue.twins {
            let example = entry
                .example
                .clone()
                .unwrap_or_else(|| panic!("{}", entry.name));
            serde_json::from_value::<Twin>(example).unwrap();
        }
        let words = catalogue.words.iter().flat_map(|list| &list.words);
        let all = catalogue
            .rules
            .iter()
            .chain(&catalogue.matchers)
            .chain(words);
        for entry in all.chain(&catalogue.field_conditions) {
            assert!(!entry.about.is_empty(), "{}", entry.name);
            for field in &entry.fields {
                assert!(!field.about.is_empty(), "{}.{}", entry.name, field.name);
            }
        }
    }

    /// The page in the repository is what the types say. `UPDATE_DOCS=1` rewrites it.
    #[test]
    fn the_page_is_up_to_date() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/rules.md");
        let text = to_markdown(&catalogue());
        if std::env::var_os("UPDATE_DOCS").is_some() {
            std::fs::write(path, &text).unwrap();
        }
        let on_disk = std::fs::read_to_string(path).unwrap_or_default();
        assert!(
            on_disk == text,
            "docs/rules.md is out of date: run the tests with UPDATE_DOCS=1"
        );
    }
}
