// Methods of Buffers that Node doesn't document and that packages use all the same: `latin1Slice(start, end)` and the like.

import { defineProperty } from './primordials.js';

const ENCODINGS = ['ascii', 'base64', 'base64url', 'hex', 'latin1', 'ucs2', 'utf8'];

/** Gives them to the prototype of Buffers, where they are missing. */
export function addSlices({ prototype }) {
    for (const encoding of ENCODINGS) {
        const methods = {
            [`${encoding}Slice`](start, end) {
                return this.toString(encoding, start, end);
            },
            [`${encoding}Write`](text, offset, length) {
                return this.write(text, offset ?? 0, length ?? this.length - (offset ?? 0), encoding);
            },
        };
        for (const name of [`${encoding}Slice`, `${encoding}Write`]) {
            if (name in prototype) continue;
            defineProperty(prototype, name, { __proto__: null, value: methods[name], writable: true, enumerable: false, configurable: true });
        }
    }
}
