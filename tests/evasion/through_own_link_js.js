// Opens relative to a folder that it reached by a link of its own.
// sees:{"kind": "file.symlink", "path": "/tmp/a", "target": "../srv"}
// sees:{"kind": "file.open", "resolved": "/srv/keys/service.key", "access": "read"}
const fs = require('fs');
fs.symlinkSync('../srv', '/tmp/a');
process.chdir('/tmp/a/data');
console.log(fs.readFileSync('../keys/service.key', 'utf8'));
