//! Makes one zip of what npm installed, the same bytes on every machine: what a `require` or an `import` may ask for.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::disk::DiskError;
use super::manifest::FilePin;
use super::packages::PackagesError;
use super::progress::{Progress, Step, Unit};
use super::stored_zip::StoredZip;

/// Folders at the top of a package that hold nothing that programs load. Deeper down such names mean something else:
/// `yaml/dist/doc` is code.
const NOT_LOADED: &[&str] = &[
    "__mocks__",
    "__tests__",
    "bench",
    "benchmark",
    "benchmarks",
    "coverage",
    "doc",
    "docs",
    "example",
    "examples",
    "fixtures",
    "man",
    "perf",
    "spec",
    "test",
    "tests",
];

/// Files that serve tools for developers.
const FOR_TOOLS: &[&str] = &[
    "bower.json",
    "component.json",
    "package-lock.json",
    "tsconfig.json",
];

/// What becomes of a file.
#[derive(Debug, PartialEq, Eq)]
enum Fate {
    Keep,
    Leave,
    /// Native code, which the guest cannot load.
    Refuse,
}

/// The paths that a project leaves out, in parts.
struct LeftOut<'a>(Vec<Vec<&'a str>>);

impl<'a> LeftOut<'a> {
    fn parse(text: &'a str) -> Self {
        let lines = text.lines().map(str::trim);
        Self(
            lines
                .filter(|line| !line.is_empty() && !line.starts_with('#'))
                .map(|line| line.split('/').collect())
                .collect(),
        )
    }

    /// Whether the path, from the package's name on, is one of them or below one.
    fn has(&self, path: &[&str]) -> bool {
        self.0.iter().any(|left| {
            left.len() <= path.len()
                && left
                    .iter()
                    .zip(path)
                    .all(|(name, found)| name == found || *name == "*")
        })
    }

    /// Decides on a file by its path below `node_modules`.
    fn fate(&self, member: &str) -> Fate {
        let parts: Vec<&str> = member.split('/').collect();
        let nested = parts.iter().rposition(|part| *part == "node_modules");
        let path = &parts[nested.map_or(0, |index| index + 1)..];
        let name_length = 1 + usize::from(path.first().is_some_and(|name| name.starts_with('@')));
        let Some((file, folders)) = path.get(name_length..).and_then(<[&str]>::split_last) else {
            return Fate::Leave; // belongs to no package
        };
        if parts.iter().any(|part| part.starts_with('.')) || self.has(path) {
            return Fate::Leave;
        }
        let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending);
        match ending {
            "node" | "bare" | "so" | "dll" | "dylib" => Fate::Refuse,
            _ if FOR_TOOLS.contains(file) => Fate::Leave,
            _ if folders.first().is_some_and(|top| NOT_LOADED.contains(top)) => Fate::Leave,
            "js" | "cjs" | "mjs" | "json" | "wasm" => Fate::Keep,
            // What packages read themselves.
            "css" | "ejs" | "hbs" | "html" | "pug" | "txt" | "xml" => Fate::Keep,
            _ => Fate::Leave,
        }
    }
}

/// Writes what programs load of the packages in a folder `node_modules` into the zip file `target`, to be mounted as such a
/// folder. `left_out` are the paths to leave out, as in [`NpmProject`](super::NpmProject).
///
/// The result depends on the packages alone. Left out are also types, source maps, texts for readers, links, what begins
/// with a dot, and tests and examples at the top of a package.
pub fn npm_packages_zip(
    node_modules: &Path,
    left_out: &str,
    target: &Path,
    progress: &dyn Progress,
) -> Result<FilePin, PackagesError> {
    let members = choose(node_modules, &LeftOut::parse(left_out))?;
    let step = Step::start(
        progress,
        "packing packages",
        Some(members.len() as u64),
        Unit::Items,
    );
    let mut zip = StoredZip::create(target)?;
    for (index, (member, file)) in members.iter().enumerate() {
        zip.add(
            member,
            &fs::read(file).map_err(DiskError::on("read", file))?,
        )?;
        step.advance(index as u64 + 1);
    }
    let pin = zip.finish()?;
    step.finish();
    Ok(pin)
}

/// The files to keep, sorted by their paths below the folder.
fn choose(
    node_modules: &Path,
    left_out: &LeftOut<'_>,
) -> Result<BTreeMap<String, PathBuf>, PackagesError> {
    let mut members = BTreeMap::new();
    for found in walkdir::WalkDir::new(node_modules) {
        let found = found.map_err(|error| {
            let path = error.path().unwrap_or(node_modules).to_owned();
            DiskError::on("read", &path)(error.into())
        })?;
        if !found.file_type().is_file() {
            continue;
        }
        let path = found.path().strip_prefix(node_modules);
        let parts: Vec<_> = path
            .expect("what is found in a folder is below it")
            .components()
            .map(|part| part.as_os_str().to_string_lossy())
            .collect();
        let member = parts.join("/");
        match left_out.fate(&member) {
            Fate::Leave => {}
            Fate::Refuse => return Err(PackagesError::NativeModule { member }),
            Fate::Keep => {
                members.insert(member, found.into_path());
            }
        }
    }
    Ok(members)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::toolchain::Silent;
    use crate::toolchain::archive::{member_names, open_zip};

    fn folder_with(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            let path = folder.path().join("node_modules").join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, format!("// {file}")).unwrap();
        }
        folder
    }

    fn pack(folder: &Path) -> Result<(FilePin, Vec<String>), PackagesError> {
        let target = folder.join("packages.zip");
        let pin = npm_packages_zip(&folder.join("node_modules"), "", &target, &Silent)?;
        Ok((pin, member_names(&open_zip(&target).unwrap()).unwrap()))
    }

    #[test]
    fn the_zip_holds_what_programs_load_sorted_and_the_same_each_time() {
        let files = [
            "b/index.js",
            "b/node_modules/a/index.js",
            "a/package.json",
            "a/README.md",
            ".package-lock.json",
            ".bin/a",
        ];
        let folder = folder_with(&files);
        let (pin, members) = pack(folder.path()).unwrap();
        assert_eq!(
            members,
            ["a/package.json", "b/index.js", "b/node_modules/a/index.js"]
        );
        insta::assert_snapshot!(pin, @"406 bytes of blake3 84820725d7ee4b7aabe9fa1f0db79ecb5988a37abdf39918cc60b7d5c6f76355");
        let mut reversed = files;
        reversed.reverse();
        assert_eq!(pack(folder_with(&reversed).path()).unwrap().0, pin);
    }

    #[test]
    fn tests_types_and_listed_paths_are_left_out() {
        let list = LeftOut::parse("# why\nb/dist/esm\n@s/c\nb/locale/*/cdn.js\n");
        let left = [
            "stray.js",
            "@s/stray.js",
            "a/test/x.js",
            "b/node_modules/a/docs/x.js",
            "@t/a/examples/x.js",
            "a/index.d.ts",
            "a/index.js.map",
            "a/.eslintrc.json",
            "a/bin/tool",
            "a/tsconfig.json",
            "b/dist/esm/x.js",
            "z/node_modules/b/dist/esm/x.js",
            "@s/c/index.js",
            "b/locale/de/cdn.js",
        ];
        for member in left {
            assert_eq!(list.fate(member), Fate::Leave, "{member}");
        }
        let kept = [
            "a/index.mjs",
            "yaml/dist/doc/Document.js",
            "test/index.js",
            "@s/test/index.js",
            "a/data.json",
            "b/dist/esm.js",
            "a/b/dist/esm/x.js",
            "b/locale/de/index.js",
        ];
        for member in kept {
            assert_eq!(list.fate(member), Fate::Keep, "{member}");
        }
    }

    #[test]
    fn native_code_is_refused() {
        let folder = folder_with(&["a/index.js", "a/build/Release/a.node"]);
        let error = pack(folder.path()).unwrap_err();
        insta::assert_snapshot!(error, @"the npm packages are not pure JavaScript: they hold a/build/Release/a.node");
    }
}
