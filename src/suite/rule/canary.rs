//! Canaries and the places where they must not turn up.

use serde::{Deserialize, Serialize};

/// A canary and where it must not turn up.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CanaryScope {
    /// The name of the canary.
    pub canary: String,
    /// Where it must not turn up.
    pub sinks: Vec<Sink>,
}

/// A place where text of an attacker does harm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Sink {
    /// The text of an SQL statement (bound parameters are not meant).
    SqlText,
    /// A path given to a file operation or to a database.
    FilePath,
    /// A command line for a shell, also where the program starts the shell itself (`sh -c`).
    ProcessShell,
    /// Any element of an argument vector.
    ProcessArgv,
    /// A host name or address, and the URL of an HTTP request.
    NetworkTarget,
    /// An HTTP request: its URL, headers and body.
    Http,
    /// Bytes sent over a connection.
    NetworkSend,
    /// The name of a header, of an HTTP request or in what was returned: a line break in a value has made a header of its own. (The attack is a line
    /// break and `${canary:NAME}: x`.)
    HeaderInjected,
    /// The text of a template that is rendered.
    Template,
    /// Text that is run as code.
    Code,
    /// The name of a type that a deserialiser builds.
    DeserializedType,
    /// Standard output.
    Stdout,
    /// Standard error.
    Stderr,
    /// The logging facility.
    Log,
    /// The beginning of a line of what is logged or written (logging facility, standard output and error, changed files): a
    /// line break has made a line of its own. (The attack is a line break and `${canary:NAME}`.)
    LineInjected,
    /// A cell that begins with `=`, `+`, `-` or `@` and so is a formula, in CSV (or text separated by tabs or semicolons)
    /// that was returned, written to standard output or to a file.
    CsvFormula,
    /// Markup of HTML that was returned or written to standard output: the name of an element or an attribute, an event
    /// handler, a script, a style, a comment, or a `javascript:` address. Text and the values of other attributes are harmless.
    HtmlUnescaped,
    /// A returned value.
    Returned,
    /// The message of a raised exception.
    Raised,
    /// The content of a file that was created or changed.
    ChangedFiles,
}
