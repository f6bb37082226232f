/** The command line, and the reading and writing of files. */
export const cliTexts: Readonly<Record<string, string>> = {
  // cli.ts
  'write --command "print loss", for example; `backstep run --help` shows more':
    'যেমন লিখুন: --command "print loss"; আরও দেখুন: `backstep run --help`',
  'at least one --command or --commands': 'অন্তত একটি --command বা --commands',
  'Saved in {0}.': 'সেভ হয়েছে: {0}।',

  // cli-commands.ts
  'A debugger for the arithmetic inside a neural network: forwards, and back.':
    'নিউরাল নেটওয়ার্কের হিসাব ধাপে ধাপে দেখার ডিবাগার: সামনে যায়, পেছনেও ফেরে।',
  'display help for command': 'কমান্ড কীভাবে ব্যবহার হয় তা দেখান',
  'a scenario file, a saved session, or the name of a shipped scenario':
    'সিনারিও ফাইল, সেভ করা সেশন, অথবা সঙ্গে দেওয়া সিনারিওর নাম',
  '{0}; without it, a menu': '{0}; না দিলে মেনু',
  'the language of texts (else as the locale says)': 'লেখার ভাষা (না দিলে locale অনুযায়ী)',
  'draw with ASCII characters alone': 'শুধু ASCII অক্ষর দিয়ে আঁকুন',
  'output the version number': 'ভার্সন নম্বর দেখান',
  '{0} arguments, the first of them {1}': '{0}টি আর্গুমেন্ট, প্রথমটি: {1}',
  'a command, or one scenario': 'একটি কমান্ড, অথবা একটিই সিনারিও',
  'how to print it': 'কীভাবে দেখানো হবে',
  'a scenario file, or the name of a shipped scenario': 'সিনারিও ফাইল, অথবা সঙ্গে দেওয়া সিনারিওর নাম',
  'take the numbers of this variant of the scenario': 'সিনারিওর এই বিকল্পের সংখ্যাগুলো ব্যবহার করুন',
  'List the shipped scenarios.': 'সঙ্গে দেওয়া সিনারিওগুলোর তালিকা।',
  'Check scenario files and report everything that is wrong with them.': 'সিনারিও ফাইল যাচাই করে সব ভুল জানান।',
  'scenario files': 'সিনারিও ফাইল',
  'Print every step of a scenario, or every epoch.': 'সিনারিওর সব ধাপ দেখান, অথবা সব ইপক।',
  'a line for each step, or for each epoch': 'প্রতি ধাপে একটি লাইন, অথবা প্রতি ইপকে',
  'Print every value that is known at one step of a scenario.': 'সিনারিওর একটি ধাপে জানা সব মান দেখান।',
  'how many steps are done: a number from 0, or end': 'কত ধাপ পর্যন্ত: 0 বা তার বড় পূর্ণসংখ্যা, অথবা end',
  'Make a picture or a recording of a scenario.': 'সিনারিওর ছবি বা রেকর্ডিং তৈরি করুন।',
  'the format: {0}': 'ফরম্যাট: {0}',
  'a step, or end; for a recording also A..B (default: where a session stands, else end)':
    'একটি ধাপ, বা end; রেকর্ডিংয়ে A..B-ও চলে (না দিলে: সেশন যেখানে আছে সেখানে, নয়তো end)',
  'columns and rows of the screen': 'পর্দার কলাম ও সারির সংখ্যা',
  'the background (default: svg dark, html as the reader prefers)':
    'পটভূমি (না দিলে: svg-তে dark, html-এ পাঠকের পছন্দমতো)',
  'write into this file, and not to the standard output': 'স্ট্যান্ডার্ড আউটপুটে নয়, এই ফাইলে লিখুন',
  'Do commands of the debugger, one after the other, without the screen.':
    'পর্দা ছাড়াই ডিবাগারের কমান্ড চালান, একটির পর একটি।',
  'do this command; may be given again and again': 'এই কমান্ডটি চালান; বারবার দেওয়া যায়',
  'do the commands of a file; - is the standard input': 'ফাইলের কমান্ডগুলো চালান; - মানে স্ট্যান্ডার্ড ইনপুট',

  // cli-words.ts
  'Usage:': 'ব্যবহার:',
  'Arguments:': 'আর্গুমেন্ট:',
  'Options:': 'অপশন:',
  'Global Options:': 'সব কমান্ডের অপশন:',
  'Commands:': 'কমান্ড:',
  'choices: {0}': 'এর মধ্যে একটি: {0}',
  'default: {0}': 'না দিলে: {0}',
  'there is no such command': 'এমন কোনো কমান্ড নেই',
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
  '`backstep --help` shows how it is used': 'ব্যবহারের নিয়ম দেখতে লিখুন: `backstep --help`',

  // files.ts
  'a saved session': 'একটি সেভ করা সেশন',
  'open it with `backstep FILE`, or give it commands with `backstep run FILE`':
    '`backstep FILE` দিয়ে খুলুন, অথবা `backstep run FILE` দিয়ে কমান্ড দিন',
  '{0}: its scenario cannot be opened:': '{0}: এর সিনারিও খোলা যাচ্ছে না:',
  'standard input': 'স্ট্যান্ডার্ড ইনপুট',
  '{0} of at most 10 MB': '{0}, সর্বোচ্চ 10 MB',
  'more than that': 'তার চেয়ে বেশি',
  'leave something out, or take another file': 'কিছু বাদ দিন, অথবা অন্য ফাইল নিন',
  'text in UTF-8': 'UTF-8-এ লেখা টেক্সট',
  'a binary file, or another encoding': 'বাইনারি ফাইল, অথবা অন্য এনকোডিং',
  'save it as UTF-8 text, or take another file': 'UTF-8 টেক্সট হিসেবে সেভ করুন, অথবা অন্য ফাইল নিন',

  // state-files.ts
  '{0}. It was left as it is, and nothing was saved.': '{0}। এটি যেমন ছিল তেমনই রইল, কিছু সেভ করা হয়নি।',
  '{0} cannot be read: {1}': '{0} পড়া যাচ্ছে না: {1}',
  'The session was not saved in {0}: {1}': 'সেশন {0}-এ সেভ করা যায়নি: {1}',
  'Where to? save FILE.': 'কোথায়? save FILE লিখুন।',
  '{0} is no plain file: name another one.': '{0} সাধারণ ফাইল নয়: অন্য নাম দিন।',
  '{0} is there, and is no saved session: name another file.':
    '{0} আগে থেকেই আছে, আর তা সেভ করা সেশন নয়: অন্য ফাইলের নাম দিন।',
  '{0} was not written: {1}': '{0} লেখা যায়নি: {1}',

  // Also said by export.
  'the one that is exported': 'যেটি থেকে এক্সপোর্ট হচ্ছে সেটিই',
  'name another file': 'অন্য একটি ফাইলের নাম দিন',
};
