// Unicode normalisation of long texts that grow by it.
// out of fuel | - | ended
exports.answer = () => {
    let length = 0;
    for (;;) length += '\ufdfa'.repeat(1_000_000).normalize('NFKD').length;
};
