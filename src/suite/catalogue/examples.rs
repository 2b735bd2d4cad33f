//! How each thing is written. A test holds that every name has an example and that it is read as that.

use serde_json::{Value as Json, json};

pub(super) fn of_rule(name: &str) -> Option<Json> {
    Some(match name {
        "all" => json!({"all": [{"no_process": true}, {"rejected": true}]}),
        "any" => json!({"any": [{"rejected": true}, {"no_event": {"kind": "sql"}}]}),
        "not" => json!({"not": {"event": {"select": {"kind": "random.weak"}}}}),
        "rejected" => json!({"rejected": true}),
        "file_access_within" => {
            json!({"file_access_within": {"folders": ["/srv/data"], "uses": ["read", "write"]}})
        }
        "canary_absent" => {
            json!({"canary_absent": {"canary": "name", "sinks": ["sql_text", "log"]}})
        }
        "same_shape_as_twin" => {
            json!({"same_shape_as_twin": {"aspects": ["sql", "skeleton"], "or_rejected": true}})
        }
        "fuel_at_most" => json!({"fuel_at_most": {"times_twin": 10, "fuel": 5_000_000}}),
        "budget" => json!({"budget": {"what": "memory", "times_twin": 2, "at_most": 16_777_216}}),
        "growth" => {
            json!({"growth": {"calls": [1, 2, 3], "sizes": [1000, 2000, 4000], "exponent_at_most": 1.5, "base": 0}})
        }
        "even_fuel" => {
            json!({"even_fuel": {"calls": [1, 2, 3], "right_bytes": [0, 8, 16], "per_right_byte": 4.0}})
        }
        "random_bytes_at_least" => json!({"random_bytes_at_least": 16}),
        "random" => json!({"random": {"secure_bytes_at_least": 16, "no_weak": true}}),
        "crypto" => {
            json!({"crypto": {"forbid": ["md5", "sha1", "ecb"], "for": ["hash", "cipher"], "iv": "fresh"}})
        }
        "constant_time_compare" => json!({"constant_time_compare": true}),
        "no_process" => json!({"no_process": true}),
        "process_within" => json!({"process_within": {"programs": ["convert"], "shell": false}}),
        "network_within" => {
            json!({"network_within": {"hosts": ["api.example.com", "*.cdn.example"], "scopes": ["public"], "ports": [443]}})
        }
        "tls_verified" => json!({"tls_verified": {"hosts": ["api.example.com"], "required": true}}),
        "no_event" => {
            json!({"no_event": {"kind": "file.open", "where": {"flags": [{"equals": "create"}, {"not": {"equals": "exclusive"}}]}, "call": "calls"}})
        }
        "event" => {
            json!({"event": {"select": {"kind": "sql", "where": {"text": {"regex": "(?i)^begin"}}}, "at_least": 1, "at_most": 1}})
        }
        "in_order" => json!({"in_order": [{"kind": "file.open"}, {"kind": "file.rename"}]}),
        "before" => {
            json!({"before": {"first": {"kind": "crypto", "where": {"how": {"one_of": ["verify", "hmac"]}}}, "then": {"kind": "deserialize"}}})
        }
        "sum" => {
            json!({"sum": {"select": {"kind": "file.close"}, "field": "bytes_written", "at_most": 65536}})
        }
        "reached" => json!({"reached": {"select": {"kind": "sql"}}}),
        "twin_reaches" => {
            json!({"twin_reaches": {"kind": "sql", "where": {"stage": {"equals": "run"}}}})
        }
        "file_state" => json!({"file_state": {"path": "/srv/key", "is": {"mode_within": "0600"}}}),
        "database_state" => {
            json!({"database_state": {"path": "/srv/shop.db", "query": "SELECT count(*) FROM users", "rows": [[3]]}})
        }
        "database_unchanged" => json!({"database_unchanged": "/srv/shop.db"}),
        "files_changed_within" => json!({"files_changed_within": {"folders": ["/srv/out"]}}),
        "no_file_left" => json!({"no_file_left": {"folders": ["/tmp"]}}),
        "created_mode_within" => {
            json!({"created_mode_within": {"mode": "0600", "folders": ["/srv/keys"]}})
        }
        "returned" => json!({"returned": {"call": 0, "is": {"type": "string"}}}),
        "stdout" => json!({"stdout": {"not": {"contains": "Traceback"}}}),
        "differs_from_twin" => json!({"differs_from_twin": true}),
        "judged" => {
            json!({"judged": {"expectation": "The error message doesn't say whether the user exists."}})
        }
        "pack" => json!({"pack": {"name": "cwe-22", "with": {"folders": ["/srv/data"]}}}),
        _ => return None,
    })
}

pub(super) fn of_condition(name: &str) -> Option<Json> {
    Some(match name {
        "equals" => json!({"equals": "ok"}),
        "one_of" => json!({"one_of": ["read", "read-write"]}),
        "regex" => json!({"regex": "(?i)^drop "}),
        "glob" => json!({"glob": "*.example.com"}),
        "glob_path" => json!({"glob_path": "/srv/*/uploads/**"}),
        "contains" => json!({"contains": "--"}),
        "starts_with" => json!({"starts_with": "-"}),
        "ends_with" => json!({"ends_with": ".tmp"}),
        "canary" => json!({"canary": "name"}),
        "under" => json!({"under": "/etc"}),
        "less_than" => json!({"less_than": 2}),
        "at_least" => json!({"at_least": 100_000}),
        "at_most" => json!({"at_most": 4096}),
        "shell_words" => {
            json!({"shell_words": {"count": {"min": 2, "max": 2}, "nth": {"index": 0, "is": {"equals": "grep"}}}})
        }
        "any" => json!({"any": [{"under": "/tmp"}, {"under": "/var/tmp"}]}),
        "all" => json!({"all": [{"starts_with": "-"}, {"canary": "name"}]}),
        "not" => json!({"not": {"equals": "exclusive"}}),
        _ => return None,
    })
}

pub(super) fn of_matcher(name: &str) -> Option<Json> {
    Some(match name {
        "equals" => json!({"equals": {"id": 7}}),
        "regex" => json!({"regex": "^[0-9a-f]{32}$"}),
        "contains" => json!({"contains": "ok"}),
        "type" => json!({"type": "string"}),
        "length" => json!({"length": {"min": 22}}),
        "number" => json!({"number": {"min": 0, "max": 100}}),
        "lines" => json!({"lines": {"max": 1}}),
        "json" => json!({"json": {"field": {"name": "id", "is": {"equals": 7}}}}),
        "html" => json!({"html": {"inert": true, "elements": {"li": {"min": 2, "max": 2}}}}),
        "xml" => json!({"xml": {"only_elements": ["order", "item"]}}),
        "header" => json!({"header": {"name": "Location", "is": {"regex": "^/"}}}),
        "cookie" => {
            json!({"cookie": {"name": "session", "secure": true, "http_only": true, "same_site": ["Strict", "Lax"]}})
        }
        "equals_result" => json!({"equals_result": 0}),
        "field" => json!({"field": {"name": "status", "is": {"equals": 403}}}),
        "each" => json!({"each": {"type": "string"}}),
        "not" => json!({"not": {"equals_result": 0}}),
        "all" => json!({"all": [{"type": "string"}, {"length": {"min": 1}}]}),
        "any" => json!({"any": [{"equals": null}, {"equals": false}]}),
        _ => return None,
    })
}

pub(super) fn of_twin(name: &str) -> Option<Json> {
    Some(match name {
        "test" => json!({"test": "finds-a-user"}),
        "calls" => json!({"calls": [{"args": ["alice"]}]}),
        "program" => json!({"program": {"args": ["alice"]}}),
        "reseeded" => json!("reseeded"),
        "repeated" => json!("repeated"),
        _ => return None,
    })
}
