import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isExempt, substitute, type Variables, variableName } from '../../lib/tree/substitute';

function variables(values: Readonly<Record<string, string>>, rest: Partial<Variables> = {}): Variables {
  return { values: new Map(Object.entries(values)), hidden: new Set(), open: false, ...rest };
}

describe('substitution writes what Flux writes for', () => {
  test.each<[expression: string, values: Readonly<Record<string, string>>, written: string]>([
    ['no reference at all: $HOME, 5$, ${', {}, 'no reference at all: $HOME, 5$, ${'],
    ['${region}-1', { region: 'eu' }, 'eu-1'],
    ['${empty}|', { empty: '' }, '|'],
    ['${_a1}${Ä}', { _a1: 'x', Ä: 'y' }, 'xy'],
    // Length, in bytes.
    ['${#name}', { name: 'prod-eu' }, '7'],
    ['${#name}', { name: 'für' }, '4'],
    // Case.
    ['${name^}', { name: 'billing' }, 'Billing'],
    ['${name^^}', { name: 'billing' }, 'BILLING'],
    ['${name,}', { name: 'BILLING' }, 'bILLING'],
    ['${name,,}', { name: 'BILLING' }, 'billing'],
    ['${name^^}', { name: 'straße' }, 'STRAßE'],
    ['${name^}|${name,}', { name: '' }, '|'],
    ['${name,^}', { name: 'As it is' }, 'As it is'],
    // Defaults: all alike, whether the variable is undefined or empty.
    ['${name:=orders}', {}, 'orders'],
    ['${name:=orders}', { name: '' }, 'orders'],
    ['${name:=orders}', { name: 'billing' }, 'billing'],
    ['${name:-orders}', {}, 'orders'],
    ['${name:-orders}', { name: 'billing' }, 'billing'],
    ['${name=orders}', {}, 'orders'],
    ['${name=orders}', { name: '' }, 'orders'],
    ['${name:?orders}', {}, 'orders'],
    ['${name:+orders}', { name: 'billing' }, 'billing'],
    ['${name:=}|', {}, '|'],
    ['${name:=a:b/c#d$e}', {}, 'a:b/c#d$e'],
    ['${name:=$$}', {}, '$$'],
    ['${name:={"a": 1}', {}, '{"a": 1'],
    ['${name:=${other}}', { other: 'x' }, 'x'],
    ['${name:=a-${other^^}-${more:=z}}', { other: 'x' }, 'a-X-z'],
    // Slices, in bytes.
    ['${path:6}', { path: '/apps/billing' }, 'billing'],
    ['${path:6:4}', { path: '/apps/billing' }, 'bill'],
    ['${path:6:99}|${path:99}|${path:99:1}', { path: '/apps/billing' }, 'billing||'],
    ['${path:-4}', { path: 'billing' }, 'billing'],
    ['${path:${from}:2}', { path: 'billing', from: '-4' }, 'li'],
    ['${path:${from}:2}', { path: 'billing', from: '-99' }, 'bi'],
    ['${path: -4}', { path: 'billing' }, 'billing'],
    ['${path:x}|${path:1:x}', { path: 'billing' }, 'billing|billing'],
    ['${path:2::3}', { path: 'billing' }, 'lli'],
    ['${path:1:1}', { path: 'aöb' }, '\ufffd'],
    // Prefixes and suffixes.
    ['${file#*.}', { file: 'a.tar.gz' }, 'tar.gz'],
    ['${file##*.}', { file: 'a.tar.gz' }, 'gz'],
    ['${file%.*}', { file: 'a.tar.gz' }, 'a.tar'],
    ['${file%%.*}', { file: 'a.tar.gz' }, 'a'],
    ['${path##*/}|${path%/*}', { path: '/a/b/c' }, 'c|/a/b'],
    ['${tag#v}', { tag: 'v1.2' }, '1.2'],
    ['${tag#x}', { tag: 'v1.2' }, 'v1.2'],
    ['${tag#*}|${tag##*}', { tag: 'v1.2' }, '1.2|'],
    ['${tag#[a-z]}|${tag#[^a-z]}|${tag#?1}', { tag: 'v1.2' }, '1.2|v1.2|.2'],
    ['${tag#\\*}', { tag: '*1' }, '1'],
    ['${tag#[}|${tag#[a}|${tag#\\}', { tag: 'v1' }, 'v1|v1|v1'],
    ['${tag%[0-9]}', { tag: 'v1' }, 'v1'],
    // Replacement, of the text as it stands.
    ['${list/,/;}', { list: 'a,b,c' }, 'a;b,c'],
    ['${list//,/;}', { list: 'a,b,c' }, 'a;b;c'],
    ['${list/#a/x}|${list/#b/x}', { list: 'a,b,c' }, 'x,b,c|a,b,c'],
    ['${list/%c/x}|${list/%b/x}', { list: 'a,b,c' }, 'a,b,x|a,b,c'],
    ['${list/,/}|${list//,/}', { list: 'a,b,c' }, 'ab,c|abc'],
    ['${list/#a/}|${list/%c/}', { list: 'a,b,c' }, 'a,b,c|a,b,c'],
    ['${path//\\//-}', { path: 'a/b/c' }, 'a-b-c'],
    ['${path/b/\\/$$\\\\}', { path: 'abc' }, 'a/$\\c'],
    ['${name//*/x}|${name//$&/x}', { name: 'a*b' }, 'axb|a*b'],
    ['${name//b/$&}', { name: 'abc' }, 'a$&c'],
    ['${name//${none:=}/-}', { name: 'ab' }, '-a-b-'],
    // Escapes.
    ['$${name}', { name: 'x' }, '${name}'],
    ['$$', {}, '$'],
    ['$$$${name}', { name: 'x' }, '$${name}'],
    ['$$ ${name}$', { name: 'x' }, '$ x$'],
    ['kill $$; echo $$(POD_IP)', {}, 'kill $; echo $(POD_IP)'],
    ['\\${name}', { name: 'x' }, '\\x'],
  ])('%s with %j: %s', (expression, values, written) => {
    const { text, undefined: missing } = substitute(expression, variables(values));

    expect(text).toBe(written);
    expect([...missing]).toEqual([]);
  });

  test('any text, once its dollars are doubled: the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('$', '{', '}', 'a', ':', '=', '/', '\\', 'é', '\n') }), (text) => {
        const escaped = text.replaceAll('$', () => '$$');

        expect(substitute(escaped, variables({ a: 'x' }))).toMatchObject({ text, faults: [], names: new Set() });
      }),
    );
  });

  test('any value: the value, and its length in bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (value) => {
        const { text } = substitute('${#v}:${v}', variables({ v: value }));

        expect(text).toBe(`${Buffer.byteLength(value)}:${value}`);
      }),
    );
  });

  test('what is cut off in front, and what is left: the value', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', '.')), (characters) => {
        const value = characters.join('');
        const { text } = substitute('${v##*.}', variables({ v: value }));

        expect(text).toBe(value.slice(value.lastIndexOf('.') + 1));
      }),
    );
  });
});

describe('Flux refuses', () => {
  test.each([
    '${arr[@]}',
    '${v-default}',
    '${v+x}',
    '${v?x}',
    '${ v }',
    '${}',
    '${{ matrix.os }}',
    '${v',
    '${v:=x',
    '${v#}',
    '${v:}',
    '${v:1:}',
    '${v:é}',
    '${v/a}',
    '${v//}',
    '${#}',
    '${#v:1}',
    '${v#a${v}}',
    '${!v}',
    '${@}',
    '${v:=${w-x}}',
  ])('%s, whatever the variables are', (text) => {
    const { faults, ...rest } = substitute(`a ${text} b`, variables({ v: 'x', w: 'y' }));

    expect(faults).not.toEqual([]);
    expect(rest.text).toContain(text.slice(0, 3));
  });

  test('a slice that ends before it begins', () => {
    expect(substitute('${v:3:-2}', variables({ v: 'abcdef' }))).toMatchObject({
      text: '${v:3:-2}',
      faults: [{ source: '${v:3:-2}', message: 'its length ends before its position' }],
    });
  });

  test('one expression, and the others are replaced', () => {
    expect(substitute('${v} ${w[0]} ${v}', variables({ v: 'x' }))).toMatchObject({
      text: 'x ${w[0]} x',
      faults: [{ source: '${w[0]}', message: 'is nothing that Flux can replace' }],
    });
  });

  test('references in each other beyond measure, in no time', () => {
    expect(substitute('${a:='.repeat(100_000), variables({})).faults.length).toBe(100_000);
  }, 20_000);
});

describe('a variable without a value', () => {
  test.each([
    '${v}',
    '${#v}',
    '${v^}',
    '${v,,}',
    '${v:1}',
    '${v#a}',
    '${v%%a}',
    '${v/a/b}',
    '${w:=${v}}',
    '${x:=${v}}',
  ])('is told of in %s, which stays as it is', (text) => {
    const result = substitute(text, variables({ x: 'given' }));

    expect(result.undefined).toEqual(new Set(['v']));
    expect(result.text).toBe(text === '${x:=${v}}' ? 'given' : text);
  });

  test('is the empty string where Flux is not strict', () => {
    const { text, undefined: missing } = substitute('a${v}b${#v}c${v:=d}', variables({}), false);

    expect([text, missing]).toEqual(['ab0cd', new Set(['v'])]);
  });

  test('may have one in a Secret: then nobody says it is undefined', () => {
    const hidden = substitute('${v} ${v:=d}', variables({}, { hidden: new Set(['v']) }));
    const open = substitute('${v} ${v:=d}', variables({}, { open: true }));
    const withDefault = substitute('${v:=d}', variables({}, { hidden: new Set(['v']) }));

    expect(withDefault).toMatchObject({ text: '${v:=d}', unknown: new Set(['v']) });
    expect(hidden).toMatchObject({ text: '${v} ${v:=d}', undefined: new Set(), unknown: new Set(['v']) });
    expect(open).toMatchObject({ text: '${v} d', undefined: new Set(), unknown: new Set(['v']) });
  });
});

test('every variable that a text names is told, also within another', () => {
  const { names } = substitute('${a} $${b} ${c:=${d:=x}} ${#e}', variables({ a: '1', c: '2', e: '3' }));

  expect(names).toEqual(new Set(['a', 'c', 'd', 'e']));
});

test('names are those that Flux allows', () => {
  const names = ['a', '_', 'A_1', '1a', 'a-b', 'a.b', '', 'ä', 'a\n'];

  expect(names.filter((name) => variableName.test(name))).toEqual(['a', '_', 'A_1']);
});

test('an object is exempt by label or annotation', () => {
  const key = 'kustomize.toolkit.fluxcd.io/substitute';

  expect(isExempt({ labels: { [key]: 'disabled' } })).toBe(true);
  expect(isExempt({ annotations: { [key]: 'disabled' } })).toBe(true);
  expect(isExempt({ annotations: { [key]: 'enabled' }, labels: {} })).toBe(false);
});
