//! Whatever the text: the shell ends, within its bounds, without a panic.

use proptest::prelude::*;

use super::{Bench, GuestPath, Stop};

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

    #[test]
    fn any_archive_ends(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
        cut in any::<prop::sample::Index>(),
        whole: bool,
    ) {
        let mut bench = Bench::new();
        bench.sh("zip -qr t a.txt dir; ln -s a.txt l; zip -qy t l");
        let path = GuestPath::new("/app/t.zip").expect("a canonical path");
        let mut bytes = bench.files.read_file(&path).expect("the archive is there").to_vec();
        for (index, byte) in changes {
            let at = index.index(bytes.len());
            bytes[at] = byte;
        }
        if !whole {
            bytes.truncate(cut.index(bytes.len()));
        }
        bench.fuel = 500_000_000;
        bench.spawn(&[b"sh", b"-c", b"cat > /tmp/t.zip; cd /tmp; unzip -l t; unzip -o t; zip -d t a.txt; zip t /app/b.txt"], &bytes);
    }
}
