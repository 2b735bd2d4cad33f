//! A dialogue that a port plays.

use std::sync::Arc;

use super::declared::{Step, Tls};

/// How much is kept of what came and fits no step yet; of more, the beginning is forgotten.
const MAX_KEPT: usize = 32 << 10;

/// A dialogue under way.
#[derive(Debug)]
pub(super) struct Dialogue {
    steps: Arc<[Step]>,
    next: usize,
    heard: Vec<u8>,
}

/// What a dialogue does next.
#[derive(Debug)]
pub(super) enum Turn {
    Say(Arc<[u8]>),
    Secure(Arc<Tls>),
    Close,
}

impl Dialogue {
    pub(super) fn new(steps: Arc<[Step]>) -> Self {
        Self {
            steps,
            next: 0,
            heard: Vec::new(),
        }
    }

    /// Takes what came.
    pub(super) fn hear(&mut self, bytes: &[u8]) {
        if self.next >= self.steps.len() {
            return;
        }
        self.heard.extend_from_slice(bytes);
        let surplus = self.heard.len().saturating_sub(MAX_KEPT);
        self.heard.drain(..surplus);
    }

    /// Its next turn; `None` while it waits, or has nothing more to say. Adds what looking cost to `work`, in fuel.
    pub(super) fn turn(&mut self, work: &mut u64) -> Option<Turn> {
        loop {
            let step = self.steps.get(self.next)?;
            if let Step::Expect(wanted) = step {
                *work += 100 + 2 * self.heard.len() as u64;
                let end = wanted.find(&self.heard)?.end();
                // The rest of the line belongs to what was found.
                let line = self.heard[end..].iter().position(|byte| *byte == b'\n');
                let done = match line {
                    Some(_) if self.heard[..end].ends_with(b"\n") => end,
                    Some(rest) => end + rest + 1,
                    None => self.heard.len(),
                };
                self.heard.drain(..done);
            }
            self.next += 1;
            match step {
                Step::Expect(_) => {}
                Step::Send(bytes) => return Some(Turn::Say(bytes.clone())),
                Step::Secure(tls) => return Some(Turn::Secure(tls.clone())),
                Step::Close => return Some(Turn::Close),
            }
        }
    }
}
