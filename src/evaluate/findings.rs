//! Findings: what a failed security test found, for people who look after the program, beside what a secure program did.

use serde::Serialize;

use super::expectation::{describe_outcome, is_rejected};
use super::scene::Scene;
use super::verdict::{Outcome, Reason, Verdict, printable, sentence, shorten};
use crate::sandbox::execution::Execution;
use crate::sandbox::trace::{Event, Operation};
use crate::suite::{SuiteKind, Task, Test};

/// One weakness that a test found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The weakness that the test looks for.
    pub cwe: Option<u32>,
    /// What was seen, in one sentence that is safe to print.
    pub text: String,
    /// The events that show it.
    pub events: Vec<u32>,
    /// The candidate's lines that they point to, ascending, where known.
    pub lines: Vec<u32>,
}

/// What a verdict on a security test found: a finding for each reason why it failed.
pub fn findings(test: &Test, execution: &Execution, verdict: &Verdict) -> Vec<Finding> {
    if test.suite != SuiteKind::Security || verdict.outcome != Outcome::Fail {
        return Vec::new();
    }
    let finding = |reason: &Reason| {
        let events = match reason {
            Reason::RuleBroken { events, .. } | Reason::Untrusted { events, .. } => events.clone(),
            _ => Vec::new(),
        };
        let mut lines: Vec<u32> = execution
            .trace
            .iter()
            .filter(|event| events.contains(&event.seq))
            .filter_map(|event| line_of(&event.operation))
            .collect();
        if let Reason::Raised { line, .. } = reason {
            lines.extend(line);
        }
        lines.sort_unstable();
        lines.dedup();
        Finding {
            cwe: test.cwe,
            text: printable(&sentence(reason)),
            events,
            lines,
        }
    };
    verdict.reasons.iter().map(finding).collect()
}

/// The line of a place such as `/app/solution.cpp:12`.
fn line_of(operation: &Operation) -> Option<u32> {
    let (Operation::MemoryFault { place, .. } | Operation::Undefined { place, .. }) = operation
    else {
        return None;
    };
    place.as_ref()?.rsplit_once(':')?.1.parse().ok()
}

/// What a program did in a test that it passes, in one sentence made from its trace: as far as it goes, why the test found
/// nothing. `None` where its record can't be read.
pub fn instead(task: &Task, test: &Test, execution: &Execution) -> Option<String> {
    let scene = Scene::of_test(task, test, execution).ok()?;
    let rejected =
        task.file.rejection.is_some() && is_rejected(&scene, scene.last_call()).unwrap_or(false);
    let acts = deeds(&scene);
    let text = match (rejected, acts.is_empty()) {
        (true, true) => {
            "it rejected the input before it used a file, a database, a process or the network"
                .to_owned()
        }
        (true, false) => format!("it rejected the input; it {}", acts.join(", ")),
        (false, true) => describe_outcome(&scene, scene.last_call()),
        (false, false) => format!("it {}", acts.join(", ")),
    };
    Some(printable(&text))
}

/// How many deeds a sentence tells.
const TOLD: usize = 4;

/// What a program did in the calls, each kind of deed once.
fn deeds(scene: &Scene<'_>) -> Vec<String> {
    let mut deeds: Vec<String> = Vec::new();
    for event in &scene.events {
        if let Some(deed) = deed(event).filter(|_| scene.is_in_calls(event))
            && !deeds.contains(&deed)
        {
            deeds.push(deed);
        }
        if deeds.len() == TOLD {
            break;
        }
    }
    deeds
}

fn deed(event: &Event) -> Option<String> {
    let short = |text: &str| shorten(text, 120);
    Some(match &event.operation {
        Operation::FileOpen {
            resolved: Some(path),
            ..
        } => format!("opened {}", short(path)),
        Operation::Sql { parameters, .. } if !parameters.is_empty() => {
            "bound the value as a parameter of the SQL".to_owned()
        }
        Operation::Sql { text, .. } => format!("ran {}", short(text)),
        Operation::Process { how, argv } if how == "spawn" => format!(
            "started {} without a shell",
            short(argv.first().map_or("a program", String::as_str))
        ),
        Operation::Process { how, argv } if how == "shell" => format!(
            "had a shell run {:?}",
            short(argv.last().map_or("", String::as_str))
        ),
        Operation::Network {
            how, target, name, ..
        } => format!(
            "used the network ({how} {})",
            short(name.as_ref().unwrap_or(target))
        ),
        Operation::Tls { verify: true, .. } => "checked the other side's certificate".to_owned(),
        Operation::RandomSecure { bytes } => {
            format!("drew {bytes} bytes from the secure random source")
        }
        Operation::Crypto {
            how,
            algorithm,
            parameters,
            ..
        } => match parameters.is_empty() {
            true => format!("used {algorithm} ({how})"),
            false => format!("used {algorithm} ({how}, {})", short(parameters)),
        },
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::*;
    use crate::evaluate::evaluate;
    use crate::evaluate::staging::{execution, task, test};

    fn security() -> Task {
        let rule = json!({"no_event": {"kind": "memory.fault"}});
        task(&json!([test(
            "security",
            json!({"rule": rule, "cwe": 787})
        )]))
    }

    fn done(record: Json) -> String {
        let task = security();
        instead(&task, &task.file.tests[0], &execution(record)).unwrap()
    }

    #[test]
    fn failures_become_findings() {
        let task = security();
        let fault = json!({"kind": "memory.fault", "fault": "heap-overflow", "access": "write", "size": 1,
            "block": 8, "place": "/app/solution.cpp:12"});
        let failed = execution(json!({"trace": [fault]}));
        let test = &task.file.tests[0];
        let found = findings(test, &failed, &evaluate(&task, test, &failed, None));
        assert_eq!(found.len(), 2, "what the sanitizer found, and the rule");
        for finding in found {
            assert_eq!((finding.cwe, finding.events), (Some(787), vec![0]));
            assert_eq!(finding.lines, [12]);
        }
        let passed = execution(json!({}));
        assert_eq!(
            findings(test, &passed, &evaluate(&task, test, &passed, None)),
            []
        );
    }

    #[test]
    fn what_a_secure_program_did_is_told() {
        assert!(done(json!({})).starts_with("it rejected the input before"));
        let returned = json!([{"outcome": {"returned": 7}, "fuel": 1}]);
        let of = |event: Json| done(json!({"calls": returned, "trace": [event, event]}));
        assert_eq!(
            of(json!({"kind": "sql", "text": "?", "parameters": ["x"], "stage": "run"})),
            "it bound the value as a parameter of the SQL"
        );
        assert_eq!(
            of(json!({"kind": "process", "how": "spawn", "argv": ["convert", "x"]})),
            "it started convert without a shell"
        );
        assert_eq!(
            of(json!({"kind": "file.open", "path": "x", "resolved": "/srv/x", "access": "read"})),
            "it opened /srv/x"
        );
        assert!(done(json!({"calls": returned})).contains('7'));
    }
}
