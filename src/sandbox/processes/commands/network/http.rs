//! What `curl` and `wget` share: URLs, requests and answers of HTTP.

use super::{addresses, exchange};
use crate::sandbox::network::TlsOptions;
use crate::sandbox::processes::commands::options::Arguments;
use crate::sandbox::processes::machine::{Machine, Process, Stop};
use crate::sandbox::processes::strerror;

/// The parts of a URL.
pub(super) struct Url {
    pub(super) scheme: String,
    pub(super) host: String,
    pub(super) port: u16,
    /// The path with its query.
    pub(super) path: String,
}

impl Url {
    /// Reads a URL. A scheme is assumed where there is none.
    pub(super) fn read(text: &[u8]) -> Option<Self> {
        let text = String::from_utf8_lossy(text).into_owned();
        let text = if text.contains("://") {
            text
        } else {
            format!("http://{text}")
        };
        let url = url::Url::parse(&text).ok()?;
        let host = url.host_str().unwrap_or_default();
        Some(Self {
            scheme: url.scheme().to_owned(),
            host: host.trim_matches(['[', ']']).to_owned(),
            port: url.port_or_known_default().unwrap_or(80),
            path: target(&url),
        })
    }
}

/// Why nothing was fetched.
pub(super) enum Failure {
    /// The host's name leads nowhere.
    Unknown,
    /// The host at this address gave no answer, and why.
    Unreached(String, String),
}

/// Sends a request to the host of a URL, secured where its scheme says so; gives the answer.
pub(super) fn fetch(
    machine: &mut Machine<'_>,
    process: &Process,
    url: &Url,
    verify: bool,
    request: &str,
) -> Result<Result<Vec<u8>, Failure>, Stop> {
    let found = addresses(machine, process, url.host.as_bytes());
    let Some(address) = found.into_iter().next() else {
        return Ok(Err(Failure::Unknown));
    };
    let tls = TlsOptions {
        server_name: Some(url.host.clone()),
        verify,
        check_name: verify,
        ..TlsOptions::default()
    };
    let secured = (url.scheme == "https").then_some(&tls);
    let target = (address.as_str(), url.port);
    let answer = exchange(machine, process, target, secured, request.as_bytes())?;
    Ok(answer.map_err(|reason| Failure::Unreached(address, reason)))
}

/// The path of a URL with its query.
fn target(url: &url::Url) -> String {
    match url.query() {
        Some(query) => format!("{}?{query}", url.path()),
        None => url.path().to_owned(),
    }
}

/// The text of an HTTP request.
pub(super) fn request(arguments: &Arguments, url: &Url, sent: &str) -> String {
    let method = arguments
        .value(&["X", "request"])
        .map(|text| String::from_utf8_lossy(text).into_owned());
    let method = method.unwrap_or_else(|| match (sent.is_empty(), arguments.has(&["I", "head"])) {
        (_, true) => "HEAD".to_owned(),
        (true, false) => "GET".to_owned(),
        (false, false) => "POST".to_owned(),
    });
    let clean = |text: &str| text.replace(['\r', '\n'], "");
    let mut out = format!(
        "{} {} HTTP/1.1\r\nHost: {}\r\nAccept: */*\r\nConnection: close\r\n",
        clean(&method),
        url.path,
        url.host
    );
    for header in arguments.values(&["H", "header"]) {
        out.push_str(&clean(&String::from_utf8_lossy(header)));
        out.push_str("\r\n");
    }
    if !sent.is_empty() {
        out.push_str(&format!("Content-Length: {}\r\n", sent.len()));
    }
    out + "\r\n" + sent
}

/// The body of an HTTP answer, or all of it.
pub(super) fn body(answer: &[u8], with_head: bool) -> &[u8] {
    match memchr::memmem::find(answer, b"\r\n\r\n") {
        Some(end) if !with_head => &answer[end + 4..],
        _ => answer,
    }
}

/// Puts what was fetched where it was asked for.
pub(super) fn deliver(
    machine: &mut Machine<'_>,
    process: &Process,
    output: Option<&[u8]>,
    bytes: &[u8],
) {
    match output.filter(|path| *path != b"-") {
        Some(path) => {
            if let Err(errno) = machine.write_file(process, path, bytes, false) {
                let what = format!("{}: {}", String::from_utf8_lossy(path), strerror(errno));
                machine.complain(process, b"curl: (23)", &what);
            }
        }
        None => machine.out(process, bytes),
    }
}
