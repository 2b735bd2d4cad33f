//! Checks of rules: that they refer to what there is, and that their parts are well-formed.

use super::expectations::{matcher, typed};
use super::selectors::{self, NO_FIELD, has_field};
use super::worlds::{MODE, is_mode};
use super::{CANONICAL, Context, Report, is_canonical, planted};
use crate::suite::rule::{
    Before, EvenFuel, EventCount, EventSum, FileCondition, FileState, Growth, Rule,
};

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
            folders(&scope.folders, at, report);
        }
        Rule::CanaryAbsent(scope) => {
            planted::check(context, &scope.canary, &format!("{at}.canary"), report);
        }
        Rule::NoEvent(select) | Rule::TwinReaches(select) => {
            selectors::check(context, select, at, report);
        }
        Rule::Event(count) => event(context, count, at, report),
        Rule::InOrder(selects) => {
            for (index, select) in selects.iter().enumerate() {
                selectors::check(context, select, &format!("{at}[{index}]"), report);
            }
        }
        Rule::Before(rule) => before(context, rule, at, report),
        Rule::Sum(rule) => sum(context, rule, at, report),
        Rule::Reached(reached) => {
            selectors::check(context, &reached.select, &format!("{at}.select"), report);
            if let Some(call) = reached.call {
                calls(context, &[call], 1, &format!("{at}.call"), report);
            }
        }
        Rule::Growth(rule) => growth(context, rule, at, report),
        Rule::EvenFuel(rule) => even(context, rule, at, report),
        Rule::FilesChangedWithin(scope) | Rule::NoFileLeft(scope) => {
            folders(&scope.folders, at, report);
        }
        Rule::CreatedModeWithin(scope) => {
            folders(&scope.folders, at, report);
            report.say_if(!is_mode(&scope.mode), format!("{at}.mode"), MODE);
        }
        Rule::DatabaseUnchanged(path) => database(context, path, at, report),
        // Rules have taken its place, or what is wrong with it was told.
        Rule::Pack(_) => {}
        Rule::FileState(state) => file_state(context, state, at, report),
        Rule::DatabaseState(state) => {
            database(context, &state.path, &format!("{at}.path"), report);
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
        | Rule::Random(_)
        | Rule::Crypto(_)
        | Rule::ConstantTimeCompare(_)
        | Rule::Budget(_)
        | Rule::NetworkWithin(_)
        | Rule::TlsVerified(_)
        | Rule::ProcessWithin(_)
        | Rule::NoProcess(_)
        | Rule::DiffersFromTwin(_)
        | Rule::Judged(_) => {}
    }
}

fn database(context: Context<'_>, path: &String, at: &str, report: &mut Report) {
    let world = context.task.world_of(context.test);
    report.say_if(
        !world.databases.contains_key(path),
        at,
        format!("the test's world has no database {path:?}"),
    );
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

fn event(context: Context<'_>, count: &EventCount, at: &str, report: &mut Report) {
    selectors::check(context, &count.select, &format!("{at}.select"), report);
    report.say_if(
        count.at_most.is_some_and(|most| most < count.at_least),
        at,
        "`at_least` (1 where it isn't given) is above `at_most`",
    );
}

fn sum(context: Context<'_>, sum: &EventSum, at: &str, report: &mut Report) {
    selectors::check(context, &sum.select, &format!("{at}.select"), report);
    report.say_if(
        !has_field(&sum.select.kind, &sum.field),
        format!("{at}.field"),
        NO_FIELD,
    );
    report.say_if(
        matches!((sum.at_least, sum.at_most), (Some(least), Some(most)) if least > most),
        at,
        "`at_least` is above `at_most`",
    );
}

fn before(context: Context<'_>, rule: &Before, at: &str, report: &mut Report) {
    selectors::check(context, &rule.first, &format!("{at}.first"), report);
    selectors::check(context, &rule.then, &format!("{at}.then"), report);
    for (index, field) in rule.same.iter().enumerate() {
        report.say_if(
            !has_field(&rule.first.kind, field) || !has_field(&rule.then.kind, field),
            format!("{at}.same[{index}]"),
            NO_FIELD,
        );
    }
}

/// Checks canonical folders.
fn folders<'a>(folders: impl IntoIterator<Item = &'a String>, at: &str, report: &mut Report) {
    for (index, folder) in folders.into_iter().enumerate() {
        report.say_if(
            !is_canonical(folder),
            format!("{at}.folders[{index}]"),
            CANONICAL,
        );
    }
}

/// Checks the numbers of calls that are compared.
fn calls(context: Context<'_>, calls: &[u32], least: usize, at: &str, report: &mut Report) {
    report.say_if(
        calls.len() < least,
        at,
        format!("names at least {least} calls"),
    );
    for (index, call) in calls.iter().enumerate() {
        report.say_if(
            *call as usize >= context.calls(),
            format!("{at}[{index}]"),
            "there is no such call",
        );
    }
}

fn growth(context: Context<'_>, growth: &Growth, at: &str, report: &mut Report) {
    calls(context, &growth.calls, 3, &format!("{at}.calls"), report);
    if let Some(base) = growth.base {
        calls(context, &[base], 1, &format!("{at}.base"), report);
    }
    report.say_if(
        growth.sizes.len() != growth.calls.len(),
        format!("{at}.sizes"),
        "there is one for each call",
    );
    report.say_if(
        !growth.sizes.windows(2).all(|pair| pair[0] < pair[1]),
        format!("{at}.sizes"),
        "are ascending",
    );
    report.say_if(
        !growth.exponent_at_most.is_finite() || growth.exponent_at_most <= 0.0,
        format!("{at}.exponent_at_most"),
        "is above 0",
    );
}

fn even(context: Context<'_>, even: &EvenFuel, at: &str, report: &mut Report) {
    calls(context, &even.calls, 2, &format!("{at}.calls"), report);
    report.say_if(
        even.at_most.is_none() && even.per_cent.is_none() && even.per_right_byte.is_none(),
        at,
        "needs `at_most`, `per_cent` or `per_right_byte`",
    );
    let slope = even.per_right_byte.is_some();
    report.say_if(
        slope == even.right_bytes.is_empty(),
        format!("{at}.right_bytes"),
        "go together with `per_right_byte`",
    );
    let differ = even.right_bytes.windows(2).any(|pair| pair[0] != pair[1]);
    report.say_if(
        slope && (even.right_bytes.len() != even.calls.len() || !differ),
        format!("{at}.right_bytes"),
        "there is one for each call, and they differ",
    );
}
