import { Command } from 'commander'
import { readConfig } from '../config.ts'
import { siteUrl } from '../http/address.ts'
import { openPeople } from '../people/index.ts'
import { openRecords, whereOf } from '../records/index.ts'

/** `slipway link`: works beside a running server, for whoever lost the link that it printed. */
export function linkCommand(): Command {
  return new Command('link')
    .description('print a new one-time administrator link, valid for a day')
    .action(async () => {
      const config = readConfig()
      const records = await openRecords(whereOf(config))
      const people = await openPeople(records, { secure: false })
      console.log(`${siteUrl(config)}${await people.issueLink()}`)
      await records.close()
    })
}
