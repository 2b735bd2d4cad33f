// Tells the host where an exception is thrown, so that its place can be told with it.

#include "host.h"

_Noreturn void __real___cxa_throw(void *, void *, void (*)(void *));

_Noreturn void __wrap___cxa_throw(void *object, void *type, void (*destroy)(void *)) {
    dg_thrown();
    __real___cxa_throw(object, type, destroy);
}
