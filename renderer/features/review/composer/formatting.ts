/** A text and what is chosen in it, in UTF-16 units. */
export type Written = { readonly text: string; readonly from: number; readonly to: number }

/** Sets what is chosen between marks (`**` bold, `*` italic), or takes them away where they stand. */
export function toggleMark({ text, from, to }: Written, mark: '**' | '*'): Written {
  const chosen = text.slice(from, to)
  const lead = chosen.length - chosen.trimStart().length
  const trail = chosen.length - chosen.trimEnd().length
  // A mark beside a space is no mark.
  const start = chosen.trim() === '' ? from : from + lead
  const end = chosen.trim() === '' ? from : to - trail
  const size = mark.length
  const run = (at: number, step: 1 | -1) => {
    let count = 0
    while (text.charAt(step > 0 ? at + count : at - 1 - count) === '*') count++
    return count
  }
  const marked = (count: number) => (mark === '**' ? count >= 2 : count === 1 || count >= 3)
  if (marked(run(start, -1)) && marked(run(end, 1)))
    return {
      text: text.slice(0, start - size) + text.slice(start, end) + text.slice(end + size),
      from: start - size,
      to: end - size,
    }
  return {
    text: text.slice(0, start) + mark + text.slice(start, end) + mark + text.slice(end),
    from: start + size,
    to: end + size,
  }
}

const item = /^ {0,3}[-*•] +/

/** Makes list items of the lines that are chosen, or plain lines of items. */
export function toggleList({ text, from, to }: Written): Written {
  const start = text.lastIndexOf('\n', from - 1) + 1
  const next = text.indexOf('\n', Math.max(from, to - 1))
  const end = next < 0 ? text.length : next
  const lines = text.slice(start, end).split('\n')
  const all =
    lines.every(line => item.test(line) || line.trim() === '') && lines.some(line => item.test(line))
  const changed = lines
    .map(line =>
      all
        ? line.replace(item, '')
        : item.test(line) || (line.trim() === '' && lines.length > 1)
          ? line
          : `- ${line}`,
    )
    .join('\n')
  const grownBy = changed.length - (end - start)
  const single = from === to
  return {
    text: text.slice(0, start) + changed + text.slice(end),
    from: single ? Math.max(start, to + grownBy) : start,
    to: single ? Math.max(start, to + grownBy) : end + grownBy,
  }
}
