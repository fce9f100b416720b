/** Which rules over the whole fleet were not asked, in a line. */
export function formatSkipped(rules: readonly string[]): string {
  const many =
    rules.length === 1 ? '1 rule over the whole fleet was' : `${rules.length} rules over the whole fleet were`;
  return `${many} skipped: ${rules.join(', ')}`;
}
