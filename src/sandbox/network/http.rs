//! A virtual HTTP server: which route answers a request, and how the answer reads.

use std::collections::VecDeque;
use std::sync::Arc;

use url::form_urlencoded;

use super::declared::Route;
use super::request::Request;

/// Routes of one of the names that share a port.
#[derive(Debug, Clone)]
pub(super) struct Site {
    pub(super) name: String,
    pub(super) routes: Arc<[Route]>,
}

/// An answer: pieces of bytes, and the time until they are there, in nanoseconds.
#[derive(Debug)]
pub(super) struct Response {
    pub(super) status: u16,
    pub(super) pieces: VecDeque<Arc<[u8]>>,
    pub(super) delay: u64,
    /// The connection ends after it.
    pub(super) last: bool,
}

/// A request's target, taken apart.
pub(super) struct Target<'a> {
    /// The URL as a person would write it.
    pub(super) url: String,
    /// The host without the port, in lower case.
    host: String,
    path: &'a str,
    query: &'a str,
}

/// Takes a request's target apart: one that begins with `/`, or a whole URL as a proxy is sent.
pub(super) fn target<'a>(request: &'a Request, scheme: &str) -> Target<'a> {
    let given = request.header("host").unwrap_or_default();
    let target = request.target.as_str();
    let whole = target
        .split_once("://")
        .filter(|(scheme, _)| scheme.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    let (url, authority, rest) = match whole {
        Some((_, after)) => {
            let end = after.find(['/', '?']).unwrap_or(after.len());
            let (authority, rest) = after.split_at(end);
            (target.to_owned(), authority, rest)
        }
        None if target.starts_with('/') => (format!("{scheme}://{given}{target}"), given, target),
        None => (format!("{scheme}://{given}/{target}"), given, target),
    };
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let authority = authority.rsplit('@').next().unwrap_or_default();
    let port = authority.rfind(':').filter(|at| {
        let digits = &authority[at + 1..];
        digits.bytes().all(|byte| byte.is_ascii_digit())
    });
    let host = &authority[..port.unwrap_or(authority.len())];
    let host = host.trim_start_matches('[').trim_end_matches(']');
    Target {
        url,
        host: host.strip_suffix('.').unwrap_or(host).to_ascii_lowercase(),
        path: if path.is_empty() { "/" } else { path },
        query,
    }
}

/// Answers a request. Adds what looking for the route cost to `work`, in fuel.
pub(super) fn answer(
    sites: &[Site],
    request: &Request,
    target: &Target<'_>,
    work: &mut u64,
) -> Response {
    // A name that nobody here has gets what the first one serves, as with the usual servers.
    let site = sites
        .iter()
        .find(|site| site.name == target.host)
        .or(sites.first());
    let routes = site.map_or(&[][..], |site| &site.routes);
    let length = (target.path.len() + target.query.len()) as u64;
    *work += (200 + 2 * length) * (1 + routes.len() as u64);
    match routes.iter().find(|route| fits(route, request, target)) {
        Some(route) => response(
            request,
            route.status,
            &route.headers,
            route.body.clone(),
            route.delay,
        ),
        None => simple(request, 404),
    }
}

/// An answer that is no more than its status.
fn simple(request: &Request, status: u16) -> Response {
    let text = format!("{status} {}\n", reason(status));
    let body = Arc::from(text.into_bytes());
    response(request, status, &[], body, 0)
}

/// The answer to what is no request, after which nothing more is read. `note` says more than the status does.
pub(super) fn refuse(status: u16, note: Option<&str>) -> Response {
    let request = Request::default();
    let Some(note) = note else {
        return simple(&request, status);
    };
    let body = Arc::from(note.as_bytes());
    response(&request, status, &[], body, 0)
}

fn fits(route: &Route, request: &Request, target: &Target<'_>) -> bool {
    let method = request.method.as_str();
    let method = route
        .method
        .as_deref()
        .is_none_or(|wanted| wanted == method || (wanted == "GET" && method == "HEAD"));
    let path = |path: &globset::GlobMatcher| path.is_match(target.path);
    let given = |(name, value): (&String, &String)| {
        let mut pairs = form_urlencoded::parse(target.query.as_bytes());
        pairs.any(|(key, found)| key == *name && found == *value)
    };
    method && route.path.as_ref().is_none_or(path) && route.query.iter().all(given)
}

fn response(
    request: &Request,
    status: u16,
    headers: &[(String, String)],
    body: Arc<[u8]>,
    delay: u64,
) -> Response {
    let declared = |name: &str| {
        let mut headers = headers.iter();
        headers.find(|(other, _)| other.eq_ignore_ascii_case(name))
    };
    let bodiless = matches!(status, 100..=199 | 204 | 304);
    let closing =
        declared("connection").is_some_and(|(_, wish)| wish.eq_ignore_ascii_case("close"));
    // A length of one's own may lie, and an encoding of one's own frames the body by itself.
    let framed = bodiless
        || declared("content-length")
            .or(declared("transfer-encoding"))
            .is_some();
    let last = closing || !request.keep_alive;
    let mut head = format!("HTTP/1.1 {status} {}\r\n", reason(status));
    let mut add = |name: &str, value: &str| {
        head.push_str(name);
        head.push_str(": ");
        head.push_str(value);
        head.push_str("\r\n");
    };
    for (name, value) in headers {
        add(name, value);
    }
    if !bodiless && !body.is_empty() && declared("content-type").is_none() {
        add("Content-Type", "text/plain; charset=utf-8");
    }
    if !framed {
        add("Content-Length", &body.len().to_string());
    }
    if declared("connection").is_none() {
        add("Connection", if last { "close" } else { "keep-alive" });
    }
    head.push_str("\r\n");
    let mut pieces = VecDeque::from([Arc::from(head.into_bytes())]);
    if !bodiless && request.method != "HEAD" && !body.is_empty() {
        pieces.push_back(body);
    }
    Response {
        status,
        pieces,
        delay,
        last,
    }
}

/// What a status means in words (RFC 9110, 15).
fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        201 => "Created",
        202 => "Accepted",
        204 => "No Content",
        206 => "Partial Content",
        301 => "Moved Permanently",
        302 => "Found",
        303 => "See Other",
        304 => "Not Modified",
        307 => "Temporary Redirect",
        308 => "Permanent Redirect",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        406 => "Not Acceptable",
        408 => "Request Timeout",
        409 => "Conflict",
        410 => "Gone",
        411 => "Length Required",
        413 => "Content Too Large",
        414 => "URI Too Long",
        415 => "Unsupported Media Type",
        422 => "Unprocessable Content",
        429 => "Too Many Requests",
        431 => "Request Header Fields Too Large",
        500 => "Internal Server Error",
        501 => "Not Implemented",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        505 => "HTTP Version Not Supported",
        _ => match status / 100 {
            1 => "Information",
            2 => "Success",
            3 => "Redirection",
            4 => "Client Error",
            _ => "Server Error",
        },
    }
}
