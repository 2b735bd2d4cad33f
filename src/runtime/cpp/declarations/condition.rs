//! The expression after `#if`.

use super::directives::{number, split_word};

/// How deep parentheses, signs and choices may nest before a condition counts as not worked out.
const MAX_DEPTH: u32 = 60;

/// What a condition may ask of macros.
pub(super) trait Macros {
    /// A macro's value: 0 where it isn't defined, `None` where it isn't a plain number.
    fn value(&self, name: &str) -> Option<i64>;
    /// Whether it is defined.
    fn is_defined(&self, name: &str) -> bool;
}

/// Whether a condition holds, or `None` where that can't be worked out.
pub(super) fn holds(text: &str, macros: &dyn Macros) -> Option<bool> {
    // Digits may be separated; a character has no business in a condition.
    let text = text.replace('\'', "");
    let mut reader = Reader {
        rest: &text,
        macros,
        depth: 0,
    };
    let value = reader.choice()?;
    Some(value != 0)
}

/// Operators of two operands by how tightly they bind, loosest first; longer ones before those that they begin with.
const LEVELS: [&[&str]; 10] = [
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

struct Reader<'t> {
    rest: &'t str,
    macros: &'t dyn Macros,
    depth: u32,
}

impl Reader<'_> {
    fn take(&mut self, mark: &str) -> bool {
        match self.rest.trim_start().strip_prefix(mark) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// Reads one level deeper.
    fn within<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        if self.depth == MAX_DEPTH {
            return None;
        }
        self.depth += 1;
        let value = read(self);
        self.depth -= 1;
        value
    }

    fn choice(&mut self) -> Option<i64> {
        self.within(|this| {
            let condition = this.operation(0)?;
            if !this.take("?") {
                return Some(condition);
            }
            let yes = this.choice()?;
            let no = if this.take(":") {
                this.choice()?
            } else {
                return None;
            };
            Some(if condition != 0 { yes } else { no })
        })
    }

    fn operation(&mut self, level: usize) -> Option<i64> {
        let Some(operators) = LEVELS.get(level) else {
            return self.operand();
        };
        let mut left = self.operation(level + 1)?;
        while let Some(operator) = self.operator(operators, level) {
            let right = self.operation(level + 1)?;
            left = apply(operator, left, right)?;
        }
        Some(left)
    }

    fn operator(&mut self, operators: &[&'static str], level: usize) -> Option<&'static str> {
        let rest = self.rest.trim_start();
        let operator = operators.iter().find(|one| rest.starts_with(**one))?;
        // Not the beginning of a longer operator of another level.
        let after = &rest[operator.len()..];
        let longer = match (*operator, level) {
            ("|", _) => after.starts_with('|'),
            ("&", _) => after.starts_with('&'),
            ("<", _) => after.starts_with('<'),
            (">", _) => after.starts_with('>'),
            _ => false,
        };
        if longer {
            return None;
        }
        self.rest = after;
        Some(operator)
    }

    fn operand(&mut self) -> Option<i64> {
        if self.take("!") {
            return self
                .within(Self::operand)
                .map(|value| i64::from(value == 0));
        }
        if self.take("-") {
            return self.within(Self::operand).map(i64::wrapping_neg);
        }
        if self.take("+") {
            return self.within(Self::operand);
        }
        if self.take("~") {
            return self.within(Self::operand).map(|value| !value);
        }
        if self.take("(") {
            let value = self.choice()?;
            return self.take(")").then_some(value);
        }
        let (word, rest) = split_word(self.rest.trim_start());
        if word.is_empty() {
            return None;
        }
        self.rest = rest;
        if word == "defined" {
            return self.defined();
        }
        if word.starts_with(|first: char| first.is_ascii_digit()) {
            return number(word);
        }
        if self.rest.trim_start().starts_with('(') {
            return self.asked(word);
        }
        match word {
            "true" => Some(1),
            "false" => Some(0),
            _ => self.macros.value(word),
        }
    }

    fn defined(&mut self) -> Option<i64> {
        let parenthesis = self.take("(");
        let (name, rest) = split_word(self.rest.trim_start());
        self.rest = rest;
        if parenthesis && !self.take(")") {
            return None;
        }
        Some(i64::from(self.macros.is_defined(name)))
    }

    /// `__has_include(<x>)` and the like; other macros with arguments aren't worked out.
    fn asked(&mut self, word: &str) -> Option<i64> {
        let end = self.rest.find(')')?;
        self.rest = &self.rest[end + 1..];
        (word.starts_with("__has_") && self.macros.is_defined(word)).then_some(1)
    }
}

fn apply(operator: &str, left: i64, right: i64) -> Option<i64> {
    Some(match operator {
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
        "<<" => left.wrapping_shl(u32::try_from(right).ok()?),
        ">>" => left.wrapping_shr(u32::try_from(right).ok()?),
        "+" => left.wrapping_add(right),
        "-" => left.wrapping_sub(right),
        "*" => left.wrapping_mul(right),
        "/" => left.checked_div(right)?,
        _ => left.checked_rem(right)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Known;

    impl Macros for Known {
        fn value(&self, name: &str) -> Option<i64> {
            match name {
                "THREE" => Some(3),
                "TEXT" => None,
                _ => Some(0),
            }
        }

        fn is_defined(&self, name: &str) -> bool {
            matches!(name, "THREE" | "TEXT" | "__has_include")
        }
    }

    #[test]
    fn conditions_are_worked_out() {
        for (text, expected) in [
            ("1", Some(true)),
            ("0", Some(false)),
            ("THREE > 2 && !defined(OTHER)", Some(true)),
            ("defined THREE && THREE == 0x3", Some(true)),
            ("OTHER", Some(false)),
            ("1 + 2 * 3 == 7", Some(true)),
            ("(1 | 6) == 7 && (6 & 3) == 2 && 1 << 3 == 8", Some(true)),
            ("201'703L >= 201402L", Some(true)),
            ("OTHER ? 1 : 0", Some(false)),
            ("__has_include(<span>)", Some(true)),
            ("-1 < 0 || 0", Some(true)),
            ("TEXT", None),
            ("UNKNOWN(3)", None),
            ("1 / 0", None),
            ("", None),
        ] {
            assert_eq!(holds(text, &Known), expected, "{text}");
        }
        assert_eq!(holds(&"(".repeat(100_000), &Known), None);
        assert_eq!(holds(&"!".repeat(100_000), &Known), None);
    }
}
