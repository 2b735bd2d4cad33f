//! `dualgauge exec` with programs in JavaScript, as if node ran them. What they print is what node 20 prints.

use std::path::PathBuf;

use crate::support::{Place, Ran, repository, run};

fn program(name: &str) -> PathBuf {
    repository("tests/javascript/programs").join(name)
}

/// Runs a program of the folder, which is granted, with arguments.
fn exec(name: &str, arguments: &[&str], stdin: &[u8]) -> Ran {
    let place = Place::new();
    let grant = format!("{}:/app:ro", program("").display());
    let mut command = place.command(&["exec", "--env", "SET=one", "--dir", &grant]);
    command.arg(program(name)).args(arguments);
    run(&mut command, stdin)
}

/// Compares standard output with the file beside the program.
fn assert_prints(name: &str, code: i32) -> Ran {
    let ran = exec(name, &[], b"");
    let expected = program(name).with_extension("expected");
    let expected = std::fs::read_to_string(&expected)
        .unwrap_or_else(|error| panic!("{}: {error}", expected.display()));
    assert_eq!(ran.stdout, expected, "{name}\n{}", ran.stderr);
    assert_eq!(ran.code, Some(code), "{name}\n{}", ran.stderr);
    ran
}

#[test]
fn the_language() {
    assert_prints("features.js", 0);
}

#[test]
fn modules() {
    assert_prints("modules.js", 0);
    assert_prints("module.mjs", 0);
}

#[test]
fn a_module_that_awaits_what_never_comes() {
    let ran = assert_prints("never_awaited.mjs", 13);
    assert!(
        ran.stderr.contains("unsettled top-level await"),
        "{}",
        ran.stderr
    );
}

#[test]
fn standard_input() {
    let input = "one\ntwo é\n\nlast";
    let whole = format!("{}\n", serde_json::Value::from(input));
    let lines = "[\"one\",\"two é\",\"\",\"last\"]\n";
    for (way, expected) in [
        ("sync", &*whole),
        ("path", "16\n"),
        ("events", &whole),
        ("iteration", &whole),
        ("consumers", &whole),
        ("lines", lines),
        ("asked", lines),
        ("readable", &whole),
    ] {
        let ran = exec("stdin.js", &[way], input.as_bytes());
        assert_eq!(
            (&*ran.stdout, ran.code),
            (expected, Some(0)),
            "{way}: {}",
            ran.stderr
        );
    }
}

#[test]
fn the_process() {
    let ran = exec("machine.js", &["a", "b c"], b"");
    let expected = "\
[ 'a', 'b c' ] 4 machine.js
one undefined true string
v20.20.2 20.20.2 linux x64 node
node number number []
true true linux Linux
undefined undefined undefined
number 2 bigint
object object true undefined undefined
no newline and bytes
x is 4.5 and [ 1, [length]: 1 ] {\"a\":1} %
written
";
    assert_eq!(ran.stdout, expected, "{}", ran.stderr);
    assert_eq!((&*ran.stderr, ran.code), ("to stderr\n", Some(0)));
}

/// How a program ends, what it prints after `begun`, and what standard error says.
const ENDINGS: &[(&str, i32, &str, &str)] = &[
    ("nothing", 0, "exit 0 undefined\n", ""),
    ("exit", 3, "exit 3 3\n", ""),
    ("exit_code", 4, "exit 4 4\n", ""),
    ("exit_in_handler", 9, "exit 0 undefined\n", ""),
    ("exit_in_timer", 5, "exit 5 5\n", ""),
    (
        "before_exit",
        0,
        "beforeExit\nmore\nbeforeExit\nmore\nbeforeExit\nexit 0 undefined\n",
        "",
    ),
    (
        "thrown",
        1,
        "exit 1 1\n",
        "TypeError: thrown\n    at thrown (/app/ending.js:17:",
    ),
    ("thrown_text", 1, "exit 1 1\n", "just text"),
    ("thrown_object", 1, "exit 1 1\n", "{ a: 1 }"),
    (
        "thrown_later",
        1,
        "exit 1 1\n",
        "RangeError: later\n    at ",
    ),
    (
        "rejected",
        1,
        "exit 1 1\n",
        "Error: rejected\n    at rejected (/app/ending.js:21:",
    ),
    ("rejected_text", 1, "exit 1 1\n", "ERR_UNHANDLED_REJECTION"),
    ("rejected_and_handled_later", 1, "exit 1 1\n", "Error: late"),
    (
        "handled",
        0,
        "handled first uncaughtException\ngoes on\nexit 0 undefined\n",
        "",
    ),
    (
        "rejection_handled",
        0,
        "reason kept\nexit 0 undefined\n",
        "",
    ),
    ("no_listener", 1, "exit 1 1\n", "Error: event"),
    ("never", 0, "exit 0 undefined\n", ""),
    ("signal", 143, "", ""),
    ("aborted", 134, "", ""),
    ("own_error", 1, "exit 1 1\n", "code: 'E_OWN'"),
];

#[test]
fn endings() {
    let mut wrong = Vec::new();
    for (way, code, stdout, stderr) in ENDINGS {
        let ran = exec("ending.js", &[way], b"");
        let silent = stderr.is_empty() && *code < 128;
        if ran.code != Some(*code)
            || ran.stdout != format!("begun\n{stdout}")
            || !ran.stderr.contains(stderr)
            || (silent && !ran.stderr.is_empty())
        {
            wrong.push(format!("{way}: {ran:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn texts_on_the_command_line_and_standard_input() {
    let place = Place::new();
    let all = [
        "exec",
        "--lang",
        "javascript",
        "-c",
        "console.log(typeof require, process.argv.slice(1), 1 + 1)",
        "a",
    ];
    let ran = place.dualgauge(&all);
    assert_eq!(
        (&*ran.stdout, ran.code),
        ("function [ 'a' ] 2\n", Some(0)),
        "{}",
        ran.stderr
    );
    let mut command = place.command(&["exec", "--lang", "javascript", "-"]);
    let ran = run(
        &mut command,
        b"console.log([1, 2].map((x) => x * 2), __filename)",
    );
    assert_eq!(
        (&*ran.stdout, ran.code),
        ("[ 2, 4 ] [stdin]\n", Some(0)),
        "{}",
        ran.stderr
    );
}

#[test]
fn what_is_wrong_with_a_program_is_told_as_node_does() {
    let place = Place::new();
    for (name, text, expected) in [
        ("a.js", "const x = ;\n", "SyntaxError: "),
        (
            "b.mjs",
            "import { none } from 'node:fs';\n",
            "SyntaxError: ",
        ),
        ("c.mjs", "import './none.js';\n", "ERR_MODULE_NOT_FOUND"),
        (
            "d.mjs",
            "\nthrow new Error('in a module');\n",
            "Error: in a module\n    at ",
        ),
        (
            "e.mjs",
            "await Promise.reject(new RangeError('awaited'));\n",
            "RangeError: awaited",
        ),
        ("f.cjs", "export const x = 1;\n", "SyntaxError: "),
        (
            "g.mjs",
            "setTimeout(() => { throw new Error('in a timer'); }, 1); await new Promise(() => {});\n",
            "Error: in a timer",
        ),
    ] {
        place.write(name, text);
        let ran = place.dualgauge(&["exec", "--dir", ".", name]);
        assert_eq!(
            (&*ran.stdout, ran.code),
            ("", Some(1)),
            "{name}: {}",
            ran.stderr
        );
        assert!(ran.stderr.contains(expected), "{name}: {}", ran.stderr);
    }
}
