//! Programs that tell how the machine is doing: `df` and `ps`.

use super::Program;
use super::files::base;
use super::listing::owner;
use super::options;
use crate::sandbox::processes::machine::{Machine, Process, Stop};
use crate::sandbox::processes::strerror;
use crate::sandbox::processes::table::CANDIDATE;

pub(super) const PROGRAMS: &[(&str, Program)] = &[("df", df), ("ps", ps)];

/// The file system is as large as what the candidate may write.
fn df(machine: &mut Machine<'_>, process: &mut Process, argv: &[Vec<u8>]) -> Result<i32, Stop> {
    let long = ["human-readable", "all", "print-type", "portability"];
    let Some(arguments) = options::read(machine, process, argv, "hakTP", &long) else {
        return Ok(1);
    };
    let (total, used) = (
        machine.files.limits().max_total_bytes,
        machine.files.usage().bytes,
    );
    let percent = (used.saturating_mul(100)).div_ceil(total.max(1)).min(100);
    let human = arguments.has(&["h", "human-readable"]);
    let size = |bytes: u64| match (human, bytes) {
        (false, bytes) => bytes.div_ceil(1 << 10).to_string(),
        (true, 0) => "0".to_owned(),
        (true, bytes) if bytes >= 1 << 20 => format!("{}M", bytes.div_ceil(1 << 20)),
        (true, bytes) => format!("{}K", bytes.div_ceil(1 << 10)),
    };
    let free = total.saturating_sub(used);
    let (head, width) = if human {
        ("Filesystem      Size  Used Avail Use% Mounted on", 5)
    } else {
        (
            "Filesystem     1K-blocks    Used Available Use% Mounted on",
            9,
        )
    };
    let row = format!(
        "{:<14} {:>width$} {:>width$} {:>width$} {percent:>3}% /\n",
        "/dev/root",
        size(total),
        size(used),
        size(free),
    );
    let mut status = 0;
    let mut rows = usize::from(arguments.operands.is_empty());
    for path in &arguments.operands {
        machine.work(500)?;
        match machine.stat(process, path, true) {
            Ok(_) => rows += 1,
            Err(errno) => {
                let what = [path.as_slice(), b": ", strerror(errno).as_bytes()].concat();
                machine.complain_bytes(process, b"df", &what);
                status = 1;
            }
        }
    }
    if rows > 0 {
        machine.out(process, format!("{head}\n{}", row.repeat(rows)).as_bytes());
    }
    Ok(status)
}

/// A process as `ps` shows it.
struct Row {
    number: u32,
    parent: u32,
    user: String,
    name: String,
    line: String,
}

/// Lists the candidate and the virtual processes that run.
fn ps(machine: &mut Machine<'_>, process: &mut Process, argv: &[Vec<u8>]) -> Result<i32, Stop> {
    // The letters of BSD's `ps` come without a hyphen.
    let is_letters = |word: &Vec<u8>| word.iter().all(u8::is_ascii_lowercase) && !word.is_empty();
    let bsd: Vec<u8> = argv
        .get(1)
        .filter(|word| is_letters(word))
        .cloned()
        .unwrap_or_default();
    let plain: Vec<Vec<u8>> = argv
        .iter()
        .enumerate()
        .filter(|(index, _)| bsd.is_empty() || *index != 1)
        .map(|(_, word)| word.clone())
        .collect();
    let long = ["pid=", "format=", "no-headers"];
    let Some(arguments) = options::read(machine, process, &plain, "eAafxlp:o:C:u:w", &long) else {
        return Ok(1);
    };
    let rows = rows(machine);
    let wanted: Vec<u32> = arguments
        .values(&["p", "pid"])
        .flat_map(|text| text.split(|byte| matches!(byte, b',' | b' ')))
        .filter_map(|text| std::str::from_utf8(text).ok()?.parse().ok())
        .collect();
    let named: Vec<String> = arguments
        .values(&["C"])
        .map(|name| String::from_utf8_lossy(name).into_owned())
        .collect();
    let shown: Vec<&Row> = rows
        .iter()
        .filter(|row| !arguments.has(&["p", "pid"]) || wanted.contains(&row.number))
        .filter(|row| named.is_empty() || named.contains(&row.name))
        .collect();
    let columns: Vec<String> = arguments
        .values(&["o", "format"])
        .flat_map(|text| text.split(|byte| *byte == b','))
        .map(|text| String::from_utf8_lossy(text).into_owned())
        .collect();
    let full = arguments.has(&["f"]);
    let mut out = String::new();
    if !columns.is_empty() {
        let heads = columns.iter().map(|column| head(column));
        let heads: Option<Vec<&str>> = heads.collect();
        let Some(heads) = heads else {
            machine.err(process, b"error: unknown user-defined format specifier\n");
            return Ok(1);
        };
        let given = columns
            .iter()
            .find_map(|column| column.split_once('=').map(|(_, head)| head));
        if given.is_none() && !arguments.has(&["no-headers"]) {
            out = heads.join(" ").trim_end().to_owned() + "\n";
        }
        for row in &shown {
            let cells: Vec<String> = columns.iter().map(|column| row.cell(column)).collect();
            out += cells.join(" ").trim_end();
            out.push('\n');
        }
    } else if bsd.contains(&b'u') {
        out.push_str(
            "USER         PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND\n",
        );
        for row in &shown {
            out.push_str(&format!(
                "{:<8} {:>7}  0.0  0.0   2800  1500 ?        S    00:00   0:00 {}\n",
                row.user, row.number, row.line
            ));
        }
    } else if full {
        out.push_str("UID          PID    PPID  C STIME TTY          TIME CMD\n");
        for row in &shown {
            out.push_str(&format!(
                "{:<8} {:>7} {:>7}  0 00:00 ?        00:00:00 {}\n",
                row.user, row.number, row.parent, row.line
            ));
        }
    } else {
        out.push_str("    PID TTY          TIME CMD\n");
        for row in &shown {
            out.push_str(&format!(
                "{:>7} ?        00:00:00 {}\n",
                row.number, row.name
            ));
        }
    }
    machine.work(500 + out.len() as u64)?;
    machine.out(process, out.as_bytes());
    Ok(i32::from(shown.is_empty()))
}

/// The processes that run, in the order of their numbers.
fn rows(machine: &Machine<'_>) -> Vec<Row> {
    let user = owner(machine.files.credentials().uid, false);
    let mut rows = vec![Row {
        number: CANDIDATE,
        parent: 1,
        user: user.clone(),
        name: "solution".to_owned(),
        line: "solution".to_owned(),
    }];
    rows.extend(machine.running.iter().map(|running| {
        let name = running.argv.first().map_or(&b""[..], |name| base(name));
        Row {
            number: running.number,
            parent: running.parent,
            user: user.clone(),
            name: String::from_utf8_lossy(name).into_owned(),
            line: String::from_utf8_lossy(&running.argv.join(&b' ')).replace('\n', "?"),
        }
    }));
    rows
}

/// The title of a column, as wide as the column.
fn head(column: &str) -> Option<&'static str> {
    Some(match column.split('=').next().unwrap_or_default() {
        "pid" => "    PID",
        "ppid" => "   PPID",
        "user" | "euser" | "ruser" => "USER    ",
        "comm" | "ucmd" => "COMMAND        ",
        "args" | "cmd" | "command" => "COMMAND",
        "stat" | "state" | "s" => "S",
        "tty" | "tt" => "TT      ",
        "time" => "    TIME",
        _ => return None,
    })
}

impl Row {
    fn cell(&self, column: &str) -> String {
        match column.split('=').next().unwrap_or_default() {
            "pid" => format!("{:>7}", self.number),
            "ppid" => format!("{:>7}", self.parent),
            "user" | "euser" | "ruser" => format!("{:<8}", self.user),
            "comm" | "ucmd" => format!("{:<15}", self.name),
            "stat" | "state" | "s" => "S".to_owned(),
            "tty" | "tt" => format!("{:<8}", "?"),
            "time" => "00:00:00".to_owned(),
            _ => self.line.clone(),
        }
    }
}
