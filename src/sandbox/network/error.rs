//! Why a use of the network fails.

macro_rules! errors {
    ($($name:ident $number:literal $text:literal,)*) => {
        /// Why a use of the network fails, by its name in POSIX.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
        pub enum NetworkError {
            $(#[doc = $text] #[error($text)] $name,)*
        }

        impl NetworkError {
            /// The name in POSIX.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$name => stringify!($name),)*
                }
            }

            /// The number of `errno` in preview 1.
            pub fn code(self) -> u32 {
                match self {
                    $(Self::$name => $number,)*
                }
            }
        }
    };
}

errors! {
    EAGAIN 6 "nothing there yet",
    EBADF 8 "no such connection",
    ECONNREFUSED 14 "connection refused",
    ECONNRESET 15 "connection reset by peer",
    EHOSTUNREACH 23 "host is unreachable",
    EINVAL 28 "invalid argument",
    EISCONN 30 "the connection is secured already",
    EMFILE 33 "too many connections",
    EMSGSIZE 35 "message too long",
    ENETUNREACH 40 "network is unreachable",
    ENOENT 44 "no such name",
    EPIPE 64 "broken pipe",
    EPROTO 65 "protocol error",
    ETIMEDOUT 73 "connection timed out",
}
