//! Requests of a driver about the network: as the host functions of the same names, with bytes as text whose characters they are.

use serde::Deserialize;
use serde_json::{Value as Json, json};

use crate::sandbox::network::{NetworkError, Patience, TlsOptions, Transport};
use crate::sandbox::state::State;

/// Fuel for each byte that goes through JSON.
const FUEL_PER_BYTE: u64 = 10;

fn failure(error: NetworkError) -> Json {
    json!({ "errno": error.name() })
}

#[derive(Deserialize)]
pub(super) struct Resolve {
    name: String,
    #[serde(default)]
    family: u32,
}

impl Resolve {
    pub(super) fn answer(self, state: &mut State) -> Json {
        match state.resolve(&self.name, self.family) {
            Ok(addresses) => {
                let texts = addresses.iter().map(ToString::to_string);
                json!({ "errno": null, "addresses": texts.collect::<Vec<_>>() })
            }
            Err(error) => json!({ "errno": error.name(), "addresses": [] }),
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Stream,
    Datagram,
}

#[derive(Deserialize)]
pub(super) struct Connect {
    kind: Kind,
    address: String,
    port: u32,
    #[serde(default = "usual")]
    timeout_ms: i32,
}

fn usual() -> i32 {
    -1
}

impl Connect {
    pub(super) fn answer(self, state: &mut State) -> Json {
        let Ok(port) = u16::try_from(self.port) else {
            return failure(NetworkError::EINVAL);
        };
        let transport = match self.kind {
            Kind::Stream => Transport::Stream,
            Kind::Datagram => Transport::Datagram,
        };
        let patience = Patience::of_millis(self.timeout_ms);
        let (network, mut around) = state.network();
        match network.connect(&mut around, transport, &self.address, port, patience) {
            Ok(connection) => json!({ "errno": null, "connection": connection }),
            Err(error) => failure(error),
        }
    }
}

#[derive(Deserialize)]
pub(super) struct Secure {
    connection: u32,
    #[serde(default)]
    options: TlsOptions,
}

impl Secure {
    pub(super) fn answer(self, state: &mut State) -> Json {
        let (network, mut around) = state.network();
        match network.secure(&mut around, self.connection, &self.options) {
            Ok(mut told) => {
                told["errno"] = Json::Null;
                told
            }
            Err(failure) => json!({ "errno": failure.error.name(), "message": failure.message }),
        }
    }
}

#[derive(Deserialize)]
pub(super) struct Send {
    connection: u32,
    data: String,
}

impl Send {
    pub(super) fn answer(self, state: &mut State) -> Json {
        let bytes: Result<Vec<u8>, _> = self.data.chars().map(u8::try_from).collect();
        let Ok(bytes) = bytes else {
            return failure(NetworkError::EINVAL);
        };
        let (network, mut around) = state.network();
        let sent = network.send(&mut around, self.connection, &bytes);
        json!({ "errno": sent.err().map(NetworkError::name) })
    }
}

#[derive(Deserialize)]
pub(super) struct Receive {
    connection: u32,
    size: u32,
    #[serde(default = "usual")]
    timeout_ms: i32,
}

impl Receive {
    pub(super) fn answer(self, state: &mut State) -> Json {
        let patience = Patience::of_millis(self.timeout_ms);
        let (network, mut around) = state.network();
        match network.receive(&mut around, self.connection, self.size as usize, patience) {
            Ok(bytes) => {
                state.work += FUEL_PER_BYTE * bytes.len() as u64;
                let text: String = bytes.into_iter().map(char::from).collect();
                json!({ "errno": null, "data": text })
            }
            Err(error) => failure(error),
        }
    }
}

#[derive(Deserialize)]
pub(super) struct Ready {
    connection: u32,
}

impl Ready {
    pub(super) fn answer(self, state: &mut State) -> Json {
        let (network, around) = state.network();
        match network.ready(&around, self.connection) {
            Ok(wait) => json!({ "errno": null, "nanoseconds": wait }),
            Err(error) => failure(error),
        }
    }
}

#[derive(Deserialize)]
pub(super) struct Close {
    connection: u32,
    #[serde(default)]
    how: u32,
}

impl Close {
    pub(super) fn answer(self, state: &mut State) -> Json {
        if self.how > 1 {
            return failure(NetworkError::EINVAL);
        }
        let closed = state.network.close(self.connection, self.how == 1);
        json!({ "errno": closed.err().map(NetworkError::name) })
    }
}
