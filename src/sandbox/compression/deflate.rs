//! Compression.
//!
//! The crate gives raw deflate with a window of 32 KiB; wrappings and dictionaries are added here. A smaller window, a strategy
//! or less memory can't be had: what comes out differs, and is read by anyone all the same.

use flate2::{Compress, Compression, FlushCompress, Status};

use super::{Flush, Format, Step, adler32, crc32};

/// The longest distance that deflate can point back.
const WINDOW: usize = 32 << 10;

pub(super) struct Deflater {
    inner: Compress,
    format: Format,
    /// What is to be given before anything else: the header, later the checksum.
    pending: Vec<u8>,
    checksum: u32,
    length: u32,
    ended: bool,
    /// A flush was done, so that asking again gives nothing.
    flushed: bool,
}

/// Fuel of a byte at a level.
pub(super) fn fuel(level: u32) -> u64 {
    match level {
        0 => 10,
        1 => 25,
        2..=5 => 120,
        6 => 300,
        7 => 600,
        _ => 1_000,
    }
}

impl Deflater {
    pub(super) fn new(format: Format, level: u32, dictionary: Option<&[u8]>) -> Self {
        let level = level.min(9);
        let mut inner = Compress::new(Compression::new(level), false);
        // A gzip file has no place to say that there is one.
        let dictionary = dictionary.filter(|_| format != Format::Gzip);
        if let Some(dictionary) = dictionary {
            prime(&mut inner, dictionary);
        }
        let (pending, checksum) = match format {
            Format::Raw => (Vec::new(), 0),
            Format::Gzip => (gzip_header(level), 0),
            Format::Zlib | Format::Either => (zlib_header(level, dictionary), 1),
        };
        Self {
            inner,
            format,
            pending,
            checksum,
            length: 0,
            ended: false,
            flushed: true,
        }
    }

    pub(super) fn step(&mut self, input: &[u8], flush: Flush, room: usize) -> Step {
        let mut output = Vec::new();
        let mut taken = 0;
        self.give_pending(&mut output, room);
        while self.pending.is_empty() && !self.ended && output.len() < room {
            let rest = &input[taken..];
            if rest.is_empty() && (flush == Flush::None || self.flushed && flush != Flush::Finish) {
                break;
            }
            let how = match flush {
                Flush::None => FlushCompress::None,
                Flush::Sync => FlushCompress::Sync,
                Flush::Full => FlushCompress::Full,
                Flush::Finish => FlushCompress::Finish,
            };
            let (read, written) = (self.inner.total_in(), self.inner.total_out());
            let start = output.len();
            output.resize(room, 0);
            let status = self.inner.compress(rest, &mut output[start..], how);
            let read = (self.inner.total_in() - read) as usize;
            let written = (self.inner.total_out() - written) as usize;
            output.truncate(start + written);
            self.count(&rest[..read]);
            taken += read;
            self.flushed = flush != Flush::None && output.len() < room && taken == input.len();
            match status {
                Ok(Status::StreamEnd) => {
                    self.ended = true;
                    self.pending = self.trailer();
                }
                _ if read == 0 && written == 0 => break,
                _ => {}
            }
        }
        self.give_pending(&mut output, room);
        Step {
            taken,
            output,
            ended: self.ended && self.pending.is_empty(),
        }
    }

    fn give_pending(&mut self, output: &mut Vec<u8>, room: usize) {
        let count = self.pending.len().min(room.saturating_sub(output.len()));
        output.extend(self.pending.drain(..count));
    }

    fn count(&mut self, data: &[u8]) {
        self.length = self.length.wrapping_add(data.len() as u32);
        self.checksum = match self.format {
            Format::Raw => 0,
            Format::Gzip => crc32(data, self.checksum),
            Format::Zlib | Format::Either => adler32(data, self.checksum),
        };
    }

    fn trailer(&self) -> Vec<u8> {
        match self.format {
            Format::Raw => Vec::new(),
            Format::Gzip => [self.checksum.to_le_bytes(), self.length.to_le_bytes()].concat(),
            Format::Zlib | Format::Either => self.checksum.to_be_bytes().to_vec(),
        }
    }
}

/// Lets what follows point back into the dictionary: it is compressed first, and what comes of that is not given.
fn prime(inner: &mut Compress, dictionary: &[u8]) {
    let mut rest = &dictionary[dictionary.len().saturating_sub(WINDOW)..];
    let mut unused = vec![0; 2 * WINDOW];
    loop {
        let read = inner.total_in();
        let written = inner.total_out();
        let done = inner.compress(rest, &mut unused, FlushCompress::Sync);
        rest = &rest[(inner.total_in() - read) as usize..];
        let full = inner.total_out() - written == unused.len() as u64;
        if done.is_err() || rest.is_empty() && !full {
            return;
        }
    }
}

/// RFC 1950, section 2.2.
fn zlib_header(level: u32, dictionary: Option<&[u8]>) -> Vec<u8> {
    let level = match level {
        0 | 1 => 0,
        2..=5 => 1,
        6 => 2,
        _ => 3,
    };
    let flags = level << 6 | u16::from(dictionary.is_some()) << 5;
    let word = 0x78 << 8 | flags;
    let mut header = (word + 31 - word % 31).to_be_bytes().to_vec();
    if let Some(dictionary) = dictionary {
        header.extend(adler32(dictionary, 1).to_be_bytes());
    }
    header
}

/// RFC 1952, section 2.3: no name, no time, Unix.
fn gzip_header(level: u32) -> Vec<u8> {
    let extra = match level {
        9 => 2,
        1 => 4,
        _ => 0,
    };
    vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, extra, 3]
}
