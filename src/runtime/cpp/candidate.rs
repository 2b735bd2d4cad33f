//! From a candidate's text to a side module: what a candidate costs once, before its tests.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use super::Cpp;
use super::compiler::ToolLimits;
use super::coverage::{Mapping, SYMBOLS};
use super::declarations::Dialect;
use super::flags::{self, Variant, words};
use super::lines::Lines;
use super::plan::Plan;
use super::refusal::{clashing, misfit, refusal, unloadable};
use super::unit;
use crate::runtime::{Build, Source};
use crate::sandbox::execution::{Ended, EntryFound};
use crate::sandbox::vfs::FileContent;
use crate::sandbox::{Locate, Place, SandboxError, SideModule};

/// What a candidate may use of the compiler: several seconds. A chain of templates that doesn't end hits it.
const BUDGET: ToolLimits = ToolLimits {
    fuel: 120_000_000_000,
    memory: 1 << 30,
    wall: Duration::from_secs(300),
};

/// How objects become a side module.
const LINK: &str = "wasm-ld -shared -Bsymbolic --experimental-pic --unresolved-symbols=import-dynamic --no-demangle";

/// Everything that a build depends on besides its plan and what set-up made: part of the runtime's digest.
pub(super) fn recipe() -> String {
    let flags = [Dialect::C, Dialect::Cpp].map(|dialect| {
        Variant::ALL
            .map(|variant| flags::candidate(dialect, variant).join(" "))
            .join("\n")
    });
    format!(
        "{}\n{}\n{LINK}\n{BUDGET:?}",
        flags.join("\n"),
        flags::TRACED
    )
}

/// How many names of a candidate may stand aside for those of the C library.
const MAX_RENAMED: usize = 4;

/// What a step of the build gives: the system may fail (outer), the candidate may be unfit (inner).
pub type Step<T> = Result<Result<T, Ended>, SandboxError>;

/// A compiled candidate.
#[derive(Debug)]
pub struct Ready {
    pub(super) side: SideModule,
    pub(super) variant: Variant,
    pub(super) entries: Vec<EntryFound>,
    pub(super) mapping: Mapping,
    pub(super) source: Arc<[u8]>,
    pub(super) file: String,
}

/// Gives an unfit candidate's fate to the caller.
macro_rules! fit {
    ($step:expr) => {
        match $step? {
            Ok(value) => value,
            Err(ended) => return Ok(Err(ended)),
        }
    };
}

impl Cpp {
    /// Builds a candidate, or takes what was kept of an earlier build of the same.
    pub(super) fn build(&self, source: &Source, build: Build<'_>) -> Step<Ready> {
        let mut plan = Plan::new(source, build);
        let module = match self.kept.get(plan.digest()) {
            Some(module) => module,
            None => {
                let key = plan.digest();
                let mut module = self.module(&plan)?;
                for _ in 0..MAX_RENAMED {
                    let Some(name) = module.as_ref().err().and_then(clashing) else {
                        break;
                    };
                    plan.rename(&name);
                    module = self.module(&plan)?;
                }
                self.kept.put(key, &module);
                module
            }
        };
        let wasm = match module {
            Ok(wasm) => wasm,
            Err(ended) => return Ok(Err(ended)),
        };
        if let Some(ended) = plan.missing {
            return Ok(Err(ended));
        }
        self.load(&plan, source, wasm)
    }

    fn module(&self, plan: &Plan) -> Step<Vec<u8>> {
        let objects = fit!(self.compile(plan));
        self.link(objects)
    }

    /// Compiles the units of a plan to object files.
    ///
    /// # Errors
    /// If the sandbox fails.
    pub fn compile(&self, plan: &Plan) -> Step<Vec<Vec<u8>>> {
        let mut objects = Vec::new();
        for (text, dialect) in &plan.units {
            objects.push(fit!(self.compile_unit(plan, text, *dialect)));
        }
        Ok(Ok(objects))
    }

    fn compile_unit(&self, plan: &Plan, text: &str, dialect: Dialect) -> Step<Vec<u8>> {
        const OUTPUT: &str = "/out/unit.o";
        let unit = match dialect {
            Dialect::C => "/unit/unit.c",
            Dialect::Cpp => "/unit/unit.cpp",
        };
        let mut command = vec![flags::tool(dialect).to_owned()];
        command.extend(flags::candidate(dialect, plan.variant));
        command.extend(words(flags::TRACED));
        if dialect == Dialect::Cpp {
            command.extend(["-include-pch".to_owned(), plan.variant.precompiled()]);
        }
        for folder in &plan.include {
            command.extend(["-I".to_owned(), folder.clone()]);
        }
        command.extend(words("-ferror-limit=20 -c"));
        command.extend([unit, "-o", OUTPUT].map(str::to_owned));
        let mut inputs: Vec<(&str, FileContent)> = plan
            .files
            .iter()
            .map(|(path, content)| (path.as_str(), content.clone()))
            .collect();
        inputs.push((unit, FileContent::from(text)));
        let ran = self.compiler.run(&command, &inputs, BUDGET)?;
        if ran.succeeded()
            && let Some(object) = ran.file(OUTPUT)
        {
            return Ok(Ok(object));
        }
        Ok(Err(refusal("CompileError", &ran, &plan.files[0].0)))
    }

    /// Links object files to a side module.
    ///
    /// # Errors
    /// If the sandbox fails.
    pub fn link(&self, objects: Vec<Vec<u8>>) -> Step<Vec<u8>> {
        const OUTPUT: &str = "/out/candidate.wasm";
        let paths: Vec<String> = (0..objects.len()).map(|n| format!("/in/{n}.o")).collect();
        let mut command = words(LINK);
        for name in std::iter::once(unit::PROGRAM).chain(SYMBOLS) {
            command.push(format!("--export-if-defined={name}"));
        }
        command.extend(paths.iter().cloned());
        command.extend(["-o", OUTPUT].map(str::to_owned));
        let inputs: Vec<(&str, FileContent)> = paths
            .iter()
            .zip(objects)
            .map(|(path, object)| (path.as_str(), FileContent::from(object)))
            .collect();
        let ran = self.compiler.run(&command, &inputs, BUDGET)?;
        if ran.succeeded()
            && let Some(wasm) = ran.file(OUTPUT)
        {
            return Ok(Ok(wasm));
        }
        Ok(Err(refusal("LinkError", &ran, "")))
    }

    /// Makes machine code of a linked module.
    ///
    /// # Errors
    /// If the sandbox fails.
    pub fn load(&self, plan: &Plan, source: &Source, wasm: Vec<u8>) -> Step<Ready> {
        let mapping = match Mapping::read(&wasm) {
            Ok(mapping) => mapping,
            Err(error) => return Ok(Err(unloadable("LinkError", error.to_string(), None))),
        };
        let wasm: Arc<[u8]> = wasm.into();
        let locate = locator(wasm.clone(), &plan.files);
        let image = &self.images[plan.variant as usize];
        let side = match SideModule::new(&wasm, image, locate)? {
            Ok(side) => side,
            Err(error) => return Ok(Err(misfit(error))),
        };
        Ok(Ok(Ready {
            side,
            variant: plan.variant,
            entries: plan.entries.clone(),
            mapping,
            source: source.text.clone(),
            file: source.file.clone(),
        }))
    }
}

/// Tells places in the candidate's files; the debugging information is read when the first is asked for.
fn locator(wasm: Arc<[u8]>, files: &[(String, FileContent)]) -> Arc<Locate> {
    let files: Vec<String> = files.iter().map(|(path, _)| path.clone()).collect();
    let lines: OnceLock<Option<Lines>> = OnceLock::new();
    Arc::new(move |offset| {
        let lines = lines.get_or_init(|| Lines::read(&wasm).ok()).as_ref()?;
        let place = lines.find(offset, |path| files.iter().any(|file| file == path))?;
        Some(Place {
            file: place.file,
            line: place.line,
        })
    })
}
