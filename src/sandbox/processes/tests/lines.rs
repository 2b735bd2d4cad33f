//! What lines write and how they end, as dash does on a real machine.

use super::Bench;

/// Line, status, standard output, standard error.
const LINES: &[(&str, i32, &str, &str)] = &[
    ("echo hello world", 0, "hello world\n", ""),
    ("echo 'a  b' \"c  d\" e\\ f", 0, "a  b c  d e f\n", ""),
    ("echo a;echo b", 0, "a\nb\n", ""),
    ("true && echo yes || echo no", 0, "yes\n", ""),
    ("false && echo yes || echo no", 0, "no\n", ""),
    ("! true; echo $?", 0, "1\n", ""),
    ("echo one | cat", 0, "one\n", ""),
    ("cat a.txt | grep t | wc -l", 0, "2\n", ""),
    ("x=5; echo $x ${x} \"$x\" '$x'", 0, "5 5 5 $x\n", ""),
    (
        "echo ${y:-default} ${y-d2} ${x:+alt}",
        0,
        "default d2\n",
        "",
    ),
    (
        "x=abc; echo ${#x} ${x%c} ${x#a} ${x%%b*} ${x##*b}",
        0,
        "3 ab bc a c\n",
        "",
    ),
    (
        "echo $((1+2*3)) $(( (1+2)*3 )) $((7/2)) $((7%3)) $((1<2))",
        0,
        "7 9 3 1 1\n",
        "",
    ),
    ("echo $(echo sub) `echo back`", 0, "sub back\n", ""),
    (
        "echo \"$(echo 'a  b')\" $(echo 'a  b')",
        0,
        "a  b a b\n",
        "",
    ),
    ("for i in 1 2 3; do echo $i; done", 0, "1\n2\n3\n", ""),
    (
        "i=0; while [ $i -lt 3 ]; do echo $i; i=$((i+1)); done",
        0,
        "0\n1\n2\n",
        "",
    ),
    (
        "if [ -f a.txt ]; then echo file; else echo none; fi",
        0,
        "file\n",
        "",
    ),
    (
        "case abc in a*) echo A;; *) echo other;; esac",
        0,
        "A\n",
        "",
    ),
    ("f() { echo \"f $1 $#\"; }; f x y", 0, "f x 2\n", ""),
    ("(cd /; pwd); pwd", 0, "/\n/app\n", ""),
    ("{ echo a; echo b; } | tail -n 1", 0, "b\n", ""),
    ("echo *.txt", 0, "a.txt b.txt\n", ""),
    (
        "echo \"*.txt\" '*.txt' \\*.txt",
        0,
        "*.txt *.txt *.txt\n",
        "",
    ),
    ("echo nomatch*", 0, "nomatch*\n", ""),
    ("echo ~", 0, "/home/user\n", ""),
    ("cat < a.txt", 0, "one\ntwo\nthree\n", ""),
    (
        "echo hi > /tmp/o; cat /tmp/o; echo more >> /tmp/o; cat /tmp/o",
        0,
        "hi\nhi\nmore\n",
        "",
    ),
    ("ls nonexistent 2>/dev/null; echo $?", 0, "2\n", ""),
    ("nosuchcmd", 127, "", "sh: 1: nosuchcmd: not found\n"),
    (
        "nosuchcmd 2>&1; echo $?",
        0,
        "sh: 1: nosuchcmd: not found\n127\n",
        "",
    ),
    (
        "cat nofile",
        1,
        "",
        "cat: nofile: No such file or directory\n",
    ),
    (
        "echo \"unterminated",
        2,
        "",
        "sh: 1: Syntax error: Unterminated quoted string\n",
    ),
    (
        "echo 'unterminated",
        2,
        "",
        "sh: 1: Syntax error: Unterminated quoted string\n",
    ),
    ("echo )", 2, "", "sh: 1: Syntax error: \")\" unexpected\n"),
    (
        "echo (",
        2,
        "",
        "sh: 1: Syntax error: end of file unexpected (expecting \")\")\n",
    ),
    (
        "if true; then echo x",
        2,
        "",
        "sh: 1: Syntax error: end of file unexpected (expecting \"fi\")\n",
    ),
    (";", 2, "", "sh: 1: Syntax error: \";\" unexpected\n"),
    ("&& echo", 2, "", "sh: 1: Syntax error: \"&&\" unexpected\n"),
    ("| cat", 2, "", "sh: 1: Syntax error: \"|\" unexpected\n"),
    (
        "echo a; ; echo b",
        2,
        "",
        "sh: 1: Syntax error: \";\" unexpected\n",
    ),
    (
        "for in",
        2,
        "",
        "sh: 1: Syntax error: end of file unexpected (expecting \"do\")\n",
    ),
    (
        "echo `",
        2,
        "",
        "sh: 1: Syntax error: EOF in backquote substitution\n",
    ),
    (
        "echo $(",
        2,
        "",
        "sh: 1: Syntax error: end of file unexpected (expecting \")\")\n",
    ),
    ("echo ${", 2, "", "sh: 1: Syntax error: Missing '}'\n"),
    ("echo ${x!}", 2, "", "sh: 1: Bad substitution\n"),
    (
        "set -- a b c; echo $# $1 $3 \"$@\" \"$*\"; shift; echo $1",
        0,
        "3 a c a b c a b c\nb\n",
        "",
    ),
    ("set -e; false; echo unreachable", 1, "", ""),
    ("exit 3", 3, "", ""),
    ("(exit 4); echo $?", 0, "4\n", ""),
    (
        "echo a b c | { read x y; echo \"$x-$y\"; }",
        0,
        "a-b c\n",
        "",
    ),
    (
        "IFS=:; x=a:b:c; echo $x; for i in $x; do echo \"[$i]\"; done",
        0,
        "a b c\n[a]\n[b]\n[c]\n",
        "",
    ),
    ("printf '%s-%d\\n' a 1 b 2", 0, "a-1\nb-2\n", ""),
    (
        "printf '%5s|%-5s|%05d\\n' ab cd 42",
        0,
        "   ab|cd   |00042\n",
        "",
    ),
    ("printf 'a\\tb\\n'", 0, "a\tb\n", ""),
    ("echo 'a\\tb'", 0, "a\tb\n", ""),
    ("echo -n x; echo y", 0, "xy\n", ""),
    ("echo $0", 0, "sh\n", ""),
    (
        "cd nonexistent",
        2,
        "",
        "sh: 1: cd: can't cd to nonexistent\n",
    ),
    (
        "cat < nofile",
        2,
        "",
        "sh: 1: cannot open nofile: No such file\n",
    ),
    (
        "echo x > /nodir/file",
        2,
        "",
        "sh: 1: cannot create /nodir/file: Directory nonexistent\n",
    ),
    ("test 1 -eq 1 && echo eq", 0, "eq\n", ""),
    ("[ a = b ] || echo ne", 0, "ne\n", ""),
    ("[ ! -e nofile ] && echo missing", 0, "missing\n", ""),
    ("[ -z \"\" -a -n x ] && echo both", 0, "both\n", ""),
    ("x=1 sh -c 'echo $x'; echo \"[$x]\"", 0, "1\n[]\n", ""),
    ("export Z=9; sh -c 'echo $Z'", 0, "9\n", ""),
    ("eval 'echo evaluated'", 0, "evaluated\n", ""),
    (
        "command -v cd; command -v nosuch; echo $?",
        0,
        "cd\n127\n",
        "",
    ),
    ("echo a & wait; echo b", 0, "a\nb\n", ""),
    ("echo $$ | grep -c '^[0-9]*$'", 0, "1\n", ""),
    ("true | false; echo $?", 0, "1\n", ""),
    ("while true; do break; done; echo out", 0, "out\n", ""),
    (
        "for i in 1 2 3; do [ $i = 2 ] && continue; echo $i; done",
        0,
        "1\n3\n",
        "",
    ),
    ("unset x; echo ${x?missing}", 2, "", "sh: 1: x: missing\n"),
    ("# comment", 0, "", ""),
    ("echo a # comment", 0, "a\n", ""),
    ("echo a#b", 0, "a#b\n", ""),
    ("x='a b'; set -- $x; echo $#", 0, "2\n", ""),
    ("x='a b'; set -- \"$x\"; echo $#", 0, "1\n", ""),
    ("echo \"a\\\"b\\$c\\\\d\"", 0, "a\"b$c\\d\n", ""),
    ("echo 'it'\"'\"'s'", 0, "it's\n", ""),
    (": > /tmp/empty; wc -c < /tmp/empty", 0, "0\n", ""),
    ("echo {a,b}", 0, "{a,b}\n", ""),
    ("echo a 1>&2", 0, "", "a\n"),
    (
        "ls a.txt nofile",
        2,
        "a.txt\n",
        "ls: cannot access 'nofile': No such file or directory\n",
    ),
    ("echo $((x+1)) $((010)) $((0x10))", 0, "1 8 16\n", ""),
    (
        "echo $((1/0))",
        2,
        "",
        "sh: 1: arithmetic expression: division by zero: \"1/0\"\n",
    ),
    ("[ 1 -eq a ]", 2, "", "sh: 1: [: Illegal number: a\n"),
    ("[ a b", 2, "", "sh: 1: [: missing ]\n"),
    ("exec echo replaced; echo not reached", 0, "replaced\n", ""),
    ("true;; ", 2, "", "sh: 1: Syntax error: \";;\" unexpected\n"),
    ("echo \"${x:=set}\" $x", 0, "set set\n", ""),
    (
        "cat a.txt b.txt | sort -r | head -n 2",
        0,
        "two\nthree\n",
        "",
    ),
    (
        "sort < a.txt | uniq -c",
        0,
        "      1 one\n      1 three\n      1 two\n",
        "",
    ),
    ("x=$(false); echo $?", 0, "1\n", ""),
    ("y=1; (y=2); echo $y", 0, "1\n", ""),
    (
        ">/tmp/created; [ -e /tmp/created ] && echo created",
        0,
        "created\n",
        "",
    ),
    ("until true; do :; done; echo done", 0, "done\n", ""),
    ("fi", 2, "", "sh: 1: Syntax error: \"fi\" unexpected\n"),
    (
        "echo a && ",
        2,
        "",
        "sh: 1: Syntax error: end of file unexpected\n",
    ),
    ("case x in esac; echo $?", 0, "0\n", ""),
    ("f() (echo sub; exit 3); f; echo $?", 0, "sub\n3\n", ""),
    (
        "set -u; echo $undefinedvar",
        2,
        "",
        "sh: 1: undefinedvar: parameter not set\n",
    ),
    (
        "/app/a.txt",
        126,
        "",
        "sh: 1: /app/a.txt: Permission denied\n",
    ),
    (
        "cat <<EOF\na $((1+1)) $HOME\nEOF\necho b",
        0,
        "a 2 /home/user\nb\n",
        "",
    ),
    ("cat <<'EOF'\n$HOME\nEOF", 0, "$HOME\n", ""),
    (
        "printf '#!/bin/sh\\necho script $1\\n' > /tmp/s; chmod +x /tmp/s; /tmp/s x",
        0,
        "script x\n",
        "",
    ),
    (
        "echo first\nif\n",
        2,
        "first\n",
        "sh: 3: Syntax error: end of file unexpected\n",
    ),
];

#[test]
fn lines_do_what_they_do_on_a_real_machine() {
    let mut wrong = Vec::new();
    for (line, status, stdout, stderr) in LINES {
        let ran = Bench::new().sh(line);
        if (ran.status, ran.stdout.as_str(), ran.stderr.as_str()) != (Ok(*status), stdout, stderr) {
            wrong.push(format!("{line:?}: {ran:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn bash_has_its_own() {
    let mut bench = Bench::new();
    let mut bash = |line: &str| bench.spawn(&[b"bash", b"-c", line.as_bytes()], b"");
    assert_eq!(bash("cat <<< 'a b'").stdout, "a b\n");
    assert_eq!(bash("echo $'x\\ty'").stdout, "x\ty\n");
    assert_eq!(
        bash("nosuch").stderr,
        "bash: line 1: nosuch: command not found\n"
    );
    assert_eq!(
        bash("ls nofile &> /tmp/both; cat /tmp/both").stdout,
        "ls: cannot access 'nofile': No such file or directory\n"
    );
}
