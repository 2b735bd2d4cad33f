// Kills the process.
// ? | ? | ?
exports.answer = () => process.kill(process.pid, 'SIGKILL');
