/** A fact that several rules need of one thing, worked out when the first of them asks. */
export function shared<Of extends object, Fact>(workOut: (of: Of) => Fact): (of: Of) => Fact {
  const known = new WeakMap<Of, { readonly fact: Fact }>();
  return (of) => {
    const found = known.get(of) ?? { fact: workOut(of) };
    known.set(of, found);
    return found.fact;
  };
}
