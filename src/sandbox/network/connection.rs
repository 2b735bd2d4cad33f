//! One connection: what its other side does with what is sent, and what it has to say.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::Arc;

use super::address::Scope;
use super::declared::{Host, Hosts, Service, Tls};
use super::error::NetworkError;
use super::http::{self, Response, Site};
use super::request::{Heard, Reader, Request};
use super::script::{Dialogue, Turn};

/// The most pieces of answers that wait to be received. A client that asks on and never listens is cut off.
const MAX_PENDING: usize = 1024;
/// Fuel for each byte that a server reads.
const FUEL_PER_BYTE: u64 = 4;
/// Fuel for each request that is understood, recorded and answered.
const FUEL_PER_REQUEST: u64 = 5_000;

/// Whether bytes flow, or messages are sent one by one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transport {
    /// TCP.
    Stream,
    /// UDP.
    Datagram,
}

/// A connection as the host keeps it.
#[derive(Debug)]
pub(super) struct Connection {
    pub(super) target: SocketAddr,
    transport: Transport,
    server: Server,
    /// Certificates by the name of the host, where the connection must be secured before anything is said.
    certificates: Vec<(String, Arc<Tls>)>,
    pub(super) secured: bool,
    pending: VecDeque<Pending>,
    /// When the last answer is there.
    busy_until: u64,
    /// The other side sends no more.
    ended: bool,
    /// The connection broke.
    broken: bool,
    /// This side sends no more.
    shut: bool,
    /// A datagram that is sent will be refused by the host there.
    unheard: bool,
    /// The beginning of what was sent since the last receipt, and the event that tells of it.
    pub(super) sent: Vec<u8>,
    pub(super) send_event: Option<u32>,
    /// The event of what was received since.
    pub(super) receive_event: Option<u32>,
}

#[derive(Debug)]
enum Server {
    Http { sites: Vec<Site>, reader: Reader },
    Dialogue(Dialogue),
    Nobody,
}

#[derive(Debug)]
struct Pending {
    at: u64,
    bytes: Arc<[u8]>,
    taken: usize,
}

/// A request that a server understood.
pub(super) struct Served {
    pub(super) request: Request,
    pub(super) url: String,
    pub(super) status: u16,
}

/// When something can be received.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ready {
    /// After so many nanoseconds.
    In(u64),
    /// Not before more is sent.
    Never,
}

impl Connection {
    /// A connection to a port, played by the hosts there.
    pub(super) fn new(hosts: &Hosts, target: SocketAddr, transport: Transport, now: u64) -> Self {
        let mut connection = Self {
            target,
            transport,
            server: Server::Nobody,
            certificates: Vec::new(),
            secured: false,
            pending: VecDeque::new(),
            busy_until: now,
            ended: false,
            broken: false,
            shut: false,
            unheard: false,
            sent: Vec::new(),
            send_event: None,
            receive_event: None,
        };
        let own = Scope::of(target.ip()).is_own();
        let there = || with_port(hosts, target);
        let Some((_, first)) = there().next() else {
            connection.unheard = hosts.at(target.ip()).next().is_some() || own;
            return connection;
        };
        match &first.service {
            Service::Http(_) => {
                let sites = there().filter_map(|(host, port)| match &port.service {
                    Service::Http(routes) => Some(Site {
                        name: host.name.clone(),
                        routes: routes.clone(),
                    }),
                    _ => None,
                });
                connection.server = Server::Http {
                    sites: sites.collect(),
                    reader: Reader::default(),
                };
            }
            Service::Script(steps) => {
                connection.server = Server::Dialogue(Dialogue::new(steps.clone()));
            }
            Service::Reset => connection.broken = true,
            Service::Refused | Service::Silent => {}
        }
        if first.tls.is_some() {
            let secured = there().filter_map(|(host, port)| {
                let tls = port.tls.clone()?;
                Some((host.name.clone(), tls))
            });
            connection.certificates = secured.collect();
        }
        connection
    }

    pub(super) fn is_datagram(&self) -> bool {
        self.transport == Transport::Datagram
    }

    /// What the other side says by itself.
    pub(super) fn greet(&mut self, now: u64, work: &mut u64) {
        if self.certificates.is_empty() {
            self.go_on(now, work);
        }
    }

    /// The name of the host and its certificate for who asks for a name; `None` where the other side speaks no TLS now.
    pub(super) fn certificate(&self, wanted: &str) -> Option<(&str, Arc<Tls>)> {
        let mut all = self.certificates.iter();
        let found = all.find(|(name, _)| name.eq_ignore_ascii_case(wanted));
        let (name, tls) = found.or(self.certificates.first())?;
        Some((name, tls.clone()))
    }

    /// The connection is secured from here on.
    pub(super) fn secure(&mut self, now: u64, work: &mut u64) {
        self.secured = true;
        self.certificates.clear();
        self.go_on(now, work);
    }

    /// Nothing more comes of the connection.
    pub(super) fn give_up(&mut self) {
        self.broken = true;
    }

    /// Whether the connection is usable.
    pub(super) fn check(&self) -> Result<(), NetworkError> {
        if self.broken {
            return Err(NetworkError::ECONNRESET);
        }
        Ok(())
    }

    /// Whether something can be sent.
    pub(super) fn check_writable(&self) -> Result<(), NetworkError> {
        let unheard = self.ended && self.pending.is_empty();
        if self.shut || unheard {
            return Err(NetworkError::EPIPE);
        }
        if self.broken && self.transport == Transport::Datagram {
            return Err(NetworkError::ECONNREFUSED);
        }
        self.check()
    }

    /// Takes what is sent; gives the requests that it completed.
    pub(super) fn take(&mut self, mut bytes: &[u8], now: u64, work: &mut u64) -> Vec<Served> {
        let mut served = Vec::new();
        *work += FUEL_PER_BYTE * bytes.len() as u64;
        if self.ended {
            return served;
        }
        if !self.certificates.is_empty() {
            // Plain bytes where TLS is spoken.
            if matches!(self.server, Server::Http { .. }) {
                let note = "400 The plain HTTP request was sent to HTTPS port\n";
                self.respond(http::refuse(400, Some(note)), now);
            }
            self.ended = true;
            return served;
        }
        match &mut self.server {
            Server::Http { .. } => self.serve(&mut bytes, now, work, &mut served),
            Server::Dialogue(dialogue) => {
                dialogue.hear(bytes);
                self.go_on(now, work);
            }
            Server::Nobody => self.broken |= self.unheard,
        }
        served
    }

    fn serve(&mut self, bytes: &mut &[u8], now: u64, work: &mut u64, served: &mut Vec<Served>) {
        let scheme = if self.secured { "https" } else { "http" };
        loop {
            let Server::Http { sites, reader } = &mut self.server else {
                return;
            };
            if self.ended || self.broken {
                return;
            }
            match reader.hear(bytes) {
                None => return,
                Some(Heard::WantsToContinue) => {
                    let word = Arc::from(&b"HTTP/1.1 100 Continue\r\n\r\n"[..]);
                    self.say(word, now);
                }
                Some(Heard::Wrong(status)) => self.respond(http::refuse(status, None), now),
                Some(Heard::Request(request)) => {
                    *work += FUEL_PER_REQUEST;
                    let target = http::target(&request, scheme);
                    let response = http::answer(sites, &request, &target, work);
                    served.push(Served {
                        url: target.url,
                        status: response.status,
                        request: *request,
                    });
                    self.respond(response, now);
                }
            }
        }
    }

    fn respond(&mut self, response: Response, now: u64) {
        let now = now.max(self.busy_until);
        let at = now.saturating_add(response.delay);
        for piece in response.pieces {
            self.say(piece, at);
        }
        self.ended |= response.last;
    }

    /// Lets a dialogue go on as far as it can.
    fn go_on(&mut self, now: u64, work: &mut u64) {
        while let Server::Dialogue(dialogue) = &mut self.server {
            if self.ended || self.broken {
                return;
            }
            match dialogue.turn(work) {
                None => return,
                Some(Turn::Say(bytes)) => self.say(bytes, now),
                Some(Turn::Close) => self.ended = true,
                Some(Turn::Secure(tls)) => {
                    self.certificates = vec![(String::new(), tls)];
                    return;
                }
            }
        }
    }

    fn say(&mut self, bytes: Arc<[u8]>, at: u64) {
        if self.pending.len() >= MAX_PENDING {
            self.broken = true;
            return;
        }
        let at = at.max(self.busy_until);
        self.busy_until = at;
        if !bytes.is_empty() || self.transport == Transport::Datagram {
            self.pending.push_back(Pending {
                at,
                bytes,
                taken: 0,
            });
        }
    }

    /// When something can be received: bytes, the end, or an error.
    pub(super) fn ready(&self, now: u64) -> Ready {
        match self.pending.front() {
            Some(first) => Ready::In(first.at.saturating_sub(now)),
            None if self.ended || self.broken => Ready::In(0),
            None => Ready::Never,
        }
    }

    /// Gives what is there, at most `size` bytes; nothing at the end. To be asked when something is ready.
    pub(super) fn give(&mut self, size: usize) -> Result<Vec<u8>, NetworkError> {
        let Some(first) = self.pending.front_mut() else {
            return match (self.broken, self.transport) {
                (true, Transport::Datagram) => Err(NetworkError::ECONNREFUSED),
                (true, Transport::Stream) => Err(NetworkError::ECONNRESET),
                (false, _) => Ok(Vec::new()),
            };
        };
        let rest = first.bytes.get(first.taken..).unwrap_or_default();
        let here = &rest[..rest.len().min(size)];
        let given = here.to_vec();
        first.taken += given.len();
        // What of a datagram doesn't fit is lost.
        if first.taken >= first.bytes.len() || self.transport == Transport::Datagram {
            self.pending.pop_front();
        }
        Ok(given)
    }

    /// This side sends no more; the other one then has nothing to wait for.
    pub(super) fn shut(&mut self) {
        self.shut = true;
        self.ended = true;
    }
}

/// The hosts at an address that say something of a port, with what they say.
pub(super) fn with_port(
    hosts: &Hosts,
    target: SocketAddr,
) -> impl Iterator<Item = (&Host, &super::declared::Port)> {
    let there = hosts.at(target.ip());
    there.filter_map(move |host| Some((host, host.ports.get(&target.port())?)))
}
