import { theme as antTheme, type ThemeConfig } from 'antd';

export type ThemeName = 'paper' | 'wall';

const ink = {
  paper: {
    bg: '#ffffff',
    layout: '#fbfaf7',
    text: '#1f2328',
    soft: '#4a4f55',
    faint: '#5d6267',
    act: '#1f5c66',
    danger: '#b4372b',
    soon: '#85560f',
    kept: '#3d6639',
    line: '#85807a',
  },
  wall: {
    bg: '#1a2226',
    layout: '#12181b',
    text: '#f2efe8',
    soft: '#d3d4d0',
    faint: '#b4bbbe',
    act: '#7fc4cf',
    danger: '#ff9b8e',
    soon: '#f0c069',
    kept: '#a9d3a3',
    line: '#8b9aa3',
  },
} as const;

const family =
  "'PingFang SC', 'HarmonyOS Sans SC', 'Microsoft YaHei', 'Noto Sans SC', 'Noto Sans CJK SC', 'Source Han Sans SC', system-ui, sans-serif";

/** The library's theme from our own tokens (tokens.css holds the same values for everything that we draw ourselves). */
export function themeOf(name: ThemeName, elder: boolean): ThemeConfig {
  const c = ink[name];
  return {
    algorithm: name === 'wall' ? antTheme.darkAlgorithm : antTheme.defaultAlgorithm,
    token: {
      colorPrimary: c.act,
      colorInfo: c.act,
      colorLink: c.act,
      colorError: c.danger,
      colorWarning: c.soon,
      colorSuccess: c.kept,
      colorBgContainer: c.bg,
      colorBgElevated: c.bg,
      colorBgLayout: c.layout,
      colorText: c.text,
      colorTextSecondary: c.soft,
      colorTextTertiary: c.faint,
      colorTextPlaceholder: c.faint,
      colorTextDescription: c.soft,
      colorBorder: c.line,
      fontFamily: family,
      fontSize: elder ? 20 : 16,
      lineHeight: 1.6,
      borderRadius: 4,
      controlHeight: elder ? 48 : 40,
      motion: false,
      wireframe: false,
    },
  };
}
