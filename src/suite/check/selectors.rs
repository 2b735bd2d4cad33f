//! Checks of selectors of events: that there are such events, and that their conditions can be met.

use globset::GlobMatcher;

use super::expectations::{bounds, regex};
use super::{CANONICAL, Context, Report, is_canonical, planted};
use crate::sandbox::trace::KINDS;
use crate::suite::pattern;
use crate::suite::rule::{FieldMatch, Phase, Selector};

/// Fields that every event has.
const COMMON: [&str; 5] = ["origin", "call", "process", "kind", "result"];

pub(super) fn check(context: Context<'_>, select: &Selector, at: &str, report: &mut Report) {
    if !report.room_for_pattern(at) {
        return;
    }
    let matcher: GlobMatcher = match pattern::glob(&select.kind) {
        Ok(matcher) => matcher,
        Err(error) => return report.say(format!("{at}.kind"), error.to_string()),
    };
    let kinds: Vec<_> = KINDS
        .iter()
        .filter(|(kind, _)| matcher.is_match(kind))
        .collect();
    report.say_if(
        kinds.is_empty(),
        format!("{at}.kind"),
        format!("there is no kind of event {:?}", select.kind),
    );
    if let Some(Phase::Call(call)) = select.call {
        report.say_if(
            call as usize >= context.calls(),
            format!("{at}.call"),
            "there is no such call",
        );
    }
    for (field, conditions) in &select.fields {
        let at = format!("{at}.where.{field}");
        report.say_if(!has_field(&select.kind, field), &at, NO_FIELD);
        report.say_if(conditions.0.is_empty(), &at, "must not be empty");
        for (index, condition) in conditions.0.iter().enumerate() {
            let at = match conditions.0.len() {
                1 => at.clone(),
                _ => format!("{at}[{index}]"),
            };
            field_match(context, condition, &at, report);
        }
    }
}

pub(super) const NO_FIELD: &str = "these events have no such field";

/// Whether events of these kinds have a field.
pub(super) fn has_field(kind: &str, field: &str) -> bool {
    COMMON.contains(&field)
        || pattern::glob(kind).is_ok_and(|matcher| {
            KINDS
                .iter()
                .any(|(kind, fields)| matcher.is_match(kind) && fields.contains(&field))
        })
}

fn field_match(context: Context<'_>, condition: &FieldMatch, at: &str, report: &mut Report) {
    let at = &format!("{at}.{}", name(condition));
    match condition {
        FieldMatch::Equals(_) => {}
        FieldMatch::OneOf(values) => report.say_if(values.is_empty(), at, "must not be empty"),
        FieldMatch::Regex(text) => regex(text, at, report),
        FieldMatch::Glob(text) => glob(pattern::glob(text).err(), at, report),
        FieldMatch::GlobPath(text) => glob(pattern::glob_path(text).err(), at, report),
        FieldMatch::Contains(text) | FieldMatch::StartsWith(text) | FieldMatch::EndsWith(text) => {
            report.say_if(text.is_empty(), at, "every text contains the empty one");
        }
        FieldMatch::Canary(name) => planted::check(context, name, at, report),
        FieldMatch::Under(folder) => report.say_if(!is_canonical(folder), at, CANONICAL),
        FieldMatch::LessThan(bound) => {
            report.say_if(*bound == 0, at, "no number is less than 0");
        }
        FieldMatch::AtLeast(bound) => {
            report.say_if(*bound == 0, at, "every number is at least 0");
        }
        FieldMatch::AtMost(_) => {}
        FieldMatch::ShellWords(words) => {
            report.say_if(
                words.count.is_none() && words.nth.is_none(),
                at,
                "needs `count` or `nth`",
            );
            if let Some(count) = words.count {
                bounds(count, &format!("{at}.count"), report);
            }
            if let Some(nth) = &words.nth {
                field_match(context, &nth.is, &format!("{at}.nth.is"), report);
            }
        }
        FieldMatch::Any(parts) | FieldMatch::All(parts) => {
            report.say_if(parts.is_empty(), at, "must not be empty");
            for (index, part) in parts.iter().enumerate() {
                field_match(context, part, &format!("{at}[{index}]"), report);
            }
        }
        FieldMatch::Not(inner) => field_match(context, inner, at, report),
    }
}

fn glob(error: Option<pattern::PatternError>, at: &str, report: &mut Report) {
    if report.room_for_pattern(at)
        && let Some(error) = error
    {
        report.say(at, error.to_string());
    }
}

fn name(condition: &FieldMatch) -> &'static str {
    match condition {
        FieldMatch::Equals(_) => "equals",
        FieldMatch::OneOf(_) => "one_of",
        FieldMatch::Regex(_) => "regex",
        FieldMatch::Glob(_) => "glob",
        FieldMatch::GlobPath(_) => "glob_path",
        FieldMatch::Contains(_) => "contains",
        FieldMatch::StartsWith(_) => "starts_with",
        FieldMatch::EndsWith(_) => "ends_with",
        FieldMatch::Canary(_) => "canary",
        FieldMatch::Under(_) => "under",
        FieldMatch::LessThan(_) => "less_than",
        FieldMatch::AtLeast(_) => "at_least",
        FieldMatch::AtMost(_) => "at_most",
        FieldMatch::ShellWords(_) => "shell_words",
        FieldMatch::Any(_) => "any",
        FieldMatch::All(_) => "all",
        FieldMatch::Not(_) => "not",
    }
}
