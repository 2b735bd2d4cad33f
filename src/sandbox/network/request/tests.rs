//! Requests that come in pieces, and what is none.

use proptest::prelude::*;

use super::*;

/// All that is heard when a text comes in pieces of this length.
fn hear(text: &[u8], piece: usize) -> Vec<Heard> {
    let mut reader = Reader::default();
    let mut heard = Vec::new();
    for mut bytes in text.chunks(piece.max(1)) {
        while let Some(next) = reader.hear(&mut bytes) {
            heard.push(next);
        }
        assert!(bytes.is_empty());
    }
    heard
}

fn only(text: &str) -> Heard {
    let mut heard = hear(text.as_bytes(), 1000);
    assert_eq!(heard.len(), 1, "{heard:?}");
    heard.remove(0)
}

#[test]
fn requests_one_after_the_other() {
    let text = "\r\nGET /a?b HTTP/1.1\r\nHost: x\r\n\r\nPOST /c HTTP/1.1\r\nhost: x\r\nContent-Length: 3\r\n\r\nabc\
        PUT /d HTTP/1.1\nHost: x\nTransfer-Encoding: Chunked\n\n3;x=y\r\nabc\r\n2\r\nde\r\n0\r\nX: y\r\n\r\nGET / HTTP/1.0\r\n\r\n";
    for piece in 1..40 {
        let heard = hear(text.as_bytes(), piece);
        let seen: Vec<_> = heard
            .iter()
            .map(|heard| match heard {
                Heard::Request(request) => {
                    let body = String::from_utf8_lossy(&request.body).into_owned();
                    (request.method.as_str(), body, request.keep_alive)
                }
                other => panic!("{other:?}"),
            })
            .collect();
        let expected = [
            ("GET", "", true),
            ("POST", "abc", true),
            ("PUT", "abcde", true),
            ("GET", "", false),
        ];
        let expected = expected.map(|(method, body, on)| (method, body.to_owned(), on));
        assert_eq!(seen, expected, "{piece}");
    }
}

#[test]
fn what_is_no_request() {
    for (text, status) in [
        ("EHLO there\r\n", 400),
        ("\x16\x03\x01\x02\n", 400),
        ("GET / HTTP/1.1\r\n\r\n", 400),
        ("GET / HTTP/3.0\r\n\r\n", 505),
        (
            "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
            400,
        ),
        (
            "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
            400,
        ),
        (
            "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
            400,
        ),
        (
            "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n",
            501,
        ),
        (
            "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n",
            400,
        ),
    ] {
        assert_eq!(only(text), Heard::Wrong(status), "{text}");
    }
    let long = format!("GET / HTTP/1.1\r\nHost: x\r\nX: {}", "y".repeat(MAX_HEAD));
    assert_eq!(hear(long.as_bytes(), 5000), [Heard::Wrong(431)]);
    assert_eq!(hear(&[b'x'; MAX_HEAD], 5000).len(), 1);
}

#[test]
fn a_client_may_wait_before_it_sends_a_body() {
    let text = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nExpect: 100-continue\r\n\r\n";
    assert_eq!(only(text), Heard::WantsToContinue);
}

fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("GET / HTTP/1.1\r\n".to_owned()),
        Just("POST /x HTTP/1.0\n".to_owned()),
        Just("Host: a\r\n".to_owned()),
        Just("\r\n".to_owned()),
        Just("\n".to_owned()),
        Just("Transfer-Encoding: chunked\r\n".to_owned()),
        Just("Content-Length: 18446744073709551615\r\n".to_owned()),
        "Content-Length: [0-9]{1,2}\r\n",
        "[0-9a-fA-F]{1,17}\r\n",
        ".{0,9}",
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_bytes_in_any_pieces_are_heard_alike(text in pieces(), bytes: Vec<u8>, piece in 1usize..30) {
        let text = [text.as_bytes(), &bytes].concat();
        prop_assert_eq!(hear(&text, piece), hear(&text, usize::MAX));
    }
}
