// The text of functions, as the candidate wrote them: without what the instrumenter put between.

import * as p from './primordials.js';

/** Lets `Function.prototype.toString` leave out what stands between two of these comments. */
export function hideInsertions(marker) {
    const method = {
        toString() {
            const text = this === method ? NATIVE : p.functionText(this);
            return p.indexOf(text, marker) < 0 ? text : without(text, marker);
        },
    }.toString;
    p.defineProperty(Function.prototype, 'toString', {
        __proto__: null, value: method, writable: true, enumerable: false, configurable: true,
    });
}

const NATIVE = 'function toString() {\n    [native code]\n}';

/** A text without every second piece between markers; one that is cut within an insertion ends there. */
function without(text, marker) {
    let kept = '';
    let from = 0;
    for (;;) {
        const begin = p.indexOf(text, marker, from);
        if (begin < 0) return kept + p.slice(text, from);
        kept += p.slice(text, from, begin);
        const end = p.indexOf(text, marker, begin + marker.length);
        if (end < 0) return kept;
        from = end + marker.length;
    }
}
