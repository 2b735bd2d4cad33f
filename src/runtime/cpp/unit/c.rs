//! Units for candidates in C: they are compiled as C, and called from C++ through prototypes.
//!
//! A candidate's header isn't there to be included, so the types that the prototypes need are copied from its text.

use std::collections::{BTreeSet, HashMap};

use super::{ENTRIES, ENTRY, candidate, include_harness, is_reserved, words_of};
use crate::runtime::cpp::declarations::{Declarations, Definition, Function, Macro, cpp_spelling};
use crate::runtime::cpp::entries::Found;

/// The namespace that the types of a C candidate are declared in once more.
const C_NAMESPACE: &str = "dualgauge_candidate";
/// What a function of a C candidate is called towards C++, with its number after it.
const C_FUNCTION: &str = "dualgauge_function_";

/// The candidate in C with a second name for each function: `static` ones have none outside of their file, and a name of
/// its own can't clash with one of the C++ library.
pub(super) fn own_side(file: &str, declarations: &Declarations, found: &[Found<'_>]) -> String {
    let mut text = candidate(file, declarations, true);
    for (number, one) in found.iter().enumerate() {
        let name = &one.overloads[0].name;
        if one.overloads[0].is_inline && !one.overloads[0].is_static {
            // C makes no code for a function that is only `inline`.
            text += &format!("extern __typeof__({name}) {name};\n");
        }
        text += &format!(
            "extern __typeof__({name}) {C_FUNCTION}{number} __attribute__((alias(\"{name}\")));\n"
        );
    }
    text
}

/// The prototypes of the functions with the types that they need.
pub(super) fn cpp_side(declarations: &Declarations, found: &[Found<'_>]) -> String {
    let prototypes: Vec<String> = found
        .iter()
        .enumerate()
        .map(|(number, one)| prototype(one.overloads[0], number))
        .collect();
    let needed = Needed::of(declarations, &prototypes);
    let mut text = include_harness();
    for header in declarations.includes() {
        text += &format!("#include <{header}>\n");
    }
    for one in &needed.macros {
        text += &format!("#define {}\n", one.text);
    }
    text += &format!("namespace {C_NAMESPACE} {{ extern \"C\" {{\n");
    for one in &needed.definitions {
        text += &cpp_spelling(&one.text);
        text.push('\n');
    }
    text += &prototypes.concat();
    text += "} }\n";
    for one in &needed.macros {
        text += &format!("#undef {}\n", one.name);
    }
    text += ENTRIES;
    for number in 0..found.len() {
        text += &format!("{ENTRY}({number}, ::{C_NAMESPACE}::{C_FUNCTION}{number})\n");
    }
    text
}

fn prototype(function: &Function, number: usize) -> String {
    let mut parameters: Vec<String> = function
        .parameters
        .iter()
        .map(|one| cpp_spelling(&without_first_dimension(&one.type_text)))
        .collect();
    if function.variadic {
        parameters.push("...".to_owned());
    }
    let returns = match function.returns.as_str() {
        "" => "int".to_owned(),
        other => cpp_spelling(other),
    };
    format!(
        "{returns} {C_FUNCTION}{number}({});\n",
        parameters.join(", ")
    )
}

/// `int[n]` as `int[]`: an array's first dimension means nothing in a parameter, and in C it may name another parameter.
fn without_first_dimension(type_text: &str) -> String {
    match (type_text.split_once('['), type_text.contains('(')) {
        (Some((before, after)), false) => match after.split_once(']') {
            Some((_, rest)) => format!("{before}[]{rest}"),
            None => type_text.to_owned(),
        },
        _ => type_text.to_owned(),
    }
}

/// What prototypes need, in the order of the candidate's text.
struct Needed<'d> {
    macros: Vec<&'d Macro>,
    definitions: Vec<&'d Definition>,
}

impl<'d> Needed<'d> {
    fn of(declarations: &'d Declarations, prototypes: &[String]) -> Self {
        let mut items: HashMap<&str, Vec<Item>> = HashMap::new();
        for (index, one) in declarations.macros().iter().enumerate() {
            // A macro that is defined twice has its last meaning; so do names that C++ knows as keywords.
            if !is_reserved(&one.name) {
                items.insert(&one.name, vec![Item::Macro(index)]);
            }
        }
        for (index, one) in declarations.definitions().iter().enumerate() {
            if one.names.iter().any(|name| is_reserved(name)) {
                continue;
            }
            for name in &one.names {
                items.entry(name).or_default().push(Item::Definition(index));
            }
        }
        let mut macros = BTreeSet::new();
        let mut definitions = BTreeSet::new();
        let mut words: Vec<&str> = prototypes.iter().flat_map(|text| words_of(text)).collect();
        while let Some(word) = words.pop() {
            // Taken out, so that each is looked at once.
            for item in items.remove(word).unwrap_or_default() {
                match item {
                    Item::Macro(index) => {
                        if macros.insert(index) {
                            words.extend(words_of(&declarations.macros()[index].text));
                        }
                    }
                    Item::Definition(index) => {
                        if definitions.insert(index) {
                            let one = &declarations.definitions()[index];
                            words.extend(one.words.iter().map(String::as_str));
                        }
                    }
                }
            }
        }
        Self {
            macros: macros
                .into_iter()
                .map(|index| &declarations.macros()[index])
                .collect(),
            definitions: definitions
                .into_iter()
                .map(|index| &declarations.definitions()[index])
                .collect(),
        }
    }
}

/// What a name of a C candidate stands for, by its place.
#[derive(Clone, Copy)]
enum Item {
    Macro(usize),
    Definition(usize),
}
