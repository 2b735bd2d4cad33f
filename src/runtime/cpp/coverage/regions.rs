//! A function's mapping: regions of the source and the expressions that count them.

use super::CoverageError;
use CoverageError::{Malformed, TooLarge};

/// The last line of a source file that is looked at.
const LAST_LINE: u32 = 1 << 20;

/// How many macro expansions may begin with another one.
const DEEPEST_EXPANSION: usize = 256;

/// Reads numbers from the front of its bytes.
pub(super) struct Reader<'a>(pub &'a [u8]);

impl<'a> Reader<'a> {
    pub fn bytes(&mut self, size: usize) -> Result<&'a [u8], CoverageError> {
        let (bytes, rest) = self
            .0
            .split_at_checked(size)
            .ok_or(Malformed("it is cut"))?;
        self.0 = rest;
        Ok(bytes)
    }

    pub fn u32(&mut self) -> Result<u32, CoverageError> {
        let bytes = self.bytes(4)?.try_into().expect("there are four");
        Ok(u32::from_le_bytes(bytes))
    }

    pub fn u64(&mut self) -> Result<u64, CoverageError> {
        let bytes = self.bytes(8)?.try_into().expect("there are eight");
        Ok(u64::from_le_bytes(bytes))
    }

    /// Skips to the next multiple of 8 in a section of `whole` bytes, whose end is its last part's end.
    pub fn align(&mut self, whole: usize) {
        let padding = (whole - self.0.len()).next_multiple_of(8) + self.0.len() - whole;
        self.0 = self.0.get(padding..).unwrap_or(&[]);
    }

    /// An unsigned number in LEB128, of 32 bits as all numbers in the mapping are.
    pub fn number(&mut self) -> Result<u32, CoverageError> {
        let mut number = 0_u64;
        for shift in (0..35).step_by(7) {
            let byte = self.bytes(1)?[0];
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return u32::try_from(number).or(Err(Malformed("too large a number")));
            }
        }
        Err(Malformed("too long a number"))
    }

    /// A number of things, each of which takes a byte at least.
    pub fn size(&mut self) -> Result<usize, CoverageError> {
        let size = self.number()? as usize;
        if size > self.0.len() {
            return Err(Malformed("more parts than bytes"));
        }
        Ok(size)
    }
}

/// What counts a region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Count {
    Zero,
    /// The counter with this number.
    Counter(u32),
    /// The expression with this number.
    Expression(u32),
}

/// A sum or difference of counts.
#[derive(Clone, Copy, Debug)]
struct Expression {
    adds: bool,
    left: Count,
    right: Count,
}

/// A function's expressions.
#[derive(Clone, Debug, Default)]
pub(super) struct Expressions {
    all: Vec<Expression>,
    /// Their numbers in an order in which each comes after those it refers to.
    order: Vec<u32>,
}

/// A place in the source: line and column, both from 1.
pub(super) type Position = (u32, u32);

/// What a region is, in the order in which llvm-cov prefers one of two that cover the same text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// Code that runs as often as its count says.
    Code,
    /// A macro's name; its count is that of the first region in the macro's text.
    Expansion,
    /// Text that is no code: comments, what the preprocessor dropped.
    Skipped,
    /// The space between two regions.
    Gap,
}

/// Part of a function's source.
#[derive(Clone, Debug)]
pub(super) struct Region {
    pub kind: Kind,
    /// The function's number for the file.
    pub file: u32,
    pub span: std::ops::Range<Position>,
    pub count: Count,
    /// For an expansion, the function's number for the text it expands to.
    expands_to: u32,
}

/// Part of the source and how often it ran.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Counted {
    pub kind: Kind,
    pub span: std::ops::Range<Position>,
    pub count: u64,
}

/// The values of a function's counts.
pub(super) struct Values<F> {
    counter: F,
    expressions: Vec<i64>,
}

impl<F: Fn(u32) -> u64> Values<F> {
    fn signed(&self, count: Count) -> i64 {
        match count {
            Count::Zero => 0,
            Count::Counter(number) => (self.counter)(number).cast_signed(),
            Count::Expression(number) => self.expressions[number as usize],
        }
    }

    /// A count's value; a difference that came out negative is zero.
    pub fn of(&self, count: Count) -> u64 {
        self.signed(count).max(0).cast_unsigned()
    }
}

impl Expressions {
    /// Evaluates all expressions, given the value of each counter.
    pub fn values<F: Fn(u32) -> u64>(&self, counter: F) -> Values<F> {
        let mut values = Values {
            counter,
            expressions: vec![0; self.all.len()],
        };
        for number in &self.order {
            let expression = self.all[*number as usize];
            let (left, right) = (
                values.signed(expression.left),
                values.signed(expression.right),
            );
            values.expressions[*number as usize] = if expression.adds {
                left.wrapping_add(right)
            } else {
                left.wrapping_sub(right)
            };
        }
        values
    }

    /// Decodes a count. The two lowest bits say what it is; of an expression they also say which operation it stands for.
    fn count(&mut self, encoded: u32, counters: u32) -> Result<Count, CoverageError> {
        let number = encoded >> 2;
        match encoded & 3 {
            0 => Ok(Count::Zero),
            1 if number < counters => Ok(Count::Counter(number)),
            1 => Err(Malformed("no such counter")),
            operation => {
                let expression = self.all.get_mut(number as usize);
                expression.ok_or(Malformed("no such expression"))?.adds = operation == 3;
                Ok(Count::Expression(number))
            }
        }
    }

    fn read(reader: &mut Reader<'_>, counters: u32) -> Result<Self, CoverageError> {
        let empty = Expression {
            adds: false,
            left: Count::Zero,
            right: Count::Zero,
        };
        let mut expressions = Self {
            all: vec![empty; reader.size()?],
            order: Vec::new(),
        };
        for number in 0..expressions.all.len() {
            let left = expressions.count(reader.number()?, counters)?;
            let right = expressions.count(reader.number()?, counters)?;
            expressions.all[number].left = left;
            expressions.all[number].right = right;
        }
        expressions.order = expressions.ordered()?;
        Ok(expressions)
    }

    /// Visits depth-first with an explicit stack: chains of expressions are as long as the largest `switch`.
    fn ordered(&self) -> Result<Vec<u32>, CoverageError> {
        #[derive(Clone, Copy, PartialEq)]
        enum Mark {
            New,
            Open,
            Done,
        }
        let mut marks = vec![Mark::New; self.all.len()];
        let mut order = Vec::with_capacity(self.all.len());
        for root in 0..self.all.len() {
            let mut stack = vec![root];
            while let Some(&top) = stack.last() {
                let opened = std::mem::replace(&mut marks[top], Mark::Open);
                let expression = self.all[top];
                if opened == Mark::New {
                    for operand in [expression.left, expression.right] {
                        if let Count::Expression(number) = operand {
                            match marks[number as usize] {
                                Mark::New => stack.push(number as usize),
                                Mark::Open => return Err(Malformed("an expression of itself")),
                                Mark::Done => {}
                            }
                        }
                    }
                    continue;
                }
                stack.pop();
                marks[top] = Mark::Done;
                if opened == Mark::Open {
                    order.push(u32::try_from(top).expect("numbers have 32 bits"));
                }
            }
        }
        Ok(order)
    }
}

/// Reads a function's mapping: the unit's number for each of its files, its expressions and regions. `left` is how many regions
/// may still come.
pub(super) fn read(
    mapping: &[u8],
    unit_files: usize,
    counters: u32,
    left: &mut usize,
) -> Result<(Vec<usize>, Expressions, Vec<Region>), CoverageError> {
    let mut reader = Reader(mapping);
    let mut files = Vec::new();
    for _ in 0..reader.size()? {
        let file = reader.number()? as usize;
        if file >= unit_files {
            return Err(Malformed("no such file"));
        }
        files.push(file);
    }
    let mut expressions = Expressions::read(&mut reader, counters)?;
    let mut regions = Vec::new();
    for file in 0..files.len() {
        let number = reader.size()?;
        *left = left.checked_sub(number).ok_or(TooLarge("regions"))?;
        let mut line = 0;
        for _ in 0..number {
            let region = read_region(&mut reader, &mut expressions, counters, &mut line)?;
            if let Some(region) = region {
                if region.kind == Kind::Expansion && region.expands_to as usize >= files.len() {
                    return Err(Malformed("no such expansion"));
                }
                let file = u32::try_from(file).expect("numbers have 32 bits");
                regions.push(Region { file, ..region });
            }
        }
    }
    count_expansions(&mut regions, files.len());
    Ok((files, expressions, regions))
}

/// Reads a region that begins at or after `line` and leaves there where it begins; `None` for what counts branches and decisions.
fn read_region(
    reader: &mut Reader<'_>,
    expressions: &mut Expressions,
    counters: u32,
    line: &mut u32,
) -> Result<Option<Region>, CoverageError> {
    let encoded = reader.number()?;
    let (mut count, mut expands_to, mut kind) = (Count::Zero, 0, Some(Kind::Code));
    if encoded & 3 != 0 {
        count = expressions.count(encoded, counters)?;
    } else if encoded & 4 != 0 {
        (kind, expands_to) = (Some(Kind::Expansion), encoded >> 3);
    } else {
        // Branches and decisions have further numbers, which lines don't need.
        let (found, numbers) = match encoded >> 3 {
            0 => (Some(Kind::Code), 0),
            2 => (Some(Kind::Skipped), 0),
            4 | 5 => (None, 2),
            6 => (None, 5),
            _ => return Err(Malformed("no such kind of region")),
        };
        kind = found;
        for _ in 0..numbers {
            reader.number()?;
        }
    }

    let start = (line.saturating_add(reader.number()?), reader.number()?);
    let end_line = start.0.saturating_add(reader.number()?);
    let end_column = reader.number()?;
    if end_line > LAST_LINE {
        return Err(TooLarge("lines"));
    }
    *line = start.0;
    let is_gap = end_column >> 31 != 0;
    let end = (end_line, end_column & !(1 << 31));
    let span = match (start.1, end.1) {
        (0, 0) => (start.0, 1)..(end.0, u32::MAX),
        _ => start..end,
    };
    if span.start > span.end {
        return Err(Malformed("a region that ends before it begins"));
    }
    Ok(kind.map(|kind| Region {
        kind: if is_gap { Kind::Gap } else { kind },
        file: 0,
        span,
        count,
        expands_to,
    }))
}

/// Gives each expansion the count of the first region in the text that it expands to.
fn count_expansions(regions: &mut [Region], files: usize) {
    let mut first: Vec<Option<(Kind, Count, u32)>> = vec![None; files];
    for region in &*regions {
        first[region.file as usize].get_or_insert((region.kind, region.count, region.expands_to));
    }
    for region in regions {
        if region.kind != Kind::Expansion {
            continue;
        }
        let mut file = region.expands_to;
        for _ in 0..DEEPEST_EXPANSION {
            match first[file as usize] {
                Some((Kind::Expansion, _, next)) => file = next,
                Some((_, count, _)) => {
                    region.count = count;
                    break;
                }
                None => break,
            }
        }
    }
}
