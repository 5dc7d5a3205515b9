import {
  ActionIcon,
  Button,
  Checkbox,
  type CSSVariablesResolver,
  createTheme,
  Drawer,
  Input,
  type MantineColorsTuple,
  Menu,
  Modal,
  Popover,
  Progress,
  SegmentedControl,
  Switch,
  Tooltip,
} from '@mantine/core'
import classes from './theme.module.css'

/** From the lightest to the darkest ink; on the screen the tokens stand in its place. */
const ink: MantineColorsTuple = [
  '#eef1f3',
  '#dadfe3',
  '#bcc4cb',
  '#98a2ab',
  '#757f88',
  '#5d6771',
  '#444d56',
  '#333b43',
  '#20262b',
  '#14181c',
]

/** Mantine drawn with tokens.css: neutral ink, no brand colour, the tokens' sizes. */
export const theme = createTheme({
  primaryColor: 'ink',
  primaryShade: { light: 9, dark: 0 },
  autoContrast: true,
  colors: { ink },
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--font)',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '16px', sm: '19px', md: '20px', lg: '24px', xl: '28px' },
  spacing: { xs: '4px', sm: '8px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '10px', xl: '14px' },
  defaultRadius: 'md',
  headings: { fontFamily: 'var(--font)', fontWeight: '640' },
  respectReducedMotion: true,
  cursorType: 'pointer',
  // Focus is drawn by base.css, alike for Mantine's parts and ours.
  focusRing: 'never',
  components: {
    Button: Button.extend({
      defaultProps: { size: 'sm' },
      classNames: { root: classes.button, section: classes.buttonSection },
      vars: (_theme, { size, variant }) => ({
        root: {
          '--button-height': size === 'lg' ? '40px' : size === 'xs' ? '28px' : '32px',
          '--button-padding-x': size === 'lg' ? '18px' : size === 'xs' ? '10px' : '12px',
          '--button-fz': size === 'lg' ? '14px' : size === 'xs' ? '12px' : '13px',
          ...(variant === undefined || variant === 'filled'
            ? {
                '--button-bg': 'var(--ink)',
                '--button-hover': 'var(--ink-hover)',
                '--button-color': 'var(--on-ink)',
                '--button-bd': '1px solid var(--ink)',
              }
            : {}),
          ...(variant === 'default'
            ? {
                '--button-bg': 'var(--surface)',
                '--button-hover': 'var(--hover)',
                '--button-color': 'var(--text)',
                '--button-bd': '1px solid var(--line-control)',
              }
            : {}),
          ...(variant === 'subtle'
            ? {
                '--button-bg': 'transparent',
                '--button-hover': 'var(--hover)',
                '--button-color': 'var(--text-2)',
                '--button-bd': '1px solid transparent',
              }
            : {}),
        },
      }),
    }),
    ActionIcon: ActionIcon.extend({
      defaultProps: { variant: 'subtle', size: 32 },
      vars: (_theme, { variant }) => ({
        root:
          variant === 'filled'
            ? {
                '--ai-bg': 'var(--ink)',
                '--ai-hover': 'var(--ink-hover)',
                '--ai-color': 'var(--on-ink)',
              }
            : variant === 'default'
              ? {
                  '--ai-bg': 'var(--surface)',
                  '--ai-hover': 'var(--hover)',
                  '--ai-color': 'var(--text)',
                  '--ai-bd': '1px solid var(--line-control)',
                }
              : { '--ai-bg': 'transparent', '--ai-hover': 'var(--hover)', '--ai-color': 'var(--text-2)' },
      }),
    }),
    Tooltip: Tooltip.extend({
      defaultProps: {
        openDelay: 400,
        offset: 6,
        transitionProps: { duration: 90 },
        events: { hover: true, focus: true, touch: false },
      },
      classNames: { tooltip: classes.tooltip },
    }),
    Menu: Menu.extend({
      defaultProps: {
        withInitialFocusPlaceholder: false,
        shadow: 'none',
        transitionProps: { duration: 90 },
        radius: 'lg',
      },
      classNames: {
        dropdown: classes.dropdown,
        item: classes.menuItem,
        itemSection: classes.menuSection,
        label: classes.menuLabel,
      },
    }),
    Popover: Popover.extend({
      defaultProps: { transitionProps: { duration: 90 }, radius: 'lg' },
      classNames: { dropdown: classes.dropdown },
    }),
    Modal: Modal.extend({
      defaultProps: {
        radius: 'xl',
        centered: true,
        // The page behind never scrolls as a whole, and the lock would write a style without the answer's nonce.
        lockScroll: false,
        padding: 24,
        transitionProps: { duration: 160, transition: 'fade' },
        closeButtonProps: { 'aria-label': 'Close' },
      },
      classNames: {
        content: classes.dialog,
        header: classes.dialogHeader,
        title: classes.dialogTitle,
        overlay: classes.scrim,
      },
    }),
    Drawer: Drawer.extend({
      defaultProps: {
        position: 'right',
        lockScroll: false,
        size: 400,
        padding: 24,
        transitionProps: { duration: 160 },
        closeButtonProps: { 'aria-label': 'Close' },
      },
      classNames: {
        content: classes.drawer,
        header: classes.dialogHeader,
        title: classes.dialogTitle,
        overlay: classes.scrim,
      },
    }),
    Input: Input.extend({
      defaultProps: { size: 'md' },
      classNames: { input: classes.input },
      vars: (_theme, { size }) => ({
        wrapper: {
          '--input-height': size === 'sm' ? '32px' : '36px',
          '--input-fz': '14px',
          '--input-bd': 'var(--line-control)',
        },
      }),
    }),
    InputWrapper: Input.Wrapper.extend({
      classNames: { label: classes.label, description: classes.description, error: classes.error },
    }),
    SegmentedControl: SegmentedControl.extend({
      defaultProps: { radius: 9, size: 'sm', withItemsBorders: false, transitionDuration: 90 },
      classNames: { root: classes.seg, label: classes.segLabel, indicator: classes.segIndicator },
    }),
    Checkbox: Checkbox.extend({
      defaultProps: { radius: 5, size: 'sm', iconColor: 'var(--on-ink)' },
      classNames: { input: classes.check, label: classes.checkLabel },
    }),
    Switch: Switch.extend({
      defaultProps: { size: 'sm', withThumbIndicator: false },
      classNames: {
        track: classes.track,
        thumb: classes.thumb,
        label: classes.checkLabel,
        description: classes.switchWords,
      },
    }),
    Progress: Progress.extend({
      defaultProps: { size: 6, radius: 3, color: 'var(--ink)' },
      classNames: { root: classes.progress },
    }),
  },
})

/** Mantine's own names for what tokens.css holds; the tokens switch with `data-theme`. */
export const cssVariablesResolver: CSSVariablesResolver = () => {
  const both = {
    '--mantine-color-body': 'var(--bg)',
    '--mantine-color-text': 'var(--text)',
    '--mantine-color-dimmed': 'var(--text-3)',
    '--mantine-color-bright': 'var(--text)',
    '--mantine-color-placeholder': 'var(--text-3)',
    '--mantine-color-anchor': 'var(--text)',
    '--mantine-color-error': 'var(--danger)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--hover)',
    '--mantine-color-default-color': 'var(--text)',
    '--mantine-color-default-border': 'var(--line)',
    '--mantine-color-disabled': 'transparent',
    '--mantine-color-disabled-color': 'var(--disabled)',
    '--mantine-color-disabled-border': 'var(--line)',
    '--mantine-primary-color-filled': 'var(--ink)',
    '--mantine-primary-color-filled-hover': 'var(--ink-hover)',
    '--mantine-primary-color-contrast': 'var(--on-ink)',
    '--mantine-primary-color-light': 'var(--selected)',
    '--mantine-primary-color-light-hover': 'var(--hover)',
    '--mantine-primary-color-light-color': 'var(--text)',
    '--mantine-color-ink-filled': 'var(--ink)',
    '--mantine-color-ink-filled-hover': 'var(--ink-hover)',
    '--mantine-color-ink-light': 'var(--selected)',
    '--mantine-color-ink-light-color': 'var(--text)',
  }
  return { variables: {}, light: both, dark: both }
}
