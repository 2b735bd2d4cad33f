//! Guests that the host leads: compiled candidates, which it calls function by function.
//!
//! No driver runs in such a guest. The host begins and ends each call itself, so that no code of the candidate can claim
//! that a call began, ended or was the last one; the guest answers through host functions (`host/answers.rs`).

use super::SandboxError;
use super::execution::{CallOutcome, CallRecord, Ended};
use super::guest::{Guest, Step};

/// One call that the host makes.
#[derive(Clone, Copy, Debug)]
pub struct CallInput<'a> {
    /// Its number in the test.
    pub number: u32,
    /// The number of the entry.
    pub entry: u32,
    /// The arguments: a list in typed JSON.
    pub arguments: &'a str,
}

impl Guest {
    /// Calls a function of the runtime module without parameters. The side module may well have one of the same name.
    ///
    /// # Errors
    /// If there is no such export, or the wall-clock backstop struck.
    pub fn call_plain(&mut self, export: &'static str) -> Result<Step, SandboxError> {
        let function = self
            .instance
            .get_typed_func::<(), ()>(&mut self.store, export)
            .map_err(|_| SandboxError::Export(export))?;
        match function.call(&mut self.store, ()) {
            Ok(()) => Ok(Step::Returned(0)),
            Err(error) => self.ended(&error).map(Step::Ended),
        }
    }

    /// Runs the side module's exported function `main`, which takes a count and a vector of arguments, as a program.
    ///
    /// # Errors
    /// If there is no such export, or the wall-clock backstop struck.
    pub fn run_program(&mut self, main: &'static str) -> Result<Step, SandboxError> {
        let function = self
            .side
            .and_then(|side| side.get_func(&mut self.store, main))
            .ok_or(SandboxError::Export(main))?;
        self.call_guarded("dualgauge_program", function)
    }

    /// Hands a function of the side module to one of the runtime module that calls it, and catches what it throws.
    pub(super) fn call_guarded(
        &mut self,
        guard: &'static str,
        function: wasmtime::Func,
    ) -> Result<Step, SandboxError> {
        let Some(at) = self.table_index(Some(function))? else {
            return Ok(Step::Ended(Ended::OutOfMemory));
        };
        let guarded = self
            .instance
            .get_typed_func::<u32, ()>(&mut self.store, guard)
            .map_err(|_| SandboxError::Export(guard))?;
        match guarded.call(&mut self.store, at) {
            Ok(()) => Ok(Step::Returned(0)),
            Err(error) => self.ended(&error).map(Step::Ended),
        }
    }

    /// A stretch of the guest's memory; `None` where it doesn't lie in it.
    pub fn memory_at(&self, start: u32, end: u32) -> Option<&[u8]> {
        let memory = self.store.data().memory?;
        memory.data(&self.store).get(start as usize..end as usize)
    }

    /// Makes a call and keeps what came of it.
    ///
    /// # Errors
    /// If the module lacks an export, or the wall-clock backstop struck.
    pub fn make_call(&mut self, call: CallInput<'_>) -> Result<Step, SandboxError> {
        const EXPORT: &str = "dualgauge_call";
        let function = self
            .instance
            .get_typed_func::<(u32, u32, u32), ()>(&mut self.store, EXPORT)
            .map_err(|_| SandboxError::Export(EXPORT))?;
        let at = match self.place_text(call.arguments)? {
            Ok(at) => at,
            Err(step) => return Ok(step),
        };
        self.store.data_mut().recorder.set_call(Some(call.number));
        let before = self.store.get_fuel().unwrap_or(0);
        let length = call.arguments.len() as u32;
        let result = function.call(&mut self.store, (call.entry, at, length));
        let left = self.store.get_fuel().unwrap_or(0);
        let state = self.store.data_mut();
        state.recorder.set_call(None);
        let answer = state.answers.take();
        if let Err(error) = result {
            return self.ended(&error).map(Step::Ended);
        }
        let Some(outcome) = answer else {
            return Ok(Step::Ended(Ended::Trapped {
                reason: "the call came to no end".to_owned(),
            }));
        };
        self.keep_outcome(outcome, before.saturating_sub(left));
        Ok(Step::Returned(0))
    }

    /// What follows is the candidate's doing.
    pub fn candidate_begins(&mut self) {
        self.store.data_mut().recorder.set_candidate(true);
    }

    /// What follows belongs to this call. Gives the fuel that is left.
    pub fn begin_call(&mut self, number: u32) -> u64 {
        self.store.data_mut().recorder.set_call(Some(number));
        self.store.get_fuel().unwrap_or(0)
    }

    /// What follows belongs to no call. Gives the fuel used since `before`.
    pub fn end_call(&mut self, before: u64) -> u64 {
        self.store.data_mut().recorder.set_call(None);
        before.saturating_sub(self.store.get_fuel().unwrap_or(0))
    }

    /// Keeps the outcome of a call: of one that was made, or of one that could not be.
    pub fn keep_outcome(&mut self, outcome: CallOutcome, fuel: u64) {
        let calls = &mut self.store.data_mut().link.received.calls;
        calls.push(CallRecord { outcome, fuel });
    }

    /// The outcomes so far.
    pub fn outcomes(&self) -> &[CallRecord] {
        &self.store.data().link.received.calls
    }

    /// Says that all calls were made.
    pub fn complete(&mut self) {
        let state = self.store.data_mut();
        state.recorder.set_candidate(false);
        state.link.received.done = Some(None);
    }

    /// Takes what the guest answered outside of calls: an exception that it let through.
    pub fn take_answer(&mut self) -> Option<CallOutcome> {
        self.store.data_mut().answers.take()
    }

    /// Writes a text into memory that the guest's allocator gives.
    pub(super) fn place_text(&mut self, text: &str) -> Result<Result<u32, Step>, SandboxError> {
        let alloc = self
            .instance
            .get_typed_func::<u32, u32>(&mut self.store, "host_alloc")
            .map_err(|_| SandboxError::Export("host_alloc"))?;
        let at = match alloc.call(&mut self.store, text.len() as u32) {
            Ok(at) => at,
            Err(error) => return self.ended(&error).map(|ended| Err(Step::Ended(ended))),
        };
        let memory = self.store.data().memory.expect("set at the start");
        if at == 0
            || memory
                .write(&mut self.store, at as usize, text.as_bytes())
                .is_err()
        {
            return Ok(Err(Step::Ended(Ended::Trapped {
                reason: "the guest gave no memory for a text".to_owned(),
            })));
        }
        Ok(Ok(at))
    }
}
