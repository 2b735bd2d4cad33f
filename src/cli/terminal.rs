//! Standard output as the commands use it: how wide it is, how lists are laid out on it, and what happens when the reader
//! goes away.

use std::fmt;
use std::io::{self, IsTerminal, Write};

use crate::report::table::Style;

/// The exit code of a program that wrote to a closed pipe, as shells report it.
const CLOSED_PIPE: i32 = 141;

/// Prints a line, as `println!` does; but a reader that has gone away (`dualgauge tasks list | head -1`) ends the program
/// without a complaint.
macro_rules! outln {
    () => { $crate::cli::terminal::write(format_args!("\n")) };
    ($($arg:tt)*) => { $crate::cli::terminal::write(format_args!("{}\n", format_args!($($arg)*))) };
}
pub(super) use outln;

/// Prints text.
pub(super) fn write(text: fmt::Arguments<'_>) {
    let mut out = io::stdout().lock();
    let written = out.write_fmt(text).and_then(|()| out.flush());
    match written {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
            std::process::exit(CLOSED_PIPE);
        }
        Err(error) => {
            eprintln!("error: standard output can't be written: {error}");
            std::process::exit(i32::from(super::failure::SYSTEM));
        }
    }
}

/// How many columns there are: those of the terminal, else `COLUMNS`, else no limit.
pub(super) fn width() -> Option<u16> {
    if io::stdout().is_terminal()
        && let Some((width, _)) = terminal_size::terminal_size()
    {
        return Some(width.0);
    }
    std::env::var("COLUMNS")
        .ok()?
        .parse()
        .ok()
        .filter(|&width| width > 0)
}

/// How tables look here.
pub(super) fn style() -> Style {
    let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    Style {
        color: io::stdout().is_terminal() && !no_color,
        width: width(),
        unicode: true,
    }
}

/// Prints rows in columns, `indent` spaces from the left; the last column wraps where the line is too short.
pub(super) fn print_columns<const N: usize>(indent: usize, rows: &[[String; N]]) {
    write(format_args!("{}", columns(indent, rows, width())));
}

fn columns<const N: usize>(indent: usize, rows: &[[String; N]], width: Option<u16>) -> String {
    const GAP: usize = 2;
    let widths: Vec<usize> = (0..N)
        .map(|column| {
            let cells = rows.iter().map(|row| row[column].chars().count());
            cells.max().unwrap_or(0)
        })
        .collect();
    let last = N - 1;
    let start: usize = indent
        + widths[..last]
            .iter()
            .map(|width| width + GAP)
            .sum::<usize>();
    let mut text = String::new();
    for row in rows {
        let mut line = " ".repeat(indent);
        for (cell, width) in row[..last].iter().zip(&widths) {
            line.push_str(&format!("{cell:<width$}{:GAP$}", ""));
        }
        line.push_str(&wrapped(&row[last], start, width));
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// The text in lines that end at `width` where it can be broken at spaces; all but the first begin with `indent` spaces.
pub(super) fn wrapped(text: &str, indent: usize, width: Option<u16>) -> String {
    /// Narrower than this, wrapping helps nobody.
    const LEAST: usize = 20;
    let room = match width {
        Some(width) => usize::from(width).saturating_sub(indent).max(LEAST),
        None => return text.to_owned(),
    };
    if text.chars().count() <= room {
        return text.to_owned();
    }
    let mut wrapped = String::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        let word_length = word.chars().count();
        if length > 0 && length + 1 + word_length > room {
            wrapped.push('\n');
            wrapped.push_str(&" ".repeat(indent));
            length = 0;
        } else if length > 0 {
            wrapped.push(' ');
            length += 1;
        }
        wrapped.push_str(word);
        length += word_length;
    }
    wrapped
}

/// `1 task`, `2 tasks`.
pub(super) fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_column_wraps_below_itself() {
        let row = |name: &str, text: &str| [name.to_owned(), text.to_owned()];
        let rows = [
            row("a", "one two three four five six"),
            row("long-name", "short"),
        ];
        insta::assert_snapshot!(columns(2, &rows, Some(34)), @r"
          a          one two three four
                     five six
          long-name  short
        ");
        let unlimited = columns(0, &rows, None);
        assert_eq!(unlimited.lines().count(), 2);
    }

    #[test]
    fn a_word_longer_than_the_line_stays_whole() {
        let text = wrapped("a https://example.org/a-very-long-address b", 0, Some(20));
        assert_eq!(text, "a\nhttps://example.org/a-very-long-address\nb");
    }
}
