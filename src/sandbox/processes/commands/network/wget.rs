//! `wget`.

use super::http::{Failure, Url, body, deliver, fetch, request};
use crate::sandbox::processes::commands::options;
use crate::sandbox::processes::machine::{Machine, Process, Stop};
use crate::sandbox::processes::strerror;

pub(super) fn wget(
    machine: &mut Machine<'_>,
    process: &mut Process,
    argv: &[Vec<u8>],
) -> Result<i32, Stop> {
    let long = [
        "output-document=",
        "quiet",
        "no-check-certificate",
        "timeout=",
        "tries=",
        "header=",
        "post-data=",
        "post-file=",
        "input-file=",
        "directory-prefix=",
        "no-verbose",
        "use-askpass=",
        "execute=",
    ];
    let Some(arguments) = options::read(machine, process, argv, "O:qT:t:P:ci:U:rl:Se:", &long)
    else {
        return Ok(2);
    };
    if let Some(path) = arguments.value(&["post-file"]).map(<[u8]>::to_vec) {
        let _ = machine.read_file(process, &path);
    }
    let mut urls = arguments.operands.clone();
    if let Some(path) = arguments.value(&["i", "input-file"]).map(<[u8]>::to_vec) {
        let text = machine.read_file(process, &path).unwrap_or_default();
        urls.extend(
            text.split(|byte| *byte == b'\n')
                .filter(|line| !line.is_empty())
                .map(<[u8]>::to_vec),
        );
    }
    if urls.is_empty() {
        machine.complain(process, b"wget", "missing URL");
        return Ok(1);
    }
    // As wget does, the document's file is made before anything is fetched.
    if let Some(path) = arguments
        .value(&["O", "output-document"])
        .filter(|path| *path != b"-")
        .map(<[u8]>::to_vec)
        && let Err(errno) = machine.write_file(process, &path, b"", false)
    {
        machine.err(
            process,
            format!("{}: {}\n", String::from_utf8_lossy(&path), strerror(errno)).as_bytes(),
        );
        return Ok(1);
    }
    let quiet = arguments.has(&["q", "quiet"]);
    let mut status = 0;
    for url in &urls {
        machine.work(20_000)?;
        let known =
            Url::read(url).filter(|url| matches!(url.scheme.as_str(), "http" | "https" | "ftp"));
        let Some(url) = known else {
            machine.err(
                process,
                format!("{}: Unsupported scheme.\n", String::from_utf8_lossy(url)).as_bytes(),
            );
            status = 1;
            continue;
        };
        status = 4;
        let verify = !arguments.has(&["no-check-certificate"]);
        let request = request(&options::Arguments::default(), &url, "");
        let text = match fetch(machine, process, &url, verify, &request)? {
            Ok(answer) => {
                status = 0;
                let name = url
                    .path
                    .split('?')
                    .next()
                    .and_then(|path| path.rsplit('/').next())
                    .unwrap_or_default();
                let usual = if name.is_empty() { "index.html" } else { name };
                let output = arguments
                    .value(&["O", "output-document"])
                    .unwrap_or(usual.as_bytes());
                deliver(machine, process, Some(output), body(&answer, false));
                format!("'{}' saved\n", String::from_utf8_lossy(output))
            }
            Err(Failure::Unknown) => {
                format!("wget: unable to resolve host address '{}'\n", url.host)
            }
            Err(Failure::Unreached(address, reason)) => {
                let (host, port) = (&url.host, url.port);
                format!("Connecting to {host}|{address}|:{port}... failed: {reason}.\n")
            }
        };
        if !quiet {
            machine.err(process, text.as_bytes());
        }
    }
    Ok(status)
}
