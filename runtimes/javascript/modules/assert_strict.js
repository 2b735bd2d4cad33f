// `node:assert/strict`: comparisons are strict.
import assert from 'node:assert';

const { strict } = assert;
export const {
    AssertionError, deepEqual, deepStrictEqual, doesNotMatch, doesNotReject, doesNotThrow, equal, fail, ifError, match,
    notDeepEqual, notDeepStrictEqual, notEqual, notStrictEqual, ok, rejects, strictEqual, throws,
} = strict;
export { strict };
export default strict;
