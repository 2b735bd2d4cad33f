//! POSIX and OpenSSL: the programs of `runtimes/cpp/posix/tests` and `runtimes/cpp/openssl/tests` print what they must.

use crate::support::{Place, Ran, repository};

fn exec(path: &str) -> Ran {
    let program = repository("runtimes/cpp").join(path);
    Place::new().dualgauge(&["exec", program.to_str().unwrap()])
}

fn assert_prints(path: &str, code: i32) {
    let ran = exec(&format!("{path}.cpp"));
    let expected = repository("runtimes/cpp").join(format!("{path}.expected"));
    let expected = std::fs::read_to_string(expected).unwrap();
    assert_eq!(ran.stdout, expected, "{path}\n{}", ran.stderr);
    assert_eq!(ran.code, Some(code), "{path}\n{}", ran.stderr);
}

#[test]
fn files() {
    assert_prints("posix/tests/files", 0);
}

#[test]
fn processes() {
    assert_prints("posix/tests/processes", 0);
}

/// Its end is a signal that it sends to itself.
#[test]
fn network() {
    assert_prints("posix/tests/network", 134);
}

#[test]
fn openssl() {
    assert_prints("openssl/tests/subset", 0);
}
