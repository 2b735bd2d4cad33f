//! Which lines of a candidate ran, also where it ended early.

use serde_json::json;

use crate::bench::Candidate;

/// Lines whose comment says `hit` or `missed`.
const TEXT: &str = "\
#include <stdexcept>
#include <vector>
static int unused(int x) { // missed
    return x; // missed
}
struct Counter {
    int n = 0;
    void add(int x) { n += x; } // hit
    int twice() const { // missed
        return n * 2; // missed
    }
};
template <class T>
T largest(const std::vector<T> &all) { // hit
    T found = all.at(0); // hit
    for (const T &one : all) // hit
        if (one > found)
            found = one; // hit
    return found; // hit
}
int answer(int x) { // hit
    Counter counter; // hit
    counter.add(x); // hit
    if (x == 1) {
        throw std::runtime_error(\"one\"); // thrown
    } else if (x == 2) {
        __builtin_trap(); // trapped
    } else if (x > 1000) {
        return unused(x); // missed
    }
    switch (x) {
    case 7:
        return largest<int>({1, 3, 2}); // hit
    default:
        break; // missed
    }
    try {
        largest<int>({}); // missed
    } catch (const std::out_of_range &) { // missed
        return -1; // missed
    }
    return [&] { return counter.n; }(); // missed
}
";

fn lines_marked(mark: &str) -> Vec<u32> {
    let lines = (1..).zip(TEXT.lines());
    lines
        .filter(|(_, line)| line.ends_with(mark))
        .map(|(number, _)| number)
        .collect()
}

/// Which of some lines ran.
fn hit(argument: i64, of: &[u32]) -> Vec<u32> {
    let execution = Candidate::new(TEXT).call(&[("answer", json!([argument]))]);
    let coverage = execution.coverage.expect("it was asked for");
    let of = of.iter().copied();
    for line in of.clone() {
        assert!(
            coverage.lines.contains(&line),
            "{line} holds something to run"
        );
    }
    of.filter(|line| coverage.hit.contains(line)).collect()
}

#[test]
fn lines_that_ran() {
    let (ran, missed) = (lines_marked("// hit"), lines_marked("// missed"));
    assert_eq!(hit(7, &ran), ran);
    assert!(hit(7, &missed).is_empty());
}

#[test]
fn after_an_exception_and_a_trap() {
    let ends = [lines_marked("// thrown"), lines_marked("// trapped")];
    let (entered, missed) = (
        lines_marked("Counter counter; // hit"),
        lines_marked("// missed"),
    );
    for (argument, end) in (1..).zip(ends) {
        assert_eq!(hit(argument, &end), end);
        assert_eq!(hit(argument, &entered), entered);
        assert!(hit(argument, &missed).is_empty());
    }
}

#[test]
fn lines_without_code_are_not_counted() {
    let execution = Candidate::new(TEXT).call(&[("answer", json!([7]))]);
    let coverage = execution.coverage.unwrap();
    assert!(!coverage.lines.contains(&1) && !coverage.lines.contains(&6));
    assert!(
        coverage
            .lines
            .iter()
            .all(|line| *line as usize <= TEXT.lines().count())
    );
    assert!(
        coverage.lines.is_sorted()
            && coverage
                .hit
                .iter()
                .all(|line| coverage.lines.contains(line))
    );
}
