//! Compression for guests, computed in the host: deflate with its three wrappings, and Brotli.
//!
//! A [`Coder`] takes input and gives output piece by piece, never more than it is asked for: a guest that guards itself against
//! bombs can stop after any piece, and the host never holds a whole result. Coders of a guest are in its [`Coders`], which
//! bounds their memory.
//!
//! Hostile input is answered with an [`Error`], never with a panic.

mod brotli;
mod deflate;
mod inflate;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

/// What all coders of a guest together may hold, in bytes.
const MAX_MEMORY: usize = 256 << 20;

/// How deflated data are wrapped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// zlib's header and checksum (RFC 1950).
    Zlib,
    /// gzip's (RFC 1952); any number of members.
    Gzip,
    /// None (RFC 1951).
    Raw,
    /// On decompression: zlib's or gzip's, as the data say.
    Either,
}

/// What has to come out of a step besides what comes by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flush {
    /// Nothing.
    None,
    /// All that was taken so far.
    Sync,
    /// As well, and what follows can be read without what was before.
    Full,
    /// The end.
    Finish,
}

/// What a coder does.
#[derive(Clone, Debug)]
pub enum Task {
    /// Compresses. The level is from 0 to 9.
    Deflate {
        format: Format,
        level: u32,
        dictionary: Option<Vec<u8>>,
    },
    /// Decompresses.
    Inflate {
        format: Format,
        dictionary: Option<Vec<u8>>,
    },
    /// Compresses with Brotli. The quality is from 0 to 11, the window from 10 to 24 bits.
    BrotliEncode { quality: u32, window: u32 },
    /// Decompresses Brotli.
    BrotliDecode,
}

/// What came of a step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// How much of the input was taken.
    pub taken: usize,
    /// What came out; at most as much as was asked for.
    pub output: Vec<u8>,
    /// Nothing comes any more.
    pub ended: bool,
}

/// Why data can't be decompressed. The text is zlib's.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Error {
    /// The text.
    pub message: &'static str,
    /// The name of its code: `Z_DATA_ERROR`.
    pub code: String,
    /// Its number.
    pub number: i32,
}

impl Error {
    fn data(message: &'static str) -> Self {
        Self {
            message,
            code: "Z_DATA_ERROR".to_owned(),
            number: -3,
        }
    }

    fn dictionary(message: &'static str) -> Self {
        Self {
            message,
            code: "Z_NEED_DICT".to_owned(),
            number: 2,
        }
    }
}

/// A stream under way.
pub struct Coder {
    state: State,
    costs: Costs,
}

enum State {
    Deflate(Box<deflate::Deflater>),
    Inflate(Box<inflate::Inflater>),
    BrotliEncode(Box<brotli::Encoder>),
    BrotliDecode(Box<brotli::Decoder>),
}

/// What a coder costs: fuel of a byte in and a byte out, bytes of memory.
#[derive(Clone, Copy)]
struct Costs {
    input: u64,
    output: u64,
    memory: usize,
}

impl Task {
    // Measured, at 5e9 a second. An input that makes a decoder build tables all the time is dearer than one that gives much.
    fn costs(&self) -> Costs {
        let costs = |input, output, memory| Costs {
            input,
            output,
            memory,
        };
        match self {
            Self::Deflate { level, .. } => costs(deflate::fuel(*level), 10, 512 << 10),
            Self::Inflate { .. } => costs(150, 10, 64 << 10),
            Self::BrotliEncode { quality, window } => costs(
                brotli::fuel(*quality),
                10,
                brotli::memory(*quality, *window),
            ),
            Self::BrotliDecode => costs(150, 20, 20 << 20),
        }
    }
}

impl Coder {
    fn new(task: Task) -> Self {
        let costs = task.costs();
        let state = match task {
            Task::Deflate {
                format,
                level,
                dictionary,
            } => State::Deflate(Box::new(deflate::Deflater::new(
                format,
                level,
                dictionary.as_deref(),
            ))),
            Task::Inflate { format, dictionary } => {
                State::Inflate(Box::new(inflate::Inflater::new(format, dictionary)))
            }
            Task::BrotliEncode { quality, window } => {
                State::BrotliEncode(Box::new(brotli::Encoder::new(quality, window)))
            }
            Task::BrotliDecode => State::BrotliDecode(Box::default()),
        };
        Self { state, costs }
    }

    /// Goes on with some input until it is taken, or until as much came out as there is room for. With that, the same has to be
    /// asked again with the rest of the input.
    pub fn step(&mut self, input: &[u8], flush: Flush, room: usize) -> Result<Step, Error> {
        match &mut self.state {
            State::Deflate(deflater) => Ok(deflater.step(input, flush, room)),
            State::Inflate(inflater) => inflater.step(input, room),
            State::BrotliEncode(encoder) => Ok(encoder.step(input, flush, room)),
            State::BrotliDecode(decoder) => decoder.step(input, room),
        }
    }

    /// The price of so many bytes in and out.
    pub fn fuel(&self, input: usize, output: usize) -> u64 {
        let input = (input as u64).saturating_mul(self.costs.input);
        let output = (output as u64).saturating_mul(self.costs.output);
        input.saturating_add(output)
    }
}

/// The coders of a guest, by number.
#[derive(Default)]
pub struct Coders {
    open: BTreeMap<u32, Coder>,
    next: u32,
    memory: usize,
}

impl Coders {
    /// A new one. `None` where all of them would hold too much.
    pub fn open(&mut self, task: Task) -> Option<u32> {
        let memory = self.memory.checked_add(task.costs().memory)?;
        if memory > MAX_MEMORY {
            return None;
        }
        self.memory = memory;
        self.next = self.next.wrapping_add(1);
        self.open.insert(self.next, Coder::new(task));
        Some(self.next)
    }

    /// One that is open.
    pub fn get(&mut self, number: u32) -> Option<&mut Coder> {
        self.open.get_mut(&number)
    }

    /// Forgets one.
    pub fn close(&mut self, number: u32) {
        if let Some(coder) = self.open.remove(&number) {
            self.memory -= coder.costs.memory;
        }
    }
}

/// The checksum of gzip, going on from one of what was before (at first 0).
pub fn crc32(data: &[u8], before: u32) -> u32 {
    let mut hasher = crc32fast::Hasher::new_with_initial(before);
    hasher.update(data);
    hasher.finalize()
}

/// The checksum of zlib, going on from one of what was before (at first 1).
fn adler32(data: &[u8], before: u32) -> u32 {
    const MODULUS: u32 = 65_521;
    let (mut a, mut b) = (before & 0xffff, before >> 16);
    // So many additions fit into 32 bits (zlib's NMAX).
    for part in data.chunks(5552) {
        for byte in part {
            a += u32::from(*byte);
            b += a;
        }
        a %= MODULUS;
        b %= MODULUS;
    }
    b << 16 | a
}
