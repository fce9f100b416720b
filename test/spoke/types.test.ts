import { Spoke } from 'cdk8s-flux-hub/spoke';
import { describe, expect, test } from 'vitest';
import { contract } from './contract';
import { problemsOf as problemsIn } from './problems-of';

type ShopSpoke = Spoke<typeof contract>;

const nothing = () => {};

/** What is said of a spoke whose other apps are fine. */
function problemsOf(fill: (spoke: ShopSpoke) => void): readonly string[] {
  const spoke = new Spoke({ contract, root: '/nowhere' });
  return problemsIn(() => {
    fill(spoke);
    spoke.files();
  }).filter((problem) => !problem.includes('nothing fills it'));
}

describe('compiles', () => {
  test('a hostname that was granted, below a wildcard, and with the variables of each cluster', () => {
    const problems = problemsOf((spoke) =>
      spoke.app('web', {
        staging: (folder) => [folder.hostname('shop.staging.a.io'), folder.hostname('a.b.staging.a.io')],
        prod: (folder) => [folder.hostname('www.a.io'), folder.hostname('shop.${domain}')],
      }),
    );

    expect(problems).toEqual([]);
  });

  test('one function for an app that is the same everywhere', () => {
    expect(problemsOf((spoke) => spoke.app('config', nothing))).toEqual([]);
  });

  test('a namespace that the tenant has there', () => {
    expect(problemsOf((spoke) => spoke.app('jobs', { staging: (folder) => folder.inNamespace('shop-jobs') }))).toEqual(
      [],
    );
  });
});

describe('does not compile, and is refused when it runs', () => {
  test('a hostname that was not granted', () => {
    const problems = problemsOf((spoke) =>
      spoke.app('web', {
        // @ts-expect-error another tenant's
        staging: (folder) => folder.hostname('billing.staging.b.io'),
        // @ts-expect-error granted on staging alone
        prod: (folder) => folder.hostname('shop.staging.a.io'),
      }),
    );

    expect(problems).toEqual([
      'shop.staging.a.io is not granted on prod-eu: granted are shop.eu.a.io, www.a.io. Ask the platform team for it, or use another.',
      'billing.staging.b.io is not granted on staging-eu: granted are *.staging.a.io. Ask the platform team for it, or use another.',
    ]);
  });

  test('a hostname that is granted on one cluster of several that the folder is applied on', () => {
    const problems = problemsOf((spoke) =>
      spoke.app('web', {
        staging: nothing,
        // @ts-expect-error prod-us answers for shop.us.a.io
        prod: (folder) => folder.hostname('shop.eu.a.io'),
      }),
    );

    expect(problems).toEqual([
      'shop.eu.a.io is not granted on prod-us: granted are shop.us.a.io, www.a.io. Write shop.${domain}: one text for every cluster that the folder is applied on.',
    ]);
  });

  test('a variable that the app does not have, and one that leads to no granted hostname', () => {
    const problems = problemsOf((spoke) =>
      spoke.app('web', {
        // @ts-expect-error nothing is substituted on staging
        staging: (folder) => folder.hostname('shop.${domain}.a.io'),
        // @ts-expect-error no domain is called so
        prod: (folder) => folder.hostname('billing.${domain}'),
      }),
    );

    expect(problems).toEqual([
      expect.stringContaining('billing.${domain}, which is billing.eu.a.io there, is not granted on prod-eu'),
      expect.stringContaining('shop.${domain}.a.io is not granted on staging-eu'),
    ]);
  });

  test('an environment that is forgotten, or that there is not', () => {
    const problems = problemsOf((spoke) => {
      // @ts-expect-error prod is missing
      spoke.app('web', { staging: nothing });
      // @ts-expect-error there is no dev
      spoke.app('jobs', { staging: nothing, dev: nothing });
    });

    expect(problems).toEqual([
      'Nothing fills app web of prod. Give it a function: { prod: (folder) => { … } }.',
      'The contract has no app jobs in dev. Leave dev out, or ask the platform team for it.',
    ]);
  });

  test('an environment in which the app is not applied', () => {
    // @ts-expect-error jobs is on staging alone
    const problems = problemsOf((spoke) => spoke.app('jobs', { staging: nothing, prod: nothing }));

    expect(problems).toEqual([
      'The contract has no app jobs in prod. Leave prod out, or ask the platform team for it.',
    ]);
  });

  test('an app that the contract does not have', () => {
    // @ts-expect-error the hub calls it web
    expect(problemsOf((spoke) => spoke.app('wbe', nothing))).toEqual([
      'The contract of shop has no app wbe. Did you mean web?',
    ]);
  });

  test('a namespace that the tenant does not have', () => {
    const problems = problemsOf((spoke) =>
      spoke.app('jobs', {
        // @ts-expect-error another tenant's
        staging: (folder) => folder.inNamespace('billing'),
      }),
    );

    expect(problems).toEqual(['There is no namespace billing on staging-eu. Use one of shop, shop-jobs.']);
  });
});
