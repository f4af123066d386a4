/**
 * Our own failures: not an author's mistake (a Diagnostic) and not a learner's state (an Outcome).
 * Every failure has a code; the catalogue says what happened, what it means and what to do.
 */

interface Entry {
  /** HTTP status where the failure ends a request. */
  status: number
  /** What happened, with `{name}` filled in from the parameters. */
  title: string
  /** What the reader can do about it. */
  advice: string
}

const catalogue = {
  'engine-absent': {
    status: 503,
    title: 'No Docker engine answers{where}',
    advice: '{advice}',
  },
  'engine-install': {
    status: 503,
    title: 'Docker could not be installed: {reason}',
    advice: 'Install it by hand (apt-get install docker.io iptables) and start Slipway again.',
  },
  'engine-start': {
    status: 503,
    title: 'The managed engine did not start: {reason}',
    advice: 'Read its log at {log}; `npx slipway engine clean` removes its data for a fresh start.',
  },
  'engine-lost': {
    status: 503,
    title: 'The Docker engine stopped answering: {reason}',
    advice: 'Slipway keeps trying. If it does not come back, start the engine and press Retry.',
  },
  'docker-missing': {
    status: 404,
    title: '{what} does not exist',
    advice: 'Refresh the page: it may have just been removed.',
  },
  'docker-conflict': { status: 409, title: 'Docker refused: {reason}', advice: 'Try again.' },
  'docker-refused': {
    status: 502,
    title: 'Docker answered {status}: {reason}',
    advice: 'Try again; the details help whoever looks after this server.',
  },
  'disk-full': {
    status: 507,
    title: 'The disk is full: {reason}',
    advice:
      'End runs that are not needed or free space, then try again. Nothing recorded so far is lost.',
  },
  'image-missing': {
    status: 422,
    title: 'The image "{image}" is not on this machine and cannot be had',
    advice:
      'Images here: {known}. Correct the name in the lab, or add labs/images/<name>/Dockerfile, then retry.',
  },
  'image-build': {
    status: 500,
    title: 'The image "{image}" could not be built: {reason}',
    advice: 'The whole build log is in {log}.',
  },
  'host-start': {
    status: 500,
    title: 'The host "{host}" did not become ready: {reason}',
    advice: 'Retry; if it happens again, the log of the host is in the details.',
  },
  'run-unknown': {
    status: 404,
    title: 'There is no such run',
    advice: 'Its link may be old. Ask for a new one or start the lab again.',
  },
  'run-over': {
    status: 409,
    title: 'This run has ended',
    advice: 'Start the lab again; what was recorded stays.',
  },
  'run-limit': {
    status: 429,
    title: 'All {limit} places are taken',
    advice: 'End a run or wait: the next place is free at {free} at the latest.',
  },
  'ready-late': {
    status: 504,
    title: 'The lab was not ready within {seconds} seconds',
    advice: 'Retry; the machine may be busy. What was still missing: {missing}.',
  },
  'lab-unknown': {
    status: 404,
    title: 'There is no lab "{lab}"',
    advice: 'Choose one from the catalogue: {known}.',
  },
  'lab-broken': { status: 422, title: 'The lab "{lab}" has mistakes', advice: '{diagnostics}' },
  'not-allowed': {
    status: 403,
    title: 'This page needs its own link',
    advice: 'Open the link you were given, or the administrator link that the server printed.',
  },
  'origin-refused': {
    status: 403,
    title: 'The request came from another site ({origin})',
    advice: 'Open Slipway at its own address.',
  },
  'bad-request': {
    status: 400,
    title: 'The request was not understood: {reason}',
    advice: 'Reload the page and try again.',
  },
  'too-many': {
    status: 429,
    title: 'Too many requests',
    advice: 'Wait {seconds} seconds and try again.',
  },
  'port-taken': {
    status: 500,
    title: 'Port {port} on {host} is in use',
    advice:
      'Slipway may already be running there. Choose another with SLIPWAY_PORT={suggestion} npm start.',
  },
  database: {
    status: 500,
    title: 'The database failed: {reason}',
    advice: 'Nothing that was acknowledged is lost. Check the disk and start Slipway again.',
  },
  'terminal-limit': {
    status: 429,
    title: 'This run has {limit} terminals open',
    advice: 'Close one first.',
  },
  internal: {
    status: 500,
    title: 'Something in Slipway failed: {reason}',
    advice: 'Try again; copy the details for whoever looks after this server.',
  },
  'provision-stuck': {
    status: 500,
    title: 'The lab could not be brought into its starting state: {reason}',
    advice:
      '{action} was tried {tries} times and did not last. If it happens again, the start state of the lab asks for something that does not stay so.',
  },
  'exec-late': {
    status: 504,
    title: 'A command in {host} did not end within {seconds} seconds',
    advice: 'It was stopped. Try again, or give it more time.',
  },
  'host-silent': {
    status: 503,
    title: 'The Docker engine of {host} is not running',
    advice: 'Start it in a terminal of {host}: service docker start.',
  },
  // Made in the browser when no answer comes; the server never sends it.
  offline: {
    status: 503,
    title: 'Slipway does not answer',
    advice: 'Check that the server is running and that you are connected, then try again.',
  },
  'browser-absent': {
    status: 500,
    title: 'There is no Chromium on this machine',
    advice: 'The browser tests drive one: apt-get install -y chromium, then run npm test again.',
  },
  config: {
    status: 500,
    title: 'The environment has mistakes: {mistakes}',
    advice: 'Correct these variables, or leave them out, and start again.',
  },
  'too-large': {
    status: 413,
    title: 'The request is larger than {limit}',
    advice: 'Send less at once.',
  },
  'page-unknown': {
    status: 404,
    title: 'There is nothing at this address',
    advice: 'Check the address, or start from the front page.',
  },
  'draft-unknown': {
    status: 404,
    title: 'There is no such draft',
    advice: "It may have been deleted. Your drafts are on the builder's first page.",
  },
  'stale-draft': {
    status: 409,
    title: 'The draft was saved somewhere else in between (it is at revision {revision} now)',
    advice: 'Nothing is lost: load what was saved, and your changes are put on top of it.',
  },
  'version-unknown': {
    status: 404,
    title: 'There is no such version of "{lab}"',
    advice: 'Choose one from the list of its versions.',
  },
  'proof-unknown': {
    status: 404,
    title: 'There is no such proof',
    advice: 'A proof is kept for 10 minutes after it ends. Prove the draft again.',
  },
  'run-busy': {
    status: 409,
    title: 'The hosts of this run are being changed just now',
    advice: 'Wait until that is done, then try again.',
  },
  'replay-failed': {
    status: 500,
    title: 'Step “{step}” could not be carried out: {reason}',
    advice: 'The hosts are as far as it went. Go on from there by hand, or reset and try again.',
  },
  'apps-unnamed': {
    status: 409,
    title: 'A page of a host cannot be shown at {origin}',
    advice:
      'Such a page needs a name of its own, so that it can never act as you here. On this machine, open Slipway at http://localhost; elsewhere, whoever runs Slipway sets SLIPWAY_PUBLIC_APPS.',
  },
  'app-unknown': {
    status: 404,
    title: 'This page of a host is not open',
    advice: 'Its run may have ended. Open the page again from the run.',
  },
  'port-closed': {
    status: 502,
    title: 'Nothing answers on port {port} of {host}',
    advice: 'Start what should listen there and publish its port, then try again.',
  },
  'file-missing': {
    status: 404,
    title: '{path} is not there',
    advice: 'It may have been moved or removed in a terminal. Refresh the folder.',
  },
  'file-changed': {
    status: 409,
    title: '{path} was changed by somebody else in between',
    advice: 'Nothing is lost: look at what is there now, or save yours over it.',
  },
  'file-refused': {
    status: 422,
    title: '{path}: {reason}',
    advice: 'Choose another name or place, or do it in a terminal.',
  },
  'host-device': {
    status: 409,
    title: 'Host {host} asks for {device}, and this machine has none',
    advice:
      'The machine needs a kernel with that device. Ask the administrator, or take another lab.',
  },
  'lab-lacks': {
    status: 409,
    title: '"{lab}" needs what this machine does not have: {lacks}',
    advice: 'It cannot be done here. Take another lab, or run Slipway on a machine that has it.',
  },
  'swarm-join': {
    status: 502,
    title: 'Host {host} could not come into its swarm: {reason}',
    advice: 'Start the lab again. If that does not help, tell whoever runs Slipway.',
  },
  'service-start': {
    status: 502,
    title: 'Service {service} did not come up: {reason}',
    advice: 'The lab wants it to run from the start. Tell its author, or start the lab again.',
  },
  'start-failed': {
    status: 502,
    title: 'The start command "{command}" of {host} ended with {code}: {output}',
    advice: 'The lab could not be prepared. Tell its author what the command said.',
  },
} satisfies Record<string, Entry>

export type ErrorCode = keyof typeof catalogue

/** What travels to a browser or a log. */
export interface WireError {
  code: ErrorCode
  title: string
  advice: string
}

export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  readonly status: number
  readonly advice: string

  constructor(code: ErrorCode, params: Record<string, string | number> = {}, cause?: unknown) {
    const entry: Entry = catalogue[code]
    super(fill(entry.title, params), cause === undefined ? undefined : { cause })
    this.code = code
    this.status = entry.status
    this.advice = fill(entry.advice, params)
  }

  toWire(): WireError {
    return { code: this.code, title: this.message, advice: this.advice }
  }
}

export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  return new AppError(
    'internal',
    { reason: error instanceof Error ? error.message : String(error) },
    error,
  )
}

function fill(text: string, params: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''))
}
