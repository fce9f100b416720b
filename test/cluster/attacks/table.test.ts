import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { writeFiles } from '../../deploy/tree';
import { type Attempt, attempts } from './attempt';
import { MISTAKE, ROWS } from './rows';
import { ATTACKERS } from './tenants';

const all = attempts();

const isNotRefused = ({ held, policy }: Attempt) => policy === undefined && held !== undefined;
const isHeld = (attempt: Attempt) => attempt.policy !== undefined || isNotRefused(attempt);
const namesOf = (which: (attempt: Attempt) => boolean) => all.filter(which).map(({ name }) => name);

describe('the table of attempts', () => {
  test('has at least one for every attack that a cluster can refuse, and none for others', () => {
    const rows = new Set(all.map(({ row }) => row).filter((row) => row !== MISTAKE));

    expect([...rows].sort((a, b) => a - b)).toEqual(Object.keys(ROWS).map(Number));
  });

  test('says each thing once', () => {
    const titles = all.map(({ title }) => title);

    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  });

  test('has at least thirty that are refused', () => {
    expect(all.length - namesOf(isNotRefused).length).toBeGreaterThanOrEqual(30);
  });

  test('says of each that goes through what holds it; an admission policy holds most', () => {
    const goesThrough = ({ says = [], logs }: Attempt) =>
      logs === undefined && says.every(({ type = 'Ready', status }) => type === 'Ready' && status === 'True');

    expect(namesOf((attempt) => goesThrough(attempt) && !isHeld(attempt))).toEqual([]);
  });

  test('names what each refusal leaves untouched, and what each other makes', () => {
    expect(namesOf(({ untouched = [], instead = [] }) => untouched.length + instead.length === 0)).toEqual([]);
  });

  test('expects of each an answer, in words', () => {
    expect(namesOf(({ says = [], logs }) => says.length === 0 && logs === undefined)).toEqual([]);
    expect(namesOf(({ says = [] }) => says.some(({ message }) => /^[\s…]*$/.test(message)))).toEqual([]);
  });

  test('has an attacker for each, and an attempt for each attacker', () => {
    expect([...new Set(all.map(({ tenant }) => tenant))].sort()).toEqual(Object.keys(ATTACKERS).sort());
  });

  test('has something pushed by each', () => {
    expect(namesOf(({ files }) => !Object.keys(files).some((path) => path.startsWith('app/')))).toEqual([]);
  });
});

describe('a folder', () => {
  const read = (files: Readonly<Record<string, string>>) => {
    const folder = mkdtempSync(join(tmpdir(), 'flux-hub-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFiles(folder, Object.entries(files));
    return attempts(folder);
  };

  test('without expectation is refused', () => {
    expect(() => read({ 'silent/app/x.yaml': '' })).toThrow('silent has no attempt.yaml');
  });

  test('with an expectation that nobody reads is refused', () => {
    expect(() => read({ 'misspelt/attempt.yaml': 'title: x\nabsent: []\n' })).toThrow(
      'misspelt/attempt.yaml has absent',
    );
  });
});
