//! Checks of rules: that they refer to what there is, and that their parts are well-formed.

use globset::GlobMatcher;

use super::expectations::{matcher, regex, typed};
use super::worlds::{MODE, is_mode};
use super::{CANONICAL, Context, Report, is_canonical};
use crate::sandbox::trace::KINDS;
use crate::suite::pattern;
use crate::suite::rule::{EventCount, FieldMatch, FileCondition, FileState, Rule, Selector};

pub(super) fn check(context: Context<'_>, rule: &Rule, at: &str, report: &mut Report) {
    let at = &format!("{at}.{}", rule.name());
    match rule {
        Rule::All(parts) | Rule::Any(parts) => {
            for (index, part) in parts.iter().enumerate() {
                check(context, part, &format!("{at}[{index}]"), report);
            }
        }
        Rule::Not(part) => check(context, part, at, report),
        Rule::Rejected(_) => report.say_if(
            context.task.file.rejection.is_none(),
            at,
            "the task declares no `rejection`",
        ),
        Rule::FileAccessWithin(scope) => {
            for (index, folder) in scope.folders.iter().enumerate() {
                report.say_if(
                    !is_canonical(folder),
                    format!("{at}.folders[{index}]"),
                    CANONICAL,
                );
            }
        }
        Rule::CanaryAbsent(scope) => report.say_if(
            !context.task.canaries.contains_key(&scope.canary),
            format!("{at}.canary"),
            format!("the canary {:?} isn't declared in `canaries`", scope.canary),
        ),
        Rule::NoEvent(select) => selector(select, at, report),
        Rule::Event(count) => event(count, at, report),
        Rule::FileState(state) => file_state(context, state, at, report),
        Rule::DatabaseState(state) => {
            let world = context.task.world_of(context.test);
            report.say_if(
                !world.databases.contains_key(&state.path),
                format!("{at}.path"),
                format!("the test's world has no database {:?}", state.path),
            );
            report.say_if(
                state.query.trim().is_empty(),
                format!("{at}.query"),
                "must not be empty",
            );
            for (row, values) in state.rows.iter().enumerate() {
                for (column, value) in values.iter().enumerate() {
                    typed(value, &format!("{at}.rows[{row}][{column}]"), report);
                }
            }
        }
        Rule::Returned(returned) => {
            let calls = context.calls();
            report.say_if(
                context.is_program(),
                at,
                "a program returns nothing: use `stdout`",
            );
            report.say_if(
                returned.call.is_some_and(|call| call as usize >= calls),
                format!("{at}.call"),
                "there is no such call",
            );
            matcher(&returned.is, calls, &format!("{at}.is"), report);
        }
        Rule::Stdout(condition) => matcher(condition, context.calls(), at, report),
        Rule::SameShapeAsTwin(_)
        | Rule::FuelAtMost(_)
        | Rule::RandomBytesAtLeast(_)
        | Rule::NoProcess(_)
        | Rule::DiffersFromTwin(_)
        | Rule::Judged(_) => {}
    }
}

fn file_state(context: Context<'_>, state: &FileState, at: &str, report: &mut Report) {
    report.say_if(!is_canonical(&state.path), format!("{at}.path"), CANONICAL);
    match &state.is {
        FileCondition::ModeWithin(mode) => {
            report.say_if(!is_mode(mode), format!("{at}.is.mode_within"), MODE);
        }
        FileCondition::Content(condition) => {
            let at = format!("{at}.is.content");
            matcher(condition, context.calls(), &at, report);
        }
        FileCondition::Unchanged | FileCondition::Absent | FileCondition::Present => {}
    }
}

fn event(count: &EventCount, at: &str, report: &mut Report) {
    selector(&count.select, &format!("{at}.select"), report);
    report.say_if(
        count.at_most.is_some_and(|most| most < count.at_least),
        at,
        "`at_least` (1 where it isn't given) is above `at_most`",
    );
}

/// Fields that every event has.
const COMMON: [&str; 4] = ["origin", "call", "kind", "result"];

fn selector(select: &Selector, at: &str, report: &mut Report) {
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
    for (field, condition) in &select.fields {
        let at = format!("{at}.where.{field}");
        let known = COMMON.contains(&field.as_str())
            || kinds
                .iter()
                .any(|(_, fields)| fields.contains(&field.as_str()));
        report.say_if(!known, &at, "these events have no such field");
        field_match(condition, &at, report);
    }
}

fn field_match(condition: &FieldMatch, at: &str, report: &mut Report) {
    match condition {
        FieldMatch::Equals(_) => {}
        FieldMatch::Regex(text) => regex(text, &format!("{at}.regex"), report),
        FieldMatch::Glob(text) => {
            if report.room_for_pattern(at)
                && let Err(error) = pattern::glob(text)
            {
                report.say(format!("{at}.glob"), error.to_string());
            }
        }
        FieldMatch::Contains(text) => report.say_if(
            text.is_empty(),
            format!("{at}.contains"),
            "every text contains the empty one",
        ),
        FieldMatch::Under(folder) => {
            report.say_if(!is_canonical(folder), format!("{at}.under"), CANONICAL);
        }
        FieldMatch::LessThan(bound) => report.say_if(
            *bound == 0,
            format!("{at}.less_than"),
            "no number is less than 0",
        ),
        FieldMatch::Not(inner) => field_match(inner, &format!("{at}.not"), report),
    }
}
