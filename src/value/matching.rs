//! When an actual value is what was expected.

use num_bigint::BigInt;

use super::Value;

impl Value {
    /// Whether `actual` is this expected value, with the allowances of `docs/values.md` that make an expectation mean
    /// the same in every language. It is an equivalence.
    ///
    /// ```
    /// use dualgauge::value::Value;
    /// let expected = Value::from_json(&serde_json::json!([1, 2])).unwrap();
    /// let actual = Value::from_json(&serde_json::json!({"$tuple": [1.0, 2]})).unwrap();
    /// assert!(expected.matches(&actual));
    /// ```
    pub fn matches(&self, actual: &Self) -> bool {
        self.levelled().to_json() == actual.levelled().to_json()
    }

    /// The value with the differences taken out that don't count: tuples become lists, records mappings, floats of whole
    /// value whole numbers. Canonical JSON does the rest, the order of sets and mappings.
    fn levelled(&self) -> Self {
        let all = |items: &[Self]| items.iter().map(Self::levelled).collect();
        match self {
            Self::Float(number) => whole(*number).map_or(Self::Float(*number), Self::Int),
            Self::List(items) | Self::Tuple(items) => Self::List(all(items)),
            Self::Set(items) => Self::Set(all(items)),
            Self::Dict(entries) => Self::Dict(
                entries
                    .iter()
                    .map(|(key, value)| (key.levelled(), value.levelled()))
                    .collect(),
            ),
            Self::Object { fields, .. } => Self::Dict(
                fields
                    .iter()
                    .map(|(name, value)| (Self::Str(name.clone()), value.levelled()))
                    .collect(),
            ),
            other => other.clone(),
        }
    }
}

/// The whole number that a binary64 number is, if it is one, exactly.
pub(super) fn whole(number: f64) -> Option<BigInt> {
    if !number.is_finite() || number.fract() != 0.0 {
        return None;
    }
    let bits = number.abs().to_bits();
    let exponent = (bits >> 52) as i32 - 1075;
    // A whole number is 0 or at least 1, so it is never subnormal: the implicit bit is there.
    let mantissa = if number == 0.0 {
        0
    } else {
        (bits & ((1 << 52) - 1)) | (1 << 52)
    };
    let size = if exponent >= 0 {
        BigInt::from(mantissa) << exponent.unsigned_abs()
    } else {
        BigInt::from(mantissa.checked_shr(exponent.unsigned_abs()).unwrap_or(0))
    };
    Some(if number < 0.0 { -size } else { size })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::*;

    fn matches(expected: Json, actual: Json) -> bool {
        let expected = Value::from_json(&expected).unwrap();
        expected.matches(&Value::from_json(&actual).unwrap())
    }

    #[test]
    fn allowances() {
        assert!(matches(
            json!([1, [2]]),
            json!({"$tuple": [1, {"$tuple": [2]}]})
        ));
        assert!(matches(json!(3), json!(3.0)));
        assert!(matches(
            json!({"$int": "1000000000000000000000"}),
            json!(1e21)
        ));
        assert!(matches(json!(-0.0), json!(0)));
        assert!(matches(json!({"$float": "nan"}), json!({"$float": "nan"})));
        assert!(matches(json!({"$set": [1, 2]}), json!({"$set": [2.0, 1]})));
        assert!(matches(
            json!({"a": 1, "b": 2}),
            json!({"$dict": [["b", 2], ["a", 1]]})
        ));
        assert!(matches(
            json!({"$dict": [[1, "x"]]}),
            json!({"$dict": [[1.0, "x"]]})
        ));
        assert!(matches(
            json!({"x": [1]}),
            json!({"$object": {"type": "Point", "fields": {"x": {"$tuple": [1.0]}}}})
        ));
    }

    #[test]
    fn no_other_allowances() {
        assert!(!matches(json!(1), json!(true)));
        assert!(!matches(json!(0), json!(false)));
        assert!(!matches(json!("1"), json!(1)));
        assert!(!matches(json!([1, 2]), json!([2, 1])));
        assert!(!matches(json!([1]), json!({"$set": [1]})));
        assert!(!matches(json!(0.1), json!(0.10000000000000002)));
        assert!(!matches(
            json!(9007199254740993_i64),
            json!(9007199254740992.0)
        ));
        assert!(!matches(json!("a"), json!({"$bytes": "YQ=="})));
        assert!(!matches(json!(null), json!(false)));
    }

    #[test]
    fn whole_numbers_are_exact() {
        for number in [
            0.0,
            1.0,
            -1.0,
            2.0,
            1e15,
            123_456_789.0,
            -(2f64.powi(52)),
            2f64.powi(53),
        ] {
            assert_eq!(whole(number), Some(BigInt::from(number as i64)));
        }
        assert_eq!(whole(0.5), None);
        assert_eq!(whole(5e-324), None);
        assert_eq!(whole(f64::INFINITY), None);
        assert_eq!(whole(2f64.powi(100)), Some(BigInt::from(1) << 100));
    }
}
