//! The summary for other programs.

use crate::aggregate::Summary;

/// The summary as indented JSON that ends with a line break. Field names are those of [`Summary`]; shares are in
/// `[0, 1]`, and a missing value is `null`.
pub fn render(summary: &Summary) -> String {
    let mut json = serde_json::to_string_pretty(summary)
        .expect("a summary has only named fields, lists, strings and numbers");
    json.push('\n');
    json
}

#[cfg(test)]
mod tests {
    use super::render;
    use crate::report::fixture;

    #[test]
    fn one_task() {
        insta::assert_snapshot!("json", render(&fixture::one_task()));
    }

    #[test]
    fn ends_with_one_line_break() {
        let json = render(&fixture::three_generators());
        assert!(json.ends_with("}\n") && !json.ends_with("\n\n"));
    }
}
