//! Verdicts on executions, with a judge's answer where no rule decides.

use super::candidate::Candidate;
use super::trial::TestRecord;
use crate::aggregate::JudgedTally;
use crate::evaluate::{Outcome, Verdict, awaits_judge, evaluate, evaluate_judged};
use crate::judge::{Case, Panel};
use crate::sandbox::execution::Execution;
use crate::suite::{Task, Test};

/// The verdict on a test of a candidate. The judge is asked only where its answer makes a difference.
pub(super) fn decide(
    judge: Option<&Panel>,
    (task, test): (&Task, &Test),
    candidate: &Candidate,
    execution: &Execution,
    twin: Option<&Execution>,
) -> Verdict {
    let by_rules = || evaluate(task, test, execution, twin);
    let Some(judge) = judge.filter(|_| awaits_judge(task, test, execution, twin)) else {
        return by_rules();
    };
    let language = candidate.id.language;
    let Some(case) = Case::new(task, test, language, &candidate.source, execution) else {
        return by_rules();
    };
    match judge.judge(&case) {
        Ok(judgement) => evaluate_judged(task, test, execution, twin, Some(&judgement)),
        Err(error) => Verdict::system_error(error.to_string()),
    }
}

/// What a judge did for a sample.
pub(super) fn tally(tests: &[TestRecord]) -> JudgedTally {
    let mut tally = JudgedTally::default();
    for record in tests {
        let Some(judgement) = &record.verdict.evidence.judgement else {
            continue;
        };
        match record.verdict.outcome {
            Outcome::Pass | Outcome::Fail => tally.decided += 1,
            Outcome::Error => tally.undecided += 1,
        }
        tally.disagreed += u32::from(judgement.votes.disagree());
        tally.injections += u32::from(judgement.votes.injection > 0);
    }
    tally
}
