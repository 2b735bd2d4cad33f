//! Parameters: variables, those of the command line, and the special ones.

use super::{MAX_HELD, Shell};
use crate::sandbox::processes::machine::{Machine, Stop};

impl Shell {
    /// The value of a parameter.
    pub fn variable(&self, name: &[u8]) -> Option<Vec<u8>> {
        match name {
            b"?" => Some(self.status.to_string().into_bytes()),
            b"#" => Some(self.parameters.len().to_string().into_bytes()),
            b"$" => Some(self.own_number.to_string().into_bytes()),
            b"!" => self
                .last_background
                .map(|number| number.to_string().into_bytes()),
            b"-" => Some(Vec::new()),
            b"0" => Some(self.name.clone()),
            b"PPID" => Some(self.process.parent.to_string().into_bytes()),
            b"PWD" if !self.variables.contains_key(name) => Some(self.process.cwd.clone()),
            b"@" | b"*" => {
                let all: Vec<&[u8]> = self.parameters.iter().map(Vec::as_slice).collect();
                (!all.is_empty()).then(|| all.join(&b' '))
            }
            _ if name.first().is_some_and(u8::is_ascii_digit) => {
                let index: usize = std::str::from_utf8(name).ok()?.parse().ok()?;
                self.parameters.get(index.checked_sub(1)?).cloned()
            }
            _ => self
                .variables
                .get(name)
                .map(|variable| variable.value.clone()),
        }
    }

    /// Sets a variable.
    pub fn assign(
        &mut self,
        machine: &mut Machine<'_>,
        name: &[u8],
        value: Vec<u8>,
    ) -> Result<(), Stop> {
        let old = self
            .variables
            .get(name)
            .map_or(0, |variable| name.len() + variable.value.len());
        self.held = self.held.saturating_sub(old) + name.len() + value.len();
        if self.held > MAX_HELD {
            self.complain(machine, b"Out of space");
            return Err(Stop::Exit(2));
        }
        let variable = self.variables.entry(name.to_vec()).or_default();
        variable.value.clone_from(&value);
        if variable.exported {
            self.process.environment.insert(name.to_vec(), value);
        }
        Ok(())
    }

    /// Exports a variable.
    pub fn export(&mut self, name: &[u8]) {
        if let Some(variable) = self.variables.get_mut(name) {
            variable.exported = true;
            self.process
                .environment
                .insert(name.to_vec(), variable.value.clone());
        }
    }

    pub fn unset(&mut self, name: &[u8]) {
        if let Some(variable) = self.variables.remove(name) {
            self.held = self.held.saturating_sub(name.len() + variable.value.len());
        }
        self.process.environment.remove(name);
    }
}
