//! What a C or C++ text declares, as far as one sees without compiling it: its functions and callable objects, where they stand
//! and what they take.
//!
//! The text is hostile. It is never parsed by rules that a grammar would need: brackets are paired once, everything in
//! braces that is neither namespace nor class is passed over, and each token is looked at a bounded number of times. What
//! the scanner misreads costs the candidate its entry and nothing else; the compiler has the last word.

mod brackets;
mod condition;
mod directives;
mod function;
mod lexer;
mod object;
mod parameters;
mod plain;
#[cfg(test)]
mod properties;
mod scan;
#[cfg(test)]
mod snippets;
mod tail;
mod tokens;

pub use plain::cpp_spelling;

use std::collections::HashMap;

/// A candidate's language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// C, from `.c` files.
    C,
    /// C++.
    Cpp,
}

/// Everything that a text declares.
#[derive(Debug)]
pub struct Declarations {
    /// The language that the text was read as.
    pub language: Dialect,
    functions: Vec<Function>,
    scopes: Vec<Scope>,
    scope_ids: HashMap<(ScopeId, String), ScopeId>,
    macros: Vec<Macro>,
    includes: Vec<String>,
    definitions: Vec<Definition>,
}

/// A namespace or class of [`Declarations`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ScopeId(usize);

impl ScopeId {
    /// Outside of all namespaces.
    pub const GLOBAL: Self = Self(0);
}

/// A namespace or class.
#[derive(Clone, Debug)]
pub struct Scope {
    parent: ScopeId,
    /// Its own name; empty for an anonymous namespace.
    pub name: String,
    /// What it is.
    pub kind: ScopeKind,
    /// Whether code outside may name it: neither private, nor a template, nor a local secret of an unnamed class.
    pub reachable: bool,
    /// Whether it is, or stands in, a namespace that only this file sees.
    pub internal: bool,
    /// How many named scopes it stands in, itself included.
    pub depth: u32,
}

/// The kinds of [`Scope`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScopeKind {
    /// A namespace, also an anonymous one, and what is outside of all.
    Namespace,
    /// A class, struct or union.
    Class,
}

/// A function that the text defines, or an object that can be called like one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Function {
    /// Where it stands.
    pub scope: ScopeId,
    /// Its own name.
    pub name: String,
    /// What it is.
    pub kind: FunctionKind,
    /// The text of its return type, e.g. `const std::string&` or `auto`; empty where it isn't said.
    pub returns: String,
    /// What it takes.
    pub parameters: Vec<Parameter>,
    /// Whether it takes more arguments than it names (C's `...`).
    pub variadic: bool,
    /// Whether it is a template.
    pub template: bool,
    /// Whether it is `static`: for a member that it needs no instance, otherwise that only its file sees it.
    pub is_static: bool,
    /// Whether it is `inline`.
    pub is_inline: bool,
    /// Whether it is `constexpr` or `consteval`.
    pub is_constexpr: bool,
    /// Whether it is a member that leaves its instance unchanged.
    pub is_const: bool,
    /// Whether code outside of its class may call it.
    pub is_public: bool,
    /// The line of its definition, from 1.
    pub line: u32,
}

/// The kinds of [`Function`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FunctionKind {
    /// A function.
    Function,
    /// An object made of a lambda, or of a type that is there to be called.
    Object,
    /// An object of type `auto` made of something unknown: perhaps it can be called.
    PerhapsObject,
}

/// What a function takes at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// The text of its type, e.g. `const std::string&` or `int(*)(int)`.
    pub type_text: String,
    /// Its name, where it has one.
    pub name: Option<String>,
    /// Whether it may be left out.
    pub has_default: bool,
}

/// A macro that is defined at the end of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Macro {
    /// Its name.
    pub name: String,
    /// All of the line after `#define`.
    pub text: String,
}

/// The definition of a type at the top level of a C text, and of whatever else stands in the same declaration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// The names that it declares: tags, type names and enumerators.
    pub names: Vec<String>,
    /// The words in it.
    pub words: Vec<String>,
    /// Its text as C spells it, with the semicolon.
    pub text: String,
}

impl Declarations {
    /// Reads a text. Any bytes can be read, in time that grows with their number only.
    pub fn of(text: &[u8], language: Dialect) -> Self {
        scan::scan(text, language)
    }

    /// The functions that are defined, in order of their first declaration.
    pub fn functions(&self) -> &[Function] {
        &self.functions
    }

    /// A namespace or class.
    pub fn scope(&self, id: ScopeId) -> &Scope {
        &self.scopes[id.0]
    }

    /// The macros that the text defines and leaves defined.
    pub fn macros(&self) -> &[Macro] {
        &self.macros
    }

    /// The headers that are included with `<...>`.
    pub fn includes(&self) -> &[String] {
        &self.includes
    }

    /// The types that a C text defines; empty for C++.
    pub fn definitions(&self) -> &[Definition] {
        &self.definitions
    }

    /// The program's entry.
    pub fn main(&self) -> Option<&Function> {
        self.functions
            .iter()
            .find(|one| one.name == "main" && one.scope == ScopeId::GLOBAL)
    }

    /// Whether a function stands in a class.
    pub fn is_member(&self, function: &Function) -> bool {
        self.scope(function.scope).kind == ScopeKind::Class
    }

    /// The names of a scope and of those around it, outermost first, without anonymous namespaces.
    pub fn path(&self, id: ScopeId) -> Vec<&str> {
        let mut path = Vec::new();
        let mut here = id;
        while here != ScopeId::GLOBAL {
            let scope = self.scope(here);
            if !scope.name.is_empty() {
                path.push(scope.name.as_str());
            }
            here = scope.parent;
        }
        path.reverse();
        path
    }

    /// A function's name with the scopes around it, e.g. `bank::Account::deposit`.
    pub fn qualified(&self, function: &Function) -> String {
        let mut path = self.path(function.scope);
        path.push(&function.name);
        path.join("::")
    }

    /// The scope of a name within another, made if it isn't there yet: a namespace may be opened again.
    fn enter(&mut self, parent: ScopeId, name: &str, kind: ScopeKind, reachable: bool) -> ScopeId {
        let key = (parent, name.to_owned());
        if let Some(known) = self.scope_ids.get(&key) {
            return *known;
        }
        let outer = self.scope(parent);
        let anonymous = name.is_empty();
        let scope = Scope {
            parent,
            name: name.to_owned(),
            kind,
            reachable: reachable && outer.reachable,
            internal: outer.internal || anonymous || is_detail(name),
            depth: outer.depth + u32::from(!anonymous),
        };
        let id = ScopeId(self.scopes.len());
        self.scopes.push(scope);
        self.scope_ids.insert(key, id);
        id
    }
}

/// Names that are given to namespaces which others should leave alone.
fn is_detail(name: &str) -> bool {
    matches!(
        name,
        "detail" | "details" | "impl" | "internal" | "helpers" | "helper"
    )
}
