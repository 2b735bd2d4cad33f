// module: http2
'use strict';
const { assert, event, refused, works } = require('../checks.js');
const http2 = require('http2');
works('constants', () => assert.strictEqual(http2.constants.HTTP2_HEADER_STATUS, ':status'));
refused(
    'connect',
    () => {
        const session = http2.connect('http://localhost:1');
        return event(session, 'none');
    },
    /./,
);
