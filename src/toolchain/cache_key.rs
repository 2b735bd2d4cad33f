//! What a cache entry is made from, and the name that follows from it.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::digest::Blake3Digest;

/// Names everything that an entry's contents depend on. Two keys are the same entry if and only if kind, name and all
/// inputs, in order, are the same.
///
/// ```
/// use dualgauge::toolchain::CacheKey;
///
/// let key = CacheKey::new("compiled", "python").input("wasmtime", "48.0.8").expecting(310_000_000);
/// assert_ne!(key.digest(), CacheKey::new("compiled", "python").input("wasmtime", "48.0.9").digest());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CacheKey {
    kind: String,
    name: String,
    inputs: Vec<KeyInput>,
    expected_bytes: Option<u64>,
}

/// One thing that an entry's contents depend on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyInput {
    /// What it is.
    pub label: String,
    /// Its value, or a digest of it.
    pub value: String,
}

impl CacheKey {
    /// A key without inputs. `kind` names what sort of thing it is ("unpacked", "snapshot", "compiled"), and `name` which
    /// one, for people who look into the folder.
    pub fn new(kind: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            kind: kind.into(),
            name: name.into(),
            inputs: Vec::new(),
            expected_bytes: None,
        }
    }

    /// Adds an input.
    #[must_use]
    pub fn input(mut self, label: impl Into<String>, value: impl fmt::Display) -> Self {
        self.inputs.push(KeyInput {
            label: label.into(),
            value: value.to_string(),
        });
        self
    }

    /// Says about how many bytes the entry will take, for the message when the disk is full. Not part of the key.
    #[must_use]
    pub fn expecting(mut self, bytes: u64) -> Self {
        self.expected_bytes = Some(bytes);
        self
    }

    /// The kind.
    pub fn kind(&self) -> &str {
        &self.kind
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The inputs, in order.
    pub fn inputs(&self) -> &[KeyInput] {
        &self.inputs
    }

    pub(super) fn expected_bytes(&self) -> Option<u64> {
        self.expected_bytes
    }

    /// The digest of kind, name and inputs.
    pub fn digest(&self) -> Blake3Digest {
        let mut hasher = blake3::Hasher::new();
        // Each part is preceded by its length, so that no two lists of parts give the same bytes.
        let mut part = |text: &str| {
            hasher.update(&(text.len() as u64).to_le_bytes());
            hasher.update(text.as_bytes());
        };
        part("dualgauge cache key 1");
        part(&self.kind);
        part(&self.name);
        for input in &self.inputs {
            part(&input.label);
            part(&input.value);
        }
        hasher.finalize().into()
    }

    /// The folder of the key's kind.
    pub(super) fn kind_folder(&self) -> String {
        file_safe(&self.kind)
    }

    /// The folder of the entry, in that of its kind.
    pub(super) fn folder_name(&self) -> String {
        format!("{}-{}", file_safe(&self.name), self.digest().short())
    }
}

impl fmt::Display for CacheKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind, self.name)
    }
}

/// Keeps letters, digits, `_` and `-`; the digest tells apart what this makes equal. Dots are left to the cache's own
/// endings (`.staging`).
fn file_safe(text: &str) -> String {
    let keep = |letter: char| {
        if letter.is_ascii_alphanumeric() || letter == '_' {
            letter
        } else {
            '-'
        }
    };
    let safe: String = text.chars().take(60).map(keep).collect();
    if safe.is_empty() {
        "unnamed".to_owned()
    } else {
        safe
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_part_and_the_order_count() {
        let key = CacheKey::new("kind", "name").input("a", 1).input("b", 2);
        let others = [
            CacheKey::new("kinds", "name").input("a", 1).input("b", 2),
            CacheKey::new("kind", "names").input("a", 1).input("b", 2),
            CacheKey::new("kind", "name").input("b", 2).input("a", 1),
            CacheKey::new("kind", "name").input("a", 1),
            CacheKey::new("kind", "name").input("a", "1b").input("", 2),
        ];
        assert!(others.iter().all(|other| other.digest() != key.digest()));
        assert_eq!(key.clone().expecting(5).digest(), key.digest());
    }

    #[test]
    fn the_digest_of_a_key_never_changes() {
        insta::assert_snapshot!(CacheKey::new("kind", "name").input("a", 1).folder_name(), @"name-a79d704ee5600812");
    }

    proptest! {
        #[test]
        fn the_folder_is_one_plain_path_part(name: String) {
            let folder = CacheKey::new("kind", name).folder_name();
            prop_assert!(folder.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)));
        }
    }
}
