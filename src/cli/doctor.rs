//! `dualgauge doctor`

use std::path::PathBuf;

use clap::Args;

use super::Failure;
use crate::toolchain::{Check, FetchSettings, Home, ItemState, ItemStatus, status};

/// Arguments of `doctor`.
#[derive(Args)]
pub struct Arguments {
    /// Read and check everything, also large files.
    #[arg(long)]
    verify: bool,
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
        println!("{text}");
        return Ok(0);
    }
    println!("home: {}", home.folder().display());
    for item in &items {
        println!("{}", line(item));
    }
    let missing = items
        .iter()
        .filter(|item| item.state != ItemState::Present)
        .count();
    if missing > 0 {
        println!("{missing} missing or damaged: `dualgauge setup` makes what can be made");
    }
    Ok(0)
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
