//! Objects that can be called: lambdas with a name, and objects of types that are there to be called.

use super::lexer::Kind;
use super::parameters::parameters;
use super::scan::{Prefix, Scanner};
use super::tail::after_type;
use super::{Function, FunctionKind};

impl Scanner<'_> {
    /// Reads a variable from its initialiser on, at `from`; one that can be called is kept.
    pub(super) fn object(&mut self, prefix: Prefix, start: usize, from: usize) {
        let end = self.end();
        let braced = self.tokens.is_mark(from, b'{');
        let after = self.tokens.after(from);
        self.at =
            if braced && !self.tokens.is_mark(after, b';') && !self.tokens.is_mark(after, b',') {
                after
            } else {
                self.tokens.after_semicolon(from, end)
            }
            .max(start + 1);
        let Some(name) = from
            .checked_sub(1)
            .filter(|name| *name > start && self.tokens.is_word(*name))
        else {
            return;
        };
        let lambda = (from..from + 2)
            .find(|at| self.tokens.is_mark(*at, b'[') && !self.tokens.is_mark(at + 1, b'['));
        let callable = self
            .tokens
            .words(start, name)
            .any(|(_, word)| is_callable_type(word));
        let kind = if lambda.is_some() || callable {
            FunctionKind::Object
        } else if self.tokens.says(start, name, b"auto") {
            FunctionKind::PerhapsObject
        } else {
            return;
        };
        if self.tokens.kind(name - 1) == Some(Kind::Scope) || prefix.friend {
            return;
        }
        let says = |word: &[u8]| self.tokens.says(start, name, word);
        let mut object = Function {
            scope: self.scope(),
            name: self.tokens.word_text(name),
            kind,
            returns: String::new(),
            parameters: Vec::new(),
            variadic: false,
            template: prefix.template,
            is_static: says(b"static"),
            is_inline: says(b"inline"),
            is_constexpr: says(b"constexpr"),
            is_const: true,
            is_public: self.is_public(),
            line: self.tokens.line(name),
        };
        if let Some(captures) = lambda {
            self.describe_lambda(&mut object, captures);
        }
        self.add(object, true);
    }

    /// Reads what a lambda takes and gives.
    fn describe_lambda(&self, object: &mut Function, captures: usize) {
        let open = self.tokens.after_group(self.tokens.after(captures), b'<');
        let Some(close) = self
            .tokens
            .partner(open)
            .filter(|_| self.tokens.is_mark(open, b'('))
        else {
            return;
        };
        (object.parameters, object.variadic) = parameters(&self.tokens, open, close);
        let arrow = (close + 1..close + 4).find(|at| self.tokens.kind(*at) == Some(Kind::Arrow));
        if let Some(arrow) = arrow {
            let to = after_type(&self.tokens, arrow + 1, self.end());
            object.returns = self.plain_text(arrow + 1, to);
        }
    }
}

fn is_callable_type(word: &[u8]) -> bool {
    matches!(
        word,
        b"function"
            | b"move_only_function"
            | b"copyable_function"
            | b"function_ref"
            | b"packaged_task"
    )
}
