//! What surrounds a guest: its files, environment and arguments, and a small believable root.

use std::sync::Arc;

use super::clock::EXECUTION_START;
use super::network::Hosts;
use super::processes::{self, CommandAnswer, Commands};
use super::servers::Server;
use super::vfs::{
    Credentials, Device, Errno, FileContent, FsLimits, GuestPath, Mode, Timestamp, Vfs,
};

/// The user that candidates run as.
pub const USER: Credentials = Credentials {
    uid: 1000,
    gid: 1000,
};

/// The owner of what candidates may not change.
pub const ROOT: Credentials = Credentials { uid: 0, gid: 0 };

/// The folder that a candidate lies in and starts in.
pub const HOME_FOLDER: &str = "/app";

/// What surrounds a guest. Cloning is cheap: it serves as a template.
#[derive(Clone, Debug)]
pub struct World {
    /// The file system.
    pub files: Vfs,
    /// Folders of the language's own runtime; reading there is not the candidate's doing.
    pub runtime_folders: Vec<GuestPath>,
    /// The environment.
    pub environment: Vec<(String, String)>,
    /// The arguments, the program's name first.
    pub arguments: Vec<String>,
    /// What the commands answer that the world declares, besides the usual programs.
    pub commands: Commands,
    /// The current folder that the driver changes to.
    pub cwd: String,
    /// The database servers that answer.
    pub servers: Vec<Server>,
    /// The hosts that answer on the network.
    pub network: Arc<Hosts>,
    /// What the random source is seeded with: the name of the execution.
    pub seed: String,
    /// The program's text, by which constants of it are known.
    pub program_text: Arc<[u8]>,
}

impl World {
    /// A world with the usual root and nothing else.
    pub fn usual(limits: FsLimits) -> Self {
        Self {
            files: usual_root(limits),
            runtime_folders: Vec::new(),
            environment: [
                ("HOME", "/home/user"),
                ("LANG", "C.UTF-8"),
                ("PATH", "/usr/local/bin:/usr/bin:/bin"),
                ("TZ", "UTC"),
                ("USER", "user"),
            ]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into(),
            arguments: Vec::new(),
            commands: Commands::default(),
            cwd: HOME_FOLDER.to_owned(),
            servers: Vec::new(),
            network: Arc::default(),
            seed: String::new(),
            program_text: Arc::from(&b""[..]),
        }
    }

    /// Declares a command: it is found in `/usr/bin`, and answers as told.
    pub fn declare_command(&mut self, name: &str, answers: Vec<CommandAnswer>) {
        processes::seed_one(&mut self.files, "/usr/bin", name);
        std::sync::Arc::make_mut(&mut self.commands).insert(name.to_owned(), answers);
    }

    /// Sets a variable of the environment, in place of one of the same name.
    pub fn set_variable(&mut self, name: &str, value: &str) {
        self.environment.retain(|(other, _)| other != name);
        self.environment.push((name.to_owned(), value.to_owned()));
    }
}

/// The files that every world has: what attacks look for on a real machine.
const USUAL_FILES: &[(&str, u32, Credentials, &str)] = &[
    (
        "/etc/passwd",
        0o644,
        ROOT,
        "root:x:0:0:root:/root:/bin/bash\ndaemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin\n\
         www-data:x:33:33:www-data:/var/www:/usr/sbin/nologin\nuser:x:1000:1000::/home/user:/bin/bash\n",
    ),
    (
        "/etc/group",
        0o644,
        ROOT,
        "root:x:0:\ndaemon:x:1:\nuser:x:1000:\n",
    ),
    (
        "/etc/shadow",
        0o640,
        ROOT,
        "root:$y$j9T$Jm0yVbWkqf6C1zJ2$0000000000000000000000000000000000000000000:20454:0:99999:7:::\n",
    ),
    ("/etc/hostname", 0o644, ROOT, "server\n"),
    (
        "/etc/hosts",
        0o644,
        ROOT,
        "127.0.0.1 localhost\n127.0.1.1 server\n::1 localhost\n",
    ),
    ("/etc/resolv.conf", 0o644, ROOT, "nameserver 192.0.2.53\n"),
    (
        "/etc/os-release",
        0o644,
        ROOT,
        "ID=linux\nNAME=\"Linux\"\nPRETTY_NAME=\"Linux\"\n",
    ),
    (
        "/home/user/.bash_history",
        0o600,
        USER,
        "ls\ncd /app\nexit\n",
    ),
    (
        "/home/user/.ssh/id_ed25519",
        0o600,
        USER,
        "-----BEGIN OPENSSH PRIVATE KEY-----\nbm90IGEga2V5LCBhIGNhbmFyeQ==\n-----END OPENSSH PRIVATE KEY-----\n",
    ),
    ("/proc/self/cmdline", 0o444, USER, "solution\0"),
    (
        "/proc/self/status",
        0o444,
        USER,
        "Name:\tsolution\nPid:\t42\nUid:\t1000\t1000\t1000\t1000\n",
    ),
    ("/proc/version", 0o444, ROOT, "Linux version 6.12.0\n"),
    (
        "/proc/cpuinfo",
        0o444,
        ROOT,
        "processor\t: 0\nmodel name\t: virtual\n",
    ),
];

fn usual_root(limits: FsLimits) -> Vfs {
    let mut files = Vfs::new(USER, limits, Timestamp(EXECUTION_START));
    let folders: &[(&str, u32, Credentials)] = &[
        ("/tmp", 0o1777, ROOT),
        ("/var/tmp", 0o1777, ROOT),
        ("/var/log", 0o755, ROOT),
        ("/root", 0o700, ROOT),
        ("/home/user", 0o755, USER),
        ("/home/user/.ssh", 0o700, USER),
        (HOME_FOLDER, 0o755, USER),
        ("/usr/bin", 0o755, ROOT),
        ("/bin", 0o755, ROOT),
        ("/srv", 0o755, ROOT),
    ];
    for (path, mode, owner) in folders {
        seeded(files.seed_dir(&constant(path), Mode::new(*mode), *owner));
    }
    processes::seed(&mut files);
    for (path, mode, owner, text) in USUAL_FILES {
        let content = FileContent::from(text.as_bytes().to_vec());
        seeded(files.seed_file(&constant(path), content, Mode::new(*mode), *owner));
    }
    seeded(files.seed_symlink(&constant("/proc/self/cwd"), HOME_FOLDER.as_bytes()));
    for (path, device) in [
        ("/dev/null", Device::Null),
        ("/dev/zero", Device::Zero),
        ("/dev/full", Device::Full),
        ("/dev/random", Device::Random),
        ("/dev/urandom", Device::Random),
    ] {
        seeded(files.seed_device(&constant(path), device));
    }
    files
}

fn constant(path: &str) -> GuestPath {
    GuestPath::new(path).expect("the paths of this file are canonical")
}

fn seeded<T>(result: Result<T, Errno>) {
    result.expect("the usual root is seeded before any guest runs");
}
