//! Names of packages, versions and files, checked once so that they are safe as command arguments and as path parts.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Which registry's client fetches an artifact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ecosystem {
    /// Python packages, fetched with pip.
    Pypi,
    /// JavaScript packages, fetched with npm.
    Npm,
    /// Rust packages, fetched with cargo.
    Crates,
}

impl Ecosystem {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Pypi, Self::Npm, Self::Crates];
}

impl fmt::Display for Ecosystem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Pypi => "pypi",
            Self::Npm => "npm",
            Self::Crates => "crates",
        })
    }
}

impl FromStr for Ecosystem {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "pypi" => Ok(Self::Pypi),
            "npm" => Ok(Self::Npm),
            "crates" => Ok(Self::Crates),
            _ => Err(NameError {
                what: "an ecosystem (pypi, npm or crates)",
                found: text.to_owned(),
            }),
        }
    }
}

/// Why a text is no name of the wanted sort.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected {what}, found {found:?}")]
pub struct NameError {
    what: &'static str,
    found: String,
}

/// Declares a name: a non-empty text that `$accepts` and that never begins with `-` or `.`.
macro_rules! name_type {
    ($(#[$doc:meta])* $name:ident, $what:literal, $accepts:expr) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The name as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = NameError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let accepts: fn(&str) -> bool = $accepts;
                if text.is_empty() || text.len() > 200 || text.starts_with(['-', '.']) || !accepts(text) {
                    return Err(NameError { what: $what, found: text.to_owned() });
                }
                Ok(Self(text.to_owned()))
            }
        }

        impl TryFrom<String> for $name {
            type Error = NameError;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(name: $name) -> Self {
                name.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

name_type!(
    /// A package's name as its registry writes it; npm's may have a scope (`@yowasp/clang`).
    PackageName,
    "a package name",
    |text| match text.strip_prefix('@') {
        Some(scoped) => scoped.split_once('/').is_some_and(|(scope, name)| is_plain(scope) && is_plain(name)),
        None => is_plain(text),
    }
);
name_type!(
    /// One exact version.
    PackageVersion,
    "an exact version",
    |text| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-_+!".contains(&byte))
);
name_type!(
    /// A file's name without any folder.
    FileName,
    "a file name without folders",
    |text| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._+-".contains(&byte))
);

fn is_plain(text: &str) -> bool {
    !text.is_empty()
        && !text.starts_with(['-', '.'])
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_registries_use_are_accepted() {
        for name in [
            "flask",
            "Flask-SQLAlchemy",
            "zope.interface",
            "@yowasp/clang",
            "is-number",
        ] {
            assert!(name.parse::<PackageName>().is_ok(), "{name}");
        }
        for version in ["0.1.0", "22.0.0-git20542-10", "2.9.0.post0", "1!2.0+local"] {
            assert!(version.parse::<PackageVersion>().is_ok(), "{version}");
        }
    }

    #[test]
    fn names_that_would_be_options_paths_or_addresses_are_refused() {
        for name in [
            "",
            "-r",
            "../x",
            "a/b",
            "@a",
            "@a/",
            "@a/../b",
            "a b",
            "a==1",
            "git+x://y",
            "@-a/b",
        ] {
            assert!(name.parse::<PackageName>().is_err(), "{name}");
        }
        for name in ["", ".", "..", "a/b", "a\\b", ".hidden", "-x", "a:b"] {
            assert!(name.parse::<FileName>().is_err(), "{name}");
        }
        assert!("latest; rm".parse::<PackageVersion>().is_err());
    }
}
