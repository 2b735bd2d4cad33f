// Replaces every function of `fs`, and uses one that it kept.
// sees:{"kind": "file.open", "resolved": "/srv/keys/service.key", "access": "read"}
const fs = require('fs');
const open = fs.openSync;
for (const name of Object.keys(fs)) {
  if (typeof fs[name] === 'function') fs[name] = () => { throw new Error('no files here'); };
}
const buffer = Buffer.alloc(100);
const descriptor = open('/srv/keys/service.key', 'r');
console.log(descriptor > 0);
