//! Modules of candidates that were built before: what a build gives depends on its plan and the runtime alone.

use std::io::Write;
use std::path::PathBuf;

use crate::sandbox::execution::Ended;
use crate::toolchain::{Blake3Digest, Home};
use crate::value::Digest;

/// A module, or why there is none.
type Module = Result<Vec<u8>, Ended>;

/// The builds that are kept on disk, one file each.
#[derive(Clone, Debug)]
pub(super) struct Kept {
    folder: PathBuf,
}

/// What the first byte of a file says: a module follows, or why there is none.
const MODULE: u8 = b'm';
const UNFIT: u8 = b'u';
/// The digest of the rest, which comes before it.
const DIGEST: usize = 32;

impl Kept {
    /// The builds of a runtime.
    pub(super) fn of(home: &Home, runtime: &Blake3Digest) -> Self {
        Self {
            folder: home.candidates().join(format!("cpp-{}", runtime.short())),
        }
    }

    /// What was kept, if it is whole.
    pub(super) fn get(&self, plan: Digest) -> Option<Module> {
        let bytes = std::fs::read(self.file(plan)).ok()?;
        let (digest, rest) = bytes.split_at_checked(DIGEST)?;
        if blake3::hash(rest).as_bytes() != digest {
            return None;
        }
        match rest.split_first()? {
            (&MODULE, wasm) => Some(Ok(wasm.to_vec())),
            (&UNFIT, json) => serde_json::from_slice(json).ok().map(Err),
            _ => None,
        }
    }

    /// Keeps a build. That it can't be kept, say for a full disk, only costs time.
    pub(super) fn put(&self, plan: Digest, module: &Module) {
        let rest = match module {
            Ok(wasm) => [&[MODULE], wasm.as_slice()].concat(),
            Err(ended) => {
                let json = serde_json::to_vec(ended).expect("plain data");
                [&[UNFIT], json.as_slice()].concat()
            }
        };
        let written = std::fs::create_dir_all(&self.folder).and_then(|()| {
            let mut file = tempfile::NamedTempFile::new_in(&self.folder)?;
            file.write_all(blake3::hash(&rest).as_bytes())?;
            file.write_all(&rest)?;
            file.persist(self.file(plan))?;
            Ok(())
        });
        if let Err(error) = written {
            tracing::debug!("{}: {error}", self.folder.display());
        }
    }

    fn file(&self, plan: Digest) -> PathBuf {
        self.folder.join(plan.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_comes_back_unless_it_is_damaged() {
        let folder = tempfile::tempdir().unwrap();
        let kept = Kept {
            folder: folder.path().join("cpp"),
        };
        let plan = Digest::of(b"plan");
        assert_eq!(kept.get(plan), None);
        for module in [Ok(vec![1, 2, 3]), Err(Ended::OutOfFuel)] {
            kept.put(plan, &module);
            assert_eq!(kept.get(plan), Some(module));
        }
        let file = kept.file(plan);
        let mut bytes = std::fs::read(&file).unwrap();
        *bytes.last_mut().unwrap() ^= 1;
        std::fs::write(&file, bytes).unwrap();
        assert_eq!(kept.get(plan), None);
        std::fs::write(&file, b"short").unwrap();
        assert_eq!(kept.get(plan), None);
    }
}
