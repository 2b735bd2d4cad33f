//! `ls`, `stat`, and the programs that take paths apart.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::Program;
use super::files::{MAX_DEPTH, base, below, failed};
use super::options;
use crate::sandbox::processes::machine::{Machine, Process, Stop};
use crate::sandbox::processes::strerror;
use crate::sandbox::vfs::{FileKind, Stat};

pub(super) const PROGRAMS: &[(&str, Program)] = &[
    ("basename", basename),
    ("dir", ls),
    ("dirname", dirname),
    ("ls", ls),
    ("pwd", pwd),
    ("readlink", readlink),
    ("realpath", realpath),
    ("stat", stat),
];

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

/// Permission bits as `ls` shows them.
fn permissions(stat: &Stat) -> String {
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

fn stat(machine: &mut Machine<'_>, process: &mut Process, argv: &[Vec<u8>]) -> Result<i32, Stop> {
    let long = ["format=", "printf=", "dereference", "terse"];
    let Some(arguments) = options::read(machine, process, argv, "c:Lt", &long) else {
        return Ok(1);
    };
    let format = arguments.value(&["c", "format"]).map(<[u8]>::to_vec);
    let mut status = 0;
    for path in &arguments.operands {
        machine.work(1_000)?;
        let stat = match machine.stat(process, path, arguments.has(&["L", "dereference"])) {
            Ok(stat) => stat,
            Err(errno) => {
                let what = format!(
                    "cannot statx '{}': {}",
                    String::from_utf8_lossy(path),
                    strerror(errno)
                );
                machine.complain(process, b"stat", &what);
                status = 1;
                continue;
            }
        };
        let kind = match stat.kind {
            FileKind::Directory => "directory",
            FileKind::Symlink => "symbolic link",
            FileKind::CharDevice => "character special file",
            FileKind::File if stat.size == 0 => "regular empty file",
            FileKind::File => "regular file",
        };
        let Some(format) = &format else {
            let text = format!(
                "  File: {}\n  Size: {:<10}\tBlocks: {:<10} IO Block: 4096   {kind}\nDevice: 0,1\tInode: {:<11} Links: {}\n\
                 Access: ({}/{})  Uid: ({:>5}/{:>8})   Gid: ({:>5}/{:>8})\nAccess: {}\nModify: {}\nChange: {}\n Birth: -\n",
                String::from_utf8_lossy(path),
                stat.size,
                stat.size.div_ceil(512),
                stat.inode.number(),
                stat.nlink,
                stat.mode,
                permissions(&stat),
                stat.uid,
                owner(stat.uid, false),
                stat.gid,
                owner(stat.gid, false),
                time(stat.atime.0, "%Y-%m-%d %H:%M:%S.%N +0000"),
                time(stat.mtime.0, "%Y-%m-%d %H:%M:%S.%N +0000"),
                time(stat.ctime.0, "%Y-%m-%d %H:%M:%S.%N +0000"),
            );
            machine.out(process, text.as_bytes());
            continue;
        };
        let mut out = Vec::new();
        let mut letters = format.iter();
        while let Some(letter) = letters.next() {
            if *letter != b'%' {
                out.push(*letter);
                continue;
            }
            let value = match letters.next() {
                Some(b'n') => {
                    out.extend_from_slice(path);
                    continue;
                }
                Some(b's') => stat.size.to_string(),
                Some(b'a') => format!("{:o}", stat.mode.bits()),
                Some(b'A') => permissions(&stat),
                Some(b'u') => stat.uid.to_string(),
                Some(b'g') => stat.gid.to_string(),
                Some(b'U') => owner(stat.uid, false),
                Some(b'G') => owner(stat.gid, false),
                Some(b'F') => kind.to_owned(),
                Some(b'i') => stat.inode.number().to_string(),
                Some(b'h') => stat.nlink.to_string(),
                Some(b'Y') => (stat.mtime.0 / 1_000_000_000).to_string(),
                Some(b'X') => (stat.atime.0 / 1_000_000_000).to_string(),
                Some(b'Z') => (stat.ctime.0 / 1_000_000_000).to_string(),
                Some(b'y') => time(stat.mtime.0, "%Y-%m-%d %H:%M:%S.%N +0000"),
                Some(b'%') => "%".to_owned(),
                _ => "?".to_owned(),
            };
            out.extend_from_slice(value.as_bytes());
        }
        out.push(b'\n');
        machine.out(process, &out);
    }
    Ok(status)
}

fn pwd(machine: &mut Machine<'_>, process: &mut Process, _: &[Vec<u8>]) -> Result<i32, Stop> {
    machine.out(process, &[process.cwd.as_slice(), b"\n"].concat());
    Ok(0)
}

fn basename(
    machine: &mut Machine<'_>,
    process: &mut Process,
    argv: &[Vec<u8>],
) -> Result<i32, Stop> {
    let Some(path) = argv.get(1) else {
        machine.complain(process, b"basename", "missing operand");
        return Ok(1);
    };
    let name = match base(path) {
        b"" if !path.is_empty() => b"/",
        name => name,
    };
    let suffix = argv.get(2).map_or(&b""[..], Vec::as_slice);
    let name = name
        .strip_suffix(suffix)
        .filter(|rest| !rest.is_empty())
        .unwrap_or(name);
    machine.out(process, &[name, b"\n"].concat());
    Ok(0)
}

fn dirname(
    machine: &mut Machine<'_>,
    process: &mut Process,
    argv: &[Vec<u8>],
) -> Result<i32, Stop> {
    let Some(path) = argv.get(1) else {
        machine.complain(process, b"dirname", "missing operand");
        return Ok(1);
    };
    let trim = |path: &[u8]| {
        path.iter()
            .rposition(|byte| *byte != b'/')
            .map_or(0, |end| end + 1)
    };
    let path = &path[..trim(path).max(usize::from(path.starts_with(b"/")))];
    let folder: &[u8] = match path.iter().rposition(|byte| *byte == b'/') {
        None => b".",
        Some(at) => match trim(&path[..at]) {
            0 => b"/",
            end => &path[..end],
        },
    };
    machine.out(process, &[folder, b"\n"].concat());
    Ok(0)
}

fn readlink(
    machine: &mut Machine<'_>,
    process: &mut Process,
    argv: &[Vec<u8>],
) -> Result<i32, Stop> {
    let Some(arguments) = options::read(
        machine,
        process,
        argv,
        "femn",
        &["canonicalize", "no-newline"],
    ) else {
        return Ok(1);
    };
    let mut status = 0;
    for path in &arguments.operands {
        machine.work(1_000)?;
        let result = if arguments.has(&["f", "e", "m", "canonicalize"]) {
            machine.stat(process, path, true).ok();
            machine.canonical(process, path)
        } else {
            machine.readlink(process, path)
        };
        match result {
            Ok(mut text) => {
                if !arguments.has(&["n", "no-newline"]) {
                    text.push(b'\n');
                }
                machine.out(process, &text);
            }
            Err(_) => status = 1,
        }
    }
    Ok(status)
}

fn realpath(
    machine: &mut Machine<'_>,
    process: &mut Process,
    argv: &[Vec<u8>],
) -> Result<i32, Stop> {
    let Some(arguments) = options::read(
        machine,
        process,
        argv,
        "emsqz",
        &["no-symlinks", "canonicalize-missing"],
    ) else {
        return Ok(1);
    };
    let mut status = 0;
    for path in &arguments.operands {
        machine.work(1_000)?;
        let _ = machine.stat(process, path, true);
        match machine.canonical(process, path) {
            Ok(mut text) => {
                text.push(b'\n');
                machine.out(process, &text);
            }
            Err(errno) => {
                let what = [path.as_slice(), b": ", strerror(errno).as_bytes()].concat();
                machine.complain_bytes(process, b"realpath", &what);
                status = 1;
            }
        }
    }
    Ok(status)
}
