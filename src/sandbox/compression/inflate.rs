//! Decompression. Errors and their order are zlib's.

use flate2::{Decompress, FlushDecompress, Status};

use super::{Error, Format, Step, adler32, crc32};

/// The longest distance that deflate can point back.
const WINDOW: usize = 32 << 10;
/// Flags of gzip's header (RFC 1952, section 2.3.1).
const HEADER_CHECKSUM: u8 = 2;
const EXTRA: u8 = 4;
const NAME: u8 = 8;
const COMMENT: u8 = 16;

pub(super) struct Inflater {
    inner: Decompress,
    format: Format,
    dictionary: Option<Vec<u8>>,
    stage: Stage,
    /// Bytes of the stage that were taken already.
    held: Vec<u8>,
    /// Checksum and length of what came out; `zlib` says which checksum.
    checksum: u32,
    length: u32,
    zlib: bool,
    /// Nothing of the deflated data was read yet.
    fresh: bool,
    first: u8,
}

#[derive(Clone, Copy, PartialEq)]
enum Stage {
    /// Two bytes that say what follows.
    Start,
    /// The identifier of zlib's dictionary.
    Dictionary,
    /// gzip's fixed header after the first two bytes.
    Gzip,
    /// gzip's optional parts that are still to come: the flags.
    Extra(u8),
    Skip(u8, u16),
    Text(u8),
    Data,
    Trailer,
    /// After a member of gzip, another may come.
    Between,
    End,
}

impl Inflater {
    pub(super) fn new(format: Format, dictionary: Option<Vec<u8>>) -> Self {
        let mut inner = Decompress::new(false);
        let stage = if format == Format::Raw {
            if let Some(dictionary) = &dictionary {
                prime(&mut inner, dictionary);
            }
            Stage::Data
        } else {
            Stage::Start
        };
        Self {
            inner,
            format,
            dictionary,
            stage,
            held: Vec::new(),
            checksum: 0,
            length: 0,
            zlib: false,
            fresh: true,
            first: 0,
        }
    }

    pub(super) fn step(&mut self, input: &[u8], room: usize) -> Result<Step, Error> {
        let mut rest = input;
        let mut output = Vec::new();
        loop {
            let more = match self.stage {
                Stage::End => false,
                Stage::Data => self.data(&mut rest, &mut output, room)?,
                Stage::Between => match rest.first() {
                    // Zeros fill up, as on tapes.
                    Some(0) => {
                        self.stage = Stage::End;
                        false
                    }
                    Some(_) => {
                        self.inner.reset(false);
                        (self.stage, self.fresh) = (Stage::Start, true);
                        true
                    }
                    None => false,
                },
                _ => self.header(&mut rest)?,
            };
            if !more {
                break;
            }
        }
        Ok(Step {
            taken: input.len() - rest.len(),
            output,
            // Whoever gives nothing more after a member is content.
            ended: matches!(self.stage, Stage::End | Stage::Between),
        })
    }

    /// Takes so many bytes together; `None` where they are not all there yet.
    fn gather(&mut self, rest: &mut &[u8], count: usize) -> Option<Vec<u8>> {
        let missing = (count - self.held.len()).min(rest.len());
        let (now, later) = rest.split_at(missing);
        self.held.extend(now);
        *rest = later;
        (self.held.len() == count).then(|| std::mem::take(&mut self.held))
    }

    /// What is not deflated data. Gives whether it came to its end.
    fn header(&mut self, rest: &mut &[u8]) -> Result<bool, Error> {
        let count = match self.stage {
            Stage::Start | Stage::Extra(_) => 2,
            Stage::Dictionary => 4,
            Stage::Gzip => return self.gzip(rest),
            Stage::Trailer if self.zlib => 4,
            Stage::Trailer => 8,
            Stage::Skip(flags, left) => {
                let count = usize::from(left).min(rest.len());
                *rest = &rest[count..];
                let left = left - count as u16;
                self.stage = if left == 0 {
                    after(flags & !EXTRA)
                } else {
                    Stage::Skip(flags, left)
                };
                return Ok(left == 0);
            }
            Stage::Text(flags) => {
                let end = rest.iter().position(|byte| *byte == 0);
                *rest = &rest[end.map_or(rest.len(), |end| end + 1)..];
                if end.is_some() {
                    // The name comes first.
                    let done = if flags & NAME != 0 { NAME } else { COMMENT };
                    self.stage = after(flags & !done);
                }
                return Ok(end.is_some());
            }
            Stage::Data | Stage::Between | Stage::End => return Ok(false),
        };
        let Some(bytes) = self.gather(rest, count) else {
            return Ok(false);
        };
        match self.stage {
            Stage::Start => self.start(bytes[0], bytes[1])?,
            Stage::Extra(flags) if flags & EXTRA != 0 => {
                let length = u16::from_le_bytes([bytes[0], bytes[1]]);
                self.stage = if length == 0 {
                    after(flags & !EXTRA)
                } else {
                    Stage::Skip(flags, length)
                };
            }
            // The checksum of the header, which is seldom there, is not checked.
            Stage::Extra(_) => self.stage = Stage::Data,
            Stage::Dictionary => self.find_dictionary(&bytes)?,
            _ => self.trailer(&bytes)?,
        }
        Ok(true)
    }

    fn start(&mut self, first: u8, second: u8) -> Result<(), Error> {
        self.length = 0;
        if (first, second) == (0x1f, 0x8b) && self.format != Format::Zlib {
            (self.stage, self.checksum, self.zlib) = (Stage::Gzip, 0, false);
            return Ok(());
        }
        if self.format == Format::Gzip || !u16::from_be_bytes([first, second]).is_multiple_of(31) {
            return Err(Error::data("incorrect header check"));
        }
        if first & 15 != 8 {
            return Err(Error::data("unknown compression method"));
        }
        if first >> 4 > 7 {
            return Err(Error::data("invalid window size"));
        }
        (self.checksum, self.zlib) = (1, true);
        self.stage = if second & 0x20 != 0 {
            Stage::Dictionary
        } else {
            Stage::Data
        };
        Ok(())
    }

    fn find_dictionary(&mut self, identifier: &[u8]) -> Result<(), Error> {
        let dictionary = self
            .dictionary
            .as_ref()
            .ok_or(Error::dictionary("Missing dictionary"))?;
        if adler32(dictionary, 1).to_be_bytes() != identifier {
            return Err(Error::dictionary("Bad dictionary"));
        }
        prime(&mut self.inner, dictionary);
        self.stage = Stage::Data;
        Ok(())
    }

    fn gzip(&mut self, rest: &mut &[u8]) -> Result<bool, Error> {
        // zlib looks at method and flags as soon as it has them.
        let Some(method) = self.held.first().or(rest.first()) else {
            return Ok(false);
        };
        if *method != 8 {
            return Err(Error::data("unknown compression method"));
        }
        let Some(bytes) = self.gather(rest, 8) else {
            let flags = self.held.get(1).copied().unwrap_or(0);
            return check_flags(flags).map(|()| false);
        };
        check_flags(bytes[1])?;
        self.stage = after(bytes[1]);
        Ok(true)
    }

    fn data(&mut self, rest: &mut &[u8], output: &mut Vec<u8>, room: usize) -> Result<bool, Error> {
        if self.fresh && !rest.is_empty() {
            (self.fresh, self.first) = (false, rest[0]);
        }
        let (read, written) = (self.inner.total_in(), self.inner.total_out());
        let start = output.len();
        if start >= room {
            return Ok(false);
        }
        output.resize(room, 0);
        let status = self
            .inner
            .decompress(rest, &mut output[start..], FlushDecompress::None);
        let read = (self.inner.total_in() - read) as usize;
        let written = (self.inner.total_out() - written) as usize;
        output.truncate(start + written);
        *rest = &rest[read..];
        let new = &output[start..];
        self.length = self.length.wrapping_add(new.len() as u32);
        if self.zlib {
            self.checksum = adler32(new, self.checksum);
        } else if self.format != Format::Raw {
            self.checksum = crc32(new, self.checksum);
        }
        match status {
            Ok(Status::StreamEnd) => {
                self.stage = if self.format == Format::Raw {
                    Stage::End
                } else {
                    Stage::Trailer
                };
                Ok(true)
            }
            Ok(_) => Ok(read + written > 0 && output.len() < room && !rest.is_empty()),
            Err(_) => Err(self.broken()),
        }
    }

    /// The crate doesn't say what is wrong; with the first block it can be told.
    fn broken(&self) -> Error {
        Error::data(match (self.length, self.first >> 1 & 3) {
            (0, 0) => "invalid stored block lengths",
            (0, 3) => "invalid block type",
            (0, 2) => "invalid code lengths set",
            _ => "invalid distance too far back",
        })
    }

    fn trailer(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let expected = if self.zlib {
            self.checksum.to_be_bytes()
        } else {
            self.checksum.to_le_bytes()
        };
        if bytes[..4] != expected {
            return Err(Error::data("incorrect data check"));
        }
        if !self.zlib && bytes[4..] != self.length.to_le_bytes() {
            return Err(Error::data("incorrect length check"));
        }
        self.stage = if self.zlib {
            Stage::End
        } else {
            Stage::Between
        };
        Ok(())
    }
}

/// The next optional part of gzip's header.
fn after(flags: u8) -> Stage {
    if flags & EXTRA != 0 {
        Stage::Extra(flags)
    } else if flags & (NAME | COMMENT) != 0 {
        Stage::Text(flags)
    } else if flags & HEADER_CHECKSUM != 0 {
        Stage::Extra(0)
    } else {
        Stage::Data
    }
}

fn check_flags(flags: u8) -> Result<(), Error> {
    if flags & 0xe0 != 0 {
        return Err(Error::data("unknown header flags set"));
    }
    Ok(())
}

/// Lets the data point back into the dictionary: it is read first, as stored blocks, and what comes of that is not given.
fn prime(inner: &mut Decompress, dictionary: &[u8]) {
    let last = &dictionary[dictionary.len().saturating_sub(WINDOW)..];
    let length = last.len() as u16;
    let mut block = vec![0];
    block.extend(length.to_le_bytes());
    block.extend((!length).to_le_bytes());
    block.extend(last);
    let mut unused = vec![0; last.len() + 1];
    // A stored block can't be wrong.
    let _ = inner.decompress(&block, &mut unused, FlushDecompress::None);
}
