// An object that looks like a reference to a result.
// completed | [{"$dict":[["$result",0]]},{"$dict":[["$int","42"]]},{"$dict | pass
exports.answer = () => [{ $result: 0 }, { $int: '42' }, { $float: 'nan' }, { $opaque: { type: 'x', text: 'y' } }, { $cycle: true }];
