//! Set-up: from the pinned sources to a runtime module and a precompiled header for each variant, step by step, each cached.
//! Everything is compiled by the same clang that compiles candidates, in the same sandbox.

use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

use super::compiler::Compiler;
use super::declarations::Dialect;
use super::flags::{self, OWN, Variant};
use super::steps::{archive, compile_all, libc, link, precompile};
use super::{candidate, libraries, observed};
use crate::runtime::SetupError;
use crate::runtime::mounts::{mount_zip, sources, whole};
use crate::runtime::setup::{compile_into, read, write};
use crate::sandbox::engine::{self, Effort};
use crate::sandbox::rewrite::{Rewrite, rewrite};
use crate::toolchain::{
    Blake3Digest, Cache, CacheKey, Check, Entry, FetchSettings, Fetcher, Home, Manifest, Progress,
    Step, StoredZip, Unit, install_artifact,
};

/// Grows when the way of building changes.
const RECIPE: u32 = 1;

/// The guest side of this runtime.
static OWN_SOURCES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/runtimes/cpp");

/// The names of files in the cache entries.
pub(in crate::runtime) const CLANG: &str = "clang.cwasm";
const SYSROOT: &str = "sysroot.zip";
const LIBRARIES: &str = "libraries.a";
const LIBC: &str = "libc.a";
const RUNTIME: &str = "runtime.wasm";
const COMPILED: &str = "runtime.cwasm";
const HEADER: &str = "header.pch";

/// What set-up leaves.
pub(super) struct Built {
    /// The compiler, with everything that candidates are compiled with.
    pub(super) compiler: Compiler,
    /// The runtime module's machine code, for each of [`Variant::ALL`].
    pub(super) runtimes: Vec<PathBuf>,
    /// Identifies all that a result depends on.
    pub(super) digest: Blake3Digest,
    /// The folders of the cache entries that all this is in.
    pub(super) entries: Vec<PathBuf>,
}

/// The artifacts, unpacked.
struct Artifacts {
    clang: Entry,
    libcxx: Entry,
    sqlite: Entry,
    json: Entry,
}

/// What every step needs.
pub(in crate::runtime) struct Bench<'a> {
    pub(in crate::runtime) cache: &'a Cache,
    pub(in crate::runtime) check: Check,
    pub(in crate::runtime) progress: &'a dyn Progress,
}

impl Bench<'_> {
    pub(in crate::runtime) fn ensure(
        &self,
        key: &CacheKey,
        build: impl FnOnce(&Path, &dyn Progress) -> Result<(), SetupError>,
    ) -> Result<Entry, SetupError> {
        self.cache.ensure(key, self.check, self.progress, build)
    }
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
    let install = |package: &str| {
        let artifact = Manifest::cpp().artifact(package)?;
        Ok::<_, SetupError>(install_artifact(
            &cache, &fetcher, artifact, check, progress,
        )?)
    };
    let artifacts = Artifacts {
        clang: install("@yowasp/clang")?,
        libcxx: install("ziglang")?,
        sqlite: install("better-sqlite3")?,
        json: install("nlohmann-json")?,
    };
    let bench = Bench {
        cache: &cache,
        check,
        progress,
    };
    let clang = bench.clang(&artifacts.clang)?;
    let sysroot = bench.sysroot(&artifacts)?;
    let mut compiler = Compiler::load(&clang.file(CLANG)?)?;
    mount_zip(compiler.files(), flags::SYSROOT, &sysroot.file(SYSROOT)?)?;
    for (path, contents) in own_sources() {
        compiler.provide(&format!("{OWN}/{path}"), contents.into());
    }
    let libraries = bench.libraries(&artifacts, &sysroot, &compiler)?;
    let mut digest = blake3::Hasher::new();
    let mut entries = vec![clang, sysroot, libraries.clone()];
    let mut runtimes = Vec::new();
    for variant in Variant::ALL {
        let runtime = bench.runtime(variant, &libraries, &compiler)?;
        let key = CacheKey::new("compiled", format!("cpp-{}", variant.name()))
            .input("runtime", runtime.content_digest())
            .input("engine", engine::ENGINE_VERSION)
            .input("configuration", engine::configuration_name());
        let compiled = bench.ensure(&key, |folder, progress| {
            let name = format!("compile the C++ runtime ({})", variant.name());
            let wasm = read(&runtime.file(RUNTIME)?)?;
            compile_into(
                &folder.join(COMPILED),
                &name,
                &wasm,
                Effort::Optimised,
                progress,
            )
        })?;
        digest.update(runtime.content_digest().as_bytes());
        compiler.provide(&variant.precompiled(), whole(&runtime.file(HEADER)?)?);
        runtimes.push(compiled.file(COMPILED)?);
        entries.extend([runtime, compiled]);
    }
    digest.update(artifacts.clang.content_digest().as_bytes());
    digest.update(candidate::recipe().as_bytes());
    entries.extend([
        artifacts.clang,
        artifacts.libcxx,
        artifacts.sqlite,
        artifacts.json,
    ]);
    Ok(Built {
        compiler,
        runtimes,
        digest: digest.finalize().into(),
        entries: entries
            .iter()
            .map(|entry| entry.folder().to_owned())
            .collect(),
    })
}

/// Our own headers and sources; tests and documents are no part of them.
fn own_sources() -> Vec<(String, &'static [u8])> {
    let mut files = sources(&OWN_SOURCES, &["h", "hpp", "c", "cpp", "s", "txt", ""]);
    files.retain(|(path, _)| !path.split('/').any(|part| part == "tests"));
    files
}

/// Whether a library could include it: those of other libraries are for candidates alone, and change more often.
fn is_header_of_libraries(path: &str) -> bool {
    const FOR_CANDIDATES: [&str; 6] = [
        "openssl/",
        "curl/",
        "mysql/",
        "postgresql/",
        "mysql.h",
        "libpq-fe.h",
    ];
    path.strip_prefix("include/")
        .is_some_and(|name| !FOR_CANDIDATES.iter().any(|other| name.starts_with(other)))
}

/// The digest of our own files that `wanted` chooses.
fn own_digest(wanted: impl Fn(&str) -> bool) -> Blake3Digest {
    let all: Vec<u8> = own_sources()
        .into_iter()
        .filter(|(path, _)| wanted(path))
        .flat_map(|(path, contents)| [path.as_bytes(), b"\0", contents, b"\0"].concat())
        .collect();
    Blake3Digest::of(&all)
}

impl Bench<'_> {
    /// The compiler as machine code.
    pub(in crate::runtime) fn clang(&self, artifact: &Entry) -> Result<Entry, SetupError> {
        let key = CacheKey::new("compiled", "clang")
            .input("clang", artifact.content_digest())
            .input("engine", engine::ENGINE_VERSION)
            .input("configuration", engine::configuration_name());
        self.ensure(&key, |folder, progress| {
            let wasm = read(&artifact.file("llvm.wasm")?)?;
            compile_into(
                &folder.join(CLANG),
                "compile clang",
                &wasm,
                Effort::Optimised,
                progress,
            )
        })
    }

    /// The headers that candidates may include.
    fn sysroot(&self, artifacts: &Artifacts) -> Result<Entry, SetupError> {
        let key = CacheKey::new("sysroot", "cpp")
            .input("recipe", RECIPE)
            .input("clang", artifacts.clang.content_digest())
            .input("sqlite", artifacts.sqlite.content_digest())
            .input("json", artifacts.json.content_digest());
        self.ensure(&key, |folder, _| {
            let target = folder.join(SYSROOT);
            let mut zip = StoredZip::create(&target)?;
            resources(&artifacts.clang, |path, contents| {
                Ok(zip.add(path, &contents)?)
            })?;
            let header = read(&artifacts.sqlite.file("sqlite3.h")?)?;
            zip.add("include/sqlite3.h", &header)?;
            for (name, contents) in zip_members(&artifacts.json.file("nlohmann.zip")?)? {
                zip.add(&format!("include/nlohmann/{name}"), &contents)?;
            }
            zip.finish()?;
            Ok(())
        })
    }

    /// LLVM's C++ runtime and SQLite, as one archive, and wasi-libc without what is replaced in it.
    fn libraries(
        &self,
        artifacts: &Artifacts,
        sysroot: &Entry,
        compiler: &Compiler,
    ) -> Result<Entry, SetupError> {
        let list = libraries::sources();
        let commands: Vec<String> = list.iter().map(|one| one.command.join(" ")).collect();
        let key = CacheKey::new("libraries", "cpp")
            .input("recipe", RECIPE)
            .input("libcxx", artifacts.libcxx.content_digest())
            .input("sysroot", sysroot.content_digest())
            .input("headers", own_digest(is_header_of_libraries))
            .input("commands", Blake3Digest::of(commands.join("\n").as_bytes()));
        self.ensure(&key, |folder, progress| {
            let mut compiler = compiler.clone();
            for name in [
                "libcxx-src",
                "libcxx-libc",
                "libcxxabi-src",
                "libcxxabi-include",
            ] {
                mount(&mut compiler, &artifacts.libcxx, name)?;
            }
            for name in ["libunwind-src", "libunwind-include"] {
                mount(&mut compiler, &artifacts.libcxx, name)?;
            }
            let sqlite = whole(&artifacts.sqlite.file("sqlite3.c")?)?;
            compiler.provide("/src/sqlite3.c", sqlite);
            let objects = compile_all(
                &compiler,
                "compile the C++ libraries",
                list.into_iter()
                    .map(|source| (source.object, source.command))
                    .collect(),
                progress,
            )?;
            write(&folder.join(LIBRARIES), &archive(&compiler, &objects)?)?;
            write(&folder.join(LIBC), &libc(&compiler)?)
        })
    }

    /// The runtime module and the precompiled header of a variant.
    fn runtime(
        &self,
        variant: Variant,
        libraries: &Entry,
        compiler: &Compiler,
    ) -> Result<Entry, SetupError> {
        let candidate_flags = flags::candidate(Dialect::Cpp, variant).join(" ");
        let key = CacheKey::new("runtime", format!("cpp-{}", variant.name()))
            .input("recipe", RECIPE)
            .input("libraries", libraries.content_digest())
            .input("own", own_digest(|_| true))
            .input("observed", observed::OBSERVED.names().join(" "))
            .input("flags", &candidate_flags);
        self.ensure(&key, |folder, progress| {
            let step = format!("compile our own part of C++ ({})", variant.name());
            let mut objects = compile_all(compiler, &step, own_commands(variant), progress)?;
            let step = Step::start(
                progress,
                format!("precompile the headers ({})", variant.name()),
                None,
                Unit::Items,
            );
            let (header, object) = precompile(compiler, variant)?;
            objects.push(("header.o".to_owned(), object));
            step.finish();
            write(&folder.join(HEADER), &header)?;
            let wasm = link(
                compiler,
                variant,
                &wrapped(),
                whole(&libraries.file(LIBRARIES)?)?,
                whole(&libraries.file(LIBC)?)?,
                objects,
            )?;
            let wasm = rewrite(
                &wasm,
                &Rewrite {
                    observe: &observed::OBSERVED.names(),
                    authorise: true,
                    ..Rewrite::default()
                },
            )?;
            write(&folder.join(RUNTIME), &wasm)
        })
    }
}

/// Our own sources of a variant: object names and commands.
fn own_commands(variant: Variant) -> Vec<(String, Vec<String>)> {
    let mut commands = Vec::new();
    for (path, _) in own_sources() {
        let (folder, name) = path.split_once('/').unwrap_or(("", &path));
        let wanted = match folder {
            "include" | "warm" => false,
            "sanitizer" => match name.strip_prefix("hardening/") {
                Some(one) => one.starts_with(variant.name()),
                None => variant == Variant::Sanitized,
            },
            _ => true,
        };
        let dialect = match name.rsplit_once('.') {
            Some((_, "c" | "s")) => Dialect::C,
            Some((_, "cpp")) => Dialect::Cpp,
            _ => continue,
        };
        if wanted {
            let object = format!("{folder}-{}.o", name.replace('/', "-"));
            commands.push((
                object,
                flags::own(dialect, variant, &format!("{OWN}/{path}")),
            ));
        }
    }
    commands
}

/// The functions of the C library that the sanitizer checks.
fn wrapped() -> Vec<String> {
    let list = OWN_SOURCES
        .get_file("sanitizer/wrapped.txt")
        .and_then(|file| file.contents_utf8())
        .unwrap_or_default();
    flags::words(list)
}

fn mount(compiler: &mut Compiler, artifact: &Entry, name: &str) -> Result<(), SetupError> {
    let (library, folder) = name.split_once('-').unwrap_or((name, ""));
    let place = format!("{}/{library}/{folder}", libraries::SOURCES);
    mount_zip(
        compiler.files(),
        &place,
        &artifact.file(&format!("{name}.zip"))?,
    )
}

/// Hands over what of clang's package code may be compiled with: headers and libraries, with their paths below `/usr`.
pub(in crate::runtime) fn resources(
    clang: &Entry,
    mut take: impl FnMut(&str, Vec<u8>) -> Result<(), SetupError>,
) -> Result<(), SetupError> {
    let resources = clang.file("resources.tar")?;
    let unreadable = |error| SetupError::Read {
        path: resources.clone(),
        error,
    };
    let file = std::fs::File::open(&resources).map_err(unreadable)?;
    let mut tar = tar::Archive::new(std::io::BufReader::new(file));
    for member in tar.entries().map_err(unreadable)? {
        let mut member = member.map_err(unreadable)?;
        let path = String::from_utf8_lossy(&member.path_bytes()).into_owned();
        if member.header().entry_type().is_file() && is_for_candidates(&path) {
            let mut contents = Vec::new();
            std::io::Read::read_to_end(&mut member, &mut contents).map_err(unreadable)?;
            take(&path, contents)?;
        }
    }
    Ok(())
}

/// What of the package's resources a candidate can make use of: not the intrinsics of real processors.
fn is_for_candidates(path: &str) -> bool {
    let Some(header) = path.strip_prefix("include/") else {
        return path.starts_with("lib/") && path.ends_with(".a")
            || path.ends_with("crt1-reactor.o");
    };
    match header.split_once('/') {
        Some((folder, _)) => matches!(folder, "c++" | "wasm32-wasip1" | "sanitizer"),
        None => ![
            "intrin", "arm_", "altivec", "opencl", "cuda", "hip_", "hvx", "hexagon", "riscv",
        ]
        .iter()
        .any(|part| header.contains(part)),
    }
}

fn zip_members(path: &Path) -> Result<Vec<(String, Vec<u8>)>, SetupError> {
    let broken = |error: zip::result::ZipError| SetupError::Read {
        path: path.to_owned(),
        error: error.into(),
    };
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(read(path)?)).map_err(broken)?;
    let mut members = Vec::new();
    for index in 0..archive.len() {
        let mut member = archive.by_index(index).map_err(broken)?;
        let name = member.name().map_err(broken)?.into_owned();
        let mut contents = Vec::new();
        std::io::Read::read_to_end(&mut member, &mut contents)
            .map_err(|error| broken(error.into()))?;
        members.push((name, contents));
    }
    Ok(members)
}
