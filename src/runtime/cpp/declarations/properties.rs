//! Hostile texts: whatever the bytes are, the scanner comes back, soon.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::snippets::SNIPPETS;
use super::{Declarations, Dialect};
use crate::runtime::cpp::entries;

fn read(text: &[u8]) {
    for language in [Dialect::C, Dialect::Cpp] {
        let declarations = Declarations::of(text, language);
        for function in declarations.functions() {
            let _ = declarations.qualified(function);
        }
        let _ = entries::find(&declarations, "load_file", true);
        let _ = entries::public(&declarations);
    }
}

/// Pieces of which hostile texts are made.
const PIECES: [&str; 56] = [
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    "<",
    ">",
    ";",
    ":",
    "::",
    ",",
    "=",
    "->",
    "...",
    "&",
    "&&",
    "*",
    "~",
    "\"",
    "'",
    "R\"(",
    ")\"",
    "/*",
    "*/",
    "//",
    "\\\n",
    "\n",
    "#",
    "\n#if 0\n",
    "\n#else\n",
    "\n#endif\n",
    "\n#define a",
    "\n#if (",
    " a ",
    " f",
    "int ",
    "class ",
    "struct ",
    "enum ",
    "union ",
    "namespace ",
    "template<",
    "typedef ",
    "operator",
    "requires ",
    "extern \"C\"",
    "try ",
    "catch ",
    "public:",
    "static ",
    "auto ",
    "[[",
    "const ",
    "a(b) ",
    "friend ",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        read(&bytes);
    }

    #[test]
    fn any_pieces_are_read(pieces in proptest::collection::vec(proptest::sample::select(&PIECES[..]), 0..200)) {
        read(pieces.concat().as_bytes());
    }

    #[test]
    fn mutated_programs_are_read(
        which in 0..SNIPPETS.len(),
        cut in any::<prop::sample::Index>(),
        piece in proptest::sample::select(&PIECES[..]),
        removed in 0_usize..4,
    ) {
        let mut text = SNIPPETS[which].1.as_bytes().to_vec();
        let at = cut.index(text.len() + 1);
        let end = (at + removed).min(text.len());
        text.splice(at..end, piece.bytes());
        read(&text);
    }

    #[test]
    fn time_grows_with_the_length_only(
        pieces in proptest::collection::vec(proptest::sample::select(&PIECES[..]), 1..5),
    ) {
        let unit = pieces.concat();
        let text = unit.repeat((64 << 10) / unit.len());
        let begin = Instant::now();
        read(text.as_bytes());
        prop_assert!(begin.elapsed() < Duration::from_secs(5), "{unit:?}");
    }
}

/// Far above what a linear scan takes, far below what a quadratic one would.
const PATIENCE: Duration = Duration::from_secs(5);
/// An optimised build reads a mebibyte of any of these twice in an eighth of a second.
const LENGTH: usize = 256 << 10;

#[test]
fn much_of_anything_takes_no_time() {
    let mut units: Vec<String> = PIECES.iter().map(|piece| (*piece).to_owned()).collect();
    units.extend(
        [
            "namespace a{",
            "class a{",
            "struct a:",
            "struct a a ",
            "template<class T>",
            "a<b ",
            "int f(){}",
            "int f(int a=",
            "f(a)struct b ",
            "f(x)",
            "void f(a)",
            "int a::f(){}",
            "a::",
            "struct a::b{",
            "x = y < ",
            "requires a<",
            "#if a\n",
            "#define a b\n",
            "#if !\n",
            "u8R\"",
            "R\"abc(",
            "R\"abcdefghijklmnopq",
            "auto f=[](",
            "(*",
            "operator",
            "f()->",
            "a b(c) d ",
            "if(",
            "f():",
            "int(*",
            "typedef int(*a)(",
            "enum a{b,",
            "typedef struct{",
            "a[",
            "\\",
            "'a",
            "#if(",
            "#if 1+",
            "#if a?",
            "namespace{",
            "extern \"C\"{",
            "namespace a::",
            "int f(int(*)(",
            "f(a,",
            "int f(a,b){}",
            "class{",
            "1'",
            "1e+",
            "public ",
            "__attribute__((",
            "operator ",
            "operator()",
            "typedef ",
            "a operator<",
            "template ",
            "using a=",
            "static_assert(",
            "requires ",
            "const ",
            "__attribute__ ",
        ]
        .map(str::to_owned),
    );
    for unit in units {
        let text = unit.repeat(LENGTH / unit.len());
        let begin = Instant::now();
        read(text.as_bytes());
        let time = begin.elapsed();
        assert!(time < PATIENCE, "{unit:?} took {time:?}");
    }
}
