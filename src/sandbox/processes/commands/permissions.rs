//! Programs that change who may do what with files: `chmod`, `chown`, `chgrp`.

use super::Program;
use super::files::{MAX_DEPTH, base, below, failed, missing};
use super::listing::identity;
use super::options;
use crate::sandbox::processes::machine::{Machine, Process, Stop};
use crate::sandbox::vfs::{FileKind, Mode};

pub(super) const PROGRAMS: &[(&str, Program)] =
    &[("chgrp", chown), ("chmod", chmod), ("chown", chown)];

/// The permission bits that an option `-m` or the first operand of `chmod` means for a file that has `old`.
pub(super) fn mode(text: &[u8], old: u32, is_folder: bool) -> Option<Mode> {
    if let Some(bits) = std::str::from_utf8(text)
        .ok()
        .and_then(|text| u32::from_str_radix(text, 8).ok())
    {
        return (bits <= 0o7777).then(|| Mode::new(bits));
    }
    let mut bits = old;
    for clause in text.split(|byte| *byte == b',') {
        let at = clause.iter().position(|byte| b"+-=".contains(byte))?;
        let mut who = 0;
        for letter in &clause[..at] {
            who |= match letter {
                b'u' => 0o4700,
                b'g' => 0o2070,
                b'o' => 0o1007,
                b'a' => 0o7777,
                _ => return None,
            };
        }
        if at == 0 {
            who = 0o7777;
        }
        let mut what = 0;
        for letter in &clause[at + 1..] {
            what |= match letter {
                b'r' => 0o444,
                b'w' => 0o222,
                b'x' => 0o111,
                b'X' if is_folder || old & 0o111 != 0 => 0o111,
                b'X' => 0,
                b's' => 0o6000,
                b't' => 0o1000,
                _ => return None,
            };
        }
        match clause[at] {
            b'+' => bits |= what & who,
            b'-' => bits &= !(what & who),
            _ => bits = bits & !who | what & who,
        }
    }
    Some(Mode::new(bits))
}

fn chmod(machine: &mut Machine<'_>, process: &mut Process, argv: &[Vec<u8>]) -> Result<i32, Stop> {
    // `-x` and the like are modes, no options.
    let recursive = argv
        .iter()
        .any(|argument| argument == b"-R" || argument == b"--recursive");
    let operands: Vec<&Vec<u8>> = argv
        .iter()
        .skip(1)
        .filter(|argument| {
            !matches!(
                argument.as_slice(),
                b"-R" | b"--recursive" | b"-v" | b"-f" | b"--"
            )
        })
        .collect();
    let Some((text, paths)) = operands
        .split_first()
        .filter(|(_, paths)| !paths.is_empty())
    else {
        return Ok(missing(machine, process, "chmod"));
    };
    let mut status = 0;
    for path in paths {
        status |= chmod_one(machine, process, text, path, recursive, 0)?;
    }
    Ok(status)
}

fn chmod_one(
    machine: &mut Machine<'_>,
    process: &Process,
    text: &[u8],
    path: &[u8],
    recursive: bool,
    depth: u32,
) -> Result<i32, Stop> {
    machine.work(500 + text.len() as u64)?;
    let stat = match machine.look(process, path, true) {
        Ok(stat) => stat,
        Err(errno) => {
            return Ok(failed(
                machine,
                process,
                "chmod",
                "cannot access",
                path,
                errno,
            ));
        }
    };
    let is_folder = stat.kind == FileKind::Directory;
    let Some(bits) = mode(text, stat.mode.bits(), is_folder) else {
        let what = format!("invalid mode: '{}'", String::from_utf8_lossy(text));
        machine.complain(process, b"chmod", &what);
        return Ok(1);
    };
    let mut status = 0;
    if let Err(errno) = machine.chmod(process, path, bits) {
        status = failed(
            machine,
            process,
            "chmod",
            "changing permissions of",
            path,
            errno,
        );
    }
    if recursive && is_folder && depth < MAX_DEPTH {
        for (name, kind) in machine.list(process, path).unwrap_or_default() {
            if kind != FileKind::Symlink {
                status |= chmod_one(machine, process, text, &below(path, &name), true, depth + 1)?;
            }
        }
    }
    Ok(status)
}

/// Who a file is to belong to; `None` leaves it as it is.
#[derive(Clone, Copy)]
struct Owner {
    user: Option<u32>,
    group: Option<u32>,
}

impl Owner {
    /// Reads `user`, `user:group`, `:group`, or for `chgrp` a group. `Err`: what isn't known.
    fn read(text: &str, group_only: bool) -> Result<Self, String> {
        let (user, group) = match (group_only, text.split_once(':')) {
            (true, _) => ("", text),
            (false, Some(both)) => both,
            (false, None) => (text, ""),
        };
        let known = |name: &str, kind: &str| match name {
            "" => Ok(None),
            name => identity(name)
                .map(Some)
                .ok_or_else(|| format!("invalid {kind}: '{text}'")),
        };
        Ok(Self {
            user: known(user, "user")?,
            group: known(group, "group")?,
        })
    }
}

/// `chown` and `chgrp`: only root may give files away.
fn chown(machine: &mut Machine<'_>, process: &mut Process, argv: &[Vec<u8>]) -> Result<i32, Stop> {
    let long = [
        "recursive",
        "no-dereference",
        "dereference",
        "silent",
        "quiet",
        "verbose",
        "changes",
        "reference=",
    ];
    let Some(arguments) = options::read(machine, process, argv, "RhfvcHLP", &long) else {
        return Ok(1);
    };
    let is_group = argv.first().is_some_and(|name| base(name) == b"chgrp");
    let name = if is_group { "chgrp" } else { "chown" };
    let given = match arguments.value(&["reference"]) {
        Some(path) => {
            let path = path.to_vec();
            let owner = machine.stat(process, &path, true).map(|stat| Owner {
                user: (!is_group).then_some(stat.uid),
                group: Some(stat.gid),
            });
            match owner {
                Ok(owner) => Some((owner, arguments.operands.as_slice())),
                Err(errno) => {
                    let what = "failed to get attributes of";
                    return Ok(failed(machine, process, name, what, &path, errno));
                }
            }
        }
        None => match arguments.operands.split_first() {
            Some((text, paths)) => match Owner::read(&String::from_utf8_lossy(text), is_group) {
                Ok(owner) => Some((owner, paths)),
                Err(what) => {
                    machine.complain(process, name.as_bytes(), &what);
                    return Ok(1);
                }
            },
            None => None,
        },
    };
    let Some((owner, paths)) = given.filter(|(_, paths)| !paths.is_empty()) else {
        return Ok(missing(machine, process, name));
    };
    let change = Change {
        name,
        owner,
        recursive: arguments.has(&["R", "recursive"]),
        follow: !arguments.has(&["h", "no-dereference"]),
    };
    let mut status = 0;
    for path in paths {
        status |= change.apply(machine, process, path, 0)?;
    }
    Ok(status)
}

/// What `chown` does with each file.
struct Change {
    name: &'static str,
    owner: Owner,
    recursive: bool,
    follow: bool,
}

impl Change {
    fn apply(
        &self,
        machine: &mut Machine<'_>,
        process: &Process,
        path: &[u8],
        depth: u32,
    ) -> Result<i32, Stop> {
        machine.work(1_000)?;
        let stat = match machine.look(process, path, self.follow) {
            Ok(stat) => stat,
            Err(errno) => {
                let what = "cannot access";
                return Ok(failed(machine, process, self.name, what, path, errno));
            }
        };
        let mut status = 0;
        if self.recursive && stat.kind == FileKind::Directory && depth < MAX_DEPTH {
            for (name, kind) in machine.list(process, path).unwrap_or_default() {
                if kind != FileKind::Symlink {
                    status |= self.apply(machine, process, &below(path, &name), depth + 1)?;
                }
            }
        }
        if let Err(errno) = machine.chown(
            process,
            path,
            self.follow,
            self.owner.user,
            self.owner.group,
        ) {
            let what = match self.owner.user {
                Some(_) => "changing ownership of",
                None => "changing group of",
            };
            status = failed(machine, process, self.name, what, path, errno);
        }
        Ok(status)
    }
}
