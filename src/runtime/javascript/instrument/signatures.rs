//! The functions that a text defines where an entry may be, and what they take.

use oxc::ast::ast::{
    ArrowFunctionExpression, AssignmentExpression, AssignmentTarget, BindingPattern, Class,
    ClassElement, Declaration, ExportDefaultDeclarationKind, Expression, FormalParameters,
    Function, ModuleExportName, ObjectExpression, ObjectPropertyKind, Program, PropertyKey,
    Statement, VariableDeclaration,
};
use std::collections::HashMap;

/// A function, by the path at which the text puts it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// Where it is: `f` for a binding or an export, `X.f` for a static method or a property of a top-level object,
    /// `X.prototype.f` for a method, `default` for `export default` and for `module.exports = function`. A name may
    /// be there more than once; the last counts.
    pub path: String,
    /// The names of its parameters, without a rest parameter; empty for one that is a pattern.
    pub parameters: Vec<String>,
    /// Whether it is `async`.
    pub is_async: bool,
    /// Whether it has a rest parameter.
    pub has_rest: bool,
}

impl Signature {
    /// Whether the last parameter is by its name a callback in the style of Node: `callback(error, result)`.
    pub fn takes_callback(&self) -> bool {
        const NAMES: [&str; 4] = ["cb", "callback", "done", "next"];
        let last = self
            .parameters
            .last()
            .map(|name| name.trim_matches('_').to_ascii_lowercase());
        !self.is_async && !self.has_rest && last.is_some_and(|last| NAMES.contains(&last.as_str()))
    }
}

/// All signatures, in order of the text. A second name for a function (`exports.g = f`) follows at the end.
pub(super) fn signatures(program: &Program) -> Vec<Signature> {
    let mut found = Found::default();
    for statement in &program.body {
        found.statement(statement);
    }
    found.resolve()
}

#[derive(Default)]
struct Found {
    signatures: Vec<Signature>,
    /// Paths that stand for what another path is.
    aliases: Vec<(String, String)>,
}

impl Found {
    fn statement(&mut self, statement: &Statement) {
        match statement {
            Statement::FunctionDeclaration(function) => self.named_function(function),
            Statement::ClassDeclaration(class) => self.named_class(class),
            Statement::VariableDeclaration(variables) => self.variables(variables),
            Statement::ExpressionStatement(statement) => {
                if let Expression::AssignmentExpression(assignment) =
                    statement.expression.without_parentheses()
                {
                    self.assignment(assignment);
                }
            }
            Statement::ExportDeclaration(export) => match &export.declaration {
                Declaration::FunctionDeclaration(function) => self.named_function(function),
                Declaration::ClassDeclaration(class) => self.named_class(class),
                Declaration::VariableDeclaration(variables) => self.variables(variables),
                _ => {}
            },
            Statement::ExportDefaultDeclaration(export) => match &export.declaration {
                ExportDefaultDeclarationKind::FunctionDeclaration(function) => {
                    self.named_function(function);
                    self.function("default", function);
                }
                ExportDefaultDeclarationKind::ClassDeclaration(class) => {
                    self.named_class(class);
                    self.class("default", class);
                }
                declaration => {
                    if let Some(expression) = declaration.as_expression() {
                        self.value("default", expression);
                    }
                }
            },
            Statement::ExportNamedDeclaration(export) => {
                for specifier in &export.specifiers {
                    self.aliases.push((
                        export_name(&specifier.exported),
                        export_name(&specifier.local),
                    ));
                }
            }
            _ => {}
        }
    }

    fn named_function(&mut self, function: &Function) {
        if let Some(id) = &function.id {
            self.function(id.name.as_str(), function);
        }
    }

    fn named_class(&mut self, class: &Class) {
        if let Some(id) = &class.id {
            self.class(id.name.as_str(), class);
        }
    }

    fn variables(&mut self, variables: &VariableDeclaration) {
        for declarator in &variables.declarations {
            if let (BindingPattern::BindingIdentifier(id), Some(value)) =
                (&declarator.id, &declarator.init)
            {
                self.value(id.name.as_str(), value);
            }
        }
    }

    /// `exports.f = VALUE`, also with more than one target.
    fn assignment(&mut self, assignment: &AssignmentExpression) {
        let mut paths = Vec::new();
        let mut next = assignment;
        let value = loop {
            paths.extend(target_path(&next.left));
            match next.right.without_parentheses() {
                Expression::AssignmentExpression(inner) => next = inner,
                value => break value,
            }
        };
        for path in paths {
            self.value(&path, value);
        }
    }

    fn value(&mut self, path: &str, value: &Expression) {
        match value.without_parentheses() {
            Expression::FunctionExpression(function) => self.function(path, function),
            Expression::ArrowFunctionExpression(arrow) => self.arrow(path, arrow),
            Expression::ClassExpression(class) => self.class(path, class),
            Expression::ObjectExpression(object) => self.object(path, object),
            Expression::Identifier(id) => self.aliases.push((path.to_owned(), id.name.to_string())),
            Expression::StaticMemberExpression(_) => {
                if let Some(target) = expression_path(value.without_parentheses()) {
                    self.aliases.push((path.to_owned(), target));
                }
            }
            // `const f = exports.f = function () {}`
            Expression::AssignmentExpression(assignment) => {
                self.assignment(assignment);
                let mut value = &assignment.right;
                while let Expression::AssignmentExpression(inner) = value.without_parentheses() {
                    value = &inner.right;
                }
                self.value(path, value);
            }
            _ => {}
        }
    }

    /// The functions of an object, one level deep: what is deeper isn't an entry.
    fn object(&mut self, path: &str, object: &ObjectExpression) {
        for property in &object.properties {
            let ObjectPropertyKind::ObjectProperty(property) = property else {
                continue;
            };
            let Some(name) = key(&property.key, property.computed) else {
                continue;
            };
            let path = below(path, &name);
            match property.value.without_parentheses() {
                Expression::FunctionExpression(function) => self.function(&path, function),
                Expression::ArrowFunctionExpression(arrow) => self.arrow(&path, arrow),
                Expression::Identifier(id) => self.aliases.push((path, id.name.to_string())),
                Expression::StaticMemberExpression(_) => {
                    if let Some(target) = expression_path(property.value.without_parentheses()) {
                        self.aliases.push((path, target));
                    }
                }
                _ => {}
            }
        }
    }

    fn class(&mut self, path: &str, class: &Class) {
        for element in &class.body.body {
            match element {
                ClassElement::MethodDefinition(method) => {
                    let Some(name) = key(&method.key, method.computed) else {
                        continue;
                    };
                    let path = if method.r#static {
                        path.to_owned()
                    } else {
                        format!("{path}.prototype")
                    };
                    self.function(&below(&path, &name), &method.value);
                }
                ClassElement::PropertyDefinition(field) if field.r#static => {
                    let Some(name) = key(&field.key, field.computed) else {
                        continue;
                    };
                    match field.value.as_ref().map(Expression::without_parentheses) {
                        Some(Expression::FunctionExpression(function)) => {
                            self.function(&below(path, &name), function)
                        }
                        Some(Expression::ArrowFunctionExpression(arrow)) => {
                            self.arrow(&below(path, &name), arrow)
                        }
                        _ => {}
                    }
                }
                _ => {}
            }
        }
    }

    fn function(&mut self, path: &str, function: &Function) {
        self.add(path, &function.params, function.r#async);
    }

    fn arrow(&mut self, path: &str, arrow: &ArrowFunctionExpression) {
        self.add(path, &arrow.params, arrow.r#async);
    }

    fn add(&mut self, path: &str, parameters: &FormalParameters, is_async: bool) {
        let name = |pattern: &BindingPattern| match pattern {
            BindingPattern::BindingIdentifier(id) => id.name.to_string(),
            _ => String::new(),
        };
        self.signatures.push(Signature {
            path: path.to_owned(),
            parameters: parameters
                .items
                .iter()
                .map(|parameter| name(&parameter.pattern))
                .collect(),
            is_async,
            has_rest: parameters.rest.is_some(),
        });
    }

    fn resolve(mut self) -> Vec<Signature> {
        let by_path: HashMap<&str, usize> = self
            .signatures
            .iter()
            .enumerate()
            .map(|(index, signature)| (signature.path.as_str(), index))
            .collect();
        let mut more = Vec::new();
        for (path, target) in &self.aliases {
            if let Some(index) = by_path.get(target.as_str()).filter(|_| path != target) {
                more.push(Signature {
                    path: path.clone(),
                    ..self.signatures[*index].clone()
                });
            }
        }
        self.signatures.extend(more);
        self.signatures
    }
}

/// The path of a property. What is exported is called by its name alone.
fn below(path: &str, name: &str) -> String {
    if path == "default" {
        name.to_owned()
    } else {
        format!("{path}.{name}")
    }
}

fn key(key: &PropertyKey, computed: bool) -> Option<String> {
    match key {
        PropertyKey::StaticIdentifier(id) if !computed => Some(id.name.to_string()),
        PropertyKey::StringLiteral(text) => Some(text.value.to_string()),
        _ => None,
    }
}

fn export_name(name: &ModuleExportName) -> String {
    name.name().to_string()
}

fn target_path(target: &AssignmentTarget) -> Option<String> {
    match target {
        AssignmentTarget::AssignmentTargetIdentifier(id) if id.name == "exports" => {
            Some("default".to_owned())
        }
        AssignmentTarget::AssignmentTargetIdentifier(id) => Some(id.name.to_string()),
        AssignmentTarget::StaticMemberExpression(member) => Some(joined(
            &expression_path(&member.object)?,
            member.property.name.as_str(),
        )),
        AssignmentTarget::ComputedMemberExpression(member) => match &member.expression {
            Expression::StringLiteral(name) => Some(joined(
                &expression_path(&member.object)?,
                name.value.as_str(),
            )),
            _ => None,
        },
        _ => None,
    }
}

/// The path of `a.b.c`, up to a few names long.
fn expression_path(expression: &Expression) -> Option<String> {
    const MAX_NAMES: usize = 8;
    let mut names = Vec::new();
    let mut next = expression;
    while let Expression::StaticMemberExpression(member) = next {
        if names.len() == MAX_NAMES {
            return None;
        }
        names.push(member.property.name.as_str());
        next = &member.object;
    }
    let Expression::Identifier(id) = next else {
        return None;
    };
    let first = if id.name == "exports" {
        "default"
    } else {
        id.name.as_str()
    };
    Some(
        names
            .iter()
            .rev()
            .fold(first.to_owned(), |path, name| joined(&path, name)),
    )
}

fn joined(path: &str, name: &str) -> String {
    if path == "module" && name == "exports" {
        "default".to_owned()
    } else {
        below(path, name)
    }
}
