//! The network of a task's world: from fixtures to hosts that answer.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::Arc;

use base64::Engine;

use crate::sandbox::network::{
    Certificate, Host, Hosts, Port, Route, Service, Step, Tls, Version, canonical_name,
    parse_address,
};
use crate::sandbox::vfs::{GuestPath, Vfs};
use crate::suite::{
    CertificateFixture, HostFixture, PortBehaviour, PortFixture, RouteFixture, StepFixture,
    TlsFixture, World, pattern,
};

/// The hosts of a world; `files` are its files. What is wrong with them is told with the host that has it.
pub(super) fn hosts(fixtures: &World, files: &Vfs) -> Result<Hosts, (String, String)> {
    let authorities = fixtures.authorities.iter().map(|(name, authority)| {
        let text = GuestPath::new(&authority.file)
            .ok()
            .and_then(|path| files.read_file(&path))
            .ok_or_else(|| (name.clone(), format!("there is no {}", authority.file)))?;
        Ok::<_, (String, String)>((name.clone(), String::from_utf8_lossy(&text).into_owned()))
    });
    let authorities: BTreeMap<_, _> = authorities.collect::<Result<_, _>>()?;
    let hosts = fixtures
        .hosts
        .iter()
        .map(|(name, fixture)| host(name, fixture).map_err(|problem| (name.clone(), problem)));
    Ok(Hosts::new(hosts.collect::<Result<_, _>>()?, authorities))
}

fn host(name: &str, fixture: &HostFixture) -> Result<Host, String> {
    let addresses = |texts: &[String]| texts.iter().map(|text| address(text)).collect();
    let answers = fixture.answers.iter().map(|texts| addresses(texts));
    let ports = fixture.ports.iter().map(|(number, fixture)| {
        let number = number.parse().map_err(|_| format!("{number} is no port"))?;
        Ok((number, port(fixture)?))
    });
    let name = match parse_address(name) {
        Some(address) => address.to_string(),
        None => canonical_name(name).ok_or("is no name")?,
    };
    Ok(Host {
        name,
        addresses: addresses(&fixture.addresses)?,
        answers: answers.collect::<Result<_, String>>()?,
        ports: ports.collect::<Result<_, String>>()?,
    })
}

fn address(text: &str) -> Result<IpAddr, String> {
    parse_address(text).ok_or_else(|| format!("{text:?} is no numeric address"))
}

fn port(fixture: &PortFixture) -> Result<Port, String> {
    let service = match (&fixture.behaviour, &fixture.http, &fixture.script) {
        (Some(PortBehaviour::Refused), ..) => Service::Refused,
        (Some(PortBehaviour::Timeout), ..) => Service::Silent,
        (Some(PortBehaviour::Reset), ..) => Service::Reset,
        (None, Some(routes), _) => {
            Service::Http(routes.iter().map(route).collect::<Result<_, _>>()?)
        }
        (None, None, Some(steps)) => {
            let steps: Result<Vec<_>, _> = steps.iter().map(steps_of).collect();
            Service::Script(steps?.into_iter().flatten().collect())
        }
        (None, None, None) => Service::Script([].into()),
    };
    Ok(Port {
        tls: fixture.tls.as_ref().map(tls).transpose()?,
        service,
    })
}

fn tls(fixture: &TlsFixture) -> Result<Arc<Tls>, String> {
    let versions = fixture
        .versions
        .iter()
        .map(|name| Version::named(name).ok_or_else(|| format!("{name:?} is no version of TLS")));
    let versions: Vec<Version> = versions.collect::<Result<_, _>>()?;
    let least = versions.iter().min().copied().unwrap_or(Version::V1_2);
    let greatest = versions.iter().max().copied().unwrap_or(Version::V1_3);
    Ok(Arc::new(Tls {
        certificate: match fixture.certificate {
            CertificateFixture::Valid => Certificate::Valid,
            CertificateFixture::SelfSigned => Certificate::SelfSigned,
            CertificateFixture::Expired => Certificate::Expired,
            CertificateFixture::WrongName => Certificate::WrongName,
            CertificateFixture::UnknownAuthority => Certificate::UnknownAuthority,
        },
        authority: fixture.authority.clone(),
        versions: (least, greatest),
        names: fixture.names.clone(),
    }))
}

fn route(fixture: &RouteFixture) -> Result<Route, String> {
    let mut headers: Vec<(String, String)> = fixture
        .headers
        .iter()
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    if let Some(location) = &fixture.redirect {
        headers.push(("Location".to_owned(), location.clone()));
    }
    let typed = fixture
        .headers
        .keys()
        .any(|name| name.eq_ignore_ascii_case("content-type"));
    let body = if let Some(json) = &fixture.json {
        if !typed {
            headers.push(("Content-Type".to_owned(), "application/json".to_owned()));
        }
        json.to_string().into_bytes()
    } else if let Some(text) = &fixture.base64 {
        base64::engine::general_purpose::STANDARD
            .decode(text)
            .map_err(|_| "a body is not base64")?
    } else {
        fixture.body.clone().unwrap_or_default().into_bytes()
    };
    let usual = if fixture.redirect.is_some() { 302 } else { 200 };
    let path = fixture.path.as_deref().map(pattern::glob).transpose();
    Ok(Route {
        method: fixture.method.clone(),
        path: path.map_err(|error| error.to_string())?,
        query: fixture.query.clone(),
        status: fixture.status.unwrap_or(usual),
        headers,
        body: body.into(),
        delay: fixture.delay_ms.saturating_mul(1_000_000),
    })
}

fn steps_of(fixture: &StepFixture) -> Result<Vec<Step>, String> {
    let expect = fixture.expect.as_deref().map(pattern::line_regex);
    let expect = expect.transpose().map_err(|error| error.to_string())?;
    let send = fixture.send.as_ref();
    let secure = fixture.tls.as_ref().map(tls).transpose()?;
    let steps = [
        expect.map(Step::Expect),
        send.map(|text| Step::Send(text.as_bytes().into())),
        secure.map(Step::Secure),
        fixture.close.then_some(Step::Close),
    ];
    Ok(steps.into_iter().flatten().collect())
}
