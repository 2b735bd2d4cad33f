//! `dualgauge doctor`

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::Args;

use super::Failure;
use super::terminal::{counted, outln, print_columns};
use crate::toolchain::{Check, FetchSettings, Home, ItemKind, ItemState, ItemStatus, status};

/// Arguments of `doctor`.
#[derive(Args)]
pub struct Arguments {
    /// Read and check everything, also large files.
    #[arg(long)]
    verify: bool,
    /// Name every item with its version, size, digest and place.
    #[arg(long)]
    list: bool,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: Arguments, home: Option<PathBuf>) -> Result<u8, Failure> {
    let home = Home::locate(home)?;
    let check = if arguments.verify {
        Check::Full
    } else {
        Check::Quick
    };
    let items = status(&home, &FetchSettings::from_env(), check);
    if arguments.json {
        let text = serde_json::to_string_pretty(&items).expect("a status is plain data");
        outln!("{text}");
        return Ok(0);
    }
    outln!("dualgauge  {}", env!("CARGO_PKG_VERSION"));
    outln!("home       {}\n", home.folder().display());
    if arguments.list {
        for item in &items {
            outln!("{}", line(item));
        }
    } else {
        print_columns(0, &overview(&items));
    }
    let wrong: Vec<&ItemStatus> = items
        .iter()
        .filter(|item| item.state != ItemState::Present)
        .collect();
    outln!();
    if wrong.is_empty() {
        outln!("nothing is missing or damaged");
        return Ok(0);
    }
    if !arguments.list {
        for item in wrong.iter().take(SHOWN) {
            outln!("{}", line(item));
        }
        if wrong.len() > SHOWN {
            outln!("and {} more: --list names them", wrong.len() - SHOWN);
        }
        outln!();
    }
    outln!("{} missing or damaged", counted(wrong.len(), "item"));
    if wrong.iter().any(|item| item.kind != ItemKind::Client) {
        outln!("`dualgauge setup` makes what can be made");
    }
    Ok(0)
}

/// How many items that are missing or damaged are named without being asked for.
const SHOWN: usize = 5;

/// One row for each sort of item, and one for each client.
fn overview(items: &[ItemStatus]) -> Vec<[String; 3]> {
    let mut rows = Vec::new();
    let of = |kind| items.iter().filter(move |item| item.kind == kind);
    for (kind, name) in [
        (ItemKind::Artifact, "artifacts"),
        (ItemKind::Package, "packages"),
    ] {
        let present = of(kind).filter(|item| item.state == ItemState::Present);
        let amount = format!("{} of {} present", present.count(), of(kind).count());
        rows.push([name.to_owned(), amount, size_of(of(kind))]);
    }
    let mut folders: BTreeMap<&str, Vec<&ItemStatus>> = BTreeMap::new();
    for item in of(ItemKind::Entry) {
        let folder = item.name.split('/').next().unwrap_or_default();
        folders.entry(folder).or_default().push(item);
    }
    for (folder, entries) in folders {
        let noun = if entries.len() == 1 {
            "entry"
        } else {
            "entries"
        };
        let amount = format!("{} {noun}", entries.len());
        let size = size_of(entries.into_iter());
        rows.push([format!("cache/{folder}"), amount, size]);
    }
    for item in of(ItemKind::Client) {
        let version = item.version.as_deref().unwrap_or("missing");
        // pip says also where it is and for which interpreter.
        let version = version.split(" from ").next().unwrap_or_default();
        let version = version.trim_start_matches(&item.name).trim_start();
        let detail = item.detail.clone().unwrap_or_default();
        rows.push([item.name.clone(), version.to_owned(), detail]);
    }
    rows
}

fn size_of<'a>(items: impl Iterator<Item = &'a ItemStatus>) -> String {
    let bytes: u64 = items.filter_map(|item| item.size).sum();
    format!("{:>8.1} MB", bytes as f64 / 1e6)
}

fn line(item: &ItemStatus) -> String {
    let size = item
        .size
        .map(|size| format!("{:>8.1} MB", size as f64 / 1e6))
        .unwrap_or_else(|| " ".repeat(11));
    let digest = item
        .blake3
        .as_ref()
        .map(|digest| digest.to_string()[..16].to_owned())
        .unwrap_or_default();
    format!(
        "{:<9} {:<9} {:<28} {:<12} {size} {digest:<16} {}",
        word(&item.state),
        word(&item.kind),
        item.name,
        item.version.clone().unwrap_or_default(),
        item.detail.clone().unwrap_or_default()
    )
    .trim_end()
    .to_owned()
}

/// The word that stands for a value in JSON.
fn word(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value)
        .ok()
        .and_then(|json| json.as_str().map(str::to_owned))
        .unwrap_or_default()
}
