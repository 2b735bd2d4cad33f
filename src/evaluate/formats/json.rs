//! JSON as programs write it: untyped, `$` has no meaning.

use num_bigint::BigInt;
use serde_json::Value as Json;

use crate::value::Value;

/// The most bytes of JSON that are looked at.
const MAX_JSON: usize = 4 << 20;

/// Reads JSON; `None` if it is none, nests deeper than 128 levels, or there is more of it than is looked at.
pub(in crate::evaluate) fn read(text: &str) -> Option<Value> {
    if text.len() > MAX_JSON {
        return None;
    }
    serde_json::from_str(text).ok().map(|json| value(&json))
}

fn value(json: &Json) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Bool(truth) => Value::Bool(*truth),
        Json::Number(number) => match (number.as_i64(), number.as_u64(), number.as_f64()) {
            (Some(whole), _, _) => Value::Int(BigInt::from(whole)),
            (_, Some(whole), _) => Value::Int(BigInt::from(whole)),
            (_, _, real) => Value::Float(real.unwrap_or(f64::NAN)),
        },
        Json::String(text) => Value::Str(text.clone()),
        Json::Array(items) => Value::List(items.iter().map(value).collect()),
        Json::Object(map) => Value::Dict(
            map.iter()
                .map(|(key, item)| (Value::Str(key.clone()), value(item)))
                .collect(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_read_as_it_is_written() {
        let read = |text: &str| read(text).map(|value| value.to_text());
        assert_eq!(
            read(r#"{"a":[1,2.5,null,true,"x"]}"#).unwrap(),
            r#"{"a":[1,2.5,null,true,"x"]}"#
        );
        // A key that has a meaning in typed JSON has none here.
        assert!(matches!(
            super::read(r#"{"$bytes":"AA=="}"#),
            Some(Value::Dict(_))
        ));
        assert_eq!(read("{"), None);
        assert_eq!(read(&"[".repeat(5000)), None);
    }
}
