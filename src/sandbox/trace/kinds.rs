//! The kinds of events and their fields, as rules and tasks name them.

/// Every kind of event with the fields that it has besides `seq`, `origin`, `call`, `process`, `kind` and `result`: what rules can
/// name.
pub const KINDS: &[(&str, &[&str])] = &[
    (
        "file.open",
        &[
            "path",
            "resolved",
            "access",
            "flags",
            "mode",
            "created",
            "descriptor",
        ],
    ),
    (
        "file.close",
        &["resolved", "descriptor", "bytes_read", "bytes_written"],
    ),
    ("file.stat", &["path", "resolved"]),
    ("file.readdir", &["resolved", "descriptor"]),
    ("file.unlink", &["path", "resolved"]),
    ("file.rename", &["path", "resolved", "to", "to_resolved"]),
    ("file.mkdir", &["path", "resolved", "mode"]),
    ("file.rmdir", &["path", "resolved"]),
    ("file.symlink", &["path", "resolved", "target"]),
    ("file.link", &["path", "resolved", "to", "to_resolved"]),
    ("file.readlink", &["path", "resolved"]),
    ("file.chmod", &["path", "resolved", "mode"]),
    ("file.change", &["resolved", "what"]),
    ("random.secure", &["bytes"]),
    ("random.weak", &["generator", "draws"]),
    ("clock.read", &["clock", "reads"]),
    ("clock.sleep", &["nanoseconds"]),
    ("sql", &["text", "parameters", "stage", "actions", "rows"]),
    ("database.open", &["name"]),
    ("prototype", &["object", "property"]),
    ("code", &["how", "text"]),
    ("deserialize", &["format", "type_name"]),
    ("import", &["module"]),
    ("process", &["how", "argv"]),
    ("network", &["how", "target", "name", "addresses", "scope"]),
    (
        "tls",
        &[
            "target",
            "server_name",
            "verify",
            "check_name",
            "minimum",
            "authorities",
        ],
    ),
    ("network.send", &["target", "bytes", "text", "encrypted"]),
    ("network.receive", &["target", "bytes"]),
    ("http", &["target", "method", "url", "headers", "body"]),
    ("template", &["engine", "escaping", "text"]),
    ("crypto", &["how", "algorithm", "parameters", "uses"]),
    ("log", &["level", "message"]),
    ("document", &["how", "target"]),
    (
        "memory.fault",
        &[
            "fault",
            "access",
            "size",
            "block",
            "place",
            "allocated",
            "freed",
        ],
    ),
    ("memory.leak", &["blocks", "bytes", "allocated"]),
    ("undefined", &["what", "detail", "place"]),
    ("tamper", &["what"]),
    ("exit", &["code"]),
    ("trace.full", &[]),
];

#[cfg(test)]
mod tests {
    use serde_json::{Map, Value, json};

    use super::KINDS;
    use crate::sandbox::trace::Event;

    /// Reads an event of each kind from its documented fields, and finds each of them again.
    #[test]
    fn kinds_and_fields_are_those_of_the_type() {
        for (kind, fields) in KINDS {
            let mut object = Map::new();
            object.insert("seq".to_owned(), json!(0));
            object.insert("kind".to_owned(), json!(kind));
            for field in *fields {
                object.insert((*field).to_owned(), example(kind, field));
            }
            let event: Event = serde_json::from_value(Value::Object(object.clone())).unwrap();
            assert_eq!(event.operation.kind(), *kind);
            assert_eq!(serde_json::to_value(&event).unwrap(), Value::Object(object));
        }
    }

    fn example(kind: &str, field: &str) -> Value {
        match (kind, field) {
            (_, "created" | "verify" | "check_name" | "encrypted" | "escaping") => json!(true),
            ("file.open", "access") => json!("read"),
            (_, "size" | "block" | "blocks") => json!(3),
            (_, "flags" | "parameters" | "argv" | "actions" | "addresses" | "headers")
                if kind != "crypto" =>
            {
                json!(["x"])
            }
            (_, "descriptor" | "bytes_read" | "bytes_written" | "bytes" | "draws") => json!(3),
            (_, "reads" | "nanoseconds" | "code" | "uses" | "rows") => json!(3),
            _ => json!("x"),
        }
    }
}
