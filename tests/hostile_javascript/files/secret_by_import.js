// The secret, read as an imported module.
// completed | 42 | file_access_within
exports.answer = async (x) => {
    try {
        await import('/srv/secret.txt');
    } catch {
        // It is no module.
    }
    return x + 1;
};
