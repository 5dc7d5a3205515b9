import { Button } from '@mantine/core'
import { TriangleAlert } from 'lucide-react'
import { Component, type ReactNode } from 'react'
import { EmptyState } from '../ui/EmptyState.tsx'
import classes from './App.module.css'

interface Props {
  readonly children: ReactNode
}
interface State {
  readonly failed: boolean
}

/** A screen that could not be drawn says so and offers a way on; what was saved is on the disk. */
export class Boundary extends Component<Props, State> {
  override state: State = { failed: false }

  static getDerivedStateFromError(): State {
    return { failed: true }
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children
    return (
      <main className={classes.alone}>
        <EmptyState
          icon={TriangleAlert}
          title="This screen could not be drawn"
          act={
            <Button
              onClick={() => {
                window.location.hash = '/library'
                window.location.reload()
              }}
            >
              Go to the library
            </Button>
          }
        >
          Everything you wrote was saved as you typed it. Go to the library and open it again.
        </EmptyState>
      </main>
    )
  }
}
