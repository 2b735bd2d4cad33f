//! `dualgauge exec` with programs in C and C++, as if a native compiler had made them.

use std::path::PathBuf;

use crate::support::{Place, Ran, repository, run};

fn program(name: &str) -> PathBuf {
    repository("tests/cpp/programs").join(name)
}

/// Runs a program of the folder with arguments.
fn exec(name: &str, arguments: &[&str]) -> Ran {
    exec_with(name, arguments, b"")
}

fn exec_with(name: &str, arguments: &[&str], stdin: &[u8]) -> Ran {
    let place = Place::new();
    let mut command = place.command(&["exec", "--env", "SET=one"]);
    command.arg(program(name)).args(arguments);
    run(&mut command, stdin)
}

/// Compares standard output with the file beside the program.
fn assert_prints(name: &str, arguments: &[&str], code: i32) -> Ran {
    let ran = exec(name, arguments);
    let expected = program(name).with_extension("expected");
    let expected = std::fs::read_to_string(&expected)
        .unwrap_or_else(|error| panic!("{}: {error}", expected.display()));
    assert_eq!(ran.stdout, expected, "{name}\n{}", ran.stderr);
    assert_eq!(ran.code, Some(code), "{name}\n{}", ran.stderr);
    ran
}

#[test]
fn exceptions() {
    assert_prints("exceptions.cpp", &[], 0);
}

#[test]
fn exceptions_that_nobody_catches() {
    let cases = [
        (
            "stoi",
            "uncaught exception of type std::invalid_argument: stoi: no conversion",
        ),
        ("own", "uncaught exception of type bank::Overdrawn: by 12 €"),
        ("int", "uncaught exception of type int"),
        ("text", "uncaught exception of type char const*"),
        ("noexcept", "terminating"),
        ("rethrow", "terminating"),
        ("destructors", "terminating"),
        (
            "thread",
            "uncaught exception of type std::out_of_range: in a thread",
        ),
        ("joinable", "terminating"),
    ];
    for (kind, message) in cases {
        let ran = exec("uncaught.cpp", &[kind]);
        assert_eq!((ran.code, &*ran.stdout), (Some(134), "begun\n"), "{kind}");
        assert!(ran.stderr.contains(message), "{kind}: {}", ran.stderr);
    }
    let ran = exec("uncaught.cpp", &["handler"]);
    assert_eq!((ran.code, &*ran.stderr), (Some(9), "handler: handled\n"));
    let ran = exec("before_main.cpp", &[]);
    assert_ne!(ran.code, Some(0));
    assert!(ran.stderr.contains("before main"), "{}", ran.stderr);
    assert_eq!(ran.stdout, "");
}

#[test]
fn files() {
    assert_prints("files.cpp", &[], 0);
}

#[test]
fn files_of_a_granted_folder() {
    let place = Place::new();
    place.write("data/in.txt", "three\nshort\nlines");
    place.write(
        "main.cpp",
        "#include <filesystem>\n#include <fstream>\n#include <iostream>\nint main() {\n\
         std::ifstream in(\"data/in.txt\"); std::string line; int n = 0;\n\
         while (std::getline(in, line)) n++;\n\
         std::ofstream(\"data/out.txt\") << n << \" lines\";\n\
         std::filesystem::permissions(\"data/out.txt\", std::filesystem::perms::owner_all);\n\
         std::cout << std::ifstream(\"/etc/hostname\").rdbuf() << std::ifstream(\"main.cpp\").good(); }\n",
    );
    let ran = place.dualgauge(&["exec", "--dir", "data", "main.cpp"]);
    assert_eq!(
        (ran.code, &*ran.stdout),
        (Some(0), "server\n0"),
        "{}",
        ran.stderr
    );
    assert_eq!(place.read("data/out.txt"), "3 lines");
    let mode = std::fs::metadata(place.at("data/out.txt"))
        .unwrap()
        .permissions();
    assert_eq!(
        std::os::unix::fs::PermissionsExt::mode(&mode) & 0o777,
        0o700
    );
}

#[test]
fn text() {
    let ran = assert_prints("text.cpp", &[], 0);
    assert_eq!(ran.stderr, "to the other stream: ü\n");
}

#[test]
fn standard_input() {
    let cases: [(&str, &[u8], &str); 7] = [
        (
            "numbers",
            b"1 2 3\n 4 x5 y",
            "4 numbers, sum 10, end 01\nthen x5\n",
        ),
        ("numbers", b"", "0 numbers, sum 0, end 11\n"),
        ("numbers", b" 7\n", "1 numbers, sum 7, end 11\n"),
        ("lines", b"a\n\nb\r\nc", "1:a\n2:\n3:b\r\n4:c\n"),
        (
            "mixed",
            b"12 xx\nline two\nz",
            "how many? 12 [line two] z-1\n",
        ),
        ("whole", &[255; 70_000], "70000 17850000\n"),
        ("c", b"qabc\n12 ", "q abc\n|1 12 1\n"),
    ];
    for (way, stdin, expected) in cases {
        let ran = exec_with("input.cpp", &[way], stdin);
        assert_eq!(
            (ran.code, &*ran.stdout),
            (Some(0), expected),
            "{way}: {}",
            ran.stderr
        );
    }
}

#[test]
fn lifetimes() {
    assert_prints("lifetimes.cpp", &[], 4);
    // `exit` leaves the objects of `main` alone.
    let ran = exec("lifetimes.cpp", &["exit"]);
    assert_eq!(ran.code, Some(3), "{}", ran.stderr);
    assert!(!ran.stdout.contains("-local of main\n"), "{}", ran.stdout);
    assert!(ran.stdout.contains("-thread's own\n"), "{}", ran.stdout);
    assert!(ran.stdout.contains("-first\n"), "{}", ran.stdout);
}

#[test]
fn classes() {
    assert_prints("classes.cpp", &[], 0);
}

#[test]
fn threads() {
    assert_prints("threads.cpp", &[], 0);
}

#[test]
fn arguments_time_and_chance() {
    assert_prints("machine.cpp", &["a", "b c", "ü", ""], 0);
}

#[test]
fn newer_language() {
    assert_prints("coroutines.cpp", &[], 0);
}

#[test]
fn c() {
    let ran = assert_prints("language.c", &["ü"], 17);
    assert_eq!(ran.stderr, "error\n");
}

#[test]
fn ends() {
    let usual = "at exit\ndestroyed\n";
    let cases = [
        ("return", 3, usual),
        ("large", 300 % 256, usual),
        ("negative", 255, usual),
        ("none", 0, usual),
        ("unbuffered", 0, "lost?at exit\ndestroyed\n"),
        ("exit", 5, usual),
        ("_Exit", 6, ""),
        ("_exit", 7, ""),
        ("quick_exit", 8, "at quick exit\n"),
        ("abort", 134, ""),
        ("terminate", 134, ""),
        ("trap", 134, ""),
        ("raise", 134, ""),
        ("divide", 134, ""),
    ];
    for (way, code, rest) in cases {
        let ran = exec("endings.cpp", &[way]);
        let expected = (Some(code), format!("{way}\n{rest}"));
        assert_eq!((ran.code, ran.stdout), expected, "{way}: {}", ran.stderr);
    }
}

#[test]
fn several_files() {
    let place = Place::new();
    let mut command = place.command(&[
        "exec",
        "-I",
        "include",
        "--source",
        "src/shapes.cpp",
        "--source",
        "src/numbers.c",
        "main.cpp",
    ]);
    command.current_dir(program("several"));
    let ran = run(&mut command, b"");
    let expected = "a side of -1\nbeside 42 9 2617\n";
    assert_eq!(
        (ran.code, &*ran.stdout),
        (Some(0), expected),
        "{}",
        ran.stderr
    );

    let mut command = place.command(&["exec", "-I", "include", "main.cpp"]);
    command.current_dir(program("several"));
    let ran = run(&mut command, b"");
    assert_eq!(ran.code, Some(1));
    assert!(ran.stderr.contains("undefined symbol: "), "{}", ran.stderr);

    let mut command = place.command(&["exec", "main.cpp"]);
    command.current_dir(program("several"));
    let ran = run(&mut command, b"");
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.stderr.contains("'deep/shapes.hpp' file not found"),
        "{}",
        ran.stderr
    );
}

#[test]
fn stacks() {
    let ran = exec("stack.cpp", &["ends"]);
    assert_eq!(
        (ran.code, &*ran.stdout),
        (Some(0), "1 20000 5000\n"),
        "{}",
        ran.stderr
    );
    for way in ["endless", "large", "array", "virtual"] {
        let ran = exec("stack.cpp", &[way]);
        let expected = (Some(134), "dualgauge: the stack overflowed\n");
        assert_eq!((ran.code, &*ran.stderr), expected, "{way}");
    }
}

#[test]
fn budgets() {
    let place = Place::new();
    place.write("loop.cpp", "#include <cstdio>\nint main() { puts(\"begun\"); fflush(stdout); for (volatile int i = 0;; i = i + 1); }\n");
    let ran = place.dualgauge(&["exec", "--fuel", "100000000", "loop.cpp"]);
    assert_eq!(
        (ran.code, &*ran.stdout),
        (Some(124), "begun\n"),
        "{}",
        ran.stderr
    );
    place.write(
        "hungry.cpp",
        "#include <cstring>\n#include <new>\n#include <cstdio>\nint main() { try { for (;;) std::memset(new char[1 << 24], 1, 1 << 24); }\n\
         catch (const std::bad_alloc &) { puts(\"bad_alloc\"); } }\n",
    );
    let ran = place.dualgauge(&["exec", "--max-memory", "200", "hungry.cpp"]);
    assert_eq!(
        (ran.code, &*ran.stdout),
        (Some(0), "bad_alloc\n"),
        "{}",
        ran.stderr
    );
}
