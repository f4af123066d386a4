import { join } from 'node:path'

/** Where a managed engine keeps what is its own. */
export interface Layout {
  root: string
  socket: string
  data: string
  exec: string
  pidfile: string
  log: string
}

export function engineLayout(home: string): Layout {
  const root = join(home, 'engine')
  return {
    root,
    socket: join(root, 'docker.sock'),
    data: join(root, 'data'),
    exec: join(root, 'exec'),
    pidfile: join(root, 'docker.pid'),
    log: join(root, 'dockerd.log'),
  }
}

/** The command line of a managed engine. The executables' paths come from the caller. */
export function engineArguments(layout: Layout): string[] {
  return [
    `--host=unix://${layout.socket}`,
    `--data-root=${layout.data}`,
    `--exec-root=${layout.exec}`,
    `--pidfile=${layout.pidfile}`,
    '--userns-remap=default',
    // Under a system containerd our containers would mix with those of another engine.
    '--containerd-namespace=slipway',
    '--containerd-plugins-namespace=slipway-plugins',
    // The same paths on every machine; systemd's slices would need its bus. Not seen running on cgroup v2.
    '--exec-opt=native.cgroupdriver=cgroupfs',
    '--log-level=warn',
    // A file of the machine's own engine must not change ours.
    `--config-file=${join(layout.root, 'daemon.json')}`,
  ]
}
