// A device that never ends, read to its end.
// completed | InternalError | file_access_within
exports.answer = () => require('fs').readFileSync('/dev/zero').length;
