import { ProbeError } from '../../labs/define.ts'
import type { Helper } from './helper.ts'

/**
 * Takes a host off its wires or puts it back, on the machine's side of the cable, where a learner's root cannot undo it.
 * Whatever the host says of its interfaces is believed only for ports of this run's own bridges.
 * @param bridges the bridges of the wires that the host is on
 */
export async function plugHost(
  helper: Helper,
  hostPid: number,
  bridges: readonly string[],
  into: boolean,
): Promise<void> {
  const inside = await run(
    helper.inNetns(hostPid, null, ['ip', '-o', 'link', 'show', 'type', 'veth']),
  )
  const peers = [...inside.matchAll(/^\d+: eth\d+@if(\d+):/gm)].map(([, index]) => index)
  let moved = 0
  for (const bridge of bridges) {
    const ports = await run(helper.run(['ip', '-o', 'link', 'show', 'master', bridge]))
    for (const [, index, name] of ports.matchAll(/^(\d+): ([^@:\s]+)/gm)) {
      if (name === undefined || !peers.includes(index)) continue
      await run(helper.run(into ? plugIn(name) : pullOut(name)))
      moved += 1
    }
  }
  if (moved === 0) throw new ProbeError('the host is on no wire that could be cut')
}

/** Longer than any check may take. */
const latestSeconds = 1_200

/** Whoever pulled it may die before putting it back: then it goes in by itself, unless it was pulled anew since. */
const pull = `
mark=/run/slipway-pulled-$1
cat /proc/sys/kernel/random/uuid >"$mark"
own=$(cat "$mark")
ip link set dev "$1" down || exit 1
(sleep "$2"; [ "$(cat "$mark" 2>/dev/null)" = "$own" ] && ip link set dev "$1" up) >/dev/null 2>&1 &`

function pullOut(port: string): string[] {
  return ['sh', '-c', pull, 'sh', port, String(latestSeconds)]
}

function plugIn(port: string): string[] {
  return ['sh', '-c', 'rm -f "/run/slipway-pulled-$1"; ip link set dev "$1" up', 'sh', port]
}

async function run(doing: Promise<{ code: number; stdout: string; stderr: string }>) {
  const { code, stdout, stderr } = await doing
  if (code !== 0) throw new ProbeError(stderr.trim() || `exit code ${code}`)
  return stdout
}
