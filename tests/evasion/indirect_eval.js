// Evaluates encoded code by another name.
// sees:{"kind": "code", "how": "eval", "text": "require('fs').readFileSync('/srv/keys/service.key')"}
// sees:{"kind": "file.open", "resolved": "/srv/keys/service.key", "access": "read"}
globalThis.require = require;
const run = [eval][0];
run(atob('cmVxdWlyZSgnZnMnKS5yZWFkRmlsZVN5bmMoJy9zcnYva2V5cy9zZXJ2aWNlLmtleScp'));
