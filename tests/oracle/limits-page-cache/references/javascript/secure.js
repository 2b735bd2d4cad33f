'use strict';

const pages = new Map();

function page(number) {
    let content = pages.get(number);
    if (content === undefined) {
        content = Buffer.alloc(10_000, number % 256);
        if (pages.size === 16) {
            pages.delete(pages.keys().next().value);
        }
    } else {
        pages.delete(number);
    }
    pages.set(number, content);
    return content;
}

function serve(first, last) {
    let size = 0;
    for (let number = first; number <= last; number++) {
        size += page(number).length;
    }
    return size;
}

module.exports = { serve };
