use std::cell::Cell;
use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;

static SAMPLE: &[u8] = include_bytes!("../coverage/fixtures/sample.wasm");
const SOURCE: &str = include_str!("../coverage/fixtures/sample.cpp");
const FILE: &str = "/w/sample.cpp";

/// The offsets in wasmtime's backtrace of `run(-1)`: the deliberate trap in `checked`, inlined in `Basket::add`, and the call of that in
/// `run`.
const TRAP: u32 = 0x6dc;
const CALL: u32 = 0x438;

/// The number of the line that holds `text`.
fn line_of(text: &str) -> u32 {
    let found = (1..)
        .zip(SOURCE.lines())
        .find(|(_, line)| line.contains(text));
    found.unwrap().0
}

fn found(offset: u32, own: impl Fn(&str) -> bool) -> (u32, String) {
    let place = Lines::read(SAMPLE).unwrap().find(offset, own).unwrap();
    assert_eq!(place.file, FILE);
    (place.line, place.function.unwrap())
}

#[test]
fn frames_of_a_trap_are_found() {
    let trap = (line_of("__builtin_verbose_trap"), "checked".to_owned());
    assert_eq!(found(TRAP, |file| file == FILE), trap);
    let call = (line_of("basket.add(count)"), "run".to_owned());
    assert_eq!(found(CALL, |file| file == FILE), call);
}

#[test]
fn an_inlined_call_in_another_file_is_where_it_was_called() {
    // As if the innermost call were in another file.
    let asked = Cell::new(0);
    let own = |_: &str| asked.replace(asked.get() + 1) > 0;
    let call = (
        line_of("checked(price); //"),
        "shop::Basket::add".to_owned(),
    );
    assert_eq!(found(TRAP, own), call);
}

#[test]
fn every_line_that_runs_is_found() {
    let lines = Lines::read(SAMPLE).unwrap();
    let end = to_u32(SAMPLE.len());
    let places = (0..end).filter_map(|offset| lines.find(offset, |_| true));
    let found: BTreeSet<u32> = places.map(|place| place.line).collect();
    let text: Vec<&str> = SOURCE.lines().collect();
    for line in &found {
        let text = text[*line as usize - 1];
        // The constructor that nobody wrote is at its class and the members it sets.
        let runs = ["// hit", "// miss", "struct Basket", "int sum = 0;"];
        assert!(
            runs.iter().any(|mark| text.contains(mark)),
            "{line}: {text}"
        );
    }
    for statement in [
        "return a;",
        "sum += ",
        "number += 1;",
        "continue;",
        "neither() :",
    ] {
        assert!(found.contains(&line_of(statement)), "{statement}");
    }
}

#[test]
fn what_lies_outside_code_has_no_place() {
    let lines = Lines::read(SAMPLE).unwrap();
    assert_eq!(lines.find(0, |_| true), None);
    assert_eq!(lines.find(u32::MAX, |_| true), None);
    assert_eq!(lines.find(TRAP, |_| false), None);
    let empty = Lines::read(b"\0asm\x01\0\0\0").unwrap();
    assert_eq!(empty.find(TRAP, |_| true), None);
}

#[test]
fn units_that_share_a_large_table_are_refused_in_time() {
    // Each unit has an entry only, but the abbreviations that it reads are 400 KB.
    let info = [9, 0, 0, 0, 4, 0, 0, 0, 0, 0, 4, 0x81, 0].repeat(100_000);
    let abbreviations: Vec<u8> = (1..=50_000_u32)
        .flat_map(|code| {
            let [low, middle, high] =
                [code, code >> 7, code >> 14].map(|part| part.to_le_bytes()[0] & 0x7f);
            [low | 0x80, middle | 0x80, high, 0x11, 0, 0, 0]
        })
        .chain([0])
        .collect();
    let module = module_with(&[(".debug_info", &info), (".debug_abbrev", &abbreviations)]);
    assert_eq!(Lines::read(&module).unwrap_err(), LinesError::TooLarge);
}

/// A module that holds only custom sections.
fn module_with(sections: &[(&str, &[u8])]) -> Vec<u8> {
    let mut module = b"\0asm\x01\0\0\0".to_vec();
    for (name, contents) in sections {
        let size = 1 + name.len() + contents.len();
        let size = u32::try_from(size).unwrap();
        let low = [0, 7, 14].map(|shift| (size >> shift).to_le_bytes()[0] | 0x80);
        module.push(0);
        module.extend(low);
        module.push(u8::try_from(size >> 21).unwrap());
        module.push(u8::try_from(name.len()).unwrap());
        module.extend(name.bytes());
        module.extend(*contents);
    }
    module
}

/// Where the debug data are in the sample.
fn debug_data() -> Vec<std::ops::Range<usize>> {
    let sections = Sections::read(SAMPLE).unwrap();
    let names = [
        ".debug_abbrev",
        ".debug_info",
        ".debug_ranges",
        ".debug_line",
    ];
    let place = |data: &[u8]| {
        let start = data.as_ptr() as usize - SAMPLE.as_ptr() as usize;
        start..start + data.len()
    };
    let contents = names.into_iter().map(|name| sections.custom(name));
    let present = contents.filter(|data| !data.is_empty());
    present.map(place).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_debug_data_are_read_or_refused(
        changes in prop::collection::vec((prop::sample::select(debug_data()), any::<prop::sample::Index>(), any::<u8>()), 1..8),
        offset in 0..to_u32(SAMPLE.len()),
    ) {
        let mut module = SAMPLE.to_vec();
        for (section, index, byte) in changes {
            module[section.start + index.index(section.len())] = byte;
        }
        if let Ok(lines) = Lines::read(&module) {
            for offset in [offset, TRAP] {
                prop_assert_ne!(lines.find(offset, |_| true).map(|place| place.line), Some(0));
            }
        }
    }
}
