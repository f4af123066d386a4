/** Words that commands are made of: a thing that is called so cannot be told from them in a text. */
const words = new Set(
  `app apt apk attach bash bin bridge build busybox cat cd chmod compose connect container containers cp create
  curl data default dev disconnect dns docker driver echo env etc exec exit false file grep history home host
  hostname http image images info inspect ip ipvlan kill lib load local localhost log login logs ls macvlan
  mkdir mount mv name net network networks node none overlay pause ping port ps pull push pwd python rename
  restart rm root run save sh sleep start stats stop sudo swarm system tag tail tar tcp tmp top touch true
  ubuntu udp unpause update usr var version volume volumes wait wget www`.split(/\s+/),
)

export function isCommonWord(name: string): boolean {
  return words.has(name)
}
