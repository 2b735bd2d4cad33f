//! Whether a canary can turn up at all.

use super::{Context, Report};
use crate::suite::model::Task;
use crate::suite::task::{Test, Twin};

/// Checks that a canary is declared and stands somewhere where the candidate meets it.
pub(super) fn check(context: Context<'_>, name: &str, at: &str, report: &mut Report) {
    let Some(marker) = context.task.canaries.get(name) else {
        let text = format!("the canary {name:?} isn't declared in `canaries`");
        return report.say(at, text);
    };
    report.say_if(
        !is_planted(context.task, context.test, marker),
        at,
        format!("{name:?} stands neither in the test's inputs nor in its world: it can't turn up anywhere"),
    );
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
