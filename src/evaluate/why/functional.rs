//! Why a functional test failed: another result, or the right one in another form.

use super::super::expectation::describe_outcome;
use super::super::matcher::{matches, typed};
use super::super::scene::Scene;
use super::super::verdict::{Reason, describe_ended, shorten};
use super::form::{self, Form};
use super::guard::Trial;
use super::{Class, Why};
use crate::sandbox::execution::CallOutcome;
use crate::suite::Expect;
use crate::value::Value;

pub(super) fn why(trial: &Trial<'_>, index: usize) -> Why {
    let tried = &trial.tests[index];
    let reasons = &tried.verdict.reasons;
    if let Some(scene) = trial.scene(index)
        && let Some((form, call)) = of_all(scene, reasons)
    {
        return contract(scene, form, call);
    }
    let text = match reasons.first() {
        Some(Reason::Ended { how }) => format!("it came to no result: {}", describe_ended(how)),
        Some(reason) => format!(
            "it gave another result: {}",
            super::super::verdict::sentence(reason)
        ),
        None => "it gave another result".to_owned(),
    };
    Why::new(Class::FunctionalError, text)
}

/// The class of a result that is right but for its form.
pub(super) fn contract(scene: &Scene<'_>, form: Form, call: usize) -> Why {
    let outcome = shorten(&describe_outcome(scene, call), 300);
    let text = format!(
        "it gave the right result {}: call {call}: {outcome}",
        form.describe()
    );
    Why {
        form: Some(form),
        ..Why::new(Class::OutputContract, text)
    }
}

/// How the form differs, and in which call first, if every reason of a verdict is about form only.
pub(super) fn of_all(scene: &Scene<'_>, reasons: &[Reason]) -> Option<(Form, usize)> {
    let mut first = None;
    for reason in reasons {
        let found = of_reason(scene, reason)?;
        first.get_or_insert(found);
    }
    first
}

fn of_reason(scene: &Scene<'_>, reason: &Reason) -> Option<(Form, usize)> {
    match reason {
        Reason::UnexpectedValue { call, .. } => {
            let call = *call as usize;
            let expect = scene.calls.get(call)?.expect.as_ref()?;
            let expected = typed(expect.returns.as_ref()?).ok()?;
            let actual = scene.returned.get(call)?.as_ref()?;
            let form = if is_declared(scene, &expected) && form::is_sentinel(actual) {
                Form::Sentinel
            } else {
                form::difference(&expected, actual)?
            };
            Some((form, call))
        }
        Reason::Mismatch { call, .. } => {
            let call = *call as usize;
            let condition = scene.calls.get(call)?.expect.as_ref()?.matches.as_ref()?;
            let actual = scene.returned.get(call)?.as_ref()?;
            let form = form::variants(actual)
                .into_iter()
                .find(|(_, value)| matches(condition, value, &scene.returned) == Ok(true))?
                .0;
            Some((form, call))
        }
        Reason::Raised { call, .. } => {
            let call = *call as usize;
            let expect = scene.calls.get(call)?.expect.as_ref()?;
            let expected = typed(expect.returns.as_ref()?).ok()?;
            is_declared(scene, &expected).then_some((Form::Exception, call))
        }
        Reason::NotRaised { call, .. } => {
            let call = *call as usize;
            let actual = scene.returned.get(call)?.as_ref()?;
            form::is_sentinel(actual).then_some((Form::Value, call))
        }
        Reason::NotRejected { call, .. } => {
            let call = *call as usize;
            Some((of_rejection(scene, call)?, call))
        }
        Reason::Output { .. } => {
            let call = scene
                .calls
                .iter()
                .position(|call| has_output(call.expect.as_ref()));
            let expect = match scene.program {
                Some(run) => run.expect.as_ref(),
                None => scene.calls.get(call?)?.expect.as_ref(),
            };
            let condition = expect?.stdout.as_ref()?;
            let output = &scene.execution.stdout;
            let trimmed = Value::Str(output.text.trim().to_owned());
            let with_end = Value::Str(format!("{}\n", output.text.trim()));
            let meets = |text| matches(condition, text, &scene.returned) == Ok(true);
            (!output.truncated && (meets(&trimmed) || meets(&with_end)))
                .then_some((Form::Whitespace, call.unwrap_or(0)))
        }
        // A program says by its exit code whether it failed, and declares which code.
        Reason::ExitCode { expected, actual } => {
            (*expected != 0 && *actual != 0).then_some((Form::Sentinel, 0))
        }
        _ => None,
    }
}

fn has_output(expect: Option<&Expect>) -> bool {
    expect.is_some_and(|expect| expect.stdout.is_some())
}

/// Whether this value is the declared error form.
fn is_declared(scene: &Scene<'_>, expected: &Value) -> bool {
    let declared = scene.task.file.rejection.as_ref();
    declared
        .and_then(|rejection| rejection.returns.as_ref())
        .and_then(|declared| typed(declared).ok())
        .is_some_and(|declared| declared.matches(expected))
}

/// In which other form a call told an error where the declared rejection, or an exception, was asked for.
pub(super) fn of_rejection(scene: &Scene<'_>, call: usize) -> Option<Form> {
    let raises = scene
        .task
        .file
        .rejection
        .as_ref()
        .is_some_and(|rejection| rejection.raises == Some(true));
    match (scene.outcome(call)?, scene.returned.get(call)) {
        (CallOutcome::Raised { .. }, _) => Some(Form::Exception),
        (_, Some(Some(value))) if form::is_sentinel(value) => {
            Some(if raises { Form::Value } else { Form::Sentinel })
        }
        _ => None,
    }
}
