//! Why a host function refuses.

use super::network::NetworkError;
use super::vfs::Errno;

/// Why a hook refuses: an error of POSIX, or one that only the boundary to the guest can give.
#[expect(clippy::upper_case_acronyms, reason = "errors have their POSIX names")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    Posix(Errno),
    /// An error of the network.
    Network(NetworkError),
    /// A pointer outside the guest's memory.
    EFAULT,
    /// No socket.
    ENOTSOCK,
}

impl Fault {
    pub(super) const EINVAL: Self = Self::Posix(Errno::EINVAL);

    /// The number of `errno` in preview 1.
    pub(super) fn code(self) -> u32 {
        match self {
            Self::EFAULT => 21,
            Self::ENOTSOCK => 57,
            Self::Network(error) => error.code(),
            Self::Posix(errno) => match errno {
                Errno::EACCES => 2,
                Errno::EBADF => 8,
                Errno::EBUSY => 10,
                Errno::ECONNREFUSED => 14,
                Errno::EDQUOT => 19,
                Errno::EEXIST => 20,
                Errno::EFBIG => 22,
                Errno::EILSEQ => 25,
                Errno::EINVAL => 28,
                Errno::EIO => 29,
                Errno::EISDIR => 31,
                Errno::ELOOP => 32,
                Errno::EMFILE => 33,
                Errno::EMLINK => 34,
                Errno::ENAMETOOLONG => 37,
                Errno::ENODEV => 43,
                Errno::ENOENT => 44,
                Errno::ENOSPC => 51,
                Errno::ENOTDIR => 54,
                Errno::ENOTEMPTY => 55,
                Errno::ENOTSUP => 58,
                Errno::EOVERFLOW => 61,
                Errno::EPERM => 63,
                Errno::EROFS => 69,
                Errno::ESPIPE => 70,
                Errno::EXDEV => 75,
                Errno::ENOTCAPABLE => 76,
            },
        }
    }
}

impl From<Errno> for Fault {
    fn from(errno: Errno) -> Self {
        Self::Posix(errno)
    }
}

impl From<NetworkError> for Fault {
    fn from(error: NetworkError) -> Self {
        Self::Network(error)
    }
}
