//! How pip is told to fetch exactly the pinned wheels, whatever machine it runs on.

use std::ffi::OsString;
use std::path::Path;

use super::names::FileName;

/// The Python that the wheels are for: the guest's, not the one that happens to run pip. Pip compares it with what each
/// package says it requires.
const GUEST_PYTHON: &str = "3.15";

/// The three tags at the end of a wheel's name (PEP 427), from which pip's target options follow.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct WheelTags {
    python: String,
    abi: String,
    platform: String,
}

impl WheelTags {
    /// Reads `name-version[-build]-python-abi-platform.whl`.
    pub(super) fn of(file: &FileName) -> Option<Self> {
        let mut parts = file.as_str().strip_suffix(".whl")?.rsplit('-');
        let (platform, abi, python) = (parts.next()?, parts.next()?, parts.next()?);
        parts.nth(1)?; // at least a version and a name are left
        Some(Self {
            python: python.to_owned(),
            abi: abi.to_owned(),
            platform: platform.to_owned(),
        })
    }

    /// The tags of a wheel that runs anywhere.
    pub(super) fn pure() -> Self {
        Self {
            python: "py3".to_owned(),
            abi: "none".to_owned(),
            platform: "any".to_owned(),
        }
    }

    /// The tags as far as pip's options tell them apart.
    pub(super) fn target(mut self) -> Self {
        self.python = self.implementation().to_owned();
        self
    }

    /// `py2.py3` and `py3` are served by any implementation, which pip calls `py`; `cp311` by `cp`.
    fn implementation(&self) -> &str {
        self.python.get(..2).unwrap_or("py")
    }
}

/// The arguments that download the wheels of a requirements file into a folder.
pub(super) fn arguments(tags: &WheelTags, requirements: &Path, folder: &Path) -> Vec<OsString> {
    let mut arguments: Vec<OsString> = [
        "download",
        "--no-input",
        "--disable-pip-version-check",
        "--progress-bar",
        "off",
    ]
    .map(OsString::from)
    .into();
    arguments
        .extend(["--no-deps", "--require-hashes", "--only-binary", ":all:"].map(OsString::from));
    arguments.extend(
        [
            "--python-version",
            GUEST_PYTHON,
            "--implementation",
            tags.implementation(),
        ]
        .map(OsString::from),
    );
    for abi in tags.abi.split('.') {
        arguments.extend(["--abi", abi].map(OsString::from));
    }
    for platform in tags.platform.split('.') {
        arguments.extend(["--platform", platform].map(OsString::from));
    }
    arguments.extend([
        "--dest".into(),
        folder.into(),
        "--requirement".into(),
        requirements.into(),
    ]);
    arguments
}

/// Whether a line of pip's output says that it turned to the next package.
pub(super) fn begins_package(line: &str) -> bool {
    line.starts_with("Collecting ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(file: &str) -> Option<WheelTags> {
        WheelTags::of(&file.parse().unwrap())
    }

    #[test]
    fn tags_are_read_from_the_end_of_the_name() {
        let pure = tags("Flask_Login-0.6.3-py3-none-any.whl").unwrap();
        assert_eq!(
            (
                pure.python.as_str(),
                pure.abi.as_str(),
                pure.platform.as_str()
            ),
            ("py3", "none", "any")
        );
        assert_eq!(
            tags("bottle-0.13.4-py2.py3-none-any.whl")
                .unwrap()
                .implementation(),
            "py"
        );
        assert_eq!(
            tags("demo-1-7-cp311-abi3-linux_x86_64.whl")
                .unwrap()
                .implementation(),
            "cp"
        );
        assert_eq!(tags("demo-py3-none-any.whl"), None);
        assert_eq!(tags("demo-1.0.tar.gz"), None);
    }

    #[test]
    fn the_command_asks_for_pinned_wheels_of_the_guest_whatever_the_machine() {
        let tags =
            tags("demo-1.0-py3-none-manylinux_2_12_x86_64.manylinux2010_x86_64.whl").unwrap();
        let arguments = arguments(&tags, Path::new("requirements.txt"), Path::new("staging"));
        let words = arguments
            .iter()
            .map(|part| part.to_str().unwrap())
            .collect::<Vec<_>>()
            .join(" ");
        insta::assert_snapshot!(words, @"download --no-input --disable-pip-version-check --progress-bar off --no-deps --require-hashes --only-binary :all: --python-version 3.15 --implementation py --abi none --platform manylinux_2_12_x86_64 --platform manylinux2010_x86_64 --dest staging --requirement requirements.txt");
    }
}
