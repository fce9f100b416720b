const POINT_FIRST = String.raw`\.\d+(?:e[-+]?\d+)?`;
const RADIX = String.raw`x_*[\da-f][\da-f_]*|o_*[0-7][0-7_]*|b_*[01][01_]*`;
const DECIMAL = String.raw`(?:\d[\d_]*(?:\.[\d_]*)?|\._*\d[\d_]*)(?:e_*[-+]?_*\d[\d_]*)?`;

/**
 * A plain scalar that the Go parsers of kubectl, kustomize and Flux take for a number: decimal, `0x`, `0o`, `0b`, or
 * octal with a leading zero, and with underscores anywhere behind the first character (`1_000`, `-_1`, `0_x1F`,
 * `1e1_0`). Unlike in YAML 1.1 as written, `12:30:45` is none.
 * @see https://github.com/kubernetes-sigs/yaml/blob/master/goyaml.v2/resolve.go
 */
export const GO_NUMBER = new RegExp(`^(?:${POINT_FIRST}|(?=[-+\\d])[-+]?_*(?:0_*(?:${RADIX})|${DECIMAL}))$`, 'i');

/** The number that such a scalar stands for. */
export function goNumber(scalar: string): number {
  const plain = scalar.replaceAll('_', '');
  const size = plain.replace(/^[-+]/, '');
  const value = /^0[0-7]+$/.test(size) ? Number.parseInt(size, 8) : Number(size);
  return plain.startsWith('-') ? -value : value;
}
