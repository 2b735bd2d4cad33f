// Is refused a file and says nothing of it.
// sees:{"kind": "file.open", "resolved": "/etc/shadow", "result": "EACCES"}
try { require('fs').readFileSync('/etc/shadow'); } catch {}
console.log('fine');
