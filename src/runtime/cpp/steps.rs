//! The single steps of set-up: compile, archive, precompile, link.

use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;

use super::compiler::{Compiler, Ran, ToolLimits};
use super::declarations::Dialect;
use super::flags::{self, OWN, Variant, words};
use crate::runtime::SetupError;
use crate::sandbox::vfs::FileContent;
use crate::toolchain::{Progress, Step, Unit};

/// An object file with its name.
pub(in crate::runtime) type Object = (String, Vec<u8>);

/// Where the package's libraries are.
pub(in crate::runtime) const LIBRARY_FOLDER: &str = "/usr/lib/wasm32-wasip1";
/// The compiler's own helper functions.
pub(in crate::runtime) const BUILTINS: &str =
    "/usr/lib/wasm32-unknown-wasip1/libclang_rt.builtins.a";
/// Reading and printing of `long double`, in place of what wasi-libc has by default.
const LONG_DOUBLE: &str = "/usr/lib/wasm32-wasip1/libc-printscan-long-double.a";

/// The guest's own stack in linear memory, in bytes. A frame takes 16 bytes there at least, and on the host's stack about
/// ten times as much at most: so this stack ends first, at the same depth on every machine.
const STACK: u32 = 4 << 20;
/// The same in the sanitized variant: the stack lies above the shadow and has 8 MiB.
const STACK_ABOVE_SHADOW: u32 = 72 << 20;

/// Runs a tool with some files besides those that it always sees.
pub(in crate::runtime) fn run(
    compiler: &Compiler,
    what: &str,
    command: &[String],
    inputs: &[(&str, FileContent)],
) -> Result<Ran, SetupError> {
    let ran = compiler.run(command, inputs, ToolLimits::OWN)?;
    if ran.succeeded() {
        return Ok(ran);
    }
    Err(SetupError::Build {
        what: what.to_owned(),
        text: format!("{:?}\n{}", ran.ended, ran.messages),
    })
}

/// A file that a tool wrote.
pub(in crate::runtime) fn output(ran: &Ran, what: &str, path: &str) -> Result<Vec<u8>, SetupError> {
    ran.file(path).ok_or_else(|| SetupError::Build {
        what: what.to_owned(),
        text: format!("the tool wrote no {path}; it said: {}", ran.messages),
    })
}

/// Runs compilations side by side. Each command lacks its output only.
pub(in crate::runtime) fn compile_all(
    compiler: &Compiler,
    name: &str,
    commands: Vec<(String, Vec<String>)>,
    progress: &dyn Progress,
) -> Result<Vec<Object>, SetupError> {
    const OUTPUT: &str = "/out/object.o";
    let step = Step::start(progress, name, Some(commands.len() as u64), Unit::Items);
    let done = AtomicU64::new(0);
    let objects = commands
        .into_par_iter()
        .with_max_len(1)
        .map(|(object, mut command)| {
            command.extend(["-o".to_owned(), OUTPUT.to_owned()]);
            let ran = run(compiler, &object, &command, &[])?;
            let bytes = output(&ran, &object, OUTPUT)?;
            step.advance(done.fetch_add(1, Ordering::Relaxed) + 1);
            Ok((object, bytes))
        })
        .collect::<Result<Vec<_>, SetupError>>()?;
    step.finish();
    Ok(objects)
}

/// Puts objects into one archive.
pub(super) fn archive(compiler: &Compiler, objects: &[Object]) -> Result<Vec<u8>, SetupError> {
    const OUTPUT: &str = "/out/archive.a";
    let mut command = words("llvm-ar rcsD");
    command.push(OUTPUT.to_owned());
    let inputs = placed(objects);
    command.extend(inputs.iter().map(|(path, _)| path.clone()));
    let ran = run(compiler, OUTPUT, &command, &borrowed(&inputs))?;
    output(&ran, OUTPUT, OUTPUT)
}

/// wasi-libc without the functions that [`LONG_DOUBLE`] has too.
pub(super) fn libc(compiler: &Compiler) -> Result<Vec<u8>, SetupError> {
    const OUTPUT: &str = "/out/libc.a";
    let list = run(
        compiler,
        "the list of functions",
        &words(&format!("llvm-ar t {LONG_DOUBLE}")),
        &[],
    )?;
    let original = compiler
        .clone()
        .files()
        .read_file(&crate::runtime::mounts::guest_path(&format!(
            "{LIBRARY_FOLDER}/libc.a"
        )))
        .ok_or_else(|| SetupError::Build {
            what: "libc.a".to_owned(),
            text: "the package has none".to_owned(),
        })?;
    let mut command = words("llvm-ar dD");
    command.push("/out/libc.a".to_owned());
    command.extend(words(&list.messages));
    let ran = run(
        compiler,
        OUTPUT,
        &command,
        &[("/out/libc.a", original.into())],
    )?;
    output(&ran, OUTPUT, OUTPUT)
}

/// Precompiles the header that candidates begin with. The common templates are instantiated in it once: the second result
/// is the object with their code.
pub(super) fn precompile(
    compiler: &Compiler,
    variant: Variant,
) -> Result<(Vec<u8>, Vec<u8>), SetupError> {
    let what = "the precompiled header";
    let base = flags::candidate(Dialect::Cpp, variant);
    let with = |extra: &str| {
        [
            vec![flags::tool(Dialect::Cpp).to_owned()],
            base.clone(),
            words(extra),
        ]
        .concat()
    };
    let header_path = variant.precompiled();
    let command = with(&format!(
        "-x c++-header -fpch-codegen -fpch-instantiate-templates {OWN}/warm/warm.hpp -o /out/header.pch"
    ));
    let ran = run(compiler, what, &command, &[])?;
    let header = output(&ran, what, "/out/header.pch")?;
    let input: FileContent = header.clone().into();
    let command = with(&format!(
        "-Xclang -disable-O0-optnone -emit-llvm -c {header_path} -o /out/header.bc"
    ));
    let ran = run(compiler, what, &command, &[(&header_path, input)])?;
    let bitcode = output(&ran, what, "/out/header.bc")?;
    let mut command = vec![flags::tool(Dialect::Cpp).to_owned()];
    command.extend(flags::target());
    command.extend(words("-O1 -fPIC -c /out/header.bc -o /out/header.o"));
    let ran = run(
        compiler,
        what,
        &command,
        &[("/out/header.bc", bitcode.into())],
    )?;
    Ok((header, output(&ran, what, "/out/header.o")?))
}

/// Links the runtime module: all libraries whole, everything exported, as a candidate may use any of it. Our own objects come
/// first: what they define takes the place of what the libraries have. `wrapped` are functions that the sanitizer checks.
pub(super) fn link(
    compiler: &Compiler,
    variant: Variant,
    wrapped: &[String],
    libraries: FileContent,
    libc: FileContent,
    objects: Vec<Object>,
) -> Result<Vec<u8>, SetupError> {
    const OUTPUT: &str = "/out/runtime.wasm";
    let mut command = words(&format!(
        "wasm-ld {LIBRARY_FOLDER}/crt1-reactor.o --no-entry --export-all --growable-table --export-table \
         --no-gc-sections --allow-multiple-definition --stack-first --wrap=__cxa_throw \
         -z stack-size={}",
        match variant {
            Variant::Plain => STACK,
            Variant::Sanitized => STACK_ABOVE_SHADOW,
        }
    ));
    if variant == Variant::Sanitized {
        command.push(format!("--global-base={STACK_ABOVE_SHADOW}"));
        for name in wrapped {
            command.push(format!("--wrap={name}"));
        }
    }
    command.push("--whole-archive".to_owned());
    let inputs = placed(&objects);
    command.extend(inputs.iter().map(|(path, _)| path.clone()));
    command.extend(words("/in/libraries.a /in/libc.a"));
    command.push(LONG_DOUBLE.to_owned());
    for name in ["setjmp", "wasi-emulated-signal"] {
        command.push(format!("{LIBRARY_FOLDER}/lib{name}.a"));
    }
    command.extend([BUILTINS, "-o", OUTPUT].map(str::to_owned));
    let mut inputs = borrowed(&inputs);
    inputs.extend([("/in/libraries.a", libraries), ("/in/libc.a", libc)]);
    let ran = run(compiler, "the C++ runtime", &command, &inputs)?;
    output(&ran, "the C++ runtime", OUTPUT)
}

fn placed(objects: &[Object]) -> Vec<(String, FileContent)> {
    objects
        .iter()
        .map(|(name, bytes)| (format!("/in/{name}"), FileContent::from(bytes.as_slice())))
        .collect()
}

fn borrowed(inputs: &[(String, FileContent)]) -> Vec<(&str, FileContent)> {
    inputs
        .iter()
        .map(|(path, content)| (path.as_str(), content.clone()))
        .collect()
}
