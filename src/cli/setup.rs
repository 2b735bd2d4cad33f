//! `dualgauge setup`

use std::path::PathBuf;
use std::time::Instant;

use clap::Args;

use super::Failure;
use super::progress::Console;
use super::terminal::outln;
use crate::runtime::python::Python;
use crate::toolchain::{Cache, Check, FetchSettings, Home};

/// Arguments of `setup`.
#[derive(Args)]
#[command(after_help = "\
The npm and pip clients are used with their own settings. On a machine without a network, put the package files into a \
folder and name it by DUALGAUGE_ARTIFACTS; `dualgauge doctor --list` lists their names and digests.")]
pub struct Arguments {
    /// Read and check everything that is there already, also large files.
    #[arg(long)]
    verify: bool,
    /// Remove what earlier versions left in the cache.
    #[arg(long)]
    prune: bool,
}

pub(super) fn run(arguments: Arguments, home: Option<PathBuf>) -> Result<u8, Failure> {
    let home = Home::locate(home)?;
    let started = Instant::now();
    let check = if arguments.verify {
        Check::Full
    } else {
        Check::Quick
    };
    let python = open_python(&home, check)?;
    outln!("python   {}", python.digest());
    outln!("home     {}", home.folder().display());
    if arguments.prune {
        let freed = prune(&home, &python)?;
        outln!("pruned   {:.1} MB", freed as f64 / 1e6);
    }
    outln!("ready in {:.1} s", started.elapsed().as_secs_f64());
    Ok(0)
}

/// Removes the cache entries that this version doesn't use; gives their size in bytes. A process that has one open keeps it
/// until it ends.
fn prune(home: &Home, python: &Python) -> Result<u64, Failure> {
    let cache = Cache::open(home.clone())?;
    let mut freed = 0;
    for listed in cache.sizes()? {
        if !python.entries().contains(&listed.folder) && cache.remove_listed(&listed)? {
            freed += listed.bytes;
        }
    }
    Ok(freed)
}

/// Opens Python and shows what set-up does, if anything.
pub(super) fn open_python(home: &Home, check: Check) -> Result<Python, Failure> {
    let console = Console::new();
    Ok(Python::open(
        home,
        &FetchSettings::from_env(),
        check,
        &console,
    )?)
}
