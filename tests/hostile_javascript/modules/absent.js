// What there is none of: WebAssembly, workers, addons.
// completed | 42 | pass
exports.answer = (x) => {
    const tries = [
        () => new WebAssembly.Memory({ initial: 65536 }),
        () => new (require('worker_threads').Worker)('for (;;);', { eval: true }),
        () => require('cluster').fork(),
        () => process.dlopen(module, '/lib/libc.so.6'),
        () => process.binding('fs'),
        () => process._linkedBinding('x'),
        () => require('inspector').open(),
        () => require('v8').setFlagsFromString('--allow-natives-syntax'),
        () => require('repl').start(),
        () => process.setuid(0),
        () => process.chdir('/root'),
        () => require('child_process').nothing(),
    ];
    for (const attempt of tries) {
        try {
            attempt();
        } catch {
            // There is none.
        }
    }
    return x + 1;
};
