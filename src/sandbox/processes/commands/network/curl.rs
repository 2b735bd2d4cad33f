//! `curl`.

use super::http::{Failure, Url, body, deliver, fetch, request};
use crate::sandbox::processes::commands::options;
use crate::sandbox::processes::machine::{Machine, Process, Stop};

const CURL_LONG: &[&str] = &[
    "output=",
    "remote-name",
    "silent",
    "show-error",
    "location",
    "fail",
    "data=",
    "data-raw=",
    "data-binary=",
    "request=",
    "header=",
    "user=",
    "user-agent=",
    "max-time=",
    "connect-timeout=",
    "insecure",
    "include",
    "head",
    "form=",
    "upload-file=",
    "config=",
    "proxy=",
    "write-out=",
    "compressed",
    "cookie=",
    "url=",
    "verbose",
    "get",
];

pub(super) fn curl(
    machine: &mut Machine<'_>,
    process: &mut Process,
    argv: &[Vec<u8>],
) -> Result<i32, Stop> {
    let Some(arguments) = options::read(
        machine,
        process,
        argv,
        "o:OsSLfd:X:H:u:A:m:kiIF:T:K:x:w:b:c:vGe:",
        CURL_LONG,
    ) else {
        machine.err(process, b"curl: try 'curl --help' for more information\n");
        return Ok(2);
    };
    // What is sent is read first: a file named after `@`.
    let mut sent = String::new();
    for value in arguments
        .values(&["d", "data", "data-binary", "F", "form"])
        .map(<[u8]>::to_vec)
        .collect::<Vec<_>>()
    {
        let at = value.iter().position(|byte| *byte == b'@');
        let is_form = value.first() != Some(&b'@');
        let named = at.filter(|at| *at == 0 || is_form && value.get(at - 1) == Some(&b'='));
        if let Some(at) = named
            && value.get(at + 1) != Some(&b'-')
        {
            let text = machine
                .read_file(process, &value[at + 1..])
                .unwrap_or_default();
            sent.push_str(&String::from_utf8_lossy(&text));
        } else {
            sent.push_str(&String::from_utf8_lossy(&value));
        }
    }
    if let Some(path) = arguments.value(&["T", "upload-file"]).map(<[u8]>::to_vec) {
        let _ = machine.read_file(process, &path);
    }
    let urls: Vec<Vec<u8>> = arguments
        .values(&["url"])
        .map(<[u8]>::to_vec)
        .chain(arguments.operands.iter().cloned())
        .collect();
    if urls.is_empty() {
        machine.err(process, b"curl: (2) no URL specified\n");
        return Ok(2);
    }
    let quiet = arguments.has(&["s", "silent"]) && !arguments.has(&["S", "show-error"]);
    let mut status = 0;
    for url in &urls {
        machine.work(20_000)?;
        let Some(url) = Url::read(url) else {
            machine.err(
                process,
                b"curl: (3) URL rejected: Malformed input to a URL function\n",
            );
            status = 3;
            continue;
        };
        let mut say = |machine: &mut Machine<'_>, code: i32, what: String| {
            if !quiet {
                machine.err(process, format!("curl: ({code}) {what}\n").as_bytes());
            }
            status = code;
        };
        match url.scheme.as_str() {
            "file" => match machine.read_file(process, url.path.as_bytes()) {
                Ok(bytes) => deliver(machine, process, arguments.value(&["o", "output"]), &bytes),
                Err(_) => say(machine, 37, format!("Couldn't open file {}", url.path)),
            },
            "http" | "https" | "ftp" | "gopher" | "dict" | "telnet" | "ldap" => {
                let verify = !arguments.has(&["k", "insecure"]);
                let request = request(&arguments, &url, &sent);
                match fetch(machine, process, &url, verify, &request)? {
                    Ok(answer) => {
                        let body = body(&answer, arguments.has(&["i", "include"]));
                        deliver(machine, process, arguments.value(&["o", "output"]), body);
                    }
                    Err(Failure::Unknown) => {
                        say(machine, 6, format!("Could not resolve host: {}", url.host));
                    }
                    Err(Failure::Unreached(_, reason)) if reason.contains("certificate") => {
                        say(machine, 60, format!("SSL certificate problem: {reason}"));
                    }
                    Err(Failure::Unreached(_, reason)) => {
                        let (host, port) = (&url.host, url.port);
                        let what = format!("Failed to connect to {host} port {port}: {reason}");
                        say(machine, 7, what);
                    }
                }
            }
            other => say(machine, 1, format!("Protocol \"{other}\" not supported")),
        }
    }
    Ok(status)
}
