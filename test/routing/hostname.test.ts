import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  certificateCovers,
  covers,
  type Hostname,
  hostnameIssue,
  intersect,
  isHostname,
  wildcardsAbove,
} from '../../lib/routing/hostname';
import { hostnameSet } from '../../lib/routing/hostname-set';

describe('a hostname', () => {
  test.each([
    'localhost',
    'shop.example.com',
    '*.example.com',
    '*.com',
    '3scale.example.com',
    '1.2.3.4.example',
    '256.256.256.256',
    'a--b.example.com',
    'xn--bcher-kva.example',
    `${'a'.repeat(63)}.example.com`,
    'a'.repeat(253),
  ])('may be %s', (text) => {
    expect(hostnameIssue(text)).toBeUndefined();
  });

  test.each([
    ['', 'is empty'],
    ['a'.repeat(254), 'has 254 characters, at most 253 are allowed'],
    ['10.0.0.1', 'is an IP address or has a port'],
    ['::1', 'is an IP address or has a port'],
    ['example.com:8080', 'is an IP address or has a port'],
    ['https://example.com', 'is a URL, or has a path'],
    ['example.com/shop', 'is a URL, or has a path'],
    ['Shop.example.com', 'has letters in upper case'],
    ['*', 'has a wildcard that is not the whole of its first label'],
    ['f*.example.com', 'has a wildcard that is not the whole of its first label'],
    ['*oo.example.com', 'has a wildcard that is not the whole of its first label'],
    ['shop.*.com', 'has a wildcard that is not the whole of its first label'],
    ['*.*.com', 'has a wildcard that is not the whole of its first label'],
    ['example.com.', 'is no DNS name: use letters, digits and dashes between dots, none of them at an end'],
    ['.example.com', 'is no DNS name: use letters, digits and dashes between dots, none of them at an end'],
    ['-a.example.com', 'is no DNS name: use letters, digits and dashes between dots, none of them at an end'],
    ['a_b.example.com', 'is no DNS name: use letters, digits and dashes between dots, none of them at an end'],
    ['a..b', 'is no DNS name: use letters, digits and dashes between dots, none of them at an end'],
    ['*.', 'is no DNS name: use letters, digits and dashes between dots, none of them at an end'],
  ])('may not be %j: it %s', (text, issue) => {
    expect(hostnameIssue(text)).toBe(issue);
    expect(isHostname(text)).toBe(false);
  });
});

const every = undefined;

test.each<[Hostname, Hostname, Hostname | null]>([
  ['www.example.com', 'www.example.com', 'www.example.com'],
  ['*.example.com', 'www.example.com', 'www.example.com'],
  ['*.example.com', 'a.b.example.com', 'a.b.example.com'],
  ['*.example.com', '*.example.com', '*.example.com'],
  ['*.com', '*.example.com', '*.example.com'],
  [every, 'www.example.com', 'www.example.com'],
  [every, '*.example.com', '*.example.com'],
  [every, every, every],
  ['*.example.com', 'example.com', null],
  ['*.example.com', 'badexample.com', null],
  ['www.example.com', 'example.com', null],
  ['*.a.example.com', '*.b.example.com', null],
  ['*.example.com', '*.example.net', null],
])('%s and %s have %s in common, whichever comes first', (a, b, common) => {
  expect(intersect(a, b)).toBe(common);
  expect(intersect(b, a)).toBe(common);
});

test.each<[string, Hostname, boolean]>([
  ['shop.example.com', 'shop.example.com', true],
  ['*.example.com', 'shop.example.com', true],
  ['*.example.com', '*.example.com', true],
  ['*.Example.com', 'shop.example.com', true],
  ['*.example.com', 'a.shop.example.com', false],
  ['*.example.com', 'example.com', false],
  ['*.example.com', '*.shop.example.com', false],
  ['*.com', '*.example.com', false],
  ['shop.example.com', '*.example.com', false],
  ['*.example.com', undefined, false],
])('a certificate for %s covers %s: %s', (name, hostname, expected) => {
  expect(certificateCovers(name, hostname)).toBe(expected);
});

describe('for all hostnames', () => {
  const labels = fc.constantFrom('a', 'b', 'c');
  const host = fc
    .oneof(fc.tuple(labels), fc.tuple(labels, labels), fc.tuple(labels, labels, labels))
    .map((parts) => parts.join('.'));
  const hostname: fc.Arbitrary<Hostname> = fc.oneof(
    host,
    host.map((domain) => `*.${domain}`),
    fc.constantFrom(every),
  );

  test('the intersection is the same from either side', () => {
    fc.assert(fc.property(hostname, hostname, (a, b) => intersect(a, b) === intersect(b, a)));
  });

  test('a hostname has itself in common with itself, and itself with every host', () => {
    fc.assert(fc.property(hostname, (a) => intersect(a, a) === a && intersect(a, every) === a));
  });

  test('three can be intersected in any order', () => {
    fc.assert(
      fc.property(hostname, hostname, hostname, (a, b, c) => {
        const [left, right] = [intersect(a, b), intersect(b, c)];
        return (left === null ? null : intersect(left, c)) === (right === null ? null : intersect(a, right));
      }),
      { numRuns: 2000 },
    );
  });

  test('the intersection admits a host exactly when both do', () => {
    fc.assert(
      fc.property(hostname, hostname, host, (a, b, one) => {
        const common = intersect(a, b);
        return (common !== null && covers(common, one)) === (covers(a, one) && covers(b, one));
      }),
      { numRuns: 2000 },
    );
  });

  test('to cover is a partial order', () => {
    fc.assert(
      fc.property(
        hostname,
        hostname,
        hostname,
        (a, b, c) =>
          covers(a, a) &&
          (!(covers(a, b) && covers(b, a)) || a === b) &&
          (!(covers(a, b) && covers(b, c)) || covers(a, c)),
      ),
      { numRuns: 2000 },
    );
  });

  test('the wildcards above a hostname are those that cover it, but itself', () => {
    fc.assert(
      fc.property(host, hostname, (domain, b = '') => {
        const wildcard = `*.${domain}`;
        return wildcardsAbove(b).includes(wildcard) === (wildcard !== b && covers(wildcard, b));
      }),
      { numRuns: 2000 },
    );
    expect(wildcardsAbove('a.b.c')).toEqual(['*.b.c', '*.c']);
    expect(wildcardsAbove('*.b.c')).toEqual(['*.c']);
  });

  test('what a certificate covers, its name covers as a hostname', () => {
    fc.assert(
      fc.property(host, hostname, (domain, b) => !certificateCovers(`*.${domain}`, b) || covers(`*.${domain}`, b)),
    );
  });

  test('a set meets a hostname exactly when one of its own has a host in common with it', () => {
    const hostnames = fc.tuple(hostname, hostname, hostname);
    fc.assert(
      fc.property(hostnames, hostname, (all, one) => {
        const others = all.filter((other) => other !== one);
        const common = (other: Hostname) => intersect(other, one) !== null;
        return (
          hostnameSet(all).meets(one) === all.some(common) && hostnameSet(all).overlaps(one) === others.some(common)
        );
      }),
      { numRuns: 2000 },
    );
  });
});
