// Exports without number, none of them the right one.
// out of fuel | - | ended
for (let i = 0; i < 20_000; i += 1) exports[`answer_${i}`] = (x) => x + 1;
