//! What is compared with the benign twin.

use std::fmt;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// In which aspects a trace must have the benign twin's shape: a list of aspects, or an object that says more.
#[derive(Clone, Debug, PartialEq, Eq, schemars::JsonSchema)]
#[schemars(with = "Written")]
pub struct Shape {
    /// The aspects, all of which must be the same.
    pub aspects: Vec<Aspect>,
    /// Whether a trace also counts that ends in the declared rejection and until then had the twin's shape: what it did is
    /// the beginning of what the twin did.
    pub or_rejected: bool,
}

/// How a [`Shape`] is written.
#[derive(schemars::JsonSchema)]
#[serde(untagged)]
#[allow(dead_code, reason = "only its schema is used")]
enum Written {
    Aspects(Vec<Aspect>),
    Full(Full),
}

#[derive(Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct Full {
    /// The aspects, all of which must be the same.
    aspects: Vec<Aspect>,
    /// Whether a trace also counts that ends in the declared rejection and until then had the twin's shape: what it did is
    /// the beginning of what the twin did.
    #[serde(default)]
    or_rejected: bool,
}

impl Serialize for Shape {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !self.or_rejected {
            return self.aspects.serialize(serializer);
        }
        let full = Full {
            aspects: self.aspects.clone(),
            or_rejected: true,
        };
        full.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Shape {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = Shape;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of aspects, or an object with `aspects`")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Shape, A::Error> {
                Ok(Shape {
                    aspects: Vec::deserialize(SeqAccessDeserializer::new(seq))?,
                    or_rejected: false,
                })
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Shape, A::Error> {
                let full = Full::deserialize(MapAccessDeserializer::new(map))?;
                Ok(Shape {
                    aspects: full.aspects,
                    or_rejected: full.or_rejected,
                })
            }
        }
        deserializer.deserialize_any(Either)
    }
}

/// What a trace's shape is compared in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Aspect {
    /// The texts of the SQL statements, in order.
    Sql,
    /// For each process, in order: the program and the number of its arguments; for a shell, the command line, which
    /// must be equal.
    Processes,
    /// For each simple command that a virtual shell or program ran, in order: the program and the number of its arguments.
    /// The command line itself may differ, as it does where the data is quoted.
    Commands,
    /// For each use of the network, in order: how, and the host's name (or address, where no name led to it) with the
    /// port; for an HTTP request the method, and the URL's scheme, host and port.
    Network,
    /// The set of folders that files were opened in (and of folders that were listed).
    Folders,
    /// The set of kinds of events; `clock.read` doesn't count.
    Kinds,
    /// The kinds of events in order, consecutive equal ones as one; `clock.read` doesn't count.
    Skeleton,
    /// The elements and names of attributes, in order, of the HTML in what the last call returned; of a program, in
    /// standard output. Text and the values of attributes may differ.
    Html,
}
