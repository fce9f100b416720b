import type { ReportedTexts } from './reported-text';

const see = [
  'https://docs.github.com/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners',
];

/** What stands against a CODEOWNERS file. */
export const codeownersTexts: ReportedTexts = {
  'codeowners/in-the-way': {
    title: 'Something where CODEOWNERS should be',
    why: 'A folder or a link is not replaced: it is nothing that we wrote.',
    fix: 'Move it away.',
  },
  'codeowners/marks': {
    title: 'Block without a beginning, without an end, or twice',
    why: 'Which lines are ours cannot be told, and those of others are never changed.',
    fix: 'Leave one line that begins the block and one that ends it, in this order; or delete both, and it is added as the last.',
  },
  'codeowners/no-owners': {
    title: 'Hub of nobody',
    why: "There is nobody to name for what is no tenant's.",
    fix: "Name them: new Hub({ …, owners: ['@acme/platform'] }).",
    see,
  },
  'codeowners/selection': {
    title: 'CODEOWNERS of a selection',
    why: 'Tenants that are only on the other clusters would be left out, and nobody asked to review what is theirs.',
    fix: 'Run synth for all clusters.',
  },
  'codeowners/stale': {
    title: 'CODEOWNERS that does not say what the hub does',
    why: 'Others are asked to review a change than the hub names, or nobody is.',
    fix: 'Run npx flux-hub codeowners --write with the name of the file.',
    see,
  },
};
