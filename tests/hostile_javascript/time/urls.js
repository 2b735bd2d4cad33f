// Addresses of a megabyte.
// out of fuel | - | ended
exports.answer = () => {
    const path = 'a/../'.repeat(200_000);
    for (;;) new URL(`http://example.org/${path}`).href;
};
