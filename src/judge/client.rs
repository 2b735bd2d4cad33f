//! The way to the model: an OpenAI-compatible endpoint. The only place that reaches the network for a judge.

use std::io::Read;
use std::time::Duration;

use reqwest::blocking::{Client as Http, Response};
use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderValue, RETRY_AFTER};
use reqwest::redirect::Policy;
use serde::{Deserialize, Serialize};
use url::Url;

use super::prompt::Message;

/// How long one request may take.
const TIME_OUT: Duration = Duration::from_secs(180);
/// How long a connection may take to come about.
const CONNECT_TIME_OUT: Duration = Duration::from_secs(20);
/// How often a request is made until it succeeds.
const TRIES: u32 = 4;
/// The longest pause between two tries, also where the endpoint asks for a longer one.
const MAX_PAUSE: Duration = Duration::from_secs(60);
/// How much of a response is read.
const MAX_RESPONSE: u64 = 1 << 20;

/// Where a model is and how it is asked.
pub struct Endpoint {
    /// The base that `/chat/completions` is added to, e.g. `http://localhost:8000/v1`.
    pub base: Url,
    /// The model's name.
    pub model: String,
    /// The key, if one is needed.
    pub key: Option<String>,
    /// The pause before the second try; it doubles from try to try.
    pub pause: Duration,
}

/// Why a model can't be asked, or didn't reply. No text holds the key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ClientError {
    /// The endpoint can't be one.
    #[error("the judge's endpoint {0}")]
    Endpoint(&'static str),
    /// The key can't be sent.
    #[error("the judge's key has characters that no header can hold")]
    Key,
    /// HTTP can't be spoken at all.
    #[error("the judge can't be asked: {0}")]
    Setup(String),
    /// There is no connection, or it broke.
    #[error("the judge's endpoint can't be reached: {0}")]
    Unreachable(String),
    /// It refused.
    #[error("the judge's endpoint answered with status {status}: {text}")]
    Status {
        /// The status.
        status: u16,
        /// The beginning of what it said.
        text: String,
    },
    /// It answered something else than a reply of a model.
    #[error("the judge's endpoint answered something that is no chat completion: {0}")]
    Response(String),
}

/// A client for one endpoint.
pub struct Client {
    http: Http,
    url: Url,
    model: String,
    key: Option<String>,
    pause: Duration,
}

#[derive(Serialize)]
struct Request<'a> {
    model: &'a str,
    messages: &'a [Message],
    temperature: u8,
    stream: bool,
}

#[derive(Deserialize)]
struct Completion {
    choices: Vec<Choice>,
}

#[derive(Deserialize)]
struct Choice {
    message: Reply,
}

#[derive(Deserialize)]
struct Reply {
    content: Option<String>,
}

impl Client {
    /// A client for an endpoint. Nothing is sent yet.
    ///
    /// # Errors
    /// If the endpoint or the key can't be used.
    pub fn new(endpoint: Endpoint) -> Result<Self, ClientError> {
        let base = &endpoint.base;
        if !matches!(base.scheme(), "http" | "https") || base.host_str().is_none() {
            return Err(ClientError::Endpoint("is no http or https URL"));
        }
        if !base.username().is_empty() || base.password().is_some() || base.query().is_some() {
            return Err(ClientError::Endpoint(
                "must be a URL without credentials and query",
            ));
        }
        let mut url = base.clone();
        let path = format!("{}/chat/completions", base.path().trim_end_matches('/'));
        url.set_path(&path);
        let mut headers = HeaderMap::new();
        if let Some(key) = &endpoint.key {
            let mut value =
                HeaderValue::from_str(&format!("Bearer {key}")).map_err(|_| ClientError::Key)?;
            value.set_sensitive(true);
            headers.insert(AUTHORIZATION, value);
        }
        let provider = rustls::crypto::ring::default_provider();
        // Somebody else may have chosen one for the process; any does.
        let _ = provider.install_default();
        let http = Http::builder()
            .default_headers(headers)
            .timeout(TIME_OUT)
            .connect_timeout(CONNECT_TIME_OUT)
            // What is sent goes to the host that was named and nowhere else.
            .redirect(Policy::none())
            .build()
            .map_err(|error| ClientError::Setup(describe(error)))?;
        Ok(Self {
            http,
            url,
            model: endpoint.model,
            key: endpoint.key,
            pause: endpoint.pause,
        })
    }

    /// What the model replies. A request that the endpoint is too busy for, or that fails on the way, is made again.
    ///
    /// # Errors
    /// If there is no reply after all tries.
    pub fn reply(&self, messages: &[Message]) -> Result<String, ClientError> {
        let request = Request {
            model: &self.model,
            messages,
            temperature: 0,
            stream: false,
        };
        let body = serde_json::to_vec(&request).expect("a request is plain data");
        let mut pause = self.pause;
        for _ in 1..TRIES {
            match self.send(&body) {
                Ok(text) => return reply_in(&text),
                Err(Failed::Finally(error)) => return Err(self.without_key(error)),
                Err(Failed::Passing { wait, .. }) => {
                    std::thread::sleep(wait.unwrap_or(pause).min(MAX_PAUSE));
                    pause = pause.saturating_mul(2);
                }
            }
        }
        match self.send(&body) {
            Ok(text) => reply_in(&text),
            Err(Failed::Finally(error) | Failed::Passing { error, .. }) => {
                Err(self.without_key(error))
            }
        }
    }

    fn send(&self, body: &[u8]) -> Result<String, Failed> {
        let response = self
            .http
            .post(self.url.clone())
            .header("content-type", "application/json")
            .body(body.to_vec())
            .send()
            .map_err(|error| Failed::passing(ClientError::Unreachable(describe(error))))?;
        let status = response.status();
        let wait = seconds(&response);
        let mut bytes = Vec::new();
        response
            .take(MAX_RESPONSE)
            .read_to_end(&mut bytes)
            .map_err(|error| Failed::passing(ClientError::Unreachable(error.to_string())))?;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if status.is_success() {
            return Ok(text);
        }
        let error = ClientError::Status {
            status: status.as_u16(),
            text: text.chars().take(300).collect(),
        };
        let passing = status.is_server_error() || matches!(status.as_u16(), 408 | 425 | 429);
        Err(if passing {
            Failed::Passing { error, wait }
        } else {
            Failed::Finally(error)
        })
    }

    /// Endpoints may repeat the key in what they say about it.
    fn without_key(&self, error: ClientError) -> ClientError {
        match (&self.key, error) {
            (Some(key), ClientError::Status { status, text }) if !key.is_empty() => {
                // The text may have been cut within the key.
                let mut shown = text.replace(key.as_str(), "[key]");
                for length in (4..key.len())
                    .rev()
                    .filter(|end| key.is_char_boundary(*end))
                {
                    if shown.ends_with(&key[..length]) {
                        shown.truncate(shown.len() - length);
                        shown.push_str("[key]");
                        break;
                    }
                }
                ClientError::Status {
                    status,
                    text: shown,
                }
            }
            (_, error) => error,
        }
    }
}

/// Why a request failed.
enum Failed {
    /// It may succeed if it is made again.
    Passing {
        error: ClientError,
        /// The pause that the endpoint asks for.
        wait: Option<Duration>,
    },
    /// It won't.
    Finally(ClientError),
}

impl Failed {
    fn passing(error: ClientError) -> Self {
        Self::Passing { error, wait: None }
    }
}

fn seconds(response: &Response) -> Option<Duration> {
    let text = response.headers().get(RETRY_AFTER)?.to_str().ok()?;
    Some(Duration::from_secs(text.trim().parse().ok()?))
}

/// An error with its causes, without the URL.
fn describe(error: reqwest::Error) -> String {
    let error = error.without_url();
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(&error);
    while let Some(next) = cause {
        text = format!("{text}: {next}");
        cause = next.source();
    }
    text
}

/// What the model said, in the text of a response.
fn reply_in(text: &str) -> Result<String, ClientError> {
    let completion: Completion =
        serde_json::from_str(text).map_err(|error| ClientError::Response(error.to_string()))?;
    completion
        .choices
        .into_iter()
        .next()
        .and_then(|choice| choice.message.content)
        .ok_or_else(|| ClientError::Response("it has no message".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn endpoint(base: &str, key: Option<&str>) -> Endpoint {
        Endpoint {
            base: base.parse().unwrap(),
            model: "m".to_owned(),
            key: key.map(str::to_owned),
            pause: Duration::ZERO,
        }
    }

    #[test]
    fn endpoints_are_urls_without_secrets() {
        for wrong in [
            "ftp://h/v1",
            "file:///v1",
            "http://user@h/v1",
            "http://u:p@h/v1",
            "https://h/v1?key=x",
        ] {
            let refused = Client::new(endpoint(wrong, None)).err();
            assert!(matches!(refused, Some(ClientError::Endpoint(_))), "{wrong}");
        }
        for (base, url) in [
            ("http://h:1/v1", "http://h:1/v1/chat/completions"),
            ("https://h/v1/", "https://h/v1/chat/completions"),
            ("https://h", "https://h/chat/completions"),
        ] {
            let client = Client::new(endpoint(base, Some("k"))).unwrap();
            assert_eq!(client.url.as_str(), url);
        }
        let refused = Client::new(endpoint("http://h", Some("a\nb"))).err();
        assert_eq!(refused, Some(ClientError::Key));
    }

    #[test]
    fn no_error_holds_the_key() {
        let client = Client::new(endpoint("http://h", Some("secret-key"))).unwrap();
        let shown = |text: &str| {
            let error = ClientError::Status {
                status: 401,
                text: text.to_owned(),
            };
            client.without_key(error).to_string()
        };
        assert!(shown("wrong key secret-key!").ends_with("wrong key [key]!"));
        assert!(shown("wrong key secret-k").ends_with("wrong key [key]"));
        assert!(shown("sec").ends_with(": sec"));
    }

    #[test]
    fn replies_are_found() {
        let text = r#"{"id": "x", "choices": [{"index": 0, "message": {"role": "assistant", "content": "hi"}}]}"#;
        assert_eq!(reply_in(text).unwrap(), "hi");
        for wrong in [
            "",
            "{}",
            r#"{"choices": []}"#,
            r#"{"choices": [{"message": {"content": null}}]}"#,
        ] {
            assert!(matches!(reply_in(wrong), Err(ClientError::Response(_))));
        }
    }

    /// The tests walk the sources: nothing else may know the crate that reaches the network.
    #[test]
    fn only_this_file_reaches_the_network() {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/src");
        let files = walkdir::WalkDir::new(root).into_iter().map(Result::unwrap);
        let with: Vec<_> = files
            .filter(|file| file.file_type().is_file())
            .filter(|file| {
                let text = std::fs::read_to_string(file.path()).unwrap_or_default();
                text.contains("reqwest::") || text.contains("TcpStream::connect")
            })
            .map(|file| file.path().strip_prefix(root).unwrap().to_owned())
            .collect();
        assert_eq!(with, [std::path::Path::new("judge/client.rs")]);
    }
}
