//! Guests that attack the host functions themselves: bad pointers, absurd lengths, requests out of turn. Python programs
//! can't say these things; a guest of another language might.

use std::fmt::Write as _;
use std::sync::Arc;

use dualgauge::sandbox::engine::{Effort, THREAD_STACK, engine};
use dualgauge::sandbox::execution::{Ended, Execution};
use dualgauge::sandbox::network::{Host, Hosts, Port, Service};
use dualgauge::sandbox::trace::{Event, Operation};
use dualgauge::sandbox::vfs::{Credentials, FsLimits, GuestPath, Mode};
use dualgauge::sandbox::{
    Guest, Image, Job, Limits, OBSERVED_TAG, Observation, Setup, Step, World,
};
use wasmtime::Module;

/// The functions of preview 1, and ours of the network, that give an `errno`, each with its parameters: `i` for i32, `I` for i64.
const FUNCTIONS: &[(&str, &str)] = &[
    ("args_get", "ii"),
    ("args_sizes_get", "ii"),
    ("environ_get", "ii"),
    ("environ_sizes_get", "ii"),
    ("clock_res_get", "ii"),
    ("clock_time_get", "iIi"),
    ("random_get", "ii"),
    ("poll_oneoff", "iiii"),
    ("fd_advise", "iIIi"),
    ("fd_allocate", "iII"),
    ("fd_close", "i"),
    ("fd_datasync", "i"),
    ("fd_sync", "i"),
    ("fd_fdstat_get", "ii"),
    ("fd_fdstat_set_flags", "ii"),
    ("fd_fdstat_set_rights", "iII"),
    ("fd_filestat_get", "ii"),
    ("fd_filestat_set_size", "iI"),
    ("fd_filestat_set_times", "iIIi"),
    ("fd_read", "iiii"),
    ("fd_pread", "iiiIi"),
    ("fd_write", "iiii"),
    ("fd_pwrite", "iiiIi"),
    ("fd_prestat_get", "ii"),
    ("fd_prestat_dir_name", "iii"),
    ("fd_readdir", "iiiIi"),
    ("fd_renumber", "ii"),
    ("fd_seek", "iIii"),
    ("fd_tell", "ii"),
    ("path_create_directory", "iii"),
    ("path_filestat_get", "iiiii"),
    ("path_filestat_set_times", "iiiiIIi"),
    ("path_link", "iiiiiii"),
    ("path_open", "iiiiiIIii"),
    ("path_readlink", "iiiiii"),
    ("path_remove_directory", "iii"),
    ("path_rename", "iiiiii"),
    ("path_symlink", "iiiii"),
    ("path_unlink_file", "iii"),
    ("sched_yield", ""),
    ("sock_accept", "iii"),
    ("sock_recv", "iiiiii"),
    ("sock_send", "iiiii"),
    ("sock_shutdown", "ii"),
    ("net_resolve", "iiiiii"),
    ("net_connect", "iiiiii"),
    ("net_tls", "iiiiii"),
    ("net_send", "iii"),
    ("net_receive", "iiiii"),
    ("net_ready", "ii"),
    ("net_close", "ii"),
];

/// `errno` of preview 1.
const EFAULT: i32 = 21;
const ENAMETOOLONG: i32 = 37;
/// What `host.call` gives for a request that is refused.
const REFUSED: i32 = -2;

/// A guest under test: what its function `run` does, and what it is given.
struct Attack {
    body: String,
    /// What `host_alloc` does.
    alloc: &'static str,
    /// More of the module: data, functions.
    more: String,
    pages: u32,
    limits: Limits,
    job: Job,
    observed: Vec<Observation>,
    files: Vec<(String, Vec<u8>)>,
}

/// Where a guest may write.
const SCRATCH: u32 = 1024;
/// Where `data` puts its bytes.
const DATA: u32 = 4096;

impl Attack {
    fn new(body: impl Into<String>) -> Self {
        Self {
            body: body.into(),
            alloc: "i32.const 2048",
            more: String::new(),
            pages: 4,
            limits: Limits {
                fuel: 200_000_000,
                ..Limits::default()
            },
            job: Job::default(),
            observed: Vec::new(),
            files: Vec::new(),
        }
    }

    /// Bytes at [`DATA`].
    fn data(mut self, bytes: &[u8]) -> Self {
        let escaped: String = bytes.iter().map(|b| format!("\\{b:02x}")).collect();
        write!(self.more, "(data (i32.const {DATA}) \"{escaped}\")").unwrap();
        self
    }

    fn pages(mut self, pages: u32) -> Self {
        self.pages = pages;
        self
    }

    fn file(mut self, path: &str, content: impl Into<Vec<u8>>) -> Self {
        self.files.push((path.to_owned(), content.into()));
        self
    }

    fn module(&self) -> String {
        let mut text = String::from(
            "(module (import \"host\" \"call\" (func $host (param i32 i32 i32 i32) (result i32)))",
        );
        for (name, parameters) in FUNCTIONS {
            let parameters: String = parameters
                .chars()
                .map(|c| {
                    if c == 'i' {
                        "(param i32)"
                    } else {
                        "(param i64)"
                    }
                })
                .collect();
            let module = match name.starts_with("net_") {
                true => "dualgauge",
                false => "wasi_snapshot_preview1",
            };
            write!(
                text,
                "(import \"{module}\" \"{name}\" (func ${name} {parameters} (result i32)))"
            )
            .unwrap();
        }
        let Self {
            body,
            alloc,
            more,
            pages,
            ..
        } = self;
        write!(
            text,
            "(memory (export \"memory\") {pages} 65536)
             (func (export \"host_alloc\") (param i32) (result i32) {alloc})
             (func (export \"run\") (param i32 i32) (result i32) (local $i i32) (local $j i32) {body})
             {more})"
        )
        .unwrap();
        text
    }

    /// Runs it on a thread with the stack that guests need. That it comes back at all is the first thing to be seen.
    fn run(self) -> (Step, Execution) {
        std::thread::Builder::new()
            .stack_size(THREAD_STACK)
            .spawn(move || {
                let binary = wat::parse_str(self.module()).unwrap();
                let module = Module::new(engine(Effort::Quick).unwrap(), binary).unwrap();
                let image = Image::new(&module, Effort::Quick, Arc::from(self.observed)).unwrap();
                let mut world = World::usual(FsLimits::default());
                let host = Host {
                    name: "127.0.0.1".to_owned(),
                    ports: [(
                        80,
                        Port {
                            tls: None,
                            service: Service::Http([].into()),
                        },
                    )]
                    .into(),
                    ..Host::default()
                };
                world.network = Arc::new(Hosts::new(vec![host], Default::default()));
                for (path, content) in self.files {
                    let path = GuestPath::new(path).unwrap();
                    world
                        .files
                        .seed_file(&path, content, Mode::new(0o666), Credentials::ROOT)
                        .unwrap();
                }
                let mut guest =
                    Guest::start(&image, Setup::new(world, self.limits, self.job)).unwrap();
                let step = guest.call_text("run", "").unwrap();
                (step.clone(), guest.finish(step).execution)
            })
            .unwrap()
            .join()
            .unwrap()
    }

    /// What `run` returned.
    fn status(self) -> i32 {
        match self.run().0 {
            Step::Returned(status) => status,
            Step::Ended(ended) => panic!("{ended:?}"),
        }
    }
}

fn kinds(execution: &Execution) -> Vec<&'static str> {
    let kind = |event: &Event| event.operation.kind();
    execution.trace.iter().map(kind).collect()
}

fn tampering(execution: &Execution) -> Vec<&str> {
    let what = |event| match event {
        &Event {
            operation: Operation::Tamper { ref what },
            ..
        } => Some(what.as_str()),
        _ => None,
    };
    execution.trace.iter().filter_map(what).collect()
}

/// Repeats some instructions `times` times.
fn repeat(times: u32, body: &str) -> String {
    format!(
        "(local.set $i (i32.const {times}))
         (loop $again {body}
           (local.set $i (i32.sub (local.get $i) (i32.const 1)))
           (br_if $again (local.get $i)))"
    )
}

#[test]
fn no_arguments_break_a_host_function() {
    const WORDS: [u32; 8] = [0, 1, 3, 4, 0x4_0000 - 1, 0x7fff_ffff, 0x8000_0000, u32::MAX];
    const LONG_WORDS: [u64; 6] = [0, 1, 1 << 31, i64::MAX as u64, 1 << 63, u64::MAX];
    let mut body = String::new();
    let mut draw = 1u32;
    let mut pick = |count: usize| {
        draw = draw.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (draw >> 16) as usize % count
    };
    for round in 0..60 {
        for (name, parameters) in FUNCTIONS {
            // Closing what the others are to meet would make the rest of a round tame.
            if matches!(*name, "fd_close" | "fd_renumber") && round < 50 {
                continue;
            }
            let arguments: String = parameters
                .chars()
                .map(|c| match c {
                    'i' => format!("(i32.const {})", WORDS[pick(WORDS.len())]),
                    _ => format!("(i64.const {})", LONG_WORDS[pick(LONG_WORDS.len())]),
                })
                .collect();
            writeln!(body, "(drop (call ${name} {arguments}))").unwrap();
        }
    }
    let (step, execution) = Attack::new(body + "i32.const 7").run();
    assert_eq!(step, Step::Returned(7));
    assert_eq!(tampering(&execution), [""; 0]);
}

#[test]
fn no_arguments_break_the_door() {
    let mut body = String::new();
    let words = [0, 1, 0x4_0000, 0x7fff_ffff, 0x8000_0000, u32::MAX];
    for request in words {
        for len in words {
            for answer in words {
                writeln!(
                    body,
                    "(drop (call $host (i32.const {request}) (i32.const {len}) (i32.const {answer}) (i32.const {answer})))"
                )
                .unwrap();
            }
        }
    }
    assert_eq!(Attack::new(body + "i32.const 7").status(), 7);
}

/// Opens the path at [`DATA`] for reading and writing; leaves the descriptor in `$j`.
fn open(length: usize) -> String {
    format!(
        "(drop (call $path_open (i32.const 3) (i32.const 1) (i32.const {DATA}) (i32.const {length})
           (i32.const 1) (i64.const 66) (i64.const 0) (i32.const 0) (i32.const {SCRATCH})))
         (local.set $j (i32.load (i32.const {SCRATCH})))"
    )
}

#[test]
fn what_cannot_be_reported_is_not_done() {
    // A read whose count can't be written: if the bytes were moved first, nobody would pay for them.
    let body = format!(
        "{} (i32.store (i32.const 512) (i32.const 8192)) (i32.store (i32.const 516) (i32.const 100))
         (i32.store8 (i32.const 8192) (i32.const 77))
         (drop (call $fd_read (local.get $j) (i32.const 512) (i32.const 1) (i32.const -1)))
         (i32.load8_u (i32.const 8192))",
        open(8)
    );
    assert_eq!(Attack::new(body).data(b"dev/zero").status(), 77);
}

#[test]
fn what_was_moved_before_a_bad_buffer_counts() {
    let body = format!(
        "{} (i32.store (i32.const 512) (i32.const 8192)) (i32.store (i32.const 516) (i32.const 100))
         (i32.store (i32.const 520) (i32.const -1)) (i32.store (i32.const 524) (i32.const 100))
         (i32.add
           (i32.mul (i32.const 1000)
             (call $fd_read (local.get $j) (i32.const 512) (i32.const 2) (i32.const {SCRATCH})))
           (i32.load (i32.const {SCRATCH})))",
        open(8)
    );
    assert_eq!(Attack::new(body).data(b"dev/zero").status(), 100);
}

#[test]
fn buffers_that_overlap_do_no_harm() {
    // The vector itself is overwritten by what is read through it.
    let body = format!(
        "{} (i32.store (i32.const 512) (i32.const 508)) (i32.store (i32.const 516) (i32.const 64))
         (call $fd_read (local.get $j) (i32.const 512) (i32.const 1) (i32.const 512))",
        open(11)
    );
    assert_eq!(Attack::new(body).data(b"dev/urandom").status(), 0);
}

#[test]
fn the_memory_of_others_is_out_of_reach() {
    let body = "(call $random_get (i32.const 0) (i32.const -1))";
    assert_eq!(Attack::new(body).status(), EFAULT);
    let body = "(call $random_get (i32.const 262140) (i32.const 5))";
    assert_eq!(Attack::new(body).status(), EFAULT);
}

/// Leaves the number of a connection to a port of 127.0.0.1 in `$j`.
fn connect(port: u16) -> String {
    format!(
        "(i64.store (i32.const {SCRATCH}) (i64.const 0x302e302e373231))
         (i32.store (i32.const {}) (i32.const 0x00312e30))
         (drop (call $net_connect (i32.const 0) (i32.const {SCRATCH}) (i32.const 9) (i32.const {port})
           (i32.const -1) (i32.const {SCRATCH})))
         (local.set $j (i32.load (i32.const {SCRATCH})))",
        SCRATCH + 6
    )
}

#[test]
fn a_connection_answers_what_is_sent() {
    let request = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n";
    let body = format!(
        "{} (drop (call $net_send (local.get $j) (i32.const {DATA}) (i32.const {})))
         (drop (call $net_receive (local.get $j) (i32.const 8192) (i32.const 1000) (i32.const -1) (i32.const {SCRATCH})))
         (i32.add
           (i32.mul (i32.const 1000) (i32.load (i32.const {SCRATCH})))
           (call $net_receive (local.get $j) (i32.const 8192) (i32.const 1000) (i32.const 5) (i32.const {SCRATCH})))",
        connect(80),
        request.len()
    );
    let (step, execution) = Attack::new(body).data(request).run();
    let answer = "HTTP/1.1 404 Not Found\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: 14\r\n\
        Connection: keep-alive\r\n\r\n";
    assert_eq!(step, Step::Returned(1000 * answer.len() as i32));
    assert_eq!(
        kinds(&execution),
        ["network", "network.send", "http", "network.receive"]
    );
}

#[test]
fn sending_costs_by_what_is_sent() {
    let send = |length: u32| {
        let body = format!(
            "{} (call $net_send (local.get $j) (i32.const {DATA}) (i32.const {length}))",
            connect(80)
        );
        fuel(Attack::new(body))
    };
    assert!(send(100_000) > send(100) + 100_000);
}

#[test]
fn a_receipt_that_cannot_be_told_is_not_made() {
    let request = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n";
    let body = format!(
        "{} (drop (call $net_send (local.get $j) (i32.const {DATA}) (i32.const {})))
         (drop (call $net_receive (local.get $j) (i32.const 8192) (i32.const 4) (i32.const -1) (i32.const -1)))
         (drop (call $net_receive (local.get $j) (i32.const -4) (i32.const 8) (i32.const -1) (i32.const {SCRATCH})))
         (drop (call $net_receive (local.get $j) (i32.const 8192) (i32.const 4) (i32.const -1) (i32.const {SCRATCH})))
         (i32.load (i32.const 8192))",
        connect(80),
        request.len()
    );
    let status = Attack::new(body).data(request).status();
    assert_eq!(status, i32::from_le_bytes(*b"HTTP"));
}

/// The fuel that a guest uses.
fn fuel(attack: Attack) -> u64 {
    let (step, execution) = attack.run();
    assert_eq!(step, Step::Returned(0));
    execution.usage.fuel
}

fn stat(length: usize) -> String {
    format!(
        "(drop (call $path_filestat_get (i32.const 3) (i32.const 1) (i32.const {DATA}) (i32.const {length}) (i32.const {SCRATCH})))"
    )
}

#[test]
fn walking_a_path_costs_by_its_components() {
    let path = "./".repeat(2000);
    let cost = fuel(Attack::new(stat(path.len()) + "i32.const 0").data(path.as_bytes()));
    assert!(cost > 2 * 2000 * 100, "{cost}");
}

#[test]
fn resizing_costs_by_what_is_moved() {
    let size = |bytes: u32| {
        format!("(drop (call $fd_filestat_set_size (local.get $j) (i64.const {bytes})))")
    };
    let body = [
        &open(5),
        &size(64 << 20),
        &size(31 << 20),
        &size(64 << 20),
        "i32.const 0",
    ]
    .concat();
    let cost = fuel(Attack::new(body).data(b"tmp/f"));
    assert!(cost > 32 << 20, "{cost}");
}

#[test]
fn listing_costs_by_the_entries_there_are() {
    let body = format!(
        "(drop (call $path_open (i32.const 3) (i32.const 1) (i32.const {DATA}) (i32.const 3)
           (i32.const 2) (i64.const 16384) (i64.const 0) (i32.const 0) (i32.const {SCRATCH})))
         (local.set $j (i32.load (i32.const {SCRATCH})))
         {} i32.const 0",
        repeat(
            100,
            "(drop (call $fd_readdir (local.get $j) (i32.const 8192) (i32.const 1) (i64.const 0) (i32.const 1024)))"
        )
    );
    let mut attack = Attack::new(body).data(b"opt");
    for number in 0..1000 {
        attack = attack.file(&format!("/opt/{number}"), "");
    }
    let cost = fuel(attack);
    assert!(cost > 100 * 1000 * 20, "{cost}");
}

#[test]
fn many_small_things_in_one_call_are_paid_for() {
    let write =
        "(drop (call $fd_write (i32.const 1) (i32.const 8192) (i32.const 1024) (i32.const 1024)))";
    let cost = fuel(Attack::new(format!("{write} i32.const 0")));
    assert!(cost > 1024 * 100, "{cost}");
    let poll = "(drop (call $poll_oneoff (i32.const 8192) (i32.const 65536) (i32.const 1024) (i32.const 1024)))";
    let cost = fuel(Attack::new(format!("{poll} i32.const 0")));
    assert!(cost > 1024 * 100, "{cost}");
}

#[test]
fn a_long_path_leaves_a_short_event() {
    // A mebibyte of zeros would be refused for its NULs: the memory is filled first.
    let body = "(memory.fill (i32.const 65536) (i32.const 255) (i32.const 1048576))
        (call $path_filestat_get (i32.const 3) (i32.const 1) (i32.const 65536) (i32.const 1048576) (i32.const 1024))";
    let (step, execution) = Attack::new(body).pages(40).run();
    assert_eq!(step, Step::Returned(ENAMETOOLONG));
    assert_eq!(kinds(&execution), ["file.stat"]);
    let text = serde_json::to_string(&execution.trace).unwrap();
    assert!(text.len() < 32 << 10, "{}", text.len());

    let body = format!(
        "(memory.fill (i32.const 65536) (i32.const 97) (i32.const 1048576))
         (call $path_symlink (i32.const 65536) (i32.const 1048576) (i32.const 3) (i32.const {DATA}) (i32.const 5))"
    );
    let (step, execution) = Attack::new(body).pages(40).data(b"tmp/l").run();
    assert_eq!(step, Step::Returned(ENAMETOOLONG));
    assert!(serde_json::to_string(&execution.trace).unwrap().len() < 32 << 10);
}

#[test]
fn the_text_of_a_trace_is_bounded() {
    let path = [b"tmp/".as_slice(), &[0xff; 4000]].concat();
    let body = repeat(1000, &stat(path.len())) + "i32.const 0";
    let mut attack = Attack::new(body).data(&path);
    attack.limits.trace = 1 << 20;
    let (step, execution) = attack.run();
    assert_eq!(step, Step::Returned(0));
    assert!(serde_json::to_string(&execution.trace).unwrap().len() < 2 << 20);
    assert_eq!(kinds(&execution).last(), Some(&"trace.full"));
}

#[test]
fn sleeping_for_ever_stops_no_clock() {
    // A clock subscription of 2^64 - 1 nanoseconds, twice; then the clock is read.
    let body = format!(
        "(i64.store (i32.const 8216) (i64.const -1))
         {}
         (call $clock_time_get (i32.const 1) (i64.const 0) (i32.const {SCRATCH}))",
        repeat(
            2,
            "(drop (call $poll_oneoff (i32.const 8192) (i32.const 65536) (i32.const 1) (i32.const 1024)))"
        )
    );
    let (step, execution) = Attack::new(body).run();
    assert_eq!(step, Step::Returned(0));
    assert_eq!(
        kinds(&execution),
        ["clock.sleep", "clock.sleep", "clock.read"]
    );
}

// The door

/// Sends the requests, which begin with the token `t` unless they say otherwise, and gives the sum of what `host.call`
/// returned for them.
fn requests(texts: &[&str]) -> Attack {
    let mut body = String::from("i32.const 0\n");
    let mut all = String::new();
    for text in texts {
        let at = DATA as usize + all.len();
        let len = text.len();
        all.push_str(text);
        writeln!(
            body,
            "(i32.add (call $host (i32.const {at}) (i32.const {len}) (i32.const 512) (i32.const 516)))"
        )
        .unwrap();
    }
    let mut attack = Attack::new(body).data(all.as_bytes());
    attack.job.token = "t".to_owned();
    attack.job.text = r#"{"mode":"calls"}"#.to_owned();
    attack
}

const JOB: &str = r#"{"op":"job","token":"t"}"#;
const SOURCE: &str = r#"{"op":"source","token":"t"}"#;
const LOADED: &str = r#"{"op":"loaded","token":"t"}"#;
const BEGIN: &str = r#"{"op":"begin","token":"t","call":0}"#;
const END: &str = r#"{"op":"end","token":"t","call":0,"outcome":{"returned":42}}"#;
const DONE: &str = r#"{"op":"done","token":"t","exit":null}"#;
const HIDE: &str = r#"{"op":"origin","token":"t","runtime":true}"#;
const SHOW: &str = r#"{"op":"origin","token":"t","runtime":false}"#;

#[test]
fn the_usual_conversation_is_accepted() {
    let (step, execution) = requests(&[JOB, SOURCE, LOADED, BEGIN, END, DONE]).run();
    assert_eq!(step, Step::Ended(Ended::Exited { code: 0 }));
    assert_eq!(execution.ended, Ended::Completed);
    assert_eq!(execution.calls.len(), 1);
    assert_eq!(tampering(&execution), [""; 0]);
}

#[test]
fn nothing_follows_the_end() {
    // A folder made before and one made after.
    let mut attack = requests(&[JOB, SOURCE, LOADED, DONE]);
    let mkdir = "(call $path_create_directory (i32.const 3) (i32.const 60000) (i32.const 5)) drop";
    attack.body = format!(
        "{mkdir} {} {}",
        attack.body,
        mkdir.replace("60000", "60005")
    );
    let (_, execution) = attack.data_at(60_000, "tmp/atmp/b").run();
    assert_eq!(execution.ended, Ended::Completed);
    let paths: Vec<&str> = execution.files.iter().map(|file| &*file.path).collect();
    assert_eq!(paths, ["/tmp/a"]);
}

#[test]
fn requests_out_of_turn_are_refused_and_shown() {
    for (texts, what) in [
        (vec![END], "end"),
        (vec![JOB, SOURCE, LOADED, END], "end"),
        (vec![JOB, SOURCE, LOADED, BEGIN, BEGIN], "begin"),
        (vec![JOB, SOURCE, LOADED, BEGIN, END, END], "end"),
        (vec![JOB, SOURCE, SOURCE], "source"),
        (vec![JOB, JOB], "job"),
        (vec![JOB, SOURCE, HIDE], "origin"),
        (vec![JOB, SOURCE, LOADED, HIDE], "origin"),
        (vec![JOB, SOURCE, SHOW], "origin"),
        (vec![DONE], "done"),
        (
            vec![
                JOB,
                SOURCE,
                LOADED,
                r#"{"op":"load_failed","token":"t","type_name":"E","message":"m","line":null}"#,
            ],
            "load_failed",
        ),
    ] {
        let (step, execution) = requests(&texts).run();
        assert_eq!(step, Step::Returned(REFUSED), "{texts:?}");
        assert_eq!(tampering(&execution), [format!("a forged request {what}")]);
    }
}

#[test]
fn a_program_is_started_in_the_dark_once() {
    let mut attack = requests(&[JOB, SOURCE, HIDE, SHOW, HIDE]);
    attack.job.text = r#"{"mode":"program"}"#.to_owned();
    let (step, execution) = attack.run();
    assert_eq!(step, Step::Returned(REFUSED));
    assert_eq!(tampering(&execution), ["a forged request origin"]);
}

#[test]
fn requests_that_make_no_sense_are_refused_and_shown() {
    let deep = format!(
        r#"{{"op":"event","token":"t","event":{}1"#,
        "[".repeat(50_000)
    );
    for text in [
        "",
        "{}",
        "null",
        "\u{0}",
        r#"{"op":"job"}"#,
        r#"{"op":"job","token":"wrong"}"#,
        r#"{"op":"job","token":"t","token":"t"}"#,
        r#"{"op":"umask","token":"t","mask":0,"op":"done","exit":null}"#,
        r#"{"op":"no such request","token":"t"}"#,
        r#"{"op":"umask","token":"t","mask":1e400}"#,
        r#"{"op":"chmod","token":"t","path":"\u0100","mode":0}"#,
        &deep,
    ] {
        let (step, execution) = requests(&[text]).run();
        assert_eq!(step, Step::Returned(REFUSED), "{text:.100}");
        assert_eq!(tampering(&execution).len(), 1, "{text:.100}");
    }
}

#[test]
fn what_the_host_sees_for_itself_cannot_be_reported() {
    for event in [
        r#"{"kind":"random.secure","bytes":64}"#,
        r#"{"kind":"file.open","path":"/srv/data/x","access":"read"}"#,
        r#"{"kind":"sql","text":"SELECT ?","stage":"run"}"#,
        r#"{"kind":"crypto","how":"kdf","algorithm":"scrypt","uses":1}"#,
        r#"{"kind":"trace.full"}"#,
        r#"{"kind":"http","target":"1.1.1.1:80","method":"GET","url":"http://a/"}"#,
        r#"{"kind":"network","how":"resolve","target":"a.example"}"#,
        r#"{"kind":"network","how":"connect","target":"1.1.1.1:80","scope":"public"}"#,
    ] {
        let text = format!(r#"{{"op":"event","token":"t","event":{event}}}"#);
        let (step, execution) = requests(&[JOB, SOURCE, &text]).run();
        assert_eq!(step, Step::Returned(REFUSED), "{event}");
        assert_eq!(kinds(&execution), ["tamper"], "{event}");
    }
}

#[test]
fn a_request_of_millions_of_values_is_not_read() {
    let body = "(memory.fill (i32.const 65536) (i32.const 44) (i32.const 16777216))
        (call $host (i32.const 65536) (i32.const 16777216) (i32.const 512) (i32.const 516))";
    let (step, execution) = Attack::new(body).pages(300).run();
    assert_eq!(step, Step::Returned(REFUSED));
    assert_eq!(tampering(&execution), ["a request that is too large"]);
    assert!(execution.usage.fuel > 16 << 20);
}

#[test]
fn a_flood_of_requests_ends_by_fuel() {
    let body = "(loop $again (drop (call $host (i32.const 0) (i32.const 9) (i32.const 512) (i32.const 516))) (br $again)) i32.const 0";
    let (step, execution) = Attack::new(body).run();
    assert_eq!(step, Step::Ended(Ended::OutOfFuel));
    assert_eq!(execution.usage.events, execution.trace.len() as u32);
    assert!(execution.usage.events <= Limits::default().events);
}

#[test]
fn an_answer_without_room_is_no_answer() {
    for alloc in ["i32.const 0", "i32.const -1"] {
        let mut attack = requests(&[JOB]);
        attack.alloc = alloc;
        // The text that starts it finds no room either.
        let (step, _) = attack.run();
        assert!(
            matches!(step, Step::Ended(Ended::Trapped { .. })),
            "{step:?}"
        );
    }
    let mut attack = requests(&[JOB]);
    attack
        .more
        .push_str("(global $calls (mut i32) (i32.const 0))");
    attack.alloc = "(global.set $calls (i32.add (global.get $calls) (i32.const 1)))
        (if (result i32) (i32.gt_u (global.get $calls) (i32.const 1)) (then (i32.const 0)) (else (i32.const 2048)))";
    assert_eq!(attack.status(), REFUSED);
}

#[test]
fn host_functions_that_call_themselves_run_out_of_stack() {
    let mut attack = requests(&[JOB]);
    let text = r#"{"op":"umask","token":"t","mask":0}"#;
    attack = attack.data_at(60_000, text);
    attack.alloc = "(drop (call $host (i32.const 60000) (i32.const 35) (i32.const 512) (i32.const 516))) i32.const 2048";
    attack.limits.fuel = 10_000_000_000;
    let (step, _) = attack.run();
    assert!(
        matches!(step, Step::Ended(Ended::StackOverflow)),
        "{step:?}"
    );
}

impl Attack {
    fn data_at(mut self, at: u32, text: &str) -> Self {
        let escaped: String = text.bytes().map(|b| format!("\\{b:02x}")).collect();
        write!(self.more, "(data (i32.const {at}) \"{escaped}\")").unwrap();
        self
    }
}

#[test]
fn absurd_key_derivations_are_refused_or_paid_for() {
    let kdf = |parameters: &str| {
        let text = format!(r#"{{"op":"kdf","token":"t",{parameters}}}"#);
        requests(&[&text]).run()
    };
    for parameters in [
        r#""algorithm":"scrypt","password":"","salt":"","n":2,"r":1,"p":4000000000,"length":64"#,
        r#""algorithm":"scrypt","password":"","salt":"","n":0,"r":0,"p":0,"length":0"#,
        r#""algorithm":"scrypt","password":"","salt":"","n":2,"r":0,"p":1,"length":64"#,
        r#""algorithm":"scrypt","password":"","salt":"","n":9223372036854775808,"r":4294967295,"p":4294967295,"length":1"#,
        r#""algorithm":"pbkdf2","hash":"md5","password":"","salt":"","iterations":0,"length":18446744073709551615"#,
        r#""algorithm":"pbkdf2","hash":"sha512","password":"0","salt":"zz","iterations":1,"length":1"#,
        r#""algorithm":"bcrypt","password":"","salt":"","cost":4294967295"#,
        r#""algorithm":"bcrypt","password":"","salt":"00","cost":4"#,
        r#""algorithm":"argon2","variant":"x","password":"","salt":"","time":0,"memory_kib":0,"parallelism":0,"length":0"#,
        r#""algorithm":"argon2","variant":"i","password":"","salt":"0000000000000000","time":1,"memory_kib":4294967295,"parallelism":4294967295,"length":4"#,
    ] {
        let (step, execution) = kdf(parameters);
        assert!(
            matches!(step, Step::Returned(0) | Step::Ended(Ended::OutOfFuel)),
            "{parameters}: {step:?}"
        );
        assert!(execution.usage.memory < 1 << 20);
    }
    let rounds = r#""algorithm":"pbkdf2","hash":"sha256","password":"","salt":"","iterations":4294967295,"length":32"#;
    let (step, execution) = kdf(rounds);
    assert_eq!(step, Step::Ended(Ended::OutOfFuel));
    assert_eq!(kinds(&execution), [""; 0]);
    // No rounds at all are counted as one: the key's length alone is work.
    let (_, execution) = kdf(
        r#""algorithm":"pbkdf2","hash":"sha256","password":"","salt":"","iterations":0,"length":65536"#,
    );
    assert!(execution.usage.fuel > 2_000_000, "{}", execution.usage.fuel);
}

// Observed functions

const OBSERVED: [Observation; 11] = [
    Observation::SqlPrepare,
    Observation::SqlBindText,
    Observation::SqlBindBlob,
    Observation::SqlBindInteger,
    Observation::SqlBindFloat,
    Observation::SqlBindNull,
    Observation::SqlStep,
    Observation::SqlReset,
    Observation::SqlFinalize,
    Observation::WeakRandom("weak"),
    Observation::Hash("md5"),
];

/// A message of an observed function, in as many parts as it needs.
fn message(function: usize, words: &[&str]) -> String {
    words
        .chunks(3)
        .enumerate()
        .map(|(part, words)| {
            let code = OBSERVED_TAG | (function as u32) << 8 | part as u32;
            let word = |at: usize| words.get(at).copied().unwrap_or("(i32.const 0)");
            format!(
                "(drop (call $host (i32.const {code}) {} {} {}))",
                word(0),
                word(1),
                word(2)
            )
        })
        .collect()
}

fn constant(value: u32) -> String {
    format!("(i32.const {value})")
}

/// A guest whose candidate runs, and then does this.
fn observing(body: &str) -> Attack {
    let mut attack = requests(&[JOB, SOURCE]);
    attack.body = format!("{} drop {body} i32.const 0", attack.body);
    attack.observed = OBSERVED.to_vec();
    attack
}

/// The statement at `$i` is prepared with the text of a given length at 65536, which is written as result.
fn prepare(length: u32) -> String {
    let store = "(i32.store (i32.const 512) (local.get $i))";
    let (at, length) = (constant(65536), constant(length));
    let words = [
        "(i32.const 1)",
        &at,
        &length,
        "(i32.const 512)",
        "(i32.const 0)",
        "(i32.const 0)",
    ];
    store.to_owned() + &message(0, &words)
}

#[test]
fn messages_that_make_no_sense_are_ignored() {
    let mut body = String::new();
    for function in 0..300 {
        for part in [0, 1, 2, 7, 255] {
            for word in [0, 1, 0x7fff_ffff, u32::MAX] {
                let code = OBSERVED_TAG | function << 8 | part;
                let word = constant(word);
                writeln!(
                    body,
                    "(drop (call $host (i32.const {code}) {word} {word} {word}))"
                )
                .unwrap();
            }
        }
    }
    let (step, _) = observing(&body).run();
    assert_eq!(step, Step::Returned(0));
}

#[test]
fn the_texts_of_statements_are_bounded_and_paid_for() {
    // A statement and a parameter of a mebibyte each.
    let million = constant(1 << 20);
    let bind = message(
        1,
        &[
            "(i32.const 1)",
            "(i32.const 1)",
            "(i32.const 65536)",
            &million,
            "(i32.const 0)",
            "(i32.const 0)",
        ],
    );
    let step = message(6, &["(i32.const 1)", "(i32.const 100)"]);
    let body = format!(
        "(memory.fill (i32.const 65536) (i32.const 255) (i32.const 1048576)) {} {bind} {step}",
        repeat(1, &prepare(1 << 20))
    );
    let (ended, execution) = observing(&body).pages(40).run();
    assert_eq!(ended, Step::Returned(0));
    assert_eq!(kinds(&execution), ["sql"]);
    assert!(serde_json::to_string(&execution.trace).unwrap().len() < 600 << 10);
    assert!(
        execution.usage.fuel > (1 << 20) + (64 << 10) * 4,
        "{}",
        execution.usage.fuel
    );
}

#[test]
fn statements_that_cannot_be_followed_leave_a_full_trace() {
    let (step, execution) = observing(&repeat(4097, &prepare(1))).run();
    assert_eq!(step, Step::Returned(0));
    assert_eq!(kinds(&execution), ["trace.full"]);

    let mut attack = observing(&repeat(300, &prepare(64 << 10))).pages(40);
    attack.limits.fuel = 1_000_000_000;
    let (step, execution) = attack.run();
    assert_eq!(step, Step::Returned(0));
    assert_eq!(kinds(&execution), ["trace.full"]);

    // The same statement again and again takes no more room than once.
    let again = repeat(
        300,
        &prepare(64 << 10).replace("(local.get $i)", "(i32.const 1)"),
    );
    let mut attack = observing(&again).pages(40);
    attack.limits.fuel = 1_000_000_000;
    let (step, execution) = attack.run();
    assert_eq!(step, Step::Returned(0));
    assert_eq!(kinds(&execution), [""; 0]);
}

#[test]
fn parameters_that_cannot_be_followed_leave_a_full_trace() {
    let bind = message(5, &["(i32.const 1)", "(local.get $i)", "(i32.const 0)"]);
    let body = repeat(1, &prepare(1)) + &repeat(4097, &bind);
    let (step, execution) = observing(&body).run();
    assert_eq!(step, Step::Returned(0));
    assert_eq!(kinds(&execution), ["trace.full"]);
}

// The machine

#[test]
fn memory_and_tables_are_bounded() {
    let mut attack = Attack::new("(drop (memory.grow (i32.const 60000))) unreachable");
    attack.limits.memory = 16 << 20;
    assert_eq!(attack.run().0, Step::Ended(Ended::OutOfMemory));
    let mut attack = Attack::new("(table.grow $t (ref.null func) (i32.const 100000000))");
    attack.more = "(table $t 1 funcref)".to_owned();
    assert_eq!(attack.status(), -1);
}

#[test]
fn exceptions_without_end_run_out_of_fuel() {
    let mut attack = Attack::new(
        "(loop $again
           (block $caught (result exnref)
             (try_table (catch_all_ref $caught) (throw $e (i32.const 1)))
             unreachable)
           drop
           (br $again))
         i32.const 0",
    );
    attack.more = "(tag $e (param i32))".to_owned();
    attack.limits.fuel = 20_000_000;
    assert_eq!(attack.run().0, Step::Ended(Ended::OutOfFuel));
}

#[test]
fn what_makes_the_engine_work_is_dear() {
    let throw = "(block $caught (try_table (catch_all $caught) (throw $e (i32.const 1))))";
    let grow = "(drop (memory.grow (i32.const 0)))";
    let usual = fuel(Attack::new(repeat(1000, "") + "i32.const 0"));
    for body in [throw, grow] {
        let mut attack = Attack::new(repeat(1000, body) + "i32.const 0");
        attack.more = "(tag $e (param i32))".to_owned();
        assert!(fuel(attack) - usual > 200_000, "{body}");
    }
}

#[test]
fn recursion_runs_out_of_stack() {
    let mut attack = Attack::new("(call $deeper)");
    attack.more = "(func $deeper (result i32) (i32.add (call $deeper) (i32.const 1)))".to_owned();
    attack.limits.fuel = 10_000_000_000;
    assert_eq!(attack.run().0, Step::Ended(Ended::StackOverflow));
}
