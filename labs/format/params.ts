/** Parameters: drawn for each learner from a seed, the same for the same seed on every machine. */
import { sha256 } from '@noble/hashes/sha2'
import { utf8ToBytes } from '@noble/hashes/utils'
import { z } from 'zod'
import { toAddress, toRange } from '../topology/addresses.ts'
import { object, text, wholeNumber } from '../topology/scalars.ts'

const pool = z.string().superRefine((cidr, context) => {
  const range = toRange(cidr)
  if (range !== undefined && range.prefix <= 24) return
  object(context, {
    code: 'bad-subnet',
    message: `\`${cidr}\` is not a pool of subnets.`,
    advice: 'Write an IPv4 range of at most /24, such as 10.20.0.0/16; a /24 is drawn from it.',
  })
})

const pickKind = z.strictObject({ pick: z.array(text).min(1) })
const subnetKind = z.strictObject({ subnet: pool })
const wordKind = z.strictObject({ word: wholeNumber(2, 32) })
const hexKind = z.strictObject({ hex: wholeNumber(2, 64) })
const numberKind = z.strictObject({
  number: z
    .strictObject({ min: wholeNumber(), max: wholeNumber() })
    .refine(({ min, max }) => min <= max, {
      message: 'This range ends before it begins.',
      params: { code: 'bad-value', advice: 'Write the smaller number as `min`.' },
    }),
})

export const paramFields = z.union([pickKind, subnetKind, wordKind, hexKind, numberKind])
export type ParamFields = z.output<typeof paramFields>

/** Numbers below a limit, a pure function of seed and name. */
function* numbers(seed: string, name: string): Generator<number, never> {
  for (let round = 0; ; round++) {
    const hash = sha256(utf8ToBytes(`${seed}\0${name}\0${round}`))
    for (let at = 0; at + 6 <= hash.length; at += 6) {
      yield hash.slice(at, at + 6).reduce((sum, byte) => sum * 256 + byte, 0)
    }
  }
}

type Draw = (below: number) => number

export function drawParam(fields: ParamFields, seed: string, name: string): string {
  const source = numbers(seed, name)
  return draw(fields, (below) => source.next().value % below)
}

/** The nth example of a parameter; every choice of a `pick` is one. */
export function sampleParam(fields: ParamFields, index: number, name: string): string {
  if (!('pick' in fields)) return drawParam(fields, `sample ${index}`, name)
  return fields.pick[index % fields.pick.length] ?? ''
}

function draw(fields: ParamFields, next: Draw): string {
  if ('pick' in fields) return fields.pick[next(fields.pick.length)] ?? ''
  if ('hex' in fields) return repeat(fields.hex, () => next(16).toString(16))
  if ('word' in fields) return word(fields.word, next)
  if ('number' in fields) {
    return String(fields.number.min + next(fields.number.max - fields.number.min + 1))
  }
  return subnet(fields.subnet, next)
}

function repeat(length: number, one: (index: number) => string): string {
  return Array.from({ length }, (_, index) => one(index)).join('')
}

/** Syllables of a consonant and a vowel, without letters that are easily mistaken. */
function word(length: number, next: Draw): string {
  const [consonants, vowels] = ['bdfghkmnprstvz', 'aeiou']
  return repeat(length, (index) => {
    const letters = index % 2 === 0 ? consonants : vowels
    return letters[next(letters.length)] ?? 'a'
  })
}

function subnet(from: string, next: Draw): string {
  const range = toRange(from)
  if (range === undefined) return from
  const count = 2 ** Math.max(0, 24 - range.prefix)
  return `${toAddress(range.first + next(count) * 256)}/24`
}
