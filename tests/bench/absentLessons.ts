/** What a bench's record is called by its number. */
export const key = (n: number): string => String(n).padStart(26, '0')

/** The recording of a lesson, of 40 minutes and not on this machine: its picture costs the same box on the screen. */
export const absentRecording = (n: number) => ({
  id: `recording:${key(n)}` as const,
  type: 'recording' as const,
  lessonId: `lesson:${key(n)}` as const,
  fileName: `${n}.mp4`,
  path: `media/${n}.mp4`,
  identity: { sizeBytes: n, hash: key(n).padStart(64, '0') },
  facts: {
    durationMs: 2_400_000,
    startMs: 0,
    width: 1280,
    height: 720,
    rotation: 0,
    container: 'mp4',
    playable: true,
  },
  offsetMs: 0,
})

/** Lessons, each with such a recording. */
export const absentLessons = (count: number) =>
  Array.from({ length: count }, (_, n) => [
    {
      put: {
        id: `lesson:${key(n)}` as const,
        type: 'lesson' as const,
        title: `Lesson ${n}`,
        teacher: `Teacher ${n % 9}`,
      },
    },
    { put: absentRecording(n) },
  ]).flat()
