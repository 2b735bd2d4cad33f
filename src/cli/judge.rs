//! The options of the judge. Without them there is none, and nothing reaches the network.

use std::num::NonZeroU32;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;
use url::Url;

use super::Failure;
use super::terminal::counted;
use crate::judge::{Ask, Client, ClientError, Endpoint, Identity, Ledger, LedgerError, Panel};
use crate::suite::{Suite, Test};

/// The pause before a request is made a second time.
const PAUSE: Duration = Duration::from_millis(500);

/// Who decides what no rule can.
#[derive(Args, Debug)]
#[command(next_help_heading = "Judge (for suites with tests that no rule can decide)")]
pub struct JudgeArguments {
    /// Ask a language model here: the base of an OpenAI-compatible API, e.g. http://localhost:8000/v1. The only option that
    /// lets a run reach the network.
    #[arg(long, value_name = "URL", requires = "judge_model")]
    judge_endpoint: Option<Url>,
    /// The model's name (for a replay: the one in the ledger, if there is one only).
    #[arg(long, value_name = "NAME")]
    judge_model: Option<String>,
    /// The environment variable that holds the key of the endpoint.
    #[arg(long, value_name = "VARIABLE", requires = "judge_endpoint")]
    judge_key_env: Option<String>,
    /// How many votes decide a test (default: 1; for a replay: as many as the ledger holds).
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=99))]
    judge_votes: Option<u32>,
    /// The folder of votes (default: `judge` in the run folder). Without --judge-endpoint, votes are only read from it.
    #[arg(long, value_name = "FOLDER")]
    judge_ledger: Option<PathBuf>,
}

/// A judge that was named: what it is stands, and where it writes comes with the run folder.
pub(super) struct Named {
    pub identity: Identity,
    source: Source,
}

enum Source {
    /// The votes that there are.
    Replay(Ledger),
    /// A model, with the ledger in this folder.
    Model(Client, Option<PathBuf>),
}

/// The judge that the options name; `None` where there is nothing to judge, or nobody to do so.
pub(super) fn named(arguments: &JudgeArguments, suite: &Suite) -> Result<Option<Named>, Failure> {
    let tests = suite.tasks.values().flat_map(|task| &task.file.tests);
    let asks = |test: &&Test| {
        test.rule
            .as_ref()
            .is_some_and(|rule| rule.judged().is_some())
    };
    let judged = tests.filter(asks).count();
    let votes = arguments.judge_votes.and_then(NonZeroU32::new);
    match (&arguments.judge_endpoint, &arguments.judge_ledger) {
        (None, None) if arguments.judge_model.is_some() || votes.is_some() => Err(Failure::input(
            "a judge needs --judge-endpoint or --judge-ledger",
        )
        .with_help(
            "--judge-endpoint asks a model, --judge-ledger alone replays what one answered",
        )),
        (None, None) => {
            if judged > 0 {
                eprintln!(
                    "{} may need a judge, and there is none: where no rule decides, that is an error; \
                     --judge-endpoint or --judge-ledger names one",
                    counted(judged, "test")
                );
            }
            Ok(None)
        }
        // Nothing is opened, and nobody is asked.
        _ if judged == 0 => Ok(None),
        (Some(endpoint), ledger) => {
            let client = client(arguments, endpoint)?;
            let model = arguments.judge_model.clone().unwrap_or_default();
            Ok(Some(Named {
                identity: Identity::new(model, votes.map_or(1, NonZeroU32::get)),
                source: Source::Model(client, ledger.clone()),
            }))
        }
        (None, Some(folder)) => {
            let ledger = Ledger::replay(folder).map_err(unusable)?;
            let identity = replayed(arguments, &ledger, votes)?;
            Ok(Some(Named {
                identity,
                source: Source::Replay(ledger),
            }))
        }
    }
}

/// Who decided, in a few words.
pub(super) fn describe(judge: &Identity) -> String {
    // The name may come from a file that others wrote.
    let model = judge.model.escape_debug();
    let votes = counted(judge.votes as usize, "vote");
    format!("{model}, {votes} for each test, prompt {}", judge.prompt)
}

impl Named {
    /// The judge, for a run in this folder.
    pub(super) fn panel(self, run: &Path) -> Result<Panel, Failure> {
        let (ledger, ask) = match self.source {
            Source::Replay(ledger) => (ledger, None),
            Source::Model(client, folder) => {
                let folder = folder.unwrap_or_else(|| run.join("judge"));
                let ledger = Ledger::open(&folder).map_err(unusable)?;
                let ask: Box<Ask> = Box::new(move |messages| client.reply(messages));
                (ledger, Some(ask))
            }
        };
        Ok(Panel::new(self.identity, ledger, ask))
    }
}

fn client(arguments: &JudgeArguments, endpoint: &Url) -> Result<Client, Failure> {
    let key = match &arguments.judge_key_env {
        None => None,
        Some(name) => Some(
            std::env::var(name)
                .ok()
                .filter(|key| !key.is_empty())
                .ok_or_else(|| {
                    Failure::input(format!("the environment variable {name:?} holds no key"))
                        .with_help(
                            "--judge-key-env names the variable that holds the endpoint's key",
                        )
                })?,
        ),
    };
    let endpoint = Endpoint {
        base: endpoint.clone(),
        model: arguments.judge_model.clone().unwrap_or_default(),
        key,
        pause: PAUSE,
    };
    Client::new(endpoint).map_err(|error| match error {
        ClientError::Endpoint(_) | ClientError::Key => Failure::input(error.to_string()),
        error => Failure::system(error.to_string()),
    })
}

/// Whose votes a ledger is replayed for.
fn replayed(
    arguments: &JudgeArguments,
    ledger: &Ledger,
    votes: Option<NonZeroU32>,
) -> Result<Identity, Failure> {
    let known = ledger.models(&Identity::new(String::new(), 1).prompt);
    let path = ledger.path().display();
    let model = match (&arguments.judge_model, known.len()) {
        (Some(model), _) => model.clone(),
        (None, 1) => known.into_iter().next().unwrap_or_default(),
        (None, 0) => {
            return Err(Failure::input(format!(
                "{path} holds no votes on prompts of this version"
            ))
            .with_help("name the folder of a run's votes, made by this version of dualgauge"));
        }
        (None, _) => {
            let names: Vec<String> = known.into_iter().collect();
            return Err(Failure::input(format!(
                "{path} holds votes of several models: {}",
                names.join(", ")
            ))
            .with_help("choose one by --judge-model"));
        }
    };
    let mut identity = Identity::new(model, 1);
    identity.votes = match votes {
        Some(votes) => votes.get(),
        None => ledger.most_votes(&identity.model, &identity.prompt).max(1),
    };
    Ok(identity)
}

/// The ledger can't be used.
fn unusable(error: LedgerError) -> Failure {
    let help = match &error {
        LedgerError::Io { .. } => "--judge-ledger names the folder of a judge's votes",
        LedgerError::Damaged { .. } => {
            "restore the file, or choose another --judge-ledger: what was voted before is asked again then"
        }
        LedgerError::Busy(_) => {
            "wait until the other run has ended, or choose another --judge-ledger"
        }
    };
    Failure::input(error.to_string()).with_help(help)
}
