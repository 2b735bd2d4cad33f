//! What a call did, as far as it tells how far an input came.

use std::collections::BTreeSet;

use super::super::scene::Scene;
use crate::sandbox::trace::{Event, Operation};

/// The events of a call, or of a program's run.
pub(super) fn of_call<'s>(scene: &'s Scene<'_>, call: usize) -> impl Iterator<Item = &'s Event> {
    let program = scene.program.is_some();
    scene
        .events
        .iter()
        .copied()
        .filter(move |event| program || event.call.map(|call| call as usize) == Some(call))
}

/// What a call did.
pub(super) fn deeds(scene: &Scene<'_>, call: usize) -> BTreeSet<String> {
    of_call(scene, call).filter_map(deed).collect()
}

/// What an event is as a deed: its kind, told apart by what matters for the harm that it does. Looking around is none.
pub(super) fn deed(event: &Event) -> Option<String> {
    let kind = event.operation.kind();
    Some(match &event.operation {
        Operation::FileStat { .. }
        | Operation::FileReadlink { .. }
        | Operation::FileClose { .. }
        | Operation::ClockRead { .. }
        | Operation::Import { .. }
        | Operation::DatabaseOpen { .. }
        | Operation::Log { .. } => return None,
        Operation::FileOpen { access, .. } => format!("{kind} {access:?}"),
        Operation::Process { how, .. }
        | Operation::Network { how, .. }
        | Operation::Crypto { how, .. } => format!("{kind} {how}"),
        Operation::Sql { text, .. } => {
            let verb = text.split_whitespace().next().unwrap_or("");
            format!("{kind} {}", verb.to_lowercase())
        }
        _ => kind.to_owned(),
    })
}

/// The texts that an operation was given.
pub(super) fn texts_of(operation: &Operation) -> Vec<String> {
    match operation {
        Operation::FileOpen { path, .. }
        | Operation::FileStat { path, .. }
        | Operation::FileUnlink { path, .. }
        | Operation::FileMkdir { path, .. }
        | Operation::FileRmdir { path, .. }
        | Operation::FileReadlink { path, .. }
        | Operation::FileChmod { path, .. } => vec![collapsed(path)],
        Operation::FileRename { path, to, .. } | Operation::FileLink { path, to, .. } => {
            vec![collapsed(path), collapsed(to)]
        }
        Operation::FileSymlink { path, target, .. } => vec![collapsed(path), collapsed(target)],
        Operation::Sql {
            text, parameters, ..
        } => [std::slice::from_ref(text), parameters].concat(),
        Operation::Process { argv, .. } => argv.clone(),
        Operation::Network { target, .. } | Operation::Document { target, .. } => {
            vec![target.clone()]
        }
        Operation::Http { url, body, .. } => vec![url.clone(), body.clone()],
        Operation::Code {
            text: Some(text), ..
        } => vec![text.clone()],
        _ => Vec::new(),
    }
}

/// A text with the parts of a path that mean nothing left out.
pub(super) fn collapsed(text: &str) -> String {
    let mut collapsed = text.to_owned();
    for (part, short) in [("/./", "/"), ("//", "/")] {
        while collapsed.contains(part) {
            collapsed = collapsed.replace(part, short);
        }
    }
    collapsed
}
