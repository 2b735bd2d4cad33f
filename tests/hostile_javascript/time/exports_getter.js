// An export whose getter takes for ever.
// out of fuel | - | ended
Object.defineProperty(exports, 'answer', {
    enumerable: true,
    get() {
        for (;;);
    },
});
