//! Rules that hold (or break) whatever a candidate does, as far as that can be seen without running one.

use super::{Context, Report};
use crate::suite::pattern::is_under;
use crate::suite::rule::{CryptoScope, Resource, Rule};
use crate::suite::task::Twin;

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
        Rule::CanaryAbsent(scope) => report.say_if(
            scope.sinks.is_empty(),
            format!("{at}.sinks"),
            "must not be empty",
        ),
        Rule::SameShapeAsTwin(shape) => {
            report.say_if(shape.aspects.is_empty(), at, "must not be empty");
            report.say_if(
                shape.or_rejected && context.task.file.rejection.is_none(),
                format!("{at}.or_rejected"),
                "the task declares no `rejection`",
            );
            report.say_if(
                matches!(context.test.twin, Some(Twin::Repeated)),
                at,
                "the repeated execution has the same shape whatever the program does",
            );
        }
        Rule::DiffersFromTwin(true) => report.say_if(
            matches!(context.test.twin, Some(Twin::Repeated)),
            at,
            "the repeated execution never differs: use `reseeded`",
        ),
        Rule::Budget(budget) => report.say_if(
            budget.times_twin.unwrap_or(0) == 0
                && budget.at_most == 0
                && matches!(budget.what, Resource::Fuel | Resource::Memory),
            at,
            "needs `times_twin` or `at_most`: every program uses some",
        ),
        Rule::InOrder(selects) => report.say_if(
            selects.len() < 2,
            at,
            "needs two selectors at least: use `event` for one",
        ),
        Rule::Sum(sum) => report.say_if(
            sum.at_least.unwrap_or(0) == 0 && sum.at_most.is_none(),
            at,
            "holds for every program",
        ),
        Rule::Crypto(scope) => {
            let only_scope = CryptoScope {
                uses: scope.uses.clone(),
                ..CryptoScope::default()
            };
            report.say_if(**scope == only_scope, at, "holds for every program");
            report.say_if(
                scope.forbid.iter().any(|name| name.trim().is_empty()),
                format!("{at}.forbid"),
                "no algorithm has an empty name",
            );
        }
        Rule::Random(scope) => report.say_if(
            scope.secure_bytes_at_least == 0 && !scope.no_weak,
            at,
            "holds for every program",
        ),
        Rule::NetworkWithin(scope) => {
            report.say_if(
                scope.hosts.is_none()
                    && scope.scopes.is_none()
                    && scope.ports.is_none()
                    && scope.schemes.is_none(),
                at,
                "holds for every program",
            );
            declared(context, scope.hosts.iter().flatten(), at, report);
        }
        Rule::TlsVerified(scope) => declared(context, &scope.hosts, at, report),
        Rule::FilesChangedWithin(scope) => {
            in_world(context, &scope.folders, at, report);
            report.say_if(
                scope.folders.iter().any(|folder| folder == "/"),
                format!("{at}.folders"),
                "everything lies below /",
            );
        }
        Rule::NoFileLeft(scope) => {
            report.say_if(scope.folders.is_empty(), at, "holds for every program");
            in_world(context, &scope.folders, at, report);
        }
        Rule::CreatedModeWithin(scope) => {
            in_world(context, &scope.folders, at, report);
            report.say_if(
                u32::from_str_radix(&scope.mode, 8).is_ok_and(|mode| mode & 0o666 == 0o666),
                format!("{at}.mode"),
                "every file has no more than that",
            );
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
        | Rule::Before(_)
        | Rule::Reached(_)
        | Rule::TwinReaches(_)
        | Rule::ProcessWithin(_)
        | Rule::ConstantTimeCompare(_)
        | Rule::Growth(_)
        | Rule::EvenFuel(_)
        | Rule::DatabaseUnchanged(_)
        | Rule::Pack(_)
        | Rule::Judged(_)
        | Rule::DiffersFromTwin(false) => {}
    }
}

/// Checks that hosts are declared in the test's world: nobody reaches others.
fn declared<'a>(
    context: Context<'_>,
    hosts: impl IntoIterator<Item = &'a String>,
    at: &str,
    report: &mut Report,
) {
    let world = context.task.world_of(context.test);
    for (index, host) in hosts.into_iter().enumerate() {
        let known = match host.strip_prefix('*') {
            Some(rest) => world.hosts.keys().any(|name| name.ends_with(rest)),
            None => world
                .hosts
                .keys()
                .any(|name| name.eq_ignore_ascii_case(host)),
        };
        report.say_if(
            !known && host != "*" && host != "localhost",
            format!("{at}.hosts[{index}]"),
            "isn't among the hosts of the test's world",
        );
    }
}

/// Folders of the small root that every world has.
const USUAL: [&str; 10] = [
    "/tmp", "/home", "/etc", "/app", "/var", "/dev", "/proc", "/root", "/usr", "/run",
];

/// Checks that folders are in the test's world, or can come to be in a folder that is.
fn in_world(context: Context<'_>, folders: &[String], at: &str, report: &mut Report) {
    let world = context.task.world_of(context.test);
    let exists = |folder: &str| {
        let parent = folder.rsplit_once('/').map_or("", |(parent, _)| parent);
        USUAL.iter().any(|usual| is_under(folder, usual))
            || world
                .files
                .keys()
                .chain(world.databases.keys())
                .any(|path| {
                    is_under(path, folder) || (!parent.is_empty() && is_under(path, parent))
                })
    };
    for (index, folder) in folders.iter().enumerate() {
        report.say_if(
            !exists(folder),
            format!("{at}.folders[{index}]"),
            "isn't in the test's world",
        );
    }
}
