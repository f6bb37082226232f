/** What is printed without the screen, and what is wrong with what was asked for. */
export const printTexts: Readonly<Record<string, string>> = {
  // check.ts, also of the menu
  '1 step': '১টি ধাপ',
  '{0} steps': '{0}টি ধাপ',
  '1 variant': '১টি বিকল্প',
  '{0} variants': '{0}টি বিকল্প',
  '1 training example': 'ট্রেনিংয়ের উদাহরণ ১টি',
  '{0} training examples': 'ট্রেনিংয়ের উদাহরণ {0}টি',
  '{0}: ok ({1}, {2}, {3}, {4} held out)': '{0}: ঠিক আছে ({1}, {2}, {3}, আলাদা রাখা {4}টি)',
  '{0}: ok ({1}, {2})': '{0}: ঠিক আছে ({1}, {2})',

  // export.ts
  'the name of a format': 'কোনো ফরম্যাটের নাম',
  'a step, or a range A..B': 'একটি ধাপ, অথবা দুটি: A..B',
  'one step (this format cannot show a range)': 'একটিই ধাপ, এই ফরম্যাটে এর বেশি দেখানো যায় না',
  'for example, write --at {0}': 'যেমন লিখুন: --at {0}',
  'columns and rows from {0} to {1}': 'কলাম ও সারি, {0} থেকে {1} পর্যন্ত',
  'for example, write --size 100x30': 'যেমন লিখুন: --size 100x30',

  // faults.ts
  'a scenario file': 'একটি সিনারিও ফাইল',
  'a file of commands': 'কমান্ডের একটি ফাইল',
  commands: 'কমান্ড',
  'check the path, or see the shipped scenarios with `backstep list`':
    'পথটি দেখে নিন; সঙ্গে দেওয়া সিনারিওগুলোর নাম দেখায় `backstep list`',
  'check the path': 'পথটি দেখে নিন',
  'no such file': 'সেখানে কিছু নেই',
  'one without read permission': 'এমন একটি, যা পড়ার অনুমতি নেই',
  'check its permissions': 'পড়ার অনুমতি চেয়ে নিন',
  'one that cannot be read ({0})': 'এমন একটি, যা পড়া যায় না ({0})',
  'an unknown error': 'অজানা ভুল',
  'check the path and the disk': 'পথ ও ডিস্ক দেখে নিন',
  'a file to write': 'লেখার জন্য একটি ফাইল',
  'no such folder': 'এমন কোনো ফোল্ডার নেই',
  'create the folder first, or choose another': 'আগে ফোল্ডারটি তৈরি করুন, অথবা অন্য ফোল্ডার দিন',
  'a folder': 'একটি ফোল্ডার',
  'choose a file in it': 'তার ভেতরের একটি ফাইলের নাম দিন',
  'one without write permission': 'এমন একটি, যেখানে লেখার অনুমতি নেই',
  'choose a file in a folder you can write to': 'নিজের কোনো ফোল্ডারের একটি ফাইলের নাম দিন',
  'leave out --variant: this scenario has no variants': '--variant বাদ দিন: এই সিনারিওর কোনো বিকল্প নেই',
  'the name of a variant of this scenario': 'এই সিনারিওর কোনো বিকল্পের নাম',
  'a whole number from 0 to {0}, or end': '0 থেকে {0} পর্যন্ত পূর্ণসংখ্যা, অথবা end',
  'for example, write --at {0} or --at end': 'যেমন লিখুন: --at {0} বা --at end',

  // help.ts
  'Examples:': 'উদাহরণ:',
  'choose a scenario from a menu': 'মেনু থেকে সিনারিও বেছে নিন',
  'open a shipped scenario': 'সঙ্গে দেওয়া সিনারিও খুলুন',
  'open your own scenario': 'নিজের সিনারিও খুলুন',
  'resume a saved session': 'সেভ করা সেশন থেকে চালিয়ে যান',
  'print every step instead': 'পর্দা না খুলে সব ধাপ দেখান',
  'names, step counts and what each one teaches': 'নাম, ধাপের সংখ্যা, আর কোনটি কী শেখায়',
  'the same in Bangla': 'একই তালিকা বাংলায়, যতটা লেখা আছে',
  'every error in a file, with its line': 'ফাইলের প্রতিটি ভুল, কোথায় আছে তাসহ',
  'exit code 2 if any file has errors': 'একটিতেও ভুল থাকলে exit code 2',
  'a table': 'টেবিল',
  'with a variant’s numbers': 'একটি বিকল্পের সংখ্যা দিয়ে',
  'one JSON object per step': 'প্রতি ধাপে একটি JSON অবজেক্ট',
  'loss, accuracy and gradient, epoch by epoch': 'ইপক ধরে ধরে লস, অ্যাক্যুরেসি আর গ্রেডিয়েন্ট',
  'after the last step': 'শেষ ধাপের পরে',
  'after 9 steps': '৯টি ধাপ হয়ে গেলে',
  'every address with its value': 'প্রতিটি ঠিকানা ও তার সংখ্যা',
  'an image of one step': 'একটি ধাপের ছবি',
  'a web page': 'একটি পাতা',
  'a recording, for asciinema': 'asciinema-এর জন্য একটি রেকর্ডিং',
  'the step where a saved session left off': 'সেভ করা সেশন যেখানে আছে',
  'one command per line; # starts a comment': 'প্রতি লাইনে একটি কমান্ড, মন্তব্যের আগে #',
  'commands from standard input': 'স্ট্যান্ডার্ড ইনপুট থেকে কমান্ড',

  // list.ts
  'TITLE — WHAT IT TEACHES': 'শিরোনাম — যা শেখায়',

  // picture.ts
  'Backstep, {0}: step {1} of {2}': 'Backstep, {0}: {2}টি ধাপের {1} নম্বর',
};
