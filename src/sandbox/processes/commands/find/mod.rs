//! `find`: goes through folders, and runs programs on what it finds.

mod expression;

use expression::{Bits, Expression, Node, Test, parse};

use super::Program;
use super::files::{base, below, failed};
use super::wrapping::run;
use crate::sandbox::processes::machine::{Machine, Process, Stop};
use crate::sandbox::processes::{pattern, strerror};
use crate::sandbox::vfs::{Errno, FileKind, Stat};

pub(super) const PROGRAMS: &[(&str, Program)] = &[("find", find)];

/// A search as it goes.
struct Search<'e> {
    expression: &'e Expression,
    /// Whether links are followed.
    follow: bool,
    /// What was found for each of the commands that are run once.
    gathered: Vec<Vec<Vec<u8>>>,
    status: i32,
    quit: bool,
    /// Whether the folder that was judged last isn't gone into.
    prune: bool,
}

fn find(machine: &mut Machine<'_>, process: &mut Process, argv: &[Vec<u8>]) -> Result<i32, Stop> {
    let mut words = argv.get(1..).unwrap_or_default();
    let mut follow = false;
    while let Some(option @ (b"-H" | b"-L" | b"-P")) = words.first().map(Vec::as_slice) {
        follow = option == b"-L";
        words = &words[1..];
    }
    let is_expression = |word: &Vec<u8>| {
        word.starts_with(b"-") && word.len() > 1 || matches!(word.as_slice(), b"!" | b"(")
    };
    let count = words.iter().position(is_expression).unwrap_or(words.len());
    let (paths, rest) = words.split_at(count);
    let expression = match parse(machine, process, rest) {
        Ok(expression) => expression,
        Err(what) => {
            machine.complain(process, b"find", &what);
            return Ok(1);
        }
    };
    let mut search = Search {
        gathered: vec![Vec::new(); expression.gathering.len()],
        expression: &expression,
        follow,
        status: 0,
        quit: false,
        prune: false,
    };
    let here = [b".".to_vec()];
    let paths = if paths.is_empty() { &here[..] } else { paths };
    for path in paths {
        if search.quit {
            break;
        }
        match machine.stat(process, path, follow) {
            Ok(stat) => search.visit(machine, process, path, stat, 0)?,
            Err(errno) => search.failed(machine, process, path, errno),
        }
    }
    for (argv, found) in expression.gathering.iter().zip(search.gathered) {
        if found.is_empty() {
            continue;
        }
        let words: Vec<Vec<u8>> = argv.iter().cloned().chain(found).collect();
        if run(machine, process, &words, "find")? != 0 {
            search.status = 1;
        }
    }
    Ok(search.status)
}

impl Search<'_> {
    fn failed(&mut self, machine: &mut Machine<'_>, process: &Process, path: &[u8], errno: Errno) {
        let what = format!("'{}': {}", String::from_utf8_lossy(path), strerror(errno));
        machine.complain(process, b"find", &what);
        self.status = 1;
    }

    fn visit(
        &mut self,
        machine: &mut Machine<'_>,
        process: &Process,
        path: &[u8],
        stat: Stat,
        level: u32,
    ) -> Result<(), Stop> {
        machine.work(1_000)?;
        let expression = self.expression;
        let judged = level >= expression.least;
        self.prune = false;
        if judged && !expression.inside_first {
            self.judge(machine, process, path, stat)?;
        }
        let is_folder = stat.kind == FileKind::Directory;
        if is_folder && level < expression.most && !self.quit && !self.prune {
            match machine.list(process, path) {
                Ok(entries) => {
                    for (name, _) in entries {
                        let inner = below(path, &name);
                        let stat = machine.look(process, &inner, self.follow);
                        // A link that leads nowhere is found itself.
                        if let Ok(stat) = stat.or_else(|_| machine.look(process, &inner, false)) {
                            self.visit(machine, process, &inner, stat, level + 1)?;
                        }
                        if self.quit {
                            return Ok(());
                        }
                    }
                }
                Err(errno) => self.failed(machine, process, path, errno),
            }
        }
        if judged && expression.inside_first {
            self.judge(machine, process, path, stat)?;
        }
        Ok(())
    }

    fn judge(
        &mut self,
        machine: &mut Machine<'_>,
        process: &Process,
        path: &[u8],
        stat: Stat,
    ) -> Result<(), Stop> {
        let expression = self.expression;
        let holds = self.holds(machine, process, path, stat, &expression.root)?;
        if holds && !expression.acts {
            machine.out(process, &[path, b"\n"].concat());
        }
        Ok(())
    }

    fn holds(
        &mut self,
        machine: &mut Machine<'_>,
        process: &Process,
        path: &[u8],
        stat: Stat,
        node: &Node,
    ) -> Result<bool, Stop> {
        // What comes after `-quit` isn't done any more.
        if self.quit {
            return Ok(false);
        }
        match node {
            Node::Test(test) => self.test(machine, process, path, stat, test),
            Node::Not(inner) => Ok(!self.holds(machine, process, path, stat, inner)?),
            Node::All(parts) => {
                for part in parts {
                    if !self.holds(machine, process, path, stat, part)? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            Node::Any(parts) => {
                for part in parts {
                    if self.holds(machine, process, path, stat, part)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
        }
    }

    fn test(
        &mut self,
        machine: &mut Machine<'_>,
        process: &Process,
        path: &[u8],
        stat: Stat,
        test: &Test,
    ) -> Result<bool, Stop> {
        machine.work(200 + path.len() as u64)?;
        Ok(match test {
            Test::Name(wanted, false) => pattern::matches(wanted, base(path)),
            Test::Name(wanted, true) => pattern::matches(wanted, &base(path).to_ascii_lowercase()),
            Test::Path(wanted) => pattern::matches(wanted, path),
            Test::Type(kinds) => kinds.contains(&match stat.kind {
                FileKind::File => b'f',
                FileKind::Directory => b'd',
                FileKind::Symlink => b'l',
                FileKind::CharDevice => b'c',
            }),
            Test::Empty => match stat.kind {
                FileKind::Directory => machine
                    .list(process, path)
                    .is_ok_and(|entries| entries.is_empty()),
                _ => stat.size == 0,
            },
            Test::Size(wanted, unit) => wanted.fits(stat.size.div_ceil(*unit)),
            Test::Age(wanted, unit) => {
                wanted.fits(machine.clock.realtime().saturating_sub(stat.mtime.0) / unit)
            }
            Test::Newer(than) => stat.mtime.0 > *than,
            Test::Permissions(bits, wanted) => {
                let own = stat.mode.bits() & 0o7777;
                match bits {
                    Bits::Just => own == *wanted,
                    Bits::All => own & wanted == *wanted,
                    Bits::Any => *wanted == 0 || own & wanted != 0,
                }
            }
            Test::User(id) => stat.uid == *id,
            Test::Group(id) => stat.gid == *id,
            Test::Print(end) => {
                machine.out(process, &[path, &[*end]].concat());
                true
            }
            Test::Delete => {
                let result = match stat.kind {
                    FileKind::Directory => machine.rmdir(process, path),
                    _ => machine.unlink(process, path),
                };
                match result {
                    Ok(()) => true,
                    Err(_) if path == b"." => true,
                    Err(errno) => {
                        self.status =
                            failed(machine, process, "find", "cannot delete", path, errno);
                        false
                    }
                }
            }
            Test::Run(_, Some(number)) => {
                if let Some(found) = self.gathered.get_mut(*number) {
                    found.push(path.to_vec());
                }
                true
            }
            Test::Run(argv, None) => {
                let words: Vec<Vec<u8>> = argv
                    .iter()
                    .map(|word| replaced(word, b"{}", path))
                    .collect();
                run(machine, process, &words, "find")? == 0
            }
            Test::Prune => {
                self.prune = true;
                true
            }
            Test::Quit => {
                self.quit = true;
                true
            }
            Test::Constant(value) => *value,
        })
    }
}

/// A text with each `mark` replaced.
pub(super) fn replaced(text: &[u8], mark: &[u8], by: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(at) =
        memchr::memmem::find(rest, mark).filter(|_| !mark.is_empty() && out.len() < 1 << 20)
    {
        out.extend_from_slice(&rest[..at]);
        out.extend_from_slice(by);
        rest = &rest[at + mark.len()..];
    }
    out.extend_from_slice(rest);
    out
}
