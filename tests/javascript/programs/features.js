// Newer and rarer parts of the language.
class A {
    static #count = 0;
    #secret = 1;
    static { A.#count = 10; }
    get secret() { return this.#secret; }
    set secret(value) { this.#secret = value; }
    static make() { A.#count += 1; return new this(); }
    has(other) { return #secret in other; }
    static get count() { return A.#count; }
}
const a = A.make();
a.secret ||= 5;
a.secret &&= 7;
console.log(a.secret, A.count, a.has(new A()), a.has({}));
const { x = 1, ...rest } = { y: 2, z: 3 };
console.log(x, rest, [...'a😀b'], Object.fromEntries([['k', 1]]), [1, [2, [3]]].flat(Infinity));
console.log(null ?? 'd', undefined?.x, ({ f() { return 1; } }).f?.(), 2n ** 70n, 1_000, 0b11, 0o17);
console.log([3, 1, 2].toSorted(), [1, 2, 3].at(-1), [1, 2, 3].findLast((n) => n < 3), [1, 2, 3].with(0, 9), [1, 2].toReversed());
console.log('a-b-a'.replaceAll('a', 'x'), 'x'.padStart(3, '.'), ' t '.trimEnd() + '|', 'abc'.at(-1), 'é'.normalize('NFD').length);
console.log(/(?<year>\d{4})-(?<m>\d\d)/.exec('on 2026-01').groups.year, [...'a1b2'.matchAll(/\d/g)].map((m) => m.index));
console.log(/(?<=\$)\d+/.exec('cost $42')[0], /\p{Lu}/u.test('É'), /a.b/s.test('a\nb'), /\bfoo\b/y.sticky, 'x'.search(/[^\x00-\x7f]/));
console.log('aBc'.replace(/b/i, (m, at) => `${m}${at}`), 'a,b;c'.split(/[,;]/), 'John Smith'.replace(/(\w+)\s(\w+)/, '$2 $1'));
function* gen() { const got = yield 1; yield got * 2; }
const it = gen();
console.log(it.next(), it.next(21), it.next(), [...Array(3).keys()]);
const order = [];
label: for (const i of [1, 2, 3]) {
    for (const j of [1, 2]) {
        if (j === 2) continue label;
        order.push(i * j);
    }
}
console.log(order, typeof Symbol.iterator, Symbol.for('s') === Symbol.for('s'), Symbol('d').description);
const proxy = new Proxy({}, { get: (_, key) => `got ${String(key)}`, has: () => true });
console.log(proxy.anything, 'q' in proxy, Reflect.ownKeys({ b: 1, a: 2, 1: 3, [Symbol.iterator]: 4 }).length);
const weak = new WeakMap([[a, 1]]);
console.log(weak.get(a), new WeakRef(a).deref() === a, typeof FinalizationRegistry, typeof structuredClone);
console.log(Object.hasOwn({ q: 1 }, 'q'), Array.from({ length: 2 }, (_, i) => i));
const error = new Error('outer', { cause: new TypeError('inner') });
console.log(error.cause.message, error instanceof Error, new AggregateError([1], 'many').errors);
Promise.allSettled([Promise.resolve(1), Promise.reject(2)]).then((all) => console.log(all));
Promise.any([Promise.reject(1), Promise.resolve(2)]).then((one) => console.log(one));
console.log(new Intl.NumberFormat('en-US').format(1234567.891), (1234.5).toFixed(2), (255).toString(16), parseFloat('1.5e3'), Number('0x1f'));
console.log(new Date(Date.UTC(2026, 0, 2)).toISOString(), new Date('2026-01-02T03:04:05Z').getTime(), JSON.stringify({ d: new Date(0), u: undefined, n: NaN }));
console.log(encodeURIComponent('a b&é'), decodeURI('%41'), escape('ü'), btoa('hi'), atob('aGk='), isNaN('x'));
console.log(Math.max(), Math.hypot(3, 4), Math.trunc(-1.5), Math.sign(-3), Math.cbrt(27), Math.clz32(1), 5 % -3, -5 % 3, 2 ** -1, 0.1 + 0.2);
var hoisted = typeof later;
function later() {}
console.log(hoisted, typeof notThere, void 0, (() => { try { return 'try'; } finally { order.push('finally'); } })(), order.at(-1));
console.log(new Map([[NaN, 1]]).get(NaN), [NaN].includes(NaN), [NaN].indexOf(NaN), Object.is(-0, 0), [10, 9, 1].sort(), [,].length);
console.log(JSON.stringify({ b: 1, a: [1, { c: 'é\u2028' }] }, null, 2), JSON.parse('[1,{"a":null}]', (k, v) => (v === null ? 'none' : v)));
const tag = (s, ...v) => s.raw.join('|') + v.join();
console.log(tag`a${1}\n${2}`, `line
two`, String.raw`\u00e9`, [..."ab"].entries().next().value, Array.isArray(arguments), arguments.length);
