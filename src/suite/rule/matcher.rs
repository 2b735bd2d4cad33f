//! Conditions on values and texts.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A condition on a returned value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReturnedRule {
    /// Which call, from 0; the last by default.
    #[serde(default)]
    pub call: Option<u32>,
    /// The condition.
    pub is: Matcher,
}

/// A condition on a value or a text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Matcher {
    /// Equal to this value (typed JSON, see docs/values.md).
    Equals(serde_json::Value),
    /// Text (or bytes that are text) that this regular expression matches somewhere.
    Regex(String),
    /// Text that contains this; a list with this element; a mapping with this key.
    Contains(serde_json::Value),
    /// A value of this type.
    Type(TypeName),
    /// A length (of text in characters, of bytes, of a list or mapping) within bounds.
    Length(Bounds),
    /// A number within bounds.
    Number(NumberBounds),
    /// The number of lines of a text (a last line without a line feed counts) within bounds.
    Lines(Bounds),
    /// Text that is JSON (not typed: `$` has no meaning) whose value matches.
    Json(Box<Matcher>),
    /// Text that is HTML with these properties, read as a browser would.
    Html(HtmlMatch),
    /// Text that is a well-formed XML document with these properties.
    Xml(XmlMatch),
    /// HTTP headers: lines `Name: value` up to an empty line, a mapping of names to texts, a list of pairs, or a record whose
    /// field `headers` is one of these. Every header of this name matches, and there is one.
    Header(Box<HeaderMatch>),
    /// Cookies that HTTP headers set (or the text of one `Set-Cookie`). Every one of this name matches, and there is one.
    Cookie(Box<CookieMatch>),
    /// Equal to what this call (from 0) returned.
    EqualsResult(u32),
    /// A mapping or record whose field matches.
    Field(Box<FieldMatcher>),
    /// Every element of a list (or value of a mapping) matches.
    Each(Box<Matcher>),
    /// Not this.
    Not(Box<Matcher>),
    /// All of these.
    All(Vec<Matcher>),
    /// One of these.
    Any(Vec<Matcher>),
}

/// A field and what must be true of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FieldMatcher {
    /// The key.
    pub name: String,
    /// The condition on its value.
    pub is: Matcher,
}

/// The types that a [`Matcher`] can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TypeName {
    /// No value.
    Null,
    /// A truth value.
    Boolean,
    /// A whole number (also a float with a whole value, where a language has but one kind of number).
    Integer,
    /// Any number.
    Number,
    /// Text.
    String,
    /// Raw bytes.
    Bytes,
    /// A list or tuple.
    List,
    /// A mapping or record.
    Mapping,
}

/// Inclusive bounds on a count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Bounds {
    /// At least this.
    #[serde(default)]
    pub min: u64,
    /// At most this.
    #[serde(default)]
    pub max: Option<u64>,
}

/// Inclusive bounds on a number.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NumberBounds {
    /// At least this.
    #[serde(default)]
    pub min: Option<f64>,
    /// At most this.
    #[serde(default)]
    pub max: Option<f64>,
}

/// Properties of HTML. All that are given must hold; names are in lower case.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HtmlMatch {
    /// Nothing in it does anything by itself: no `script`, `iframe`, `object`, `embed`, `base`, `meta`, `link`, `style` or
    /// `form`, no event handler, no `javascript:` address, no `srcdoc`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub inert: bool,
    /// None of these elements.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub no_elements: Vec<String>,
    /// No elements but these.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only_elements: Option<Vec<String>>,
    /// No attributes but these.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only_attributes: Option<Vec<String>>,
    /// No attribute whose name begins with `on`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub no_handlers: bool,
    /// No address with the scheme `javascript`, `vbscript` or `data` in an attribute that takes one.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub no_script_urls: bool,
    /// How many elements of each of these names there are.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub elements: BTreeMap<String, Bounds>,
    /// The text that a reader sees, entities resolved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Box<Matcher>>,
}

/// Properties of an XML document. All that are given must hold.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct XmlMatch {
    /// No elements but these, by their local names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only_elements: Option<Vec<String>>,
    /// How many elements of each of these local names there are.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub elements: BTreeMap<String, Bounds>,
    /// All text in it, joined.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Box<Matcher>>,
}

/// An HTTP header and what must be true of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HeaderMatch {
    /// Its name, in whatever case.
    pub name: String,
    /// The condition on its value; without one, it need only be there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is: Option<Matcher>,
}

/// A cookie and what must be true of it. All that are given must hold.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CookieMatch {
    /// Its name; `*` stands for every cookie.
    pub name: String,
    /// The condition on its value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is: Option<Matcher>,
    /// Whether it has `Secure`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub secure: Option<bool>,
    /// Whether it has `HttpOnly`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub http_only: Option<bool>,
    /// The values of `SameSite` that are allowed, e.g. `Strict`, `Lax`; a cookie without it doesn't match.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub same_site: Option<Vec<String>>,
    /// The condition on the text of its attribute `Path`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<Matcher>,
}
