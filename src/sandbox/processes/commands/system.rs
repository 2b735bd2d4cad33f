//! Programs that tell about the machine and the user, and wait.

use super::Program;
use super::listing::{owner, time};
use super::options;
use crate::sandbox::processes::machine::{Machine, Process, Stop};
use crate::sandbox::processes::program;

pub(super) const PROGRAMS: &[(&str, Program)] = &[
    ("date", date),
    ("groups", |machine, process, _| {
        let gid = machine.files.credentials().gid;
        machine.out(process, format!("{}\n", owner(gid, false)).as_bytes());
        Ok(0)
    }),
    ("hostname", |machine, process, _| {
        machine.out(process, b"server\n");
        Ok(0)
    }),
    ("id", id),
    ("printenv", printenv),
    ("sleep", sleep),
    ("sudo", |machine, process, _| {
        machine.complain(
            process,
            b"sudo",
            "a terminal is required to read the password; either use the -S option to read from standard input or configure \
             an askpass helper",
        );
        machine.complain(process, b"sudo", "a password is required");
        Ok(1)
    }),
    ("uname", uname),
    ("which", which),
    ("whoami", |machine, process, _| {
        let uid = machine.files.credentials().uid;
        machine.out(process, format!("{}\n", owner(uid, false)).as_bytes());
        Ok(0)
    }),
];

fn id(machine: &mut Machine<'_>, process: &mut Process, argv: &[Vec<u8>]) -> Result<i32, Stop> {
    let Some(arguments) = options::read(
        machine,
        process,
        argv,
        "ugGnr",
        &["user", "group", "groups", "name"],
    ) else {
        return Ok(1);
    };
    let credentials = machine.files.credentials();
    let named = arguments.has(&["n", "name"]);
    let text = if arguments.has(&["u", "user"]) {
        owner(credentials.uid, !named)
    } else if arguments.has(&["g", "group", "G", "groups"]) {
        owner(credentials.gid, !named)
    } else {
        let (user, group) = (owner(credentials.uid, false), owner(credentials.gid, false));
        format!(
            "uid={}({user}) gid={1}({group}) groups={1}({group})",
            credentials.uid, credentials.gid
        )
    };
    machine.out(process, format!("{text}\n").as_bytes());
    Ok(0)
}

fn uname(machine: &mut Machine<'_>, process: &mut Process, argv: &[Vec<u8>]) -> Result<i32, Stop> {
    let Some(arguments) = options::read(machine, process, argv, "asnrvmpio", &["all"]) else {
        return Ok(1);
    };
    let all = arguments.has(&["a", "all"]);
    let parts = [
        ("s", "Linux"),
        ("n", "server"),
        ("r", "6.12.0"),
        ("v", "#1 SMP"),
        ("m", "x86_64"),
        ("o", "GNU/Linux"),
    ];
    let mut chosen: Vec<&str> = parts
        .iter()
        .filter(|(letter, _)| all || arguments.has(&[letter]))
        .map(|(_, text)| *text)
        .collect();
    if chosen.is_empty() {
        chosen.push("Linux");
    }
    machine.out(process, format!("{}\n", chosen.join(" ")).as_bytes());
    Ok(0)
}

fn date(machine: &mut Machine<'_>, process: &mut Process, argv: &[Vec<u8>]) -> Result<i32, Stop> {
    let Some(arguments) = options::read(
        machine,
        process,
        argv,
        "ud:I",
        &["utc", "date=", "iso-8601"],
    ) else {
        return Ok(1);
    };
    machine.work(2_000)?;
    let now = machine.clock.realtime();
    let format = match arguments
        .operands
        .first()
        .and_then(|text| text.strip_prefix(b"+"))
    {
        Some(format) => String::from_utf8_lossy(format).into_owned(),
        None if arguments.has(&["I", "iso-8601"]) => "%Y-%m-%d".to_owned(),
        None => "%a %b %e %H:%M:%S UTC %Y".to_owned(),
    };
    machine.out(process, format!("{}\n", time(now, &format)).as_bytes());
    Ok(0)
}

fn sleep(machine: &mut Machine<'_>, process: &mut Process, argv: &[Vec<u8>]) -> Result<i32, Stop> {
    let mut total = 0u64;
    for text in argv.iter().skip(1) {
        let Some(nanoseconds) = duration(text) else {
            let what = format!("invalid time interval '{}'", String::from_utf8_lossy(text));
            machine.complain(process, b"sleep", &what);
            return Ok(1);
        };
        total = total.saturating_add(nanoseconds);
    }
    if argv.len() < 2 {
        machine.complain(process, b"sleep", "missing operand");
        return Ok(1);
    }
    machine.sleep(process, total)?;
    Ok(0)
}

/// Nanoseconds of a text such as `1.5` or `2m`.
pub(super) fn duration(text: &[u8]) -> Option<u64> {
    let text = std::str::from_utf8(text).ok()?;
    let (number, unit) = match text.strip_suffix(['s', 'm', 'h', 'd']) {
        Some(number) => (number, text.as_bytes().last().copied()),
        None => (text, None),
    };
    let factor = match unit {
        Some(b'm') => 60.0,
        Some(b'h') => 3600.0,
        Some(b'd') => 86400.0,
        _ => 1.0,
    };
    let seconds: f64 = number
        .parse()
        .ok()
        .filter(|seconds: &f64| *seconds >= 0.0)?;
    Some((seconds * factor * 1e9) as u64)
}

fn printenv(
    machine: &mut Machine<'_>,
    process: &mut Process,
    argv: &[Vec<u8>],
) -> Result<i32, Stop> {
    if argv.len() < 2 {
        return print_all(machine, process);
    }
    let mut status = 0;
    for name in &argv[1..] {
        match process.environment.get(name).cloned() {
            Some(value) => machine.out(process, &[value.as_slice(), b"\n"].concat()),
            None => status = 1,
        }
    }
    Ok(status)
}

pub(super) fn print_all(machine: &mut Machine<'_>, process: &Process) -> Result<i32, Stop> {
    for (name, value) in &process.environment {
        machine.work(100)?;
        machine.out(process, &[name.as_slice(), b"=", value, b"\n"].concat());
    }
    Ok(0)
}

fn which(machine: &mut Machine<'_>, process: &mut Process, argv: &[Vec<u8>]) -> Result<i32, Stop> {
    let mut status = 0;
    for name in argv.iter().skip(1).filter(|word| !word.starts_with(b"-")) {
        machine.work(1_000)?;
        match program::find(machine, process, name) {
            Ok(path) => machine.out(process, &[path.as_slice(), b"\n"].concat()),
            Err(_) => status = 1,
        }
    }
    Ok(status)
}
