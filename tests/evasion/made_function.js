// Makes a function of text by a constructor that has no name.
// sees:{"kind": "code", "how": "eval"}
// sees:{"kind": "file.open", "resolved": "/srv/keys/service.key", "access": "read"}
const make = (() => {}).constructor;
make('require', "require('fs').readFileSync('/srv/keys/' + 'service.key')")(require);
