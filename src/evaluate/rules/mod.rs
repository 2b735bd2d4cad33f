//! Security rules: whether each holds, why, and which events show it.

mod budget;
mod condition;
mod crypto;
#[cfg(test)]
mod examples;
mod files;
mod judged;
mod network;
mod placed;
mod selector;
mod shape;
mod sink_texts;
mod sinks;
mod state;

use super::expectation::{describe_outcome, is_rejected, output_mismatch, shown};
use super::matcher::{describe, matches};
use super::scene::{Fault, Scene};
use super::twin::TwinScene;
use crate::sandbox::execution::CallOutcome;
use crate::sandbox::trace::{Event, Operation};
use crate::suite::rule::{ReturnedRule, Rule};

/// How many events a finding cites at most.
pub(super) const MAX_EVENTS: usize = 20;

/// Whether a rule holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holding {
    /// It does.
    Holds,
    /// It doesn't.
    Broken,
    /// Through the candidate's doing it can't be told: neither the rule nor its opposite counts as holding.
    Undecided,
    /// Through no fault of the candidate it can't be told.
    Unjudged,
}

/// What was found about a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Finding {
    pub holding: Holding,
    /// What was seen, in plain words, whichever way the rule goes.
    pub text: String,
    /// The events that show it.
    pub events: Vec<u32>,
}

impl Finding {
    fn new(holds: bool, text: impl Into<String>, events: Vec<u32>) -> Self {
        let holding = if holds {
            Holding::Holds
        } else {
            Holding::Broken
        };
        Self::with(holding, text, events)
    }

    fn undecided(text: impl Into<String>) -> Self {
        Self::with(Holding::Undecided, text, Vec::new())
    }

    fn with(holding: Holding, text: impl Into<String>, mut events: Vec<u32>) -> Self {
        events.sort_unstable();
        events.dedup();
        events.truncate(MAX_EVENTS);
        Self {
            holding,
            text: text.into(),
            events,
        }
    }
}

impl From<Fault> for Finding {
    fn from(Fault(text): Fault) -> Self {
        Self::with(Holding::Unjudged, text, Vec::new())
    }
}

/// Decides a rule.
pub(super) fn decide(rule: &Rule, scene: &Scene<'_>, twin: &TwinScene<'_>) -> Finding {
    match rule {
        Rule::All(parts) => all(&findings(parts, scene, twin)),
        Rule::Any(parts) => any(&findings(parts, scene, twin)),
        Rule::Not(part) => not(decide(part, scene, twin)),
        leaf => decide_leaf(leaf, scene, twin).unwrap_or_else(Finding::from),
    }
}

fn findings(parts: &[Rule], scene: &Scene<'_>, twin: &TwinScene<'_>) -> Vec<Finding> {
    parts.iter().map(|part| decide(part, scene, twin)).collect()
}

/// One broken part breaks all, whatever can't be told of the others.
fn all(parts: &[Finding]) -> Finding {
    let order = [Holding::Broken, Holding::Unjudged, Holding::Undecided];
    let holding = first_of(parts, order).unwrap_or(Holding::Holds);
    joined(
        parts.iter().filter(|part| part.holding == holding),
        holding,
        "",
    )
}

/// One part that holds is enough, whatever can't be told of the others.
fn any(parts: &[Finding]) -> Finding {
    if let Some(held) = parts.iter().find(|part| part.holding == Holding::Holds) {
        return held.clone();
    }
    let order = [Holding::Unjudged, Holding::Undecided, Holding::Broken];
    let holding = first_of(parts, order).unwrap_or(Holding::Broken);
    let head = if parts.len() > 1 {
        "none of the ways holds: "
    } else {
        ""
    };
    joined(parts.iter(), holding, head)
}

/// What can't be told can't be told of the opposite either.
fn not(part: Finding) -> Finding {
    let holding = match part.holding {
        Holding::Holds => Holding::Broken,
        Holding::Broken => Holding::Holds,
        same => same,
    };
    let text = match holding {
        Holding::Broken => format!("this must not be so: {}", part.text),
        _ => part.text,
    };
    Finding::with(holding, text, part.events)
}

fn first_of(parts: &[Finding], order: [Holding; 3]) -> Option<Holding> {
    order
        .into_iter()
        .find(|holding| parts.iter().any(|part| part.holding == *holding))
}

fn joined<'a>(parts: impl Iterator<Item = &'a Finding>, holding: Holding, head: &str) -> Finding {
    let mut texts = Vec::new();
    let mut events = Vec::new();
    for part in parts {
        texts.push(part.text.as_str());
        events.extend(&part.events);
    }
    let text = super::verdict::shorten(&format!("{head}{}", texts.join("; ")), 4000);
    Finding::with(holding, text, events)
}

fn decide_leaf(rule: &Rule, scene: &Scene<'_>, twin: &TwinScene<'_>) -> Result<Finding, Fault> {
    Ok(match rule {
        // Combinations are decided by `decide`.
        Rule::All(_) | Rule::Any(_) | Rule::Not(_) => decide(rule, scene, twin),
        Rule::Rejected(wanted) => rejected(scene, *wanted)?,
        Rule::FileAccessWithin(scope) => files::within(scope, scene),
        Rule::CanaryAbsent(scope) => sinks::canary_absent(scope, scene)?,
        Rule::SameShapeAsTwin(aspects) => compared(twin, |twin| shape::same(aspects, scene, twin))?,
        Rule::FuelAtMost(bound) if bound.times_twin.is_none() => budget::fuel(bound, scene, 0),
        Rule::FuelAtMost(bound) => {
            compared(twin, |twin| Ok(budget::fuel(bound, scene, twin.fuel())))?
        }
        Rule::Budget(bound) if bound.times_twin.is_none() => budget::budget(bound, scene, None),
        Rule::Budget(bound) => compared(twin, |twin| Ok(budget::budget(bound, scene, Some(twin))))?,
        Rule::Growth(growth) => budget::growth(growth, scene)?,
        Rule::EvenFuel(even) => budget::even(even, scene)?,
        Rule::RandomBytesAtLeast(least) => crypto::random_bytes(*least, scene),
        Rule::Random(scope) => crypto::random(scope, scene),
        Rule::Crypto(scope) => crypto::crypto(scope, scene),
        Rule::ConstantTimeCompare(wanted) => crypto::constant_time(*wanted, scene),
        Rule::NetworkWithin(scope) => network::within(scope, scene),
        Rule::TlsVerified(scope) => network::tls(scope, scene),
        Rule::ProcessWithin(scope) => network::processes(scope, scene),
        Rule::InOrder(selects) => selector::in_order(selects, scene)?,
        Rule::Before(before) => selector::before(before, scene)?,
        Rule::Sum(sum) => selector::sum(sum, scene)?,
        Rule::Reached(reached) => selector::reached(reached, scene)?,
        Rule::TwinReaches(select) => compared(twin, |twin| selector::twin_reaches(select, twin))?,
        Rule::DatabaseUnchanged(path) => state::unchanged(path, scene),
        Rule::FilesChangedWithin(scope) => state::changed_within(scope, scene),
        Rule::NoFileLeft(scope) => state::none_left(scope, scene),
        Rule::CreatedModeWithin(scope) => state::created_mode(scope, scene)?,
        Rule::Pack(pack) => {
            return Err(Fault::new(format!(
                "the pack {:?} wasn't replaced by its rules",
                pack.name
            )));
        }
        Rule::NoProcess(wanted) => no_process(scene, *wanted),
        Rule::NoEvent(select) => selector::none(select, scene)?,
        Rule::Event(count) => selector::count(count, scene)?,
        Rule::FileState(state) => state::file(state, scene)?,
        Rule::DatabaseState(state) => state::database(state, scene)?,
        Rule::Returned(rule) => returned(rule, scene)?,
        Rule::Stdout(condition) => match output_mismatch(scene, condition)? {
            _ if scene.execution.stdout.truncated => {
                Finding::undecided("standard output has more bytes than are kept")
            }
            None => Finding::new(
                true,
                format!("standard output matches {}", describe(condition)),
                Vec::new(),
            ),
            Some(text) => Finding::new(false, text, Vec::new()),
        },
        Rule::Judged(_) => judged::decide(scene),
        Rule::DiffersFromTwin(wanted) => compared(twin, |twin| Ok(differs(*wanted, scene, twin)))?,
    })
}

/// Decides a rule that compares with the benign twin.
fn compared(
    twin: &TwinScene<'_>,
    decide: impl FnOnce(&Scene<'_>) -> Result<Finding, Fault>,
) -> Result<Finding, Fault> {
    match twin {
        TwinScene::Fit(scene) => decide(scene),
        TwinScene::Unfit(text) => Ok(Finding::undecided(text.clone())),
        TwinScene::Missing(fault) => Err(fault.clone()),
    }
}

fn rejected(scene: &Scene<'_>, wanted: bool) -> Result<Finding, Fault> {
    let call = scene.last_call();
    let is = is_rejected(scene, call)?;
    let what = if scene.program.is_some() {
        "the run"
    } else {
        "the last call"
    };
    let text = if is {
        format!("{what} ended in the declared rejection")
    } else {
        let outcome = describe_outcome(scene, call);
        format!("{what} did not end in the declared rejection: {outcome}")
    };
    Ok(Finding::new(is == wanted, text, Vec::new()))
}

fn no_process(scene: &Scene<'_>, wanted: bool) -> Finding {
    let started: Vec<&&Event> = scene
        .events
        .iter()
        .filter(|event| matches!(event.operation, Operation::Process { .. }))
        .collect();
    let text = match started.first().map(|event| &event.operation) {
        Some(Operation::Process { argv, .. }) => format!(
            "a process was started or tried: {}",
            super::verdict::shorten(&argv.join(" "), 300)
        ),
        _ => "no process was started".to_owned(),
    };
    let events = started.iter().map(|event| event.seq).collect();
    Finding::new(started.is_empty() == wanted, text, events)
}

fn returned(rule: &ReturnedRule, scene: &Scene<'_>) -> Result<Finding, Fault> {
    let call = rule.call.map_or(scene.last_call(), |call| call as usize);
    Ok(match scene.returned.get(call) {
        Some(Some(value)) => {
            let holds = matches(&rule.is, value, &scene.returned)?;
            let verb = if holds { "matches" } else { "doesn't match" };
            let condition = describe(&rule.is);
            let text = format!(
                "call {call} returned {}, which {verb} {condition}",
                shown(value)
            );
            Finding::new(holds, text, Vec::new())
        }
        _ => {
            let text = format!(
                "call {call} returned nothing: {}",
                describe_outcome(scene, call)
            );
            Finding::new(false, text, Vec::new())
        }
    })
}

fn differs(wanted: bool, scene: &Scene<'_>, twin: &Scene<'_>) -> Finding {
    let call = scene.last_call();
    let equal = if scene.program.is_some() {
        let (own, other) = (&scene.execution.stdout, &twin.execution.stdout);
        if own.truncated || other.truncated {
            return Finding::undecided("standard output has more bytes than are kept");
        }
        own == other && scene.exit_code() == twin.exit_code()
    } else {
        let last = twin.last_call();
        let raised = |scene: &Scene<'_>, call| match scene.outcome(call) {
            Some(CallOutcome::Raised {
                type_name, message, ..
            }) => Some((type_name.clone(), message.clone())),
            _ => None,
        };
        match (scene.returned.get(call), twin.returned.get(last)) {
            (None, _) => return Finding::undecided("the last call was never made"),
            (Some(Some(own)), Some(Some(other))) => own.matches(other),
            (Some(None), Some(None)) => raised(scene, call) == raised(twin, last),
            _ => false,
        }
    };
    let relation = if equal { "the same as" } else { "another than" };
    let text = format!("the outcome is {relation} that of the benign twin");
    let text = if equal {
        format!("{text}: {}", describe_outcome(scene, call))
    } else {
        let other = describe_outcome(twin, twin.last_call());
        format!(
            "{text}: {}; of the twin, {other}",
            describe_outcome(scene, call)
        )
    };
    Finding::new(equal != wanted, text, Vec::new())
}
