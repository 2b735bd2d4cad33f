//! Checks of rules that a judge decides.

use super::Report;
use crate::suite::model::Task;
use crate::suite::rule::Rule;

/// How long an expectation may be, in bytes.
const MAX_EXPECTATION: usize = 8 << 10;

/// Checks the parts of a test's rule that a judge decides: at most one, as there is one answer for a test; and none below
/// `not`, where the opposite of an undecided answer would have to be told.
pub(super) fn check(rule: &Rule, at: &str, report: &mut Report) {
    let found = places(rule, at);
    for (place, rule, negated) in &found {
        let Rule::Judged(judged) = rule else { continue };
        let length = judged.expectation.len();
        report.say_if(
            judged.expectation.trim().is_empty() || length > MAX_EXPECTATION,
            format!("{place}.expectation"),
            format!("is a text of at most {MAX_EXPECTATION} bytes"),
        );
        report.say_if(
            *negated,
            place,
            "can't stand below `not`: write the opposite expectation",
        );
    }
    if let Some((place, ..)) = found.get(1) {
        report.say(place, "a test asks a judge once at most");
    }
}

/// The fields of a task that only a judge can decide.
pub(in crate::suite) fn judged_rules(task: &Task) -> Vec<String> {
    let tests = task.file.tests.iter().enumerate();
    tests
        .filter_map(|(index, test)| Some((index, test.rule.as_ref()?)))
        .flat_map(|(index, rule)| places(rule, &format!("tests[{index}].rule")))
        .map(|(place, ..)| place)
        .collect()
}

/// Every judged part with its field, and whether it stands below a `not`.
fn places<'a>(rule: &'a Rule, at: &str) -> Vec<(String, &'a Rule, bool)> {
    let at = format!("{at}.{}", rule.name());
    match rule {
        Rule::Judged(_) => vec![(at, rule, false)],
        Rule::All(parts) | Rule::Any(parts) => parts
            .iter()
            .enumerate()
            .flat_map(|(index, part)| places(part, &format!("{at}[{index}]")))
            .collect(),
        Rule::Not(part) => places(part, &at)
            .into_iter()
            .map(|(place, rule, _)| (place, rule, true))
            .collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::*;

    fn said(rule: Json) -> Vec<String> {
        let rule: Rule = serde_json::from_value(rule).unwrap();
        let mut report = Report::default();
        check(&rule, "rule", &mut report);
        report
            .problems
            .into_iter()
            .map(|problem| format!("{}: {}", problem.field, problem.text))
            .collect()
    }

    #[test]
    fn a_judge_is_asked_one_clear_question() {
        let judged = |text: &str| json!({"judged": {"expectation": text}});
        let one = judged("It does no harm.");
        assert_eq!(said(one.clone()), Vec::<String>::new());
        assert_eq!(
            said(json!({"any": [{"no_process": true}, one]})),
            Vec::<String>::new()
        );
        assert_eq!(
            said(json!({"all": [one, {"not": one}]})),
            [
                "rule.all[1].not.judged: can't stand below `not`: write the opposite expectation",
                "rule.all[1].not.judged: a test asks a judge once at most",
            ]
        );
        for text in [" ".to_owned(), "x".repeat(MAX_EXPECTATION + 1)] {
            let said = said(judged(&text));
            assert!(said[0].starts_with("rule.judged.expectation: is a text"));
        }
    }
}
