//! The judge: a run with a model behind an endpoint, the same without it, and programs that try to talk to it.

#[path = "../support/mod.rs"]
mod support;

mod bench;
mod hostile;
mod limits;
mod model;
mod runs;
