//! `dualgauge setup`

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::Instant;

use clap::Args;

use super::Failure;
use super::progress::Console;
use super::terminal::outln;
use crate::runtime::Runtimes;
use crate::sandbox::engine::on_pool;
use crate::suite::Language;
use crate::toolchain::{Cache, Check, FetchSettings, Home};

/// Arguments of `setup`.
#[derive(Args)]
#[command(after_help = "\
The npm, pip and cargo clients are used with their own settings. On a machine without a network, put the package files into a \
folder and name it by DUALGAUGE_ARTIFACTS; `dualgauge doctor --list` lists their names and digests.")]
pub struct Arguments {
    /// Only this language (and Python, which the others need). May be repeated.
    #[arg(long, value_name = "LANGUAGE")]
    lang: Vec<Language>,
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
    let languages = if arguments.lang.is_empty() {
        Language::ALL.into()
    } else {
        arguments.lang.iter().copied().collect()
    };
    let runtimes = open_runtimes(&home, check, &languages)?;
    for (language, runtime) in runtimes.all() {
        outln!("{:<8} {}", language.name(), runtime.digest());
    }
    outln!("home     {}", home.folder().display());
    if arguments.prune {
        let freed = prune(&home, &runtimes)?;
        outln!("pruned   {:.1} MB", freed as f64 / 1e6);
    }
    outln!("ready in {:.1} s", started.elapsed().as_secs_f64());
    Ok(0)
}

/// Removes the cache entries that this version doesn't use; gives their size in bytes. A process that has one open keeps it
/// until it ends.
fn prune(home: &Home, runtimes: &Runtimes) -> Result<u64, Failure> {
    let cache = Cache::open(home.clone())?;
    let mut freed = 0;
    for listed in cache.sizes()? {
        let used = runtimes
            .all()
            .any(|(_, runtime)| runtime.entries().contains(&listed.folder));
        if !used && cache.remove_listed(&listed)? {
            freed += listed.bytes;
        }
    }
    // What was built of candidates is quickly built again.
    let builds = home.candidates();
    for file in walkdir::WalkDir::new(&builds)
        .into_iter()
        .filter_map(Result::ok)
    {
        freed += file.metadata().map_or(0, |metadata| {
            if metadata.is_file() {
                metadata.len()
            } else {
                0
            }
        });
    }
    if builds.is_dir() {
        std::fs::remove_dir_all(&builds)
            .map_err(|error| Failure::system(format!("{}: {error}", builds.display())))?;
    }
    Ok(freed)
}

/// Opens the runtimes of languages and shows what set-up does, if anything.
pub(super) fn open_runtimes(
    home: &Home,
    check: Check,
    languages: &BTreeSet<Language>,
) -> Result<Runtimes, Failure> {
    let console = Console::new();
    let settings = FetchSettings::from_env();
    let jobs = std::thread::available_parallelism().map_or(1, usize::from);
    Ok(on_pool(jobs, || {
        Runtimes::open(home, &settings, check, &console, languages)
    })?)
}
