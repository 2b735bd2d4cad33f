//! The text that is compiled around a candidate: the candidate itself, unchanged, and one line for each function to be called.

mod c;
#[cfg(test)]
mod tests;

use crate::runtime::cpp::declarations::{Declarations, Dialect, Function, FunctionKind};
use crate::runtime::cpp::entries::{Found, Reach};
use crate::runtime::cpp::flags::OWN;

/// The header whose macros the lines use, in [`OWN`]. It is part of the precompiled header, so including it costs nothing.
const HARNESS: &str = "harness/harness.hpp";
/// Comes before the first entry.
const ENTRIES: &str = "DUALGAUGE_ENTRIES\n";
/// Makes a function, overload set or callable object callable by its number: `MACRO(number, name)`.
const ENTRY: &str = "DUALGAUGE_ENTRY";
/// The same for a member of an instance: `MACRO(number, class, member)`.
const METHOD: &str = "DUALGAUGE_METHOD";
/// The same two for one of several overloads, with the types of its parameters in parentheses at the end.
const OVERLOAD: &str = "DUALGAUGE_OVERLOAD";
const METHOD_OVERLOAD: &str = "DUALGAUGE_METHOD_OVERLOAD";
/// What the candidate's `main` is called where it isn't wanted.
const RENAMED_MAIN: &str = "dualgauge_candidate_main";
/// What a program is started by, as `int(int, char**)` with C linkage.
pub const PROGRAM: &str = "dualgauge_main";
/// The texts to compile; a candidate in C is compiled as C, and what calls it as C++.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Units {
    /// The text in C, for candidates in C.
    pub c: Option<String>,
    /// The text in C++.
    pub cpp: Option<String>,
}

/// The units for calling functions. `file` is the candidate's path in the compiler's world; it holds neither quotes nor
/// line ends. The number of a function is its place in `found`.
pub fn for_calls(file: &str, declarations: &Declarations, found: &[Found<'_>]) -> Units {
    match declarations.language {
        Dialect::Cpp => {
            let mut text = include_harness();
            text += &candidate(file, declarations, true);
            text += ENTRIES;
            for (number, one) in found.iter().enumerate() {
                text += &lines(declarations, number, one);
            }
            Units {
                c: None,
                cpp: Some(text),
            }
        }
        Dialect::C => Units {
            c: Some(c::own_side(file, declarations, found)),
            cpp: Some(c::cpp_side(declarations, found)),
        },
    }
}

/// The unit for running a program, or `None` if the candidate has no `main`.
///
/// `main` keeps its name: only a function of that name may end without `return`.
pub fn for_program(file: &str, declarations: &Declarations) -> Option<Units> {
    let main = declarations.main()?;
    let arguments = match main.parameters.len() {
        0 => "",
        1 => "count",
        2 => "count, arguments",
        _ => "count, arguments, environ",
    };
    let call = if main.returns == "void" {
        format!("main({arguments}); return 0;")
    } else {
        format!("return main({arguments});")
    };
    let mut text = candidate(file, declarations, false);
    let linkage = match declarations.language {
        Dialect::C => "extern",
        Dialect::Cpp => "extern \"C\"",
    };
    if main.parameters.len() > 2 {
        text += &format!("{linkage} char** environ;\n");
    }
    // Declared first: with `extern` alone C compilers warn about a definition.
    text += &format!("{linkage} int {PROGRAM}(int count, char** arguments);\n");
    text += &format!("int {PROGRAM}(int count, char** arguments) {{ {call} }}\n");
    let text = Some(text);
    Some(match declarations.language {
        Dialect::C => Units { c: text, cpp: None },
        Dialect::Cpp => Units { c: None, cpp: text },
    })
}

fn include_harness() -> String {
    format!("#include \"{OWN}/{HARNESS}\"\n")
}

/// The lines that make an entry callable: one, or one for each of several overloads where their types can be said.
fn lines(declarations: &Declarations, number: usize, found: &Found<'_>) -> String {
    let overloads: Vec<&Function> = found
        .overloads
        .iter()
        .copied()
        .filter(|one| has_one_signature(one))
        .collect();
    let member = declarations.is_member(found.overloads[0]);
    let sayable =
        !overloads.is_empty() && (!member || overloads.iter().all(|one| names_usual_types(one)));
    if found.overloads.len() == 1 || !sayable {
        return match &found.reach {
            Reach::Name(name) => format!("{ENTRY}({number}, {name})\n"),
            Reach::Method { class, method } => format!("{METHOD}({number}, {class}, {method})\n"),
        };
    }
    // In the namespace of the functions: there their types mean what they mean where they are declared.
    let namespace = match &found.reach {
        Reach::Name(_) if !member => declarations.path(found.overloads[0].scope).join("::"),
        _ => String::new(),
    };
    let mut text = String::new();
    for one in overloads {
        let types: Vec<&str> = one
            .parameters
            .iter()
            .map(|one| one.type_text.as_str())
            .collect();
        let types = types.join(", ");
        let line = match &found.reach {
            Reach::Name(name) => format!("{OVERLOAD}({number}, {name}, ({types}))"),
            Reach::Method { class, method } => {
                format!("{METHOD_OVERLOAD}({number}, {class}, {method}, ({types}))")
            }
        };
        text += &match namespace.as_str() {
            "" => format!("{line}\n"),
            name => format!("namespace {name} {{ {line} }}\n"),
        };
    }
    text
}

/// Whether a function is called with the types that it names.
fn has_one_signature(function: &Function) -> bool {
    function.kind == FunctionKind::Function
        && !function.template
        && !function.variadic
        && function
            .parameters
            .iter()
            .all(|one| words_of(&one.type_text).all(|word| word != "auto"))
}

/// Whether a member's parameters are of types that mean the same outside of its class.
fn names_usual_types(function: &Function) -> bool {
    function
        .parameters
        .iter()
        .all(|one| words_of(&one.type_text).all(is_usual))
}

fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric() && letter != '_')
        .filter(|word| !word.is_empty())
}

fn is_usual(word: &str) -> bool {
    matches!(
        word,
        "std"
            | "const"
            | "void"
            | "bool"
            | "char"
            | "short"
            | "int"
            | "long"
            | "float"
            | "double"
            | "signed"
            | "unsigned"
            | "size_t"
            | "string"
            | "string_view"
            | "vector"
            | "map"
            | "unordered_map"
            | "set"
            | "optional"
            | "pair"
            | "int8_t"
            | "int16_t"
            | "int32_t"
            | "int64_t"
            | "uint8_t"
            | "uint16_t"
            | "uint32_t"
            | "uint64_t"
            | "span"
            | "filesystem"
            | "path"
    )
}

/// The candidate's text as it is, and afterwards keywords as they were before.
fn candidate(file: &str, declarations: &Declarations, rename_main: bool) -> String {
    let rename = rename_main && declarations.main().is_some();
    let mut text = String::new();
    if rename {
        text += &format!("#define main {RENAMED_MAIN}\n");
    }
    text += &format!("#include \"{file}\"\n");
    if rename {
        text += "#undef main\n";
    }
    for one in declarations
        .macros()
        .iter()
        .filter(|one| is_reserved(&one.name))
    {
        text += &format!("#undef {}\n", one.name);
    }
    text
}

/// Names that the lines after the candidate use; a candidate may write `#define int long long`.
fn is_reserved(name: &str) -> bool {
    matches!(
        name,
        "int"
            | "char"
            | "return"
            | "extern"
            | "void"
            | "const"
            | "auto"
            | "static"
            | "inline"
            | "struct"
            | "class"
            | "public"
            | "private"
            | "template"
            | "typename"
            | "namespace"
            | "decltype"
            | "constexpr"
            | "using"
            | "if"
            | "else"
            | "for"
            | "while"
            | "bool"
            | "true"
            | "false"
            | "std"
            | "dualgauge"
            | "environ"
            | "count"
            | "arguments"
    )
}
