// Comments as of HTML.
// completed | 42 | pass
<!-- exports.answer = () => 41;
exports.answer = (x) => x + 1;
--> exports.answer = () => 40;
