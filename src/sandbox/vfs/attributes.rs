//! What an inode says of itself: kind, mode, owner, times.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use super::inode::InodeId;

/// A point in virtual time, in nanoseconds since the Unix epoch.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Timestamp(pub u64);

/// The user and group that a process acts as, or that own a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Credentials {
    /// The user.
    pub uid: u32,
    /// The group.
    pub gid: u32,
}

impl Credentials {
    /// The superuser, whom permission bits do not bind.
    pub const ROOT: Self = Self { uid: 0, gid: 0 };
}

/// The twelve permission bits of an inode (0o7777), shown and serialised in octal, as in `"0644"`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mode(u32);

impl Mode {
    /// Set-user-id.
    pub const SET_UID: Self = Self(0o4000);
    /// Set-group-id; on a directory, new entries take its group.
    pub const SET_GID: Self = Self(0o2000);
    /// On a directory, entries are removed by their owner only.
    pub const STICKY: Self = Self(0o1000);

    /// The mode with these bits; bits beyond 0o7777 are dropped.
    pub const fn new(bits: u32) -> Self {
        Self(bits & 0o7777)
    }

    /// The bits, at most 0o7777.
    pub const fn bits(self) -> u32 {
        self.0
    }

    /// Whether all bits of `other` are set.
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// The mode without the bits of `other`.
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// The mode with the bits of `other` added.
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl fmt::Display for Mode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04o}", self.0)
    }
}

impl fmt::Debug for Mode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Mode({self})")
    }
}

impl Serialize for Mode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Mode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        match u32::from_str_radix(&text, 8) {
            Ok(bits) if bits <= 0o7777 => Ok(Self(bits)),
            _ => Err(D::Error::custom(format!(
                "`{text}` is not an octal mode such as 0644"
            ))),
        }
    }
}

/// What an inode is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    /// A regular file.
    File,
    /// A directory.
    Directory,
    /// A symbolic link.
    Symlink,
    /// A character device such as `/dev/null`.
    CharDevice,
}

/// The status of an inode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stat {
    /// Its virtual number.
    pub inode: InodeId,
    /// What it is.
    pub kind: FileKind,
    /// Its permission bits.
    pub mode: Mode,
    /// The user that owns it.
    pub uid: u32,
    /// The group that owns it.
    pub gid: u32,
    /// Its hard links; a directory has two and one for each directory inside it, a removed one none.
    pub nlink: u64,
    /// Bytes of content or link target; 4096 for a directory, 0 for a device.
    pub size: u64,
    /// When its content was read last.
    pub atime: Timestamp,
    /// When its content changed last.
    pub mtime: Timestamp,
    /// When anything about it changed last.
    pub ctime: Timestamp,
}

/// What to do with one of a file's times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeChange {
    /// Leave it.
    Keep,
    /// Set it to the virtual time.
    Now,
    /// Set it to this time; only the owner may.
    To(Timestamp),
}

/// A question about permission: which uses must be allowed, all at once. With none set, only existence is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Access {
    /// Reading, or listing a directory.
    pub read: bool,
    /// Writing, or changing a directory's entries.
    pub write: bool,
    /// Executing, or searching a directory.
    pub execute: bool,
}

impl Access {
    /// Reading alone.
    pub const READ: Self = Self {
        read: true,
        write: false,
        execute: false,
    };
    /// Writing alone.
    pub const WRITE: Self = Self {
        read: false,
        write: true,
        execute: false,
    };
    /// Executing or searching alone.
    pub const EXECUTE: Self = Self {
        read: false,
        write: false,
        execute: true,
    };
    /// What a change to a directory's entries needs.
    pub const CHANGE_ENTRIES: Self = Self {
        read: false,
        write: true,
        execute: true,
    };

    /// As the three bits of a permission class.
    pub(super) const fn bits(self) -> u32 {
        (self.read as u32) << 2 | (self.write as u32) << 1 | self.execute as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mode_is_octal_text() {
        assert_eq!(Mode::new(0o100_644).to_string(), "0644");
        assert_eq!(
            serde_json::to_string(&Mode::new(0o1777)).unwrap(),
            "\"1777\""
        );
        assert_eq!(
            serde_json::from_str::<Mode>("\"0600\"").unwrap(),
            Mode::new(0o600)
        );
        assert!(serde_json::from_str::<Mode>("\"17777\"").is_err());
        assert!(serde_json::from_str::<Mode>("\"rw\"").is_err());
    }

    #[test]
    fn access_bits_follow_the_permission_class() {
        assert_eq!(Access::READ.bits(), 4);
        assert_eq!(Access::CHANGE_ENTRIES.bits(), 3);
    }
}
