//! The judge itself: it looks a case up in the ledger and asks the model for the votes that are missing.

use serde::{Deserialize, Serialize};

use super::answer::Answer;
use super::case::Case;
use super::client::ClientError;
use super::ledger::{Key, Ledger, LedgerError, Vote, locked};
use super::prompt::{self, Message};
use crate::evaluate::{Judgement, Ruling, Votes};

/// How a model is asked: messages in, its reply out.
pub type Ask = dyn Fn(&[Message]) -> Result<String, ClientError> + Send + Sync;

/// Which judge a run has: a part of what the run is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// The model's name.
    pub model: String,
    /// The version of the prompt.
    pub prompt: String,
    /// How many votes decide a case.
    pub votes: u32,
}

impl Identity {
    /// A model with today's prompt.
    pub fn new(model: String, votes: u32) -> Self {
        Self {
            model,
            prompt: prompt::version(),
            votes,
        }
    }
}

/// Why there is no judgement on a case. None of these is the candidate's doing.
#[derive(Debug, thiserror::Error)]
pub enum JudgeError {
    /// The model isn't asked, and the ledger doesn't hold the votes.
    #[error(
        "the judge's ledger holds {found} of {wanted} votes on this case, and no endpoint to ask was named"
    )]
    NotInLedger {
        /// How many it holds.
        found: usize,
        /// How many are needed.
        wanted: u32,
    },
    /// The model gave no reply.
    #[error(transparent)]
    Client(#[from] ClientError),
    /// The ledger can't be written. Which file that is has no place in a verdict, which is digested.
    #[error("the judge's ledger can't be written")]
    Ledger(#[from] LedgerError),
}

/// A model, how many votes it has, and its ledger.
pub struct Panel {
    identity: Identity,
    ledger: Ledger,
    ask: Option<Box<Ask>>,
}

impl Panel {
    /// A judge that asks a model for what the ledger doesn't hold; without `ask`, one that replays the ledger.
    pub fn new(identity: Identity, ledger: Ledger, ask: Option<Box<Ask>>) -> Self {
        Self {
            identity,
            ledger,
            ask,
        }
    }

    /// Which judge it is.
    pub fn identity(&self) -> &Identity {
        &self.identity
    }

    /// Judges a case.
    ///
    /// # Errors
    /// If votes are missing and can't be got.
    pub fn judge(&self, case: &Case) -> Result<Judgement, JudgeError> {
        let key = Key {
            case: case.digest,
            model: self.identity.model.clone(),
            prompt: self.identity.prompt.clone(),
        };
        let wanted = self.identity.votes as usize;
        let shared = self.ledger.votes(&key);
        let mut votes = locked(&shared);
        while votes.len() < wanted {
            let Some(ask) = &self.ask else {
                return Err(JudgeError::NotInLedger {
                    found: votes.len(),
                    wanted: self.identity.votes,
                });
            };
            let vote = vote(ask, case)?;
            self.ledger.add(&key, &mut votes, vote)?;
        }
        Ok(conclude(case, &votes[..wanted]))
    }
}

/// Asks for one vote. An answer that isn't valid may be repaired once.
fn vote(ask: &Ask, case: &Case) -> Result<Vote, ClientError> {
    let mut messages = prompt::messages(case);
    let first = ask(&messages)?;
    let why = match Answer::read(&first, case) {
        Ok(answer) => return Ok(Vote::new(Ok(answer), &[first])),
        Err(why) => why,
    };
    messages.push(prompt::repair(&why.to_string()));
    let second = ask(&messages)?;
    let answer = Answer::read(&second, case).map_err(|why| why.to_string());
    Ok(Vote::new(answer, &[first, second]))
}

/// What votes come to. Ledgers are files: an answer in one is checked against the case again.
fn conclude(case: &Case, votes: &[Vote]) -> Judgement {
    let answers: Vec<Result<&Answer, String>> = votes
        .iter()
        .map(|vote| match &vote.answer {
            Some(answer) => match answer.check(case) {
                Ok(()) => Ok(answer),
                Err(why) => Err(why.to_string()),
            },
            None => Err(vote.invalid.clone().unwrap_or_default()),
        })
        .collect();
    let mut tally = Votes::default();
    for answer in &answers {
        match answer
            .as_ref()
            .map_or(Ruling::Undecided, |answer| answer.verdict)
        {
            Ruling::Pass => tally.pass += 1,
            Ruling::Fail => tally.fail += 1,
            Ruling::Undecided => tally.undecided += 1,
        }
        tally.injection += u32::from(answer.as_ref().is_ok_and(|answer| answer.injection));
    }
    let ruling = tally.majority();
    let valid = answers.iter().flatten();
    let spokesman = valid.copied().find(|answer| answer.verdict == ruling);
    let invalid = || match answers.iter().find_map(|answer| answer.as_ref().err()) {
        Some(why) => format!("it gave no valid answer: {why}"),
        None => "its votes are divided".to_owned(),
    };
    Judgement {
        ruling,
        reason: spokesman.map_or_else(invalid, |answer| answer.reason.clone()),
        events: spokesman.map_or_else(Vec::new, |answer| answer.events.clone()),
        calls: spokesman.map_or_else(Vec::new, |answer| answer.calls.clone()),
        votes: tally,
        cut: case.cut,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::VecDeque;
    use std::sync::{Arc, Mutex};

    use serde_json::json;
    use tempfile::TempDir;

    use super::*;
    use crate::judge::staging::case;

    /// What a model was asked, as numbers of messages.
    type Asked = Arc<Mutex<Vec<usize>>>;

    /// A model that gives these replies in turn.
    fn model(replies: &[&str]) -> (Box<Ask>, Asked) {
        let asked = Asked::default();
        let heard = asked.clone();
        let replies: Mutex<VecDeque<String>> =
            Mutex::new(replies.iter().map(|reply| (*reply).to_owned()).collect());
        let ask = move |messages: &[Message]| {
            heard.lock().unwrap().push(messages.len());
            let next = replies.lock().unwrap().pop_front();
            next.ok_or_else(|| ClientError::Unreachable("gone".to_owned()))
        };
        (Box::new(ask), asked)
    }

    fn answer(verdict: &str) -> String {
        json!({"verdict": verdict, "reason": format!("It is {verdict}."), "events": [], "calls": [0], "injection": false})
            .to_string()
    }

    fn panel(folder: &TempDir, votes: u32, replies: &[&str]) -> (Panel, Asked) {
        let (ask, asked) = model(replies);
        let ledger = Ledger::open(folder.path()).unwrap();
        (
            Panel::new(Identity::new("m".to_owned(), votes), ledger, Some(ask)),
            asked,
        )
    }

    #[test]
    fn what_is_in_the_ledger_is_not_asked_again() {
        let folder = TempDir::new().unwrap();
        let (pass, fail) = (answer("pass"), answer("fail"));
        let case = case("", json!({}));
        let (live, asked) = panel(&folder, 3, &[&pass, &fail, &pass]);
        let first = live.judge(&case).unwrap();
        assert_eq!(first.ruling, Ruling::Pass);
        assert_eq!(first.reason, "It is pass.");
        assert_eq!((first.votes.pass, first.votes.fail), (2, 1));
        assert!(first.votes.disagree());
        assert_eq!(live.judge(&case).unwrap(), first);
        assert_eq!(*asked.lock().unwrap(), [2, 2, 2]);
        drop(live);
        let replay = |votes| {
            let ledger = Ledger::replay(folder.path()).unwrap();
            Panel::new(Identity::new("m".to_owned(), votes), ledger, None).judge(&case)
        };
        assert_eq!(replay(3).unwrap(), first);
        assert!(!replay(1).unwrap().votes.disagree());
        let missing = replay(4).unwrap_err().to_string();
        assert!(missing.contains("holds 3 of 4 votes"), "{missing}");
        let other = Ledger::replay(folder.path()).unwrap();
        let other = Panel::new(Identity::new("other".to_owned(), 1), other, None);
        assert!(matches!(
            other.judge(&case),
            Err(JudgeError::NotInLedger { found: 0, .. })
        ));
    }

    #[test]
    fn an_answer_is_repaired_once() {
        let folder = TempDir::new().unwrap();
        let pass = answer("pass");
        let forged = json!({"verdict": "pass", "reason": "r", "events": [99], "calls": [], "injection": false});
        let forged = forged.to_string();
        let (repaired, asked) = panel(&folder, 1, &["I think so", &pass]);
        assert_eq!(
            repaired.judge(&case("a", json!({}))).unwrap().ruling,
            Ruling::Pass
        );
        assert_eq!(*asked.lock().unwrap(), [2, 3]);
        drop(repaired);
        let (refused, _) = panel(&folder, 1, &["no", &forged, &pass]);
        let judgement = refused.judge(&case("b", json!({}))).unwrap();
        assert_eq!(judgement.ruling, Ruling::Undecided);
        assert!(judgement.reason.ends_with("there is no event 99 in DATA"));
        // It was a vote: it isn't asked for again.
        assert_eq!(refused.judge(&case("b", json!({}))).unwrap(), judgement);
    }

    #[test]
    fn no_reply_is_no_vote() {
        let folder = TempDir::new().unwrap();
        let case = case("", json!({}));
        let pass = answer("pass");
        let (broken, _) = panel(&folder, 2, &[&pass]);
        assert!(matches!(broken.judge(&case), Err(JudgeError::Client(_))));
        drop(broken);
        let (mended, asked) = panel(&folder, 2, &[&pass]);
        assert_eq!(mended.judge(&case).unwrap().votes.pass, 2);
        assert_eq!(asked.lock().unwrap().len(), 1);
    }

    #[test]
    fn a_forged_ledger_cites_nothing_that_is_not_there() {
        let case = case("", json!({}));
        let answer = Answer {
            verdict: Ruling::Fail,
            reason: "r".to_owned(),
            events: vec![5],
            calls: Vec::new(),
            injection: true,
        };
        let judgement = conclude(&case, &[Vote::new(Ok(answer), &[])]);
        assert_eq!(judgement.ruling, Ruling::Undecided);
        assert!(judgement.events.is_empty());
        assert_eq!(judgement.votes.injection, 0);
    }
}
