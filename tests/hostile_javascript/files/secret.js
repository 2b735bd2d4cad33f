// The secret, read past the folder that is allowed.
// ? | ? | ?
exports.answer = (x) => {
    try {
        require('fs').readFileSync('/srv/data/../secret.txt');
    } catch {
        // It may be refused.
    }
    return x + 1;
};
