//! The bytes of a regular file.

use std::fmt;
use std::io;
use std::sync::{Arc, OnceLock};

use super::Errno;

/// Where the content of a seeded file comes from when it is first read or written.
///
/// It must give the same bytes each time, `len` of them; anything else reads as `EIO`.
pub trait ContentSource: Send + Sync {
    /// The bytes that `load` will give.
    fn len(&self) -> u64;

    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Gives the content.
    fn load(&self) -> io::Result<Vec<u8>>;
}

/// The content of a regular file. A clone shares the bytes; the first write to a shared content copies it.
#[derive(Clone)]
pub struct FileContent(Repr);

#[derive(Clone)]
enum Repr {
    Owned(Arc<Vec<u8>>),
    Shared(Arc<dyn AsRef<[u8]> + Send + Sync>),
    Lazy(Arc<Lazy>),
}

struct Lazy {
    source: Box<dyn ContentSource>,
    /// Loaded once for all clones.
    loaded: OnceLock<Vec<u8>>,
}

impl FileContent {
    /// Content that is shared with the host, such as a mapped file. The bytes must not change.
    pub fn shared(bytes: Arc<dyn AsRef<[u8]> + Send + Sync>) -> Self {
        Self(Repr::Shared(bytes))
    }

    /// Content that is loaded on the first read or write. A failure to load gives `EIO`, and is tried again.
    pub fn lazy(source: impl ContentSource + 'static) -> Self {
        Self(Repr::Lazy(Arc::new(Lazy {
            source: Box::new(source),
            loaded: OnceLock::new(),
        })))
    }

    /// The bytes of the content, without loading it.
    pub fn len(&self) -> u64 {
        match &self.0 {
            Repr::Owned(bytes) => bytes.len() as u64,
            Repr::Shared(bytes) => (**bytes).as_ref().len() as u64,
            Repr::Lazy(lazy) => lazy.source.len(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The content, loaded if need be.
    pub fn bytes(&self) -> Result<&[u8], Errno> {
        match &self.0 {
            Repr::Owned(bytes) => Ok(bytes),
            Repr::Shared(bytes) => Ok((**bytes).as_ref()),
            Repr::Lazy(lazy) => lazy.bytes(),
        }
    }

    /// Whether the content is the seeded lazy one, never written. Says nothing of whether it has been loaded: that
    /// depends on other executions, which share it.
    pub(super) fn is_lazy(&self) -> bool {
        matches!(self.0, Repr::Lazy(_))
    }

    /// Whether both are equal without a look at the bytes.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Repr::Owned(a), Repr::Owned(b)) => Arc::ptr_eq(a, b),
            (Repr::Shared(a), Repr::Shared(b)) => Arc::ptr_eq(a, b),
            (Repr::Lazy(a), Repr::Lazy(b)) => Arc::ptr_eq(a, b),
            _ => false,
        }
    }

    /// Writes `data` at `offset`, with zeros in a gap before it. The caller has checked the limits. Gives the number of
    /// bytes that were moved besides `data`.
    pub(super) fn write(&mut self, offset: usize, data: &[u8]) -> Result<usize, Errno> {
        let end = offset.checked_add(data.len()).ok_or(Errno::EFBIG)?;
        let mut moved = 0;
        if offset > self.bytes()?.len() {
            moved += self.set_len(offset)?;
        }
        moved += self.own()?;
        let bytes = self.owned()?;
        let overwritten = data.len().min(bytes.len() - offset);
        bytes[offset..offset + overwritten].copy_from_slice(&data[..overwritten]);
        bytes.extend_from_slice(&data[overwritten..]);
        debug_assert!(bytes.len() >= end);
        Ok(moved)
    }

    /// Cuts the content or extends it with zeros. The caller has checked the limits. Gives the number of bytes that were
    /// moved.
    pub(super) fn set_len(&mut self, len: usize) -> Result<usize, Errno> {
        if len == 0 {
            // Nothing of the old content is needed, so it is not loaded.
            *self = Self::default();
            return Ok(0);
        }
        let old = self.bytes()?;
        if old.is_empty() {
            // Zeroed pages from the allocator cost nothing until they are touched.
            *self = Self::from(vec![0; len]);
            return Ok(0);
        }
        if len < old.len() / 2 {
            // A new allocation, so that the memory is given back.
            *self = Self::from(old[..len].to_vec());
            return Ok(len);
        }
        // An allocation that has to move for this grows by half at least, so what is copied then was paid for before.
        let grown = len.saturating_sub(old.len());
        let copied = self.own()?;
        self.owned()?.resize(len, 0);
        Ok(copied + grown)
    }

    /// Copies the bytes if they are shared with the seed; gives the number of bytes copied.
    fn own(&mut self) -> Result<usize, Errno> {
        let shared = match &self.0 {
            Repr::Owned(bytes) => Arc::strong_count(bytes) > 1,
            Repr::Shared(_) | Repr::Lazy(_) => true,
        };
        if !shared {
            return Ok(0);
        }
        let bytes = self.bytes()?.to_vec();
        let copied = bytes.len();
        self.0 = Repr::Owned(Arc::new(bytes));
        Ok(copied)
    }

    /// The bytes for a change, after [`own`](Self::own).
    fn owned(&mut self) -> Result<&mut Vec<u8>, Errno> {
        match &mut self.0 {
            Repr::Owned(bytes) => Ok(Arc::make_mut(bytes)),
            Repr::Shared(_) | Repr::Lazy(_) => Err(Errno::EIO),
        }
    }
}

impl Lazy {
    fn bytes(&self) -> Result<&[u8], Errno> {
        if let Some(bytes) = self.loaded.get() {
            return Ok(bytes);
        }
        let bytes = self.source.load().map_err(|_| Errno::EIO)?;
        if bytes.len() as u64 != self.source.len() {
            return Err(Errno::EIO);
        }
        Ok(self.loaded.get_or_init(|| bytes))
    }
}

impl Default for FileContent {
    fn default() -> Self {
        Self::from(Vec::new())
    }
}

impl From<Vec<u8>> for FileContent {
    fn from(bytes: Vec<u8>) -> Self {
        Self(Repr::Owned(Arc::new(bytes)))
    }
}

impl From<&[u8]> for FileContent {
    fn from(bytes: &[u8]) -> Self {
        Self::from(bytes.to_vec())
    }
}

impl From<&str> for FileContent {
    fn from(text: &str) -> Self {
        Self::from(text.as_bytes())
    }
}

impl fmt::Debug for FileContent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let repr = match &self.0 {
            Repr::Owned(_) => "owned",
            Repr::Shared(_) => "shared",
            Repr::Lazy(_) => "lazy",
        };
        write!(f, "FileContent({repr}, {} bytes)", self.len())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    struct Source(Arc<AtomicU32>);

    impl ContentSource for Source {
        fn len(&self) -> u64 {
            5
        }

        fn load(&self) -> io::Result<Vec<u8>> {
            match self.0.fetch_add(1, Ordering::Relaxed) {
                0 => Err(io::ErrorKind::Other.into()),
                1 => Ok(b"wrong length".to_vec()),
                _ => Ok(b"hello".to_vec()),
            }
        }
    }

    #[test]
    fn lazy_content_loads_once_for_all_clones() {
        let loads = Arc::new(AtomicU32::new(0));
        let mut content = FileContent::lazy(Source(loads.clone()));
        let clone = content.clone();
        assert_eq!(content.len(), 5);
        assert_eq!(loads.load(Ordering::Relaxed), 0);
        assert_eq!(content.bytes(), Err(Errno::EIO));
        assert_eq!(content.bytes(), Err(Errno::EIO));
        assert_eq!(content.bytes(), Ok(&b"hello"[..]));
        assert_eq!(clone.bytes(), Ok(&b"hello"[..]));
        assert_eq!(loads.load(Ordering::Relaxed), 3);
        content.write(1, b"a").unwrap();
        assert_eq!(content.bytes(), Ok(&b"hallo"[..]));
        assert_eq!(clone.bytes(), Ok(&b"hello"[..]));
        assert!(clone.is_lazy() && !content.is_lazy());
    }

    #[test]
    fn writes_copy_shared_bytes_and_fill_gaps() {
        let shared: Arc<dyn AsRef<[u8]> + Send + Sync> = Arc::new(b"abc".to_vec());
        let mut content = FileContent::shared(shared.clone());
        content.write(5, b"xy").unwrap();
        assert_eq!(content.bytes(), Ok(&b"abc\0\0xy"[..]));
        content.write(6, b"123").unwrap();
        assert_eq!(content.bytes(), Ok(&b"abc\0\0x123"[..]));
        content.set_len(2).unwrap();
        content.set_len(4).unwrap();
        assert_eq!(content.bytes(), Ok(&b"ab\0\0"[..]));
        content.set_len(0).unwrap();
        assert!(content.is_empty());
        assert_eq!((*shared).as_ref(), b"abc");
    }
}
