import { Play } from 'lucide-react'
import classes from './SamplePicture.module.css'
import sampleLesson from './sampleLesson.webp'

/** The sample lesson's frame at 0:12, which stands for it before it is in the library. */
export function SamplePicture({
  length,
}: {
  /** As it stands on the frame, `1:22`. */ readonly length?: string
}) {
  return (
    <div className={classes.frame}>
      <img src={sampleLesson} width={960} height={540} alt="" className={classes.picture} />
      {length && (
        <>
          <span className={classes.length}>{length}</span>
          <span className={classes.play}>
            <Play size={20} strokeWidth={1.9} aria-hidden="true" />
          </span>
        </>
      )}
    </div>
  )
}
