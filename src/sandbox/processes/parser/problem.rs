//! What is wrong with a script.

/// What is wrong with a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::sandbox::processes) enum Problem {
    UnterminatedQuote,
    UnterminatedBackquote,
    MissingBrace,
    BadSubstitution,
    BadFunctionName,
    TooDeep,
    /// What stands where it can't, and what was expected instead.
    Unexpected(String, Option<&'static str>),
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::UnterminatedQuote => f.write_str("Unterminated quoted string"),
            Self::UnterminatedBackquote => f.write_str("EOF in backquote substitution"),
            Self::MissingBrace => f.write_str("Missing '}'"),
            Self::BadSubstitution => f.write_str("Bad substitution"),
            Self::BadFunctionName => f.write_str("Bad function name"),
            Self::TooDeep => f.write_str("Maximum nesting exceeded"),
            Self::Unexpected(what, None) => write!(f, "{what} unexpected"),
            Self::Unexpected(what, Some(wanted)) => {
                write!(f, "{what} unexpected (expecting \"{wanted}\")")
            }
        }
    }
}
