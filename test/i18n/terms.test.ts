/** The Bangla texts use one word for each thing, the word of the book, and write endings in one way. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { bn } from '../support/bangla.ts';

/** A pattern for a part of a word. */
const part = (text: string) => new RegExp(text, 'u');

/** A pattern for a whole word, with the endings that can be joined to it. */
const word = (text: string, ends = '(?:টি|টা|গুলো|র|ের|য়ের|কে|ে|তে|ই|ও)*') =>
  new RegExp(`(?<![\\p{L}\\p{M}])(?:${text})${ends}(?![\\p{L}\\p{M}])`, 'u');

/** A pattern that texts may not contain, what to write instead, and an example that matches. */
const unwanted: readonly (readonly [RegExp, instead: string, sample: string])[] = [
  // Allowed: ঢালু, the sloping ground of the story, and স্লোপ (ঢাল), which explains the term once.
  [/(?<!স্লোপ \()ঢাল(?!ু)/u, 'স্লোপ', 'লসের ঢাল 0।'],
  [part('গ্র্যাডি'), 'গ্রেডিয়েন্ট', 'গ্র্যাডিয়েন্ট ডিসেন্ট'],
  [part('ব্যাকপ্রোপাগেশন'), 'ব্যাক প্রোপাগেশন', 'ব্যাকপ্রোপাগেশনে তা দেখা যাবে।'],
  [part('এপক'), 'ইপক', 'কয়েক এপকেই লস কমে।'],
  [part('আসল মান'), 'টার্গেট', 'প্রেডিকশন আসল মানের চেয়ে বেশি।'],
  [/(?<!রেল্যুর? \()ReLU/u, 'রেল্যু', 'ReLU ধনাত্মক যোগফল যেতে দেয়।'],
  [part('(?<!অ্যা)ক্টিভেশন'), 'অ্যাক্টিভেশন', 'এক্টিভেশন ফাংশন'],
  [part('নির্ভুলতা|অ্যাকুরে|একুরে'), 'অ্যাক্যুরেসি', 'লস, নির্ভুলতা, গ্রেডিয়েন্ট'],
  [word('গণনা'), 'হিসাব', 'গণনার ধরন'],
  [word('সংস্করণ'), 'বিকল্প', 'অন্য সংস্করণে লার্নিং রেট দ্বিগুণ।'],
  [word('দৃশ্য'), 'সিনারিও', 'দৃশ্যটি খুলুন'],
  [word('লিস্টিং'), 'কোড', 'লিস্টিংয়ের লাইন'],
  [word('টীকা'), 'নোট', 'টীকা এলেও থামে'],
  [word('কথা'), 'ব্যাখ্যা', 'প্রতিটি ধাপের কথা'],
  [part('শেখার উদাহরণ'), 'ট্রেনিংয়ের উদাহরণ', 'শেখার উদাহরণ ৩টি'],
  [part('শ্রেণি'), 'ক্লাস', 'দুই শ্রেণির কোনটি'],
  [part('প্রডাক্ট|ডট গুণফল'), 'ডট প্রোডাক্ট', 'এটাই ডট গুণফল।'],
  [part('কনভোলিউশন'), 'কনভলিউশন', 'হাতেকলমে কনভোলিউশন'],
  [part('হিসাবনিকাশ'), 'মেট্রিক', 'হিসাবনিকাশ'],
  [part('নিষ্ক্রিয়'), 'মৃত', 'নিষ্ক্রিয় রেল্যু'],
  [word('চক্র'), 'ইটারেশন', 'এই চক্রের ভেতরেই'],
  [part('ছাঁক'), 'ফিল্টার', 'লিখলেই ছাঁকা হয়'],
  [/-এর জন্য [^।:;,]*স্লোপ|স্লোপ [^।:;,]*-এর জন্য/u, '-এর সাপেক্ষে', 'x-এর জন্য লসের স্লোপ 0।'],
  [part('পেছন থেকে যা আসে|যা ফেরে'), 'যা ফিরে আসে', 'পেছন থেকে যা আসে, পার হয়।'],
  [word('তাকে|তাদের|তারা|সে', ''), 'একে, তা, সেটি, সেগুলো', 'ওয়েট তাকে কমিয়ে দেয়।'],
  [word('তুমি|তোমার|তোমাকে|করো|দেখো', ''), 'আপনি', 'তুমি অনুমান করো।'],
  [word('উপর', '(?:ে|ের)?'), 'ওপর', 'উপরের সারি'],
  [word('বাঁ', '(?:য়ে)?'), 'বাম', 'শূন্যের বাঁয়ে 0'],
  [part('পিছন'), 'পেছন', 'পিছনে যান'],
  [word('সাথে', ''), 'সঙ্গে', 'তার সাথে যোগ'],
  [word('হল', ''), 'হলো', 'লস হল গড়'],
  [word('গণ্য|দোষ', ''), 'ধরা হয়', 'অর্ধেক গণ্য হয়।'],
  [/ %/, 'no space before %', 'ঠিক ৩টি (75 %)'],
];

/** Endings that are joined to the word before them. Counted things have other endings. */
const endings = 'এর|র|ের|কে|তে|এ|য়|গুলো|গুলোর|গুলোতে|গুলোকে';
const counting = 'টি|টির|টিতে|টিকে';

/** Patterns for endings that are written wrongly, with the rule and an example that matches. */
const endingFaults: readonly (readonly [RegExp, rule: string, sample: string])[] = [
  [
    new RegExp(
      `[\\p{Script=Latin}\\p{N}\\}\`"'\\])²′] (?!এ পর্যন্ত)(?:${endings}|${counting})(?![\\p{L}\\p{M}])`,
      'u',
    ),
    'an ending has a hyphen before it, and no space, after what is not in Bangla letters',
    '{0} এর মান',
  ],
  [
    new RegExp(`[\\p{Script=Latin}\\}\`"'\\])²′](?:${endings})(?![\\p{L}\\p{M}])`, 'u'),
    'an ending has a hyphen before it after what is not in Bangla letters',
    '{0}এর মান',
  ],
  [
    new RegExp(`[\\p{Script=Bengali}--[০-৯]]-(?:${endings})(?![\\p{L}\\p{M}])`, 'v'),
    'an ending is joined to a Bangla word',
    'স্লোপ-এর মান',
  ],
];

/** All Bangla texts of a scenario's document, at any depth. */
function banglaOf(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) =>
    key === 'bn' && typeof value === 'string' ? [value] : banglaOf(value),
  );
}

const scenarioTexts = readdirSync('scenarios')
  .filter((file) => file.endsWith('.yaml'))
  .flatMap((file) => banglaOf(parse(readFileSync(`scenarios/${file}`, 'utf8'))));
const texts = [...Object.values(bn), ...scenarioTexts];

test('there are texts of scenarios', () => {
  expect(scenarioTexts.length).toBeGreaterThan(100);
});

describe.each([...unwanted, ...endingFaults])('%s: %s', (pattern, _rule, sample) => {
  test('matches its example', () => expect(sample).toMatch(pattern));

  test('is in no text', () => expect(texts.filter((text) => pattern.test(text))).toEqual([]));
});

test('texts are in the Unicode form NFC', () => {
  expect(texts.filter((text) => text !== text.normalize('NFC'))).toEqual([]);
});

test('a sentence of a scenario has digits of one kind, except in names', () => {
  const sentences = scenarioTexts.flatMap((text) => text.split(/(?<=[।?])\s+/u));
  const prose = (text: string) => text.replace(/[A-Za-z_]\w*(?:\([^)]*\))?/g, '');
  expect(prose('node_0-তে ১')).not.toMatch(/\d/);
  expect(sentences.filter((text) => /\d/.test(prose(text)) && /[০-৯]/u.test(text))).toEqual([]);
});
