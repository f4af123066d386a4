/** Compose keys that an author may know and that mean nothing here, so that each gets an answer of its own. */

const services = `annotations attach blkio_config build cap_add cgroup cgroup_parent configs container_name
  cpu_count cpu_percent cpu_period cpu_quota cpu_rt_period cpu_rt_runtime cpu_shares cpuset credential_spec deploy
  develop device_cgroup_rules devices dns dns_opt dns_search domainname env_file expose extends external_links
  extra_hosts gpus group_add healthcheck init ipc isolation links logging mac_address mem_reservation mem_swappiness
  memswap_limit oom_kill_disable oom_score_adj pid platform profiles provider pull_policy runtime scale secrets
  security_opt shm_size stop_grace_period stop_signal storage_opt sysctls ulimits userns_mode uts`

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/))

/** By the key of the lab below which a thing stands. */
export const composeKeys: Record<string, ReadonlySet<string>> = {
  containers: words(services),
  networks: words('external name enable_ipv4 ipam'),
  volumes: words('external name'),
  hosts: words('services configs secrets version'),
}

/** What to write in place of a Compose key, where there is something. */
export const composeInstead: Record<string, string> = {
  services: 'Write `containers`.',
  container_name: 'The key of the container is its name.',
  links: 'Put both containers on a network of their own; names are found there.',
  expose: 'Containers on one network reach each other’s ports without it; `ports` publishes them.',
  name: 'The key is the name.',
  build: 'Add `labs/images/<name>/Dockerfile` and name the image.',
}
