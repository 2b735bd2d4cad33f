//! Why a command ends without its result, as the user sees it.

use std::fmt;

use crate::runtime::SetupError;
use crate::sandbox::SandboxError;
use crate::toolchain::{CacheError, HomeError};

/// What went wrong and what to do about it.
#[derive(Debug)]
pub struct Failure {
    message: String,
    help: Option<String>,
    code: u8,
}

/// Usage or input error.
const INPUT: u8 = 2;
/// The system failed.
pub(super) const SYSTEM: u8 = 3;

impl Failure {
    /// The user's input is wrong.
    pub fn input(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            help: None,
            code: INPUT,
        }
    }

    /// The system failed.
    pub fn system(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            help: None,
            code: SYSTEM,
        }
    }

    /// Adds what the user can do.
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds what the user can do, where that is known.
    fn with_known_help(mut self, help: Option<String>) -> Self {
        self.help = help;
        self
    }

    /// The exit code.
    pub fn code(&self) -> u8 {
        self.code
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "error: {}", printable(&self.message))?;
        if let Some(help) = &self.help {
            write!(
                f,
                "\n  help: {}",
                printable(help).replace('\n', "\n        ")
            )?;
        }
        Ok(())
    }
}

/// Names of files that others wrote are part of messages: their control characters must not reach the terminal.
fn printable(text: &str) -> String {
    let mut printable = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_control() && c != '\n' {
            printable.extend(c.escape_default());
        } else {
            printable.push(c);
        }
    }
    printable
}

/// An error with all its causes on one line.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let next = error.to_string();
        if !text.ends_with(&next) {
            text = format!("{text}: {next}");
        }
        cause = error.source();
    }
    text
}

impl From<SetupError> for Failure {
    fn from(error: SetupError) -> Self {
        Self::system(chain(&error)).with_known_help(error.help())
    }
}

impl From<CacheError> for Failure {
    fn from(error: CacheError) -> Self {
        Self::system(chain(&error)).with_known_help(error.help())
    }
}

impl From<HomeError> for Failure {
    fn from(error: HomeError) -> Self {
        Self::input(chain(&error)).with_known_help(error.help())
    }
}

impl From<SandboxError> for Failure {
    fn from(error: SandboxError) -> Self {
        Self::system(chain(&error))
    }
}
