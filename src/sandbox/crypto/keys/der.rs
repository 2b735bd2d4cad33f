//! As much of DER (X.690) as keys need: tags of one byte, definite lengths.

use super::KeyError;

pub(super) const INTEGER: u8 = 0x02;
pub(super) const BIT_STRING: u8 = 0x03;
pub(super) const OCTET_STRING: u8 = 0x04;
pub(super) const NULL: u8 = 0x05;
pub(super) const OID: u8 = 0x06;
pub(super) const SEQUENCE: u8 = 0x30;

/// What is still to be read.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a>(pub(super) &'a [u8]);

impl<'a> Reader<'a> {
    /// The tag of what comes next.
    pub(super) fn peek(&self) -> Option<u8> {
        self.0.first().copied()
    }

    /// The content of the next value, which must have this tag.
    pub(super) fn take(&mut self, tag: u8) -> Result<&'a [u8], KeyError> {
        let (content, rest) = split(self.0, tag).ok_or(KeyError::Unsupported)?;
        self.0 = rest;
        Ok(content)
    }

    /// The values within the next sequence.
    pub(super) fn sequence(&mut self) -> Result<Self, KeyError> {
        self.take(SEQUENCE).map(Self)
    }

    /// An integer that isn't negative, big-endian, without leading zeros.
    pub(super) fn integer(&mut self) -> Result<&'a [u8], KeyError> {
        let bytes = self.take(INTEGER)?;
        if bytes.first().is_none_or(|first| first & 0x80 != 0) {
            return Err(KeyError::Unsupported);
        }
        Ok(trimmed(bytes))
    }

    /// A small integer, such as a version or a count.
    pub(super) fn small(&mut self) -> Result<u64, KeyError> {
        let bytes = self.integer()?;
        if bytes.len() > 8 {
            return Err(KeyError::Unsupported);
        }
        Ok(bytes
            .iter()
            .fold(0, |sum, byte| sum << 8 | u64::from(*byte)))
    }

    /// A string of whole bytes that is written as bits.
    pub(super) fn bits(&mut self) -> Result<&'a [u8], KeyError> {
        match self.take(BIT_STRING)? {
            [0, bytes @ ..] => Ok(bytes),
            _ => Err(KeyError::Unsupported),
        }
    }
}

fn split(bytes: &[u8], tag: u8) -> Option<(&[u8], &[u8])> {
    let (found, rest) = bytes.split_first()?;
    let (first, rest) = rest.split_first()?;
    let (length, rest) = match first {
        0..=0x7f => (usize::from(*first), rest),
        0x81..=0x83 => {
            let (digits, rest) = rest.split_at_checked(usize::from(first & 0x7f))?;
            let length = digits
                .iter()
                .fold(0, |sum, byte| sum << 8 | usize::from(*byte));
            (length, rest)
        }
        _ => return None,
    };
    (*found == tag).then(|| rest.split_at_checked(length))?
}

/// The bytes of a number without leading zeros.
pub(super) fn trimmed(bytes: &[u8]) -> &[u8] {
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    &bytes[zeros..]
}

/// A value: tag, length, content.
pub(super) fn value(tag: u8, content: &[u8]) -> Vec<u8> {
    let mut out = vec![tag];
    match content.len() {
        length @ 0..=0x7f => out.push(length as u8),
        length => {
            let bytes = length.to_be_bytes();
            let digits = trimmed(&bytes);
            out.push(0x80 | digits.len() as u8);
            out.extend(digits);
        }
    }
    out.extend(content);
    out
}

pub(super) fn sequence(values: &[Vec<u8>]) -> Vec<u8> {
    value(SEQUENCE, &values.concat())
}

/// A number that isn't negative.
pub(super) fn integer(number: &[u8]) -> Vec<u8> {
    let mut content = trimmed(number).to_vec();
    if content.first().is_none_or(|first| first & 0x80 != 0) {
        content.insert(0, 0);
    }
    value(INTEGER, &content)
}

pub(super) fn bit_string(bytes: &[u8]) -> Vec<u8> {
    value(BIT_STRING, &[&[0], bytes].concat())
}

/// The two halves of a signature as DER has them.
pub(super) fn signature_to_der(numbers: &[u8]) -> Vec<u8> {
    let (r, s) = numbers.split_at(numbers.len() / 2);
    sequence(&[integer(r), integer(s)])
}

/// The other way; `None` for anything that is not two numbers of at most this length.
pub(super) fn signature_from_der(bytes: &[u8], length: usize) -> Option<Vec<u8>> {
    let mut outer = Reader(bytes);
    let mut inner = outer.sequence().ok()?;
    let (r, s) = (inner.integer().ok()?, inner.integer().ok()?);
    if !outer.0.is_empty() || !inner.0.is_empty() {
        return None;
    }
    Some([filled(r, length)?, filled(s, length)?].concat())
}

/// A number with leading zeros up to a length.
pub(super) fn filled(number: &[u8], length: usize) -> Option<Vec<u8>> {
    let number = trimmed(number);
    let mut out = vec![0; length.checked_sub(number.len())?];
    out.extend(number);
    Some(out)
}
