//! Virtual time: it starts at a fixed instant and advances with fuel and with sleeps.

/// Nanoseconds since the Unix epoch at which snapshots are made: 2026-01-01T00:00:00Z.
pub const SNAPSHOT_START: u64 = 1_767_225_600_000_000_000;

/// Nanoseconds since the Unix epoch at which executions start: twelve hours after the snapshot, so that no clock
/// that a runtime read while it was snapshotted lies ahead.
pub const EXECUTION_START: u64 = SNAPSHOT_START + 12 * 3600 * 1_000_000_000;

/// The clock of one execution. One unit of fuel takes one nanosecond.
#[derive(Clone, Debug)]
pub struct Clock {
    start: u64,
    fuel: u64,
    slept: u64,
}

impl Clock {
    /// A clock that stands at `start`, in nanoseconds since the Unix epoch.
    pub fn starting_at(start: u64) -> Self {
        Self {
            start,
            fuel: 0,
            slept: 0,
        }
    }

    /// Tells the clock how much fuel has been used so far.
    pub(super) fn follow_fuel(&mut self, used: u64) {
        self.fuel = used;
    }

    /// Sleeps: returns at once, with the time advanced.
    pub(super) fn sleep(&mut self, nanoseconds: u64) {
        self.slept = self.slept.saturating_add(nanoseconds);
    }

    /// Nanoseconds since the Unix epoch.
    pub fn realtime(&self) -> u64 {
        self.start.saturating_add(self.elapsed())
    }

    /// Nanoseconds since some instant before the start; never goes back, also across a snapshot.
    pub fn monotonic(&self) -> u64 {
        self.realtime() - SNAPSHOT_START
    }

    /// Nanoseconds of computing.
    pub fn processor(&self) -> u64 {
        self.fuel
    }

    fn elapsed(&self) -> u64 {
        self.fuel.saturating_add(self.slept)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_is_fuel_plus_sleep() {
        let mut clock = Clock::starting_at(EXECUTION_START);
        clock.follow_fuel(5);
        clock.sleep(1_000);
        assert_eq!(clock.realtime(), EXECUTION_START + 1_005);
        assert_eq!(clock.processor(), 5);
        clock.sleep(u64::MAX);
        assert_eq!(clock.realtime(), u64::MAX);
    }
}
