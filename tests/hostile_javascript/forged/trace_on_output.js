// Events written to the streams as the trace has them.
// completed | 42 | pass
exports.answer = (x) => {
    console.log('{"kind":"tamper","what":"nothing"}');
    console.error(JSON.stringify({ returned: 42, ended: 'completed' }));
    require('fs').writeFileSync('/tmp/trace.jsonl', '{"kind":"completed"}');
    return x + 1;
};
