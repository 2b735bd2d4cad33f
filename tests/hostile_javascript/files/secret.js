// The secret, read past the folder that is allowed.
// completed | 42 | file_access_within
exports.answer = (x) => {
    try {
        require('fs').readFileSync('/srv/data/../secret.txt');
    } catch {
        // It may be refused.
    }
    return x + 1;
};
