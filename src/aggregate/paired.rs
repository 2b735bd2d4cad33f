//! Two generators on the same tasks: the difference of secure-pass@1, its interval, and a test of no difference.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::bootstrap::{self, Cluster, Interval};
use super::random::{Purpose, Random};
use super::score::SampleScore;
use super::task::{Tasks, count_by_generator};

/// Up to this many tasks that differ, the p-value comes from every combination of signs.
pub const EXACT_FLIP_TASKS: usize = 16;

/// With more, it comes from this many random combinations.
pub const MONTE_CARLO_FLIPS: u32 = 10_000;

/// Sums this close are ties: they differ by rounding only.
const TIE: f64 = 1e-9;

/// How a p-value was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PValueMethod {
    /// From every combination of signs.
    Exact,
    /// From [`MONTE_CARLO_FLIPS`] random ones.
    MonteCarlo,
}

/// Generator `a` against generator `b`, by secure-pass@1, on the (task, language) pairs where both have one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// The first generator.
    pub a: String,
    /// The second generator.
    pub b: String,
    /// Distinct tasks that they share.
    pub tasks: u64,
    /// (Task, language) pairs that they share.
    pub task_languages: u64,
    /// Mean secure-pass@1 of `a` over the shared pairs; `None` if there are none.
    pub a_secure_pass: Option<f64>,
    /// Mean secure-pass@1 of `b` over the shared pairs; `None` if there are none.
    pub b_secure_pass: Option<f64>,
    /// The mean of the differences, `a` minus `b`, in `[-1, 1]`; `None` if there are no shared pairs.
    pub difference: Option<f64>,
    /// The bootstrap interval of the difference over shared tasks; `None` with fewer than two.
    pub interval: Option<Interval>,
    /// Two-sided p-value of the sign-flip test (Fisher's randomization test for pairs): how often the sum of the
    /// differences is at least as far from 0, if each task were as likely to have them the other way round. A task's
    /// languages flip together. `None` if there are no shared pairs.
    pub p_value: Option<f64>,
    /// How the p-value was found.
    pub p_value_method: Option<PValueMethod>,
}

/// Compares generator `a` with generator `b`, of those in `scores`; a generator that isn't there shares no task.
/// Each interval comes from `bootstrap_resamples` resamples.
pub fn compare(scores: &[SampleScore], a: &str, b: &str, bootstrap_resamples: u32) -> Comparison {
    let generators = count_by_generator(scores);
    let none = BTreeMap::new();
    let tasks_of = |name: &str| generators.get(name).unwrap_or(&none);
    compare_tasks((a, tasks_of(a)), (b, tasks_of(b)), bootstrap_resamples)
}

pub(super) fn compare_tasks(
    (a, a_tasks): (&str, &Tasks<'_>),
    (b, b_tasks): (&str, &Tasks<'_>),
    resamples: u32,
) -> Comparison {
    let shared = share(a_tasks, b_tasks);
    let of = |side: fn(&SharedTask) -> f64| -> Vec<Cluster> {
        let cluster = |task: &SharedTask| Cluster {
            sum: side(task),
            weight: task.languages,
        };
        shared.values().map(cluster).collect()
    };
    let differences = of(|task| task.difference);
    let sums: Vec<f64> = differences.iter().map(|cluster| cluster.sum).collect();
    let test = sign_flip_test(&sums);
    Comparison {
        a: a.to_owned(),
        b: b.to_owned(),
        tasks: shared.len() as u64,
        task_languages: shared.values().map(|task| task.languages).sum(),
        a_secure_pass: bootstrap::ratio(&of(|task| task.a)),
        b_secure_pass: bootstrap::ratio(&of(|task| task.b)),
        difference: bootstrap::ratio(&differences),
        interval: bootstrap::interval(&differences, resamples),
        p_value: test.map(|(p_value, _)| p_value),
        p_value_method: test.map(|(_, method)| method),
    }
}

/// Sums over the shared languages of one task.
#[derive(Default)]
struct SharedTask {
    a: f64,
    b: f64,
    difference: f64,
    languages: u64,
}

fn share<'a>(a: &Tasks<'a>, b: &Tasks<'_>) -> BTreeMap<&'a str, SharedTask> {
    let mut shared: BTreeMap<&str, SharedTask> = BTreeMap::new();
    for (&(task, language), a_score) in a {
        let Some(b_score) = b.get(&(task, language)) else {
            continue;
        };
        let (Some(a), Some(b)) = (a_score.both.at_k(1), b_score.both.at_k(1)) else {
            continue;
        };
        let sums = shared.entry(task).or_default();
        sums.a += a;
        sums.b += b;
        sums.difference += a - b;
        sums.languages += 1;
    }
    shared
}

/// The two-sided p-value of the sum of `differences` under random signs; `None` if there are none.
fn sign_flip_test(differences: &[f64]) -> Option<(f64, PValueMethod)> {
    if differences.is_empty() {
        return None;
    }
    let observed = differences.iter().sum::<f64>().abs();
    // A flipped 0 is a 0: tasks without a difference change no sum, so they needn't be enumerated.
    let differing: Vec<f64> = differences.iter().copied().filter(|d| *d != 0.0).collect();
    let as_far = |signs: &dyn Fn(usize) -> bool| {
        let flip = |(task, d): (usize, &f64)| if signs(task) { *d } else { -d };
        let sum: f64 = differing.iter().enumerate().map(flip).sum();
        sum.abs() >= observed - TIE
    };
    if differing.len() <= EXACT_FLIP_TASKS {
        let combinations = 1u32 << differing.len();
        let extreme = (0..combinations)
            .filter(|signs| as_far(&|task| signs >> task & 1 == 1))
            .count();
        return Some((
            extreme as f64 / f64::from(combinations),
            PValueMethod::Exact,
        ));
    }
    let mut random = Random::new(Purpose::SignFlips);
    let extreme = (0..MONTE_CARLO_FLIPS)
        .filter(|_| {
            let words = differing.len().div_ceil(64);
            let coins: Vec<u64> = (0..words).map(|_| random.coins()).collect();
            as_far(&|task| coins[task / 64] >> (task % 64) & 1 == 1)
        })
        .count();
    // The observed signs are one of the combinations, so that a p-value is never 0 (Phipson and Smyth 2010).
    let p_value = (extreme as f64 + 1.0) / (f64::from(MONTE_CARLO_FLIPS) + 1.0);
    Some((p_value, PValueMethod::MonteCarlo))
}

#[cfg(test)]
mod tests {
    use super::{PValueMethod, compare, sign_flip_test};
    use crate::aggregate::properties::sample;

    #[test]
    fn few_tasks_are_enumerated() {
        // 5 of 5 the same way: 2 of 32 combinations are as far.
        let (p_value, method) = sign_flip_test(&[0.2, 0.4, 0.6, 0.2, 1.0]).unwrap();
        assert_eq!((p_value, method), (2.0 / 32.0, PValueMethod::Exact));
        // 1 - 1/2: sums are +-1.5 and +-0.5, all at least as far as 0.5.
        assert_eq!(sign_flip_test(&[1.0, -0.5]).unwrap().0, 1.0);
    }

    #[test]
    fn tasks_without_a_difference_change_nothing() {
        let with_zeros: Vec<f64> = [[1.0, 0.0, 0.0, 0.0]; 6].concat();
        let (p_value, method) = sign_flip_test(&with_zeros).unwrap();
        assert_eq!((p_value, method), (2.0 / 64.0, PValueMethod::Exact));
        assert_eq!(sign_flip_test(&[0.0; 40]).unwrap().0, 1.0);
        assert_eq!(sign_flip_test(&[]), None);
    }

    #[test]
    fn rounding_breaks_no_tie() {
        // 0.1 + 0.2 - 0.3 isn't 0 in floats, but every combination that sums to it ties with the observed one.
        let p_value = sign_flip_test(&[0.1, 0.2, -0.3]).unwrap().0;
        assert_eq!(p_value, 1.0);
    }

    #[test]
    fn many_tasks_are_sampled_close_to_the_exact_value() {
        // 17 of one size, 13 one way: P(|2 B(17, 1/2) - 17| >= 9) = 2 (1 + 17 + 136 + 680 + 2380) / 2^17 = 0.04904.
        let mut differences = [1.0; 17];
        differences[..4].fill(-1.0);
        let (p_value, method) = sign_flip_test(&differences).unwrap();
        assert_eq!(method, PValueMethod::MonteCarlo);
        assert!((p_value - 0.04904).abs() < 0.008, "{p_value}");
        let (p_value, _) = sign_flip_test(&[1.0; 100]).unwrap();
        assert_eq!(p_value, 1.0 / 10_001.0);
    }

    #[test]
    fn only_shared_tasks_and_languages_count() {
        let scores = [
            sample("a", "python", "t1", 0, true, true),
            sample("a", "python", "t2", 0, true, true),
            sample("a", "cpp", "t2", 0, true, true),
            sample("a", "python", "t3", 0, true, true),
            sample("b", "python", "t1", 0, true, true),
            sample("b", "python", "t2", 0, true, false),
            sample("b", "cpp", "t2", 0, false, false),
            sample("b", "cpp", "t3", 0, true, true),
        ];
        let compared = compare(&scores, "a", "b", 2000);
        assert_eq!((compared.tasks, compared.task_languages), (2, 3));
        assert_eq!(compared.a_secure_pass, Some(1.0));
        assert_eq!(compared.b_secure_pass, Some(1.0 / 3.0));
        assert_eq!(compared.difference, Some(2.0 / 3.0));
        // The languages of t2 flip together: 1 task differs, and both its signs are as far.
        assert_eq!(compared.p_value, Some(1.0));
        let interval = compared.interval.unwrap();
        assert_eq!((interval.low, interval.high), (0.0, 1.0));
    }

    #[test]
    fn the_other_way_round_is_the_negative() {
        let scores: Vec<_> = (0..30)
            .flat_map(|i| {
                let task = format!("t{i}");
                [
                    sample("a", "python", &task, 0, true, i % 3 != 0),
                    sample("b", "python", &task, 0, i % 2 == 0, true),
                ]
            })
            .collect();
        let one = compare(&scores, "a", "b", 500);
        let other = compare(&scores, "b", "a", 500);
        assert_eq!(one.difference, other.difference.map(|d| -d));
        assert_eq!(one.p_value, other.p_value);
        let (one, other) = (one.interval.unwrap(), other.interval.unwrap());
        assert_eq!((one.low, one.high), (-other.high, -other.low));
    }

    #[test]
    fn nothing_shared_is_nothing_known() {
        let scores = [sample("a", "python", "t1", 0, true, true)];
        let compared = compare(&scores, "a", "missing", 2000);
        assert_eq!(compared.tasks, 0);
        assert_eq!(compared.difference, None);
        assert_eq!(compared.p_value, None);
    }
}
