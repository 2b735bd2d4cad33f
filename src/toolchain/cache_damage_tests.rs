//! Every sort of damage to an entry is found and mended; what is whole is not read twice.

use super::*;

/// Damages an entry, and expects that the next use finds it and builds anew.
fn damaged(check: Check, damage: impl FnOnce(&Path), why: &str) {
    let fake = Fake::new();
    let cache = Cache::open(fake.home()).unwrap();
    let (entry, _) = ensure(&cache, Check::Quick, &Silent);
    damage(entry.folder());
    let recorder = Recorder::default();
    assert_eq!(ensure(&cache, check, &recorder), (entry.clone(), true));
    assert_eq!(
        recorder.lines()[0],
        format!("rebuilding compiled demo: {why}")
    );
    assert_eq!(
        names(entry.folder().parent().unwrap()).len(),
        1,
        "nothing is left aside"
    );
    assert!(!ensure(&cache, Check::Full, &Silent).1);
}

fn overwrite(file: &Path, offset: usize, byte: u8) {
    let mut contents = fs::read(file).unwrap();
    contents[offset] = byte;
    fs::write(file, contents).unwrap();
}

#[test]
fn a_flipped_byte_is_found_in_small_and_large_files() {
    damaged(
        Check::Quick,
        |folder| overwrite(&folder.join("deep/small"), 2, b'A'),
        "the contents of deep/small have changed",
    );
    damaged(
        Check::Quick,
        |folder| overwrite(&folder.join("large"), LARGE / 2, 8),
        "the contents of large have changed",
    );
}

#[test]
fn a_truncated_or_missing_file_is_found() {
    let truncate = |folder: &Path| {
        fs::File::options()
            .write(true)
            .open(folder.join("large"))
            .unwrap()
            .set_len(3)
            .unwrap()
    };
    damaged(
        Check::Quick,
        truncate,
        &format!("large has 3 bytes instead of {LARGE}"),
    );
    let remove = |folder: &Path| fs::remove_file(folder.join("deep/small")).unwrap();
    damaged(
        Check::Quick,
        remove,
        "cannot read small: No such file or directory (os error 2)",
    );
}

#[test]
fn a_damaged_record_is_found() {
    let remove = |folder: &Path| fs::remove_file(folder.join("entry.json")).unwrap();
    damaged(
        Check::Quick,
        remove,
        "cannot read entry.json: No such file or directory (os error 2)",
    );
    let empty = |folder: &Path| fs::write(folder.join("entry.json"), b"").unwrap();
    damaged(
        Check::Quick,
        empty,
        "entry.json is not readable: EOF while parsing a value at line 1 column 0",
    );
    let other_key = |folder: &Path| {
        let text = fs::read_to_string(folder.join("entry.json")).unwrap();
        fs::write(folder.join("entry.json"), text.replace("m1", "m2")).unwrap();
    };
    damaged(Check::Quick, other_key, "it was made from something else");
}

#[test]
fn a_full_check_reads_what_the_stamp_vouches_for() {
    let forge = |folder: &Path| {
        overwrite(&folder.join("large"), 5, 8);
        // A stamp that matches the changed file is what a failing disk would leave.
        fs::remove_file(folder.join("verified.json")).unwrap();
        let text = fs::read_to_string(folder.join("entry.json")).unwrap();
        let mut record: entry::EntryRecord = serde_json::from_str(&text).unwrap();
        let right = record.files[1].blake3;
        record.files[1].blake3 =
            crate::toolchain::Blake3Digest::of(&fs::read(folder.join("large")).unwrap());
        let wrong = record.files[1].blake3;
        fs::write(
            folder.join("entry.json"),
            serde_json::to_vec(&record).unwrap(),
        )
        .unwrap();
        assert!(matches!(
            entry::inspect(folder, Some(&key()), Check::Quick).unwrap(),
            Inspection::Sound(_)
        ));
        let stamps = fs::read_to_string(folder.join("verified.json")).unwrap();
        fs::write(
            folder.join("verified.json"),
            stamps.replace(&wrong.to_string(), &right.to_string()),
        )
        .unwrap();
        fs::write(folder.join("entry.json"), &text).unwrap();
        assert!(matches!(
            entry::inspect(folder, Some(&key()), Check::Quick).unwrap(),
            Inspection::Sound(_)
        ));
    };
    damaged(Check::Full, forge, "the contents of large have changed");
}

#[test]
fn a_touched_file_is_read_again_and_stamped_anew() {
    let fake = Fake::new();
    let cache = Cache::open(fake.home()).unwrap();
    let (entry, _) = ensure(&cache, Check::Quick, &Silent);
    let stamps = fs::read(entry.folder().join("verified.json")).unwrap();
    overwrite(&entry.folder().join("large"), 0, 7); // the same byte
    assert!(!ensure(&cache, Check::Quick, &Silent).1);
    assert_ne!(
        fs::read(entry.folder().join("verified.json")).unwrap(),
        stamps
    );
    fs::write(entry.folder().join("verified.json"), b"nonsense").unwrap();
    assert!(!ensure(&cache, Check::Quick, &Silent).1);
}
