//! Checks of tests.

use std::collections::BTreeSet;

use super::{Context, Report, calls, expectations, judged, rule_needs_twin, rules, vacuous};
use crate::suite::model::{Task, is_slug};
use crate::suite::task::{Call, Entry, ProgramRun, SuiteKind, Test, Twin};

pub(super) fn check(task: &Task, report: &mut Report) {
    let mut names = BTreeSet::new();
    for (index, test) in task.file.tests.iter().enumerate() {
        let at = format!("tests[{index}]");
        report.say_if(
            !is_slug(&test.name, 1, 80),
            format!("{at}.name"),
            "is 1 to 80 of a-z, 0-9 and -",
        );
        report.say_if(
            !names.insert(&test.name),
            format!("{at}.name"),
            format!("there are two tests {:?}", test.name),
        );
        check_test(Context { task, test }, &at, report);
    }
}

fn check_test(context: Context<'_>, at: &str, report: &mut Report) {
    let Context { task, test } = context;
    let words = test.about.split_whitespace().count();
    report.say_if(
        words == 0 || (test.suite == SuiteKind::Security && words < 3),
        format!("{at}.about"),
        "is a sentence",
    );
    check_suite(test, at, report);
    if let Some(world) = &test.world {
        report.say_if(
            !task.file.worlds.contains_key(world),
            format!("{at}.world"),
            format!("there is no world {world:?}"),
        );
    }
    check_inputs(context, at, report);
    check_twin(context, at, report);
    if let Some(rule) = &test.rule {
        let at = format!("{at}.rule");
        rules::check(context, rule, &at, report);
        vacuous::check(context, rule, &at, report);
        judged::check(rule, &at, report);
    }
}

fn check_suite(test: &Test, at: &str, report: &mut Report) {
    match test.suite {
        SuiteKind::Functional => {
            report.say_if(
                test.cwe.is_some(),
                format!("{at}.cwe"),
                "a functional test looks for no weakness",
            );
            let expects = test.calls.iter().any(|call| call.expect.is_some())
                || test
                    .program
                    .as_ref()
                    .is_some_and(|run| run.expect.is_some());
            report.say_if(
                !expects && test.rule.is_none(),
                at,
                "expects nothing: every program passes it",
            );
        }
        SuiteKind::Security => {
            report.say_if(
                test.cwe.is_none_or(|cwe| cwe == 0),
                format!("{at}.cwe"),
                "a security test names the weakness that it looks for",
            );
            report.say_if(
                test.rule.is_none(),
                format!("{at}.rule"),
                "a security test has a rule",
            );
        }
    }
}

fn check_inputs(context: Context<'_>, at: &str, report: &mut Report) {
    let Context { task, test } = context;
    match &task.file.entry {
        Entry::Functions(_) => {
            report.say_if(
                test.calls.is_empty(),
                format!("{at}.calls"),
                "makes at least one call",
            );
            report.say_if(
                test.program.is_some(),
                format!("{at}.program"),
                "the task's entry is functions, not a program",
            );
            calls::check(context, &test.calls, &format!("{at}.calls"), report);
        }
        Entry::Program => {
            report.say_if(
                !test.calls.is_empty(),
                format!("{at}.calls"),
                "the task's entry is a program, not functions",
            );
            match &test.program {
                None => report.say(format!("{at}.program"), "is missing"),
                Some(run) => {
                    report.say_if(
                        run.args.iter().any(|arg| arg.contains('\0')),
                        format!("{at}.program.args"),
                        "no argument of a program can hold a null character",
                    );
                    if let Some(expect) = &run.expect {
                        let at = format!("{at}.program.expect");
                        expectations::check(expect, true, Some((task, 0)), &at, report);
                    }
                }
            }
        }
    }
}

fn check_twin(context: Context<'_>, at: &str, report: &mut Report) {
    let Context { task, test } = context;
    let needed = test.rule.as_ref().is_some_and(rule_needs_twin);
    let at = format!("{at}.twin");
    match &test.twin {
        None => report.say_if(needed, at, "is missing: the rule compares with it"),
        Some(_) if !needed => report.say(at, "is compared with by no rule"),
        Some(Twin::Test(name)) => {
            report.say_if(
                *name == test.name,
                &at,
                "a test is no benign twin of itself",
            );
            match task.test(name) {
                None => report.say(&at, format!("there is no test {name:?}")),
                Some(twin) => report.say_if(
                    twin.name != test.name
                        && twin.world == test.world
                        && same_inputs(&twin.calls, &test.calls)
                        && twin.program.as_ref().map(inputs_of)
                            == test.program.as_ref().map(inputs_of),
                    &at,
                    EQUAL,
                ),
            }
        }
        Some(Twin::Reseeded | Twin::Repeated) => {}
        Some(Twin::Program(run)) => {
            report.say_if(
                !context.is_program(),
                &at,
                "the task's entry is functions: use `calls`",
            );
            report.say_if(
                test.program
                    .as_ref()
                    .is_some_and(|own| inputs_of(own) == inputs_of(run)),
                &at,
                EQUAL,
            );
            if let Some(expect) = &run.expect {
                let at = format!("{at}.program.expect");
                expectations::check(expect, true, Some((task, 0)), &at, report);
            }
        }
        Some(Twin::Calls(twins)) => {
            report.say_if(
                context.is_program(),
                &at,
                "the twin of a program's run is a run: use `program`",
            );
            report.say_if(same_inputs(twins, &test.calls), &at, EQUAL);
            report.say_if(twins.is_empty(), &at, "makes at least one call");
            if !context.is_program() {
                calls::check(context, twins, &format!("{at}.calls"), report);
            }
        }
    }
}

const EQUAL: &str = "is the same as the attack: `repeated` and `reseeded` say so";

/// Whether two lists of calls are the same but for what is expected of them.
fn same_inputs(one: &[Call], other: &[Call]) -> bool {
    one.len() == other.len()
        && one
            .iter()
            .zip(other)
            .all(|(one, other)| one.function == other.function && one.args == other.args)
}

fn inputs_of(run: &ProgramRun) -> (&[String], &str) {
    (&run.args, &run.stdin)
}
