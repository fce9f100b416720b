import ts from 'typescript-6';

/** An id of a rule that code may put into a finding, and where. */
export interface Reported {
  readonly id: string;
  /** `lib/hub/cluster.ts:168` */
  readonly at: string;
}

/** A function that puts a family before what it is given: `` rule: `publish/${rule}` ``. */
interface Wrapper {
  readonly family: string;
  readonly name: string;
  /** Which of its parameters it is. */
  readonly parameter: number;
  readonly file: string;
}

/**
 * Every id that TypeScript files may report: strings like `hub/name` in them, of a family that there is or behind `rule:`; and
 * what is handed to functions that put a family before it. What they are handed that is no string is reported as `<family>/?`.
 * @param texts of the files, by path
 * @param families of the rules that there are
 */
export function reportedIn(texts: ReadonlyMap<string, string>, families: ReadonlySet<string>): Reported[] {
  const files = [...texts].map(([path, text]) => ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
  const wrappers = files.flatMap((file) => nodesIn(file).flatMap(wrapperOf));
  return files.flatMap((file) =>
    nodesIn(file).flatMap((node) => [...literal(node, families), ...handed(node, wrappers)]),
  );
}

const isId = /^([a-z]+)\/[a-z]+(?:-[a-z]+)*$/;

function literal(node: ts.Node, families: ReadonlySet<string>): Reported[] {
  if (!ts.isStringLiteral(node) || isImported(node)) return [];
  const [, family = ''] = isId.exec(node.text) ?? [];
  return families.has(family) || (family !== '' && isValueOf('rule', node)) ? [reported(node.text, node)] : [];
}

function isImported({ parent }: ts.Node): boolean {
  return ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent);
}

/** Whether a node is the value of a property of a name, or one of two of it. */
function isValueOf(name: string, { parent }: ts.Node): boolean {
  if (ts.isConditionalExpression(parent)) return isValueOf(name, parent);
  return ts.isPropertyAssignment(parent) && parent.name.getText() === name;
}

function wrapperOf(node: ts.Node): Wrapper[] {
  if (!ts.isTemplateExpression(node) || !isValueOf('rule', node)) return [];
  const [, family] = /^([a-z]+)\/$/.exec(node.head.text) ?? [];
  const given = node.templateSpans[0]?.expression.getText();
  const around = family === undefined ? undefined : functionAround(node);
  if (family === undefined || !around) return [];
  const parameter = around.made.parameters.findIndex(({ name }) => name.getText() === given);
  return parameter < 0 ? [] : [{ family, name: around.name, parameter, file: node.getSourceFile().fileName }];
}

/** The function that a node is in, with its name. */
function functionAround(
  node: ts.Node,
): { readonly name: string; readonly made: ts.FunctionLikeDeclaration } | undefined {
  for (let at = node.parent; at; at = at.parent) {
    if (ts.isFunctionDeclaration(at) && at.name) return { name: at.name.text, made: at };
    if (ts.isArrowFunction(at) && ts.isVariableDeclaration(at.parent))
      return { name: at.parent.name.getText(), made: at };
  }
  return undefined;
}

/** What a call hands to a wrapper of its own file, or of one that its file imports it from. */
function handed(node: ts.Node, wrappers: readonly Wrapper[]): Reported[] {
  if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) return [];
  const name = node.expression.text;
  const file = node.getSourceFile();
  return wrappers
    .filter((wrapper) => wrapper.name === name && (wrapper.file === file.fileName || imports(file, wrapper)))
    .map(({ family, parameter }) => {
      const given = node.arguments[parameter];
      return reported(`${family}/${given && ts.isStringLiteral(given) ? given.text : '?'}`, node);
    });
}

function imports(file: ts.SourceFile, { name, file: from }: Wrapper): boolean {
  const module = from.replace(/^.*\//, '/').replace(/\.ts$/, "'");
  return file.statements.some((statement) => {
    const text = ts.isImportDeclaration(statement) ? statement.getText() : '';
    return text.includes(module) && new RegExp(`\\b${name}\\b`).test(text);
  });
}

function reported(id: string, node: ts.Node): Reported {
  const file = node.getSourceFile();
  const { line } = file.getLineAndCharacterOfPosition(node.getStart());
  return { id, at: `${file.fileName}:${line + 1}` };
}

function nodesIn(node: ts.Node): ts.Node[] {
  const found: ts.Node[] = [node];
  ts.forEachChild(node, (child) => {
    found.push(...nodesIn(child));
  });
  return found;
}
