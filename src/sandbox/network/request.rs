//! HTTP requests as a server reads them from a stream of bytes.

#[cfg(test)]
mod tests;

use crate::sandbox::vfs::escape_bytes;

/// The longest head of a request, in bytes.
const MAX_HEAD: usize = 64 << 10;
/// The most headers.
const MAX_HEADERS: usize = 128;
/// How much of a body is kept, in bytes.
const MAX_BODY: usize = 16 << 10;
/// The longest line that begins a chunk of a body, or follows its end.
const MAX_LINE: usize = 4 << 10;

/// A request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Request {
    pub(super) method: String,
    /// The target as it stands in the first line.
    pub(super) target: String,
    /// The headers in order. Bytes that are not UTF-8 are escaped.
    pub(super) headers: Vec<(String, String)>,
    /// The beginning of the body.
    pub(super) body: Vec<u8>,
    /// Whether the client wants to go on after the answer.
    pub(super) keep_alive: bool,
}

impl Request {
    /// The value of the first header with this name.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        let found = headers.find(|(other, _)| other.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }
}

/// What came of reading on.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Heard {
    /// The head is there, and the client waits for a word before it sends the body.
    WantsToContinue,
    /// A request is complete.
    Request(Box<Request>),
    /// This is no HTTP, or not what a server takes: the status that says so. Nothing is read from here on.
    Wrong(u16),
}

/// Reads requests, one after the other.
#[derive(Debug, Default)]
pub(super) struct Reader {
    phase: Phase,
    /// What came of a head, or of a line in a body.
    kept: Vec<u8>,
    /// The first line of the head was looked at.
    begun: bool,
    request: Box<Request>,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Phase {
    #[default]
    Head,
    /// So much of the body is to come.
    Body(u64),
    /// The line with the size of a chunk.
    Size,
    /// So much of a chunk is to come.
    Chunk(u64),
    /// The end of the line after a chunk.
    ChunkEnd,
    /// Headers after the last chunk.
    Trailer,
    Over,
}

impl Reader {
    /// Reads on in `bytes` until something is to be told; takes away what it has read.
    pub(super) fn hear(&mut self, bytes: &mut &[u8]) -> Option<Heard> {
        loop {
            let heard = match self.phase {
                Phase::Over => {
                    *bytes = &[];
                    return None;
                }
                Phase::Head => self.head(bytes)?,
                Phase::Body(left) => {
                    let left = self.body(bytes, left);
                    self.phase = Phase::Body(left);
                    (left == 0).then(|| self.complete())
                }
                Phase::Chunk(left) => {
                    let left = self.body(bytes, left);
                    self.phase = Phase::Chunk(left);
                    if left == 0 {
                        self.phase = Phase::ChunkEnd;
                    }
                    None
                }
                Phase::Size | Phase::ChunkEnd | Phase::Trailer => {
                    let line = match self.line(bytes)? {
                        Ok(line) => line,
                        Err(wrong) => return Some(wrong),
                    };
                    self.after_line(&line)
                }
            };
            if heard.is_some() {
                return heard;
            }
            if bytes.is_empty() {
                return None;
            }
        }
    }

    /// Reads on in a head: `None` where it isn't complete.
    #[expect(
        clippy::option_option,
        reason = "nothing yet, or complete with or without a word to say"
    )]
    fn head(&mut self, bytes: &mut &[u8]) -> Option<Option<Heard>> {
        let from = self.kept.len();
        if from == 0 {
            // Empty lines before a request count for nothing.
            let empty = bytes.iter().take_while(|b| matches!(b, b'\r' | b'\n'));
            *bytes = &bytes[empty.count()..];
        }
        let room = MAX_HEAD.saturating_sub(from);
        self.kept.extend_from_slice(&bytes[..bytes.len().min(room)]);
        if !self.begun {
            // As servers do, which look at the first line as soon as it is there.
            let line = memchr::memchr(b'\n', &self.kept[from..]).map(|at| from + at);
            if line.is_none() && self.kept.len() < MAX_HEAD {
                *bytes = &[];
                return None;
            }
            self.begun = true;
            let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
            let line = &self.kept[..line.map_or(self.kept.len(), |end| end + 1)];
            if let Err(error) = httparse::Request::new(&mut headers).parse(line) {
                return Some(Some(self.wrong(status_of(error))));
            }
        }
        let Some(end) = end_of_head(&self.kept, from) else {
            *bytes = &[];
            return (self.kept.len() >= MAX_HEAD).then(|| Some(self.wrong(431)));
        };
        *bytes = &bytes[end - from..];
        self.kept.truncate(end);
        Some(self.read_head())
    }

    /// Understands a complete head.
    fn read_head(&mut self) -> Option<Heard> {
        let text = std::mem::take(&mut self.kept);
        self.begun = false;
        let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
        let mut parsed = httparse::Request::new(&mut headers);
        match parsed.parse(&text) {
            Ok(httparse::Status::Complete(_)) => {}
            Ok(httparse::Status::Partial) => return Some(self.wrong(400)),
            Err(error) => return Some(self.wrong(status_of(error))),
        }
        let (Some(method), Some(target)) = (parsed.method, parsed.path) else {
            return Some(self.wrong(400));
        };
        let modern = parsed.version == Some(1);
        let headers = parsed.headers.iter();
        *self.request = Request {
            method: method.to_owned(),
            target: target.to_owned(),
            headers: headers
                .map(|header| (header.name.to_owned(), escape_bytes(header.value)))
                .collect(),
            body: Vec::new(),
            keep_alive: modern,
        };
        let request = &mut self.request;
        if let Some(wish) = request.header("connection") {
            let wish = wish.to_ascii_lowercase();
            let mut wishes = wish.split(',').map(str::trim);
            request.keep_alive = match modern {
                true => !wishes.any(|wish| wish == "close"),
                false => wishes.any(|wish| wish == "keep-alive"),
            };
        }
        if modern && request.header("host").is_none() {
            return Some(self.wrong(400));
        }
        self.phase = match framing(&self.request) {
            Ok(phase) => phase,
            Err(status) => return Some(self.wrong(status)),
        };
        if self.phase == Phase::Body(0) {
            return Some(self.complete());
        }
        let expects = self.request.header("expect");
        expects
            .is_some_and(|wish| wish.eq_ignore_ascii_case("100-continue"))
            .then_some(Heard::WantsToContinue)
    }

    /// Reads on in a body of which so much is to come; gives what is still to come then.
    fn body(&mut self, bytes: &mut &[u8], left: u64) -> u64 {
        let here = bytes.len().min(usize::try_from(left).unwrap_or(usize::MAX));
        let (body, rest) = bytes.split_at(here);
        let kept = &mut self.request.body;
        let room = MAX_BODY.saturating_sub(kept.len());
        kept.extend_from_slice(&body[..body.len().min(room)]);
        *bytes = rest;
        left - here as u64
    }

    /// A line of a body's frame without its end; `None` where it isn't complete.
    fn line(&mut self, bytes: &mut &[u8]) -> Option<Result<Vec<u8>, Heard>> {
        let end = memchr::memchr(b'\n', bytes);
        let here = end.map_or(bytes.len(), |end| end + 1);
        if self.kept.len() + here > MAX_LINE {
            return Some(Err(self.wrong(400)));
        }
        self.kept.extend_from_slice(&bytes[..here]);
        *bytes = &bytes[here..];
        end?;
        Some(Ok(std::mem::take(&mut self.kept)))
    }

    /// Goes on after a line of a chunked body's frame.
    fn after_line(&mut self, line: &[u8]) -> Option<Heard> {
        let empty = matches!(line, b"\r\n" | b"\n");
        match self.phase {
            Phase::Size => match httparse::parse_chunk_size(line) {
                Ok(httparse::Status::Complete((_, 0))) => self.phase = Phase::Trailer,
                Ok(httparse::Status::Complete((_, size))) => self.phase = Phase::Chunk(size),
                Ok(httparse::Status::Partial) | Err(_) => return Some(self.wrong(400)),
            },
            Phase::Trailer if empty => return Some(self.complete()),
            Phase::Trailer => {}
            _ if empty => self.phase = Phase::Size,
            _ => return Some(self.wrong(400)),
        }
        None
    }

    fn complete(&mut self) -> Heard {
        self.phase = Phase::Head;
        Heard::Request(std::mem::take(&mut self.request))
    }

    fn wrong(&mut self, status: u16) -> Heard {
        self.phase = Phase::Over;
        self.kept = Vec::new();
        Heard::Wrong(status)
    }
}

fn status_of(error: httparse::Error) -> u16 {
    match error {
        httparse::Error::TooManyHeaders => 431,
        httparse::Error::Version => 505,
        _ => 400,
    }
}

/// Where a head ends that was looked through up to `from`.
fn end_of_head(text: &[u8], from: usize) -> Option<usize> {
    // The empty line may have begun before.
    let start = from.saturating_sub(3);
    memchr::memchr_iter(b'\n', &text[start..])
        .map(|at| start + at)
        .find_map(|at| match &text[at + 1..] {
            [b'\n', ..] => Some(at + 2),
            [b'\r', b'\n', ..] => Some(at + 3),
            _ => None,
        })
}

/// How the body is framed (RFC 9112, 6.3). What servers may read in two ways is refused.
fn framing(request: &Request) -> Result<Phase, u16> {
    let all = |name: &str| {
        let headers = request.headers.iter();
        let named = headers.filter(move |(other, _)| other.eq_ignore_ascii_case(name));
        named.map(|(_, value)| value.trim()).collect::<Vec<_>>()
    };
    let lengths = all("content-length");
    let codings = all("transfer-encoding");
    match (codings.as_slice(), lengths.as_slice()) {
        ([], []) => Ok(Phase::Body(0)),
        ([], [first, rest @ ..]) => {
            let digits = !first.is_empty() && first.bytes().all(|byte| byte.is_ascii_digit());
            let same = rest.iter().all(|other| other == first);
            match first.parse() {
                Ok(length) if digits && same => Ok(Phase::Body(length)),
                _ => Err(400),
            }
        }
        ([coding], []) if coding.eq_ignore_ascii_case("chunked") => Ok(Phase::Size),
        ([_], []) => Err(501),
        _ => Err(400),
    }
}
