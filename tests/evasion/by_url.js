// Names the file by a URL with escaped characters.
// sees:{"kind": "file.open", "resolved": "/srv/keys/service.key", "access": "read"}
const file = new URL('file:///srv/data/%2e%2e/keys/service%2ekey');
console.log(require('fs').readFileSync(file, 'utf8'));
