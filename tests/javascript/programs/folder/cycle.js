const index = require('./index.js');
exports.seen = Object.keys(index);
