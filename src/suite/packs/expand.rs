//! From a pack and its parameters to plain rules.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json};

use super::{Pack, packs};
use crate::suite::rule::{PackUse, Rule};

/// The rules that a pack stands for with these parameters.
///
/// # Errors
/// With each field, relative to the pack, and what is wrong in it: an unknown pack or parameter, one that is missing or of
/// another kind, or values that the rules don't take.
pub fn expand(pack: &PackUse) -> Result<Rule, Vec<(String, String)>> {
    let Some(known) = packs().get(&pack.name) else {
        let text = format!(
            "there is no pack {:?}: `dualgauge rules` lists them",
            pack.name
        );
        return Err(vec![("name".to_owned(), text)]);
    };
    let parameters = parameters(known, &pack.with)?;
    let json = fill(&known.rule, &parameters).unwrap_or(Json::Null);
    serde_path_to_error::deserialize(&json).map_err(|error| {
        let text = format!("{} ({})", error.inner(), error.path());
        vec![("with".to_owned(), text)]
    })
}

/// Puts the rules in the place of each pack in a rule. What is wrong goes to `wrong` with its field; `at` is the rule's.
pub fn expand_rule(rule: &mut Rule, at: &str, wrong: &mut Vec<(String, String)>) {
    let at = format!("{at}.{}", rule.name());
    match rule {
        Rule::All(parts) | Rule::Any(parts) => {
            for (index, part) in parts.iter_mut().enumerate() {
                expand_rule(part, &format!("{at}[{index}]"), wrong);
            }
        }
        Rule::Not(part) => expand_rule(part, &at, wrong),
        Rule::Pack(pack) => match expand(pack) {
            Ok(expanded) => *rule = expanded,
            Err(errors) => wrong.extend(
                errors
                    .into_iter()
                    .map(|(field, text)| (format!("{at}.{field}"), text)),
            ),
        },
        _ => {}
    }
}

/// All parameters that have a value: given, or by default.
fn parameters(
    pack: &Pack,
    given: &BTreeMap<String, Json>,
) -> Result<BTreeMap<String, Json>, Vec<(String, String)>> {
    let mut wrong = Vec::new();
    for name in given
        .keys()
        .filter(|name| !pack.parameters.contains_key(*name))
    {
        let known: Vec<&str> = pack.parameters.keys().map(String::as_str).collect();
        let known = match known.is_empty() {
            true => "it has none".to_owned(),
            false => format!("it has {}", known.join(", ")),
        };
        wrong.push((
            format!("with.{name}"),
            format!("the pack has no such parameter: {known}"),
        ));
    }
    let mut values = BTreeMap::new();
    for (name, parameter) in &pack.parameters {
        match given.get(name).or(parameter.default.as_ref()) {
            Some(value) if parameter.kind.fits(value) => {
                values.insert(name.clone(), value.clone());
            }
            Some(_) => wrong.push((
                format!("with.{name}"),
                format!("takes {}: {}", parameter.kind.words(), parameter.about),
            )),
            None if parameter.optional => {}
            None => wrong.push((
                "with".to_owned(),
                format!("{name} is missing: {}", parameter.about),
            )),
        }
    }
    if wrong.is_empty() {
        Ok(values)
    } else {
        Err(wrong)
    }
}

/// A part of a pack's rule with parameters put in; `None` for what is left out. What is put in is not looked at again.
fn fill(json: &Json, parameters: &BTreeMap<String, Json>) -> Option<Json> {
    Some(match json {
        Json::String(text) => match text.strip_prefix('$') {
            Some(name) => parameters.get(name)?.clone(),
            None => json.clone(),
        },
        Json::Array(items) => {
            let items = items.iter().filter_map(|item| fill(item, parameters));
            Json::Array(items.collect())
        }
        Json::Object(map) => match (map.get("$if"), map.get("rule")) {
            (Some(Json::String(name)), Some(rule)) => {
                let given = parameters.get(name)?;
                if *given == Json::Bool(false) {
                    return None;
                }
                fill(rule, parameters)?
            }
            _ => {
                let fields = map
                    .iter()
                    .filter_map(|(key, value)| Some((key.clone(), fill(value, parameters)?)));
                Json::Object(fields.collect::<Map<String, Json>>())
            }
        },
        other => other.clone(),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn used(name: &str, with: Json) -> Result<Rule, Vec<(String, String)>> {
        expand(&PackUse {
            name: name.to_owned(),
            with: serde_json::from_value(with).unwrap(),
        })
    }

    /// Every pack's example gives rules, each parameter is used, and texts with `$` name parameters.
    #[test]
    fn packs_are_sound() {
        assert!(packs().len() > 50);
        for (name, pack) in packs() {
            let text = pack.rule.to_string();
            for parameter in pack.parameters.keys() {
                assert!(
                    text.contains(&format!("\"${parameter}\""))
                        || text.contains(&format!("\"$if\":\"{parameter}\"")),
                    "{name}: {parameter}"
                );
            }
            for (_, rest) in text
                .match_indices("\"$")
                .map(|(at, _)| text.split_at(at + 2))
            {
                let word = rest.split('"').next().unwrap();
                assert!(
                    word == "if" || pack.parameters.contains_key(word),
                    "{name}: {word}"
                );
            }
            let with = serde_json::to_value(&pack.example).unwrap();
            let rule = used(name, with).unwrap_or_else(|error| panic!("{name}: {error:?}"));
            assert_eq!(
                crate::suite::check::rule_needs_twin(&rule),
                pack.twin,
                "{name}"
            );
            assert!(pack.about.ends_with('.'), "{name}");
        }
    }

    #[test]
    fn parameters_are_put_in() {
        let rule = used("cwe-22", json!({"folders": ["/srv"]})).unwrap();
        let wanted =
            json!({"file_access_within": {"folders": ["/srv"], "uses": ["read", "write", "list"]}});
        assert_eq!(serde_json::to_value(rule).unwrap(), wanted);
        let without = used("cwe-78", json!({})).unwrap();
        assert!(matches!(without, Rule::All(parts) if parts.len() == 1));
        let with = used("cwe-78", json!({"canary": "c"})).unwrap();
        assert!(matches!(with, Rule::All(parts) if parts.len() == 2));
        // A value that looks like a parameter is a value.
        let odd = used("cwe-22", json!({"folders": ["$uses"]})).unwrap();
        assert!(matches!(odd, Rule::FileAccessWithin(scope) if scope.folders == ["$uses"]));
    }

    #[test]
    fn mistakes_are_told_with_their_fields() {
        let fields = |name: &str, with: Json| -> Vec<String> {
            used(name, with)
                .unwrap_err()
                .into_iter()
                .map(|(field, _)| field)
                .collect()
        };
        assert_eq!(fields("cwe-0", json!({})), ["name"]);
        assert_eq!(fields("cwe-22", json!({})), ["with"]);
        assert_eq!(
            fields("cwe-22", json!({"folders": "/srv"})),
            ["with.folders"]
        );
        assert_eq!(
            fields("cwe-22", json!({"folders": [], "folder": 1})),
            ["with.folder"]
        );
        assert_eq!(
            fields("cwe-22", json!({"folders": [], "uses": ["eat"]})),
            ["with"]
        );
        let mut rule: Rule = serde_json::from_value(json!({"all": [
            {"not": {"pack": {"name": "cwe-0"}}}, {"pack": {"name": "cwe-459"}}]}))
        .unwrap();
        let mut wrong = Vec::new();
        expand_rule(&mut rule, "tests[0].rule", &mut wrong);
        assert_eq!(wrong[0].0, "tests[0].rule.all[0].not.pack.name");
        assert!(matches!(&rule, Rule::All(parts) if matches!(parts[1], Rule::NoFileLeft(_))));
    }
}
