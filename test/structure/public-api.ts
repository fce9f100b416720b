import ts from 'typescript-6';

/** What a reader of the API misses, as `file:line  symbol  what`. */
export type Gap = string;

/**
 * Everything that the exports of some modules leave undocumented: exports, public members of classes, members of
 * interfaces and of object types, functions of exported objects; defaults of optional properties; errors of what throws.
 * What comes from other folders than the modules' own is left out.
 */
export function documentationGaps(config: string, modules: readonly string[], folder: string): Gap[] {
  const { options } = ts.getParsedCommandLineOfConfigFile(config, {}, host) ?? fail(config);
  const program = ts.createProgram(modules, options);
  const checker = program.getTypeChecker();
  const gaps = new Set<Gap>();

  for (const path of modules) {
    const module = checker.getSymbolAtLocation(program.getSourceFile(path) ?? fail(path)) ?? fail(path);
    for (const exported of checker.getExportsOfModule(module)) visitExport(exported);
  }
  return [...gaps].sort();

  function visitExport(exported: ts.Symbol): void {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    for (const declaration of symbol.declarations ?? []) {
      if (!isOurs(declaration)) continue;
      const documented = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
      if (!hasComment(documented)) miss(declaration, symbol.name, 'a docstring');
      visitMembers(declaration, symbol.name);
    }
  }

  function visitMembers(declaration: ts.Node, owner: string): void {
    if (ts.isFunctionDeclaration(declaration)) visitErrors(declaration, declaration, owner);
    else if (ts.isClassDeclaration(declaration) || ts.isInterfaceDeclaration(declaration))
      for (const member of declaration.members) visitMember(member, owner);
    else if (ts.isTypeAliasDeclaration(declaration)) visitType(declaration.type, owner);
    else if (ts.isVariableDeclaration(declaration)) visitFactories(declaration, owner);
    visitParameters(declaration, owner);
  }

  function visitType(type: ts.TypeNode, owner: string): void {
    if (ts.isTypeLiteralNode(type)) for (const member of type.members) visitMember(member, owner);
    else if (ts.isIntersectionTypeNode(type)) for (const part of type.types) visitType(part, owner);
  }

  function visitMember(member: ts.ClassElement | ts.TypeElement, owner: string): void {
    if (isHidden(member)) return;
    if (ts.isConstructorDeclaration(member)) {
      for (const parameter of member.parameters)
        if (ts.isParameterPropertyDeclaration(parameter, member) && !isHidden(parameter))
          visitNamed(parameter, owner, parameter);
      visitErrors(member, member, `new ${owner}`);
      return;
    }
    visitNamed(member, owner, member);
  }

  function visitNamed(member: ts.NamedDeclaration, owner: string, body: ts.Node): void {
    const symbol = member.name && checker.getSymbolAtLocation(member.name);
    if (!symbol) return;
    const name = `${owner}.${symbol.name}`;
    if (symbol.getDocumentationComment(checker).length === 0) miss(member, name, 'a docstring');
    if (symbol.flags & ts.SymbolFlags.Optional && !tagsOf(symbol).includes('default')) miss(member, name, '@default');
    visitErrors(body, member, name, tagsOf(symbol));
  }

  /** The functions of an exported object, such as `GitSource.ssh`, unless a type that it names documents them. */
  function visitFactories({ type, initializer }: ts.VariableDeclaration, owner: string): void {
    if (type || !initializer || !ts.isObjectLiteralExpression(initializer)) return;
    for (const property of initializer.properties) {
      const isFunction =
        ts.isMethodDeclaration(property) ||
        (ts.isPropertyAssignment(property) && ts.isArrowFunction(property.initializer));
      if (isFunction) visitNamed(property, owner, property);
    }
  }

  /** Optional properties of object types that are written in place. */
  function visitParameters(node: ts.Node, owner: string): void {
    ts.forEachChild(node, (child) => {
      if (ts.isBlock(child) || ts.isPropertySignature(child) || ts.isPropertyDeclaration(child)) return;
      if (isHidden(child)) return;
      if (ts.isTypeLiteralNode(child) && !ts.isTypeAliasDeclaration(child.parent))
        for (const member of child.members)
          if (ts.isPropertySignature(member) && member.questionToken) visitMember(member, owner);
      visitParameters(child, owner);
    });
  }

  function visitErrors(body: ts.Node, at: ts.Node, name: string, tags = tagNames(ts.getJSDocTags(body))): void {
    if (throwsItself(body) && !tags.includes('throws')) miss(at, name, '@throws');
  }

  function tagsOf(symbol: ts.Symbol): string[] {
    return symbol.getJsDocTags(checker).map(({ name }) => name);
  }

  function isOurs(node: ts.Node): boolean {
    return node.getSourceFile().fileName.startsWith(folder);
  }

  function miss(node: ts.Node, name: string, what: string): void {
    const file = node.getSourceFile();
    const { line } = file.getLineAndCharacterOfPosition(node.getStart());
    gaps.add(`${file.fileName.slice(folder.length)}:${line + 1}  ${name} lacks ${what}`);
  }
}

const host: ts.ParseConfigFileHost = {
  ...ts.sys,
  onUnRecoverableConfigFileDiagnostic: ({ messageText }) => fail(ts.flattenDiagnosticMessageText(messageText, '\n')),
};

function fail(what: string): never {
  throw new Error(`cannot read ${what}`);
}

function hasComment(node: ts.Node): boolean {
  return ts.getJSDocCommentsAndTags(node).some((part) => ts.isJSDoc(part) && part.comment);
}

function tagNames(tags: readonly ts.JSDocTag[]): string[] {
  return tags.map(({ tagName }) => tagName.text);
}

/** Private, or marked `@internal`. */
function isHidden(node: ts.Node): boolean {
  const modifiers = ts.canHaveModifiers(node) ? (ts.getModifiers(node) ?? []) : [];
  const isPrivate = modifiers.some(
    ({ kind }) => kind === ts.SyntaxKind.PrivateKeyword || kind === ts.SyntaxKind.ProtectedKeyword,
  );
  return isPrivate || tagNames(ts.getJSDocTags(node)).includes('internal');
}

/** Whether a function has a `throw` of its own, not in a function within it. */
function throwsItself(node: ts.Node): boolean {
  return (
    ts.forEachChild(node, (child): boolean => {
      if (ts.isThrowStatement(child)) return true;
      return !(ts.isFunctionLike(child) && !ts.isPropertyAssignment(node)) && throwsItself(child);
    }) ?? false
  );
}
