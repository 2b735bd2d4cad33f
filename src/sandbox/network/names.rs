//! What names lead to.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::address;
use super::declared::{Hosts, is_own_name};
use super::error::NetworkError;

/// Which addresses are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// All.
    Any,
    /// IPv4.
    V4,
    /// IPv6.
    V6,
}

impl Family {
    fn takes(self, address: IpAddr) -> bool {
        match self {
            Self::Any => true,
            Self::V4 => address.is_ipv4(),
            Self::V6 => address.is_ipv6(),
        }
    }
}

/// The most addresses whose names are remembered.
const MAX_REMEMBERED: usize = 1024;
/// The longest name (RFC 1035, 2.3.4).
const MAX_NAME: usize = 253;

/// What was asked so far.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// How often each host's name was resolved.
    turns: BTreeMap<usize, usize>,
    /// The name that led to an address last.
    led: BTreeMap<IpAddr, String>,
}

impl Names {
    /// The addresses of a name, which may be a numeric address. `table` is the text of `/etc/hosts`.
    pub(super) fn resolve(
        &mut self,
        hosts: &Hosts,
        table: &[u8],
        name: &str,
        family: Family,
    ) -> Result<Vec<IpAddr>, NetworkError> {
        let mut found = self.lookup(hosts, table, name)?;
        found.retain(|address| family.takes(*address));
        if found.is_empty() {
            return Err(NetworkError::ENOENT);
        }
        for address in &found {
            let address = address::meant(*address);
            if self.led.len() < MAX_REMEMBERED || self.led.contains_key(&address) {
                self.led.insert(address, name.to_owned());
            }
        }
        Ok(found)
    }

    fn lookup(
        &mut self,
        hosts: &Hosts,
        table: &[u8],
        name: &str,
    ) -> Result<Vec<IpAddr>, NetworkError> {
        if let Some(address) = address::parse(name) {
            return Ok(vec![address]);
        }
        let name = canonical(name).ok_or(NetworkError::ENOENT)?;
        if is_own_name(&name) {
            return Ok(vec![Ipv4Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into()]);
        }
        let listed = listed(table, &name);
        if !listed.is_empty() {
            return Ok(listed);
        }
        let (index, host) = hosts.named(&name).ok_or(NetworkError::ENOENT)?;
        let turn = self.turns.entry(index).or_default();
        let answer = host.answers.get(*turn).or(host.answers.last());
        *turn = turn.saturating_add(1);
        Ok(answer.unwrap_or(&host.addresses).clone())
    }

    /// The name that led to an address, where it isn't the address itself.
    pub(super) fn of(&self, address: IpAddr) -> Option<String> {
        let address = address::meant(address);
        let name = self.led.get(&address)?;
        (name.parse() != Ok(address)).then(|| name.clone())
    }
}

/// A name in lower case without the dot at its end; `None` for what can't be a name.
pub fn canonical(name: &str) -> Option<String> {
    let name = name.strip_suffix('.').unwrap_or(name);
    let label = |label: &str| {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        (1..=63).contains(&label.len()) && label.bytes().all(plain)
    };
    (name.len() <= MAX_NAME && name.split('.').all(label)).then(|| name.to_ascii_lowercase())
}

/// The addresses of a name in the text of `/etc/hosts`.
fn listed(table: &[u8], name: &str) -> Vec<IpAddr> {
    let text = String::from_utf8_lossy(table);
    let lines = text.lines().filter_map(|line| {
        let line = line.split('#').next()?;
        let mut words = line.split_whitespace();
        let address = address::parse(words.next()?)?;
        let named = words.any(|word| word.trim_end_matches('.').eq_ignore_ascii_case(name));
        named.then_some(address)
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::super::declared::Host;
    use super::*;

    fn addresses(texts: &[&str]) -> Vec<IpAddr> {
        texts.iter().map(|text| text.parse().unwrap()).collect()
    }

    #[test]
    fn names_are_looked_up_in_order() {
        let host = Host {
            name: "rebind.example".to_owned(),
            answers: vec![addresses(&["93.184.1.1"]), addresses(&["127.0.0.1"])],
            ..Host::default()
        };
        let hosts = Hosts::new(vec![host], BTreeMap::new());
        let mut names = Names::default();
        let table = b"127.0.1.1 server # this one\n10.0.0.7 db.internal DB\n\xff\n";
        let mut ask = |name: &str, family| names.resolve(&hosts, table, name, family);
        assert_eq!(
            ask("Rebind.Example.", Family::Any).unwrap(),
            addresses(&["93.184.1.1"])
        );
        for _ in 0..2 {
            let again = ask("rebind.example", Family::V4).unwrap();
            assert_eq!(again, addresses(&["127.0.0.1"]));
        }
        assert_eq!(
            ask("a.LOCALHOST", Family::Any).unwrap(),
            addresses(&["127.0.0.1", "::1"])
        );
        assert_eq!(ask("db", Family::Any).unwrap(), addresses(&["10.0.0.7"]));
        assert_eq!(
            ask("server", Family::Any).unwrap(),
            addresses(&["127.0.1.1"])
        );
        assert_eq!(
            ask("0x7f.1", Family::Any).unwrap(),
            addresses(&["127.0.0.1"])
        );
        for name in [
            "this",
            "",
            ".",
            "a..b",
            "a b",
            "unknown.example",
            "rebind.example\0",
        ] {
            assert_eq!(ask(name, Family::Any), Err(NetworkError::ENOENT), "{name}");
        }
        assert_eq!(ask("::1", Family::V4), Err(NetworkError::ENOENT));
        assert_eq!(names.of(addresses(&["127.0.0.1"])[0]).unwrap(), "0x7f.1");
        assert_eq!(names.of(addresses(&["10.0.0.8"])[0]), None);
    }
}
