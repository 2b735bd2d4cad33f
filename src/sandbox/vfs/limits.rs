//! How much a guest may hold.

use serde::{Deserialize, Serialize};

/// The limits of a file system. What was seeded does not count until the guest changes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FsLimits {
    /// Files, directories, links and symbolic links that the guest may hold beyond those seeded; then `ENOSPC`.
    pub max_files: u64,
    /// The length of one file; beyond it `EFBIG`.
    pub max_file_bytes: u64,
    /// The content that the guest may hold in all files together; then `ENOSPC`. A seeded file counts in full from the
    /// first write to it, because its content is copied then.
    pub max_total_bytes: u64,
    /// The bytes of one name; beyond it `ENAMETOOLONG`.
    pub max_name: usize,
    /// The bytes of one path or link target including the terminating NUL of C, as `PATH_MAX` counts; from there on
    /// `ENAMETOOLONG`.
    pub max_path: usize,
    /// The bytes of a canonical path. Relative operations can nest deeper than `max_path`; this bounds how deep
    /// (`ENAMETOOLONG`), and so the cost of naming a file.
    pub max_canonical: usize,
    /// The symbolic links that the resolution of one path may follow; then `ELOOP`.
    pub max_symlinks: usize,
    /// The hard links of one file; then `EMLINK`.
    pub max_links: usize,
}

impl Default for FsLimits {
    fn default() -> Self {
        Self {
            max_files: 10_000,
            max_file_bytes: 64 << 20,
            max_total_bytes: 256 << 20,
            max_name: 255,
            max_path: 4096,
            max_canonical: 8192,
            max_symlinks: 40,
            max_links: 1024,
        }
    }
}

/// What a guest holds of the resources that [`FsLimits`] bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct FsUsage {
    /// Entries that the guest created and that still exist; an unlinked file counts until its last close.
    pub files_created: u64,
    /// Bytes of content that the guest wrote and that are still held.
    pub bytes: u64,
}
