//! The languages that candidates are written in.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A language that candidates and references are written in.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Python.
    Python,
    /// C++.
    Cpp,
    /// JavaScript.
    Javascript,
}

/// A text that names no language.
#[derive(Debug, thiserror::Error)]
#[error("{0:?} is no language; there are python, cpp and javascript")]
pub struct UnknownLanguage(pub String);

impl Language {
    /// Every language, in order.
    pub const ALL: [Self; 3] = [Self::Python, Self::Cpp, Self::Javascript];

    /// Its name, as it stands in JSON and in paths.
    pub fn name(self) -> &'static str {
        match self {
            Self::Python => "python",
            Self::Cpp => "cpp",
            Self::Javascript => "javascript",
        }
    }

    /// The extensions that its source files may have, the usual one first.
    pub fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Python => &["py"],
            Self::Cpp => &["cpp", "cc", "cxx", "c"],
            Self::Javascript => &["js", "mjs", "cjs"],
        }
    }

    /// The usual extension of its source files, without the dot.
    pub fn extension(self) -> &'static str {
        self.extensions()[0]
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(text: &str) -> Result<Self, UnknownLanguage> {
        Self::ALL
            .into_iter()
            .find(|language| language.name() == text)
            .ok_or_else(|| UnknownLanguage(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_round_trip() {
        for language in Language::ALL {
            assert_eq!(language.name().parse::<Language>().unwrap(), language);
            assert_eq!(
                serde_json::to_value(language).unwrap(),
                serde_json::json!(language.name())
            );
        }
        assert!("rust".parse::<Language>().is_err());
    }
}
