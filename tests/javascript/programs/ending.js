// Ends in the way that the first argument names.
process.on('exit', (code) => console.log('exit', code, process.exitCode));
const ways = {
    nothing() {},
    exit: () => process.exit(3),
    exit_code() { process.exitCode = 4; },
    exit_in_handler() { process.on('exit', () => { process.exitCode = 9; }); },
    exit_in_timer: () => setTimeout(() => process.exit(5), 1000),
    before_exit() {
        let n = 0;
        process.on('beforeExit', () => {
            n += 1;
            console.log('beforeExit');
            if (n < 3) setTimeout(() => console.log('more'), 10);
        });
    },
    thrown() { throw new TypeError('thrown'); },
    thrown_text() { throw 'just text'; },
    thrown_object() { throw { a: 1 }; },
    thrown_later: () => setTimeout(() => { throw new RangeError('later'); }, 5),
    rejected: () => Promise.reject(new Error('rejected')),
    rejected_text: () => Promise.reject('a reason'),
    rejected_and_handled_later() {
        const promise = Promise.reject(new Error('late'));
        setTimeout(() => promise.catch(() => console.log('too late')), 5);
    },
    handled: () => {
        process.on('uncaughtException', (error, origin) => console.log('handled', error.message, origin));
        setTimeout(() => console.log('goes on'), 10);
        throw new Error('first');
    },
    rejection_handled() {
        process.on('unhandledRejection', (reason) => console.log('reason', reason.message));
        Promise.reject(new Error('kept'));
    },
    no_listener: () => new (require('events'))().emit('error', new Error('event')),
    never: () => new Promise(() => {}),
    signal: () => process.kill(process.pid, 'SIGTERM'),
    aborted: () => process.abort(),
    own_error() {
        class Own extends Error { name = 'Own'; }
        throw Object.assign(new Own('mine'), { code: 'E_OWN', cause: new Error('below') });
    },
};
console.log('begun');
ways[process.argv[2]]();
