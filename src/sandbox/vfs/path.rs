//! Canonical paths of the guest, and how bytes that are not text are shown.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// A canonical absolute path inside the guest.
///
/// It starts with `/` and has no empty component, no `.`, no `..`, and no NUL. Names may be any other bytes. Ordered by
/// bytes.
///
/// As text (`Display`, `FromStr`, serde) it is written by [`escape_bytes`], which loses nothing.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GuestPath(Arc<[u8]>);

/// The text is not a canonical absolute path.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a canonical absolute path")]
pub struct InvalidPath(String);

impl GuestPath {
    /// The root directory.
    pub fn root() -> Self {
        Self(Arc::from(&b"/"[..]))
    }

    /// The path with exactly these bytes, which must be canonical already.
    pub fn new(path: impl AsRef<[u8]>) -> Result<Self, InvalidPath> {
        let path = path.as_ref();
        let canonical = match path.strip_prefix(b"/") {
            None => false,
            Some(b"") => true,
            Some(rest) => rest.split(|&byte| byte == b'/').all(is_name),
        };
        if canonical {
            Ok(Self(Arc::from(path)))
        } else {
            Err(InvalidPath(escape_bytes(path)))
        }
    }

    /// The path that `path` means from the root if no symbolic links are involved: `.` and empty components are
    /// dropped, `..` removes a component and stops at the root. Refused is only a NUL.
    pub fn normalized(path: impl AsRef<[u8]>) -> Result<Self, InvalidPath> {
        let path = path.as_ref();
        if path.contains(&0) {
            return Err(InvalidPath(escape_bytes(path)));
        }
        let mut builder = PathBuilder::default();
        builder.push_lexically(path);
        Ok(builder.finish())
    }

    /// The bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// Whether this is `/`.
    pub fn is_root(&self) -> bool {
        &*self.0 == b"/"
    }

    /// The names from the root down; none for `/`.
    pub fn components(&self) -> impl DoubleEndedIterator<Item = &[u8]> {
        // The root would otherwise give one empty name.
        self.0[1..]
            .split(|&byte| byte == b'/')
            .filter(|name| !name.is_empty())
    }

    /// The last name; `None` for `/`.
    pub fn file_name(&self) -> Option<&[u8]> {
        self.components().next_back()
    }

    /// The path without its last name; `None` for `/`.
    pub fn parent(&self) -> Option<Self> {
        let name = self.file_name()?;
        let end = self.0.len() - name.len() - 1;
        Some(if end == 0 {
            Self::root()
        } else {
            Self(Arc::from(&self.0[..end]))
        })
    }

    /// This path with one more name.
    pub fn join(&self, name: &[u8]) -> Result<Self, InvalidPath> {
        if !is_name(name) {
            return Err(InvalidPath(escape_bytes(name)));
        }
        Ok(self.child(name))
    }

    /// Whether this is `ancestor` or lies inside it, by whole names.
    pub fn starts_with(&self, ancestor: &GuestPath) -> bool {
        ancestor.is_root()
            || self
                .0
                .strip_prefix(&*ancestor.0)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(b"/"))
    }

    /// As [`join`](Self::join), for a name that is known to be one.
    pub(super) fn child(&self, name: &[u8]) -> Self {
        debug_assert!(is_name(name));
        let base = if self.is_root() { &[] } else { &*self.0 };
        let mut bytes = Vec::with_capacity(base.len() + 1 + name.len());
        bytes.extend_from_slice(base);
        bytes.push(b'/');
        bytes.extend_from_slice(name);
        Self(Arc::from(bytes))
    }
}

/// Whether the bytes can name a directory entry.
pub(super) fn is_name(name: &[u8]) -> bool {
    !matches!(name, b"" | b"." | b"..") && !name.iter().any(|byte| matches!(byte, 0 | b'/'))
}

/// Puts a canonical path together from the root down.
#[derive(Default)]
pub(super) struct PathBuilder {
    bytes: Vec<u8>,
}

impl PathBuilder {
    /// Adds a name, which must be one.
    pub fn push(&mut self, name: &[u8]) {
        debug_assert!(is_name(name));
        self.bytes.push(b'/');
        self.bytes.extend_from_slice(name);
    }

    /// Removes the last name; at the root nothing happens.
    pub fn pop(&mut self) {
        let end = self
            .bytes
            .iter()
            .rposition(|&byte| byte == b'/')
            .unwrap_or(0);
        self.bytes.truncate(end);
    }

    /// Adds a relative path by its text alone.
    pub fn push_lexically(&mut self, path: &[u8]) {
        for component in path.split(|&byte| byte == b'/') {
            match component {
                b"" | b"." => {}
                b".." => self.pop(),
                name => self.push(name),
            }
        }
    }

    /// How many names it has.
    pub fn depth(&self) -> usize {
        self.bytes.iter().filter(|&&byte| byte == b'/').count()
    }

    /// The path.
    pub fn finish(self) -> GuestPath {
        if self.bytes.is_empty() {
            GuestPath::root()
        } else {
            GuestPath(Arc::from(self.bytes))
        }
    }
}

impl fmt::Display for GuestPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&escape_bytes(&self.0))
    }
}

impl fmt::Debug for GuestPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "GuestPath({self})")
    }
}

impl FromStr for GuestPath {
    type Err = InvalidPath;

    fn from_str(text: &str) -> Result<Self, InvalidPath> {
        Self::new(unescape_bytes(text))
    }
}

impl Serialize for GuestPath {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&escape_bytes(&self.0))
    }
}

impl<'de> Deserialize<'de> for GuestPath {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(D::Error::custom)
    }
}

/// Bytes as text without loss: valid UTF-8 stands as it is, every other byte as `\xNN`.
///
/// A backslash stands for itself, except where the text would otherwise be read as an escape (before another backslash,
/// or before `x` and the two digits of a byte of 0x80 or above): there it is doubled.
///
/// ```text
/// caf\xc3\xa9 (UTF-8)  ->  café        the byte 0xff     ->  \xff
/// a\b                  ->  a\b         the text "\xff"   ->  \\xff
/// ```
pub fn escape_bytes(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        let mut rest = chunk.valid();
        while let Some(at) = rest.find('\\') {
            let (before, from) = rest.split_at(at);
            let after = &from[1..];
            text.push_str(before);
            let before_escape = after.is_empty() && !chunk.invalid().is_empty();
            let ambiguous =
                after.starts_with('\\') || before_escape || escaped_byte(from).is_some();
            text.push_str(if ambiguous { r"\\" } else { r"\" });
            rest = after;
        }
        text.push_str(rest);
        for byte in chunk.invalid() {
            text.push_str(&format!(r"\x{byte:02x}"));
        }
    }
    text
}

/// The bytes that [`escape_bytes`] wrote as `text`.
pub fn unescape_bytes(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        let (before, from) = rest.split_at(at);
        bytes.extend_from_slice(before.as_bytes());
        let (byte, length) = match escaped_byte(from) {
            Some(byte) => (byte, 4),
            None if from.starts_with(r"\\") => (b'\\', 2),
            None => (b'\\', 1),
        };
        bytes.push(byte);
        rest = &from[length..];
    }
    bytes.extend_from_slice(rest.as_bytes());
    bytes
}

/// The byte that `text` starts with as `\xNN`. Bytes below 0x80 are never written so.
fn escaped_byte(text: &str) -> Option<u8> {
    let digits = text.strip_prefix(r"\x")?.as_bytes().get(..2)?;
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let value = digit(digits[0])? * 16 + digit(digits[1])?;
    u8::try_from(value).ok().filter(|&byte| byte >= 0x80)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_canonical_paths_are_paths() {
        for good in ["/", "/a", "/a/b c/...", "/.x"] {
            assert_eq!(GuestPath::new(good).unwrap().as_bytes(), good.as_bytes());
        }
        for bad in [
            "", "a", "//", "/a/", "/a//b", "/.", "/a/..", "/a/./b", "/a\0",
        ] {
            assert!(GuestPath::new(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn normalizing_clamps_at_the_root() {
        for (path, expected) in [
            ("", "/"),
            ("../../x", "/x"),
            ("/a/./b//../c/", "/a/c"),
            ("/a/../..", "/"),
        ] {
            assert_eq!(GuestPath::normalized(path).unwrap().to_string(), expected);
        }
        assert!(GuestPath::normalized("a\0b").is_err());
    }

    #[test]
    fn parts() {
        let path = GuestPath::new("/a/b").unwrap();
        assert_eq!(path.components().collect::<Vec<_>>(), [b"a", b"b"]);
        assert_eq!(path.file_name(), Some(&b"b"[..]));
        assert_eq!(path.parent().unwrap().parent().unwrap(), GuestPath::root());
        assert_eq!(GuestPath::root().parent(), None);
        assert_eq!(GuestPath::root().components().count(), 0);
        assert_eq!(path.join(b"c").unwrap().to_string(), "/a/b/c");
        assert!(path.join(b"..").is_err());
        assert!(
            path.starts_with(&GuestPath::new("/a").unwrap())
                && path.starts_with(&GuestPath::root())
        );
        assert!(
            !GuestPath::new("/ab")
                .unwrap()
                .starts_with(&GuestPath::new("/a").unwrap())
        );
    }

    #[test]
    fn escapes() {
        for (bytes, text) in [
            (&b"caf\xc3\xa9"[..], "café"),
            (b"\xff\xfe", r"\xff\xfe"),
            (br"a\b", r"a\b"),
            (br"\xff", r"\\xff"),
            (br"\x41", r"\x41"),
            (b"\\\xff", r"\\\xff"),
            (br"\\", r"\\\"),
        ] {
            assert_eq!(escape_bytes(bytes), text);
            assert_eq!(unescape_bytes(text), bytes);
        }
    }

    proptest! {
        #[test]
        fn escaping_loses_nothing(bytes in prop::collection::vec(prop_oneof![
            Just(b'\\'), Just(b'x'), Just(b'f'), Just(b'8'), any::<u8>()
        ], 0..40)) {
            prop_assert_eq!(unescape_bytes(&escape_bytes(&bytes)), bytes);
        }

        #[test]
        fn normalized_is_canonical_and_serde_round_trips(bytes in prop::collection::vec(prop_oneof![
            Just(b'/'), Just(b'.'), Just(b'\\'), 1u8..
        ], 0..40)) {
            let path = GuestPath::normalized(&bytes).unwrap();
            prop_assert_eq!(GuestPath::new(path.as_bytes()).unwrap(), path.clone());
            let json = serde_json::to_string(&path).unwrap();
            prop_assert_eq!(serde_json::from_str::<GuestPath>(&json).unwrap(), path);
        }
    }
}
