//! What is inserted where, what is read of a text, and that hostile texts cost little.

use super::*;
use std::time::{Duration, Instant};

/// The instrumented text with short pieces: `‹3›` for a counter of line 3, the code around it as it is.
fn shown(text: &str) -> String {
    let read = read(text, "solution.js");
    let instrumented = read.instrumented.expect("it can be parsed");
    assert_eq!(instrumented.strip(&instrumented.text), text);
    let mut shown = instrumented.text.replace(&instrumented.marker, "");
    for (index, line) in instrumented.lines.iter().enumerate().rev() {
        shown = shown.replace(
            &format!("{}[{index}]=1", instrumented.counter),
            &format!("‹{line}›"),
        );
    }
    shown
}

fn is_read(text: &str) -> bool {
    read(text, "solution.js").instrumented.is_some()
}

#[test]
fn statements_are_marked_and_functions_where_their_list_begins() {
    insta::assert_snapshot!(shown("#!/usr/bin/env node\n'use strict'\n;[1].map(f)\nfunction f(a) {\n    'use strict';\n    return a\n}\nlet b = 1\n{}\n"), @r#"
    #!/usr/bin/env node
    'use strict'
    ;‹4›;‹3›;[1].map(f)
    function f(a) {
        'use strict';
        ‹6›;return a
    }
    ‹8›;let b = 1
    ‹9›;{}
    "#);
}

#[test]
fn bodies_without_braces_get_some() {
    insta::assert_snapshot!(shown("if (a) b()\nelse if (c)\n  d()\nelse e()\ndo f++\nwhile (f < 3)\nfor (;;) for (x of y) if (x) break; else continue\nif (a) ; else {}\n"), @r"
    ‹1›;if (a) {‹1›;b()}
    else if (‹2›,c)
      {‹3›;d()}
    else {‹4›;e()}
    ‹5›;do {‹5›;f++}
    while (f < 3)
    ‹7›;for (;;) {‹7›;for (x of y) {‹7›;if (x) {‹7›;break;} else {‹7›;continue}}}
    ‹8›;if (a) ; else {}
    ");
}

#[test]
fn labels_stay_on_their_loops() {
    insta::assert_snapshot!(shown("outer:\nfor (;;) {\n  for (;;) continue outer\n}\nwhile (a) inner: while (b) continue inner\n"), @r"
    ‹1›;‹2›;outer:
    for (;;) {
      ‹3›;for (;;) {‹3›;continue outer}
    }
    ‹5›;while (a) {‹5›;inner: while (b) {‹5›;continue inner}}
    ");
}

#[test]
fn arrows_and_branches_are_marked_within_parentheses() {
    insta::assert_snapshot!(shown("const f = async x => ({ a: await x }), g = x => y => x in y\nconst h = a\n  ? b\n  : c ||\n    d\nif (x) k = y => /re/\n"), @r"
    ‹1›;const f = async x => (‹1›,({ a: await x })), g = x => (‹1›,y => (‹1›,x in y))
    ‹2›;const h = a
      ? (‹3›,b)
      : (‹4›,c ||
        (‹5›,d))
    ‹6›;if (x) {‹6›;k = y => (‹6›,/re/)}
    ");
}

#[test]
fn classes_are_reached_with_their_members_and_cases_when_tested() {
    insta::assert_snapshot!(shown("class A extends B {\n  x = () => 1\n  static { this.y = 2 }\n  constructor() {\n    super()\n  }\n}\nswitch (a) {\n  case 1:\n  case 2: b(); break\n  default: c()\n}\n"), @r"
    ‹1›;‹2›;‹4›;class A extends B {
      x = () => (‹2›,1)
      static { ‹3›;this.y = 2 }
      constructor() {
        ‹5›;super()
      }
    }
    ‹8›;switch (a) {
      case ‹9›,1:
      case ‹10›,2: ‹10›;b(); ‹10›;break
      default: ‹11›;c()
    }
    ");
}

#[test]
fn imports_and_exports_are_marked() {
    insta::assert_snapshot!(shown("import a from 'a'\nexport default function () {\n}\nexport const b = 1\nexport class C {}\nexport { a }\nexport * from 'b'\n"), @r"
    ‹2›;‹1›;import a from 'a'
    export default function () {
    }
    ‹4›;export const b = 1
    ‹5›;export class C {}
    ‹6›;export { a }
    ‹7›;export * from 'b'
    ");
}

#[test]
fn the_body_of_with_and_functions_as_bodies_are_left_alone() {
    insta::assert_snapshot!(shown("with (a) b()\nif (c) function d() {}\n"), @r"
    ‹1›;with (a) b()
    ‹2›;if (c) function d() {}
    ");
}

#[test]
fn markers_and_counters_differ_from_what_is_in_the_text() {
    let text = "/*\u{2060}*/ a; /*\u{2060}\u{2060}*/ __dg1; __dg23; b";
    let read = read(text, "a.js").instrumented.expect("it can be parsed");
    assert_eq!(
        (read.counter.as_str(), read.marker.as_str()),
        ("__dg3", "/*\u{2060}\u{2060}\u{2060}*/")
    );
    assert_eq!(read.strip(&read.text), text);
    assert!(!is_read(&format!("// {}\na", "\u{2060}".repeat(40))));
}

#[test]
fn the_text_of_a_function_is_restored_even_where_it_ends_within_an_insertion() {
    let read = read("const f = x =>\n  x + 1;", "a.js")
        .instrumented
        .expect("it can be parsed");
    let (from, to) = (
        read.text.find("x =>").expect("there"),
        read.text.rfind(')').expect("there"),
    );
    assert_eq!(read.strip(&read.text[from..=to]), "x =>\n  x + 1");
}

#[test]
fn the_dialect_is_that_of_node() {
    let dialect = |text: &str, file: &str| read(text, file).dialect;
    for text in [
        "import 'a'",
        "export {}",
        "import.meta.url",
        "await a",
        "for await (const a of b) ;",
        "const module = 1",
        "import a from 'a'; {",
    ] {
        assert_eq!(dialect(text, "a.js"), Dialect::Module, "{text}");
        assert_eq!(dialect(text, "a.cjs"), Dialect::CommonJs, "{text}");
    }
    for text in [
        "",
        "import('a')",
        "return 1",
        "var module",
        "with (a) b",
        "async () => await a",
        "{",
        "new.target",
        "// import 'a'\n(",
    ] {
        assert_eq!(dialect(text, "a.js"), Dialect::CommonJs, "{text}");
        assert_eq!(dialect(text, "a.mjs"), Dialect::Module, "{text}");
    }
}

#[test]
fn bindings_are_named_in_order() {
    let text = "import d, { e as f, g } from 'a'; import * as ns from 'b';
        export const { a, b: [c, ...h], ...i } = {}, j = 1; function k() { var no } class L {}
        let m; var m2, k; { let no } export default class N {} export function o() {}";
    let names = read(text, "a.mjs").bindings;
    assert_eq!(names.join(" "), "d f g ns a c h i j k L m m2 N o");
}

#[test]
fn signatures_are_found_in_all_shapes() {
    let text = "
        function f(a, callback) {}
        const g = async (a, { b }, cb = null) => 1, api = { m(a, done) {}, f };
        exports.h = function (...rest) {};
        module.exports.i = exports['j'] = (next) => 1;
        class X { static s(a, cb) {} t(a) {} static u = (cb) => 1 }
        module.exports = { k(a, cb) {}, l: f, X, ['no']: 1 };
        module.exports = f;
        X.v = (a) => 1;";
    let shown: Vec<String> = read(text, "a.cjs")
        .signatures
        .iter()
        .map(|s| {
            format!(
                "{}({}){}",
                s.path,
                s.parameters.join(" "),
                if s.takes_callback() { " callback" } else { "" }
            )
        })
        .collect();
    insta::assert_snapshot!(shown.join("\n"), @r"
    f(a callback) callback
    g(a  cb)
    api.m(a done) callback
    h()
    i(next) callback
    j(next) callback
    X.s(a cb) callback
    X.prototype.t(a)
    X.u(cb) callback
    k(a cb) callback
    X.v(a)
    api.f(a callback) callback
    l(a callback) callback
    default(a callback) callback
    ");
    let module = read(
        "export default async (a) => 1; export { x as y }; const x = function (a, cb) {}",
        "a.mjs",
    )
    .signatures;
    let paths: Vec<_> = module.iter().map(|s| s.path.as_str()).collect();
    assert_eq!(paths, ["default", "x", "y"]);
}

#[test]
fn what_cannot_be_parsed_is_not_instrumented() {
    for text in [
        "{",
        "a b",
        "'",
        "`${",
        "/",
        "\\u0069f(a) /'/",
        "<a/>",
        "a: number = 1 as any",
    ] {
        assert!(!is_read(text), "{text}");
    }
    for text in [
        "",
        "\u{feff}a",
        "a /b/ c",
        "while (n --> 0) ;",
        "x = a++ / 2",
        "if (a) /'/.test(b)",
        "1./a/'(' .length",
        "`a${`b${{}}`}`",
    ] {
        assert!(is_read(text), "{text}");
    }
}

/// Shapes that nest: what comes before, innermost and after.
const NESTS: [(&str, &str, &str); 44] = [
    ("(", "1", ")"),
    ("[", "", "]"),
    ("({a:", "1", "})"),
    ("({[", "1", "]:1})"),
    ("{", "", "}"),
    ("function f(){", "", "}"),
    ("a=>", "1", ""),
    ("(a)=>", "1", ""),
    ("async a=>", "1", ""),
    ("(a=", "1", ")=>1"),
    ("(a=", "1", ")"),
    ("((a)=>", "1", ")"),
    ("a+", "1", ""),
    ("a**", "1", ""),
    ("a||\n", "1", ""),
    ("a=", "1", ""),
    ("a?b:", "1", ""),
    ("a?", "b", ":c"),
    ("a?(b)=>(", "1", "):c"),
    ("!", "1", ""),
    ("- ", "1", ""),
    ("typeof ", "1", ""),
    ("await ", "1", ""),
    ("new ", "X", ""),
    ("", "a", ".b"),
    ("", "a", "()"),
    ("", "a", "[0]"),
    ("", "a", "?.b"),
    ("", "a", "``"),
    ("`${", "1", "}`"),
    ("a`${", "1", "}`.b.b.b()()"),
    ("if(a)", "b", ""),
    ("if(a)b;else ", "c", ""),
    ("if(a){}else ", "c", ""),
    ("if(a)", "b;", "else c;"),
    ("for(a of b)", "c", ""),
    ("while(a)", "b", ""),
    ("do ", "x;", "while(1);"),
    ("class extends ", "X", "{}"),
    ("(class{a=", "1", "})"),
    ("class A{static{", "", "}}"),
    ("[a=", "b", "]=c"),
    ("switch(a){case b:", "", "}"),
    ("async(", "1", ")"),
];

fn nested((before, middle, after): (&str, &str, &str), times: usize) -> String {
    before.repeat(times) + middle + &after.repeat(times)
}

#[test]
fn deep_texts_are_given_up_before_they_are_parsed() {
    for shape in NESTS {
        assert!(!is_read(&nested(shape, 100_000)), "{shape:?}");
    }
    let labels: String = (0..100_000).map(|n| format!("l{n}:")).collect();
    assert!(!is_read(&(labels + ";")));
}

#[test]
fn what_is_just_within_the_limit_needs_a_part_of_the_stack() {
    const PART: usize = STACK / 4;
    for shape in NESTS {
        let (mut fits, mut too_many) = (1, 10_000);
        while too_many - fits > 1 {
            let times = (fits + too_many) / 2;
            *(if depth::bounded(&nested(shape, times)) {
                &mut fits
            } else {
                &mut too_many
            }) = times;
        }
        assert!(fits >= 100, "{shape:?} {fits}");
        let text = nested(shape, fits);
        let thread = std::thread::Builder::new().stack_size(PART);
        let parsed = thread
            .spawn(move || parse(&text, None).is_some())
            .expect("a thread starts")
            .join();
        parsed.expect("no panic");
    }
}

#[test]
fn brackets_cannot_be_hidden() {
    let brackets = ["[".repeat(10_000), "]".repeat(10_000)].concat();
    for text in [
        "if (a) /'/.a;BRACKETS;'",
        "\\u0069f (a) /'/.a;BRACKETS;'",
        "1. /a/ /'/.a;BRACKETS;'",
        "a\u{2028}/'/.a;BRACKETS;'",
        "let x\n/'/.a;BRACKETS;'/",
        "for await (a of b) /`/;BRACKETS;`",
        "a = {}\n/'/.a;BRACKETS;'/",
        "a++ /'/.a;BRACKETS;'/",
        "// \u{2028} BRACKETS",
        "a <!-- '\nBRACKETS '",
        "`${`}`}`BRACKETS`",
        "'\\\r\n'; BRACKETS",
    ] {
        assert!(!is_read(&text.replace("BRACKETS", &brackets)), "{text}");
    }
}

#[test]
fn cost_is_linear() {
    let limit = Duration::from_secs(60);
    let mib = |line: &str| line.repeat((1 << 20) / line.len());
    let deep = format!("{}{}{}", "({[".repeat(15), mib("a,"), "a]:1})".repeat(15));
    for text in [
        mib("function f(a) { return a.b(c => c + 1) || [1, 2, 'x'] }\n"),
        mib("'\\u{zz}';([a]);\n"),
        mib("([a]);({#a:1});\n"),
        mib("__dg1\n"),
        mib("/*\u{2060}*/\n"),
        mib("\n/a/;"),
        mib("'"),
        mib("`${"),
        mib("/*"),
        deep,
    ] {
        let start = Instant::now();
        read(&text, "a.js");
        assert!(
            start.elapsed() < limit,
            "{:?} for {}",
            start.elapsed(),
            &text[..20.min(text.len())]
        );
    }
    assert!(!is_read(&"a;".repeat(MAX_TEXT)));
}
