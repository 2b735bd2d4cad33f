//! What programs write, and what they do to files.

use super::*;

/// Line, status, standard output, files afterwards with their content (`None`: there is no such file).
pub(super) type Case = (
    &'static str,
    i32,
    &'static str,
    &'static [(&'static str, Option<&'static str>)],
);

pub(super) fn check(cases: &[Case]) {
    let mut wrong = Vec::new();
    for (line, status, stdout, files) in cases {
        let mut bench = Bench::new();
        let ran = bench.sh(line);
        if (ran.status, ran.stdout.as_str()) != (Ok(*status), stdout) {
            wrong.push(format!("{line:?}: {ran:?}"));
        }
        for (path, content) in *files {
            let path = GuestPath::new(*path).expect("a canonical path");
            let found = bench.files.read_file(&path);
            let found = found.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
            if found.as_deref() != *content {
                wrong.push(format!("{line:?}: {path} holds {found:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_are_made_moved_and_removed() {
    check(&[
        (
            "cp a.txt n",
            0,
            "",
            &[("/app/n", Some("one\ntwo\nthree\n"))],
        ),
        ("cp -r dir d2", 0, "", &[("/app/d2/c.txt", Some("gamma\n"))]),
        ("cp dir d2", 1, "", &[("/app/d2", None)]),
        (
            "mkdir d; mv b.txt d",
            0,
            "",
            &[("/app/b.txt", None), ("/app/d/b.txt", Some("beta\n"))],
        ),
        ("rm a.txt", 0, "", &[("/app/a.txt", None)]),
        ("rm dir", 1, "", &[("/app/dir/c.txt", Some("gamma\n"))]),
        (
            "cp -r dir d; rm -rf d nofile; ls d 2> /dev/null || echo gone",
            0,
            "gone\n",
            &[("/app/d/c.txt", None)],
        ),
        (
            "ln -s a.txt l; readlink l; cat l | head -n1",
            0,
            "a.txt\none\n",
            &[],
        ),
        (
            "mkdir -p x/y/z; touch x/y/z/f; ls x/y/z",
            0,
            "f\n",
            &[("/app/x/y/z/f", Some(""))],
        ),
        ("rmdir dir", 1, "", &[]),
        (
            "sed -i s/one/ONE/ a.txt",
            0,
            "",
            &[("/app/a.txt", Some("ONE\ntwo\nthree\n"))],
        ),
        (
            "cat b.txt | tee c d",
            0,
            "beta\n",
            &[("/app/c", Some("beta\n")), ("/app/d", Some("beta\n"))],
        ),
        (
            "sort -r a.txt -o a.txt",
            0,
            "",
            &[("/app/a.txt", Some("two\nthree\none\n"))],
        ),
        (
            "gzip b.txt; gunzip -c b.txt.gz",
            0,
            "beta\n",
            &[("/app/b.txt", None)],
        ),
    ]);
}

#[test]
fn permissions_are_told_and_kept() {
    check(&[
        ("chmod 640 a.txt; stat -c %a a.txt", 0, "640\n", &[]),
        (
            "chmod u+x,go-r a.txt; stat -c %A a.txt",
            0,
            "-rwx------\n",
            &[],
        ),
        ("chown user:user a.txt", 0, "", &[]),
        (
            "chown root a.txt 2>&1",
            1,
            "chown: changing ownership of 'a.txt': Operation not permitted\n",
            &[],
        ),
        (
            "chgrp root a.txt 2>&1",
            1,
            "chgrp: changing group of 'a.txt': Operation not permitted\n",
            &[],
        ),
        (
            "chown nobodyknown a.txt 2>&1",
            1,
            "chown: invalid user: 'nobodyknown'\n",
            &[],
        ),
        ("chown -R root dir 2>&1 | wc -l", 0, "2\n", &[]),
    ]);
}

#[test]
fn find_tests_what_it_is_asked_for() {
    check(&[
        (
            "find . -name '*.txt' | sort",
            0,
            "./a.txt\n./b.txt\n./dir/c.txt\n",
            &[],
        ),
        ("touch -c a.txt; find . -type f -newer b.txt", 0, "", &[]),
        (
            "sleep 2; touch a.txt; find . -type f -newer b.txt",
            0,
            "./a.txt\n",
            &[],
        ),
        (
            "chmod 600 a.txt; find . -type f -perm 600; find . -perm -u+rw -name b.txt",
            0,
            "./a.txt\n./b.txt\n",
            &[],
        ),
        (
            "chmod o+w b.txt; find . -type f -perm /o+w",
            0,
            "./b.txt\n",
            &[],
        ),
        (
            "find . -name a.txt -user user; find . -name a.txt -user root",
            0,
            "./a.txt\n",
            &[],
        ),
        (
            "find . -user nosuch 2>&1",
            1,
            "find: 'nosuch' is not the name of a known user\n",
            &[],
        ),
        ("find . -perm 9 2>&1", 1, "find: invalid mode '9'\n", &[]),
        (
            "find . -newer nofile 2>&1",
            1,
            "find: 'nofile': No such file or directory\n",
            &[],
        ),
        (
            "find . -regex x 2>&1",
            1,
            "find: unknown predicate `-regex'\n",
            &[],
        ),
        (
            "find . -mmin +5 -name b.txt; sleep 400; find . -mmin -5 -name b.txt",
            0,
            "",
            &[],
        ),
        (
            "find . \\( -name a.txt -o -name b.txt \\) -exec echo + {} \\; | sort",
            0,
            "+ ./a.txt\n+ ./b.txt\n",
            &[],
        ),
        (
            "find . -name a.txt -o -name b.txt -exec echo + {} \\;",
            0,
            "+ ./b.txt\n",
            &[],
        ),
        ("find . ! -name '*.txt' ! -type d", 0, "./with space\n", &[]),
        ("find . -name dir -prune -o -name c.txt -print", 0, "", &[]),
        (
            "cp -r dir d; find d -type f -delete",
            0,
            "",
            &[("/app/d/c.txt", None)],
        ),
        (
            "find . -name '*.txt' -exec echo {} + | wc -w",
            0,
            "3\n",
            &[],
        ),
        ("find -L . -maxdepth 1 -name b.txt", 0, "./b.txt\n", &[]),
    ]);
}

#[test]
fn what_takes_too_long_is_ended() {
    check(&[
        ("timeout 1 sleep 5; echo $?", 0, "124\n", &[]),
        ("timeout 5 sleep 1; echo $?", 0, "0\n", &[]),
        ("timeout 1 false; echo $?", 0, "1\n", &[]),
        ("timeout -s KILL 1 sleep 5; echo $?", 0, "137\n", &[]),
        (
            "timeout --preserve-status 1 sleep 5; echo $?",
            0,
            "143\n",
            &[],
        ),
        ("timeout 0 sleep 5; echo $?", 0, "0\n", &[]),
        (
            "timeout 1 sh -c 'sleep 0.5; echo half; sleep 5; echo never'; echo $?",
            0,
            "half\n124\n",
            &[],
        ),
        ("timeout 1 timeout 10 sleep 20; echo $?", 0, "124\n", &[]),
        ("timeout 10 timeout 1 sleep 20; echo $?", 0, "124\n", &[]),
        (
            "timeout 1 sh -c 'sleep 5 | cat; echo never' | cat; echo on",
            0,
            "on\n",
            &[],
        ),
        (
            "timeout 5 nc 8.8.8.8 80 < a.txt; echo $?; timeout 5 curl -s http://8.8.8.8; echo $?",
            0,
            "124\n124\n",
            &[],
        ),
        ("timeout 1 nosuch; echo $?", 0, "127\n", &[]),
        ("timeout x true; echo $?", 0, "125\n", &[]),
    ]);
}

#[test]
fn signals_end_processes() {
    check(&[
        ("kill -9 $$; echo never", 256 + 9, "", &[]),
        ("kill $$", 256 + 15, "", &[]),
        ("(kill -HUP $$; echo never); echo never", 256 + 1, "", &[]),
        ("sh -c 'kill -9 $$' 2>&1; echo $?", 0, "Killed\n137\n", &[]),
        (
            "sh -c 'kill -s TERM $$' 2>&1; echo $?",
            0,
            "Terminated\n143\n",
            &[],
        ),
        ("sh -c 'kill -INT $$' 2>&1; echo $?", 0, "130\n", &[]),
        ("kill -0 $$; echo $?", 0, "0\n", &[]),
        ("kill -CONT $$; echo $?", 0, "0\n", &[]),
        (
            "kill 99999 2>&1; echo $?",
            0,
            "sh: 1: kill: No such process\n1\n",
            &[],
        ),
        ("sh -c 'kill $PPID'; echo never", 256 + 15, "", &[]),
        ("exit 300", 44, "", &[]),
    ]);
}

#[test]
fn the_machine_tells_of_itself() {
    check(&[
        (
            "ps -o pid=,comm= | tail -n 2",
            0,
            "     43 sh\n     45 ps\n",
            &[],
        ),
        (
            "ps -p $$ | tail -n 1",
            0,
            "     43 ?        00:00:00 sh\n",
            &[],
        ),
        ("ps aux | grep -c solutio[n]", 0, "1\n", &[]),
        ("ps -p 99", 1, "    PID TTY          TIME CMD\n", &[]),
        (
            "df -h . | tail -n 1",
            0,
            "/dev/root       256M     0  256M   0% /\n",
            &[],
        ),
        (
            "df nofile 2>&1",
            1,
            "df: nofile: No such file or directory\n",
            &[],
        ),
    ]);
}

#[test]
fn awk_prints_fields() {
    check(&[
        ("echo 'a  b c' | awk '{print $2}'", 0, "b\n", &[]),
        ("echo a:b:c | awk -F: '{print $3, $1}'", 0, "c a\n", &[]),
        (
            "echo a:b:c | awk -F : '{ print $NF \"-\" $0; }'",
            0,
            "c-a:b:c\n",
            &[],
        ),
        ("printf 'x y\\n\\n' | awk '{print $5}'", 0, "\n\n", &[]),
        ("awk '{print}' b.txt", 0, "beta\n", &[]),
        ("awk 'BEGIN { x }' 2>/dev/null", 2, "", &[]),
    ]);
}
