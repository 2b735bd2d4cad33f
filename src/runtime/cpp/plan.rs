//! What is to be compiled for a candidate: its own text, and ours around it.

use super::declarations::{Declarations, Dialect};
use super::entries::{self, Found, Match};
use super::flags::Variant;
use super::unit::{self, Units};
use crate::runtime::{Build, Source, Wanted};
use crate::sandbox::execution::{Ended, EntryFound, EntryMatch};
use crate::sandbox::vfs::FileContent;
use crate::value::Digest;

/// What the profile's object files refer to; the runtime that writes profiles to files isn't used.
const NO_PROFILE_RUNTIME: &str = "__attribute__((weak)) int __llvm_profile_runtime;";

/// What is to be compiled.
#[derive(Debug)]
pub struct Plan {
    pub(super) variant: Variant,
    /// The texts to compile.
    pub(super) units: Vec<(String, Dialect)>,
    /// The files that they may include, the candidate first, with their contents.
    pub(super) files: Vec<(String, FileContent)>,
    /// Folders to look for included files in.
    pub(super) include: Vec<String>,
    /// How the wanted functions were found.
    pub(super) entries: Vec<EntryFound>,
    /// There is no entry. The candidate is compiled all the same: that it doesn't compile is the better message.
    pub(super) missing: Option<Ended>,
    digest: Digest,
}

impl Plan {
    /// Plans a build of a candidate.
    pub fn new(source: &Source, build: Build<'_>) -> Self {
        let variant = if build.sanitized {
            Variant::Sanitized
        } else {
            Variant::Plain
        };
        let declared = Declarations::of(&source.text, dialect_of(&source.file));
        let (units, entries, missing) = units(&declared, &source.file, build.wanted);
        let mut texts: Vec<(String, Dialect)> = [(units.c, Dialect::C), (units.cpp, Dialect::Cpp)]
            .into_iter()
            .filter_map(|(text, dialect)| Some((text?, dialect)))
            .collect();
        for one in source.companions.iter().filter(|one| one.compiled) {
            texts.push((
                format!("#include \"{}\"\n", one.file),
                dialect_of(&one.file),
            ));
        }
        for (text, dialect) in &mut texts {
            match dialect {
                Dialect::C => text.push_str(&format!("{NO_PROFILE_RUNTIME}\n")),
                Dialect::Cpp => {
                    text.push_str(&format!("extern \"C\" {{ {NO_PROFILE_RUNTIME} }}\n"));
                }
            }
        }
        let companions = source.companions.iter().map(|one| (&one.file, &one.text));
        let files: Vec<(&String, _)> = std::iter::once((&source.file, &source.text))
            .chain(companions)
            .collect();
        let mut hasher = blake3::Hasher::new();
        let mut part = |bytes: &[u8]| {
            hasher.update(&(bytes.len() as u64).to_le_bytes());
            hasher.update(bytes);
        };
        part(variant.name().as_bytes());
        for (file, text) in &files {
            part(file.as_bytes());
            part(text);
        }
        part(b"units");
        for (text, _) in &texts {
            part(text.as_bytes());
        }
        part(source.include.join("\n").as_bytes());
        let digest = Digest::of(hasher.finalize().as_bytes());
        Self {
            variant,
            units: texts,
            files: files
                .into_iter()
                .map(|(file, text)| (file.clone(), FileContent::from(&text[..])))
                .collect(),
            include: source.include.clone(),
            entries,
            missing,
            digest,
        }
    }

    /// Lets a name of the candidate's own stand aside for that of a function of C. The precompiled header declares all of
    /// them, although the candidate may not have included them, and is free then to call a variable of its own `y1` or `log`.
    pub(super) fn rename(&mut self, name: &str) {
        for (text, _) in &mut self.units {
            text.insert_str(0, &format!("#define {name} dualgauge_own_{name}\n"));
        }
    }

    /// Identifies what comes of it, given the runtime.
    pub(super) fn digest(&self) -> Digest {
        self.digest
    }
}

fn dialect_of(file: &str) -> Dialect {
    if file.ends_with(".c") {
        Dialect::C
    } else {
        Dialect::Cpp
    }
}

/// The texts around a candidate, how its entries were found, and what is missing.
fn units(
    declared: &Declarations,
    file: &str,
    wanted: Wanted<'_>,
) -> (Units, Vec<EntryFound>, Option<Ended>) {
    let missing = |name: &str| {
        let ended = Ended::NoEntry {
            wanted: name.to_owned(),
            public: entries::public(declared),
        };
        (
            unit::for_calls(file, declared, &[]),
            Vec::new(),
            Some(ended),
        )
    };
    let names = match wanted {
        Wanted::Functions(names) => names,
        Wanted::Program => {
            return match unit::for_program(file, declared) {
                Some(units) => (units, Vec::new(), None),
                None => missing("main"),
            };
        }
    };
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
    (unit::for_calls(file, declared, &found), told, None)
}
