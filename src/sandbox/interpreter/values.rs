//! Values between the host and an interpreter.

use wasmtime::{AsContext, AsContextMut};

use super::abi::Abi;
use super::plain::{Arg, Refusal, Reply};
use crate::sandbox::memory::GuestMemory;
use crate::sandbox::state::State;

/// What a value is, by QuickJS's tags (`quickjs.h`; on 32 bits a value is a NaN-boxed word of 64).
pub(super) enum Shape {
    Nothing,
    Truth(bool),
    Number(f64),
    Text,
    Object,
    BigInteger,
    Other,
}

const TAG_FIRST: i32 = -9;
const TAG_BIG_INTEGER: i32 = -9;
const TAG_STRING: i32 = -7;
const TAG_STRING_ROPE: i32 = -6;
const TAG_OBJECT: i32 = -1;
const TAG_INTEGER: i32 = 0;
const TAG_TRUTH: i32 = 1;
const TAG_NULL: i32 = 2;
const TAG_UNDEFINED: i32 = 3;
const TAG_SHORT_BIG_INTEGER: i32 = 7;
const TAG_FLOAT: i32 = 8;
/// What is added to a number's upper half so that it can't look like a tag.
const FLOAT_ADDEND: u64 = 0x7ff8_0000 + 9 + 1;

/// Where a host function copies short texts and lengths to.
const WORDS: u32 = 16;

impl Abi {
    /// The value in a box, as its 64 bits.
    pub(super) fn bits(&self, store: impl AsContext, handle: u32) -> u64 {
        let mut bytes = [0; 8];
        let read = self.memory.read(store, handle as usize, &mut bytes);
        read.map_or(u64::from(TAG_UNDEFINED as u32) << 32, |()| {
            u64::from_le_bytes(bytes)
        })
    }

    /// What a value is.
    pub(super) fn shape(bits: u64) -> Shape {
        let tag = (bits >> 32) as i32;
        let low = bits as u32;
        if tag.wrapping_sub(TAG_FIRST) as u32 >= (TAG_FLOAT - TAG_FIRST) as u32 {
            return Shape::Number(f64::from_bits(bits.wrapping_add(FLOAT_ADDEND << 32)));
        }
        match tag {
            TAG_INTEGER => Shape::Number(f64::from(low as i32)),
            TAG_TRUTH => Shape::Truth(low != 0),
            TAG_NULL | TAG_UNDEFINED => Shape::Nothing,
            TAG_STRING | TAG_STRING_ROPE => Shape::Text,
            TAG_OBJECT => Shape::Object,
            TAG_BIG_INTEGER | TAG_SHORT_BIG_INTEGER => Shape::BigInteger,
            _ => Shape::Other,
        }
    }

    /// Room for some words in the guest, for the time of `work`.
    pub(super) fn with_words<T, C: AsContextMut<Data = State>>(
        &self,
        store: &mut C,
        work: impl FnOnce(&mut C, u32) -> wasmtime::Result<T>,
    ) -> wasmtime::Result<T> {
        let at = self.malloc.call(&mut *store, (WORDS,))?;
        if at == 0 {
            return Err(wasmtime::Trap::MemoryOutOfBounds.into());
        }
        let result = work(store, at)?;
        self.free.call(&mut *store, (at,))?;
        Ok(result)
    }

    fn word(&self, store: impl AsContext, at: u32) -> u32 {
        let mut bytes = [0; 4];
        // What can't be read is no length.
        let _ = self.memory.read(store, at as usize, &mut bytes);
        u32::from_le_bytes(bytes)
    }

    /// Lends a text of the guest as (pointer, length), to be given back by `free_text`; `None` where it has none.
    pub(super) fn lend_text<C: AsContextMut<Data = State>>(
        &self,
        store: &mut C,
        handle: u32,
    ) -> wasmtime::Result<Option<(u32, u32)>> {
        self.with_words(store, |store, words| {
            let at = self.text.call(&mut *store, (handle, words))?;
            let len = self.word(&*store, words);
            Ok((at != 0).then_some((at, len)))
        })
    }

    /// Lends the bytes of a `Uint8Array` as (pointer, length); `None` for anything else.
    pub(super) fn lend_bytes<C: AsContextMut<Data = State>>(
        &self,
        store: &mut C,
        bits: u64,
    ) -> wasmtime::Result<Option<(u32, u32)>> {
        let context = self.context.call(&mut *store, ())?;
        self.with_words(store, |store, words| {
            let at = self
                .bytes
                .call(&mut *store, (context, words, bits as i64))?;
            let len = self.word(&*store, words);
            if at != 0 {
                return Ok(Some((at, len)));
            }
            // An empty array has no bytes to point at; anything else left an exception.
            let exception = self.take_exception.call(&mut *store, ())?;
            let left = self.bits(&*store, exception);
            self.free_value.call(&mut *store, (exception,))?;
            Ok(match Self::shape(left) {
                Shape::Object => None,
                _ => Some((words, 0)),
            })
        })
    }

    /// A 64-bit whole number of the guest.
    pub(super) fn whole<C: AsContextMut<Data = State>>(
        &self,
        store: &mut C,
        handle: u32,
    ) -> wasmtime::Result<u64> {
        let bits = self.bits(&*store, handle);
        match Self::shape(bits) {
            Shape::Number(number) if number < 0.0 => Ok(number as i64 as u64),
            Shape::Number(number) => Ok(number as u64),
            Shape::BigInteger => self.with_words(store, |store, words| {
                self.big_integer
                    .call(&mut *store, (handle, words, words + 4))?;
                let low = u64::from(self.word(&*store, words));
                let high = u64::from(self.word(&*store, words + 4));
                Ok(high << 32 | low)
            }),
            _ => Ok(0),
        }
    }

    /// Copies a text of the guest, bounded like any message, at its price. Lone surrogates are replaced.
    pub(super) fn copy_text<C: AsContextMut<Data = State>>(
        &self,
        store: &mut C,
        handle: u32,
    ) -> wasmtime::Result<Option<String>> {
        let Some((at, len)) = self.lend_text(store, handle)? else {
            return Ok(None);
        };
        pay(store, len)?;
        let copy = GuestMemory::new(self.memory.data_mut(&mut *store)).copy(at, len);
        self.free_text.call(&mut *store, (at,))?;
        Ok(copy.ok().map(well_formed))
    }

    /// Copies an argument, at its price.
    pub(super) fn argument<C: AsContextMut<Data = State>>(
        &self,
        store: &mut C,
        handle: u32,
    ) -> wasmtime::Result<Arg> {
        let bits = self.bits(&*store, handle);
        Ok(match Self::shape(bits) {
            Shape::Nothing | Shape::Other => Arg::Nothing,
            Shape::Truth(truth) => Arg::Truth(truth),
            Shape::Number(number) => Arg::Number(number),
            Shape::BigInteger => Arg::Number(self.whole(store, handle)? as i64 as f64),
            Shape::Text => self
                .copy_text(store, handle)?
                .map_or(Arg::Nothing, Arg::Text),
            Shape::Object => match self.lend_bytes(store, bits)? {
                Some((at, len)) => {
                    pay(store, len)?;
                    let memory = GuestMemory::new(self.memory.data_mut(&mut *store));
                    memory
                        .slice(at, len)
                        .map_or(Arg::Nothing, |bytes| Arg::Bytes(bytes.to_vec()))
                }
                None => Arg::Nothing,
            },
        })
    }

    /// Copies bytes into the guest for the time of `work`, which gets (pointer, length). They end with a zero.
    pub(super) fn with_bytes<T, C: AsContextMut<Data = State>>(
        &self,
        store: &mut C,
        bytes: &[u8],
        work: impl FnOnce(&mut C, u32, u32) -> wasmtime::Result<T>,
    ) -> wasmtime::Result<T> {
        let at = self.place(store, bytes)?;
        let result = work(store, at, bytes.len() as u32)?;
        self.free.call(&mut *store, (at,))?;
        Ok(result)
    }

    /// Copies bytes and a zero into memory that the guest's allocator gives. Without any the guest is out of memory.
    pub(super) fn place<C: AsContextMut<Data = State>>(
        &self,
        store: &mut C,
        bytes: &[u8],
    ) -> wasmtime::Result<u32> {
        let at = self.malloc.call(&mut *store, (bytes.len() as u32 + 1,))?;
        let end = at as usize + bytes.len();
        if at == 0 || end >= self.memory.data_size(&*store) {
            store.as_context_mut().data_mut().memory_guard.refused = true;
            return Err(wasmtime::Trap::MemoryOutOfBounds.into());
        }
        let memory = self.memory.data_mut(&mut *store);
        memory[at as usize..end].copy_from_slice(bytes);
        memory[end] = 0;
        Ok(at)
    }

    /// Makes a text. The handle is the caller's to free.
    pub(super) fn make_text<C: AsContextMut<Data = State>>(
        &self,
        store: &mut C,
        text: &str,
    ) -> wasmtime::Result<u32> {
        self.with_bytes(store, text.as_bytes(), |store, at, len| {
            self.new_text.call(store, (at, len))
        })
    }

    /// Makes the value of a reply. The handle is the caller's to free.
    pub(super) fn make<C: AsContextMut<Data = State>>(
        &self,
        store: &mut C,
        reply: &Reply,
    ) -> wasmtime::Result<u32> {
        match reply {
            Reply::Nothing => self.undefined.call(store, ()),
            Reply::Truth(true) => self.yes.call(store, ()),
            Reply::Truth(false) => self.no.call(store, ()),
            Reply::Number(number) => self.new_number.call(store, (*number,)),
            Reply::Text(text) => self.make_text(store, text),
            Reply::Bytes(bytes) => self.with_bytes(store, bytes, |store, at, len| {
                self.new_bytes.call(store, (at, len))
            }),
            Reply::List(items) => {
                let list = self.new_list.call(&mut *store, ())?;
                for (index, item) in (0..).zip(items) {
                    let item = self.make(store, item)?;
                    self.set_at.call(&mut *store, (list, index, item))?;
                    self.free_value.call(&mut *store, (item,))?;
                }
                Ok(list)
            }
        }
    }

    /// Throws a refusal in the guest: an `Error` with a `code`. Gives what a host function returns then.
    pub(super) fn refuse<C: AsContextMut<Data = State>>(
        &self,
        store: &mut C,
        refusal: &Refusal,
    ) -> wasmtime::Result<u32> {
        let error = self.new_error.call(&mut *store, ())?;
        for (name, text) in [("message", &*refusal.message), ("code", refusal.code)] {
            let value = self.make_text(store, text)?;
            self.set_named(store, error, name, value)?;
            self.free_value.call(&mut *store, (value,))?;
        }
        self.throw.call(&mut *store, (error,))?;
        self.free_value.call(&mut *store, (error,))?;
        Ok(0)
    }

    /// Sets a property.
    pub(super) fn set_named<C: AsContextMut<Data = State>>(
        &self,
        store: &mut C,
        object: u32,
        name: &str,
        value: u32,
    ) -> wasmtime::Result<()> {
        self.with_bytes(store, name.as_bytes(), |store, at, _| {
            self.set.call(store, (object, at, value))
        })
        .map(drop)
    }

    /// Reads a property. The handle is the caller's to free.
    pub(super) fn get_named<C: AsContextMut<Data = State>>(
        &self,
        store: &mut C,
        object: u32,
        name: &str,
    ) -> wasmtime::Result<u32> {
        self.with_bytes(store, name.as_bytes(), |store, at, _| {
            self.get.call(store, (object, at))
        })
    }
}

/// Fuel for each byte that is copied out of the guest.
const BYTE_COST: u64 = 1;

/// Takes the price of a copy before it is made. Without enough fuel the guest ends.
fn pay<C: AsContextMut<Data = State>>(store: &mut C, bytes: u32) -> wasmtime::Result<()> {
    let mut store = store.as_context_mut();
    let left = store.get_fuel()?;
    let price = BYTE_COST * u64::from(bytes);
    store.set_fuel(left.saturating_sub(price))?;
    if price > left {
        return Err(wasmtime::Trap::OutOfFuel.into());
    }
    Ok(())
}

/// A text of the guest, which is UTF-8 but for lone surrogates: each becomes one replacement character.
fn well_formed(mut bytes: Vec<u8>) -> String {
    for at in 0..bytes.len().saturating_sub(2) {
        if bytes[at] == 0xed && bytes[at + 1] >= 0xa0 {
            bytes[at..at + 3].copy_from_slice("\u{fffd}".as_bytes());
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lone_surrogate_becomes_one_replacement_character() {
        let text = |bytes: &[u8]| well_formed(bytes.to_vec());
        assert_eq!(text(b"a\xed\xa0\xbdb"), "a\u{fffd}b");
        assert_eq!(
            text("h\u{d7ff}\u{e000}\u{1f600}".as_bytes()),
            "h\u{d7ff}\u{e000}\u{1f600}"
        );
        assert_eq!(text(b"\xed\xa0"), "\u{fffd}\u{fffd}");
    }

    #[test]
    fn numbers_are_told_from_other_values() {
        let number = |bits| matches!(Abi::shape(bits), Shape::Number(_));
        assert!(number(7));
        assert!(matches!(Abi::shape(1 << 32), Shape::Truth(false)));
        for value in [0.0, -1.5, f64::INFINITY, f64::NAN] {
            let bits = value.to_bits().wrapping_sub(FLOAT_ADDEND << 32);
            assert!(number(bits), "{value}");
        }
    }
}
