import { EyeOff, HardDrive, Lock, MapPinOff } from 'lucide-react'
import { ConsentRow } from './ConsentRow.tsx'
import { Section } from './Section.tsx'
import classes from './Settings.module.css'

/** What Debrief does with footage of children and teachers, in four sentences. */
export function PrivacySection() {
  return (
    <Section title="Privacy">
      <ul className={classes.words}>
        <li>
          <HardDrive size={17} strokeWidth={1.9} aria-hidden="true" />
          No footage and no word leaves this machine by itself. There is no account and no cloud.
        </li>
        <li>
          <Lock size={17} strokeWidth={1.9} aria-hidden="true" />
          Private notes lie in this machine’s own data, outside the library folder, until their author shares
          them.
        </li>
        <li>
          <EyeOff size={17} strokeWidth={1.9} aria-hidden="true" />
          While another person is here, private notes are closed. They are never in an exported clip.
        </li>
        <li>
          <MapPinOff size={17} strokeWidth={1.9} aria-hidden="true" />
          Exported clips carry no place, no device and no name of the recording they were cut from.
        </li>
      </ul>
      <ConsentRow />
    </Section>
  )
}
