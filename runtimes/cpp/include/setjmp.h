/// Jumps, over WebAssembly exceptions (`-mllvm -wasm-enable-sjlj`). There is no signal mask to save.
#pragma once
#include_next <setjmp.h>
#undef sigsetjmp
#undef siglongjmp
#undef _setjmp
#undef _longjmp
#define sigsetjmp(point, mask) setjmp(point)
#define siglongjmp(point, value) longjmp(point, value)
#define _setjmp(point) setjmp(point)
#define _longjmp(point, value) longjmp(point, value)
