//! Short forms of C++ names.

use std::fmt::{self, Write};

use cpp_demangle::{BorrowedSymbol, DemangleOptions, ParseOptions};

/// The longest mangled name that is taken apart; the time for it grows with its length.
const LONGEST_MANGLED: usize = 4096;

/// The longest demangled name: a name can refer to parts of itself, and double in length at each step.
const LONGEST_DEMANGLED: usize = 8192;

/// The longest short form, in characters.
const LONGEST: usize = 120;

/// How deep a mangled name may be nested.
const DEEPEST: u32 = 192;

/// What names have that readers don't want to see, and what stands for it.
const SHORTER: [(&str, &str); 5] = [
    ("std::__1::", "std::"),
    ("std::__2::", "std::"),
    ("std::__fs::", "std::"),
    (
        "std::basic_string<char, std::char_traits<char>, std::allocator<char>>",
        "std::string",
    ),
    (
        "std::basic_string_view<char, std::char_traits<char>>",
        "std::string_view",
    ),
];

/// A function's name in short: no parameters, no return type, no inline namespaces of the standard library. `name` is as in object files;
/// names that aren't mangled stay as they are, cut if they are too long.
pub(super) fn shorten(name: &str) -> String {
    let mut short = match demangle(name) {
        Some(name) => name,
        None => name.chars().take(LONGEST_DEMANGLED).collect(),
    };
    remove_tags(&mut short);
    if let Some(method) = short.strip_suffix(" const") {
        short.truncate(method.len());
    }
    short = short.replace("> >", ">>").replace("> >", ">>");
    for (long, shorter) in SHORTER {
        short = short.replace(long, shorter);
    }
    if short.chars().count() > LONGEST {
        short = without_arguments(&short);
    }
    if short.chars().count() > LONGEST {
        short = short.chars().take(LONGEST - 1).chain(['…']).collect();
    }
    short
}

fn demangle(name: &str) -> Option<String> {
    if !name.starts_with("_Z") || name.len() > LONGEST_MANGLED {
        return None;
    }
    let options = ParseOptions::default().recursion_limit(DEEPEST);
    // What follows the mangled name, as in `_ZN1aEv.cold`, is the optimiser's.
    let (symbol, _) = BorrowedSymbol::with_tail_and_options(name.as_bytes(), &options).ok()?;
    let options = DemangleOptions::new()
        .no_params()
        .no_return_type()
        .recursion_limit(DEEPEST);
    let mut text = Bounded(String::new());
    symbol.structured_demangle(&mut text, &options).ok()?;
    Some(text.0)
}

/// Text that refuses to grow too long.
struct Bounded(String);

impl Write for Bounded {
    fn write_str(&mut self, more: &str) -> fmt::Result {
        if self.0.len() + more.len() > LONGEST_DEMANGLED {
            return Err(fmt::Error);
        }
        self.0.push_str(more);
        Ok(())
    }
}

/// Removes ABI tags: `begin[abi:v22]`.
fn remove_tags(name: &mut String) {
    while let Some(start) = name.find("[abi:") {
        let end = name[start..]
            .find(']')
            .map_or(name.len(), |end| start + end + 1);
        name.replace_range(start..end, "");
    }
}

/// `name` with `…` for the arguments of templates.
fn without_arguments(name: &str) -> String {
    let mut short = String::new();
    let mut depth = 0_usize;
    for (index, character) in name.char_indices() {
        let is_operator = name[..index]
            .trim_end_matches(['<', '>', '-', '='])
            .ends_with("operator");
        match character {
            '<' if !is_operator => {
                if depth == 0 {
                    short.push_str("<…>");
                }
                depth += 1;
            }
            '>' if !is_operator && depth > 0 => depth -= 1,
            _ if depth == 0 => short.push(character),
            _ => {}
        }
    }
    short
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_are_short() {
        for (mangled, short) in [
            ("main", "main"),
            (
                "_Z8classifyRKNSt3__212basic_stringIcNS_11char_traitsIcEENS_9allocatorIcEEEE",
                "classify",
            ),
            ("_Z7biggestIiET_S0_S0_", "biggest<int>"),
            ("_ZN4shop6Basket3addIiEEiT_", "shop::Basket::add<int>"),
            ("_ZN4shop6BasketC2Ev", "shop::Basket::Basket"),
            (
                "_ZNKSt3__212basic_stringIcNS_11char_traitsIcEENS_9allocatorIcEEE5beginB9sqe220100Ev",
                "std::string::begin",
            ),
            (
                "_ZNSt3__16vectorIiNS_9allocatorIiEEE2atEm",
                "std::vector<int, std::allocator<int>>::at",
            ),
            ("_ZZ4mainENK3$_0clEi", "main::$_0::operator()"),
            ("_Z3foo", "foo"),
            ("_Znonsense", "_Znonsense"),
        ] {
            assert_eq!(shorten(mangled), short, "{mangled}");
        }
    }

    #[test]
    fn a_name_that_doubles_is_cut() {
        // Each substitution S_, S0_ ... is a pair of the one before.
        let mut name = String::from("_Z1f1aIi");
        for level in 0..24 {
            let number = match level {
                0 => "S_".to_owned(),
                level => format!(
                    "S{}_",
                    char::from_digit(level - 1, 36)
                        .unwrap()
                        .to_ascii_uppercase()
                ),
            };
            let _ = write!(name, "EPN1aI{number}{number}");
        }
        assert!(shorten(&name).chars().count() <= LONGEST);
    }

    proptest! {
        #[test]
        fn any_name_is_shortened(name in "_Z[NSLKTIE_0-9a-zA-Z$]{0,200}") {
            prop_assert!(shorten(&name).chars().count() <= LONGEST);
        }
    }
}
