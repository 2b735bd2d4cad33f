//! The sections of a report: the main table, further k, why samples failed, CWEs, pairs of generators.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::cells::{
    MISSING, counted, name, p_value, percent, percent_over, percent_with_interval,
    points_with_interval, thousands,
};
use super::notes;
use super::section::{Align, Column, Role, Section};
use crate::aggregate::{
    AtK, Comparison, Counts, CweSummary, Estimate, FailureCounts, Metrics, Summary,
};

/// What the whole run consists of, in one line.
pub(super) fn headline(summary: &Summary) -> String {
    let mut languages: Vec<&String> = summary
        .by_generator
        .iter()
        .flat_map(|row| &row.languages)
        .collect();
    languages.sort();
    languages.dedup();
    [
        counted(summary.by_generator.len() as u64, "generator"),
        counted(languages.len() as u64, "language"),
        counted(summary.tasks, "task"),
        counted(summary.samples, "sample"),
    ]
    .join(", ")
}

/// All sections that have anything to show, the main one first.
pub(super) fn sections(summary: &Summary) -> Vec<Section> {
    let rows = rows(summary);
    [
        main(summary, &rows),
        further_k(summary, &rows),
        failures(summary),
        cwes(summary),
        comparisons(summary),
    ]
    .into_iter()
    .filter(|section| !section.rows.is_empty())
    .collect()
}

/// A row of the main table: a generator in one language, or in all of them.
pub(super) struct Row<'a> {
    pub generator: String,
    pub language: String,
    /// Whether it is about several languages together.
    pub pooled: bool,
    pub counts: &'a Counts,
    pub metrics: &'a Metrics,
}

impl Row<'_> {
    /// Generator and language, for a sentence.
    pub fn title(&self) -> String {
        format!("{} {}", self.generator, self.language)
    }
}

/// The languages of each generator, followed by all of them together if there are several.
fn rows(summary: &Summary) -> Vec<Row<'_>> {
    let mut rows = Vec::new();
    for overall in &summary.by_generator {
        let by_language = summary.by_generator_language.iter();
        for row in by_language.filter(|row| row.generator == overall.generator) {
            rows.push(Row {
                generator: name(&row.generator),
                language: name(&row.language),
                pooled: false,
                counts: &row.counts,
                metrics: &row.metrics,
            });
        }
        if overall.languages.len() > 1 {
            rows.push(Row {
                generator: name(&overall.generator),
                language: "(all)".to_owned(),
                pooled: true,
                counts: &overall.counts,
                metrics: &overall.metrics,
            });
        }
    }
    rows
}

fn names() -> Vec<Column> {
    vec![
        Column::new("generator", Align::Left, Role::Name),
        Column::new("language", Align::Left, Role::Key),
    ]
}

fn at_k_columns(k: &str) -> [Column; 4] {
    [
        Column::new(format!("pass\n@{k}"), Align::Right, Role::Value),
        Column::new(format!("secure\n@{k}"), Align::Right, Role::Value),
        Column::new(format!("secure-pass\n@{k}"), Align::Left, Role::Primary),
        Column::new(format!("secure@{k}\ngiven pass"), Align::Left, Role::Value),
    ]
}

fn at_k_cells(at: &AtK) -> [String; 4] {
    [
        percent(at.pass.value),
        percent(at.secure.value),
        estimate(at.secure_pass),
        percent_over(at.secure_given_pass),
    ]
}

fn estimate(estimate: Estimate) -> String {
    percent_with_interval(estimate.value, estimate.interval)
}

/// The first k, with what doesn't depend on k.
fn main(summary: &Summary, rows: &[Row<'_>]) -> Section {
    let first_k = summary.ks.first();
    let errors = rows.iter().any(|row| row.counts.errored_samples > 0);

    let mut columns = names();
    columns.push(Column::new("tasks", Align::Right, Role::Basis));
    columns.push(Column::new("samples", Align::Right, Role::Basis));
    columns.extend(
        first_k
            .into_iter()
            .flat_map(|k| at_k_columns(&k.to_string())),
    );
    columns.push(Column::new("PR", Align::Right, Role::Value));
    columns.push(Column::new("SPR", Align::Right, Role::Value));
    if errors {
        columns.push(Column::new("errors", Align::Right, Role::Errors));
    }

    let cells = |row: &Row<'_>| {
        let mut cells = vec![row.generator.clone(), row.language.clone()];
        cells.push(thousands(row.counts.tasks));
        cells.push(thousands(row.counts.samples));
        cells.extend(row.metrics.at_k.first().into_iter().flat_map(at_k_cells));
        cells.push(percent(row.metrics.pr.value));
        cells.push(percent(row.metrics.spr.value));
        if errors {
            cells.push(thousands(row.counts.errored_samples));
        }
        cells
    };
    Section {
        title: "Scores in percent".to_owned(),
        columns,
        rows: rows.iter().map(cells).collect(),
        notes: notes::main(summary, rows),
    }
}

/// The other k, one row for each with a generator and language.
fn further_k(summary: &Summary, rows: &[Row<'_>]) -> Section {
    let mut columns = vec![Column::new("k", Align::Right, Role::Key)];
    columns.extend(names());
    columns.extend(at_k_columns("k"));

    let mut cells = Vec::new();
    for (index, k) in summary.ks.iter().enumerate().skip(1) {
        for row in rows {
            let mut line = vec![k.to_string(), row.generator.clone(), row.language.clone()];
            line.extend(row.metrics.at_k.get(index).into_iter().flat_map(at_k_cells));
            cells.push(line);
        }
    }
    Section {
        title: "Further k".to_owned(),
        columns,
        rows: cells,
        notes: notes::further_k(summary, rows),
    }
}

/// Why samples failed: a row for each class of each generator, the most frequent first.
fn failures(summary: &Summary) -> Section {
    let languages: BTreeSet<&String> = summary
        .by_generator
        .iter()
        .flat_map(|row| &row.languages)
        .collect();
    let mut columns = vec![
        Column::new("generator", Align::Left, Role::Name),
        Column::new("why", Align::Left, Role::Key),
        Column::new("samples", Align::Right, Role::Primary),
    ];
    if languages.len() > 1 {
        let of_language = |language: &&String| {
            Column::new(
                format!("of them\n{}", name(language)),
                Align::Right,
                Role::Value,
            )
        };
        columns.extend(languages.iter().map(of_language));
    }
    columns.push(Column::new("failed\ntests", Align::Right, Role::Value));

    let mut rows = Vec::new();
    for overall in &summary.by_generator {
        let failures = &overall.counts.failures;
        let samples = |counts: &FailureCounts, class: &String| {
            counts.samples.get(class).copied().unwrap_or_default()
        };
        let mut classes: Vec<(&String, &u64)> = failures.tests.iter().collect();
        classes.sort_by_key(|(class, tests)| {
            (Reverse(samples(failures, class)), Reverse(**tests), *class)
        });
        for (class, tests) in classes {
            let mut cells = vec![
                name(&overall.generator),
                class_title(class),
                thousands(samples(failures, class)),
            ];
            if languages.len() > 1 {
                cells.extend(languages.iter().map(|language| {
                    let mut by_language = summary.by_generator_language.iter();
                    let row = by_language.find(|row| {
                        row.generator == overall.generator && row.language == **language
                    });
                    row.map_or(MISSING.to_owned(), |row| {
                        thousands(samples(&row.counts.failures, class))
                    })
                }));
            }
            cells.push(thousands(*tests));
            rows.push(cells);
        }
    }
    Section {
        title: "Why samples failed".to_owned(),
        columns,
        rows,
        notes: notes::failures(),
    }
}

/// The class of a failure for people.
fn class_title(class: &str) -> String {
    name(&class.replace('_', " "))
}

/// The class of most failed tests, with how many there are of it.
fn most_frequent(failures: &BTreeMap<String, u64>) -> String {
    let most = failures
        .iter()
        .min_by_key(|(class, tests)| (Reverse(**tests), *class));
    most.map_or(String::new(), |(class, tests)| {
        format!("{} {}", thousands(*tests), class_title(class))
    })
}

fn cwes(summary: &Summary) -> Section {
    let errors = summary.by_cwe.iter().any(|row| row.errored_samples > 0);
    let mut columns = vec![
        Column::new("CWE", Align::Left, Role::Key),
        Column::new("generator", Align::Left, Role::Name),
        Column::new("tasks", Align::Right, Role::Basis),
        Column::new("samples", Align::Right, Role::Basis),
        Column::new("tests", Align::Right, Role::Basis),
        Column::new("secure@1", Align::Left, Role::Primary),
        Column::new("SPR", Align::Right, Role::Value),
    ];
    let explained = summary.by_cwe.iter().any(|row| !row.failures.is_empty());
    if explained {
        columns.push(Column::new(
            "failed tests,\nmost of them",
            Align::Left,
            Role::Aside,
        ));
    }
    if errors {
        columns.push(Column::new("errors", Align::Right, Role::Errors));
    }
    let cells = |row: &CweSummary| {
        let mut cells = vec![
            format!("CWE-{}", row.cwe),
            name(&row.generator),
            thousands(row.tasks),
            thousands(row.samples),
            thousands(row.tests.total()),
            estimate(row.secure_at_1),
            percent(row.spr.value),
        ];
        if explained {
            cells.push(most_frequent(&row.failures));
        }
        if errors {
            cells.push(thousands(row.errored_samples));
        }
        cells
    };
    Section {
        title: "By CWE, in percent".to_owned(),
        columns,
        rows: summary.by_cwe.iter().map(cells).collect(),
        notes: notes::cwes(),
    }
}

fn comparisons(summary: &Summary) -> Section {
    let columns = vec![
        Column::new("A", Align::Left, Role::Name),
        Column::new("B", Align::Left, Role::Name),
        Column::new("tasks", Align::Right, Role::Basis),
        Column::new("of A", Align::Right, Role::Value),
        Column::new("of B", Align::Right, Role::Value),
        Column::new("A - B", Align::Left, Role::Primary),
        Column::new("p", Align::Right, Role::Value),
    ];
    let cells = |pair: &Comparison| {
        vec![
            name(&pair.a),
            name(&pair.b),
            thousands(pair.tasks),
            percent(pair.a_secure_pass),
            percent(pair.b_secure_pass),
            points_with_interval(pair.difference, pair.interval),
            p_value(pair.p_value),
        ]
    };
    Section {
        title: "Pairs of generators by secure-pass@1, in percent".to_owned(),
        columns,
        rows: summary.comparisons.iter().map(cells).collect(),
        notes: notes::comparisons(summary),
    }
}
