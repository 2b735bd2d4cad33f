//! The files of a program that `exec` compiles.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Failure;
use super::exec::{Arguments, guest_place, unusable};
use crate::runtime::{Assignment, Companion, Source};
use crate::sandbox::HOME_FOLDER;
use crate::suite::Language;

/// The text of a program that is compiled, with the files that belong to it: headers beside it, those of the folders that
/// are named, and further sources.
pub(super) fn gather(
    arguments: &Arguments,
    assignment: &Assignment,
    language: Language,
) -> Result<Source, Failure> {
    let mut source = Source::alone(assignment.source.clone(), assignment.file.clone());
    if language != Language::Cpp {
        return Ok(source);
    }
    let Some(program) = arguments.program.first() else {
        return Ok(source);
    };
    if source.text.is_empty() {
        // It lies in a granted folder, so its text was not taken along.
        source.text = Arc::from(read(Path::new(program))?);
        source.file = place(Path::new(program));
    }
    let beside = Path::new(program).parent().map(|folder| {
        if folder.as_os_str().is_empty() {
            Path::new(".")
        } else {
            folder
        }
    });
    let folders = arguments.include.iter().map(PathBuf::as_path);
    for (folder, deep) in beside
        .map(|folder| (folder, false))
        .into_iter()
        .chain(folders.map(|one| (one, true)))
    {
        let depth = if deep { 8 } else { 1 };
        if deep {
            source.include.push(place(folder));
        }
        for file in walkdir::WalkDir::new(folder)
            .max_depth(depth)
            .sort_by_file_name()
        {
            let file =
                file.map_err(|error| unusable(folder.display().to_string(), &error.into()))?;
            let extension = file
                .path()
                .extension()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            if file.file_type().is_file() && HEADERS.contains(&&*extension) {
                source.companions.push(companion(file.path(), false)?);
            }
        }
    }
    for file in &arguments.source {
        source.companions.push(companion(file, true)?);
    }
    Ok(source)
}

/// The extensions of files that are there to be included.
const HEADERS: [&str; 6] = ["h", "hh", "hpp", "hxx", "inc", "ipp"];

fn companion(file: &Path, compiled: bool) -> Result<Companion, Failure> {
    Ok(Companion {
        text: Arc::from(read(file)?),
        file: place(file),
        compiled,
    })
}

fn read(file: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(file).map_err(|error| unusable(file.display().to_string(), &error))
}

/// Where a file of the host stands while it is compiled.
fn place(file: &Path) -> String {
    let file = file.strip_prefix(".").unwrap_or(file);
    guest_place(file).map_or_else(
        |_| format!("{HOME_FOLDER}/{}", file.display()),
        |place| place.to_string(),
    )
}
