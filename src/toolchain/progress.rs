//! What a long operation tells while it works: typed events, consumed by whoever shows them.

use std::time::Instant;

use serde::Serialize;

/// What a step counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Bytes of a file.
    Bytes,
    /// Packages, files or other things counted one by one.
    Items,
}

/// One thing worth telling the user about.
///
/// Steps are told apart by their name; steps of different names may overlap.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum ProgressEvent {
    /// A step began. Without a total its length is not known (show a spinner).
    StepStarted {
        /// What it is called.
        name: String,
        /// How much there is to do, where known.
        total: Option<u64>,
        /// What is counted.
        unit: Unit,
    },
    /// A step went on; `done` never exceeds a known total.
    StepAdvanced {
        /// What it is called.
        name: String,
        /// How much is done by now.
        done: u64,
        /// How much there is to do, where known.
        total: Option<u64>,
    },
    /// A step came to its end.
    StepFinished {
        /// What it is called.
        name: String,
        /// How long it took.
        seconds: f64,
    },
    /// A step was given up; the error itself is returned by the operation.
    StepFailed {
        /// What it is called.
        name: String,
        /// How long it took.
        seconds: f64,
    },
    /// Another process is busy with the same thing, and we wait for it.
    Waiting {
        /// What it is called.
        name: String,
    },
    /// Something stored was found damaged and is made anew.
    Rebuilding {
        /// What it is called.
        name: String,
        /// What was found.
        why: String,
    },
    /// A sentence for the user.
    Message {
        /// The sentence.
        text: String,
    },
}

/// A consumer of [`ProgressEvent`]s.
///
/// Implemented by [`Silent`] and by every `Fn(&ProgressEvent) + Sync`.
pub trait Progress: Sync {
    /// Takes note of one event. Called from whichever thread does the work; must not block for long.
    fn event(&self, event: &ProgressEvent);

    /// Tells a sentence.
    fn message(&self, text: &str) {
        self.event(&ProgressEvent::Message {
            text: text.to_owned(),
        });
    }
}

impl<F: Fn(&ProgressEvent) + Sync> Progress for F {
    fn event(&self, event: &ProgressEvent) {
        self(event);
    }
}

/// Tells nobody anything.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Progress for Silent {
    fn event(&self, _event: &ProgressEvent) {}
}

/// A step under way: tells its start when made, its end by [`Step::finish`], and its failure when dropped before that.
pub struct Step<'a> {
    progress: &'a dyn Progress,
    name: String,
    total: Option<u64>,
    started: Instant,
    finished: bool,
}

impl<'a> Step<'a> {
    /// Starts a step.
    pub fn start(
        progress: &'a dyn Progress,
        name: impl Into<String>,
        total: Option<u64>,
        unit: Unit,
    ) -> Self {
        let name = name.into();
        progress.event(&ProgressEvent::StepStarted {
            name: name.clone(),
            total,
            unit,
        });
        Self {
            progress,
            name,
            total,
            started: Instant::now(),
            finished: false,
        }
    }

    /// Tells how much is done by now (not since the last call).
    pub fn advance(&self, done: u64) {
        let done = self.total.map_or(done, |total| done.min(total));
        self.progress.event(&ProgressEvent::StepAdvanced {
            name: self.name.clone(),
            done,
            total: self.total,
        });
    }

    /// Ends the step well.
    pub fn finish(mut self) {
        self.finished = true;
        let seconds = self.started.elapsed().as_secs_f64();
        self.progress.event(&ProgressEvent::StepFinished {
            name: self.name.clone(),
            seconds,
        });
    }
}

impl Drop for Step<'_> {
    fn drop(&mut self) {
        if !self.finished {
            let seconds = self.started.elapsed().as_secs_f64();
            self.progress.event(&ProgressEvent::StepFailed {
                name: self.name.clone(),
                seconds,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::toolchain::testing::Recorder;

    #[test]
    fn a_step_tells_its_start_its_advance_within_the_total_and_its_end() {
        let recorder = Recorder::default();
        let step = Step::start(&recorder, "unpack", Some(10), Unit::Bytes);
        step.advance(12);
        step.finish();
        assert_eq!(
            recorder.lines(),
            ["started unpack", "advanced unpack 10/10", "finished unpack"]
        );
    }

    #[test]
    fn a_dropped_step_has_failed() {
        let recorder = Recorder::default();
        drop(Step::start(&recorder, "unpack", None, Unit::Items));
        assert_eq!(recorder.lines(), ["started unpack", "failed unpack"]);
    }

    #[test]
    fn events_are_tagged_in_json() {
        let event = ProgressEvent::Waiting {
            name: "snapshot".into(),
        };
        assert_eq!(
            serde_json::to_string(&event).unwrap(),
            r#"{"event":"waiting","name":"snapshot"}"#
        );
    }
}
