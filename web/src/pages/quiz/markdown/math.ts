/** Formulas in TeX, as far as a line of text can show them: powers, indices, fractions, roots and signs. */

import type { Inline } from './inline';

// prettier-ignore
const SIGNS: Record<string, string> = {
  alpha: 'α', beta: 'β', gamma: 'γ', delta: 'δ', epsilon: 'ε', theta: 'θ', lambda: 'λ', mu: 'μ',
  pi: 'π', rho: 'ρ', sigma: 'σ', tau: 'τ', phi: 'φ', omega: 'ω', Delta: 'Δ', Sigma: 'Σ', Omega: 'Ω',
  cdot: '·', times: '×', div: '÷', pm: '±', le: '≤', leq: '≤', ge: '≥', geq: '≥', ne: '≠', neq: '≠',
  approx: '≈', infty: '∞', to: '→', rightarrow: '→', Rightarrow: '⇒', in: '∈', notin: '∉',
  subset: '⊂', cup: '∪', cap: '∩', angle: '∠', circ: '°', degree: '°', sum: '∑', int: '∫', prod: '∏',
  ldots: '…', dots: '…', quad: '\u2003', perp: '⊥', parallel: '∥', triangle: '△', emptyset: '∅',
};

/** The parts of a formula; what a line cannot show stays as it is written. */
export function math(tex: string): Inline[] {
  let at = 0;

  function group(): Inline[] {
    if (tex[at] !== '{') return one();
    at++;
    const parts = all('}');
    at++;
    return parts;
  }

  function all(end: string): Inline[] {
    const parts: Inline[] = [];
    while (at < tex.length && tex[at] !== end) parts.push(...one());
    return parts;
  }

  function one(): Inline[] {
    const letter = tex[at++] ?? '';
    if (letter === '^') return [{ kind: 'sup', children: group() }];
    if (letter === '_') return [{ kind: 'sub', children: group() }];
    if (letter === '{') return [...all('}'), ...closing()];
    if (letter !== '\\') return [text(letter === '-' ? '−' : letter)];
    const name = /^(?:[a-zA-Z]+|.)/.exec(tex.slice(at))?.[0] ?? '';
    at += name.length;
    if (name === 'frac' || name === 'dfrac') return [...wrapped(), text('/'), ...wrapped()];
    if (name === 'sqrt') return [text('√'), ...wrapped()];
    if (/^(text|mathrm|operatorname|mathbf)$/.test(name)) return group();
    if (/^(left|right|displaystyle)$/.test(name)) return [];
    if (/^[,;: ]$/.test(name)) return [text('\u2009')];
    return [text(SIGNS[name] ?? name)];
  }

  /** In brackets, when it is more than one thing. */
  function wrapped(): Inline[] {
    const parts = group();
    const isOne = parts.every(
      (part) => part.kind === 'text' && /^[\p{L}\p{N}.,]$/u.test(part.text),
    );
    return isOne ? parts : [text('('), ...parts, text(')')];
  }

  function closing(): Inline[] {
    at++;
    return [];
  }

  return all('');
}

const text = (value: string): Inline => ({ kind: 'text', text: value });
