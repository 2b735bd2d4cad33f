// UTF-8 to text for buffers.
import { host } from 'dualgauge:host';

/** The text of `bytes[start..end]`; what is no UTF-8 becomes U+FFFD, a byte order mark stays. */
export function utf8_decode(bytes, start, end) {
    return host.decode(start === 0 && end >= bytes.length ? bytes : bytes.subarray(start, end));
}
