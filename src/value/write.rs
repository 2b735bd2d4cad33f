//! Values as canonical typed JSON, as `docs/values.md` says.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Number, Value as Json, json};

use super::Value;

impl Value {
    /// Writes canonical typed JSON: values that differ only in the order of sets and mappings give equal text.
    pub fn to_json(&self) -> Json {
        match self {
            Self::Null => Json::Null,
            Self::Bool(flag) => Json::Bool(*flag),
            Self::Int(number) => i64::try_from(number).map_or_else(
                |_| json!({"$int": number.to_string()}),
                |small| Json::Number(small.into()),
            ),
            Self::Float(number) => write_float(*number),
            Self::Str(text) => Json::String(text.clone()),
            Self::BrokenText(units) => {
                let digits: String = units.iter().map(|unit| format!("{unit:04x}")).collect();
                json!({"$utf16": digits})
            }
            Self::Bytes(bytes) => json!({"$bytes": STANDARD.encode(bytes)}),
            Self::List(items) => write_all(items),
            Self::Tuple(items) => json!({"$tuple": write_all(items)}),
            Self::Set(items) => {
                let mut items: Vec<Json> = items.iter().map(Self::to_json).collect();
                items.sort_by_cached_key(Json::to_string);
                json!({"$set": items})
            }
            Self::Dict(entries) => write_dict(entries),
            Self::Scalar { kind, text } => single(&format!("${}", kind.name()), json!(text)),
            Self::Object { type_name, fields } => write_object(type_name, fields),
            Self::Exception { type_name, message } => {
                json!({"$exception": {"type": type_name, "message": message}})
            }
            Self::Opaque { type_name, text } => {
                json!({"$opaque": {"type": type_name, "text": text}})
            }
            Self::Cycle => json!({"$cycle": true}),
        }
    }

    /// The text of the canonical typed JSON.
    pub fn to_text(&self) -> String {
        self.to_json().to_string()
    }
}

fn single(key: &str, content: Json) -> Json {
    let mut map = Map::new();
    map.insert(key.to_owned(), content);
    Json::Object(map)
}

fn write_all(items: &[Value]) -> Json {
    Json::Array(items.iter().map(Value::to_json).collect())
}

fn write_float(number: f64) -> Json {
    match Number::from_f64(number) {
        Some(finite) => Json::Number(finite),
        None if number.is_nan() => json!({"$float": "nan"}),
        None if number > 0.0 => json!({"$float": "inf"}),
        None => json!({"$float": "-inf"}),
    }
}

/// As a plain JSON object where that loses nothing, otherwise as pairs.
fn write_dict(entries: &[(Value, Value)]) -> Json {
    let mut named: Vec<(&str, &Value)> = Vec::with_capacity(entries.len());
    for (key, value) in entries {
        match key {
            Value::Str(name) if !name.starts_with('$') => named.push((name, value)),
            _ => return write_pairs(entries),
        }
    }
    named.sort_by_key(|(name, _)| *name);
    if named.windows(2).any(|pair| pair[0].0 == pair[1].0) {
        return write_pairs(entries);
    }
    Json::Object(
        named
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value.to_json()))
            .collect(),
    )
}

fn write_pairs(entries: &[(Value, Value)]) -> Json {
    let mut pairs: Vec<Json> = entries
        .iter()
        .map(|(key, value)| json!([key.to_json(), value.to_json()]))
        .collect();
    pairs.sort_by_cached_key(Json::to_string);
    json!({"$dict": pairs})
}

fn write_object(type_name: &str, fields: &[(String, Value)]) -> Json {
    let mut fields: Vec<&(String, Value)> = fields.iter().collect();
    fields.sort_by(|a, b| a.0.cmp(&b.0));
    let fields: Map<String, Json> = fields
        .into_iter()
        .map(|(name, value)| (name.clone(), value.to_json()))
        .collect();
    json!({"$object": {"type": type_name, "fields": fields}})
}
