// Functions of the language as they were before any candidate ran, for code that runs beside one: what a candidate does to
// prototypes and globals must not change what the driver does.

const { bind, call } = Function.prototype;
/** `f(x, ...)` for a method `f` of x. */
const uncurried = bind.bind(call);

export const apply = Reflect.apply;
export const ownKeys = Reflect.ownKeys;
export const { create, defineProperty, getOwnPropertyDescriptor, getPrototypeOf, keys } = Object;
export const parseJson = JSON.parse;
export const quoteJson = JSON.stringify;
export const isArray = Array.isArray;
export const isInteger = Number.isInteger;
export const isSafeInteger = Number.isSafeInteger;
export const TEXT = String;
export const BIG = BigInt;

export const startsWith = uncurried(String.prototype.startsWith);
export const endsWith = uncurried(String.prototype.endsWith);
export const slice = uncurried(String.prototype.slice);
export const indexOf = uncurried(String.prototype.indexOf);
export const lastIndexOf = uncurried(String.prototype.lastIndexOf);
export const charCodeAt = uncurried(String.prototype.charCodeAt);
export const codePointAt = uncurried(String.prototype.codePointAt);
export const isWellFormed = uncurried(String.prototype.isWellFormed);
export const lowerCase = uncurried(String.prototype.toLowerCase);
export const replaceAll = uncurried(String.prototype.replaceAll);
export const numberText = uncurried(Number.prototype.toString);
export const bigText = uncurried(BigInt.prototype.toString);
export const push = uncurried(Array.prototype.push);
export const sort = uncurried(Array.prototype.sort);
export const join = uncurried(Array.prototype.join);
export const functionText = uncurried(Function.prototype.toString);
export const objectText = uncurried(Object.prototype.toString);
export const regExpText = uncurried(RegExp.prototype.toString);
export const execute = uncurried(RegExp.prototype.exec);
export const symbolText = uncurried(Symbol.prototype.toString);
export const dateValue = uncurried(Date.prototype.valueOf);
export const isoText = uncurried(Date.prototype.toISOString);
export const mapForEach = uncurried(Map.prototype.forEach);
export const mapSet = uncurried(Map.prototype.set);
export const mapGet = uncurried(Map.prototype.get);
export const mapDelete = uncurried(Map.prototype.delete);
export const mapSize = uncurried(getOwnPropertyDescriptor(Map.prototype, 'size').get);
export const setForEach = uncurried(Set.prototype.forEach);
export const setAdd = uncurried(Set.prototype.add);
export const setHas = uncurried(Set.prototype.has);
export const setDelete = uncurried(Set.prototype.delete);
export const setSize = uncurried(getOwnPropertyDescriptor(Set.prototype, 'size').get);
export const then = uncurried(Promise.prototype.then);

const TypedArray = getPrototypeOf(Uint8Array);
/** The name of a typed array's kind; undefined for anything else. */
export const typedArrayKind = uncurried(getOwnPropertyDescriptor(TypedArray.prototype, Symbol.toStringTag).get);
export const bufferOf = uncurried(getOwnPropertyDescriptor(TypedArray.prototype, 'buffer').get);
export const offsetOf = uncurried(getOwnPropertyDescriptor(TypedArray.prototype, 'byteOffset').get);
export const bytesOf = uncurried(getOwnPropertyDescriptor(TypedArray.prototype, 'byteLength').get);
export const lengthOf = uncurried(getOwnPropertyDescriptor(TypedArray.prototype, 'length').get);
export const bufferBytes = uncurried(getOwnPropertyDescriptor(ArrayBuffer.prototype, 'byteLength').get);

export const MapKind = Map;
export const SetKind = Set;
export const DateKind = Date;
export const ErrorKind = Error;
export const PromiseKind = Promise;
export const Bytes = Uint8Array;

/** Whether a method of a builtin accepts the object: it is of that kind, whatever its prototype says. */
export function accepts(method, object) {
    try {
        method(object);
        return true;
    } catch {
        return false;
    }
}

export const OBJECT_PROTOTYPE = Object.prototype;
export const objectTag = objectText;
export const regExpSource = uncurried(getOwnPropertyDescriptor(RegExp.prototype, 'source').get);
export const numberValue = uncurried(Number.prototype.valueOf);
export const stringValue = uncurried(String.prototype.valueOf);
export const booleanValue = uncurried(Boolean.prototype.valueOf);
export const bigValue = uncurried(BigInt.prototype.valueOf);
export const hasOwn = Object.hasOwn;
export const fromCharCode = String.fromCharCode;
export const toWellFormed = uncurried(String.prototype.toWellFormed);
export const mapHas = uncurried(Map.prototype.has);
export const same = Object.is;
/** Whether it is an error by its making, whatever its prototype says. */
export const isError = Error.isError;
export const ERROR_PROTOTYPE = Error.prototype;
/** A list that nothing can reach into: a program may put anything on the prototypes of lists. */
const setPrototypeOf = Object.setPrototypeOf;
export const list = () => setPrototypeOf([], null);
/** Adds to a list of any kind. */
export const append = (items, item) =>
    defineProperty(items, items.length, { __proto__: null, value: item, writable: true, enumerable: true, configurable: true });
export const resolved = (value) => new PromiseKind((resolve) => resolve(value));
