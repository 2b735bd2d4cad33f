//! The files beside `task.jsonc`: fixtures and references.

use std::collections::BTreeMap;
use std::sync::Arc;

use cap_std::fs::Dir;

use super::folder::{Entry, describe, is_plain_relative, list, read_bounded};
use super::language::Language;
use super::model::{Reference, is_slug};
use super::problem::Problem;
use super::task::TaskFile;

const MAX_FIXTURE: u64 = 16 << 20;
const MAX_FIXTURES: u64 = 64 << 20;
const MAX_REFERENCE: u64 = 1 << 20;
const MAX_REFERENCES: usize = 100;

/// Reads the fixture files that worlds name by `from`, each once. What is wrong goes to `wrong` with its field.
pub(super) fn read_fixtures(
    dir: &Dir,
    file: &TaskFile,
    wrong: &mut Vec<(String, String)>,
) -> BTreeMap<String, Arc<[u8]>> {
    let mut fixtures = BTreeMap::new();
    let mut room = MAX_FIXTURES;
    for (world_name, world) in &file.worlds {
        for (path, fixture) in &world.files {
            let Some(from) = &fixture.from else { continue };
            if fixtures.contains_key(from) {
                continue;
            }
            let read = if is_plain_relative(from) {
                read_bounded(dir, &format!("fixtures/{from}"), MAX_FIXTURE.min(room))
            } else {
                Err("leads outside the task's folder, or isn't a plain relative path".to_owned())
            };
            match read {
                Ok(bytes) => {
                    room -= bytes.len() as u64;
                    fixtures.insert(from.clone(), Arc::from(bytes));
                }
                Err(text) => wrong.push((
                    format!("worlds.{world_name}.files.{path}.from"),
                    format!("fixtures/{from} {text}"),
                )),
            }
        }
    }
    fixtures
}

/// Reads `references/<language>/<name>.<extension>`. What is wrong goes to `problems`; `label` is the task's folder.
pub(super) fn read_references(
    dir: &Dir,
    label: &str,
    problems: &mut Vec<Problem>,
) -> Vec<Reference> {
    let mut references = Vec::new();
    let mut tell = |path: &str, text: String| {
        problems.push(Problem::new(format!("{label}/{path}"), "", text));
    };
    let Ok(folder) = dir.open_dir("references") else {
        if dir.symlink_metadata("references").is_ok() {
            tell("references", "is no folder in the task's folder".to_owned());
        }
        return references;
    };
    let languages = list(&folder, MAX_REFERENCES).unwrap_or_else(|text| {
        tell("references", text);
        Vec::new()
    });
    for (name, entry) in languages {
        let path = format!("references/{name}");
        let Ok(language) = name.parse::<Language>() else {
            tell(&path, "is named like no language".to_owned());
            continue;
        };
        let sources = match (entry, folder.open_dir(&name)) {
            (Entry::Folder, Ok(sub)) => list(&sub, MAX_REFERENCES).map(|names| (sub, names)),
            (Entry::Folder, Err(error)) => Err(describe(&error)),
            _ => Err("is no folder".to_owned()),
        };
        let (sub, names) = match sources {
            Ok(sources) => sources,
            Err(text) => {
                tell(&path, text);
                continue;
            }
        };
        for (file, _) in names {
            let path = format!("{path}/{file}");
            match read_reference(&sub, language, &file) {
                Ok((name, source)) => references.push(Reference {
                    language,
                    name,
                    path,
                    source,
                }),
                Err(text) => tell(&path, text),
            }
        }
    }
    references.sort_by(|a, b| (a.language, &a.name).cmp(&(b.language, &b.name)));
    references
}

fn read_reference(
    dir: &Dir,
    language: Language,
    file: &str,
) -> Result<(String, Arc<[u8]>), String> {
    let name = file
        .rsplit_once('.')
        .filter(|(name, extension)| {
            *extension == language.extension() && is_slug(&name.replace('_', "-"), 1, 60)
        })
        .map(|(name, _)| name.to_owned())
        .ok_or_else(|| {
            format!(
                "isn't named <reference>.{}, the reference a slug",
                language.extension()
            )
        })?;
    let source = read_bounded(dir, file, MAX_REFERENCE)?;
    Ok((name, Arc::from(source)))
}
