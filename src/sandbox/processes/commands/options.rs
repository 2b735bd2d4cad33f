//! Reading options, as `getopt_long` does.

use crate::sandbox::processes::machine::{Machine, Process};

/// The options and operands of a program.
#[derive(Debug, Default)]
pub(super) struct Arguments {
    /// Options in order, long ones as they are spelled, with their values.
    options: Vec<(String, Option<Vec<u8>>)>,
    pub(super) operands: Vec<Vec<u8>>,
}

impl Arguments {
    /// Whether an option was given under one of its names.
    pub fn has(&self, names: &[&str]) -> bool {
        self.options
            .iter()
            .any(|(name, _)| names.contains(&name.as_str()))
    }

    /// The last value of an option.
    pub fn value(&self, names: &[&str]) -> Option<&[u8]> {
        let mut all = self.options.iter().rev();
        all.find(|(name, _)| names.contains(&name.as_str()))?
            .1
            .as_deref()
    }

    /// All values of an option.
    pub fn values<'s>(&'s self, names: &'s [&str]) -> impl Iterator<Item = &'s [u8]> {
        self.options
            .iter()
            .filter(move |(name, _)| names.contains(&name.as_str()))
            .filter_map(|(_, value)| value.as_deref())
    }

    /// The last value of an option as a number.
    pub fn number(&self, names: &[&str]) -> Option<usize> {
        std::str::from_utf8(self.value(names)?).ok()?.parse().ok()
    }
}

/// Reads the arguments of a program. `short` are the letters it knows, those with a value followed by a colon; `long` the
/// long names, those with a value ending in `=`. Options and operands may be mixed, unless `short` begins with `+`.
/// `None`: an option is not known, which was said.
pub(super) fn read(
    machine: &mut Machine<'_>,
    process: &Process,
    argv: &[Vec<u8>],
    short: &str,
    long: &[&str],
) -> Option<Arguments> {
    let in_order = short.starts_with('+');
    let name = argv.first().cloned().unwrap_or_default();
    let name = name
        .rsplit(|byte| *byte == b'/')
        .next()
        .unwrap_or_default()
        .to_vec();
    let mut found = Arguments::default();
    let mut rest = argv.iter().skip(1);
    while let Some(argument) = rest.next() {
        if argument == b"--" {
            found.operands.extend(rest.by_ref().cloned());
        } else if let Some(text) = argument.strip_prefix(b"--") {
            let end = text.iter().position(|byte| *byte == b'=');
            let key = String::from_utf8_lossy(&text[..end.unwrap_or(text.len())]).into_owned();
            let value = end.map(|end| text[end + 1..].to_vec());
            // An unambiguous beginning is enough.
            let exact = long.iter().find(|known| known.trim_end_matches('=') == key);
            let Some(known) = exact.or_else(|| long.iter().find(|known| known.starts_with(&key)))
            else {
                let what = format!("unrecognized option '--{key}'");
                machine.complain(process, &name, &what);
                return None;
            };
            let value = match (known.ends_with('='), value) {
                (true, None) => match rest.next() {
                    Some(value) => Some(value.clone()),
                    None => {
                        let what = format!("option '--{key}' requires an argument");
                        machine.complain(process, &name, &what);
                        return None;
                    }
                },
                (_, value) => value,
            };
            found
                .options
                .push((known.trim_end_matches('=').to_owned(), value));
        } else if argument.len() > 1 && argument[0] == b'-' {
            for (index, letter) in argument[1..].iter().enumerate() {
                let letter = char::from(*letter);
                let known = short
                    .find(letter)
                    .filter(|_| letter != ':' && letter != '+');
                let Some(at) = known else {
                    let what = format!("invalid option -- '{letter}'");
                    machine.complain(process, &name, &what);
                    return None;
                };
                if short[at + letter.len_utf8()..].starts_with(':') {
                    let tail = &argument[index + 2..];
                    let value = if tail.is_empty() {
                        rest.next().cloned()
                    } else {
                        Some(tail.to_vec())
                    };
                    if value.is_none() {
                        let what = format!("option requires an argument -- '{letter}'");
                        machine.complain(process, &name, &what);
                        return None;
                    }
                    found.options.push((letter.to_string(), value));
                    break;
                }
                found.options.push((letter.to_string(), None));
            }
        } else {
            found.operands.push(argument.clone());
            if in_order {
                found.operands.extend(rest.by_ref().cloned());
            }
        }
    }
    Some(found)
}
