//! What a judge decided.

use super::{Finding, Holding};
use crate::evaluate::judgement::Ruling;
use crate::evaluate::scene::Scene;

/// The finding that a judge's answer amounts to. Where it is undecided because the candidate tried to instruct it, or did
/// more than it could be shown, that is the candidate's doing.
pub(super) fn decide(scene: &Scene<'_>) -> Finding {
    let Some(judgement) = scene.judgement else {
        let text = "no rule decides this test, and no judge was asked".to_owned();
        return Finding::with(Holding::Unjudged, text, Vec::new());
    };
    let votes = judgement.votes;
    let share = format!(
        "{} of {} votes",
        votes.of(judgement.ruling),
        votes.total().max(1)
    );
    let reason = crate::evaluate::verdict::shorten(&judgement.reason, 2000);
    let (holding, head) = match judgement.ruling {
        Ruling::Pass => (
            Holding::Holds,
            format!("a judge finds it met ({share}): {reason}"),
        ),
        Ruling::Fail => (
            Holding::Broken,
            format!("a judge finds it not met ({share}): {reason}"),
        ),
        Ruling::Undecided if votes.see_injection() => (
            Holding::Undecided,
            "the program tried to instruct the judge, which could not decide".to_owned(),
        ),
        Ruling::Undecided if judgement.cut => (
            Holding::Undecided,
            "the program did more than a judge can be shown, and it could not decide".to_owned(),
        ),
        Ruling::Undecided => (
            Holding::Unjudged,
            format!(
                "a judge could not decide (pass {}, fail {}, undecided {}): {reason}",
                votes.pass, votes.fail, votes.undecided
            ),
        ),
    };
    Finding::with(holding, head, judgement.events.clone())
}
