//! The texts of events that reach sinks.

use crate::sandbox::trace::{Event, Operation};
use crate::suite::rule::Sink;

/// The texts of an event that reach a sink.
pub(super) fn texts(sink: Sink, event: &Event) -> Vec<&str> {
    match (sink, &event.operation) {
        (Sink::SqlText, Operation::Sql { text, .. }) => vec![text],
        (Sink::FilePath, operation) => paths(operation),
        (Sink::ProcessShell, Operation::Process { how, argv }) => {
            shell_command(how, argv).into_iter().collect()
        }
        (Sink::ProcessArgv, Operation::Process { argv, .. }) => {
            argv.iter().map(String::as_str).collect()
        }
        (Sink::NetworkTarget, Operation::Network { target, name, .. }) => {
            std::iter::once(target.as_str())
                .chain(name.as_deref())
                .collect()
        }
        (Sink::NetworkTarget, Operation::Http { url, .. }) => vec![url],
        (
            Sink::Http,
            Operation::Http {
                url, headers, body, ..
            },
        ) => {
            let mut texts = vec![url.as_str(), body.as_str()];
            texts.extend(headers.iter().map(String::as_str));
            texts
        }
        (Sink::HeaderInjected, Operation::Http { headers, .. }) => headers
            .iter()
            .filter_map(|line| line.split_once(':').map(|(name, _)| name))
            .collect(),
        (Sink::NetworkSend, Operation::NetworkSend { text, .. }) => vec![text],
        (Sink::Template, Operation::Template { text, .. }) => vec![text],
        (
            Sink::Code,
            Operation::Code {
                text: Some(text), ..
            },
        ) => vec![text],
        (Sink::DeserializedType, Operation::Deserialize { type_name, .. }) => vec![type_name],
        (Sink::Log, Operation::Log { message, .. }) => vec![message],
        _ => Vec::new(),
    }
}

fn paths(operation: &Operation) -> Vec<&str> {
    match operation {
        Operation::FileOpen { path, .. }
        | Operation::FileStat { path, .. }
        | Operation::FileUnlink { path, .. }
        | Operation::FileMkdir { path, .. }
        | Operation::FileRmdir { path, .. }
        | Operation::FileReadlink { path, .. }
        | Operation::FileChmod { path, .. } => vec![path],
        Operation::FileRename { path, to, .. } | Operation::FileLink { path, to, .. } => {
            vec![path, to]
        }
        Operation::FileSymlink { path, target, .. } => vec![path, target],
        Operation::DatabaseOpen { name } => vec![name],
        _ => Vec::new(),
    }
}

/// The text that a shell interprets, if a process is a shell's: started as one, or as `sh -c TEXT`. What follows that
/// text are the shell's parameters: data.
pub(super) fn shell_command<'a>(how: &str, argv: &'a [String]) -> Option<&'a str> {
    let program = argv
        .first()
        .map(|path| path.rsplit('/').next().unwrap_or(path));
    let is_shell = how == "shell"
        || program.is_some_and(|name| {
            matches!(
                name,
                "sh" | "bash" | "dash" | "ash" | "zsh" | "ksh" | "busybox"
            )
        });
    if !is_shell {
        return None;
    }
    let flag = argv
        .iter()
        .skip(1)
        .position(|arg| arg.starts_with('-') && !arg.starts_with("--") && arg.ends_with('c'));
    let command = flag.and_then(|flag| argv.get(flag + 2));
    match command {
        Some(command) => Some(command),
        None if how == "shell" => argv.last().map(String::as_str),
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shells_are_recognised() {
        let argv = |parts: &[&str]| parts.iter().map(|p| (*p).to_owned()).collect::<Vec<_>>();
        let command =
            |how: &str, parts: &[&str]| shell_command(how, &argv(parts)).map(str::to_owned);
        assert_eq!(
            command("shell", &["/bin/sh", "-c", "ls"]).as_deref(),
            Some("ls")
        );
        assert_eq!(
            command("spawn", &["bash", "-lc", "ls", "x"]).as_deref(),
            Some("ls")
        );
        assert_eq!(command("shell", &["ls -l"]).as_deref(), Some("ls -l"));
        assert_eq!(
            command("spawn", &["busybox", "sh", "-c", "ls"]).as_deref(),
            Some("ls")
        );
        assert_eq!(command("spawn", &["sh", "script.sh"]), None);
        assert_eq!(command("spawn", &["convert", "-c", "x"]), None);
        assert_eq!(command("spawn", &[]), None);
    }
}
