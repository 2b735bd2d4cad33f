//! One execution beside what it was asked to do, with returned values parsed and the trace reduced to what rules see.

use super::judgement::Judgement;
use crate::sandbox::execution::{CallOutcome, Ended, Execution};
use crate::sandbox::trace::{Event, Origin};
use crate::suite::{Call, ProgramRun, Task, Test};
use crate::value::Value;

/// A reason why nothing can be concluded that is no fault of the candidate: a record that isn't what it must be, a task
/// that slipped through its checks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault(pub String);

impl Fault {
    pub(super) fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }
}

/// An execution and what it was asked to do: a test's own calls or its twin's.
pub(super) struct Scene<'a> {
    pub task: &'a Task,
    pub calls: &'a [Call],
    pub program: Option<&'a ProgramRun>,
    pub execution: &'a Execution,
    /// The events that the candidate caused.
    pub events: Vec<&'a Event>,
    /// What each call returned; `None` where it raised. Calls that were never made are missing.
    pub returned: Vec<Option<Value>>,
    /// What a judge answered, where one was asked.
    pub judgement: Option<&'a Judgement>,
}

impl<'a> Scene<'a> {
    /// The scene of a test's own execution.
    pub(super) fn of_test(
        task: &'a Task,
        test: &'a Test,
        execution: &'a Execution,
    ) -> Result<Self, Fault> {
        Self::new(task, &test.calls, test.program.as_ref(), execution)
    }

    pub(super) fn new(
        task: &'a Task,
        calls: &'a [Call],
        program: Option<&'a ProgramRun>,
        execution: &'a Execution,
    ) -> Result<Self, Fault> {
        if execution.calls.len() > calls.len() {
            return Err(Fault::new(
                "the execution has records of calls that the test doesn't make",
            ));
        }
        let returned = execution
            .calls
            .iter()
            .map(|record| match &record.outcome {
                CallOutcome::Returned(json) => Value::from_json(json).map(Some).map_err(|error| {
                    Fault::new(format!("a returned value is no typed JSON: {error}"))
                }),
                CallOutcome::Raised { .. } => Ok(None),
            })
            .collect::<Result<_, Fault>>()?;
        Ok(Self {
            task,
            calls,
            program,
            execution,
            events: execution
                .trace
                .iter()
                .filter(|event| event.origin != Origin::Runtime)
                .collect(),
            returned,
            judgement: None,
        })
    }

    /// The number of the last call that the test makes; 0 for a program's run.
    pub(super) fn last_call(&self) -> usize {
        self.calls.len().saturating_sub(1)
    }

    /// What came of a call; `None` where it was never made.
    pub(super) fn outcome(&self, call: usize) -> Option<&'a CallOutcome> {
        self.execution.calls.get(call).map(|record| &record.outcome)
    }

    /// A program's exit code; `None` where it was stopped.
    pub(super) fn exit_code(&self) -> Option<i32> {
        match self.execution.ended {
            Ended::Completed => Some(0),
            Ended::Exited { code } => Some(code),
            _ => None,
        }
    }

    /// Whether an event belongs to the calls, or to a program's run, rather than to loading.
    pub(super) fn is_in_calls(&self, event: &Event) -> bool {
        event.call.is_some() || self.program.is_some()
    }

    /// The fuel that the calls used; that of the whole execution for a program, and where a call has no record because
    /// the execution ended in it.
    pub(super) fn fuel(&self) -> u64 {
        if self.program.is_some() || self.execution.calls.len() < self.calls.len() {
            return self.execution.usage.fuel;
        }
        self.execution
            .calls
            .iter()
            .fold(0, |sum, record| sum.saturating_add(record.fuel))
    }
}
