//! Rules that hold (or break) whatever a candidate does, as far as that can be seen without running one.

use super::{Context, Report};
use crate::suite::model::Task;
use crate::suite::rule::{CanaryScope, Rule};
use crate::suite::task::{Test, Twin};

pub(super) fn check(context: Context<'_>, rule: &Rule, at: &str, report: &mut Report) {
    let at = &format!("{at}.{}", rule.name());
    match rule {
        Rule::All(parts) | Rule::Any(parts) => {
            report.say_if(parts.is_empty(), at, "must not be empty");
            for (index, part) in parts.iter().enumerate() {
                check(context, part, &format!("{at}[{index}]"), report);
            }
        }
        Rule::Not(part) => check(context, part, at, report),
        Rule::FileAccessWithin(scope) => {
            report.say_if(
                scope.folders.iter().any(|folder| folder == "/"),
                format!("{at}.folders"),
                "everything lies below /",
            );
            report.say_if(
                scope.uses.is_empty(),
                format!("{at}.uses"),
                "must not be empty",
            );
        }
        Rule::CanaryAbsent(scope) => canary(context, scope, at, report),
        Rule::SameShapeAsTwin(aspects) => {
            report.say_if(aspects.is_empty(), at, "must not be empty");
        }
        Rule::FuelAtMost(bound) => report.say_if(
            bound.times_twin.unwrap_or(0) == 0 && bound.fuel == 0,
            at,
            "needs `times_twin` or `fuel`: no call uses no fuel",
        ),
        Rule::RandomBytesAtLeast(bytes) => {
            report.say_if(*bytes == 0, at, "holds for every program");
        }
        Rule::NoProcess(wanted) => {
            report.say_if(!wanted, at, "is `true` or left out");
        }
        Rule::Event(count) => report.say_if(
            count.at_least == 0 && count.at_most.is_none(),
            at,
            "holds for every program",
        ),
        Rule::Rejected(_)
        | Rule::NoEvent(_)
        | Rule::FileState(_)
        | Rule::DatabaseState(_)
        | Rule::Returned(_)
        | Rule::Stdout(_)
        | Rule::DiffersFromTwin(_)
        | Rule::Judged(_) => {}
    }
}

fn canary(context: Context<'_>, scope: &CanaryScope, at: &str, report: &mut Report) {
    report.say_if(
        scope.sinks.is_empty(),
        format!("{at}.sinks"),
        "must not be empty",
    );
    if let Some(marker) = context.task.canaries.get(&scope.canary) {
        report.say_if(
            !is_planted(context.task, context.test, marker),
            format!("{at}.canary"),
            format!(
                "{:?} stands neither in the test's inputs nor in its world: it can't turn up anywhere",
                scope.canary
            ),
        );
    }
}

/// Whether a marker can reach the candidate in this test.
fn is_planted(task: &Task, test: &Test, marker: &str) -> bool {
    let holds =
        |text: Result<String, serde_json::Error>| text.is_ok_and(|text| text.contains(marker));
    let world = task.world_of(test);
    let inputs = |test: &Test| {
        let arguments: Vec<_> = test.calls.iter().map(|call| &call.args).collect();
        let program = test.program.as_ref().map(|run| (&run.args, &run.stdin));
        holds(serde_json::to_string(&(arguments, program)))
    };
    inputs(test)
        || holds(serde_json::to_string(&world))
        || world
            .files
            .values()
            .filter_map(|file| task.fixtures.get(file.from.as_ref()?))
            .any(|bytes| {
                bytes
                    .windows(marker.len())
                    .any(|window| window == marker.as_bytes())
            })
        || matches!(&test.twin, Some(Twin::Test(name)) if task.test(name).is_some_and(inputs))
}
