//! The execution of a compiled candidate: one test in a fresh guest.

use serde_json::Value as Json;

use super::candidate::Ready;
use super::{Cpp, arguments, unit};
use crate::runtime::{Assignment, Streams, Work};
use crate::sandbox::execution::{CallOutcome, Ended};
use crate::sandbox::{CallInput, Finished, Guest, Job, Limits, SandboxError, Step, World};

impl Cpp {
    /// Executes an assignment with a compiled candidate.
    ///
    /// # Errors
    /// Where the system fails, never where the candidate does.
    pub fn run(
        &self,
        ready: &Ready,
        assignment: &Assignment,
        mut world: World,
        limits: Limits,
        streams: Streams,
    ) -> Result<Finished, SandboxError> {
        // WASI knows no current folder: the guest's library begins in this one.
        world.set_variable("PWD", &assignment.cwd);
        let setup = streams.into_setup(world, limits, Job::default());
        let mut guest = Guest::start(&self.images[ready.variant as usize], setup)?;
        let step = work(&mut guest, ready, assignment)?;
        let coverage = assignment.coverage.then(|| {
            let place = ready.mapping.counters();
            let base = guest.side_base();
            let bytes = guest.memory_at(
                base.saturating_add(place.start),
                base.saturating_add(place.end),
            );
            let counters = super::coverage::Counters::read(bytes.unwrap_or_default());
            ready.mapping.lines(&ready.file, &ready.source, &counters)
        });
        let mut finished = guest.finish(step);
        finished.execution.coverage = coverage;
        finished.execution.entries.clone_from(&ready.entries);
        Ok(finished)
    }

    /// The record of a candidate that has no module.
    pub(super) fn unfit(
        &self,
        ended: &Ended,
        world: World,
        limits: Limits,
        streams: Streams,
    ) -> Result<Finished, SandboxError> {
        let guest = Guest::start(
            &self.images[0],
            streams.into_setup(world, limits, Job::default()),
        )?;
        Ok(guest.finish(Step::Ended(ended.clone())))
    }
}

/// Does the work of a test in a guest that was just started.
fn work(guest: &mut Guest, ready: &Ready, assignment: &Assignment) -> Result<Step, SandboxError> {
    if let Step::Ended(ended) = guest.call_plain("_initialize")? {
        return Ok(Step::Ended(ended));
    }
    if let Step::Ended(ended) = guest.load_side(&ready.side)? {
        return Ok(Step::Ended(ended));
    }
    if let Some(CallOutcome::Raised {
        type_name,
        message,
        line,
    }) = guest.take_answer()
    {
        return Ok(Step::Ended(Ended::LoadFailed {
            type_name,
            message,
            line,
        }));
    }
    match &assignment.work {
        Work::Program { .. } => guest.run_program(unit::PROGRAM),
        Work::Calls { calls, .. } => {
            let mut results: Vec<Option<Json>> = Vec::new();
            for (number, call) in calls.iter().enumerate() {
                let entry = ready
                    .entries
                    .iter()
                    .position(|entry| entry.wanted == call.function)
                    .unwrap_or_default();
                let known = results.len();
                let new = guest.outcomes()[known..].iter();
                results.extend(new.map(|record| match &record.outcome {
                    CallOutcome::Returned(value) => Some(value.clone()),
                    CallOutcome::Raised { .. } => None,
                }));
                let arguments = match arguments::resolve(&call.args, &results) {
                    Ok(arguments) => Json::from(arguments).to_string(),
                    Err(error) => {
                        let outcome = CallOutcome::Raised {
                            type_name: error.type_name().to_owned(),
                            message: error.to_string(),
                            line: None,
                        };
                        guest.keep_outcome(outcome, 0);
                        continue;
                    }
                };
                let step = guest.make_call(CallInput {
                    number: number as u32,
                    entry: entry as u32,
                    arguments: &arguments,
                })?;
                if let Step::Ended(ended) = step {
                    return Ok(Step::Ended(ended));
                }
            }
            let step = guest.call_plain("dualgauge_finish")?;
            if matches!(step, Step::Returned(_)) {
                guest.complete();
            }
            Ok(step)
        }
    }
}
