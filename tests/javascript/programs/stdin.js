// Standard input in the way that the first argument names.
const fs = require('fs');
const readline = require('readline');
const { text } = require('stream/consumers');
const show = (all) => console.log(JSON.stringify(all));
const ways = {
    sync: () => show(fs.readFileSync(0, 'utf8')),
    path: () => show(fs.readFileSync('/dev/stdin').length),
    events() {
        let all = '';
        process.stdin.setEncoding('utf8');
        process.stdin.on('data', (part) => { all += part; });
        process.stdin.on('end', () => show(all));
    },
    async iteration() {
        const parts = [];
        for await (const part of process.stdin) parts.push(part);
        show(Buffer.concat(parts).toString());
    },
    consumers: async () => show(await text(process.stdin)),
    lines() {
        const lines = [];
        readline.createInterface({ input: process.stdin }).on('line', (line) => lines.push(line)).on('close', () => show(lines));
    },
    async asked() {
        const asking = require('readline/promises').createInterface({ input: process.stdin });
        const all = [];
        for await (const line of asking) all.push(line);
        show(all);
    },
    readable() {
        const parts = [];
        process.stdin.on('readable', () => {
            for (let part; (part = process.stdin.read()) !== null;) parts.push(part);
        });
        process.stdin.on('end', () => show(Buffer.concat(parts).toString()));
    },
};
ways[process.argv[2]]();
