exports.name = 'folder';
exports.early = require('./cycle').seen;
exports.late = 1;
