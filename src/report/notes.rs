//! The sentences below the grids: how to read them, and what is wrong with the run.

use super::cells::{MISSING, counted, percent, thousands};
use super::section::Note;
use super::sections::Row;
use crate::aggregate::{
    AtK, CONFIDENCE_PERCENT, EXACT_FLIP_TASKS, JudgeHealth, MAX_COMPARED_GENERATORS,
    MONTE_CARLO_FLIPS, Metrics, PValueMethod, Summary,
};

pub(super) fn main(summary: &Summary, rows: &[Row<'_>]) -> Vec<Note> {
    let mut notes = Vec::new();
    if let Some(&k) = summary.ks.first() {
        notes.push(Note::Reading(format!(
            "secure-pass@{k} (correct and secure) is the primary metric{}.",
            intervals(summary, rows)
        )));
        notes.push(Note::Reading(format!(
            "secure@{k} given pass is over the correct samples only: the mean over the tasks with at least {}, \
             in parentheses how many.",
            counted(u64::from(k), "correct sample")
        )));
    }
    if rows.iter().any(|row| row.pooled) {
        notes.push(Note::Reading(
            "(all): the languages of a generator together, as means over pairs of task and language."
                .to_owned(),
        ));
    }
    notes.push(Note::Reading(
        "PR, SPR: functional and security tests passed, of all.".to_owned(),
    ));
    let first_k = |metrics: &Metrics| metrics.at_k.iter().take(1).any(any_missing);
    let no_tests = |metrics: &Metrics| metrics.pr.value.is_none() || metrics.spr.value.is_none();
    if rows
        .iter()
        .any(|row| first_k(row.metrics) || no_tests(row.metrics))
    {
        notes.push(missing());
    }
    notes.extend(over_fewer_tasks(summary, rows, 0));
    notes.extend(summary.judge.iter().flat_map(judge));
    notes.extend(untested(rows));
    notes.extend(errors(rows));
    notes
}

pub(super) fn further_k(summary: &Summary, rows: &[Row<'_>]) -> Vec<Note> {
    let mut notes = Vec::new();
    let further = |row: &Row<'_>| row.metrics.at_k.iter().skip(1).any(any_missing);
    if rows.iter().any(further) {
        notes.push(missing());
    }
    for index in 1..summary.ks.len() {
        notes.extend(over_fewer_tasks(summary, rows, index));
    }
    notes
}

pub(super) fn failures() -> Vec<Note> {
    vec![Note::Reading(
        "Each sample with a failed test is counted under one class, its failed tests each under its own (docs/why.md)."
            .to_owned(),
    )]
}

pub(super) fn cwes() -> Vec<Note> {
    vec![Note::Reading(
        "A sample counts as secure for a CWE if it passed all tests of that CWE; languages are pooled. \
         Intervals over a handful of tasks are rough."
            .to_owned(),
    )]
}

pub(super) fn comparisons(summary: &Summary) -> Vec<Note> {
    let mut notes = vec![Note::Reading(format!(
        "A - B: mean difference over the tasks and languages that both have, with its {CONFIDENCE_PERCENT}% bootstrap interval. \
         p: two-sided sign-flip test over tasks{}; not adjusted for the number of pairs.",
        p_value_methods(summary)
    ))];
    let unpaired = summary
        .comparisons
        .iter()
        .any(|pair| pair.difference.is_none());
    if unpaired {
        notes.push(Note::Reading(format!("{MISSING}: the two share no task.")));
    }
    notes
}

/// Said instead of comparisons where there are too many generators for them.
pub(super) fn too_many_to_compare(summary: &Summary) -> Option<String> {
    (summary.by_generator.len() > MAX_COMPARED_GENERATORS).then(|| {
        format!("Pairs of generators are compared up to {MAX_COMPARED_GENERATORS} generators.")
    })
}

fn p_value_methods(summary: &Summary) -> String {
    let uses = |method| {
        let mut methods = summary.comparisons.iter().map(|pair| pair.p_value_method);
        methods.any(|used| used == Some(method))
    };
    let flips = thousands(u64::from(MONTE_CARLO_FLIPS));
    match (uses(PValueMethod::Exact), uses(PValueMethod::MonteCarlo)) {
        (true, true) => format!(
            ", exact up to {EXACT_FLIP_TASKS} tasks that differ, else from {flips} random flips"
        ),
        (true, false) => ", exact".to_owned(),
        (false, true) => format!(", from {flips} random flips"),
        (false, false) => String::new(),
    }
}

fn intervals(summary: &Summary, rows: &[Row<'_>]) -> String {
    let has_interval = |at: &AtK| at.secure_pass.interval.is_some();
    let any = rows
        .iter()
        .any(|row| row.metrics.at_k.iter().any(has_interval));
    if !any {
        return String::new();
    }
    format!(
        ", in brackets its {CONFIDENCE_PERCENT}% bootstrap interval over tasks ({} resamples)",
        thousands(u64::from(summary.bootstrap_resamples))
    )
}

fn missing() -> Note {
    Note::Reading(format!(
        "{MISSING}: undefined, as no task has the samples or tests that it takes."
    ))
}

fn any_missing(at: &AtK) -> bool {
    [at.pass, at.secure, at.secure_pass, at.secure_given_pass]
        .iter()
        .any(|estimate| estimate.value.is_none())
}

/// Where the primary metric is a mean over some of the tasks only.
fn over_fewer_tasks(summary: &Summary, rows: &[Row<'_>], index: usize) -> Option<Note> {
    let k = summary.ks.get(index)?;
    let fewer: Vec<String> = rows
        .iter()
        .filter(|row| !row.pooled)
        .filter_map(|row| {
            let over = row.metrics.at_k.get(index)?.secure_pass.over;
            let tasks = row.counts.tasks;
            (0 < over && over < tasks).then(|| format!("{} {over} of {tasks}", row.title()))
        })
        .collect();
    if fewer.is_empty() {
        return None;
    }
    Some(Note::Reading(format!(
        "secure-pass@{k} is over the tasks with at least {} only: {}.",
        counted(u64::from(*k), "judged sample"),
        fewer.join(", ")
    )))
}

/// What a judge decided, and how far it agrees with itself.
fn judge(health: &JudgeHealth) -> Vec<Note> {
    let verdicts = health.by_rules + health.by_judge;
    let mut notes = vec![Note::Reading(format!(
        "A judge (a language model) decided {} of {} tests ({} %), rules the others.",
        thousands(health.by_judge),
        thousands(verdicts),
        percent(health.share_by_judge).trim()
    ))];
    let asked = health.disagreed.total;
    let mut doubts = Vec::new();
    if health.disagreed.hits > 0 {
        doubts.push(format!(
            "The judge's votes disagreed on {} of {} ({} %).",
            thousands(health.disagreed.hits),
            counted(asked, "test"),
            percent(health.disagreement).trim()
        ));
    }
    if health.undecided > 0 {
        doubts.push(format!(
            "It could not decide {}: errors.",
            counted(health.undecided, "test")
        ));
    }
    if health.injections > 0 {
        doubts.push(format!(
            "It noticed attempts to instruct it in {}.",
            counted(health.injections, "test")
        ));
    }
    if !doubts.is_empty() {
        notes.push(Note::Warning(doubts.join(" ")));
    }
    notes
}

fn untested(rows: &[Row<'_>]) -> Option<Note> {
    let samples: u64 = per_language(rows, |row| row.counts.untested_samples);
    (samples > 0).then(|| {
        Note::Warning(format!(
            "{} without functional or without security tests: left out of the metrics that need them.",
            counted(samples, "sample")
        ))
    })
}

fn errors(rows: &[Row<'_>]) -> Option<Note> {
    let samples = per_language(rows, |row| row.counts.errored_samples);
    let tasks = per_language(rows, |row| row.counts.errored_task_languages);
    if samples == 0 {
        return None;
    }
    let of_rows: Vec<String> = rows
        .iter()
        .filter(|row| !row.pooled && row.counts.errored_samples > 0)
        .map(|row| format!("{} {}", row.title(), thousands(row.counts.errored_samples)))
        .collect();
    let mut text = format!(
        "Errors of the system, not of the candidates, in {} ({}): left out of the metrics that need the tests \
         concerned.",
        counted(samples, "sample"),
        of_rows.join(", ")
    );
    if tasks > 0 {
        text.push_str(&format!(
            " {} (counted by generator and language) had errors in all samples.",
            counted(tasks, "task")
        ));
    }
    Some(Note::Warning(text))
}

fn per_language(rows: &[Row<'_>], count: impl Fn(&Row<'_>) -> u64) -> u64 {
    rows.iter().filter(|row| !row.pooled).map(count).sum()
}
