//! Checks of what is called, and of calls.

use std::collections::BTreeSet;

use super::{Context, Report, expectations};
use crate::suite::model::Task;
use crate::suite::task::{Call, Entry, Function};
use crate::suite::template::check_argument;

pub(super) fn check_entry(task: &Task, report: &mut Report) {
    let Entry::Functions(functions) = &task.file.entry else {
        return;
    };
    report.say_if(
        functions.is_empty(),
        "entry.functions",
        "names at least one",
    );
    let mut seen = BTreeSet::new();
    for (index, function) in functions.iter().enumerate() {
        let at = format!("entry.functions[{index}]");
        report.say_if(!is_snake_case(&function.name), format!("{at}.name"), SNAKE);
        report.say_if(
            !seen.insert(&function.name),
            format!("{at}.name"),
            "stands here twice",
        );
        report.say_if(
            function.returns.trim().is_empty(),
            format!("{at}.returns"),
            "must not be empty",
        );
        for (index, parameter) in function.parameters.iter().enumerate() {
            let at = format!("{at}.parameters[{index}]");
            report.say_if(!is_snake_case(&parameter.name), format!("{at}.name"), SNAKE);
            report.say_if(
                parameter.type_name.trim().is_empty(),
                format!("{at}.type"),
                "must not be empty",
            );
        }
    }
}

const SNAKE: &str = "is a name in snake_case";

fn is_snake_case(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name
            .bytes()
            .all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'_'))
}

/// Checks the calls of a test or of its twin.
pub(super) fn check(context: Context<'_>, calls: &[Call], at: &str, report: &mut Report) {
    for (index, call) in calls.iter().enumerate() {
        let at = format!("{at}[{index}]");
        match function(context.task, call) {
            Some(function) => report.say_if(
                function.parameters.len() != call.args.len(),
                format!("{at}.args"),
                format!(
                    "{} takes {} arguments, not {}",
                    function.name,
                    function.parameters.len(),
                    call.args.len()
                ),
            ),
            None => report.say(format!("{at}.function"), "isn't declared in `entry`"),
        }
        for (number, argument) in call.args.iter().enumerate() {
            if let Err(text) = check_argument(argument, index) {
                report.say(format!("{at}.args[{number}]"), text);
            }
        }
        if let Some(expect) = &call.expect {
            let place = Some((context.task, index));
            expectations::check(expect, false, place, &format!("{at}.expect"), report);
        }
    }
}

fn function<'a>(task: &'a Task, call: &Call) -> Option<&'a Function> {
    let Entry::Functions(functions) = &task.file.entry else {
        return None;
    };
    match &call.function {
        None => functions.first(),
        Some(name) => functions.iter().find(|function| function.name == *name),
    }
}
