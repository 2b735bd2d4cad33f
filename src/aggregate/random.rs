//! Random numbers for resampling: ChaCha with a fixed seed, so that statistics are a function of the scores alone.

use rand_chacha::ChaCha8Rng;
use rand_core::{Rng, SeedableRng};

/// Changing it changes every interval that was ever reported.
const SEED: [u8; 32] = *b"dualgauge/aggregate/resampling/1";

/// What the numbers are for. Each purpose has a stream of its own, and each use starts it anew, so that one statistic
/// never depends on which others were computed before it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Purpose {
    Bootstrap = 0,
    SignFlips = 1,
}

/// A stream of random numbers that is the same on every machine.
pub(super) struct Random(ChaCha8Rng);

impl Random {
    pub fn new(purpose: Purpose) -> Random {
        let mut generator = ChaCha8Rng::from_seed(SEED);
        generator.set_stream(purpose as u64);
        Random(generator)
    }

    /// An unbiased number below `bound`: Lemire's multiply and reject ("Fast Random Integer Generation in an Interval",
    /// 2019, algorithm 5).
    pub fn below(&mut self, bound: u32) -> u32 {
        assert!(bound > 0, "no number is below 0");
        let reject_below = bound.wrapping_neg() % bound;
        loop {
            let product = u64::from(self.0.next_u32()) * u64::from(bound);
            if product as u32 >= reject_below {
                return (product >> 32) as u32;
            }
        }
    }

    /// 64 fair coins.
    pub fn coins(&mut self) -> u64 {
        self.0.next_u64()
    }
}

#[cfg(test)]
mod tests {
    use super::{Purpose, Random};

    #[test]
    fn every_number_below_the_bound_is_about_as_frequent() {
        let mut random = Random::new(Purpose::Bootstrap);
        let mut counts = [0u32; 7];
        for _ in 0..70_000 {
            counts[random.below(7) as usize] += 1;
        }
        assert!(
            counts.iter().all(|count| (9_500..10_500).contains(count)),
            "{counts:?}"
        );
    }

    #[test]
    fn a_stream_starts_anew_and_differs_by_purpose() {
        let first = Random::new(Purpose::Bootstrap).coins();
        assert_eq!(first, Random::new(Purpose::Bootstrap).coins());
        assert_ne!(first, Random::new(Purpose::SignFlips).coins());
    }
}
