//! Requests about processes. Bytes are texts whose characters are bytes.

use serde_json::{Value as Json, json};

use super::request::Start;
use super::{Refused, path_bytes};
use crate::sandbox::processes::How;
use crate::sandbox::state::State;
use crate::sandbox::vfs::Errno;

/// Fuel for each byte of output: it is copied, escaped and copied again.
const OUTPUT_BYTE_COST: u64 = 10;

/// Starts a process.
pub(super) fn start(
    state: &mut State,
    how: Start,
    argv: &[String],
    cwd: &str,
    env: &[String],
) -> Result<Json, Refused> {
    let how = match how {
        Start::Spawn => How::Spawn,
        Start::Shell => How::Shell,
        Start::Fork => How::Fork,
    };
    let mut all = |texts: &[String]| -> Result<Vec<Vec<u8>>, Refused> {
        texts.iter().map(|text| path_bytes(state, text)).collect()
    };
    let (argv, env) = (all(argv)?, all(env)?);
    let cwd = path_bytes(state, cwd)?;
    let result = state.start_process(how, argv, &cwd, &env);
    Ok(json!({ "errno": result.err().map(Errno::name), "id": result.ok() }))
}

/// Runs a process to its end.
pub(super) fn run(state: &mut State, id: u32, stdin: &str) -> Result<Json, Refused> {
    let input = path_bytes(state, stdin)?;
    let ended = match state.run_process(id, input) {
        Ok(ended) => ended,
        Err(errno) => return Ok(json!({ "errno": errno.name() })),
    };
    let output = state.take_output(id);
    let bytes = output.stdout.len() + output.stderr.len() + output.merged.len();
    state.work = state.work.saturating_add(bytes as u64 * OUTPUT_BYTE_COST);
    let text = |bytes: Vec<u8>| bytes.into_iter().map(char::from).collect::<String>();
    Ok(json!({
        "errno": null,
        "status": ended.status,
        "stdout": text(output.stdout),
        "stderr": text(output.stderr),
        "merged": text(output.merged),
    }))
}
