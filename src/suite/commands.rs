//! The programs that a world declares: plain data, as `task.jsonc` holds it.

use serde::{Deserialize, Serialize};

/// What a program does when its arguments fit.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CommandFixture {
    /// Patterns of a shell (`*`, `?`, `[...]`) for the arguments joined by spaces; one of them must match all of it. Without
    /// any, the answer is given to whatever arguments.
    #[serde(default)]
    pub when: Vec<String>,
    /// What it writes to its standard output.
    #[serde(default)]
    pub stdout: String,
    /// What it writes to its standard error.
    #[serde(default)]
    pub stderr: String,
    /// Its exit status.
    #[serde(default)]
    pub exit: u8,
    /// The files that it writes.
    #[serde(default)]
    pub writes: Vec<CommandWriteFixture>,
}

/// A file that a program writes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CommandWriteFixture {
    /// Which argument names the file: 1 is the first, -1 the last. Where there is none, nothing is written.
    pub argument: i32,
    /// The content.
    pub text: String,
}
