//! Where the network and processes may lead.

use serde::{Deserialize, Serialize};

/// Where connections may lead. Every attempt counts, also one that was refused: names that are resolved, addresses that are
/// connected to, HTTP requests. Of `hosts`, `scopes` and `ports`, each that is given must fit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NetworkScope {
    /// Names or numeric addresses; a name that begins with `*.` stands for all names below it. An address counts as the name
    /// that led to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hosts: Option<Vec<String>>,
    /// Kinds of addresses that may be connected to: `public`, `private`, `loopback`, `link-local`, `metadata` ...
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scopes: Option<Vec<String>>,
    /// Ports that may be connected to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ports: Option<Vec<u16>>,
    /// Schemes that HTTP requests may have, e.g. `https`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schemes: Option<Vec<String>>,
}

/// How connections are secured: every one that is secured has the other side's certificate and name checked, by somebody who
/// can vouch for it, and allows no version below 1.2 (where the program sets a least version).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TlsScope {
    /// Hosts that must not be spoken to without TLS: no HTTP request in the clear, and nothing else sent so. `*` stands for
    /// every host.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hosts: Vec<String>,
    /// Whether there must be a secured connection at all.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub required: bool,
}

/// Which processes may be started. Attempts count, and so does what a started process starts in turn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProcessScope {
    /// The programs, by their names without a folder, or by their full paths.
    pub programs: Vec<String>,
    /// Whether they may be started by a shell (`false`: a shell breaks the rule whatever its command line says).
    #[serde(default)]
    pub shell: bool,
}
