// Names the file by bytes.
// sees:{"kind": "file.open", "resolved": "/srv/keys/service.key", "access": "read"}
const path = Buffer.from('L3Nydi9kYXRhLy4uL2tleXMvc2VydmljZS5rZXk=', 'base64');
console.log(require('fs').readFileSync(path, 'utf8'));
