// Functions that call each other through every door.
// completed | RangeError | pass
const one = { get value() { return two.call(this); }, valueOf: () => three`x`, toString: () => [one].map(two)[0] };
function two() { return Reflect.apply(three, null, [1]); }
function three() { return `${one}` + +one + one.value; }
exports.answer = () => three();
