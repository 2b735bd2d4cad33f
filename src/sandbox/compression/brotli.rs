//! Brotli (RFC 7932).

use std::io::Write;

use brotli::enc::BrotliEncoderParams;
use brotli::enc::StandardAlloc;
use brotli::{BrotliDecompressStream, BrotliResult, BrotliState, CompressorWriter};

use super::{Error, Flush, Step};

/// Bytes that the encoder takes at once.
const BUFFER: usize = 16 << 10;

/// Fuel of a byte at a quality.
pub(super) fn fuel(quality: u32) -> u64 {
    match quality {
        0..=4 => 100,
        5..=8 => 600,
        9 => 1_500,
        _ => 6_000,
    }
}

/// The window that is used: its size decides how much the encoder holds, so it is smaller where the quality is high.
fn used_window(quality: u32, window: u32) -> u32 {
    window.clamp(10, if quality >= 10 { 18 } else { 20 })
}

/// What an encoder may hold, in bytes.
pub(super) fn memory(quality: u32, window: u32) -> usize {
    let window = 1 << used_window(quality, window);
    if quality >= 10 {
        (8 << 20) + 64 * window
    } else {
        (4 << 20) + 8 * window
    }
}

pub(super) struct Encoder {
    /// Until it ended.
    inner: Option<CompressorWriter<Vec<u8>>>,
    pending: Vec<u8>,
    flushed: bool,
}

impl Encoder {
    pub(super) fn new(quality: u32, window: u32) -> Self {
        let parameters = BrotliEncoderParams {
            quality: quality.min(11) as i32,
            lgwin: used_window(quality, window) as i32,
            ..BrotliEncoderParams::default()
        };
        Self {
            inner: Some(CompressorWriter::with_params(
                Vec::new(),
                BUFFER,
                &parameters,
            )),
            pending: Vec::new(),
            flushed: true,
        }
    }

    pub(super) fn step(&mut self, input: &[u8], flush: Flush, room: usize) -> Step {
        let mut taken = 0;
        // What is pending comes out first, so that it stays short.
        if self.pending.len() < room {
            taken = input.len();
            self.take(input, flush);
        }
        let count = self.pending.len().min(room);
        let output = self.pending.drain(..count).collect();
        Step {
            taken,
            output,
            ended: self.inner.is_none() && self.pending.is_empty(),
        }
    }

    fn take(&mut self, input: &[u8], flush: Flush) {
        let Some(mut inner) = self.inner.take() else {
            return;
        };
        self.flushed &= input.is_empty();
        // Writing into memory can't fail.
        let _ = inner.write_all(input);
        if flush == Flush::Finish {
            self.pending.extend(inner.into_inner());
            return;
        }
        if flush != Flush::None && !self.flushed {
            let _ = inner.flush();
            self.flushed = true;
        }
        self.pending.append(inner.get_mut());
        self.inner = Some(inner);
    }
}

pub(super) struct Decoder {
    inner: BrotliState<StandardAlloc, StandardAlloc, StandardAlloc>,
    ended: bool,
}

impl Default for Decoder {
    fn default() -> Self {
        let alloc = StandardAlloc::default;
        Self {
            // Windows of more than 16 MiB are an extension that has to be asked for.
            inner: BrotliState::new_strict(alloc(), alloc(), alloc()),
            ended: false,
        }
    }
}

impl Decoder {
    pub(super) fn step(&mut self, input: &[u8], room: usize) -> Result<Step, Error> {
        if self.ended {
            return Ok(Step {
                ended: true,
                ..Step::default()
            });
        }
        let mut output = vec![0; room];
        let (mut available, mut taken) = (input.len(), 0);
        let (mut left, mut written, mut total) = (room, 0, 0);
        let result = BrotliDecompressStream(
            &mut available,
            &mut taken,
            input,
            &mut left,
            &mut written,
            &mut output,
            &mut total,
            &mut self.inner,
        );
        output.truncate(written);
        if let BrotliResult::ResultFailure = result {
            let name = format!("{:?}", self.inner.error_code);
            return Err(Error {
                message: "Decompression failed",
                // Node's spelling.
                code: format!("ERR_{}", name.trim_start_matches("BROTLI_DECODER")),
                number: self.inner.error_code as i32,
            });
        }
        self.ended = matches!(result, BrotliResult::ResultSuccess);
        Ok(Step {
            taken,
            output,
            ended: self.ended,
        })
    }
}
