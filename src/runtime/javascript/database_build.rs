//! Set-up of databases: SQLite as a WebAssembly module of its own, compiled by the clang that compiles C and C++.
//!
//! The interpreter has no SQLite, and its memory is no place for one; so a second module stands beside it in the guest
//! (`sandbox/interpreter/database_engine.rs`). It is SQLite, our bridge and the C library, and nothing of C++'s runtime. Clang is
//! fetched and made machine code only if the module isn't in the cache.

use std::path::PathBuf;

use crate::runtime::SetupError;
use crate::runtime::cpp::build::{Bench, CLANG, resources};
use crate::runtime::cpp::compiler::Compiler;
use crate::runtime::cpp::flags::{SYSROOT, target, words};
use crate::runtime::cpp::libraries::SQLITE;
use crate::runtime::cpp::steps::{BUILTINS, LIBRARY_FOLDER, Object, compile_all, output, run};
use crate::runtime::mounts::whole;
use crate::runtime::observed::{Observed, SQLITE_FUNCTIONS};
use crate::runtime::setup::{compile_into, read, write};
use crate::sandbox::engine::{self, Effort};
use crate::sandbox::rewrite::{Rewrite, rewrite};
use crate::sandbox::vfs::FileContent;
use crate::toolchain::{
    Blake3Digest, Cache, CacheKey, Check, Entry, Fetcher, Manifest, Progress, install_artifact,
};

/// Grows when the way of building changes.
const RECIPE: u32 = 1;

/// What the host calls in the module.
const BRIDGE: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/runtimes/javascript/sqlite/bridge.c"
));

/// The names of files in the cache entries.
const MODULE: &str = "sqlite.wasm";
const COMPILED: &str = "sqlite.cwasm";

/// Where the sources are in the compiler's file system.
const SQLITE_SOURCE: &str = "/src/sqlite3.c";
const SQLITE_HEADER: &str = "/src/sqlite3.h";
const BRIDGE_SOURCE: &str = "/src/bridge.c";

/// Its own stack in linear memory, in bytes. SQLite bounds how deep expressions and values nest.
const STACK: u32 = 1 << 20;

/// The functions of the module that tell the host of their calls.
pub(super) const OBSERVED: Observed = Observed(&[SQLITE_FUNCTIONS]);

/// What set-up leaves.
pub(super) struct DatabaseEngine {
    /// The module's machine code, for [`Effort::Optimised`].
    pub(super) compiled: PathBuf,
    /// Identifies the module: the same on every machine.
    pub(super) digest: Blake3Digest,
    /// The folders of the cache entries that all this is in.
    pub(super) entries: Vec<PathBuf>,
}

/// Makes sure that the module is there. Call it on a thread that may run guests.
pub(super) fn ensure(
    cache: &Cache,
    fetcher: &Fetcher,
    check: Check,
    progress: &dyn Progress,
) -> Result<DatabaseEngine, SetupError> {
    let install = |package: &str| {
        let artifact = Manifest::cpp().artifact(package)?;
        Ok::<_, SetupError>(install_artifact(cache, fetcher, artifact, check, progress)?)
    };
    let clang = install("@yowasp/clang")?;
    let sqlite = install("better-sqlite3")?;
    let bench = Bench {
        cache,
        check,
        progress,
    };
    let module = module(&bench, &clang, &sqlite)?;
    let key = CacheKey::new("compiled", "sqlite")
        .input("module", module.content_digest())
        .input("engine", engine::ENGINE_VERSION)
        .input("configuration", engine::configuration_name());
    let compiled = bench.ensure(&key, |folder, progress| {
        let wasm = read(&module.file(MODULE)?)?;
        let target = folder.join(COMPILED);
        compile_into(
            &target,
            "compile SQLite",
            &wasm,
            Effort::Optimised,
            progress,
        )
    })?;
    Ok(DatabaseEngine {
        compiled: compiled.file(COMPILED)?,
        digest: module.content_digest(),
        entries: [&clang, &sqlite, &module, &compiled]
            .map(|entry| entry.folder().to_owned())
            .into(),
    })
}

/// The module, with its functions observed.
fn module(bench: &Bench<'_>, clang: &Entry, sqlite: &Entry) -> Result<Entry, SetupError> {
    let all: Vec<String> = commands()
        .into_iter()
        .map(|(_, command)| command)
        .chain([link_command()])
        .map(|command| command.join(" "))
        .collect();
    let key = CacheKey::new("module", "sqlite")
        .input("recipe", RECIPE)
        .input("clang", clang.content_digest())
        .input("sqlite", sqlite.content_digest())
        .input("bridge", Blake3Digest::of(BRIDGE.as_bytes()))
        .input("commands", Blake3Digest::of(all.join("\n").as_bytes()))
        .input("observed", OBSERVED.names().join(" "));
    bench.ensure(&key, |folder, progress| {
        let machine_code = bench.clang(clang)?;
        let mut compiler = Compiler::load(&machine_code.file(CLANG)?)?;
        resources(clang, |path, contents| {
            compiler.provide(&format!("{SYSROOT}/{path}"), contents.into());
            Ok(())
        })?;
        compiler.provide(SQLITE_SOURCE, whole(&sqlite.file("sqlite3.c")?)?);
        compiler.provide(SQLITE_HEADER, whole(&sqlite.file("sqlite3.h")?)?);
        compiler.provide(BRIDGE_SOURCE, BRIDGE.as_bytes().into());
        let objects = compile_all(
            &compiler,
            "compile SQLite from its source",
            commands(),
            progress,
        )?;
        let wasm = link(&compiler, &objects)?;
        let change = Rewrite {
            observe: &OBSERVED.names(),
            authorise: true,
            ..Rewrite::default()
        };
        write(&folder.join(MODULE), &rewrite(&wasm, &change)?)
    })
}

/// What to compile: the objects' names and the commands, the slowest first.
fn commands() -> Vec<(String, Vec<String>)> {
    let command = |flags: &str, path: &str| {
        let mut command = words("clang");
        command.extend(target());
        command.extend(words(flags));
        command.extend(words("-c"));
        command.push(path.to_owned());
        command
    };
    vec![
        (
            "sqlite3.o".to_owned(),
            command(&format!("{SQLITE} -O1 -w"), SQLITE_SOURCE),
        ),
        (
            "bridge.o".to_owned(),
            command("-std=gnu17 -O2 -DNDEBUG", BRIDGE_SOURCE),
        ),
    ]
}

const LINKED: &str = "/out/sqlite.wasm";

fn link_command() -> Vec<String> {
    words(&format!(
        "wasm-ld {LIBRARY_FOLDER}/crt1-reactor.o --entry=_initialize --export=sqlite3_set_authorizer --stack-first -z stack-size={STACK} \
         /in/bridge.o /in/sqlite3.o {LIBRARY_FOLDER}/libc.a {BUILTINS} -o {LINKED}"
    ))
}

fn link(compiler: &Compiler, objects: &[Object]) -> Result<Vec<u8>, SetupError> {
    const WHAT: &str = "SQLite's module";
    let inputs: Vec<(String, FileContent)> = objects
        .iter()
        .map(|(name, bytes)| (format!("/in/{name}"), bytes.as_slice().into()))
        .collect();
    let inputs: Vec<(&str, FileContent)> = inputs
        .iter()
        .map(|(path, content)| (path.as_str(), content.clone()))
        .collect();
    let ran = run(compiler, WHAT, &link_command(), &inputs)?;
    output(&ran, WHAT, LINKED)
}
