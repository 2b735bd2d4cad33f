//! What the trace holds of processes.

use super::*;

/// The events of a kind, as the number of their process and their JSON.
fn events(bench: &Bench, kind: &str) -> Vec<(Option<u32>, serde_json::Value)> {
    bench
        .events
        .iter()
        .filter(|event| event.operation.kind() == kind)
        .map(|event| {
            (
                event.process,
                serde_json::to_value(&event.operation).unwrap(),
            )
        })
        .collect()
}

#[test]
fn each_command_is_an_event_of_its_process() {
    let mut bench = Bench::new();
    bench.sh("ping -c 1 x; cat /etc/passwd | head -n 1 > /tmp/out");
    let commands: Vec<_> = bench
        .events
        .iter()
        .filter_map(|event| match &event.operation {
            Operation::Process { how, argv } => Some((
                how.as_str(),
                argv.join(" "),
                event.process,
                event.result.as_str(),
            )),
            _ => None,
        })
        .collect();
    assert_eq!(commands[0].1, "ping -c 1 x");
    assert_eq!(commands[1].1, "cat /etc/passwd");
    assert_eq!(commands[2].1, "head -n 1");
    assert!(
        commands
            .iter()
            .all(|(how, _, process, result)| *how == "command"
                && process.is_some()
                && *result == "ok")
    );
    let opens = events(&bench, "file.open");
    assert!(
        opens
            .iter()
            .any(|(process, open)| *process == commands[1].2 && open["resolved"] == "/etc/passwd")
    );
    assert!(opens.iter().any(|(_, open)| open["path"] == "/tmp/out"
        && open["access"] == "write"
        && open["created"] == true));
}

#[test]
fn options_that_run_programs_run_them() {
    for line in [
        "find . -name a.txt -exec touch /tmp/pwned ';'",
        "echo x | xargs -I@ sh -c 'touch /tmp/pwned'",
        "sed -n '1e touch /tmp/pwned' a.txt",
        "env touch /tmp/pwned",
        "tar -cf /tmp/o.tar a.txt --checkpoint=1 --checkpoint-action=exec='touch /tmp/pwned'",
        "tar -cf /tmp/o.tar a.txt; tar -xf /tmp/o.tar --to-command='touch /tmp/pwned'",
        "tar -cf /tmp/o.tar a.txt -I 'touch /tmp/pwned'",
        "tar -czf /tmp/o.tgz dir; cd /tmp; tar xzf o.tgz; cp dir/c.txt pwned",
    ] {
        let mut bench = Bench::new();
        let ran = bench.sh(line);
        let path = GuestPath::new("/tmp/pwned").unwrap();
        assert!(bench.files.node(&path).is_some(), "{line}: {ran:?}");
    }
}

#[test]
fn declared_commands_answer_as_told() {
    let mut bench = Bench::new();
    let answers = vec![
        CommandAnswer {
            when: vec!["* png:*".to_owned()],
            stdout: b"converted\n".to_vec(),
            stderr: Vec::new(),
            exit: 3,
            writes: vec![CommandWrite {
                argument: -1,
                text: b"image".to_vec(),
            }],
        },
        CommandAnswer {
            when: Vec::new(),
            stdout: Vec::new(),
            stderr: b"what?\n".to_vec(),
            exit: 1,
            writes: Vec::new(),
        },
    ];
    bench.commands = Commands::new(BTreeMap::from([("convert".to_owned(), answers)]));
    crate::sandbox::processes::seed_one(&mut bench.files, "/usr/bin", "convert");
    let ran = bench.sh("convert a.svg png:out; echo $?; cat png:out");
    assert_eq!(ran.stdout, "converted\n3\nimage");
    assert_eq!(bench.sh("convert").stderr, "what?\n");
}
