//! Whatever the text: the shell ends, within its bounds, without a panic.

use proptest::prelude::*;

use super::{Bench, Stop};

#[test]
fn what_never_ends_ends_with_the_fuel() {
    for line in [
        "while :; do :; done",
        "f() { f; }; f",
        "x=aaaaaaaaaaaaaaaa; while :; do x=$x$x; done",
        ":(){ :|:& };:",
        "while :; do echo x; done | cat",
        "eval \"$(yes '(')\"",
        "cat /dev/zero | cat | cat",
        "echo '. ./me' > me; . ./me",
        "sh -c 'echo \"$0 $0\"; sh -c \"$0\" \"$0\"' 'sh -c \"$0\" \"$0\"'",
        "yes | xargs -n1 sh -c 'cat /app/a.txt'",
    ] {
        let mut bench = Bench::new();
        bench.fuel = 200_000_000;
        let ran = bench.sh(line);
        assert!(
            ran.status.is_ok() || ran.status == Err(Stop::Fuel),
            "{line}"
        );
        assert!(ran.stdout.len() + ran.stderr.len() <= 4 << 20, "{line}");
    }
}

#[test]
fn nesting_is_bounded() {
    for (open, close) in [
        ("(", ")"),
        ("$(", ")"),
        ("{ ", "; }"),
        ("\"$(", ")\""),
        ("${x-", "}"),
        ("$((", "))"),
        ("if ", "; then :; fi"),
        ("`", "`"),
    ] {
        let line = format!("echo {}{}", open.repeat(5_000), close.repeat(5_000));
        let line = if open.starts_with(['(', '{', 'i']) {
            line.replacen("echo ", "", 1)
        } else {
            line
        };
        assert_ne!(Bench::new().sh(&line).status, Err(Stop::Fuel), "{open}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_text_ends(line in r#"([a-z$(){}\[\]<>|&;'"`\\ \n*?!#=~-]|echo |if |then |fi|for x in |do |done|case |esac|while |\$\(\(|<<E|\$\{x){0,40}"#) {
        let mut bench = Bench::new();
        bench.fuel = 20_000_000;
        bench.sh(&line);
    }

    #[test]
    fn any_bytes_end(line in proptest::collection::vec(any::<u8>(), 0..200)) {
        let mut bench = Bench::new();
        bench.fuel = 20_000_000;
        bench.spawn(&[b"bash", b"-c", &line], b"");
    }
}
