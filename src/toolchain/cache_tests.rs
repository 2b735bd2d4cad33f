//! The cache under what happens to caches: two at once, death half-way, damage, failure, a full disk.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;

use super::*;
use crate::toolchain::Silent;
use crate::toolchain::testing::{Fake, Recorder};

#[path = "cache_damage_tests.rs"]
mod damage;

#[derive(Debug, thiserror::Error)]
enum BuildError {
    #[error("the compiler gave up")]
    GaveUp,
    #[error("cannot write")]
    Io(#[source] io::Error),
    #[error(transparent)]
    Cache(#[from] CacheError),
}

const LARGE: usize = 9 << 20;

fn key() -> CacheKey {
    CacheKey::new("compiled", "demo")
        .input("module", "m1")
        .expecting(4321)
}

fn build(folder: &Path) -> Result<(), BuildError> {
    fs::create_dir(folder.join("deep")).map_err(BuildError::Io)?;
    fs::write(folder.join("deep").join("small"), b"small").map_err(BuildError::Io)?;
    fs::write(folder.join("large"), vec![7; LARGE]).map_err(BuildError::Io)
}

fn ensure(cache: &Cache, check: Check, progress: &dyn Progress) -> (Entry, bool) {
    let mut built = false;
    let entry = cache.ensure(&key(), check, progress, |folder, _| {
        built = true;
        build(folder)
    });
    (entry.unwrap(), built)
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|found| found.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn an_entry_is_built_once_and_says_what_it_is() {
    let fake = Fake::new();
    let cache = Cache::open(fake.home()).unwrap();
    let (entry, built) = ensure(&cache, Check::Quick, &Silent);
    assert!(built);
    assert_eq!(ensure(&cache, Check::Full, &Silent), (entry.clone(), false));
    assert_eq!(
        names(entry.folder()),
        ["deep", "entry.json", "large", "verified.json"]
    );
    let files: Vec<_> = entry
        .record()
        .files
        .iter()
        .map(|file| (file.path.as_str(), file.size))
        .collect();
    assert_eq!(files, [("deep/small", 5), ("large", LARGE as u64)]);
    assert_eq!(
        fs::read(entry.file("deep/small").unwrap()).unwrap(),
        b"small"
    );
    assert!(
        entry
            .file("other")
            .unwrap_err()
            .to_string()
            .starts_with("no other in the cache entry ")
    );
}

#[test]
fn another_input_is_another_entry_with_the_same_contents() {
    let fake = Fake::new();
    let cache = Cache::open(fake.home()).unwrap();
    let (entry, _) = ensure(&cache, Check::Quick, &Silent);
    let other_key = CacheKey::new("compiled", "demo").input("module", "m2");
    let other = cache
        .ensure(&other_key, Check::Quick, &Silent, |folder, _| build(folder))
        .unwrap();
    assert_ne!(entry.folder(), other.folder());
    assert_eq!(entry.content_digest(), other.content_digest());
    assert_eq!(cache.sizes().unwrap().len(), 2);
    assert!(cache.remove(&other_key).unwrap());
    assert!(!cache.remove(&other_key).unwrap());
    assert_eq!(cache.sizes().unwrap()[0].folder, entry.folder());
    assert!(cache.remove_listed(&cache.sizes().unwrap()[0]).unwrap());
    assert_eq!(cache.sizes().unwrap(), []);
}

#[test]
fn two_at_once_build_once_and_the_second_is_told_to_wait() {
    let fake = Fake::new();
    let cache = Cache::open(fake.home()).unwrap();
    let builds = AtomicUsize::new(0);
    let (begun, has_begun) = mpsc::channel();
    let (waits, is_waiting) = mpsc::channel();
    let waits = std::sync::Mutex::new(waits);
    std::thread::scope(|scope| {
        let (cache, builds) = (&cache, &builds);
        let first = scope.spawn(move || {
            cache.ensure(&key(), Check::Quick, &Silent, |folder, _| {
                builds.fetch_add(1, Ordering::SeqCst);
                begun.send(()).unwrap();
                is_waiting.recv().unwrap(); // The build ends only after the other has met the lock.
                build(folder)
            })
        });
        has_begun.recv().unwrap();
        let progress = |event: &ProgressEvent| {
            assert_eq!(
                *event,
                ProgressEvent::Waiting {
                    name: "compiled demo".to_owned()
                }
            );
            waits.lock().unwrap().send(()).unwrap();
        };
        let second = cache.ensure(&key(), Check::Quick, &progress, |folder, _| {
            builds.fetch_add(1, Ordering::SeqCst);
            build(folder)
        });
        assert_eq!(first.join().unwrap().unwrap(), second.unwrap());
    });
    assert_eq!(builds.load(Ordering::SeqCst), 1);
}

#[test]
fn what_a_dead_process_left_is_removed_when_the_cache_is_opened() {
    let fake = Fake::new();
    let cache = Cache::open(fake.home()).unwrap();
    let place = cache.place("compiled", &key().folder_name());
    fs::create_dir_all(place.staging.join("half")).unwrap();
    let held = FileLock::acquire(&place.lock, || {}).unwrap();
    Cache::open(fake.home()).unwrap();
    assert!(place.staging.exists(), "its builder is alive");
    drop(held);
    Cache::open(fake.home()).unwrap();
    assert!(!place.staging.exists());
}

#[test]
fn what_a_dead_process_left_is_not_built_upon() {
    let fake = Fake::new();
    let cache = Cache::open(fake.home()).unwrap();
    let place = cache.place("compiled", &key().folder_name());
    fs::create_dir_all(&place.staging).unwrap();
    fs::write(place.staging.join("half"), b"half").unwrap();
    let (entry, built) = ensure(&cache, Check::Quick, &Silent);
    assert!(built);
    assert_eq!(entry.record().files.len(), 2);
}

fn fails_with(outcome: impl FnOnce(&Path) -> Result<(), BuildError>) -> BuildError {
    let fake = Fake::new();
    let cache = Cache::open(fake.home()).unwrap();
    let error = cache
        .ensure(&key(), Check::Quick, &Silent, |folder, _| outcome(folder))
        .unwrap_err();
    assert_eq!(
        names(&cache.home().cache().join("compiled")),
        [""; 0],
        "nothing is left"
    );
    assert!(ensure(&cache, Check::Quick, &Silent).1);
    error
}

#[test]
fn a_failed_build_leaves_nothing_and_its_error_is_returned() {
    let error = fails_with(|folder| {
        build(folder)?;
        Err(BuildError::GaveUp)
    });
    assert!(matches!(error, BuildError::GaveUp));
}

#[test]
fn a_full_disk_is_said_with_the_folder_and_the_bytes() {
    let error = fails_with(|_| Err(BuildError::Io(io::ErrorKind::StorageFull.into())));
    let text = error.to_string();
    assert!(
        text.starts_with("no space left in ") && text.contains("/home/cache, 4321 bytes needed, "),
        "{text}"
    );
    let BuildError::Cache(error) = error else {
        panic!("{error}")
    };
    assert!(error.help().unwrap().starts_with("free some space"));
}

#[test]
fn what_cannot_be_cached_is_refused() {
    let error =
        fails_with(|folder| fs::write(folder.join("entry.json"), b"").map_err(BuildError::Io));
    assert!(
        error
            .to_string()
            .ends_with("entry.json: the cache itself uses this name"),
        "{error}"
    );
    #[cfg(unix)]
    {
        let link = |folder: &Path| {
            std::os::unix::fs::symlink("/etc", folder.join("link")).map_err(BuildError::Io)
        };
        let error = fails_with(link);
        assert!(
            error
                .to_string()
                .ends_with("link: it is neither a file nor a folder"),
            "{error}"
        );
    }
}

#[test]
fn a_build_that_panics_leaves_nothing() {
    let fake = Fake::new();
    let cache = Cache::open(fake.home()).unwrap();
    let panicked = std::panic::catch_unwind(|| {
        cache.ensure(
            &key(),
            Check::Quick,
            &Silent,
            |_, _| -> Result<(), BuildError> { panic!("on purpose") },
        )
    });
    assert!(panicked.is_err());
    assert_eq!(names(&cache.home().cache().join("compiled")), [""; 0]);
}

/// Not a test of its own: run by the next test in a process that is killed while it builds.
#[test]
fn builds_until_it_is_killed() {
    let Some(home) = std::env::var_os("DUALGAUGE_TEST_BUILD_FOREVER") else {
        return;
    };
    let cache = Cache::open(Home::at(Path::new(&home)).unwrap()).unwrap();
    let _ = cache.ensure(
        &key(),
        Check::Quick,
        &Silent,
        |folder, _| -> Result<(), BuildError> {
            fs::write(folder.join("half"), b"half").map_err(BuildError::Io)?;
            loop {
                std::thread::park();
            }
        },
    );
}

#[test]
fn the_build_of_a_killed_process_is_done_again_by_another() {
    let fake = Fake::new();
    let cache = Cache::open(fake.home()).unwrap();
    let place = cache.place("compiled", &key().folder_name());
    let mut builder = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["builds_until_it_is_killed", "--test-threads=1"])
        .env("DUALGAUGE_TEST_BUILD_FOREVER", fake.home().folder())
        .stdout(std::process::Stdio::null())
        .spawn()
        .unwrap();
    while !place.staging.join("half").exists() {
        assert!(
            builder.try_wait().unwrap().is_none(),
            "it builds until it is killed"
        );
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    Cache::open(fake.home()).unwrap();
    assert!(place.staging.exists(), "its builder is alive");
    builder.kill().unwrap();
    builder.wait().unwrap();
    let recorder = Recorder::default();
    assert!(ensure(&cache, Check::Quick, &recorder).1);
    assert_eq!(
        recorder.lines(),
        [
            "started building compiled demo",
            "finished building compiled demo"
        ]
    );
    assert!(!place.staging.exists());
}
