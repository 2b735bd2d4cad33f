//! Properties of typed JSON over values of every kind.

use proptest::prelude::*;
use serde_json::json;

use super::*;

fn scalar() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i128>().prop_map(|n| Value::Int(n.into())),
        any::<i8>().prop_map(|n| Value::Int(n.into())),
        prop::num::f64::NORMAL.prop_map(Value::Float),
        any::<i32>().prop_map(|n| Value::Float(n.into())),
        prop_oneof![Just(f64::INFINITY), Just(f64::NEG_INFINITY)].prop_map(Value::Float),
        ".{0,8}".prop_map(Value::Str),
        "\\$[a-z]{0,4}".prop_map(Value::Str),
        Just(Value::BrokenText(vec![0xd83d, 0x41])),
        prop::collection::vec(any::<u8>(), 0..8).prop_map(Value::Bytes),
        "[0-9.]{1,5}".prop_map(|text| Value::Scalar {
            kind: ScalarKind::Decimal,
            text
        }),
        ("[A-Z]{1,3}", ".{0,5}")
            .prop_map(|(type_name, message)| Value::Exception { type_name, message }),
        ("[A-Z]{1,3}", ".{0,5}").prop_map(|(type_name, text)| Value::Opaque { type_name, text }),
        Just(Value::Cycle),
    ]
}

fn value() -> impl Strategy<Value = Value> {
    scalar().prop_recursive(4, 40, 5, |inner| {
        let list = prop::collection::vec(inner.clone(), 0..5);
        prop_oneof![
            list.clone().prop_map(Value::List),
            list.clone().prop_map(Value::Tuple),
            list.prop_map(Value::Set),
            prop::collection::vec((scalar(), inner.clone()), 0..5).prop_map(Value::Dict),
            prop::collection::vec(("[a-z]{1,3}", inner.clone()), 0..4).prop_map(|entries| {
                Value::Dict(
                    entries
                        .into_iter()
                        .map(|(k, v)| (Value::Str(k), v))
                        .collect(),
                )
            }),
            prop::collection::btree_map("[a-z]{1,3}", inner, 0..4).prop_map(|fields| {
                Value::Object {
                    type_name: "T".to_owned(),
                    fields: fields.into_iter().collect(),
                }
            }),
        ]
    })
}

/// The same value with the elements of sets, mappings and records turned round.
fn reordered(value: &Value) -> Value {
    let all = |items: &[Value]| items.iter().map(reordered).collect();
    match value {
        Value::List(items) => Value::List(all(items)),
        Value::Tuple(items) => Value::Tuple(all(items)),
        Value::Set(items) => Value::Set(items.iter().rev().map(reordered).collect()),
        Value::Dict(entries) => Value::Dict(
            entries
                .iter()
                .rev()
                .map(|(k, v)| (reordered(k), reordered(v)))
                .collect(),
        ),
        Value::Object { type_name, fields } => Value::Object {
            type_name: type_name.clone(),
            fields: fields
                .iter()
                .rev()
                .map(|(name, v)| (name.clone(), reordered(v)))
                .collect(),
        },
        other => other.clone(),
    }
}

/// Any JSON, with the marks of typed JSON often among the keys.
fn any_json() -> impl Strategy<Value = serde_json::Value> {
    let key = prop_oneof![
        "[a-z$]{0,3}",
        prop::sample::select(vec![
            "$int",
            "$float",
            "$utf16",
            "$bytes",
            "$hex",
            "$tuple",
            "$set",
            "$dict",
            "$date",
            "$object",
            "$exception",
            "$opaque",
            "$cycle",
            "type",
            "fields",
            "message",
        ])
        .prop_map(str::to_owned),
    ];
    let leaf = prop_oneof![
        Just(json!(null)),
        any::<bool>().prop_map(|flag| json!(flag)),
        any::<u64>().prop_map(|number| json!(number)),
        any::<f64>().prop_map(|number| json!(number)),
        "[0-9a-f=-]{0,6}".prop_map(|text| json!(text)),
    ];
    leaf.prop_recursive(4, 30, 4, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(serde_json::Value::Array),
            prop::collection::btree_map(key.clone(), inner, 0..3)
                .prop_map(|map| serde_json::Value::Object(map.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn round_trip(value in value()) {
        let json = value.to_json();
        let again = Value::from_json(&json).unwrap();
        prop_assert_eq!(again.to_json(), json);
        prop_assert!(value.matches(&again));
    }

    #[test]
    fn round_trip_through_text(value in value()) {
        let json: serde_json::Value = serde_json::from_str(&value.to_text()).unwrap();
        prop_assert_eq!(Value::from_json(&json).unwrap().to_text(), value.to_text());
    }

    #[test]
    fn order_carries_no_meaning(value in value()) {
        let other = reordered(&value);
        prop_assert_eq!(value.to_text(), other.to_text());
        prop_assert!(value.matches(&other) && other.matches(&value));
    }

    #[test]
    fn reading_never_panics_and_is_stable(json in any_json()) {
        if let Ok(value) = Value::from_json(&json) {
            let canonical = value.to_json();
            prop_assert_eq!(Value::from_json(&canonical).unwrap().to_json(), canonical);
        }
    }

    #[test]
    fn matching_is_symmetric(a in value(), b in value()) {
        prop_assert_eq!(a.matches(&b), b.matches(&a));
        prop_assert!(a.matches(&a));
    }
}

#[test]
fn documented_forms() {
    for json in [
        json!(null),
        json!(12),
        json!({"$int": "123456789012345678901234567890"}),
        json!(1.5),
        json!(2.0),
        json!({"$float": "nan"}),
        json!({"$utf16": "d83d0041"}),
        json!({"$bytes": "AP8="}),
        json!({"$tuple": [1, 2]}),
        json!({"$set": [1, 2]}),
        json!({"a": 1}),
        json!({"$dict": [["$a", 1]]}),
        json!({"$datetime": "2026-01-02T03:04:05"}),
        json!({"$timedelta": "90.5"}),
        json!({"$object": {"type": "Point", "fields": {"x": 1}}}),
        json!({"$exception": {"type": "ValueError", "message": "bad"}}),
        json!({"$opaque": {"type": "function", "text": "load"}}),
        json!({"$cycle": true}),
    ] {
        assert_eq!(Value::from_json(&json).unwrap().to_json(), json);
    }
    assert_eq!(json!(2.0).to_string(), "2.0");
    let hex = Value::from_json(&json!({"$hex": "00fF"})).unwrap();
    assert_eq!(hex.to_json(), json!({"$bytes": "AP8="}));
    let small = Value::from_json(&json!({"$int": "-7"})).unwrap();
    assert_eq!(small.to_json(), json!(-7));
}

#[test]
fn errors_name_the_place() {
    let text = |json| Value::from_json(&json).unwrap_err().to_string();
    assert_eq!(
        text(json!([1, {"a": {"$bytes": "!"}}])),
        "$[1].a.$bytes: $bytes takes base64 text with padding"
    );
    assert!(text(json!({"$dict": [["a"]]})).starts_with("$.$dict: $dict takes a list of pairs"));
    assert!(text(json!({"$nope": 1})).starts_with("$: \"$nope\" is no form"));
    assert!(text(json!({"a": 1, "$set": []})).contains("is no form"));
    assert!(text(json!(u64::MAX)).contains("$int"));
    assert!(text(json!({"$int": "1".repeat(100_001)})).contains("digits"));
    assert!(text(json!({"$int": "+1"})).contains("decimal digits"));
    assert!(text(json!({"$float": 1.5})).contains("`nan`"));
    assert!(text(json!({"$utf16": "004"})).contains("four hexadecimal digits"));
}

#[test]
fn depth_is_bounded() {
    let nested = |levels: usize| (0..levels).fold(json!(0), |inner, _| json!([inner]));
    assert!(Value::from_json(&nested(MAX_DEPTH)).is_ok());
    assert!(matches!(
        Value::from_json(&nested(MAX_DEPTH + 1)),
        Err(ValueError::TooDeep { .. })
    ));
}
