//! The network as a guest meets it, without a guest.

use super::*;
use crate::sandbox::clock::EXECUTION_START;
use crate::sandbox::trace::Event;
use proptest::prelude::*;
mod answers;

use std::collections::BTreeMap;
use std::sync::Arc;

/// A network with what it needs around it.
struct Scene {
    network: Network,
    clock: Clock,
    recorder: Recorder,
}

fn port(service: Service) -> Port {
    Port { tls: None, service }
}

fn route(path: &str, body: &str) -> Route {
    Route {
        method: Some("GET".to_owned()),
        path: Some(globset::Glob::new(path).unwrap().compile_matcher()),
        query: BTreeMap::new(),
        status: 200,
        headers: Vec::new(),
        body: body.as_bytes().into(),
        delay: 0,
    }
}

fn tls() -> Arc<Tls> {
    Arc::new(Tls {
        certificate: Certificate::Valid,
        authority: None,
        versions: (Version::V1_2, Version::V1_3),
        names: Vec::new(),
    })
}

fn host<const N: usize>(name: &str, address: &str, ports: [(u16, Port); N]) -> Host {
    Host {
        name: name.to_owned(),
        addresses: vec![address.parse().unwrap()],
        ports: ports.into(),
        ..Host::default()
    }
}

fn say(text: &str) -> Step {
    Step::Send(text.as_bytes().into())
}

fn multi_line(text: &str) -> regex::bytes::Regex {
    let mut builder = regex::bytes::RegexBuilder::new(text);
    builder.multi_line(true).crlf(true).build().unwrap()
}

fn expect(text: &str) -> Step {
    Step::Expect(multi_line(text))
}

fn hosts() -> Vec<Host> {
    let mut slow = route("/slow", "late");
    slow.delay = 5_000_000_000;
    let mut asked = route("/q", "found");
    asked.query.insert("id".to_owned(), "a b".to_owned());
    let site = Service::Http([route("/v1/*", "public"), slow, asked].into());
    let secured = Port {
        tls: Some(tls()),
        service: Service::Http([route("*", "secure")].into()),
    };
    let mail = [
        say("220 ready\r\n"),
        expect("^EHLO"),
        say("250 ok\r\n"),
        expect("^STARTTLS$"),
        say("220 go\r\n"),
        Step::Secure(tls()),
        expect("^QUIT"),
        Step::Close,
    ];
    vec![
        host(
            "a.example",
            "93.184.0.1",
            [
                (80, port(site)),
                (443, secured),
                (25, port(Service::Script(mail.into()))),
                (81, port(Service::Refused)),
                (82, port(Service::Silent)),
                (83, port(Service::Reset)),
                (
                    53,
                    port(Service::Script(
                        [expect("."), say("one"), say("two")].into(),
                    )),
                ),
            ],
        ),
        host(
            "b.example",
            "93.184.0.1",
            [(80, port(Service::Http([route("*", "other")].into())))],
        ),
        host(
            "127.0.0.1",
            "127.0.0.1",
            [(80, port(Service::Http([route("*", "inside")].into())))],
        ),
    ]
}

impl Scene {
    fn new() -> Self {
        let mut recorder = Recorder::new(1000, 1 << 20);
        recorder.set_candidate(true);
        Self {
            network: Network::new(Arc::new(Hosts::new(hosts(), BTreeMap::new()))),
            clock: Clock::starting_at(EXECUTION_START),
            recorder,
        }
    }

    /// Does something, and says how many milliseconds it took.
    fn act<T>(&mut self, action: impl FnOnce(&mut Network, &mut Around<'_>) -> T) -> (T, u64) {
        let before = self.clock.monotonic();
        let mut around = Around {
            clock: &mut self.clock,
            recorder: &mut self.recorder,
        };
        let result = action(&mut self.network, &mut around);
        (result, (self.clock.monotonic() - before) / 1_000_000)
    }

    fn connect(&mut self, address: &str, port: u16) -> Result<u32, NetworkError> {
        let stream = Transport::Stream;
        self.act(|network, around| network.connect(around, stream, address, port, Patience::Usual))
            .0
    }

    fn send(&mut self, connection: u32, text: &str) -> Result<(), NetworkError> {
        self.act(|network, around| network.send(around, connection, text.as_bytes()))
            .0
    }

    fn receive(&mut self, connection: u32, millis: i32) -> Result<String, NetworkError> {
        let patience = Patience::of_millis(millis);
        let receipt =
            self.act(|network, around| network.receive(around, connection, 1000, patience));
        receipt.0.map(|bytes| String::from_utf8(bytes).unwrap())
    }

    /// All that can be received now.
    fn all(&mut self, connection: u32) -> String {
        let mut all = String::new();
        while let Ok(text) = self.receive(connection, 0) {
            if text.is_empty() {
                all.push_str("<end>");
                break;
            }
            all.push_str(&text);
        }
        all
    }

    fn secure(&mut self, connection: u32) -> Result<Json, TlsFailure> {
        let options = TlsOptions {
            server_name: Some("a.example".to_owned()),
            ..TlsOptions::default()
        };
        self.act(|network, around| network.secure(around, connection, &options))
            .0
    }

    fn events(self) -> Vec<(Operation, String)> {
        let events = self.recorder.into_events();
        let told = |event: Event| (event.operation, event.result);
        events.into_iter().map(told).collect()
    }
}

#[test]
fn names_are_told_with_what_they_led_to() {
    let mut scene = Scene::new();
    for name in ["b.example", "0x7f.1", "A.example", "no.example"] {
        let _ = scene.act(|network, around| network.resolve(around, b"", name, Family::Any));
    }
    scene.connect("::ffff:93.184.0.1", 80).unwrap();
    let events = scene.events();
    assert_eq!(events[2].1, "ENOENT");
    let Operation::Network {
        target,
        name,
        scope,
        ..
    } = &events[3].0
    else {
        panic!("{events:?}");
    };
    assert_eq!(target, "[::ffff:93.184.0.1]:80");
    assert_eq!(name.as_deref(), Some("A.example"));
    assert_eq!(scope.as_deref(), Some("public"));
}

#[test]
fn connections_and_answers_are_bounded() {
    let mut scene = Scene::new();
    let connection = scene.connect("127.0.0.1", 80).unwrap();
    let many = "GET / HTTP/1.1\r\nHost: x\r\n\r\n".repeat(2000);
    scene.send(connection, &many).unwrap();
    assert_eq!(scene.send(connection, &many), Err(NetworkError::ECONNRESET));
    let made: Vec<_> = (0..300).map(|_| scene.connect("127.0.0.1", 80)).collect();
    assert_eq!(made.last(), Some(&Err(NetworkError::EMFILE)));
    for number in made.into_iter().flatten() {
        scene.network.close(number, false).unwrap();
    }
    assert!(scene.connect("127.0.0.1", 80).is_ok());
    assert_eq!(scene.network.close(9999, false), Err(NetworkError::EBADF));
}

proptest! {
    #[test]
    fn hostile_bytes_do_no_harm(
        port in prop::sample::select(vec![25u16, 53, 80, 443]),
        pieces in prop::collection::vec(
            prop_oneof![
                prop::collection::vec(any::<u8>(), 0..40),
                Just(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n".to_vec()),
                Just(b"EHLO x\r\nSTARTTLS\r\n".to_vec()),
            ],
            0..20,
        ),
        secure: bool,
    ) {
        let mut scene = Scene::new();
        let connection = scene.connect("93.184.0.1", port).unwrap();
        for (index, piece) in pieces.iter().enumerate() {
            if secure && index == 2 {
                let _ = scene.secure(connection);
            }
            let _ = scene.act(|network, around| network.send(around, connection, piece));
            let _ = scene.act(|network, around| network.receive(around, connection, 7, Patience::of_millis(1)));
        }
        let spent = scene.network.take_work();
        prop_assert!(spent >= pieces.iter().map(|piece| piece.len() as u64).sum::<u64>());
    }
}
