//! Signals: their names, and `kill`. A virtual process catches none; those that don't end it do nothing.

use super::machine::{Machine, Process, Stop};
use super::table::CANDIDATE;

/// A signal.
struct Signal {
    number: i32,
    /// Its name without `SIG`.
    name: &'static str,
    /// What a shell says of a program that it ended; empty for those that a shell doesn't tell of.
    told: &'static str,
    /// Whether it ends a process that does nothing about it.
    ends: bool,
}

const fn ending(number: i32, name: &'static str, told: &'static str) -> Signal {
    Signal {
        number,
        name,
        told,
        ends: true,
    }
}

const fn passing(number: i32, name: &'static str) -> Signal {
    Signal {
        number,
        name,
        told: "",
        ends: false,
    }
}

/// The signals of Linux, as signal(7) has them.
const SIGNALS: &[Signal] = &[
    ending(1, "HUP", "Hangup"),
    ending(2, "INT", ""),
    ending(3, "QUIT", "Quit"),
    ending(4, "ILL", "Illegal instruction"),
    ending(5, "TRAP", "Trace/breakpoint trap"),
    ending(6, "ABRT", "Aborted"),
    ending(7, "BUS", "Bus error"),
    ending(8, "FPE", "Floating point exception"),
    ending(9, "KILL", "Killed"),
    ending(10, "USR1", "User defined signal 1"),
    ending(11, "SEGV", "Segmentation fault"),
    ending(12, "USR2", "User defined signal 2"),
    ending(13, "PIPE", ""),
    ending(14, "ALRM", "Alarm clock"),
    ending(15, "TERM", "Terminated"),
    passing(17, "CHLD"),
    passing(18, "CONT"),
    // Nobody is there who would let a stopped process go on.
    passing(19, "STOP"),
    passing(20, "TSTP"),
    passing(23, "URG"),
    passing(28, "WINCH"),
];

/// The signal that `kill` and `timeout` send unless told otherwise.
pub(super) const TERM: i32 = 15;
/// The signal that nothing outlives.
pub(super) const KILL: i32 = 9;

/// The number of a signal, by its name or number. 0 is none: it only asks for the process.
pub(super) fn number(text: &[u8]) -> Option<i32> {
    let text = std::str::from_utf8(text).ok()?.to_ascii_uppercase();
    if let Ok(number) = text.parse() {
        return (0..=64).contains(&number).then_some(number);
    }
    let name = text.strip_prefix("SIG").unwrap_or(&text);
    let mut all = SIGNALS.iter();
    all.find(|signal| signal.name == name)
        .map(|signal| signal.number)
}

/// What a shell says of a program that a signal ended, if anything.
pub(super) fn told(number: i32) -> Option<&'static str> {
    let mut all = SIGNALS.iter();
    all.find(|signal| signal.number == number)
        .map(|signal| signal.told)
        .filter(|told| !told.is_empty())
}

/// Runs `kill`. What it complains of comes without its name.
pub(super) fn kill(
    machine: &mut Machine<'_>,
    process: &Process,
    argv: &[Vec<u8>],
) -> Result<Result<(), String>, Stop> {
    let mut words = argv.get(1..).unwrap_or_default();
    let mut signal = TERM;
    if let Some(option) = words.first().and_then(|word| word.strip_prefix(b"-")) {
        words = &words[1..];
        let text = match option {
            b"l" | b"L" => {
                let names: Vec<&str> = SIGNALS.iter().map(|signal| signal.name).collect();
                machine.out(process, format!("{}\n", names.join("\n")).as_bytes());
                return Ok(Ok(()));
            }
            b"s" | b"n" => {
                let value = words.first().cloned().unwrap_or_default();
                words = words.get(1..).unwrap_or_default();
                value
            }
            b"-" => TERM.to_string().into_bytes(),
            text => text.to_vec(),
        };
        match number(&text) {
            Some(number) => signal = number,
            None => {
                let what = format!(
                    "invalid signal number or name: {}",
                    String::from_utf8_lossy(&text)
                );
                return Ok(Err(what));
            }
        }
        if words.first().is_some_and(|word| word == b"--") {
            words = &words[1..];
        }
    }
    if words.is_empty() {
        return Ok(Err("usage: kill [-s sigspec | -signum] [pid]...".to_owned()));
    }
    let mut outcome = Ok(());
    for word in words {
        machine.work(500)?;
        let wanted = std::str::from_utf8(word)
            .ok()
            .and_then(|text| text.parse::<i64>().ok());
        let Some(wanted) = wanted else {
            outcome = Err(format!("Illegal number: {}", String::from_utf8_lossy(word)));
            continue;
        };
        let target = match wanted {
            // The whole group ends with its first process.
            0 | -1 => machine.running.first(),
            _ => machine
                .running
                .iter()
                .find(|running| i64::from(running.number) == wanted),
        };
        let target = target.map(|running| running.number);
        let ends = SIGNALS
            .iter()
            .any(|known| known.number == signal && known.ends)
            || signal > 31;
        match target {
            Some(process) if ends => return Err(Stop::Killed { process, signal }),
            Some(_) => {}
            // The candidate is told nothing: it goes on after this call of it in any case.
            None if wanted == i64::from(CANDIDATE) && signal == 0 => {}
            None if wanted == i64::from(CANDIDATE) => {
                outcome = Err("Operation not permitted".to_owned());
            }
            None => outcome = Err("No such process".to_owned()),
        }
    }
    Ok(outcome)
}
