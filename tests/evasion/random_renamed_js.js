// Calls the weak generator by the name of the strong one.
// sees:{"kind": "random.weak"}
const crypto = { getRandomValues: (list) => list.map(() => Math.floor(Math.random() * 256)) };
console.log(crypto.getRandomValues(new Uint8Array(4)).length);
