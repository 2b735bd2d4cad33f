//! The report for the terminal. The only place that knows comfy-table.

use comfy_table::{
    Attribute, Cell, CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table,
    TableStyle,
};

use super::notes;
use super::section::{Align, Column, Note, Role, Section};
use super::sections::{headline, sections};
use crate::aggregate::Summary;

/// What the terminal can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Whether to write colours and other ANSI attributes.
    pub color: bool,
    /// How many columns the terminal has; `None` for as many as it takes. Below about 70, lines may be longer.
    pub width: Option<u16>,
    /// Whether rules may be drawn with characters beyond ASCII.
    pub unicode: bool,
}

/// The summary as tables with notes below them; ends with a line break.
///
/// Where the width is short, gaps between columns shrink first, then the columns for errors (a note says the same) and
/// for numbers of tasks, samples and tests go, and in the end names wrap.
pub fn render(summary: &Summary, style: Style) -> String {
    let mut blocks = vec![paragraph(&headline(summary), style)];
    for section in sections(summary) {
        let title = paint(&section.title, Paint::Bold, style);
        blocks.push(format!("{title}\n{}", layout(&section, style)));
        let notes = section.notes.iter().map(|note| self::note(note, style));
        blocks.push(notes.collect::<Vec<_>>().join("\n"));
    }
    if let Some(text) = notes::too_many_to_compare(summary) {
        blocks.push(paragraph(&text, style));
    }
    blocks.retain(|block| !block.is_empty());
    let mut text = blocks.join("\n\n");
    text.push('\n');
    text
}

/// The first layout that fits, or the narrowest with wrapped names.
fn layout(section: &Section, style: Style) -> String {
    let layouts: [(u16, &[Role]); 6] = [
        (2, &[]),
        (1, &[]),
        (2, &[Role::Aside]),
        (1, &[Role::Aside]),
        (1, &[Role::Aside, Role::Errors]),
        (1, &[Role::Aside, Role::Errors, Role::Basis]),
    ];
    for (gap, left_out) in layouts {
        let table = grid(section, left_out, gap, style);
        if style
            .width
            .is_none_or(|width| natural_width(&table, gap) <= u32::from(width))
        {
            return table.trim_fmt();
        }
    }
    let mut table = grid(section, &[Role::Aside, Role::Errors, Role::Basis], 1, style);
    wrap_names(&mut table, section, style.width);
    table.trim_fmt()
}

fn grid(section: &Section, left_out: &[Role], gap: u16, style: Style) -> Table {
    let shown: Vec<(usize, &Column)> = section
        .columns
        .iter()
        .enumerate()
        .filter(|(_, column)| !left_out.contains(&column.role))
        .collect();
    let mut table = Table::new();
    table.load_style(rules(style)).force_no_tty();
    if style.color {
        table.enforce_styling();
    }
    table.set_header(shown.iter().map(|(_, column)| header(column, style)));
    for row in &section.rows {
        table.add_row(
            shown
                .iter()
                .map(|&(index, column)| cell(&row[index], column, style)),
        );
    }
    for (index, column) in table.column_iter_mut().enumerate() {
        column.set_padding((if index == 0 { 0 } else { gap }, 0));
    }
    table
}

/// A single line below the header.
fn rules(style: Style) -> TableStyle {
    let fill = if style.unicode { '─' } else { '-' };
    TableStyle::new().header_separator(LineStyle::none().fill(fill))
}

fn header(column: &Column, style: Style) -> Cell {
    let cell = Cell::new(&column.header).set_alignment(alignment(column));
    match column.role {
        Role::Primary if style.color => cell.add_attribute(Attribute::Bold),
        _ => cell,
    }
}

fn cell(text: &str, column: &Column, style: Style) -> Cell {
    let cell = Cell::new(text).set_alignment(alignment(column));
    match column.role {
        Role::Primary if style.color => cell.add_attribute(Attribute::Bold),
        Role::Basis | Role::Aside if style.color => cell.add_attribute(Attribute::Dim),
        _ => cell,
    }
}

fn alignment(column: &Column) -> CellAlignment {
    match column.align {
        Align::Left => CellAlignment::Left,
        Align::Right => CellAlignment::Right,
    }
}

fn natural_width(table: &Table, gap: u16) -> u32 {
    let widths = table.column_max_content_widths();
    let gaps = widths.len().saturating_sub(1) as u32 * u32::from(gap);
    widths.into_iter().map(u32::from).sum::<u32>() + gaps
}

/// Lets the names wrap, and nothing else.
fn wrap_names(table: &mut Table, section: &Section, width: Option<u16>) {
    if let Some(width) = width {
        table.set_width(width);
    }
    table.set_content_arrangement(ContentArrangement::Dynamic);
    let shown = section
        .columns
        .iter()
        .filter(|column| !matches!(column.role, Role::Aside | Role::Errors | Role::Basis));
    for (index, column) in shown.enumerate() {
        if column.role == Role::Name {
            continue;
        }
        if let Some(found) = table.column_mut(index) {
            found.set_constraint(ColumnConstraint::ContentWidth);
        }
    }
}

fn note(note: &Note, style: Style) -> String {
    match note {
        Note::Reading(text) => paint(&paragraph(text, style), Paint::Dim, style),
        Note::Warning(text) => paint(&paragraph(text, style), Paint::Yellow, style),
    }
}

/// The text in lines of at most the style's width, broken at spaces.
fn paragraph(text: &str, style: Style) -> String {
    let width = style.width.map_or(100, usize::from);
    let mut lines: Vec<String> = Vec::new();
    let mut length = 0;
    for word in text.split(' ') {
        let word_length = word.chars().count();
        match lines.last_mut() {
            Some(line) if length + 1 + word_length <= width => {
                line.push(' ');
                line.push_str(word);
                length += 1 + word_length;
            }
            _ => {
                lines.push(word.to_owned());
                length = word_length;
            }
        }
    }
    lines.join("\n")
}

enum Paint {
    Bold,
    Dim,
    Yellow,
}

/// Sets the ANSI attribute (ECMA-48, section 8.3.117) for the whole text, if the style has colours.
fn paint(text: &str, paint: Paint, style: Style) -> String {
    if !style.color {
        return text.to_owned();
    }
    let attribute = match paint {
        Paint::Bold => "1",
        Paint::Dim => "2",
        Paint::Yellow => "33",
    };
    format!("\u{1b}[{attribute}m{text}\u{1b}[0m")
}

#[cfg(test)]
mod tests {
    use super::{Style, render};
    use crate::report::fixture;

    const PLAIN: Style = Style {
        color: false,
        width: Some(100),
        unicode: true,
    };

    fn widest(text: &str) -> usize {
        text.lines().map(|line| line.chars().count()).max().unwrap()
    }

    #[test]
    fn three_generators_at_100_columns() {
        let text = render(&fixture::three_generators(), PLAIN);
        assert!(widest(&text) <= 100);
        insta::assert_snapshot!("table_100", text);
    }

    #[test]
    fn three_generators_at_80_columns() {
        let style = Style {
            width: Some(80),
            ..PLAIN
        };
        let text = render(&fixture::three_generators(), style);
        assert!(widest(&text) <= 80);
        insta::assert_snapshot!("table_80", text);
    }

    #[test]
    fn names_wrap_at_70_columns() {
        let style = Style {
            width: Some(70),
            ..PLAIN
        };
        let text = render(&fixture::errors_and_more_k(), style);
        assert!(widest(&text) <= 70);
        insta::assert_snapshot!("table_70", text);
    }

    #[test]
    fn errors_and_more_k_in_ascii() {
        let style = Style {
            unicode: false,
            ..PLAIN
        };
        let text = render(&fixture::errors_and_more_k(), style);
        assert!(text.is_ascii());
        assert!(widest(&text) <= 100);
        insta::assert_snapshot!("table_errors_and_more_k", text);
    }

    #[test]
    fn colours() {
        let style = Style {
            color: true,
            width: None,
            ..PLAIN
        };
        let text = render(&fixture::errors_and_more_k(), style);
        insta::assert_snapshot!("table_colours", text.replace('\u{1b}', "ESC"));
    }

    #[test]
    fn one_task() {
        insta::assert_snapshot!("table_one_task", render(&fixture::one_task(), PLAIN));
    }

    #[test]
    fn many_generators_are_not_compared() {
        let text = render(&fixture::eleven_generators(), PLAIN);
        assert!(!text.contains("Pairs of generators by"));
        assert!(text.ends_with("Pairs of generators are compared up to 10 generators.\n"));
    }

    #[test]
    fn no_colours_unless_asked() {
        let text = render(&fixture::errors_and_more_k(), PLAIN);
        assert!(!text.contains('\u{1b}'));
    }

    #[test]
    fn nothing() {
        let text = render(&fixture::nothing(), PLAIN);
        insta::assert_snapshot!(text, @"0 generators, 0 languages, 0 tasks, 0 samples");
    }
}
