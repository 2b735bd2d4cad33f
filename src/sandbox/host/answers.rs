//! What came of a call, as the guest tells it.

use serde_json::Value as Json;
use wasmtime::{Caller, Linker};

use super::faults::place_of_candidate;
use super::{Served, functions, text};
use crate::sandbox::execution::CallOutcome;
use crate::sandbox::memory::GuestMemory;
use crate::sandbox::state::State;
use crate::sandbox::trace::Operation;

/// The answer to the call under way.
#[derive(Debug, Default)]
pub(in crate::sandbox) struct Answers {
    outcome: Option<CallOutcome>,
    /// The line where an exception was thrown last.
    thrown: Option<u32>,
}

impl Answers {
    /// Takes the answer.
    pub(in crate::sandbox) fn take(&mut self) -> Option<CallOutcome> {
        self.thrown = None;
        self.outcome.take()
    }
}

/// The longest value in JSON, in bytes.
const MAX_VALUE: u32 = 8 << 20;
/// The longest message of an exception, in characters.
const MAX_MESSAGE: usize = 4096;
/// Reading JSON costs several copies and an allocation for each value.
const FUEL_PER_BYTE: u64 = 20;

pub(super) fn add_to_linker(linker: &mut Linker<State>) -> wasmtime::Result<()> {
    functions! { linker;
        tells "returned"(json: u32, len: u32) => returned;
        tells "raised"(kind: u32, kind_len: u32, message: u32, message_len: u32) => raised;
        tells "unsuitable"(why: u32, len: u32) => unsuitable;
    }
    linker.func_wrap(
        super::MODULE,
        "thrown",
        |mut caller: Caller<'_, State>| -> wasmtime::Result<()> {
            let place = place_of_candidate(&mut caller)?;
            caller.data_mut().answers.thrown = place.map(|place| place.line);
            Ok(())
        },
    )?;
    Ok(())
}

/// One answer a call: a second one comes from a candidate that answers for itself.
fn answer(state: &mut State, outcome: CallOutcome) {
    if state.answers.outcome.is_some() {
        let what = "a second answer to a call".to_owned();
        state.recorder.report(Operation::Tamper { what }, "ok");
    } else {
        state.answers.outcome = Some(outcome);
    }
}

fn returned(m: &mut GuestMemory<'_>, s: &mut State, json: u32, len: u32) -> Served {
    if s.answers.outcome.is_some() {
        // Not worth reading.
        answer(s, CallOutcome::Returned(Json::Null));
        return Ok((0, 0));
    }
    let value = if len > MAX_VALUE {
        serde_json::json!({ "$opaque": { "type": "value", "text": "too large" } })
    } else {
        serde_json::from_slice::<Json>(m.slice(json, len)?).unwrap_or_else(|error| {
            // The harness writes JSON: what isn't was written by the candidate, and matches nothing.
            serde_json::json!({ "$opaque": { "type": "malformed", "text": error.to_string() } })
        })
    };
    answer(s, CallOutcome::Returned(value));
    Ok((0, FUEL_PER_BYTE * u64::from(len.min(MAX_VALUE))))
}

fn raised(
    m: &mut GuestMemory<'_>,
    s: &mut State,
    kind: u32,
    kind_len: u32,
    message: u32,
    message_len: u32,
) -> Served {
    let outcome = CallOutcome::Raised {
        type_name: text(m, kind, kind_len)?,
        message: text(m, message, message_len)?
            .chars()
            .take(MAX_MESSAGE)
            .collect(),
        line: s.answers.thrown,
    };
    answer(s, outcome);
    Ok((0, 0))
}

fn unsuitable(m: &mut GuestMemory<'_>, s: &mut State, why: u32, len: u32) -> Served {
    let outcome = CallOutcome::Raised {
        type_name: "TypeError".to_owned(),
        message: text(m, why, len)?,
        line: None,
    };
    answer(s, outcome);
    Ok((0, 0))
}
