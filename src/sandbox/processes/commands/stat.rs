//! `stat`.

use super::Program;
use super::listing::{owner, permissions, time};
use super::options;
use crate::sandbox::processes::machine::{Machine, Process, Stop};
use crate::sandbox::processes::strerror;
use crate::sandbox::vfs::FileKind;

pub(super) const PROGRAMS: &[(&str, Program)] = &[("stat", stat)];

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
