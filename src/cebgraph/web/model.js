// What of a network is shown: its things and links in; those that filters let through, all or around some things, out.

/** Return what is asked of a network. */
export function modelOf({ nodes, edges }) {
  const things = new Map(nodes.map((node) => [node.id, node]));
  const links = new Map(nodes.map(({ id }) => [id, []]));
  edges.forEach(({ source, target }, at) => {
    links.get(source).push(at);
    if (target !== source) links.get(target).push(at);
  });
  const other = (id, { source, target }) => (source === id ? target : source);

  /** Return the ids of the things and the numbers of the links to show; `roots` are what is opened, if not all is. */
  function shown({ families, predicates, unsure }, roots) {
    const kept = (id) => !families.has(things.get(id).family);
    const told = ({ predicate, status }) => !predicates.has(predicate) && (unsure || !status);
    if (!roots.length)
      return {
        nodes: new Set(nodes.filter(({ id }) => kept(id)).map(({ id }) => id)),
        edges: new Set([...edges.keys()].filter((at) => passes(edges[at]))),
      };
    const open = new Set(roots);
    const around = new Set();
    for (const root of roots)
      for (const at of links.get(root))
        if (told(edges[at]) && [edges[at].source, edges[at].target].every((id) => open.has(id) || kept(id)))
          around.add(at);
    const ends = [...around].flatMap((at) => [edges[at].source, edges[at].target]);
    return { nodes: new Set([...roots, ...ends]), edges: around };

    function passes(edge) {
      return told(edge) && kept(edge.source) && kept(edge.target);
    }
  }

  return {
    things,
    shown,
    degree: (id) => links.get(id).length,
    links: (id) => links.get(id),
    neighbours: (id) => new Set(links.get(id).map((at) => other(id, edges[at]))),
    /** Return the things of the largest part that hangs together. */
    largest: (part) => {
      const left = new Set(part.nodes);
      let best = [];
      for (const start of part.nodes) {
        if (!left.delete(start)) continue;
        const found = [start];
        for (const id of found)
          for (const at of links.get(id))
            if (part.edges.has(at) && left.delete(other(id, edges[at]))) found.push(other(id, edges[at]));
        if (found.length > best.length) best = found;
      }
      return best;
    },
  };
}
