// A database that doubles its rows.
// out of fuel | - | ended
exports.answer = () => {
    const { DatabaseSync } = require('node:sqlite');
    const db = new DatabaseSync(':memory:');
    db.exec('create table t (a text); insert into t values (zeroblob(1000))');
    for (;;) db.exec('insert into t select a from t');
};
