//! Makes one zip of the guest's pure packages, the same bytes on every machine.
//!
//! Deterministic by construction: members sorted by name in a [`StoredZip`].

use std::collections::BTreeMap;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::archive::{UnpackError, Zip, member_names, open_zip, unreadable};
use super::disk::DiskError;
use super::manifest::FilePin;
use super::progress::{Progress, Step, Unit};
use super::stored_zip::{StoredZip, StoredZipError};

/// Why the packages could not be put into one zip.
#[derive(Debug, thiserror::Error)]
pub enum PackagesError {
    /// A wheel holds native code, which the guest cannot load.
    #[error("{} is not pure Python: it holds {member}", wheel.display())]
    Native {
        /// The wheel.
        wheel: PathBuf,
        /// The native file in it.
        member: String,
    },
    /// An npm package holds native code, which the guest cannot load.
    #[error("the npm packages are not pure JavaScript: they hold {member}")]
    NativeModule {
        /// The native file.
        member: String,
    },
    /// Two wheels bring the same file.
    #[error("{member} is in both {} and {}", first.display(), second.display())]
    Clash {
        /// The file's path.
        member: String,
        /// One wheel.
        first: PathBuf,
        /// The other.
        second: PathBuf,
    },
    /// The zip is not the pinned one, although what it was made of is.
    #[error("the zip of packages is not the pinned one: expected {expected}, found {found}")]
    Differs {
        /// What the manifest says.
        expected: FilePin,
        /// What was made.
        found: FilePin,
    },
    /// The new zip cannot be written.
    #[error(transparent)]
    Unwritable(#[from] StoredZipError),
    /// A wheel cannot be read.
    #[error(transparent)]
    Wheel(#[from] UnpackError),
    /// A file operation failed.
    #[error(transparent)]
    Disk(#[from] DiskError),
}

impl PackagesError {
    /// What the user can do about it.
    pub fn help(&self) -> Option<String> {
        match self {
            Self::Native { .. }
            | Self::NativeModule { .. }
            | Self::Clash { .. }
            | Self::Differs { .. } => Some(
                "the manifest pins the wrong files: this build of dualgauge is at fault".to_owned(),
            ),
            Self::Unwritable(error) => error.help(),
            Self::Wheel(error) => error.help(),
            Self::Disk(error) => error.help(),
        }
    }
}

/// What becomes of a wheel's member.
#[derive(Debug, PartialEq, Eq)]
enum Fate {
    Keep,
    Leave,
    /// Native code, which a pure wheel must not hold.
    Refuse,
}

/// Keeps what an import or `importlib.metadata` may ask for.
fn fate(member: &str) -> Fate {
    let parts: Vec<&str> = member.split('/').collect();
    let (file, folders) = parts
        .split_last()
        .expect("splitting gives at least one part");
    let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending);
    let top = folders.first().copied().unwrap_or_default();
    if file.is_empty() || top.ends_with(".data") {
        return Fate::Leave;
    }
    if top.ends_with(".dist-info") {
        return if matches!(*file, "METADATA" | "top_level.txt") {
            Fate::Keep
        } else {
            Fate::Leave
        };
    }
    match ending {
        "so" | "pyd" | "dll" | "dylib" => Fate::Refuse,
        "pyi" | "po" | "pyc" => Fate::Leave,
        // Django does not start without the catalogue of its default language, English.
        "mo" if folders.contains(&"locale") && !folders.contains(&"en") => Fate::Leave,
        // A folder called `test`, as Django's, is a package that programs import.
        _ if folders
            .iter()
            .any(|folder| matches!(*folder, "tests" | "_tests")) =>
        {
            Fate::Leave
        }
        _ => Fate::Keep,
    }
}

/// Writes the contents of pure wheels into the zip file `target`, to be put on the guest's `sys.path`.
///
/// The result does not depend on the order of the wheels, the machine or the time. Left out are tests, type stubs,
/// translations other than English, and of each `*.dist-info` all but `METADATA` and `top_level.txt`.
pub fn packages_zip(
    wheels: &[PathBuf],
    target: &Path,
    progress: &dyn Progress,
) -> Result<FilePin, PackagesError> {
    let mut archives = wheels
        .iter()
        .map(|wheel| open_zip(wheel))
        .collect::<Result<Vec<_>, _>>()?;
    let members = choose(wheels, &archives)?;
    let step = Step::start(
        progress,
        "packing packages",
        Some(members.len() as u64),
        Unit::Items,
    );

    let mut zip = StoredZip::create(target)?;
    for (index, (member, wheel)) in members.iter().enumerate() {
        let contents = read(&mut archives[*wheel], member)
            .map_err(|error| unreadable(&wheels[*wheel], error))?;
        zip.add(member, &contents)?;
        step.advance(index as u64 + 1);
    }
    let pin = zip.finish()?;
    step.finish();
    Ok(pin)
}

/// The members to keep, sorted by name, each with the index of its wheel.
fn choose(wheels: &[PathBuf], archives: &[Zip]) -> Result<BTreeMap<String, usize>, PackagesError> {
    let mut members = BTreeMap::new();
    for (index, archive) in archives.iter().enumerate() {
        let names = member_names(archive).map_err(|error| unreadable(&wheels[index], error))?;
        for member in names {
            match fate(&member) {
                Fate::Leave => continue,
                Fate::Refuse => {
                    return Err(PackagesError::Native {
                        wheel: wheels[index].clone(),
                        member,
                    });
                }
                Fate::Keep => {}
            }
            if let Some(other) = members.insert(member.clone(), index) {
                return Err(PackagesError::Clash {
                    member,
                    first: wheels[other].clone(),
                    second: wheels[index].clone(),
                });
            }
        }
    }
    Ok(members)
}

fn read(archive: &mut Zip, member: &str) -> io::Result<Vec<u8>> {
    let mut contents = Vec::new();
    archive.by_name(member)?.read_to_end(&mut contents)?;
    Ok(contents)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::toolchain::testing::wheel;
    use crate::toolchain::{Blake3Digest, Silent};

    fn pack(
        folder: &Path,
        wheels: &[(&str, &[(&str, &str)])],
    ) -> Result<(FilePin, Vec<u8>), PackagesError> {
        let mut paths = Vec::new();
        for (name, files) in wheels {
            paths.push(folder.join(name));
            std::fs::write(folder.join(name), wheel(files)).unwrap();
        }
        let target = folder.join("packages.zip");
        let pin = packages_zip(&paths, &target, &Silent)?;
        Ok((pin, std::fs::read(target).unwrap()))
    }

    const ONE: (&str, &[(&str, &str)]) =
        ("one.whl", &[("b/__init__.py", "b = 1"), ("a.py", "a = 1")]);
    const TWO: (&str, &[(&str, &str)]) = (
        "two.whl",
        &[("two-1.dist-info/METADATA", "Name: two"), ("c.py", "c = 1")],
    );

    #[test]
    fn the_order_of_wheels_and_members_does_not_matter() {
        let folder = tempfile::tempdir().unwrap();
        let (pin, bytes) = pack(folder.path(), &[ONE, TWO]).unwrap();
        assert_eq!(
            (pin, &bytes),
            (pack(folder.path(), &[TWO, ONE]).unwrap().0, &bytes)
        );
        assert_eq!(
            pin,
            FilePin {
                size: bytes.len() as u64,
                blake3: Blake3Digest::of(&bytes)
            }
        );
        let zip = zip::ZipArchive::new(io::Cursor::new(bytes)).unwrap();
        assert_eq!(
            member_names(&zip).unwrap(),
            ["a.py", "b/__init__.py", "c.py", "two-1.dist-info/METADATA"]
        );
    }

    #[test]
    fn the_bytes_stay_the_same_from_build_to_build() {
        let folder = tempfile::tempdir().unwrap();
        let (pin, _) = pack(folder.path(), &[ONE, TWO]).unwrap();
        insta::assert_snapshot!(pin, @"440 bytes of blake3 c4eb6b8cafc80487510d5c5c952dd7819896a7dfa3d4660005fa6fd240be1543");
    }

    #[test]
    fn what_no_import_asks_for_is_left_out() {
        let left = [
            "demo/tests/test_a.py",
            "h11/_tests/x.py",
            "demo/a.pyi",
            "demo-1.dist-info/RECORD",
            "demo-1.dist-info/licenses/LICENSE",
            "django/conf/locale/de/LC_MESSAGES/django.mo",
            "django/conf/locale/de/LC_MESSAGES/django.po",
            "demo-1.data/scripts/x",
            "demo/",
        ];
        for member in left {
            assert_eq!(fate(member), Fate::Leave, "{member}");
        }
        let kept = [
            "django/test/client.py",
            "django/conf/locale/en/LC_MESSAGES/django.mo",
            "django/conf/locale/de/formats.py",
            "demo/py.typed",
            "bottle.py",
            "demo/schemas/draft7.json",
            "demo-1.dist-info/METADATA",
            "demo-1.dist-info/top_level.txt",
        ];
        for member in kept {
            assert_eq!(fate(member), Fate::Keep, "{member}");
        }
    }

    #[test]
    fn native_code_and_clashes_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let native = pack(folder.path(), &[("n.whl", &[("n/_n.cpython-311.so", "")])]).unwrap_err();
        assert!(
            native
                .to_string()
                .ends_with("n.whl is not pure Python: it holds n/_n.cpython-311.so"),
            "{native}"
        );
        let clash = pack(folder.path(), &[ONE, ("again.whl", &[("a.py", "")])]).unwrap_err();
        assert!(clash.to_string().starts_with("a.py is in both "), "{clash}");
    }
}
