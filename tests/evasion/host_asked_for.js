// Asks for the module that speaks with the host, and would replace its functions.
// sees:{"kind": "file.open", "resolved": "/srv/keys/service.key", "access": "read"}
let host;
try { host = require('dualgauge:host'); } catch { host = undefined; }
if (host) for (const name of Object.keys(host)) try { host[name] = () => 0; } catch {}
console.log(require('fs').readFileSync('/srv/keys/service.key', 'utf8'));
