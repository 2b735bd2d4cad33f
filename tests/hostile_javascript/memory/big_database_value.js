// A database value as large as may be.
// completed | Error | pass
exports.answer = () => {
    const { DatabaseSync } = require('node:sqlite');
    const db = new DatabaseSync(':memory:');
    return db.prepare('select hex(zeroblob(400000000)) as a').get().a.length;
};
