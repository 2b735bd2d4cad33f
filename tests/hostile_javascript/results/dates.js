// Dates that aren't, and dates beyond four digits.
// completed | [{"$opaque":{"text":"Invalid Date","type":"Date"}},{"$dateti | pass
exports.answer = () => [new Date(NaN), new Date(8.64e15), new Date(-8.64e15), new Date(-1), new Date(1.5)];
