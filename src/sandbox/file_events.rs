//! How operations on paths are put into the trace, whoever does them.

use super::trace::{Access, Operation};
use super::vfs::{Errno, FileKind, GuestPath, InodeId, Mode, OpenOptions, Vfs, escape_bytes};

/// A path that an operation is asked for: the folder that it starts from, its bytes, and where it leads.
pub(super) struct Place {
    pub(super) base: InodeId,
    pub(super) path: Vec<u8>,
    /// The path as the trace shows it: as the program gave it.
    pub(super) shown: String,
    pub(super) resolved: Option<GuestPath>,
}

impl Place {
    /// A path that is shown as `shown`, and as it stands without one.
    pub(super) fn new(
        files: &Vfs,
        base: InodeId,
        path: Vec<u8>,
        shown: Option<String>,
        follow: bool,
    ) -> Self {
        let resolved = files.canonical_hint(base, &path, follow);
        Self {
            base,
            shown: shown.unwrap_or_else(|| escape_bytes(&path)),
            path,
            resolved,
        }
    }

    /// Where it leads, for an event.
    pub(super) fn resolved(&self) -> Option<String> {
        self.resolved.as_ref().map(ToString::to_string)
    }
}

/// The result of an operation as events name it.
pub(super) fn name_of<T>(result: &Result<T, Errno>) -> &'static str {
    result.as_ref().err().map_or("ok", |errno| errno.name())
}

/// Permission bits as events show them.
pub(super) fn octal(mode: Mode) -> String {
    format!("{:04o}", mode.bits())
}

/// What a file that is opened with `options` may be used for; `kind` is what it turned out to be.
pub(super) fn access(kind: Option<FileKind>, options: &OpenOptions) -> Access {
    match (kind, options.read, options.write) {
        (Some(FileKind::Directory), ..) => Access::List,
        _ if options.directory => Access::List,
        (_, true, true) => Access::ReadWrite,
        (_, false, true) => Access::Write,
        _ => Access::Read,
    }
}

/// The event of a file that was opened, or was tried to be.
pub(super) fn opened(
    path: String,
    resolved: Option<String>,
    access: Access,
    options: &OpenOptions,
    created: bool,
    descriptor: Option<u32>,
) -> Operation {
    let flags = [
        (options.append, "append"),
        (options.create, "create"),
        (options.exclusive, "exclusive"),
        (options.truncate, "truncate"),
        (options.no_follow, "no-follow"),
    ];
    Operation::FileOpen {
        path,
        resolved,
        access,
        flags: flags
            .iter()
            .filter(|(set, _)| *set)
            .map(|(_, name)| (*name).to_owned())
            .collect(),
        mode: created.then(|| octal(options.mode)),
        created,
        descriptor,
    }
}
