// Directives in odd places.
// ? | ? | ?
'use strict'; 'use asm'; 'use\x20strict';
exports.answer = function (x) { 'use strict'; return this === undefined || this === exports ? x + 1 : 0; };
