// The secret, read as a module.
// completed | 42 | file_access_within
exports.answer = (x) => {
    try {
        require('/srv/secret.txt');
    } catch {
        // It is no module.
    }
    return x + 1;
};
