//! One declaration that isn't a scope: a function, a callable object, or something to pass over.

use super::lexer::Kind;
use super::parameters::parameters;
use super::scan::{Prefix, Scanner};
use super::tail::tail;
use super::{Function, FunctionKind, ScopeId, ScopeKind};

/// A function's declarator: `TYPE outer::name(parameters)`.
#[derive(Clone, Copy)]
struct Head {
    start: usize,
    /// The first token of the name with its qualifiers.
    qualified: usize,
    name: usize,
    /// The parentheses of the parameters.
    open: usize,
    close: usize,
    /// Whether it is an operator or a destructor.
    nameless: bool,
}

impl Scanner<'_> {
    /// Reads a declaration up to its semicolon or the end of its body.
    pub(super) fn general(&mut self, prefix: Prefix) {
        let (start, end) = (self.at, self.end());
        let mut nameless = false;
        let mut at = start;
        while at < end {
            if let Some(after) = self.tokens.after_attribute(at) {
                at = after;
                continue;
            }
            match self.tokens.kind(at) {
                Some(Kind::Mark(b';')) => break,
                Some(Kind::Mark(b'}')) => {
                    self.at = at.max(start + 1);
                    return;
                }
                Some(Kind::Mark(b'~')) => {
                    nameless = true;
                    at += 1;
                }
                Some(Kind::Mark(b'=' | b'{')) => return self.object(prefix, start, at),
                Some(Kind::Mark(b'(')) => match self.parenthesis(prefix, start, at, nameless) {
                    Some(next) => at = next,
                    None => return,
                },
                Some(Kind::Word) => match self.tokens.word(at) {
                    b"operator" => {
                        nameless = true;
                        at = self.after_operator(at + 1, end);
                    }
                    b"decltype" | b"typeof" | b"__typeof__" | b"explicit" | b"noexcept"
                    | b"_Atomic" | b"throw" => at = self.tokens.after_group(at + 1, b'('),
                    _ => at += 1,
                },
                _ => at = self.tokens.after(at),
            }
        }
        self.at = (at + 1).min(end).max(start + 1);
    }

    /// From the token after `operator` to the parentheses of the parameters.
    fn after_operator(&self, mut at: usize, end: usize) -> usize {
        if self.tokens.is_mark(at, b'(') && self.tokens.is_mark(self.tokens.after(at), b'(') {
            return self.tokens.after(at);
        }
        while at < end
            && !self.tokens.is_mark(at, b'(')
            && !self.tokens.is_mark(at, b';')
            && !self.tokens.is_mark(at, b'{')
        {
            at += 1;
        }
        at
    }

    /// Decides what parentheses in a declaration are. Returns where to read on, or `None` if all was read.
    fn parenthesis(
        &mut self,
        prefix: Prefix,
        start: usize,
        open: usize,
        nameless: bool,
    ) -> Option<usize> {
        let tokens = &self.tokens;
        let Some(close) = tokens.partner(open) else {
            return Some(open + 1);
        };
        let mut name = open.checked_sub(1).filter(|name| *name >= start);
        if let Some(last) = name
            && tokens.is_mark(last, b'>')
        {
            // `template <> int f<int>(int)`
            name = tokens.partner(last).and_then(|less| less.checked_sub(1));
        }
        let name = name.filter(|name| *name >= start && tokens.is_word(*name));
        let pointer = tokens.is_mark(open + 1, b'*') || tokens.is_mark(open + 1, b'&');
        let lambda = tokens.is_mark(open + 1, b'[') && !tokens.is_mark(open + 2, b'[');
        if lambda {
            self.object(prefix, start, open);
            return None;
        }
        let name = match name {
            Some(name) if !pointer => name,
            None if nameless => start,
            _ => return Some(close + 1),
        };
        let head = Head {
            start,
            qualified: if nameless {
                name
            } else {
                self.first_of_name(name, start)
            },
            name,
            open,
            close,
            nameless,
        };
        self.function(prefix, head)
    }

    /// Back from a name over the `outer::` before it.
    fn first_of_name(&self, name: usize, start: usize) -> usize {
        let tokens = &self.tokens;
        let mut first = name;
        while first > start && tokens.kind(first - 1) == Some(Kind::Scope) {
            first -= 1;
            let Some(before) = first.checked_sub(1).filter(|before| *before >= start) else {
                break;
            };
            let outer = match tokens.kind(before) {
                Some(Kind::Word) => Some(before),
                Some(Kind::Mark(b'>')) => {
                    tokens.partner(before).and_then(|less| less.checked_sub(1))
                }
                _ => None,
            };
            match outer {
                Some(outer)
                    if outer >= start
                        && tokens.is_word(outer)
                        && !is_specifier(tokens.word(outer)) =>
                {
                    first = outer;
                }
                _ => break,
            }
        }
        first
    }

    /// Reads a function from its parameters on. Returns where to read on if it isn't one.
    fn function(&mut self, prefix: Prefix, head: Head) -> Option<usize> {
        let end = self.end();
        let returns = self.plain_text(head.start, head.qualified);
        let name = self.tokens.word_text(head.name);
        let is_main = name == "main" && !self.is_cpp();
        let untyped = returns.is_empty() && !is_main;
        let tail = match tail(&self.tokens, head.close + 1, end, untyped) {
            Ok(tail) => tail,
            Err(next) => {
                self.at = next;
                return None;
            }
        };
        self.at = tail.end;
        let own_class = &self.out.scope(self.scope()).name;
        let refused = head.nameless
            || prefix.friend
            || tail.deleted
            || untyped
            || is_control(self.tokens.word(head.name))
            || (*own_class == name && head.qualified == head.name);
        if refused {
            return None;
        }
        let returns = match tail.returns {
            Some((from, to)) => self.plain_text(from, to),
            None => returns,
        };
        let (parameters, variadic) = parameters(&self.tokens, head.open, head.close);
        let says = |word: &[u8]| self.tokens.says(head.start, head.qualified, word);
        let function = Function {
            scope: self.scope(),
            name,
            kind: FunctionKind::Function,
            returns,
            parameters,
            variadic,
            template: prefix.template,
            is_static: says(b"static"),
            is_inline: says(b"inline") || says(b"__inline") || says(b"__inline__"),
            is_constexpr: says(b"constexpr") || says(b"consteval"),
            is_const: tail.is_const,
            is_public: self.is_public(),
            line: self.tokens.line(head.name),
        };
        match self.scope_of(head) {
            Some(scope) if head.qualified == head.name => {
                self.add(Function { scope, ..function }, tail.defined)
            }
            Some(scope) => self.define_member(Function { scope, ..function }, tail.defined),
            None => {}
        }
        None
    }

    /// The scope that a declarator's name is in; `None` if it isn't known.
    fn scope_of(&self, head: Head) -> Option<ScopeId> {
        let mut names = Vec::new();
        let mut at = head.qualified;
        while at < head.name {
            if self.tokens.is_word(at) {
                names.push(self.tokens.word_text(at));
            }
            at = self.tokens.after(at);
        }
        // A few levels out are enough: one defines a member next to its class.
        let mut around = self.scope();
        for _ in 0..8 {
            let found = names.iter().try_fold(around, |scope, name| {
                self.out.scope_ids.get(&(scope, name.clone())).copied()
            });
            if found.is_some() || around == ScopeId::GLOBAL {
                return found;
            }
            around = self.out.scope(around).parent;
        }
        None
    }

    /// The text of a type without the specifiers of a declaration.
    pub(super) fn plain_text(&self, from: usize, to: usize) -> String {
        let mut kept = Vec::new();
        let mut at = from;
        while at < to {
            if let Some(after) = self.tokens.after_attribute(at) {
                at = after;
            } else if is_specifier(self.tokens.word(at)) {
                at += 1;
            } else {
                let after = self.tokens.after(at).min(to);
                kept.extend(at..after);
                at = after;
            }
        }
        self.tokens.text_of(kept.into_iter())
    }

    /// Adds a function, or joins it with what was declared before.
    pub(super) fn add(&mut self, function: Function, defined: bool) {
        let key = (
            function.scope,
            function.name.clone(),
            function.parameters.len(),
        );
        let places = self.known.entry(key).or_default();
        // More overloads with as many parameters are no program that anybody wrote.
        if places.len() > 64 {
            return;
        }
        let same = places.iter().copied().find(|place| {
            let other = &self.out.functions[*place].parameters;
            other
                .iter()
                .map(|one| &one.type_text)
                .eq(function.parameters.iter().map(|one| &one.type_text))
        });
        match same {
            Some(place) => {
                join(&mut self.out.functions[place], function, defined);
                self.defined[place] |= defined;
            }
            None => {
                places.push(self.out.functions.len());
                self.out.functions.push(function);
                self.defined.push(defined);
            }
        }
    }

    /// A definition outside of the scope that its name is in. What the class says about it holds.
    fn define_member(&mut self, function: Function, defined: bool) {
        if self.out.scope(function.scope).kind == ScopeKind::Namespace {
            return self.add(function, defined);
        }
        let key = (
            function.scope,
            function.name.clone(),
            function.parameters.len(),
        );
        // Its types may be spelled in another way than in the class: all of as many parameters count as defined.
        for place in self.known.get(&key).into_iter().flatten() {
            self.defined[*place] |= defined;
            self.out.functions[*place].line = function.line;
        }
    }
}

/// Adds to a function what another declaration of it says.
fn join(known: &mut Function, other: Function, defined: bool) {
    for (ours, theirs) in known.parameters.iter_mut().zip(other.parameters) {
        ours.has_default |= theirs.has_default;
        if defined || ours.name.is_none() {
            ours.name = theirs.name.or(ours.name.take());
        }
    }
    known.is_static |= other.is_static;
    known.is_inline |= other.is_inline;
    known.is_constexpr |= other.is_constexpr;
    if defined {
        known.line = other.line;
    }
}

/// Words before a declaration that aren't part of its type.
fn is_specifier(word: &[u8]) -> bool {
    matches!(
        word,
        b"static"
            | b"inline"
            | b"__inline"
            | b"__inline__"
            | b"constexpr"
            | b"consteval"
            | b"constinit"
            | b"virtual"
            | b"explicit"
            | b"extern"
            | b"friend"
            | b"mutable"
            | b"register"
            | b"thread_local"
            | b"_Thread_local"
            | b"__thread"
            | b"_Noreturn"
            | b"__extension__"
            | b"noreturn"
    )
}

/// Words that stand before parentheses and name no function.
fn is_control(word: &[u8]) -> bool {
    matches!(
        word,
        b"if"
            | b"while"
            | b"for"
            | b"switch"
            | b"return"
            | b"catch"
            | b"sizeof"
            | b"alignof"
            | b"new"
            | b"delete"
            | b"throw"
            | b"else"
            | b"do"
            | b"case"
            | b"goto"
            | b"co_return"
            | b"co_await"
            | b"co_yield"
            | b"int"
            | b"void"
            | b"char"
            | b"long"
            | b"auto"
            | b"bool"
            | b"double"
            | b"float"
            | b"unsigned"
            | b"signed"
            | b"short"
            | b"const"
            | b"static"
    )
}
