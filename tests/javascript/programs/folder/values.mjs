export default 'the default';
export const named = { a: 1 };
export let counter = 0;
export function count() {
    counter += 1;
}
