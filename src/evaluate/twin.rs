//! The benign twin of an attack: whether its execution is fit to be compared with.

use super::expectation::{is_rejected, of_call};
use super::scene::{Fault, Scene};
use crate::sandbox::execution::{CallOutcome, Ended, Execution};
use crate::sandbox::trace::Operation;
use crate::suite::{Task, Test, Twin};

/// The benign twin, as rules meet it.
pub(super) enum TwinScene<'a> {
    /// It can be compared with.
    Fit(Scene<'a>),
    /// The candidate can't cope with harmless input: what is compared with it can't be decided in its favour.
    Unfit(String),
    /// It wasn't executed, or its record is broken.
    Missing(Fault),
}

impl<'a> TwinScene<'a> {
    pub(super) fn new(task: &'a Task, test: &'a Test, twin: Option<&'a Execution>) -> Self {
        let Some(execution) = twin else {
            return Self::Missing(Fault::new("the benign twin wasn't executed"));
        };
        let scene = match &test.twin {
            None => Err(Fault::new("the test has no benign twin")),
            Some(Twin::Calls(calls)) => Scene::new(task, calls, None, execution),
            Some(Twin::Program(run)) => Scene::new(task, &[], Some(&**run), execution),
            Some(Twin::Reseeded | Twin::Repeated) => Scene::of_test(task, test, execution),
            Some(Twin::Test(name)) => match task.test(name) {
                Some(other) => Scene::of_test(task, other, execution),
                None => Err(Fault::new(format!("there is no test {name:?}"))),
            },
        };
        let judged = scene.and_then(|scene| {
            let own = matches!(test.twin, Some(Twin::Calls(_)));
            Ok((unfit(&scene, own)?, scene))
        });
        match judged {
            Ok((Some(text), _)) => Self::Unfit(text),
            Ok((None, scene)) => Self::Fit(scene),
            Err(fault) => Self::Missing(fault),
        }
    }
}

/// Why a twin can't be compared with, if it can't. A twin with calls of its own must meet what they expect; a call that
/// raises must be expected to, or be a declared rejection.
fn unfit(scene: &Scene<'_>, own: bool) -> Result<Option<String>, Fault> {
    let ended = &scene.execution.ended;
    let complete = match ended {
        Ended::Completed => scene.execution.calls.len() == scene.calls.len(),
        Ended::Exited { .. } => scene.program.is_some(),
        _ => false,
    };
    if !complete {
        let how = super::verdict::describe_ended(ended);
        return Ok(Some(format!("the benign twin did not complete: {how}")));
    }
    if trace_is_broken(scene.execution) {
        return Ok(Some(
            "the benign twin's trace can't be relied on".to_owned(),
        ));
    }
    for (index, call) in scene.calls.iter().enumerate() {
        let raised = matches!(scene.outcome(index), Some(CallOutcome::Raised { .. }));
        let met = match &call.expect {
            Some(expect) if own || raised => of_call(scene, index, expect)?.is_empty(),
            None if raised && scene.task.file.rejection.is_some() => is_rejected(scene, index)?,
            None => !raised,
            Some(_) => true,
        };
        if !met {
            let outcome = super::expectation::describe_outcome(scene, index);
            return Ok(Some(format!(
                "call {index} of the benign twin went wrong: {outcome}"
            )));
        }
    }
    Ok(None)
}

/// Whether something is in a trace after which it can't be relied on.
pub(super) fn trace_is_broken(execution: &Execution) -> bool {
    execution.trace.iter().any(|event| {
        matches!(
            event.operation,
            Operation::Tamper { .. } | Operation::TraceFull {}
        )
    })
}
