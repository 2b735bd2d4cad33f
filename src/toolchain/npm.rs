//! How npm is told to fetch one package's tarball as the registry holds it, or to install a project.

use std::ffi::OsString;
use std::path::Path;

use super::manifest::Artifact;

/// Runs nothing, asks nothing, reports only errors.
const QUIETLY: [&str; 5] = [
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--no-update-notifier",
    "--loglevel=error",
];

/// The arguments that pack one exact version into a folder. No script of the package is run.
pub(super) fn arguments(artifact: &Artifact, folder: &Path) -> Vec<OsString> {
    let package = format!("{}@{}", artifact.package, artifact.version);
    let mut arguments: Vec<OsString> = vec!["pack".into(), package.into()];
    arguments.extend(QUIETLY.map(OsString::from));
    arguments.extend(["--pack-destination".into(), folder.into()]);
    arguments
}

/// The arguments that install exactly what the lock file of the current folder says. No script of a package is run.
///
/// The layout and the files must not depend on the user's settings, so those that bear on them are given. Links to
/// commands are not made: no guest runs them, and making them would rewrite line ends of scripts on some systems.
pub(super) fn install_arguments() -> Vec<OsString> {
    let layout = [
        "ci",
        "--omit=dev",
        "--install-strategy=hoisted",
        "--no-legacy-peer-deps",
        "--no-bin-links",
    ];
    layout
        .into_iter()
        .chain(QUIETLY)
        .map(OsString::from)
        .collect()
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

    #[test]
    fn installing_follows_the_lock_and_runs_no_script() {
        let words = install_arguments().join(" ".as_ref());
        insta::assert_snapshot!(words.to_str().unwrap(), @"ci --omit=dev --install-strategy=hoisted --no-legacy-peer-deps --no-bin-links --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error");
    }
}
