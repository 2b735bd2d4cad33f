//! The package managers' own clients, found and run. Mirrors, proxies and credentials are theirs to know.

use std::collections::VecDeque;
use std::ffi::{OsStr, OsString};
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::names::Ecosystem;

/// How many lines of a failed client's error output are shown.
const SHOWN_LINES: usize = 12;

/// What the environment says about fetching.
#[derive(Clone, Debug, Default)]
pub struct FetchSettings {
    /// `DUALGAUGE_PIP`: the pip to run.
    pub pip: Option<PathBuf>,
    /// `DUALGAUGE_PYTHON`: the Python whose `-m pip` is run.
    pub python: Option<PathBuf>,
    /// `DUALGAUGE_NPM`: the npm to run.
    pub npm: Option<PathBuf>,
    /// `DUALGAUGE_CARGO`: the cargo to run.
    pub cargo: Option<PathBuf>,
    /// `CARGO_HOME`, else `.cargo` in the user's home folder: where cargo keeps what it downloads.
    pub cargo_home: Option<PathBuf>,
    /// `DUALGAUGE_ARTIFACTS`: a folder of wheels, tarballs and crates that is looked into before any client is run.
    pub artifacts: Option<PathBuf>,
    /// `PATH`: where clients are looked for, and what they get as their own `PATH`.
    pub search_path: Option<OsString>,
}

impl FetchSettings {
    /// Reads the process's environment. A variable that is empty counts as unset.
    pub fn from_env() -> Self {
        let variable = |name| std::env::var_os(name).filter(|value| !value.is_empty());
        // Clients run in another folder, so relative paths are resolved here.
        let path = |name| variable(name).map(|value| resolve(Path::new(&value)));
        let folder = |name| variable(name).and_then(|value| std::path::absolute(value).ok());
        let cargo_in = |home: PathBuf| home.join(".cargo");
        Self {
            pip: path("DUALGAUGE_PIP"),
            python: path("DUALGAUGE_PYTHON"),
            npm: path("DUALGAUGE_NPM"),
            cargo: path("DUALGAUGE_CARGO"),
            cargo_home: folder("CARGO_HOME").or_else(|| etcetera::home_dir().ok().map(cargo_in)),
            artifacts: folder("DUALGAUGE_ARTIFACTS"),
            search_path: variable("PATH"),
        }
    }

    /// Finds the client of an ecosystem and asks for its version.
    ///
    /// For PyPI in this order: `DUALGAUGE_PIP`; `DUALGAUGE_PYTHON -m pip`; `python3 -m pip`; `pip3`; `pip`.
    pub fn client(&self, ecosystem: Ecosystem) -> Result<Client, ClientError> {
        let mut tried = Vec::new();
        for (program, leading) in self.candidates(ecosystem) {
            let shown = in_words(program.as_os_str(), leading);
            let Some(program) = self.find(&program) else {
                tried.push(format!("{shown}: not found"));
                continue;
            };
            let mut client = Client {
                program,
                leading,
                version: String::new(),
                variables: self.variables(ecosystem),
            };
            match client.ask_version() {
                Ok(version) => {
                    client.version = version;
                    return Ok(client);
                }
                Err(why) => tried.push(format!("{shown}: {why}")),
            }
        }
        Err(ClientError { ecosystem, tried })
    }

    fn candidates(&self, ecosystem: Ecosystem) -> Vec<(PathBuf, &'static [&'static str])> {
        const MODULE: &[&str] = &["-m", "pip"];
        let named =
            |program: &Option<PathBuf>, name| program.clone().unwrap_or(PathBuf::from(name));
        match (ecosystem, &self.pip, &self.python) {
            (Ecosystem::Pypi, Some(pip), _) => vec![(pip.clone(), &[])],
            (Ecosystem::Pypi, None, Some(python)) => vec![(python.clone(), MODULE)],
            (Ecosystem::Pypi, None, None) => {
                vec![
                    ("python3".into(), MODULE),
                    ("pip3".into(), &[]),
                    ("pip".into(), &[]),
                ]
            }
            (Ecosystem::Npm, ..) => vec![(named(&self.npm, "npm"), &[])],
            (Ecosystem::Crates, ..) => vec![(named(&self.cargo, "cargo"), &[])],
        }
    }

    /// What a client's environment says otherwise than ours.
    fn variables(&self, ecosystem: Ecosystem) -> Vec<(&'static str, OsString)> {
        let cargo_home = match ecosystem {
            Ecosystem::Crates => self.cargo_home.clone().map(PathBuf::into_os_string),
            Ecosystem::Pypi | Ecosystem::Npm => None,
        };
        [
            ("PATH", self.search_path.clone()),
            ("CARGO_HOME", cargo_home),
        ]
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
        .collect()
    }

    /// A program by path, or by name on the search path.
    fn find(&self, program: &Path) -> Option<PathBuf> {
        if program.components().count() > 1 {
            return program.is_file().then(|| program.to_owned());
        }
        let endings: &[&str] = if cfg!(windows) {
            &[".exe", ".cmd", ".bat"]
        } else {
            &[""]
        };
        let folders = self
            .search_path
            .as_deref()
            .map(std::env::split_paths)
            .into_iter()
            .flatten();
        folders
            .flat_map(|folder| endings.iter().map(move |ending| (folder.clone(), ending)))
            .map(|(folder, ending)| {
                let mut name = program.as_os_str().to_owned();
                name.push(ending);
                folder.join(name)
            })
            .find(|path| path.is_file())
    }
}

/// Makes a path with folders absolute; a bare name stays, to be looked for on the search path.
fn resolve(program: &Path) -> PathBuf {
    match program.components().count() {
        0 | 1 => program.to_owned(),
        _ => std::path::absolute(program).unwrap_or_else(|_| program.to_owned()),
    }
}

/// No usable client of an ecosystem.
#[derive(Debug, thiserror::Error)]
#[error("no {} found (tried {})", client_name(*ecosystem), tried.join("; "))]
pub struct ClientError {
    /// Whose client is missing.
    pub ecosystem: Ecosystem,
    /// What was looked for, and why it would not do.
    pub tried: Vec<String>,
}

impl ClientError {
    /// What the user can do about it.
    pub fn help(&self) -> String {
        match self.ecosystem {
            Ecosystem::Pypi => {
                "install Python 3 with pip, or set DUALGAUGE_PYTHON or DUALGAUGE_PIP to one"
                    .to_owned()
            }
            Ecosystem::Npm => "install Node.js with npm, or set DUALGAUGE_NPM to one".to_owned(),
            Ecosystem::Crates => {
                "install Rust with cargo 1.82 or newer, or set DUALGAUGE_CARGO to one".to_owned()
            }
        }
    }
}

/// The name of an ecosystem's client.
pub(super) fn client_name(ecosystem: Ecosystem) -> &'static str {
    match ecosystem {
        Ecosystem::Pypi => "pip",
        Ecosystem::Npm => "npm",
        Ecosystem::Crates => "cargo",
    }
}

/// A client that answered when asked for its version.
#[derive(Clone, Debug)]
pub struct Client {
    program: PathBuf,
    leading: &'static [&'static str],
    version: String,
    variables: Vec<(&'static str, OsString)>,
}

/// How a client's run went wrong.
#[derive(Debug, thiserror::Error)]
#[error("{outcome}\ncommand: {command}{}", indented(stderr))]
pub struct ClientFailure {
    /// The command as one would type it.
    pub command: String,
    /// "exit status: 1", or why it could not be started.
    pub outcome: String,
    /// The last lines of its error output.
    pub stderr: String,
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("\n  {line}")).collect()
}

impl Client {
    /// The program that is run.
    pub fn program(&self) -> &Path {
        &self.program
    }

    /// What it says of its version, in one line.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Runs the client in a folder, handing on each line of its output, and waits for its end.
    pub(super) fn run(
        &self,
        arguments: &[OsString],
        folder: &Path,
        mut on_line: impl FnMut(&str),
    ) -> Result<(), ClientFailure> {
        let failure = |outcome: String, stderr| ClientFailure {
            command: self.in_words(arguments),
            outcome,
            stderr,
        };
        let mut command = self.command();
        command
            .args(arguments)
            .current_dir(folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command
            .spawn()
            .map_err(|error| failure(error.to_string(), String::new()))?;
        let (stdout, stderr) = (child.stdout.take(), child.stderr.take());

        let stderr = std::thread::scope(|scope| {
            let tail = scope.spawn(|| stderr.map(last_lines).unwrap_or_default());
            if let Some(stdout) = stdout {
                for_each_line(stdout, |line| on_line(line));
            }
            tail.join().unwrap_or_default()
        });
        match child.wait() {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(failure(status.to_string(), stderr)),
            Err(error) => Err(failure(error.to_string(), stderr)),
        }
    }

    fn ask_version(&self) -> Result<String, String> {
        let output = self
            .command()
            .arg("--version")
            .output()
            .map_err(|error| error.to_string())?;
        if !output.status.success() {
            return Err(format!(
                "{}: {}",
                output.status,
                last_lines(&output.stderr[..])
            ));
        }
        Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.args(self.leading).stdin(Stdio::null());
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
        command
    }

    fn in_words(&self, arguments: &[OsString]) -> String {
        let leading = self.leading.iter().map(|part| OsStr::new(*part));
        in_words(
            self.program.as_os_str(),
            leading.chain(arguments.iter().map(OsString::as_os_str)),
        )
    }
}

fn in_words<T: AsRef<OsStr>>(program: &OsStr, arguments: impl IntoIterator<Item = T>) -> String {
    let mut words = program.to_string_lossy().into_owned();
    for argument in arguments {
        words.push(' ');
        words.push_str(&argument.as_ref().to_string_lossy());
    }
    words
}

fn for_each_line(source: impl Read, mut take: impl FnMut(&str)) {
    let mut source = BufReader::new(source);
    let mut line = Vec::new();
    while matches!(source.read_until(b'\n', &mut line), Ok(length) if length > 0) {
        take(String::from_utf8_lossy(&line).trim_end());
        line.clear();
    }
}

fn last_lines(source: impl Read) -> String {
    let mut lines = VecDeque::new();
    for_each_line(source, |line| {
        if lines.len() == SHOWN_LINES {
            lines.pop_front();
        }
        if !line.is_empty() {
            lines.push_back(line.to_owned());
        }
    });
    Vec::from(lines).join("\n")
}

#[cfg(all(test, unix))]
#[path = "client_tests.rs"]
mod tests;
