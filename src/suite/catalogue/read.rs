//! Reading names and documentation out of the JSON Schema that types derive.

use schemars::JsonSchema;
use serde_json::Value as Json;

use super::{Entry, Field};

/// The variants of an enum as they are written in a task, in the order of the type.
pub(super) fn entries<T: JsonSchema>() -> Vec<Entry> {
    let schema = schemars::schema_for!(T).to_value();
    let variants = ["oneOf", "anyOf"]
        .into_iter()
        .find_map(|key| schema.get(key)?.as_array());
    variants
        .into_iter()
        .flatten()
        .flat_map(|variant| of_variant(variant, &schema))
        .collect()
}

fn of_variant(variant: &Json, root: &Json) -> Vec<Entry> {
    let about = about(variant);
    let entry = |name: &str, fields| Entry {
        name: name.to_owned(),
        about: about.clone(),
        fields,
        example: None,
    };
    if let Some(name) = variant.get("const").and_then(Json::as_str) {
        return vec![entry(name, Vec::new())];
    }
    if let Some(names) = variant.get("enum").and_then(Json::as_array) {
        let names = names.iter().filter_map(Json::as_str);
        return names.map(|name| entry(name, Vec::new())).collect();
    }
    let properties = variant.get("properties").and_then(Json::as_object);
    properties
        .into_iter()
        .flatten()
        .map(|(name, content)| entry(name, fields(content, root)))
        .collect()
}

/// The fields of what a schema describes, if it is an object.
fn fields(schema: &Json, root: &Json) -> Vec<Field> {
    let schema = resolve(schema, root);
    if let Some(choices) = schema.get("anyOf").and_then(Json::as_array) {
        return choices
            .iter()
            .map(|choice| fields(choice, root))
            .find(|fields| !fields.is_empty())
            .unwrap_or_default();
    }
    // A variant of an enum within is named by its own name, and is no field.
    if schema.get("oneOf").is_some() {
        return Vec::new();
    }
    let required = |name: &str| {
        let list = schema.get("required").and_then(Json::as_array);
        list.is_some_and(|list| list.iter().any(|item| item == name))
    };
    let properties = schema.get("properties").and_then(Json::as_object);
    properties
        .into_iter()
        .flatten()
        .map(|(name, content)| Field {
            name: name.clone(),
            about: about(content),
            required: required(name),
        })
        .collect()
}

fn resolve<'a>(schema: &'a Json, root: &'a Json) -> &'a Json {
    let name = schema
        .get("$ref")
        .and_then(Json::as_str)
        .and_then(|path| path.strip_prefix("#/$defs/"));
    match name {
        Some(name) => root
            .get("$defs")
            .and_then(|defs| defs.get(name))
            .unwrap_or(schema),
        // A type that refers to itself.
        None if schema.get("$ref").is_some() => schema,
        None => schema,
    }
}

/// The documentation of a part, on one line.
fn about(schema: &Json) -> String {
    let text = schema.get("description").and_then(Json::as_str);
    text.unwrap_or_default()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}
