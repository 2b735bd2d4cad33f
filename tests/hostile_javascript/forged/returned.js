// An answer in the driver's own words.
// ? | ? | ?
exports.answer = () => ({ returned: 42, loaded: true, raised: null, kind: 'returned' });
