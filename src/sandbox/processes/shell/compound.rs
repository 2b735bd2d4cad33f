//! Commands that hold others: groups, conditions, loops, choices.

use super::Shell;
use crate::sandbox::processes::machine::{Machine, Stop};
use crate::sandbox::processes::pattern;
use crate::sandbox::processes::syntax::{Command, Kind, List};

impl Shell {
    pub(super) fn command(
        &mut self,
        machine: &mut Machine<'_>,
        command: &Command,
    ) -> Result<(), Stop> {
        self.line = command.line;
        if let Kind::Simple { assignments, words } = &command.kind {
            return self.simple(machine, assignments, words, &command.redirections);
        }
        let Some(undo) = self.redirect(machine, &command.redirections)? else {
            self.status = 2;
            return Ok(());
        };
        let result = self.compound(machine, &command.kind);
        self.restore(machine, undo);
        result
    }

    fn compound(&mut self, machine: &mut Machine<'_>, kind: &Kind) -> Result<(), Stop> {
        match kind {
            Kind::Simple { .. } => Ok(()),
            Kind::Group(list) => self.list(machine, list),
            Kind::Subshell(list) => {
                let mut shell = self.subshell(machine)?;
                let result = shell.deeper(machine, |shell, machine| shell.list(machine, list));
                self.status = shell.end(result)?;
                Ok(())
            }
            Kind::If {
                branches,
                otherwise,
            } => {
                for (condition, then) in branches {
                    if self.holds(machine, condition)? {
                        return self.list(machine, then);
                    }
                }
                self.status = 0;
                otherwise
                    .as_ref()
                    .map_or(Ok(()), |list| self.list(machine, list))
            }
            Kind::While {
                until,
                condition,
                body,
            } => {
                let mut status = 0;
                while let Some(holds) = self.looped(|shell| shell.holds(machine, condition))? {
                    if holds == *until {
                        break;
                    }
                    if self.looped(|shell| shell.list(machine, body))?.is_none() {
                        break;
                    }
                    status = self.status;
                }
                self.status = status;
                Ok(())
            }
            Kind::For { name, words, body } => {
                let values = match words {
                    Some(words) => self.fields(machine, words)?,
                    None => self.parameters.iter().cloned().collect(),
                };
                self.status = 0;
                for value in values {
                    machine.work(500)?;
                    self.assign(machine, name, value)?;
                    if self.looped(|shell| shell.list(machine, body))?.is_none() {
                        break;
                    }
                }
                Ok(())
            }
            Kind::Case { word, arms } => {
                let text = self.text(machine, word)?;
                self.status = 0;
                for (patterns, list) in arms {
                    for pattern in patterns {
                        let pattern = self.glyphs(machine, pattern)?;
                        machine.work((pattern.len() as u64 + 1) * (text.len() as u64 + 1))?;
                        if pattern::matches(&pattern, &text) {
                            return self.list(machine, list);
                        }
                    }
                }
                Ok(())
            }
            Kind::Function { name, body } => {
                self.functions.insert(name.clone(), body.clone());
                self.status = 0;
                Ok(())
            }
        }
    }

    fn holds(&mut self, machine: &mut Machine<'_>, condition: &List) -> Result<bool, Stop> {
        self.condition += 1;
        let result = self.list(machine, condition);
        self.condition -= 1;
        result.map(|()| self.status == 0)
    }

    /// Runs a part of a loop. `None`: the loop ends.
    fn looped<T: Default>(
        &mut self,
        run: impl FnOnce(&mut Self) -> Result<T, Stop>,
    ) -> Result<Option<T>, Stop> {
        self.loops += 1;
        let result = run(self);
        self.loops -= 1;
        match result {
            Ok(value) => Ok(Some(value)),
            Err(Stop::Break(1)) => Ok(None),
            Err(Stop::Break(more)) => Err(Stop::Break(more - 1)),
            Err(Stop::Continue(1)) => Ok(Some(T::default())),
            Err(Stop::Continue(more)) => Err(Stop::Continue(more - 1)),
            Err(other) => Err(other),
        }
    }
}
