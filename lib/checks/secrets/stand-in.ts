/**
 * Whether a text stands for a value that something else puts there: Flux a variable, a template engine, or what reads 1Password, Vault
 * and the like by a reference.
 */
export function isStandIn(text: string): boolean {
  return text.includes('${') || text.includes('{{') || /^\s*(?:<[^<>]*>|(?:op:\/\/|vault:|ref\+)\S*)\s*$/.test(text);
}
