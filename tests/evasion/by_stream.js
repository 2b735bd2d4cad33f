// Reads a stream whose path isn't the file's.
// sees:{"kind": "file.open", "resolved": "/srv/keys/service.key", "access": "read"}
require('fs').createReadStream(null, { path: '/srv/data/notes.txt', fd: require('fs').openSync('/srv/keys/service.key') })
  .on('data', (data) => console.log(String(data)));
