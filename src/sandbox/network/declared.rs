//! The hosts that a world declares, and what they serve.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use globset::GlobMatcher;
use regex::bytes::Regex;

use super::address::{self, Scope};

/// All hosts of a world. Cheap to share: it never changes.
#[derive(Clone, Debug, Default)]
pub struct Hosts {
    hosts: Vec<Host>,
    by_name: BTreeMap<String, usize>,
    by_address: BTreeMap<IpAddr, Vec<usize>>,
    /// The text of the certificate of each custom authority.
    authorities: BTreeMap<String, String>,
}

/// One host.
#[derive(Clone, Debug, Default)]
pub struct Host {
    /// Its name, in lower case, or its address where it has no name.
    pub name: String,
    /// Where it is. Empty: at an address that is derived from its name.
    pub addresses: Vec<IpAddr>,
    /// What resolving its name gives, in turn; the last one repeats. Empty: its addresses.
    pub answers: Vec<Vec<IpAddr>>,
    /// What its ports do.
    pub ports: BTreeMap<u16, Port>,
}

/// A port of a host.
#[derive(Clone, Debug)]
pub struct Port {
    /// How connections to it are secured, where they are.
    pub tls: Option<Arc<Tls>>,
    /// What answers.
    pub service: Service,
}

/// What answers at a port.
#[derive(Clone, Debug)]
pub enum Service {
    /// An HTTP server: the first route that fits answers.
    Http(Arc<[Route]>),
    /// A dialogue.
    Script(Arc<[Step]>),
    /// Nothing: connections are refused.
    Refused,
    /// Nothing: connections are never answered.
    Silent,
    /// Connections are made and then broken.
    Reset,
}

/// How a port's connections are secured.
#[derive(Clone, Debug, PartialEq)]
pub struct Tls {
    /// What is to be thought of its certificate.
    pub certificate: Certificate,
    /// The custom authority that issued it; a public one where there is none.
    pub authority: Option<String>,
    /// The least version and the greatest.
    pub versions: (Version, Version),
    /// The names in the certificate, `*` for the first label allowed. Empty: the host's.
    pub names: Vec<String>,
}

/// What is to be thought of a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certificate {
    /// All is well with it.
    Valid,
    /// It vouches for itself.
    SelfSigned,
    /// Its time is over.
    Expired,
    /// It is for another name.
    WrongName,
    /// Nobody knows who issued it.
    UnknownAuthority,
}

/// A version of TLS.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Version {
    /// 1.0.
    V1_0,
    /// 1.1.
    V1_1,
    /// 1.2.
    V1_2,
    /// 1.3.
    V1_3,
}

impl Version {
    /// All versions, the oldest first.
    pub const ALL: [Self; 4] = [Self::V1_0, Self::V1_1, Self::V1_2, Self::V1_3];

    /// e.g. `1.2`.
    pub fn name(self) -> &'static str {
        match self {
            Self::V1_0 => "1.0",
            Self::V1_1 => "1.1",
            Self::V1_2 => "1.2",
            Self::V1_3 => "1.3",
        }
    }

    /// The version with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|version| version.name() == name)
    }
}

/// A route of an HTTP server: which requests it answers, and how.
#[derive(Clone, Debug)]
pub struct Route {
    /// The method; any where none is given. `GET` answers `HEAD` too.
    pub method: Option<String>,
    /// The path; any where none is given.
    pub path: Option<GlobMatcher>,
    /// Parameters that the query must have with these values.
    pub query: BTreeMap<String, String>,
    /// The answer's status.
    pub status: u16,
    /// The answer's headers, besides those that every answer has.
    pub headers: Vec<(String, String)>,
    /// The answer's body.
    pub body: Arc<[u8]>,
    /// How long the answer takes, in nanoseconds of virtual time.
    pub delay: u64,
}

/// A step of a dialogue.
#[derive(Clone, Debug)]
pub enum Step {
    /// Sends bytes.
    Send(Arc<[u8]>),
    /// Waits until this is found in what came since the last time; the line that it is in is then done with.
    Expect(Regex),
    /// From here on the connection must be secured.
    Secure(Arc<Tls>),
    /// Ends the connection.
    Close,
}

impl Hosts {
    /// Puts hosts and the certificates of custom authorities together.
    pub fn new(hosts: Vec<Host>, authorities: BTreeMap<String, String>) -> Self {
        let mut all = Self {
            hosts: Vec::with_capacity(hosts.len()),
            authorities,
            ..Self::default()
        };
        for (index, mut host) in (0..).zip(hosts) {
            if host.addresses.is_empty() {
                host.addresses = all.home_of(&host);
            }
            for address in &host.addresses {
                let there = all.by_address.entry(address::meant(*address)).or_default();
                if !there.contains(&index) {
                    there.push(index);
                }
            }
            all.by_name.insert(host.name.clone(), index);
            all.hosts.push(host);
        }
        all
    }

    /// Where a host is that doesn't say so: where its name leads first, at the address that its name is, or at one in a public
    /// range that depends on its name.
    fn home_of(&self, host: &Host) -> Vec<IpAddr> {
        if let Some(first) = host.answers.first() {
            return first.clone();
        }
        if let Some(address) = address::parse(&host.name) {
            return vec![address];
        }
        if is_own_name(&host.name) {
            return vec![IpAddr::V4(Ipv4Addr::LOCALHOST)];
        }
        let digest = blake3::hash(host.name.as_bytes());
        let [third, fourth, ..] = *digest.as_bytes();
        let start = u32::from_be_bytes([93, 184, third, fourth]);
        // Two names may come to one number: then the next one is taken.
        let free = (0..1 << 16)
            .map(|step| {
                IpAddr::V4(Ipv4Addr::from_bits(
                    start & 0xffff_0000 | start.wrapping_add(step) & 0xffff,
                ))
            })
            .find(|address| !self.by_address.contains_key(address));
        free.into_iter().collect()
    }

    /// The host of a name.
    pub fn named(&self, name: &str) -> Option<(usize, &Host)> {
        let index = *self.by_name.get(name)?;
        Some((index, self.hosts.get(index)?))
    }

    /// The hosts at an address, in the order of their names. What isn't declared of the machine's own addresses is served
    /// by what is at 127.0.0.1: servers that listen at all addresses.
    pub fn at(&self, address: IpAddr) -> impl Iterator<Item = &Host> {
        let address = address::meant(address);
        let own = Scope::of(address).is_own();
        let here = IpAddr::V4(Ipv4Addr::LOCALHOST);
        let found = self
            .by_address
            .get(&address)
            .or_else(|| self.by_address.get(&here).filter(|_| own));
        let found = found.into_iter().flatten();
        found.filter_map(|index| self.hosts.get(*index))
    }

    /// The text of the certificate of a custom authority.
    pub fn authority(&self, name: &str) -> Option<&str> {
        self.authorities.get(name).map(String::as_str)
    }
}

/// Whether a name is one of the machine's own by definition (RFC 6761, 6.3).
pub fn is_own_name(name: &str) -> bool {
    name == "localhost" || name.ends_with(".localhost")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn host(name: &str) -> Host {
        Host {
            name: name.to_owned(),
            ..Host::default()
        }
    }

    #[test]
    fn hosts_without_addresses_get_some() {
        let names = ["a.example", "b.example", "localhost", "169.254.169.254"];
        let hosts = Hosts::new(names.map(host).into(), BTreeMap::new());
        let address = |name: &str| hosts.named(name).unwrap().1.addresses[0];
        assert_eq!(Scope::of(address("a.example")), Scope::Public);
        assert_ne!(address("a.example"), address("b.example"));
        assert_eq!(address("localhost").to_string(), "127.0.0.1");
        assert_eq!(address("169.254.169.254").to_string(), "169.254.169.254");
    }

    #[test]
    fn servers_of_the_machine_listen_at_all_its_addresses() {
        let hosts = Hosts::new(vec![host("127.0.0.1")], BTreeMap::new());
        for text in [
            "127.0.0.1",
            "127.9.9.9",
            "::1",
            "0.0.0.0",
            "::",
            "::ffff:127.0.0.1",
        ] {
            assert_eq!(hosts.at(text.parse().unwrap()).count(), 1, "{text}");
        }
        assert_eq!(hosts.at("10.0.0.1".parse().unwrap()).count(), 0);
    }
}
