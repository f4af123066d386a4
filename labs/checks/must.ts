/** "contains “x”" → "must contain “x”": what is checked, said as what is wanted. */

const infinitives: readonly [RegExp, string][] = [
  [/^does not /, 'not '],
  [/^is /, 'be '],
  [/^has /, 'have '],
  [/^matches /, 'match '],
  [/^(contain|hold|belong|exist)s\b/, '$1'],
]

export function must(words: string): string {
  const found = infinitives.find(([start]) => start.test(words))
  return `must ${found === undefined ? words : words.replace(...found)}`
}
