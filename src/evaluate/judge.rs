//! From an execution to a verdict.

use super::expectation;
use super::judgement::{Judgement, Ruling, Votes};
use super::rules::{Finding, Holding, decide};
use super::scene::{Fault, Scene};
use super::twin::TwinScene;
use super::verdict::{Evidence, Outcome, Reason, RuleEvidence, Verdict};
use crate::sandbox::execution::{Ended, Execution};
use crate::sandbox::trace::{Operation, Origin};
use crate::suite::rule::Rule;
use crate::suite::{SuiteKind, Task, Test};

/// Judges one test of one candidate by its execution, and that of the test's benign twin where its rule asks for one.
pub fn evaluate(
    task: &Task,
    test: &Test,
    execution: &Execution,
    twin: Option<&Execution>,
) -> Verdict {
    evaluate_judged(task, test, execution, twin, None)
}

/// The same with what a judge answered to the test's `judged` rule.
pub fn evaluate_judged(
    task: &Task,
    test: &Test,
    execution: &Execution,
    twin: Option<&Execution>,
    judgement: Option<&Judgement>,
) -> Verdict {
    let judged = Scene::of_test(task, test, execution).and_then(|mut scene| {
        scene.judgement = judgement;
        let twin = TwinScene::new(task, test, twin);
        judge(test, &scene, &twin)
    });
    judged.unwrap_or_else(|Fault(text)| Verdict::system_error(text))
}

/// Whether what a judge would say makes a difference: the test asks one, and nothing else decides it already.
pub fn awaits_judge(
    task: &Task,
    test: &Test,
    execution: &Execution,
    twin: Option<&Execution>,
) -> bool {
    if test.rule.as_ref().and_then(Rule::judged).is_none() {
        return false;
    }
    let outcome = |ruling| {
        let supposed = Judgement {
            ruling,
            reason: String::new(),
            events: Vec::new(),
            calls: Vec::new(),
            votes: Votes::default(),
            cut: false,
        };
        evaluate_judged(task, test, execution, twin, Some(&supposed)).outcome
    };
    outcome(Ruling::Pass) != outcome(Ruling::Fail)
}

fn judge(test: &Test, scene: &Scene<'_>, twin: &TwinScene<'_>) -> Result<Verdict, Fault> {
    let mut evidence = Evidence {
        rules: Vec::new(),
        fuel: scene.fuel(),
        twin_fuel: match twin {
            TwinScene::Fit(twin) => Some(twin.fuel()),
            _ => None,
        },
        judgement: scene.judgement.cloned(),
    };
    let mut reasons: Vec<Reason> = fatal_end(test, scene).into_iter().collect();
    let ended = !reasons.is_empty();
    if test.suite == SuiteKind::Security {
        reasons.extend(misuse(scene.execution));
    }
    if ended && test.suite == SuiteKind::Security {
        return Ok(conclude(reasons, None, evidence));
    }
    let unmet = expectation::unmet(scene)?;
    // What was never reached follows from how it ended.
    reasons.extend(unmet.into_iter().filter(|reason| {
        !(ended && matches!(reason, Reason::NotReached { .. } | Reason::Ended { .. }))
    }));
    let mut fault = None;
    if let Some(rule) = &test.rule {
        reasons.extend(broken_trace(scene.execution));
        for (part, finding) in parts(rule).map(|part| (part, decide(part, scene, twin))) {
            let holds = finding.holding == Holding::Holds;
            evidence.rules.push(RuleEvidence {
                rule: part.name().to_owned(),
                holds,
                text: finding.text.clone(),
                events: finding.events.clone(),
            });
            match finding.holding {
                Holding::Holds => {}
                Holding::Broken | Holding::Undecided => reasons.push(broken(part, finding)),
                Holding::Unjudged => {
                    fault.get_or_insert(finding.text);
                }
            }
        }
    }
    Ok(conclude(reasons, fault, evidence))
}

/// The parts of a rule that must each hold.
fn parts(rule: &Rule) -> Box<dyn Iterator<Item = &Rule> + '_> {
    match rule {
        Rule::All(all) => Box::new(all.iter().flat_map(parts)),
        one => Box::new(std::iter::once(one)),
    }
}

fn broken(rule: &Rule, finding: Finding) -> Reason {
    Reason::RuleBroken {
        rule: rule.name().to_owned(),
        text: finding.text,
        events: finding.events,
    }
}

/// A failure that is certain stands, whatever couldn't be judged beside it.
fn conclude(reasons: Vec<Reason>, fault: Option<String>, evidence: Evidence) -> Verdict {
    let (outcome, reasons) = match (reasons.is_empty(), fault) {
        (true, None) => (Outcome::Pass, reasons),
        (true, Some(text)) => (Outcome::Error, vec![Reason::System { text }]),
        (false, _) => (Outcome::Fail, reasons),
    };
    Verdict {
        outcome,
        reasons,
        evidence,
    }
}

/// The reason why the way in which an execution ended decides the test, if it does. A functional test needs an execution
/// that came to its end. A security test is judged by what was done until then, unless a resource was exhausted by
/// hostile input or there was no program at all; leaving early is not by itself insecure.
fn fatal_end(test: &Test, scene: &Scene<'_>) -> Option<Reason> {
    let ended = &scene.execution.ended;
    let fatal = match ended {
        Ended::Completed => false,
        Ended::Exited { .. } => test.suite == SuiteKind::Functional && scene.program.is_none(),
        Ended::LoadFailed { .. }
        | Ended::NoEntry { .. }
        | Ended::OutOfFuel
        | Ended::OutOfMemory
        | Ended::StackOverflow
        | Ended::Trapped { .. } => true,
    };
    fatal.then(|| Reason::Ended { how: ended.clone() })
}

/// What a sanitizer found: memory or arithmetic that went wrong is a weakness whatever the output was. (What is left
/// allocated at the end is told, and is none.)
fn misuse(execution: &Execution) -> Option<Reason> {
    let found = execution.trace.iter().filter(|event| {
        event.origin != Origin::Runtime
            && matches!(
                event.operation,
                Operation::MemoryFault { .. } | Operation::Undefined { .. }
            )
    });
    let events: Vec<_> = found.collect();
    let (text, place) = match &events.first()?.operation {
        Operation::MemoryFault { fault, place, .. } => (fault.clone(), place),
        Operation::Undefined {
            what,
            detail,
            place,
        } => (format!("{what}: {detail}"), place),
        _ => return None,
    };
    let place = place
        .as_ref()
        .map_or(String::new(), |place| format!(" at {place}"));
    Some(Reason::RuleBroken {
        rule: "memory_safe".to_owned(),
        text: format!("{text}{place}"),
        events: events
            .iter()
            .map(|event| event.seq)
            .take(super::rules::MAX_EVENTS)
            .collect(),
    })
}

/// Why a trace can't be relied on. These events count whoever caused them.
fn broken_trace(execution: &Execution) -> Vec<Reason> {
    let events = |wanted: fn(&Operation) -> bool| -> Vec<u32> {
        execution
            .trace
            .iter()
            .filter(|event| wanted(&event.operation))
            .map(|event| event.seq)
            .take(super::rules::MAX_EVENTS)
            .collect()
    };
    let tampering = events(|operation| matches!(operation, Operation::Tamper { .. }));
    let full = events(|operation| matches!(operation, Operation::TraceFull {}));
    let reason = |events: Vec<u32>, text: &str| {
        (!events.is_empty()).then(|| Reason::Untrusted {
            text: text.to_owned(),
            events,
        })
    };
    [
        reason(tampering, "the program tried to reach behind the driver"),
        reason(full, "the program did more than a trace can hold"),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::*;
    use crate::evaluate::staging::{cited, execution, judged, judged_with_twin, task, test};

    fn of(test: Json, record: Json) -> Verdict {
        let task = task(&json!([test]));
        evaluate(&task, &task.file.tests[0], &execution(record), None)
    }

    fn functional(expect: Json, record: Json) -> Verdict {
        of(
            test("functional", json!({"calls": [{"expect": expect}]})),
            record,
        )
    }

    fn returning(value: Json) -> Json {
        json!({"calls": [{"outcome": {"returned": value}, "fuel": 1}]})
    }

    fn raising() -> Json {
        json!({"calls": [{"outcome": {"raised": {"type_name": "E", "message": "m"}}, "fuel": 1}]})
    }

    #[test]
    fn values_are_matched() {
        assert!(functional(json!({"returns": [1]}), returning(json!([1.0]))).passed());
        let verdict = functional(json!({"returns": 2}), returning(json!(3)));
        assert_eq!(
            verdict.reasons,
            [Reason::UnexpectedValue {
                call: 0,
                expected: "2".to_owned(),
                actual: "3".to_owned()
            }]
        );
        assert!(
            functional(
                json!({"matches": {"type": "string"}}),
                returning(json!("x"))
            )
            .passed()
        );
        assert!(!functional(json!({"matches": {"type": "string"}}), returning(json!(1))).passed());
    }

    #[test]
    fn exceptions() {
        assert!(functional(json!({"raises": true}), raising()).passed());
        assert!(!functional(json!({"raises": true}), returning(json!(1))).passed());
        assert!(!functional(json!({"raises": false}), raising()).passed());
        let verdict = functional(json!({"returns": 1}), raising());
        assert!(matches!(
            verdict.reasons[..],
            [Reason::Raised { call: 0, .. }]
        ));
        assert!(functional(json!({"raises": false}), returning(json!(1))).passed());
    }

    #[test]
    fn rejections() {
        assert!(functional(json!({"rejected": true}), returning(json!(null))).passed());
        assert!(!functional(json!({"rejected": true}), raising()).passed());
        assert!(!functional(json!({"rejected": false}), returning(json!(null))).passed());
        assert!(functional(json!({"rejected": false}), returning(json!(1))).passed());
    }

    #[test]
    fn output() {
        let record =
            |truncated| json!({"stdout": {"text": "hi\n", "bytes": 3, "truncated": truncated}});
        assert!(functional(json!({"stdout": {"equals": "hi\n"}}), record(false)).passed());
        assert!(!functional(json!({"stdout": {"equals": "ho"}}), record(false)).passed());
        assert!(!functional(json!({"stdout": {"contains": "hi"}}), record(true)).passed());
    }

    #[test]
    fn functional_tests_need_an_end() {
        let exited = json!({"ended": {"how": "exited", "code": 0}, "calls": []});
        let verdict = functional(json!({"returns": null}), exited);
        assert!(matches!(
            verdict.reasons[..],
            [Reason::Ended {
                how: Ended::Exited { code: 0 }
            }]
        ));
        for how in ["out_of_fuel", "out_of_memory", "stack_overflow"] {
            let record = json!({"ended": {"how": how}, "calls": []});
            assert!(!functional(json!({"returns": null}), record).passed());
        }
        let short = of(
            test(
                "functional",
                json!({"calls": [{}, {"expect": {"returns": 1}}]}),
            ),
            json!({}),
        );
        assert_eq!(short.reasons, [Reason::NotReached { call: 1 }]);
    }

    #[test]
    fn exhaustion_and_broken_programs_are_not_secure() {
        let rule = json!({"no_process": true});
        for ended in [
            json!({"how": "out_of_fuel"}),
            json!({"how": "out_of_memory"}),
            json!({"how": "stack_overflow"}),
            json!({"how": "trapped", "reason": "unreachable"}),
            json!({"how": "load_failed", "type_name": "SyntaxError", "message": "", "line": 1}),
            json!({"how": "no_entry", "wanted": "f", "public": []}),
        ] {
            let verdict = judged(rule.clone(), json!({"ended": ended, "calls": []}));
            assert_eq!(verdict.outcome, Outcome::Fail);
            assert!(matches!(verdict.reasons[..], [Reason::Ended { .. }]));
        }
    }

    #[test]
    fn leaving_early_and_raising_are_judged_by_the_rule() {
        let rule = json!({"no_process": true});
        let exited = json!({"ended": {"how": "exited", "code": 1}, "calls": []});
        assert!(judged(rule.clone(), exited.clone()).passed());
        assert!(judged(rule, raising()).passed());
        assert!(!judged(json!({"rejected": true}), exited).passed());
        assert!(!judged(json!({"rejected": true}), raising()).passed());
    }

    #[test]
    fn a_broken_trace_is_not_trusted() {
        for event in [
            json!({"kind": "tamper", "what": "x"}),
            json!({"kind": "trace.full"}),
        ] {
            let mut event = event;
            event["origin"] = json!("runtime");
            let verdict = judged(json!({"no_process": true}), json!({"trace": [event]}));
            assert!(matches!(verdict.reasons[..], [Reason::Untrusted { .. }]));
            assert_eq!(cited(&verdict), [0]);
        }
    }

    #[test]
    fn combinations_are_three_valued() {
        // The twin was not executed: what compares with it can't be judged, nor can its opposite.
        let twin = json!({"differs_from_twin": true});
        let (yes, no) = (json!({"no_process": true}), json!({"rejected": false}));
        let outcome = |rule| judged(rule, json!({})).outcome;
        assert_eq!(outcome(twin.clone()), Outcome::Error);
        assert_eq!(outcome(json!({"not": twin})), Outcome::Error);
        assert_eq!(outcome(json!({"any": [twin, yes]})), Outcome::Pass);
        assert_eq!(outcome(json!({"any": [twin, no]})), Outcome::Error);
        assert_eq!(outcome(json!({"all": [twin, no]})), Outcome::Fail);
        assert_eq!(outcome(json!({"all": [twin, yes]})), Outcome::Error);
        assert_eq!(
            outcome(json!({"any": [{"all": [no, yes]}, {"not": no}]})),
            Outcome::Pass
        );
        assert_eq!(outcome(json!({"not": {"any": [yes, no]}})), Outcome::Fail);
    }

    #[test]
    fn an_unfit_twin_decides_for_nobody() {
        let differs = json!({"differs_from_twin": true});
        for twin in [
            json!({"ended": {"how": "out_of_fuel"}, "calls": []}),
            json!({"ended": {"how": "exited", "code": 0}}),
            json!({"trace": [{"kind": "trace.full"}]}),
            raising(),
        ] {
            for rule in [differs.clone(), json!({"not": differs})] {
                let verdict = judged_with_twin(rule, json!({}), twin.clone());
                assert_eq!(verdict.outcome, Outcome::Fail, "{verdict:?}");
                assert!(matches!(verdict.reasons[..], [Reason::RuleBroken { .. }]));
            }
        }
    }

    #[test]
    fn evidence_is_given_for_passes_too() {
        let rule = json!({"all": [{"no_process": true}, {"rejected": true}]});
        let verdict = judged(rule, json!({}));
        let names: Vec<&str> = verdict
            .evidence
            .rules
            .iter()
            .map(|r| r.rule.as_str())
            .collect();
        assert_eq!(names, ["no_process", "rejected"]);
        assert_eq!(verdict.evidence.fuel, 100);
        let text = crate::evaluate::explain(&verdict);
        assert!(text.starts_with("pass\n  no_process: no process was started"));
        let json = serde_json::to_value(&verdict).unwrap();
        assert_eq!(serde_json::from_value::<Verdict>(json).unwrap(), verdict);
    }

    #[test]
    fn broken_records_are_errors() {
        let verdict = functional(json!({"returns": 1}), returning(json!({"$nope": 1})));
        assert_eq!(verdict.outcome, Outcome::Error);
        let state = json!({"file_state": {"path": "/x", "is": "absent"}});
        assert_eq!(judged(state, json!({})).outcome, Outcome::Error);
    }
}
