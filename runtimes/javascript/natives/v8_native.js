/** Bytes that V8 would let its heap grow to on an ordinary machine. */
export const heap_size_limit = () => 2_197_815_296;
