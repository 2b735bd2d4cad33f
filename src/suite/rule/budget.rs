//! Bounds on what the calls use.

use serde::{Deserialize, Serialize};

/// A bound on the fuel of the calls.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FuelBound {
    /// At most this many times the fuel of the benign twin's calls.
    #[serde(default)]
    pub times_twin: Option<u32>,
    /// At most this much. With `times_twin`, both are added up.
    #[serde(default)]
    pub fuel: u64,
}

/// A bound on what an execution used.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Budget {
    /// What is bounded.
    pub what: Resource,
    /// At most this many times what the benign twin used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times_twin: Option<u32>,
    /// At most this much. With `times_twin`, both are added up.
    #[serde(default)]
    pub at_most: u64,
}

/// What an execution uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Resource {
    /// Fuel of the calls: about one unit for each WebAssembly instruction, plus the cost of host functions.
    Fuel,
    /// The largest linear memory in bytes, the language's own included.
    Memory,
    /// Bytes written to standard output and standard error.
    Output,
    /// Events that the candidate caused.
    Events,
    /// Files created.
    Files,
}

/// How the fuel of a series of calls grows with the size of their inputs. Fuel is taken to be about `size` to the power of
/// an exponent: 1 is linear work, 2 quadratic; the exponent is the slope of the line that fits best on logarithmic scales.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Growth {
    /// The numbers of the calls, from 0, at least three.
    pub calls: Vec<u32>,
    /// The size of each one's input, in whatever unit, ascending.
    pub sizes: Vec<u64>,
    /// The largest exponent allowed, e.g. 1.5.
    pub exponent_at_most: f64,
    /// A call with next to no input: its fuel, which every call costs, is taken off before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<u32>,
}

/// The fuel of calls must not tell a secret: it may hardly differ between them. At least one bound is given.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EvenFuel {
    /// The numbers of the calls, from 0, at least two. The first call of a function does more than later ones (caches are
    /// empty): let one call go before those that are compared.
    pub calls: Vec<u32>,
    /// The most and the least differ by at most this much.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<u64>,
    /// The most and the least differ by at most so much per cent of the least.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per_cent: Option<f64>,
    /// How many of the first bytes of the secret each call's guess has right; goes with `per_right_byte`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub right_bytes: Vec<u64>,
    /// Fuel grows by at most this much for each right byte (the slope of the line that fits best).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per_right_byte: Option<f64>,
}
