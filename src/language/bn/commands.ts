/** The table of commands: its headings, what each command does, and the words of the footer. */
export const commandTexts: Readonly<Record<string, string>> = {
  // commands.ts
  'Through time: forward, and with Shift back': 'চলাচল: সামনে, আর Shift চেপে পেছনে',
  Stops: 'থামা',
  Values: 'মান',
  Why: 'কেন',
  'Find and compare': 'খোঁজা ও তুলনা',
  'Edits and timelines': 'এডিট ও টাইমলাইন',

  // commands-time.ts
  step: 'ধাপ',
  'do one operation': 'একটি হিসাব করুন',
  back: 'পেছনে',
  'take one operation back': 'একটি হিসাব ফিরিয়ে নিন',
  node: 'নোড',
  'over: to the end of this node': 'পেরিয়ে যান: এই নোডের শেষে',
  'node back': 'নোডের শুরু',
  'back over: to the beginning of this node': 'পেছনে পেরিয়ে যান: এই নোডের শুরুতে',
  layer: 'লেয়ার',
  'out: to the end of this layer': 'বেরিয়ে যান: এই লেয়ারের শেষে',
  'layer back': 'লেয়ারের শুরু',
  'back out: to the beginning of this layer': 'পেছনে বেরিয়ে যান: এই লেয়ারের শুরুতে',
  phase: 'পর্ব',
  'to the end of this phase': 'এই পর্বের শেষে যান',
  'phase back': 'পর্বের শুরু',
  'to the beginning of this phase': 'এই পর্বের শুরুতে যান',
  epoch: 'ইপক',
  'to the end of this epoch': 'এই ইপকের শেষে যান',
  'epoch back': 'ইপকের শুরু',
  'to the beginning of this epoch': 'এই ইপকের শুরুতে যান',
  start: 'শুরু',
  'back to the start': 'একেবারে শুরুতে ফিরে যান',
  end: 'শেষ',
  'forward to the end': 'একেবারে শেষে যান',
  goto: 'যান',
  'to a step, to a share of the run (goto 50%), or by frames: goto epoch 3 backward node_0':
    'ধাপে যান: নম্বর, অংশ (50%) বা ফ্রেম দিয়ে (epoch 3 backward node_0)',
  '"{0}" is beyond the end: type a share from 0% to 100%.': '"{0}" শেষের পরে: 0% থেকে 100%-এর মধ্যে লিখুন।',

  // commands-stops.ts
  run: 'চালান',
  'run to the next breakpoint, or to the end': 'পরের ব্রেকপয়েন্ট বা শেষ পর্যন্ত চালান',
  'run back': 'পেছনে চালান',
  'run back to the breakpoint before, or to the start': 'পেছন দিকে আগের ব্রেকপয়েন্ট বা শুরু পর্যন্ত চালান',
  break: 'ব্রেক',
  'stop at a name, an address, a condition, a change; without words, here':
    'কোনো নাম, ঠিকানা, শর্ত বা বদলে থামুন; কিছু না লিখলে এখানে',
  catch: 'ধরুন',
  'stop where a trouble begins: NaN, a dead ReLU, a rising loss …':
    'সমস্যার শুরুতেই থামুন: NaN, মৃত রেল্যু, বাড়তে থাকা লস …',
  breakpoints: 'ব্রেকপয়েন্ট',
  'list the breakpoints, and how often each was hit': 'ব্রেকপয়েন্টের তালিকা, কোনটিতে কতবার থেমেছে',
  delete: 'মুছুন',
  'delete breakpoints by number, or all': 'নম্বর দিয়ে ব্রেকপয়েন্ট মুছুন, অথবা সব',
  disable: 'বন্ধ',
  'let runs pass breakpoints': 'ব্রেকপয়েন্ট বন্ধ রাখুন, রান সেখানে থামবে না',
  enable: 'চালু',
  'let runs stop at them again': 'ব্রেকপয়েন্ট আবার চালু করুন',

  // commands-values.ts
  print: 'দেখান',
  'compute an expression over addresses, in full precision': 'ঠিকানা দিয়ে লেখা রাশির মান, সব অঙ্কসহ',
  values: 'মান',
  'list every value that is known, in full precision': 'জানা সব মানের তালিকা, সব অঙ্কসহ',
  where: 'কোথায়',
  'list the frames around this step': 'এই ধাপ যে ফ্রেমগুলোর ভেতরে, তার তালিকা',
  watch: 'ওয়াচ',
  'keep an expression in view; without one, the selected value':
    'একটি রাশি চোখের সামনে রাখুন; কিছু না লিখলে বেছে নেওয়া মান',
  unwatch: 'ওয়াচ বাদ',
  'drop a watch by its number; without one, that of the selected value, or the last':
    'নম্বর দিয়ে ওয়াচ বাদ দিন; নম্বর না দিলে বেছে নেওয়া মানের, অথবা শেষেরটি',
  watches: 'ওয়াচ',
  'list the watches, with their values and last changes': 'ওয়াচের তালিকা, মান ও শেষ বদলসহ',
  mark: 'চিহ্ন',
  'remember this step under a letter': 'একটি অক্ষর দিয়ে এই ধাপ মনে রাখুন',
  return: 'ফিরুন',
  "go back to a mark; with ' to where one jumped from": "চিহ্নে ফিরে যান; ' দিলে যেখান থেকে লাফ দিয়েছিলেন সেখানে",

  // commands-why.ts
  why: 'কেন',
  'where the value comes from: the operations that made it': 'মানটি কোথা থেকে আসে: যেসব হিসাবে তৈরি',
  uses: 'ব্যবহার',
  'which steps use the value': 'কোন কোন ধাপে মানটি কাজে লাগে',
  counterpart: 'জোড়া',
  'from a forward operation to its gradient, and back': 'ফরওয়ার্ড হিসাব থেকে তার গ্রেডিয়েন্টে, বা উল্টো দিকে',
  'next change': 'পরের বদল',
  'to the next step that writes the value': 'এর পরে যে ধাপে মানটি লেখা হয়, সেখানে যান',
  'last change': 'আগের বদল',
  'to the step before that wrote the value': 'এর আগে যে ধাপে মানটি লেখা হয়েছে, সেখানে যান',
  prove: 'যাচাই',
  'check this gradient by central differences': 'সেন্ট্রাল ডিফারেন্স দিয়ে এই গ্রেডিয়েন্ট যাচাই করুন',

  // commands-find.ts
  find: 'খুঁজুন',
  'to the next step with this name, kind of operation, or value':
    'এই নাম, হিসাবের ধরন বা মান আছে এমন পরের ধাপে যান',
  previous: 'আগেরটি',
  'to the step before that was searched for': 'যা খোঁজা হয়েছে তার আগের ধাপে যান',
  next: 'পরেরটি',
  'to the next step that was searched for': 'যা খোঁজা হয়েছে তার পরের ধাপে যান',
  compare: 'তুলনা',
  'this step in two timelines or variants, and where they part':
    'দুই টাইমলাইন বা বিকল্পে এই ধাপ, আর কোথা থেকে সেগুলো আলাদা',

  // commands-edits.ts
  set: 'বসান',
  'set a weight, bias, input, target or the learning rate from here on':
    'এখান থেকে ওয়েট, বায়াস, ইনপুট, টার্গেট বা লার্নিং রেট বদলান',
  more: 'বাড়ান',
  'the selected value a little larger': 'বেছে নেওয়া মান একটু বাড়ান',
  less: 'কমান',
  'the selected value a little smaller': 'বেছে নেওয়া মান একটু কমান',
  undo: 'ফেরান',
  'take the last edit back (never time)': 'শেষ এডিট ফিরিয়ে নিন (ধাপ পেছায় না)',
  redo: 'আবার',
  'make the undone edit again': 'ফিরিয়ে নেওয়া এডিট আবার করুন',
  edits: 'এডিট',
  'list the edits of this timeline': 'এই টাইমলাইনের এডিটের তালিকা',
  clear: 'মুছুন',
  'take all edits of this timeline back; redo brings them again':
    'এই টাইমলাইনের সব এডিট ফিরিয়ে নিন; redo দিলে আবার আসে',
  timelines: 'টাইমলাইন',
  'list the timelines': 'টাইমলাইনের তালিকা',
  timeline: 'টাইমলাইন',
  'go over to the same step of another timeline': 'অন্য টাইমলাইনের একই ধাপে যান',
  'the same step of the next timeline': 'পরের টাইমলাইনের একই ধাপে যান',
  variant: 'বিকল্প',
  "the same step with the scenario's next set of numbers": 'একই ধাপ, সিনারিওর পরের বিকল্পের সংখ্যাগুলো নিয়ে',

  // exceptions.ts
  'a NaN or an infinity appears': 'NaN বা অসীম দেখা দেয়',
  'a product is too small for its digits, or for anything but 0':
    'কোনো গুণফল এত ছোট যে তার অঙ্ক হারিয়ে যায়, বা তা 0 হয়ে যায়',
  'a sum or a difference loses more than so many digits': 'যোগ বা বিয়োগে এতগুলোর বেশি অঙ্ক হারিয়ে যায়',
  'a ReLU is on another side of 0 than in the epoch before, at the same example':
    'একই উদাহরণে কোনো রেল্যু আগের ইপকের তুলনায় 0-এর অন্য পাশে',
  "an epoch's loss is higher than that of the epoch before": 'কোনো ইপকের লস আগের ইপকের লসের চেয়ে বেশি',
  'a ReLU has been 0 for every example of an epoch, and was not in the epoch before':
    'কোনো রেল্যু একটি ইপকের সব উদাহরণে 0, অথচ আগের ইপকে তা ছিল না',
  "a parameter's gradient goes above so much": 'কোনো প্যারামিটারের গ্রেডিয়েন্ট দেওয়া সীমা ছাড়িয়ে যায়',
  "a parameter's gradient, other than 0, goes below so much":
    'কোনো প্যারামিটারের গ্রেডিয়েন্ট 0 নয়, কিন্তু দেওয়া সীমার চেয়ে ছোট হয়ে যায়',
};
