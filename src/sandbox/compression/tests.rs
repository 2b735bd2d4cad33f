//! What holds for any data, and what hostile data meet.

use proptest::prelude::*;

use super::*;

fn run(task: Task, input: &[u8], portion: usize, room: usize) -> Result<Vec<u8>, String> {
    let finish = !matches!(task, Task::Inflate { .. } | Task::BrotliDecode);
    let mut coder = Coder::new(task);
    let (mut output, mut rest) = (Vec::new(), input);
    for _ in 0..1_000_000 {
        let (now, later) = rest.split_at(portion.min(rest.len()));
        let flush = if finish && later.is_empty() {
            Flush::Finish
        } else {
            Flush::None
        };
        let step = coder
            .step(now, flush, room)
            .map_err(|error| error.to_string())?;
        assert!(step.output.len() <= room);
        let full = step.output.len() == room;
        rest = &rest[step.taken..];
        output.extend(step.output);
        let stuck = step.taken == 0 && !full;
        if step.ended && (rest.is_empty() || stuck) {
            return Ok(output);
        }
        if stuck && later.is_empty() {
            return Err("unexpected end of file".to_owned());
        }
    }
    panic!("it never ends");
}

fn inflate(format: Format) -> Task {
    Task::Inflate {
        format,
        dictionary: None,
    }
}

fn deflate(format: Format, level: u32) -> Task {
    Task::Deflate {
        format,
        level,
        dictionary: None,
    }
}

fn hex(text: &str) -> Vec<u8> {
    (0..text.len() / 2)
        .map(|i| u8::from_str_radix(&text[2 * i..2 * i + 2], 16).unwrap())
        .collect()
}

#[test]
fn zlib_s_own_output_is_read() {
    let read = |format, text: &str| run(inflate(format), &hex(text), 100, 100);
    let gzip = "1f8b08000000000000034b4c4a0600c241243503000000";
    assert_eq!(read(Format::Gzip, gzip).unwrap(), b"abc");
    assert_eq!(read(Format::Either, gzip).unwrap(), b"abc");
    assert_eq!(
        read(Format::Zlib, "789c4b4c4a0600024d0127").unwrap(),
        b"abc"
    );
    assert_eq!(
        read(Format::Either, "789c4b4c4a0600024d0127").unwrap(),
        b"abc"
    );
    assert_eq!(
        read(Format::Gzip, &[gzip, gzip].concat()).unwrap(),
        b"abcabc"
    );
    assert_eq!(
        read(Format::Gzip, &[gzip, "0000"].concat()).unwrap(),
        b"abc"
    );
    // With a name and a comment.
    let named = "1f8b081800000000000361006200".to_owned() + &gzip[20..];
    assert_eq!(read(Format::Gzip, &named).unwrap(), b"abc");
    assert_eq!(
        run(Task::BrotliDecode, &hex("0b018061626303"), 9, 9).unwrap(),
        b"abc"
    );
}

#[test]
fn errors_are_zlib_s() {
    let read = |format, text: &str| run(inflate(format), &hex(text), 100, 100).unwrap_err();
    assert_eq!(read(Format::Zlib, "67617262"), "incorrect header check");
    assert_eq!(read(Format::Zlib, "7700"), "incorrect header check");
    assert_eq!(read(Format::Zlib, "881c"), "invalid window size");
    assert_eq!(read(Format::Gzip, "1f8b09"), "unknown compression method");
    assert_eq!(read(Format::Gzip, "1f8b08ff"), "unknown header flags set");
    assert_eq!(
        read(Format::Zlib, "789c4b4c4a0600024d0128"),
        "incorrect data check"
    );
    assert_eq!(read(Format::Zlib, "789c4b4c4a06"), "unexpected end of file");
    assert_eq!(read(Format::Raw, "676172"), "invalid block type");
}

#[test]
fn coders_have_a_bound() {
    let mut coders = Coders::default();
    let opened = std::iter::from_fn(|| coders.open(Task::BrotliDecode)).count();
    assert!((1..100).contains(&opened));
    coders.close(1);
    coders.close(1);
    assert!(coders.open(Task::BrotliDecode).is_some());
    assert!(coders.open(Task::BrotliDecode).is_none());
}

fn formats() -> impl Strategy<Value = Format> {
    prop::sample::select(vec![Format::Zlib, Format::Gzip, Format::Raw])
}

/// Data of which some repeats.
fn data() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec((any::<u8>(), 1usize..200), 0..100).prop_map(|runs| {
        runs.into_iter()
            .flat_map(|(byte, count)| vec![byte; count])
            .collect()
    })
}

proptest! {
    #[test]
    fn what_was_compressed_comes_back(
        data in data(), format in formats(), level in 0u32..=9, portion in 1usize..5000, room in 1usize..5000,
    ) {
        let small = run(deflate(format, level), &data, portion, room).unwrap();
        prop_assert_eq!(&run(inflate(format), &small, room, portion).unwrap(), &data);
        let dictionary = Some(data.iter().rev().copied().collect::<Vec<u8>>());
        let small = run(Task::Deflate { format, level, dictionary: dictionary.clone() }, &data, portion, room).unwrap();
        prop_assert_eq!(&run(Task::Inflate { format, dictionary }, &small, room, portion).unwrap(), &data);
    }

    #[test]
    fn brotli_comes_back(data in data(), quality in 0u32..=11, window in 0u32..30, portion in 1usize..5000, room in 1usize..5000) {
        let small = run(Task::BrotliEncode { quality, window }, &data, portion, room).unwrap();
        prop_assert_eq!(&run(Task::BrotliDecode, &small, room, portion).unwrap(), &data);
    }

    #[test]
    fn nothing_panics_whatever_is_read(
        bytes in prop::collection::vec(any::<u8>(), 0..300), format in formats(), place: prop::sample::Index, byte: u8,
    ) {
        let _ = run(inflate(format), &bytes, 300, 1000);
        let _ = run(inflate(Format::Either), &bytes, 7, 1000);
        let _ = run(Task::BrotliDecode, &bytes, 300, 1000);
        let mut small = run(deflate(format, 6), &bytes, 300, 300).unwrap();
        let place_in = place.index(small.len());
        small[place_in] = byte;
        let _ = run(inflate(format), &small, 300, 1000);
        let mut small = run(Task::BrotliEncode { quality: 5, window: 18 }, &bytes, 300, 300).unwrap();
        let place_in = place.index(small.len());
        small[place_in] = byte;
        let _ = run(Task::BrotliDecode, &small, 300, 1000);
    }

    #[test]
    fn checksums_go_on(data in data(), at: prop::sample::Index) {
        let (left, right) = data.split_at(at.index(data.len() + 1));
        prop_assert_eq!(crc32(right, crc32(left, 0)), crc32(&data, 0));
        prop_assert_eq!(adler32(right, adler32(left, 1)), adler32(&data, 1));
    }
}
