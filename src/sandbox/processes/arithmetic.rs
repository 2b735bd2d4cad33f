//! `$(( ))`: integers of 64 bits that wrap around.

/// How deep parentheses and signs may be nested.
const MAX_DEPTH: u32 = 40;

/// Calculates. `variable` gives the value of a name.
///
/// # Errors
/// What dash says is wrong.
pub(super) fn value(
    text: &[u8],
    variable: &dyn Fn(&[u8]) -> Option<Vec<u8>>,
) -> Result<i64, &'static str> {
    let mut reader = Reader {
        text,
        at: 0,
        depth: 0,
        variable,
    };
    reader.blanks();
    if reader.at == text.len() {
        return Ok(0);
    }
    let value = reader.choice()?;
    reader.blanks();
    if reader.at < text.len() {
        return Err(BAD);
    }
    Ok(value)
}

const BAD: &str = "expecting EOF";
const PRIMARY: &str = "expecting primary";

struct Reader<'t> {
    text: &'t [u8],
    at: usize,
    depth: u32,
    variable: &'t dyn Fn(&[u8]) -> Option<Vec<u8>>,
}

/// Binary operators, loosest first.
const LEVELS: &[&[&str]] = &[
    &["||"],
    &["&&"],
    &["|"],
    &["^"],
    &["&"],
    &["==", "!="],
    &["<=", ">=", "<", ">"],
    &["<<", ">>"],
    &["+", "-"],
    &["*", "/", "%"],
];

impl Reader<'_> {
    fn blanks(&mut self) {
        while self.text.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
    }

    fn choice(&mut self) -> Result<i64, &'static str> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err("too deep");
        }
        let mut result = self.binary(0)?;
        self.blanks();
        if self.text.get(self.at) == Some(&b'?') {
            self.at += 1;
            let yes = self.choice()?;
            self.blanks();
            if self.text.get(self.at) != Some(&b':') {
                return Err("expecting ':'");
            }
            self.at += 1;
            let no = self.choice()?;
            result = if result != 0 { yes } else { no };
        }
        self.depth -= 1;
        Ok(result)
    }

    fn operator(&mut self, level: usize) -> Option<&'static str> {
        self.blanks();
        let rest = &self.text[self.at..];
        let operator = LEVELS[level]
            .iter()
            .find(|operator| rest.starts_with(operator.as_bytes()))?;
        let next = rest.get(operator.len());
        // `|` isn't half of `||`, nor `<` of `<<`.
        let longer = operator.len() == 1
            && matches!(operator.as_bytes()[0], b'|' | b'&' | b'<' | b'>')
            && next == operator.as_bytes().first();
        if longer {
            return None;
        }
        self.at += operator.len();
        Some(operator)
    }

    fn binary(&mut self, level: usize) -> Result<i64, &'static str> {
        if level == LEVELS.len() {
            return self.unary();
        }
        let mut left = self.binary(level + 1)?;
        while let Some(operator) = self.operator(level) {
            let right = self.binary(level + 1)?;
            left = match operator {
                "||" => i64::from(left != 0 || right != 0),
                "&&" => i64::from(left != 0 && right != 0),
                "|" => left | right,
                "^" => left ^ right,
                "&" => left & right,
                "==" => i64::from(left == right),
                "!=" => i64::from(left != right),
                "<=" => i64::from(left <= right),
                ">=" => i64::from(left >= right),
                "<" => i64::from(left < right),
                ">" => i64::from(left > right),
                "<<" => left.wrapping_shl(right as u32),
                ">>" => left.wrapping_shr(right as u32),
                "+" => left.wrapping_add(right),
                "-" => left.wrapping_sub(right),
                "*" => left.wrapping_mul(right),
                _ if right == 0 => return Err("division by zero"),
                "/" => left.wrapping_div(right),
                _ => left.wrapping_rem(right),
            };
        }
        Ok(left)
    }

    fn unary(&mut self) -> Result<i64, &'static str> {
        self.blanks();
        let Some(&byte) = self.text.get(self.at) else {
            return Err(PRIMARY);
        };
        if matches!(byte, b'-' | b'+' | b'!' | b'~') {
            self.at += 1;
            self.depth += 1;
            if self.depth > MAX_DEPTH {
                return Err("too deep");
            }
            let value = self.unary()?;
            self.depth -= 1;
            return Ok(match byte {
                b'-' => value.wrapping_neg(),
                b'+' => value,
                b'!' => i64::from(value == 0),
                _ => !value,
            });
        }
        if byte == b'(' {
            self.at += 1;
            let value = self.choice()?;
            self.blanks();
            if self.text.get(self.at) != Some(&b')') {
                return Err("expecting ')'");
            }
            self.at += 1;
            return Ok(value);
        }
        let start = self.at;
        while self
            .text
            .get(self.at)
            .is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
        {
            self.at += 1;
        }
        let word = &self.text[start..self.at];
        if word.is_empty() {
            return Err(PRIMARY);
        }
        if word[0].is_ascii_digit() {
            return number(word).ok_or(BAD);
        }
        match (self.variable)(word) {
            None => Ok(0),
            Some(text) => {
                let text = text.trim_ascii();
                let (negative, digits) = match text.strip_prefix(b"-") {
                    Some(rest) => (true, rest),
                    None => (false, text),
                };
                if digits.is_empty() {
                    return Ok(0);
                }
                let value = number(digits).ok_or("Illegal number")?;
                Ok(if negative {
                    value.wrapping_neg()
                } else {
                    value
                })
            }
        }
    }
}

/// A number as C writes it.
fn number(word: &[u8]) -> Option<i64> {
    let text = std::str::from_utf8(word).ok()?;
    let (digits, base) = match text.as_bytes() {
        [b'0', b'x' | b'X', ..] => (&text[2..], 16),
        [b'0', _, ..] => (&text[1..], 8),
        _ => (text, 10),
    };
    i64::from_str_radix(digits, base).ok()
}
