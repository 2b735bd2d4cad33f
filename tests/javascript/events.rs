//! What the interpreter and the host record of what a candidate does: randomness, text run as code, changed prototypes.

use dualgauge::sandbox::execution::Execution;
use dualgauge::sandbox::trace::{Event, Operation, Origin};
use serde_json::{Value as Json, json};

use crate::bench::{Candidate, outcomes};

/// The candidate's events, each as JSON without its number.
fn events(execution: &Execution, kind: &str) -> Vec<Json> {
    let own = |event: &&Event| event.origin != Origin::Runtime;
    let all = execution.trace.iter().filter(own);
    let all = all.map(|event| serde_json::to_value(&event.operation).unwrap());
    all.filter(|event| event["kind"] == kind).collect()
}

fn call(text: &str, function: &str, args: Json) -> Execution {
    let execution = Candidate::new(text).call(&[(function, args)]);
    assert_eq!(execution.calls.len(), 1, "{text}: {:?}", execution.ended);
    execution
}

#[test]
fn weak_randomness_is_seeded_by_the_execution() {
    let text = "function draw(n) { return Array.from({ length: n }, () => Math.random()); }";
    let draw = |seed: &str| {
        Candidate::new(text)
            .seeded(seed)
            .call(&[("draw", json!([3]))])
    };
    let (one, again, other) = (draw("one"), draw("one"), draw("other"));
    assert_eq!(one, again);
    assert_ne!(outcomes(&one), outcomes(&other));
    let drawn = outcomes(&one).remove(0);
    for number in drawn.as_array().unwrap() {
        assert!((0.0..1.0).contains(&number.as_f64().unwrap()), "{drawn}");
    }
    let recorded = events(&one, "random.weak");
    let draws: u64 = recorded
        .iter()
        .map(|event| event["draws"].as_u64().unwrap())
        .sum();
    assert_eq!(draws, 3, "{recorded:?}");
    assert_eq!(events(&one, "random.secure"), [] as [Json; 0]);
}

#[test]
fn secure_randomness() {
    for (expression, bytes) in [
        ("crypto.randomBytes(16)", 16),
        ("crypto.randomFillSync(Buffer.alloc(10))", 10),
        ("crypto.getRandomValues(new Uint8Array(7))", 7),
        ("globalThis.crypto.getRandomValues(new Uint32Array(2))", 8),
        ("require('uuid').v4().length", 16),
        ("crypto.randomUUID().length", 16),
    ] {
        let text =
            format!("const crypto = require('crypto'); function draw() {{ return {expression}; }}");
        let execution = call(&text, "draw", json!([]));
        let recorded = events(&execution, "random.secure");
        let drawn: u64 = recorded
            .iter()
            .map(|event| event["bytes"].as_u64().unwrap())
            .sum();
        assert!(drawn >= bytes, "{expression}: {recorded:?}");
        assert_eq!(
            events(&execution, "random.weak"),
            [] as [Json; 0],
            "{expression}"
        );
    }
}

#[test]
fn loading_packages_draws_nothing_for_the_candidate() {
    let text = "const all = ['express', 'uuid', 'lodash', 'nanoid', 'jsonwebtoken'].map(require); function f() { return all.length; }";
    let execution = call(text, "f", json!([]));
    assert_eq!(outcomes(&execution), [json!(5)]);
    for kind in [
        "random.weak",
        "random.secure",
        "code",
        "prototype",
        "file.open",
    ] {
        assert_eq!(events(&execution, kind), [] as [Json; 0], "{kind}");
    }
}

#[test]
fn text_run_as_code() {
    for (expression, recorded) in [
        ("eval(x)", "1 + 1"),
        ("(0, eval)(x)", "1 + 1"),
        ("new Function(`return ${x}`)()", "return 1 + 1"),
        ("Function('a', `return ${x}`)(1)", "return 1 + 1"),
        ("(() => {}).constructor(`return ${x}`)()", "return 1 + 1"),
        ("require('vm').runInNewContext(x)", "1 + 1"),
        ("require('vm').runInThisContext(x)", "1 + 1"),
        ("new (require('vm').Script)(x).runInThisContext()", "1 + 1"),
        (
            "new (Object.getPrototypeOf(async function () {}).constructor)(`return ${x}`)()",
            "return 1 + 1",
        ),
    ] {
        let text = format!("function run(x) {{ return {expression}; }}");
        let execution = call(&text, "run", json!(["1 + 1"]));
        assert_eq!(outcomes(&execution), [json!(2)], "{expression}");
        let all = events(&execution, "code");
        let texts: Vec<&str> = all
            .iter()
            .filter_map(|event| event["text"].as_str())
            .collect();
        assert!(
            texts.iter().any(|text| text.contains(recorded)),
            "{expression}: {all:?}"
        );
        assert_eq!(texts.len(), 1, "{expression}: {all:?}");
    }
    // Node has no timers that run a text.
    let timer = call(
        "function f(x) { return setTimeout(x, 1); }",
        "f",
        json!(["1 + 1"]),
    );
    assert_eq!(outcomes(&timer)[0]["raised"], "TypeError");
    let harmless = call(
        "function f(x) { return JSON.parse(x).map((y) => y + 1); }",
        "f",
        json!(["[1]"]),
    );
    assert_eq!(events(&harmless, "code"), [] as [Json; 0]);
}

/// The prototypes that a function changes, each as `object property`.
fn polluted(text: &str, argument: Json) -> Vec<String> {
    let execution = call(text, "f", json!([argument]));
    let all = events(&execution, "prototype");
    let shown = |event: &Json| {
        format!(
            "{} {}",
            event["object"].as_str().unwrap(),
            event["property"].as_str().unwrap()
        )
    };
    all.iter().map(shown).collect()
}

#[test]
fn changed_prototypes() {
    let merge = "\
function f(text) {
    const merge = (to, from) => {
        for (const key of Object.keys(from)) {
            if (typeof from[key] === 'object') merge(to[key] ??= {}, from[key]);
            else to[key] = from[key];
        }
        return to;
    };
    merge({}, JSON.parse(text));
    return ({}).admin ?? null;
}
";
    // Exactly one event for each property.
    assert_eq!(
        polluted(merge, json!("{\"__proto__\": {\"admin\": true}}")),
        ["Object.prototype admin"]
    );
    let through_constructor = json!("{\"constructor\": {\"prototype\": {\"admin\": 1}}}");
    assert_eq!(
        polluted(merge, through_constructor),
        ["Object.prototype admin"]
    );
    assert_eq!(
        polluted(merge, json!("{\"a\": {\"b\": 1}}")),
        [] as [&str; 0]
    );
    let array = "function f(x) { Array.prototype.last = function () { return this[this.length - 1]; }; return [x].last(); }";
    assert_eq!(polluted(array, json!(1)), ["Array.prototype last"]);
    let replaced = "function f(x) { String.prototype.trim = () => 'x'; return ' y '.trim(); }";
    assert_eq!(polluted(replaced, json!(1)), ["String.prototype trim"]);
    let own = "class A {} function f(x) { A.prototype.y = 1; const o = JSON.parse('{\"__proto__\": 1}'); return [o, { __proto__: null }]; }";
    assert_eq!(polluted(own, json!(1)), [] as [&str; 0]);
}

#[test]
fn calls_are_told_apart() {
    let text =
        "eval('1'); function f() { return eval('2'); } function g() { return Math.random() < 2; }";
    let execution =
        Candidate::new(text).call(&[("f", json!([])), ("g", json!([])), ("f", json!([]))]);
    assert_eq!(outcomes(&execution), [json!(2), json!(true), json!(2)]);
    let told: Vec<(Option<u32>, bool)> = execution
        .trace
        .iter()
        .filter(|event| event.origin != Origin::Runtime)
        .filter_map(|event| match event.operation {
            Operation::Code { .. } => Some((event.call, true)),
            Operation::RandomWeak { .. } => Some((event.call, false)),
            _ => None,
        })
        .collect();
    assert_eq!(
        told,
        [
            (None, true),
            (Some(0), true),
            (Some(1), false),
            (Some(2), true)
        ]
    );
}

#[test]
fn what_is_left_to_do_after_the_last_call_belongs_to_it() {
    let text = "function f() { setTimeout(() => eval('1'), 5); return 1; }";
    let execution = call(text, "f", json!([]));
    let calls = execution
        .trace
        .iter()
        .filter(|event| matches!(event.operation, Operation::Code { .. }))
        .map(|event| event.call);
    assert_eq!(calls.collect::<Vec<_>>(), [Some(0)]);
}

#[test]
fn files_as_in_other_languages() {
    let text = "\
const fs = require('fs');
async function f(path) {
    fs.readFileSync(path);
    await fs.promises.readFile(path);
    await new Promise((resolve) => fs.readFile(path, resolve));
    await new Promise((resolve) => fs.createReadStream(path).on('close', resolve).resume());
    try { fs.readFileSync('../no/such'); } catch {}
    return fs.existsSync(path);
}
";
    let execution = call(text, "f", json!(["/etc/../etc/hostname"]));
    assert_eq!(outcomes(&execution), [json!(true)]);
    let opened = events(&execution, "file.open");
    assert_eq!(opened.len(), 5, "{opened:?}");
    for event in &opened[..4] {
        assert_eq!(event["path"], "/etc/../etc/hostname");
        assert_eq!(event["resolved"], "/etc/hostname");
        assert_eq!(event["access"], "read");
    }
    assert_eq!(events(&execution, "file.stat").len(), 1);
}
