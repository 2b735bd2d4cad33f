//! How the function that a test calls is found, however the candidate defines it.

use dualgauge::sandbox::execution::{Ended, EntryMatch};
use serde_json::{Value as Json, json};

use crate::bench::{Candidate, outcomes};

/// Definitions that return their argument: the text, the file, the name that is found and why.
const DEFINITIONS: &[(&str, &str, &str, EntryMatch)] = &[
    (
        "function load_file(p) { return p; }",
        "solution.js",
        "load_file",
        EntryMatch::Exact,
    ),
    (
        "const load_file = (p) => p;",
        "solution.js",
        "load_file",
        EntryMatch::Exact,
    ),
    (
        "let load_file = function (p) { return p; };",
        "solution.js",
        "load_file",
        EntryMatch::Exact,
    ),
    (
        "var load_file = async (p) => p;",
        "solution.js",
        "load_file",
        EntryMatch::Exact,
    ),
    (
        "load_file = (p) => p; module.exports = { load_file };",
        "solution.js",
        "load_file",
        EntryMatch::Exact,
    ),
    (
        "module.exports = { load_file(p) { return p; } };",
        "solution.js",
        "load_file",
        EntryMatch::Exact,
    ),
    (
        "module.exports = { load_file: (p) => p, helper() {} };",
        "solution.js",
        "load_file",
        EntryMatch::Exact,
    ),
    (
        "module.exports.load_file = (p) => p;",
        "solution.js",
        "load_file",
        EntryMatch::Exact,
    ),
    (
        "exports.load_file = function (p) { return p; };",
        "solution.js",
        "load_file",
        EntryMatch::Exact,
    ),
    (
        "module.exports = function load_file(p) { return p; };",
        "solution.js",
        "load_file",
        EntryMatch::Exact,
    ),
    (
        "module.exports = (p) => p;",
        "solution.js",
        "default",
        EntryMatch::Only,
    ),
    (
        "function load_file(p) { return p; } module.exports = load_file;",
        "solution.js",
        "load_file",
        EntryMatch::Exact,
    ),
    (
        "exports.default = { load_file: (p) => p };",
        "solution.js",
        "load_file",
        EntryMatch::Exact,
    ),
    (
        "export function load_file(p) { return p; }",
        "solution.js",
        "load_file",
        EntryMatch::Exact,
    ),
    (
        "export const load_file = (p) => p;",
        "solution.mjs",
        "load_file",
        EntryMatch::Exact,
    ),
    (
        "export default function load_file(p) { return p; }",
        "solution.js",
        "load_file",
        EntryMatch::Exact,
    ),
    (
        "export default function (p) { return p; }",
        "solution.js",
        "default",
        EntryMatch::Only,
    ),
    (
        "export default (p) => p;",
        "solution.js",
        "default",
        EntryMatch::Only,
    ),
    (
        "const inner = (p) => p; export { inner as load_file };",
        "solution.js",
        "load_file",
        EntryMatch::Exact,
    ),
    (
        "export default { load_file: (p) => p };",
        "solution.js",
        "load_file",
        EntryMatch::Exact,
    ),
    (
        "import 'node:fs'; function load_file(p) { return p; }",
        "solution.mjs",
        "load_file",
        EntryMatch::Exact,
    ),
    (
        "await null; export function load_file(p) { return p; }",
        "solution.mjs",
        "load_file",
        EntryMatch::Exact,
    ),
    // In another naming style.
    (
        "function loadFile(p) { return p; }",
        "solution.js",
        "loadFile",
        EntryMatch::Style,
    ),
    (
        "exports.LoadFile = (p) => p;",
        "solution.js",
        "LoadFile",
        EntryMatch::Style,
    ),
    (
        "module.exports = function loadFile(p) { return p; };",
        "solution.js",
        "loadFile",
        EntryMatch::Style,
    ),
    (
        "export const loadFile = (p) => p; export const other = 1;",
        "solution.js",
        "loadFile",
        EntryMatch::Style,
    ),
    // As a method.
    (
        "class Loader { static load_file(p) { return p; } }",
        "solution.js",
        "Loader.load_file",
        EntryMatch::Exact,
    ),
    (
        "class Loader { load_file(p) { return this && p; } }",
        "solution.js",
        "Loader.load_file",
        EntryMatch::Exact,
    ),
    (
        "class Loader { #x = 1; load_file(p) { return this.#x && p; } } module.exports = Loader;",
        "solution.js",
        "Loader.load_file",
        EntryMatch::Exact,
    ),
    (
        "module.exports = class Loader { load_file = (p) => this && p; };",
        "solution.js",
        "Loader.load_file",
        EntryMatch::Exact,
    ),
    (
        "export class Loader { load_file(p) { return this && p; } }",
        "solution.js",
        "Loader.load_file",
        EntryMatch::Exact,
    ),
    (
        "export default class Loader { static load_file(p) { return p; } }",
        "solution.js",
        "load_file",
        EntryMatch::Exact,
    ),
    (
        "class Loader { load_file(p) { return this && p; } } module.exports = new Loader();",
        "solution.js",
        "load_file",
        EntryMatch::Exact,
    ),
    (
        "const files = { load_file(p) { return this === files && p; } };",
        "solution.js",
        "files.load_file",
        EntryMatch::Exact,
    ),
    (
        "module.exports = { files: { load_file: (p) => p } };",
        "solution.js",
        "files.load_file",
        EntryMatch::Exact,
    ),
    // The only public function.
    (
        "function read(p) { return p; }",
        "solution.js",
        "read",
        EntryMatch::Only,
    ),
    (
        "function _helper(p) { return p; } function read(p) { return _helper(p); }",
        "solution.js",
        "read",
        EntryMatch::Only,
    ),
    (
        "const helper = 1; export const read = (p) => p;",
        "solution.js",
        "read",
        EntryMatch::Only,
    ),
];

#[test]
fn however_it_is_defined() {
    let mut wrong = Vec::new();
    for (text, file, found, how) in DEFINITIONS {
        let execution = Candidate::named(file, text).call(&[("load_file", json!(["x"]))]);
        let entry = execution.entries.first();
        let entry = entry.map(|entry| (&*entry.found, entry.how));
        let outcomes = outcomes(&execution);
        if entry != Some((*found, *how)) || outcomes != [json!("x")] {
            wrong.push(format!(
                "{text}\n    {:?} {entry:?} {outcomes:?}",
                execution.ended
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn methods_by_their_full_name_and_receivers() {
    let text = "\
class Account {
    balance = 0;
    static open() { return new Account().balance; }
    deposit(amount) { this.balance += amount; return this.balance; }
}
const store = { items: [], add(item) { this.items.push(item); return this.items.length; } };
";
    let execution = Candidate::new(text).call(&[
        ("Account.open", json!([])),
        ("Account.deposit", json!([5])),
        ("Account.deposit", json!([6])),
        ("store.add", json!(["a"])),
        ("add", json!(["b"])),
    ]);
    assert_eq!(
        Json::from(outcomes(&execution)),
        json!([0, 5, 11, 1, 2]),
        "{:?}",
        execution.ended
    );
}

#[test]
fn exported_names_come_before_declared_ones() {
    let text = "function f() { return 'declared'; } exports.f = () => 'exported';";
    let execution = Candidate::new(text).call(&[("f", json!([]))]);
    assert_eq!(outcomes(&execution), [json!("exported")]);
}

#[test]
fn none_that_could_be_meant() {
    let public = |text: &str| match Candidate::new(text)
        .call(&[("load_file", json!(["x"]))])
        .ended
    {
        Ended::NoEntry { wanted, public } => {
            assert_eq!(wanted, "load_file");
            public
        }
        ended => panic!("{text}: {ended:?}"),
    };
    assert_eq!(public("function a() {} function b() {}"), ["a", "b"]);
    assert_eq!(public("const load_file = 'text';"), Vec::<String>::new());
    assert_eq!(public(""), Vec::<String>::new());
    assert_eq!(
        public("export const x = () => 1; export function y() {}"),
        ["x", "y"]
    );
    // Two classes that both have it.
    let two = "class A { load_file() {} } class B { load_file() {} }";
    assert_eq!(public(two), Vec::<String>::new());
    // Two functions that the test wants: neither is the only one.
    let execution = Candidate::new("function f() {}").call(&[("g", json!([])), ("f", json!([]))]);
    assert!(
        matches!(execution.ended, Ended::NoEntry { .. }),
        "{:?}",
        execution.ended
    );
}

#[test]
fn candidates_that_cannot_be_loaded() {
    let cases = [
        (
            "solution.js",
            "function f() {\n    return 1 +;\n}",
            "SyntaxError",
            2,
        ),
        (
            "solution.js",
            "const a = 1;\nthrow new TypeError('at load');\nfunction f() {}",
            "TypeError",
            2,
        ),
        (
            "solution.js",
            "function f() {}\n\nrequire('no-such-package');",
            "Error",
            3,
        ),
        (
            "solution.mjs",
            "export function f() {}\nawait Promise.reject(new RangeError('no'));",
            "RangeError",
            2,
        ),
        (
            "solution.js",
            "missing.name; function f() {}",
            "ReferenceError",
            1,
        ),
    ];
    let mut wrong = Vec::new();
    for (file, text, expected, expected_line) in cases {
        for candidate in [
            Candidate::named(file, text),
            Candidate::named(file, text).plain(),
        ] {
            match candidate.call(&[("f", json!([]))]).ended {
                Ended::LoadFailed {
                    type_name, line, ..
                } if type_name == expected && line == Some(expected_line) => {}
                ended => wrong.push(format!("{text}\n    {ended:?}")),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
