//! `dualgauge rules`: what a security test can ask.

use super::failure::Failure;
use super::terminal::{outln, print_columns};
use crate::suite::catalogue::{Entry, Field, PackEntry, catalogue};

/// Shows rules, conditions, kinds of events and packs, with documentation and examples.
#[derive(clap::Args)]
pub struct Arguments {
    /// Only this rule, condition, word, kind of event or pack, in full.
    name: Option<String>,
    /// Print JSON instead of text.
    #[arg(long)]
    json: bool,
}

/// Shows what there is.
///
/// # Errors
/// If nothing has the name.
pub fn run(arguments: Arguments) -> Result<u8, Failure> {
    match (&arguments.name, arguments.json) {
        (Some(name), json) => one(name, json),
        (None, true) => {
            outln!("{}", pretty(&catalogue()));
            Ok(0)
        }
        (None, false) => {
            overview();
            Ok(0)
        }
    }
}

fn pretty<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string_pretty(value).expect("a catalogue is JSON")
}

fn overview() {
    let catalogue = catalogue();
    let rows = |entries: &[Entry]| -> Vec<[String; 2]> {
        let row = |entry: &Entry| [entry.name.clone(), first_sentence(&entry.about)];
        entries.iter().map(row).collect()
    };
    for (name, entries) in [
        ("rules", &catalogue.rules),
        (
            "conditions on fields of events",
            &catalogue.field_conditions,
        ),
        ("conditions on values and texts", &catalogue.matchers),
        ("benign twins", &catalogue.twins),
    ] {
        outln!("{name}");
        print_columns(2, &rows(entries));
        outln!();
    }
    for list in &catalogue.words {
        outln!("{}", list.name);
        print_columns(2, &rows(&list.words));
        outln!();
    }
    outln!("events and their fields");
    let events: Vec<[String; 2]> = catalogue
        .events
        .iter()
        .map(|event| [event.kind.clone(), event.fields.join(" ")])
        .collect();
    print_columns(2, &events);
    outln!("\npacks");
    let packs: Vec<[String; 2]> = catalogue
        .packs
        .iter()
        .map(|pack| [pack.name.clone(), first_sentence(&pack.about)])
        .collect();
    print_columns(2, &packs);
    outln!("\n`dualgauge rules NAME` shows one in full; docs/rules.md has them all");
}

/// The first sentence, without its full stop.
fn first_sentence(text: &str) -> String {
    let end = text.find(". ").unwrap_or(text.len());
    text.get(..end)
        .unwrap_or(text)
        .trim_end_matches('.')
        .to_owned()
}

fn one(name: &str, json: bool) -> Result<u8, Failure> {
    let catalogue = catalogue();
    let words = catalogue.words.iter().flat_map(|list| &list.words);
    let entries: Vec<&Entry> = catalogue
        .rules
        .iter()
        .chain(&catalogue.field_conditions)
        .chain(&catalogue.matchers)
        .chain(&catalogue.twins)
        .chain(words)
        .filter(|entry| entry.name == name)
        .collect();
    let pack = catalogue.packs.iter().find(|pack| pack.name == name);
    let event = catalogue.events.iter().find(|event| event.kind == name);
    if entries.is_empty() && pack.is_none() && event.is_none() {
        return Err(Failure::input(format!("nothing in rules is named {name}"))
            .with_help("`dualgauge rules` shows all names"));
    }
    if json {
        let found = serde_json::json!({"entries": entries, "pack": pack, "event": event});
        outln!("{}", pretty(&found));
        return Ok(0);
    }
    for entry in entries {
        show(&entry.name, &entry.about, &entry.fields);
        if let Some(example) = &entry.example {
            outln!("\n  {example}\n");
        }
    }
    if let Some(event) = event {
        outln!("{}\n  fields: {}", event.kind, event.fields.join(", "));
    }
    if let Some(pack) = pack {
        show_pack(pack);
    }
    Ok(0)
}

fn show(name: &str, about: &str, fields: &[Field]) {
    outln!("{name}\n  {about}");
    if !fields.is_empty() {
        outln!();
    }
    let rows: Vec<[String; 2]> = fields
        .iter()
        .map(|field| {
            let required = if field.required { " (required)" } else { "" };
            [format!("{}{required}", field.name), field.about.clone()]
        })
        .collect();
    print_columns(2, &rows);
}

fn show_pack(pack: &PackEntry) {
    show(&pack.name, &pack.about, &pack.parameters);
    if pack.twin {
        outln!("\n  It compares with a benign twin, which the test needs.");
    }
    outln!("\n  {}\n\nstands for\n  {}", pack.example, pack.rule);
}
