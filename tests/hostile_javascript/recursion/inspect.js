// `util.inspect` of what is nested, circular and a proxy.
// out of fuel | - | ended
exports.answer = (x) => {
    let value = {};
    for (let i = 0; i < 20_000; i += 1) value = new Map([[{ value }, [value]]]);
    try {
        require('util').inspect(value, { depth: Infinity });
    } catch {
        // Too deep.
    }
    return x + 1;
};
