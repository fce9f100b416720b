/** The circles in a graph: each set of nodes that lead back to themselves, sorted. */
export function circles(edges: readonly (readonly [from: string, to: string])[]): string[][] {
  const next = new Map<string, string[]>();
  for (const [from, to] of edges) next.set(from, [...(next.get(from) ?? []), to]);
  const reach = new Map([...next.keys()].map((node) => [node, reachable(node, next)]));
  const found = [...reach].flatMap(([node, reached]) =>
    reached.has(node)
      ? [
          [...reached]
            .filter((other) => reach.get(other)?.has(node))
            .sort()
            .join(),
        ]
      : [],
  );
  return [...new Set(found)].sort().map((circle) => circle.split(','));
}

function reachable(start: string, next: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const reached = new Set<string>();
  const queue = [...(next.get(start) ?? [])];
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    if (reached.has(node)) continue;
    reached.add(node);
    queue.push(...(next.get(node) ?? []));
  }
  return reached;
}
