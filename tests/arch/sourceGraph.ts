import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { dirname, extname, join, relative, resolve, sep } from 'node:path'
import { parseAst } from 'vite'

export interface Import {
  /** As it is written. */
  readonly specifier: string
  /** Path from the root with `/`, where it is one of our files. */
  readonly file?: string
  /** Of a package: its name. */
  readonly packageName?: string
  readonly isBuiltin: boolean
}

export interface SourceModule {
  /** Path from the root, with `/`. */
  readonly file: string
  readonly lines: number
  readonly imports: readonly Import[]
  readonly hasDefaultExport: boolean
  /** Nothing but exports of other files. */
  readonly isBarrel: boolean
  /** `as unknown as`, which silences the compiler where it knows better. */
  readonly doubleCasts: number
}

const languages: Readonly<Record<string, 'ts' | 'tsx' | 'js'>> = {
  '.ts': 'ts',
  '.tsx': 'tsx',
  '.mts': 'ts',
  '.mjs': 'js',
}

type Node = Readonly<Record<string, unknown>> & { readonly type: string }
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'

function* nodesIn(node: Node): Generator<Node> {
  yield node
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) yield* nodesIn(child)
  }
}

const textOf = (node: unknown): string | undefined =>
  isNode(node) && node.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined

/** What a node imports, be it a value, a type, or something to be loaded later. */
function specifierOf(node: Node): string | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
    case 'ImportExpression':
    case 'TSImportType':
      return textOf(node.source)
    case 'TSExternalModuleReference':
      return textOf(node.expression)
    case 'CallExpression': {
      const isRequire =
        isNode(node.callee) && node.callee.type === 'Identifier' && node.callee.name === 'require'
      return isRequire && Array.isArray(node.arguments) ? textOf(node.arguments[0]) : undefined
    }
    default:
      return undefined
  }
}

const isDoubleCast = ({ type, expression }: Node): boolean =>
  type === 'TSAsExpression' &&
  isNode(expression) &&
  expression.type === 'TSAsExpression' &&
  isNode(expression.typeAnnotation) &&
  expression.typeAnnotation.type === 'TSUnknownKeyword'

const slashes = (path: string): string => path.split(sep).join('/')

function importOf(root: string, from: string, specifier: string): Import {
  if (specifier.startsWith('.')) {
    const target = resolve(dirname(from), specifier.replace(/\?.*$/, ''))
    const file = slashes(relative(root, target))
    return { specifier, isBuiltin: false, ...(existsSync(target) ? { file } : {}) }
  }
  if (isBuiltin(specifier)) return { specifier, isBuiltin: true }
  const packageName = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')
  return { specifier, isBuiltin: false, packageName }
}

function parse(path: string, text: string): Node & { readonly body: readonly unknown[] } {
  try {
    const program: unknown = parseAst(text, { lang: languages[extname(path)] ?? 'ts', astType: 'ts' })
    if (isNode(program) && Array.isArray(program.body)) return { ...program, body: program.body }
    throw new Error('it is no program')
  } catch (cause) {
    throw new Error(`${path} cannot be parsed: ${String(cause)}`, { cause })
  }
}

function readModule(root: string, path: string): SourceModule {
  const text = readFileSync(path, 'utf8')
  const program = parse(path, text)
  const nodes = [...nodesIn(program)]
  const body = program.body.filter(isNode)
  const reExports = body.filter(node => node.type.startsWith('Export') && specifierOf(node) !== undefined)
  return {
    file: slashes(relative(root, path)),
    lines: text.split('\n').length - (text.endsWith('\n') ? 1 : 0),
    imports: nodes.flatMap(node => {
      const specifier = specifierOf(node)
      return specifier === undefined ? [] : [importOf(root, path, specifier)]
    }),
    hasDefaultExport: body.some(node => node.type === 'ExportDefaultDeclaration'),
    isBarrel: reExports.length > 0 && reExports.length === body.length,
    doubleCasts: nodes.filter(isDoubleCast).length,
  }
}

function sourcesIn(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => !name.includes('node_modules'))
    .map(name => join(folder, name))
    .filter(path => extname(path) in languages && !path.endsWith('.d.ts') && statSync(path).isFile())
    .sort()
}

/** Every source file of the folders, with what it imports: values, types, and what is loaded later. */
export function readSources(root: string, folders: readonly string[]): SourceModule[] {
  return folders.flatMap(folder => sourcesIn(join(root, folder)).map(path => readModule(root, path)))
}
