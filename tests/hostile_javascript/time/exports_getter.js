// An export whose getter takes for ever.
// ? | ? | ?
Object.defineProperty(exports, 'answer', {
    enumerable: true,
    get() {
        for (;;);
    },
});
