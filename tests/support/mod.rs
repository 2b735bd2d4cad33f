//! What the tests of the command line share: they start the real binary with the real runtime, in a folder of their own.

// Each test binary uses a part of it.
#![allow(dead_code)]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Once;
use std::time::Duration;

use tempfile::TempDir;

static READY: Once = Once::new();

/// What a program left.
#[derive(Debug)]
pub struct Ran {
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
    /// The exit code; `None` if a signal ended it.
    pub code: Option<i32>,
}

/// A folder to run in.
pub struct Place(TempDir);

impl Place {
    /// A new, empty folder.
    pub fn new() -> Self {
        Self(TempDir::new().expect("a folder can be made"))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// A path in it.
    pub fn at(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    /// Writes a file, with the folders above it.
    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.at(path);
        std::fs::create_dir_all(path.parent().expect("it is in a folder")).expect("folders");
        std::fs::write(&path, bytes).expect("a file can be written");
    }

    /// The text of a file.
    pub fn read(&self, path: &str) -> String {
        let bytes = std::fs::read(self.at(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
        String::from_utf8(bytes).expect("it is text")
    }

    /// A command that runs dualgauge here. Set-up is done before, so that it says nothing of it.
    pub fn command(&self, arguments: &[&str]) -> Command {
        READY.call_once(|| {
            let set_up = run(plain().arg("setup"), b"");
            assert_eq!(set_up.code, Some(0), "{}", set_up.stderr);
        });
        let mut command = plain();
        command.args(arguments).current_dir(self.path());
        command
    }

    /// Runs dualgauge here, with nothing on standard input.
    pub fn dualgauge(&self, arguments: &[&str]) -> Ran {
        run(&mut self.command(arguments), b"")
    }
}

fn plain() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dualgauge"));
    command.env_remove("NO_COLOR").env("COLUMNS", "100");
    command
}

/// Runs a command to its end with this standard input.
pub fn run(command: &mut Command, stdin: &[u8]) -> Ran {
    let output = assert_cmd::Command::from_std(std::mem::replace(command, Command::new("")))
        .write_stdin(stdin)
        .output()
        .expect("it can be started");
    Ran {
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        code: output.status.code(),
    }
}

impl Ran {
    /// As a person sees it in a terminal.
    pub fn transcript(&self, arguments: &[&str]) -> String {
        let words: Vec<String> = arguments.iter().map(|word| quoted(word)).collect();
        let code = self.code.map_or("none".to_owned(), |code| code.to_string());
        format!(
            "$ dualgauge {}\n{}{}[exit code {code}]\n",
            words.join(" "),
            self.stdout,
            self.stderr
        )
    }
}

fn quoted(word: &str) -> String {
    if word.is_empty() || word.contains([' ', '*', '\'', '(']) {
        format!("'{word}'")
    } else {
        word.to_owned()
    }
}

/// A folder of this repository.
pub fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The text of a task's Python reference.
pub fn reference(task: &str, name: &str) -> String {
    let path = repository(&format!("tasks/{task}/references/python/{name}.py"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A process that is ended with the test.
pub struct Running(pub std::process::Child);

impl Running {
    /// Starts a command, with standard error kept.
    pub fn start(command: &mut Command) -> Self {
        command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        Self(command.spawn().expect("it can be started"))
    }

    /// Waits until a file holds a whole line, or the process has ended.
    pub fn wait_for_line(&mut self, file: &Path) {
        loop {
            let text = std::fs::read(file).unwrap_or_default();
            let ended = self.0.try_wait().expect("it can be asked").is_some();
            if text.contains(&b'\n') || ended {
                return;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Sends a signal, e.g. `INT`.
    pub fn signal(&self, name: &str) {
        let sent = Command::new("kill")
            .args(["-s", name, &self.0.id().to_string()])
            .status();
        assert!(sent.expect("kill can be started").success());
    }

    /// Waits for the end and tells the exit code and what was said on standard error.
    pub fn end(mut self) -> (Option<i32>, String) {
        let mut text = String::new();
        if let Some(mut stderr) = self.0.stderr.take() {
            std::io::Read::read_to_string(&mut stderr, &mut text).expect("it says text");
        }
        let status = self.0.wait().expect("it can be waited for");
        (status.code(), text)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
