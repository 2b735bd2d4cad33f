// Throws a number while it is loaded.
// not loaded: Uncaught | - | ended
throw 0;
