//! From a candidate's text to a side module: what a candidate costs once, before its tests.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::compiler::{Ran, ToolLimits};
use super::coverage::{Mapping, SYMBOLS};
use super::declarations::{Declarations, Language};
use super::entries::{self, Found, Match};
use super::flags::{self, Dialect, Variant, words};
use super::lines::Lines;
use super::unit::{self, Units};
use super::Cpp;
use crate::runtime::{Source, Wanted};
use crate::sandbox::execution::{Ended, EntryFound, EntryMatch};
use crate::sandbox::vfs::FileContent;
use crate::sandbox::{LinkError, Place, SandboxError, SideModule};

/// What a candidate may use of the compiler: several seconds. A chain of templates that doesn't end hits it.
const BUDGET: ToolLimits = ToolLimits {
    fuel: 60_000_000_000,
    memory: 1 << 30,
};

/// The longest text of diagnostics that is kept, in bytes.
const MAX_DIAGNOSTICS: usize = 8 << 10;

/// What the profile's object files refer to; the runtime that writes profiles to files isn't used.
const NO_PROFILE_RUNTIME: &str = "__attribute__((weak)) int __llvm_profile_runtime;";

/// A candidate that is ready to run, or why it isn't.
#[derive(Clone, Debug)]
pub(super) enum Compiled {
    Ready(Arc<Ready>),
    /// The candidate's own fault.
    Unfit(Ended),
}

/// A compiled candidate.
#[derive(Debug)]
pub(super) struct Ready {
    pub(super) side: SideModule,
    pub(super) variant: Variant,
    pub(super) entries: Vec<EntryFound>,
    pub(super) mapping: Mapping,
    pub(super) source: Arc<[u8]>,
    pub(super) file: String,
}

impl Ready {
    /// Where the counters of lines are, from the start of the module's data.
    pub(super) fn counters(&self) -> Range<u32> {
        self.mapping.counters()
    }
}

impl Cpp {
    /// Compiles and links a candidate.
    pub(super) fn compile(
        &self,
        source: &Source,
        wanted: Wanted<'_>,
        variant: Variant,
    ) -> Result<Compiled, SandboxError> {
        let whole = source;
        let Source { text: source, file, .. } = whole;
        let language = if file.ends_with(".c") {
            Language::C
        } else {
            Language::Cpp
        };
        let declared = Declarations::of(source, language);
        let (units, entries, missing) = match plan(&declared, file, wanted) {
            Plan::Units(units, entries) => (units, entries, None),
            Plan::Missing(units, ended) => (units, Vec::new(), Some(ended)),
        };
        let candidate = (file.as_str(), FileContent::from(&source[..]));
        let mut objects = Vec::new();
        let mut texts: Vec<(String, Dialect)> = [(units.c, Dialect::C), (units.cpp, Dialect::Cpp)]
            .into_iter()
            .filter_map(|(text, dialect)| Some((text?, dialect)))
            .collect();
        for one in whole.companions.iter().filter(|one| one.compiled) {
            let dialect = if one.file.ends_with(".c") { Dialect::C } else { Dialect::Cpp };
            texts.push((format!("#include \"{}\"\n", one.file), dialect));
        }
        let mut inputs = vec![candidate];
        inputs.extend(whole.companions.iter().map(|one| (one.file.as_str(), FileContent::from(&one.text[..]))));
        for (text, dialect) in texts {
            match self.compile_unit(&text, dialect, variant, &inputs, &whole.include)? {
                Ok(object) => objects.push(object),
                Err(ended) => return Ok(Compiled::Unfit(ended)),
            }
        }
        if let Some(ended) = missing {
            return Ok(Compiled::Unfit(ended));
        }
        let wasm = match self.link_candidate(objects)? {
            Ok(wasm) => wasm,
            Err(ended) => return Ok(Compiled::Unfit(ended)),
        };
        let Ok(mapping) = Mapping::read(&wasm) else {
            return Ok(Compiled::Unfit(unloadable(
                "LinkError",
                "its coverage mapping is malformed".to_owned(),
                None,
            )));
        };
        let locate = locator(wasm.clone().into(), file.to_owned());
        let side = match SideModule::new(&wasm, &self.images[variant as usize], locate)? {
            Ok(side) => side,
            Err(error) => {
                let message = match error {
                    LinkError::Undefined(name) => {
                        LinkError::Undefined(demangled(&name)).to_string()
                    }
                    other => other.to_string(),
                };
                return Ok(Compiled::Unfit(unloadable("LinkError", message, None)));
            }
        };
        Ok(Compiled::Ready(Arc::new(Ready {
            side,
            variant,
            entries,
            mapping,
            source: source.clone(),
            file: file.to_owned(),
        })))
    }

    fn compile_unit(
        &self,
        text: &str,
        dialect: Dialect,
        variant: Variant,
        files: &[(&str, FileContent)],
        include: &[String],
    ) -> Result<Result<Vec<u8>, Ended>, SandboxError> {
        const OUTPUT: &str = "/out/unit.o";
        let unit = match dialect {
            Dialect::C => "/unit/unit.c",
            Dialect::Cpp => "/unit/unit.cpp",
        };
        let mut command = vec![dialect.tool().to_owned()];
        command.extend(flags::candidate(dialect, variant));
        command.extend(words(flags::TRACED));
        if dialect == Dialect::Cpp {
            command.extend(["-include-pch".to_owned(), variant.precompiled()]);
        }
        command.extend(include.iter().flat_map(|folder| ["-I".to_owned(), folder.clone()]));
        command.extend(words("-ferror-limit=20 -c"));
        command.extend([unit, "-o", OUTPUT].map(str::to_owned));
        let text = match dialect {
            Dialect::C => format!("{text}{NO_PROFILE_RUNTIME}\n"),
            Dialect::Cpp => format!("{text}extern \"C\" {{ {NO_PROFILE_RUNTIME} }}\n"),
        };
        let mut inputs = files.to_vec();
        inputs.push((unit, FileContent::from(text.as_str())));
        let ran = self.compiler.run(&command, &inputs, BUDGET)?;
        if ran.succeeded()
            && let Some(object) = ran.file(OUTPUT)
        {
            return Ok(Ok(object));
        }
        Ok(Err(refusal("CompileError", &ran, files[0].0)))
    }

    fn link_candidate(
        &self,
        objects: Vec<Vec<u8>>,
    ) -> Result<Result<Vec<u8>, Ended>, SandboxError> {
        const OUTPUT: &str = "/out/candidate.wasm";
        let paths: Vec<String> = (0..objects.len()).map(|n| format!("/in/{n}.o")).collect();
        let mut command = words(
            "wasm-ld -shared -Bsymbolic --experimental-pic --unresolved-symbols=import-dynamic --no-demangle",
        );
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
}

enum Plan {
    Units(Units, Vec<EntryFound>),
    /// There is no entry. The candidate is compiled all the same: that it doesn't compile is the better message.
    Missing(Units, Ended),
}

fn plan(declared: &Declarations, file: &str, wanted: Wanted<'_>) -> Plan {
    let missing = |name: &str| {
        let ended = Ended::NoEntry {
            wanted: name.to_owned(),
            public: entries::public(declared),
        };
        Plan::Missing(unit::for_calls(file, declared, &[]), ended)
    };
    match wanted {
        Wanted::Program => match unit::for_program(file, declared) {
            Some(units) => Plan::Units(units, Vec::new()),
            None => missing("main"),
        },
        Wanted::Functions(names) => {
            let mut found: Vec<Found<'_>> = Vec::new();
            let mut told = Vec::new();
            for name in names {
                let Some(one) = entries::find(declared, name, names.len() == 1) else {
                    return missing(name);
                };
                told.push(EntryFound {
                    wanted: name.clone(),
                    found: one.name.clone(),
                    how: match one.how {
                        Match::Exact => EntryMatch::Exact,
                        Match::Style => EntryMatch::Style,
                        Match::Only => EntryMatch::Only,
                    },
                });
                found.push(one);
            }
            Plan::Units(unit::for_calls(file, declared, &found), told)
        }
    }
}

/// Why a tool refused a candidate.
fn refusal(type_name: &str, ran: &Ran, file: &str) -> Ended {
    let budget = |what: &str| {
        let message = format!("compiling it takes more {what} than a candidate is given");
        unloadable(type_name, message, None)
    };
    match &ran.ended {
        Ended::OutOfFuel => return budget("fuel"),
        Ended::OutOfMemory => return budget("memory"),
        Ended::StackOverflow => return budget("stack"),
        _ => {}
    }
    let mut message = ran.messages.trim_end().to_owned();
    if message.is_empty() {
        message = format!("the compiler gave up: {:?}", ran.ended);
    }
    let line = message.lines().find_map(|line| error_line(line, file));
    if message.len() > MAX_DIAGNOSTICS {
        let end = (0..=MAX_DIAGNOSTICS)
            .rev()
            .find(|end| message.is_char_boundary(*end))
            .unwrap_or(0);
        message.truncate(end);
        message.push_str("\n...");
    }
    unloadable(type_name, message, line)
}

/// The line that a diagnostic such as `/app/solution.cpp:12:3: error: ...` names, if it is of this file.
fn error_line(diagnostic: &str, file: &str) -> Option<u32> {
    let rest = diagnostic.strip_prefix(file)?.strip_prefix(':')?;
    if !rest.contains("error:") {
        return None;
    }
    rest.split(':').next()?.parse().ok()
}

fn unloadable(type_name: &str, message: String, line: Option<u32>) -> Ended {
    Ended::LoadFailed {
        type_name: type_name.to_owned(),
        message,
        line,
    }
}

/// A symbol as the candidate wrote it.
fn demangled(name: &str) -> String {
    cpp_demangle::Symbol::new(name)
        .ok()
        .and_then(|symbol| symbol.demangle().ok())
        .map_or_else(|| name.to_owned(), |text| text.replace("std::__2::", "std::"))
}

/// Tells places in the candidate; the debugging information is read when the first is asked for.
fn locator(wasm: Arc<[u8]>, file: String) -> Arc<crate::sandbox::Locate> {
    let lines: OnceLock<Option<Lines>> = OnceLock::new();
    Arc::new(move |offset| {
        let lines = lines.get_or_init(|| Lines::read(&wasm).ok()).as_ref()?;
        let place = lines.find(offset, |path| path == file)?;
        Some(Place {
            file: place.file,
            line: place.line,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_of_an_error_is_the_candidates_own() {
        let file = "/app/solution.cpp";
        let text = "/app/solution.cpp:12:3: error: expected ';'";
        assert_eq!(error_line(text, file), Some(12));
        assert_eq!(error_line("/app/solution.cpp:12:3: note: here", file), None);
        assert_eq!(error_line("/unit/unit.cpp:1:1: error: no", file), None);
    }

    #[test]
    fn symbols_are_told_as_they_were_written() {
        assert_eq!(demangled("_Z4helpi"), "help(int)");
        assert_eq!(demangled("helper"), "helper");
    }
}
