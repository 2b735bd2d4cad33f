//! XML documents.

use roxmltree::{Document, ParsingOptions};

/// How long a document may be. The parser compares each attribute of an element with all others, so that its work can grow
/// with the square of that.
const MAX_XML: usize = 64 << 10;

/// What stands in a document, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::evaluate) struct Xml {
    /// The local names of its elements.
    pub elements: Vec<String>,
    /// All its text, joined.
    pub text: String,
}

/// Reads a document without a document type. `None` if it isn't well-formed, or there is more of it than is looked at.
pub(in crate::evaluate) fn read(text: &str) -> Option<Xml> {
    if text.len() > MAX_XML {
        return None;
    }
    let document = Document::parse_with_options(text, ParsingOptions::default()).ok()?;
    let mut xml = Xml {
        elements: Vec::new(),
        text: String::new(),
    };
    for node in document.descendants() {
        if node.is_element() {
            xml.elements.push(node.tag_name().name().to_owned());
        } else if node.is_text() {
            xml.text.push_str(node.text().unwrap_or_default());
        }
    }
    Some(xml)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn documents_are_read() {
        let xml = read("<a x='1'><n:b xmlns:n='u'>1 &lt; 2</n:b><b/></a>").unwrap();
        assert_eq!(xml.elements, ["a", "b", "b"]);
        assert_eq!(xml.text, "1 < 2");
        assert_eq!(read("<a><b></a>"), None);
        assert_eq!(read("<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>"), None);
        assert_eq!(read("text"), None);
    }

    #[test]
    fn hostile_documents_are_bounded() {
        let deep = "<a>".repeat(9_000) + &"</a>".repeat(9_000);
        assert_eq!(read(&deep).map(|xml| xml.elements.len()), Some(9_000));
        assert_eq!(read(&"<a/>".repeat(MAX_XML)), None);
    }

    proptest! {
        #[test]
        fn never_panics(text in "([<>/!='\"&; a-z?-]|<a>|</a>|<!\\[CDATA\\[|\\PC){0,40}") {
            let _ = read(&text);
        }
    }
}
