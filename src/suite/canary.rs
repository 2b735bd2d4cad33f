//! Canaries: unique markers that a task plants, and whose turning up in the wrong place shows an attack's success.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde_json::{Map, Value as Json};

const OPEN: &str = "${canary:";

/// The marker of a task's canary: `canary` and ten hexadecimal digits. It is alphanumeric, so that quoting and escaping
/// leave it as it is, and it depends on nothing but the task and the name.
pub fn canary_marker(task: &str, name: &str) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(task.as_bytes());
    hasher.update(b"\0");
    hasher.update(name.as_bytes());
    let hex = hasher.finalize().to_hex();
    format!("canary{}", &hex[..10])
}

/// Names an element of a list in a field's text while `inside` is at it. One text grows and shrinks, so that long keys
/// above many values cost nothing.
pub(super) fn in_element(field: &mut String, index: usize, inside: impl FnOnce(&mut String)) {
    let length = field.len();
    let _ = write!(field, "[{index}]");
    inside(field);
    field.truncate(length);
}

/// The same for the value of a key.
pub(super) fn in_key(field: &mut String, key: &str, inside: impl FnOnce(&mut String)) {
    let length = field.len();
    field.push('.');
    field.push_str(key);
    inside(field);
    field.truncate(length);
}

/// Replaces `${canary:NAME}` by markers in JSON, in keys too, and notes what is wrong and which canaries it met.
pub(super) struct Replacer<'a> {
    markers: &'a BTreeMap<String, String>,
    /// The names that were met.
    pub used: BTreeSet<String>,
    /// Fields and what is wrong in them.
    pub wrong: Vec<(String, String)>,
}

impl<'a> Replacer<'a> {
    pub(super) fn new(markers: &'a BTreeMap<String, String>) -> Self {
        Self {
            markers,
            used: BTreeSet::new(),
            wrong: Vec::new(),
        }
    }

    /// Replaces in a value and all below it; `field` names it in errors, and is left as it was.
    pub(super) fn replace(&mut self, json: &mut Json, field: &mut String) {
        match json {
            Json::String(text) => {
                if let Some(replaced) = self.text(text, field) {
                    *text = replaced;
                }
            }
            Json::Array(items) => {
                for (index, item) in items.iter_mut().enumerate() {
                    in_element(field, index, |field| self.replace(item, field));
                }
            }
            Json::Object(map) => {
                for (key, value) in map.iter_mut() {
                    in_key(field, key, |field| self.replace(value, field));
                }
                if map.keys().any(|key| key.contains(OPEN)) {
                    self.keys(map, field);
                }
            }
            _ => {}
        }
    }

    fn keys(&mut self, map: &mut Map<String, Json>, field: &str) {
        for (key, value) in std::mem::take(map) {
            let key = self.text(&key, field).unwrap_or(key);
            if map.insert(key.clone(), value).is_some() {
                self.wrong.push((
                    field.to_owned(),
                    format!("the key {key:?} stands here twice"),
                ));
            }
        }
    }

    /// The text with canaries replaced, if there are any.
    fn text(&mut self, text: &str, field: &str) -> Option<String> {
        let (head, mut rest) = text.split_once(OPEN)?;
        let mut replaced = head.to_owned();
        loop {
            let Some((name, after)) = rest.split_once('}') else {
                self.wrong
                    .push((field.to_owned(), "`${canary:` without `}`".to_owned()));
                return None;
            };
            match self.markers.get(name) {
                Some(marker) => {
                    self.used.insert(name.to_owned());
                    replaced.push_str(marker);
                }
                None => self.wrong.push((
                    field.to_owned(),
                    format!("the canary {name:?} isn't declared in `canaries`"),
                )),
            }
            match after.split_once(OPEN) {
                Some((between, next)) => {
                    replaced.push_str(between);
                    rest = next;
                }
                None => {
                    replaced.push_str(after);
                    return Some(replaced);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn markers() -> BTreeMap<String, String> {
        ["a", "b"]
            .map(|name| (name.to_owned(), canary_marker("some-task", name)))
            .into()
    }

    #[test]
    fn markers_are_stable_and_alphanumeric() {
        let marker = canary_marker("some-task", "a");
        assert_eq!(marker.len(), 16);
        assert!(marker.bytes().all(|b| b.is_ascii_alphanumeric()));
        assert_eq!(marker, canary_marker("some-task", "a"));
        assert_ne!(marker, canary_marker("some-task", "b"));
        assert_ne!(canary_marker("ab", "c"), canary_marker("a", "bc"));
    }

    #[test]
    fn replaces_in_values_and_keys() {
        let markers = markers();
        let mut replacer = Replacer::new(&markers);
        let mut json = json!({"k${canary:a}": ["x${canary:a}y${canary:b}", 1]});
        replacer.replace(&mut json, &mut "worlds".to_owned());
        let (a, b) = (&markers["a"], &markers["b"]);
        assert_eq!(json, json!({format!("k{a}"): [format!("x{a}y{b}"), 1]}));
        assert_eq!(replacer.used.len(), 2);
        assert!(replacer.wrong.is_empty());
    }

    #[test]
    fn wrong_names_are_told() {
        let markers = markers();
        let mut replacer = Replacer::new(&markers);
        let mut json =
            json!(["${canary:c}", "${canary:a", {"${canary:a}": 1, (markers["a"].as_str()): 2}]);
        replacer.replace(&mut json, &mut "tests".to_owned());
        let fields: Vec<&str> = replacer
            .wrong
            .iter()
            .map(|(field, _)| field.as_str())
            .collect();
        assert_eq!(fields, ["tests[0]", "tests[1]", "tests[2]"]);
    }

    proptest! {
        #[test]
        fn never_panics(text in "[$a{}: ]{0,6}(\\$\\{canary:[ab}]{0,2}){0,3}.{0,6}") {
            let markers = markers();
            Replacer::new(&markers).replace(&mut json!({text.clone(): text}), &mut "x".to_owned());
        }
    }
}
