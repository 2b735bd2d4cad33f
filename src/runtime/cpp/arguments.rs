//! What earlier calls returned, put into the arguments of a later one.
//!
//! The calls are driven from outside of the guest, so this is done here, on typed JSON; `docs/values.md` says what the forms
//! mean. What a candidate returned may be large and is referred to as often as a test likes, so growth is bounded.

use serde_json::{Map, Value as Json};

use crate::value::{MAX_DEPTH, Value};

/// The most bytes of text that the arguments of one call may hold, about.
const MAX_BYTES: usize = 16 << 20;

/// Why a call can't be made. It counts as raised.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ArgumentError {
    /// An argument refers to a call that raised, or that wasn't made.
    #[error("call {0} returned nothing")]
    Missing(u64),
    /// A `$concat` has a part that has no text of its own.
    #[error("a part of `$concat` isn't text")]
    NotText,
    /// The arguments would be larger than a guest is given.
    #[error("the arguments are too large")]
    TooLarge,
    /// A form of typed JSON isn't what it must be.
    #[error("{0}")]
    Form(&'static str),
}

impl ArgumentError {
    /// The type of exception that the call counts as having raised.
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::Missing(_) => "MissingResult",
            Self::NotText => "TypeError",
            Self::TooLarge => "OverflowError",
            Self::Form(_) => "ValueError",
        }
    }
}

/// The arguments of a call as plain typed JSON. `results` holds what each earlier call returned, and `None` where it raised.
///
/// # Errors
/// If the call can't be made.
pub fn resolve(arguments: &[Json], results: &[Option<Json>]) -> Result<Vec<Json>, ArgumentError> {
    let mut resolver = Resolver {
        results,
        room: MAX_BYTES,
    };
    arguments
        .iter()
        .map(|argument| resolver.resolve(argument, 1))
        .collect()
}

struct Resolver<'r> {
    results: &'r [Option<Json>],
    /// How many bytes may still be added.
    room: usize,
}

impl<'r> Resolver<'r> {
    fn resolve(&mut self, json: &Json, depth: usize) -> Result<Json, ArgumentError> {
        if depth > MAX_DEPTH + 1 {
            return Err(ArgumentError::TooLarge);
        }
        match json {
            Json::Array(items) => {
                self.take(items.len())?;
                items
                    .iter()
                    .map(|item| self.resolve(item, depth + 1))
                    .collect()
            }
            Json::Object(map) => match single(map) {
                Some(("$result", number)) => {
                    let result = self.result(number)?;
                    // What a call returned is plain: forms in it would be the candidate's.
                    self.measure(result, depth)?;
                    Ok(result.clone())
                }
                Some(("$concat", parts)) => self.concat(parts, depth),
                _ => self.resolve_fields(map, depth),
            },
            other => {
                self.measure(other, depth)?;
                Ok(other.clone())
            }
        }
    }

    fn resolve_fields(
        &mut self,
        map: &Map<String, Json>,
        depth: usize,
    ) -> Result<Json, ArgumentError> {
        let mut fields = Map::new();
        for (key, value) in map {
            self.take(key.len() + 1)?;
            fields.insert(key.clone(), self.resolve(value, depth + 1)?);
        }
        Ok(Json::Object(fields))
    }

    fn result(&self, number: &Json) -> Result<&'r Json, ArgumentError> {
        let number = number.as_u64().ok_or(ArgumentError::Form(
            "`$result` takes the number of an earlier call",
        ))?;
        usize::try_from(number)
            .ok()
            .and_then(|index| self.results.get(index)?.as_ref())
            .ok_or(ArgumentError::Missing(number))
    }

    /// The joined text; joined bytes if all parts are bytes.
    fn concat(&mut self, parts: &Json, depth: usize) -> Result<Json, ArgumentError> {
        let parts = parts
            .as_array()
            .ok_or(ArgumentError::Form("`$concat` takes a list"))?
            .iter()
            .map(|part| self.resolve(part, depth + 1))
            .collect::<Result<Vec<Json>, ArgumentError>>()?;
        if !parts.is_empty()
            && let Some(bytes) = parts.iter().map(bytes_of).collect::<Option<Vec<Vec<u8>>>>()
        {
            return Ok(Value::Bytes(bytes.concat()).to_json());
        }
        parts
            .iter()
            .map(text_of)
            .collect::<Option<String>>()
            .map(Json::String)
            .ok_or(ArgumentError::NotText)
    }

    fn take(&mut self, bytes: usize) -> Result<(), ArgumentError> {
        self.room = self
            .room
            .checked_sub(bytes)
            .ok_or(ArgumentError::TooLarge)?;
        Ok(())
    }

    /// Takes room for a value at a depth, before it is copied.
    fn measure(&mut self, json: &Json, depth: usize) -> Result<(), ArgumentError> {
        if depth > MAX_DEPTH + 1 {
            return Err(ArgumentError::TooLarge);
        }
        match json {
            Json::String(text) => self.take(text.len() + 2),
            Json::Array(items) => {
                self.take(items.len() + 2)?;
                items
                    .iter()
                    .try_for_each(|item| self.measure(item, depth + 1))
            }
            Json::Object(map) => map.iter().try_for_each(|(key, value)| {
                self.take(key.len() + 4)?;
                self.measure(value, depth + 1)
            }),
            _ => self.take(8),
        }
    }
}

fn single(map: &Map<String, Json>) -> Option<(&str, &Json)> {
    match map.len() {
        1 => map.iter().next().map(|(key, value)| (key.as_str(), value)),
        _ => None,
    }
}

fn bytes_of(part: &Json) -> Option<Vec<u8>> {
    match Value::from_json(part) {
        Ok(Value::Bytes(bytes)) => Some(bytes),
        _ => None,
    }
}

/// The text of a part, as the Python driver writes it, so that a test means the same in every language.
fn text_of(part: &Json) -> Option<String> {
    match part {
        Json::String(text) => Some(text.clone()),
        Json::Null => Some("None".to_owned()),
        Json::Bool(true) => Some("True".to_owned()),
        Json::Bool(false) => Some("False".to_owned()),
        Json::Number(number) => Some(number.to_string()),
        Json::Object(map) => match single(map)? {
            ("$int" | "$float" | "$decimal", Json::String(digits)) => Some(digits.clone()),
            _ => None,
        },
        Json::Array(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn one(argument: Json) -> Result<Json, ArgumentError> {
        let results = [
            Some(json!("id")),
            None,
            Some(json!({"$bytes": "AP8="})),
            Some(json!([1, {"a": null}])),
            Some(json!(12)),
        ];
        resolve(&[argument], &results).map(|mut all| all.remove(0))
    }

    #[test]
    fn results_are_put_in() {
        assert_eq!(
            one(json!({"a": [{"$result": 0}]})),
            Ok(json!({"a": ["id"]}))
        );
        assert_eq!(
            one(json!({"$tuple": [{"$result": 3}]})),
            Ok(json!({"$tuple": [[1, {"a": null}]]}))
        );
        assert_eq!(one(json!({"$result": 1})), Err(ArgumentError::Missing(1)));
        assert_eq!(one(json!({"$result": 9})), Err(ArgumentError::Missing(9)));
        assert_eq!(ArgumentError::Missing(1).type_name(), "MissingResult");
        assert_eq!(
            ArgumentError::Missing(1).to_string(),
            "call 1 returned nothing"
        );
    }

    #[test]
    fn texts_are_joined() {
        assert_eq!(
            one(json!({"$concat": [" ", {"$result": 0}, "\n"]})),
            Ok(json!(" id\n"))
        );
        assert_eq!(
            one(json!({"$concat": ["n", {"$result": 4}, true]})),
            Ok(json!("n12True"))
        );
        assert_eq!(
            one(json!({"$concat": ["a", {"$concat": ["b", {"$result": 0}]}]})),
            Ok(json!("abid"))
        );
        assert_eq!(
            one(json!({"$concat": [{"$result": 2}, {"$bytes": "AA=="}]})),
            Ok(json!({"$bytes": "AP8A"}))
        );
        assert_eq!(one(json!({"$concat": []})), Ok(json!("")));
        assert_eq!(
            one(json!({"$concat": ["a", {"$result": 1}]})),
            Err(ArgumentError::Missing(1))
        );
        assert_eq!(
            one(json!({"$concat": ["a", {"$result": 3}]})),
            Err(ArgumentError::NotText)
        );
        assert!(matches!(
            one(json!({"$concat": 1})),
            Err(ArgumentError::Form(_))
        ));
    }

    #[test]
    fn what_a_candidate_returned_is_not_resolved_again() {
        let results = [Some(json!([{"$result": 0}]))];
        assert_eq!(
            resolve(&[json!({"$result": 0})], &results),
            Ok(vec![json!([{"$result": 0}])])
        );
    }

    #[test]
    fn growth_and_depth_are_bounded() {
        let results = [Some(json!("a".repeat(1 << 20)))];
        let many = Json::Array(vec![json!({"$result": 0}); 1000]);
        assert_eq!(resolve(&[many], &results), Err(ArgumentError::TooLarge));
        let joined = json!({"$concat": vec![json!({"$result": 0}); 1000]});
        assert_eq!(resolve(&[joined], &results), Err(ArgumentError::TooLarge));
        let mut deep = json!(1);
        for _ in 0..99 {
            deep = json!([deep]);
        }
        assert!(resolve(&[deep.clone()], &[]).is_ok());
        let results = [Some(deep)];
        let nested = json!([[[{"$result": 0}]]]);
        assert_eq!(resolve(&[nested], &results), Err(ArgumentError::TooLarge));
    }
}
