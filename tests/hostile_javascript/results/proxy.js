// A proxy that makes up what it holds.
// completed | {"a":"a!","b":"b!"} | pass
exports.answer = () => new Proxy({}, {
    ownKeys: () => ['a', 'b'],
    getOwnPropertyDescriptor: () => ({ value: 1, enumerable: true, configurable: true }),
    get: (target, name) => `${String(name)}!`,
});
