//! How entries are found, and what calls of one test share.

use dualgauge::sandbox::execution::{Ended, EntryMatch};
use serde_json::{Value as Json, json};

use crate::bench::{Candidate, outcomes};

#[test]
fn names_in_other_styles() {
    let cases = [
        (
            "std::string loadFile(std::string p) { return p; }",
            "load_file",
            "loadFile",
            EntryMatch::Style,
        ),
        (
            "std::string LoadFile(std::string p) { return p; }",
            "load_file",
            "LoadFile",
            EntryMatch::Style,
        ),
        (
            "std::string load_file(std::string p) { return p; }",
            "loadFile",
            "load_file",
            EntryMatch::Style,
        ),
        (
            "std::string loadfile(std::string p) { return p; }",
            "loadfile",
            "loadfile",
            EntryMatch::Exact,
        ),
        (
            "std::string read(std::string p) { return p; }",
            "load_file",
            "read",
            EntryMatch::Only,
        ),
        (
            "namespace app { std::string load_file(std::string p) { return p; } }",
            "load_file",
            "app::load_file",
            EntryMatch::Exact,
        ),
        (
            "struct Loader { static std::string loadFile(std::string p) { return p; } };",
            "load_file",
            "Loader::loadFile",
            EntryMatch::Style,
        ),
        (
            "struct Loader { std::string load_file(std::string p) { return p; } };",
            "load_file",
            "Loader::load_file",
            EntryMatch::Exact,
        ),
        (
            "static std::string helper(std::string p); std::string load_file(std::string p) { return helper(p); }\n\
          static std::string helper(std::string p) { return p; }",
            "load_file",
            "load_file",
            EntryMatch::Exact,
        ),
        (
            "#define NAME load_file\nstd::string NAME(std::string p) { return p; }",
            "load_file",
            "NAME",
            EntryMatch::Only,
        ),
    ];
    for (text, wanted, found, how) in cases {
        let text = format!("#include <string>\n{text}\n");
        let execution = Candidate::new(&text).call(&[(wanted, json!(["x"]))]);
        assert_eq!(
            outcomes(&execution),
            [json!("x")],
            "{text}{:?}",
            execution.ended
        );
        let entry = &execution.entries[0];
        assert_eq!(
            (&*entry.wanted, &*entry.found, entry.how),
            (wanted, found, how),
            "{text}"
        );
    }
}

#[test]
fn a_missing_entry_names_the_public_functions() {
    let text = "\
static int helper(int x) { return x; }
int first(int x) { return helper(x); }
namespace tools { int second(int x) { return x; } }
class Bank {
    int secret(int x) { return x; }
public:
    int third(int x) { return secret(x); }
};
int _private(int x) { return x; }
int main() { return 0; }
";
    let execution = Candidate::new(text).call(&[("load_file", json!(["x"]))]);
    let Ended::NoEntry { wanted, mut public } = execution.ended else {
        panic!("{:?}", execution.ended);
    };
    public.sort();
    assert_eq!(wanted, "load_file");
    assert_eq!(public, ["Bank::third", "first", "helper", "tools::second"]);
    assert_eq!(execution.calls, []);
    // That it doesn't compile is the better message.
    let broken =
        Candidate::new(format!("{text}\nint x = y;\n")).call(&[("load_file", json!(["x"]))]);
    assert!(
        matches!(broken.ended, Ended::LoadFailed { .. }),
        "{:?}",
        broken.ended
    );
    let program = Candidate::new("int answer() { return 1; }").program(b"");
    assert!(
        matches!(&program.ended, Ended::NoEntry { wanted, .. } if wanted == "main"),
        "{:?}",
        program.ended
    );
}

const COUNTER: &str = "\
#include <fstream>
#include <string>
#include <vector>
static int count = 0;
static std::vector<std::string> seen;
int next() { return ++count; }
std::string note(const std::string &text) {
    static int notes = 10;
    seen.push_back(text);
    std::ofstream(\"notes.txt\", std::ios::app) << text;
    return std::to_string(++notes) + \" \" + seen.front();
}
std::string notes() {
    std::ifstream in(\"notes.txt\");
    std::string text;
    std::getline(in, text);
    return text;
}
struct Account {
    int balance = 0;
    int deposit(int amount) { return balance += amount; }
};
";

#[test]
fn calls_of_a_test_share_their_state_and_tests_do_not() {
    let test: &[(&str, Json)] = &[
        ("next", json!([])),
        ("next", json!([])),
        ("note", json!(["a"])),
        ("note", json!(["b"])),
        ("notes", json!([])),
        ("deposit", json!([5])),
        ("deposit", json!([6])),
    ];
    let executions = Candidate::new(COUNTER).tests(&[test, test]);
    for execution in &executions {
        let expected = json!([1, 2, "11 a", "12 a", "ab", 5, 11]);
        assert_eq!(
            Json::from(outcomes(execution)),
            expected,
            "{:?}",
            execution.ended
        );
    }
    assert_eq!(executions[0], executions[1]);
}

#[test]
fn results_of_earlier_calls_are_arguments() {
    let text = "\
#include <stdexcept>
#include <string>
#include <vector>
std::string token(int n) { if (n < 0) throw std::runtime_error(\"no\"); return \"t\" + std::to_string(n); }
std::vector<std::string> both(const std::string &a, const std::string &b) { return {a, b}; }
int length(const std::vector<std::string> &all) { return all.size(); }
";
    let execution = Candidate::new(text).call(&[
        ("token", json!([7])),
        (
            "both",
            json!([{ "$result": 0 }, { "$concat": ["<", { "$result": 0 }, ">"] }]),
        ),
        ("length", json!([{ "$result": 1 }])),
        ("token", json!([-1])),
        ("both", json!([{ "$result": 3 }, "x"])),
        ("token", json!([{ "$result": 2 }])),
    ]);
    let got = outcomes(&execution);
    assert_eq!(got[..3], [json!("t7"), json!(["t7", "<t7>"]), json!(2)]);
    assert_eq!(got[3]["raised"], "std::runtime_error");
    let missing =
        json!({ "raised": "MissingResult", "message": "call 3 returned nothing", "line": null });
    assert_eq!(got[4..], [missing, json!("t2")]);
}

#[test]
fn what_is_printed_is_kept_and_no_result() {
    let text = "\
#include <cstdio>
#include <iostream>
int answer(int x) { std::cout << \"42\\n\"; printf(\"%d\", x); std::cerr << \"{\\\"returned\\\": 42}\"; return x; }
";
    let execution = Candidate::new(text).call(&[("answer", json!([1])), ("answer", json!([2]))]);
    assert_eq!(outcomes(&execution), [json!(1), json!(2)]);
    assert_eq!(execution.stdout.text.replace("42\n", "").len(), 2);
    assert_eq!(execution.stdout.text.matches("42").count(), 2);
    assert_eq!(execution.stderr.text, "{\"returned\": 42}".repeat(2));
}

#[test]
fn ends_before_the_last_call() {
    let text = "\
#include <cstdlib>
int answer(int x) {
    if (x == 1) std::exit(3);
    if (x == 2) std::_Exit(4);
    if (x == 3) std::abort();
    if (x == 4) return answer(x) + answer(x);
    if (x == 5) for (volatile int i = 0;; i = i + 1) {}
    if (x == 6) return reinterpret_cast<int (*)()>(0x7fffffff)();
    if (x == 7) return *reinterpret_cast<volatile int *>(0xfffffff0);
    return x;
}
";
    for (x, expected) in [
        (1, "Exited { code: 3 }"),
        (2, "Exited { code: 4 }"),
        (3, "Trapped"),
        (4, "StackOverflow"),
        (5, "OutOfFuel"),
        (6, "Trapped"),
        (7, "Trapped"),
    ] {
        let execution = Candidate::new(text).call(&[
            ("answer", json!([0])),
            ("answer", json!([x])),
            ("answer", json!([0])),
        ]);
        assert_eq!(outcomes(&execution), [json!(0)], "{x}");
        assert!(
            format!("{:?}", execution.ended).starts_with(expected),
            "{x}: {:?}",
            execution.ended
        );
    }
}
