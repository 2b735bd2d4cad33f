//! Standard input, output and error of a guest.

use std::io::{Read, Write};

use super::execution::Output;
use super::vfs::escape_bytes;

/// Where standard input comes from.
pub enum Input {
    /// Bytes that are known beforehand.
    Bytes(std::io::Cursor<Vec<u8>>),
    /// A stream of the host, for interactive use.
    Stream(Box<dyn Read + Send>),
}

impl Input {
    /// Input that holds these bytes.
    pub fn bytes(bytes: impl Into<Vec<u8>>) -> Self {
        Self::Bytes(std::io::Cursor::new(bytes.into()))
    }

    pub(super) fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        match self {
            Self::Bytes(cursor) => cursor.read(buffer),
            Self::Stream(stream) => stream.read(buffer),
        }
    }
}

/// Collects what a guest writes, up to a cap; may pass it on to the host at once.
pub struct Collector {
    kept: Vec<u8>,
    total: u64,
    cap: u64,
    through: Option<Box<dyn Write + Send>>,
}

impl Collector {
    /// Keeps up to `cap` bytes.
    pub fn keeping(cap: u64) -> Self {
        Self {
            kept: Vec::new(),
            total: 0,
            cap,
            through: None,
        }
    }

    /// Keeps nothing and passes all on.
    pub fn passing_to(stream: Box<dyn Write + Send>) -> Self {
        Self {
            kept: Vec::new(),
            total: 0,
            cap: 0,
            through: Some(stream),
        }
    }

    pub(super) fn write(&mut self, bytes: &[u8]) {
        let room = usize::try_from(self.cap).unwrap_or(usize::MAX) - self.kept.len();
        self.kept.extend_from_slice(&bytes[..bytes.len().min(room)]);
        self.total += bytes.len() as u64;
        if let Some(stream) = &mut self.through {
            // A reader that went away is not the guest's affair, as with a pipe whose SIGPIPE is ignored.
            let _ = stream.write_all(bytes).and_then(|()| stream.flush());
        }
    }

    pub(super) fn into_output(self) -> Output {
        Output {
            text: escape_bytes(&self.kept),
            bytes: self.total,
            truncated: self.total > self.kept.len() as u64 && self.through.is_none(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn output_beyond_the_cap_is_counted_and_dropped() {
        let mut collector = Collector::keeping(4);
        collector.write(b"abc");
        collector.write(b"def");
        let output = collector.into_output();
        assert_eq!(output.text, "abcd");
        assert_eq!(output.bytes, 6);
        assert!(output.truncated);
    }
}
