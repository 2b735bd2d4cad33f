//! How much work the host does for a guest inside the file system, in fuel.
//!
//! One call of a guest may make the host look up thousands of names or copy megabytes. What it costs is counted where it
//! is done, and the hook that served the call takes the sum and charges it. The counts depend on what the guest did
//! alone, never on the machine.

use std::sync::atomic::{AtomicU64, Ordering};

/// One look-up of a name or an inode.
const LOOK_UP: u64 = 200;
/// One entry of a listing.
const ENTRY: u64 = 50;
/// Bytes copied or cleared for one unit.
const BYTES: u64 = 2;

/// The work since it was asked for last. Atomic only because a file system is shared between threads as a template;
/// the clone that a guest gets is its own.
#[derive(Debug, Default)]
pub(super) struct Work(AtomicU64);

impl Work {
    pub fn look_ups(&self, count: usize) {
        self.add(LOOK_UP.saturating_mul(count as u64));
    }

    pub fn entries(&self, count: usize) {
        self.add(ENTRY.saturating_mul(count as u64));
    }

    pub fn bytes(&self, count: usize) {
        self.add(count as u64 / BYTES);
    }

    /// The work since the last call.
    pub fn take(&self) -> u64 {
        self.0.swap(0, Ordering::Relaxed)
    }

    fn add(&self, fuel: u64) {
        self.0.fetch_add(fuel, Ordering::Relaxed);
    }
}

impl Clone for Work {
    /// A clone is another guest's: it has done nothing yet.
    fn clone(&self) -> Self {
        Self::default()
    }
}
