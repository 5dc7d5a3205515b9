/* The clip library's page: one clip at a time, keys, search, criteria. Without it, everything stands in one long page. */
const root = document.documentElement
const clips = [...document.querySelectorAll('.clip')]
const cards = [...document.querySelectorAll('.card')]
const title = document.title
let playAll = false

const openClip = () => clips.find(clip => clip.classList.contains('open'))
const videoOf = clip => clip?.querySelector('video') ?? undefined

function show() {
  const wanted = clips.find(clip => `#${clip.id}` === location.hash)
  const before = openClip()
  if (before && before !== wanted) videoOf(before)?.pause()
  for (const clip of clips) clip.classList.toggle('open', clip === wanted)
  root.classList.toggle('reading', wanted !== undefined)
  document.title = wanted ? `${wanted.dataset.title} · ${title}` : title
  if (wanted) {
    prepare(wanted)
    scrollTo(0, 0)
    wanted.querySelector('h2').focus({ preventScroll: true })
    if (playAll)
      videoOf(wanted)
        ?.play()
        .catch(() => {
          playAll = false
        })
  } else if (before) {
    const card = cards.find(each => each.querySelector('a').hash === `#${before.id}`)
    card?.querySelector('a').focus()
    playAll = false
  }
}

function step(by) {
  const at = clips.indexOf(openClip())
  const next = clips[at + by]
  if (at >= 0 && next) location.hash = next.id
}

/* Comments light up, drawings appear, at their time. A clip is made ready when it is first opened: hundreds at once would be slow. */
const prepared = new Set()
function prepare(clip) {
  if (prepared.has(clip)) return
  prepared.add(clip)
  // Where there is a script, what stands in a `noscript` is text until it is made into a player.
  const stored = clip.querySelector('noscript')
  const made = document.createElement('template')
  made.innerHTML = stored.textContent
  stored.replaceWith(made.content)
  const video = videoOf(clip)
  video.preload = 'metadata'
  const timed = [...clip.querySelectorAll('[data-from]')].map(element => ({
    element,
    from: Number(element.dataset.from) / 1000,
    to: Number(element.dataset.to) / 1000,
  }))
  const look = () => {
    const now = video.currentTime + 0.001
    for (const { element, from, to } of timed) {
      const on = now >= from && now < to
      if (element.localName === 'g') element.style.display = on ? '' : 'none'
      else element.classList.toggle('now', on)
    }
    if (video.duration) clip.style.setProperty('--played', video.currentTime / video.duration)
  }
  const follow = () => {
    look()
    if (!video.paused) requestAnimationFrame(follow)
  }
  video.addEventListener('play', follow)
  for (const event of ['seeked', 'loadedmetadata', 'timeupdate']) video.addEventListener(event, look)
  video.addEventListener('ended', () => playAll && step(1))
  const cues = JSON.parse(clip.querySelector('script[type="application/json"]')?.textContent ?? '[]')
  if (cues.length > 0) {
    const track = video.addTextTrack('captions', 'Transcript')
    track.mode = 'hidden'
    for (const [from, to, text] of cues) track.addCue(new VTTCue(from / 1000, to / 1000, text))
  }
  clip.addEventListener('click', event => {
    const time = event.target.closest('[data-seek]')
    if (!time) return
    video.currentTime = Number(time.dataset.seek) / 1000
  })
  const hide = clip.querySelector('.hide')
  hide?.addEventListener('click', () => {
    const list = clip.querySelector('.list')
    list.hidden = !list.hidden
    clip.classList.toggle('bare', list.hidden)
    hide.setAttribute('aria-expanded', String(!list.hidden))
    hide.textContent = list.hidden ? 'Show' : 'Hide'
  })
  look()
}

/* Keys that are letters can be switched off, for those who speak to their machine. */
let letters = true
const letterButtons = [...document.querySelectorAll('.letters')]
for (const button of letterButtons)
  button.addEventListener('click', () => {
    letters = !letters
    for (const each of letterButtons) each.setAttribute('aria-pressed', String(letters))
  })

/* Search and criteria. */
const search = document.querySelector('#search')
const chips = [...document.querySelectorAll('button.chip')]
const found = document.querySelector('#found')
const fold = text =>
  text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
/* Made when somebody first searches. */
let texts
const textsOf = () =>
  cards.map((card, at) => {
    const clip = clips[at].cloneNode(true)
    for (const script of clip.querySelectorAll('script[type="application/json"]')) {
      const spoken = JSON.parse(script.textContent).map(cue => cue[2])
      script.replaceWith(` ${spoken.join(' ')} `)
    }
    return fold(`${card.textContent} ${clip.textContent}`)
  })
function filter() {
  texts ??= textsOf()
  const words = fold(search?.value ?? '')
    .split(/\s+/)
    .filter(Boolean)
  const codes = chips
    .filter(chip => chip.getAttribute('aria-pressed') === 'true')
    .map(chip => chip.dataset.code)
  let count = 0
  for (const [at, card] of cards.entries()) {
    const own = JSON.parse(card.dataset.codes)
    const fits =
      words.every(word => texts[at].includes(word)) &&
      (codes.length === 0 || codes.some(code => own.includes(code)))
    card.hidden = !fits
    clips[at].classList.toggle('out', !fits)
    if (fits) count++
  }
  found.textContent =
    count === cards.length ? '' : count === 0 ? 'No clip fits.' : `${count} of ${cards.length} clips fit.`
}
search?.addEventListener('input', filter)
for (const chip of chips)
  chip.addEventListener('click', () => {
    chip.setAttribute('aria-pressed', String(chip.getAttribute('aria-pressed') !== 'true'))
    filter()
  })

document.querySelector('#all')?.addEventListener('click', () => {
  playAll = true
  if (clips[0]) location.hash = clips[0].id
})
document.querySelector('#print')?.addEventListener('click', () => print())

addEventListener('keydown', event => {
  const clip = openClip()
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.('input, textarea, select'))
    return
  const onButton = event.target.closest('button, a, summary, video')
  const video = videoOf(clip)
  if (event.key === '/' && letters && !clip && search) {
    event.preventDefault()
    search.focus()
  } else if (!video) return
  else if (event.key === ' ' && !onButton) {
    event.preventDefault()
    if (video.paused) video.play()
    else video.pause()
  } else if (letters && (event.key === 'n' || event.key === 'b')) {
    const times = [...clip.querySelectorAll('.note')].map(note => Number(note.dataset.from) / 1000)
    const next =
      event.key === 'n'
        ? times.find(time => time > video.currentTime + 0.05)
        : times.findLast(time => time < video.currentTime - 0.3)
    if (next !== undefined) video.currentTime = next
  } else if (event.key === 'ArrowRight' && !onButton) step(1)
  else if (event.key === 'ArrowLeft' && !onButton) step(-1)
  else if (event.key === 'Escape') location.hash = ''
})
addEventListener('hashchange', show)
show()
