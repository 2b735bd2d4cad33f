//! From scores to a [`Summary`].

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU32;

use super::bootstrap::{self, Cluster};
use super::judged::JudgeHealth;
use super::paired::compare_tasks;
use super::score::SampleScore;
use super::summary::{
    AtK, Counts, CweSummary, Estimate, GeneratorSummary, LanguageSummary, Metrics, Rate, Summary,
    TestCounts, add_counts,
};
use super::task::{CweScore, Proportion, TaskScore, Tasks, count_by_generator};

/// With more generators than this, pairs are no longer compared: their number grows with the square.
pub const MAX_COMPARED_GENERATORS: usize = 10;

/// What to compute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SummaryOptions {
    /// The k of the `@k` metrics; order and repetition don't matter. Default: 1.
    pub ks: Vec<NonZeroU32>,
    /// Bootstrap resamples for each interval; fewer than 39 give none. Default: 2,000.
    pub bootstrap_resamples: u32,
}

impl Default for SummaryOptions {
    fn default() -> SummaryOptions {
        SummaryOptions {
            ks: vec![NonZeroU32::MIN],
            bootstrap_resamples: 2_000,
        }
    }
}

/// Adds up the scores of a run. Each sample (generator, language, task, index) is expected once.
pub fn summarize(scores: &[SampleScore], options: &SummaryOptions) -> Summary {
    let ks: BTreeSet<u32> = options.ks.iter().map(|k| k.get()).collect();
    let summarizer = Summarizer {
        ks: ks.into_iter().collect(),
        resamples: options.bootstrap_resamples,
    };
    let generators = count_by_generator(scores);

    let mut by_generator_language = Vec::new();
    let mut by_generator = Vec::new();
    let mut by_cwe = Vec::new();
    for (generator, tasks) in &generators {
        for language in languages(tasks) {
            by_generator_language.push(summarizer.language(generator, language, tasks));
        }
        by_generator.push(summarizer.generator(generator, tasks));
        by_cwe.extend(summarizer.cwes(generator, tasks));
    }
    // A stable sort: the generators of a CWE stay sorted.
    by_cwe.sort_by_key(|entry| entry.cwe);

    let mut comparisons = Vec::new();
    if generators.len() <= MAX_COMPARED_GENERATORS {
        for (a, a_tasks) in &generators {
            for (b, b_tasks) in generators.iter().filter(|(b, _)| a < *b) {
                let pair = compare_tasks((a, a_tasks), (b, b_tasks), summarizer.resamples);
                comparisons.push(pair);
            }
        }
    }

    let tasks: BTreeSet<&str> = scores.iter().map(|score| score.task.as_str()).collect();
    Summary {
        ks: summarizer.ks,
        bootstrap_resamples: summarizer.resamples,
        tasks: tasks.len() as u64,
        samples: scores.len() as u64,
        judge: JudgeHealth::of(scores),
        by_generator_language,
        by_generator,
        by_cwe,
        comparisons,
    }
}

fn languages<'a>(tasks: &Tasks<'a>) -> BTreeSet<&'a str> {
    tasks.keys().map(|&(_, language)| language).collect()
}

/// The counts of one task in one language, with the task's name. Lists of them are sorted by task.
type Entry<'a, T> = (&'a str, &'a T);

struct Summarizer {
    ks: Vec<u32>,
    resamples: u32,
}

impl Summarizer {
    fn language(&self, generator: &str, language: &str, tasks: &Tasks<'_>) -> LanguageSummary {
        let entries: Vec<Entry<'_, TaskScore>> = tasks
            .iter()
            .filter(|((_, of), _)| *of == language)
            .map(|((task, _), score)| (*task, score))
            .collect();
        LanguageSummary {
            generator: generator.to_owned(),
            language: language.to_owned(),
            counts: counts(&entries),
            metrics: self.metrics(&entries),
        }
    }

    fn generator(&self, generator: &str, tasks: &Tasks<'_>) -> GeneratorSummary {
        let entries: Vec<Entry<'_, TaskScore>> = tasks
            .iter()
            .map(|((task, _), score)| (*task, score))
            .collect();
        GeneratorSummary {
            generator: generator.to_owned(),
            languages: languages(tasks).into_iter().map(str::to_owned).collect(),
            counts: counts(&entries),
            metrics: self.metrics(&entries),
        }
    }

    fn cwes(&self, generator: &str, tasks: &Tasks<'_>) -> Vec<CweSummary> {
        let mut entries: BTreeMap<u32, Vec<Entry<'_, CweScore>>> = BTreeMap::new();
        for ((task, _), score) in tasks {
            for (&cwe, cwe_score) in &score.per_cwe {
                if cwe_score.samples > 0 {
                    entries.entry(cwe).or_default().push((*task, cwe_score));
                }
            }
        }
        entries
            .iter()
            .map(|(&cwe, entries)| self.cwe(cwe, generator, entries))
            .collect()
    }

    fn cwe(&self, cwe: u32, generator: &str, entries: &[Entry<'_, CweScore>]) -> CweSummary {
        let mut secure = Proportion::default();
        let mut tests = TestCounts::default();
        let mut failures = BTreeMap::new();
        for (_, score) in entries {
            secure.add(score.secure);
            tests.add(score.tests);
            add_counts(&mut failures, &score.failures);
        }
        CweSummary {
            cwe,
            generator: generator.to_owned(),
            tasks: distinct_tasks(entries),
            samples: entries.iter().map(|(_, score)| score.samples).sum(),
            errored_samples: entries.iter().map(|(_, score)| score.errored_samples).sum(),
            secure,
            tests,
            secure_at_1: self.estimate(entries, |score| score.secure.at_k(1)),
            spr: self.rate(entries, |score| score.tests_passed),
            failures,
        }
    }

    fn metrics(&self, entries: &[Entry<'_, TaskScore>]) -> Metrics {
        Metrics {
            at_k: self.ks.iter().map(|&k| self.at_k(entries, k)).collect(),
            pr: self.rate(entries, |score| score.functional_passed),
            spr: self.rate(entries, |score| score.security_passed),
        }
    }

    fn at_k(&self, entries: &[Entry<'_, TaskScore>], k: u32) -> AtK {
        let drawn = u64::from(k);
        AtK {
            k,
            pass: self.estimate(entries, |score| score.correct.at_k(drawn)),
            secure: self.estimate(entries, |score| score.secure.at_k(drawn)),
            secure_pass: self.estimate(entries, |score| score.both.at_k(drawn)),
            secure_given_pass: self
                .estimate(entries, |score| score.secure_given_correct.at_k(drawn)),
        }
    }

    /// The mean of `value` over the entries where it is defined.
    fn estimate<T>(&self, entries: &[Entry<'_, T>], value: impl Fn(&T) -> Option<f64>) -> Estimate {
        let clusters = clusters(entries, |score| match value(score) {
            Some(value) => (value, 1),
            None => (0.0, 0),
        });
        Estimate {
            value: bootstrap::ratio(&clusters),
            over: clusters.iter().map(|cluster| cluster.weight).sum(),
            interval: bootstrap::interval(&clusters, self.resamples),
        }
    }

    /// The pooled share of `tests` over the entries.
    fn rate<T>(&self, entries: &[Entry<'_, T>], tests: impl Fn(&T) -> Proportion) -> Rate {
        let clusters = clusters(entries, |score| {
            let tests = tests(score);
            (tests.hits as f64, tests.total)
        });
        let mut pooled = Proportion::default();
        for (_, score) in entries {
            pooled.add(tests(score));
        }
        Rate {
            value: bootstrap::ratio(&clusters),
            passed: pooled.hits,
            tests: pooled.total,
            interval: bootstrap::interval(&clusters, self.resamples),
        }
    }
}

/// One cluster for each task that adds any weight; `part` is the sum and the weight of one language of it.
fn clusters<T>(entries: &[Entry<'_, T>], part: impl Fn(&T) -> (f64, u64)) -> Vec<Cluster> {
    entries
        .chunk_by(|(a, _), (b, _)| a == b)
        .map(|task| {
            let mut cluster = Cluster {
                sum: 0.0,
                weight: 0,
            };
            for (_, score) in task {
                let (sum, weight) = part(score);
                cluster.sum += sum;
                cluster.weight += weight;
            }
            cluster
        })
        .filter(|cluster| cluster.weight > 0)
        .collect()
}

fn distinct_tasks<T>(entries: &[Entry<'_, T>]) -> u64 {
    entries.chunk_by(|(a, _), (b, _)| a == b).count() as u64
}

fn counts(entries: &[Entry<'_, TaskScore>]) -> Counts {
    let mut counts = Counts {
        tasks: distinct_tasks(entries),
        task_languages: entries.len() as u64,
        ..Counts::default()
    };
    for (_, score) in entries {
        counts.errored_task_languages += u64::from(score.all_errored());
        counts.samples += score.samples;
        counts.errored_samples += score.errored_samples;
        counts.untested_samples += score.untested_samples;
        counts.correct.add(score.correct);
        counts.secure.add(score.secure);
        counts.both.add(score.both);
        counts.functional_tests.add(score.functional);
        counts.security_tests.add(score.security);
        counts.failures.add(&score.failures);
        counts.judged.add(score.judged);
    }
    counts
}
