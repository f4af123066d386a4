/** How deep a text nests, found without recursion, because the composer recurses and would exhaust the stack. */
import { Lexer, Parser } from 'yaml'

/** Far beyond any lab; the composer takes thousands. */
const LIMIT = 64

/** Where a text nests too deep; undefined where it does not. */
export function tooDeepAt(text: string): number | undefined {
  const parser = new Parser()
  for (const lexeme of new Lexer().lex(text)) {
    for (const _ of parser.next(lexeme)) void _
    if (parser.stack.length > LIMIT) return parser.offset
  }
  return undefined
}
