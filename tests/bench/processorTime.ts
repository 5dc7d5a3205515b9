import { readFileSync } from 'node:fs'

/** How often Linux counts, a second. */
const ticksPerSecond = 100

/**
 * Processor time that this process and the programs which it started and saw end have used, ms.
 * @returns undefined where the system does not tell (Linux does)
 */
export function processorMs(): number | undefined {
  const { user, system } = process.cpuUsage()
  const children = childrenTicks()
  return children === undefined ? undefined : (user + system) / 1000 + (children * 1000) / ticksPerSecond
}

function childrenTicks(): number | undefined {
  if (process.platform !== 'linux') return undefined
  // The name in brackets may hold anything; fields are counted behind it.
  const fields = readFileSync('/proc/self/stat', 'latin1').replace(/^.*\)/s, '').trim().split(' ')
  return Number(fields[13]) + Number(fields[14])
}
