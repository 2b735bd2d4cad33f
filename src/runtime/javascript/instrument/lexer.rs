//! Tokens of a JavaScript text, without a parser.
//!
//! Where `/` begins a regular expression is a matter of grammar. Here the token before decides; where it can't, both readings are
//! tried, and the text is given up unless they come to the same. So is one with anything unusual (unterminated literals,
//! comments in the style of HTML, brackets that don't match): what is read here must be what the parser reads, or else brackets could
//! be hidden from [`super::depth`].

/// A token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// A name or keyword.
    Word(&'a str),
    /// A property's name behind a dot.
    Property,
    /// A number, string, regular expression or template without substitutions.
    Literal,
    /// `(`, `[`, `{`, or the start of a template up to its first substitution (`$`).
    Open(u8),
    /// The bracket that closes one opened by this.
    Close(u8),
    /// One character of an operator, or one that stands for two (`==`, `=>`).
    Operator(u8),
}

/// The text can't be told apart into tokens with certainty.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unclear;

/// What stands before, as far as it matters to `/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Before {
    /// What needs an operand, or the start.
    Operator,
    /// The end of an operand.
    Operand,
    /// `)` behind `if (`, `while (`, `for (`, `with (`: a statement follows.
    Head,
    /// `}`: of a block or of an operand.
    Brace,
    /// Anything else of which one can't tell.
    Unknown,
}

/// Reads the tokens of a text.
pub(super) struct Lexer<'a> {
    text: &'a str,
    at: usize,
    /// Open brackets, and whether each is the head of a statement.
    open: Vec<(u8, bool)>,
    pub(super) before: Before,
    /// Whether the last token stands on a line after the one before it.
    pub(super) on_new_line: bool,
    /// The word before, where it matters: `if`, `for`, `await` behind `for`, `break`.
    word: Option<&'a str>,
    dots: u8,
}

const HEADS: [&str; 4] = ["if", "for", "while", "with"];
const BEFORE_OPERAND: [&str; 15] = [
    "return",
    "typeof",
    "instanceof",
    "in",
    "new",
    "delete",
    "void",
    "throw",
    "case",
    "do",
    "else",
    "extends",
    "default",
    "try",
    "finally",
];
const CONTEXTUAL: [&str; 11] = [
    "yield", "await", "of", "async", "let", "static", "get", "set", "break", "continue", "debugger",
];

impl<'a> Lexer<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let at = if text.starts_with("#!") {
            line_end(text, 0)
        } else {
            0
        };
        Self {
            text,
            at,
            open: Vec::new(),
            before: Before::Operator,
            on_new_line: true,
            word: None,
            dots: 0,
        }
    }

    /// Where the last token ends.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    fn byte(&self, ahead: usize) -> u8 {
        self.text
            .as_bytes()
            .get(self.at + ahead)
            .copied()
            .unwrap_or(0)
    }

    /// The next token, or nothing at the end.
    pub(super) fn next(&mut self) -> Result<Option<Token<'a>>, Unclear> {
        self.on_new_line = self.blank()? || self.at == 0;
        if self.at >= self.text.len() {
            return if self.open.is_empty() {
                Ok(None)
            } else {
                Err(Unclear)
            };
        }
        let word = self.word.take();
        let dots = std::mem::take(&mut self.dots);
        let byte = self.byte(0);
        let token = match byte {
            b'0'..=b'9' => self.number()?,
            b'.' if self.byte(1).is_ascii_digit() && dots == 0 => {
                self.at += 1;
                self.digits();
                Token::Literal
            }
            b'"' | b'\'' => self.string(byte)?,
            b'`' => {
                self.at += 1;
                self.template()?
            }
            b'(' | b'[' | b'{' => {
                let head =
                    byte == b'(' && dots == 0 && word.is_some_and(|word| HEADS.contains(&word));
                self.open.push((byte, head));
                self.at += 1;
                self.before = Before::Operator;
                Token::Open(byte)
            }
            b')' | b']' | b'}' => self.close(byte)?,
            b'/' => self.slash()?,
            b'_' | b'$' | b'#' | b'\\' | b'a'..=b'z' | b'A'..=b'Z' | 0x80.. => {
                self.word(word, dots)?
            }
            _ => self.operator(dots)?,
        };
        Ok(Some(token))
    }

    /// Passes over blanks and comments. Whether a line ended.
    fn blank(&mut self) -> Result<bool, Unclear> {
        let mut ended = false;
        loop {
            match self.byte(0) {
                b' ' | b'\t' | 0x0b | 0x0c => self.at += 1,
                b'\n' | b'\r' => {
                    ended = true;
                    self.at += 1;
                }
                b'/' if self.byte(1) == b'/' => self.at = line_end(self.text, self.at),
                b'/' if self.byte(1) == b'*' => {
                    let length = self.text[self.at + 2..].find("*/").ok_or(Unclear)?;
                    let comment = &self.text[self.at..self.at + 2 + length];
                    ended |= comment.contains(['\n', '\r', '\u{2028}', '\u{2029}']);
                    self.at += length + 4;
                }
                0x80.. => match self.text[self.at..].chars().next() {
                    Some(char) if char.is_whitespace() || char == '\u{feff}' => {
                        ended |= matches!(char, '\u{2028}' | '\u{2029}');
                        self.at += char.len_utf8();
                    }
                    _ => return Ok(ended),
                },
                _ => return Ok(ended),
            }
        }
    }

    fn number(&mut self) -> Result<Token<'a>, Unclear> {
        let start = self.at;
        self.digits();
        let digits = &self.text.as_bytes()[start..self.at];
        // A dot belongs to a decimal integer, and is that of a member behind all else.
        if self.byte(0) == b'.'
            && digits
                .iter()
                .all(|byte| byte.is_ascii_digit() || *byte == b'_')
        {
            if digits.len() > 1 && digits[0] == b'0' {
                // An octal number, or a decimal one with a zero too many.
                return Err(Unclear);
            }
            self.at += 1;
            self.digits();
        }
        Ok(Token::Literal)
    }

    fn digits(&mut self) {
        while self.byte(0).is_ascii_alphanumeric() || self.byte(0) == b'_' {
            self.at += 1;
        }
        self.before = Before::Operand;
    }

    fn string(&mut self, quote: u8) -> Result<Token<'a>, Unclear> {
        self.at += 1;
        loop {
            match self.byte(0) {
                b'\\' if matches!(self.byte(1), b'u' | b'x') => self.escape()?,
                // A carriage return and line feed are one escape.
                b'\\' if self.byte(1) == b'\r' && self.byte(2) == b'\n' => self.at += 3,
                b'\\' => self.at += 2,
                b'\n' | b'\r' => return Err(Unclear),
                byte if byte == quote => break,
                _ => self.at += 1,
            }
            if self.at >= self.text.len() {
                return Err(Unclear);
            }
        }
        self.at += 1;
        self.before = Before::Operand;
        Ok(Token::Literal)
    }

    /// Passes over `\xNN`, `\uNNNN` or `\u{N}`. Others are errors, of which the parser keeps a list that it copies now and then: many
    /// would cost it the square of their number.
    fn escape(&mut self) -> Result<(), Unclear> {
        let rest = &self.text.as_bytes()[self.at + 2..];
        let digits = |bytes: &[u8]| !bytes.is_empty() && bytes.iter().all(u8::is_ascii_hexdigit);
        let length = if self.byte(1) == b'x' {
            rest.get(..2).filter(|bytes| digits(bytes)).map(<[u8]>::len)
        } else if self.byte(2) == b'{' {
            const LONGEST: usize = 16;
            let end = rest.iter().take(LONGEST).position(|byte| *byte == b'}');
            let code = |end: usize| {
                let digits = std::str::from_utf8(rest.get(1..end)?).ok()?;
                u32::from_str_radix(digits, 16)
                    .ok()
                    .filter(|code| *code <= u32::from(char::MAX))
            };
            end.filter(|end| code(*end).is_some()).map(|end| end + 1)
        } else {
            rest.get(..4).filter(|bytes| digits(bytes)).map(<[u8]>::len)
        };
        self.at += 2 + length.ok_or(Unclear)?;
        Ok(())
    }

    /// The rest of a template up to its end or next substitution.
    fn template(&mut self) -> Result<Token<'a>, Unclear> {
        while self.at < self.text.len() {
            match self.byte(0) {
                b'\\' => self.at += 2,
                b'`' => {
                    self.at += 1;
                    self.before = Before::Operand;
                    return Ok(Token::Literal);
                }
                b'$' if self.byte(1) == b'{' => {
                    self.at += 2;
                    self.open.push((b'$', false));
                    self.before = Before::Operator;
                    return Ok(Token::Open(b'$'));
                }
                _ => self.at += 1,
            }
        }
        Err(Unclear)
    }

    fn close(&mut self, byte: u8) -> Result<Token<'a>, Unclear> {
        let (opened, head) = self.open.pop().ok_or(Unclear)?;
        self.at += 1;
        self.before = match (opened, byte) {
            (b'(', b')') if head => Before::Head,
            (b'(', b')') | (b'[', b']') => Before::Operand,
            (b'{', b'}') => Before::Brace,
            (b'$', b'}') => {
                // More substitutions of one template are as deep as the first.
                return match self.template()? {
                    Token::Open(_) => {
                        self.open.pop();
                        self.open.push((b'$', false));
                        Ok(Token::Operator(b','))
                    }
                    _ => Ok(Token::Close(b'$')),
                };
            }
            _ => return Err(Unclear),
        };
        Ok(Token::Close(opened))
    }

    fn word(&mut self, previous: Option<&'a str>, dots: u8) -> Result<Token<'a>, Unclear> {
        let start = self.at;
        self.name()?;
        let word = &self.text[start..self.at];
        // The parser goes on after a keyword that is spelled with escapes, though it is an error.
        if word.is_empty() || word.contains('\\') {
            return Err(Unclear);
        }
        if dots == 1 {
            self.before = Before::Operand;
            return Ok(Token::Property);
        }
        // `for await (`: the head is that of the loop.
        self.word = Some(if word == "await" && previous == Some("for") {
            "for"
        } else {
            word
        });
        self.before = if BEFORE_OPERAND.contains(&word) {
            Before::Operator
        } else if CONTEXTUAL.contains(&word)
            || previous.is_some_and(|word| word == "break" || word == "continue")
        {
            Before::Unknown
        } else {
            Before::Operand
        };
        Ok(Token::Word(word))
    }

    /// Passes over the characters of a name.
    fn name(&mut self) -> Result<(), Unclear> {
        loop {
            match self.byte(0) {
                b'_' | b'$' | b'#' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => self.at += 1,
                b'\\' if self.byte(1) == b'u' => self.escape()?,
                0x80.. => match self.text[self.at..].chars().next() {
                    Some(char)
                        if char.is_alphanumeric() || matches!(char, '\u{200c}' | '\u{200d}') =>
                    {
                        self.at += char.len_utf8()
                    }
                    // Marks and connectors continue names, too; blanks end them.
                    Some(char) if !char.is_whitespace() && char != '\u{feff}' => {
                        self.at += char.len_utf8()
                    }
                    _ => return Ok(()),
                },
                b'\\' => return Err(Unclear),
                _ => return Ok(()),
            }
        }
    }

    fn operator(&mut self, dots: u8) -> Result<Token<'a>, Unclear> {
        let byte = self.byte(0);
        let rest = &self.text.as_bytes()[self.at..];
        if rest.starts_with(b"<!--") || (rest.starts_with(b"-->") && self.on_new_line) {
            return Err(Unclear);
        }
        self.at += 1;
        self.before = Before::Operator;
        if byte == b'.' {
            // Three are a spread, which doesn't name a property.
            self.dots = (dots + 1) % 3;
        }
        if (byte == b'+' || byte == b'-') && self.byte(0) == byte {
            self.at += 1;
            self.before = Before::Unknown;
        }
        // `==`, `===`, `+=`, `=>` and the like are one.
        while self.byte(0) == b'='
            && b"=!<>+-*%&|^?".contains(&byte)
            && self.before == Before::Operator
        {
            self.at += 1;
        }
        if byte == b'=' && self.byte(0) == b'>' {
            self.at += 1;
        }
        Ok(Token::Operator(byte))
    }

    /// A regular expression or a division.
    fn slash(&mut self) -> Result<Token<'a>, Unclear> {
        match self.before {
            Before::Operator | Before::Head => self.regular_expression(),
            Before::Operand if !self.on_new_line => Ok(self.division()),
            _ => {
                let line = &self.text[self.at + 1..line_end(self.text, self.at)];
                let Some(length) = line.find('/') else {
                    // It would be unterminated.
                    return Ok(self.division());
                };
                if line[..length].contains(['"', '\'', '`', '(', ')', '[', ']', '{', '}', '\\']) {
                    return Err(Unclear);
                }
                self.at += length + 2;
                self.before = Before::Unknown;
                Ok(Token::Operator(b'/'))
            }
        }
    }

    fn division(&mut self) -> Token<'a> {
        self.at += 1;
        self.before = Before::Operator;
        Token::Operator(b'/')
    }

    fn regular_expression(&mut self) -> Result<Token<'a>, Unclear> {
        let end = line_end(self.text, self.at);
        let mut in_class = false;
        self.at += 1;
        while self.at < end {
            match self.byte(0) {
                b'\\' => self.at += 1,
                b'[' => in_class = true,
                b']' => in_class = false,
                b'/' if !in_class => {
                    self.at += 1;
                    let flags = self.at;
                    self.name()?;
                    let flags = &self.text.as_bytes()[flags..self.at];
                    if flags.iter().enumerate().any(|(index, flag)| {
                        !b"dgimsuvy".contains(flag) || flags[..index].contains(flag)
                    }) {
                        return Err(Unclear);
                    }
                    self.before = Before::Operand;
                    return Ok(Token::Literal);
                }
                _ => {}
            }
            self.at += 1;
        }
        Err(Unclear)
    }
}

/// Where the line ends in which `from` is.
fn line_end(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        match bytes.get(at) {
            None | Some(b'\n' | b'\r') => return at.min(bytes.len()),
            // U+2028 and U+2029.
            Some(0xe2) if matches!(bytes.get(at + 1..at + 3), Some([0x80, 0xa8 | 0xa9])) => {
                return at;
            }
            Some(_) => at += 1,
        }
    }
}
