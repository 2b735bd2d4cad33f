// Classes whose names are no names.
// completed | [{},{},{"$object":{"fields":{},"type":"a\"b\n�"}},{}] | pass
exports.answer = () => {
    const One = class {};
    Object.defineProperty(One, 'name', { value: { toString: () => 'x' } });
    const Two = class { static name() {} };
    const Three = { 'a"b\n\ud800': class {} }['a"b\n\ud800'];
    const four = Object.create({ get constructor() { throw new Error('no'); } });
    return [new One(), new Two(), new Three(), four];
};
