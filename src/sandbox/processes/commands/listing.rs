//! `ls`, and how it shows owners, permissions and times.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::Program;
use super::files::{MAX_DEPTH, below, failed};
use super::options;
use crate::sandbox::processes::machine::{Machine, Process, Stop};
use crate::sandbox::vfs::{FileKind, Stat};

pub(super) const PROGRAMS: &[(&str, Program)] = &[("dir", ls), ("ls", ls)];

/// How one listing is shown.
#[derive(Clone, Copy)]
struct Style {
    long: bool,
    all: bool,
    dots: bool,
    recursive: bool,
    marks: bool,
    numbers: bool,
    by_time: bool,
    by_size: bool,
    reverse: bool,
    inode: bool,
}

fn ls(machine: &mut Machine<'_>, process: &mut Process, argv: &[Vec<u8>]) -> Result<i32, Stop> {
    let long = [
        "all",
        "almost-all",
        "recursive",
        "directory",
        "human-readable",
        "reverse",
        "inode",
        "classify",
        "color",
    ];
    let Some(arguments) = options::read(machine, process, argv, "laA1RdhrtSiFngoLpCx", &long)
    else {
        return Ok(2);
    };
    let style = Style {
        long: arguments.has(&["l", "n", "g", "o"]),
        all: arguments.has(&["a", "A", "all", "almost-all"]),
        dots: arguments.has(&["a", "all"]),
        recursive: arguments.has(&["R", "recursive"]),
        marks: arguments.has(&["F", "p", "classify"]),
        numbers: arguments.has(&["n"]),
        by_time: arguments.has(&["t"]),
        by_size: arguments.has(&["S"]),
        reverse: arguments.has(&["r", "reverse"]),
        inode: arguments.has(&["i", "inode"]),
    };
    let paths = if arguments.operands.is_empty() {
        vec![b".".to_vec()]
    } else {
        arguments.operands.clone()
    };
    let mut status = 0;
    let (mut files, mut folders) = (Vec::new(), Vec::new());
    for path in &paths {
        machine.work(500)?;
        match machine.stat(process, path, !style.long || path.ends_with(b"/")) {
            Ok(stat) if stat.kind == FileKind::Directory && !arguments.has(&["d", "directory"]) => {
                folders.push(path.clone())
            }
            Ok(stat) => files.push((path.clone(), stat)),
            Err(errno) => {
                failed(machine, process, "ls", "cannot access", path, errno);
                status = 2;
            }
        }
    }
    let any_files = !files.is_empty();
    show(machine, process, files, b"", style)?;
    let titled = paths.len() > 1 || style.recursive;
    for (index, folder) in folders.iter().enumerate() {
        if titled {
            let before: &[u8] = if index > 0 || any_files { b"\n" } else { b"" };
            machine.out(process, &[before, folder, b":\n"].concat());
        }
        status |= list(machine, process, folder, style, 0)?;
    }
    Ok(status)
}

fn list(
    machine: &mut Machine<'_>,
    process: &Process,
    folder: &[u8],
    style: Style,
    depth: u32,
) -> Result<i32, Stop> {
    let entries = match machine.list(process, folder) {
        Ok(entries) => entries,
        Err(errno) => {
            failed(
                machine,
                process,
                "ls",
                "cannot open directory",
                folder,
                errno,
            );
            return Ok(2);
        }
    };
    let mut shown = Vec::new();
    if style.dots {
        for name in [&b"."[..], b".."] {
            if let Ok(stat) = machine.look(process, &below(folder, name), true) {
                shown.push((name.to_vec(), stat));
            }
        }
    }
    let mut deeper = Vec::new();
    for (name, kind) in entries {
        machine.work(200)?;
        if name.starts_with(b".") && !style.all {
            continue;
        }
        if kind == FileKind::Directory {
            deeper.push(below(folder, &name));
        }
        if let Ok(stat) = machine.look(process, &below(folder, &name), false) {
            shown.push((name, stat));
        }
    }
    if style.long {
        let blocks: u64 = shown
            .iter()
            .map(|(_, stat)| stat.size.div_ceil(4096) * 4)
            .sum();
        machine.out(process, format!("total {blocks}\n").as_bytes());
    }
    show(machine, process, shown, folder, style)?;
    let mut status = 0;
    if style.recursive && depth < MAX_DEPTH {
        for folder in deeper {
            machine.out(process, &[b"\n", folder.as_slice(), b":\n"].concat());
            status |= list(machine, process, &folder, style, depth + 1)?;
        }
    }
    Ok(status)
}

fn show(
    machine: &mut Machine<'_>,
    process: &Process,
    mut entries: Vec<(Vec<u8>, Stat)>,
    folder: &[u8],
    style: Style,
) -> Result<(), Stop> {
    if style.by_time {
        entries.sort_by_key(|(_, stat)| std::cmp::Reverse(stat.mtime));
    } else if style.by_size {
        entries.sort_by_key(|(_, stat)| std::cmp::Reverse(stat.size));
    }
    if style.reverse {
        entries.reverse();
    }
    let widest = |number: &dyn Fn(&Stat) -> u64| {
        entries
            .iter()
            .map(|(_, stat)| number(stat).to_string().len())
            .max()
            .unwrap_or(1)
    };
    let (links, sizes) = (widest(&|stat| stat.nlink), widest(&|stat| stat.size));
    let owners = entries
        .iter()
        .map(|(_, stat)| owner(stat.uid, style.numbers).len())
        .max()
        .unwrap_or(1);
    let groups = entries
        .iter()
        .map(|(_, stat)| owner(stat.gid, style.numbers).len())
        .max()
        .unwrap_or(1);
    for (name, stat) in entries {
        machine.work(300)?;
        let mut line = Vec::new();
        if style.inode {
            line.extend_from_slice(format!("{} ", stat.inode.number()).as_bytes());
        }
        if style.long {
            let text = format!(
                "{} {:>links$} {:<owners$} {:<groups$} {:>sizes$} {} ",
                permissions(&stat),
                stat.nlink,
                owner(stat.uid, style.numbers),
                owner(stat.gid, style.numbers),
                stat.size,
                time(stat.mtime.0, "%b %e %H:%M"),
            );
            line.extend_from_slice(text.as_bytes());
        }
        line.extend_from_slice(&name);
        if style.long && stat.kind == FileKind::Symlink {
            let path = if folder.is_empty() {
                name
            } else {
                below(folder, &name)
            };
            line.extend_from_slice(b" -> ");
            line.extend(machine.readlink(process, &path).unwrap_or_default());
        } else if style.marks {
            line.extend_from_slice(match stat.kind {
                FileKind::Directory => b"/",
                FileKind::Symlink => b"@",
                FileKind::File if stat.mode.bits() & 0o111 != 0 => b"*",
                _ => b"",
            });
        }
        line.push(b'\n');
        machine.out(process, &line);
    }
    Ok(())
}

/// The name of a user or group.
pub(super) fn owner(id: u32, numbers: bool) -> String {
    match id {
        0 if !numbers => "root".to_owned(),
        1000 if !numbers => "user".to_owned(),
        id => id.to_string(),
    }
}

/// The number of a user or group, by its name or number.
pub(super) fn identity(name: &str) -> Option<u32> {
    match name {
        "root" => Some(0),
        "user" => Some(1000),
        number => number.parse().ok(),
    }
}

/// Permission bits as `ls` shows them.
pub(super) fn permissions(stat: &Stat) -> String {
    let bits = stat.mode.bits();
    let kind = match stat.kind {
        FileKind::Directory => 'd',
        FileKind::Symlink => 'l',
        FileKind::CharDevice => 'c',
        FileKind::File => '-',
    };
    let mut text = String::from(kind);
    for (shift, special, letter) in [(6, 0o4000, 's'), (3, 0o2000, 's'), (0, 0o1000, 't')] {
        let three = bits >> shift;
        text.push(if three & 4 != 0 { 'r' } else { '-' });
        text.push(if three & 2 != 0 { 'w' } else { '-' });
        text.push(match (three & 1 != 0, bits & special != 0) {
            (true, true) => letter,
            (false, true) => letter.to_ascii_uppercase(),
            (true, false) => 'x',
            (false, false) => '-',
        });
    }
    text
}

/// A time in UTC.
pub(super) fn time(nanoseconds: u64, format: &str) -> String {
    let stamp =
        Timestamp::from_nanosecond(i128::from(nanoseconds)).unwrap_or(Timestamp::UNIX_EPOCH);
    jiff::fmt::strtime::format(format, &stamp.to_zoned(TimeZone::UTC)).unwrap_or_default()
}
