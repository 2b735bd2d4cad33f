// As before, but what was taken is never given back.
// out of memory | - | ended
globalThis.kept = null;
exports.answer = (x) => {
    for (let size = 2 ** 24; size > 1; size /= 2) {
        try {
            for (;;) globalThis.kept = { kept: globalThis.kept, more: new Uint8Array(size) };
        } catch {
            // Smaller ones may still fit.
        }
    }
    try {
        for (;;) globalThis.kept = { kept: globalThis.kept };
    } catch {
        // Now there is nothing left.
    }
    return x + 1;
};
