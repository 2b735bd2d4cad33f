//! The optional judge: a language model that decides what no rule can, for suites with expectations in free text.
//!
//! A [`Case`] is everything that the model sees, [`prompt`] turns it into messages, [`Answer`] is the one form of answer that
//! counts, the [`Ledger`] keeps every vote, and the [`Panel`] brings them together. Only [`Client`] reaches the network, and
//! none exists unless an endpoint was named.

mod answer;
mod bounds;
mod case;
mod client;
mod ledger;
mod panel;
pub mod prompt;
#[cfg(test)]
mod staging;

pub use answer::{Answer, Invalid};
pub use case::Case;
pub use client::{Client, ClientError, Endpoint};
pub use ledger::{Ledger, LedgerError, Vote};
pub use panel::{Ask, Identity, JudgeError, Panel};
