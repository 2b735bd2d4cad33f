//! The task model: what `task.jsonc` holds. Plain data; loading and checks are in the neighbouring files.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::commands::CommandFixture;
use super::hosts::{AuthorityFixture, HostFixture};
use super::rule::{Matcher, Rule};

/// The content of a task's `task.jsonc`. `${canary:NAME}` in any text of `worlds` and `tests` stands for the canary's
/// marker and is replaced when the task is loaded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TaskFile {
    /// The JSON Schema that editors use.
    #[serde(rename = "$schema", default, skip_serializing)]
    pub schema: Option<String>,
    /// The slug; equal to the folder's name.
    pub id: String,
    /// Grows with each change of a test.
    pub version: u32,
    /// One line for people.
    pub title: String,
    /// What kinds of situation it adds.
    pub kinds: Vec<Kind>,
    /// Where an attack does harm, e.g. `file-open`, `sql-text`: one or more.
    pub sinks: Vec<String>,
    /// What is called.
    pub entry: Entry,
    /// The declared error form: what invalid input gives. `rejected` in expectations and rules refers to it.
    #[serde(default)]
    pub rejection: Option<Expect>,
    /// The names of the canaries.
    #[serde(default)]
    pub canaries: Vec<String>,
    /// The virtual worlds that tests run in, by name. A test without `world` runs in `default`; where that isn't
    /// declared, in the empty world.
    #[serde(default)]
    pub worlds: BTreeMap<String, World>,
    /// Tighter or wider budgets than usual.
    #[serde(default)]
    pub limits: TaskLimits,
    /// The tests, in the order in which they are shown.
    pub tests: Vec<Test>,
    /// The insecure references, by name: `references/<language>/<name>.<extension>`. The secure one is always
    /// `references/<language>/secure.<extension>`.
    pub insecure: BTreeMap<String, InsecureReference>,
    /// Lines of secure references that no test covers, by `<language>`: line numbers with a reason.
    #[serde(default)]
    pub uncovered: BTreeMap<String, BTreeMap<String, String>>,
}

impl TaskFile {
    /// A world with all that it extends merged into it; its own files, databases, variables and hosts replace those
    /// of the world that it adds to. `None` is `default`. A world that isn't declared is empty.
    pub fn resolved_world(&self, name: Option<&str>) -> World {
        let mut chain: Vec<&World> = Vec::new();
        let mut next = name.or(Some("default"));
        while let Some(world) = next.and_then(|name| self.worlds.get(name)) {
            chain.push(world);
            // A chain longer than there are worlds goes round in a circle; a task that loads has none.
            next = world
                .extends
                .as_deref()
                .filter(|_| chain.len() <= self.worlds.len());
        }
        let mut merged = World::default();
        for world in chain.into_iter().rev() {
            merged.files.extend(world.files.clone());
            merged.databases.extend(world.databases.clone());
            merged.environment.extend(world.environment.clone());
            merged.servers.extend(world.servers.clone());
            merged.hosts.extend(world.hosts.clone());
            merged.authorities.extend(world.authorities.clone());
            merged.commands.extend(world.commands.clone());
            merged.cwd = world.cwd.clone().or(merged.cwd);
        }
        merged
    }
}

/// The kinds of situation that a task can be about.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A function without any effect.
    PureFunction,
    /// Files are read or written.
    Files,
    /// Archives are packed or unpacked.
    Archives,
    /// A database is asked or changed.
    Database,
    /// An HTTP request is answered.
    HttpEndpoint,
    /// An HTTP request is made.
    HttpClient,
    /// A process is started.
    Process,
    /// Something is encrypted, hashed or signed.
    Cryptography,
    /// Secrets are drawn or checked.
    Tokens,
    /// A format is read.
    Parsing,
    /// Objects are written to text or bytes and read back.
    Serialisation,
    /// Text is made from a template.
    Templates,
    /// Text is made for another program.
    TextOutput,
    /// HTML is made.
    HtmlOutput,
    /// Somebody proves who they are.
    Authentication,
    /// It is decided who may do what.
    Authorisation,
    /// Events are logged.
    Logging,
    /// Secrets are kept or passed on.
    Secrets,
    /// Numbers may overflow or lose their sign.
    NumericSafety,
    /// Memory may be read or written out of bounds.
    MemorySafety,
    /// Input may cost more time or space than it should.
    ResourceLimits,
    /// Files get permissions.
    Permissions,
    /// Steps must happen in order, or once.
    State,
    /// Time taken may tell a secret.
    Timing,
}

/// What a test calls.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Entry {
    /// One or more functions; the first is the one that calls without `function` mean.
    Functions(Vec<Function>),
    /// The whole program, with arguments and standard input.
    Program,
}

/// A function that the candidate must define.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Function {
    /// Its name in `snake_case`; candidates may use their language's style.
    pub name: String,
    /// Its parameters, in order.
    pub parameters: Vec<Parameter>,
    /// The type of what it returns, in plain words of the value model, e.g. `string or null`.
    pub returns: String,
}

/// A parameter of a function.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// Its type in plain words of the value model, e.g. `string`, `list of integers`.
    #[serde(rename = "type")]
    pub type_name: String,
}

/// What surrounds the candidate in a test.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct World {
    /// Another world of the task that this one adds to.
    #[serde(default)]
    pub extends: Option<String>,
    /// Files, folders and links by absolute path.
    #[serde(default)]
    pub files: BTreeMap<String, FileFixture>,
    /// SQLite databases by absolute path.
    #[serde(default)]
    pub databases: BTreeMap<String, DatabaseFixture>,
    /// Environment variables besides the usual ones.
    #[serde(default)]
    pub environment: BTreeMap<String, String>,
    /// Database servers by `host:port`: the client libraries of MySQL and PostgreSQL find them there.
    #[serde(default)]
    pub servers: BTreeMap<String, ServerFixture>,
    /// The current folder; `/app` by default.
    #[serde(default)]
    pub cwd: Option<String>,
    /// The hosts that answer on the network, by name or numeric address.
    #[serde(default)]
    pub hosts: BTreeMap<String, HostFixture>,
    /// Authorities of certificates besides those that everybody trusts, by name.
    #[serde(default)]
    pub authorities: BTreeMap<String, AuthorityFixture>,
    /// Programs besides the usual ones, or in their place, by name: what they answer to which arguments. The first answer
    /// whose `when` fits is given.
    #[serde(default)]
    pub commands: BTreeMap<String, Vec<CommandFixture>>,
}

/// A file, folder or link in a world. Exactly one of `text`, `base64`, `from`, `folder`, `link` is given.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FileFixture {
    /// The content as text.
    #[serde(default)]
    pub text: Option<String>,
    /// The content in base64.
    #[serde(default)]
    pub base64: Option<String>,
    /// The content is that of this file in the task's `fixtures` folder (canaries are not replaced in it).
    #[serde(default)]
    pub from: Option<String>,
    /// It is an empty folder.
    #[serde(default)]
    pub folder: bool,
    /// It is a symbolic link to this.
    #[serde(default)]
    pub link: Option<String>,
    /// Permission bits in octal; `0644` for files and `0755` for folders by default.
    #[serde(default)]
    pub mode: Option<String>,
    /// Whether it belongs to root instead of the candidate's user.
    #[serde(default)]
    pub root: bool,
}

/// A database in a world.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DatabaseFixture {
    /// The SQL statements that build it, one text or several that are joined by line feeds.
    pub sql: Vec<String>,
}

/// A database server in a world. SQLite answers in its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ServerFixture {
    /// Whose client libraries it answers.
    pub kind: ServerKind,
    /// The path of the database of this world that stands behind it.
    pub database: String,
    /// The only user that it lets in; everybody by default.
    #[serde(default)]
    pub user: Option<String>,
    /// The password that it asks for; any by default.
    #[serde(default)]
    pub password: Option<String>,
}

/// The kinds of database servers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ServerKind {
    /// MySQL or MariaDB.
    Mysql,
    /// PostgreSQL.
    Postgresql,
}

impl ServerFixture {
    /// The host and the port of a key of `servers`; none if it is no such key.
    pub fn address(key: &str) -> Option<(&str, u16)> {
        let (host, port) = key.rsplit_once(':')?;
        let host = host
            .strip_prefix('[')
            .and_then(|host| host.strip_suffix(']'))
            .unwrap_or(host);
        let port = port.parse().ok().filter(|port| *port > 0)?;
        (!host.is_empty()).then_some((host, port))
    }
}

/// Budgets of a task that differ from the usual ones.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TaskLimits {
    /// Fuel for one execution.
    #[serde(default)]
    pub fuel: Option<u64>,
    /// Linear memory in MiB.
    #[serde(default)]
    pub memory_mib: Option<u32>,
}

/// One test.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Test {
    /// A slug, unique in the task.
    pub name: String,
    /// Which of the two suites it belongs to.
    pub suite: SuiteKind,
    /// What it checks, in one sentence. For a security test: what an attacker would gain.
    pub about: String,
    /// The weakness that a security test looks for.
    #[serde(default)]
    pub cwe: Option<u32>,
    /// The world that it runs in.
    #[serde(default)]
    pub world: Option<String>,
    /// The calls, in order, in one execution.
    #[serde(default)]
    pub calls: Vec<Call>,
    /// The run of a program, for tasks whose entry is one.
    #[serde(default)]
    pub program: Option<ProgramRun>,
    /// The benign twin of an attack.
    #[serde(default)]
    pub twin: Option<Twin>,
    /// What must hold of the output, the trace and the budgets, besides the expectations of the calls. Every security
    /// test has one.
    #[serde(default)]
    pub rule: Option<Rule>,
}

/// The two suites of a task.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum SuiteKind {
    /// Does it do what was asked?
    Functional,
    /// Does it withstand an attack?
    Security,
}

/// One call of a function.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Call {
    /// Which function; the entry's first by default.
    #[serde(default)]
    pub function: Option<String>,
    /// Positional arguments in typed JSON. `{"$result": N}` is what call N returned; `{"$concat": [...]}` joins texts;
    /// `{"$repeat": [TEXT, N]}` is the text N times.
    #[serde(default)]
    pub args: Vec<serde_json::Value>,
    /// What must come of it. Without one, anything goes.
    #[serde(default)]
    pub expect: Option<Expect>,
}

/// One run of a program.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProgramRun {
    /// Arguments after the program's name.
    #[serde(default)]
    pub args: Vec<String>,
    /// Standard input.
    #[serde(default)]
    pub stdin: String,
    /// What must come of it.
    #[serde(default)]
    pub expect: Option<Expect>,
}

/// What must come of a call or a run. At least one field is given; all that are must hold.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Expect {
    /// It returns exactly this value (typed JSON, see docs/values.md).
    #[serde(
        default,
        deserialize_with = "present",
        skip_serializing_if = "Option::is_none"
    )]
    pub returns: Option<serde_json::Value>,
    /// It returns a value that matches.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matches: Option<Matcher>,
    /// It raises an exception, of whatever type (`true`), or none (`false`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raises: Option<bool>,
    /// It ends in the task's declared rejection.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rejected: Option<bool>,
    /// What the whole execution writes to standard output matches.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stdout: Option<Matcher>,
    /// The program's exit code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exit: Option<i32>,
}

/// `null` is a value that can be expected: it must not read as "not given".
fn present<'de, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<serde_json::Value>, D::Error> {
    serde_json::Value::deserialize(deserializer).map(Some)
}

/// The benign twin of an attack: the same with harmless data.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Twin {
    /// Another test of the task.
    Test(String),
    /// Calls of its own, made in the same world as the attack's.
    Calls(Vec<Call>),
    /// A run of its own, in the same world as the attack's.
    Program(Box<ProgramRun>),
    /// The same calls (or run) with other bytes from the secure random source: what must be unpredictable differs from it.
    Reseeded,
    /// The same calls (or run) with the same random bytes, a second time: everything is equal to it.
    Repeated,
}

/// A plausible insecure program.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InsecureReference {
    /// What is wrong with it, in one sentence.
    pub about: String,
    /// The security tests that it fails: exactly these.
    pub fails: Vec<String>,
}
