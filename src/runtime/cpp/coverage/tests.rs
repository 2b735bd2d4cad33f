use proptest::prelude::*;

use super::*;

static SAMPLE: &[u8] = include_bytes!("fixtures/sample.wasm");
const SOURCE: &str = include_str!("fixtures/sample.cpp");
const FILE: &str = "/w/sample.cpp";

/// The counters after `run(4)`, as a guest's memory held them.
static AFTER_RUN: [u8; 33] = [
    0, 0, 255, 255, 0, 255, 0, 255, 0, 0, 0, 0, 0, 0, 0, 255, 0, 0, 0, 255, 0, 255, 0, 0, 0, 255,
    0, 0, 0, 255, 0, 255, 0,
];

/// The lines of the source that end with a mark.
fn marked(marks: &[&str]) -> Vec<u32> {
    let is_marked = |line: &str| marks.iter().any(|mark| line.ends_with(mark));
    let lines = (1..).zip(SOURCE.lines());
    lines
        .filter(|(_, line)| is_marked(line))
        .map(|(number, _)| number)
        .collect()
}

#[test]
fn lines_are_those_that_the_source_says() {
    let mapping = Mapping::read(SAMPLE).unwrap();
    assert_eq!(mapping.counters().len(), AFTER_RUN.len());
    let coverage = mapping.lines(FILE, SOURCE.as_bytes(), &Counters::read(&AFTER_RUN));
    assert_eq!(coverage.lines, marked(&["// hit", "// miss"]));
    assert_eq!(coverage.hit, marked(&["// hit"]));
}

#[test]
fn nothing_ran_before_the_first_call() {
    let mapping = Mapping::read(SAMPLE).unwrap();
    let coverage = mapping.lines(FILE, SOURCE.as_bytes(), &Counters::default());
    assert_eq!(coverage.lines, marked(&["// hit", "// miss"]));
    assert!(coverage.hit.is_empty());
}

#[test]
fn other_files_have_no_lines() {
    let mapping = Mapping::read(SAMPLE).unwrap();
    let coverage = mapping.lines("/w/other.cpp", b"", &Counters::default());
    assert_eq!(coverage, Coverage::default());
}

#[test]
fn a_module_without_a_mapping_has_no_lines() {
    let mapping = Mapping::read(b"\0asm\x01\0\0\0").unwrap();
    assert_eq!(mapping.counters(), 0..0);
    assert_eq!(
        mapping.lines(FILE, SOURCE.as_bytes(), &Counters::default()),
        Coverage::default()
    );
}

#[test]
fn what_is_no_module_is_an_error() {
    assert!(matches!(
        Mapping::read(b"int main() {}"),
        Err(CoverageError::Module(_))
    ));
}

/// Where the custom section `name` has its contents.
fn section(name: &str) -> Range<usize> {
    let sections = Sections::read(SAMPLE).unwrap();
    let data = sections.custom(name);
    let start = data.as_ptr() as usize - SAMPLE.as_ptr() as usize;
    start..start + data.len()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_bytes_are_read_or_refused(
        changes in prop::collection::vec((0..SAMPLE.len(), any::<u8>()), 1..6),
        end in prop::option::weighted(0.1, 0..SAMPLE.len()),
    ) {
        let mut module = SAMPLE.to_vec();
        for (index, byte) in changes {
            module[index] = byte;
        }
        module.truncate(end.unwrap_or(SAMPLE.len()));
        if let Ok(mapping) = Mapping::read(&module) {
            let coverage = mapping.lines(FILE, SOURCE.as_bytes(), &Counters::read(&AFTER_RUN));
            prop_assert!(coverage.hit.len() <= coverage.lines.len());
        }
    }

    #[test]
    fn any_mapping_is_read_or_refused(
        changes in prop::collection::vec((section("__llvm_covfun"), any::<u8>()), 1..6),
        counters in prop::collection::vec(prop::sample::select(vec![0_u8, 1, 255]), 0..40),
    ) {
        let mut module = SAMPLE.to_vec();
        for (index, byte) in changes {
            module[index] = byte;
        }
        if let Ok(mapping) = Mapping::read(&module) {
            let coverage = mapping.lines(FILE, SOURCE.as_bytes(), &Counters::read(&counters));
            prop_assert!(coverage.lines.is_sorted());
            prop_assert!(coverage.hit.iter().all(|line| coverage.lines.contains(line)));
        }
    }
}
