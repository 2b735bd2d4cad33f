//! Which host functions with pointers an interpreter may call, and how its values become their arguments.

/// How one value becomes arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    /// A number: 32 bits.
    Word,
    /// A number or BigInt: 64 bits.
    Long,
    /// A text or bytes going in: pointer and length.
    In,
    /// Bytes to be written: pointer and length.
    Out,
    /// Bytes to be written, so many at least: the pointer.
    Fixed(u32),
    /// Bytes as a vector of one buffer: the vector's pointer and a count of 1.
    Vector,
}

use Slot::{Fixed, In, Long, Out, Vector, Word};

/// A host function: its module, its name, its parameters.
pub(super) struct Shaped {
    pub(super) module: &'static str,
    pub(super) name: &'static str,
    pub(super) slots: &'static [Slot],
}

const fn preview1(name: &'static str, slots: &'static [Slot]) -> Shaped {
    Shaped {
        module: "wasi_snapshot_preview1",
        name,
        slots,
    }
}

const fn own(name: &'static str, slots: &'static [Slot]) -> Shaped {
    Shaped {
        module: "dualgauge",
        name,
        slots,
    }
}

/// Bytes of preview 1's `filestat` and `fdstat`, of `struct dg_stat`, and of the longest digest.
const FILESTAT: Slot = Fixed(64);
const FDSTAT: Slot = Fixed(24);
const STAT: Slot = Fixed(16);
const SIZE: Slot = Fixed(4);
const TIME: Slot = Fixed(8);

/// All of them.
pub(super) const SHAPED: &[Shaped] = &[
    preview1("clock_time_get", &[Word, Long, TIME]),
    preview1("random_get", &[Out]),
    preview1("fd_close", &[Word]),
    preview1("fd_sync", &[Word]),
    preview1("fd_fdstat_get", &[Word, FDSTAT]),
    preview1("fd_filestat_get", &[Word, FILESTAT]),
    preview1("fd_filestat_set_size", &[Word, Long]),
    preview1("fd_filestat_set_times", &[Word, Long, Long, Word]),
    preview1("fd_read", &[Word, Vector, SIZE]),
    preview1("fd_pread", &[Word, Vector, Long, SIZE]),
    preview1("fd_write", &[Word, Vector, SIZE]),
    preview1("fd_pwrite", &[Word, Vector, Long, SIZE]),
    preview1("fd_readdir", &[Word, Out, Long, SIZE]),
    preview1("fd_seek", &[Word, Long, Word, TIME]),
    preview1("fd_tell", &[Word, TIME]),
    preview1("path_create_directory", &[Word, In]),
    preview1("path_filestat_get", &[Word, Word, In, FILESTAT]),
    preview1(
        "path_filestat_set_times",
        &[Word, Word, In, Long, Long, Word],
    ),
    preview1("path_link", &[Word, Word, In, Word, In]),
    preview1("path_open", &[Word, Word, In, Word, Long, Long, Word, SIZE]),
    preview1("path_readlink", &[Word, In, Out, SIZE]),
    preview1("path_remove_directory", &[Word, In]),
    preview1("path_rename", &[Word, In, Word, In]),
    preview1("path_symlink", &[In, Word, In]),
    preview1("path_unlink_file", &[Word, In]),
    preview1("proc_exit", &[Word]),
    own("chmod_path", &[In, Word, Word]),
    own("chmod_fd", &[Word, Word]),
    own("umask_set", &[Word]),
    own("stat_path", &[In, Word, STAT]),
    own("stat_fd", &[Word, STAT]),
    own("access_path", &[In, Word]),
    own("create_mode", &[Word]),
    own("process_start", &[Word, In, In, In, SIZE]),
    own("process_run", &[Word, In, Fixed(16)]),
    own("process_output", &[Word, Word, Out, SIZE]),
    own("network", &[In, In]),
    own("net_resolve", &[In, Word, Out, SIZE]),
    own("net_connect", &[Word, In, Word, Word, SIZE]),
    own("net_tls", &[Word, In, Out, SIZE]),
    own("net_send", &[Word, In]),
    own("net_receive", &[Word, Out, Word, SIZE]),
    own("net_ready", &[Word, TIME]),
    own("net_close", &[Word, Word]),
    own("log_line", &[Word, In]),
];
