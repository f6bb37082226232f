/** What comes of the debugger's commands. */
export const debuggerTexts: Readonly<Record<string, string>> = {
  // address.ts
  'the end of the text': 'লেখার শেষ',
  'a name': 'একটি নাম',
  'an index: 0, 1, 2 …': 'একটি ইনডেক্স: 0 বা তার বড় পূর্ণসংখ্যা',
  'write one address in the brackets after {0}': '{0}-এর ব্র্যাকেটের ভেতরে একটিই ঠিকানা থাকে',
  'an address in this run': 'এই রানের কোনো ঠিকানা',
  'a function, or an address in this run': 'কোনো ফাংশন, অথবা এই রানের কোনো ঠিকানা',

  // commands.ts
  '"{0}" is ambiguous: it could be {1}.': '"{0}" এগুলোর যেকোনোটি হতে পারে: {1}।',
  'There is no command "{0}": {1}': '"{0}" নামে কোনো কমান্ড নেই। {1}',

  // commands-edits.ts
  '{0} is computed, so it cannot be set. Set a weight, bias, input, target or the learning rate instead.':
    '{0} হিসাব করে পাওয়া: ওয়েট, বায়াস, ইনপুট, টার্গেট বা লার্নিং রেট বদলান।',
  '{0} cannot be set to {1}: write a finite number.': '{0}-এর মান {1} করা যায় না: সসীম সংখ্যা লিখুন।',
  '{0} = {1} from step {2} on.': '{0} = {1}, ধাপ {2} থেকে।',
  'The later edits stay on "{0}". You are now on the new timeline "{1}".':
    'এর পরে আরও এডিট আছে, তাই "{0}" যেমন ছিল তেমন রইল, আপনি এখন "{1}" টাইমলাইনে।',
  'Select a value first: press Tab to reach the values, then ↑ or ↓.':
    'আগে একটি মান বেছে নিন: Tab দিয়ে মানগুলোতে, তারপর ওপরে-নিচে।',
  'step {0}: {1} = {2}': 'ধাপ {0}: {1} = {2}',
  '{0}: 1 edit': '{0}: ১টি এডিট',
  '{0}: {1} edits': '{0}: {1}টি এডিট',
  '{0} (forked from "{1}")': '{0}, "{1}" থেকে আলাদা হয়েছে',
  'The expression uses a value that is not known yet at this step.': 'এর একটি মান এই ধাপে এখনো জানা নেই।',
  'Undone: {0}.': 'ফিরিয়ে নেওয়া হলো: {0}।',
  'Nothing to undo.': 'ফিরিয়ে নেওয়ার মতো কোনো এডিট নেই।',
  'Redone: {0}.': 'আবার করা হলো: {0}।',
  'Nothing to redo.': 'আবার করার মতো কোনো এডিট নেই।',
  'Edits on "{0}"': '"{0}" টাইমলাইনের এডিট',
  'This timeline has no edits.': 'এই টাইমলাইনে কোনো এডিট নেই।',
  'No edits to clear.': 'মুছে ফেলার মতো কোনো এডিট নেই।',
  'Cleared 1 edit.': '১টি এডিট মুছে ফেলা হলো।',
  'Cleared {0} edits.': '{0}টি এডিট মুছে ফেলা হলো।',
  Timelines: 'টাইমলাইন',
  'There is no timeline "{0}": {1}': '"{0}" নামে কোনো টাইমলাইন নেই। {1}',
  'There is only one timeline. To make a second, go back and edit a value before an existing edit.':
    'টাইমলাইন একটিই; কোনো এডিটের আগের ধাপে এডিট করলে আরেকটি তৈরি হয়।',
  'Timeline "{0}".': 'টাইমলাইন "{0}"।',
  'This scenario has no variants.': 'এই সিনারিওর কোনো বিকল্প নেই।',
  'There is no variant "{0}": {1}': '"{0}" নামে কোনো বিকল্প নেই। {1}',

  // commands-find.ts
  '"{0}" was not found after this step.': 'সামনে "{0}" পাওয়া যায়নি।',
  '"{0}" was not found before this step.': 'এর আগে "{0}" পাওয়া যায়নি।',
  'Nothing has been searched for yet: press / to search.': 'এখনো কিছু খোঁজা হয়নি: / দিয়ে খুঁজুন।',
  'They never differ: every step is the same, bit for bit.': 'কোথাও আলাদা হয় না: প্রতিটি ধাপ হুবহু এক।',
  'They first differ at step {0}.': 'ধাপ {0} থেকে আলাদা।',
  '"{0}" and "{1}" at step {2}': '"{0}" ও "{1}", ধাপ {2}',
  'Find what? For example: find relu, find grad(output), find −40.':
    'কী খুঁজবেন? যেমন find relu, find grad(output), find −40।',
  'There is nothing to compare with yet: press v for a variant, or go back and edit a value before an existing edit.':
    'তুলনা করার মতো আর কিছু নেই: বিকল্পের জন্য v চাপুন, অথবা আগের কোনো এডিটের আগের ধাপে গিয়ে একটি মান বদলান।',

  // commands-stops.ts
  'Breakpoint {0} hit at step {1}: {2}.': 'ব্রেকপয়েন্ট {0}, ধাপ {1}: {2}।',
  'End of the run: no breakpoint was hit.': 'এটাই রানের শেষ: তার আগে কোথাও থামেনি।',
  'Start of the run: no breakpoint was hit.': 'এটাই রানের শুরু: মাঝে কোথাও থামেনি।',
  'Breakpoint {0} set: {1}.': 'ব্রেকপয়েন্ট {0}: {1}।',
  'Breakpoint {0} deleted: {1}.': 'ব্রেকপয়েন্ট {0} তুলে নেওয়া হলো: {1}।',
  'There are no breakpoints.': 'কোনো ব্রেকপয়েন্ট নেই।',
  'There is no breakpoint "{0}": try {1}': '"{0}" নম্বরে কোনো ব্রেকপয়েন্ট নেই; আছে {1}।',
  '{0}  on   {1}   1 hit': '{0}  {1}   চালু, ১ বার থেমেছে',
  '{0}  on   {1}   {2} hits': '{0}  {1}   চালু, {2} বার থেমেছে',
  '{0}  off  {1}   1 hit': '{0}  {1}   বন্ধ, ১ বার থেমেছে',
  '{0}  off  {1}   {2} hits': '{0}  {1}   বন্ধ, {2} বার থেমেছে',
  Breakpoints: 'ব্রেকপয়েন্ট',
  'There are no breakpoints: press b to set one here.': 'কোনো ব্রেকপয়েন্ট নেই: b চাপলে এখানে একটি বসে।',
  'Deleted: {0}.': 'মুছে ফেলা হলো: {0}।',
  'Disabled: {0}.': 'বন্ধ করা হলো: {0}।',
  'Enabled: {0}.': 'চালু করা হলো: {0}।',

  // commands-time.ts
  'You are at the start of the run.': 'এটাই শুরু: এর আগে কিছু নেই।',
  'You are at the end of the run.': 'এটাই শেষ: সামনে আর কিছু নেই।',
  '"{0}" is not a count: write a whole number, 1 or more.': '"{0}" দিয়ে গোনা যায় না: 1 বা তার বড় পূর্ণসংখ্যা লিখুন।',
  'There is no step "{0}": type a number from 0 to {1}.':
    '"{0}" নম্বর কোনো ধাপ নেই: 0 থেকে {1} পর্যন্ত একটি সংখ্যা লিখুন।',

  // commands-values.ts
  'not known yet': 'এখনো জানা নেই',
  '{0}, since step {1}': '{0}, ধাপ {1} থেকে',
  '{0}, since step {1} (before: {2})': '{0}, ধাপ {1} থেকে (আগে: {2})',
  'Values at step {0}': 'ধাপ {0}-এর মানগুলো',
  'No values are known yet.': 'কিছুই জানা নেই।',
  'Stack, innermost frame first': 'ফ্রেম, ভেতর থেকে বাইরে',
  '{0}  {1}  steps {2} to {3}': '{1}  {0}, ধাপ {2} থেকে {3}',
  'node   ': 'নোড',
  'layer  ': 'লেয়ার',
  'phase  ': 'পর্ব',
  example: 'উদাহরণ',
  'batch  ': 'ব্যাচ',
  'epoch  ': 'ইপক',
  'run    ': 'রান',
  'Select a value first, or type one, for example: watch loss.':
    'আগে একটি মান বেছে নিন, অথবা লিখুন: watch loss।',
  '{0} is already being watched.': '{0} আগে থেকেই ওয়াচে আছে।',
  'Watch {0} added: {1}.': 'ওয়াচ {0}: {1}।',
  'There are no watches.': 'কোনো ওয়াচ নেই।',
  'There is no watch "{0}": choose a number from 1 to {1}.': '"{0}" নম্বরে কোনো ওয়াচ নেই: আছে 1 থেকে {1}।',
  'Removed: {0}.': 'ওয়াচ থেকে বাদ: {0}।',
  Watches: 'ওয়াচ',
  'There are no watches: press a to watch the selected value.':
    'কোনো ওয়াচ নেই: a চাপলে বেছে নেওয়া মানটি ওয়াচে আসে।',
  'A mark is one letter, for example: mark a.': 'চিহ্ন হতে হবে একটি অক্ষর: mark a।',
  'Step {0} is now marked {1}.': 'ধাপ {0}-এ চিহ্ন দেওয়া হলো: {1}।',
  'There are no marks yet: press m and a letter to mark a step.':
    'এখনো কোথাও চিহ্ন দেওয়া হয়নি: m আর একটি অক্ষর চাপলে ধাপে চিহ্ন বসে।',
  'There is no mark {0}: try {1}': '{0} চিহ্নটি নেই; আছে {1}।',

  // commands-why.ts
  '{0} has no value yet at this step.': 'এই ধাপে {0}-এর কোনো মান এখনো নেই।',
  'There is no value "{0}": {1}': '"{0}" নামে কিছু নেই। {1}',
  'set by hand at step {0}': 'ধাপ {0}-এ হাতে বসানো',
  '{0}, step {1}': '{0}, ধাপ {1}',
  'The three factors': 'তিন উৎপাদক',
  '  incoming value     {0}': '  আগের নোডের মান: {0}',
  '  activation slope   {0}': '  অ্যাক্টিভেশনের স্লোপ: {0}',
  '  loss slope         {0}': '  লসের স্লোপ: {0}',
  'The paths in this sum': 'যে পথগুলোর যোগফল',
  'step {0}  {1}  {2}': '{1}  {2}   ধাপ {0}',
  'step {0}  {1}  {2}   (later)': '{1}  {2}   ধাপ {0} (সামনে)',
  'Where {0} comes from': '{0} কোথা থেকে আসে',
  'What uses {0}': '{0} কোথায় কাজে লাগে',
  'Nothing uses {0}.': '{0} কোথাও কাজে লাগে না।',
  'No operation has been done yet.': 'এখনো কোনো হিসাব করা হয়নি।',
  'No later step writes {0}.': 'এই ধাপের পরে {0} আর লেখা হয় না।',
  'No earlier step writes {0}.': 'এই ধাপের আগে {0} লেখা হয়নি।',
  'Gradient check: grad({0})': 'গ্রেডিয়েন্ট যাচাই: grad({0})',
  'gradient             {0}': 'গ্রেডিয়েন্ট: {0}',
  'central difference   {0}': 'সেন্ট্রাল ডিফারেন্স: {0}',
  'relative error       {0}': 'আপেক্ষিক পার্থক্য: {0}',
  'loss at {0} + h   {1}': '{0} + h হলে লস: {1}',
  'loss at {0} − h   {1}': '{0} − h হলে লস: {1}',

  // counterpart.ts
  'There is no backward phase after the last update.': 'শেষ আপডেটের পরে আর কোনো স্লোপ বের করা হয় না।',
  'No step computes the slope of {0}: it is 1, or nothing needs it.':
    '{0}-এর স্লোপ বের করার কোনো ধাপ নেই: তার স্লোপ 1, অথবা তা কোথাও লাগে না।',
  'This scenario has no backward phase.': 'এই সিনারিওতে ব্যাকওয়ার্ড পর্ব নেই।',
  '{0} adds up gradients, so it has no forward operation of its own.':
    '{0} কয়েকটি গ্রেডিয়েন্টের যোগফল, কোনো একটি হিসাবের স্লোপ থেকে আসেনি।',
  '{0} comes from a gradient that is given, not computed.':
    '{0} যে গ্রেডিয়েন্ট থেকে আসে, কোনো ধাপে তার হিসাব নেই: সেটি দেওয়া আছে।',

  // exceptions.ts, exceptions-epoch.ts
  '{0} became {1}': '{0} হয়ে গেছে {1}',
  '{0} underflowed to {1}': '{0} অতি ছোট হয়ে {1} হয়ে গেছে',
  '{0} lost more than {1} digits': '{0} হারিয়েছে {1}টির বেশি অঙ্ক',
  'the size of {0} went above {1}': '{0}-এর পরম মান {1} ছাড়িয়ে গেছে',
  'the size of {0} went below {1}': '{0}-এর পরম মান {1}-এর নিচে নেমে গেছে',
  '{0} switched on: its sum is now above 0': '{0} চালু হয়েছে: তার যোগফল এখন 0-এর বেশি',
  '{0} switched off: its sum is no longer above 0': '{0} বন্ধ হয়েছে: তার যোগফল আর 0-এর বেশি নয়',
  'the loss after training is higher than in the last epoch':
    'ট্রেনিংয়ের পরের রানের লস আগের ইপকের লসের চেয়ে বেশি',
  'the loss of epoch {0} is higher than in the previous epoch': 'ইপক {0}-এর লস আগের ইপকের লসের চেয়ে বেশি',
  '{0} was 0 for every example after training': 'ট্রেনিংয়ের পরের রানে সব উদাহরণেই {0} ছিল 0',
  '{0} was 0 for every example in epoch {1}': 'ইপক {1}-এর সব উদাহরণেই {0} ছিল 0',

  // expression.ts, faults.ts
  'an address': 'একটি ঠিকানা',
  '"=" and a value': '"=" আর একটি মান',
  'Expected {0}, found {1}.': 'দরকার: {0}; পাওয়া গেছে: {1}।',
  'Expected {0}, found {1}: {2}': 'দরকার: {0}; পাওয়া গেছে: {1}। {2}',
  'Expected {0}, found {1}, after "{2}".': '"{2}"-এর পরে দরকার: {0}; পাওয়া গেছে: {1}।',
  'Expected {0}, found {1}, after "{2}": {3}': '"{2}"-এর পরে দরকার: {0}; পাওয়া গেছে: {1}। {3}',

  // proof.ts
  'This step did not compute the gradient of a weight or bias.':
    'এইমাত্র করা ধাপে কোনো ওয়েট বা বায়াসের গ্রেডিয়েন্ট হিসাব হয়নি।',
  '{0} was set at step {1}, in the middle of this iteration, so the gradient belongs to other values.':
    'এই ইটারেশনের ভেতরেই ধাপ {1}-এ {0}-এর মান হাতে বসানো হয়েছে: গ্রেডিয়েন্টটি অন্য মানের।',
  '{0} has a kink between the two points, so there is no single slope to check.':
    'দুই বিন্দুর মাঝে {0} এমন জায়গা পার হয়, যেখানে স্লোপ হঠাৎ বদলায়: সেখানে স্লোপ একটি নয়।',
  'The numbers are too large to take a difference.': 'সংখ্যাগুলো অতি বড়: পার্থক্য বের করা যায় না।',

  // saved-format.ts
  'the edits of a timeline must be in the order of their steps':
    'টাইমলাইনের এডিটগুলো ধাপের ক্রম অনুযায়ী সাজানো থাকতে হবে',
  'timelines must have different names': 'প্রতিটি টাইমলাইনের নাম আলাদা হতে হবে',
  'a timeline must be forked from an existing one': 'টাইমলাইন যেটি থেকে আলাদা হয়েছে, সেটি থাকতে হবে',
  'breakpoints must have different ids': 'প্রতিটি ব্রেকপয়েন্টের id আলাদা হতে হবে',
  'the current timeline must be one of the timelines': 'বর্তমান টাইমলাইনটি টাইমলাইনগুলোর একটি হতে হবে',
  'text that is not JSON': 'এমন লেখা যা JSON নয়',
  'the file is damaged: use another one': 'ফাইলটি নষ্ট: অন্য ফাইল নিন',
  'another format': 'অন্য ফরম্যাট',
  'use a file that Backstep saved': 'Backstep-এর সেভ করা ফাইল নিন',
  'version {0}': 'ভার্সন {0}',
  'it was saved by a newer Backstep: open it with that version':
    'আরও নতুন Backstep এটি সেভ করেছে: সেটি দিয়েই খুলুন',
  'an error at {0} ({1})': '{0}-এ ভুল ({1})',
  'expected a saved session of version {0}, found {1}; {2}':
    'দরকার: সেভ করা সেশন, ভার্সন {0}; পাওয়া গেছে: {1}; {2}',

  // saved.ts
  'Left out {0}: {1}': 'বাদ পড়েছে: {0}: {1}',
  'The scenario has changed since this was saved.': 'সেভ করার পরে সিনারিওটি বদলে গেছে।',
  'breakpoint {0}, {1}': 'ব্রেকপয়েন্ট {0}, {1}',
  'watch {0}': 'ওয়াচ {0}',
  'mark {0}': 'চিহ্ন {0}',
  'there is no step {0}; the last is {1}.': 'ধাপ {0} নেই, শেষ ধাপ {1}।',
  'There is no step {0}; the last is {1}.': 'ধাপ {0} নেই: এটি শেষ ধাপ, {1}।',
  'timeline {0}': 'টাইমলাইন {0}',
  'there is no variant {0}.': '{0} নামে কোনো বিকল্প নেই।',
  'the edit of {0} at step {1} on {2}': '{0}-এর এডিট, ধাপ {1}, টাইমলাইন {2}',
  'it cannot be set at that step.': 'সেখানে এর মান বসানো যায় না।',

  // tokens.ts
  'write == to compare': 'তুলনা করতে == লিখুন',
  'write && or and': '&& বা and লিখুন',
  'write || or or': '|| বা or লিখুন',
  'an expression uses the values of the current iteration: leave out @ …':
    'বর্তমান ইটারেশনের মানই ধরা হয়: @ … বাদ দিন',
  'a value': 'একটি মান',
  'the digits of the exponent': 'সূচকের অঙ্কগুলো',
  '"(" after {0}': '{0}-এর পরে "("',
  'brackets and signs nested at most {0} deep': 'ব্র্যাকেট ও চিহ্ন সর্বোচ্চ {0} স্তর গভীর',
  'use fewer': 'আরও কম দিয়ে লিখুন',
  'an operator, "," or ")"': 'একটি অপারেটর, "," বা ")"',
  'an operator or ")"': 'একটি অপারেটর বা ")"',
  'an operator': 'একটি অপারেটর',
  'brackets that show what the sign applies to': 'চিহ্নটি কার, তা বোঝাতে ব্র্যাকেট',
  'write -(a ** b) or (-a) ** b': '-(a ** b) বা (-a) ** b লিখুন',
  'brackets that show what ! applies to': '! কার, তা বোঝাতে ব্র্যাকেট',
  'write !(a < b) or (!a) < b': '!(a < b) বা (!a) < b লিখুন',
  '&& or brackets between two comparisons': 'দুটি তুলনার মাঝে && বা ব্র্যাকেট',
  'write a < b && b < c': 'a < b && b < c লিখুন',

  // wording.ts
  'given: an input': 'দেওয়া আছে: ইনপুট',
  'given: a target': 'দেওয়া আছে: টার্গেট',
  'given: a weight or bias': 'দেওয়া আছে: ওয়েট বা বায়াস',
  'given: a setting': 'দেওয়া আছে: সেটিং',
  'a constant': 'একটি ধ্রুবক',
  'a sum that starts at 0': '0 থেকে শুরু হওয়া যোগফল',
  multiply: 'গুণ',
  add: 'যোগ',
  subtract: 'বিয়োগ',
  square: 'বর্গ',
  divide: 'ভাগ',
  'divide slope': 'ভাগের স্লোপ',
  negate: 'চিহ্ন উল্টানো',
  maximum: 'সবচেয়ে বড়টি',
  minimum: 'সবচেয়ে ছোটটি',
  greater: 'বড় কি না',
  floor: 'পূর্ণ অংশ',
  power: 'ঘাত',
  'power slope': 'ভিত্তির সাপেক্ষে ঘাতের স্লোপ',
  'exponent slope': 'সূচকের সাপেক্ষে ঘাতের স্লোপ',
  '{0} slope': '{0}-এর স্লোপ',

  // breakpoint-text.ts
  'a node in this run': 'এই রানের একটি নোড',
  'a layer in this run': 'এই রানের একটি লেয়ার',
  'a phase in this run': 'এই রানের একটি পর্ব',
  'an operation in this run': 'এই রানের একটি হিসাব',
  '"by" and a number, or nothing more': '"by" আর একটি সংখ্যা, অথবা লেখার শেষ',
  'an exception': 'একটি ব্যতিক্রমের নাম',
  'no step computes {0}: write "change {1}" to stop where it changes':
    'কোনো ধাপে {0}-এর হিসাব হয় না: মান যেখানে বদলায় সেখানে থামতে "change {1}" লিখুন',
  'an address that a step computes': 'এমন ঠিকানা, কোনো ধাপে যার মান হিসাব করা হয়',
  '"if" and a condition, or nothing more': '"if" আর একটি শর্ত, অথবা লেখার শেষ',
  'compare it: write {0} > 0': 'তুলনা করুন: লিখুন {0} > 0',
  'a place, an address or a condition': 'একটি জায়গা, ঠিকানা বা শর্ত',

  // places.ts
  '"{0}" needs a number, 1 or more: goto {1} 2.': '"{0}"-এর পরে 1 বা তার বড় পূর্ণসংখ্যা দরকার: goto {1} 2।',
  'Go where? For example: goto 12, or goto epoch 3 backward node_0.':
    'কোথায়? goto 12, অথবা goto epoch 3 backward node_0।',
  'There is no "{0}" at this place: {1}': 'এখানে "{0}" নেই। {1}',
  'There is no {0} in this run.': 'এই রানে {0} নেই।',

  // run.ts
  'the end of the run': 'রানের শেষ',
  'the start of the run': 'রানের শুরু',

  // stops.ts
  '{0} was computed': '{0}-এর হিসাব হলো',
  '{0} was entered': '{0}-এ ঢোকা হলো',
  '{0} was computed when {1}': '{0}-এর হিসাব হলো, আর তখন {1}',
  '{0} was entered when {1}': '{0}-এ ঢোকা হলো, আর তখন {1}',
  '{0} became true': '{0} সত্য হলো',
  '{0} changed from {1} to {2}': '{0} বদলে {1} থেকে {2} হলো',
};
