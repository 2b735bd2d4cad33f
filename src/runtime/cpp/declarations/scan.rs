//! The way through a text: namespaces and classes are entered, declarations read one after the other, all else passed over.

use std::collections::HashMap;

use super::lexer::{Kind, lex};
use super::tokens::Tokens;
use super::{Declarations, Dialect, Function, Scope, ScopeId, ScopeKind};

/// How deep scopes may nest; what is deeper is passed over. The compiler accepts 256 levels of braces.
const MAX_DEPTH: usize = 200;

/// Reads a text.
pub(super) fn scan(text: &[u8], language: Dialect) -> Declarations {
    let lexed = lex(text, language);
    let global = Scope {
        parent: ScopeId::GLOBAL,
        name: String::new(),
        kind: ScopeKind::Namespace,
        reachable: true,
        internal: false,
        depth: 0,
    };
    let mut scanner = Scanner {
        tokens: Tokens::new(text, lexed.tokens),
        at: 0,
        open: Vec::new(),
        out: Declarations {
            language,
            functions: Vec::new(),
            scopes: vec![global],
            scope_ids: HashMap::new(),
            macros: lexed.macros,
            includes: lexed.includes,
            definitions: Vec::new(),
        },
        known: HashMap::new(),
        defined: Vec::new(),
    };
    scanner.run();
    scanner.finish()
}

/// A scope that is being read.
#[derive(Clone, Copy)]
struct Open {
    id: ScopeId,
    /// The token of its closing brace.
    end: usize,
    /// Whether what is declared next is public.
    public: bool,
}

pub(super) struct Scanner<'t> {
    pub(super) tokens: Tokens<'t>,
    /// The token that is read next.
    pub(super) at: usize,
    open: Vec<Open>,
    pub(super) out: Declarations,
    /// Functions by scope, name and number of parameters: a definition is joined with its declaration.
    pub(super) known: HashMap<(ScopeId, String, usize), Vec<usize>>,
    /// For each function of `out`, whether its definition was seen.
    pub(super) defined: Vec<bool>,
}

/// What stands before a declaration and is known before the rest is read.
#[derive(Clone, Copy, Default)]
pub(super) struct Prefix {
    pub(super) template: bool,
    /// A friend isn't a member of the class that it stands in.
    pub(super) friend: bool,
}

impl Scanner<'_> {
    fn run(&mut self) {
        while self.at < self.tokens.len() {
            match self.open.last() {
                Some(scope) if self.at >= scope.end => {
                    self.at = self.at.max(scope.end + 1);
                    self.open.pop();
                }
                _ => self.declaration(),
            }
        }
    }

    fn finish(self) -> Declarations {
        let mut out = self.out;
        let mut defined = self.defined.iter();
        out.functions
            .retain(|_: &Function| defined.next().copied().unwrap_or(false));
        out
    }

    pub(super) fn scope(&self) -> ScopeId {
        self.open.last().map_or(ScopeId::GLOBAL, |open| open.id)
    }

    pub(super) fn is_public(&self) -> bool {
        self.open.last().is_none_or(|open| open.public)
    }

    /// The token that ends the present scope.
    pub(super) fn end(&self) -> usize {
        let all = self.tokens.len();
        self.open.last().map_or(all, |open| open.end.min(all))
    }

    pub(super) fn is_cpp(&self) -> bool {
        self.out.language == Dialect::Cpp
    }

    fn in_class(&self) -> bool {
        self.out.scope(self.scope()).kind == ScopeKind::Class
    }

    /// Enters the scope whose brace opens at `brace`.
    fn enter(&mut self, id: ScopeId, brace: usize, public: bool) {
        let end = self.tokens.partner(brace).unwrap_or(self.tokens.len());
        if self.open.len() == MAX_DEPTH {
            self.at = end.saturating_add(1);
            return;
        }
        self.open.push(Open { id, end, public });
        self.at = brace + 1;
    }

    /// Reads one declaration. Moves on by at least one token.
    fn declaration(&mut self) {
        let mut prefix = Prefix::default();
        let end = self.end();
        while self.at < end {
            let at = self.at;
            if let Some(after) = self.tokens.after_attribute(at) {
                self.at = after;
                continue;
            }
            match self.tokens.kind(at) {
                Some(Kind::Word) => {}
                // `::f` may begin a declarator, nothing else but words does.
                Some(Kind::Scope) => return self.general(prefix),
                _ => {
                    self.at = self.tokens.after(at);
                    return;
                }
            }
            let cpp = self.is_cpp();
            match self.tokens.word(at) {
                b"template" if cpp => {
                    prefix.template = true;
                    self.at = self.tokens.after_group(at + 1, b'<');
                }
                b"requires" if cpp => self.at = self.tokens.after_requires(at + 1),
                b"export" | b"__extension__" => self.at += 1,
                b"inline" if self.tokens.word(at + 1) == b"namespace" => self.at += 1,
                b"friend" if cpp => {
                    prefix.friend = true;
                    self.at += 1;
                }
                b"extern" if self.tokens.kind(at + 1) == Some(Kind::Text) => {
                    if self.tokens.is_mark(at + 2, b'{') {
                        return self.enter(self.scope(), at + 2, self.is_public());
                    }
                    self.at += 2;
                }
                b"public" | b"private" | b"protected" if cpp && self.in_class() => {
                    return self.access();
                }
                b"namespace" if cpp => return self.namespace(),
                b"using" | b"static_assert" | b"concept" | b"import" if cpp => {
                    self.at = self.tokens.after_semicolon(at, end);
                    return;
                }
                b"typedef" => return self.type_definition(),
                b"class" if !cpp => return self.general(prefix),
                b"class" | b"struct" | b"union" | b"enum" => {
                    if !self.class(prefix) {
                        self.general(prefix);
                    }
                    return;
                }
                _ => return self.general(prefix),
            }
        }
    }

    fn access(&mut self) {
        let public = self.tokens.word(self.at) == b"public";
        if let Some(open) = self.open.last_mut() {
            open.public = public;
        }
        // Some libraries write `public slots:`.
        self.at += 1;
        if self.tokens.is_word(self.at) && self.tokens.is_mark(self.at + 1, b':') {
            self.at += 1;
        }
        if self.tokens.is_mark(self.at, b':') {
            self.at += 1;
        }
    }

    fn namespace(&mut self) {
        let end = self.end();
        let mut id = self.scope();
        let mut named = false;
        let mut at = self.at + 1;
        while at < end {
            if let Some(after) = self.tokens.after_attribute(at) {
                at = after;
                continue;
            }
            match self.tokens.kind(at) {
                Some(Kind::Scope) => at += 1,
                Some(Kind::Word) => {
                    let name = self.tokens.word_text(at);
                    if name != "inline" && self.out.path_has_room(id) {
                        id = self.out.enter(id, &name, ScopeKind::Namespace, true);
                        named = true;
                    }
                    at += 1;
                }
                Some(Kind::Mark(b'{')) => {
                    if !named {
                        id = self.out.enter(id, "", ScopeKind::Namespace, true);
                    }
                    return self.enter(id, at, true);
                }
                // `namespace a = b;`
                _ => break,
            }
        }
        self.at = self.tokens.after_semicolon(at, end).max(self.at + 1);
    }

    fn type_definition(&mut self) {
        let (start, end) = (self.at, self.end());
        self.at = self.tokens.after_semicolon(start, end).max(start + 1);
        if !self.is_cpp() {
            self.define(start, self.at);
        }
    }

    /// The definition of a class, struct, union or enumeration. Returns whether it was one: `struct Point make()` isn't.
    fn class(&mut self, prefix: Prefix) -> bool {
        let (start, end) = (self.at, self.end());
        let Some(head) = self.class_head(start, end) else {
            return false;
        };
        let Some(brace) = head.brace else {
            self.at = self.tokens.after_semicolon(head.end, end).max(start + 1);
            return true;
        };
        if !self.is_cpp() {
            self.at = self.tokens.after_semicolon(brace, end).max(start + 1);
            self.define(start, self.at);
            return true;
        }
        if self.tokens.word(start) == b"enum" {
            self.at = self.tokens.after(brace);
            return true;
        }
        let mut id = self.scope();
        for name in &head.outer {
            id = self.out.enter(id, name, ScopeKind::Class, true);
        }
        let reachable =
            self.is_public() && !prefix.template && !head.special && !head.name.is_empty();
        let name = if head.name.is_empty() || head.special {
            // A scope of its own, which nobody can name.
            format!("{}#{start}", head.name)
        } else {
            head.name
        };
        let id = self.out.enter(id, &name, ScopeKind::Class, reachable);
        self.enter(id, brace, self.tokens.word(start) != b"class");
        true
    }
}

impl Declarations {
    /// Whether another scope may stand in this one.
    fn path_has_room(&self, id: ScopeId) -> bool {
        self.scope(id).depth < MAX_DEPTH as u32
    }
}

/// What stands before the body of a class.
struct ClassHead {
    name: String,
    /// The names before `::`.
    outer: Vec<String>,
    /// Whether it is a specialisation of a template.
    special: bool,
    /// The brace that opens the body, if there is one.
    brace: Option<usize>,
    /// Where reading stopped.
    end: usize,
}

impl Scanner<'_> {
    fn class_head(&self, start: usize, end: usize) -> Option<ClassHead> {
        let tokens = &self.tokens;
        let mut head = ClassHead {
            name: String::new(),
            outer: Vec::new(),
            special: false,
            brace: None,
            end: start,
        };
        let mut at = start + 1;
        if matches!(tokens.word(at), b"class" | b"struct") {
            at += 1;
        }
        while at < end {
            if let Some(after) = tokens.after_attribute(at) {
                at = after;
                continue;
            }
            match tokens.kind(at)? {
                Kind::Word if tokens.word(at) == b"final" && !head.name.is_empty() => at += 1,
                Kind::Word => {
                    head.name = tokens.word_text(at);
                    at += 1;
                }
                Kind::Scope if !head.name.is_empty() && head.outer.len() < MAX_DEPTH => {
                    head.outer.push(std::mem::take(&mut head.name));
                    at += 1;
                }
                Kind::Mark(b'<') if tokens.partner(at).is_some() => {
                    head.special = true;
                    at = tokens.after(at);
                }
                Kind::Mark(b'{') => {
                    head.brace = Some(at);
                    head.end = at;
                    return Some(head);
                }
                Kind::Mark(b':') => {
                    let mut inner = at + 1;
                    while inner < end
                        && !tokens.is_mark(inner, b'{')
                        && !tokens.is_mark(inner, b';')
                    {
                        inner = tokens.after(inner);
                    }
                    head.brace = tokens.is_mark(inner, b'{').then_some(inner);
                    head.end = inner;
                    return Some(head);
                }
                _ => return None,
            }
        }
        None
    }
}
