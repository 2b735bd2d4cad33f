//! What the trace tells of bytes that are sent and received.

use super::connection::Connection;
use super::{Around, MAX_TEXT};
use crate::sandbox::trace::Operation;
use crate::sandbox::vfs::escape_bytes;

/// Records what is sent: all of it until something is received is one event.
pub(super) fn note_sent(
    around: &mut Around<'_>,
    connection: &mut Connection,
    bytes: &[u8],
    result: &str,
    work: &mut u64,
) {
    connection.receive_event = None;
    let count = bytes.len() as u64;
    let event = connection.send_event;
    let event = event.filter(|event| result == "ok" && around.recorder.continues(*event));
    if event.is_none() {
        connection.sent.clear();
    }
    let room = MAX_TEXT.saturating_sub(connection.sent.len());
    connection
        .sent
        .extend_from_slice(&bytes[..bytes.len().min(room)]);
    let text = || escape_bytes(&connection.sent);
    *work += 16 * connection.sent.len() as u64;
    if let Some(event) = event {
        around.recorder.amend(event, |operation| {
            if let Operation::NetworkSend {
                bytes, text: all, ..
            } = operation
            {
                *bytes = bytes.saturating_add(count);
                if room > 0 {
                    *all = text();
                }
            }
        });
        return;
    }
    let operation = Operation::NetworkSend {
        target: connection.target.to_string(),
        bytes: count,
        text: text(),
        encrypted: connection.secured,
    };
    let event = around.recorder.record_open(operation, result);
    connection.send_event = event.filter(|_| result == "ok");
}

/// Records what is received: all of it until something is sent is one event.
pub(super) fn note_received(
    around: &mut Around<'_>,
    connection: &mut Connection,
    count: u64,
    result: &str,
) {
    connection.send_event = None;
    let event = connection.receive_event;
    let event = event.filter(|event| result == "ok" && around.recorder.continues(*event));
    if let Some(event) = event {
        around.recorder.amend(event, |operation| {
            if let Operation::NetworkReceive { bytes, .. } = operation {
                *bytes = bytes.saturating_add(count);
            }
        });
        return;
    }
    let operation = Operation::NetworkReceive {
        target: connection.target.to_string(),
        bytes: count,
    };
    let event = around.recorder.record_open(operation, result);
    connection.receive_event = event.filter(|_| result == "ok");
}
