/** One property of a kind of thing: when the drawing and the engine agree about it, and how either is said. */
export interface Property<Wanted, Actual> {
  /** The canonical key, such as `endpoints`. */
  key: string
  /** What a learner calls it, such as `networks`. */
  label: string
  plural: boolean
  drawn(wanted: Wanted): boolean
  same(wanted: Wanted, actual: Actual): boolean
  expected(wanted: Wanted): string
  found(actual: Actual, wanted: Wanted): string
  /** For what holds several items: how it is asked that the drawn ones are not among them. */
  without?: Without<Wanted, Actual>
}

interface Without<W, A> {
  /** The drawn items, in words. */
  items(wanted: W): string[]
  /** Those of them that are there. */
  there(wanted: W, actual: A): string[]
}

interface How<W, A> {
  label: string
  plural?: boolean
  without?: Without<W, A>
  same(wanted: W, actual: A): boolean
  expected(wanted: W): string
  found(actual: A, wanted: W): string
}

/** Makes properties of one kind of thing, each from the key that both its forms have. */
export function propertiesOf<Wanted, Actual>() {
  return <K extends keyof Wanted & keyof Actual & string>(
    key: K,
    how: How<Exclude<Wanted[K], undefined>, Actual[K]>,
  ): Property<Wanted, Actual> => {
    const drawn = (wanted: Wanted) => wanted[key] as Exclude<Wanted[K], undefined>
    return {
      key,
      label: how.label,
      plural: how.plural ?? false,
      drawn: (wanted) => wanted[key] !== undefined,
      same: (wanted, actual) => how.same(drawn(wanted), actual[key]),
      expected: (wanted) => how.expected(drawn(wanted)),
      found: (actual, wanted) => how.found(actual[key], drawn(wanted)),
      ...(how.without && {
        without: {
          items: (wanted: Wanted) => how.without?.items(drawn(wanted)) ?? [],
          there: (wanted: Wanted, actual: Actual) =>
            how.without?.there(drawn(wanted), actual[key]) ?? [],
        },
      }),
    }
  }
}

type Told<W, A> = Pick<How<W, A>, 'same' | 'expected' | 'found'>

const show = (value: string | number): string => (value === '' ? 'empty' : String(value))

export function exact<T extends string | number>(): Told<T, T> {
  return { same: (wanted, actual) => wanted === actual, expected: show, found: show }
}

export function yesNo(): Told<boolean, boolean> {
  const words = (value: boolean) => (value ? 'on' : 'off')
  return { same: (wanted, actual) => wanted === actual, expected: words, found: words }
}

/** A list whose order means something, such as the words of a command. */
export function sequence(): Told<string[], string[]> {
  const words = (list: string[]) => (list.length === 0 ? 'empty' : list.map(quoted).join(' '))
  return {
    same: (wanted, actual) => JSON.stringify(wanted) === JSON.stringify(actual),
    expected: words,
    found: words,
  }
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word}'`
}

/** At least what is drawn; what else there is does not matter. */
export function atLeast<T>(fits: (wanted: T, actual: T) => boolean, say: (item: T) => string) {
  const words = (list: T[]) => (list.length === 0 ? 'none' : list.map(say).join(', '))
  return {
    same: (wanted: T[], actual: T[]) =>
      wanted.every((one) => actual.some((other) => fits(one, other))),
    expected: words,
    found: words,
    without: {
      items: (wanted: T[]) => wanted.map(say),
      there: (wanted: T[], actual: T[]) =>
        wanted.filter((one) => actual.some((other) => fits(one, other))).map(say),
    },
  }
}

type Named = Record<string, string>

/** At least the drawn entries of a record; only those are said. Without them counts by name alone. */
export function entries(): Told<Named, Named> & { without: Without<Named, Named> } {
  const say = (record: Record<string, string>, keys: string[]) =>
    keys
      .map((key) => (Object.hasOwn(record, key) ? `${key}=${record[key]}` : `no ${key}`))
      .join(', ')
  return {
    same: (wanted, actual) =>
      Object.entries(wanted).every(
        ([key, value]) => Object.hasOwn(actual, key) && actual[key] === value,
      ),
    expected: (wanted) => say(wanted, Object.keys(wanted)),
    found: (actual, wanted) => say(actual, Object.keys(wanted)),
    without: {
      items: (wanted) => Object.keys(wanted),
      there: (wanted, actual) => Object.keys(wanted).filter((name) => Object.hasOwn(actual, name)),
    },
  }
}
