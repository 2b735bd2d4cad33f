//! Set-up: from the pinned artifacts to machine code, step by step, each cached.

use std::path::{Path, PathBuf};

use super::{database_build, mounts};
use crate::runtime::setup::{SetupError, compile_into, read, write};
use crate::sandbox::engine::{self, Effort};
use crate::sandbox::rewrite::{Rewrite, rewrite};
use crate::sandbox::{Phase, Step as GuestStep, stored_function};
use crate::toolchain::{
    Blake3Digest, Cache, CacheKey, Check, FetchSettings, Fetcher, Home, Manifest, Progress, Step,
    Unit, install_artifact, install_packages,
};

/// Grows when the way of building changes.
const RECIPE: u32 = 1;

/// QuickJS's exported function that says by which function texts are compiled (`JSContext.eval_internal`).
const SAYS_WHAT_EVALUATES: &str = "JS_AddIntrinsicEval";

/// The names of the files in the cache entries.
const SNAPSHOT: &str = "javascript.wasm";
const COMPILED: &str = "javascript.cwasm";
/// What the preparation printed: the packages that could not be preloaded.
const NOTES: &str = "notes.txt";

/// What set-up leaves.
pub(super) struct Built {
    pub(super) packages: PathBuf,
    pub(super) compiled: PathBuf,
    /// The machine code of SQLite.
    pub(super) database: PathBuf,
    /// Identifies all that a result depends on.
    pub(super) digest: Blake3Digest,
    /// The folders of the cache entries that all this is in.
    pub(super) entries: Vec<PathBuf>,
}

/// Makes sure that everything is there. Call it on a thread that may run guests.
pub(super) fn ensure(
    home: &Home,
    settings: &FetchSettings,
    check: Check,
    progress: &dyn Progress,
) -> Result<Built, SetupError> {
    let cache = Cache::open(home.clone())?;
    let fetcher = Fetcher::new(home.clone(), settings.clone());
    let manifest = Manifest::javascript();
    let artifact = |name| {
        let artifact = manifest.artifact(name)?;
        let installed = install_artifact(&cache, &fetcher, artifact, check, progress)?;
        Ok::<_, SetupError>(installed)
    };
    let quickjs = artifact("quickjs-wasi")?;
    let builtins = artifact("wasm-rquickjs")?;
    let packages = install_packages(&cache, &fetcher, manifest, check, progress)?;

    let key = CacheKey::new("snapshot", "javascript")
        .input("recipe", RECIPE)
        .input("quickjs", quickjs.content_digest())
        .input("builtins", builtins.content_digest())
        .input("packages", packages.content_digest())
        .input("own", own_digest())
        .input("preloaded", mounts::preloaded().join(" "))
        .input("engine", engine::ENGINE_VERSION);
    let snapshot = cache.ensure(&key, check, progress, |folder, progress| {
        let wasm = read(&quickjs.file("quickjs.wasm")?)?;
        let world = mounts::preparation_world(
            &packages.file("packages.zip")?,
            &builtins.file("node-builtins.zip")?,
        )?;
        build_snapshot(&wasm, world, folder, progress)
    })?;
    let key = CacheKey::new("compiled", "javascript")
        .input("snapshot", snapshot.content_digest())
        .input("engine", engine::ENGINE_VERSION)
        .input("configuration", engine::configuration_name());
    let compiled = cache.ensure(&key, check, progress, |folder, progress| {
        let wasm = read(&snapshot.file(SNAPSHOT)?)?;
        compile_into(
            &folder.join(COMPILED),
            "compile QuickJS",
            &wasm,
            Effort::Optimised,
            progress,
        )
    })?;
    let database = database_build::ensure(&cache, &fetcher, check, progress)?;
    let parts = [
        snapshot.content_digest(),
        packages.content_digest(),
        database.digest,
    ];
    let digest = Blake3Digest::of(parts.map(|part| part.to_string()).join(" ").as_bytes());
    Ok(Built {
        packages: packages.file("packages.zip")?,
        compiled: compiled.file(COMPILED)?,
        digest,
        database: database.compiled,
        entries: [&quickjs, &builtins, &packages, &snapshot, &compiled]
            .map(|entry| entry.folder().to_owned())
            .into_iter()
            .chain(database.entries)
            .collect(),
    })
}

/// The digest of the guest side of this runtime.
fn own_digest() -> Blake3Digest {
    let sources = mounts::own_sources().into_iter();
    let bytes: Vec<u8> = sources
        .chain(mounts::own_packages())
        .flat_map(|(path, contents)| [path.as_bytes(), b"\0", &contents, b"\0"].concat())
        .collect();
    Blake3Digest::of(&bytes)
}

fn build_snapshot(
    wasm: &[u8],
    world: crate::sandbox::World,
    folder: &Path,
    progress: &dyn Progress,
) -> Result<(), SetupError> {
    let evaluates = stored_function(wasm, SAYS_WHAT_EVALUATES)?;
    let rewritten = rewrite(
        wasm,
        &Rewrite {
            announce: &[evaluates],
            ..Rewrite::default()
        },
    )?;
    let (script, file) = mounts::boot();
    let mut step: Option<Step<'_>> = None;
    let (snapshot, finished) = crate::sandbox::snapshot(
        &rewritten,
        world,
        |guest| {
            guest.prepare_interpreter(&script, &file)?;
            Ok(GuestStep::Returned(0))
        },
        |instrumented| {
            let compiled = folder.join("preparation.cwasm");
            compile_into(
                &compiled,
                "compile QuickJS for its preparation",
                instrumented,
                Effort::Quick,
                progress,
            )?;
            // SAFETY: it was compiled right here.
            let module = unsafe { engine::load(&compiled, Effort::Quick) }?;
            std::fs::remove_file(&compiled).map_err(|error| SetupError::Write {
                path: compiled,
                error,
            })?;
            Ok(module)
        },
        |_| Ok::<_, SetupError>(()),
        |phase| {
            if let Some(step) = step.take() {
                step.finish();
            }
            let name = match phase {
                Phase::Prepare => "prepare Node's modules and packages",
                Phase::Write => "write the snapshot",
            };
            step = Some(Step::start(progress, name, None, Unit::Items));
        },
    )?;
    write(&folder.join(SNAPSHOT), &snapshot)?;
    let notes = finished.execution.stdout.text + &finished.execution.stderr.text;
    write(&folder.join(NOTES), notes.as_bytes())?;
    if let Some(step) = step {
        step.finish();
    }
    Ok(())
}
