//! Numeric addresses: how they are written, and what lies behind them.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Reads a numeric address as the C library does: IPv4 in one to four parts, each decimal, octal (`0` before) or hexadecimal
/// (`0x` before), the last one filling what is left (`inet_aton`); IPv6 in any spelling of RFC 4291, with a zone after `%`
/// that counts for nothing. `None` for what is no such address, and so might be a name.
pub fn parse(text: &str) -> Option<IpAddr> {
    if text.contains(':') {
        let (address, zone) = text.split_once('%').unwrap_or((text, "0"));
        let well_formed = !zone.is_empty() && zone.bytes().all(|byte| byte.is_ascii_alphanumeric());
        return address
            .parse::<Ipv6Addr>()
            .ok()
            .filter(|_| well_formed)
            .map(IpAddr::V6);
    }
    let mut parts = [0; 4];
    let mut count = 0;
    for part in text.split('.') {
        *parts.get_mut(count)? = number(part)?;
        count += 1;
    }
    let (last, before) = parts[..count].split_last()?;
    let room = 32 - 8 * before.len() as u32;
    if before.iter().any(|part| *part > 0xff) || u64::from(*last) >= 1 << room {
        return None;
    }
    let high = (0..)
        .zip(before)
        .map(|(index, part)| part << (24 - 8 * index));
    Some(IpAddr::V4(Ipv4Addr::from_bits(
        high.fold(*last, |address, part| address | part),
    )))
}

/// A part of an IPv4 address.
fn number(text: &str) -> Option<u32> {
    let (digits, radix) = match text.as_bytes() {
        [b'0', b'x' | b'X', ..] => (&text[2..], 16),
        [b'0', _, ..] => (&text[1..], 8),
        _ => (text, 10),
    };
    // A sign is none of the C library's digits.
    let plain = digits.bytes().all(|byte| byte.is_ascii_alphanumeric());
    u32::from_str_radix(digits, radix).ok().filter(|_| plain)
}

/// The host that an address means: an IPv6 address that stands for one of IPv4 means that one.
pub fn meant(address: IpAddr) -> IpAddr {
    address.to_canonical()
}

/// What lies behind an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Hosts of the internet; the ranges for documentation are taken for such.
    Public,
    /// A private network.
    Private,
    /// The machine itself.
    Loopback,
    /// The neighbours on one link.
    LinkLocal,
    /// The metadata service of a cloud.
    Metadata,
    /// No address; it reaches the machine itself.
    Unspecified,
    /// A group of hosts, or all of a network.
    Multicast,
    /// A carrier's network behind its address translation.
    Shared,
}

/// Where clouds serve what their machines may know of themselves, credentials among it.
const METADATA: [IpAddr; 3] = [
    IpAddr::V4(Ipv4Addr::new(169, 254, 169, 254)),
    IpAddr::V4(Ipv4Addr::new(100, 100, 100, 200)),
    IpAddr::V6(Ipv6Addr::new(0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x254)),
];

impl Scope {
    /// The scope of an address.
    pub fn of(address: IpAddr) -> Self {
        let address = meant(address);
        if METADATA.contains(&address) {
            return Self::Metadata;
        }
        match address {
            IpAddr::V4(v4) => match v4.octets() {
                [0, ..] => Self::Unspecified,
                [10, ..] | [192, 168, ..] | [172, 16..=31, ..] => Self::Private,
                [100, 64..=127, ..] => Self::Shared,
                [127, ..] => Self::Loopback,
                [169, 254, ..] => Self::LinkLocal,
                [224..=239, ..] | [255, 255, 255, 255] => Self::Multicast,
                _ => Self::Public,
            },
            IpAddr::V6(v6) if v6.is_unspecified() => Self::Unspecified,
            IpAddr::V6(v6) if v6.is_loopback() => Self::Loopback,
            IpAddr::V6(v6) if v6.is_multicast() => Self::Multicast,
            IpAddr::V6(v6) if v6.is_unicast_link_local() => Self::LinkLocal,
            IpAddr::V6(v6) if v6.is_unique_local() => Self::Private,
            IpAddr::V6(_) => Self::Public,
        }
    }

    /// As the trace names it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Private => "private",
            Self::Loopback => "loopback",
            Self::LinkLocal => "link-local",
            Self::Metadata => "metadata",
            Self::Unspecified => "unspecified",
            Self::Multicast => "multicast",
            Self::Shared => "shared",
        }
    }

    /// Whether the machine itself is reached.
    pub fn is_own(self) -> bool {
        matches!(self, Self::Loopback | Self::Unspecified)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Option<String> {
        parse(text).map(|address| address.to_string())
    }

    #[test]
    fn spellings_of_the_c_library() {
        for text in [
            "127.0.0.1",
            "127.1",
            "127.0.1",
            "2130706433",
            "0x7f000001",
            "0X7f.1",
            "0177.0.0.01",
            "017700000001",
            "127.0.0.0x1",
        ] {
            assert_eq!(read(text).as_deref(), Some("127.0.0.1"), "{text}");
        }
        assert_eq!(read("0").as_deref(), Some("0.0.0.0"));
        assert_eq!(read("4294967295").as_deref(), Some("255.255.255.255"));
        assert_eq!(
            read("::ffff:127.0.0.1").as_deref(),
            Some("::ffff:127.0.0.1")
        );
        assert_eq!(read("fe80::1%eth0").as_deref(), Some("fe80::1"));
        for text in [
            "",
            ".",
            "1.",
            "1.2.3.4.",
            "1.2.3.4.5",
            "256.1.1.1",
            "1.2.3.256",
            "4294967296",
            "0x",
            "08",
            "-1",
            "+1",
            "1.-1",
            "0x+1",
            "[::1]",
            "::1%",
            "1 ",
            "localhost",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn scopes() {
        for (text, scope) in [
            ("93.184.216.34", Scope::Public),
            ("203.0.113.10", Scope::Public),
            ("10.0.0.1", Scope::Private),
            ("172.16.0.1", Scope::Private),
            ("172.32.0.1", Scope::Public),
            ("192.168.1.1", Scope::Private),
            ("::ffff:192.168.1.1", Scope::Private),
            ("fd12::1", Scope::Private),
            ("127.8.8.8", Scope::Loopback),
            ("::ffff:7f00:1", Scope::Loopback),
            ("::1", Scope::Loopback),
            ("169.254.1.1", Scope::LinkLocal),
            ("fe80::1", Scope::LinkLocal),
            ("169.254.169.254", Scope::Metadata),
            ("::ffff:169.254.169.254", Scope::Metadata),
            ("100.100.100.200", Scope::Metadata),
            ("fd00:ec2::254", Scope::Metadata),
            ("0.0.0.0", Scope::Unspecified),
            ("::", Scope::Unspecified),
            ("224.0.0.1", Scope::Multicast),
            ("ff02::1", Scope::Multicast),
            ("100.64.0.1", Scope::Shared),
        ] {
            assert_eq!(Scope::of(parse(text).unwrap()), scope, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_not(text in "[0-9a-fxX.:%+-]{0,24}|.{0,12}") {
            let _ = parse(&text);
        }

        #[test]
        fn one_address_in_many_spellings(bits: u32) {
            let address = IpAddr::V4(Ipv4Addr::from_bits(bits));
            let [a, b, c, d] = bits.to_be_bytes();
            for text in [
                address.to_string(),
                bits.to_string(),
                format!("{bits:#x}"),
                format!("0{bits:o}"),
                format!("{a:#x}.{}", bits & 0xff_ffff),
                format!("{a}.0{b:o}.{}", u32::from(c) << 8 | u32::from(d)),
            ] {
                prop_assert_eq!(parse(&text), Some(address));
            }
        }
    }
}
