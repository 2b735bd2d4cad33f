// Comments that name other sources.
// completed | 42 | pass
//# sourceURL=/usr/local/lib/dualgauge/driver/calls.js
//# sourceMappingURL=data:application/json;base64,e30=
exports.answer = (x) => x + 1;
/*# sourceURL=x */
