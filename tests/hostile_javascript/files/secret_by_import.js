// The secret, read as an imported module.
// ? | ? | ?
exports.answer = async (x) => {
    try {
        await import('/srv/secret.txt');
    } catch {
        // It is no module.
    }
    return x + 1;
};
