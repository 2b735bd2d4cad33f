// An object that looks like a reference to a result.
// ? | ? | ?
exports.answer = () => [{ $result: 0 }, { $int: '42' }, { $float: 'nan' }, { $opaque: { type: 'x', text: 'y' } }, { $cycle: true }];
