//! How npm is told to fetch one package's tarball as the registry holds it.

use std::ffi::OsString;
use std::path::Path;

use super::manifest::Artifact;

/// The arguments that pack one exact version into a folder. No script of the package is run.
pub(super) fn arguments(artifact: &Artifact, folder: &Path) -> Vec<OsString> {
    let package = format!("{}@{}", artifact.package, artifact.version);
    let options = [
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--no-update-notifier",
        "--loglevel=error",
    ];
    let mut arguments: Vec<OsString> = vec!["pack".into(), package.into()];
    arguments.extend(options.map(OsString::from));
    arguments.extend(["--pack-destination".into(), folder.into()]);
    arguments
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::toolchain::testing::npm_artifact;

    #[test]
    fn the_command_names_the_exact_version_and_runs_no_script() {
        let arguments = arguments(&npm_artifact("@demo/tool", b""), Path::new("staging"));
        let words = arguments
            .iter()
            .map(|part| part.to_str().unwrap())
            .collect::<Vec<_>>()
            .join(" ");
        insta::assert_snapshot!(words, @"pack @demo/tool@1.0 --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error --pack-destination staging");
    }
}
