//! HTTP headers and the cookies that they set, in the forms in which programs give them.

use crate::value::Value;

/// A header's name and value.
pub(in crate::evaluate) type Header = (String, String);

/// How many headers are looked at.
const MAX_HEADERS: usize = 1000;

/// The headers in a value: lines `Name: value` up to an empty line, a mapping of names to texts (or lists of them), a list
/// of pairs, or a record whose field `headers` is one of these.
pub(in crate::evaluate) fn of(value: &Value) -> Vec<Header> {
    let mut headers = Vec::new();
    collect(value, true, &mut headers);
    headers.truncate(MAX_HEADERS);
    headers
}

fn collect(value: &Value, may_descend: bool, headers: &mut Vec<Header>) {
    match value {
        Value::Str(text) => lines(text, headers),
        Value::Bytes(bytes) => lines(&String::from_utf8_lossy(bytes), headers),
        Value::Dict(entries) => {
            let inner = entries.iter().find(|(key, _)| is_headers(key));
            match inner.filter(|_| may_descend) {
                Some((_, inner)) => collect(inner, false, headers),
                None => {
                    for (key, value) in entries {
                        pair(key, value, headers);
                    }
                }
            }
        }
        Value::Object { fields, .. } => {
            let inner = fields
                .iter()
                .find(|(name, _)| name.eq_ignore_ascii_case("headers"));
            match inner.filter(|_| may_descend) {
                Some((_, inner)) => collect(inner, false, headers),
                None => {
                    for (name, value) in fields {
                        pair(&Value::Str(name.clone()), value, headers);
                    }
                }
            }
        }
        Value::List(items) | Value::Tuple(items) => {
            for item in items {
                match item {
                    Value::List(parts) | Value::Tuple(parts) => {
                        if let [name, value] = parts.as_slice() {
                            pair(name, value, headers);
                        }
                    }
                    Value::Str(line) => lines(line, headers),
                    _ => {}
                }
            }
            // A response given as a list or tuple: status, headers, body.
            if headers.is_empty() && may_descend {
                for item in items {
                    if matches!(item, Value::Dict(_) | Value::List(_) | Value::Tuple(_)) {
                        collect(item, false, headers);
                    }
                }
            }
        }
        _ => {}
    }
}

fn is_headers(key: &Value) -> bool {
    matches!(key, Value::Str(name) if name.eq_ignore_ascii_case("headers"))
}

fn pair(name: &Value, value: &Value, headers: &mut Vec<Header>) {
    let Value::Str(name) = name else { return };
    match value {
        Value::Str(text) => headers.push((name.clone(), text.trim().to_owned())),
        Value::Int(number) => headers.push((name.clone(), number.to_string())),
        Value::List(items) | Value::Tuple(items) => {
            for item in items {
                if let Value::Str(text) = item {
                    headers.push((name.clone(), text.trim().to_owned()));
                }
            }
        }
        _ => {}
    }
}

/// Reads lines up to an empty one; a status line at the beginning is no header.
fn lines(text: &str, headers: &mut Vec<Header>) {
    for line in text.lines().take(MAX_HEADERS) {
        if line.trim().is_empty() {
            return;
        }
        if let Some((name, value)) = line.split_once(':')
            && !name.is_empty()
            && name.bytes().all(is_token)
        {
            headers.push((name.to_owned(), value.trim().to_owned()));
        }
    }
}

/// RFC 9110, `tchar`.
fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

/// A cookie that a `Set-Cookie` header sets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::evaluate) struct Cookie {
    pub name: String,
    pub value: String,
    /// Names in lower case, and values.
    pub attributes: Vec<(String, String)>,
}

impl Cookie {
    /// The value of an attribute; an empty one where it has none.
    pub(in crate::evaluate) fn attribute(&self, name: &str) -> Option<&str> {
        // RFC 6265, 5.3: the last one counts.
        self.attributes
            .iter()
            .rfind(|(attribute, _)| attribute == name)
            .map(|(_, value)| value.as_str())
    }
}

/// The cookies that a value sets: by its headers, or as the text of one `Set-Cookie`.
pub(in crate::evaluate) fn cookies(value: &Value) -> Vec<Cookie> {
    let headers = of(value);
    let set: Vec<Cookie> = headers
        .iter()
        .filter(|(name, _)| name.eq_ignore_ascii_case("set-cookie"))
        .filter_map(|(_, text)| cookie(text))
        .collect();
    match value {
        Value::Str(text) if headers.is_empty() => cookie(text).into_iter().collect(),
        _ => set,
    }
}

/// RFC 6265, 5.2.
fn cookie(text: &str) -> Option<Cookie> {
    let mut parts = text.split(';');
    let (name, value) = parts.next()?.split_once('=')?;
    let name = name.trim();
    if name.is_empty() {
        return None;
    }
    Some(Cookie {
        name: name.to_owned(),
        value: value.trim().to_owned(),
        attributes: parts
            .take(50)
            .map(|part| {
                let (name, value) = part.split_once('=').unwrap_or((part, ""));
                (name.trim().to_ascii_lowercase(), value.trim().to_owned())
            })
            .collect(),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value as Json, json};

    use super::*;

    fn headers(json: Json) -> Vec<Header> {
        of(&Value::from_json(&json).unwrap())
    }

    #[test]
    fn every_form_is_read() {
        let wanted = [("X-A".to_owned(), "1".to_owned())];
        for json in [
            json!("X-A: 1"),
            json!("HTTP/1.1 200 OK\r\nX-A: 1\r\n\r\nX-B: 2"),
            json!({"X-A": "1"}),
            json!({"X-A": ["1"]}),
            json!([["X-A", "1"]]),
            json!([{"$tuple": ["X-A", "1"]}]),
            json!({"status": 200, "headers": {"X-A": "1"}, "body": "X-B: 2"}),
            json!({"Headers": [["X-A", " 1 "]]}),
            json!({"$tuple": [200, {"X-A": "1"}, "text"]}),
        ] {
            assert_eq!(headers(json.clone()), wanted, "{json}");
        }
        assert_eq!(headers(json!(1)), []);
        assert_eq!(headers(json!("a b: c")), []);
    }

    #[test]
    fn cookies_are_read() {
        let text = "sid=a=b; Path=/; secure; SameSite = Lax";
        for json in [
            json!({"Set-Cookie": text}),
            json!(text),
            json!(format!("set-cookie: {text}")),
        ] {
            let found = cookies(&Value::from_json(&json).unwrap());
            assert_eq!(found.len(), 1, "{json}");
            assert_eq!(found[0].name, "sid");
            assert_eq!(found[0].value, "a=b");
            assert_eq!(found[0].attribute("secure"), Some(""));
            assert_eq!(found[0].attribute("samesite"), Some("Lax"));
            assert_eq!(found[0].attribute("httponly"), None);
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "([a-zA-Z:;= \\r\\n]|\\PC){0,60}") {
            let value = Value::Str(text);
            prop_assert!(of(&value).len() <= MAX_HEADERS);
            for cookie in cookies(&value) {
                prop_assert!(!cookie.name.is_empty());
            }
        }
    }
}
