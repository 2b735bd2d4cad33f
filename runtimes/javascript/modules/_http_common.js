// node:_http_common: which characters a header may have.
import { METHODS } from './_http_names.js';
import { nodeError } from './net_errors.js';

const TOKEN = /^[\^_`a-zA-Z\-0-9!#$%&'*+.|~]+$/;
// eslint-disable-next-line no-control-regex
const NOT_IN_HEADER = /[^\t\x20-\x7e\x80-\xff]/;

export function _checkIsHttpToken(value) {
    return TOKEN.test(value);
}

export function _checkInvalidHeaderChar(value) {
    return NOT_IN_HEADER.test(value);
}

export const chunkExpression = /(?:^|\W)chunked(?:$|\W)/i;
export const continueExpression = /(?:^|\W)100-continue(?:$|\W)/i;
export const CRLF = '\r\n';
export const methods = METHODS;

export function validateHeaderName(name, label) {
    if (typeof name !== 'string' || !name || !TOKEN.test(name)) {
        throw nodeError(TypeError, 'ERR_INVALID_HTTP_TOKEN', `${label || 'Header name'} must be a valid HTTP token ["${name}"]`);
    }
}

export function validateHeaderValue(name, value) {
    if (value === undefined) {
        throw nodeError(TypeError, 'ERR_HTTP_INVALID_HEADER_VALUE', `Invalid value "${value}" for header "${name}"`);
    }
    if (NOT_IN_HEADER.test(value)) {
        throw nodeError(TypeError, 'ERR_INVALID_CHAR', `Invalid character in header content ["${name}"]`);
    }
}

export default {
    _checkInvalidHeaderChar, _checkIsHttpToken, chunkExpression, continueExpression, CRLF, methods,
};
