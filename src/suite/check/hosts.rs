//! Checks of a world's network: hosts, what their ports do, authorities of certificates.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::{CANONICAL, Report, is_canonical};
use crate::sandbox::network::{
    Scope, Version, canonical_name, is_own_name, parse_address as parse,
};
use crate::suite::hosts::{HostFixture, PortFixture, RouteFixture, StepFixture, TlsFixture};
use crate::suite::pattern;
use crate::suite::task::World;

/// The longest that an answer may take, in milliseconds: a day.
const MAX_DELAY: u64 = 24 * 60 * 60 * 1000;

/// Checks what a world declares itself; `whole` is the world with all that it extends.
pub(super) fn check(world: &World, whole: &World, at: &str, report: &mut Report) {
    let mut seen: BTreeMap<String, &String> = BTreeMap::new();
    for (name, host) in &world.hosts {
        let at = format!("{at}.hosts.{name}");
        let canonical = match parse(name) {
            Some(address) => Some(address.to_string()),
            None => canonical_name(name),
        };
        match canonical {
            None => report.say(&at, "is neither a host's name nor a numeric address"),
            Some(canonical) => {
                if let Some(other) = seen.insert(canonical, name) {
                    report.say(&at, format!("is the same host as {other:?}"));
                }
            }
        }
        check_addresses(name, host, &at, report);
        for (number, port) in &host.ports {
            let at = format!("{at}.ports.{number}");
            let valid = number.parse::<u16>().is_ok_and(|number| number > 0);
            report.say_if(!valid, &at, "a port is a number from 1 to 65535");
            check_port(port, whole, &at, report);
        }
    }
    for (name, authority) in &world.authorities {
        let at = format!("{at}.authorities.{name}");
        report.say_if(name.is_empty(), &at, "needs a name");
        let file = whole.files.get(&authority.file);
        report.say_if(
            !is_canonical(&authority.file),
            format!("{at}.file"),
            CANONICAL,
        );
        report.say_if(
            file.is_none_or(|file| file.folder || file.link.is_some()),
            format!("{at}.file"),
            "is none of the world's files",
        );
    }
    check_neighbours(whole, at, report);
}

fn check_addresses(name: &str, host: &HostFixture, at: &str, report: &mut Report) {
    let mut check = |text: &String, at: String| match parse(text) {
        None => report.say(at, "is no numeric address"),
        Some(address) => {
            let own = canonical_name(name).is_some_and(|name| is_own_name(&name));
            let numeric = parse(name).is_some_and(|named| named != address);
            let text = "is not where this name leads";
            report.say_if(numeric || own && !Scope::of(address).is_own(), at, text);
        }
    };
    for (index, text) in host.addresses.iter().enumerate() {
        check(text, format!("{at}.addresses[{index}]"));
    }
    for (turn, answer) in host.answers.iter().enumerate() {
        for (index, text) in answer.iter().enumerate() {
            check(text, format!("{at}.answers[{turn}][{index}]"));
        }
    }
    let empty = host.answers.iter().any(Vec::is_empty);
    report.say_if(empty, format!("{at}.answers"), "an answer has an address");
}

fn check_port(port: &PortFixture, whole: &World, at: &str, report: &mut Report) {
    let given = [
        port.http.is_some(),
        port.script.is_some(),
        port.behaviour.is_some(),
    ];
    report.say_if(
        given.iter().filter(|given| **given).count() > 1,
        at,
        "has at most one of `http`, `script` and `behaviour`",
    );
    report.say_if(
        port.behaviour.is_some() && port.tls.is_some(),
        format!("{at}.tls"),
        "nothing is secured where nobody answers",
    );
    if let Some(tls) = &port.tls {
        check_tls(tls, whole, &format!("{at}.tls"), report);
    }
    for (index, route) in port.http.iter().flatten().enumerate() {
        check_route(route, &format!("{at}.http[{index}]"), report);
    }
    for (index, step) in port.script.iter().flatten().enumerate() {
        check_step(step, whole, &format!("{at}.script[{index}]"), report);
    }
}

fn check_tls(tls: &TlsFixture, whole: &World, at: &str, report: &mut Report) {
    for (index, version) in tls.versions.iter().enumerate() {
        report.say_if(
            Version::named(version).is_none(),
            format!("{at}.versions[{index}]"),
            "is none of 1.0, 1.1, 1.2 and 1.3",
        );
    }
    for (index, name) in tls.names.iter().enumerate() {
        let plain = name.strip_prefix("*.").unwrap_or(name);
        report.say_if(
            canonical_name(plain).is_none() && parse(name).is_none(),
            format!("{at}.names[{index}]"),
            "is no name that a certificate can have",
        );
    }
    if let Some(authority) = &tls.authority {
        report.say_if(
            !whole.authorities.contains_key(authority),
            format!("{at}.authority"),
            "is none of the world's `authorities`",
        );
    }
}

fn check_route(route: &RouteFixture, at: &str, report: &mut Report) {
    if let Some(method) = &route.method {
        let valid = !method.is_empty() && method.bytes().all(|byte| byte.is_ascii_uppercase());
        report.say_if(
            !valid,
            format!("{at}.method"),
            "must be a method such as GET",
        );
    }
    if let Some(path) = &route.path {
        let at = format!("{at}.path");
        let whole = path.starts_with('/') || path.starts_with('*');
        report.say_if(!whole, &at, "a path begins with /");
        report.say_if(path.contains('?'), &at, "what follows ? belongs to `query`");
        if report.room_for_pattern(&at)
            && let Err(error) = pattern::glob(path)
        {
            report.say(&at, error.to_string());
        }
    }
    if let Some(status) = route.status {
        let at = format!("{at}.status");
        report.say_if(
            !(200..=599).contains(&status),
            &at,
            "must be from 200 to 599",
        );
        report.say_if(
            route.redirect.is_some() && !(300..=399).contains(&status),
            &at,
            "a redirect's is from 300 to 399",
        );
    }
    let contents = [
        route.body.is_some(),
        route.base64.is_some(),
        route.json.is_some(),
    ];
    report.say_if(
        contents.iter().filter(|given| **given).count() > 1,
        at,
        "has at most one of `body`, `base64` and `json`",
    );
    if let Some(text) = &route.base64 {
        report.say_if(
            STANDARD.decode(text).is_err(),
            format!("{at}.base64"),
            "is no base64 with padding",
        );
    }
    if let Some(redirect) = &route.redirect {
        let at = format!("{at}.redirect");
        report.say_if(
            redirect.is_empty() || !is_value(redirect),
            at,
            "must be one line",
        );
    }
    for (name, value) in &route.headers {
        let at = format!("{at}.headers.{name}");
        let token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
        let named = !name.is_empty() && name.bytes().all(token);
        report.say_if(!named, &at, "is no name of a header");
        report.say_if(!is_value(value), &at, "must be one line");
        report.say_if(
            route.redirect.is_some() && name.eq_ignore_ascii_case("location"),
            &at,
            "is what `redirect` says",
        );
    }
    report.say_if(
        route.delay_ms > MAX_DELAY,
        format!("{at}.delay_ms"),
        "must be at most a day",
    );
}

/// Whether a text can be the value of a header.
fn is_value(text: &str) -> bool {
    !text.contains(['\r', '\n', '\0'])
}

fn check_step(step: &StepFixture, whole: &World, at: &str, report: &mut Report) {
    let nothing = step.expect.is_none() && step.send.is_none() && step.tls.is_none() && !step.close;
    report.say_if(
        nothing,
        at,
        "needs one of `expect`, `send`, `tls` and `close`",
    );
    if let Some(expect) = &step.expect {
        let at = format!("{at}.expect");
        if report.room_for_pattern(&at)
            && let Err(error) = pattern::line_regex(expect)
        {
            report.say(&at, error.to_string());
        }
    }
    if let Some(tls) = &step.tls {
        check_tls(tls, whole, &format!("{at}.tls"), report);
    }
}

/// Hosts at one address share its ports: only HTTP servers, told apart by the name that a request asks for, can do that.
fn check_neighbours(whole: &World, at: &str, report: &mut Report) {
    let mut ports: BTreeMap<(std::net::IpAddr, &str), (&str, bool)> = BTreeMap::new();
    for (name, host) in &whole.hosts {
        let first = host.answers.first().into_iter().flatten();
        let declared = host.addresses.iter();
        let mut addresses: Vec<_> = match host.addresses.is_empty() {
            true => first.filter_map(|text| parse(text)).collect(),
            false => declared.filter_map(|text| parse(text)).collect(),
        };
        if addresses.is_empty() {
            addresses.extend(parse(name));
        }
        for address in addresses {
            for (number, port) in &host.ports {
                let key = (address.to_canonical(), number.as_str());
                let http = port.http.is_some();
                match ports.get(&key) {
                    Some((other, others)) if !(http && *others) && *other != name.as_str() => {
                        report.say(
                            format!("{at}.hosts.{name}.ports.{number}"),
                            format!("{other} has this port at the same address; only HTTP servers share one"),
                        );
                    }
                    _ => {
                        ports.insert(key, (name, http));
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// Where a world is wrong.
    fn wrong(world: serde_json::Value) -> Vec<String> {
        let world: World = serde_json::from_value(world).unwrap();
        let mut report = Report::default();
        check(&world, &world, "w", &mut report);
        report
            .problems
            .into_iter()
            .map(|problem| problem.field)
            .collect()
    }

    #[test]
    fn a_full_network_is_right() {
        let tls = json!({"certificate": "expired", "authority": "corp", "versions": ["1.0", "1.2"],
            "names": ["*.a.example", "127.0.0.1"]});
        let world = json!({
            "files": {"/etc/ssl/corp.pem": {"text": "x"}},
            "authorities": {"corp": {"file": "/etc/ssl/corp.pem"}},
            "hosts": {
                "a.example": {"answers": [["93.184.1.1"], ["127.0.0.1"]], "ports": {
                    "443": {"tls": tls, "http": [
                        {"method": "GET", "path": "/v1/*", "query": {"a": "b"}, "headers": {"X-Y": "z"}, "status": 201,
                         "json": {"a": 1}, "delay_ms": 10},
                        {"redirect": "http://127.0.0.1/", "status": 307}]},
                    "25": {"script": [{"send": "220\r\n"}, {"expect": "^EHLO", "tls": {}}, {"close": true}]},
                    "81": {"behaviour": "timeout"}}},
                "b.example": {"addresses": ["93.184.1.1"], "ports": {"443": {"http": []}}},
                "localhost": {"addresses": ["127.0.0.1"], "ports": {}},
                "169.254.169.254": {"ports": {"80": {"http": [{"base64": "AA=="}]}}}}});
        assert_eq!(wrong(world), [""; 0]);
    }

    #[test]
    fn every_mistake_is_told() {
        let world = json!({
            "authorities": {"corp": {"file": "corp.pem"}},
            "hosts": {
                "a b": {},
                "c.example": {"addresses": ["x"], "answers": [[]]},
                "C.example.": {},
                "localhost": {"addresses": ["10.0.0.1"]},
                "10.0.0.2": {"addresses": ["10.0.0.3"]},
                "d.example": {"addresses": ["10.0.0.9"], "ports": {
                    "0": {},
                    "1": {"tls": {"versions": ["2"], "names": [""], "authority": "x"}, "behaviour": "reset"},
                    "2": {"http": [], "script": [{}, {"expect": "("}]},
                    "3": {"http": [{"method": "get", "path": "a?[", "status": 100, "body": "", "base64": "?",
                        "redirect": "\n", "headers": {"a b": "\n", "Location": "x"}, "delay_ms": 1e15 as u64}]}}},
                "e.example": {"addresses": ["10.0.0.9"], "ports": {"3": {"script": []}}}}});
        let expected = [
            "w.hosts.10.0.0.2.addresses[0]",
            "w.hosts.a b",
            "w.hosts.c.example",
            "w.hosts.c.example.addresses[0]",
            "w.hosts.c.example.answers",
            "w.hosts.d.example.ports.0",
            "w.hosts.d.example.ports.1.tls",
            "w.hosts.d.example.ports.1.tls.versions[0]",
            "w.hosts.d.example.ports.1.tls.names[0]",
            "w.hosts.d.example.ports.1.tls.authority",
            "w.hosts.d.example.ports.2",
            "w.hosts.d.example.ports.2.script[0]",
            "w.hosts.d.example.ports.2.script[1].expect",
            "w.hosts.d.example.ports.3.http[0].method",
            "w.hosts.d.example.ports.3.http[0].path",
            "w.hosts.d.example.ports.3.http[0].path",
            "w.hosts.d.example.ports.3.http[0].path",
            "w.hosts.d.example.ports.3.http[0].status",
            "w.hosts.d.example.ports.3.http[0].status",
            "w.hosts.d.example.ports.3.http[0]",
            "w.hosts.d.example.ports.3.http[0].base64",
            "w.hosts.d.example.ports.3.http[0].redirect",
            "w.hosts.d.example.ports.3.http[0].headers.Location",
            "w.hosts.d.example.ports.3.http[0].headers.a b",
            "w.hosts.d.example.ports.3.http[0].headers.a b",
            "w.hosts.d.example.ports.3.http[0].delay_ms",
            "w.hosts.localhost.addresses[0]",
            "w.authorities.corp.file",
            "w.authorities.corp.file",
            "w.hosts.e.example.ports.3",
        ];
        assert_eq!(wrong(world), expected);
    }
}
