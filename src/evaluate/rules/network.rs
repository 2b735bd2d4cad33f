//! `network_within`, `tls_verified` and `process_within`: where the network and processes lead.

use super::Finding;
use super::sink_texts::shell_command;
use crate::evaluate::scene::Scene;
use crate::evaluate::verdict::shorten;
use crate::sandbox::trace::{Event, Operation};
use crate::suite::rule::{NetworkScope, ProcessScope, TlsScope};

/// How many violations a finding tells in words.
const TOLD: usize = 3;

/// What breaks a rule, gathered.
#[derive(Default)]
struct Broken {
    texts: Vec<String>,
    events: Vec<u32>,
}

impl Broken {
    fn add(&mut self, event: &Event, text: impl FnOnce() -> String) {
        if self.texts.len() < TOLD {
            self.texts.push(shorten(&text(), 300));
        }
        self.events.push(event.seq);
    }

    /// The finding: broken with `what` before the texts, or held with `good`.
    fn finding(self, what: &str, good: String, seen: Vec<u32>) -> Finding {
        if self.events.is_empty() {
            return Finding::new(true, good, seen);
        }
        let more = match self.events.len() - self.texts.len() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let text = format!("{what}: {}{more}", self.texts.join(", "));
        Finding::new(false, text, self.events)
    }
}

pub(super) fn within(scope: &NetworkScope, scene: &Scene<'_>) -> Finding {
    let mut broken = Broken::default();
    let mut seen = Vec::new();
    for event in &scene.events {
        let Some(place) = place(&event.operation) else {
            continue;
        };
        seen.push(event.seq);
        let fits = |allowed: &Option<Vec<String>>, given: Option<&str>| match (allowed, given) {
            (Some(allowed), Some(given)) => allowed.iter().any(|a| a.eq_ignore_ascii_case(given)),
            _ => true,
        };
        let host = scope
            .hosts
            .as_ref()
            .is_none_or(|hosts| hosts.iter().any(|host| is_host(host, &place.host)));
        let port = match (&scope.ports, place.port) {
            (Some(ports), Some(port)) => ports.contains(&port),
            _ => true,
        };
        let good = host
            && port
            && fits(&scope.scopes, place.scope)
            && fits(&scope.schemes, place.scheme.as_deref());
        if !good {
            broken.add(event, || {
                let scope = place
                    .scope
                    .map_or(String::new(), |scope| format!(", {scope}"));
                format!("{} {} ({}{scope})", place.how, place.shown, event.result)
            });
        }
    }
    let good = format!("{} uses of the network led where they may", seen.len());
    broken.finding("the network led elsewhere", good, seen)
}

/// Where one use of the network leads.
struct Place<'a> {
    how: &'a str,
    shown: &'a str,
    /// The name, or the address where no name led to it.
    host: String,
    port: Option<u16>,
    scope: Option<&'a str>,
    scheme: Option<String>,
}

fn place(operation: &Operation) -> Option<Place<'_>> {
    match operation {
        Operation::Network {
            how,
            target,
            name,
            scope,
            ..
        } if !matches!(how.as_str(), "bind" | "listen" | "accept") => Some(Place {
            how,
            shown: target,
            host: match name {
                Some(name) => name.clone(),
                None if how == "resolve" => target.clone(),
                None => host_of(target).to_owned(),
            },
            port: if how == "resolve" {
                None
            } else {
                port_of(target)
            },
            scope: scope.as_deref(),
            scheme: None,
        }),
        Operation::Http {
            method,
            url,
            target,
            ..
        } => {
            // The Host header is the program's own word; the port is where it really went.
            let (scheme, rest) = url.split_once("://").unwrap_or(("", url));
            let site = rest.split(['/', '?', '#']).next().unwrap_or_default();
            Some(Place {
                how: method,
                shown: url,
                host: host_of(site).to_owned(),
                port: port_of(target),
                scope: None,
                scheme: Some(scheme.to_owned()),
            })
        }
        _ => None,
    }
}

/// Whether a host is the one named, or lies below a name that begins with `*.`.
fn is_host(named: &str, host: &str) -> bool {
    let host = host.trim_end_matches('.');
    match named.strip_prefix("*.") {
        Some(parent) => host
            .len()
            .checked_sub(parent.len())
            .and_then(|start| Some((host.get(..start)?, host.get(start..)?)))
            .is_some_and(|(head, tail)| head.ends_with('.') && tail.eq_ignore_ascii_case(parent)),
        None => named == "*" || named.eq_ignore_ascii_case(host),
    }
}

/// The host of `host:port`, `[address]:port`, `address` or `host`.
pub(super) fn host_of(target: &str) -> &str {
    if let Some(rest) = target.strip_prefix('[') {
        return rest.split(']').next().unwrap_or_default();
    }
    match target.rsplit_once(':') {
        // More than one colon without brackets: an address of version 6.
        Some((host, port)) if !host.contains(':') && port.bytes().all(|b| b.is_ascii_digit()) => {
            host
        }
        _ => target,
    }
}

/// The port of `host:port` or `[address]:port`.
pub(super) fn port_of(target: &str) -> Option<u16> {
    let (host, port) = target.rsplit_once(':')?;
    if host.contains(':') && !host.ends_with(']') {
        return None;
    }
    port.parse().ok()
}

/// The scheme, host and port of a URL.
pub(super) fn site_of(url: &str) -> &str {
    let start = url.find("://").map_or(0, |at| at + 3);
    let end = url.get(start..).and_then(|rest| rest.find(['/', '?', '#']));
    end.and_then(|end| url.get(..start + end)).unwrap_or(url)
}

pub(super) fn tls(scope: &TlsScope, scene: &Scene<'_>) -> Finding {
    let mut broken = Broken::default();
    let mut seen = Vec::new();
    for event in &scene.events {
        match &event.operation {
            Operation::Tls {
                target,
                server_name,
                verify,
                check_name,
                minimum,
                authorities,
            } => {
                seen.push(event.seq);
                let mut wrong = Vec::new();
                if !verify || authorities == "none" {
                    wrong.push("whose certificate nobody vouched for");
                }
                if !check_name {
                    wrong.push("whose certificate may be for any name");
                }
                if is_old(minimum) {
                    wrong.push("that may use a version before TLS 1.2");
                }
                if !wrong.is_empty() {
                    let name = server_name.as_deref().unwrap_or(target);
                    broken.add(event, || {
                        format!("a connection to {name} {}", wrong.join(" and "))
                    });
                }
            }
            Operation::Http { url, .. }
                if url.starts_with("http://") && concerns(scope, host_of(&site_of(url)[7..])) =>
            {
                broken.add(event, || format!("a request in the clear, {url}"));
            }
            Operation::NetworkSend {
                target,
                encrypted: false,
                ..
            } if sends_in_the_clear(scope, scene, event, target) => {
                broken.add(event, || format!("bytes in the clear to {target}"));
            }
            _ => {}
        }
    }
    if scope.required && seen.is_empty() && broken.events.is_empty() {
        return Finding::new(false, "no connection was secured", Vec::new());
    }
    let good = format!(
        "{} connections were secured, and the other side checked",
        seen.len()
    );
    broken.finding("not secured as it must be", good, seen)
}

fn concerns(scope: &TlsScope, host: &str) -> bool {
    scope.hosts.iter().any(|named| is_host(named, host))
}

/// Whether bytes that aren't encrypted went to one of the hosts. Their event tells the address alone; the connection before
/// it tells the name.
fn sends_in_the_clear(scope: &TlsScope, scene: &Scene<'_>, sent: &Event, to: &str) -> bool {
    let name = scene
        .events
        .iter()
        .take_while(|event| event.seq < sent.seq)
        .filter_map(|event| match &event.operation {
            Operation::Network { target, name, .. } if target == to => name.as_deref(),
            _ => None,
        })
        .last();
    concerns(scope, name.unwrap_or(host_of(to)))
}

/// Whether a least version lies before 1.2. Where the program sets none, its library's own least one counts: 1.2 today.
fn is_old(minimum: &str) -> bool {
    let number = minimum
        .trim_start_matches(|c: char| !c.is_ascii_digit())
        .split(|c: char| !c.is_ascii_digit() && c != '.')
        .next()
        .unwrap_or_default();
    minimum.to_ascii_lowercase().starts_with("ssl")
        || matches!(number, "1.0" | "1.1" | "1" | "2" | "3" | "2.0" | "3.0")
}

pub(super) fn processes(scope: &ProcessScope, scene: &Scene<'_>) -> Finding {
    let mut broken = Broken::default();
    let mut seen = Vec::new();
    for event in &scene.events {
        let Operation::Process { how, argv } = &event.operation else {
            continue;
        };
        if how == "fork" {
            continue;
        }
        seen.push(event.seq);
        if let Some(command) = shell_command(how, argv) {
            if !scope.shell {
                broken.add(event, || format!("a shell, with {command:?}"));
            }
            continue;
        }
        let program = argv.first().map_or("", String::as_str);
        let name = program.rsplit('/').next().unwrap_or(program);
        let known = scope
            .programs
            .iter()
            .any(|allowed| allowed == program || (!allowed.contains('/') && allowed == name));
        if !known {
            broken.add(event, || format!("{program} ({})", event.result));
        }
    }
    let good = format!("{} processes were started, all of them allowed", seen.len());
    broken.finding("processes that aren't allowed", good, seen)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::*;
    use crate::evaluate::staging::holds;

    fn connect(target: &str, name: Option<&str>, scope: &str) -> Json {
        let mut event =
            json!({"kind": "network", "how": "connect", "target": target, "scope": scope});
        if let Some(name) = name {
            event["name"] = json!(name);
        }
        event
    }

    #[test]
    fn targets_are_taken_apart() {
        for (target, host, port) in [
            ("a.example:80", "a.example", Some(80)),
            ("10.0.0.1:443", "10.0.0.1", Some(443)),
            ("[::1]:8080", "::1", Some(8080)),
            ("::1", "::1", None),
            ("a.example", "a.example", None),
            ("", "", None),
        ] {
            assert_eq!((host_of(target), port_of(target)), (host, port), "{target}");
        }
        assert_eq!(site_of("https://a:1/x?y"), "https://a:1");
        assert_eq!(site_of("https://a"), "https://a");
        assert_eq!(site_of("x"), "x");
        assert!(is_host("*.a.example", "b.A.example") && !is_host("*.a.example", "xa.example"));
        assert!(!is_host("*.a.example", "a.example") && is_host("a.example", "a.example."));
    }

    #[test]
    fn the_network_stays_within() {
        let within =
            |scope: Json, event: Json| holds(json!({"network_within": scope}), json!([event]));
        let hosts = || json!({"hosts": ["a.example", "*.b.example"]});
        assert!(within(
            hosts(),
            connect("203.0.113.1:443", Some("a.example"), "public")
        ));
        assert!(within(
            hosts(),
            connect("203.0.113.1:443", Some("x.b.example"), "public")
        ));
        assert!(!within(hosts(), connect("203.0.113.1:443", None, "public")));
        assert!(!within(
            hosts(),
            json!({"kind": "network", "how": "resolve", "target": "evil.example", "result": "ENOENT"})
        ));
        assert!(within(
            hosts(),
            json!({"kind": "network", "how": "listen", "target": "0.0.0.0:1"})
        ));
        let public = || json!({"scopes": ["public"], "ports": [443]});
        assert!(within(public(), connect("203.0.113.1:443", None, "public")));
        assert!(!within(
            public(),
            connect("127.0.0.1:443", Some("a.example"), "loopback")
        ));
        assert!(!within(public(), connect("203.0.113.1:22", None, "public")));
        let http = |url: &str| json!({"kind": "http", "target": "203.0.113.1:443", "method": "GET", "url": url, "result": "200"});
        assert!(within(hosts(), http("https://a.example/x")));
        assert!(!within(hosts(), http("https://evil.example/a.example")));
        assert!(!within(
            json!({"schemes": ["https"]}),
            http("http://a.example/x")
        ));
    }

    #[test]
    fn connections_are_secured() {
        let tls = |change: (&str, Json)| {
            let mut event = json!({"kind": "tls", "target": "203.0.113.1:443", "server_name": "a.example",
                "verify": true, "check_name": true, "minimum": "", "authorities": "system"});
            event[change.0] = change.1;
            holds(json!({"tls_verified": {}}), json!([event]))
        };
        assert!(tls(("verify", json!(true))));
        assert!(!tls(("verify", json!(false))));
        assert!(!tls(("check_name", json!(false))));
        assert!(!tls(("authorities", json!("none"))));
        assert!(!tls(("minimum", json!("1.0"))) && !tls(("minimum", json!("TLSv1.1"))));
        assert!(!tls(("minimum", json!("SSLv3"))));
        assert!(tls(("minimum", json!("1.2"))) && tls(("minimum", json!("TLSv1.3"))));
        let clear = json!({"tls_verified": {"hosts": ["a.example"]}});
        let http = |url: &str| json!([{"kind": "http", "target": "203.0.113.1:80", "method": "GET", "url": url}]);
        assert!(!holds(clear.clone(), http("http://a.example:80/x")));
        assert!(holds(clear.clone(), http("http://b.example/")));
        let send = json!({"kind": "network.send", "target": "203.0.113.1:25", "bytes": 1, "text": "x", "encrypted": false});
        assert!(!holds(
            clear.clone(),
            json!([connect("203.0.113.1:25", Some("a.example"), "public"), send])
        ));
        assert!(holds(clear, json!([send])));
        assert!(!holds(
            json!({"tls_verified": {"required": true}}),
            json!([])
        ));
    }

    #[test]
    fn processes_stay_within() {
        let process =
            |how: &str, argv: &[&str]| json!([{"kind": "process", "how": how, "argv": argv}]);
        let rule = |shell: bool| json!({"process_within": {"programs": ["convert", "/bin/ls"], "shell": shell}});
        assert!(holds(
            rule(false),
            process("spawn", &["/usr/bin/convert", "x"])
        ));
        assert!(holds(rule(false), process("spawn", &["/bin/ls"])));
        assert!(!holds(rule(false), process("spawn", &["/tmp/ls"])));
        assert!(!holds(
            rule(false),
            process("shell", &["/bin/sh", "-c", "convert x"])
        ));
        assert!(holds(
            rule(true),
            process("shell", &["/bin/sh", "-c", "convert x"])
        ));
        assert!(!holds(rule(true), process("command", &["rm", "x"])));
        assert!(holds(rule(false), json!([])));
    }
}
