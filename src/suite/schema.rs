//! The JSON Schema of task files, for editors.

use serde_json::Value as Json;

use super::task::TaskFile;

/// The JSON Schema of `task.jsonc`, as it stands in `docs/schema/task.schema.json`.
pub fn task_schema() -> Json {
    schemars::schema_for!(TaskFile).to_value()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The file in the repository is what the types say. `UPDATE_SCHEMA=1` rewrites it.
    #[test]
    fn file_is_up_to_date() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/schema/task.schema.json");
        let text = serde_json::to_string_pretty(&task_schema()).unwrap() + "\n";
        if std::env::var_os("UPDATE_SCHEMA").is_some() {
            std::fs::create_dir_all(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/schema")).unwrap();
            std::fs::write(path, &text).unwrap();
        }
        let on_disk = std::fs::read_to_string(path).unwrap_or_default();
        assert!(
            on_disk == text,
            "docs/schema/task.schema.json is out of date: run the tests with UPDATE_SCHEMA=1"
        );
    }
}
