/** The engine, the images and the machine. */
import type { Failure } from './failure.ts'

export const machine = {
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
  'port-taken': {
    status: 500,
    title: 'Port {port} on {host} is in use',
    advice:
      'Slipway may already be running there. Choose another with SLIPWAY_PORT={suggestion} npm start.',
  },
  'browser-absent': {
    status: 500,
    title: 'There is no Chromium on this machine',
    advice: 'The browser tests drive one: apt-get install -y chromium, then run npm test again.',
  },
} satisfies Record<string, Failure>
