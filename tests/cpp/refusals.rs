//! What doesn't become a program: each is a failure of the candidate, with its line and text, and shows nothing of the host.
//!
//! The first line of a program in `refused/` says the type, the line and a part of the message.

use std::path::PathBuf;

use dualgauge::execute::on_pool;
use dualgauge::sandbox::execution::Ended;
use rayon::prelude::*;
use serde_json::{Value as Json, json};

use crate::bench::{Candidate, cpp, outcomes};
use crate::support::{Place, repository};

fn folder(name: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(repository("tests/cpp").join(name)).unwrap();
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    found.sort();
    found
}

fn candidate(path: &PathBuf) -> Candidate {
    let name = path.file_name().unwrap().to_str().unwrap();
    Candidate::named(name, std::fs::read(path).unwrap())
}

/// How a candidate ends that must not be loaded: the type, the line and the message.
fn refused(candidate: &Candidate) -> (String, Option<u32>, String) {
    match candidate.call(&[("answer", json!([1]))]).ended {
        Ended::LoadFailed {
            type_name,
            message,
            line,
        } => (type_name, line, message),
        other => (format!("{other:?}"), None, String::new()),
    }
}

/// What must stand in no message: contents of files, the host's paths, how candidates are compiled.
const SECRETS: [&str; 7] = [
    "root:",
    "daemon",
    "VmRSS",
    env!("CARGO_MANIFEST_DIR"),
    "server",
    "DUALGAUGE_ENTRY",
    "PLEASE submit a bug report",
];

fn check(path: &PathBuf) -> Option<String> {
    let candidate = candidate(path);
    let text = String::from_utf8_lossy(&candidate.text).into_owned();
    let (head, part) = text.lines().next()?.strip_prefix("// ")?.split_once(": ")?;
    let (type_name, line) = head.split_once(' ')?;
    let (refused, at, message) = refused(&candidate);
    let right = refused == type_name
        && at == line.parse().ok()
        && message.contains(part)
        && SECRETS.iter().all(|secret| !message.contains(secret));
    (!right).then(|| format!("{}: {refused} {at:?}: {message}", path.display()))
}

#[test]
fn each_mistake_is_told() {
    cpp();
    let all = folder("refused");
    let wrong: Vec<String> = on_pool(2, || all.par_iter().filter_map(check).collect());
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn odd_but_right() {
    let wrong: Vec<String> = folder("accepted")
        .iter()
        .filter_map(|path| {
            let execution = candidate(path).call(&[("answer", json!([1]))]);
            let number = outcomes(&execution).first().and_then(Json::as_i64);
            number
                .is_none()
                .then(|| format!("{}: {:?}", path.display(), execution.ended))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn odd_bytes() {
    let empty = Candidate::new("").call(&[("answer", json!([1]))]);
    assert!(
        matches!(empty.ended, Ended::NoEntry { .. }),
        "{:?}",
        empty.ended
    );
    let null_bytes = Candidate::new("int answer(int x) {\0\0 return x; }\0");
    assert_eq!(
        outcomes(&null_bytes.call(&[("answer", json!([1]))])),
        [json!(1)]
    );
    let binary: Vec<u8> = (0..=255).cycle().take(20_000).collect();
    let (type_name, line, _) = refused(&Candidate::new(binary));
    assert_eq!((&*type_name, line), ("CompileError", Some(1)));
    let latin: &[u8] = b"int answer(int x) { return x + sizeof \"\xfc\"; }";
    assert_eq!(
        outcomes(&Candidate::new(latin).call(&[("answer", json!([1]))])),
        [json!(3)]
    );
    let marked = "\u{feff}int answer(int x) {\r\n return x; }\r\n";
    assert_eq!(
        outcomes(&Candidate::new(marked).call(&[("answer", json!([1]))])),
        [json!(1)]
    );
    let utf16: Vec<u8> = "int answer(int x) { return x; }"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let (type_name, ..) = refused(&Candidate::new(utf16));
    assert_eq!(type_name, "CompileError");
}

#[test]
fn a_thousand_errors_are_cut_short() {
    let lines: String = (0..1000)
        .map(|n| format!("int x{n} = missing_{n};\n"))
        .collect();
    let (type_name, line, message) = refused(&Candidate::new(lines));
    assert_eq!((&*type_name, line), ("CompileError", Some(1)), "{message}");
    assert!(
        message.contains("missing_0") && !message.contains("missing_100"),
        "{message}"
    );
    assert!(message.len() < 10_000, "{}", message.len());
}

#[test]
fn large_sources() {
    let mut comment = "int answer(int x) { return x + 1; }\n".to_owned();
    while comment.len() < 4_000_000 {
        comment.push_str("// A comment, as one writes them to fill a line or two.\n");
    }
    assert_eq!(
        outcomes(&Candidate::new(&comment).call(&[("answer", json!([1]))])),
        [json!(2)]
    );
    let nested = format!(
        "int answer(int x) {{ return {}x{}; }}",
        "(".repeat(100_000),
        ")".repeat(100_000)
    );
    let (type_name, _, message) = refused(&Candidate::new(nested));
    assert_eq!(type_name, "CompileError", "{message}");
}

#[test]
fn a_run_records_them() {
    let place = Place::new();
    for (number, name) in ["syntax", "undefined", "passwd", "assembly_import"]
        .into_iter()
        .enumerate()
    {
        let source = repository(&format!("tests/cpp/refused/{name}.cpp"));
        let text = std::fs::read_to_string(source)
            .unwrap()
            .replace("answer", "load_file");
        place.write(&format!("s/model/cpp/path-load-file/{number}.cpp"), text);
    }
    let ran = place.dualgauge(&[
        "run",
        "--candidates",
        "s",
        "--lang",
        "cpp",
        "--out",
        "r",
        "--json",
    ]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let results: Json = serde_json::from_str(&ran.stdout).unwrap();
    for sample in results["samples"].as_array().unwrap() {
        assert_eq!(sample["functional"]["passed"], 0, "{sample}");
        assert_eq!(sample["functional"]["errors"], 0, "{sample}");
        assert_eq!(sample["security"]["passed"], 0, "{sample}");
        assert_eq!(sample["security"]["errors"], 0, "{sample}");
    }
    let shown = place.dualgauge(&[
        "trace",
        "r",
        "--task",
        "path-load-file",
        "--test",
        "top-file",
    ]);
    for part in [
        "expected ';'",
        "undefined symbol: helper(int)",
        "'/etc/passwd' file not found",
    ] {
        assert!(shown.stdout.contains(part), "{part} in {}", shown.stdout);
    }
}
