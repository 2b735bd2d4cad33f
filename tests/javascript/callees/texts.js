// A function's text is what the candidate wrote, whether or not lines are counted.

// text_of ["plain"] -> "function plain(a, b) {\n    // a comment\n    if (a) return b;\n    return a + b;\n}"
// text_of ["arrow"] -> "(x) => x + 1"
// text_of ["Shape"] -> "class Shape {\n    area() { return 1; }\n}"
// text_of ["method"] -> "area() { return 1; }"
// text_of ["generator"] -> "function* generator() { yield 1; }"
// text_of ["native"] -> "function push() {\n    [native code]\n}"
function plain(a, b) {
    // a comment
    if (a) return b;
    return a + b;
}
const arrow = (x) => x + 1;
class Shape {
    area() { return 1; }
}
function* generator() { yield 1; }
function text_of(name) {
    const all = { plain, arrow, Shape, method: Shape.prototype.area, generator, native: [].push };
    return String(all[name]);
}

// names_and_lengths [] -> ["plain", 2, "arrow", 1, "Shape", 0, "area", "generator"]
function names_and_lengths() {
    return [plain.name, plain.length, arrow.name, arrow.length, Shape.name, Shape.length, Shape.prototype.area.name, generator.name];
}

// strictness [] -> ["object", "undefined"]
function strictness() {
    function loose() {
        return typeof this;
    }
    function strict() {
        'use strict';
        return typeof this;
    }
    return [loose(), strict()];
}

// template [] -> ["a\nb", "\\n", 3]
function template() {
    const tag = (strings) => strings.raw[0];
    return [`a
b`, tag`\n`, `${1 + 2}` * 1];
}

// automatic_semicolons [] -> [1, 2, null]
function automatic_semicolons() {
    let a = 1
    let b = 2
    const none = () => {
        return
        3
    }
    if (a)
        b = 2
    else
        b = 3
    do a = 1
    while (false)
    for (const x of [1])
        a = x
    label: for (;;)
        break label
    return [a, b, none()]
}

// own_stack [] -> "at own_stack (/app/texts.js:71)"
function own_stack() {
    const line = new Error('here').stack.split('\n').find((one) => one.includes('/app/'));
    return line.trim().replace(/:\d+\)$/, ')');
}
