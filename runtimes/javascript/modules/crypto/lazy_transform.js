// Streams whose state is made when they are first used as streams: most hashes and ciphers never are.
import { Transform } from 'node:stream';

export function LazyTransform(options) {
    this._options = options;
}

Object.setPrototypeOf(LazyTransform.prototype, Transform.prototype);
Object.setPrototypeOf(LazyTransform, Transform);

for (const name of ['_readableState', '_writableState']) {
    Object.defineProperty(LazyTransform.prototype, name, {
        get() {
            Transform.call(this, this._options);
            this._writableState.decodeStrings = false;
            return this[name];
        },
        set(value) {
            Object.defineProperty(this, name, { value, enumerable: true, configurable: true, writable: true });
        },
        configurable: true,
        enumerable: true,
    });
}
