//! Archives of `zip`.

use super::commands::check;

#[test]
fn archives_are_packed_and_extracted() {
    check(&[
        (
            "zip -r t.zip a.txt dir nofile",
            0,
            "\tzip warning: name not matched: nofile\n  adding: a.txt (stored 0%)\n  adding: dir/ (stored 0%)\n  adding: \
             dir/c.txt (stored 0%)\n",
            &[],
        ),
        (
            "zip -qr t a.txt dir; unzip t.zip -d out",
            0,
            "Archive:  t.zip\n extracting: out/a.txt               \n   creating: out/dir/\n extracting: out/dir/c.txt           \n",
            &[
                ("/app/out/a.txt", Some("one\ntwo\nthree\n")),
                ("/app/out/dir/c.txt", Some("gamma\n")),
            ],
        ),
        (
            "zip -qr t dir; zip -q t.zip b.txt; unzip -l t.zip | tail -n 1",
            0,
            "       11                     3 files\n",
            &[],
        ),
        ("zip -qj t dir/c.txt; unzip -p t", 0, "gamma\n", &[]),
        (
            "zip -q t a.txt b.txt; zip -d t.zip a.txt; unzip -p t.zip",
            0,
            "deleting: a.txt\nbeta\n",
            &[],
        ),
        (
            "zip -q t b.txt; zip -d t.zip 'b*'",
            0,
            "deleting: b.txt\n\tzip warning: zip file empty\n",
            &[("/app/t.zip", None)],
        ),
        (
            "zip t nofile",
            12,
            "\tzip warning: name not matched: nofile\n\nzip error: Nothing to do! (t.zip)\n",
            &[],
        ),
        (
            "zip -q t b.txt; echo new > b.txt; zip t b.txt; unzip -p t",
            0,
            "updating: b.txt (stored 0%)\nnew\n",
            &[],
        ),
        (
            "zip -q t b.txt; echo new > b.txt; unzip -qo t",
            0,
            "",
            &[("/app/b.txt", Some("beta\n"))],
        ),
        (
            "zip -q t b.txt; echo new > b.txt; unzip -q t",
            1,
            "",
            &[("/app/b.txt", Some("new\n"))],
        ),
        (
            "zip -q t b.txt; echo new > b.txt; echo y | unzip -q t",
            0,
            "",
            &[("/app/b.txt", Some("beta\n"))],
        ),
        (
            "zip t b.txt -T -TT 'touch ran; echo ran'",
            0,
            "  adding: b.txt (stored 0%)\nran zi000000\ntest of t.zip OK\n",
            &[("/app/ran", Some(""))],
        ),
        (
            "zip -q t b.txt -T -TT 'false #' > /dev/null",
            8,
            "",
            &[("/app/t.zip", None)],
        ),
        (
            "cd dir; zip -q /tmp/e ../b.txt; cd /tmp; unzip -qd x e 2>&1",
            1,
            "warning:  skipped \"../\" path component(s) in ../b.txt\n",
            &[("/tmp/x/b.txt", Some("beta\n")), ("/tmp/b.txt", None)],
        ),
        (
            "ln -s /etc l; zip -qy t l; unzip -d o t",
            0,
            "Archive:  t.zip\n    linking: o/l                     -> /etc \nfinishing deferred symbolic links:\n  o/l                    -> /etc\n",
            &[],
        ),
        (
            "zip -qP pw t b.txt; unzip -qP pw -d o t; unzip -qP bad -d p t 2>/dev/null",
            82,
            "",
            &[("/app/o/b.txt", Some("beta\n")), ("/app/p/b.txt", None)],
        ),
        (
            "zip -qP pw t b.txt; unzip -q -d o t 2>&1",
            5,
            "   skipping: b.txt                   unable to get password\n",
            &[],
        ),
        (
            "yes | head -n 1000 > y; zip t y",
            0,
            "  adding: y (deflated 98%)\n",
            &[],
        ),
        (
            "unzip nofile 2>&1",
            9,
            "unzip:  cannot find or open nofile, nofile.zip or nofile.ZIP.\n",
            &[],
        ),
        ("unzip -q a.txt 2>/dev/null", 9, "", &[]),
    ]);
}
