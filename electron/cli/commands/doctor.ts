import type { Action } from '../command.types.ts'
import { table } from '../format/table.ts'

/** Tells whether all that Debrief needs is on this machine, and what to do where it is not. */
export const doctor: Action = async ({ api, out }) => {
  const report = await api.app.doctor()
  out.result(report, () => {
    const rows = report.checks.map(({ name, ok, found, version }) => [
      ok ? 'ok' : 'MISSING',
      name,
      version ?? '',
      found,
    ])
    const hints = report.checks.flatMap(({ name, hint }) => (hint ? [`${name}: ${hint}`] : []))
    const verdict = report.ok
      ? 'Everything that Debrief needs is here.'
      : 'Something that Debrief needs is missing.'
    const list = table([{ title: '' }, { title: 'CHECK' }, { title: 'VERSION' }, { title: 'FOUND' }], rows)
    return [list, ...(hints.length > 0 ? ['', ...hints] : []), '', verdict].join('\n')
  })
  if (report.ok) return 0
  for (const { name, ok, found, hint } of report.checks) {
    if (!ok && hint) out.note(`error: tools.missing: ${name}: ${found}. ${hint}`)
  }
  return 1
}
