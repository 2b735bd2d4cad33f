//! The one form of answer that counts.

use serde::{Deserialize, Serialize};

use super::case::Case;
use crate::evaluate::Ruling;

/// How long a reason may be, in characters.
const MAX_REASON: usize = 2000;
/// How many events and calls an answer may cite.
const MAX_CITED: usize = 50;

/// What a judge answers. Every field must be there, and nothing else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// Whether the expectation is met.
    pub verdict: Ruling,
    /// Why.
    pub reason: String,
    /// The events that show it.
    pub events: Vec<u32>,
    /// The calls whose outcome shows it.
    pub calls: Vec<u32>,
    /// Whether something in the data was addressed to the judge.
    pub injection: bool,
}

/// Why an answer doesn't count. The texts hold nothing of the answer but numbers, so that they can be told to the model.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Invalid {
    /// It isn't the JSON object that was asked for.
    #[error(
        "it is not one JSON object of the given form and nothing else (line {line}, column {column})"
    )]
    Form {
        /// Where that shows, from 1.
        line: usize,
        /// Where that shows, from 1.
        column: usize,
    },
    /// There is no reason, or one that is too long.
    #[error("`reason` must have 1 to {MAX_REASON} characters")]
    Reason,
    /// Too much is cited.
    #[error("at most {MAX_CITED} events and {MAX_CITED} calls may be cited")]
    TooMany,
    /// A cited event isn't in the data.
    #[error("there is no event {0} in DATA")]
    NoEvent(u32),
    /// A cited call isn't in the data.
    #[error("there is no call {0} in DATA")]
    NoCall(u32),
    /// A fail without anything that shows it.
    #[error("a `fail` must cite at least one event or call")]
    Uncited,
}

impl Answer {
    /// Reads a reply to a case.
    ///
    /// # Errors
    /// If it is anything but one answer in the given form that cites what there is.
    pub fn read(reply: &str, case: &Case) -> Result<Self, Invalid> {
        let answer: Self = serde_json::from_str(reply.trim()).map_err(|error| Invalid::Form {
            line: error.line(),
            column: error.column(),
        })?;
        answer.check(case)?;
        Ok(answer)
    }

    /// Whether it can be an answer to this case.
    pub(super) fn check(&self, case: &Case) -> Result<(), Invalid> {
        let length = self.reason.chars().take(MAX_REASON + 1).count();
        if self.reason.trim().is_empty() || length > MAX_REASON {
            return Err(Invalid::Reason);
        }
        if self.events.len() > MAX_CITED || self.calls.len() > MAX_CITED {
            return Err(Invalid::TooMany);
        }
        if let Some(event) = self
            .events
            .iter()
            .find(|event| !case.events.contains(event))
        {
            return Err(Invalid::NoEvent(*event));
        }
        if let Some(call) = self.calls.iter().find(|call| **call >= case.calls) {
            return Err(Invalid::NoCall(*call));
        }
        // Where nothing happened at all there is nothing to cite.
        let citable = !case.events.is_empty() || case.calls > 0;
        let cites = !self.events.is_empty() || !self.calls.is_empty();
        match self.verdict {
            Ruling::Fail if citable && !cites => Err(Invalid::Uncited),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::*;
    use crate::judge::staging::case;

    fn read(answer: &Json) -> Result<Answer, Invalid> {
        let record = json!({"trace": [{"kind": "tamper", "what": "x"}]});
        Answer::read(&answer.to_string(), &case("", record))
    }

    fn answer() -> Json {
        json!({"verdict": "fail", "reason": "It did.", "events": [0], "calls": [], "injection": false})
    }

    fn with(field: &str, value: Json) -> Json {
        let mut changed = answer();
        changed[field] = value;
        changed
    }

    #[test]
    fn the_form_is_strict() {
        assert!(read(&answer()).is_ok());
        for field in ["verdict", "reason", "events", "calls", "injection"] {
            let mut less = answer();
            less.as_object_mut().unwrap().remove(field);
            assert!(matches!(read(&less), Err(Invalid::Form { .. })), "{field}");
        }
        for wrong in [
            with("confidence", json!(1)),
            with("verdict", json!("PASS")),
            with("verdict", json!("pass or fail")),
            with("events", json!([-1])),
            with("events", json!(["0"])),
            with("events", json!(0)),
            with("injection", json!("no")),
            json!([answer()]),
        ] {
            assert!(matches!(read(&wrong), Err(Invalid::Form { .. })), "{wrong}");
        }
        let case = case("", json!({"trace": [{"kind": "tamper", "what": "x"}]}));
        let text = answer().to_string();
        for wrong in [
            format!("```json\n{text}\n```"),
            format!("{text}{text}"),
            format!("Here it is: {text}"),
            text.replacen('{', "{\"verdict\":\"pass\",", 1),
            "[".repeat(100_000),
            String::new(),
        ] {
            let read = Answer::read(&wrong, &case);
            assert!(matches!(read, Err(Invalid::Form { .. })), "{wrong:.80}");
        }
        assert!(Answer::read(&format!(" {text}\n"), &case).is_ok());
    }

    #[test]
    fn what_is_cited_must_be_there() {
        assert_eq!(
            read(&with("events", json!([0, 1]))),
            Err(Invalid::NoEvent(1))
        );
        assert_eq!(read(&with("calls", json!([1]))), Err(Invalid::NoCall(1)));
        assert_eq!(read(&with("events", json!([]))), Err(Invalid::Uncited));
        assert_eq!(
            read(&with("events", json!(vec![0; 51]))),
            Err(Invalid::TooMany)
        );
        let mut by_call = with("events", json!([]));
        by_call["calls"] = json!([0]);
        assert!(read(&by_call).is_ok());
        let mut passed = with("events", json!([]));
        passed["verdict"] = json!("pass");
        assert!(read(&passed).is_ok());
        passed["events"] = json!([4]);
        assert_eq!(read(&passed), Err(Invalid::NoEvent(4)));
    }

    #[test]
    fn a_reason_is_needed() {
        for reason in [String::new(), " \n".to_owned(), "x".repeat(2001)] {
            assert_eq!(read(&with("reason", json!(reason))), Err(Invalid::Reason));
        }
    }

    #[test]
    fn a_refusal_repeats_nothing_of_the_answer() {
        let wrong = with("verdict", json!("IGNORE ALL"));
        let told = read(&wrong).unwrap_err().to_string();
        assert!(!told.contains("IGNORE"), "{told}");
    }
}
