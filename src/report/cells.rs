//! Numbers and names as text.

use crate::aggregate::{Estimate, Interval};

/// What stands for a value that there isn't.
pub(super) const MISSING: &str = "-";

/// A share as a percentage with one decimal, five characters wide: ` 83.3`, `100.0`, `    -`.
pub(super) fn percent(share: Option<f64>) -> String {
    match share {
        Some(share) => format!("{:>5.1}", share * 100.0),
        None => format!("{MISSING:>5}"),
    }
}

/// A share with its interval: ` 83.3 [66.7, 100]`.
pub(super) fn percent_with_interval(share: Option<f64>, interval: Option<Interval>) -> String {
    let percent = percent(share);
    match interval {
        Some(Interval { low, high }) => format!("{percent} [{}, {}]", bound(low), bound(high)),
        None => percent,
    }
}

/// An estimate with how many it is over: ` 90.9 (11)`.
pub(super) fn percent_over(estimate: Estimate) -> String {
    let percent = percent(estimate.value);
    match estimate.value {
        Some(_) => format!("{percent} ({})", estimate.over),
        None => percent,
    }
}

/// A signed difference of shares in percentage points, with its interval: ` +8.3 [-10.0, 26.7]`.
pub(super) fn points_with_interval(difference: Option<f64>, interval: Option<Interval>) -> String {
    let Some(difference) = difference else {
        return format!("{MISSING:>6}");
    };
    let points = format!("{:>6}", signed(difference));
    match interval {
        Some(Interval { low, high }) => format!("{points} [{}, {}]", signed(low), signed(high)),
        None => points,
    }
}

/// A p-value with four decimals: `0.0312`, `<0.0001`.
pub(super) fn p_value(p_value: Option<f64>) -> String {
    match p_value {
        Some(p_value) if p_value < 0.0001 => "<0.0001".to_owned(),
        Some(p_value) => format!("{p_value:.4}"),
        None => MISSING.to_owned(),
    }
}

/// A count with commas between thousands: `12,345`.
pub(super) fn thousands(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A count with its noun: `1 task`, `12 tasks`.
pub(super) fn counted(count: u64, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", thousands(count))
}

/// A name without control characters, which would otherwise reach the terminal.
pub(super) fn name(name: &str) -> String {
    let printable = |c: char| if c.is_control() { '\u{fffd}' } else { c };
    name.chars().map(printable).collect()
}

/// The end of an interval: one decimal, except for the ends of the scale.
fn bound(share: f64) -> String {
    if share == 0.0 || share == 1.0 {
        format!("{:.0}", share * 100.0)
    } else {
        format!("{:.1}", share * 100.0)
    }
}

/// With a sign, unless it rounds to 0.
fn signed(share: f64) -> String {
    let points = format!("{:+.1}", share * 100.0);
    if points == "-0.0" || points == "+0.0" {
        return "0.0".to_owned();
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    fn interval(low: f64, high: f64) -> Option<Interval> {
        Some(Interval { low, high })
    }

    #[test]
    fn shares_are_percentages() {
        assert_eq!(percent(Some(5.0 / 6.0)), " 83.3");
        assert_eq!(percent(Some(1.0)), "100.0");
        assert_eq!(percent(None), "    -");
        let share = percent_with_interval(Some(5.0 / 6.0), interval(2.0 / 3.0, 1.0));
        assert_eq!(share, " 83.3 [66.7, 100]");
        assert_eq!(
            percent_with_interval(Some(0.0), interval(0.0, 0.0)),
            "  0.0 [0, 0]"
        );
        assert_eq!(percent_with_interval(Some(0.5), None), " 50.0");
    }

    #[test]
    fn differences_have_a_sign() {
        assert_eq!(
            points_with_interval(Some(0.083), interval(-0.1, 0.2667)),
            "  +8.3 [-10.0, +26.7]"
        );
        assert_eq!(points_with_interval(Some(-0.0001), None), "   0.0");
        assert_eq!(points_with_interval(None, None), "     -");
    }

    #[test]
    fn small_p_values_are_not_zero() {
        assert_eq!(p_value(Some(1.0 / 32.0)), "0.0312");
        assert_eq!(p_value(Some(1.0 / 65_536.0)), "<0.0001");
    }

    #[test]
    fn counts_are_readable() {
        assert_eq!(thousands(0), "0");
        assert_eq!(thousands(999), "999");
        assert_eq!(thousands(1_234_567), "1,234,567");
        assert_eq!(counted(1, "task"), "1 task");
        assert_eq!(counted(2_000, "sample"), "2,000 samples");
    }

    #[test]
    fn names_reach_the_terminal_without_control_characters() {
        assert_eq!(name("evil\u{1b}[2J\nname"), "evil\u{fffd}[2J\u{fffd}name");
    }
}
