// node:vm in one realm.
'use strict';
const assert = require('node:assert');
const vm = require('node:vm');

assert.strictEqual(vm.runInNewContext('1 + 2'), 3);
assert.strictEqual(vm.runInThisContext('globalThis.fromScript = 3; fromScript'), 3);
assert.strictEqual(fromScript, 3);
delete globalThis.fromScript;

const context = vm.createContext({ x: 4, add: (a, b) => a + b });
assert.strictEqual(vm.isContext(context), true);
assert.strictEqual(vm.isContext({}), false);
assert.strictEqual(vm.runInContext('x += 1; y = add(x, 1); y', context), 6);
assert.deepStrictEqual([context.x, context.y, typeof globalThis.y], [5, 6, 'undefined']);
vm.runInContext('var z = 7; function twice(n) { return 2 * n; } globalThis.w = this.z', context);
assert.deepStrictEqual([context.z, context.w, vm.runInContext('twice(z)', context)], [7, 7, 14]);
assert.strictEqual(vm.runInContext('typeof process + typeof require + typeof nothing', context), 'undefinedundefinedundefined');
assert.throws(() => vm.runInContext('nothing.at.all', context), /nothing is not defined/);
assert.throws(() => vm.runInContext('1', {}), { code: 'ERR_INVALID_ARG_TYPE' });

const script = new vm.Script('n * 2', { filename: 'twice.js' });
assert.deepStrictEqual([1, 2].map((n) => script.runInNewContext({ n })), [2, 4]);
assert.strictEqual(vm.compileFunction('return a + b', ['a', 'b'])(1, 2), 3);
assert.strictEqual(vm.compileFunction('return x + a', ['a'], { parsingContext: context })(1), 6);
assert.throws(() => new vm.Script('a b').runInThisContext(), { name: 'SyntaxError' });
// The way out that makes node:vm no sandbox.
assert.strictEqual(vm.runInNewContext('this.constructor.constructor("return typeof process")()', {}), 'object');
console.log('ok');
