//! Conditions on values.

use num_bigint::BigInt;

use super::formats::{headers, html, json, xml};
use super::scene::Fault;
use crate::suite::pattern;
use crate::suite::rule::{
    Bounds, CookieMatch, HeaderMatch, HtmlMatch, Matcher, NumberBounds, TypeName, XmlMatch,
};
use crate::value::Value;

/// Whether a value meets a condition. `returned` is what each call returned, for conditions that refer to one.
pub(super) fn matches(
    condition: &Matcher,
    value: &Value,
    returned: &[Option<Value>],
) -> Result<bool, Fault> {
    let inner = |condition, value| matches(condition, value, returned);
    Ok(match condition {
        Matcher::Equals(expected) => typed(expected)?.matches(value),
        Matcher::Regex(text) => match as_text(value) {
            Some(actual) => pattern::regex(text)
                .map_err(|error| Fault::new(format!("{text:?}: {error}")))?
                .is_match(actual),
            None => false,
        },
        Matcher::Contains(part) => contains(value, &typed(part)?),
        Matcher::Type(name) => has_type(value, *name),
        Matcher::Length(bounds) => length(value).is_some_and(|length| within(length, *bounds)),
        Matcher::Lines(bounds) => {
            as_text(value).is_some_and(|text| within(text.lines().count(), *bounds))
        }
        Matcher::Number(bounds) => number_within(value, *bounds),
        Matcher::Json(condition) => match as_text(value).and_then(json::read) {
            Some(content) => inner(condition, &content)?,
            None => false,
        },
        Matcher::Html(condition) => match as_text(value).and_then(html::read) {
            Some(html) => is_html(condition, &html, returned)?,
            None => false,
        },
        Matcher::Xml(condition) => match as_text(value).and_then(xml::read) {
            Some(xml) => is_xml(condition, &xml, returned)?,
            None => false,
        },
        Matcher::Header(condition) => has_header(condition, value, returned)?,
        Matcher::Cookie(condition) => has_cookie(condition, value, returned)?,
        Matcher::EqualsResult(call) => returned
            .get(*call as usize)
            .and_then(Option::as_ref)
            .is_some_and(|result| result.matches(value)),
        Matcher::Field(field) => match field_of(value, &field.name) {
            Some(content) => inner(&field.is, content)?,
            None => false,
        },
        Matcher::Each(condition) => match elements(value) {
            Some(elements) => all(elements
                .into_iter()
                .map(|element| inner(condition, element)))?,
            None => false,
        },
        Matcher::Not(condition) => !inner(condition, value)?,
        Matcher::All(parts) => all(parts.iter().map(|part| inner(part, value)))?,
        Matcher::Any(parts) => {
            let mut holds = false;
            for part in parts {
                holds |= inner(part, value)?;
            }
            holds
        }
    })
}

fn is_html(
    condition: &HtmlMatch,
    html: &html::Html,
    returned: &[Option<Value>],
) -> Result<bool, Fault> {
    let good = html.elements.iter().all(|element| {
        let inert = !element.is_active()
            && !element.attributes.iter().any(|(name, _)| name == "srcdoc")
            && element.handlers().next().is_none()
            && element.script_urls().next().is_none();
        let only = |allowed: &Option<Vec<String>>, name: &String| {
            allowed
                .as_ref()
                .is_none_or(|allowed| allowed.contains(name))
        };
        (inert || !condition.inert)
            && !condition.no_elements.contains(&element.name)
            && only(&condition.only_elements, &element.name)
            && element
                .attributes
                .iter()
                .all(|(name, _)| only(&condition.only_attributes, name))
            && !(condition.no_handlers && element.handlers().next().is_some())
            && !(condition.no_script_urls && element.script_urls().next().is_some())
    });
    let counted = condition.elements.iter().all(|(name, bounds)| {
        let elements = html.elements.iter();
        within(
            elements.filter(|element| element.name == *name).count(),
            *bounds,
        )
    });
    Ok(good && counted && holds_text(condition.text.as_deref(), &html.text, returned)?)
}

fn is_xml(condition: &XmlMatch, xml: &xml::Xml, returned: &[Option<Value>]) -> Result<bool, Fault> {
    let only = condition
        .only_elements
        .as_ref()
        .is_none_or(|allowed| xml.elements.iter().all(|element| allowed.contains(element)));
    let counted = condition.elements.iter().all(|(name, bounds)| {
        let elements = xml.elements.iter();
        within(elements.filter(|element| *element == name).count(), *bounds)
    });
    Ok(only && counted && holds_text(condition.text.as_deref(), &xml.text, returned)?)
}

/// Whether a text meets a condition, if there is one.
fn holds_text(
    condition: Option<&Matcher>,
    text: &str,
    returned: &[Option<Value>],
) -> Result<bool, Fault> {
    match condition {
        Some(condition) => matches(condition, &Value::Str(text.to_owned()), returned),
        None => Ok(true),
    }
}

fn has_header(
    condition: &HeaderMatch,
    value: &Value,
    returned: &[Option<Value>],
) -> Result<bool, Fault> {
    let mut found = false;
    for (name, text) in headers::of(value) {
        if name.eq_ignore_ascii_case(&condition.name) {
            found = true;
            if !holds_text(condition.is.as_ref(), &text, returned)? {
                return Ok(false);
            }
        }
    }
    Ok(found)
}

fn has_cookie(
    condition: &CookieMatch,
    value: &Value,
    returned: &[Option<Value>],
) -> Result<bool, Fault> {
    let mut found = false;
    for cookie in headers::cookies(value) {
        if condition.name != "*" && condition.name != cookie.name {
            continue;
        }
        found = true;
        let flag = |wanted: Option<bool>, name: &str| {
            wanted.is_none_or(|wanted| wanted == cookie.attribute(name).is_some())
        };
        let same_site = condition.same_site.as_ref().is_none_or(|allowed| {
            cookie.attribute("samesite").is_some_and(|given| {
                allowed
                    .iter()
                    .any(|allowed| allowed.eq_ignore_ascii_case(given))
            })
        });
        let path = match (&condition.path, cookie.attribute("path")) {
            (Some(condition), Some(path)) => holds_text(Some(condition), path, returned)?,
            (Some(_), None) => false,
            (None, _) => true,
        };
        let good = flag(condition.secure, "secure")
            && flag(condition.http_only, "httponly")
            && same_site
            && path
            && holds_text(condition.is.as_ref(), &cookie.value, returned)?;
        if !good {
            return Ok(false);
        }
    }
    Ok(found)
}

fn all(mut parts: impl Iterator<Item = Result<bool, Fault>>) -> Result<bool, Fault> {
    parts.try_fold(true, |holds, part| Ok(part? && holds))
}

/// A value that a task expects.
pub(super) fn typed(json: &serde_json::Value) -> Result<Value, Fault> {
    Value::from_json(json).map_err(|error| Fault::new(format!("the task's value: {error}")))
}

/// The text of a text, or of bytes that are text.
fn as_text(value: &Value) -> Option<&str> {
    match value {
        Value::Str(text) => Some(text),
        Value::Bytes(bytes) => std::str::from_utf8(bytes).ok(),
        _ => None,
    }
}

fn contains(value: &Value, part: &Value) -> bool {
    match (value, part) {
        (Value::Str(text), Value::Str(part)) => text.contains(part),
        (Value::Bytes(bytes), Value::Bytes(part)) => has_bytes(bytes, part),
        (Value::Bytes(bytes), Value::Str(part)) => has_bytes(bytes, part.as_bytes()),
        (Value::List(items) | Value::Tuple(items) | Value::Set(items), part) => {
            items.iter().any(|item| part.matches(item))
        }
        (Value::Dict(entries), part) => entries.iter().any(|(key, _)| part.matches(key)),
        (Value::Object { fields, .. }, Value::Str(part)) => {
            fields.iter().any(|(name, _)| name == part)
        }
        _ => false,
    }
}

fn has_bytes(bytes: &[u8], part: &[u8]) -> bool {
    part.is_empty() || bytes.windows(part.len()).any(|window| window == part)
}

fn has_type(value: &Value, name: TypeName) -> bool {
    match name {
        TypeName::Null => matches!(value, Value::Null),
        TypeName::Boolean => matches!(value, Value::Bool(_)),
        TypeName::Integer => match value {
            Value::Int(_) => true,
            Value::Float(number) => number.is_finite() && number.fract() == 0.0,
            _ => false,
        },
        TypeName::Number => matches!(value, Value::Int(_) | Value::Float(_)),
        TypeName::String => matches!(value, Value::Str(_) | Value::BrokenText(_)),
        TypeName::Bytes => matches!(value, Value::Bytes(_)),
        TypeName::List => matches!(value, Value::List(_) | Value::Tuple(_)),
        TypeName::Mapping => matches!(value, Value::Dict(_) | Value::Object { .. }),
    }
}

fn length(value: &Value) -> Option<usize> {
    match value {
        Value::Str(text) => Some(text.chars().count()),
        Value::BrokenText(units) => Some(char::decode_utf16(units.iter().copied()).count()),
        Value::Bytes(bytes) => Some(bytes.len()),
        Value::List(items) | Value::Tuple(items) | Value::Set(items) => Some(items.len()),
        Value::Dict(entries) => Some(entries.len()),
        Value::Object { fields, .. } => Some(fields.len()),
        _ => None,
    }
}

fn within(count: usize, bounds: Bounds) -> bool {
    let count = count as u64;
    bounds.min <= count && bounds.max.is_none_or(|max| count <= max)
}

fn number_within(value: &Value, bounds: NumberBounds) -> bool {
    let number = match value {
        Value::Int(number) => nearest(number),
        Value::Float(number) => *number,
        _ => return false,
    };
    !number.is_nan()
        && bounds.min.is_none_or(|min| min <= number)
        && bounds.max.is_none_or(|max| number <= max)
}

/// The binary64 number nearest to a whole number; infinite beyond the range.
fn nearest(number: &BigInt) -> f64 {
    i64::try_from(number).map_or_else(
        |_| number.to_string().parse().unwrap_or(f64::NAN),
        |small| small as f64,
    )
}

fn field_of<'a>(value: &'a Value, name: &str) -> Option<&'a Value> {
    match value {
        Value::Dict(entries) => entries
            .iter()
            .find(|(key, _)| matches!(key, Value::Str(text) if text == name))
            .map(|(_, content)| content),
        Value::Object { fields, .. } => fields
            .iter()
            .find(|(field, _)| field == name)
            .map(|(_, content)| content),
        _ => None,
    }
}

fn elements(value: &Value) -> Option<Vec<&Value>> {
    match value {
        Value::List(items) | Value::Tuple(items) | Value::Set(items) => {
            Some(items.iter().collect())
        }
        Value::Dict(entries) => Some(entries.iter().map(|(_, content)| content).collect()),
        Value::Object { fields, .. } => Some(fields.iter().map(|(_, content)| content).collect()),
        _ => None,
    }
}

/// A condition in plain words, for reasons.
pub(super) fn describe(condition: &Matcher) -> String {
    serde_json::to_string(condition).map_or_else(
        |_| "a condition".to_owned(),
        |text| super::verdict::shorten(&text, 300),
    )
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::*;

    fn holds(condition: Json, value: Json) -> bool {
        let condition: Matcher = serde_json::from_value(condition).unwrap();
        let value = Value::from_json(&value).unwrap();
        let returned = [Some(Value::Int(7.into())), None];
        matches(&condition, &value, &returned).unwrap()
    }

    #[test]
    fn texts() {
        assert!(holds(json!({"regex": "^a.c$"}), json!("abc")));
        assert!(holds(json!({"regex": "b"}), json!({"$bytes": "YWJj"})));
        assert!(!holds(json!({"regex": "1"}), json!(1)));
        assert!(holds(json!({"contains": "b"}), json!("abc")));
        assert!(holds(json!({"length": {"min": 2, "max": 2}}), json!("äö")));
        assert!(holds(json!({"lines": {"min": 2, "max": 2}}), json!("a\nb")));
        assert!(holds(
            json!({"lines": {"min": 2, "max": 2}}),
            json!("a\nb\n")
        ));
        assert!(holds(json!({"lines": {"max": 0}}), json!("")));
    }

    #[test]
    fn containers() {
        assert!(holds(json!({"contains": 1}), json!([2, 1.0])));
        assert!(holds(json!({"contains": "k"}), json!({"k": 1})));
        assert!(!holds(json!({"contains": 1}), json!({"k": 1})));
        assert!(holds(
            json!({"field": {"name": "k", "is": {"type": "integer"}}}),
            json!({"k": 1})
        ));
        assert!(!holds(
            json!({"field": {"name": "x", "is": {"not": {"type": "null"}}}}),
            json!({})
        ));
        assert!(holds(
            json!({"each": {"type": "string"}}),
            json!(["a", "b"])
        ));
        assert!(!holds(json!({"each": {"type": "string"}}), json!("ab")));
        assert!(holds(json!({"length": {"max": 0}}), json!([])));
        assert!(!holds(json!({"length": {"max": 9}}), json!(3)));
    }

    #[test]
    fn numbers_and_types() {
        assert!(holds(json!({"number": {"min": 1, "max": 2}}), json!(1.5)));
        assert!(!holds(
            json!({"number": {"min": 1}}),
            json!({"$float": "nan"})
        ));
        assert!(holds(
            json!({"number": {"min": 1e29}}),
            json!({"$int": "1".repeat(31)})
        ));
        assert!(holds(json!({"type": "integer"}), json!(2.0)));
        assert!(!holds(json!({"type": "integer"}), json!(true)));
        assert!(holds(json!({"equals_result": 0}), json!(7)));
        assert!(!holds(json!({"equals_result": 1}), json!(null)));
        assert!(!holds(json!({"equals_result": 9}), json!(null)));
    }

    #[test]
    fn formats() {
        let html = |condition: Json, text: &str| holds(json!({"html": condition}), json!(text));
        assert!(html(
            json!({"inert": true}),
            "<p class=x>a &lt;script&gt;</p>"
        ));
        for text in [
            "<script>1</script>",
            "<img src=x onerror=1>",
            "<a href='java\nscript:1'>",
            "<iframe srcdoc=x>",
            "<svg><a xlink:href=javascript:1>",
        ] {
            assert!(!html(json!({"inert": true}), text), "{text}");
        }
        assert!(!html(json!({"no_handlers": true}), "<b ONx>"));
        assert!(!html(json!({"no_script_urls": true}), "<a href=DATA:x>"));
        assert!(!html(json!({"no_elements": ["b"]}), "<B>"));
        assert!(html(
            json!({"only_elements": ["b"], "only_attributes": ["id"]}),
            "<b id=1>"
        ));
        assert!(!html(json!({"only_attributes": ["id"]}), "<b id=1 x>"));
        assert!(html(
            json!({"elements": {"li": {"min": 2, "max": 2}}}),
            "<li>a<li>b"
        ));
        assert!(html(json!({"text": {"equals": "a<b"}}), "<i>a&lt;b</i>"));
        assert!(!html(json!({}), &"a".repeat((1 << 20) + 1)));
        let xml = |condition: Json, text: &str| holds(json!({"xml": condition}), json!(text));
        assert!(xml(
            json!({"elements": {"b": {"max": 1}}, "text": {"equals": "x"}}),
            "<a><b>x</b></a>"
        ));
        assert!(!xml(json!({}), "<a>"));
        assert!(!xml(json!({"only_elements": ["a"]}), "<a><b/></a>"));
        let plain = |text: &str| {
            holds(
                json!({"json": {"field": {"name": "k", "is": {"equals": 1}}}}),
                json!(text),
            )
        };
        assert!(plain(r#"{"k": 1}"#) && !plain(r#"{"k": 2}"#) && !plain("{"));
    }

    #[test]
    fn responses() {
        let response = json!({"status": 302, "headers": {"location": "/home", "Set-Cookie": [
            "sid=1; Secure; HttpOnly; SameSite=Lax; Path=/", "theme=dark"]}});
        let on = |condition: Json| holds(condition, response.clone());
        assert!(on(
            json!({"header": {"name": "Location", "is": {"equals": "/home"}}})
        ));
        assert!(!on(
            json!({"header": {"name": "Location", "is": {"contains": "evil"}}})
        ));
        assert!(!on(json!({"header": {"name": "X-Frame-Options"}})));
        let sid = json!({"name": "sid", "secure": true, "http_only": true, "same_site": ["strict", "lax"],
            "is": {"equals": "1"}, "path": {"equals": "/"}});
        assert!(on(json!({"cookie": sid})));
        assert!(!on(
            json!({"cookie": {"name": "sid", "same_site": ["Strict"]}})
        ));
        assert!(!on(json!({"cookie": {"name": "*", "secure": true}})));
        assert!(!on(
            json!({"cookie": {"name": "theme", "path": {"equals": "/"}}})
        ));
        assert!(on(json!({"cookie": {"name": "theme", "secure": false}})));
        assert!(!on(json!({"cookie": {"name": "none"}})));
    }

    #[test]
    fn combinations() {
        let both = json!({"all": [{"type": "string"}, {"not": {"contains": "x"}}]});
        assert!(holds(both.clone(), json!("abc")));
        assert!(!holds(both, json!("x")));
        assert!(holds(
            json!({"any": [{"equals": null}, {"equals": 1}]}),
            json!(1)
        ));
    }
}
