import classes from './SamplePicture.module.css'

/** What the sample lesson is about, drawn: a board with a fraction cut in parts, a question, and a pause before the answer. */
export function SamplePicture() {
  return (
    <svg className={classes.picture} viewBox="0 0 320 180" aria-hidden="true">
      <rect width="320" height="180" fill="#dfe7e3" />
      <rect y="132" width="320" height="48" fill="#c4b29a" />
      <rect x="62" y="22" width="196" height="96" rx="4" fill="#2f4a43" stroke="#8a6f4e" strokeWidth="6" />
      {[0, 1, 2, 3].map(at => (
        <rect
          key={at}
          x={92 + at * 34}
          y="50"
          width="34"
          height="28"
          fill={at < 3 ? '#f4efe2' : 'none'}
          stroke="#f4efe2"
          strokeWidth="2"
        />
      ))}
      <text x="160" y="104" textAnchor="middle" fontSize="18" fontWeight="600" fill="#f4efe2">
        ¾ = ?
      </text>
      <circle cx="44" cy="92" r="15" fill="#8a5a3c" />
      <path d="M20 164c0-36 12-52 24-52s24 16 24 52z" fill="#23405f" />
      <circle cx="268" cy="118" r="13" fill="#e0b48c" />
      <path d="M248 172c0-28 10-40 20-40s20 12 20 40z" fill="#7a3b24" />
      <path d="M282 134l14-22" stroke="#e0b48c" strokeWidth="7" strokeLinecap="round" />
    </svg>
  )
}
