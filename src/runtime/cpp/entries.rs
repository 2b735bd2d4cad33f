//! Finding the function that a test calls, however the candidate defines it.
//!
//! In this order: the exact name outside of classes; a static member of that name; a member of an instance; the same three in
//! another naming style; the only public function, if the test wants no other. A test may write the class or namespace
//! before the name (`Bank.transfer`, `Bank::transfer`).

use super::declarations::{Declarations, Function, FunctionKind, ScopeId, ScopeKind};

/// The most names that are listed.
const MAX_NAMES: usize = 100;

/// A function to call: all overloads of a name in one scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<'d> {
    /// The name that the candidate gave it, with its scopes, e.g. `Bank::transfer`.
    pub name: String,
    /// Why it was taken.
    pub how: Match,
    /// How it is reached.
    pub reach: Reach,
    /// Its definitions, at least one.
    pub overloads: Vec<&'d Function>,
}

/// Why a function was taken as the entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Match {
    /// The name is exactly the one asked for.
    Exact,
    /// The same name in another naming style, e.g. `loadFile` for `load_file`.
    Style,
    /// It is the only public function.
    Only,
}

/// How a function is reached from outside of its file's declarations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// By its name from the outermost namespace, e.g. `::bank::transfer`.
    Name(String),
    /// Through an instance of a class.
    Method {
        /// The class's name from the outermost namespace.
        class: String,
        /// The member's own name.
        method: String,
    },
}

/// Finds `wanted`, or returns `None`. `alone` says that the test wants no other function.
pub fn find<'d>(declarations: &'d Declarations, wanted: &str, alone: bool) -> Option<Found<'d>> {
    let names: Vec<&str> = wanted
        .split("::")
        .flat_map(|part| part.split('.'))
        .collect();
    let (own, outer) = names.split_last()?;
    let search = |how: Match| {
        Place::ALL
            .into_iter()
            .find_map(|place| in_place(declarations, place, how, own, outer))
    };
    search(Match::Exact)
        .or_else(|| search(Match::Style))
        .or_else(|| alone.then(|| only(declarations)).flatten())
}

/// The names of the functions that a test could have called, at most a hundred.
pub fn public(declarations: &Declarations) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for place in Place::ALL {
        for function in declarations.functions() {
            if names.len() == MAX_NAMES {
                return names;
            }
            if place.holds(declarations, function) && is_public_name(function) {
                let name = declarations.qualified(function);
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        }
    }
    names
}

/// Where a function may stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Outside of classes.
    Free,
    /// In a class, needing no instance.
    Static,
    /// In a class, needing an instance.
    Instance,
}

impl Place {
    /// In the order in which they are searched.
    const ALL: [Self; 3] = [Self::Free, Self::Static, Self::Instance];

    fn holds(self, declarations: &Declarations, function: &Function) -> bool {
        let scope = declarations.scope(function.scope);
        let member = scope.kind == ScopeKind::Class;
        scope.reachable
            && function.is_public
            && match self {
                Self::Free => !member,
                Self::Static => member && function.is_static,
                Self::Instance => {
                    member && !function.is_static && function.kind == FunctionKind::Function
                }
            }
    }
}

fn in_place<'d>(
    declarations: &'d Declarations,
    place: Place,
    how: Match,
    own: &str,
    outer: &[&str],
) -> Option<Found<'d>> {
    let matching = |function: &&Function| {
        same(&function.name, own, how)
            && (how == Match::Exact || is_public_name(function))
            && place.holds(declarations, function)
            && stands_in(declarations, function.scope, outer, how)
    };
    let candidates = declarations.functions().iter().filter(matching);
    // The nearest to the outside; for members there must be no doubt about the class.
    let best = candidates.clone().min_by_key(|function| {
        let scope = declarations.scope(function.scope);
        (scope.internal, scope.depth)
    })?;
    let doubtful = place != Place::Free && candidates.clone().any(|one| one.scope != best.scope);
    (!doubtful).then(|| found(declarations, best, place, how))
}

/// The found function with all overloads of its name.
fn found<'d>(
    declarations: &'d Declarations,
    best: &'d Function,
    place: Place,
    how: Match,
) -> Found<'d> {
    let overloads = declarations
        .functions()
        .iter()
        .filter(|one| one.scope == best.scope && one.name == best.name)
        .filter(|one| place.holds(declarations, one))
        .collect();
    let class = format!("::{}", declarations.path(best.scope).join("::"));
    let name = declarations.qualified(best);
    let reach = match place {
        Place::Instance => Reach::Method {
            class,
            method: best.name.clone(),
        },
        _ => Reach::Name(format!("::{name}")),
    };
    Found {
        name,
        how,
        reach,
        overloads,
    }
}

/// The only public function outside of classes. One that only its file sees counts if there is no other.
fn only(declarations: &Declarations) -> Option<Found<'_>> {
    let of = |internal: bool| -> Vec<&Function> {
        declarations
            .functions()
            .iter()
            .filter(|one| Place::Free.holds(declarations, one) && is_public_name(one))
            .filter(|one| one.kind != FunctionKind::PerhapsObject)
            .filter(|one| is_internal(declarations, one) == internal)
            .collect()
    };
    let mut functions = of(false);
    if functions.is_empty() {
        functions = of(true);
    }
    let first = *functions.first()?;
    let alone = functions
        .iter()
        .all(|one| one.scope == first.scope && one.name == first.name);
    alone.then(|| found(declarations, first, Place::Free, Match::Only))
}

fn is_internal(declarations: &Declarations, function: &Function) -> bool {
    declarations.scope(function.scope).internal
        || (function.is_static && function.kind == FunctionKind::Function)
}

/// Names that begin with an underscore are said to be nobody else's business; `main` is the program's.
fn is_public_name(function: &Function) -> bool {
    !function.name.starts_with('_')
        && (function.name != "main" || function.scope != ScopeId::GLOBAL)
}

/// Whether the innermost names of a scope are these.
fn stands_in(declarations: &Declarations, scope: ScopeId, outer: &[&str], how: Match) -> bool {
    if outer.is_empty() {
        return true;
    }
    let path = declarations.path(scope);
    path.len() >= outer.len()
        && path[path.len() - outer.len()..]
            .iter()
            .zip(outer)
            .all(|(name, wanted)| same(name, wanted, how))
}

fn same(name: &str, wanted: &str, how: Match) -> bool {
    match how {
        Match::Exact => name == wanted,
        _ => style(name).eq(style(wanted)),
    }
}

/// A name without what naming styles differ in.
fn style(name: &str) -> impl Iterator<Item = char> {
    name.chars()
        .filter(|letter| *letter != '_')
        .flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::super::declarations::Dialect;
    use super::*;

    fn found(text: &str, wanted: &str, alone: bool) -> Option<(String, Match, usize)> {
        let declarations = Declarations::of(text.as_bytes(), Dialect::Cpp);
        find(&declarations, wanted, alone)
            .map(|found| (found.name, found.how, found.overloads.len()))
    }

    fn check(text: &str, wanted: &str, expected: Option<(&str, Match, usize)>) {
        let expected = expected.map(|(name, how, count)| (name.to_owned(), how, count));
        assert_eq!(found(text, wanted, true), expected, "{wanted} in {text}");
    }

    #[test]
    fn exact_names_come_first() {
        let text = "int loadFile(int x) { return x; } namespace app { int load_file() { return 1; } int load_file(int) { return 1; } }\n\
                    struct L { static int load_file() { return 1; } };";
        check(text, "load_file", Some(("app::load_file", Match::Exact, 2)));
        check(text, "L.load_file", Some(("L::load_file", Match::Exact, 1)));
        check(
            text,
            "app::load_file",
            Some(("app::load_file", Match::Exact, 2)),
        );
        check(text, "LoadFile", Some(("loadFile", Match::Style, 1)));
        check(
            "namespace { int f() { return 1; } } namespace a { int f() { return 1; } }",
            "f",
            Some(("a::f", Match::Exact, 1)),
        );
        check(
            "auto load = [](int x) { return x; };",
            "load",
            Some(("load", Match::Exact, 1)),
        );
    }

    #[test]
    fn members_are_found_in_one_reachable_class() {
        let one = "class Bank { public: bool transfer(int) { return 1; } private: int hidden() { return 1; } static int sealed() { return 1; } };";
        check(one, "transfer", Some(("Bank::transfer", Match::Exact, 1)));
        check(
            one,
            "bank.Transfer",
            Some(("Bank::transfer", Match::Style, 1)),
        );
        check(one, "hidden", None);
        check(one, "sealed", None);
        check(
            "struct A { int f() { return 1; } }; struct B { int f() { return 1; } };",
            "f",
            None,
        );
        check(
            "template<class T> struct A { int f() { return 1; } };",
            "f",
            None,
        );
        check(
            "class A { struct B { static int f() { return 1; } }; };",
            "f",
            None,
        );
    }

    #[test]
    fn the_only_public_function_is_taken() {
        let text = "static int helper() { return 1; } namespace detail { int x() { return 1; } } int _y() { return 1; }\n\
                    int solve(int x) { return x; } int solve() { return 1; } int main() { return 0; }";
        check(text, "load_file", Some(("solve", Match::Only, 2)));
        assert_eq!(found(text, "load_file", false), None);
        check(
            "static int helper() { return 1; }",
            "load",
            Some(("helper", Match::Only, 1)),
        );
        check("int a() { return 1; } int b() { return 1; }", "load", None);
        check(
            "auto limit = compute(); int a() { return 1; }",
            "load",
            Some(("a", Match::Only, 1)),
        );
        check("int main() { return 1; }", "load", None);
        check("", "load", None);
        check("int a() { return 1; } int b() { return 1; }", "", None);
    }

    #[test]
    fn public_names_are_listed() {
        let text = "int main() { return 0; } int a() { return 1; } int a(int) { return 1; } struct S { int m() { return 1; } static int s() { return 1; } };";
        let declarations = Declarations::of(text.as_bytes(), Dialect::Cpp);
        assert_eq!(public(&declarations), ["a", "S::s", "S::m"]);
        let many: String = (0..500)
            .map(|number| format!("int f{number}() {{ return 1; }}"))
            .collect();
        let declarations = Declarations::of(many.as_bytes(), Dialect::Cpp);
        assert_eq!(public(&declarations).len(), 100);
    }
}
