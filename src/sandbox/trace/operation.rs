//! What an event is about.

use serde::{Deserialize, Serialize};

/// What an event is about. The tag `kind` is what rules select by.
///
/// In every file operation `path` is the path as the program gave it and `resolved` the canonical path that it led to
/// (`None` where it led nowhere). Bytes that are not UTF-8 are written `\xNN`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind")]
pub enum Operation {
    /// A file or folder was opened, or was tried to be.
    #[serde(rename = "file.open")]
    FileOpen {
        /// The path as the program gave it.
        path: String,
        /// The canonical path that it led to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        resolved: Option<String>,
        /// `read`, `write`, `read-write` or `list` (a folder).
        access: Access,
        /// Of `append`, `create`, `exclusive`, `truncate`, `no-follow`: those asked for.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        flags: Vec<String>,
        /// Permission bits asked for, as octal text, when the file was created by this call.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        mode: Option<String>,
        /// Whether this call created the file.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        created: bool,
        /// The descriptor that it got.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        descriptor: Option<u32>,
    },
    /// A descriptor was closed (or still open at the end): what went through it.
    #[serde(rename = "file.close")]
    FileClose {
        /// The canonical path that it led to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        resolved: Option<String>,
        /// The descriptor.
        descriptor: u32,
        /// How many bytes were read through it.
        bytes_read: u64,
        /// How many bytes were written through it.
        bytes_written: u64,
    },
    /// A file's metadata was asked for by path.
    #[serde(rename = "file.stat")]
    FileStat {
        /// The path as the program gave it.
        path: String,
        /// The canonical path that it led to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        resolved: Option<String>,
    },
    /// A folder was listed.
    #[serde(rename = "file.readdir")]
    FileReaddir {
        /// The canonical path that it led to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        resolved: Option<String>,
        /// The descriptor.
        descriptor: u32,
    },
    /// A name was removed.
    #[serde(rename = "file.unlink")]
    FileUnlink {
        /// The path as the program gave it.
        path: String,
        /// The canonical path that it led to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        resolved: Option<String>,
    },
    /// A file or folder was renamed.
    #[serde(rename = "file.rename")]
    FileRename {
        /// The path as the program gave it.
        path: String,
        /// The canonical path that it led to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        resolved: Option<String>,
        /// The second path as the program gave it.
        to: String,
        /// The canonical path that the second one led to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to_resolved: Option<String>,
    },
    /// A folder was made.
    #[serde(rename = "file.mkdir")]
    FileMkdir {
        /// The path as the program gave it.
        path: String,
        /// The canonical path that it led to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        resolved: Option<String>,
        /// Permission bits as octal text.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        mode: Option<String>,
    },
    /// A folder was removed.
    #[serde(rename = "file.rmdir")]
    FileRmdir {
        /// The path as the program gave it.
        path: String,
        /// The canonical path that it led to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        resolved: Option<String>,
    },
    /// A symbolic link was made at `path`, with the text `target`.
    #[serde(rename = "file.symlink")]
    FileSymlink {
        /// The path as the program gave it.
        path: String,
        /// The canonical path that it led to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        resolved: Option<String>,
        /// What it points to.
        target: String,
    },
    /// A hard link `to` was made to `path`.
    #[serde(rename = "file.link")]
    FileLink {
        /// The path as the program gave it.
        path: String,
        /// The canonical path that it led to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        resolved: Option<String>,
        /// The second path as the program gave it.
        to: String,
        /// The canonical path that the second one led to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to_resolved: Option<String>,
    },
    /// A symbolic link's text was read.
    #[serde(rename = "file.readlink")]
    FileReadlink {
        /// The path as the program gave it.
        path: String,
        /// The canonical path that it led to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        resolved: Option<String>,
    },
    /// Permission bits were changed.
    #[serde(rename = "file.chmod")]
    FileChmod {
        /// The path as the program gave it.
        path: String,
        /// The canonical path that it led to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        resolved: Option<String>,
        /// Permission bits as octal text.
        mode: String,
    },
    /// A file's length or times were set.
    #[serde(rename = "file.change")]
    FileChange {
        /// The canonical path that it led to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        resolved: Option<String>,
        /// `length` or `times`.
        what: String,
    },
    /// Bytes came from the operating system's secure random source. Consecutive draws are added up.
    #[serde(rename = "random.secure")]
    RandomSecure {
        /// How many bytes.
        bytes: u64,
    },
    /// Numbers came from a generator that is not meant for cryptography. Consecutive draws are added up.
    #[serde(rename = "random.weak")]
    RandomWeak {
        /// Which generator.
        generator: String,
        /// How many draws.
        draws: u64,
    },
    /// A clock was read. Consecutive reads are added up.
    #[serde(rename = "clock.read")]
    ClockRead {
        /// `realtime`, `monotonic`, `process` or `thread`.
        clock: String,
        /// How many reads.
        reads: u64,
    },
    /// The program slept (in virtual time).
    #[serde(rename = "clock.sleep")]
    ClockSleep {
        /// For how long.
        nanoseconds: u64,
    },
    /// An SQL statement was prepared or run with its parameters.
    #[serde(rename = "sql")]
    Sql {
        /// The text of the statement, as it was sent.
        text: String,
        /// The bound parameters, as text; `NULL` for null, `x'..'` for blobs.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        parameters: Vec<String>,
        /// `prepared` (an error, or never run) or `run`.
        stage: String,
        /// What SQLite's authoriser was asked for, each once, sorted: `read users.name`, `insert users`, `attach`, `pragma journal_mode` ...
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        actions: Vec<String>,
        /// How many rows it gave, where it gave any.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rows: Option<u64>,
    },
    /// A database was opened.
    #[serde(rename = "database.open")]
    DatabaseOpen {
        /// Its name or path.
        name: String,
    },
    /// A built-in prototype of the language was changed: a property that it didn't have, or another value for one that it had.
    #[serde(rename = "prototype")]
    Prototype {
        /// e.g. `Object.prototype`.
        object: String,
        /// The property.
        property: String,
    },
    /// Text was compiled as code, or code was run dynamically (`eval`, `exec`, `compile`).
    #[serde(rename = "code")]
    Code {
        /// Which operation: `compile`, `exec`, `eval`.
        how: String,
        /// The text, cut at 4,096 characters, where there is one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
    },
    /// A deserialiser looked up or built a type that the data named.
    #[serde(rename = "deserialize")]
    Deserialize {
        /// `pickle`, `marshal`, `yaml` ...
        format: String,
        /// The type, e.g. `os.system`; empty where it isn't known.
        type_name: String,
    },
    /// A module of interest was imported.
    #[serde(rename = "import")]
    Import {
        /// Its name.
        module: String,
    },
    /// A process was started, or was tried to be.
    #[serde(rename = "process")]
    Process {
        /// `spawn` (an argument vector), `shell` (a command line for a shell), `fork`, or `command`: a simple command that a
        /// virtual shell or program ran, after expansion.
        how: String,
        /// The argument vector; for a shell, `["/bin/sh", "-c", command]`.
        argv: Vec<String>,
    },
    /// The network was used, or was tried to be.
    #[serde(rename = "network")]
    Network {
        /// `resolve`, `connect`, `bind` ...
        how: String,
        /// Host name or address, with the port where there is one.
        target: String,
        /// The name that led to the address that is connected to, where it was resolved before.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<String>,
        /// The addresses that a name has.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        addresses: Vec<String>,
        /// What kind of address is connected to: `public`, `private`, `loopback`, `link-local`, `metadata`, `unspecified`,
        /// `multicast` ...
        #[serde(default, skip_serializing_if = "Option::is_none")]
        scope: Option<String>,
    },
    /// A connection was secured, or was tried to be. The result names what was wrong with the other side's certificate.
    #[serde(rename = "tls")]
    Tls {
        /// Numeric address and port.
        target: String,
        /// The name that was asked for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        server_name: Option<String>,
        /// Whether the certificate had to be vouched for by an authority.
        verify: bool,
        /// Whether it had to be for the name that was asked for.
        check_name: bool,
        /// The least version allowed, e.g. `1.2`; empty where the program left it to its library.
        minimum: String,
        /// Who is trusted: `system`, `custom`, `none`.
        authorities: String,
    },
    /// Bytes were sent. What is sent until something is received is one event.
    #[serde(rename = "network.send")]
    NetworkSend {
        /// Numeric address and port.
        target: String,
        /// How many bytes.
        bytes: u64,
        /// The first 4,096 of them as text.
        text: String,
        /// Whether the connection was secured.
        encrypted: bool,
    },
    /// Bytes were received. Consecutive ones are added up.
    #[serde(rename = "network.receive")]
    NetworkReceive {
        /// Numeric address and port.
        target: String,
        /// How many bytes.
        bytes: u64,
    },
    /// An HTTP request arrived at a virtual server. The result is the status of its answer.
    #[serde(rename = "http")]
    Http {
        /// Numeric address and port.
        target: String,
        /// The method.
        method: String,
        /// The URL, made of the scheme, the `Host` header and the request's target.
        url: String,
        /// The headers, `Name: value`, in order.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        headers: Vec<String>,
        /// The first 4,096 characters of its body.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        body: String,
    },
    /// A template was rendered.
    #[serde(rename = "template")]
    Template {
        /// Which engine, e.g. `jinja2`.
        engine: String,
        /// Whether what is put in is escaped unless told otherwise.
        escaping: bool,
        /// The template's name or text, cut at 4,096 characters.
        text: String,
    },
    /// A cryptographic primitive was used. Consecutive equal uses are added up.
    #[serde(rename = "crypto")]
    Crypto {
        /// `hash`, `hmac`, `kdf`, `compare`, `cipher`; with keys that have two halves `keygen`, `sign`, `verify`, `encrypt`,
        /// `decrypt`, `agree`.
        how: String,
        /// e.g. `md5`, `pbkdf2-sha256`, `constant-time`, `rsa-pss`, `ecdsa`, `ecdh`.
        algorithm: String,
        /// e.g. `iterations=1000 salt=drawn salt_bytes=16`, `encrypt key=given iv=drawn`, `bits=2048 hash=sha256 salt=digest`,
        /// `curve=P-256`. Bytes are `drawn` (from the secure source, in this execution), `constant` (they stand in the program's
        /// text, or are one byte repeated), `repeated` (used for encryption with the same key before) or `given`.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        parameters: String,
        /// How many uses.
        uses: u64,
    },
    /// A line went to the language's logging facility.
    #[serde(rename = "log")]
    Log {
        /// The level, e.g. `warning`.
        level: String,
        /// The formatted message, cut at 4,096 characters.
        message: String,
    },
    /// A document parser resolved an entity or fetched something that the document named.
    #[serde(rename = "document")]
    Document {
        /// What was done.
        how: String,
        /// What it points to.
        target: String,
    },
    /// Memory was misused: found by the sanitizer in a compiled candidate.
    #[serde(rename = "memory.fault")]
    MemoryFault {
        /// What kind: `heap-overflow`, `use-after-free`, `double-free`, `null-dereference` ...
        fault: String,
        /// `read` or `write`.
        access: String,
        /// How many bytes.
        size: u64,
        /// The size of the block that it belongs to, in bytes; 0 where none is known.
        block: u64,
        /// The candidate's file and line, e.g. `/app/solution.cpp:12`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        place: Option<String>,
        /// Where the block was allocated.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        allocated: Option<String>,
        /// Where the block was freed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        freed: Option<String>,
    },
    /// Memory was still allocated at the end and nothing pointed to it.
    #[serde(rename = "memory.leak")]
    MemoryLeak {
        /// How many blocks.
        blocks: u64,
        /// How many bytes in all.
        bytes: u64,
        /// Where the first of them was allocated.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        allocated: Option<String>,
    },
    /// An operation whose behaviour the language doesn't define: found by the sanitizer in a compiled candidate.
    #[serde(rename = "undefined")]
    Undefined {
        /// What kind: `signed-overflow`, `shift`, `division-by-zero`, `out-of-bounds`, `hardening` ...
        what: String,
        /// The values, e.g. `2147483647 + 1 cannot be represented in type 'int'`.
        detail: String,
        /// The candidate's file and line.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        place: Option<String>,
    },
    /// The program tried to reach behind the sandbox's own driver.
    #[serde(rename = "tamper")]
    Tamper {
        /// What it reached for.
        what: String,
    },
    /// The program ended itself.
    #[serde(rename = "exit")]
    Exit {
        /// The exit code.
        code: i32,
    },
    /// The budget of events was used up; nothing after this was recorded.
    #[serde(rename = "trace.full")]
    TraceFull {},
}

/// What an open descriptor may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Access {
    /// Reading only.
    Read,
    /// Writing only.
    Write,
    /// Both.
    ReadWrite,
    /// Listing a folder.
    List,
}

impl Operation {
    /// Whether only the interpreter can see it, so that its driver reports it. The host sees the others for itself, and
    /// believes nobody about them.
    pub fn is_reported(&self) -> bool {
        match self {
            Self::Crypto { how, .. } => !matches!(how.as_str(), "hash" | "kdf"),
            Self::Network { .. } => self.stays_inside(),
            _ => matches!(
                self,
                Self::Code { .. }
                    | Self::Deserialize { .. }
                    | Self::Import { .. }
                    | Self::Process { .. }
                    | Self::Log { .. }
                    | Self::Document { .. }
                    | Self::Template { .. }
                    | Self::Tamper { .. }
            ),
        }
    }

    /// Whether it may be a use of the network between parts of one program, which never leaves the guest. What leaves it, the
    /// host sees, with the names and addresses that it involved.
    fn stays_inside(&self) -> bool {
        matches!(self, Self::Network { how, name: None, addresses, scope: None, .. }
            if how != "resolve" && addresses.is_empty())
    }

    /// Whether libraries of an interpreter whose host functions see the rest may report it.
    pub(in crate::sandbox) fn is_reported_by_libraries(&self) -> bool {
        matches!(
            self,
            Self::Deserialize { .. }
                | Self::Import { .. }
                | Self::Log { .. }
                | Self::Document { .. }
                | Self::Template { .. }
                | Self::Prototype { .. }
                | Self::Tamper { .. }
        )
    }

    /// The `kind` tag, as it stands in JSON.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::FileOpen { .. } => "file.open",
            Self::FileClose { .. } => "file.close",
            Self::FileStat { .. } => "file.stat",
            Self::FileReaddir { .. } => "file.readdir",
            Self::FileUnlink { .. } => "file.unlink",
            Self::FileRename { .. } => "file.rename",
            Self::FileMkdir { .. } => "file.mkdir",
            Self::FileRmdir { .. } => "file.rmdir",
            Self::FileSymlink { .. } => "file.symlink",
            Self::FileLink { .. } => "file.link",
            Self::FileReadlink { .. } => "file.readlink",
            Self::FileChmod { .. } => "file.chmod",
            Self::FileChange { .. } => "file.change",
            Self::RandomSecure { .. } => "random.secure",
            Self::RandomWeak { .. } => "random.weak",
            Self::ClockRead { .. } => "clock.read",
            Self::ClockSleep { .. } => "clock.sleep",
            Self::Sql { .. } => "sql",
            Self::DatabaseOpen { .. } => "database.open",
            Self::Prototype { .. } => "prototype",
            Self::Code { .. } => "code",
            Self::Deserialize { .. } => "deserialize",
            Self::Import { .. } => "import",
            Self::Process { .. } => "process",
            Self::Network { .. } => "network",
            Self::Tls { .. } => "tls",
            Self::NetworkSend { .. } => "network.send",
            Self::NetworkReceive { .. } => "network.receive",
            Self::Http { .. } => "http",
            Self::Template { .. } => "template",
            Self::Crypto { .. } => "crypto",
            Self::Log { .. } => "log",
            Self::Document { .. } => "document",
            Self::MemoryFault { .. } => "memory.fault",
            Self::MemoryLeak { .. } => "memory.leak",
            Self::Undefined { .. } => "undefined",
            Self::Tamper { .. } => "tamper",
            Self::Exit { .. } => "exit",
            Self::TraceFull {} => "trace.full",
        }
    }
}
