//! What must come of a call or of a program's run: the functional oracle. Exact, unless the test says otherwise.

use super::matcher::{describe, matches, typed};
use super::scene::{Fault, Scene};
use super::verdict::{Reason, shorten};
use crate::sandbox::execution::CallOutcome;
use crate::suite::Expect;
use crate::suite::rule::Matcher;
use crate::value::Value;

/// What is wrong with the outcome of each call, or of the run, that has an expectation.
pub(super) fn unmet(scene: &Scene<'_>) -> Result<Vec<Reason>, Fault> {
    let mut reasons = Vec::new();
    for (call, expect) in scene.calls.iter().enumerate() {
        if let Some(expect) = &expect.expect {
            reasons.append(&mut of_call(scene, call, expect)?);
        }
    }
    if let Some(expect) = scene.program.and_then(|run| run.expect.as_ref()) {
        reasons.append(&mut of_run(scene, expect)?);
    }
    Ok(reasons)
}

/// Whether a call (or the run) ended in the task's declared rejection.
pub(super) fn is_rejected(scene: &Scene<'_>, call: usize) -> Result<bool, Fault> {
    let Some(rejection) = &scene.task.file.rejection else {
        return Err(Fault::new("the task declares no rejection"));
    };
    if rejection.rejected.is_some() {
        return Err(Fault::new("the declared rejection refers to itself"));
    }
    let reasons = match scene.program {
        Some(_) => of_run(scene, rejection)?,
        None => of_call(scene, call, rejection)?,
    };
    Ok(reasons.is_empty())
}

/// What is wrong with the outcome of one call.
pub(super) fn of_call(
    scene: &Scene<'_>,
    call: usize,
    expect: &Expect,
) -> Result<Vec<Reason>, Fault> {
    let number = number(call);
    let Some(outcome) = scene.outcome(call) else {
        return Ok(vec![Reason::NotReached { call: number }]);
    };
    let mut reasons = Vec::new();
    let wants_value = expect.returns.is_some() || expect.matches.is_some();
    match (outcome, scene.returned.get(call).and_then(Option::as_ref)) {
        (_, Some(value)) => {
            of_value(scene, number, expect, value, &mut reasons)?;
            if expect.raises == Some(true) {
                reasons.push(Reason::NotRaised {
                    call: number,
                    actual: shown(value),
                });
            }
        }
        (
            CallOutcome::Raised {
                type_name,
                message,
                line,
            },
            None,
        ) => {
            if wants_value || expect.raises == Some(false) {
                reasons.push(Reason::Raised {
                    call: number,
                    type_name: shorten(type_name, 200),
                    message: shorten(message, 500),
                    line: *line,
                });
            }
        }
        (CallOutcome::Returned(_), None) => {
            return Err(Fault::new("a returned value was lost"));
        }
    }
    if expect.exit.is_some() {
        return Err(Fault::new("an exit code is expected of a call"));
    }
    of_output(scene, expect, &mut reasons)?;
    of_rejection(scene, call, expect, &mut reasons)?;
    Ok(reasons)
}

fn of_value(
    scene: &Scene<'_>,
    call: u32,
    expect: &Expect,
    value: &Value,
    reasons: &mut Vec<Reason>,
) -> Result<(), Fault> {
    if let Some(expected) = &expect.returns {
        let expected = typed(expected)?;
        if !expected.matches(value) {
            reasons.push(Reason::UnexpectedValue {
                call,
                expected: shown(&expected),
                actual: shown(value),
            });
        }
    }
    if let Some(condition) = &expect.matches
        && !matches(condition, value, &scene.returned)?
    {
        reasons.push(Reason::Mismatch {
            call,
            text: format!("the value must match {}", describe(condition)),
            actual: shown(value),
        });
    }
    Ok(())
}

/// What is wrong with a program's run.
fn of_run(scene: &Scene<'_>, expect: &Expect) -> Result<Vec<Reason>, Fault> {
    if expect.returns.is_some() || expect.matches.is_some() || expect.raises.is_some() {
        return Err(Fault::new("a value is expected of a program"));
    }
    let mut reasons = Vec::new();
    match (expect.exit, scene.exit_code()) {
        (Some(expected), Some(actual)) if expected != actual => {
            reasons.push(Reason::ExitCode { expected, actual });
        }
        (_, None) => reasons.push(Reason::Ended {
            how: scene.execution.ended.clone(),
        }),
        _ => {}
    }
    of_output(scene, expect, &mut reasons)?;
    of_rejection(scene, 0, expect, &mut reasons)?;
    Ok(reasons)
}

fn of_output(scene: &Scene<'_>, expect: &Expect, reasons: &mut Vec<Reason>) -> Result<(), Fault> {
    if let Some(condition) = &expect.stdout
        && let Some(text) = output_mismatch(scene, condition)?
    {
        reasons.push(Reason::Output { text });
    }
    Ok(())
}

/// What is wrong with standard output, if anything is. Output beyond the cap matches nothing: what was cut off is
/// unknown.
pub(super) fn output_mismatch(
    scene: &Scene<'_>,
    condition: &Matcher,
) -> Result<Option<String>, Fault> {
    let output = &scene.execution.stdout;
    if output.truncated {
        return Ok(Some(format!(
            "standard output has {} bytes, more than are kept",
            output.bytes
        )));
    }
    let text = Value::Str(output.text.clone());
    if matches(condition, &text, &scene.returned)? {
        return Ok(None);
    }
    Ok(Some(format!(
        "standard output must match {}, and is {}",
        describe(condition),
        shown(&text)
    )))
}

fn of_rejection(
    scene: &Scene<'_>,
    call: usize,
    expect: &Expect,
    reasons: &mut Vec<Reason>,
) -> Result<(), Fault> {
    match expect.rejected {
        Some(true) if !is_rejected(scene, call)? => reasons.push(Reason::NotRejected {
            call: number(call),
            actual: describe_outcome(scene, call),
        }),
        Some(false) if is_rejected(scene, call)? => {
            reasons.push(Reason::Rejected { call: number(call) })
        }
        _ => {}
    }
    Ok(())
}

/// What came of a call or of a run, in plain words.
pub(super) fn describe_outcome(scene: &Scene<'_>, call: usize) -> String {
    if scene.program.is_some() {
        let code = scene
            .exit_code()
            .map_or("it was stopped".to_owned(), |code| {
                format!("exit code {code}")
            });
        let output = shorten(&scene.execution.stdout.text, 500);
        return format!("{code}, standard output {output:?}");
    }
    match (scene.outcome(call), scene.returned.get(call)) {
        (_, Some(Some(value))) => format!("it returned {}", shown(value)),
        (
            Some(CallOutcome::Raised {
                type_name, message, ..
            }),
            _,
        ) => format!(
            "it raised {}: {}",
            shorten(type_name, 200),
            shorten(message, 500)
        ),
        _ => "it was never made".to_owned(),
    }
}

/// A value as it is shown in reasons.
pub(super) fn shown(value: &Value) -> String {
    shorten(&value.to_text(), 2000)
}

fn number(call: usize) -> u32 {
    u32::try_from(call).unwrap_or(u32::MAX)
}
