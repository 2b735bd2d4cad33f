// module: vm
'use strict';
const { assert, differs, refused, works } = require('../checks.js');
const vm = require('vm');
works('runInThisContext and Script', () => {
    assert.strictEqual(vm.runInThisContext('1 + 1'), 2);
    assert.strictEqual(new vm.Script('typeof require').runInThisContext(), 'undefined');
    assert.throws(() => new vm.Script('a b').runInThisContext(), SyntaxError);
});
differs('a script whose text is wrong says so when it is run', () => {
    new vm.Script('a b');
});
works('contexts', () => {
    const c = vm.createContext({ x: 2, console });
    assert.strictEqual(vm.runInContext('y = x * 2; var z = 1; y', c), 4);
    assert.deepStrictEqual([c.y, c.z, vm.isContext(c), vm.isContext({})], [4, 1, true, false]);
    assert.strictEqual(vm.runInNewContext('typeof process'), 'undefined');
});
works('the way out of a context', () =>
    assert.strictEqual(vm.runInNewContext('this.constructor.constructor("return typeof process")()', {}), 'object'),
);
works('compileFunction', () => assert.strictEqual(vm.compileFunction('return a + this.b', ['a']).call({ b: 1 }, 2), 3));
works('errors', () => {
    assert.throws(() => vm.runInNewContext('throw new TypeError("x")'), { name: 'TypeError' });
    assert.throws(() => vm.runInNewContext('none'));
});
differs('contexts share the builtin objects of the program', () => assert.ok(vm.runInNewContext('[]') instanceof Array));
refused('SourceTextModule', () => new vm.SourceTextModule('1'), TypeError);
