/** What is made for a run: hosts and what is in them. */
import type { Failure } from './failure.ts'

export const hosts = {
  'host-start': {
    status: 500,
    title: 'The host "{host}" did not become ready: {reason}',
    advice: 'Retry; if it happens again, the log of the host is in the details.',
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
  'replay-failed': {
    status: 500,
    title: 'Step “{step}” could not be carried out: {reason}',
    advice: 'The hosts are as far as it went. Go on from there by hand, or reset and try again.',
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
  'swarm-attach': {
    status: 503,
    title: 'The swarm did not give a container its place on an overlay network in time: {reason}',
    advice: 'Try again; the machine may be busy.',
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
} satisfies Record<string, Failure>
