//! Checks of references: that the declared ones exist, and that between them they fail every security test.

use std::collections::BTreeSet;

use super::Report;
use crate::suite::language::Language;
use crate::suite::model::{SECURE, Task, is_slug};
use crate::suite::problem::Problem;
use crate::suite::task::SuiteKind;

pub(super) fn check(task: &Task, report: &mut Report) {
    check_insecure(task, report);
    check_uncovered(task, report);
    for reference in &task.references {
        let known = reference.name == SECURE || task.file.insecure.contains_key(&reference.name);
        if !known {
            report.problems.push(Problem::new(
                &reference.path,
                "",
                format!("`insecure` declares no {:?}", reference.name),
            ));
        }
    }
}

fn check_insecure(task: &Task, report: &mut Report) {
    let mut failed = BTreeSet::new();
    for (name, reference) in &task.file.insecure {
        let at = format!("insecure.{name}");
        report.say_if(
            name == SECURE || !is_slug(&name.replace('_', "-"), 1, 60),
            &at,
            "an insecure reference is named by a-z, 0-9, - and _, and not `secure`",
        );
        report.say_if(
            reference.about.trim().is_empty(),
            format!("{at}.about"),
            "must not be empty",
        );
        let at = format!("{at}.fails");
        report.say_if(reference.fails.is_empty(), &at, "must not be empty");
        let mut seen = BTreeSet::new();
        for (index, test) in reference.fails.iter().enumerate() {
            let is_security = task
                .test(test)
                .is_some_and(|test| test.suite == SuiteKind::Security);
            let at = format!("{at}[{index}]");
            report.say_if(
                !is_security,
                &at,
                format!("there is no security test {test:?}"),
            );
            report.say_if(!seen.insert(test), at, "stands here twice");
            failed.insert(test.as_str());
        }
    }
    for (index, test) in task.file.tests.iter().enumerate() {
        report.say_if(
            test.suite == SuiteKind::Security && !failed.contains(test.name.as_str()),
            format!("tests[{index}]"),
            format!(
                "no insecure reference fails {:?}: does it tell anything?",
                test.name
            ),
        );
    }
}

fn check_uncovered(task: &Task, report: &mut Report) {
    for (language, lines) in &task.file.uncovered {
        let at = format!("uncovered.{language}");
        if let Err(error) = language.parse::<Language>() {
            report.say(&at, error.to_string());
        }
        for (line, reason) in lines {
            let at = format!("{at}.{line}");
            report.say_if(
                !line.parse::<u32>().is_ok_and(|line| line > 0),
                &at,
                "is no number of a line",
            );
            report.say_if(reason.trim().is_empty(), &at, "needs a reason");
        }
    }
}

/// The reference programs that a complete task has and this one lacks: the secure one and every insecure one, in every
/// language. A task can be run without them; it can't be validated.
pub fn missing_references(task: &Task) -> Vec<Problem> {
    let names = || std::iter::once(SECURE).chain(task.file.insecure.keys().map(String::as_str));
    Language::ALL
        .into_iter()
        .flat_map(|language| names().map(move |name| (language, name)))
        .filter(|(language, name)| task.reference(*language, name).is_none())
        .map(|(language, name)| {
            let path = format!("references/{language}/{name}.{}", language.extension());
            Problem::new(path, "", "doesn't exist")
        })
        .collect()
}
