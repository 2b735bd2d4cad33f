//! TLS as far as it is played: which version two sides agree on, and whether a certificate is accepted.

use std::net::IpAddr;

use serde::Deserialize;
use serde_json::{Value as Json, json};

use super::address;
use super::declared::{Certificate, Hosts, Tls, Version};

/// What a program asks for when it secures a connection.
#[derive(Clone, Debug, Deserialize)]
#[serde(default)]
pub struct TlsOptions {
    /// The name of the server that is wanted.
    pub server_name: Option<String>,
    /// Whether its certificate must be vouched for.
    pub verify: bool,
    /// Whether it must be for that name.
    pub check_name: bool,
    /// The least version, e.g. `1.2`, where the program set one.
    pub minimum: Option<String>,
    /// The greatest.
    pub maximum: Option<String>,
    /// Who is trusted: `system`, `custom`, `none`.
    pub authorities: String,
    /// Certificates of authorities that are trusted besides.
    pub authority_text: Option<String>,
}

impl Default for TlsOptions {
    fn default() -> Self {
        Self {
            server_name: None,
            verify: true,
            check_name: true,
            minimum: None,
            maximum: None,
            authorities: "system".to_owned(),
            authority_text: None,
        }
    }
}

/// Why a connection can't be secured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    /// For the trace, e.g. `self_signed`.
    pub(super) result: &'static str,
    /// As OpenSSL says it.
    pub(super) message: String,
}

/// From when to when certificates are valid, in virtual time's years.
const VALID: (&str, &str) = ("2025-06-01T00:00:00Z", "2027-06-01T00:00:00Z");
const EXPIRED: (&str, &str) = ("2024-06-01T00:00:00Z", "2025-06-01T00:00:00Z");

/// Secures a connection to the port of a host, and tells what the certificate says.
pub(super) fn secure(
    hosts: &Hosts,
    host: &str,
    tls: &Tls,
    options: &TlsOptions,
) -> Result<Json, Refusal> {
    let version = agree(tls, options)?;
    let names = names(host, tls);
    let problem = problem(hosts, tls, &names, options);
    if let Some(problem) = &problem
        && options.verify
        && (options.check_name || problem.result != WRONG_NAME)
    {
        return Err(Refusal {
            result: problem.result,
            message: format!("certificate verify failed: {}", problem.message),
        });
    }
    let subject = names.first().cloned().unwrap_or_default();
    let issuer = match (tls.certificate, &tls.authority) {
        (Certificate::SelfSigned, _) => subject.clone(),
        (Certificate::UnknownAuthority, _) => "Unknown Authority".to_owned(),
        (_, Some(authority)) => authority.clone(),
        (_, None) => "Public Authority".to_owned(),
    };
    let (from, to) = match tls.certificate {
        Certificate::Expired => EXPIRED,
        _ => VALID,
    };
    Ok(json!({
        "version": version.name(), "subject": subject, "issuer": issuer, "names": names,
        "valid_from": from, "valid_to": to, "problem": problem.map(|problem| problem.message),
    }))
}

/// The greatest version that both sides know.
fn agree(tls: &Tls, options: &TlsOptions) -> Result<Version, Refusal> {
    let given = |name: &Option<String>| name.as_deref().and_then(Version::named);
    // What current libraries offer unless told otherwise.
    let least = given(&options.minimum).unwrap_or(Version::V1_2);
    let greatest = given(&options.maximum).unwrap_or(Version::V1_3);
    let version = greatest.min(tls.versions.1);
    let refuse = |message: &str| Refusal {
        result: "protocol_version",
        message: message.to_owned(),
    };
    if greatest < least {
        return Err(refuse("no protocols available"));
    }
    if version < tls.versions.0 {
        return Err(refuse("tlsv1 alert protocol version"));
    }
    if version < least {
        return Err(refuse("unsupported protocol"));
    }
    Ok(version)
}

fn names(host: &str, tls: &Tls) -> Vec<String> {
    if !tls.names.is_empty() {
        return tls.names.clone();
    }
    match tls.certificate {
        Certificate::WrongName => vec!["another.example".to_owned()],
        _ => vec![host.to_owned()],
    }
}

const WRONG_NAME: &str = "wrong_name";

/// What is wrong with a certificate for who looks at all of it.
fn problem(hosts: &Hosts, tls: &Tls, names: &[String], options: &TlsOptions) -> Option<Refusal> {
    let refuse = |result, message: String| Some(Refusal { result, message });
    let given = options.authority_text.as_deref().unwrap_or_default();
    let issued_by_given = || {
        let name = tls.authority.as_deref()?;
        let known = hosts.authority(name)?;
        Some(holds(given, known))
    };
    let known = match options.authorities.as_str() {
        "none" => false,
        trusted => match &tls.authority {
            Some(_) => issued_by_given().unwrap_or(false),
            None => trusted == "system",
        },
    };
    match tls.certificate {
        Certificate::SelfSigned if tls.authority.is_none() || !known => {
            return refuse("self_signed", "self-signed certificate".to_owned());
        }
        Certificate::UnknownAuthority => {
            let message = "unable to get local issuer certificate";
            return refuse("unknown_authority", message.to_owned());
        }
        _ if !known => {
            let message = "unable to get local issuer certificate";
            return refuse("unknown_authority", message.to_owned());
        }
        Certificate::Expired => return refuse("expired", "certificate has expired".to_owned()),
        _ => {}
    }
    let wanted = options.server_name.as_deref().unwrap_or_default();
    if names.iter().any(|name| is_for(name, wanted)) {
        return None;
    }
    let what = match address::parse(wanted) {
        Some(_) => "IP address",
        None => "Hostname",
    };
    let names = names.join(", ");
    refuse(
        WRONG_NAME,
        format!("{what} mismatch, certificate is not valid for '{wanted}' (names: {names})"),
    )
}

/// Whether one of the certificates of `known` is among those of `given`.
fn holds(given: &str, known: &str) -> bool {
    let plain = |text: &str| text.split_whitespace().collect::<String>();
    let given = plain(given);
    let known = plain(known);
    const END: &str = "-----ENDCERTIFICATE-----";
    let mut certificates = known
        .split_inclusive(END)
        .filter(|certificate| !certificate.is_empty());
    certificates.any(|certificate| given.contains(certificate))
}

/// Whether a name in a certificate is for a wanted one: equal, or with `*` for the first label. Addresses have no labels.
fn is_for(name: &str, wanted: &str) -> bool {
    let wanted = wanted.strip_suffix('.').unwrap_or(wanted);
    if wanted.is_empty() {
        return false;
    }
    if let Ok(address) = wanted.parse::<IpAddr>() {
        return name.parse() == Ok(address);
    }
    let Some(rest) = name.strip_prefix("*.") else {
        return name.eq_ignore_ascii_case(wanted);
    };
    let labels = wanted.split_once('.');
    labels.is_some_and(|(first, other)| !first.is_empty() && other.eq_ignore_ascii_case(rest))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    const PEM: &str = "-----BEGIN CERTIFICATE-----\nY29ycA==\n-----END CERTIFICATE-----\n";

    fn result(tls: &Tls, options: &TlsOptions) -> Result<Json, &'static str> {
        let authorities = BTreeMap::from([("corp".to_owned(), PEM.to_owned())]);
        let hosts = Hosts::new(Vec::new(), authorities);
        secure(&hosts, "a.example", tls, options).map_err(|refusal| refusal.result)
    }

    fn tls(certificate: Certificate) -> Tls {
        Tls {
            certificate,
            authority: None,
            versions: (Version::V1_2, Version::V1_3),
            names: Vec::new(),
        }
    }

    fn options() -> TlsOptions {
        TlsOptions {
            server_name: Some("A.Example.".to_owned()),
            ..TlsOptions::default()
        }
    }

    #[test]
    fn certificates_are_judged_by_who_looks() {
        let careless = TlsOptions {
            verify: false,
            ..options()
        };
        for (certificate, wrong) in [
            (Certificate::Valid, None),
            (Certificate::SelfSigned, Some("self_signed")),
            (Certificate::Expired, Some("expired")),
            (Certificate::WrongName, Some("wrong_name")),
            (Certificate::UnknownAuthority, Some("unknown_authority")),
        ] {
            let tls = tls(certificate);
            assert_eq!(result(&tls, &options()).err(), wrong);
            let seen = result(&tls, &careless).unwrap();
            assert_eq!(seen["problem"].is_null(), wrong.is_none());
        }
        let any_name = TlsOptions {
            check_name: false,
            ..options()
        };
        assert!(result(&tls(Certificate::WrongName), &any_name).is_ok());
    }

    #[test]
    fn custom_authorities_are_known_by_their_text() {
        let tls = Tls {
            authority: Some("corp".to_owned()),
            ..tls(Certificate::Valid)
        };
        assert_eq!(result(&tls, &options()).err(), Some("unknown_authority"));
        let given = TlsOptions {
            authorities: "custom".to_owned(),
            authority_text: Some(format!("# ours\r\n{}", PEM.replace('\n', "\r\n"))),
            ..options()
        };
        assert!(result(&tls, &given).is_ok());
        let public = super::tests::tls(Certificate::Valid);
        assert_eq!(result(&public, &given).err(), Some("unknown_authority"));
    }

    #[test]
    fn versions_are_agreed_on() {
        let mut old = tls(Certificate::Valid);
        old.versions = (Version::V1_0, Version::V1_1);
        assert_eq!(result(&old, &options()).err(), Some("protocol_version"));
        let lax = TlsOptions {
            minimum: Some("1.0".to_owned()),
            ..options()
        };
        assert_eq!(result(&old, &lax).unwrap()["version"], "1.1");
        assert_eq!(
            result(&tls(Certificate::Valid), &lax).unwrap()["version"],
            "1.3"
        );
        let ancient = TlsOptions {
            maximum: Some("1.1".to_owned()),
            ..lax
        };
        assert_eq!(
            result(&tls(Certificate::Valid), &ancient).err(),
            Some("protocol_version")
        );
    }

    #[test]
    fn wildcards_stand_for_one_label() {
        assert!(is_for("*.example.com", "a.example.com"));
        assert!(!is_for("*.example.com", "example.com"));
        assert!(!is_for("*.example.com", "a.b.example.com"));
        assert!(!is_for("*.0.0.1", "127.0.0.1"));
        assert!(is_for("127.0.0.1", "127.0.0.1"));
        assert!(!is_for("a.example", ""));
    }
}
