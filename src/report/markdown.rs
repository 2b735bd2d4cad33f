//! The report as GitHub Flavored Markdown.

use super::notes;
use super::section::{Align, Column, Note, Role, Section};
use super::sections::{headline, sections};
use crate::aggregate::Summary;

/// The summary as a Markdown document: a table for each section, the primary metric in bold, notes as paragraphs below.
pub fn render(summary: &Summary) -> String {
    let mut blocks = vec!["# Summary".to_owned(), escape(&headline(summary))];
    for section in sections(summary) {
        blocks.push(format!("## {}", escape(&section.title)));
        blocks.push(grid(&section));
        blocks.extend(section.notes.iter().map(note));
    }
    blocks.extend(notes::too_many_to_compare(summary));
    let mut document = blocks.join("\n\n");
    document.push('\n');
    document
}

fn grid(section: &Section) -> String {
    let header = |column: &Column| escape(&header(column));
    let rule = |column: &Column| match column.align {
        Align::Left => ":--".to_owned(),
        Align::Right => "--:".to_owned(),
    };
    let mut lines = vec![
        line(section.columns.iter().map(header)),
        line(section.columns.iter().map(rule)),
    ];
    for row in &section.rows {
        let cells = section.columns.iter().zip(row);
        lines.push(line(cells.map(|(column, cell)| {
            let cell = escape(cell.trim());
            match column.role {
                Role::Primary => emphasise(&cell),
                _ => cell,
            }
        })));
    }
    lines.join("\n")
}

/// The header on one line: a break before `@` joins, any other is a space.
fn header(column: &Column) -> String {
    column.header.replace("\n@", "@").replace('\n', " ")
}

/// The value in bold, without the interval.
fn emphasise(cell: &str) -> String {
    match cell.split_once(' ') {
        Some((value, interval)) => format!("**{value}** {interval}"),
        None => format!("**{cell}**"),
    }
}

fn line(cells: impl Iterator<Item = String>) -> String {
    let cells: Vec<String> = cells.collect();
    format!("| {} |", cells.join(" | "))
}

fn note(note: &Note) -> String {
    match note {
        Note::Reading(text) => escape(text),
        Note::Warning(text) => format!("> **Note:** {}", escape(text)),
    }
}

/// Text that Markdown shows as it is.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(
            c,
            '\\' | '`' | '&' | '~' | '*' | '_' | '|' | '<' | '>' | '[' | ']' | '#'
        ) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::{escape, render};
    use crate::report::fixture;

    #[test]
    fn three_generators() {
        insta::assert_snapshot!("markdown", render(&fixture::three_generators()));
    }

    #[test]
    fn judged() {
        insta::assert_snapshot!("markdown_judged", render(&fixture::judged()));
    }

    #[test]
    fn nothing() {
        let document = render(&fixture::nothing());
        assert_eq!(
            document,
            "# Summary\n\n0 generators, 0 languages, 0 tasks, 0 samples\n"
        );
    }

    #[test]
    fn names_are_no_markup() {
        assert_eq!(escape("a|b_*c*"), r"a\|b\_\*c\*");
    }
}
