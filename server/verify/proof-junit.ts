/** Proofs as JUnit XML: a suite for each lab, a case for each step, way and mutation. */
import { create } from 'xmlbuilder2'
import { surprises, unexplained, type LabProof } from './proof-report.ts'

interface Case {
  name: string
  ms: number
  failure?: string
  error?: string
  output?: string
}

export function proofJunit(proofs: readonly LabProof[]): string {
  const root = create({ version: '1.0', encoding: 'UTF-8' }).ele('testsuites', { name: 'slipway' })
  for (const proof of proofs) {
    const cases = casesOf(proof)
    const suite = root.ele('testsuite', {
      name: proof.lab,
      tests: cases.length,
      failures: surprises(proof).length,
      time: seconds(proof.ms),
    })
    for (const { name, ms, failure, error, output } of cases) {
      const test = suite.ele('testcase', { classname: proof.lab, name, time: seconds(ms) })
      if (failure) test.ele('failure', { message: legal(failure) })
      if (error) test.ele('error', { message: legal(error) })
      if (output) test.ele('system-out').txt(legal(output))
    }
  }
  return root.end({ prettyPrint: true })
}

function casesOf(proof: LabProof): Case[] {
  return [
    ...proof.steps.map(({ step, title, ms, surprise, transcript }) => ({
      ...{ name: `${step}: ${title}`, ms, failure: surprise, output: transcript },
    })),
    ...proof.missing.map((step) => ({ name: step, ms: 0, failure: 'not reached' })),
    ...proof.ways.map(({ step, kind, title, ms, surprise, transcript }) => ({
      ...{ name: `${step}: ${kind}: ${title}`, ms, failure: surprise, output: transcript },
    })),
    ...proof.mutants.map((mutant) => ({
      ...{ name: `mutation: ${mutant.name}`, ms: mutant.ms, failure: unexplained(mutant) },
      output: `${mutant.verdict} ${mutant.words}`.trim(),
    })),
    ...proof.complaints.map(({ step, words }) => ({
      ...{ name: step || 'accepts', ms: 0, failure: words },
    })),
    ...(proof.failure ? [{ name: 'start', ms: 0, error: proof.failure }] : []),
  ]
}

const seconds = (ms: number) => (ms / 1000).toFixed(3)

/** XML 1.0 has no place for most control characters, and terminals are full of them. */
function legal(text: string): string {
  return text
    .replace(/\u001b\[[0-9;?]*[A-Za-z]/g, '')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
}
