//! The forms that typed JSON has in tasks only: short ways to write long texts, and what an earlier call returned.
//!
//! | form | meaning | until when |
//! | --- | --- | --- |
//! | `{"$hex": "00ff"}` | bytes | becomes `$bytes` when the task is loaded |
//! | `{"$repeat": [TEXT, N]}` | the text N times | becomes text when the task is loaded |
//! | `{"$concat": [TEXT, ...]}` | the texts joined | becomes text when the task is loaded, unless a `$result` is in it |
//! | `{"$result": N}` | what call N returned | stays; the language's runtime puts the value in |

use serde_json::{Map, Value as Json, json};

use super::canary::{in_element, in_key};
use crate::value::{Value, ValueError};

/// The most bytes that one `$repeat` or `$concat` may grow to.
const MAX_TEXT: usize = 4 << 20;

const RESULT_WANTS: &str = "`$result` takes the number of an earlier call";
const REPEAT_WANTS: &str = "`$repeat` takes a text and a number";

fn single(map: &Map<String, Json>) -> Option<(&str, &Json)> {
    match map.len() {
        1 => map.iter().next().map(|(key, value)| (key.as_str(), value)),
        _ => None,
    }
}

/// Writes out the short forms in a part of a task file. Mistakes go to `wrong` with their field. `room` is how many
/// bytes all of them may still add, so that a small file can't become a huge one.
pub(super) fn expand(
    json: &mut Json,
    field: &mut String,
    room: &mut usize,
    wrong: &mut Vec<(String, String)>,
) {
    match json {
        Json::Array(items) => {
            for (index, item) in items.iter_mut().enumerate() {
                in_element(field, index, |field| expand(item, field, room, wrong));
            }
        }
        Json::Object(map) => {
            for (key, value) in map.iter_mut() {
                in_key(field, key, |field| expand(value, field, room, wrong));
            }
            match single(map).map(|(key, content)| expand_form(key, content, room)) {
                Some(Ok(Some(expanded))) => *json = expanded,
                Some(Err(text)) => wrong.push((field.clone(), text)),
                Some(Ok(None)) | None => {}
            }
        }
        _ => {}
    }
}

fn expand_form(key: &str, content: &Json, room: &mut usize) -> Result<Option<Json>, String> {
    let mut take = |bytes: usize| match room.checked_sub(bytes) {
        Some(rest) if bytes <= MAX_TEXT => {
            *room = rest;
            Ok(())
        }
        _ => Err(format!("`{key}` grows too large")),
    };
    match key {
        "$hex" => Ok(Value::from_json(&json!({"$hex": content}))
            .ok()
            .map(|bytes| bytes.to_json())),
        "$repeat" => match content.as_array().map(Vec::as_slice) {
            Some([Json::String(text), Json::Number(times)]) => {
                let times = times
                    .as_u64()
                    .and_then(|times| usize::try_from(times).ok())
                    .ok_or(REPEAT_WANTS)?;
                take(text.len().saturating_mul(times))?;
                Ok(Some(Json::String(text.repeat(times))))
            }
            _ => Err(REPEAT_WANTS.to_owned()),
        },
        "$concat" => match content.as_array() {
            Some(parts) if parts.iter().all(Json::is_string) => {
                let joined: String = parts.iter().filter_map(Json::as_str).collect();
                take(joined.len())?;
                Ok(Some(Json::String(joined)))
            }
            _ => Ok(None),
        },
        _ => Ok(None),
    }
}

/// Checks an argument of call number `earlier`, in a task that is loaded.
pub(super) fn check_argument(argument: &Json, earlier: usize) -> Result<(), String> {
    let plain = without_results(argument, earlier).map_err(str::to_owned)?;
    Value::from_json(&plain)
        .map(drop)
        .map_err(|error: ValueError| error.to_string())
}

/// The argument with something harmless in the place of each reference to a result.
fn without_results(json: &Json, earlier: usize) -> Result<Json, &'static str> {
    match json {
        Json::Array(items) => items
            .iter()
            .map(|item| without_results(item, earlier))
            .collect(),
        Json::Object(map) => match single(map) {
            Some(("$result", number)) => match number.as_u64() {
                Some(number) if number < earlier as u64 => Ok(Json::Null),
                _ => Err(RESULT_WANTS),
            },
            Some(("$concat", Json::Array(parts))) => {
                for part in parts {
                    let is_result = part
                        .as_object()
                        .and_then(single)
                        .is_some_and(|(key, _)| key == "$result" || key == "$concat");
                    if !part.is_string() && !is_result {
                        return Err("`$concat` takes a list of texts and `$result`s");
                    }
                    without_results(part, earlier)?;
                }
                Ok(Json::String(String::new()))
            }
            _ => map
                .iter()
                .map(|(key, value)| Ok((key.clone(), without_results(value, earlier)?)))
                .collect::<Result<Map<String, Json>, &'static str>>()
                .map(Json::Object),
        },
        other => Ok(other.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expanded(mut json: Json) -> (Json, Vec<(String, String)>) {
        let mut wrong = Vec::new();
        expand(&mut json, &mut "t".to_owned(), &mut 10_000_000, &mut wrong);
        (json, wrong)
    }

    #[test]
    fn short_forms_are_written_out() {
        let (json, wrong) = expanded(json!([
            {"$hex": "00ff"},
            {"$concat": ["<", {"$repeat": ["ab", 3]}, ">"]},
            {"$concat": ["a", {"$result": 0}]},
        ]));
        assert_eq!(
            json,
            json!([{"$bytes": "AP8="}, "<ababab>", {"$concat": ["a", {"$result": 0}]}])
        );
        assert!(wrong.is_empty());
    }

    #[test]
    fn growth_is_bounded() {
        let bomb = json!({"$repeat": ["a", u64::MAX]});
        assert_eq!(expanded(bomb).1.len(), 1);
        let nested = json!({"$repeat": [{"$repeat": [{"$repeat": ["a", 4000]}, 4000]}, 4000]});
        assert!(!expanded(nested).1.is_empty());
        let many = Json::Array(vec![json!({"$repeat": ["a", 4_000_000]}); 10]);
        assert_eq!(expanded(many).1.len(), 8);
        assert_eq!(expanded(json!([{"$repeat": "a"}])).1[0].0, "t[0]");
    }

    #[test]
    fn arguments_are_checked() {
        assert!(check_argument(&json!([{"$result": 0}, {"$bytes": "AP8="}]), 1).is_ok());
        assert!(check_argument(&json!({"$result": 1}), 1).is_err());
        assert!(check_argument(&json!({"$concat": ["a", 1]}), 1).is_err());
        assert!(check_argument(&json!({"$bytes": "?"}), 1).is_err());
    }
}
