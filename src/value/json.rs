//! Values from typed JSON, as `docs/values.md` says.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use num_bigint::BigInt;
use serde_json::{Map, Number, Value as Json};

use super::{MAX_DEPTH, ScalarKind, Value};

/// The most decimal digits that a whole number may have.
const MAX_DIGITS: usize = 100_000;

/// Why a JSON value is not typed JSON. `at` is the place, e.g. `$[2].name`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ValueError {
    /// It nests deeper than [`MAX_DEPTH`].
    #[error("{at}: nests deeper than {MAX_DEPTH} levels")]
    TooDeep {
        /// The place.
        at: String,
    },
    /// A plain number beyond 64 bits, or one with more digits than are accepted.
    #[error("{at}: {text}")]
    Number {
        /// The place.
        at: String,
        /// What is wrong.
        text: &'static str,
    },
    /// A key beginning with `$` that stands for nothing.
    #[error(
        "{at}: {key:?} is no form of a value (a mapping whose keys begin with `$` is written with `$dict`)"
    )]
    UnknownForm {
        /// The place.
        at: String,
        /// The key.
        key: String,
    },
    /// A form whose content isn't what it must be.
    #[error("{at}: {form} takes {wanted}")]
    Content {
        /// The place.
        at: String,
        /// The form, e.g. `$bytes`.
        form: &'static str,
        /// What it takes.
        wanted: &'static str,
    },
}

/// A place in a JSON value, as a chain back to its root; it becomes text only when there is an error to report.
#[derive(Clone, Copy)]
struct Place<'a> {
    parent: Option<&'a Place<'a>>,
    step: Step<'a>,
    depth: usize,
}

#[derive(Clone, Copy)]
enum Step<'a> {
    Root,
    Index(usize),
    Key(&'a str),
}

impl<'a> Place<'a> {
    const ROOT: Place<'static> = Place {
        parent: None,
        step: Step::Root,
        depth: 0,
    };

    fn index(&'a self, index: usize) -> Place<'a> {
        self.then(Step::Index(index))
    }

    fn key(&'a self, key: &'a str) -> Place<'a> {
        self.then(Step::Key(key))
    }

    fn then(&'a self, step: Step<'a>) -> Place<'a> {
        Place {
            parent: Some(self),
            step,
            depth: self.depth + 1,
        }
    }

    fn text(&self) -> String {
        let mut steps = Vec::new();
        let mut here = Some(self);
        while let Some(place) = here {
            steps.push(match place.step {
                Step::Root => "$".to_owned(),
                Step::Index(index) => format!("[{index}]"),
                Step::Key(key) => format!(".{}", key.chars().take(60).collect::<String>()),
            });
            here = place.parent;
        }
        steps.reverse();
        steps.concat()
    }

    fn content(&self, form: &'static str, wanted: &'static str) -> ValueError {
        ValueError::Content {
            at: self.text(),
            form,
            wanted,
        }
    }
}

impl Value {
    /// Reads typed JSON.
    ///
    /// # Errors
    /// If it isn't typed JSON, with the place in it; also if it nests deeper than [`MAX_DEPTH`].
    pub fn from_json(json: &Json) -> Result<Self, ValueError> {
        read(json, Place::ROOT)
    }
}

fn read(json: &Json, at: Place<'_>) -> Result<Value, ValueError> {
    if at.depth > MAX_DEPTH {
        return Err(ValueError::TooDeep { at: at.text() });
    }
    match json {
        Json::Null => Ok(Value::Null),
        Json::Bool(flag) => Ok(Value::Bool(*flag)),
        Json::Number(number) => read_number(number, at),
        Json::String(text) => Ok(Value::Str(text.clone())),
        Json::Array(items) => Ok(Value::List(read_all(items, at)?)),
        Json::Object(map) => match map.keys().find(|key| key.starts_with('$')) {
            None => read_mapping(map, at),
            Some(key) if map.len() == 1 => read_form(key, &map[key], at),
            Some(key) => Err(unknown(key, at)),
        },
    }
}

fn unknown(key: &str, at: Place<'_>) -> ValueError {
    ValueError::UnknownForm {
        at: at.text(),
        key: key.chars().take(60).collect(),
    }
}

fn read_all(items: &[Json], at: Place<'_>) -> Result<Vec<Value>, ValueError> {
    items
        .iter()
        .enumerate()
        .map(|(index, item)| read(item, at.index(index)))
        .collect()
}

fn read_number(number: &Number, at: Place<'_>) -> Result<Value, ValueError> {
    if let Some(whole) = number.as_i64() {
        return Ok(Value::Int(whole.into()));
    }
    match number.as_f64() {
        Some(float) if number.is_f64() => Ok(Value::Float(float)),
        _ => Err(ValueError::Number {
            at: at.text(),
            text: "a whole number beyond 64 bits is written {\"$int\": \"...\"}",
        }),
    }
}

fn read_mapping(map: &Map<String, Json>, at: Place<'_>) -> Result<Value, ValueError> {
    let entries: Result<Vec<_>, ValueError> = map
        .iter()
        .map(|(key, value)| Ok((Value::Str(key.clone()), read(value, at.key(key))?)))
        .collect();
    Ok(Value::Dict(entries?))
}

fn read_form(key: &str, content: &Json, at: Place<'_>) -> Result<Value, ValueError> {
    let inside = at.key(key);
    match key {
        "$int" => read_int(content, inside),
        "$float" => read_float(content, inside),
        "$utf16" => read_utf16(content, inside),
        "$bytes" => content
            .as_str()
            .and_then(|text| STANDARD.decode(text).ok())
            .map(Value::Bytes)
            .ok_or_else(|| inside.content("$bytes", "base64 text with padding")),
        "$hex" => content
            .as_str()
            .and_then(unhex)
            .map(Value::Bytes)
            .ok_or_else(|| inside.content("$hex", "an even number of hexadecimal digits")),
        "$tuple" => Ok(Value::Tuple(list_of(content, "$tuple", inside)?)),
        "$set" => Ok(Value::Set(list_of(content, "$set", inside)?)),
        "$dict" => read_pairs(content, inside),
        "$object" => read_object(content, inside),
        "$exception" => {
            let [type_name, message] = two_texts(content, "type", "message")
                .ok_or_else(|| inside.content("$exception", "texts `type` and `message`"))?;
            Ok(Value::Exception { type_name, message })
        }
        "$opaque" => {
            let [type_name, text] = two_texts(content, "type", "text")
                .ok_or_else(|| inside.content("$opaque", "texts `type` and `text`"))?;
            Ok(Value::Opaque { type_name, text })
        }
        "$cycle" if *content == Json::Bool(true) => Ok(Value::Cycle),
        "$cycle" => Err(inside.content("$cycle", "`true`")),
        _ => read_scalar(key, content, at),
    }
}

fn read_int(content: &Json, at: Place<'_>) -> Result<Value, ValueError> {
    let wanted = || at.content("$int", "text of decimal digits");
    let text = content.as_str().ok_or_else(wanted)?;
    let digits = text.strip_prefix('-').unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(wanted());
    }
    if digits.len() > MAX_DIGITS {
        return Err(ValueError::Number {
            at: at.text(),
            text: "a whole number has at most 100,000 digits",
        });
    }
    text.parse::<BigInt>().map(Value::Int).map_err(|_| wanted())
}

fn read_float(content: &Json, at: Place<'_>) -> Result<Value, ValueError> {
    match content.as_str() {
        Some("nan") => Ok(Value::Float(f64::NAN)),
        Some("inf") => Ok(Value::Float(f64::INFINITY)),
        Some("-inf") => Ok(Value::Float(f64::NEG_INFINITY)),
        _ => Err(at.content("$float", "`nan`, `inf` or `-inf`")),
    }
}

fn read_utf16(content: &Json, at: Place<'_>) -> Result<Value, ValueError> {
    let wanted = || at.content("$utf16", "four hexadecimal digits for each code unit");
    let bytes = content.as_str().and_then(unhex).ok_or_else(wanted)?;
    let (units, []) = bytes.as_chunks::<2>() else {
        return Err(wanted());
    };
    let units: Vec<u16> = units.iter().map(|pair| u16::from_be_bytes(*pair)).collect();
    // Text that turns out to be valid is text: one value has one form.
    Ok(match String::from_utf16(&units) {
        Ok(text) => Value::Str(text),
        Err(_) => Value::BrokenText(units),
    })
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let (pairs, []) = text.as_bytes().as_chunks::<2>() else {
        return None;
    };
    let digit = |b: u8| char::from(b).to_digit(16);
    pairs
        .iter()
        .map(|[high, low]| u8::try_from(digit(*high)? * 16 + digit(*low)?).ok())
        .collect()
}

fn list_of(content: &Json, form: &'static str, at: Place<'_>) -> Result<Vec<Value>, ValueError> {
    match content {
        Json::Array(items) => read_all(items, at),
        _ => Err(at.content(form, "a list")),
    }
}

fn read_pairs(content: &Json, at: Place<'_>) -> Result<Value, ValueError> {
    let wanted = || at.content("$dict", "a list of pairs [key, value]");
    let entries: Result<Vec<_>, ValueError> = content
        .as_array()
        .ok_or_else(wanted)?
        .iter()
        .enumerate()
        .map(|(index, pair)| {
            let here = at.index(index);
            match pair.as_array().map(Vec::as_slice) {
                Some([key, value]) => Ok((read(key, here.index(0))?, read(value, here.index(1))?)),
                _ => Err(wanted()),
            }
        })
        .collect();
    Ok(Value::Dict(entries?))
}

fn read_object(content: &Json, at: Place<'_>) -> Result<Value, ValueError> {
    let wanted = || at.content("$object", "a text `type` and a mapping `fields`");
    let map = content.as_object().ok_or_else(wanted)?;
    match (map.get("type"), map.get("fields")) {
        (Some(Json::String(type_name)), Some(Json::Object(fields))) if map.len() == 2 => {
            let inside = at.key("fields");
            let fields: Result<Vec<_>, ValueError> = fields
                .iter()
                .map(|(name, value)| Ok((name.clone(), read(value, inside.key(name))?)))
                .collect();
            Ok(Value::Object {
                type_name: type_name.clone(),
                fields: fields?,
            })
        }
        _ => Err(wanted()),
    }
}

fn two_texts(content: &Json, first: &str, second: &str) -> Option<[String; 2]> {
    let map = content.as_object().filter(|map| map.len() == 2)?;
    Some([
        map.get(first)?.as_str()?.to_owned(),
        map.get(second)?.as_str()?.to_owned(),
    ])
}

fn read_scalar(key: &str, content: &Json, at: Place<'_>) -> Result<Value, ValueError> {
    let kind = key
        .strip_prefix('$')
        .and_then(ScalarKind::from_name)
        .ok_or_else(|| unknown(key, at))?;
    match content {
        Json::String(text) => Ok(Value::Scalar {
            kind,
            text: text.clone(),
        }),
        _ => Err(at.key(key).content("this form", "text")),
    }
}
