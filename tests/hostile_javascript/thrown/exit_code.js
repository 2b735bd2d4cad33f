// Throws a number while it is loaded.
// ? | ? | ?
throw 0;
