//! The errors of POSIX that a file operation can give.

use serde::{Deserialize, Serialize};

macro_rules! errnos {
    ($($name:ident $text:literal,)*) => {
        /// Why an operation failed, by its POSIX name. Serialised as that name; displayed as the usual text.
        #[allow(clippy::upper_case_acronyms)]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, thiserror::Error)]
        pub enum Errno {
            $(#[doc = $text] #[error($text)] $name,)*
        }

        impl Errno {
            /// Every error, in order of declaration.
            pub const ALL: &'static [Errno] = &[$(Self::$name,)*];

            /// The POSIX name, such as `"ENOENT"`.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$name => stringify!($name),)*
                }
            }
        }
    };
}

errnos! {
    EACCES "permission denied",
    EBADF "bad file descriptor",
    EBUSY "device or resource busy",
    ECONNREFUSED "connection refused",
    EDQUOT "disk quota exceeded",
    EEXIST "file exists",
    EFBIG "file too large",
    EILSEQ "invalid byte sequence",
    EINVAL "invalid argument",
    EIO "input/output error",
    EISDIR "is a directory",
    ELOOP "too many levels of symbolic links",
    EMFILE "too many open files",
    EMLINK "too many links",
    ENAMETOOLONG "file name too long",
    ENODEV "no such device",
    ENOENT "no such file or directory",
    ENOSPC "no space left on device",
    ENOTCAPABLE "capabilities insufficient",
    ENOTDIR "not a directory",
    ENOTEMPTY "directory not empty",
    ENOTSUP "operation not supported",
    EOVERFLOW "value too large for defined data type",
    EPERM "operation not permitted",
    EROFS "read-only file system",
    ESPIPE "illegal seek",
    EXDEV "invalid cross-device link",
}

#[cfg(test)]
mod tests {
    use super::Errno;

    #[test]
    fn names_and_texts() {
        assert_eq!(Errno::ENOENT.name(), "ENOENT");
        assert_eq!(Errno::ENOENT.to_string(), "no such file or directory");
        for errno in Errno::ALL {
            assert_eq!(serde_json::to_value(errno).unwrap(), errno.name());
        }
    }
}
