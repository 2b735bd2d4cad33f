//! Progress on the terminal. The only place that knows the progress bar library.

use std::collections::HashMap;
use std::io::IsTerminal;
use std::sync::Mutex;
use std::time::Duration;

use indicatif::{MultiProgress, ProgressBar, ProgressStyle};

use crate::execute::RunEvent;
use crate::toolchain::{Progress, ProgressEvent, Unit};

/// Shows the steps of set-up: bars and spinners on a terminal, plain lines elsewhere.
pub struct Console {
    bars: MultiProgress,
    open: Mutex<HashMap<String, ProgressBar>>,
    terminal: bool,
}

impl Console {
    /// A console on standard error.
    pub fn new() -> Self {
        Self {
            bars: MultiProgress::new(),
            open: Mutex::new(HashMap::new()),
            terminal: std::io::stderr().is_terminal(),
        }
    }

    fn say(&self, text: &str) {
        if self.terminal {
            // A closed standard error is no reason to fail.
            let _ = self.bars.println(text);
        } else {
            eprintln!("{text}");
        }
    }

    fn close(&self, name: &str) {
        let mut open = self.open.lock().expect("no thread panics with the lock");
        if let Some(bar) = open.remove(name) {
            bar.finish_and_clear();
        }
    }
}

fn style(total: Option<u64>, unit: Unit) -> ProgressStyle {
    let template = match (total, unit) {
        (None, _) => "  {spinner} {msg} {elapsed}",
        (Some(_), Unit::Bytes) => "  {spinner} {msg} {bar:30} {bytes}/{total_bytes}",
        (Some(_), Unit::Items) => "  {spinner} {msg} {bar:30} {pos}/{len}",
    };
    ProgressStyle::with_template(template).expect("the templates are constant")
}

impl Progress for Console {
    fn event(&self, event: &ProgressEvent) {
        match event {
            ProgressEvent::StepStarted { name, total, unit } => {
                if self.terminal {
                    let bar = self.bars.add(ProgressBar::no_length());
                    bar.set_style(style(*total, *unit));
                    if let Some(total) = total {
                        bar.set_length(*total);
                    }
                    bar.set_message(name.clone());
                    bar.enable_steady_tick(Duration::from_millis(120));
                    let mut open = self.open.lock().expect("no thread panics with the lock");
                    open.insert(name.clone(), bar);
                }
            }
            ProgressEvent::StepAdvanced { name, done, .. } => {
                let open = self.open.lock().expect("no thread panics with the lock");
                if let Some(bar) = open.get(name) {
                    bar.set_position(*done);
                }
            }
            ProgressEvent::StepFinished { name, seconds } => {
                self.close(name);
                self.say(&format!("  {name}: {seconds:.1} s"));
            }
            ProgressEvent::StepFailed { name, seconds } => {
                self.close(name);
                self.say(&format!("  {name}: failed after {seconds:.1} s"));
            }
            ProgressEvent::Waiting { name } => {
                self.say(&format!("  waiting for another process that makes {name}"));
            }
            ProgressEvent::Rebuilding { name, why } => {
                self.say(&format!("  {name} is damaged ({why}) and is made anew"));
            }
            ProgressEvent::Message { text } => self.say(&format!("  {text}")),
        }
    }
}

/// Shows how far a run is; nothing where standard error is no terminal.
pub struct RunBar(ProgressBar);

impl RunBar {
    /// A bar on standard error.
    pub fn new() -> Self {
        let bar = ProgressBar::no_length();
        let style = ProgressStyle::with_template(
            "  {bar:40} {pos}/{len} candidates  {elapsed}, {eta} left  {wide_msg}",
        );
        bar.set_style(style.expect("the template is constant"));
        Self(bar)
    }

    /// Takes note of an event.
    pub fn event(&self, event: &RunEvent<'_>) {
        match event {
            RunEvent::Started {
                candidates,
                done_before,
            } => {
                self.0.set_length(*candidates as u64);
                self.0.set_position(*done_before as u64);
                self.0.reset_eta();
            }
            RunEvent::CandidateDone { entry } => {
                self.0.set_message(entry.score.task.clone());
                self.0.inc(1);
            }
        }
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        self.0.finish_and_clear();
    }
}
