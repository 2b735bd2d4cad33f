// Opens by a promise, after its last line.
// sees:{"kind": "file.open", "resolved": "/srv/keys/service.key", "access": "read"}
const { open } = require('node:fs/promises');
open('/srv/keys/service.key').then(async (file) => console.log(await file.readFile('utf8')));
