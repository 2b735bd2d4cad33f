//! The worlds of tasks: fixtures put into the language's base world, once for each world of a task.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use base64::Engine;

use crate::runtime::python::{DatabaseError, Python};
use crate::runtime::{Runtime, Runtimes};
use crate::sandbox::servers::{Server, ServerKind};
use crate::sandbox::vfs::{Credentials, FileContent, GuestPath, Mode, Vfs};
use crate::sandbox::{CommandAnswer, CommandWrite, ROOT, USER, World};
use crate::suite::{
    CommandFixture, FileFixture, Language, ServerFixture, ServerKind as ServerFixtureKind, Task,
    TaskId, Test,
};
use crate::value::Digest;

/// Why a task's world can't be made: a mistake in the task.
#[derive(Debug, thiserror::Error)]
pub enum WorldError {
    /// A database fixture.
    #[error("the database {path}: {error}")]
    Database {
        /// Its path.
        path: String,
        /// Why.
        error: DatabaseError,
    },
    /// A file fixture.
    #[error("the file {path}: {problem}")]
    File {
        /// Its path.
        path: String,
        /// Why.
        problem: String,
    },
    /// A host or an authority on the network.
    #[error("{name} on the network: {problem}")]
    Host {
        /// Its name.
        name: String,
        /// Why.
        problem: String,
    },
}

/// A task, the name of one of its worlds, and the language that it is for.
type WorldName = (TaskId, Option<String>, Language);

/// The worlds made so far.
#[derive(Debug, Default)]
pub struct Worlds {
    made: Mutex<BTreeMap<WorldName, Arc<World>>>,
    databases: Mutex<BTreeMap<Digest, Arc<[u8]>>>,
}

impl Worlds {
    /// The world that a test runs in; made on first use.
    ///
    /// # Errors
    /// If the task's fixtures are wrong.
    pub fn of(
        &self,
        runtimes: &Runtimes,
        language: Language,
        task: &Task,
        test: &Test,
    ) -> Result<Arc<World>, WorldError> {
        let key = (task.id.clone(), test.world.clone(), language);
        if let Some(world) = self.lock(&self.made).get(&key) {
            return Ok(world.clone());
        }
        // Two threads may make the same world at once; both come to the same.
        let world = Arc::new(self.make(runtimes.python(), runtimes.get(language), task, test)?);
        self.lock(&self.made).insert(key, world.clone());
        Ok(world)
    }

    fn lock<'a, T>(&self, mutex: &'a Mutex<T>) -> std::sync::MutexGuard<'a, T> {
        mutex.lock().expect("no thread panics with the lock")
    }

    fn make(
        &self,
        databases: &Python,
        runtime: &dyn Runtime,
        task: &Task,
        test: &Test,
    ) -> Result<World, WorldError> {
        let fixtures = task.world_of(test);
        let mut world = runtime.world().clone();
        for (path, fixture) in &fixtures.files {
            seed_fixture(&mut world.files, task, path, fixture)?;
        }
        for (path, database) in &fixtures.databases {
            let bytes = self
                .database(databases, &database.sql.join("\n"))
                .map_err(|error| WorldError::Database {
                    path: path.clone(),
                    error,
                })?;
            let at = guest_path(path)?;
            seed_parents(&mut world.files, &at, USER);
            let content = FileContent::shared(Arc::new(bytes));
            seeded(
                path,
                world.files.seed_file(&at, content, Mode::new(0o644), USER),
            )?;
        }
        world.network = super::network::hosts(&fixtures, &world.files)
            .map(Arc::new)
            .map_err(|(name, problem)| WorldError::Host { name, problem })?;
        for (name, value) in &fixtures.environment {
            world.set_variable(name, value);
        }
        for (address, fixture) in &fixtures.servers {
            world.servers.extend(server(address, fixture));
        }
        for (name, answers) in &fixtures.commands {
            world.declare_command(name, answers.iter().map(answer).collect());
        }
        if let Some(cwd) = fixtures.cwd {
            seed_parents(&mut world.files, &guest_path(&format!("{cwd}/x"))?, USER);
            world.cwd = cwd;
        }
        Ok(world)
    }

    fn database(&self, python: &Python, sql: &str) -> Result<Arc<[u8]>, DatabaseError> {
        let digest = Digest::of(sql.as_bytes());
        if let Some(bytes) = self.lock(&self.databases).get(&digest) {
            return Ok(bytes.clone());
        }
        let bytes: Arc<[u8]> = python.build_database(sql)?.into();
        self.lock(&self.databases).insert(digest, bytes.clone());
        Ok(bytes)
    }
}

/// A database server; the checks of tasks see to it that its address is one.
fn server(address: &str, fixture: &ServerFixture) -> Option<Server> {
    let (host, port) = ServerFixture::address(address)?;
    Some(Server {
        kind: match fixture.kind {
            ServerFixtureKind::Mysql => ServerKind::Mysql,
            ServerFixtureKind::Postgresql => ServerKind::Postgresql,
        },
        host: host.to_owned(),
        port,
        database: fixture.database.clone(),
        user: fixture.user.clone(),
        password: fixture.password.clone(),
    })
}

/// What a declared program answers.
fn answer(fixture: &CommandFixture) -> CommandAnswer {
    CommandAnswer {
        when: fixture.when.clone(),
        stdout: fixture.stdout.clone().into_bytes(),
        stderr: fixture.stderr.clone().into_bytes(),
        exit: i32::from(fixture.exit),
        writes: fixture
            .writes
            .iter()
            .map(|write| CommandWrite {
                argument: write.argument,
                text: write.text.clone().into_bytes(),
            })
            .collect(),
    }
}

fn guest_path(path: &str) -> Result<GuestPath, WorldError> {
    GuestPath::new(path).map_err(|error| WorldError::File {
        path: path.to_owned(),
        problem: error.to_string(),
    })
}

fn seeded<T, E: std::fmt::Display>(path: &str, result: Result<T, E>) -> Result<(), WorldError> {
    result.map(drop).map_err(|error| WorldError::File {
        path: path.to_owned(),
        problem: error.to_string(),
    })
}

/// Makes the folders above a path that are not there yet. They belong to whom the fixture belongs.
fn seed_parents(files: &mut Vfs, path: &GuestPath, owner: Credentials) {
    let mut missing = Vec::new();
    let mut next = path.parent();
    while let Some(folder) = next {
        if files.node(&folder).is_some() {
            break;
        }
        next = folder.parent();
        missing.push(folder);
    }
    for folder in missing.iter().rev() {
        // Fails only below a file, and then seeding the fixture itself says so.
        let _ = files.seed_dir(folder, Mode::new(0o755), owner);
    }
}

fn seed_fixture(
    files: &mut Vfs,
    task: &Task,
    path: &str,
    fixture: &FileFixture,
) -> Result<(), WorldError> {
    let wrong = |problem: &str| WorldError::File {
        path: path.to_owned(),
        problem: problem.to_owned(),
    };
    let at = guest_path(path)?;
    let owner = if fixture.root { ROOT } else { USER };
    let default_mode = if fixture.folder { 0o755 } else { 0o644 };
    let mode = match &fixture.mode {
        Some(text) => u32::from_str_radix(text, 8).map_err(|_| wrong("the mode is not octal"))?,
        None => default_mode,
    };
    let mode = Mode::new(mode);
    seed_parents(files, &at, owner);
    if fixture.folder {
        return seeded(path, files.seed_dir(&at, mode, owner));
    }
    if let Some(target) = &fixture.link {
        return seeded(path, files.seed_symlink(&at, target.as_bytes()));
    }
    let content = if let Some(text) = &fixture.text {
        FileContent::from(text.as_str())
    } else if let Some(text) = &fixture.base64 {
        let bytes = base64::engine::general_purpose::STANDARD
            .decode(text)
            .map_err(|_| wrong("the content is not base64"))?;
        FileContent::from(bytes)
    } else {
        let bytes = fixture
            .from
            .as_ref()
            .and_then(|name| task.fixtures.get(name))
            .ok_or_else(|| wrong("it has no content"))?;
        FileContent::shared(Arc::new(bytes.clone()))
    };
    seeded(path, files.seed_file(&at, content, mode, owner))
}
