// The secret, read as a module.
// ? | ? | ?
exports.answer = (x) => {
    try {
        require('/srv/secret.txt');
    } catch {
        // It is no module.
    }
    return x + 1;
};
