//! Checked access to a guest's linear memory.

use std::cell::Cell;

use super::fault::Fault;

/// A guest's linear memory for the time of one host function. Every access is checked; a bad pointer is the guest's
/// mistake and gives `EFAULT`.
pub(super) struct GuestMemory<'a> {
    bytes: &'a mut [u8],
    /// Bytes that were copied out.
    copied: Cell<u64>,
}

/// The longest message that a host function copies out of a guest.
const MAX_COPY: u32 = 16 << 20;

/// The most buffers in a vector, as POSIX's `IOV_MAX`.
pub(super) const MAX_BUFFERS: u32 = 1024;

impl<'a> GuestMemory<'a> {
    pub(super) fn new(bytes: &'a mut [u8]) -> Self {
        Self {
            bytes,
            copied: Cell::new(0),
        }
    }

    /// How many bytes were copied out, as copies or beginnings.
    pub(super) fn copied(&self) -> u64 {
        self.copied.get()
    }

    fn note(&self, copy: Vec<u8>) -> Vec<u8> {
        self.copied.set(self.copied.get() + copy.len() as u64);
        copy
    }

    pub(super) fn slice(&self, at: u32, len: u32) -> Result<&[u8], Fault> {
        self.bytes
            .get(at as usize..)
            .and_then(|rest| rest.get(..len as usize))
            .ok_or(Fault::EFAULT)
    }

    pub(super) fn slice_mut(&mut self, at: u32, len: u32) -> Result<&mut [u8], Fault> {
        self.bytes
            .get_mut(at as usize..)
            .and_then(|rest| rest.get_mut(..len as usize))
            .ok_or(Fault::EFAULT)
    }

    /// A bounded copy, for messages.
    pub(super) fn copy(&self, at: u32, len: u32) -> Result<Vec<u8>, Fault> {
        if len > MAX_COPY {
            return Err(Fault::EFAULT);
        }
        self.slice(at, len).map(|bytes| self.note(bytes.to_vec()))
    }

    /// The bytes up to a NUL, at most `max` of them.
    pub(super) fn c_string(&self, at: u32, max: usize) -> Result<Vec<u8>, Fault> {
        let rest = self.bytes.get(at as usize..).ok_or(Fault::EFAULT)?;
        let rest = &rest[..rest.len().min(max)];
        let end = rest.iter().position(|b| *b == 0).unwrap_or(rest.len());
        Ok(rest[..end].to_vec())
    }

    /// The first bytes of a text of which no more than `max` are of use: a path that is longer is refused whatever it
    /// says. All of it must be the guest's all the same.
    pub(super) fn beginning(&self, at: u32, len: u32, max: usize) -> Result<Vec<u8>, Fault> {
        let all = self.slice(at, len)?;
        Ok(self.note(all[..all.len().min(max)].to_vec()))
    }

    pub(super) fn u32(&self, at: u32) -> Result<u32, Fault> {
        let bytes = self.slice(at, 4)?;
        Ok(u32::from_le_bytes(bytes.try_into().expect("four bytes")))
    }

    pub(super) fn write(&mut self, at: u32, bytes: &[u8]) -> Result<(), Fault> {
        let len = u32::try_from(bytes.len()).map_err(|_| Fault::EFAULT)?;
        self.slice_mut(at, len)?.copy_from_slice(bytes);
        Ok(())
    }

    pub(super) fn write_u32(&mut self, at: u32, value: u32) -> Result<(), Fault> {
        self.write(at, &value.to_le_bytes())
    }

    pub(super) fn write_u64(&mut self, at: u32, value: u64) -> Result<(), Fault> {
        self.write(at, &value.to_le_bytes())
    }

    /// The (pointer, length) pairs of a vector of buffers.
    pub(super) fn buffers(&self, at: u32, count: u32) -> Result<Vec<(u32, u32)>, Fault> {
        if count > MAX_BUFFERS {
            return Err(Fault::EINVAL);
        }
        (0..count)
            .map(|i| {
                let pair = at.checked_add(i * 8).ok_or(Fault::EFAULT)?;
                let second = pair.checked_add(4).ok_or(Fault::EFAULT)?;
                Ok((self.u32(pair)?, self.u32(second)?))
            })
            .collect()
    }
}
