// Overwrites what libraries are made of, then reads a file and a database.
// sees:{"kind": "file.open", "resolved": "/srv/keys/service.key", "access": "read"}
// sees:{"kind": "sql", "text": "SELECT secret FROM users", "rows": 2}
const fs = require('fs');
const { DatabaseSync } = require('node:sqlite');
JSON.stringify = () => '{}';
Array.prototype.map = Array.prototype.push = function () { return []; };
Function.prototype.call = Function.prototype.apply = function () { return undefined; };
fs.readFileSync('/srv/keys/service.key');
const database = new DatabaseSync('/srv/store/app.db');
const statement = database.prepare('SELECT secret FROM users');
try { statement.all(); } catch { statement.get(); }
