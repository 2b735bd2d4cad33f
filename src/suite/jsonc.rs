//! JSON with comments: the only door to the parser. Stricter than the parser's own defaults, and it knows where things
//! stand in the text.

use jsonc_parser::ast::{ObjectProp, ObjectPropName, Value as Node};
use jsonc_parser::common::Ranged as _;
use jsonc_parser::errors::ParseErrorKind;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};
use serde_json::{Map, Number, Value as Json};

/// How deep a file may nest. More than any sensible task needs, and little enough for every recursion over it.
pub(super) const MAX_NESTING: usize = 120;

/// How long a key may be: fields are named by their keys in errors.
const MAX_KEY: usize = 4000;

/// What is wrong with a text, and where.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct SyntaxError {
    /// Line and column, from 1.
    pub at: (usize, usize),
    /// What is wrong.
    pub text: String,
}

/// A parsed text: its value, and the means to find places in it.
pub(super) struct Document<'a> {
    text: &'a str,
    root: Node<'a>,
    /// The value.
    pub value: Json,
}

impl<'a> Document<'a> {
    /// Parses JSON with comments and trailing commas; nothing else is let through that JSON hasn't.
    pub(super) fn parse(text: &'a str) -> Result<Self, SyntaxError> {
        let options = ParseOptions {
            allow_comments: true,
            allow_loose_object_property_names: false,
            allow_trailing_commas: true,
            allow_missing_commas: false,
            allow_single_quoted_strings: false,
            allow_hexadecimal_numbers: false,
            allow_unary_plus_numbers: false,
            allow_bare_decimal_point_numbers: false,
            allow_non_finite_numbers: false,
            allow_extended_string_escapes: false,
        };
        let parsed = parse_to_ast(text, &CollectOptions::default(), &options).map_err(|error| {
            SyntaxError {
                at: (error.line_display(), error.column_display()),
                text: match error.kind() {
                    ParseErrorKind::NestingDepthExceeded => too_deep(),
                    kind => kind.to_string().to_lowercase(),
                },
            }
        })?;
        let root = parsed.value.ok_or_else(|| SyntaxError {
            at: (1, 1),
            text: "the file is empty".to_owned(),
        })?;
        let value = convert(&root, text, 0)?;
        Ok(Self { text, root, value })
    }

    /// Line and column of a field such as `tests[3].rule.all[0]`, or of the innermost part of it that the text has.
    pub(super) fn locate(&self, field: &str) -> (usize, usize) {
        let mut node = &self.root;
        let mut start = node.start();
        let mut rest = field;
        while let Some((inner, inner_start, after)) = step(node, rest) {
            (node, start, rest) = (inner, inner_start, after);
        }
        position(self.text, start)
    }
}

/// The part of a node that a field's text begins with, where that stands, and the rest of the field's text.
fn step<'n, 't, 'f>(node: &'n Node<'t>, field: &'f str) -> Option<(&'n Node<'t>, usize, &'f str)> {
    match node {
        Node::Object(object) => {
            let field = field.strip_prefix('.').unwrap_or(field);
            object.properties.iter().find_map(|property| {
                let rest = field.strip_prefix(name_of(property))?;
                let whole = rest.is_empty() || rest.starts_with(['.', '[']);
                whole.then_some((&property.value, property.range.start, rest))
            })
        }
        Node::Array(array) => {
            let (index, rest) = field.strip_prefix('[')?.split_once(']')?;
            let element = array.elements.get(index.parse::<usize>().ok()?)?;
            Some((element, element.start(), rest))
        }
        _ => None,
    }
}

fn name_of<'n>(property: &'n ObjectProp<'_>) -> &'n str {
    match &property.name {
        ObjectPropName::String(text) => &text.value,
        ObjectPropName::Word(word) => word.value,
    }
}

/// Line and column, from 1, of a byte of a text; columns are counted in characters.
fn position(text: &str, byte: usize) -> (usize, usize) {
    let before = text.get(..byte).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = before.bytes().filter(|b| *b == b'\n').count() + 1;
    (line, before[line_start..].chars().count() + 1)
}

fn too_deep() -> String {
    format!("nests deeper than {MAX_NESTING} levels")
}

fn convert(node: &Node<'_>, text: &str, depth: usize) -> Result<Json, SyntaxError> {
    let wrong = |what: String| SyntaxError {
        at: position(text, node.start()),
        text: what,
    };
    if depth > MAX_NESTING {
        return Err(wrong(too_deep()));
    }
    match node {
        Node::NullKeyword(_) => Ok(Json::Null),
        Node::BooleanLit(literal) => Ok(Json::Bool(literal.value)),
        Node::StringLit(literal) => Ok(Json::String(literal.value.clone().into_owned())),
        Node::NumberLit(literal) => number(literal.value).map_err(wrong),
        Node::Array(array) => array
            .elements
            .iter()
            .map(|element| convert(element, text, depth + 1))
            .collect::<Result<Vec<Json>, SyntaxError>>()
            .map(Json::Array),
        Node::Object(object) => {
            let mut map = Map::new();
            for property in &object.properties {
                if name_of(property).len() > MAX_KEY {
                    return Err(SyntaxError {
                        at: position(text, property.range.start),
                        text: format!("a key is longer than {MAX_KEY} bytes"),
                    });
                }
                let value = convert(&property.value, text, depth + 1)?;
                if map.insert(name_of(property).to_owned(), value).is_some() {
                    return Err(SyntaxError {
                        at: position(text, property.range.start),
                        text: format!("the key {:?} stands here twice", name_of(property)),
                    });
                }
            }
            Ok(Json::Object(map))
        }
    }
}

/// A number that no 64 bits hold must not lose digits silently.
fn number(literal: &str) -> Result<Json, String> {
    let parsed: Number = literal
        .parse()
        .map_err(|_| format!("{literal:.60} is no JSON number"))?;
    let is_whole = !literal.contains(['.', 'e', 'E']);
    if is_whole && parsed.is_f64() {
        return Err(format!(
            "{literal:.60} is beyond 64 bits: write {{\"$int\": \"...\"}}"
        ));
    }
    Ok(Json::Number(parsed))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn error(text: &str) -> SyntaxError {
        Document::parse(text).err().expect("it is wrong")
    }

    #[test]
    fn comments_and_trailing_commas() {
        let text = "// head\n{\"a\": [1, 2.0,], /* x */ \"b\": null,}";
        let document = Document::parse(text).unwrap();
        assert_eq!(
            document.value,
            serde_json::json!({"a": [1, 2.0], "b": null})
        );
    }

    #[test]
    fn errors_have_places() {
        assert_eq!(error("{\n  \"a\": }").at.0, 2);
        assert_eq!(error("{\"a\": 1,\n \"a\": 2}").at, (2, 2));
        assert!(error("{\"a\": 1,\n \"a\": 2}").text.contains("twice"));
        assert!(error("[99999999999999999999]").text.contains("$int"));
        assert!(error("[1e999]").text.contains("no JSON number"));
        assert!(error("").text.contains("empty"));
        assert!(error("{a: 1}").at == (1, 2));
        assert!(error("['a']").at == (1, 2));
        assert!(error("[1 2]").text.contains("comma"));
    }

    #[test]
    fn nesting_is_bounded() {
        for open in ["[", "{\"a\":"] {
            let text = open.repeat(200_000);
            assert!(!error(&text).text.is_empty());
            let close = if open == "[" { "]" } else { "}" };
            let text = open.repeat(300) + "0" + &close.repeat(300);
            assert!(error(&text).text.contains("nests deeper"));
        }
    }

    #[test]
    fn fields_are_located() {
        let text = "{\n \"tests\": [\n  {\"rule\": {\"all\": [1,\n   2]}}],\n \"files\": {\"/a.b/c\": {\"text\": 1}}\n}";
        let document = Document::parse(text).unwrap();
        assert_eq!(document.locate("tests[0].rule.all[1]"), (4, 4));
        assert_eq!(document.locate("tests[0].rule.all[1].no.such"), (4, 4));
        assert_eq!(document.locate("files./a.b/c.text"), (5, 23));
        assert_eq!(document.locate("nothing"), (1, 1));
    }

    proptest! {
        #[test]
        fn never_panics(text in "[\\[\\]{}:,\"a-c0-9.eE+\\-\\\\u/*\n ]{0,60}", field in "[a-c.\\[\\]0-9]{0,12}") {
            if let Ok(document) = Document::parse(&text) {
                document.locate(&field);
            }
        }

        #[test]
        fn plain_json_is_read_as_it_is(values in prop::collection::btree_map(".{0,5}", any::<f64>(), 0..5)) {
            let json = serde_json::json!(values);
            let text = json.to_string();
            prop_assert_eq!(Document::parse(&text).unwrap().value, json);
        }
    }
}
