//! Random sequences of operations, and how they run in the virtual file system.

use proptest::prelude::*;

use super::super::*;

/// How many files a sequence may hold open.
pub const SLOTS: usize = 3;

#[derive(Debug, Clone)]
pub enum Op {
    Mkdir(String, u32),
    Rmdir(String),
    Unlink(String),
    Rename(String, String),
    Link(String, String),
    Symlink(String, String),
    Readlink(String),
    Stat(String, bool),
    Chmod(String, u32),
    Chown(String, bool, u32, u32),
    ReadDir(String),
    Open {
        slot: usize,
        path: String,
        options: OpenOptions,
    },
    Read {
        slot: usize,
        offset: u64,
        len: usize,
    },
    Write {
        slot: usize,
        offset: u64,
        len: usize,
        byte: u8,
    },
    Append {
        slot: usize,
        len: usize,
        byte: u8,
    },
    SetLen {
        slot: usize,
        len: u64,
    },
    StatOpen {
        slot: usize,
    },
    Close {
        slot: usize,
    },
}

/// What an operation gave, as text that both file systems can agree on.
pub type Outcome = Result<String, &'static str>;

/// Relative paths of few names, so that operations meet.
pub fn any_path() -> impl Strategy<Value = String> {
    let name = prop_oneof![
        12 => "[abcd]",
        1 => Just(".".to_owned()),
        1 => Just("..".to_owned()),
    ];
    let slash = prop_oneof![8 => Just(""), 1 => Just("/"), 1 => Just("//")];
    (prop::collection::vec(name, 1..4), slash).prop_map(|(names, slash)| names.join("/") + slash)
}

fn any_mode() -> impl Strategy<Value = u32> {
    prop_oneof![
        4 => Just(0o755u32),
        4 => Just(0o777u32),
        2 => Just(0o644u32),
        2 => 0u32..0o10000,
    ]
}

fn any_options() -> impl Strategy<Value = OpenOptions> {
    let access = prop_oneof![
        Just((true, false, false)),
        Just((false, true, false)),
        Just((true, true, false)),
        Just((true, true, true)),
    ];
    let creation = prop_oneof![
        4 => Just((false, false, false)),
        4 => Just((true, false, false)),
        1 => Just((true, true, false)),
        2 => Just((true, false, true)),
        1 => Just((false, false, true)),
    ];
    let lookup =
        prop_oneof![6 => Just((false, false)), 1 => Just((true, false)), 1 => Just((false, true))];
    (access, creation, lookup, any_mode()).prop_map(|(access, creation, lookup, mode)| {
        let (read, write, append) = access;
        let (create, exclusive, truncate) = if write {
            creation
        } else {
            (false, false, false)
        };
        let (directory, no_follow) = lookup;
        OpenOptions {
            read,
            write,
            append,
            create,
            exclusive,
            // The standard library, which runs these on the host, refuses to append and truncate.
            truncate: truncate && !append,
            directory: directory && !create,
            no_follow,
            mode: Mode::new(mode & 0o777),
        }
    })
}

pub fn any_op() -> impl Strategy<Value = Op> {
    let slot = 0..SLOTS;
    prop_oneof![
        6 => (any_path(), any_mode()).prop_map(|(path, mode)| Op::Mkdir(path, mode)),
        2 => any_path().prop_map(Op::Rmdir),
        3 => any_path().prop_map(Op::Unlink),
        5 => (any_path(), any_path()).prop_map(|(old, new)| Op::Rename(old, new)),
        3 => (any_path(), any_path()).prop_map(|(old, new)| Op::Link(old, new)),
        4 => (any_path(), any_path()).prop_map(|(target, path)| Op::Symlink(target, path)),
        1 => any_path().prop_map(Op::Readlink),
        3 => (any_path(), any::<bool>()).prop_map(|(path, follow)| Op::Stat(path, follow)),
        2 => (any_path(), any_mode()).prop_map(|(path, mode)| Op::Chmod(path, mode)),
        1 => (any_path(), any::<bool>(), 0u32..3, 0u32..3).prop_map(|(p, f, u, g)| Op::Chown(p, f, u, g)),
        2 => any_path().prop_map(Op::ReadDir),
        8 => (slot.clone(), any_path(), any_options())
            .prop_map(|(slot, path, options)| Op::Open { slot, path, options }),
        2 => (slot.clone(), 0u64..40, 0usize..40).prop_map(|(slot, offset, len)| Op::Read { slot, offset, len }),
        3 => (slot.clone(), 0u64..40, 0usize..40, any::<u8>())
            .prop_map(|(slot, offset, len, byte)| Op::Write { slot, offset, len, byte }),
        2 => (slot.clone(), 0usize..40, any::<u8>()).prop_map(|(slot, len, byte)| Op::Append { slot, len, byte }),
        1 => (slot.clone(), 0u64..80).prop_map(|(slot, len)| Op::SetLen { slot, len }),
        1 => slot.clone().prop_map(|slot| Op::StatOpen { slot }),
        1 => slot.prop_map(|slot| Op::Close { slot }),
    ]
}

/// A virtual file system with a current directory and open files.
pub struct Guest {
    pub vfs: Vfs,
    pub base: InodeId,
    /// Comes before each path that is looked up.
    pub prefix: String,
    pub slots: [Option<OpenFile>; SLOTS],
}

impl Guest {
    pub fn new(vfs: Vfs, base: InodeId) -> Self {
        Self {
            vfs,
            base,
            prefix: String::new(),
            slots: Default::default(),
        }
    }

    pub fn run(&mut self, op: &Op) -> Outcome {
        self.try_run(op).map_err(Errno::name)
    }

    pub fn close_all(&mut self) {
        for file in self.slots.iter_mut().filter_map(Option::take) {
            self.vfs.release(file);
        }
    }

    fn try_run(&mut self, op: &Op) -> Result<String, Errno> {
        let (vfs, base, prefix) = (&mut self.vfs, self.base, &self.prefix);
        let at = |path: &str| format!("{prefix}{path}").into_bytes();
        let done = |()| String::new();
        match op {
            Op::Mkdir(path, mode) => vfs
                .mkdir(base, &at(path), Mode::new(*mode))
                .map(|_| String::new()),
            Op::Rmdir(path) => vfs.rmdir(base, &at(path)).map(done),
            Op::Unlink(path) => vfs.unlink(base, &at(path)).map(done),
            Op::Rename(old, new) => vfs.rename(base, &at(old), base, &at(new)).map(done),
            Op::Link(old, new) => vfs
                .link(base, &at(old), false, base, &at(new))
                .map(|_| String::new()),
            Op::Symlink(target, path) => vfs
                .symlink(target.as_bytes(), base, &at(path))
                .map(|_| String::new()),
            Op::Readlink(path) => vfs
                .readlink(base, &at(path))
                .map(|target| escape_bytes(&target)),
            Op::Stat(path, follow) => vfs.stat_at(base, &at(path), *follow).map(describe),
            Op::Chmod(path, mode) => vfs.chmod(base, &at(path), true, Mode::new(*mode)).map(done),
            Op::Chown(path, follow, uid, gid) => vfs
                .chown(base, &at(path), *follow, Some(*uid), Some(*gid))
                .map(done),
            Op::ReadDir(path) => {
                let options = OpenOptions {
                    read: true,
                    directory: true,
                    ..OpenOptions::default()
                };
                let file = vfs.open(base, &at(path), &options)?.file;
                let cursor = vfs.dir_cursor(&file)?;
                let names: Vec<_> = vfs
                    .dir_entries(&cursor, 2)
                    .map(|entry| escape_bytes(&entry.name))
                    .collect();
                vfs.release(file);
                Ok(names.join(" "))
            }
            Op::Open {
                slot,
                path,
                options,
            } => {
                let opened = vfs.open(base, &at(path), options)?;
                let old = self.slots[*slot].replace(opened.file);
                if let Some(old) = old {
                    vfs.release(old);
                }
                Ok(String::new())
            }
            Op::Close { slot } => {
                if let Some(file) = self.slots[*slot].take() {
                    vfs.release(file);
                }
                Ok(String::new())
            }
            Op::Read { slot, .. }
            | Op::Write { slot, .. }
            | Op::Append { slot, .. }
            | Op::SetLen { slot, .. }
            | Op::StatOpen { slot } => match &self.slots[*slot] {
                Some(file) => run_open(vfs, file, op),
                None => Ok("closed".to_owned()),
            },
        }
    }
}

fn run_open(vfs: &mut Vfs, file: &OpenFile, op: &Op) -> Result<String, Errno> {
    match *op {
        Op::Read { offset, len, .. } => {
            let mut buffer = vec![0; len];
            match vfs.read_at(file, offset, &mut buffer)? {
                ReadOutcome::Bytes(count) => Ok(format!("{:?}", &buffer[..count])),
                ReadOutcome::Random(count) => Ok(format!("{count} random")),
            }
        }
        Op::Write {
            offset, len, byte, ..
        } if !file.appends() => vfs
            .write_at(file, offset, &vec![byte; len])
            .map(|written| written.to_string()),
        Op::Append { len, byte, .. } if file.appends() => vfs
            .append(file, &vec![byte; len])
            .map(|(written, _)| written.to_string()),
        Op::SetLen { len, .. } => vfs.set_len(file, len).map(|()| String::new()),
        Op::StatOpen { .. } => vfs.stat(file.inode()).map(describe),
        _ => Ok("not for this file".to_owned()),
    }
}

/// What both file systems say alike of an inode: not the links and size of a directory, which are the file system's own.
pub fn describe(stat: Stat) -> String {
    let Stat {
        kind,
        mode,
        uid,
        gid,
        ..
    } = stat;
    match kind {
        FileKind::Directory => format!("{kind:?} {mode} {uid}:{gid}"),
        _ => format!(
            "{kind:?} {mode} {uid}:{gid} {} bytes {} links",
            stat.size, stat.nlink
        ),
    }
}
