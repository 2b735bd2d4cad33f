//! Checks of expectations, and of conditions on values.

use std::collections::BTreeMap;

use super::Report;
use crate::suite::model::Task;
use crate::suite::pattern;
use crate::suite::rule::{Bounds, HtmlMatch, Matcher};
use crate::suite::task::Expect;
use crate::value::Value;

/// Checks an expectation. `place` is the task and the number of the call; nothing for the declared rejection itself.
pub(super) fn check(
    expect: &Expect,
    program: bool,
    place: Option<(&Task, usize)>,
    at: &str,
    report: &mut Report,
) {
    report.say_if(
        *expect == Expect::default(),
        at,
        "says nothing: leave it out where anything goes",
    );
    let of_value = expect.returns.is_some() || expect.matches.is_some();
    report.say_if(
        program && (of_value || expect.raises.is_some()),
        at,
        "a program returns and raises nothing: use `stdout` and `exit`",
    );
    report.say_if(
        !program && expect.exit.is_some(),
        format!("{at}.exit"),
        "only programs have an exit code",
    );
    report.say_if(
        expect.raises == Some(true) && of_value,
        at,
        "a call that raises returns nothing",
    );
    if let Some(value) = &expect.returns {
        typed(value, &format!("{at}.returns"), report);
    }
    let earlier = place.map_or(0, |(_, index)| index);
    if let Some(condition) = &expect.matches {
        matcher(condition, earlier, &format!("{at}.matches"), report);
    }
    if let Some(condition) = &expect.stdout {
        matcher(condition, earlier, &format!("{at}.stdout"), report);
    }
    let declared = place.is_none_or(|(task, _)| task.file.rejection.is_some());
    report.say_if(
        expect.rejected.is_some() && !declared,
        format!("{at}.rejected"),
        "the task declares no `rejection`",
    );
}

/// Checks that a value is typed JSON.
pub(super) fn typed(json: &serde_json::Value, at: &str, report: &mut Report) {
    if let Err(error) = Value::from_json(json) {
        report.say(at, error.to_string());
    }
}

/// Checks a condition on a value. `calls` is how many calls it may refer to.
pub(super) fn matcher(condition: &Matcher, calls: usize, at: &str, report: &mut Report) {
    match condition {
        Matcher::Equals(value) => typed(value, &format!("{at}.equals"), report),
        Matcher::Contains(value) => {
            typed(value, &format!("{at}.contains"), report);
            report.say_if(
                value.as_str() == Some(""),
                format!("{at}.contains"),
                "every text contains the empty one",
            );
        }
        Matcher::Regex(text) => regex(text, &format!("{at}.regex"), report),
        Matcher::Type(_) => {}
        Matcher::Length(range) => bounds(*range, &format!("{at}.length"), report),
        Matcher::Lines(range) => bounds(*range, &format!("{at}.lines"), report),
        Matcher::Number(range) => {
            let empty = matches!((range.min, range.max), (Some(min), Some(max)) if min > max);
            report.say_if(
                empty || (range.min.is_none() && range.max.is_none()),
                format!("{at}.number"),
                "needs `min` or `max`, the one not above the other",
            );
        }
        Matcher::EqualsResult(call) => report.say_if(
            *call as usize >= calls,
            format!("{at}.equals_result"),
            "refers to no earlier call",
        ),
        Matcher::Json(inner) => matcher(inner, calls, &format!("{at}.json"), report),
        Matcher::Html(html) => {
            let at = format!("{at}.html");
            report.say_if(*html == HtmlMatch::default(), &at, "says nothing");
            elements(&html.elements, &at, report);
            if let Some(text) = &html.text {
                matcher(text, calls, &format!("{at}.text"), report);
            }
        }
        Matcher::Xml(xml) => {
            let at = format!("{at}.xml");
            elements(&xml.elements, &at, report);
            if let Some(text) = &xml.text {
                matcher(text, calls, &format!("{at}.text"), report);
            }
        }
        Matcher::Header(header) => {
            let at = format!("{at}.header");
            report.say_if(
                header.name.is_empty(),
                format!("{at}.name"),
                "must not be empty",
            );
            if let Some(is) = &header.is {
                matcher(is, calls, &format!("{at}.is"), report);
            }
        }
        Matcher::Cookie(cookie) => {
            let at = format!("{at}.cookie");
            report.say_if(
                cookie.name.is_empty(),
                format!("{at}.name"),
                "must not be empty",
            );
            for (name, condition) in [("is", &cookie.is), ("path", &cookie.path)] {
                if let Some(condition) = condition {
                    matcher(condition, calls, &format!("{at}.{name}"), report);
                }
            }
        }
        Matcher::Field(field) => matcher(&field.is, calls, &format!("{at}.field.is"), report),
        Matcher::Each(inner) => matcher(inner, calls, &format!("{at}.each"), report),
        Matcher::Not(inner) => matcher(inner, calls, &format!("{at}.not"), report),
        Matcher::All(parts) => all_of(parts, calls, &format!("{at}.all"), report),
        Matcher::Any(parts) => all_of(parts, calls, &format!("{at}.any"), report),
    }
}

fn all_of(parts: &[Matcher], calls: usize, at: &str, report: &mut Report) {
    report.say_if(parts.is_empty(), at, "must not be empty");
    for (index, part) in parts.iter().enumerate() {
        matcher(part, calls, &format!("{at}[{index}]"), report);
    }
}

pub(super) fn regex(text: &str, at: &str, report: &mut Report) {
    if !report.room_for_pattern(at) {
        return;
    }
    match pattern::regex(text) {
        Ok(_) => report.say_if(text.is_empty(), at, "every text matches the empty one"),
        Err(error) => report.say(at, error.to_string()),
    }
}

/// Checks how many elements there must be of each name.
fn elements(elements: &BTreeMap<String, Bounds>, at: &str, report: &mut Report) {
    for (name, range) in elements {
        bounds(*range, &format!("{at}.elements.{name}"), report);
    }
}

pub(super) fn bounds(range: Bounds, at: &str, report: &mut Report) {
    match range.max {
        Some(max) => report.say_if(range.min > max, at, "`min` is above `max`"),
        None => report.say_if(range.min == 0, at, "needs `min` or `max`"),
    }
}
