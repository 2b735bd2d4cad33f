//! Checks of worlds: what surrounds the candidate.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::{CANONICAL, Report, is_canonical};
use crate::suite::commands::CommandFixture;
use crate::suite::model::Task;
use crate::suite::task::{FileFixture, ServerFixture, World};

pub(super) fn check(task: &Task, report: &mut Report) {
    let worlds = &task.file.worlds;
    for (name, world) in worlds {
        let at = format!("worlds.{name}");
        let slug = crate::suite::model::is_slug(&name.replace('_', "-"), 1, 60);
        report.say_if(!slug, &at, "a world is named by a-z, 0-9, - and _");
        check_ancestry(name, world, worlds, &at, report);
        for (path, file) in &world.files {
            check_file(path, file, &format!("{at}.files.{path}"), report);
        }
        for (path, database) in &world.databases {
            let at = format!("{at}.databases.{path}");
            report.say_if(!is_canonical(path) || path == "/", &at, CANONICAL);
            report.say_if(
                database.sql.iter().all(|sql| sql.trim().is_empty()),
                format!("{at}.sql"),
                "must not be empty",
            );
        }
        for key in world.environment.keys() {
            report.say_if(
                key.is_empty() || key.contains(['=', '\0']),
                format!("{at}.environment.{key}"),
                "is no name of a variable",
            );
        }
        for (name, answers) in &world.commands {
            check_command(name, answers, &format!("{at}.commands.{name}"), report);
        }
        if let Some(cwd) = &world.cwd {
            report.say_if(!is_canonical(cwd), format!("{at}.cwd"), CANONICAL);
        }
        let resolved = task.file.resolved_world(Some(name));
        for (address, server) in &world.servers {
            let at = format!("{at}.servers.{address}");
            report.say_if(
                ServerFixture::address(address).is_none(),
                &at,
                "must be a host and a port, such as db.internal:3306",
            );
            report.say_if(
                !resolved.databases.contains_key(&server.database),
                format!("{at}.database"),
                "is no database of this world",
            );
        }
        check_conflicts(&resolved, &at, report);
        super::hosts::check(world, &resolved, &at, report);
    }
}

fn check_command(name: &str, answers: &[CommandFixture], at: &str, report: &mut Report) {
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b"-_+.".contains(&byte);
    let fits =
        !name.is_empty() && name.len() <= 60 && name.bytes().all(is_name) && !name.starts_with('.');
    report.say_if(!fits, at, "is no name of a program");
    report.say_if(answers.is_empty(), at, "needs an answer");
    for (index, answer) in answers.iter().enumerate() {
        for write in &answer.writes {
            report.say_if(
                write.argument == 0,
                format!("{at}[{index}].writes.argument"),
                "must be 1 or more, or -1 or less",
            );
        }
    }
}

fn check_ancestry(
    name: &str,
    world: &World,
    worlds: &BTreeMap<String, World>,
    at: &str,
    report: &mut Report,
) {
    let Some(parent) = &world.extends else { return };
    let at = format!("{at}.extends");
    if !worlds.contains_key(parent) {
        report.say(at, format!("there is no world {parent:?}"));
        return;
    }
    let mut next = Some(parent);
    let mut steps = 0;
    while let Some(ancestor) = next {
        if ancestor == name || steps > worlds.len() {
            report.say(at, "goes round in a circle");
            return;
        }
        steps += 1;
        next = worlds
            .get(ancestor)
            .and_then(|world| world.extends.as_ref());
    }
}

fn check_file(path: &str, file: &FileFixture, at: &str, report: &mut Report) {
    report.say_if(!is_canonical(path) || path == "/", at, CANONICAL);
    let contents = [
        file.text.is_some(),
        file.base64.is_some(),
        file.from.is_some(),
        file.folder,
        file.link.is_some(),
    ];
    report.say_if(
        contents.iter().filter(|given| **given).count() != 1,
        at,
        "needs exactly one of `text`, `base64`, `from`, `folder` and `link`",
    );
    if let Some(text) = &file.base64 {
        report.say_if(
            STANDARD.decode(text).is_err(),
            format!("{at}.base64"),
            "is no base64 with padding",
        );
    }
    if let Some(mode) = &file.mode {
        report.say_if(!is_mode(mode), format!("{at}.mode"), MODE);
        report.say_if(
            file.link.is_some(),
            format!("{at}.mode"),
            "a link has no mode of its own",
        );
    }
    if let Some(link) = &file.link {
        report.say_if(
            link.is_empty() || link.contains('\0'),
            format!("{at}.link"),
            "must lead somewhere",
        );
    }
}

pub(super) const MODE: &str = "must be octal permission bits such as 0644";

/// Whether a text is permission bits: three or four octal digits.
pub(super) fn is_mode(text: &str) -> bool {
    (3..=4).contains(&text.len()) && text.bytes().all(|b| matches!(b, b'0'..=b'7'))
}

/// Nothing can be both a file and a database, or lie below a file.
fn check_conflicts(world: &World, at: &str, report: &mut Report) {
    for path in world.databases.keys() {
        report.say_if(
            world.files.contains_key(path),
            format!("{at}.databases.{path}"),
            "is declared as a file too",
        );
    }
    let is_file = |path: &str| {
        world.databases.contains_key(path)
            || world
                .files
                .get(path)
                .is_some_and(|file| !file.folder && file.link.is_none())
    };
    let files = world.files.keys().map(|path| ("files", path));
    for (field, path) in files.chain(world.databases.keys().map(|path| ("databases", path))) {
        let above = path.match_indices('/').map(|(end, _)| &path[..end]);
        for folder in above.filter(|folder| is_file(folder)) {
            report.say(
                format!("{at}.{field}.{path}"),
                format!("lies below {folder}, which is a file"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// Where a declared command is wrong.
    fn wrong(name: &str, answers: serde_json::Value) -> Vec<String> {
        let answers: Vec<CommandFixture> = serde_json::from_value(answers).unwrap();
        let mut report = Report::default();
        check_command(name, &answers, "c", &mut report);
        let problems = report.problems.into_iter();
        problems.map(|problem| problem.field).collect()
    }

    #[test]
    fn commands_have_a_name_and_an_answer() {
        let answer = json!([{"when": ["* png:*"], "writes": [{"argument": -1, "text": "x"}]}]);
        for name in ["convert", "g++", "python3.12", "x-y_z"] {
            assert!(wrong(name, answer.clone()).is_empty(), "{name}");
        }
        for name in ["", "a/b", ".hidden", "a b", &"x".repeat(61)] {
            assert_eq!(wrong(name, answer.clone()), ["c"], "{name}");
        }
        assert_eq!(wrong("convert", json!([])), ["c"]);
    }

    #[test]
    fn files_are_named_by_an_argument() {
        let answers = json!([
            {"stdout": "a"},
            {"writes": [{"argument": 1, "text": ""}, {"argument": 0, "text": ""}]}
        ]);
        assert_eq!(wrong("convert", answers), ["c[1].writes.argument"]);
    }
}
