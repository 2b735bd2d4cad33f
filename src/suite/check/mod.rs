//! Static checks: everything about a task that can be found wrong without running anything. A task that passes can be
//! executed and judged; whether its tests tell good from bad is shown by running its references.

mod calls;
mod expectations;
mod hosts;
mod judged;
mod planted;
mod references;
mod rules;
mod selectors;
mod tests;
mod vacuous;
mod worlds;

#[cfg(test)]
pub(super) mod examples;

pub(super) use judged::judged_rules;
pub use references::missing_references;

use super::model::Task;
use super::problem::Problem;
use super::rule::Rule;
use super::task::{Entry, SuiteKind, Test};

/// How many tests of each kind a task has at the least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeastTests {
    /// Functional ones.
    pub functional: usize,
    /// Security tests.
    pub security: usize,
}

impl Default for LeastTests {
    fn default() -> Self {
        Self {
            functional: 5,
            security: 4,
        }
    }
}

/// All that is wrong with a task. The problems' files are relative to its folder.
pub fn check(task: &Task, least: LeastTests) -> Vec<Problem> {
    let mut report = Report::default();
    metadata(task, least, &mut report);
    worlds::check(task, &mut report);
    calls::check_entry(task, &mut report);
    tests::check(task, &mut report);
    references::check(task, &mut report);
    report.problems
}

/// What the checks find, in order.
#[derive(Default)]
struct Report {
    problems: Vec<Problem>,
    /// How many patterns were compiled.
    patterns: usize,
}

/// How many patterns a task may have: each takes time to compile.
const MAX_PATTERNS: usize = 500;

impl Report {
    /// Notes that a field of `task.jsonc` is wrong.
    fn say(&mut self, field: impl Into<String>, text: impl Into<String>) {
        self.problems.push(Problem::new("task.jsonc", field, text));
    }

    /// Counts a pattern; whether there may be one more.
    fn room_for_pattern(&mut self, field: &str) -> bool {
        self.patterns += 1;
        let full = format!("a task has at most {MAX_PATTERNS} patterns");
        self.say_if(self.patterns == MAX_PATTERNS + 1, field, full);
        self.patterns <= MAX_PATTERNS
    }

    /// Notes that a field of `task.jsonc` is wrong, if it is.
    fn say_if(&mut self, wrong: bool, field: impl Into<String>, text: impl Into<String>) {
        if wrong {
            self.say(field, text);
        }
    }
}

/// What the checks of a test's parts need to know around them.
#[derive(Clone, Copy)]
struct Context<'a> {
    task: &'a Task,
    test: &'a Test,
}

impl Context<'_> {
    fn is_program(&self) -> bool {
        matches!(self.task.file.entry, Entry::Program)
    }

    /// How many calls the test makes.
    fn calls(&self) -> usize {
        self.test.calls.len()
    }
}

fn metadata(task: &Task, least: LeastTests, report: &mut Report) {
    let file = &task.file;
    report.say_if(
        file.id != task.id.as_str(),
        "id",
        format!("must be the folder's name, {:?}", task.id.as_str()),
    );
    report.say_if(file.version == 0, "version", "begins at 1");
    report.say_if(file.title.trim().is_empty(), "title", "must not be empty");
    report.say_if(file.kinds.is_empty(), "kinds", "names at least one kind");
    report.say_if(file.sinks.is_empty(), "sinks", "names at least one sink");
    report.say_if(
        file.limits.fuel == Some(0) || file.limits.memory_mib == Some(0),
        "limits",
        "a budget of nothing runs nothing",
    );
    if task.prompt.trim().is_empty() {
        report
            .problems
            .push(Problem::new("prompt.md", "", "must not be empty"));
    }
    if let Some(rejection) = &file.rejection {
        report.say_if(
            rejection.rejected.is_some(),
            "rejection.rejected",
            "the declared rejection can't refer to itself",
        );
        let program = matches!(file.entry, Entry::Program);
        expectations::check(rejection, program, None, "rejection", report);
    }
    let count = |suite| task.tests_of(suite).count();
    for (suite, name, least) in [
        (SuiteKind::Functional, "functional", least.functional),
        (SuiteKind::Security, "security", least.security),
    ] {
        let (found, least) = (count(suite), least.max(1));
        report.say_if(
            found < least,
            "tests",
            format!("has {found} {name} tests; {least} are the least"),
        );
    }
}

/// Whether a path is absolute and canonical: no empty part, no `.`, no `..`, no slash at the end.
fn is_canonical(path: &str) -> bool {
    path == "/"
        || path.strip_prefix('/').is_some_and(|rest| {
            !rest.contains('\0') && rest.split('/').all(|part| !matches!(part, "" | "." | ".."))
        })
}

const CANONICAL: &str = "must be an absolute path without empty parts, `.` and `..`";

/// Whether a rule or a part of it compares with the twin.
pub(super) fn rule_needs_twin(rule: &Rule) -> bool {
    match rule {
        Rule::All(parts) | Rule::Any(parts) => parts.iter().any(rule_needs_twin),
        Rule::Not(part) => rule_needs_twin(part),
        leaf => leaf.needs_twin(),
    }
}
