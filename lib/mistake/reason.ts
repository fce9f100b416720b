import { Mistake } from './mistake';

/** Whether what is given as a reason gives none. */
export function isBlank(reason: unknown): boolean {
  return typeof reason !== 'string' || reason.trim() === '';
}

/**
 * The reason for what is less safe than it could be.
 * @param what is asked for, as code writes it: `Lockdown.off`
 * @throws Mistake where there is none
 */
export function reasonFor(what: string, props: { readonly reason: string } | undefined): string {
  const { reason } = props ?? {};
  if (reason !== undefined && !isBlank(reason)) return reason;
  throw new Mistake('hub/no-reason', `${what} does not say why.`, `Say it: \`${what}({ reason: '…' })\`.`);
}
