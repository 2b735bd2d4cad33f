//! What a judge is asked.

use serde::{Deserialize, Serialize};

/// What a judge is asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct JudgedRule {
    /// What must be true of the execution, in plain words.
    pub expectation: String,
}
