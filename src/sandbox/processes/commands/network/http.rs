//! What `curl` and `wget` share: URLs, requests and answers of HTTP.

use crate::sandbox::processes::commands::options::Arguments;
use crate::sandbox::processes::machine::{Machine, Process};
use crate::sandbox::processes::strerror;

/// The parts of a URL: scheme, host, port, path. A scheme is assumed where there is none.
pub(super) fn parts(text: &[u8]) -> Option<(String, String, u16, String)> {
    let text = String::from_utf8_lossy(text).into_owned();
    let text = if text.contains("://") {
        text
    } else {
        format!("http://{text}")
    };
    let url = url::Url::parse(&text).ok()?;
    let host = url
        .host_str()
        .unwrap_or_default()
        .trim_matches(['[', ']'])
        .to_owned();
    let port = url.port_or_known_default().unwrap_or(80);
    Some((url.scheme().to_owned(), host, port, target(&url)))
}

/// The path of a URL with its query.
fn target(url: &url::Url) -> String {
    match url.query() {
        Some(query) => format!("{}?{query}", url.path()),
        None => url.path().to_owned(),
    }
}

/// The text of an HTTP request.
pub(super) fn request(arguments: &Arguments, host: &str, path: &str, sent: &str) -> String {
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
        "{} {path} HTTP/1.1\r\nHost: {host}\r\nAccept: */*\r\nConnection: close\r\n",
        clean(&method)
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
