//! Programs that encode, digest and compress.

use std::io::{Read, Write};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::read::MultiGzDecoder;
use flate2::write::GzEncoder;
use sha2::Digest;

use super::Program;
use super::options::{self, Arguments};
use super::text::{input, inputs};
use crate::sandbox::processes::machine::{Machine, Process, Stop};
use crate::sandbox::processes::strerror;

pub(super) const PROGRAMS: &[(&str, Program)] = &[
    ("base64", base64),
    ("gunzip", |machine, process, argv| {
        gzip(machine, process, argv, true)
    }),
    ("gzip", |machine, process, argv| {
        gzip(machine, process, argv, false)
    }),
    ("md5sum", |machine, process, argv| {
        sums(machine, process, argv, &|bytes| {
            hex(&md5::Md5::digest(bytes))
        })
    }),
    ("sha1sum", |machine, process, argv| {
        sums(machine, process, argv, &|bytes| {
            hex(&sha1::Sha1::digest(bytes))
        })
    }),
    ("sha256sum", |machine, process, argv| {
        sums(machine, process, argv, &|bytes| {
            hex(&sha2::Sha256::digest(bytes))
        })
    }),
    ("sha512sum", |machine, process, argv| {
        sums(machine, process, argv, &|bytes| {
            hex(&sha2::Sha512::digest(bytes))
        })
    }),
    ("zcat", |machine, process, argv| {
        let mut argv = argv.to_vec();
        argv.insert(1, b"-c".to_vec());
        gzip(machine, process, &argv, true)
    }),
];

/// The most bytes that one file is expanded to.
const MAX_EXPANDED: u64 = 16 << 20;

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn sums(
    machine: &mut Machine<'_>,
    process: &Process,
    argv: &[Vec<u8>],
    digest: &dyn Fn(&[u8]) -> String,
) -> Result<i32, Stop> {
    let Some(arguments) =
        options::read(machine, process, argv, "bctw", &["check", "binary", "text"])
    else {
        return Ok(1);
    };
    let name = String::from_utf8_lossy(super::files::base(&argv[0])).into_owned();
    let mut status = 0;
    for path in inputs(&arguments) {
        let Some(bytes) = input(machine, process, &name, &path) else {
            status = 1;
            continue;
        };
        machine.work(bytes.len() as u64 * 15)?;
        machine.out(
            process,
            &[digest(&bytes).as_bytes(), b"  ", &path, b"\n"].concat(),
        );
    }
    Ok(status)
}

fn base64(machine: &mut Machine<'_>, process: &mut Process, argv: &[Vec<u8>]) -> Result<i32, Stop> {
    let Some(arguments) = options::read(
        machine,
        process,
        argv,
        "diw:",
        &["decode", "wrap=", "ignore-garbage"],
    ) else {
        return Ok(1);
    };
    let path = arguments
        .operands
        .first()
        .cloned()
        .unwrap_or_else(|| b"-".to_vec());
    let Some(bytes) = input(machine, process, "base64", &path) else {
        return Ok(1);
    };
    machine.work(bytes.len() as u64 * 4)?;
    if arguments.has(&["d", "decode"]) {
        let text: Vec<u8> = bytes
            .into_iter()
            .filter(|byte| !byte.is_ascii_whitespace())
            .collect();
        return Ok(match STANDARD.decode(&text) {
            Ok(bytes) => {
                machine.out(process, &bytes);
                0
            }
            Err(_) => {
                machine.complain(process, b"base64", "invalid input");
                1
            }
        });
    }
    let text = STANDARD.encode(&bytes).into_bytes();
    let out = match arguments.number(&["w", "wrap"]).unwrap_or(76) {
        0 => text,
        width => text
            .chunks(width)
            .flat_map(|line| [line, b"\n"].concat())
            .collect(),
    };
    machine.out(process, &out);
    Ok(0)
}

/// Compresses.
pub(super) fn compressed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    // A vector takes all that is written to it.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}

/// Expands, up to a bound. `None`: it isn't compressed.
pub(super) fn expanded(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    MultiGzDecoder::new(bytes)
        .take(MAX_EXPANDED)
        .read_to_end(&mut out)
        .ok()?;
    Some(out)
}

fn gzip(
    machine: &mut Machine<'_>,
    process: &Process,
    argv: &[Vec<u8>],
    expand: bool,
) -> Result<i32, Stop> {
    let long = [
        "stdout",
        "to-stdout",
        "decompress",
        "keep",
        "force",
        "test",
        "quiet",
        "fast",
        "best",
    ];
    let Some(arguments) = options::read(machine, process, argv, "cdkfntqv123456789", &long) else {
        return Ok(1);
    };
    let expand = expand || arguments.has(&["d", "decompress"]);
    let mut status = 0;
    for path in inputs(&arguments) {
        status |= gzip_one(machine, process, &arguments, &path, expand)?;
    }
    Ok(status)
}

fn gzip_one(
    machine: &mut Machine<'_>,
    process: &Process,
    arguments: &Arguments,
    path: &[u8],
    expand: bool,
) -> Result<i32, Stop> {
    let to_output = path == b"-" || arguments.has(&["c", "stdout", "to-stdout"]);
    let shown = String::from_utf8_lossy(path).into_owned();
    let target = match (expand, path.strip_suffix(b".gz")) {
        (true, Some(target)) => target.to_vec(),
        (true, None) if !to_output => {
            machine.complain(
                process,
                b"gzip",
                &format!("{shown}: unknown suffix -- ignored"),
            );
            return Ok(2);
        }
        _ => [path, b".gz"].concat(),
    };
    let Some(bytes) = input(machine, process, "gzip", path) else {
        return Ok(1);
    };
    machine.work(bytes.len() as u64 * 30)?;
    let result = if expand {
        match expanded(&bytes) {
            Some(result) => result,
            None => {
                machine.complain(process, b"\ngzip", &format!("{shown}: not in gzip format"));
                return Ok(1);
            }
        }
    } else {
        compressed(&bytes)
    };
    machine.work(result.len() as u64 * 10)?;
    if to_output {
        machine.out(process, &result);
        return Ok(0);
    }
    if !arguments.has(&["f", "force"]) && machine.look(process, &target, false).is_ok() {
        let what = format!(
            "{} already exists; not overwritten",
            String::from_utf8_lossy(&target)
        );
        machine.complain(process, b"gzip", &what);
        return Ok(2);
    }
    if let Err(errno) = machine.write_file(process, &target, &result, false) {
        machine.complain(
            process,
            b"gzip",
            &format!("{}: {}", String::from_utf8_lossy(&target), strerror(errno)),
        );
        return Ok(1);
    }
    if !arguments.has(&["k", "keep"]) {
        let _ = machine.unlink(process, path);
    }
    Ok(0)
}
