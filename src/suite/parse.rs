//! From the text of `task.jsonc` to a [`TaskFile`], with every mistake that can be told apart.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value as Json};

use super::canary::{Replacer, canary_marker};
use super::check::LeastTests;
use super::jsonc::{Document, SyntaxError};
use super::packs::expand_rule;
use super::task::{Expect, TaskFile, Test, World};
use super::template::expand;

/// How much all short forms of a task may grow to.
const MAX_EXPANSION: usize = 8 << 20;

/// What came of a task file whose syntax is right.
pub(super) struct Parsed<'a> {
    /// The text with its places.
    pub document: Document<'a>,
    /// The typed content; `None` where it hasn't the shape of one.
    pub file: Option<TaskFile>,
    /// The marker of each canary.
    pub canaries: BTreeMap<String, String>,
    /// Fields and what is wrong in them.
    pub wrong: Vec<(String, String)>,
}

/// Parses a task file; `id` is what canaries are derived from.
pub(super) fn parse_task_file<'a>(text: &'a str, id: &str) -> Result<Parsed<'a>, SyntaxError> {
    let document = Document::parse(text)?;
    let mut wrong = Vec::new();
    let mut json = document.value.clone();
    let canaries = replace_canaries(&mut json, id, &mut wrong);
    expand_forms(&mut json, &mut wrong);
    let file = match serde_path_to_error::deserialize::<_, TaskFile>(&json) {
        Ok(mut file) => {
            for (index, test) in file.tests.iter_mut().enumerate() {
                if let Some(rule) = &mut test.rule {
                    expand_rule(rule, &format!("tests[{index}].rule"), &mut wrong);
                }
            }
            Some(file)
        }
        Err(error) => {
            let (field, text) = shape_error("", &error);
            collect_shape_errors(&json, &mut wrong);
            if !wrong.contains(&(field.clone(), text.clone())) {
                wrong.push((field, text));
            }
            None
        }
    };
    Ok(Parsed {
        document,
        file,
        canaries,
        wrong,
    })
}

/// The parts of a task file whose texts may hold canaries and short forms.
const PARTS: [&str; 3] = ["worlds", "tests", "rejection"];

fn replace_canaries(
    json: &mut Json,
    id: &str,
    wrong: &mut Vec<(String, String)>,
) -> BTreeMap<String, String> {
    let declared = json.get("canaries").and_then(Json::as_array);
    let names: Vec<String> = declared
        .into_iter()
        .flatten()
        .filter_map(|name| name.as_str().map(str::to_owned))
        .collect();
    let mut markers = BTreeMap::new();
    for (index, name) in names.iter().enumerate() {
        let valid = (1..=40).contains(&name.len())
            && name
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
        if !valid {
            let text = "a canary's name is 1 to 40 of A-Z, a-z, 0-9, _ and -";
            wrong.push((format!("canaries[{index}]"), text.to_owned()));
        }
        let marker = canary_marker(id, name);
        if markers.insert(name.clone(), marker).is_some() {
            wrong.push((
                format!("canaries[{index}]"),
                format!("{name:?} stands here twice"),
            ));
        }
    }
    let mut replacer = Replacer::new(&markers);
    for part in PARTS {
        if let Some(value) = json.get_mut(part) {
            replacer.replace(value, &mut part.to_owned());
        }
    }
    wrong.append(&mut replacer.wrong);
    let used = replacer.used;
    for (index, name) in names.iter().enumerate() {
        if !used.contains(name) {
            wrong.push((
                format!("canaries[{index}]"),
                format!("{name:?} is planted nowhere: no text holds ${{canary:{name}}}"),
            ));
        }
    }
    markers
}

fn expand_forms(json: &mut Json, wrong: &mut Vec<(String, String)>) {
    let mut room = MAX_EXPANSION;
    for part in PARTS {
        if let Some(value) = json.get_mut(part) {
            expand(value, &mut part.to_owned(), &mut room, wrong);
        }
    }
}

fn shape_error<E: std::fmt::Display>(
    prefix: &str,
    error: &serde_path_to_error::Error<E>,
) -> (String, String) {
    let path = error.path().to_string();
    let field = match (prefix, path.as_str()) {
        (_, ".") => prefix.to_owned(),
        ("", path) => path.to_owned(),
        (prefix, path) if path.starts_with('[') => format!("{prefix}{path}"),
        (prefix, path) => format!("{prefix}.{path}"),
    };
    (field, error.inner().to_string())
}

/// The mistakes of each test, each world and the rest, where the whole told only its first.
fn collect_shape_errors(json: &Json, wrong: &mut Vec<(String, String)>) {
    let mut tell = |found: Option<(String, String)>| wrong.extend(found);
    let tests = json.get("tests").and_then(Json::as_array);
    for (index, test) in tests.into_iter().flatten().enumerate() {
        tell(shape_of::<Test>(test, &format!("tests[{index}]")));
    }
    let worlds = json.get("worlds").and_then(Json::as_object);
    for (name, world) in worlds.into_iter().flatten() {
        tell(shape_of::<World>(world, &format!("worlds.{name}")));
    }
    if let Some(rejection) = json.get("rejection") {
        tell(shape_of::<Option<Expect>>(rejection, "rejection"));
    }
    let Json::Object(map) = json else { return };
    let mut rest: Map<String, Json> = map.clone();
    if tests.is_some() {
        rest.insert("tests".to_owned(), Json::Array(Vec::new()));
    }
    if worlds.is_some() {
        rest.remove("worlds");
    }
    rest.remove("rejection");
    tell(shape_of::<TaskFile>(&Json::Object(rest), ""));
}

fn shape_of<T: DeserializeOwned>(json: &Json, prefix: &str) -> Option<(String, String)> {
    serde_path_to_error::deserialize::<_, T>(json)
        .err()
        .map(|error| shape_error(prefix, &error))
}

/// The content of `suite.json`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SuiteFile {
    /// The suite's name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// One line for people.
    #[serde(default)]
    #[allow(dead_code, reason = "for readers of the file")]
    pub about: Option<String>,
    /// How many tests each of its tasks has at the least. A suite that measures generators leaves it out.
    #[serde(default)]
    pub least_tests: LeastTests,
    /// Whether its tests may have rules that only a language model can decide.
    #[serde(default)]
    pub judged: bool,
}
