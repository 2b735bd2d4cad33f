//! The tests of the guest side itself: scripts that assert and end by saying `ok`.

use std::fs;

use dualgauge::sandbox::execution::Ended;

use crate::bench::Candidate;
use crate::support::repository;

#[test]
fn the_scripts_of_the_guest_side_are_content() {
    let mut scripts: Vec<_> = fs::read_dir(repository("runtimes/javascript/tests"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    scripts.sort();
    assert!(scripts.len() >= 20, "{scripts:?}");
    for script in scripts {
        let name = script.file_name().unwrap().to_str().unwrap();
        let candidate = Candidate::named(name, fs::read(&script).unwrap()).plain();
        let execution = candidate.program(&[], b"");
        let output = (&execution.stdout.text, &execution.stderr.text);
        assert_eq!(
            execution.ended,
            Ended::Exited { code: 0 },
            "{name}: {output:?}"
        );
        assert!(output.0.ends_with("ok\n"), "{name}: {output:?}");
    }
}
