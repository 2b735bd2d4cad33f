//! Records the trace of one execution.

use super::trace::{Event, Operation, Origin};

/// Collects events in order, within a budget.
#[derive(Debug)]
pub(super) struct Recorder {
    events: Vec<Event>,
    budget: u32,
    /// How much more text the events may hold, in bytes.
    room: u64,
    full: bool,
    /// The candidate has been handed control and the job isn't done.
    candidate: bool,
    /// How many brackets of the runtime's own work are open.
    runtime_depth: u32,
    call: Option<u32>,
    /// The virtual process at work, where it isn't the candidate itself.
    process: Option<u32>,
}

/// Whose events there were before a virtual process ran.
pub(super) struct Outside {
    process: Option<u32>,
    candidate: bool,
    runtime_depth: u32,
}

impl Recorder {
    pub(super) fn new(budget: u32, text: u64) -> Self {
        Self {
            events: Vec::new(),
            budget,
            room: text,
            full: budget == 0,
            candidate: false,
            runtime_depth: 0,
            call: None,
            process: None,
        }
    }

    /// From here on (or no longer) events are the candidate's.
    pub(super) fn set_candidate(&mut self, candidate: bool) {
        self.candidate = candidate;
    }

    pub(super) fn set_call(&mut self, call: Option<u32>) {
        self.call = call;
    }

    pub(super) fn enter_runtime(&mut self) {
        self.runtime_depth = self.runtime_depth.saturating_add(1);
    }

    pub(super) fn leave_runtime(&mut self) {
        self.runtime_depth = self.runtime_depth.saturating_sub(1);
    }

    /// Whether what happens now is the candidate's doing, and is recorded at all.
    pub(super) fn is_candidate(&self) -> bool {
        self.candidate && self.runtime_depth == 0 && self.budget > 0
    }

    /// From here on events are those of a virtual process. Gives what [`leave_process`](Self::leave_process) wants back.
    pub(super) fn enter_process(&mut self, number: u32) -> Outside {
        let outside = Outside {
            process: self.process,
            candidate: self.candidate,
            runtime_depth: self.runtime_depth,
        };
        self.process = Some(number);
        // Only candidates start processes.
        self.candidate = true;
        self.runtime_depth = 0;
        outside
    }

    /// Whose events the next ones are, among the virtual processes that run.
    pub(super) fn set_process(&mut self, number: u32) {
        self.process = Some(number);
    }

    /// The virtual processes rest: events are whose they were before.
    pub(super) fn leave_process(&mut self, outside: Outside) {
        self.process = outside.process;
        self.candidate = outside.candidate;
        self.runtime_depth = outside.runtime_depth;
    }

    /// Records what the host saw. `own` says that it is the runtime's own doing for another reason than the moment.
    pub(super) fn record(&mut self, operation: Operation, result: &str, own: bool) {
        self.record_numbered(operation, result, own);
    }

    /// The same, with the event's number where it became one.
    pub(super) fn record_numbered(
        &mut self,
        operation: Operation,
        result: &str,
        own: bool,
    ) -> Option<u32> {
        self.push(operation, result, self.origin(own))
    }

    /// A statement that was recorded as run has given one more row.
    pub(super) fn count_row(&mut self, event: u32) {
        if let Some(Event {
            operation: Operation::Sql { rows, .. },
            ..
        }) = self.events.get_mut(event as usize)
        {
            *rows = Some(rows.unwrap_or(0).saturating_add(1));
        }
    }

    /// Records what the host saw, to which more may come: the event's number; `None` where there is no room.
    pub(super) fn record_open(&mut self, operation: Operation, result: &str) -> Option<u32> {
        self.push(operation, result, self.origin(false));
        let last = self.events.last().filter(|_| !self.full);
        last.map(|last| last.seq)
    }

    /// Whether what happens now would be told as an earlier event was: by the same process in the same call.
    pub(super) fn continues(&self, event: u32) -> bool {
        self.events.get(event as usize).is_some_and(|event| {
            event.call == self.call
                && event.process == self.process
                && event.origin == self.origin(false)
        })
    }

    /// Changes what an event tells, as long as there is room.
    pub(super) fn amend(&mut self, event: u32, change: impl FnOnce(&mut Operation)) {
        let Some(event) = self.events.get_mut(event as usize).filter(|_| !self.full) else {
            return;
        };
        let before = size_of_text(&event.operation);
        change(&mut event.operation);
        let more = size_of_text(&event.operation).saturating_sub(before);
        match self.room.checked_sub(more) {
            Some(room) => self.room = room,
            None => self.fill(),
        }
    }

    fn origin(&self, own: bool) -> Origin {
        if own || !self.is_candidate() {
            Origin::Runtime
        } else {
            Origin::Candidate
        }
    }

    /// Records what the driver in the guest reported.
    pub(super) fn report(&mut self, operation: Operation, result: &str) {
        self.push(operation, result, Origin::Reported);
    }

    fn push(&mut self, operation: Operation, result: &str, origin: Origin) -> Option<u32> {
        if self.full {
            return None;
        }
        if let Some(last) = self.events.last_mut()
            && last.origin == origin
            && last.call == self.call
            && last.process == self.process
            && last.result == result
            && add_up(&mut last.operation, &operation)
        {
            return None;
        }
        let size = size_of_text(&operation) + result.len() as u64;
        if self.events.len() as u64 + 1 >= u64::from(self.budget) || size > self.room {
            self.fill();
            return None;
        }
        self.room -= size;
        self.push_event(operation, result, origin);
        Some(self.len() - 1)
    }

    /// Says that not all could be recorded; nothing is from here on.
    pub(super) fn fill(&mut self) {
        if !std::mem::replace(&mut self.full, true) {
            self.push_event(Operation::TraceFull {}, "ok", self.origin(false));
        }
    }

    fn push_event(&mut self, operation: Operation, result: &str, origin: Origin) {
        self.events.push(Event {
            seq: self.events.len() as u32,
            origin,
            call: self.call,
            process: self.process,
            operation,
            result: result.to_owned(),
        });
    }

    pub(super) fn into_events(self) -> Vec<Event> {
        self.events
    }

    pub(super) fn len(&self) -> u32 {
        self.events.len() as u32
    }
}

/// The length of an operation's JSON.
fn size_of_text(operation: &Operation) -> u64 {
    /// Counts what is written to it.
    struct Length(u64);
    impl std::io::Write for Length {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0 += bytes.len() as u64;
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let mut length = Length(0);
    // Plain data into a sink that takes all.
    serde_json::to_writer(&mut length, operation).map_or(u64::MAX, |()| length.0)
}

/// Adds a repeated operation to the one before it, where the trace counts instead of listing.
fn add_up(last: &mut Operation, next: &Operation) -> bool {
    match (last, next) {
        (Operation::RandomSecure { bytes }, Operation::RandomSecure { bytes: more }) => {
            *bytes += more;
            true
        }
        (
            Operation::RandomWeak { generator, draws },
            Operation::RandomWeak {
                generator: other,
                draws: more,
            },
        ) if generator == other => {
            *draws += more;
            true
        }
        (
            Operation::ClockRead { clock, reads },
            Operation::ClockRead {
                clock: other,
                reads: more,
            },
        ) if clock == other => {
            *reads += more;
            true
        }
        (
            Operation::Crypto {
                how,
                algorithm,
                parameters,
                uses,
            },
            Operation::Crypto {
                how: how2,
                algorithm: algorithm2,
                parameters: parameters2,
                uses: more,
            },
        ) if how == how2 && algorithm == algorithm2 && parameters == parameters2 => {
            *uses += more;
            true
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draw(bytes: u64) -> Operation {
        Operation::RandomSecure { bytes }
    }

    #[test]
    fn consecutive_draws_are_added_up_within_a_call() {
        let mut recorder = Recorder::new(10, 1000);
        recorder.set_candidate(true);
        recorder.record(draw(8), "ok", false);
        recorder.record(draw(8), "ok", false);
        recorder.set_call(Some(0));
        recorder.record(draw(1), "ok", false);
        let events = recorder.into_events();
        assert_eq!(events.len(), 2);
        assert_eq!(events[0].operation, draw(16));
    }

    #[test]
    fn a_full_trace_says_so_and_ends() {
        let mut recorder = Recorder::new(3, 1000);
        for code in 0..10 {
            recorder.record(Operation::Exit { code }, "ok", false);
        }
        let events = recorder.into_events();
        assert_eq!(events.len(), 3);
        assert_eq!(events[2].operation, Operation::TraceFull {});
    }

    #[test]
    fn work_of_the_runtime_is_marked() {
        let mut recorder = Recorder::new(10, 1000);
        recorder.record(draw(1), "ok", false);
        recorder.set_candidate(true);
        recorder.record(draw(1), "ok", false);
        recorder.enter_runtime();
        recorder.record(draw(1), "ok", false);
        let origins: Vec<_> = recorder.into_events().iter().map(|e| e.origin).collect();
        assert_eq!(
            origins,
            [Origin::Runtime, Origin::Candidate, Origin::Runtime]
        );
    }
}
