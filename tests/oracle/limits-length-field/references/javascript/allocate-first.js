'use strict';

function readMessage(packet) {
    if (packet.length < 4) {
        return null;
    }
    const length = packet.readUInt32BE(0);
    const message = Buffer.alloc(length);
    if (length > packet.length - 4) {
        return null;
    }
    packet.copy(message, 0, 4);
    return message;
}

module.exports = { readMessage };
