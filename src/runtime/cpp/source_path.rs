//! Names of source files as compilers write them into debug and coverage data.

/// `name` as seen from `folder`, without `.`, `..` and doubled slashes.
///
/// Nothing is looked up: a symbolic link before `..` is taken for a folder.
#[must_use]
pub fn source_path(folder: &str, name: &str) -> String {
    let whole = if name.starts_with('/') {
        name.to_owned()
    } else {
        format!("{folder}/{name}")
    };
    let mut parts: Vec<&str> = Vec::new();
    for part in whole.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    let root = if whole.starts_with('/') { "/" } else { "" };
    format!("{root}{}", parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joins_and_tidies() {
        assert_eq!(source_path("/w", "a.cpp"), "/w/a.cpp");
        assert_eq!(source_path("/", "w/./b/../a.cpp"), "/w/a.cpp");
        assert_eq!(source_path("/x", "/w//a.cpp"), "/w/a.cpp");
        assert_eq!(source_path("", "a.cpp"), "/a.cpp");
        assert_eq!(source_path("/", "../../a.cpp"), "/a.cpp");
    }
}
