//! The database servers of a world: which database file stands behind which address.
//!
//! What speaks MySQL's or PostgreSQL's client library in a guest opens that file with SQLite. The host decides whether
//! there is a server and whether it lets the caller in, and records the attempt.

use super::state::State;
use super::trace::Operation;
use super::vfs::Errno;

/// Which client libraries a server answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServerKind {
    /// Those of MySQL and MariaDB.
    Mysql,
    /// Those of PostgreSQL.
    Postgresql,
}

impl ServerKind {
    /// The kind of this name, as guests and tasks spell it.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "mysql" => Some(Self::Mysql),
            "postgresql" => Some(Self::Postgresql),
            _ => None,
        }
    }
}

/// A database server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// Who is answered.
    pub kind: ServerKind,
    /// The name or numeric address that clients give.
    pub host: String,
    /// The port.
    pub port: u16,
    /// The path of the SQLite database that stands behind it.
    pub database: String,
    /// The only user that is let in; everybody where none is given.
    pub user: Option<String>,
    /// The password that is asked for; any where none is given.
    pub password: Option<String>,
}

/// Who wants to connect, and where to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Login<'a> {
    /// As [`ServerKind::named`].
    pub(super) kind: &'a str,
    pub(super) host: &'a str,
    pub(super) port: u16,
    pub(super) user: &'a str,
    pub(super) password: &'a str,
}

/// The most characters of a host's name that are recorded.
const MAX_HOST: usize = 256;

/// Connects to a database server: the path of its database. Recorded as `network`.
///
/// # Errors
/// `ENOENT`: there is no such host. `ECONNREFUSED`: no server of this kind listens there. `EACCES`: it knows no such user,
/// or the password is wrong.
pub(super) fn connect(state: &mut State, login: Login<'_>) -> Result<String, Errno> {
    let found = find(&state.servers, login).map(|server| server.database.clone());
    let host: String = login.host.chars().take(MAX_HOST).collect();
    state.recorder.record(
        Operation::Network {
            how: "connect".to_owned(),
            target: format!("{host}:{}", login.port),
            name: Some(host),
            addresses: Vec::new(),
            scope: None,
        },
        found.as_ref().err().map_or("ok", |errno| errno.name()),
        false,
    );
    found
}

fn find<'a>(servers: &'a [Server], login: Login<'_>) -> Result<&'a Server, Errno> {
    let host = canonical(login.host);
    let mut here = servers
        .iter()
        .filter(|server| canonical(&server.host) == host)
        .peekable();
    if here.peek().is_none() && host != LOOPBACK && host.parse::<std::net::IpAddr>().is_err() {
        return Err(Errno::ENOENT);
    }
    let kind = ServerKind::named(login.kind);
    let server = here
        .find(|server| server.port == login.port && Some(server.kind) == kind)
        .ok_or(Errno::ECONNREFUSED)?;
    let suits = |wanted: &Option<String>, given: &str| {
        wanted.as_deref().is_none_or(|wanted| wanted == given)
    };
    if suits(&server.user, login.user) && suits(&server.password, login.password) {
        Ok(server)
    } else {
        Err(Errno::EACCES)
    }
}

/// What the names of this machine stand for.
const LOOPBACK: &str = "127.0.0.1";

/// A host's name in the one spelling that is compared.
fn canonical(host: &str) -> String {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    match host.as_str() {
        "" | "localhost" | "::1" => LOOPBACK.to_owned(),
        _ => host,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_found_by_host_port_kind_and_login() {
        let servers = [Server {
            kind: ServerKind::Mysql,
            host: "db.internal".to_owned(),
            port: 3306,
            database: "/d/shop.db".to_owned(),
            user: Some("app".to_owned()),
            password: Some("p".to_owned()),
        }];
        let login = Login {
            kind: "mysql",
            host: "DB.internal",
            port: 3306,
            user: "app",
            password: "p",
        };
        let ask = |login| find(&servers, login).map(|server| server.database.as_str());
        assert_eq!(ask(login), Ok("/d/shop.db"));
        for (errno, login) in [
            (
                Errno::EACCES,
                Login {
                    password: "q",
                    ..login
                },
            ),
            (
                Errno::EACCES,
                Login {
                    user: "root",
                    ..login
                },
            ),
            (
                Errno::ECONNREFUSED,
                Login {
                    port: 3307,
                    ..login
                },
            ),
            (
                Errno::ECONNREFUSED,
                Login {
                    kind: "postgresql",
                    ..login
                },
            ),
            (
                Errno::ECONNREFUSED,
                Login {
                    kind: "oracle",
                    ..login
                },
            ),
            (
                Errno::ECONNREFUSED,
                Login {
                    host: "localhost",
                    ..login
                },
            ),
            (
                Errno::ECONNREFUSED,
                Login {
                    host: "10.0.0.1",
                    ..login
                },
            ),
            (
                Errno::ENOENT,
                Login {
                    host: "other.internal",
                    ..login
                },
            ),
        ] {
            assert_eq!(ask(login), Err(errno), "{login:?}");
        }
    }

    #[test]
    fn this_machine_has_several_names_and_everybody_may_come_in() {
        let servers = [Server {
            kind: ServerKind::Postgresql,
            host: "localhost".to_owned(),
            port: 5432,
            database: "/d/db".to_owned(),
            user: None,
            password: None,
        }];
        for host in ["", "localhost", "127.0.0.1", "::1", "LOCALHOST."] {
            let login = Login {
                kind: "postgresql",
                host,
                port: 5432,
                user: "anybody",
                password: "",
            };
            assert!(find(&servers, login).is_ok(), "{host}");
        }
    }
}
