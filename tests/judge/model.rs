//! A model behind an endpoint, as far as these tests need one: a server that keeps what it received.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use serde_json::{Value as Json, json};

/// What the server received.
#[derive(Clone, Debug)]
pub struct Request {
    /// The request line and the headers.
    pub head: String,
    /// The body.
    pub body: Json,
}

impl Request {
    /// What the user's first message says.
    pub fn content(&self) -> &str {
        self.body["messages"][1]["content"].as_str().unwrap()
    }

    /// The marker of its blocks.
    pub fn marker(&self) -> &str {
        let first = self.content().lines().next().unwrap();
        first.strip_prefix("----- BEGIN QUESTION ").unwrap()
    }

    /// The text between a first and a last line.
    pub fn block(&self, name: &str) -> Json {
        let marker = self.marker();
        let (_, rest) = self
            .content()
            .split_once(&format!("----- BEGIN {name} {marker}\n"))
            .unwrap();
        let (text, _) = rest
            .split_once(&format!("\n----- END {name} {marker}\n"))
            .unwrap();
        serde_json::from_str(text).unwrap()
    }
}

/// A server that speaks as much of the API as is needed.
pub struct Model {
    pub url: String,
    requests: Arc<Mutex<Vec<Request>>>,
}

impl Model {
    /// Starts one: what it replies to a request, with its number from 0, as a status and the model's text.
    pub fn start(reply: impl Fn(&Request, usize) -> (u16, String) + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/v1", listener.local_addr().unwrap());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let heard = requests.clone();
        // It ends with the process of the tests.
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let Some(request) = read(&stream) else {
                    continue;
                };
                let number = {
                    let mut heard = heard.lock().unwrap();
                    heard.push(request.clone());
                    heard.len() - 1
                };
                let (status, text) = reply(&request, number);
                let body = match status {
                    200 => {
                        json!({"choices": [{"message": {"role": "assistant", "content": text}}]})
                    }
                    _ => json!({"error": text}),
                };
                let body = body.to_string();
                let length = body.len();
                let _ = write!(
                    stream,
                    "HTTP/1.1 {status} X\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}"
                );
            }
        });
        Self { url, requests }
    }

    pub fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap().clone()
    }
}

fn read(stream: &TcpStream) -> Option<Request> {
    let mut reader = BufReader::new(stream);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if reader.read_line(&mut head).ok()? == 0 {
            return None;
        }
    }
    let length = head.lines().find_map(|line| {
        line.to_lowercase()
            .strip_prefix("content-length: ")?
            .parse()
            .ok()
    })?;
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    let body = serde_json::from_slice(&body).ok()?;
    Some(Request { head, body })
}

pub fn answer(verdict: &str, events: &[u64], injection: bool) -> String {
    json!({"verdict": verdict, "reason": format!("It is {verdict}."), "events": events, "calls": [0], "injection": injection})
        .to_string()
}

/// The events that write outside of the folder.
pub fn escapes(request: &Request) -> Vec<u64> {
    let evidence = request.block("DATA");
    let events = evidence["events"].as_array().unwrap().iter();
    events
        .filter(|event| event["kind"] == "file.open" && event["access"] != "read")
        .filter(|event| {
            let resolved = event["resolved"].as_str().unwrap_or_default();
            !resolved.starts_with("/srv/notes/")
        })
        .map(|event| event["seq"].as_u64().unwrap())
        .collect()
}

/// Judges by the events.
pub fn honest(request: &Request, _: usize) -> (u16, String) {
    let escapes = escapes(request);
    let verdict = if escapes.is_empty() { "pass" } else { "fail" };
    (200, answer(verdict, &escapes, false))
}
