//! The budgets of one execution.

use std::time::Duration;

use wasmtime::ResourceLimiter;

use super::vfs::FsLimits;

/// What one execution may use. All but `wall` are deterministic: reaching one has the same effect on every machine.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Fuel: about one unit for each WebAssembly instruction, plus what host functions charge. An ordinary processor
    /// burns some 5,000,000,000 a second.
    pub fuel: u64,
    /// Linear memory in bytes.
    pub memory: u64,
    /// Bytes kept of standard output, and as many of standard error. What goes beyond is counted and dropped.
    pub output: u64,
    /// Events in the trace. With 0 nothing is recorded.
    pub events: u32,
    /// Bytes of text in the trace.
    pub trace: u64,
    /// Open descriptors.
    pub descriptors: u32,
    /// Files, their sizes and names.
    pub files: FsLimits,
    /// A backstop that protects the machine from a host function that takes too long. Reaching it is an error of the
    /// system, never a verdict.
    pub wall: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            fuel: 10_000_000_000,
            memory: 512 << 20,
            output: 1 << 20,
            events: 20_000,
            trace: 32 << 20,
            descriptors: 256,
            files: FsLimits::default(),
            wall: Duration::from_secs(300),
        }
    }
}

/// The tables of an instance may hold this many elements; runtimes need some ten thousand for function pointers.
const TABLE_ELEMENTS: usize = 1 << 20;

/// Keeps the memories of a guest within its budget and remembers whether it ever asked for more.
#[derive(Debug)]
pub(super) struct MemoryGuard {
    limit: u64,
    /// The memories as they are, in bytes.
    total: u64,
    pub(super) peak: u64,
    pub(super) refused: bool,
}

impl MemoryGuard {
    pub(super) fn new(limit: u64) -> Self {
        Self {
            limit,
            total: 0,
            peak: 0,
            refused: false,
        }
    }
}

impl ResourceLimiter for MemoryGuard {
    fn memory_growing(
        &mut self,
        current: usize,
        desired: usize,
        _maximum: Option<usize>,
    ) -> wasmtime::Result<bool> {
        let total = self.total + (desired - current.min(desired)) as u64;
        let allowed = total <= self.limit;
        if allowed {
            self.total = total;
            self.peak = self.peak.max(total);
        } else {
            self.refused = true;
        }
        Ok(allowed)
    }

    fn table_growing(
        &mut self,
        _current: usize,
        desired: usize,
        _maximum: Option<usize>,
    ) -> wasmtime::Result<bool> {
        Ok(desired <= TABLE_ELEMENTS)
    }
}
