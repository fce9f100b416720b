/** Whether the value is an object literal or came from `JSON.parse`: neither an array nor an instance of a class. */
export function isPlainMap(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/**
 * What kustomize, and so Flux, refuses or corrupts in every YAML spelling: DEL, the C1 controls with U+0085, two
 * noncharacters, and halves of surrogate pairs, which are no Unicode text at all.
 */
const UNREADABLE = /[\u007f-\u009f\ufffe\uffff]|\p{Surrogate}/u;

/** Whether Flux can read the string, given the right YAML. */
export function isReadable(value: string): boolean {
  return !UNREADABLE.test(value);
}

/** Whether Flux can read the key, given the right YAML. */
export function isKey(key: string): boolean {
  return keyFault(key) === undefined;
}

/**
 * The first thing in a value that a manifest cannot hold, as an error that names its path (`spec.values.when`);
 * undefined where everything is a map, a list, a string, a finite number, a boolean or null. Undefined fields are
 * allowed, undefined list items are not. It explains a failure; it is too slow to run on every manifest.
 */
export function faultIn(value: unknown): Error | undefined {
  const [first] = faultsIn(value);
  return first;
}

/** Everything in a value that a manifest cannot hold, see {@link faultIn}. */
export function faultsIn(value: unknown): Error[] {
  return search(value, [], []);
}

function search(value: unknown, path: readonly string[], around: readonly object[]): Error[] {
  const fault = faultOf(value, around);
  if (fault !== undefined) return [new TypeError(`${path.length === 0 ? 'the document' : path.join('.')} ${fault}`)];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) =>
    child === undefined && !Array.isArray(value) ? [] : search(child, [...path, key], [...around, value]),
  );
}

function faultOf(value: unknown, around: readonly object[]): string | undefined {
  if (value === null || typeof value === 'boolean') return undefined;
  if (typeof value === 'string') return unreadableIn(value);
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : `is ${value}, which JSON does not know`;
  if (value === undefined) return 'is undefined';
  if (typeof value !== 'object') return `is a ${typeof value}`;
  if (around.includes(value)) return 'contains itself';
  if (Array.isArray(value)) return undefined;
  if (!isPlainMap(value)) return `is an instance of ${value.constructor?.name ?? 'a class'}, not a plain value`;
  const key = Object.keys(value).find((key) => value[key] !== undefined && !isKey(key));
  return key === undefined ? undefined : `has a key that ${keyFault(key)}`;
}

function keyFault(key: string): string | undefined {
  if (key === '<<') return 'is <<, which kustomize takes for a merge even in quotes';
  if (JSON.stringify(key).length > 1024) return `is ${key.length} characters long, which breaks kustomize`;
  return unreadableIn(key);
}

function unreadableIn(value: string): string | undefined {
  const character = UNREADABLE.exec(value)?.[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  return character && `holds U+${character}, which Flux cannot read`;
}
