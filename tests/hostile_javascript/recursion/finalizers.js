// Handlers of streams and events that call themselves through the builtin modules.
// out of fuel | - | ended
const { EventEmitter } = require('events');
const { Readable } = require('stream');
exports.answer = (x) => {
    const emitter = new EventEmitter();
    emitter.on('again', () => emitter.emit('again'));
    try {
        emitter.emit('again');
    } catch {
        // Too deep.
    }
    const stream = new Readable({ read() { this.push('x'); } });
    stream.on('data', () => {});
    return x + 1;
};
