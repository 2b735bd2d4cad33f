//! What the tests of this room share: small artifacts and archives, fake clients, and a progress that remembers.

use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use sha2::{Digest, Sha256, Sha512};

use super::{
    Artifact, Blake3Digest, Cache, CacheError, CacheKey, Check, Ecosystem, Entry, FetchSettings,
    FilePin, Home, Member, Progress, ProgressEvent, RegistryHash, Sha256Digest, Sha512Integrity,
    Silent,
};

/// Remembers events, one line each.
#[derive(Default)]
pub(super) struct Recorder {
    lines: Mutex<Vec<String>>,
}

impl Recorder {
    pub(super) fn lines(&self) -> Vec<String> {
        self.lines.lock().unwrap().clone()
    }
}

impl Progress for Recorder {
    fn event(&self, event: &ProgressEvent) {
        let line = match event {
            ProgressEvent::StepStarted { name, .. } => format!("started {name}"),
            ProgressEvent::StepAdvanced { name, done, total } => {
                format!(
                    "advanced {name} {done}/{}",
                    total.map_or("?".to_owned(), |total| total.to_string())
                )
            }
            ProgressEvent::StepFinished { name, .. } => format!("finished {name}"),
            ProgressEvent::StepFailed { name, .. } => format!("failed {name}"),
            ProgressEvent::Waiting { name } => format!("waiting for {name}"),
            ProgressEvent::Rebuilding { name, why } => format!("rebuilding {name}: {why}"),
            ProgressEvent::Message { text } => text.clone(),
        };
        self.lines.lock().unwrap().push(line);
    }
}

/// The pin of a wheel with the given bytes.
pub(super) fn pypi_artifact(package: &str, bytes: &[u8]) -> Artifact {
    let sha256 = Sha256Digest::from(<[u8; 32]>::from(Sha256::digest(bytes)));
    let file = format!("{package}-1.0-py3-none-any.whl");
    artifact(
        Ecosystem::Pypi,
        package,
        &file,
        RegistryHash::Sha256(sha256),
        bytes,
    )
}

/// The pin of a tarball with the given bytes.
pub(super) fn npm_artifact(package: &str, bytes: &[u8]) -> Artifact {
    let integrity = Sha512Integrity::from_bytes(&Sha512::digest(bytes).into());
    let file = format!(
        "{}-1.0.tgz",
        package.trim_start_matches('@').replace('/', "-")
    );
    artifact(
        Ecosystem::Npm,
        package,
        &file,
        RegistryHash::Integrity(integrity),
        bytes,
    )
}

/// The pin of a crate with the given bytes.
pub(super) fn crates_artifact(package: &str, bytes: &[u8]) -> Artifact {
    let sha256 = Sha256Digest::from(<[u8; 32]>::from(Sha256::digest(bytes)));
    artifact(
        Ecosystem::Crates,
        package,
        &format!("{package}-1.0.crate"),
        RegistryHash::Sha256(sha256),
        bytes,
    )
}

fn artifact(
    ecosystem: Ecosystem,
    package: &str,
    file: &str,
    registry_hash: RegistryHash,
    bytes: &[u8],
) -> Artifact {
    Artifact {
        ecosystem,
        package: package.parse().unwrap(),
        version: "1.0".parse().unwrap(),
        license: "MIT".to_owned(),
        file: file.parse().unwrap(),
        size: bytes.len() as u64,
        registry_hash,
        blake3: Blake3Digest::of(bytes),
        unpack: Vec::new(),
    }
}

/// The pin of a member with the given contents.
pub(super) fn member(path: &str, name: &str, contents: &[u8]) -> Member {
    let pin = FilePin {
        size: contents.len() as u64,
        blake3: Blake3Digest::of(contents),
    };
    Member {
        member: path.to_owned(),
        folder: false,
        name: name.parse().unwrap(),
        pin,
    }
}

/// A wheel with the given files.
pub(super) fn wheel(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (path, contents) in files {
        zip.start_file(*path, zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(contents.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A tarball with the given files.
pub(super) fn tarball(files: &[(&str, &str)]) -> Vec<u8> {
    let mut tar = tar::Builder::new(flate2::write::GzEncoder::new(
        Vec::new(),
        flate2::Compression::fast(),
    ));
    for (path, contents) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(contents.len() as u64);
        header.set_mode(0o644);
        tar.append_data(&mut header, path, contents.as_bytes())
            .unwrap();
    }
    tar.into_inner().unwrap().finish().unwrap()
}

/// A world of its own in a temporary folder: a home, programs, and nothing else on the search path.
pub(super) struct Fake {
    folder: tempfile::TempDir,
}

impl Fake {
    pub(super) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("bin")).unwrap();
        Self { folder }
    }

    pub(super) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(super) fn home(&self) -> Home {
        Home::at(&self.folder().join("home")).unwrap()
    }

    /// Settings that find the fake programs and no others.
    pub(super) fn settings(&self) -> FetchSettings {
        FetchSettings {
            search_path: Some(self.folder().join("bin").into()),
            cargo_home: Some(self.folder().join("cargo")),
            ..FetchSettings::default()
        }
    }

    /// Puts a shell script on the search path.
    #[cfg(unix)]
    pub(super) fn program(&self, name: &str, script: &str) -> PathBuf {
        use std::os::unix::fs::PermissionsExt;
        let path = self.folder().join("bin").join(name);
        std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
        path
    }

    /// A client that copies every file of the folder `registry` into the folder named after `option`, and adds a line to
    /// the file `runs` each time.
    #[cfg(unix)]
    pub(super) fn registry_client(&self, name: &str, option: &str) {
        let here = self.folder().display();
        self.program(
            name,
            &format!(
                "for a in \"$@\"; do [ \"$last\" = {option} ] && folder=$a; last=$a; done\n\
                 [ -z \"$folder\" ] && echo fake 1.0 && exit 0\n\
                 echo run >> {here}/runs\n\
                 /bin/cp {here}/registry/* \"$folder\""
            ),
        );
    }

    /// A cargo that copies every file of the folder `registry` among its downloads, and adds a line to the file `runs` each
    /// time.
    #[cfg(unix)]
    pub(super) fn cargo(&self) {
        let here = self.folder().display();
        self.program(
            "cargo",
            &format!(
                "[ \"$1\" = --version ] && echo cargo 1.0 && exit 0\n\
                 echo run >> {here}/runs\n\
                 /bin/mkdir -p \"$CARGO_HOME/registry/cache/index\"\n\
                 /bin/cp {here}/registry/* \"$CARGO_HOME/registry/cache/index\""
            ),
        );
    }

    /// Puts a file into the fake registry.
    pub(super) fn publish(&self, artifact: &Artifact, bytes: &[u8]) {
        let registry = self.folder().join("registry");
        std::fs::create_dir_all(&registry).unwrap();
        std::fs::write(registry.join(artifact.file.as_str()), bytes).unwrap();
    }

    /// How often the fake clients have fetched.
    pub(super) fn runs(&self) -> usize {
        std::fs::read_to_string(self.folder().join("runs")).map_or(0, |text| text.lines().count())
    }

    /// A cache entry with the one file `file`.
    pub(super) fn entry(&self, cache: &Cache, name: &str) -> Entry {
        let key = CacheKey::new("test", name);
        cache
            .ensure(
                &key,
                Check::Quick,
                &Silent,
                |folder, _| -> Result<(), CacheError> {
                    std::fs::write(folder.join("file"), b"contents").unwrap();
                    Ok(())
                },
            )
            .unwrap()
    }
}
