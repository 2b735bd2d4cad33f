//! URLs for interpreters: the URL Standard's parser and setters, from the crate `url`. Pure functions; nothing is recorded,
//! because what a program does with an address shows where it uses it.

use url::{Url, quirks};

use super::plain::{Arg, Function, Refusal, Reply};
use crate::sandbox::state::State;

/// The longest text that is parsed, in bytes.
const MAX_LENGTH: usize = 1 << 20;
/// Fuel for each byte that is looked at.
const FUEL_PER_BYTE: u64 = 20;

pub(super) const FUNCTIONS: &[(&str, Function)] = &[
    ("url_parse", parse),
    ("url_set", set),
    ("domain_to_unicode", domain_to_unicode),
];

/// Charges for a text, and refuses one that is too long.
fn charged<'a>(s: &mut State, text: &'a str) -> Result<&'a str, Refusal> {
    if text.len() > MAX_LENGTH {
        return Err(Refusal {
            code: "ERR_INVALID_URL",
            message: "Invalid URL".to_owned(),
        });
    }
    s.work += text.len() as u64 * FUEL_PER_BYTE;
    Ok(text)
}

fn text_at<'a>(s: &mut State, args: &'a [Arg], at: usize) -> Result<&'a str, Refusal> {
    match args.get(at) {
        Some(Arg::Text(text)) => charged(s, text),
        _ => Ok(""),
    }
}

/// `url_parse(text, base?)`: the parts, or nothing if it is no URL.
fn parse(s: &mut State, args: &[Arg]) -> Result<Reply, Refusal> {
    let text = text_at(s, args, 0)?;
    let base = match args.get(1) {
        Some(Arg::Text(base)) => match Url::parse(charged(s, base)?) {
            Ok(base) => Some(base),
            Err(_) => return Ok(Reply::Nothing),
        },
        _ => None,
    };
    let parsed = Url::options().base_url(base.as_ref()).parse(text);
    Ok(parsed.map_or(Reply::Nothing, |url| parts(&url)))
}

/// `url_set(href, part, value)`: the parts after one was set, or nothing where it can't be.
fn set(s: &mut State, args: &[Arg]) -> Result<Reply, Refusal> {
    let href = text_at(s, args, 0)?;
    let part = text_at(s, args, 1)?;
    let value = text_at(s, args, 2)?;
    let Ok(mut url) = Url::parse(href) else {
        return Ok(Reply::Nothing);
    };
    let url = &mut url;
    let done = match part {
        "protocol" => quirks::set_protocol(url, value),
        "username" => quirks::set_username(url, value),
        "password" => quirks::set_password(url, value),
        "host" => quirks::set_host(url, value),
        "hostname" => quirks::set_hostname(url, value),
        "port" => quirks::set_port(url, value),
        "pathname" => {
            quirks::set_pathname(url, value);
            Ok(())
        }
        "search" => {
            quirks::set_search(url, value);
            Ok(())
        }
        "hash" => {
            quirks::set_hash(url, value);
            Ok(())
        }
        _ => Err(()),
    };
    Ok(done.map_or(Reply::Nothing, |()| parts(url)))
}

/// `domain_to_unicode(domain)`: an internationalised domain as people read it.
fn domain_to_unicode(s: &mut State, args: &[Arg]) -> Result<Reply, Refusal> {
    let domain = text_at(s, args, 0)?;
    Ok(Reply::Text(quirks::domain_to_unicode(domain)))
}

/// href, origin, protocol, username, password, host, hostname, port, pathname, search, hash.
fn parts(url: &Url) -> Reply {
    let parts = [
        quirks::href(url).to_owned(),
        quirks::origin(url),
        quirks::protocol(url).to_owned(),
        quirks::username(url).to_owned(),
        quirks::password(url).to_owned(),
        quirks::host(url).to_owned(),
        quirks::hostname(url).to_owned(),
        quirks::port(url).to_owned(),
        quirks::pathname(url).to_owned(),
        quirks::search(url).to_owned(),
        quirks::hash(url).to_owned(),
    ];
    Reply::List(parts.into_iter().map(Reply::Text).collect())
}
