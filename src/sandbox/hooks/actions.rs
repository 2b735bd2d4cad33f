//! What SQLite asks its authoriser while it prepares a statement.

use std::collections::BTreeSet;

/// The actions of one statement, each once.
#[derive(Debug, Default)]
pub(super) struct Actions {
    seen: BTreeSet<String>,
}

/// The most actions that are told of one statement.
const MAX_ACTIONS: usize = 100;

/// What an action's two texts are.
enum Texts {
    /// A table and a column of it.
    Column,
    /// A thing, and perhaps the table that it belongs to.
    Thing,
    /// A setting and its new value.
    Setting,
    /// The second is the name.
    Second,
}

/// The actions by SQLite's numbers, from 1 (`sqlite3.h`, "Authorizer Action Codes"). That a statement selects, and
/// that a query recurs, says nothing that its text doesn't.
const ACTIONS: [Option<(&str, Texts)>; 33] = [
    Some(("create index", Texts::Thing)),
    Some(("create table", Texts::Thing)),
    Some(("create temporary index", Texts::Thing)),
    Some(("create temporary table", Texts::Thing)),
    Some(("create temporary trigger", Texts::Thing)),
    Some(("create temporary view", Texts::Thing)),
    Some(("create trigger", Texts::Thing)),
    Some(("create view", Texts::Thing)),
    Some(("delete", Texts::Thing)),
    Some(("drop index", Texts::Thing)),
    Some(("drop table", Texts::Thing)),
    Some(("drop temporary index", Texts::Thing)),
    Some(("drop temporary table", Texts::Thing)),
    Some(("drop temporary trigger", Texts::Thing)),
    Some(("drop temporary view", Texts::Thing)),
    Some(("drop trigger", Texts::Thing)),
    Some(("drop view", Texts::Thing)),
    Some(("insert", Texts::Thing)),
    Some(("pragma", Texts::Setting)),
    Some(("read", Texts::Column)),
    None,
    Some(("transaction", Texts::Thing)),
    Some(("update", Texts::Column)),
    Some(("attach", Texts::Thing)),
    Some(("detach", Texts::Thing)),
    // The first text is the database.
    Some(("alter table", Texts::Second)),
    Some(("reindex", Texts::Thing)),
    Some(("analyze", Texts::Thing)),
    Some(("create virtual table", Texts::Thing)),
    Some(("drop virtual table", Texts::Thing)),
    Some(("call", Texts::Second)),
    Some(("savepoint", Texts::Thing)),
    None,
];

impl Actions {
    /// Adds what is about to happen, by its number and first two texts.
    pub(super) fn add(&mut self, number: u32, first: &str, second: &str) {
        let known = (number as usize)
            .checked_sub(1)
            .and_then(|place| ACTIONS.get(place));
        let Some(Some((name, texts))) = known else {
            return;
        };
        if self.seen.len() >= MAX_ACTIONS {
            return;
        }
        self.seen.insert(match texts {
            Texts::Column if second.is_empty() => format!("{name} {first}"),
            Texts::Column => format!("{name} {first}.{second}"),
            Texts::Thing => format!("{name} {first}"),
            Texts::Setting if second.is_empty() => format!("{name} {first}"),
            Texts::Setting => format!("{name} {first}={second}"),
            Texts::Second => format!("{name} {second}"),
        });
    }

    /// All of them, sorted; there are none afterwards. A change of the schema is a change of SQLite's own table too, which
    /// is left out.
    pub(super) fn take(&mut self) -> Vec<String> {
        let all = std::mem::take(&mut self.seen);
        let changes_schema = all.iter().any(|action| {
            ["create ", "drop ", "alter "]
                .iter()
                .any(|start| action.starts_with(start))
        });
        let is_own = |action: &String| {
            let table = action.split_once(' ').map_or("", |(_, rest)| rest);
            let table = table.split_once('.').map_or(table, |(table, _)| table);
            matches!(table, "sqlite_master" | "sqlite_temp_master")
        };
        all.into_iter()
            .filter(|action| !(changes_schema && is_own(action)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn actions_are_told_once_and_sorted() {
        let mut actions = Actions::default();
        actions.add(20, "users", "name");
        actions.add(20, "users", "");
        actions.add(20, "users", "name");
        actions.add(24, "/tmp/x.db", "");
        actions.add(31, "", "load_extension");
        actions.add(21, "", "");
        actions.add(0, "a", "b");
        actions.add(u32::MAX, "a", "b");
        assert_eq!(
            actions.take(),
            [
                "attach /tmp/x.db",
                "call load_extension",
                "read users",
                "read users.name"
            ]
        );
        assert!(actions.take().is_empty());
    }

    #[test]
    fn the_schemas_own_table_is_left_out_of_its_changes() {
        let mut actions = Actions::default();
        actions.add(18, "sqlite_master", "");
        actions.add(2, "notes", "");
        assert_eq!(actions.take(), ["create table notes"]);
        actions.add(20, "sqlite_master", "sql");
        assert_eq!(actions.take(), ["read sqlite_master.sql"]);
    }
}
