/** The command line, and the reading and writing of files. */
export const cliTexts: Readonly<Record<string, string>> = {
  // cli.ts
  'add, for example, --command "print loss"; for more, see `backstep run --help`':
    'যেমন লিখুন: --command "print loss"; আরও দেখুন: `backstep run --help`',
  'at least one --command or --commands': 'অন্তত একটি --command বা --commands',
  'Saved to {0}.': 'সেভ হয়েছে: {0}।',

  // cli-commands.ts
  'Step through the arithmetic inside a neural network, forward and back.':
    'নিউরাল নেটওয়ার্কের হিসাব ধাপে ধাপে দেখার ডিবাগার: সামনে যায়, পেছনেও ফেরে।',
  'show help': 'কমান্ড কীভাবে ব্যবহার হয় তা দেখান',
  'a scenario file, a saved session, or the name of a shipped scenario':
    'সিনারিও ফাইল, সেভ করা সেশন, অথবা সঙ্গে দেওয়া সিনারিওর নাম',
  '{0} (default: a menu)': '{0}; না দিলে মেনু',
  'the display language (default: from the locale)': 'লেখার ভাষা (না দিলে locale অনুযায়ী)',
  'draw with ASCII characters only': 'শুধু ASCII অক্ষর দিয়ে আঁকুন',
  'print the version': 'ভার্সন নম্বর দেখান',
  '{0} arguments, starting with {1}': '{0}টি আর্গুমেন্ট, প্রথমটি: {1}',
  'a command, or one scenario': 'একটি কমান্ড, অথবা একটিই সিনারিও',
  'the output format': 'কীভাবে দেখানো হবে',
  'a scenario file, or the name of a shipped scenario': 'সিনারিও ফাইল, অথবা সঙ্গে দেওয়া সিনারিওর নাম',
  "use this variant's numbers": 'সিনারিওর এই বিকল্পের সংখ্যাগুলো ব্যবহার করুন',
  'List the shipped scenarios.': 'সঙ্গে দেওয়া সিনারিওগুলোর তালিকা।',
  'Check scenario files and report every error in them.': 'সিনারিও ফাইল যাচাই করে সব ভুল জানান।',
  'scenario files': 'সিনারিও ফাইল',
  'Print every step of a scenario, or every epoch.': 'সিনারিওর সব ধাপ দেখান, অথবা সব ইপক।',
  'print one line per step or per epoch': 'প্রতি ধাপে একটি লাইন, অথবা প্রতি ইপকে',
  'Print all values known at one step of a scenario.': 'সিনারিওর একটি ধাপে জানা সব মান দেখান।',
  'after which step: a number from 0, or end': 'কত ধাপ পর্যন্ত: 0 বা তার বড় পূর্ণসংখ্যা, অথবা end',
  'Export a scenario as an image, web page, recording, code or worksheet.':
    'সিনারিও থেকে ছবি, ওয়েব পাতা, রেকর্ডিং, কোড বা অনুশীলনী তৈরি করুন।',
  'the format: {0}': 'ফরম্যাট: {0}',
  'a step, or end; for a recording also a range A..B (default: where a saved session left off, else end)':
    'একটি ধাপ, বা end; রেকর্ডিংয়ে A..B-ও চলে (না দিলে: সেশন যেখানে আছে সেখানে, নয়তো end)',
  'the screen size in columns and rows': 'পর্দার কলাম ও সারির সংখ্যা',
  "the background (default: dark for svg, the reader's preference for html)":
    'পটভূমি (না দিলে: svg-তে dark, html-এ পাঠকের পছন্দমতো)',
  'write to this file instead of standard output': 'স্ট্যান্ডার্ড আউটপুটে নয়, এই ফাইলে লিখুন',
  'Run debugger commands one after another, without the screen.': 'পর্দা ছাড়াই ডিবাগারের কমান্ড চালান, একটির পর একটি।',
  'run this command; can be repeated': 'এই কমান্ডটি চালান; বারবার দেওয়া যায়',
  'run the commands in a file; - means standard input': 'ফাইলের কমান্ডগুলো চালান; - মানে স্ট্যান্ডার্ড ইনপুট',

  // cli-words.ts
  'Usage:': 'ব্যবহার:',
  'Arguments:': 'আর্গুমেন্ট:',
  'Options:': 'অপশন:',
  'Global Options:': 'সব কমান্ডের অপশন:',
  'Commands:': 'কমান্ড:',
  'choices: {0}': 'এর মধ্যে একটি: {0}',
  'default: {0}': 'না দিলে: {0}',
  'no such command': 'এমন কোনো কমান্ড নেই',
  "missing required argument '{0}'": "'{0}' লেখা হয়নি, কিন্তু তা দরকার",
  "option '{0}' argument missing": "'{0}' অপশনের মান লেখা হয়নি",
  "required option '{0}' not specified": "'{0}' অপশন লেখা হয়নি, কিন্তু তা দরকার",
  "option '{0}' argument '{1}' is invalid. Allowed choices are {2}.":
    "'{0}' অপশনে '{1}' চলে না। এর মধ্যে একটি লিখুন: {2}।",
  "unknown option '{0}'": "অচেনা অপশন '{0}'",
  "unknown option '{0}' (Did you mean {1}?)": "অচেনা অপশন '{0}' (আপনি কি {1} লিখতে চেয়েছিলেন?)",
  "unknown option '{0}' (Did you mean one of {1}?)":
    "অচেনা অপশন '{0}' (আপনি কি এর একটি লিখতে চেয়েছিলেন: {1}?)",
  "too many arguments for '{0}'. Expected 1 argument but got {1}.":
    "'{0}' কমান্ডে আর্গুমেন্ট বেশি। দরকার ১টি, দেওয়া হয়েছে {1}টি।",
  "too many arguments for '{0}'. Expected {1} arguments but got {2}.":
    "'{0}' কমান্ডে আর্গুমেন্ট বেশি। দরকার {1}টি, দেওয়া হয়েছে {2}টি।",
  'see `backstep --help`': 'ব্যবহারের নিয়ম দেখতে লিখুন: `backstep --help`',

  // files.ts
  'a saved session': 'একটি সেভ করা সেশন',
  'open it with `backstep FILE`, or run commands on it with `backstep run FILE`':
    '`backstep FILE` দিয়ে খুলুন, অথবা `backstep run FILE` দিয়ে কমান্ড দিন',
  '{0}: could not open its scenario:': '{0}: এর সিনারিও খোলা যাচ্ছে না:',
  'standard input': 'স্ট্যান্ডার্ড ইনপুট',
  '{0} of 10 MB or less': '{0}, সর্বোচ্চ 10 MB',
  'a larger one': 'তার চেয়ে বেশি',
  'make it smaller, or use another file': 'কিছু বাদ দিন, অথবা অন্য ফাইল নিন',
  'UTF-8 text': 'UTF-8-এ লেখা টেক্সট',
  'a binary file, or another encoding': 'বাইনারি ফাইল, অথবা অন্য এনকোডিং',
  'save it as UTF-8 text, or use another file': 'UTF-8 টেক্সট হিসেবে সেভ করুন, অথবা অন্য ফাইল নিন',

  // state-files.ts
  '{0}. The file was left as it is; nothing was saved.': '{0}। এটি যেমন ছিল তেমনই রইল, কিছু সেভ করা হয়নি।',
  'Could not read {0}: {1}': '{0} পড়া যাচ্ছে না: {1}',
  'Could not save the session in {0}: {1}': 'সেশন {0}-এ সেভ করা যায়নি: {1}',
  '{0} is not a regular file: choose another one.': '{0} সাধারণ ফাইল নয়: অন্য নাম দিন।',
  '{0} already exists and is not a saved session: choose another file.':
    '{0} আগে থেকেই আছে, আর তা সেভ করা সেশন নয়: অন্য ফাইলের নাম দিন।',
  'Could not write {0}: {1}': '{0} লেখা যায়নি: {1}',

  // Also said by export.
  'the file being exported': 'যেটি থেকে এক্সপোর্ট হচ্ছে সেটিই',
  'choose another file': 'অন্য একটি ফাইলের নাম দিন',
};
