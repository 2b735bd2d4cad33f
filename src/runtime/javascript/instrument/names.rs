//! Names that a program declares at top level.

use oxc::ast::ast::{
    BindingPattern, Declaration, ExportDefaultDeclarationKind, ImportDeclarationSpecifier, Program,
    Statement, VariableDeclaration,
};
use std::collections::HashSet;

/// The names declared by the statements of the program itself, in order and each once. A `var` within a block isn't among them.
pub(super) fn bindings(program: &Program) -> Vec<String> {
    let mut names = Vec::new();
    for statement in &program.body {
        declared(statement, &mut names);
    }
    let mut seen = HashSet::new();
    names
        .into_iter()
        .filter(|name| seen.insert(*name))
        .map(str::to_owned)
        .collect()
}

/// Whether a top-level `const`, `let` or `class` has the name of a parameter of the function that CommonJS wraps modules in.
/// There it is an error, and Node then takes the text for a module.
pub(super) fn redeclares_wrapper(program: &Program) -> bool {
    const WRAPPER: [&str; 5] = ["exports", "require", "module", "__filename", "__dirname"];
    let mut names = Vec::new();
    for statement in &program.body {
        match statement {
            Statement::VariableDeclaration(variables) if !variables.kind.is_var() => {
                in_variables(variables, &mut names)
            }
            Statement::ClassDeclaration(class) => {
                names.extend(class.id.as_ref().map(|id| id.name.as_str()))
            }
            _ => {}
        }
    }
    names.iter().any(|name| WRAPPER.contains(name))
}

fn declared<'a>(statement: &'a Statement, names: &mut Vec<&'a str>) {
    match statement {
        Statement::VariableDeclaration(variables) => in_variables(variables, names),
        Statement::FunctionDeclaration(function) => {
            names.extend(function.id.as_ref().map(|id| id.name.as_str()))
        }
        Statement::ClassDeclaration(class) => {
            names.extend(class.id.as_ref().map(|id| id.name.as_str()))
        }
        Statement::ImportDeclaration(import) => {
            for specifier in import.specifiers.iter().flatten() {
                let local = match specifier {
                    ImportDeclarationSpecifier::ImportSpecifier(specifier) => &specifier.local,
                    ImportDeclarationSpecifier::ImportDefaultSpecifier(specifier) => {
                        &specifier.local
                    }
                    ImportDeclarationSpecifier::ImportNamespaceSpecifier(specifier) => {
                        &specifier.local
                    }
                };
                names.push(local.name.as_str());
            }
        }
        Statement::ExportDeclaration(export) => match &export.declaration {
            Declaration::VariableDeclaration(variables) => in_variables(variables, names),
            Declaration::FunctionDeclaration(function) => {
                names.extend(function.id.as_ref().map(|id| id.name.as_str()))
            }
            Declaration::ClassDeclaration(class) => {
                names.extend(class.id.as_ref().map(|id| id.name.as_str()))
            }
            _ => {}
        },
        Statement::ExportDefaultDeclaration(export) => {
            let id = match &export.declaration {
                ExportDefaultDeclarationKind::FunctionDeclaration(function) => function.id.as_ref(),
                ExportDefaultDeclarationKind::ClassDeclaration(class) => class.id.as_ref(),
                _ => None,
            };
            names.extend(id.map(|id| id.name.as_str()));
        }
        _ => {}
    }
}

fn in_variables<'a>(variables: &'a VariableDeclaration, names: &mut Vec<&'a str>) {
    for declarator in &variables.declarations {
        in_pattern(&declarator.id, names);
    }
}

fn in_pattern<'a>(pattern: &'a BindingPattern, names: &mut Vec<&'a str>) {
    match pattern {
        BindingPattern::BindingIdentifier(id) => names.push(id.name.as_str()),
        BindingPattern::AssignmentPattern(assignment) => in_pattern(&assignment.left, names),
        BindingPattern::ObjectPattern(object) => {
            object
                .properties
                .iter()
                .for_each(|property| in_pattern(&property.value, names));
            object
                .rest
                .iter()
                .for_each(|rest| in_pattern(&rest.argument, names));
        }
        BindingPattern::ArrayPattern(array) => {
            array
                .elements
                .iter()
                .flatten()
                .for_each(|element| in_pattern(element, names));
            array
                .rest
                .iter()
                .for_each(|rest| in_pattern(&rest.argument, names));
        }
    }
}
