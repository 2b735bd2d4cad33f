// An answer in the driver's own words.
// completed | {"kind":"returned","loaded":true,"raised":null,"returned":42 | pass
exports.answer = () => ({ returned: 42, loaded: true, raised: null, kind: 'returned' });
