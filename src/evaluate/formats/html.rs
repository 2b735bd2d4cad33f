//! HTML as a browser's tokenizer reads it.

use html5gum::{HtmlString, StartTag, State, Token, Tokenizer};

/// How much HTML is looked at. The work is in proportion to it.
const MAX_HTML: usize = 1 << 20;

/// What stands in a piece of HTML, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::evaluate) struct Html {
    /// The elements that begin.
    pub elements: Vec<Element>,
    /// The text that a reader sees, character references resolved.
    pub text: String,
    /// The content of scripts, styles and comments.
    pub hidden: Vec<String>,
}

/// An element that begins, with its name and its attributes in lower case; the attributes by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::evaluate) struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
}

/// Reads HTML; `None` if there is more of it than is looked at.
pub(in crate::evaluate) fn read(text: &str) -> Option<Html> {
    if text.len() > MAX_HTML {
        return None;
    }
    let mut reader = Reader::default();
    let mut tokenizer = Tokenizer::new(text);
    // The source is in memory: reading it never fails.
    while let Some(Ok(token)) = tokenizer.next() {
        match token {
            Token::StartTag(tag) => {
                if let Some(state) = reader.start(&tag) {
                    tokenizer.set_state(state);
                }
            }
            Token::EndTag(tag) => reader.end(&shown(&tag.name)),
            Token::String(text) => reader.text(&shown(&text)),
            Token::Comment(text) => reader.html.hidden.push(shown(&text)),
            Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    Some(reader.html)
}

fn shown(text: &HtmlString) -> String {
    String::from_utf8_lossy(text).into_owned()
}

#[derive(Default)]
struct Reader {
    html: Html,
    /// Whether an element is open whose content is neither markup nor shown.
    hidden: bool,
    /// The open elements of SVG and MathML, and those within them whose content is HTML again.
    foreign: Vec<String>,
}

impl Reader {
    fn is_foreign(&self) -> bool {
        self.foreign
            .last()
            .is_some_and(|name| matches!(name.as_str(), "svg" | "math"))
    }

    /// Notes an element, and says how what follows must be read if it is no markup.
    fn start(&mut self, tag: &StartTag<()>) -> Option<State> {
        let name = shown(&tag.name);
        self.html.elements.push(Element {
            name: name.clone(),
            attributes: tag
                .attributes
                .iter()
                .map(|(name, value)| (shown(name), shown(value)))
                .collect(),
        });
        let foreign = self.is_foreign();
        let opens = match name.as_str() {
            "svg" | "math" => true,
            "foreignobject" | "desc" | "title" | "annotation-xml" | "mi" | "mo" | "mn" | "ms"
            | "mtext" => foreign,
            _ => false,
        };
        if opens && !tag.self_closing {
            self.foreign.push(name.clone());
        }
        if foreign {
            return None;
        }
        let (state, hidden) = match name.as_str() {
            "script" => (State::ScriptData, true),
            "style" | "xmp" | "iframe" | "noembed" | "noframes" | "noscript" => {
                (State::RawText, true)
            }
            "textarea" | "title" => (State::RcData, false),
            "plaintext" => (State::PlainText, false),
            _ => return None,
        };
        self.hidden = hidden;
        if hidden {
            self.html.hidden.push(String::new());
        }
        Some(state)
    }

    fn end(&mut self, name: &str) {
        self.hidden = false;
        if let Some(open) = self.foreign.iter().rposition(|open| open == name) {
            self.foreign.truncate(open);
        }
    }

    fn text(&mut self, text: &str) {
        match self.html.hidden.last_mut() {
            Some(last) if self.hidden => last.push_str(text),
            _ => self.html.text.push_str(text),
        }
    }
}

impl Element {
    /// Whether it does something by itself, or changes how the page around it is read.
    pub(in crate::evaluate) fn is_active(&self) -> bool {
        matches!(
            self.name.as_str(),
            "script"
                | "iframe"
                | "frame"
                | "frameset"
                | "object"
                | "embed"
                | "applet"
                | "base"
                | "meta"
                | "link"
                | "style"
                | "form"
                | "portal"
        )
    }

    /// Its event handlers.
    pub(in crate::evaluate) fn handlers(&self) -> impl Iterator<Item = &(String, String)> {
        self.attributes
            .iter()
            .filter(|(name, _)| name.starts_with("on"))
    }

    /// Its addresses that are code.
    pub(in crate::evaluate) fn script_urls(&self) -> impl Iterator<Item = &(String, String)> {
        self.attributes
            .iter()
            .filter(|(name, value)| takes_address(name) && is_script_url(value))
    }
}

fn takes_address(attribute: &str) -> bool {
    matches!(
        attribute,
        "href"
            | "xlink:href"
            | "src"
            | "action"
            | "formaction"
            | "data"
            | "poster"
            | "background"
            | "cite"
            | "to"
            | "from"
            | "values"
            | "ping"
    )
}

/// Whether an address is code. Browsers skip control characters and spaces before the scheme, and tabs and line breaks
/// anywhere in it.
fn is_script_url(value: &str) -> bool {
    let scheme: String = value
        .chars()
        .skip_while(|c| c.is_ascii_control() || *c == ' ')
        .filter(|c| !matches!(c, '\t' | '\r' | '\n'))
        .take_while(|c| *c != ':')
        .take(20)
        .collect();
    value.contains(':')
        && ["javascript", "vbscript", "data"]
            .iter()
            .any(|name| scheme.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn names(text: &str) -> Vec<String> {
        let html = read(text).unwrap();
        html.elements.into_iter().map(|e| e.name).collect()
    }

    #[test]
    fn markup_and_text_are_told_apart() {
        let html =
            read("<P Title='a&lt;b' title=2>1 &#60; 2<!-- c --><script>x<b></script>y").unwrap();
        assert_eq!(names("<p>a<b x>&lt;i&gt;</b>"), ["p", "b"]);
        assert_eq!(html.elements.len(), 2);
        assert_eq!(
            html.elements[0].attributes,
            [("title".to_owned(), "a<b".to_owned())]
        );
        assert_eq!(html.text, "1 < 2y");
        assert_eq!(html.hidden, [" c ", "x<b>"]);
        assert_eq!(names("<textarea><b></textarea><i>"), ["textarea", "i"]);
        assert_eq!(names("<title><b></title>"), ["title"]);
        assert_eq!(
            names("<svg><style><img onerror=x>"),
            ["svg", "style", "img"]
        );
        assert_eq!(names("<style><img onerror=x>"), ["style"]);
        assert_eq!(names("<plaintext><b>"), ["plaintext"]);
        assert_eq!(names("a < b > c </p>"), [""; 0]);
    }

    #[test]
    fn code_in_addresses_is_seen() {
        for value in [
            "javascript:x",
            " JaVaScript:x",
            "java\tscr\nipt:x",
            "\u{1}data:text/html,x",
            "vbscript:x",
        ] {
            assert!(is_script_url(value), "{value:?}");
        }
        for value in ["/javascript", "https://x/?a=javascript:", "java:script", ""] {
            assert!(!is_script_url(value), "{value:?}");
        }
        let html = read("<a href='&#106;avascript&colon;x' onClick=1>").unwrap();
        assert_eq!(html.elements[0].script_urls().count(), 1);
        assert_eq!(html.elements[0].handlers().count(), 1);
    }

    #[test]
    fn hostile_markup_is_bounded() {
        assert!(read(&"<a>".repeat(MAX_HTML)).is_none());
        let attributes: String = (0..10_000).map(|n| format!(" {n:x}")).collect();
        let html = read(&format!("<a{attributes}>")).unwrap();
        assert_eq!(html.elements[0].attributes.len(), 10_000);
        assert_eq!(names(&"<svg>".repeat(10_000)).len(), 10_000);
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "([<>/!='\"& a-zA-Z:-]|<script>|<svg>|<!--|-->|\\PC){0,60}") {
            let html = read(&text).unwrap();
            prop_assert!(html.text.len() <= text.len() * 6 + 8);
        }

        #[test]
        fn escaped_text_is_only_text(text in "\\PC{0,40}") {
            let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            let html = read(&format!("<p>{escaped}</p>")).unwrap();
            prop_assert_eq!(html.elements.len(), 1);
            prop_assert_eq!(html.text, text);
        }
    }
}
