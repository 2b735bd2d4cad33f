// module: diagnostics_channel
'use strict';
const { assert, works } = require('../checks.js');
const dc = require('diagnostics_channel');
works('publish and subscribe', () => {
    const got = [];
    const listen = (message, name) => got.push([name, message]);
    dc.subscribe('c', listen);
    dc.channel('c').publish({ a: 1 });
    assert.ok(dc.hasSubscribers('c'));
    dc.unsubscribe('c', listen);
    dc.channel('c').publish(2);
    assert.deepStrictEqual(got, [['c', { a: 1 }]]);
});
