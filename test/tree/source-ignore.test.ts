import { describe, expect, test } from 'vitest';
import { ignores, parseIgnore, withDefaults } from '../../lib/tree/source-ignore';

const left = (text: string, paths: readonly string[]) =>
  paths.filter((path) => !ignores(withDefaults(parseIgnore(text)), path));

describe('.sourceignore', () => {
  test.each<[text: string, paths: readonly string[], left: readonly string[]]>([
    ['docs/', ['docs/a.yaml', 'a/docs/b.yaml', 'docs', 'docs.yaml'], ['docs', 'docs.yaml']],
    ['*.md', ['README.md', 'a/b.md', 'a.yaml'], ['a.yaml']],
    [
      '/*\n!/apps/\n!/clusters',
      ['apps/a.yaml', 'clusters/b/c.yaml', 'docs/d.yaml', 'e.yaml'],
      ['apps/a.yaml', 'clusters/b/c.yaml'],
    ],
    ['/apps/a.yaml', ['apps/a.yaml', 'x/apps/a.yaml'], ['x/apps/a.yaml']],
    ['apps/*.yaml', ['apps/a.yaml', 'apps/b/c.yaml', 'x/apps/d.yaml'], ['apps/b/c.yaml', 'x/apps/d.yaml']],
    ['**/test', ['test/a', 'a/b/test/c', 'a/test', 'tests/a'], ['tests/a']],
    ['a/**/z', ['a/z', 'a/b/z', 'a/b/c/z/d', 'z'], ['z']],
    ['a/**', ['a/b', 'a/b/c', 'b/a'], ['b/a']],
    ['a**b/c', ['aXb/c'], ['aXb/c']],
    ['[ab]?.yaml', ['a1.yaml', 'b2.yaml', 'c1.yaml', 'a.yaml'], ['c1.yaml', 'a.yaml']],
    ['# note\n\n   \nx.yaml  \r\n', ['x.yaml', '# note', 'y.yaml'], ['# note', 'y.yaml']],
    ['a.yaml\n!a.yaml', ['a.yaml'], ['a.yaml']],
    ['x[', ['x['], ['x[']],
  ])('%j', (text, paths, expected) => {
    expect(left(text, paths)).toEqual(expected);
  });

  test('holds below its own folder', () => {
    const patterns = parseIgnore('/a.yaml\n*.txt', 'apps/web');
    const paths = ['apps/web/a.yaml', 'apps/web/b/a.yaml', 'apps/web/b/c.txt', 'a.yaml', 'apps/d.txt'];

    expect(paths.filter((path) => ignores(patterns, path))).toEqual(['apps/web/a.yaml', 'apps/web/b/c.txt']);
  });

  test('replaces what is usually left out, but for what belongs to git', () => {
    const paths = ['.git/config', '.gitignore', '.github/a.yaml', 'a/.sops.yaml', 'cloudbuild.yaml', 'x.png', 'a.yaml'];

    expect(left('', paths)).toEqual(['a.yaml']);
    expect(left('nothing', paths)).toEqual(['.github/a.yaml', 'a/.sops.yaml', 'cloudbuild.yaml', 'x.png', 'a.yaml']);
  });

  test('comes to an end with patterns that are made to take forever', () => {
    expect(left(`${'*a'.repeat(40)}b`, ['a'.repeat(250)])).toHaveLength(1);
  });
});
