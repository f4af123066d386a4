/** Proofs as a table for people and as JUnit for machines. */
import { create } from 'xmlbuilder2'
import type { StepProof } from './prove.ts'

export interface LabProof {
  lab: string
  title: string
  /** Steps that were never reached, because one before them was not solved. */
  missing: string[]
  steps: StepProof[]
  /** Why the lab could not be started at all; empty otherwise. */
  failure: string
  ms: number
}

/** Every way in which a lab is not proved, in words. */
export function surprises(proof: LabProof): string[] {
  return [
    ...(proof.failure ? [`${proof.lab}: ${proof.failure}`] : []),
    ...proof.steps
      .filter((step) => step.surprise !== '')
      .map((step) => `${proof.lab} / ${step.step}: ${step.surprise}`),
    ...proof.missing.map((step) => `${proof.lab} / ${step}: not reached`),
  ]
}

export function proofTable(proofs: readonly LabProof[]): string {
  const header = ['lab', 'step', 'before', 'after', 'seconds', '']
  const rows = proofs.flatMap((proof) => [
    ...proof.steps.map((step) => [
      proof.lab,
      step.step,
      step.before,
      step.after,
      (step.ms / 1000).toFixed(1),
      step.surprise === '' ? 'proved' : 'NOT PROVED',
    ]),
    ...proof.missing.map((step) => [proof.lab, step, '', '', '', 'NOT REACHED']),
    ...(proof.failure ? [[proof.lab, '', '', '', (proof.ms / 1000).toFixed(1), 'FAILED']] : []),
  ])
  const widths = header.map((name, column) =>
    Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)),
  )
  const line = (cells: string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  return [line(header), ...rows.map(line)].join('\n')
}

export function proofJunit(proofs: readonly LabProof[]): string {
  const root = create({ version: '1.0', encoding: 'UTF-8' }).ele('testsuites', { name: 'slipway' })
  for (const proof of proofs) {
    const wrong = surprises(proof)
    const suite = root.ele('testsuite', {
      name: proof.lab,
      tests: proof.steps.length + proof.missing.length + (proof.failure ? 1 : 0),
      failures: wrong.length,
      time: (proof.ms / 1000).toFixed(3),
    })
    for (const step of proof.steps) {
      const test = suite.ele('testcase', {
        classname: proof.lab,
        name: `${step.step}: ${step.title}`,
        time: (step.ms / 1000).toFixed(3),
      })
      if (step.surprise !== '') test.ele('failure', { message: legal(step.surprise) })
      test.ele('system-out').txt(legal(step.transcript))
    }
    for (const step of proof.missing) {
      suite
        .ele('testcase', { classname: proof.lab, name: step })
        .ele('failure', { message: 'not reached' })
    }
    if (proof.failure) {
      suite
        .ele('testcase', { classname: proof.lab, name: 'start' })
        .ele('error', { message: legal(proof.failure) })
    }
  }
  return root.end({ prettyPrint: true })
}

/** XML 1.0 has no place for most control characters, and terminals are full of them. */
function legal(text: string): string {
  return text
    .replace(/\u001b\[[0-9;?]*[A-Za-z]/g, '')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
}
