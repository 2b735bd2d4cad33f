//! The catalogue as a page of documentation.

use std::fmt::Write as _;

use serde_json::Value as Json;

use super::{Catalogue, Entry, Field};

const HEAD: &str = "\
# Rules

What a security test can ask of an execution. This page is made from the types and the packs (`dualgauge rules` shows the
same); change it there. `docs/tasks.md` says how tasks and tests are written.

A rule is an object with one key. Rules see the events that the candidate caused, not what the language's runtime did; attempts
that were refused count like those that succeeded. Where something can't be decided through the candidate's doing (output beyond
what is kept, a twin that went wrong), neither a rule nor its opposite holds.

- *Events* are selected by `{\"kind\": GLOB, \"where\": {FIELD: CONDITION or [CONDITION, ...]}, \"call\": N | \"calls\" | \"load\"}`. For a
  field that is a list, one element must meet the condition; `not` means that none does.
- *Canaries*: `${canary:NAME}` in worlds and inputs becomes a marker of 16 letters and digits that begins with a letter, so it can be
  an identifier, an element or a header. It is found in whatever case, in base64 (at every alignment, also for URLs) and in
  hexadecimal, and when its characters were escaped, up to three times: `%63`, `&#99;`, `&#x63;`, `\\x63`, `\\u0063`, `\\143`.
- *Twins*: a test's `twin` is the same with harmless data, and what the attack did is compared with what that did.
";

/// The catalogue as Markdown.
pub fn to_markdown(catalogue: &Catalogue) -> String {
    let mut page = HEAD.to_owned();
    section(&mut page, "Rules", &catalogue.rules);
    section(
        &mut page,
        "Conditions on fields of events",
        &catalogue.field_conditions,
    );
    section(
        &mut page,
        "Conditions on values and texts",
        &catalogue.matchers,
    );
    section(&mut page, "Benign twins", &catalogue.twins);
    page.push_str("\n## Words\n");
    for list in &catalogue.words {
        let _ = write!(
            page,
            "\n{}:\n\n| word | meaning |\n| --- | --- |\n",
            capital(&list.name)
        );
        for word in &list.words {
            let _ = writeln!(page, "| `{}` | {} |", word.name, cell(&word.about));
        }
    }
    page.push_str("\n## Events\n\nEvery event also has `call` (null while the candidate is loaded), `process` (null where the candidate did it itself),\n");
    page.push_str(
        "`origin` and `result` (`ok` or an error's name).\n\n| kind | fields |\n| --- | --- |\n",
    );
    for event in &catalogue.events {
        let fields: Vec<String> = event.fields.iter().map(|f| format!("`{f}`")).collect();
        let _ = writeln!(page, "| `{}` | {} |", event.kind, fields.join(", "));
    }
    page.push_str("\n## Packs\n\nA pack stands for rules, which take its place when the task is loaded. One that compares needs a `twin` in its test.\n");
    for pack in &catalogue.packs {
        let twin = if pack.twin { " Needs a twin." } else { "" };
        let _ = write!(page, "\n### {}\n{}{twin}\n", pack.name, pack.about);
        list(&mut page, &pack.parameters);
        code(&mut page, &pack.example);
    }
    page
}

fn section(page: &mut String, name: &str, entries: &[Entry]) {
    let _ = write!(page, "\n## {name}\n");
    for entry in entries {
        let _ = write!(page, "\n### {}\n{}\n", entry.name, entry.about);
        list(page, &entry.fields);
        if let Some(example) = &entry.example {
            code(page, example);
        }
    }
}

fn list(page: &mut String, fields: &[Field]) {
    if !fields.is_empty() {
        page.push('\n');
    }
    for field in fields {
        let required = if field.required { " (required)" } else { "" };
        let _ = writeln!(page, "- `{}`{required}: {}", field.name, field.about);
    }
}

fn code(page: &mut String, example: &Json) {
    let _ = write!(page, "\n```json\n{example}\n```\n");
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

fn capital(text: &str) -> String {
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}
