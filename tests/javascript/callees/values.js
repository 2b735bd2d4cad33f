// What functions are given and what they give, in every form of typed JSON.
'use strict';

// describe [null] -> "null"
// describe [true] -> "boolean true"
// describe [12] -> "number 12"
// describe [-3] -> "number -3"
// describe [1.5] -> "number 1.5"
// describe [2.0] -> "number 2"
// describe [9007199254740991] -> "number 9007199254740991"
// describe [9007199254740993] -> "bigint 9007199254740993"
// describe [{"$int": "123456789012345678901234567890"}] -> "bigint 123456789012345678901234567890"
// describe [{"$float": "nan"}] -> "number NaN"
// describe [{"$float": "inf"}] -> "number Infinity"
// describe [{"$float": "-inf"}] -> "number -Infinity"
// describe [-0.0] -> "number -0"
// describe ["text"] -> "string text"
// describe ["€ 😀"] -> "string € 😀"
// describe [{"$bytes": "AP9h"}] -> "Buffer 00ff61"
// describe [[1, "a", null]] -> "Array 1,a,"
// describe [{"$tuple": [1, 2]}] -> "Array 1,2"
// describe [{"$set": [2, 1]}] -> "Set 2,1"
// describe [{"a": 1, "b": [2]}] -> "Object {\"a\":1,\"b\":[2]}"
// describe [{"$dict": [[1, "one"], ["$k", 2]]}] -> "Map 1,one,$k,2"
// describe [{"$datetime": "2026-01-02T03:04:05"}] -> "Date 2026-01-02T03:04:05.000Z"
// describe [{"$datetime": "2026-01-02T03:04:05+02:00"}] -> "Date 2026-01-02T01:04:05.000Z"
// describe [{"$date": "2026-01-02"}] -> "Date 2026-01-02T00:00:00.000Z"
// describe [{"$time": "03:04:05"}] -> "string 03:04:05"
// describe [{"$timedelta": "90.5"}] -> "number 90.5"
// describe [{"$decimal": "1.10"}] -> "string 1.10"
// describe [{"$object": {"type": "Point", "fields": {"x": 1}}}] -> "Object {\"x\":1}"
// describe [{"$exception": {"type": "RangeError", "message": "bad"}}] -> "RangeError bad"
// describe [{"__proto__": {"x": 1}}] -> "Object {\"__proto__\":{\"x\":1}}"
function describe(value) {
    if (value === null) return 'null';
    if (Object.is(value, -0)) return 'number -0';
    if (Buffer.isBuffer(value)) return `Buffer ${value.toString('hex')}`;
    if (value instanceof Set) return `Set ${[...value]}`;
    if (value instanceof Map) return `Map ${[...value]}`;
    if (value instanceof Date) return `Date ${value.toISOString()}`;
    if (value instanceof Error) return `${value.name} ${value.message}`;
    if (Array.isArray(value)) return `Array ${value}`;
    if (typeof value === 'object') return `${value.constructor.name} ${JSON.stringify(value)}`;
    return `${typeof value} ${value}`;
}

// lengths [{"$utf16": "d83d0041"}, "😀"] -> [2, 55357, 2]
function lengths(lone, pair) {
    return [lone.length, lone.charCodeAt(0), pair.length];
}

// echo [{"$utf16": "d83d0041"}] -> {"$utf16": "d83d0041"}
// echo ["é\u0000\"\\\n\u2028"] -> "é\u0000\"\\\n\u2028"
// echo [{"a": {"b": [1, {"c": null}]}}] -> {"a": {"b": [1, {"c": null}]}}
// echo [{"$bytes": "AAEC"}] -> {"$bytes": "AAEC"}
// echo [{"$dict": [[2, "b"], [1, "a"]]}] -> {"$dict": [[1, "a"], [2, "b"]]}
// echo [{"$set": [3, 1, 2]}] -> {"$set": [1, 2, 3]}
// echo [{"$datetime": "2026-01-02T03:04:05.25"}] -> {"$datetime": "2026-01-02T03:04:05.250000+00:00"}
// echo [{"$exception": {"type": "TypeError", "message": "no"}}] -> {"$exception": {"type": "TypeError", "message": "no"}}
// echo [9007199254740993] -> 9007199254740993
// echo [{"$int": "-123456789012345678901234567890"}] -> {"$int": "-123456789012345678901234567890"}
// echo [{"$float": "-inf"}] -> {"$float": "-inf"}
function echo(value) {
    return value;
}

class Point {
    constructor(x, y) {
        this.y = y;
        this.x = x;
    }
    get length() {
        return Math.hypot(this.x, this.y);
    }
}
class Wrong extends Error {}
const cyclic = { name: 'c', list: [] };
cyclic.self = cyclic;
cyclic.list.push(cyclic.list);
const shared = { s: 1 };

// make ["undefined"] -> null
// make ["null"] -> null
// make ["zero"] -> 0
// make ["minus zero"] -> -0.0
// make ["nan"] -> {"$float": "nan"}
// make ["infinity"] -> {"$float": "inf"}
// make ["fraction"] -> 0.1
// make ["safe"] -> 9007199254740991
// make ["unsafe"] -> 9007199254740992.0
// make ["huge"] -> 1e+300
// make ["small bigint"] -> 5
// make ["bigint"] -> {"$int": "18446744073709551616"}
// make ["buffer"] -> {"$bytes": "aGk="}
// make ["uint8"] -> {"$bytes": "AQL/"}
// make ["array buffer"] -> {"$bytes": "AAA="}
// make ["int32"] -> [1, -2]
// make ["float64"] -> [1.5, {"$float": "nan"}]
// make ["bigint64"] -> [1, -9223372036854775808]
// make ["map"] -> {"a": 1, "b": {"c": 2}}
// make ["map of keys"] -> {"$dict": [[1, 2], [[1], "list"]]}
// make ["map of dollars"] -> {"$dict": [["$a", 1]]}
// make ["set"] -> {"$set": ["a", "b", 1]}
// make ["date"] -> {"$datetime": "2026-01-02T03:04:05+00:00"}
// make ["milliseconds"] -> {"$datetime": "1969-12-31T23:59:59.999000+00:00"}
// make ["no date"] -> {"$opaque": {"type": "Date", "text": "Invalid Date"}}
// make ["symbol"] -> {"$opaque": {"type": "symbol", "text": "Symbol(s)"}}
// make ["error"] -> {"$exception": {"type": "TypeError", "message": "bad"}}
// make ["own error"] -> {"$exception": {"type": "Wrong", "message": "own"}}
// make ["function"] -> {"$opaque": {"type": "function", "text": "make"}}
// make ["arrow"] -> {"$opaque": {"type": "function", "text": "arrow"}}
// make ["class"] -> {"$opaque": {"type": "function", "text": "Point"}}
// make ["regexp"] -> {"$opaque": {"type": "RegExp", "text": "/a+/gi"}}
// make ["promise inside"] -> [{"$opaque": {"type": "Promise", "text": ""}}]
// make ["cycle"] -> {"list": [{"$cycle": true}], "name": "c", "self": {"$cycle": true}}
// make ["shared"] -> [{"s": 1}, {"s": 1}]
// make ["instance"] -> {"$object": {"type": "Point", "fields": {"x": 3, "y": 4}}}
// make ["no prototype"] -> {"a": 1}
// make ["sparse"] -> [1, null, 3]
// make ["boxed"] -> ["s", 1, false]
// make ["without value"] -> {"b": null}
// make ["getter"] -> {"a": 7}
// make ["dollar"] -> {"$dict": [["$int", "1"], ["a", 2]]}
// make ["order"] -> {"1": 0, "a": 2, "b": 1, "é": 3, "😀": 4}
// make ["proto key"] -> {"__proto__": 1}
// make ["toJSON"] -> {"a": 1}
// make ["arguments"] -> {"0": 1, "1": 2}
// make ["url"] -> {"$object": {"type": "URL", "fields": {}}}
// make ["proxy"] -> {"a": 1}
// make ["iterator"] -> {}
function make(what) {
    const arrow = () => 1;
    switch (what) {
        case 'undefined': return undefined;
        case 'null': return null;
        case 'zero': return 0;
        case 'minus zero': return -0;
        case 'nan': return NaN;
        case 'infinity': return Infinity;
        case 'fraction': return 0.1;
        case 'safe': return Number.MAX_SAFE_INTEGER;
        case 'unsafe': return 2 ** 53;
        case 'huge': return 1e300;
        case 'small bigint': return 5n;
        case 'bigint': return 1n << 64n;
        case 'buffer': return Buffer.from('hi');
        case 'uint8': return new Uint8Array([1, 2, 255]);
        case 'array buffer': return new ArrayBuffer(2);
        case 'int32': return Int32Array.of(1, -2);
        case 'float64': return Float64Array.of(1.5, NaN);
        case 'bigint64': return BigInt64Array.of(1n, -(1n << 63n));
        case 'map': return new Map([['b', new Map([['c', 2]])], ['a', 1]]);
        case 'map of keys': return new Map([[[1], 'list'], [1, 2]]);
        case 'map of dollars': return new Map([['$a', 1]]);
        case 'set': return new Set(['b', 'a', 1]);
        case 'date': return new Date(Date.UTC(2026, 0, 2, 3, 4, 5));
        case 'milliseconds': return new Date(-1);
        case 'no date': return new Date(NaN);
        case 'symbol': return Symbol('s');
        case 'error': return new TypeError('bad');
        case 'own error': return new Wrong('own');
        case 'function': return make;
        case 'arrow': return arrow;
        case 'class': return Point;
        case 'regexp': return /a+/gi;
        case 'promise inside': return [Promise.resolve(1)];
        case 'cycle': return cyclic;
        case 'shared': return [shared, shared];
        case 'instance': return new Point(3, 4);
        case 'no prototype': return Object.assign(Object.create(null), { a: 1 });
        // eslint-disable-next-line no-sparse-arrays
        case 'sparse': return [1, , 3];
        case 'boxed': return [new String('s'), new Number(1), new Boolean(false)];
        case 'without value': return { a: undefined, b: null, c() {} };
        case 'getter': return { get a() { return 7; } };
        case 'dollar': return { a: 2, $int: '1' };
        case 'order': return { '😀': 4, é: 3, b: 1, a: 2, 1: 0 };
        case 'proto key': return JSON.parse('{"__proto__": 1}');
        case 'toJSON': return { a: 1, toJSON() { return 'hidden'; } };
        case 'arguments': return (function () { return arguments; })(1, 2);
        case 'url': return new URL('http://a/');
        case 'proxy': return new Proxy({ a: 1 }, {});
        case 'iterator': return (function* () { yield 1; })();
        default: throw new Error(`what is ${what}?`);
    }
}

// count [] -> 0
// count [1, null] -> 2
function count(...all) {
    return all.length;
}

// defaults [1] -> [1, 2]
// defaults [1, null] -> [1, null]
function defaults(a, b = 2) {
    return [a, b];
}

// last [{"$result": 30}, {"$concat": ["<", {"$result": 0}, ">"]}] -> [[2, 55357, 2], "<null>"]
function last(list, text) {
    return [list, text];
}
