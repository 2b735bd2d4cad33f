// Time zones by today's rules: the offset from UTC and when summer time holds. Rules of the past aren't known.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Zones by offset in hours; `us`, `eu` and `au` say whose summer time they keep. */
const GROUPS = [
    [-10, '', 'Pacific/Honolulu'],
    [-9, 'us', 'America/Anchorage'],
    [-8, 'us', 'America/Los_Angeles America/Vancouver America/Tijuana US/Pacific'],
    [-7, 'us', 'America/Denver America/Edmonton US/Mountain'],
    [-7, '', 'America/Phoenix'],
    [-6, 'us', 'America/Chicago America/Winnipeg US/Central'],
    [-6, '', 'America/Mexico_City America/Costa_Rica'],
    [-5, 'us', 'America/New_York America/Toronto America/Detroit US/Eastern'],
    [-5, '', 'America/Bogota America/Lima America/Panama'],
    [-4, 'us', 'America/Halifax'],
    [-4, '', 'America/Caracas America/La_Paz America/Puerto_Rico'],
    [-3, '', 'America/Sao_Paulo America/Argentina/Buenos_Aires America/Buenos_Aires America/Montevideo'],
    [0, '', 'UTC Etc/UTC Etc/GMT GMT Etc/UCT UCT Etc/Zulu Zulu Africa/Abidjan Africa/Accra Atlantic/Reykjavik'],
    [0, 'eu', 'Europe/London Europe/Dublin Europe/Lisbon'],
    [
        1,
        'eu',
        'Europe/Paris Europe/Berlin Europe/Madrid Europe/Rome Europe/Amsterdam Europe/Brussels Europe/Vienna Europe/Zurich ' +
            'Europe/Stockholm Europe/Oslo Europe/Copenhagen Europe/Prague Europe/Warsaw Europe/Budapest Europe/Belgrade CET',
    ],
    [1, '', 'Africa/Lagos Africa/Algiers'],
    [
        2,
        'eu',
        'Europe/Athens Europe/Helsinki Europe/Kiev Europe/Kyiv Europe/Bucharest Europe/Sofia Europe/Riga Europe/Vilnius EET',
    ],
    [2, '', 'Africa/Johannesburg Africa/Tripoli'],
    [3, '', 'Europe/Moscow Europe/Istanbul Africa/Nairobi Asia/Riyadh Asia/Baghdad Asia/Kuwait Europe/Minsk'],
    [3.5, '', 'Asia/Tehran'],
    [4, '', 'Asia/Dubai Asia/Baku Asia/Tbilisi'],
    [5, '', 'Asia/Karachi Asia/Tashkent'],
    [5.5, '', 'Asia/Kolkata Asia/Calcutta Asia/Colombo'],
    [5.75, '', 'Asia/Kathmandu'],
    [6, '', 'Asia/Dhaka'],
    [7, '', 'Asia/Bangkok Asia/Jakarta Asia/Ho_Chi_Minh'],
    [8, '', 'Asia/Shanghai Asia/Singapore Asia/Hong_Kong Asia/Taipei Asia/Manila Australia/Perth Asia/Kuala_Lumpur'],
    [9, '', 'Asia/Tokyo Asia/Seoul'],
    [9.5, '', 'Australia/Darwin'],
    [10, 'au', 'Australia/Sydney Australia/Melbourne Australia/Hobart'],
    [10, '', 'Australia/Brisbane'],
    [12, '', 'Pacific/Fiji'],
];
const ZONES = new Map(
    GROUPS.flatMap(([hours, summer, names]) => names.split(' ').map((name) => [name.toLowerCase(), { hours, summer }])),
);
const OFFSET = /^([+-])(\d{2}):?(\d{2})?$/;

/** The day of the month of the `count`th Sunday (from 1; 0 is the last). `month` from 0. */
function sunday(year, month, count) {
    if (count === 0) {
        const last = new Date(Date.UTC(year, month + 1, 0));
        return last.getUTCDate() - last.getUTCDay();
    }
    const first = new Date(Date.UTC(year, month, 1)).getUTCDay();
    return 1 + ((7 - first) % 7) + 7 * (count - 1);
}

function isSummer({ hours, summer }, time) {
    const year = new Date(time + hours * HOUR).getUTCFullYear();
    const local = (month, count, hour) => Date.UTC(year, month, sunday(year, month, count), hour) - hours * HOUR;
    if (summer === 'us') return time >= local(2, 2, 2) && time < local(10, 1, 1);
    if (summer === 'eu')
        return time >= Date.UTC(year, 2, sunday(year, 2, 0), 1) && time < Date.UTC(year, 9, sunday(year, 9, 0), 1);
    if (summer === 'au') return time >= local(9, 1, 2) || time < local(3, 1, 2);
    return false;
}

/** Minutes that a zone is ahead of UTC at a time; undefined for a zone that isn't known. */
export function zoneOffset(zone, time) {
    const written = OFFSET.exec(zone);
    if (written) {
        const minutes = Number(written[2]) * 60 + Number(written[3] ?? 0);
        return written[1] === '-' ? -minutes : minutes;
    }
    const known = ZONES.get(zone.toLowerCase());
    return known === undefined ? undefined : known.hours * 60 + (isSummer(known, time) ? 60 : 0);
}
