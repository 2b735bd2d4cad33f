// What a program finds out about the process that it is.
const os = require('os');
console.log(process.argv.slice(2), process.argv.length, require('path').basename(process.argv[1]));
console.log(process.env.SET, process.env.UNSET, 'SET' in process.env, typeof process.env.PATH);
console.log(process.version, process.versions.node, process.platform, process.arch, process.release.name);
console.log(process.title, typeof process.pid, typeof process.uptime(), process.execArgv);
console.log(process.cwd() === __dirname, os.EOL === '\n', os.platform(), os.type());
console.log(process.stdout.isTTY, process.stdin.isTTY, process.stdout.columns);
console.log(typeof process.memoryUsage().heapUsed, process.hrtime().length, typeof process.hrtime.bigint());
console.log(typeof globalThis, typeof global, global === globalThis, typeof window, typeof self);
process.stdout.write('no newline');
process.stdout.write(Buffer.from(' and bytes\n'), () => console.log('written'));
console.error('to stderr');
console.log('%s is %d and %o %j %%', 'x', 4.5, [1], { a: 1 });
