//! What holds for every summary, whatever the scores.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use proptest::prelude::*;

use super::{
    AtK, Estimate, Failure, JudgedTally, Metrics, SampleScore, Summary, SummaryOptions, Tally,
    summarize,
};

/// A sample with one functional and one security test (CWE-22).
pub(super) fn sample(
    generator: &str,
    language: &str,
    task: &str,
    sample: u32,
    correct: bool,
    secure: bool,
) -> SampleScore {
    let security = tally(secure.into(), (!secure).into(), 0);
    SampleScore {
        generator: generator.to_owned(),
        language: language.to_owned(),
        task: task.to_owned(),
        sample,
        functional: tally(correct.into(), (!correct).into(), 0),
        security,
        per_cwe: BTreeMap::from([(22, security)]),
        failure: None,
        judged: JudgedTally::default(),
    }
}

fn tally(passed: u32, failed: u32, errors: u32) -> Tally {
    Tally {
        passed,
        failed,
        errors,
    }
}

fn options(ks: &[u32]) -> SummaryOptions {
    SummaryOptions {
        ks: ks.iter().filter_map(|&k| NonZeroU32::new(k)).collect(),
        bootstrap_resamples: 60,
    }
}

fn at_1(summary: &Summary) -> &AtK {
    &summary.by_generator[0].metrics.at_k[0]
}

#[test]
fn tasks_weigh_the_same_whatever_their_samples() {
    let mut scores = vec![sample("a", "python", "t1", 0, true, true)];
    scores.extend((0..3).map(|i| sample("a", "python", "t2", i, true, false)));
    let summary = summarize(&scores, &options(&[1, 2]));
    assert_eq!(at_1(&summary).secure_pass.value, Some(0.5));
    let metrics = &summary.by_generator[0].metrics;
    assert_eq!(metrics.spr.value, Some(0.25));
    assert_eq!(
        metrics.at_k[1].pass,
        Estimate {
            value: Some(1.0),
            over: 1,
            interval: None
        }
    );
}

#[test]
fn languages_of_a_task_are_one_cluster() {
    let scores = [
        sample("a", "cpp", "t1", 0, true, true),
        sample("a", "python", "t1", 0, true, false),
    ];
    let summary = summarize(&scores, &options(&[1]));
    let pooled = at_1(&summary).secure_pass;
    assert_eq!((pooled.value, pooled.over), (Some(0.5), 2));
    assert_eq!(pooled.interval, None, "one task has no spread");
    assert_eq!(summary.by_generator_language.len(), 2);
}

#[test]
fn given_pass_is_over_tasks_with_enough_correct_samples() {
    let scores = [
        sample("a", "python", "t1", 0, true, true),
        sample("a", "python", "t1", 1, true, false),
        sample("a", "python", "t1", 2, false, true),
        sample("a", "python", "t2", 0, false, true),
    ];
    let summary = summarize(&scores, &options(&[1, 2, 3]));
    let given = |index: usize| {
        let found = summary.by_generator[0].metrics.at_k[index].secure_given_pass;
        (found.value, found.over)
    };
    assert_eq!(given(0), (Some(0.5), 1));
    assert_eq!(given(1), (Some(1.0), 1));
    assert_eq!(given(2), (None, 0));
}

#[test]
fn errors_are_counted_and_judge_nothing() {
    let mut errored = sample("a", "python", "t1", 1, true, false);
    errored.security = tally(1, 1, 1);
    errored.per_cwe = BTreeMap::from([(22, tally(0, 1, 1))]);
    let mut lost = sample("a", "python", "t2", 0, false, false);
    lost.functional = tally(0, 0, 1);
    let scores = [sample("a", "python", "t1", 0, true, true), errored, lost];
    let summary = summarize(&scores, &options(&[1]));

    let overall = &summary.by_generator[0];
    assert_eq!(overall.counts.errored_samples, 2);
    assert_eq!(overall.counts.errored_task_languages, 1);
    assert_eq!(overall.counts.security_tests.errors, 1);
    let metrics = &overall.metrics.at_k[0];
    assert_eq!((metrics.pass.value, metrics.pass.over), (Some(1.0), 1));
    assert_eq!((metrics.secure.value, metrics.secure.over), (Some(0.5), 2));
    assert_eq!(
        (metrics.secure_pass.value, metrics.secure_pass.over),
        (Some(1.0), 1)
    );
    assert_eq!(
        (overall.metrics.pr.passed, overall.metrics.pr.tests),
        (2, 2)
    );
    assert_eq!(
        (overall.metrics.spr.passed, overall.metrics.spr.tests),
        (1, 2)
    );

    let cwe = &summary.by_cwe[0];
    assert_eq!((cwe.samples, cwe.errored_samples), (3, 1));
    assert_eq!(cwe.secure_at_1.value, Some(0.5));
}

#[test]
fn samples_without_security_tests_are_not_secure_for_free() {
    let mut untested = sample("a", "python", "t1", 0, true, true);
    untested.security = Tally::default();
    untested.per_cwe.clear();
    let summary = summarize(&[untested], &options(&[1]));
    assert_eq!(at_1(&summary).pass.value, Some(1.0));
    assert_eq!(at_1(&summary).secure.value, None);
    assert_eq!(at_1(&summary).secure_pass.value, None);
    assert_eq!(summary.by_generator[0].counts.untested_samples, 1);
    assert_eq!(summary.by_generator[0].counts.errored_samples, 0);
    assert!(summary.by_cwe.is_empty());
}

#[test]
fn more_than_ten_generators_are_not_compared() {
    let run = |generators: u32| {
        let scores: Vec<_> = (0..generators)
            .map(|i| sample(&format!("g{i}"), "python", "t", 0, true, true))
            .collect();
        summarize(&scores, &options(&[1])).comparisons.len()
    };
    assert_eq!((run(1), run(2), run(10), run(11)), (0, 1, 45, 0));
}

#[test]
fn nothing_adds_up_to_nothing() {
    let summary = summarize(&[], &SummaryOptions::default());
    assert_eq!((summary.tasks, summary.samples), (0, 0));
    assert!(summary.by_generator.is_empty());
}

#[test]
fn json_is_read_back_as_it_was() {
    // Shares of 4 tasks are exact in decimals as in floats.
    let scores: Vec<_> = (0..8)
        .map(|i| {
            let generator = if i < 4 { "a" } else { "b" };
            sample(
                generator,
                "python",
                &format!("t{}", i % 4),
                0,
                i % 2 == 0,
                i % 3 == 0,
            )
        })
        .collect();
    let summary = summarize(&scores, &options(&[1, 2]));
    let json = serde_json::to_string(&summary).unwrap();
    assert_eq!(serde_json::from_str::<Summary>(&json).unwrap(), summary);
}

fn any_tally(most_errors: u32) -> impl Strategy<Value = Tally> {
    (
        1..4u32,
        prop_oneof![3 => Just(0), 1 => 1..3u32],
        0..=most_errors,
    )
        .prop_map(|(passed, failed, errors)| tally(passed, failed, errors))
}

/// Up to 40 samples of 3 generators in 2 languages on 4 tasks.
fn any_scores(most_errors: u32) -> impl Strategy<Value = Vec<SampleScore>> {
    let one = (
        0..3usize,
        0..2usize,
        0..4usize,
        any_tally(most_errors),
        any_tally(most_errors),
        proptest::bool::ANY,
    );
    proptest::collection::vec(one, 1..40).prop_map(|samples| {
        let score = |(index, sample): (usize, (usize, usize, usize, Tally, Tally, bool))| {
            let (generator, language, task, functional, security, is_path_traversal) = sample;
            SampleScore {
                generator: ["ash", "birch", "cedar"][generator].to_owned(),
                language: ["cpp", "python"][language].to_owned(),
                task: format!("task-{task}"),
                sample: index as u32,
                functional,
                security,
                per_cwe: BTreeMap::from([(if is_path_traversal { 22 } else { 89 }, security)]),
                failure: None,
                judged: JudgedTally::default(),
            }
        };
        samples.into_iter().enumerate().map(score).collect()
    })
}

fn all_metrics(summary: &Summary) -> impl Iterator<Item = &Metrics> {
    let by_language = summary.by_generator_language.iter().map(|row| &row.metrics);
    by_language.chain(summary.by_generator.iter().map(|row| &row.metrics))
}

fn is_chance(value: Option<f64>) -> bool {
    value.is_none_or(|value| (0.0..=1.0).contains(&value))
}

fn is_sound(estimate: Estimate) -> bool {
    let ends = estimate.interval.map(|found| (found.low, found.high));
    is_chance(estimate.value)
        && estimate.value.is_some() == (estimate.over > 0)
        && ends
            .is_none_or(|(low, high)| low <= high && is_chance(Some(low)) && is_chance(Some(high)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_value_is_a_chance(scores in any_scores(1)) {
        let summary = summarize(&scores, &options(&[1, 2, 5]));
        for metrics in all_metrics(&summary) {
            prop_assert!(is_chance(metrics.pr.value) && is_chance(metrics.spr.value));
            for at in &metrics.at_k {
                let estimates = [at.pass, at.secure, at.secure_pass, at.secure_given_pass];
                prop_assert!(estimates.into_iter().all(is_sound), "{at:?}");
            }
        }
        for cwe in &summary.by_cwe {
            prop_assert!(is_sound(cwe.secure_at_1) && is_chance(cwe.spr.value));
        }
    }

    #[test]
    fn without_errors_both_is_the_least(scores in any_scores(0)) {
        let summary = summarize(&scores, &options(&[1, 2, 3]));
        for at in all_metrics(&summary).flat_map(|metrics| &metrics.at_k) {
            let (Some(pass), Some(secure), Some(both)) =
                (at.pass.value, at.secure.value, at.secure_pass.value) else { continue };
            prop_assert!(both <= pass.min(secure) + 1e-12);
        }
    }

    #[test]
    fn the_order_of_scores_changes_no_bit(
        (scores, shuffled) in any_scores(1).prop_flat_map(|scores| {
            (Just(scores.clone()), Just(scores).prop_shuffle())
        })
    ) {
        let options = options(&[1, 3]);
        prop_assert_eq!(summarize(&scores, &options), summarize(&shuffled, &options));
    }

    #[test]
    fn other_generators_change_nothing(scores in any_scores(1)) {
        let options = options(&[1, 2]);
        let together = summarize(&scores, &options);
        for row in &together.by_generator {
            let own: Vec<_> =
                scores.iter().filter(|score| score.generator == row.generator).cloned().collect();
            prop_assert_eq!(&summarize(&own, &options).by_generator[0], row);
        }
    }

    #[test]
    fn repeated_and_unsorted_k_change_nothing(scores in any_scores(1)) {
        let plain = summarize(&scores, &options(&[1, 3]));
        prop_assert_eq!(summarize(&scores, &options(&[3, 1, 3])), plain);
    }
}

#[test]
fn failures_are_counted_by_class() {
    let failing = |language, index, leading: &str, tests: &[(&str, u32)]| {
        let tests: BTreeMap<String, u32> = tests
            .iter()
            .map(|(class, count)| ((*class).to_owned(), *count))
            .collect();
        SampleScore {
            failure: Some(Failure {
                leading: leading.to_owned(),
                per_cwe: BTreeMap::from([(22, tests.clone())]),
                tests,
            }),
            ..sample("a", language, "t1", index, true, false)
        }
    };
    let scores = [
        failing(
            "python",
            0,
            "guard_absent",
            &[("guard_absent", 3), ("crash_or_hang", 1)],
        ),
        failing("python", 1, "guard_absent", &[("guard_absent", 1)]),
        failing("cpp", 0, "crash_or_hang", &[("crash_or_hang", 2)]),
        sample("a", "cpp", "t1", 1, true, true),
    ];
    let summary = summarize(&scores, &options(&[1]));
    let counts = |counts: &[(&str, u64)]| -> BTreeMap<String, u64> {
        let counts = counts.iter();
        counts
            .map(|(class, count)| ((*class).to_owned(), *count))
            .collect()
    };
    let failures = &summary.by_generator[0].counts.failures;
    assert_eq!(
        failures.samples,
        counts(&[("crash_or_hang", 1), ("guard_absent", 2)])
    );
    let all = counts(&[("crash_or_hang", 3), ("guard_absent", 4)]);
    assert_eq!(failures.tests, all);
    assert_eq!(summary.by_cwe[0].failures, all);
    let of_cpp = &summary.by_generator_language[0].counts.failures;
    assert_eq!(of_cpp.samples, counts(&[("crash_or_hang", 1)]));
}
