//! The hosts that a world's network has: plain data, as `task.jsonc` holds it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A host on the world's network, by its name or its numeric address.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HostFixture {
    /// Its numeric addresses; by default one in a public range that is derived from its name.
    #[serde(default)]
    pub addresses: Vec<String>,
    /// What resolving its name gives, in turn; the last one repeats. By default its addresses. Without `addresses` it lies at
    /// the first answer's.
    #[serde(default)]
    pub answers: Vec<Vec<String>>,
    /// What its ports do, by number. Others refuse connections.
    #[serde(default)]
    pub ports: BTreeMap<String, PortFixture>,
}

/// A port of a host. At most one of `http`, `script` and `behaviour` is given; without any, a connection is made and nothing
/// ever answers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PortFixture {
    /// Connections must be secured, as this says.
    #[serde(default)]
    pub tls: Option<TlsFixture>,
    /// The routes of an HTTP server: the first one that fits answers; a request that none fits gets 404.
    #[serde(default)]
    pub http: Option<Vec<RouteFixture>>,
    /// The steps of a dialogue.
    #[serde(default)]
    pub script: Option<Vec<StepFixture>>,
    /// What becomes of connections.
    #[serde(default)]
    pub behaviour: Option<PortBehaviour>,
}

/// What becomes of connections to a port where nothing answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PortBehaviour {
    /// They are refused.
    Refused,
    /// They are never answered.
    Timeout,
    /// They are made and then broken.
    Reset,
}

/// How connections are secured.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TlsFixture {
    /// What is to be thought of the certificate.
    #[serde(default)]
    pub certificate: CertificateFixture,
    /// Which of the world's `authorities` issued it; by default one that everybody knows.
    #[serde(default)]
    pub authority: Option<String>,
    /// The versions that the server speaks: of `1.0`, `1.1`, `1.2`, `1.3`; by default the last two.
    #[serde(default)]
    pub versions: Vec<String>,
    /// The names in the certificate, `*.` for any first label; by default the host's.
    #[serde(default)]
    pub names: Vec<String>,
}

/// What is to be thought of a certificate.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum CertificateFixture {
    /// All is well with it.
    #[default]
    Valid,
    /// It vouches for itself.
    SelfSigned,
    /// Its time is over.
    Expired,
    /// It is for another name.
    WrongName,
    /// Nobody knows who issued it.
    UnknownAuthority,
}

/// A route of an HTTP server. At most one of `body`, `base64` and `json` is given.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RouteFixture {
    /// The method; any by default. `GET` answers `HEAD` too.
    #[serde(default)]
    pub method: Option<String>,
    /// A glob on the path without the query, `*` for any text; any path by default.
    #[serde(default)]
    pub path: Option<String>,
    /// Parameters that the query must have with these values.
    #[serde(default)]
    pub query: BTreeMap<String, String>,
    /// The answer's status; 200 by default, 302 with `redirect`.
    #[serde(default)]
    pub status: Option<u16>,
    /// The answer's headers, besides its length and its type.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// The answer's body as text.
    #[serde(default)]
    pub body: Option<String>,
    /// The answer's body in base64.
    #[serde(default)]
    pub base64: Option<String>,
    /// The answer's body as JSON.
    #[serde(default)]
    pub json: Option<serde_json::Value>,
    /// Where the answer sends on to: its `Location`.
    #[serde(default)]
    pub redirect: Option<String>,
    /// How long the answer takes, in milliseconds of virtual time.
    #[serde(default)]
    pub delay_ms: u64,
}

/// A step of a dialogue: what is given of `expect`, `send`, `tls`, `close` happens in this order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StepFixture {
    /// Waits until this regular expression is found in what came since the last time (`^` and `$` are those of a line); the
    /// rest of that line is done with.
    #[serde(default)]
    pub expect: Option<String>,
    /// Sends this text.
    #[serde(default)]
    pub send: Option<String>,
    /// From here on the connection must be secured (as after `STARTTLS`).
    #[serde(default)]
    pub tls: Option<TlsFixture>,
    /// Ends the connection.
    #[serde(default)]
    pub close: bool,
}

/// An authority of certificates that only who has its certificate trusts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AuthorityFixture {
    /// The path in the world where the text of its certificate lies (PEM).
    pub file: String,
}
