//! `dualgauge exec` beside the native interpreter: the same programs, the same outcome; and what the sandbox keeps in.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::Command;

use serde_json::Value as Json;

use support::{Place, Ran, run};

/// Files that programs are run beside.
fn with_files() -> Place {
    let place = Place::new();
    place.write("data.json", r#"{"x": [1, null, "ü"]}"#);
    place.write("sibling.py", "VALUE = 42\n");
    place.write(
        "main.py",
        "import sibling, sys\nprint(sibling.VALUE, sys.argv, __name__)\n",
    );
    place.write("package/__init__.py", "");
    place.write("package/inner.py", "X = 5\n");
    place.write(
        "package/__main__.py",
        "import sys\nfrom package.inner import X\nprint('package', X, sys.argv[1:])\n",
    );
    place.write(
        "folder/__main__.py",
        "import helper, sys\nprint(helper.H, __name__, sys.argv)\nsys.exit(4)\n",
    );
    place.write("folder/helper.py", "H = 'help'\n");
    place.write("script.sh", "#!/bin/sh\n");
    fs::set_permissions(place.at("script.sh"), fs::Permissions::from_mode(0o755)).unwrap();
    place.write("locked.txt", "locked");
    fs::set_permissions(place.at("locked.txt"), fs::Permissions::from_mode(0o444)).unwrap();
    place.write("tree/a/b.txt", "b");
    symlink("data.json", place.at("link.json")).unwrap();
    place
}

/// Everything below a folder: its kind and mode, and its content or target.
fn snapshot(folder: &Path) -> BTreeMap<String, (u32, Vec<u8>)> {
    fn walk(folder: &Path, name: &str, found: &mut BTreeMap<String, (u32, Vec<u8>)>) {
        for entry in fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let name = format!("{name}/{}", entry.file_name().to_string_lossy());
            let (path, metadata) = (entry.path(), entry.metadata().unwrap());
            let content = if metadata.is_symlink() {
                fs::read_link(&path)
                    .unwrap()
                    .into_os_string()
                    .into_encoded_bytes()
            } else if metadata.is_dir() {
                walk(&path, &name, found);
                Vec::new()
            } else {
                fs::read(&path).unwrap()
            };
            found.insert(name, (metadata.permissions().mode(), content));
        }
    }
    let mut found = BTreeMap::new();
    walk(folder, "", &mut found);
    found
}

fn last_line(text: &str) -> &str {
    text.trim_end().lines().last().unwrap_or_default()
}

/// Runs the same arguments by the native interpreter and by `exec --dir .`, each beside files of its own, and compares
/// standard output, the exit code, the last line of standard error, and the files afterwards.
fn assert_agrees(arguments: &[&str], stdin: &[u8]) {
    let (natively, inside) = (with_files(), with_files());
    let mut python = Command::new("python3");
    python
        .args(arguments)
        .current_dir(natively.path())
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env("PYTHONIOENCODING", "utf-8")
        .env("PYTHONSAFEPATH", "");
    let native = run(&mut python, stdin);
    let all = [&["exec", "--dir", "."], arguments].concat();
    let ours = run(&mut inside.command(&all), stdin);
    assert_eq!(
        (&ours.stdout, ours.code, last_line(&ours.stderr)),
        (&native.stdout, native.code, last_line(&native.stderr)),
        "{arguments:?}\n{}",
        ours.stderr
    );
    assert_eq!(
        snapshot(inside.path()),
        snapshot(natively.path()),
        "{arguments:?}"
    );
}

fn code(text: &str) -> Ran {
    Place::new().dualgauge(&["exec", "-c", text])
}

#[test]
fn arguments_and_streams() {
    let echo = "import sys; print(sys.argv)";
    assert_agrees(&["-c", echo, "a", "-b", "--c", "-v", "--help", "--"], b"");
    assert_agrees(&["main.py", "-h", "ü", ""], b"");
    assert_agrees(
        &["-c", "print(input() + '!'); print(repr(input()))"],
        b"hi\r\nthere",
    );
    assert_agrees(
        &[
            "-c",
            "for line in __import__('sys').stdin: print(repr(line))",
        ],
        b"a\n\nb",
    );
    let bytes: Vec<u8> = (0..=255).cycle().take(100_000).collect();
    let sum = "import sys; d = sys.stdin.buffer.read(); print(len(d), sum(d))";
    assert_agrees(&["-c", sum], &bytes);
    let copy = "import sys; sys.stdout.buffer.write(sys.stdin.buffer.read()[::-1])";
    assert_agrees(&["-c", copy], "ü花😀".as_bytes());
    assert_agrees(
        &[
            "-c",
            "import sys; print('e', file=sys.stderr); sys.stdout.write('o')",
        ],
        b"",
    );
    assert_agrees(&["-c", "print('ü花😀', '\\x1b[0m', ascii('\\ud800'))"], b"");
}

#[test]
fn exit_codes() {
    for status in [
        "",
        "None",
        "0",
        "3",
        "300",
        "-1",
        "True",
        "'bad thing'",
        "(1, 2)",
    ] {
        assert_agrees(
            &["-c", &format!("import sys; print(1); sys.exit({status})")],
            b"",
        );
    }
    assert_agrees(&["-c", "import os; os._exit(7)"], b"");
    assert_agrees(&["-c", "exit(4)"], b"");
    assert_agrees(
        &["-c", "import atexit; atexit.register(print, 'bye'); 1 / 0"],
        b"",
    );
}

#[test]
fn exceptions() {
    for raising in [
        "raise ValueError('x ü')",
        "def f(): return g()\ndef g(): return {}['key']\nf()",
        "class E(Exception): pass\nraise E('two\\nlines')",
        "try:\n  1 / 0\nexcept Exception as error:\n  raise RuntimeError('next') from error",
        "raise ExceptionGroup('group', [ValueError(1), TypeError(2)])",
        "x =",
        "if 1:\n  print(1)\n print(2)",
        "print(undefined_name)",
        "assert 1 == 2, 'no'",
        "input()",
        "print('\\ud800')",
        "import sys\nsys.setrecursionlimit(500)\ndef f(): f()\nf()",
        "import threading\nt = threading.Thread(target=lambda: [][1]); t.start(); t.join()",
    ] {
        assert_agrees(&["-c", raising], b"");
    }
}

#[test]
fn ways_to_start() {
    assert_agrees(&["-"], b"import sys\nprint(sys.argv, __name__)\n");
    assert_agrees(
        &["-", "x"],
        b"import sys\nprint(sys.argv, repr(sys.stdin.read()))\n",
    );
    assert_agrees(&["-m", "package", "x", "-m"], b"");
    assert_agrees(&["-m", "sibling"], b"");
    assert_agrees(&["folder", "x"], b"");
    assert_agrees(&["./folder/"], b"");
    assert_agrees(&["./main.py"], b"");
    assert_agrees(&["-c", "import sibling; print(sibling.VALUE)"], b"");
    // The interpreter's own path begins the message, and differs.
    let ran = Place::new().dualgauge(&["exec", "-m", "not_there"]);
    assert!(
        ran.stderr.ends_with(": No module named not_there\n"),
        "{}",
        ran.stderr
    );
    assert_eq!(ran.code, Some(1));
}

#[test]
fn a_module_gets_its_own_options() {
    let place = with_files();
    let ran = place.dualgauge(&["exec", "--dir", ".", "-m", "json.tool", "data.json"]);
    let json: Json = serde_json::from_str(&ran.stdout).expect("JSON without colours");
    assert_eq!(json, serde_json::json!({ "x": [1, null, "ü"] }));
    let help = place.dualgauge(&["exec", "-m", "json.tool", "--help"]);
    assert!(help.stdout.contains("--sort-keys"), "{}", help.stdout);
}

#[test]
fn files_of_a_granted_folder() {
    for program in [
        "print(open('data.json', encoding='utf-8').read(), open('link.json').readline())",
        "open('new ü.txt', 'w').write('hello'); open('tree/x.bin', 'wb').write(bytes(range(256)))",
        "open('data.json', 'a').write('more'); import os; os.truncate('sibling.py', 3)",
        "import os; os.makedirs('deep/er'); open('deep/er/f', 'w').write('f')",
        "import os, shutil; os.remove('data.json'); shutil.rmtree('tree'); os.remove('link.json')",
        "import os; os.rename('data.json', 'moved.json'); os.rename('package', 'tree/package')",
        "import os; os.chmod('script.sh', 0o700); os.chmod('locked.txt', 0o600); os.chmod('tree', 0o750)",
        "import os; os.chmod('locked.txt', 0o644); open('locked.txt', 'w').write('x'); os.chmod('locked.txt', 0o400)",
        "import os; os.mkdir('m', 0o700); open('m/f', 'w').close(); os.chmod('m', 0o555)",
        "import os; os.umask(0o077); open('private', 'w').write('p'); os.mkdir('own')",
        "import os; os.symlink('data.json', 'second'); os.symlink('/nowhere', 'dangling')",
        "open('link.json', 'w').write('through the link')",
        "import os; os.link('data.json', 'hard.json')",
        "import os; os.remove('data.json'); os.mkdir('data.json'); open('data.json/f', 'w').close()",
        "import os, shutil; shutil.rmtree('tree'); open('tree', 'w').write('now a file')",
        "import os; os.remove('link.json'); open('link.json', 'w').write('now a file')",
        "import os; os.remove('sibling.py'); os.symlink('/etc', 'sibling.py')",
        "open('kept.txt', 'w').write('kept'); 1 / 0",
        "import os; print(sorted(os.listdir('.')), oct(os.stat('script.sh').st_mode))",
    ] {
        assert_agrees(&["-c", program], b"");
    }
}

#[test]
fn a_program_runs_where_its_folder_is_granted() {
    let place = with_files();
    let ran = place.dualgauge(&["exec", "--dir", ".:/srv/project", "main.py"]);
    assert_eq!(ran.stdout, "42 ['main.py'] __main__\n", "{}", ran.stderr);
    place.write("where.py", "print(__file__)");
    let ran = place.dualgauge(&["exec", "--dir", ".:/srv/project:ro", "where.py"]);
    assert_eq!(ran.stdout, "/srv/project/where.py\n");
    let ran = place.dualgauge(&["exec", "where.py"]);
    assert_eq!(ran.stdout, "/app/where.py\n");
}

#[test]
fn without_a_grant_nothing_of_the_host_is_there() {
    let place = with_files();
    let all = "import os; print(os.listdir('.'), os.path.exists(os.environ['THERE']))";
    let there = format!("THERE={}", place.path().display());
    let ran = place.dualgauge(&["exec", "--env", &there, "-c", all]);
    assert_eq!(ran.stdout, "[] False\n", "{}", ran.stderr);
    let ran = place.dualgauge(&["exec", "main.py"]);
    let expected = "ModuleNotFoundError: No module named 'sibling'";
    assert!(
        last_line(&ran.stderr).starts_with(expected),
        "{}",
        ran.stderr
    );
}

#[test]
fn a_read_only_grant_refuses_changes() {
    let place = with_files();
    let before = snapshot(place.path());
    let program = "\
import os
changes = [
    lambda: open('new', 'w'), lambda: open('data.json', 'a'), lambda: os.remove('data.json'), lambda: os.mkdir('d'),
    lambda: os.rename('data.json', 'x'), lambda: os.chmod('data.json', 0), lambda: os.symlink('a', 'b'),
    lambda: os.truncate('data.json', 0), lambda: os.rmdir('tree/a'), lambda: os.link('data.json', 'h'),
]
for change in changes:
    try:
        change()
        print('changed')
    except OSError as error:
        print(error.strerror)
print(open('data.json').read()[:4])
";
    let ran = place.dualgauge(&["exec", "--dir", ".:/app:ro", "-c", program]);
    assert_eq!(
        ran.stdout,
        "Read-only file system\n".repeat(10) + "{\"x\"\n",
        "{}",
        ran.stderr
    );
    assert_eq!(snapshot(place.path()), before);
}

#[test]
fn a_read_only_folder_in_a_writable_one() {
    let place = with_files();
    place.write("other/f.txt", "other");
    let program = "\
open('tree/new', 'w').write('n')
print(open('folder/f.txt').read())
open('folder/f.txt', 'w')
";
    let grants = ["exec", "--dir", "other:/app/folder:ro", "--dir", "."];
    let ran = place.dualgauge(&[&grants[..], &["-c", program]].concat());
    assert_eq!(ran.stdout, "other\n", "{}", ran.stderr);
    assert_eq!(place.read("tree/new"), "n");
    assert_eq!(place.read("other/f.txt"), "other");
    assert!(place.at("folder/helper.py").exists());
}

/// A granted folder beside a secret, with links out of it.
fn beside_a_secret() -> Place {
    let place = Place::new();
    place.write("secret.txt", "host secret");
    place.write("granted/f.txt", "f");
    symlink(place.at("secret.txt"), place.at("granted/absolute")).unwrap();
    symlink("../secret.txt", place.at("granted/relative")).unwrap();
    symlink("/etc", place.at("granted/etc")).unwrap();
    symlink("..", place.at("granted/up")).unwrap();
    place
}

#[test]
fn no_path_leads_out_of_a_granted_folder() {
    let place = beside_a_secret();
    let before = snapshot(place.path());
    let program = "\
import os
names = ['absolute', 'relative', 'up/secret.txt', '../secret.txt', '../../secret.txt', os.environ['SECRET'],
         '/proc/self/cwd/../secret.txt', 'etc/../' + os.environ['SECRET']]
for name in names:
    try:
        print('read', name, open(name).read())
    except OSError:
        pass
print(open('etc/hostname').read() == open('/etc/hostname').read())
for name in ['up/new', '../new', 'etc/new', '/new']:
    try:
        open(name, 'w').write('escaped')
    except OSError:
        pass
";
    let secret = format!("SECRET={}", place.at("secret.txt").display());
    let arguments = [
        "exec",
        "--dir",
        "granted:/app/granted",
        "--env",
        &secret,
        "-c",
    ];
    let program = format!("import os; os.chdir('granted')\n{program}");
    let ran = place.dualgauge(&[&arguments[..], &[program.as_str()]].concat());
    assert_eq!(ran.stdout, "True\n", "{}", ran.stderr);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert_eq!(snapshot(place.path()), before);
}

#[test]
fn what_replaces_a_link_stays_in_the_granted_folder() {
    let place = beside_a_secret();
    let program = "\
import os
os.chdir('granted')
for name in ['absolute', 'relative', 'etc', 'up']:
    os.remove(name)
open('absolute', 'w').write('file')
os.mkdir('etc'); open('etc/new', 'w').write('new')
os.mkdir('up'); open('up/secret.txt', 'w').write('other')
os.symlink('../secret.txt', 'relative')
";
    let ran = place.dualgauge(&["exec", "--dir", "granted", "-c", program]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    assert_eq!(place.read("secret.txt"), "host secret");
    assert_eq!(place.read("granted/absolute"), "file");
    assert_eq!(place.read("granted/etc/new"), "new");
    assert_eq!(place.read("granted/up/secret.txt"), "other");
    assert!(!Path::new("/etc/new").exists());
}

#[test]
fn pipes_of_the_host_are_not_written_to() {
    let place = Place::new();
    place.write("granted/f.txt", "f");
    let made = Command::new("mkfifo")
        .arg(place.at("granted/pipe"))
        .status();
    assert!(made.expect("mkfifo can be started").success());
    let program = "open('granted/pipe', 'w').write('x'); open('granted/z.txt', 'w').write('z')";
    let ran = place.dualgauge(&["exec", "--dir", "granted", "-c", program]);
    let expected =
        "error: a change can't be written: granted/pipe: is no regular file on the host\n";
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(3), expected));
    assert_eq!(place.read("granted/z.txt"), "z");
}

#[test]
fn environment_and_seed() {
    let ran = code("import os; print(os.environ['HOME'], os.environ.get('DUALGAUGE_HOME'))");
    assert_eq!(ran.stdout, "/home/user None\n");
    let place = Place::new();
    let show = "import os; print(os.environ['A'], os.environ['B'], os.environ['HOME'])";
    let all = [
        "exec", "--env", "A=1=2", "--env", "B=", "--env", "HOME=/x", "-c", show,
    ];
    assert_eq!(place.dualgauge(&all).stdout, "1=2  /x\n");
    let draw = |seed: &str| {
        let program = "import os, random, time; print(os.urandom(8), random.random(), time.time())";
        place
            .dualgauge(&["exec", "--seed", seed, "-c", program])
            .stdout
    };
    assert_eq!(draw("a"), draw("a"));
    assert_ne!(draw("a"), draw("b"));
}

#[test]
fn stdin_from_a_file() {
    let place = Place::new();
    place.write("in.txt", "from a file");
    let ran = place.dualgauge(&["exec", "--stdin", "in.txt", "-c", "print(input())"]);
    assert_eq!(ran.stdout, "from a file\n");
}

#[test]
fn exhausted_budgets() {
    let place = Place::new();
    let endless = "print('begun', flush=True)\nwhile True: pass";
    let ran = place.dualgauge(&["exec", "--fuel", "1000000000", "-c", endless]);
    assert_eq!(ran.code, Some(124));
    assert_eq!(ran.stdout, "begun\n");
    assert_eq!(
        ran.stderr,
        "dualgauge: the budget of fuel is used up (--fuel)\n"
    );
    // The interpreter tells the program, as on a real machine; a program that can't go on fails by itself.
    let hungry = "x = []\nwhile True: x.append(bytes(1 << 20))";
    let ran = place.dualgauge(&["exec", "--max-memory", "200", "-c", hungry]);
    assert_eq!((ran.code, last_line(&ran.stderr)), (Some(1), "MemoryError"));
    let enough = place.dualgauge(&["exec", "--max-memory", "200", "-c", "x = bytes(1 << 24)"]);
    assert_eq!(enough.code, Some(0));
}

#[test]
fn the_trace_is_lines_of_json() {
    let place = Place::new();
    let program = "open('/etc/passwd').read(); open('/nowhere')";
    let ran = place.dualgauge(&["exec", "--trace", "t.jsonl", "-c", program]);
    assert_eq!(ran.code, Some(1));
    let events: Vec<Json> = place
        .read("t.jsonl")
        .lines()
        .map(|line| serde_json::from_str(line).expect("a line is JSON"))
        .collect();
    let numbers: Vec<u64> = events
        .iter()
        .map(|event| event["seq"].as_u64().unwrap())
        .collect();
    assert!(numbers.is_sorted_by(|a, b| a < b), "{numbers:?}");
    let opened = |path: &str| {
        let mut all = events.iter();
        let found = all.find(|event| event["kind"] == "file.open" && event["path"] == path);
        found
            .unwrap_or_else(|| panic!("no open of {path} in {events:#?}"))
            .clone()
    };
    let passwd = opened("/etc/passwd");
    assert_eq!(
        (&passwd["access"], &passwd["resolved"]),
        (&"read".into(), &"/etc/passwd".into())
    );
    assert_eq!(opened("/nowhere")["result"], "ENOENT");
    assert!(events.iter().all(|event| event["origin"] != "runtime"));
    let again = place.dualgauge(&["exec", "--trace", "u.jsonl", "-c", program]);
    assert_eq!(again.code, Some(1));
    assert_eq!(place.read("t.jsonl"), place.read("u.jsonl"));
}
