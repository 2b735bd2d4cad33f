//! From counted regions to lines, much as llvm-cov's `SegmentBuilder` and `LineCoverageStats` do it.
//!
//! The regions of a file are nested. They become segments: from each place where the innermost region changes, its count holds up to
//! the next such place. A line holds something to run if a counted region begins in it or reaches into it; it ran if any of
//! these did. Other than for llvm-cov, what reaches no further than into a line's indentation doesn't count: clang leaves the
//! space between a loop and what follows it to the region around the loop.

use super::regions::{Counted, Kind, Position};
use crate::sandbox::execution::Coverage;

/// How deep regions are nested at most; clang allows brackets to be 256 deep. What is deeper is left out.
const DEEPEST: usize = 1024;

/// From where on which count holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Segment {
    start: Position,
    /// `None` where there is no code.
    count: Option<u64>,
    /// Whether a region begins here, rather than one ends.
    is_entry: bool,
    is_gap: bool,
}

impl Segment {
    fn starts_region(&self) -> bool {
        self.is_entry && self.count.is_some() && !self.is_gap
    }
}

/// The lines of `source` that hold something to run and those that ran.
pub(super) fn coverage(regions: Vec<Counted>, source: &[u8]) -> Coverage {
    let segments = segments(&combined(regions));
    let mut coverage = Coverage::default();
    let Some(first) = segments.first() else {
        return coverage;
    };
    let mut rest = &segments[..];
    let mut before: Option<Segment> = None;
    let mut line = first.start.0;
    let mut texts = source
        .split(|byte| *byte == b'\n')
        .skip((line as usize).saturating_sub(1));
    while !rest.is_empty() {
        let here = rest.partition_point(|segment| segment.start.0 <= line);
        let (own, later) = rest.split_at(here);
        let indentation = texts.next().map_or(0, indentation);
        if let Some(count) = line_count(own, before, indentation) {
            coverage.lines.push(line);
            if count > 0 {
                coverage.hit.push(line);
            }
        }
        before = own.last().copied().or(before);
        rest = later;
        line += 1;
    }
    coverage
}

/// How many bytes of blanks a line begins with.
fn indentation(line: &[u8]) -> usize {
    line.iter()
        .take_while(|byte| byte.is_ascii_whitespace())
        .count()
}

/// How often a line ran, given its segments and the one that reaches into it; `None` if it holds nothing to run.
fn line_count(own: &[Segment], before: Option<Segment>, indentation: usize) -> Option<u64> {
    let starts = own.iter().filter(|segment| segment.starts_region());
    let most_started = starts.filter_map(|segment| segment.count).max();
    let reaching = before.and_then(|segment| segment.count);

    let begins_skipped = own
        .first()
        .is_some_and(|segment| segment.is_entry && segment.count.is_none());
    let begins_counted = own
        .iter()
        .any(|segment| segment.is_entry && segment.count.is_some());
    let is_mapped = begins_counted || (!begins_skipped && reaching.is_some());
    // Columns count from 1, so that the first byte of text has this one:
    let text = indentation + 1;
    let at_text = own
        .iter()
        .take_while(|segment| segment.start.1 as usize <= text);
    let at_text = at_text.last().map_or(reaching, |segment| segment.count);
    is_mapped.then(|| at_text.max(most_started).unwrap_or(0))
}

/// Sorts regions, outer ones first, and makes those of the same span into one: instantiations of a template, expansions of a macro.
/// Counts of different kinds don't add up: a macro that is another macro's whole text would be counted twice.
fn combined(mut regions: Vec<Counted>) -> Vec<Counted> {
    regions.sort_by(|a, b| {
        let by_start = a.span.start.cmp(&b.span.start);
        by_start
            .then(b.span.end.cmp(&a.span.end))
            .then(a.kind.cmp(&b.kind))
    });
    regions.dedup_by(|next, kept| {
        let is_same = next.span == kept.span;
        if is_same && next.kind == kept.kind {
            kept.count = kept.count.saturating_add(next.count);
        }
        is_same
    });
    regions
}

/// The segments of regions that are sorted and all different.
fn segments(regions: &[Counted]) -> Vec<Segment> {
    let mut builder = Builder::default();
    let mut rest = regions.iter().peekable();
    while let Some(region) = rest.next() {
        builder.complete_until(region.span.start);
        let is_entry = region.kind != Kind::Gap;
        if region.span.is_empty() {
            let is_skipped = rest.peek().is_none() || region.kind == Kind::Skipped;
            let counting = builder.active.last().copied().unwrap_or(region);
            builder.start(counting, region.span.start, is_entry, is_skipped);
            if is_skipped && let Some(last) = builder.active.last().copied() {
                builder.start(last, region.span.start, false, false);
            }
            continue;
        }
        let is_innermost = rest
            .peek()
            .is_none_or(|next| next.span.start != region.span.start);
        if is_innermost {
            builder.start(region, region.span.start, is_entry, false);
        }
        if builder.active.len() < DEEPEST {
            builder.active.push(region);
        }
    }
    let active = std::mem::take(&mut builder.active);
    builder.complete(active, None);
    builder.segments
}

#[derive(Default)]
struct Builder<'a> {
    segments: Vec<Segment>,
    /// The regions around the current place, outermost first.
    active: Vec<&'a Counted>,
}

impl<'a> Builder<'a> {
    fn start(&mut self, region: &Counted, start: Position, is_entry: bool, is_skipped: bool) {
        let counts = !is_skipped && region.kind != Kind::Skipped;
        let segment = Segment {
            start,
            count: counts.then_some(region.count),
            is_entry,
            is_gap: counts && region.kind == Kind::Gap,
        };
        if let Some(last) = self.segments.last()
            && !is_entry
            && !is_skipped
            && !last.is_entry
            && last.count == segment.count
        {
            return;
        }
        self.segments.push(segment);
    }

    /// Ends the regions that end before a region that starts at `start`.
    fn complete_until(&mut self, start: Position) {
        if self.active.iter().all(|region| region.span.end > start) {
            return;
        }
        let (active, completed) = std::mem::take(&mut self.active)
            .into_iter()
            .partition(|region| region.span.end > start);
        self.active = active;
        self.complete(completed, Some(start));
    }

    /// Ends `completed`, which `active` no longer holds. `until` is where the next region starts.
    fn complete(&mut self, mut completed: Vec<&'a Counted>, until: Option<Position>) {
        completed.sort_by_key(|region| region.span.end);
        let Some(last_end) = completed.last().map(|region| region.span.end) else {
            return;
        };
        // Where an inner region ends, the next outer one goes on: of those that end together, the last.
        let mut ends = completed.chunk_by(|a, b| a.span.end == b.span.end);
        let mut end = ends.next().and_then(|group| group.last());
        for group in ends {
            let outer = group.last();
            if let (Some(inner), Some(outer)) = (end, outer) {
                self.start(outer, inner.span.end, false, false);
            }
            end = outer;
        }
        if until == Some(last_end) {
            return;
        }
        if let Some(around) = self.active.last().copied() {
            self.start(around, last_end, false, false);
        } else if let Some(last) = completed.last() {
            self.start(last, last_end, false, true);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_follows_a_loop_that_threw_did_not_run() {
        let region = |start, end, count| Counted {
            kind: Kind::Code,
            span: start..end,
            count,
        };
        let function = region((1, 10), (5, 2), 1);
        let body = region((2, 10), (3, 6), 1);
        let after = region((4, 5), (4, 14), 0);
        let hit = |source: &str| {
            let regions = vec![function.clone(), body.clone(), after.clone()];
            coverage(regions, source.as_bytes()).hit
        };
        assert_eq!(
            hit("int f() {\n    for {\n    }\n    return 0;\n}"),
            [1, 2, 3, 5]
        );
        assert_eq!(
            hit("int f() {\n    for {\n    }\n..  return 0;\n}"),
            [1, 2, 3, 4, 5]
        );
    }
}
