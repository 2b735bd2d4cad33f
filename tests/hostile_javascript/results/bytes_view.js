// A view of a part of what is large, and one of what is shared.
// completed | [{"$bytes":"AAAA"},{"$bytes":"AA=="},{"$bytes":"AAA="}] | pass
exports.answer = () => [new Uint8Array(new ArrayBuffer(50_000_000), 10, 3), Buffer.alloc(20_000_000).subarray(5, 6), new Uint8Array(new SharedArrayBuffer(2))];
