import { Button } from '@mantine/core'
import { FilePlay, FolderOpen, HardDrive, Lock, Upload } from 'lucide-react'
import { importByFile, importByFolder } from '../../lib/importing.ts'
import classes from './EmptyLibrary.module.css'
import { SampleCard } from './SampleCard.tsx'
import { useDropCopies } from './useDropCopies.ts'

const steps = [
  { title: 'Look alone', words: 'Mark what you notice as you watch. It stays yours.' },
  { title: 'Sit side by side', words: 'Share, and talk it through on one clock.' },
  { title: 'Take clips away', words: 'Export the moments worth showing.' },
]

/** A library without a lesson: what to do first, and a sample to try it on. */
export function EmptyLibrary() {
  const copies = useDropCopies()
  return (
    <section className={classes.empty}>
      <div className={classes.big}>
        <span className={classes.ring}>
          <FilePlay size={30} strokeWidth={1.9} aria-hidden="true" />
        </span>
        <h2 className="h1">Start with one recorded lesson</h2>
        <p className={classes.words}>
          Drop a phone or camera file here. You can watch it and say what you notice straight away;{' '}
          {copies ? 'it is copied into the library.' : 'the file itself stays where it lies.'}
        </p>
        <div className={classes.acts}>
          <Button
            size="lg"
            leftSection={<Upload size={17} strokeWidth={1.9} aria-hidden="true" />}
            onClick={() => void importByFile()}
          >
            Choose a file
          </Button>
          <Button
            size="lg"
            variant="default"
            leftSection={<FolderOpen size={17} strokeWidth={1.9} aria-hidden="true" />}
            onClick={() => void importByFolder()}
          >
            Choose a folder
          </Button>
        </div>
        <ul className={classes.facts}>
          <li>
            <Lock size={15} strokeWidth={1.9} aria-hidden="true" />
            Private until you share it
          </li>
          <li>
            <HardDrive size={15} strokeWidth={1.9} aria-hidden="true" />
            Nothing leaves this machine
          </li>
          <li>
            <FilePlay size={15} strokeWidth={1.9} aria-hidden="true" />
            MP4, MOV, MKV, AVI, MTS …
          </li>
        </ul>
      </div>
      <ol className={classes.how}>
        {steps.map(({ title, words }, at) => (
          <li key={title}>
            <span className={classes.number} aria-hidden="true">
              {at + 1}
            </span>
            <div>
              <b>{title}</b>
              <p>{words}</p>
            </div>
          </li>
        ))}
      </ol>
      <SampleCard />
    </section>
  )
}
