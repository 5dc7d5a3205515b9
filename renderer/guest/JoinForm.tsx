import { type FormEvent, useState } from 'react'
import { type Role, role as roles } from '../../electron/contract/records/person.ts'
import { typedCode } from '../../electron/contract/session/code.ts'
import { roleWord } from '../lib/words.ts'
import controls from './controls.module.css'
import classes from './JoinForm.module.css'
import sheet from './Sheet.module.css'
import { askToJoin } from './stay.ts'

/** Where a guest says who they are, and the code. */
export function JoinForm() {
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('teacher')
  const [code, setCode] = useState('')
  const [problem, setProblem] = useState('')
  const [asking, setAsking] = useState(false)
  const ask = (event: FormEvent) => {
    event.preventDefault()
    const typed = typedCode.safeParse(code)
    if (name.trim() === '') return setProblem('Type your name, so that the host knows whom to let in.')
    if (!typed.success) return setProblem(typed.error.issues[0]?.message ?? '')
    setProblem('')
    setAsking(true)
    askToJoin({ name: name.trim(), role, code })
      .catch((error: unknown) =>
        setProblem(
          error instanceof TypeError
            ? 'The host cannot be reached. Check that this machine is in the same network, and try again.'
            : error instanceof Error
              ? error.message
              : String(error),
        ),
      )
      .finally(() => setAsking(false))
  }
  return (
    <form onSubmit={ask} noValidate>
      <h1 className="h2">Join a live review</h1>
      <p className={sheet.lead}>Someone shows a lesson to you from their Debrief, and lets you in.</p>
      <label className={classes.field}>
        Your name
        <input
          className={controls.typed}
          value={name}
          onChange={event => setName(event.target.value)}
          maxLength={60}
          autoComplete="name"
        />
      </label>
      <label className={classes.field}>
        You are a
        <select
          className={controls.typed}
          value={role}
          onChange={event => setRole(roles.parse(event.target.value))}
        >
          {roles.options.map(each => (
            <option key={each} value={each}>
              {roleWord(each)}
            </option>
          ))}
        </select>
      </label>
      <label className={classes.field}>
        Code
        <input
          value={code}
          onChange={event => setCode(event.target.value)}
          className={`${controls.typed} ${classes.code}`}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          placeholder="7Q3M-0ZKD-W5TA"
          aria-describedby="guest-honest"
        />
      </label>
      {problem !== '' && (
        <p role="alert" className={controls.problem}>
          {problem}
        </p>
      )}
      <div id="guest-honest" className={classes.honest}>
        <p>
          <b>Is this really the host?</b> Your browser warned you, because no authority vouches for a machine
          of the local network. Click the mark beside the address, look at the certificate, and compare its
          SHA-256 fingerprint with the one on the host’s screen. If they differ, close this page: someone
          stands in between.
        </p>
        <p>
          In a browser you keep no copy of the lesson and have no keys of your own. The host’s Debrief writes
          down what you say, under your name with “(browser guest)” behind it. Until the session ends, this
          browser keeps what you are known by here, so that you can come back and change your own words.
        </p>
      </div>
      <div className={controls.foot}>
        <button type="submit" className={controls.primary} disabled={asking}>
          {asking ? 'Asking …' : 'Ask to join'}
        </button>
      </div>
    </form>
  )
}
