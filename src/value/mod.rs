//! Canonical typed values and digests: the bottom room, used by every other.
//!
//! A [`Value`] is what a candidate receives and returns, whatever its language. Its JSON form is documented in
//! `docs/values.md`; [`Value::to_json`] is *canonical*: equal values give equal text.

mod digest;
mod json;
mod matching;
#[cfg(test)]
mod properties;
mod write;

pub use digest::{Digest, DigestError, digest_json};
pub use json::ValueError;

use num_bigint::BigInt;

/// A value of a candidate's language in the form that all languages share.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `None`, `null`, `nullptr`, an empty optional.
    Null,
    /// A truth value.
    Bool(bool),
    /// A whole number of any size.
    Int(BigInt),
    /// A binary64 number; every NaN is the same NaN.
    Float(f64),
    /// Text. Languages whose strings may hold lone surrogates give [`Value::BrokenText`] for those.
    Str(String),
    /// Text that is not valid Unicode: UTF-16 code units with lone surrogates.
    BrokenText(Vec<u16>),
    /// Raw bytes.
    Bytes(Vec<u8>),
    /// An ordered sequence.
    List(Vec<Value>),
    /// An ordered sequence of fixed length, where the language makes a difference.
    Tuple(Vec<Value>),
    /// A set; the order of the elements carries no meaning.
    Set(Vec<Value>),
    /// A mapping, in the order of insertion; the order carries no meaning.
    Dict(Vec<(Value, Value)>),
    /// A value with a well-known text form: `datetime`, `date`, `time`, `timedelta`, `decimal`.
    Scalar {
        /// Which kind of value, e.g. `decimal`.
        kind: ScalarKind,
        /// Its text form: ISO 8601, or decimal digits.
        text: String,
    },
    /// A record with named fields: a dataclass, a struct.
    Object {
        /// The name of its type.
        type_name: String,
        /// Its fields; their order carries no meaning.
        fields: Vec<(String, Value)>,
    },
    /// An exception that is returned as a value.
    Exception {
        /// The name of its type.
        type_name: String,
        /// Its message.
        message: String,
    },
    /// Anything else: only its type and a bounded description are known.
    Opaque {
        /// The name of its type.
        type_name: String,
        /// A bounded description.
        text: String,
    },
    /// A reference back into the value itself.
    Cycle,
}

/// The kinds of [`Value::Scalar`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ScalarKind {
    /// A date with a time, ISO 8601.
    DateTime,
    /// A date, ISO 8601.
    Date,
    /// A time of day, ISO 8601.
    Time,
    /// A duration in seconds, as a decimal number.
    TimeDelta,
    /// A decimal number of any precision.
    Decimal,
}

impl ScalarKind {
    /// The key that marks it in JSON, without the `$`.
    pub fn name(self) -> &'static str {
        match self {
            Self::DateTime => "datetime",
            Self::Date => "date",
            Self::Time => "time",
            Self::TimeDelta => "timedelta",
            Self::Decimal => "decimal",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        [
            Self::DateTime,
            Self::Date,
            Self::Time,
            Self::TimeDelta,
            Self::Decimal,
        ]
        .into_iter()
        .find(|kind| kind.name() == name)
    }
}

/// How deep the JSON form of a value may nest before it is refused. Counted in levels of JSON (a tuple is two), so that
/// records which hold values stay within the 128 levels that `serde_json` reads.
pub const MAX_DEPTH: usize = 100;
