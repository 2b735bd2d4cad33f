//! JavaScript programs in a world that answers: hosts, commands, database servers.

mod support;

#[path = "support/world.rs"]
mod world;

use dualgauge::suite::Language::JavaScript;
use serde_json::{Value as Json, json};
use world::{events, output, run};

/// Runs a program that asserts and ends by saying `ok`; gives its events of a kind.
fn content(source: &str, world: &Json, kind: &str) -> Vec<Json> {
    let execution = run(JavaScript, source, world);
    let said = output(&execution);
    assert!(said.ends_with("ok\n"), "{said}\n{}", execution.stderr.text);
    events(&execution, kind)
}

/// The beginning of every program.
fn program(body: &str) -> String {
    format!(
        "const assert = require('node:assert');
const net = require('node:net'); const tls = require('node:tls'); const dns = require('node:dns');
const http = require('node:http'); const https = require('node:https');
const main = async () => {{ {body} }};
main().then(() => console.log('ok'));"
    )
}

#[test]
fn redirects_are_followed_unless_the_program_says_otherwise() {
    let world = json!({ "hosts": {
        "api.example.com": { "ports": { "80": { "http": [
            { "method": "GET", "path": "/go", "redirect": "http://169.254.169.254/latest/meta-data" },
            { "method": "GET", "path": "/v1/*", "json": { "a": 1 } },
        ] } } },
        "169.254.169.254": { "ports": { "80": { "http": [ { "path": "/*", "body": "role" } ] } } },
    } });
    let source = program(
        "assert.deepStrictEqual(await (await fetch('http://api.example.com/v1/x?q=1')).json(), { a: 1 });
        const followed = await fetch('http://api.example.com/go');
        assert.deepStrictEqual([await followed.text(), followed.redirected, followed.url],
            ['role', true, 'http://169.254.169.254/latest/meta-data']);
        const kept = await fetch('http://api.example.com/go', { redirect: 'manual' });
        assert.strictEqual(kept.status, 302);
        await assert.rejects(fetch('http://api.example.com/go', { redirect: 'error' }), TypeError);
        const axios = require('axios');
        assert.strictEqual((await axios.get('http://api.example.com/go')).data, 'role');
        await assert.rejects(axios.get('http://api.example.com/go', { maxRedirects: 0 }), /302/);
        const nodeFetch = require('node-fetch');
        assert.strictEqual(await (await nodeFetch('http://api.example.com/go')).text(), 'role');
        const got = require('got');
        assert.strictEqual((await got('http://api.example.com/go')).body, 'role');
        const missing = await new Promise((resolve) => http.get('http://api.example.com/nothing', resolve));
        assert.strictEqual(missing.statusCode, 404);
        missing.resume();",
    );
    let seen = content(&source, &world, "http");
    let urls: Vec<_> = seen.iter().map(|event| event["url"].as_str().unwrap()).collect();
    assert_eq!(urls[..3], ["http://api.example.com/v1/x?q=1", "http://api.example.com/go", "http://169.254.169.254/latest/meta-data"]);
    let metadata = urls.iter().filter(|url| url.contains("169.254")).count();
    assert_eq!(metadata, 4, "{urls:?}");
}
