//! The virtual network: the hosts that a world declares answer, and nobody else does.
//!
//! It knows no guest. What a guest does comes as plain values, takes virtual time, is recorded, and adds up to a price in fuel.
//! Nothing of the host's own network is touched. `docs/world.md` says how it behaves.

mod address;
mod certificate;
mod connection;
mod declared;
mod error;
mod http;
mod names;
mod notes;
mod request;
mod script;
#[cfg(test)]
mod tests;

use super::clock::Clock;
use super::recorder::Recorder;
use super::trace::Operation;
use super::vfs::escape_bytes;
pub use address::{Scope, parse as parse_address};
pub use certificate::TlsOptions;
pub use connection::Transport;
use connection::{Connection, Ready, with_port};
pub use declared::is_own_name;
pub use declared::{Certificate, Host, Hosts, Port, Route, Service, Step, Tls, Version};
pub use error::NetworkError;
use names::Names;
pub use names::{Family, canonical as canonical_name};
use notes::{note_received, note_sent};
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

/// The most connections that are open at a time.
const MAX_CONNECTIONS: usize = 256;
/// How long the system waits for a connection unless told otherwise, in nanoseconds: Linux tries for some two minutes.
const PATIENCE: u64 = 130_000_000_000;
/// How much of what is sent, and of bodies, goes into the trace.
const MAX_TEXT: usize = 4096;
/// The most that one receipt gives, in bytes.
const MAX_RECEIPT: usize = 1 << 20;
/// The longest datagram.
const MAX_DATAGRAM: usize = 65_507;

/// Fuel for looking a name up, for making a connection, for securing one.
const RESOLVE_COST: u64 = 10_000;
const CONNECT_COST: u64 = 10_000;
const TLS_COST: u64 = 50_000;

/// The network as one execution sees it.
#[derive(Debug)]
pub(super) struct Network {
    hosts: Arc<Hosts>,
    names: Names,
    connections: BTreeMap<u32, Connection>,
    next: u32,
    work: u64,
}

/// What the network needs around it.
pub(super) struct Around<'a> {
    pub(super) clock: &'a mut Clock,
    pub(super) recorder: &'a mut Recorder,
}

impl Around<'_> {
    fn record(&mut self, operation: Operation, result: &str) {
        self.recorder.record(operation, result, false);
    }
}

/// How long a guest is ready to wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Patience {
    /// As long as the system does, or for ever.
    Usual,
    /// So many nanoseconds.
    Limited(u64),
}

impl Patience {
    /// From milliseconds, negative for the usual.
    pub(super) fn of_millis(millis: i32) -> Self {
        match u64::try_from(millis) {
            Ok(millis) => Self::Limited(millis.saturating_mul(1_000_000)),
            Err(_) => Self::Usual,
        }
    }
}

/// Why a connection can't be secured: the error, and what a library says of it.
#[derive(Debug)]
pub(super) struct TlsFailure {
    pub(super) error: NetworkError,
    pub(super) message: String,
}

impl From<NetworkError> for TlsFailure {
    fn from(error: NetworkError) -> Self {
        Self {
            error,
            message: error.to_string(),
        }
    }
}

fn outcome<T>(result: &Result<T, NetworkError>) -> &'static str {
    result.as_ref().err().map_or("ok", |error| error.name())
}

impl Network {
    pub(super) fn new(hosts: Arc<Hosts>) -> Self {
        Self {
            hosts,
            names: Names::default(),
            connections: BTreeMap::new(),
            next: 1,
            work: 0,
        }
    }

    /// The work done since this was asked last, in fuel.
    pub(super) fn take_work(&mut self) -> u64 {
        std::mem::take(&mut self.work)
    }

    /// The addresses of a name. `table` is the text of `/etc/hosts`.
    pub(super) fn resolve(
        &mut self,
        around: &mut Around<'_>,
        table: &[u8],
        name: &str,
        family: Family,
    ) -> Result<Vec<IpAddr>, NetworkError> {
        self.work += RESOLVE_COST + 4 * table.len() as u64;
        let found = self.names.resolve(&self.hosts, table, name, family);
        // A numeric address asks nobody, however it is spelled.
        if address::parse(name).is_some() {
            return found;
        }
        let addresses = found.as_deref().unwrap_or_default();
        let operation = Operation::Network {
            how: "resolve".to_owned(),
            target: name.to_owned(),
            name: None,
            addresses: addresses.iter().map(IpAddr::to_string).collect(),
            scope: None,
        };
        around.record(operation, outcome(&found));
        found
    }

    /// Connects to a numeric address; gives the connection's number.
    pub(super) fn connect(
        &mut self,
        around: &mut Around<'_>,
        transport: Transport,
        address: &str,
        port: u16,
        patience: Patience,
    ) -> Result<u32, NetworkError> {
        self.work += CONNECT_COST;
        let address = parse_address(address).ok_or(NetworkError::EINVAL)?;
        let target = SocketAddr::new(address, port);
        let made = self.make(around, transport, target, patience);
        let operation = Operation::Network {
            how: "connect".to_owned(),
            target: target.to_string(),
            name: self.names.of(address),
            addresses: Vec::new(),
            scope: Some(Scope::of(address).name().to_owned()),
        };
        around.record(operation, outcome(&made));
        let mut connection = made?;
        connection.greet(around.clock.monotonic(), &mut self.work);
        let number = self.next;
        self.next = number.checked_add(1).ok_or(NetworkError::EMFILE)?;
        self.connections.insert(number, connection);
        Ok(number)
    }

    fn make(
        &self,
        around: &mut Around<'_>,
        transport: Transport,
        target: SocketAddr,
        patience: Patience,
    ) -> Result<Connection, NetworkError> {
        if self.connections.len() >= MAX_CONNECTIONS {
            return Err(NetworkError::EMFILE);
        }
        let scope = Scope::of(target.ip());
        let declared = self.hosts.at(target.ip()).next().is_some();
        if scope == Scope::Multicast {
            return Err(NetworkError::ENETUNREACH);
        }
        let reached = declared || scope.is_own();
        if !reached && scope != Scope::Public {
            return Err(NetworkError::EHOSTUNREACH);
        }
        let connection = || {
            let now = around.clock.monotonic();
            Connection::new(&self.hosts, target, transport, now)
        };
        if transport == Transport::Datagram {
            // Nothing is exchanged before the first message.
            return Ok(connection());
        }
        match with_port(&self.hosts, target).next() {
            Some((_, port)) if matches!(port.service, Service::Refused) => {
                Err(NetworkError::ECONNREFUSED)
            }
            Some((_, port)) if matches!(port.service, Service::Silent) => {
                Err(time_out(around.clock, patience))
            }
            Some(_) => Ok(connection()),
            None if reached => Err(NetworkError::ECONNREFUSED),
            None => Err(time_out(around.clock, patience)),
        }
    }

    /// Secures a connection; gives what the other side's certificate says.
    pub(super) fn secure(
        &mut self,
        around: &mut Around<'_>,
        number: u32,
        options: &TlsOptions,
    ) -> Result<Json, TlsFailure> {
        let given = options.authority_text.as_ref().map_or(0, String::len);
        self.work += TLS_COST + 10 * given as u64;
        let connection = self
            .connections
            .get_mut(&number)
            .ok_or(NetworkError::EBADF)?;
        if connection.secured {
            return Err(NetworkError::EISCONN.into());
        }
        let wanted = options.server_name.as_deref().unwrap_or_default();
        let secured = match (connection.check(), connection.certificate(wanted)) {
            (Err(error), _) => Err((error.name(), error.into())),
            (Ok(()), None) => Err(("wrong_version_number", protocol("wrong version number"))),
            (Ok(()), Some((host, tls))) => {
                // A connection that was secured on the way is for whoever was meant.
                let host = if host.is_empty() { wanted } else { host };
                certificate::secure(&self.hosts, host, &tls, options)
                    .map_err(|refusal| (refusal.result, protocol(&refusal.message)))
            }
        };
        let operation = Operation::Tls {
            target: connection.target.to_string(),
            server_name: options.server_name.clone(),
            verify: options.verify,
            check_name: options.check_name,
            // Libraries name none that the program didn't.
            minimum: options.minimum.clone().unwrap_or_default(),
            authorities: options.authorities.clone(),
        };
        let result = secured.as_ref().err().map_or("ok", |(result, _)| result);
        around.record(operation, result);
        match secured {
            Ok(told) => {
                connection.secure(around.clock.monotonic(), &mut self.work);
                connection.send_event = None;
                Ok(told)
            }
            Err((_, failure)) => {
                connection.give_up();
                Err(failure)
            }
        }
    }

    /// Sends bytes: all of them, or none.
    pub(super) fn send(
        &mut self,
        around: &mut Around<'_>,
        number: u32,
        bytes: &[u8],
    ) -> Result<(), NetworkError> {
        let connection = self
            .connections
            .get_mut(&number)
            .ok_or(NetworkError::EBADF)?;
        let sendable = match connection.is_datagram() && bytes.len() > MAX_DATAGRAM {
            true => Err(NetworkError::EMSGSIZE),
            false => connection.check_writable(),
        };
        note_sent(
            around,
            connection,
            bytes,
            outcome(&sendable),
            &mut self.work,
        );
        sendable?;
        let now = around.clock.monotonic();
        for served in connection.take(bytes, now, &mut self.work) {
            let body = served.request.body.get(..MAX_TEXT);
            let body = body.unwrap_or(&served.request.body);
            let headers = served.request.headers.into_iter();
            let operation = Operation::Http {
                target: connection.target.to_string(),
                method: served.request.method,
                url: served.url,
                headers: headers
                    .map(|(name, value)| format!("{name}: {value}"))
                    .collect(),
                body: escape_bytes(body),
            };
            around.record(operation, &served.status.to_string());
        }
        Ok(())
    }

    /// Receives at most `size` bytes; none at the end.
    pub(super) fn receive(
        &mut self,
        around: &mut Around<'_>,
        number: u32,
        size: usize,
        patience: Patience,
    ) -> Result<Vec<u8>, NetworkError> {
        let connection = self
            .connections
            .get_mut(&number)
            .ok_or(NetworkError::EBADF)?;
        let wait = match (connection.ready(around.clock.monotonic()), patience) {
            (Ready::In(wait), Patience::Usual) => wait,
            (Ready::In(wait), Patience::Limited(most)) if wait <= most => wait,
            (_, Patience::Limited(most)) => {
                around.clock.sleep(most);
                return Err(NetworkError::EAGAIN);
            }
            (Ready::Never, Patience::Usual) => return Err(NetworkError::EAGAIN),
        };
        around.clock.sleep(wait);
        let given = connection.give(size.min(MAX_RECEIPT));
        let bytes = given.as_ref().map_or(0, Vec::len) as u64;
        self.work += bytes / 2;
        if bytes > 0 || given.is_err() {
            note_received(around, connection, bytes, outcome(&given));
        }
        given
    }

    /// Nanoseconds until something can be received; `None`: not before more is sent.
    pub(super) fn ready(
        &self,
        around: &Around<'_>,
        number: u32,
    ) -> Result<Option<u64>, NetworkError> {
        let connection = self.connections.get(&number).ok_or(NetworkError::EBADF)?;
        Ok(match connection.ready(around.clock.monotonic()) {
            Ready::In(wait) => Some(wait),
            Ready::Never => None,
        })
    }

    /// Ends a connection, or only this side's part of it.
    pub(super) fn close(&mut self, number: u32, writing_only: bool) -> Result<(), NetworkError> {
        if writing_only {
            let connection = self.connections.get_mut(&number);
            connection.ok_or(NetworkError::EBADF)?.shut();
            return Ok(());
        }
        let closed = self.connections.remove(&number);
        closed.map(drop).ok_or(NetworkError::EBADF)
    }
}

/// Nobody answers: time passes until that is taken for an answer.
fn time_out(clock: &mut Clock, patience: Patience) -> NetworkError {
    clock.sleep(match patience {
        Patience::Usual => PATIENCE,
        Patience::Limited(most) => most.min(PATIENCE),
    });
    NetworkError::ETIMEDOUT
}

fn protocol(message: &str) -> TlsFailure {
    TlsFailure {
        error: NetworkError::EPROTO,
        message: message.to_owned(),
    }
}
