//! `test` and `[`.

use super::machine::{Machine, Process, Stop};
use crate::sandbox::vfs::{Access, FileKind, InodeId, Mode, Stat};

/// How deep expressions may be nested.
const MAX_DEPTH: u32 = 30;

/// Runs `test` or `[`.
pub(super) fn run(
    machine: &mut Machine<'_>,
    process: &Process,
    argv: &[Vec<u8>],
) -> Result<i32, Stop> {
    let name = argv.first().cloned().unwrap_or_default();
    let mut words = argv.get(1..).unwrap_or_default();
    if name.ends_with(b"[") {
        match words.split_last() {
            Some((last, rest)) if last == b"]" => words = rest,
            _ => {
                machine.complain(process, b"sh: 1", "[: missing ]");
                return Ok(2);
            }
        }
    }
    machine.work(words.len() as u64 * 100)?;
    if words.is_empty() {
        return Ok(1);
    }
    let mut reader = Reader {
        machine,
        process,
        words,
        at: 0,
        depth: 0,
    };
    match reader.either() {
        Ok(holds) if reader.at == words.len() => Ok(i32::from(!holds)),
        Ok(_) => {
            let word = &words[reader.at];
            let what = [&name[..], b": ", word, b": unexpected operator"].concat();
            machine.complain_bytes(process, b"sh: 1", &what);
            Ok(2)
        }
        Err(problem) => {
            let what = [&name[..], b": ", &problem].concat();
            machine.complain_bytes(process, b"sh: 1", &what);
            Ok(2)
        }
    }
}

struct Reader<'m, 'a> {
    machine: &'m mut Machine<'a>,
    process: &'m Process,
    words: &'m [Vec<u8>],
    at: usize,
    depth: u32,
}

type Judged = Result<bool, Vec<u8>>;

impl Reader<'_, '_> {
    fn peek(&self, ahead: usize) -> Option<&[u8]> {
        self.words.get(self.at + ahead).map(Vec::as_slice)
    }

    fn either(&mut self) -> Judged {
        let mut holds = self.both()?;
        while self.peek(0) == Some(b"-o") {
            self.at += 1;
            holds |= self.both()?;
        }
        Ok(holds)
    }

    fn both(&mut self) -> Judged {
        let mut holds = self.negation()?;
        while self.peek(0) == Some(b"-a") {
            self.at += 1;
            holds &= self.negation()?;
        }
        Ok(holds)
    }

    fn negation(&mut self) -> Judged {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(b"too many arguments".to_vec());
        }
        let holds = if self.peek(0) == Some(b"!") && self.peek(1).is_some() && !self.is_binary(1) {
            self.at += 1;
            !self.negation()?
        } else {
            self.primary()?
        };
        self.depth -= 1;
        Ok(holds)
    }

    fn is_binary(&self, at: usize) -> bool {
        const OPERATORS: &[&[u8]] = &[
            b"=", b"==", b"!=", b"-eq", b"-ne", b"-lt", b"-le", b"-gt", b"-ge", b"-nt", b"-ot",
            b"-ef", b"<", b">",
        ];
        self.peek(at).is_some_and(|word| OPERATORS.contains(&word)) && self.peek(at + 1).is_some()
    }

    fn primary(&mut self) -> Judged {
        if self.is_binary(1) {
            return self.binary();
        }
        let Some(word) = self.peek(0).map(<[u8]>::to_vec) else {
            return Err(b"argument expected".to_vec());
        };
        if word == b"(" && self.peek(1).is_some() {
            self.at += 1;
            let holds = self.either()?;
            if self.peek(0) != Some(b")") {
                return Err(b"closing paren expected".to_vec());
            }
            self.at += 1;
            return Ok(holds);
        }
        let operand = self.peek(1).map(<[u8]>::to_vec);
        match (word.as_slice(), operand) {
            ([b'-', letter], Some(operand)) if letter.is_ascii_alphabetic() => {
                self.at += 2;
                self.unary(*letter, &operand)
            }
            _ => {
                self.at += 1;
                Ok(!word.is_empty())
            }
        }
    }

    fn unary(&mut self, letter: u8, operand: &[u8]) -> Judged {
        let kind =
            |reader: &mut Self, follow| reader.machine.stat(reader.process, operand, follow).ok();
        let is = |stat: Option<Stat>, kind| stat.is_some_and(|stat| stat.kind == kind);
        let may = |reader: &mut Self, access: Access| {
            let path = Machine::absolute(reader.process, operand);
            reader.machine.stat(reader.process, operand, true).is_ok()
                && reader
                    .machine
                    .files
                    .access(InodeId::ROOT, &path, access)
                    .is_ok()
        };
        let none = Access::default();
        Ok(match letter {
            b'n' => !operand.is_empty(),
            b'z' => operand.is_empty(),
            b't' => false,
            b'e' => kind(self, true).is_some(),
            b'f' => is(kind(self, true), FileKind::File),
            b'd' => is(kind(self, true), FileKind::Directory),
            b'h' | b'L' => is(kind(self, false), FileKind::Symlink),
            b'c' => is(kind(self, true), FileKind::CharDevice),
            b'b' | b'p' | b'S' => false,
            b's' => kind(self, true).is_some_and(|stat| stat.size > 0),
            b'u' => kind(self, true).is_some_and(|stat| stat.mode.contains(Mode::SET_UID)),
            b'g' => kind(self, true).is_some_and(|stat| stat.mode.contains(Mode::SET_GID)),
            b'k' => kind(self, true).is_some_and(|stat| stat.mode.contains(Mode::STICKY)),
            b'O' => kind(self, true)
                .is_some_and(|stat| stat.uid == self.machine.files.credentials().uid),
            b'G' => kind(self, true)
                .is_some_and(|stat| stat.gid == self.machine.files.credentials().gid),
            b'r' => may(self, Access { read: true, ..none }),
            b'w' => may(
                self,
                Access {
                    write: true,
                    ..none
                },
            ),
            b'x' => may(
                self,
                Access {
                    execute: true,
                    ..none
                },
            ),
            _ => return Err([b"-", &[letter][..], b": unexpected operator"].concat()),
        })
    }

    fn binary(&mut self) -> Judged {
        let (Some(left), Some(operator), Some(right)) = (
            self.words.get(self.at),
            self.words.get(self.at + 1),
            self.words.get(self.at + 2),
        ) else {
            return Err(b"argument expected".to_vec());
        };
        self.at += 3;
        let number = |text: &[u8]| {
            std::str::from_utf8(text)
                .ok()
                .and_then(|text| text.trim().parse::<i64>().ok())
                .ok_or_else(|| [b"Illegal number: ", text].concat())
        };
        let times = |reader: &mut Self| {
            let one = reader.machine.stat(reader.process, left, true).ok();
            let other = reader.machine.stat(reader.process, right, true).ok();
            (one, other)
        };
        Ok(match operator.as_slice() {
            b"=" | b"==" => left == right,
            b"!=" => left != right,
            b"<" => left < right,
            b">" => left > right,
            b"-nt" => {
                let (one, other) = times(self);
                one.is_some_and(|one| other.is_none_or(|other| one.mtime > other.mtime))
            }
            b"-ot" => {
                let (one, other) = times(self);
                other.is_some_and(|other| one.is_none_or(|one| one.mtime < other.mtime))
            }
            b"-ef" => {
                let (one, other) = times(self);
                one.zip(other)
                    .is_some_and(|(one, other)| one.inode == other.inode)
            }
            name => {
                let (left, right) = (number(left)?, number(right)?);
                match name {
                    b"-eq" => left == right,
                    b"-ne" => left != right,
                    b"-lt" => left < right,
                    b"-le" => left <= right,
                    b"-gt" => left > right,
                    _ => left >= right,
                }
            }
        })
    }
}
