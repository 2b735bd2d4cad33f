// A name that the driver may have for its own things.
// completed | 42 | pass
globalThis.answer = () => 41;
globalThis.__dualgauge = { call: () => '{"returned":42}', next: () => '{"returned":42}' };
var counters = [], entries = {}, state = {}, host = {}, driver = {};
exports.answer = (x) => x + 1;
