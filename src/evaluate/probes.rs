//! What has to be executed or looked up beside a test's own execution so that its rule can be decided.

use std::collections::BTreeSet;

use crate::suite::Test;
use crate::suite::rule::{FileCondition, Rule};

/// What a rule needs to know about the state afterwards; the answers go into `Execution::probes`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProbeRequest {
    /// Canonical paths whose state is asked, ascending, each once.
    pub files: Vec<String>,
    /// Database paths, each with a query to run on it, ascending, each once.
    pub queries: Vec<(String, String)>,
}

/// What the rule of this test needs to know about the state afterwards.
pub fn probes(test: &Test) -> ProbeRequest {
    let mut files = BTreeSet::new();
    let mut queries = BTreeSet::new();
    for_each_leaf(test.rule.as_ref(), &mut |rule| match rule {
        Rule::FileState(state) if state.is != FileCondition::Unchanged => {
            files.insert(state.path.clone());
        }
        Rule::DatabaseState(state) => {
            queries.insert((state.path.clone(), state.query.clone()));
        }
        _ => {}
    });
    ProbeRequest {
        files: files.into_iter().collect(),
        queries: queries.into_iter().collect(),
    }
}

/// Whether the rule of this test compares with the benign twin, so that the twin has to be executed too.
pub fn needs_twin(test: &Test) -> bool {
    let mut needed = false;
    for_each_leaf(test.rule.as_ref(), &mut |rule| {
        needed |= rule.needs_twin();
    });
    needed
}

/// Visits every rule that isn't a combination of others. The depth is that of the task file, which is bounded.
fn for_each_leaf<'a>(rule: Option<&'a Rule>, visit: &mut impl FnMut(&'a Rule)) {
    let mut open: Vec<&Rule> = rule.into_iter().collect();
    while let Some(rule) = open.pop() {
        match rule {
            Rule::All(parts) | Rule::Any(parts) => open.extend(parts),
            Rule::Not(part) => open.push(part),
            leaf => visit(leaf),
        }
    }
}
