// A getter that takes for ever, met by the driver.
// ? | ? | ?
exports.answer = () => ({
    get slow() {
        for (;;);
    },
});
