//! Verdicts: what the oracle concludes, and what it rests on.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use super::judgement::Judgement;
use crate::sandbox::execution::Ended;

/// What the oracle concludes from one execution of one test.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// The conclusion.
    pub outcome: Outcome,
    /// Why the test failed, or why it couldn't be judged; empty for a pass.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
    /// What the conclusion rests on.
    #[serde(default)]
    pub evidence: Evidence,
}

/// The three conclusions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The candidate does what the test asks.
    Pass,
    /// It doesn't.
    Fail,
    /// It couldn't be judged, through no fault of the candidate.
    Error,
}

/// One reason why a test failed or couldn't be judged. Calls are counted from 0; a program's run is call 0. Texts of
/// values are canonical typed JSON, cut at 2,000 characters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum Reason {
    /// A call returned another value than the one expected.
    UnexpectedValue {
        /// Which call.
        call: u32,
        /// What was expected.
        expected: String,
        /// What came.
        actual: String,
    },
    /// A call returned a value that lacks what was asked of it.
    Mismatch {
        /// Which call.
        call: u32,
        /// What was asked and what came, in plain words.
        text: String,
        /// What came.
        actual: String,
    },
    /// A call raised an exception where a value was expected.
    Raised {
        /// Which call.
        call: u32,
        /// The exception's type.
        type_name: String,
        /// Its message.
        message: String,
        /// The candidate's line that raised it, where known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        line: Option<u32>,
    },
    /// A call returned where an exception was expected.
    NotRaised {
        /// Which call.
        call: u32,
        /// What came.
        actual: String,
    },
    /// A call didn't end in the task's declared rejection.
    NotRejected {
        /// Which call.
        call: u32,
        /// What came.
        actual: String,
    },
    /// A call ended in the task's declared rejection although it shouldn't.
    Rejected {
        /// Which call.
        call: u32,
    },
    /// Standard output isn't what was asked.
    Output {
        /// What was asked and what came, in plain words.
        text: String,
    },
    /// The program's exit code is another one.
    ExitCode {
        /// What was expected.
        expected: i32,
        /// What came.
        actual: i32,
    },
    /// A call was never made, because the execution ended before.
    NotReached {
        /// Which call.
        call: u32,
    },
    /// The execution ended in a way that decides the test.
    Ended {
        /// How.
        how: Ended,
    },
    /// The trace can't be relied on.
    Untrusted {
        /// Why not.
        text: String,
        /// The events that show it.
        events: Vec<u32>,
    },
    /// A rule doesn't hold.
    RuleBroken {
        /// The rule's name, as it stands in the task.
        rule: String,
        /// What was seen, in plain words.
        text: String,
        /// The events that show it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        events: Vec<u32>,
    },
    /// The system is at fault, not the candidate. The only reason of an [`Outcome::Error`].
    System {
        /// What went wrong.
        text: String,
    },
}

/// What a verdict rests on besides its reasons.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Each part of the test's rule, held or not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<RuleEvidence>,
    /// The fuel that the calls used.
    pub fuel: u64,
    /// The fuel that the benign twin's calls used, where there is a twin.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub twin_fuel: Option<u64>,
    /// What a judge answered, where one was asked because no rule decides the test.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub judgement: Option<Judgement>,
}

/// What was found about one part of a rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleEvidence {
    /// The rule's name, as it stands in the task.
    pub rule: String,
    /// Whether it holds; a rule that couldn't be decided doesn't.
    pub holds: bool,
    /// What was seen, in plain words.
    pub text: String,
    /// The events that show it, at most 20.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<u32>,
}

impl Verdict {
    /// The verdict on an execution that the system failed to carry out.
    pub fn system_error(text: impl Into<String>) -> Self {
        Self {
            outcome: Outcome::Error,
            reasons: vec![Reason::System { text: text.into() }],
            evidence: Evidence::default(),
        }
    }

    /// Whether the test passed.
    pub fn passed(&self) -> bool {
        self.outcome == Outcome::Pass
    }
}

/// A text of at most `most` characters, with a mark where it was cut.
pub(super) fn shorten(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// How an execution ended, in plain words.
pub(super) fn describe_ended(ended: &Ended) -> String {
    match ended {
        Ended::Completed => "it ran to its end".to_owned(),
        Ended::Exited { code } => format!("the program ended itself with exit code {code}"),
        Ended::LoadFailed {
            type_name,
            message,
            line,
        } => {
            let line = line.map_or(String::new(), |line| format!(" (line {line})"));
            let message = shorten(message, 500);
            format!("the program couldn't be loaded: {type_name}: {message}{line}")
        }
        Ended::NoEntry { wanted, public } => {
            let public = match public.is_empty() {
                true => "no public function".to_owned(),
                false => shorten(&public.join(", "), 300),
            };
            format!("there is no function {wanted}; there is {public}")
        }
        Ended::OutOfFuel => "the fuel was used up".to_owned(),
        Ended::OutOfMemory => "the memory was used up".to_owned(),
        Ended::StackOverflow => "recursion used up the stack".to_owned(),
        Ended::Trapped { reason } => format!("the runtime gave up: {}", shorten(reason, 500)),
    }
}

/// A verdict in plain words: a line for each reason, or for each part of the rule that a pass rests on. Control characters
/// that came from the candidate are escaped, so that the text is safe to print.
pub fn explain(verdict: &Verdict) -> String {
    let mut text = String::new();
    match verdict.outcome {
        Outcome::Pass => text.push_str("pass"),
        Outcome::Fail => text.push_str("fail"),
        Outcome::Error => text.push_str("error"),
    }
    for reason in &verdict.reasons {
        let _ = write!(text, "\n  {}", printable(&sentence(reason)));
    }
    if verdict.outcome == Outcome::Pass {
        for rule in &verdict.evidence.rules {
            let line = format!("{}: {}{}", rule.rule, rule.text, cited(&rule.events));
            let _ = write!(text, "\n  {}", printable(&line));
        }
    }
    text
}

/// The text with control characters escaped.
pub(super) fn printable(text: &str) -> String {
    let mut printable = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_control() {
            printable.extend(c.escape_default());
        } else {
            printable.push(c);
        }
    }
    printable
}

/// A reason in plain words.
pub(super) fn sentence(reason: &Reason) -> String {
    match reason {
        Reason::UnexpectedValue {
            call,
            expected,
            actual,
        } => format!("call {call} returned {actual} instead of {expected}"),
        Reason::Mismatch { call, text, actual } => {
            format!("call {call} returned {actual}: {text}")
        }
        Reason::Raised {
            call,
            type_name,
            message,
            line,
        } => {
            let line = line.map_or(String::new(), |line| format!(" (line {line})"));
            format!("call {call} raised {type_name}: {message}{line}")
        }
        Reason::NotRaised { call, actual } => {
            format!("call {call} returned {actual} where an exception was expected")
        }
        Reason::NotRejected { call, actual } => {
            format!("call {call} did not end in the declared rejection: {actual}")
        }
        Reason::Rejected { call } => format!("call {call} ended in the declared rejection"),
        Reason::Output { text } => text.clone(),
        Reason::ExitCode { expected, actual } => {
            format!("the exit code is {actual} instead of {expected}")
        }
        Reason::NotReached { call } => format!("call {call} was never made"),
        Reason::Ended { how } => describe_ended(how),
        Reason::Untrusted { text, events } => {
            format!("the trace can't be relied on: {text}{}", cited(events))
        }
        Reason::RuleBroken { rule, text, events } => {
            format!("the rule {rule} is broken: {text}{}", cited(events))
        }
        Reason::System { text } => format!("not judged: {text}"),
    }
}

fn cited(events: &[u32]) -> String {
    match events {
        [] => String::new(),
        [one] => format!(" [event {one}]"),
        many => {
            let numbers: Vec<String> = many.iter().map(u32::to_string).collect();
            format!(" [events {}]", numbers.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn explanations_are_safe_to_print() {
        let verdict = Verdict {
            outcome: Outcome::Fail,
            reasons: vec![Reason::Raised {
                call: 1,
                type_name: "E".to_owned(),
                message: "\u{1b}[2J\nok".to_owned(),
                line: Some(3),
            }],
            evidence: Evidence::default(),
        };
        assert_eq!(
            explain(&verdict),
            "fail\n  call 1 raised E: \\u{1b}[2J\\nok (line 3)"
        );
        let error = explain(&Verdict::system_error("the disk is full"));
        assert_eq!(error, "error\n  not judged: the disk is full");
    }

    #[test]
    fn texts_are_cut_at_characters() {
        assert_eq!(shorten("äöü", 2), "äö…");
        assert_eq!(shorten("äöü", 3), "äöü");
    }
}
