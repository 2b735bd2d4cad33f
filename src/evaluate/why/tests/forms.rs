//! Right results in wrong forms.

use serde_json::{Value as Json, json};

use super::{Stage, opener, raised, returned};
use crate::evaluate::why::{Class, Form};

fn form(expect: Json, record: Json) -> Option<Form> {
    let why = Stage::default()
        .functional("f", json!(1), expect, record)
        .last();
    assert_eq!(why.form.is_some(), why.class == Class::OutputContract);
    assert!(
        why.form.is_some() || why.class == Class::FunctionalError,
        "{why:?}"
    );
    why.form
}

#[test]
fn the_right_value_in_another_form() {
    let of = |expected: Json, actual: Json| form(json!({"returns": expected}), returned(actual));
    for (expected, actual, wanted) in [
        (json!(42), json!("42"), Some(Form::Type)),
        (json!("42"), json!(42), Some(Form::Type)),
        (json!(42), json!("42.0"), Some(Form::Type)),
        (json!(true), json!("True"), Some(Form::Type)),
        (json!(true), json!(1), Some(Form::Type)),
        (json!("ab"), json!({"$bytes": "YWI="}), Some(Form::Type)),
        (json!(""), json!({"$bytes": ""}), Some(Form::Type)),
        (json!([1, 2]), json!(["1", "2"]), Some(Form::Type)),
        (
            json!({"a": 1, "b": 2}),
            json!({"A": 1, "B": 2}),
            Some(Form::Key),
        ),
        (
            json!({"id": 7, "name": "x"}),
            json!({"user_id": 7, "user": "x"}),
            Some(Form::Key),
        ),
        (json!([{"a": 1}]), json!([{"A": 1}]), Some(Form::Key)),
        (json!("x"), json!(["x"]), Some(Form::Wrapped)),
        (json!([1, 2]), json!([[1, 2]]), Some(Form::Wrapped)),
        (
            json!({"a": 1, "b": 2}),
            json!({"data": {"a": 1, "b": 2}}),
            Some(Form::Wrapped),
        ),
        (json!(["x"]), json!("x"), Some(Form::Wrapped)),
        (json!("x"), json!("x\n"), Some(Form::Whitespace)),
        (
            json!({"a": "x"}),
            json!({"a": " x"}),
            Some(Form::Whitespace),
        ),
        (json!([1, 2, 3]), json!([3, 2, 1]), Some(Form::Order)),
        (json!(null), json!(""), Some(Form::Sentinel)),
        (json!(null), json!(-1), Some(Form::Sentinel)),
        (
            json!(null),
            json!({"error": "no such file"}),
            Some(Form::Sentinel),
        ),
        (
            json!(null),
            json!({"$tuple": [null, "no such file"]}),
            Some(Form::Sentinel),
        ),
        // Another result, whatever it looks like.
        (json!(42), json!("43"), None),
        (json!(42), json!(43), None),
        (json!("x"), json!("y"), None),
        (json!([1, 2]), json!([1, 3]), None),
        (json!([1, "x"]), json!(["1", "y"]), None),
        (json!({"a": 1, "b": 2}), json!({"A": 1, "B": 3}), None),
        (json!({"a": 1}), json!({"a": 1, "b": 2}), None),
        (json!(null), json!("content"), None),
        (json!("x"), json!(null), None),
        (json!([]), json!({}), None),
    ] {
        assert_eq!(
            of(expected.clone(), actual.clone()),
            wanted,
            "{expected} {actual}"
        );
    }
}

#[test]
fn rejections_in_another_form() {
    let rejected = json!({"rejected": true});
    assert_eq!(form(rejected.clone(), raised()), Some(Form::Exception));
    assert_eq!(
        form(json!({"returns": null}), raised()),
        Some(Form::Exception)
    );
    assert_eq!(
        form(rejected.clone(), returned(json!(false))),
        Some(Form::Sentinel)
    );
    assert_eq!(
        form(rejected.clone(), returned(json!("Error: no"))),
        Some(Form::Sentinel)
    );
    assert_eq!(form(rejected, returned(json!("content"))), None);
    assert_eq!(
        form(json!({"raises": true}), returned(json!(null))),
        Some(Form::Value)
    );
    // An exception where a value is due is no other form of it.
    assert_eq!(form(json!({"returns": 1}), raised()), None);
    // Nor is a rejection of what is valid.
    assert_eq!(form(json!({"returns": 1}), returned(json!(null))), None);
}

#[test]
fn conditions_that_hold_in_another_form() {
    let number = json!({"matches": {"number": {"min": 1.0}}});
    assert_eq!(form(number.clone(), returned(json!("3"))), Some(Form::Type));
    assert_eq!(form(number.clone(), returned(json!("0"))), None);
    assert_eq!(form(number, returned(json!([3]))), Some(Form::Wrapped));
    let token = json!({"matches": {"regex": "^[a-z]+$"}});
    assert_eq!(
        form(token, returned(json!("abc\n\n"))),
        Some(Form::Whitespace)
    );
    let stdout = json!({"stdout": {"equals": "ok"}});
    let mut record = returned(json!(null));
    record["stdout"] = json!({"text": "ok\n", "bytes": 3});
    assert_eq!(form(stdout.clone(), record.clone()), Some(Form::Whitespace));
    record["stdout"] = json!({"text": "no\n", "bytes": 3});
    assert_eq!(form(stdout, record), None);
}

#[test]
fn functional_tests_that_come_to_no_end_are_functional_errors() {
    let record = json!({"ended": {"how": "out_of_fuel"}, "calls": []});
    let why = Stage::default()
        .functional("f", json!(1), json!({"returns": 1}), record)
        .last();
    assert_eq!(why.class, Class::FunctionalError);
    assert!(why.text.contains("fuel"), "{}", why.text);
}

#[test]
fn attacks_that_are_turned_away_in_another_form() {
    let rule = json!({"rejected": true});
    let why = opener()
        .attack("s", 22, "../x", rule.clone(), returned(json!(false)))
        .last();
    assert_eq!(
        (why.class, why.form),
        (Class::OutputContract, Some(Form::Sentinel))
    );
    // Whoever raises where a rejection is due does so for attacks too.
    let why = opener()
        .functional(
            "missing",
            json!("no.txt"),
            json!({"rejected": true}),
            raised(),
        )
        .attack("s", 22, "../x", rule, raised())
        .last();
    assert_eq!(
        (why.class, why.form),
        (Class::OutputContract, Some(Form::Exception))
    );
}
