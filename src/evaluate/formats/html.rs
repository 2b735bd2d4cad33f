//! HTML as a browser's tokenizer reads it.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use super::MAX_MARKUP;

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

/// An element that begins, with its name and its attributes in lower case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::evaluate) struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
}

/// Reads HTML; `None` if there is more of it than is looked at.
pub(in crate::evaluate) fn read(text: &str) -> Option<Html> {
    if text.len() > MAX_MARKUP {
        return None;
    }
    let tokenizer = Tokenizer::new(Reader::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(text));
    // A script's end pauses the tokenizer only for sinks that run scripts.
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    Some(tokenizer.sink.0.take().html)
}

#[derive(Default)]
struct Reader(RefCell<State>);

#[derive(Default)]
struct State {
    html: Html,
    /// The element whose content is no markup, as long as it is open.
    raw: Option<String>,
    /// The open elements of SVG and MathML, and those within them whose content is HTML again.
    foreign: Vec<String>,
}

impl State {
    fn is_foreign(&self) -> bool {
        self.foreign
            .last()
            .is_some_and(|name| matches!(name.as_str(), "svg" | "math"))
    }

    fn start(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name = tag.name.to_ascii_lowercase();
        self.html.elements.push(Element {
            name: name.to_string(),
            attributes: tag
                .attrs
                .iter()
                .map(|attribute| {
                    let name = attribute.name.local.to_ascii_lowercase();
                    (name.to_string(), attribute.value.to_string())
                })
                .collect(),
        });
        let foreign = self.is_foreign();
        let opens = matches!(&*name, "svg" | "math")
            || (foreign
                && matches!(
                    &*name,
                    "foreignobject"
                        | "desc"
                        | "title"
                        | "annotation-xml"
                        | "mi"
                        | "mo"
                        | "mn"
                        | "ms"
                        | "mtext"
                ));
        if opens && !tag.self_closing {
            self.foreign.push(name.to_string());
        }
        if foreign {
            return TokenSinkResult::Continue;
        }
        let kind = match &*name {
            "script" => RawKind::ScriptData,
            "style" | "xmp" | "iframe" | "noembed" | "noframes" | "noscript" => RawKind::Rawtext,
            "textarea" | "title" => RawKind::Rcdata,
            "plaintext" => return TokenSinkResult::Plaintext,
            _ => return TokenSinkResult::Continue,
        };
        self.raw = Some(name.to_string());
        if kind == RawKind::Rcdata {
            self.raw = None;
        } else {
            self.html.hidden.push(String::new());
        }
        TokenSinkResult::RawData(kind)
    }

    fn end(&mut self, name: &str) {
        self.raw = None;
        if let Some(open) = self.foreign.iter().rposition(|open| open == name) {
            self.foreign.truncate(open);
        }
    }
}

impl TokenSink for Reader {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut state = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return state.start(&tag),
            Token::TagToken(tag) => state.end(&tag.name.to_ascii_lowercase()),
            Token::CommentToken(text) => state.html.hidden.push(text.to_string()),
            Token::CharacterTokens(text) => {
                let hidden = state.raw.is_some();
                match state.html.hidden.last_mut() {
                    Some(last) if hidden => last.push_str(&text),
                    _ => state.html.text.push_str(&text),
                }
            }
            Token::DoctypeToken(_)
            | Token::NullCharacterToken
            | Token::EOFToken
            | Token::ParseError(_) => {}
        }
        TokenSinkResult::Continue
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.0.borrow().is_foreign()
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
        assert!(read(&"<a>".repeat(MAX_MARKUP)).is_none());
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
