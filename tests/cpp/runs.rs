//! `dualgauge run` with candidates in C++.

use serde_json::Value as Json;

use crate::support::{Place, repository};

fn reference(task: &str, name: &str) -> String {
    let path = repository(&format!("tasks/{task}/references/cpp/{name}.cpp"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn results(place: &Place, jobs: &str) -> Json {
    let out = format!("r{jobs}");
    let ran = place.dualgauge(&[
        "run",
        "--candidates",
        "s",
        "--lang",
        "cpp",
        "--jobs",
        jobs,
        "--out",
        &out,
        "--sanitize",
    ]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    serde_json::from_str(&place.read(&format!("{out}/results.json"))).unwrap()
}

#[test]
fn the_digest_is_the_same_for_one_and_two_jobs() {
    let place = Place::new();
    for task in ["path-load-file", "sql-user-lookup"] {
        let folder = format!("s/model/cpp/{task}");
        place.write(&format!("{folder}/0.cpp"), reference(task, "secure"));
    }
    // Recursion without an end stops at the same depth on each thread.
    place.write(
        "s/model/cpp/path-load-file/1.cpp",
        "#include <optional>\n#include <string>\nstd::optional<std::string> load_file(const std::string &path) {\n\
         auto text = load_file(path);\n return text ? *text + \"y\" : text; }\n",
    );
    place.write(
        "s/model/cpp/path-load-file/2.cpp",
        "#include <string>\nint depth(volatile int n) { return depth(n + 1) + n; }\n\
         std::string load_file(std::string path) { return path + std::to_string(depth(0)); }\n",
    );
    let (one, two) = (results(&place, "1"), results(&place, "2"));
    assert_eq!(one["digest"], two["digest"]);
    assert_eq!(one, two);
    for sample in one["samples"].as_array().unwrap() {
        let secure = sample["sample"] == 0;
        assert_eq!(sample["functional"]["failed"] == 0, secure, "{sample}");
        assert_eq!(sample["security"]["failed"] == 0, secure, "{sample}");
        assert_eq!(sample["functional"]["errors"], 0, "{sample}");
        assert_eq!(sample["security"]["errors"], 0, "{sample}");
    }
    let shown = place.dualgauge(&[
        "trace",
        "r2",
        "--sample",
        "2",
        "--task",
        "path-load-file",
        "--test",
        "top-file",
    ]);
    assert!(shown.stdout.contains("stack"), "{}", shown.stdout);
}
