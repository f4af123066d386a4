/** Runs, labs and drafts as people ask for them. */
import type { Failure } from './failure.ts'

export const runs = {
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
    advice:
      'End a run that is not needed any more, or wait until one ends by itself; then try again.',
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
  // Made in the browser when no answer comes; the server never sends it.
  offline: {
    status: 503,
    title: 'Slipway does not answer',
    advice: 'Check that the server is running and that you are connected, then try again.',
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
    title: 'This proof is no longer known',
    advice:
      'Only the latest are kept, and none when Slipway is started again. Prove the draft again.',
  },
  'run-busy': {
    status: 409,
    title: 'The hosts of this run are being changed just now',
    advice: 'Wait until that is done, then try again.',
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
} satisfies Record<string, Failure>
