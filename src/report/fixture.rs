//! Summaries to render in tests.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use crate::aggregate::{
    Failure, JudgedTally, SampleScore, Summary, SummaryOptions, Tally, summarize,
};

const TASKS: [(&str, u32); 12] = [
    ("archive-extract", 22),
    ("config-loader", 502),
    ("csv-export", 1236),
    ("file-server", 22),
    ("html-profile", 79),
    ("link-preview", 918),
    ("log-writer", 117),
    ("password-reset", 330),
    ("query-users", 89),
    ("regex-search", 1333),
    ("run-report", 78),
    ("search-orders", 89),
];

fn options(ks: &[u32]) -> SummaryOptions {
    SummaryOptions {
        ks: ks.iter().filter_map(|&k| NonZeroU32::new(k)).collect(),
        ..SummaryOptions::default()
    }
}

/// A number that looks random and is the same each time.
fn scatter(seeds: [usize; 4]) -> usize {
    let mut mixed = 0x9e37_79b9_u32;
    for seed in seeds {
        mixed = (mixed ^ seed as u32).wrapping_mul(0x85eb_ca6b);
        mixed ^= mixed >> 13;
    }
    (mixed >> 8) as usize % 100
}

/// Five samples for each task from one generator, of which about so many percent are correct, and secure.
fn samples(generator: &str, language: &str, correct: usize, secure: usize) -> Vec<SampleScore> {
    let mut scores = Vec::new();
    for (index, (task, cwe)) in TASKS.into_iter().enumerate() {
        for sample in 0..5 {
            let luck = |what| scatter([generator.len() + language.len() * 31, index, sample, what]);
            let hardness = scatter([7, index, 7, 7]) / 4;
            let failed = u32::from(luck(1) >= correct.saturating_sub(hardness));
            let insecure = u32::from(luck(2) >= secure.saturating_sub(hardness));
            let security = Tally {
                passed: 4 - 2 * insecure,
                failed: 2 * insecure,
                errors: 0,
            };
            scores.push(SampleScore {
                generator: generator.to_owned(),
                language: language.to_owned(),
                task: task.to_owned(),
                sample: sample as u32,
                functional: Tally {
                    passed: 6 - 3 * failed,
                    failed: 3 * failed,
                    errors: 0,
                },
                security,
                per_cwe: BTreeMap::from([(cwe, security)]),
                failure: failure(cwe, failed > 0, insecure > 0, luck(3)),
                judged: JudgedTally::default(),
            });
        }
    }
    scores
}

/// Why a sample fails: by chance for one reason or another.
fn failure(cwe: u32, incorrect: bool, insecure: bool, luck: usize) -> Option<Failure> {
    let functional = ["functional_error", "output_contract"][luck % 2];
    let security = ["guard_absent", "guard_insufficient", "unsafe_primitive"][luck % 3];
    let counts = |class: &str, tests| BTreeMap::from([(class.to_owned(), tests)]);
    let mut failure = Failure::default();
    if insecure {
        failure.leading = security.to_owned();
        failure.tests = counts(security, 2);
        failure.per_cwe.insert(cwe, counts(security, 2));
    }
    if incorrect {
        failure.leading = functional.to_owned();
        failure.tests.append(&mut counts(functional, 3));
    }
    (incorrect || insecure).then_some(failure)
}

fn three_generators_scores() -> Vec<SampleScore> {
    [
        samples("atlas-70b", "cpp", 85, 70),
        samples("atlas-70b", "python", 100, 80),
        samples("birch-coder-32b", "cpp", 60, 50),
        samples("birch-coder-32b", "python", 75, 60),
        samples("cedar-agent", "python", 115, 95),
    ]
    .concat()
}

/// 3 generators, 1 or 2 languages, 12 tasks of 5 samples; at k = 1.
pub(super) fn three_generators() -> Summary {
    summarize(&three_generators_scores(), &options(&[1]))
}

/// The same with errors, at k = 1, 3 and 10; 10 is more than there are samples.
pub(super) fn errors_and_more_k() -> Summary {
    let mut scores = three_generators_scores();
    let of_birch = |score: &&mut SampleScore| {
        score.generator.starts_with("birch") && score.task == "log-writer"
    };
    for score in scores.iter_mut().filter(of_birch) {
        score.security.errors = 1;
        score.per_cwe = BTreeMap::from([(117, score.security)]);
    }
    let of_cedar =
        |score: &&mut SampleScore| score.generator == "cedar-agent" && score.task == "csv-export";
    for score in scores.iter_mut().filter(of_cedar).take(3) {
        score.functional.errors = 2;
    }
    summarize(&scores, &options(&[1, 3, 10]))
}

/// 1 generator, 1 language, 1 task, 2 samples of which 1 is insecure.
pub(super) fn one_task() -> Summary {
    let mut scores = samples("atlas-70b", "javascript", 200, 200);
    scores.retain(|score| score.task == "query-users" && score.sample < 2);
    let insecure = Tally {
        passed: 3,
        failed: 1,
        errors: 0,
    };
    scores[1].security = insecure;
    scores[1].per_cwe = BTreeMap::from([(89, insecure)]);
    scores[1].failure = failure(89, false, true, 2);
    summarize(&scores, &options(&[1]))
}

/// The same with a judge that decided one test of each sample and could not decide two; its votes disagreed now and then.
pub(super) fn judged() -> Summary {
    let mut scores = three_generators_scores();
    scores.retain(|score| score.generator == "cedar-agent");
    for (index, score) in scores.iter_mut().enumerate() {
        let undecided = u32::from(index < 2);
        score.judged = JudgedTally {
            decided: 1 - undecided,
            undecided,
            disagreed: u32::from(index % 10 == 0),
            injections: u32::from(index == 7),
        };
        score.security.errors = undecided;
    }
    summarize(&scores, &options(&[1]))
}

/// More generators than are compared.
pub(super) fn eleven_generators() -> Summary {
    let scores = (0..11).flat_map(|i| samples(&format!("model-{i:02}"), "python", 80, 60));
    summarize(&scores.collect::<Vec<_>>(), &options(&[1]))
}

/// A run without samples.
pub(super) fn nothing() -> Summary {
    summarize(&[], &options(&[1]))
}
