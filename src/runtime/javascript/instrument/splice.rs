//! Counters, spliced into the text.
//!
//! Why a piece before a statement changes nothing else: it begins with an identifier and ends with a semicolon. Where the
//! statement before ended by itself (`;`, `}`, `)` of `do while`), it still does. Where it ended because a line did, what follows couldn't
//! continue it; neither can an identifier, which continues no complete statement, and the end of the line still stands before it.
//! Directives are not statements here, so that pieces come after them.

use super::Instrumented;
use super::marks;
use oxc::ast::ast::{
    ArrowFunctionBody, BlockStatement, Class, ClassElement, ConditionalExpression, Declaration,
    DoWhileStatement, ExportDefaultDeclarationKind, Expression, ForInStatement, ForOfStatement,
    ForStatement, FunctionBody, IfStatement, LogicalExpression, Program, Statement, StaticBlock,
    SwitchCase, WhileStatement, WithStatement,
};
use oxc::ast_visit::{Visit, walk};
use oxc::span::GetSpan;

/// The most counters that a text gets. A program has none of this size; it bounds the array that the guest must have.
const MAX_COUNTERS: usize = 200_000;

/// The text with counters, or nothing where it would have too many of them.
pub(super) fn instrument(text: &str, program: &Program) -> Option<Instrumented> {
    let mut splicer = Splicer {
        counter: marks::counter(text),
        marker: marks::marker(text)?,
        line_starts: line_starts(text),
        lines: Vec::new(),
        pieces: Vec::new(),
    };
    splicer.visit_program(program);
    if splicer.lines.len() > MAX_COUNTERS {
        return None;
    }
    Some(Instrumented {
        text: splicer.spliced(text),
        lines: splicer.lines,
        counter: splicer.counter,
        marker: splicer.marker,
    })
}

/// Where lines begin. JavaScript ends lines at U+2028 and U+2029 too, QuickJS and editors count them as one does in other texts.
fn line_starts(text: &str) -> Vec<u32> {
    let ends = text.bytes().zip(1u32..).filter(|(byte, _)| *byte == b'\n');
    std::iter::once(0)
        .chain(ends.map(|(_, after)| after))
        .collect()
}

struct Splicer {
    counter: String,
    marker: String,
    line_starts: Vec<u32>,
    lines: Vec<u32>,
    /// Offset in the text and what is inserted there. Of two at the same place the first found comes first.
    pieces: Vec<(u32, Piece)>,
}

/// What is inserted.
enum Piece {
    /// Marks these counters (first and one past the last), then a semicolon.
    Statement(u32, u32),
    /// Opens a block and marks.
    BlockOpen(u32),
    BlockClose,
    /// Marks as the first operand of a comma.
    Operand(u32),
    /// The same in parentheses.
    ParenthesisOpen(u32),
    ParenthesisClose,
}

impl Splicer {
    fn line(&self, offset: u32) -> u32 {
        u32::try_from(self.line_starts.partition_point(|start| *start <= offset))
            .unwrap_or(u32::MAX)
    }

    /// A new counter for the line at the offset.
    fn count(&mut self, offset: u32) -> u32 {
        let index = u32::try_from(self.lines.len()).unwrap_or(u32::MAX);
        self.lines.push(self.line(offset));
        index
    }

    /// Marks lines at one place.
    fn mark(&mut self, at: u32, offsets: &[u32]) {
        let first = u32::try_from(self.lines.len()).unwrap_or(u32::MAX);
        for offset in offsets {
            self.count(*offset);
        }
        let end = u32::try_from(self.lines.len()).unwrap_or(u32::MAX);
        if end > first {
            self.pieces.push((at, Piece::Statement(first, end)));
        }
    }

    /// Marks the statements of a list. Functions are there before any of them runs, so they are marked at its start.
    fn list(&mut self, statements: &[Statement]) {
        let Some(first) = statements.first() else {
            return;
        };
        let hoisted: Vec<u32> = statements
            .iter()
            .filter(|s| is_function(s))
            .map(|s| s.span().start)
            .collect();
        self.mark(first.span().start, &hoisted);
        for statement in statements {
            if !is_function(statement) && !matches!(statement, Statement::EmptyStatement(_)) {
                let lines = self.reached(statement);
                self.mark(statement.span().start, &lines);
            }
            self.visit_statement(statement);
        }
    }

    /// Where the lines begin that are reached with a statement: itself, the body of a label, the members of a class.
    fn reached(&self, statement: &Statement) -> Vec<u32> {
        let mut offsets = vec![statement.span().start];
        let mut inner = statement;
        while let Statement::LabeledStatement(labeled) = inner {
            inner = &labeled.body;
            if !matches!(
                inner,
                Statement::BlockStatement(_) | Statement::EmptyStatement(_)
            ) {
                offsets.push(inner.span().start);
            }
        }
        if let Some(class) = declared_class(inner) {
            offsets.extend(class.body.body.iter().filter_map(|element| match element {
                ClassElement::MethodDefinition(_) | ClassElement::PropertyDefinition(_) => {
                    Some(element.span().start)
                }
                _ => None,
            }));
        }
        let mut last = 0;
        offsets.retain(|offset| {
            std::mem::replace(&mut last, self.line(*offset)) != self.line(*offset)
        });
        offsets
    }

    /// A statement that is the body of another.
    fn body(&mut self, body: &Statement) {
        let wrapped = !matches!(
            body,
            Statement::BlockStatement(_) | Statement::EmptyStatement(_)
        ) && !is_function(body);
        if wrapped {
            let mut lines = self.reached(body);
            let more = lines.split_off(1);
            let index = self.count(lines[0]);
            self.pieces
                .push((body.span().start, Piece::BlockOpen(index)));
            self.mark(body.span().start, &more);
        }
        self.visit_statement(body);
        if wrapped {
            self.pieces.push((body.span().end, Piece::BlockClose));
        }
    }

    /// An operand that is only evaluated sometimes, if it begins on another line than what stands before it ends.
    fn branch(&mut self, before: u32, branch: &Expression) {
        let span = branch.span();
        let wrapped = self.line(before) != self.line(span.start);
        if wrapped {
            let index = self.count(span.start);
            self.pieces
                .push((span.start, Piece::ParenthesisOpen(index)));
        }
        self.visit_expression(branch);
        if wrapped {
            self.pieces.push((span.end, Piece::ParenthesisClose));
        }
    }

    fn spliced(&mut self, text: &str) -> String {
        // Pieces are found almost in order; equal offsets keep theirs.
        self.pieces.sort_by_key(|(offset, _)| *offset);
        let (counter, marker) = (&self.counter, &self.marker);
        let mut out = String::with_capacity(
            text.len() + self.pieces.len() * (2 * marker.len() + counter.len() + 10),
        );
        let mut at = 0;
        for (offset, piece) in &self.pieces {
            let offset = *offset as usize;
            out.push_str(&text[at..offset]);
            at = offset;
            out.push_str(marker);
            match piece {
                Piece::Statement(first, end) => {
                    (*first..*end)
                        .for_each(|index| out.push_str(&format!("{counter}[{index}]=1;")));
                }
                Piece::BlockOpen(index) => out.push_str(&format!("{{{counter}[{index}]=1;")),
                Piece::BlockClose => out.push('}'),
                Piece::Operand(index) => out.push_str(&format!("{counter}[{index}]=1,")),
                Piece::ParenthesisOpen(index) => out.push_str(&format!("({counter}[{index}]=1,")),
                Piece::ParenthesisClose => out.push(')'),
            }
            out.push_str(marker);
        }
        out.push_str(&text[at..]);
        out
    }
}

fn is_function(statement: &Statement) -> bool {
    match statement {
        Statement::FunctionDeclaration(_) => true,
        Statement::LabeledStatement(labeled) => is_function(&labeled.body),
        Statement::ExportDeclaration(export) => {
            matches!(export.declaration, Declaration::FunctionDeclaration(_))
        }
        Statement::ExportDefaultDeclaration(export) => {
            matches!(
                export.declaration,
                ExportDefaultDeclarationKind::FunctionDeclaration(_)
            )
        }
        _ => false,
    }
}

fn declared_class<'b, 'a>(statement: &'b Statement<'a>) -> Option<&'b Class<'a>> {
    match statement {
        Statement::ClassDeclaration(class) => Some(class),
        Statement::ExportDeclaration(export) => match &export.declaration {
            Declaration::ClassDeclaration(class) => Some(class),
            _ => None,
        },
        Statement::ExportDefaultDeclaration(export) => match &export.declaration {
            ExportDefaultDeclarationKind::ClassDeclaration(class) => Some(class),
            _ => None,
        },
        _ => None,
    }
}

impl<'a> Visit<'a> for Splicer {
    fn visit_program(&mut self, program: &Program<'a>) {
        self.list(&program.body);
    }

    fn visit_function_body(&mut self, body: &FunctionBody<'a>) {
        self.list(&body.statements);
    }

    fn visit_block_statement(&mut self, block: &BlockStatement<'a>) {
        self.list(&block.body);
    }

    fn visit_static_block(&mut self, block: &StaticBlock<'a>) {
        self.list(&block.body);
    }

    fn visit_switch_case(&mut self, case: &SwitchCase<'a>) {
        if let Some(test) = &case.test {
            let index = self.count(case.span.start);
            self.pieces.push((test.span().start, Piece::Operand(index)));
            self.visit_expression(test);
        }
        self.list(&case.consequent);
    }

    fn visit_if_statement(&mut self, statement: &IfStatement<'a>) {
        // A chain of `else if` is walked in a loop, and marked in the tests: blocks would nest as deep as it is long.
        let mut link = statement;
        loop {
            self.visit_expression(&link.test);
            self.body(&link.consequent);
            match &link.alternate {
                Some(Statement::IfStatement(next)) => {
                    let index = self.count(next.span.start);
                    self.pieces
                        .push((next.test.span().start, Piece::Operand(index)));
                    link = next;
                }
                Some(alternate) => return self.body(alternate),
                None => return,
            }
        }
    }

    fn visit_for_statement(&mut self, statement: &ForStatement<'a>) {
        if let Some(init) = &statement.init {
            self.visit_for_statement_init(init);
        }
        for expression in statement.test.iter().chain(&statement.update) {
            self.visit_expression(expression);
        }
        self.body(&statement.body);
    }

    fn visit_for_in_statement(&mut self, statement: &ForInStatement<'a>) {
        self.visit_for_statement_left(&statement.left);
        self.visit_expression(&statement.right);
        self.body(&statement.body);
    }

    fn visit_for_of_statement(&mut self, statement: &ForOfStatement<'a>) {
        self.visit_for_statement_left(&statement.left);
        self.visit_expression(&statement.right);
        self.body(&statement.body);
    }

    fn visit_while_statement(&mut self, statement: &WhileStatement<'a>) {
        self.visit_expression(&statement.test);
        self.body(&statement.body);
    }

    fn visit_do_while_statement(&mut self, statement: &DoWhileStatement<'a>) {
        self.body(&statement.body);
        self.visit_expression(&statement.test);
    }

    /// In the body every name is looked up in the object first, the counter's too, which a Proxy would see.
    fn visit_with_statement(&mut self, statement: &WithStatement<'a>) {
        self.visit_expression(&statement.object);
    }

    fn visit_conditional_expression(&mut self, expression: &ConditionalExpression<'a>) {
        self.visit_expression(&expression.test);
        self.branch(expression.test.span().end, &expression.consequent);
        self.branch(expression.consequent.span().end, &expression.alternate);
    }

    fn visit_logical_expression(&mut self, expression: &LogicalExpression<'a>) {
        self.visit_expression(&expression.left);
        self.branch(expression.left.span().end, &expression.right);
    }

    fn visit_arrow_function_body(&mut self, body: &ArrowFunctionBody<'a>) {
        let Some(expression) = body.as_expression() else {
            return walk::walk_arrow_function_body(self, body);
        };
        let span = expression.span();
        let index = self.count(span.start);
        self.pieces
            .push((span.start, Piece::ParenthesisOpen(index)));
        self.visit_expression(expression);
        self.pieces.push((span.end, Piece::ParenthesisClose));
    }
}
