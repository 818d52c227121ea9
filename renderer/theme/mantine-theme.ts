import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

/** The accent, lightest first; 6 fills buttons. */
const teal: MantineColorsTuple = [
  '#e6f6f4',
  '#cdebe8',
  '#9dd8d3',
  '#68c4bd',
  '#3fb3ab',
  '#1c958f',
  '#0b7a75',
  '#0a6561',
  '#08504d',
  '#063b39',
];

/** The dark scheme's greys, lightest first, with the cool cast of the tokens. */
const dark: MantineColorsTuple = [
  '#e3eaee',
  '#c3cfd6',
  '#a3b3bc',
  '#8496a0',
  '#3d4c55',
  '#2a363d',
  '#1d262b',
  '#182025',
  '#131a1e',
  '#0e1417',
];

export const mantineTheme = createTheme({
  primaryColor: 'teal',
  // White on 6 is readable in both schemes; on the lighter ones it is not.
  primaryShade: 6,
  colors: { teal, dark },
  fontFamily: 'var(--font-text)',
  fontFamilyMonospace: 'var(--font-code)',
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontSizes: { xs: '13px', sm: '14px', md: '14px' },
  components: {
    // What is to be said about a field stands below it, as below switches and choices.
    InputWrapper: { defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] } },
    Button: { defaultProps: { size: 'xs' } },
    TextInput: { defaultProps: { size: 'xs' } },
    PasswordInput: { defaultProps: { size: 'xs' } },
    NumberInput: { defaultProps: { size: 'xs' } },
    Textarea: { defaultProps: { size: 'xs' } },
    Select: { defaultProps: { size: 'xs', allowDeselect: false } },
    SegmentedControl: { defaultProps: { size: 'xs' } },
    Switch: { defaultProps: { size: 'xs' } },
    Checkbox: { defaultProps: { size: 'xs' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 'md' } },
    Tooltip: { defaultProps: { openDelay: 400, multiline: true, maw: 320, fz: 12 } },
    Tabs: { defaultProps: { variant: 'default' } },
    // The page itself never scrolls; locking it would add a style element without our nonce.
    Modal: {
      defaultProps: {
        centered: true,
        lockScroll: false,
        transitionProps: { duration: 120 },
        closeButtonProps: { 'aria-label': 'Close' },
      },
    },
  },
});

/** Mantine's own colours follow the tokens, so that its parts and ours are one picture. */
export const mantineVariables: CSSVariablesResolver = () => ({
  variables: {
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-text': 'var(--text)',
    '--mantine-color-dimmed': 'var(--text-muted)',
    '--mantine-color-placeholder': 'var(--text-faint)',
    '--mantine-color-default-border': 'var(--line-strong)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--surface-hover)',
    '--mantine-color-anchor': 'var(--accent-text)',
    '--mantine-color-error': 'var(--danger-text)',
  },
  // Shade 2, which Mantine takes, leaves the label of a hovered button below 4.5:1 (WCAG 1.4.3).
  light: { '--mantine-color-teal-light-hover': '#b8e4e0' },
  dark: {},
});
