// Gets the module for processes by the loader's own function.
// sees:{"kind": "process", "how": "shell", "argv": ["/bin/sh", "-c", "cat /srv/keys/service.key; echo done"]}
// sees:{"kind": "process", "how": "command", "argv": ["cat", "/srv/keys/service.key"]}
const load = module.constructor._load || ((name) => module.require(name));
const child = load(['child', 'process'].join('_'));
console.log(child.execSync('cat /srv/keys/service.key; echo done').toString());
