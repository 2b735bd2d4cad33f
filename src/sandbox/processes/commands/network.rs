//! Programs that use the network. The hosts of the world answer them as they answer the candidate.

use super::Program;
use super::options;
use crate::sandbox::network::{Family, Patience, TlsOptions, Transport};
use crate::sandbox::processes::machine::{Machine, Process, Stop};
use crate::sandbox::processes::strerror;
use crate::sandbox::vfs::GuestPath;

pub(super) const PROGRAMS: &[(&str, Program)] = &[
    ("curl", curl),
    ("dig", dig),
    ("host", host),
    ("nc", nc),
    ("nslookup", nslookup),
    ("ping", ping),
    ("wget", wget),
];

/// The addresses of a name or a numeric address.
fn addresses(machine: &mut Machine<'_>, process: &Process, name: &[u8]) -> Vec<String> {
    let name = String::from_utf8_lossy(name).into_owned();
    machine.charge(20_000);
    if let Ok(address) = name.parse::<std::net::IpAddr>() {
        return vec![address.to_string()];
    }
    let table = GuestPath::new("/etc/hosts")
        .ok()
        .and_then(|path| machine.files.read_file(&path));
    let (network, mut around) = machine.network(process);
    let found = network.resolve(&mut around, &table.unwrap_or_default(), &name, Family::Any);
    found
        .unwrap_or_default()
        .iter()
        .map(ToString::to_string)
        .collect()
}

/// The most bytes of an answer.
const MAX_ANSWER: usize = 4 << 20;
/// How long a program waits for the other side to say something, in nanoseconds of virtual time.
const PATIENCE: Patience = Patience::Limited(60_000_000_000);

/// Connects, sends, and reads until the other side has nothing more to say.
fn exchange(
    machine: &mut Machine<'_>,
    process: &Process,
    (address, port): (&str, u16),
    secured: Option<&TlsOptions>,
    message: &[u8],
) -> Result<Vec<u8>, String> {
    machine.charge(message.len() as u64);
    let (network, mut around) = machine.network(process);
    let connection = network
        .connect(&mut around, Transport::Stream, address, port, PATIENCE)
        .map_err(|error| error.to_string())?;
    let result = (|| {
        if let Some(options) = secured {
            network
                .secure(&mut around, connection, options)
                .map_err(|failure| failure.message)?;
        }
        network
            .send(&mut around, connection, message)
            .map_err(|error| error.to_string())?;
        let mut answer = Vec::new();
        while answer.len() < MAX_ANSWER {
            match network.receive(&mut around, connection, 64 << 10, PATIENCE) {
                Ok(bytes) if bytes.is_empty() => break,
                Ok(bytes) => answer.extend(bytes),
                Err(_) => break,
            }
        }
        Ok(answer)
    })();
    // It is open: its number was just given.
    let _ = network.close(connection, false);
    machine.charge(result.as_ref().map_or(0, |answer| answer.len() as u64));
    result
}

fn ping(machine: &mut Machine<'_>, process: &mut Process, argv: &[Vec<u8>]) -> Result<i32, Stop> {
    let Some(arguments) = options::read(machine, process, argv, "c:w:W:i:s:t:nq46I:", &[]) else {
        return Ok(2);
    };
    let Some(name) = arguments.operands.last() else {
        machine.complain(
            process,
            b"ping",
            "usage error: Destination address required",
        );
        return Ok(2);
    };
    let Some(address) = addresses(machine, process, name).into_iter().next() else {
        let what = format!(
            "{}: Name or service not known",
            String::from_utf8_lossy(name)
        );
        machine.complain(process, b"ping", &what);
        return Ok(2);
    };
    let count = arguments.number(&["c"]).unwrap_or(4).clamp(1, 100);
    let shown = String::from_utf8_lossy(name).into_owned();
    let is_own = address.starts_with("127.") || address == "::1";
    let mut out = format!("PING {shown} ({address}) 56(84) bytes of data.\n");
    for number in 1..=count {
        machine.work(10_000)?;
        if is_own {
            out.push_str(&format!(
                "64 bytes from {shown} ({address}): icmp_seq={number} ttl=64 time=0.030 ms\n"
            ));
        }
    }
    let (received, loss) = if is_own { (count, 0) } else { (0, 100) };
    machine.sleep(process, (count as u64 - 1) * 1_000_000_000);
    let total = (count - 1) * 1000;
    out.push_str(&format!(
        "\n--- {shown} ping statistics ---\n{count} packets transmitted, {received} received, {loss}% packet loss, time {total}ms\n"
    ));
    machine.out(process, out.as_bytes());
    Ok(i32::from(!is_own))
}

/// The name that a query is for, without a server to ask.
fn query(argv: &[Vec<u8>]) -> Option<&Vec<u8>> {
    argv.iter()
        .skip(1)
        .find(|word| !word.starts_with(b"-") && !word.starts_with(b"@") && !word.starts_with(b"+"))
}

fn nslookup(
    machine: &mut Machine<'_>,
    process: &mut Process,
    argv: &[Vec<u8>],
) -> Result<i32, Stop> {
    let Some(name) = query(argv) else {
        return Ok(1);
    };
    let found = addresses(machine, process, name);
    let shown = String::from_utf8_lossy(name).into_owned();
    let mut out = "Server:\t\t192.0.2.53\nAddress:\t192.0.2.53#53\n\n".to_owned();
    if found.is_empty() {
        out.push_str(&format!("** server can't find {shown}: NXDOMAIN\n\n"));
    } else {
        out.push_str("Non-authoritative answer:\n");
        for address in &found {
            out.push_str(&format!("Name:\t{shown}\nAddress: {address}\n"));
        }
        out.push('\n');
    }
    machine.out(process, out.as_bytes());
    Ok(i32::from(found.is_empty()))
}

fn host(machine: &mut Machine<'_>, process: &mut Process, argv: &[Vec<u8>]) -> Result<i32, Stop> {
    let Some(name) = query(argv) else {
        return Ok(1);
    };
    let found = addresses(machine, process, name);
    let shown = String::from_utf8_lossy(name).into_owned();
    let out = match found.as_slice() {
        [] => format!("Host {shown} not found: 3(NXDOMAIN)\n"),
        found => found
            .iter()
            .map(|address| format!("{shown} has address {address}\n"))
            .collect(),
    };
    machine.out(process, out.as_bytes());
    Ok(i32::from(found.is_empty()))
}

fn dig(machine: &mut Machine<'_>, process: &mut Process, argv: &[Vec<u8>]) -> Result<i32, Stop> {
    let Some(name) = query(argv) else {
        return Ok(1);
    };
    let found = addresses(machine, process, name);
    let shown = String::from_utf8_lossy(name).into_owned();
    let short = argv.iter().any(|word| word == b"+short");
    let answers: String = found
        .iter()
        .map(|address| {
            if short {
                format!("{address}\n")
            } else {
                format!("{shown}.\t\t300\tIN\tA\t{address}\n")
            }
        })
        .collect();
    let out = if short {
        answers
    } else {
        let status = if found.is_empty() {
            "NXDOMAIN"
        } else {
            "NOERROR"
        };
        format!(
            "\n; <<>> DiG 9.20 <<>> {shown}\n;; ->>HEADER<<- opcode: QUERY, status: {status}, id: 1\n\n;; QUESTION SECTION:\n\
             ;{shown}.\t\t\tIN\tA\n\n;; ANSWER SECTION:\n{answers}\n;; SERVER: 192.0.2.53#53\n\n"
        )
    };
    machine.out(process, out.as_bytes());
    Ok(0)
}

/// The parts of a URL: scheme, host, port, path. A scheme is assumed where there is none.
fn parts(text: &[u8]) -> Option<(String, String, u16, String)> {
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

fn curl(machine: &mut Machine<'_>, process: &mut Process, argv: &[Vec<u8>]) -> Result<i32, Stop> {
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
        let Some((scheme, host, port, path)) = parts(url) else {
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
        match scheme.as_str() {
            "file" => match machine.read_file(process, path.as_bytes()) {
                Ok(bytes) => deliver(machine, process, arguments.value(&["o", "output"]), &bytes),
                Err(_) => say(machine, 37, format!("Couldn't open file {path}")),
            },
            "http" | "https" | "ftp" | "gopher" | "dict" | "telnet" | "ldap" => {
                match addresses(machine, process, host.as_bytes()).first() {
                    None => say(machine, 6, format!("Could not resolve host: {host}")),
                    Some(address) => {
                        let request = request(&arguments, &host, &path, &sent);
                        let tls = TlsOptions {
                            server_name: Some(host.clone()),
                            verify: !arguments.has(&["k", "insecure"]),
                            check_name: !arguments.has(&["k", "insecure"]),
                            ..TlsOptions::default()
                        };
                        let secured = (scheme == "https").then_some(&tls);
                        match exchange(
                            machine,
                            process,
                            (address, port),
                            secured,
                            request.as_bytes(),
                        ) {
                            Ok(answer) => {
                                let body = body(&answer, arguments.has(&["i", "include"]));
                                deliver(machine, process, arguments.value(&["o", "output"]), body);
                            }
                            Err(error) if error.contains("certificate") => {
                                say(machine, 60, format!("SSL certificate problem: {error}"));
                            }
                            Err(error) => {
                                say(
                                    machine,
                                    7,
                                    format!("Failed to connect to {host} port {port}: {error}"),
                                );
                            }
                        }
                    }
                }
            }
            other => say(machine, 1, format!("Protocol \"{other}\" not supported")),
        }
    }
    Ok(status)
}

/// The text of an HTTP request.
fn request(arguments: &options::Arguments, host: &str, path: &str, sent: &str) -> String {
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
fn body(answer: &[u8], with_head: bool) -> &[u8] {
    match memchr::memmem::find(answer, b"\r\n\r\n") {
        Some(end) if !with_head => &answer[end + 4..],
        _ => answer,
    }
}

/// Puts what was fetched where it was asked for.
fn deliver(machine: &mut Machine<'_>, process: &Process, output: Option<&[u8]>, bytes: &[u8]) {
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

fn wget(machine: &mut Machine<'_>, process: &mut Process, argv: &[Vec<u8>]) -> Result<i32, Stop> {
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
        let Some((scheme, host, port, path)) =
            parts(url).filter(|(scheme, ..)| matches!(scheme.as_str(), "http" | "https" | "ftp"))
        else {
            machine.err(
                process,
                format!("{}: Unsupported scheme.\n", String::from_utf8_lossy(url)).as_bytes(),
            );
            status = 1;
            continue;
        };
        status = 4;
        let text = match addresses(machine, process, host.as_bytes()).first() {
            None => format!("wget: unable to resolve host address '{host}'\n"),
            Some(address) => {
                let request = request(&options::Arguments::default(), &host, &path, "");
                let tls = TlsOptions {
                    server_name: Some(host.clone()),
                    verify: !arguments.has(&["no-check-certificate"]),
                    check_name: !arguments.has(&["no-check-certificate"]),
                    ..TlsOptions::default()
                };
                let secured = (scheme == "https").then_some(&tls);
                match exchange(
                    machine,
                    process,
                    (address, port),
                    secured,
                    request.as_bytes(),
                ) {
                    Ok(answer) => {
                        status = 0;
                        let name = path
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
                    Err(error) => {
                        format!("Connecting to {host}|{address}|:{port}... failed: {error}.\n")
                    }
                }
            }
        };
        if !quiet {
            machine.err(process, text.as_bytes());
        }
    }
    Ok(status)
}

fn nc(machine: &mut Machine<'_>, process: &mut Process, argv: &[Vec<u8>]) -> Result<i32, Stop> {
    let Some(arguments) = options::read(machine, process, argv, "lvnuzkw:p:e:c:s:q:46", &[]) else {
        return Ok(1);
    };
    if arguments.has(&["l"]) {
        machine.complain(process, b"nc", "Address already in use");
        return Ok(1);
    }
    let port = arguments
        .operands
        .get(1)
        .and_then(|text| std::str::from_utf8(text).ok()?.parse().ok());
    let (Some(name), Some(port)) = (arguments.operands.first(), port) else {
        machine.err(process, b"usage: nc [options] destination port\n");
        return Ok(1);
    };
    let shown = String::from_utf8_lossy(name).into_owned();
    match addresses(machine, process, name).first() {
        None => {
            let what =
                format!("getaddrinfo for host \"{shown}\" port {port}: Name or service not known");
            machine.complain(process, b"nc", &what);
        }
        Some(address) => {
            let input = if arguments.has(&["z"]) {
                Vec::new()
            } else {
                machine.read_all(process, 0).unwrap_or_default()
            };
            match exchange(machine, process, (address, port), None, &input) {
                Ok(answer) => {
                    machine.out(process, &answer);
                    return Ok(0);
                }
                Err(error) if arguments.has(&["v"]) => {
                    let what =
                        format!("connect to {shown} ({address}) port {port} (tcp) failed: {error}");
                    machine.complain(process, b"nc", &what);
                }
                Err(_) => {}
            }
        }
    }
    Ok(1)
}
