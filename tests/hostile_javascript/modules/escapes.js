// Names written with escapes.
// not loaded: SyntaxError | - | ended
v\u0061r \u{61}nswer;
exports.\u0061nswer = (\u{78}) => x + 1;
