// A getter that takes for ever, met by the driver.
// out of fuel | - | ended
exports.answer = () => ({
    get slow() {
        for (;;);
    },
});
