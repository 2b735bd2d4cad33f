//! Programs that run another in a changed way.

use super::Program;
use super::files::base;
use super::options;
use super::system::{duration, print_all};
use crate::sandbox::processes::machine::{Deadline, Machine, Process, SIGNALLED, Stop};
use crate::sandbox::processes::{program, signals, strerror};
use crate::sandbox::vfs::Errno;

pub(super) const PROGRAMS: &[(&str, Program)] = &[
    ("env", env),
    ("nice", |machine, process, argv| {
        wrapped(machine, process, argv, "+n:", &["adjustment="])
    }),
    ("nohup", |machine, process, argv| {
        wrapped(machine, process, argv, "+", &[])
    }),
    ("timeout", timeout),
];

fn env(machine: &mut Machine<'_>, process: &mut Process, argv: &[Vec<u8>]) -> Result<i32, Stop> {
    let long = ["ignore-environment", "unset=", "chdir=", "split-string="];
    let Some(arguments) = options::read(machine, process, argv, "+iu:C:S:", &long) else {
        return Ok(125);
    };
    let mut child = process.clone();
    if arguments.has(&["i", "ignore-environment"])
        || arguments.operands.first().is_some_and(|word| word == b"-")
    {
        child.environment.clear();
    }
    for name in arguments.values(&["u", "unset"]) {
        child.environment.remove(name);
    }
    if let Some(folder) = arguments.value(&["C", "chdir"]) {
        match machine.canonical(process, folder) {
            Ok(folder) => child.cwd = folder,
            Err(errno) => {
                let what = format!(
                    "cannot change directory to '{}': {}",
                    String::from_utf8_lossy(folder),
                    strerror(errno)
                );
                machine.complain(process, b"env", &what);
                return Ok(125);
            }
        }
    }
    let mut words: Vec<Vec<u8>> = arguments
        .value(&["S", "split-string"])
        .map(|text| {
            text.split(u8::is_ascii_whitespace)
                .filter(|word| !word.is_empty())
                .map(<[u8]>::to_vec)
                .collect()
        })
        .unwrap_or_default();
    words.extend(
        arguments
            .operands
            .iter()
            .filter(|word| *word != b"-")
            .cloned(),
    );
    let mut words = words.as_slice();
    while let Some(end) = words
        .first()
        .and_then(|word| word.iter().position(|byte| *byte == b'='))
    {
        child
            .environment
            .insert(words[0][..end].to_vec(), words[0][end + 1..].to_vec());
        words = &words[1..];
    }
    if words.is_empty() {
        return print_all(machine, &child);
    }
    run(machine, &child, words, "env")
}

/// Runs a program in place of another.
pub(super) fn run(
    machine: &mut Machine<'_>,
    process: &Process,
    argv: &[Vec<u8>],
    name: &str,
) -> Result<i32, Stop> {
    match program::run_for(machine, process, argv, None)? {
        Ok(status) => Ok(status),
        Err(errno) => {
            let what = format!(
                "'{}': {}",
                String::from_utf8_lossy(&argv[0]),
                strerror(errno)
            );
            machine.complain(process, name.as_bytes(), &what);
            Ok(if errno == Errno::ENOENT { 127 } else { 126 })
        }
    }
}

/// Programs that only change how another runs.
fn wrapped(
    machine: &mut Machine<'_>,
    process: &mut Process,
    argv: &[Vec<u8>],
    short: &str,
    long: &[&str],
) -> Result<i32, Stop> {
    let Some(arguments) = options::read(machine, process, argv, short, long) else {
        return Ok(125);
    };
    let name = String::from_utf8_lossy(argv.first().map_or(b"", |name| base(name))).into_owned();
    if arguments.operands.is_empty() {
        machine.complain(process, name.as_bytes(), "missing operand");
        return Ok(125);
    }
    run(machine, process, &arguments.operands, &name)
}

fn timeout(
    machine: &mut Machine<'_>,
    process: &mut Process,
    argv: &[Vec<u8>],
) -> Result<i32, Stop> {
    let long = [
        "signal=",
        "kill-after=",
        "preserve-status",
        "foreground",
        "verbose",
    ];
    let Some(arguments) = options::read(machine, process, argv, "+s:k:v", &long) else {
        return Ok(125);
    };
    let Some((limit, words)) = arguments
        .operands
        .split_first()
        .filter(|(_, words)| !words.is_empty())
    else {
        machine.complain(process, b"timeout", "missing operand");
        return Ok(125);
    };
    let Some(nanoseconds) = duration(limit) else {
        let what = format!("invalid time interval '{}'", String::from_utf8_lossy(limit));
        machine.complain(process, b"timeout", &what);
        return Ok(125);
    };
    let named = arguments.value(&["s", "signal"]).map(<[u8]>::to_vec);
    let signal = match &named {
        Some(text) => signals::number(text).filter(|signal| *signal > 0),
        None => Some(signals::TERM),
    };
    let Some(signal) = signal else {
        let text = String::from_utf8_lossy(named.as_deref().unwrap_or_default()).into_owned();
        machine.complain(process, b"timeout", &format!("'{text}': invalid signal"));
        return Ok(125);
    };
    if nanoseconds == 0 {
        return run(machine, process, words, "timeout");
    }
    let at = machine.clock.monotonic().saturating_add(nanoseconds);
    machine.deadlines.push(Deadline {
        at,
        // The program is the next process that there is.
        process: machine.next_number,
        signal,
    });
    let result = run(machine, process, words, "timeout");
    machine.deadlines.pop();
    let status = result?;
    let Some(ended_by) = status.checked_sub(SIGNALLED).filter(|signal| *signal >= 0) else {
        return Ok(status);
    };
    let timed_out = machine.clock.monotonic() >= at;
    Ok(match ended_by {
        signals::KILL => 128 + signals::KILL,
        signal if !timed_out || arguments.has(&["preserve-status"]) => 128 + signal,
        _ => 124,
    })
}
