//! Ratios over tasks, and their percentile bootstrap intervals (Efron and Tibshirani 1993, "An Introduction to the
//! Bootstrap", section 13.3). Tasks are what is resampled, with all that belongs to a task, because the samples and the
//! languages of one task are not independent.

use serde::{Deserialize, Serialize};

use super::random::{Purpose, Random};

/// The coverage of every interval, in percent.
pub const CONFIDENCE_PERCENT: u32 = 95;

/// A two-sided 95 % confidence interval, in the unit of the value that it belongs to. A percentile interval is too narrow
/// over a handful of tasks, and has no width where all tasks have the same value.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// What one task adds to a ratio: the numerator and the denominator.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Cluster {
    pub sum: f64,
    /// More than 0: a task that adds nothing is no cluster.
    pub weight: u64,
}

/// The sum of the sums over the sum of the weights; `None` if there is no cluster.
pub(super) fn ratio(clusters: &[Cluster]) -> Option<f64> {
    ratio_of(clusters.iter())
}

fn ratio_of<'a>(clusters: impl Iterator<Item = &'a Cluster>) -> Option<f64> {
    let (mut sum, mut weight) = (0.0, 0);
    for cluster in clusters {
        sum += cluster.sum;
        weight += cluster.weight;
    }
    (weight > 0).then(|| sum / weight as f64)
}

/// The bootstrap interval of [`ratio`]: clusters drawn with replacement, `resamples` times.
///
/// `None` with fewer than two clusters, which leave nothing to vary, and with fewer than 39 resamples, of which no two
/// bound 95 %.
pub(super) fn interval(clusters: &[Cluster], resamples: u32) -> Option<Interval> {
    let beyond = beyond_each_end(resamples);
    if clusters.len() < 2 || beyond == 0 {
        return None;
    }
    let bound = u32::try_from(clusters.len()).expect("fewer than 2^32 tasks");
    let mut random = Random::new(Purpose::Bootstrap);
    let mut ratios: Vec<f64> = (0..resamples)
        .filter_map(|_| ratio_of((0..bound).map(|_| &clusters[random.below(bound) as usize])))
        .collect();
    ratios.sort_by(f64::total_cmp);
    Some(Interval {
        low: ratios[beyond - 1],
        high: ratios[ratios.len() - beyond],
    })
}

/// Which order statistic from each end bounds the interval: `floor((B + 1) * alpha)` of B resamples (Efron and
/// Tibshirani 1993, section 12.5), with alpha = 2.5 % at each end. The same from both ends, so that the
/// interval of the negated values is the negated interval.
fn beyond_each_end(resamples: u32) -> usize {
    let per_mille_beyond = u64::from(100 - CONFIDENCE_PERCENT) * 10 / 2;
    ((u64::from(resamples) + 1) * per_mille_beyond / 1000) as usize
}

#[cfg(test)]
mod tests {
    use super::{Cluster, Interval, beyond_each_end, interval, ratio};

    fn clusters(values: &[f64]) -> Vec<Cluster> {
        let weigh = |&sum| Cluster { sum, weight: 1 };
        values.iter().map(weigh).collect()
    }

    #[test]
    fn the_ratio_weighs_clusters() {
        let weighted = [
            Cluster {
                sum: 1.0,
                weight: 1,
            },
            Cluster {
                sum: 1.0,
                weight: 3,
            },
        ];
        assert_eq!(ratio(&weighted), Some(0.5));
        assert_eq!(ratio(&[]), None);
    }

    #[test]
    fn ends_are_order_statistics() {
        assert_eq!(beyond_each_end(2000), 50);
        assert_eq!(beyond_each_end(39), 1);
        assert_eq!(beyond_each_end(38), 0);
    }

    #[test]
    fn needs_two_clusters_and_enough_resamples() {
        assert_eq!(interval(&clusters(&[0.5]), 2000), None);
        assert_eq!(interval(&clusters(&[0.0, 1.0]), 38), None);
        assert!(interval(&clusters(&[0.0, 1.0]), 39).is_some());
    }

    #[test]
    fn equal_clusters_have_no_spread() {
        let interval = interval(&clusters(&[0.25; 9]), 200);
        assert_eq!(
            interval,
            Some(Interval {
                low: 0.25,
                high: 0.25
            })
        );
    }

    #[test]
    fn negated_values_have_the_negated_interval() {
        let values = [0.1, 0.9, 0.4, 0.4, 0.7];
        let negated = values.map(|value: f64| -value);
        let one = interval(&clusters(&values), 2000).unwrap();
        let other = interval(&clusters(&negated), 2000).unwrap();
        assert_eq!((other.low, other.high), (-one.high, -one.low));
    }

    #[test]
    fn covers_like_the_binomial_does() {
        // 50 tasks, half of them solved: the standard error is 1/sqrt(200) = 0.0707, so about 0.5 +- 0.139.
        let values: Vec<f64> = (0..50).map(|task| f64::from(task % 2)).collect();
        let found = interval(&clusters(&values), 2000).unwrap();
        assert!((0.34..=0.38).contains(&found.low), "{found:?}");
        assert!((0.62..=0.66).contains(&found.high), "{found:?}");
    }

    #[test]
    fn the_bits_are_the_same_everywhere() {
        let values = [1.0 / 3.0, 0.2, 1.0, 0.0, 0.6, 1.0 / 7.0, 0.9];
        let found = interval(&clusters(&values), 2000).unwrap();
        assert_eq!(found.low.to_bits(), 0.19455782312925168f64.to_bits());
        assert_eq!(found.high.to_bits(), 0.7333333333333334f64.to_bits());
    }
}
