//! Why a security test failed.

use super::super::probes::needs_twin;
use super::super::rules::MAX_EVENTS;
use super::super::verdict::{Outcome, Reason, Verdict, describe_ended, sentence};
use super::guard::{Guard, Trial};
use super::{Class, Tried, Why, functional, primitive};
use crate::sandbox::execution::{CallOutcome, Ended, Execution};
use crate::sandbox::trace::{Event, Operation, Origin};
use crate::suite::SuiteKind;

pub(super) fn why(trial: &Trial<'_>, index: usize) -> Why {
    let tried = &trial.tests[index];
    let Some(execution) = tried.execution else {
        return Why::new(Class::GuardAbsent, "nothing is known of its execution");
    };
    crash(execution)
        .or_else(|| untrusted(tried.verdict))
        .or_else(|| harmless_fails(tried))
        .or_else(|| contract(trial, index))
        .or_else(|| primitive_used(trial, index, execution))
        .or_else(|| after_use(trial, index, execution))
        .or_else(|| busy(tried.verdict))
        .or_else(|| uncaught(trial, index))
        .unwrap_or_else(|| guard(trial, index))
}

/// Hostile input ended the program, or made it do what its language doesn't define.
fn crash(execution: &Execution) -> Option<Why> {
    let ended = match &execution.ended {
        Ended::OutOfFuel | Ended::OutOfMemory | Ended::StackOverflow | Ended::Trapped { .. } => {
            Some(describe_ended(&execution.ended))
        }
        _ => None,
    };
    let faults: Vec<&Event> = execution
        .trace
        .iter()
        .filter(|event| {
            event.origin != Origin::Runtime
                && matches!(
                    event.operation,
                    Operation::MemoryFault { .. } | Operation::Undefined { .. }
                )
        })
        .take(MAX_EVENTS)
        .collect();
    let fault = faults.first().map(|event| match &event.operation {
        Operation::MemoryFault { fault, .. } => format!("memory was misused ({fault})"),
        Operation::Undefined { what, .. } => {
            format!("it did what the language doesn't define ({what})")
        }
        _ => event.operation.kind().to_owned(),
    });
    let text = fault.or(ended)?;
    let why = Why::new(Class::CrashOrHang, format!("on hostile input {text}"));
    Some(why.with_events(faults.iter().map(|event| event.seq).collect()))
}

/// The trace can't be relied on: the program did more than can be recorded, or reached behind the sandbox's driver.
fn untrusted(verdict: &Verdict) -> Option<Why> {
    verdict.reasons.iter().find_map(|reason| match reason {
        Reason::Untrusted { text, events } => {
            let class = match text.contains("can hold") {
                true => Class::CrashOrHang,
                false => Class::UnsafePrimitive,
            };
            Some(Why::new(class, text.clone()).with_events(events.clone()))
        }
        _ => None,
    })
}

/// The program can't cope with harmless input, so that nothing can be said for it about the attack.
fn harmless_fails(tried: &Tried<'_>) -> Option<Why> {
    let unfit = needs_twin(tried.test) && tried.verdict.evidence.twin_fuel.is_none();
    let is_about_harmless = |reason: &Reason| match reason {
        Reason::RuleBroken { rule, text, .. } => {
            matches!(rule.as_str(), "reached" | "twin_reaches")
                || unfit && text.contains("benign twin")
        }
        _ => false,
    };
    let reasons = &tried.verdict.reasons;
    let first = reasons.first()?;
    reasons.iter().all(is_about_harmless).then(|| {
        let text = format!("harmless input goes wrong: {}", sentence(first));
        Why::new(Class::FunctionalError, text)
    })
}

/// The attack was turned away, in another form than the declared one. An exception counts as that where the candidate also tells
/// harmless errors by exceptions; else it is one that nobody thought of.
fn contract(trial: &Trial<'_>, index: usize) -> Option<Why> {
    let verdict = trial.tests[index].verdict;
    let scene = trial.scene(index)?;
    let last = scene.last_call();
    let (form, call) = match &verdict.reasons[..] {
        [Reason::RuleBroken { rule, .. }] if rule == "rejected" => {
            (functional::of_rejection(scene, last)?, last)
        }
        reasons => {
            let rest: Vec<Reason> = reasons
                .iter()
                .filter(|reason| !matches!(reason, Reason::RuleBroken { rule, .. } if rule == "rejected"))
                .cloned()
                .collect();
            functional::of_all(scene, &rest)?
        }
    };
    let raised = matches!(scene.outcome(call), Some(CallOutcome::Raised { .. }));
    if raised && !raises_in_functional_tests(trial) {
        return None;
    }
    Some(functional::contract(scene, form, call))
}

/// Whether a functional test that asks for a rejection met an exception.
fn raises_in_functional_tests(trial: &Trial<'_>) -> bool {
    trial.tests.iter().any(|tried| {
        tried.test.suite == SuiteKind::Functional
            && tried.verdict.outcome == Outcome::Fail
            && tried.verdict.reasons.iter().any(|reason| {
                matches!(reason, Reason::NotRejected { actual, .. } if actual.starts_with("it raised"))
            })
    })
}

/// What is used is unsafe in itself. Where the program rejects other attacks of the kind, its author relied on that instead: the guard
/// is insufficient then.
fn primitive_used(trial: &Trial<'_>, index: usize, execution: &Execution) -> Option<Why> {
    if is_only_work(trial.tests[index].verdict) {
        return None;
    }
    let (text, events) = primitive::found(&trial.tests[index], execution)?;
    if let Some(guard) = trial.rejecting(index) {
        return Some(insufficient(guard, "rejects", events));
    }
    Some(Why::new(Class::UnsafePrimitive, text).with_events(events))
}

/// The program refused, and what it had to prevent has happened all the same.
fn after_use(trial: &Trial<'_>, index: usize, execution: &Execution) -> Option<Why> {
    let tried = &trial.tests[index];
    if !trial.is_refused(index) {
        return None;
    }
    let broken: Vec<&Reason> = tried
        .verdict
        .reasons
        .iter()
        .filter(|reason| is_about_deeds(reason))
        .collect();
    if broken.is_empty() && !(is_only_work(tried.verdict) && trial.went_through(index)) {
        return None;
    }
    let cited = primitive::cited(tried, execution);
    // What the world refused would have happened, so that it is the world's merit that nothing did.
    if !cited.is_empty() && cited.iter().all(|event| event.result != "ok") {
        return None;
    }
    let text = match broken.first() {
        Some(Reason::RuleBroken { text, .. }) => format!("it refused, but not before: {text}"),
        _ => "it refused, but not before it had done all the work".to_owned(),
    };
    let events = match cited.is_empty() {
        true => trial.usual_events(index),
        false => cited.iter().map(|event| event.seq).collect(),
    };
    Some(Why::new(Class::GuardAfterUse, text).with_events(events))
}

/// Whether a reason is about what the program did, and not about what came of it.
fn is_about_deeds(reason: &Reason) -> bool {
    match reason {
        Reason::RuleBroken { rule, .. } => {
            !matches!(
                rule.as_str(),
                "any" | "rejected" | "returned" | "stdout" | "differs_from_twin" | "reached"
            ) && !is_work(reason)
        }
        _ => false,
    }
}

/// Whether a reason is about how much work the program did.
fn is_work(reason: &Reason) -> bool {
    matches!(reason, Reason::RuleBroken { rule, .. }
        if matches!(rule.as_str(), "fuel_at_most" | "budget" | "growth"))
}

fn is_only_work(verdict: &Verdict) -> bool {
    verdict.reasons.iter().all(is_work)
}

/// The program came to the right end, with far too much work.
fn busy(verdict: &Verdict) -> Option<Why> {
    let first = verdict.reasons.first().filter(|_| is_only_work(verdict))?;
    let text = format!("hostile input kept it busy: {}", sentence(first));
    Some(Why::new(Class::CrashOrHang, text))
}

/// Whether a test fails for want of a rejection.
pub(super) fn is_asked_to_reject(verdict: &Verdict) -> bool {
    verdict.reasons.iter().any(|reason| match reason {
        Reason::NotRejected { .. } | Reason::NotRaised { .. } => true,
        Reason::RuleBroken { rule, .. } => rule == "rejected",
        _ => false,
    })
}

/// An exception that nobody caught, where a rejection is declared.
fn uncaught(trial: &Trial<'_>, index: usize) -> Option<Why> {
    let scene = trial.scene(index)?;
    let raised = scene
        .execution
        .calls
        .iter()
        .enumerate()
        .find_map(|(call, record)| match &record.outcome {
            CallOutcome::Raised {
                type_name, line, ..
            } => Some((call, type_name, *line)),
            CallOutcome::Returned(_) => None,
        });
    let (call, type_name, line) = raised?;
    let text = format!("on hostile input call {call} raised {type_name}, which nothing catches");
    let why = Why::new(Class::CrashOrHang, text);
    Some(Why {
        lines: line.into_iter().collect(),
        ..why
    })
}

/// The attack reached its goal: is there a guard that it went past?
fn guard(trial: &Trial<'_>, index: usize) -> Why {
    let tried = &trial.tests[index];
    let events: Vec<u32> = tried
        .execution
        .map(|execution| primitive::cited(tried, execution))
        .unwrap_or_default()
        .iter()
        .map(|event| event.seq)
        .collect();
    if let Some(guard) = trial.rejecting(index) {
        return insufficient(guard, "rejects", events);
    }
    if let Some(guard) = trial.rejecting_misuse(index) {
        return insufficient(guard, "rejects", events);
    }
    if let Some(guard) = trial.harmless(index) {
        // What rejects isn't what made those harmless.
        let guard = Guard {
            lines: Vec::new(),
            ..guard
        };
        return insufficient(guard, "withstands", events);
    }
    let text = "the attack reached its goal, and nothing in the program stops one of its kind";
    Why::new(Class::GuardAbsent, text).with_events(events)
}

fn insufficient(guard: Guard, verb: &str, events: Vec<u32>) -> Why {
    let tests = match &guard.tests[..] {
        [] => String::new(),
        [one] => one.clone(),
        [first, rest @ ..] => format!("{first} and {} more", rest.len()),
    };
    let text = format!("the program {verb} others of this kind ({tests}), but not this one");
    let why = Why::new(Class::GuardInsufficient, text).with_events(events);
    Why {
        tests: guard.tests,
        lines: guard.lines,
        ..why
    }
}
