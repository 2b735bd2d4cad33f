//! Whether a test failed for what the program uses, rather than for a check that it lacks.

use super::super::rules::MAX_EVENTS;
use super::super::verdict::Reason;
use super::Tried;
use crate::sandbox::execution::Execution;
use crate::sandbox::trace::{Event, Operation, Origin};

/// What the program uses that is unsafe in itself, in plain words, if the failure of this test is about that; with the events
/// that show it.
pub(super) fn found(tried: &Tried<'_>, execution: &Execution) -> Option<(String, Vec<u32>)> {
    let cited = cited(tried, execution);
    let by_rule = tried.verdict.reasons.iter().find_map(of_reason);
    let Some((text, kinds)) = by_rule.or_else(|| of_weakness(tried.test.cwe?)) else {
        let (event, text) = cited
            .iter()
            .find_map(|event| Some((event, of_event(event)?)))?;
        return Some((text, vec![event.seq]));
    };
    // What is used shows it also where the rule is broken by what came of it, or by what is lacking.
    let shown: Vec<&Event> = execution
        .trace
        .iter()
        .filter(|event| event.origin != Origin::Runtime && event.call.is_some())
        .filter(|event| kinds.contains(&event.operation.kind()))
        .take(MAX_EVENTS)
        .collect();
    let used = [&shown, &cited].into_iter().find_map(|events| {
        let kdf = events.iter().find(|event| is_derivation(event));
        kdf.into_iter()
            .chain(events.iter())
            .find_map(|event| of_event(event))
    });
    let text = match used {
        Some(used) if kinds == RANDOM || kinds == CRYPTO => format!("{text}: {used}"),
        Some(used) => used,
        None => text.to_owned(),
    };
    let events = cited.iter().chain(&shown).map(|event| event.seq);
    Some((text, events.collect()))
}

/// Whether an event is a derivation from a password: what else is computed then is part of it.
fn is_derivation(event: &Event) -> bool {
    matches!(&event.operation, Operation::Crypto { how, .. } if how == "kdf")
}

/// The events that broken rules cite.
pub(super) fn cited<'a>(tried: &Tried<'_>, execution: &'a Execution) -> Vec<&'a Event> {
    let mut numbers: Vec<u32> = tried
        .verdict
        .reasons
        .iter()
        .flat_map(|reason| match reason {
            Reason::RuleBroken { events, .. } => events.as_slice(),
            _ => &[],
        })
        .copied()
        .collect();
    numbers.sort_unstable();
    numbers.dedup();
    execution
        .trace
        .iter()
        .filter(|event| numbers.binary_search(&event.seq).is_ok())
        .collect()
}

/// What is unsafe about an event that a broken rule cites, if that is what it is about.
fn of_event(event: &Event) -> Option<String> {
    Some(match &event.operation {
        Operation::RandomWeak { generator, .. } => {
            format!("it draws from a generator that is not meant for secrets ({generator})")
        }
        Operation::Code { how, .. } => format!("it runs text as code ({how})"),
        Operation::Deserialize { format, type_name } => format!(
            "its {format} reader makes what the data name{}",
            match type_name.as_str() {
                "" => String::new(),
                name => format!(" ({name})"),
            }
        ),
        Operation::Document { .. } => "its parser fetches what the document names".to_owned(),
        Operation::Template {
            engine,
            escaping: false,
            ..
        } => format!("its {engine} templates don't escape"),
        Operation::Tls {
            verify,
            check_name,
            minimum,
            ..
        } => match (verify, check_name) {
            (false, _) => "it accepts any certificate".to_owned(),
            (_, false) => "it accepts a certificate for another name".to_owned(),
            _ => format!("it allows an old version of TLS ({minimum})"),
        },
        Operation::Crypto {
            how,
            algorithm,
            parameters,
            ..
        } if how != "compare" => format!(
            "it uses {}",
            [algorithm.as_str(), parameters.as_str()].join(" ").trim()
        ),
        Operation::Sql { .. } => "it builds SQL text from its input".to_owned(),
        Operation::Process { how, .. } if how == "shell" || how == "command" => {
            "it hands its input to a shell".to_owned()
        }
        _ => return None,
    })
}

/// What is unsafe, and the kinds of events that show what is used.
type Unsafe = (&'static str, &'static [&'static str]);

const RANDOM: &[&str] = &["random.weak"];
const CRYPTO: &[&str] = &["crypto"];
const FILES: &[&str] = &["file.open", "file.chmod", "file.mkdir"];

/// Rules that ask for something safe to be used.
fn of_reason(reason: &Reason) -> Option<Unsafe> {
    let Reason::RuleBroken { rule, .. } = reason else {
        return None;
    };
    Some(match rule.as_str() {
        "random_bytes_at_least" | "random" => ("what must be unpredictable isn't", RANDOM),
        "crypto" => ("the cryptography is weak", CRYPTO),
        "tls_verified" => ("it isn't verified who is talked to", &["tls"]),
        "constant_time_compare" | "even_fuel" => {
            ("how long a comparison takes tells a secret", &[])
        }
        "created_mode_within" => ("files are open to others", FILES),
        _ => return None,
    })
}

/// Weaknesses that lie in what a program uses.
fn of_weakness(cwe: u32) -> Option<Unsafe> {
    Some(match cwe {
        89 | 564 => ("SQL text is built from input", &["sql"]),
        94..=96 => ("input becomes code", &["code"]),
        1336 => ("input becomes a template", &["template"]),
        502 => ("data choose types", &["deserialize"]),
        611 | 827 => ("a document chooses what is read", &["document"]),
        295..=299 | 757 => ("it isn't verified who is talked to", &["tls"]),
        319 => ("secrets are sent in the clear", &["network.send", "http"]),
        330 | 331 | 334..=344 | 1241 => ("what must be unpredictable isn't", RANDOM),
        321..=329 | 780 | 1204 | 1240 => ("the cryptography is weak", CRYPTO),
        256 | 257 | 261 | 759 | 760 | 916 => ("passwords are stored weakly", CRYPTO),
        203 | 208 | 385 => ("how long a comparison takes tells a secret", &[]),
        377..=379 => ("a temporary file can be foreseen", FILES),
        276..=281 | 732 => ("files are open to others", FILES),
        _ => return None,
    })
}
