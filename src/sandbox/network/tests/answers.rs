//! Who answers, and what.

use super::*;

#[test]
fn who_answers_depends_on_the_address() {
    for (address, port, error, millis) in [
        ("93.184.0.1", 81, NetworkError::ECONNREFUSED, 0),
        ("93.184.0.1", 9, NetworkError::ECONNREFUSED, 0),
        ("93.184.0.1", 82, NetworkError::ETIMEDOUT, 130_000),
        ("8.8.8.8", 80, NetworkError::ETIMEDOUT, 130_000),
        ("10.0.0.1", 80, NetworkError::EHOSTUNREACH, 0),
        ("169.254.169.254", 80, NetworkError::EHOSTUNREACH, 0),
        ("::1", 81, NetworkError::ECONNREFUSED, 0),
        ("0.0.0.0", 81, NetworkError::ECONNREFUSED, 0),
        ("224.0.0.1", 80, NetworkError::ENETUNREACH, 0),
        ("a.example", 80, NetworkError::EINVAL, 0),
    ] {
        let mut scene = Scene::new();
        let usual = Patience::Usual;
        let (made, took) = scene.act(|network, around| {
            network.connect(around, Transport::Stream, address, port, usual)
        });
        assert_eq!((made, took), (Err(error), millis), "{address}:{port}");
    }
    let mut scene = Scene::new();
    let some = Patience::of_millis(1500);
    let (made, took) =
        scene.act(|network, around| network.connect(around, Transport::Stream, "8.8.8.8", 1, some));
    assert_eq!((made, took), (Err(NetworkError::ETIMEDOUT), 1500));
    for address in [
        "127.0.0.1",
        "0.0.0.0",
        "::1",
        "::ffff:127.0.0.1",
        "127.9.9.9",
    ] {
        assert!(scene.connect(address, 80).is_ok(), "{address}");
    }
}

#[test]
fn an_http_server_answers_request_after_request() {
    let mut scene = Scene::new();
    let connection = scene.connect("93.184.0.1", 80).unwrap();
    assert_eq!(scene.receive(connection, 0), Err(NetworkError::EAGAIN));
    assert_eq!(scene.receive(connection, -1), Err(NetworkError::EAGAIN));
    scene
        .send(connection, "GET /v1/x HTTP/1.1\r\nHost: A.example:80\r\n")
        .unwrap();
    scene
        .send(
            connection,
            "\r\nHEAD /q?x=1&id=a+b HTTP/1.1\r\nHost: a.example\r\n\r\n",
        )
        .unwrap();
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ";
    let end = "\r\nConnection: keep-alive\r\n\r\n";
    assert_eq!(
        scene.all(connection),
        format!("{head}6{end}public{head}5{end}")
    );
    scene
        .send(
            connection,
            "GET http://b.example/ HTTP/1.1\r\nHost: x\r\n\r\n",
        )
        .unwrap();
    assert!(scene.all(connection).ends_with("other"));
    scene
        .send(connection, "POST /v1/x HTTP/1.1\r\nHost: nobody\r\nConnection: close\r\nContent-Length: 2\r\n\r\nhi")
        .unwrap();
    let answer = scene.all(connection);
    assert!(answer.starts_with("HTTP/1.1 404 Not Found\r\n"), "{answer}");
    assert!(answer.ends_with("<end>"), "{answer}");
    assert_eq!(scene.send(connection, "x"), Err(NetworkError::EPIPE));

    let events = scene.events();
    let kinds: Vec<_> = events
        .iter()
        .map(|(event, result)| (event.kind(), result.as_str()))
        .collect();
    assert_eq!(
        kinds,
        [
            ("network", "ok"),
            ("network.send", "ok"),
            ("http", "200"),
            ("http", "200"),
            ("network.receive", "ok"),
            ("network.send", "ok"),
            ("http", "200"),
            ("network.receive", "ok"),
            ("network.send", "ok"),
            ("http", "404"),
            ("network.receive", "ok"),
            ("network.send", "EPIPE"),
        ]
    );
    let Operation::NetworkSend {
        bytes,
        text,
        encrypted,
        ..
    } = &events[1].0
    else {
        panic!("{events:?}");
    };
    assert_eq!((*bytes, text.len(), *encrypted), (90, 90, false));
    let Operation::Http {
        url, body, headers, ..
    } = &events[9].0
    else {
        panic!("{events:?}");
    };
    assert_eq!((url.as_str(), body.as_str()), ("http://nobody/v1/x", "hi"));
    assert_eq!(headers.len(), 3);
}

#[test]
fn slow_answers_take_virtual_time() {
    let mut scene = Scene::new();
    let connection = scene.connect("93.184.0.1", 80).unwrap();
    let request = "GET /slow HTTP/1.1\r\nHost: a.example\r\n\r\n";
    scene.send(connection, request).unwrap();
    let (ready, _) = scene.act(|network, around| network.ready(around, connection));
    assert_eq!(ready, Ok(Some(5_000_000_000)));
    let second = Patience::of_millis(1000);
    let (early, took) =
        scene.act(|network, around| network.receive(around, connection, 100, second));
    assert_eq!((early, took), (Err(NetworkError::EAGAIN), 1000));
    let (answer, took) =
        scene.act(|network, around| network.receive(around, connection, 100, Patience::Usual));
    assert!(answer.unwrap().starts_with(b"HTTP/1.1 200"));
    assert_eq!(took, 4000);
}

#[test]
fn tls_is_asked_for_where_it_is_spoken() {
    let mut scene = Scene::new();
    let plain = scene.connect("93.184.0.1", 443).unwrap();
    scene.send(plain, "GET / HTTP/1.1\r\n").unwrap();
    let answer = scene.all(plain);
    assert!(answer.starts_with("HTTP/1.1 400") && answer.contains("plain HTTP request"));
    assert!(answer.ends_with("<end>"));

    let secured = scene.connect("93.184.0.1", 443).unwrap();
    let told = scene.secure(secured).unwrap();
    assert_eq!(told["version"], "1.3");
    let request = "GET / HTTP/1.1\r\nHost: a.example\r\n\r\n";
    scene.send(secured, request).unwrap();
    assert!(scene.all(secured).ends_with("secure"));
    assert_eq!(
        scene.secure(secured).unwrap_err().error,
        NetworkError::EISCONN
    );

    let wrong = scene.connect("93.184.0.1", 80).unwrap();
    let failure = scene.secure(wrong).unwrap_err();
    assert_eq!(failure.error, NetworkError::EPROTO);
    assert_eq!(failure.message, "wrong version number");
    assert_eq!(scene.receive(wrong, -1), Err(NetworkError::ECONNRESET));

    let events = scene.events();
    assert!(events.iter().any(|(event, _)| matches!(
        event,
        Operation::Http { url, .. } if url == "https://a.example/"
    )));
    assert!(
        events
            .iter()
            .any(|(event, result)| { event.kind() == "tls" && result == "wrong_version_number" })
    );
}

#[test]
fn dialogues_go_on_as_lines_come() {
    let mut scene = Scene::new();
    let connection = scene.connect("93.184.0.1", 25).unwrap();
    assert_eq!(scene.all(connection), "220 ready\r\n");
    scene.send(connection, "NOOP\r\nEHLO me").unwrap();
    assert_eq!(scene.all(connection), "250 ok\r\n");
    scene.send(connection, ".example\r\nSTARTTLS\r\n").unwrap();
    assert_eq!(scene.all(connection), "220 go\r\n");
    let told = scene.secure(connection).unwrap();
    assert_eq!(told["names"][0], "a.example");
    scene.send(connection, "QUIT\r\n").unwrap();
    assert_eq!(scene.all(connection), "<end>");
    let reset = scene.connect("93.184.0.1", 83).unwrap();
    assert_eq!(scene.receive(reset, -1), Err(NetworkError::ECONNRESET));
    assert_eq!(scene.send(reset, "x"), Err(NetworkError::ECONNRESET));
}

#[test]
fn datagrams_come_one_by_one() {
    let mut scene = Scene::new();
    let mut connect = |address: &str, port| {
        let kind = Transport::Datagram;
        let made = scene
            .act(|network, around| network.connect(around, kind, address, port, Patience::Usual));
        made.0.unwrap()
    };
    let (answering, silent, nobody) = (
        connect("93.184.0.1", 53),
        connect("8.8.8.8", 53),
        connect("127.0.0.1", 53),
    );
    scene.send(answering, "what?").unwrap();
    assert_eq!(scene.receive(answering, 0).unwrap(), "one");
    assert_eq!(scene.receive(answering, 0).unwrap(), "two");
    assert_eq!(scene.receive(answering, 0), Err(NetworkError::EAGAIN));
    scene.send(silent, "what?").unwrap();
    assert_eq!(scene.receive(silent, 100), Err(NetworkError::EAGAIN));
    scene.send(nobody, "what?").unwrap();
    assert_eq!(scene.receive(nobody, 0), Err(NetworkError::ECONNREFUSED));
    let long = "x".repeat(70_000);
    assert_eq!(scene.send(answering, &long), Err(NetworkError::EMSGSIZE));
}
