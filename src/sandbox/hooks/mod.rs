//! Observed library functions: calls inside the guest that the host is told of.
//!
//! A toolchain's module may be rewritten so that certain of its functions tell the host that they were called, with
//! their arguments and result (`toolchain::instrument`). That way the host sees each SQL statement inside SQLite and each
//! number drawn from a weak generator, and a candidate can't take the observer away: it is part of the machine code.

mod actions;

use std::collections::BTreeMap;

use actions::Actions;

use crate::sandbox::fault::Fault;
use crate::sandbox::kdf::to_hex;
use crate::sandbox::memory::GuestMemory;
use crate::sandbox::recorder::Recorder;
use crate::sandbox::rewrite::AUTHORISERS_ARGUMENT;
use crate::sandbox::trace::Operation;
use crate::sandbox::vfs::escape_bytes;

/// Marks a call of the host function as the message of an observed function: no pointer is that large.
/// The bits below hold the number of the function (8 and up) and of the part of the message (0 to 7).
pub const OBSERVED_TAG: u32 = 0xf000_0000;

/// How many words of a message one call carries.
pub const WORDS_PER_PART: usize = 3;

/// What an observed function means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Observation {
    /// `sqlite3_open(name, &db)`.
    SqlOpen,
    /// `sqlite3_open_v2(name, &db, flags, vfs)`.
    SqlOpenWith,
    /// `sqlite3_set_authorizer(db, function, argument)`.
    SqlSetAuthoriser,
    /// SQLite asks its authoriser `(db, action, text, text, database, trigger)`. The answer is the program's own authoriser, or
    /// 0; a further part of the message asks for that one's argument.
    SqlAuthorise,
    /// `sqlite3_prepare_v2(db, sql, bytes, &statement, &tail)`.
    SqlPrepare,
    /// `sqlite3LockAndPrepare(db, sql, bytes, flags, old, &statement, &tail)`: what all forms of preparing call.
    SqlLockAndPrepare,
    /// `bindText(statement, index, data, bytes, destructor, encoding)`: what binding texts and blobs calls; the encoding
    /// is 0 for a blob, 1 for UTF-8, 2 and 3 for UTF-16.
    SqlBindData,
    /// `sqlite3_bind_text(statement, index, text, bytes, destructor)`.
    SqlBindText,
    /// `sqlite3_bind_blob(statement, index, data, bytes, destructor)`.
    SqlBindBlob,
    /// `sqlite3_bind_int64(statement, index, value)`.
    SqlBindInteger,
    /// `sqlite3_bind_double(statement, index, value)`.
    SqlBindFloat,
    /// `sqlite3_bind_null(statement, index)`.
    SqlBindNull,
    /// `sqlite3_step(statement)`.
    SqlStep,
    /// `sqlite3_reset(statement)`.
    SqlReset,
    /// `sqlite3_finalize(statement)`.
    SqlFinalize,
    /// A draw from a generator that is not meant for cryptography.
    WeakRandom(&'static str),
    /// A hash was begun.
    Hash(&'static str),
    /// `__JS_EvalInternal(context, this (two words), text, bytes, file, line, flags, scope)`: text is about to be compiled.
    Evaluate,
}

/// The statements and half-received messages of one execution.
#[derive(Debug, Default)]
pub(super) struct HookState {
    words: Vec<u32>,
    statements: BTreeMap<u32, Statement>,
    /// What the statement that is being prepared touches.
    actions: Actions,
    /// The program's own authorisers and their arguments, by connection.
    authorisers: BTreeMap<u32, (u32, u32)>,
    /// The argument of the one that was asked for last.
    argument: u32,
    /// Bytes of text in all statements.
    held: usize,
    /// Bytes looked at since the work was taken last.
    looked_at: usize,
}

#[derive(Debug)]
struct Statement {
    text: String,
    parameters: BTreeMap<u32, String>,
    /// It has been stepped since it was prepared or reset.
    running: bool,
    /// It has been stepped at all.
    ran: bool,
    actions: Vec<String>,
    /// The event of the run under way.
    event: Option<u32>,
}

/// The most statements at once, and parameters of one statement. A trace that can't follow all of them is full.
const MAX_STATEMENTS: usize = 4096;
/// The most text that is held of all statements at once, in bytes; likewise.
const MAX_HELD: usize = 16 << 20;
/// The text of a statement is cut at this many bytes in the trace.
const MAX_TEXT: usize = 64 << 10;
/// The text of a parameter is cut at this many bytes in the trace.
const MAX_PARAMETER: usize = 4 << 10;
/// The longest name of a table, column or pragma that is told, in bytes.
const MAX_NAME: usize = 200;
/// The text of code is cut at this many bytes in the trace.
const MAX_CODE: usize = 4 << 10;
/// Of QuickJS's flags of an evaluation, what it is (`JS_EVAL_TYPE_MASK`): `eval` in a function, or from anywhere, which
/// `Function` is too.
const EVALUATION: u32 = 3;
const DIRECT: u32 = 2;
const INDIRECT: u32 = 3;
/// Fuel for each byte that is copied and made text.
const FUEL_PER_BYTE: u64 = 4;

impl HookState {
    /// The work since the last call, in fuel.
    pub(super) fn take_work(&mut self) -> u64 {
        FUEL_PER_BYTE * std::mem::take(&mut self.looked_at) as u64
    }

    /// Takes one part of a message. `observed` are the image's observed functions, by number.
    pub(super) fn receive(
        &mut self,
        observed: &[Observation],
        code: u32,
        part_words: [u32; WORDS_PER_PART],
        memory: &GuestMemory<'_>,
        recorder: &mut Recorder,
    ) -> Result<u32, Fault> {
        let number = ((code & !OBSERVED_TAG) >> 8) as usize;
        let part = (code & 0xff) as usize;
        let observation = *observed.get(number).ok_or(Fault::EINVAL)?;
        if observation == Observation::SqlAuthorise && part == AUTHORISERS_ARGUMENT {
            return Ok(self.argument);
        }
        if part == 0 {
            self.words.clear();
        }
        self.words.extend(part_words);
        if self.words.len() < observation.words() {
            return Ok(0);
        }
        let words = std::mem::take(&mut self.words);
        let answer = if recorder.is_candidate() {
            self.observe(observation, &words, memory, recorder)
        } else {
            Ok(0)
        };
        self.words = words;
        self.words.clear();
        answer
    }

    fn observe(
        &mut self,
        observation: Observation,
        w: &[u32],
        memory: &GuestMemory<'_>,
        recorder: &mut Recorder,
    ) -> Result<u32, Fault> {
        match observation {
            Observation::SqlOpen | Observation::SqlOpenWith => {
                let name = self.text(memory, w[0], -1, MAX_PARAMETER)?;
                let result = if w.last() == Some(&0) { "ok" } else { "ERROR" };
                recorder.record(Operation::DatabaseOpen { name }, result, false);
            }
            Observation::SqlSetAuthoriser => {
                let [connection, function, argument] = [w[0], w[1], w[2]];
                if function == 0 {
                    self.authorisers.remove(&connection);
                } else if self.authorisers.len() < MAX_STATEMENTS {
                    self.authorisers.insert(connection, (function, argument));
                }
            }
            Observation::SqlAuthorise => {
                let text = |at| match at {
                    0 => Ok(String::new()),
                    _ => memory
                        .c_string(at, MAX_NAME)
                        .map(|name| escape_bytes(&name)),
                };
                let (first, second) = (text(w[2])?, text(w[3])?);
                self.looked_at += first.len() + second.len();
                self.actions.add(w[1], &first, &second);
                let own = self.authorisers.get(&w[0]);
                self.argument = own.map_or(0, |(_, argument)| *argument);
                return Ok(own.map_or(0, |(function, _)| *function));
            }
            Observation::SqlPrepare | Observation::SqlLockAndPrepare => {
                let text = self.text(memory, w[1], w[2] as i32, MAX_TEXT)?;
                let (statement, result) = match observation {
                    Observation::SqlPrepare => (memory.u32(w[3])?, w[5]),
                    _ => (memory.u32(w[5])?, w[7]),
                };
                let own = is_schema_query(&text);
                // SQLite reads the schema while it prepares a statement.
                let actions = if own { vec![] } else { self.actions.take() };
                if result != 0 {
                    recorder.record(sql(text, vec![], "prepared", actions), "ERROR", false);
                } else if statement != 0 {
                    self.forget(statement);
                    let size = text.len() + actions.iter().map(String::len).sum::<usize>();
                    if self.statements.len() >= MAX_STATEMENTS || !self.hold(size) {
                        recorder.fill();
                        return Ok(0);
                    }
                    self.statements.insert(
                        statement,
                        Statement {
                            text,
                            parameters: BTreeMap::new(),
                            running: false,
                            ran: false,
                            actions,
                            event: None,
                        },
                    );
                }
            }
            Observation::SqlBindText => {
                let text = self.text(memory, w[2], w[3] as i32, MAX_PARAMETER)?;
                self.bind(w[0], w[1], text, recorder);
            }
            Observation::SqlBindBlob => self.bind_blob(w, memory, recorder)?,
            Observation::SqlBindData => match w[6] {
                0 => self.bind_blob(w, memory, recorder)?,
                1 => {
                    let text = self.text(memory, w[2], w[3] as i32, MAX_PARAMETER)?;
                    self.bind(w[0], w[1], text, recorder);
                }
                _ => {
                    let bytes = memory.beginning(w[2], w[3], MAX_PARAMETER)?;
                    self.looked_at += bytes.len();
                    let units = bytes
                        .chunks_exact(2)
                        .map(|two| u16::from_le_bytes([two[0], two[1]]));
                    let text = String::from_utf16_lossy(&units.collect::<Vec<_>>());
                    self.bind(w[0], w[1], text, recorder);
                }
            },
            Observation::SqlBindInteger => {
                let value = (u64::from(w[3]) << 32 | u64::from(w[2])) as i64;
                self.bind(w[0], w[1], value.to_string(), recorder);
            }
            Observation::SqlBindFloat => {
                let value = f64::from_bits(u64::from(w[3]) << 32 | u64::from(w[2]));
                self.bind(w[0], w[1], format!("{value:?}"), recorder);
            }
            Observation::SqlBindNull => self.bind(w[0], w[1], "NULL".to_owned(), recorder),
            Observation::SqlStep => {
                const ROW: u32 = 100;
                const DONE: u32 = 101;
                let Some(statement) = self.statements.get_mut(&w[0]) else {
                    return Ok(0);
                };
                let own = is_schema_query(&statement.text);
                if !own {
                    // A statement that had to be prepared anew has asked again.
                    self.actions.take();
                }
                if !std::mem::replace(&mut statement.running, true) {
                    let result = if matches!(w[1], ROW | DONE) {
                        "ok"
                    } else {
                        "ERROR"
                    };
                    let parameters = statement.parameters.values().cloned().collect();
                    self.looked_at += statement.size();
                    statement.ran = true;
                    let actions = statement.actions.clone();
                    let run = sql(statement.text.clone(), parameters, "run", actions);
                    statement.event = recorder.record_numbered(run, result, own);
                }
                if w[1] == ROW
                    && let Some(event) = statement.event
                {
                    recorder.count_row(event);
                }
            }
            Observation::SqlReset => {
                if let Some(statement) = self.statements.get_mut(&w[0]) {
                    statement.running = false;
                }
            }
            Observation::SqlFinalize => self.finalise(w[0], recorder),
            Observation::WeakRandom(generator) => recorder.record(
                Operation::RandomWeak {
                    generator: generator.to_owned(),
                    draws: 1,
                },
                "ok",
                false,
            ),
            Observation::Hash(algorithm) => recorder.record(
                Operation::Crypto {
                    how: "hash".to_owned(),
                    algorithm: algorithm.to_owned(),
                    parameters: String::new(),
                    uses: 1,
                },
                "ok",
                false,
            ),
            Observation::Evaluate => {
                // Scripts and modules are the host's own doing: it loads the candidate.
                if matches!(w[7] & EVALUATION, DIRECT | INDIRECT) {
                    let text = self.text(memory, w[3], w[4] as i32, MAX_CODE)?;
                    let how = "eval".to_owned();
                    let text = Some(text);
                    recorder.record(Operation::Code { how, text }, "ok", false);
                }
            }
        }
        Ok(0)
    }

    /// A statement that was never run leaves its text all the same: a library may have refused it after it was prepared.
    fn finalise(&mut self, statement: u32, recorder: &mut Recorder) {
        if let Some(found) = self.statements.get(&statement)
            && !found.ran
        {
            let parameters = found.parameters.values().cloned().collect();
            self.looked_at += found.size();
            let prepared = sql(
                found.text.clone(),
                parameters,
                "prepared",
                found.actions.clone(),
            );
            recorder.record(prepared, "ok", is_schema_query(&found.text));
        }
        self.forget(statement);
    }

    fn bind_blob(
        &mut self,
        w: &[u32],
        memory: &GuestMemory<'_>,
        recorder: &mut Recorder,
    ) -> Result<(), Fault> {
        let bytes = memory.beginning(w[2], w[3], MAX_PARAMETER)?;
        self.looked_at += bytes.len();
        self.bind(w[0], w[1], format!("x'{}'", to_hex(&bytes)), recorder);
        Ok(())
    }

    fn bind(&mut self, statement: u32, index: u32, value: String, recorder: &mut Recorder) {
        let Some(found) = self.statements.get_mut(&statement) else {
            return;
        };
        let replaced = found.parameters.remove(&index).map_or(0, |old| old.len());
        self.held = self.held.saturating_sub(replaced);
        if found.parameters.len() >= MAX_STATEMENTS || !self.hold(value.len()) {
            recorder.fill();
        } else if let Some(found) = self.statements.get_mut(&statement) {
            found.parameters.insert(index, value);
        }
    }

    fn forget(&mut self, statement: u32) {
        if let Some(statement) = self.statements.remove(&statement) {
            self.held = self.held.saturating_sub(statement.size());
        }
    }

    /// Takes room for some text; whether there is any.
    fn hold(&mut self, bytes: usize) -> bool {
        if self.held + bytes > MAX_HELD {
            return false;
        }
        self.held += bytes;
        true
    }

    /// Text of a given length, or up to its NUL where the length is negative.
    fn text(
        &mut self,
        memory: &GuestMemory<'_>,
        at: u32,
        len: i32,
        max: usize,
    ) -> Result<String, Fault> {
        if at == 0 {
            return Ok(String::new());
        }
        let mut bytes = match u32::try_from(len) {
            Ok(len) => memory.beginning(at, len, max)?,
            Err(_) => memory.c_string(at, max)?,
        };
        self.looked_at += bytes.len();
        if bytes.iter().position(|b| *b == 0) == Some(bytes.len().wrapping_sub(1)) {
            bytes.pop();
        }
        Ok(escape_bytes(&bytes))
    }
}

impl Statement {
    /// Bytes of text.
    fn size(&self) -> usize {
        let texts = self.parameters.values().chain(&self.actions);
        self.text.len() + texts.map(String::len).sum::<usize>()
    }
}

impl Observation {
    /// How many words the message has: the parameters and the result, 64-bit values as two words, low word first.
    fn words(self) -> usize {
        match self {
            Self::Evaluate => 9,
            Self::SqlLockAndPrepare | Self::SqlBindData => 8,
            Self::SqlPrepare | Self::SqlBindText | Self::SqlBindBlob | Self::SqlAuthorise => 6,
            Self::SqlBindInteger | Self::SqlBindFloat | Self::SqlOpenWith => 5,
            Self::SqlBindNull | Self::SqlOpen | Self::SqlSetAuthoriser => 3,
            Self::SqlStep | Self::SqlReset | Self::SqlFinalize => 2,
            Self::WeakRandom(_) | Self::Hash(_) => 1,
        }
    }
}

fn sql(text: String, parameters: Vec<String>, stage: &str, actions: Vec<String>) -> Operation {
    Operation::Sql {
        text,
        parameters,
        stage: stage.to_owned(),
        actions,
        rows: None,
    }
}

/// SQLite's own query when it reads a database's schema.
fn is_schema_query(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("SELECT*FROM\"") else {
        return false;
    };
    let Some((_, condition)) = rest.split_once("\".sqlite_master") else {
        return false;
    };
    // Of one table after it was made, or of all.
    let table = condition
        .strip_prefix(" WHERE tbl_name='")
        .and_then(|condition| condition.strip_suffix("' AND type!='trigger' ORDER BY rowid"));
    match table {
        Some(table) => !table.replace("''", "").contains('\''),
        None => condition == " ORDER BY rowid",
    }
}
