//! The paths that a pattern leads to.

use crate::sandbox::processes::machine::{Machine, Stop};
use crate::sandbox::processes::pattern::{self, Glyph};
use crate::sandbox::processes::shell::Shell;
use crate::sandbox::vfs::FileKind;

/// The most paths that a pattern may lead to.
const MAX_PATHS: usize = 10_000;

impl Shell {
    /// The paths that a pattern leads to, in order.
    pub(super) fn paths(
        &mut self,
        machine: &mut Machine<'_>,
        pattern: &[Glyph],
    ) -> Result<Vec<Vec<u8>>, Stop> {
        let slash = |glyph: &Glyph| *glyph as u8 == b'/';
        let mut found: Vec<Vec<u8>> = vec![Vec::new()];
        if pattern.first().is_some_and(slash) {
            found = vec![b"/".to_vec()];
        }
        let components: Vec<&[Glyph]> = pattern
            .split(slash)
            .filter(|part| !part.is_empty())
            .collect();
        let folders_only = pattern.last().is_some_and(slash);
        for (index, component) in components.iter().enumerate() {
            let last = index + 1 == components.len();
            let mut next = Vec::new();
            for path in &found {
                machine.work(1_000)?;
                let joined = |name: &[u8]| {
                    let mut joined = path.clone();
                    if !joined.is_empty() && !joined.ends_with(b"/") {
                        joined.push(b'/');
                    }
                    joined.extend_from_slice(name);
                    joined
                };
                if !pattern::is_pattern(component) {
                    let path = joined(&pattern::bytes(component));
                    if !last || machine.look(&self.process, &path, false).is_ok() {
                        next.push(path);
                    }
                    continue;
                }
                let folder: &[u8] = if path.is_empty() { b"." } else { path };
                let Ok(entries) = machine.list(&self.process, folder) else {
                    continue;
                };
                for (name, kind) in entries {
                    let hidden = name.starts_with(b".") && component[0] as u8 != b'.';
                    let leads_on = last && !folders_only || kind != FileKind::File;
                    machine.charge((name.len() * component.len()) as u64);
                    if !hidden && leads_on && pattern::matches(component, &name) {
                        next.push(joined(&name));
                    }
                }
                if next.len() > MAX_PATHS {
                    return Ok(Vec::new());
                }
            }
            found = next;
        }
        if folders_only {
            found.iter_mut().for_each(|path| path.push(b'/'));
        }
        found.sort();
        Ok(found)
    }
}
