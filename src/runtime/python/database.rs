//! SQLite for the host's own needs, inside the sandbox: it never runs in the host's process.
//!
//! Fixtures are built from SQL, and databases are asked after an execution, by small Python programs of ours in guests of
//! their own.

use std::sync::Arc;

use serde_json::Value as Json;

use super::Python;
use crate::runtime::Work;
use crate::runtime::job::Program;
use crate::runtime::{Assignment, Streams};
use crate::sandbox::execution::{Ended, QueryAnswer};
use crate::sandbox::vfs::{FileContent, GuestPath, Mode};
use crate::sandbox::{Finished, Limits, SandboxError, USER};

/// Where the database lies in the guest.
const PATH: &str = "/tmp/database";

/// Runs the statements of standard input.
const BUILD: &str = "
import sqlite3, sys
connection = sqlite3.connect('/tmp/database')
connection.executescript(sys.stdin.read())
connection.commit()
connection.close()
";

/// Answers the queries of standard input, a JSON list, by a JSON list on standard output.
const QUERY: &str = "
import base64, json, sqlite3, sys
def encode(value):
    if isinstance(value, bytes):
        return {'$bytes': base64.b64encode(value).decode()}
    if isinstance(value, float) and (value != value or value in (float('inf'), float('-inf'))):
        return {'$float': repr(value)}
    return value
answers = []
for query in json.load(sys.stdin):
    try:
        connection = sqlite3.connect('file:/tmp/database?mode=ro', uri=True)
        rows = [[encode(value) for value in row] for row in connection.execute(query)]
        answers.append({'rows': rows})
        connection.close()
    except sqlite3.Error as error:
        answers.append({'error': str(error)})
json.dump(answers, sys.stdout)
";

/// Why a database can't be built or asked.
#[derive(Debug, thiserror::Error)]
pub enum DatabaseError {
    /// The sandbox failed.
    #[error(transparent)]
    Sandbox(#[from] SandboxError),
    /// The statements are wrong.
    #[error("the SQL of a database fixture failed: {0}")]
    Statements(String),
    /// The database could not be asked at all.
    #[error("a database could not be asked: {0}")]
    Query(String),
}

impl Python {
    /// Builds a database file from SQL statements.
    ///
    /// # Errors
    /// If the statements are wrong.
    pub fn build_database(&self, sql: &str) -> Result<Vec<u8>, DatabaseError> {
        let finished = self.run_tool(BUILD, sql.as_bytes(), None)?;
        let path = GuestPath::new(PATH).expect("a constant");
        match finished.execution.ended {
            Ended::Exited { code: 0 } => Ok(finished.files.read_file(&path).unwrap_or_default()),
            _ => Err(DatabaseError::Statements(last_line(&finished))),
        }
    }

    /// Asks a database file queries; nothing that they do lasts.
    ///
    /// # Errors
    /// If the database can't be asked. A query that fails is an answer.
    pub fn query_database(
        &self,
        database: &[u8],
        queries: &[String],
    ) -> Result<Vec<QueryAnswer>, DatabaseError> {
        let input = Json::from(queries).to_string();
        let finished = self.run_tool(QUERY, input.as_bytes(), Some(database))?;
        let output = &finished.execution.stdout;
        if finished.execution.ended != (Ended::Exited { code: 0 }) {
            return Err(DatabaseError::Query(last_line(&finished)));
        }
        serde_json::from_str(&output.text).map_err(|error| DatabaseError::Query(error.to_string()))
    }

    fn run_tool(
        &self,
        code: &str,
        stdin: &[u8],
        database: Option<&[u8]>,
    ) -> Result<Finished, SandboxError> {
        let mut world = self.world.clone();
        world.seed = "tool".to_owned();
        if let Some(bytes) = database {
            let path = GuestPath::new(PATH).expect("a constant");
            world
                .files
                .seed_file(&path, FileContent::from(bytes), Mode::new(0o644), USER)
                .expect("no guest has run in it");
        }
        let assignment = Assignment {
            work: Work::Program {
                argv: vec!["-c".to_owned()],
                program: Program::Code {
                    code: code.to_owned(),
                },
            },
            source: Arc::from(&b""[..]),
            file: "/app/tool.py".to_owned(),
            cwd: "/".to_owned(),
            coverage: false,
        };
        let streams = Streams {
            stdin: Some(crate::sandbox::Input::bytes(stdin)),
            ..Streams::default()
        };
        let limits = Limits {
            output: 64 << 20,
            ..Limits::default()
        };
        self.execute(&assignment, world, limits, streams)
    }
}

fn last_line(finished: &Finished) -> String {
    let text = &finished.execution.stderr.text;
    text.lines()
        .rev()
        .find(|line| !line.trim().is_empty())
        .map_or_else(|| format!("{:?}", finished.execution.ended), str::to_owned)
}
