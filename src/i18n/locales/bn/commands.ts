/** The table of commands: its headings, what each command does, and the words of the footer. */
export const commandTexts: Readonly<Record<string, string>> = {
  // commands.ts
  'Moving through time (with Shift: backward)': 'চলাচল: সামনে, আর Shift চেপে পেছনে',
  Values: 'মান',
  Why: 'কেন',
  'Find and compare': 'খোঁজা ও তুলনা',
  'Edits and timelines': 'এডিট ও টাইমলাইন',

  // commands-time.ts
  step: 'ধাপ',
  'step forward one operation': 'একটি হিসাব করুন',
  back: 'পেছনে',
  'step back one operation': 'একটি হিসাব ফিরিয়ে নিন',
  node: 'নোড',
  'step over: to the end of this node': 'পেরিয়ে যান: এই নোডের শেষে',
  'node back': 'নোডের শুরু',
  'step back over: to the start of this node': 'পেছনে পেরিয়ে যান: এই নোডের শুরুতে',
  layer: 'লেয়ার',
  'step out: to the end of this layer': 'বেরিয়ে যান: এই লেয়ারের শেষে',
  'layer back': 'লেয়ারের শুরু',
  'step back out: to the start of this layer': 'পেছনে বেরিয়ে যান: এই লেয়ারের শুরুতে',
  phase: 'পর্ব',
  'go to the end of this phase': 'এই পর্বের শেষে যান',
  'phase back': 'পর্বের শুরু',
  'go to the start of this phase': 'এই পর্বের শুরুতে যান',
  epoch: 'ইপক',
  'go to the end of this epoch': 'এই ইপকের শেষে যান',
  'epoch back': 'ইপকের শুরু',
  'go to the start of this epoch': 'এই ইপকের শুরুতে যান',
  start: 'শুরু',
  'go to the start of the run': 'একেবারে শুরুতে ফিরে যান',
  end: 'শেষ',
  'go to the end of the run': 'একেবারে শেষে যান',
  goto: 'যান',
  'go to a step, a percentage (50%) or a place (epoch 3 backward node_0)':
    'ধাপে যান: নম্বর, অংশ (50%) বা ফ্রেম দিয়ে (epoch 3 backward node_0)',
  '"{0}" is past the end: type a percentage from 0% to 100%.': '"{0}" শেষের পরে: 0% থেকে 100%-এর মধ্যে লিখুন।',

  // commands-stops.ts
  run: 'চালান',
  'run to the next breakpoint or the end': 'পরের ব্রেকপয়েন্ট বা শেষ পর্যন্ত চালান',
  'run back': 'পেছনে চালান',
  'run back to the previous breakpoint or the start': 'পেছন দিকে আগের ব্রেকপয়েন্ট বা শুরু পর্যন্ত চালান',
  break: 'ব্রেক',
  'break at a name, address, condition or change; with no argument, here':
    'কোনো নাম, ঠিকানা, শর্ত বা বদলে থামুন; কিছু না লিখলে এখানে',
  catch: 'ধরুন',
  'stop when something goes wrong: NaN, a dead ReLU, a rising loss …':
    'সমস্যার শুরুতেই থামুন: NaN, মৃত রেল্যু, বাড়তে থাকা লস …',
  breakpoints: 'ব্রেকপয়েন্ট',
  'list the breakpoints and how often each was hit': 'ব্রেকপয়েন্টের তালিকা, কোনটিতে কতবার থেমেছে',
  delete: 'মুছুন',
  'delete breakpoints by number; with no number, all': 'নম্বর দিয়ে ব্রেকপয়েন্ট মুছুন, অথবা সব',
  disable: 'বন্ধ',
  'disable breakpoints, so that runs do not stop there': 'ব্রেকপয়েন্ট বন্ধ রাখুন, রান সেখানে থামবে না',
  enable: 'চালু',
  'enable breakpoints again': 'ব্রেকপয়েন্ট আবার চালু করুন',

  // commands-values.ts
  print: 'দেখান',
  'evaluate an expression, in full precision': 'ঠিকানা দিয়ে লেখা রাশির মান, সব অঙ্কসহ',
  values: 'মান',
  'list all known values, in full precision': 'জানা সব মানের তালিকা, সব অঙ্কসহ',
  where: 'কোথায়',
  'show the stack: the frames this step is in': 'এই ধাপ যে ফ্রেমগুলোর ভেতরে, তার তালিকা',
  watch: 'ওয়াচ',
  'watch an expression; with no argument, the selected value':
    'একটি রাশি চোখের সামনে রাখুন; কিছু না লিখলে বেছে নেওয়া মান',
  unwatch: 'ওয়াচ বাদ',
  'remove a watch by number (default: the selected value, or the last)':
    'নম্বর দিয়ে ওয়াচ বাদ দিন; নম্বর না দিলে বেছে নেওয়া মানের, অথবা শেষেরটি',
  watches: 'ওয়াচ',
  'list the watches with their values and last changes': 'ওয়াচের তালিকা, মান ও শেষ বদলসহ',
  mark: 'চিহ্ন',
  return: 'ফিরুন',
  "return to a mark; with ', to where you jumped from": "চিহ্নে ফিরে যান; ' দিলে যেখান থেকে লাফ দিয়েছিলেন সেখানে",

  // commands-why.ts
  why: 'কেন',
  'show where a value comes from: the operations that computed it': 'মানটি কোথা থেকে আসে: যেসব হিসাবে তৈরি',
  uses: 'ব্যবহার',
  'show which steps use a value': 'কোন কোন ধাপে মানটি কাজে লাগে',
  counterpart: 'জোড়া',
  'go from a forward operation to its gradient, and back': 'ফরওয়ার্ড হিসাব থেকে তার গ্রেডিয়েন্টে, বা উল্টো দিকে',
  'next change': 'পরের বদল',
  'go to the next step that writes the value': 'এর পরে যে ধাপে মানটি লেখা হয়, সেখানে যান',
  'earlier change': 'আগের বদল',
  'go to the previous step that wrote the value': 'এর আগে যে ধাপে মানটি লেখা হয়েছে, সেখানে যান',
  check: 'যাচাই',
  'check this gradient numerically, by central differences': 'সেন্ট্রাল ডিফারেন্স দিয়ে এই গ্রেডিয়েন্ট যাচাই করুন',

  // commands-find.ts
  find: 'খুঁজুন',
  'go to the next step with this name, operation or value': 'এই নাম, হিসাবের ধরন বা মান আছে এমন পরের ধাপে যান',
  previous: 'আগেরটি',
  'go to the previous match': 'যা খোঁজা হয়েছে তার আগের ধাপে যান',
  next: 'পরেরটি',
  'go to the next match': 'যা খোঁজা হয়েছে তার পরের ধাপে যান',
  compare: 'তুলনা',
  'compare timelines or variants at this step; find the first difference':
    'দুই টাইমলাইন বা বিকল্পে এই ধাপ, আর কোথা থেকে সেগুলো আলাদা',

  // commands-edits.ts
  set: 'বসান',
  'set a weight, bias, input, target or the learning rate from here on':
    'এখান থেকে ওয়েট, বায়াস, ইনপুট, টার্গেট বা লার্নিং রেট বদলান',
  more: 'বাড়ান',
  'increase the selected value a little': 'বেছে নেওয়া মান একটু বাড়ান',
  less: 'কমান',
  'decrease the selected value a little': 'বেছে নেওয়া মান একটু কমান',
  undo: 'ফেরান',
  'undo the last edit (your step stays the same)': 'শেষ এডিট ফিরিয়ে নিন (ধাপ বদলায় না)',
  redo: 'আবার',
  'redo the edit that was undone': 'ফিরিয়ে নেওয়া এডিট আবার করুন',
  edits: 'এডিট',
  'list the edits on this timeline': 'এই টাইমলাইনের এডিটের তালিকা',
  clear: 'মুছুন',
  'undo all edits on this timeline; redo brings them back':
    'এই টাইমলাইনের সব এডিট ফিরিয়ে নিন; redo দিলে আবার আসে',
  timelines: 'টাইমলাইন',
  'list the timelines': 'টাইমলাইনের তালিকা',
  timeline: 'টাইমলাইন',
  'switch to another timeline, at the same step': 'অন্য টাইমলাইনের একই ধাপে যান',
  'switch to the next timeline, at the same step': 'পরের টাইমলাইনের একই ধাপে যান',
  variant: 'বিকল্প',
  "switch to the scenario's next variant, at the same step": 'একই ধাপ, সিনারিওর পরের বিকল্পের সংখ্যাগুলো নিয়ে',

  // exceptions.ts
  'NaN or infinity appears': 'NaN বা অসীম দেখা দেয়',
  'a product underflows: it loses digits or becomes 0': 'কোনো গুণফল এত ছোট যে তার অঙ্ক হারিয়ে যায়, বা তা 0 হয়ে যায়',
  'a sum or difference cancels: it loses more than this many digits': 'যোগ বা বিয়োগে এতগুলোর বেশি অঙ্ক হারিয়ে যায়',
  'a ReLU switches on or off for the same example since the previous epoch':
    'একই উদাহরণে কোনো রেল্যু আগের ইপকের তুলনায় 0-এর অন্য পাশে',
  "an epoch's loss is higher than the previous epoch's": 'কোনো ইপকের লস আগের ইপকের লসের চেয়ে বেশি',
  'a ReLU dies: 0 for every example of an epoch, but not in the previous one':
    'কোনো রেল্যু একটি ইপকের সব উদাহরণে 0, অথচ আগের ইপকে তা ছিল না',
  "a parameter's gradient becomes larger than a limit": 'কোনো প্যারামিটারের গ্রেডিয়েন্ট দেওয়া সীমা ছাড়িয়ে যায়',
  "a parameter's gradient becomes smaller than a limit, but is not 0":
    'কোনো প্যারামিটারের গ্রেডিয়েন্ট 0 নয়, কিন্তু দেওয়া সীমার চেয়ে ছোট হয়ে যায়',
};
