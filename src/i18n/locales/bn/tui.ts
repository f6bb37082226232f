/** The screen: the menu, what keys do, lists, the lines at the bottom, predicting, what is read aloud. */
export const tuiTexts: Readonly<Record<string, string>> = {
  // actions.ts: the words of the footer, and what each key does
  command: 'কমান্ড',
  'type a command or a step number': 'কমান্ড বা ধাপের নম্বর লিখুন',
  edit: 'বদলান',
  'set the selected value': 'বেছে নেওয়া মান বদলান',
  'break if': 'শর্তে ব্রেক',
  'set a breakpoint with a condition': 'শর্তসহ ব্রেকপয়েন্ট',
  search: 'খুঁজুন',
  'find a step by name, operation or value': 'নাম, হিসাবের ধরন বা মান দিয়ে ধাপ খুঁজুন',
  up: 'ওপরে',
  'select the row above': 'ওপরের সারি বেছে নিন',
  down: 'নিচে',
  'select the row below': 'নিচের সারি বেছে নিন',
  go: 'যান',
  'go to the selected step, or show where the selected value comes from':
    'টেপে: বেছে নেওয়া ধাপে যান; মানের তালিকায়: মানটি কোথা থেকে আসে',
  'run to here': 'এই পর্যন্ত',
  'run to the selected step or line': 'বেছে নেওয়া ধাপ বা লাইন পর্যন্ত চালান',
  pane: 'প্যানেল',
  'go to the next pane: tape, code, values, stack, watches, view': 'পরের প্যানেল: টেপ, কোড, মান, স্ট্যাক, ওয়াচ, ছবি',
  'frame up': 'বাইরের ফ্রেম',
  'select the outer frame': 'একে ঘিরে থাকা ফ্রেম বেছে নিন',
  'frame down': 'ভেতরের ফ্রেম',
  'select the inner frame': 'এর ভেতরের ফ্রেম বেছে নিন',
  'mark this step with a letter': 'একটি অক্ষর দিয়ে এই ধাপ চিহ্নিত করুন',
  "return to a mark; '' returns to where you jumped from":
    "চিহ্নে ফিরে যান; '' চাপলে যেখান থেকে লাফ দিয়েছিলেন সেখানে",
  layout: 'বিন্যাস',
  'change the layout: zoom, large text, panes, view': 'কী দেখা যাবে: বড় করা, বড় অক্ষর, প্যানেল, ছবি',
  network: 'নেটওয়ার্ক',
  'view: the network': 'ছবি: নেটওয়ার্ক',
  weights: 'ওয়েট',
  "view: a layer's weights": 'ছবি: এক লেয়ারের ওয়েট',
  gradients: 'গ্রেডিয়েন্ট',
  "view: a layer's gradients": 'ছবি: এক লেয়ারের গ্রেডিয়েন্ট',
  activation: 'অ্যাক্টিভেশন',
  'view: the activation function, with the current point': 'ছবি: অ্যাক্টিভেশন ফাংশন, এখনকার বিন্দুসহ',
  valley: 'উপত্যকা',
  'view: the loss against one weight, with the steps down into the valley':
    'ছবি: একটি ওয়েট বদলালে লস কত হয়: উপত্যকা, আর তাতে নামার স্টেপগুলো',
  loss: 'লস',
  'view: the loss so far': 'ছবি: এ পর্যন্ত লস',
  surface: 'তল',
  "view: the network's output across its two inputs": 'ছবি: দুই ইনপুটের তলে নেটওয়ার্ক কোথায় কী বলে',
  'view: the metrics (loss, accuracy, gradient norm, dead ReLUs)':
    'ছবি: নেটওয়ার্ক কতটা ভালো: লস, অ্যাক্যুরেসি, গ্রেডিয়েন্ট, মৃত রেল্যু',
  metrics: 'মেট্রিক',
  code: 'কোড',
  'show the same computation as NumPy code, line by line': 'কোড: একই হিসাব NumPy দিয়ে, লাইন ধরে ধরে',
  explain: 'ব্যাখ্যা',
  'explain each step: briefly, in full, or not at all': 'প্রতিটি ধাপের ব্যাখ্যা: ছোট, পুরো, বা বন্ধ',
  quiz: 'অনুমান',
  'quiz: predict each result before you see it; press again to end': 'ফল দেখার আগে অনুমান করুন; আবার চাপলে শেষ',
  play: 'চলুক',
  'play or pause; it also pauses at notes': 'একটানা চালান, আবার থামান; নোট এলেও থামে',
  faster: 'দ্রুত',
  'play faster': 'আরও দ্রুত চালান',
  slower: 'ধীরে',
  'play slower': 'আরও ধীরে চালান',
  resume: 'চালিয়ে যান',
  'resume the session you left here': 'যে সেশন এখানে রেখে গিয়েছিলেন, সেটি চালিয়ে যান',
  'There is no earlier session of this scenario to resume.': 'এই সিনারিওর আগের কোনো সেশন নেই।',
  save: 'সেভ',
  'save this session to a file, to open later': 'এই সেশন ফাইলে সেভ করুন, পরে আবার খোলার জন্য',
  'Save where? For example: save my.session': 'কোথায়? যেমন save my.session',
  'clear the selection and follow the current step again': 'বাছাই তুলে নিন: আবার চলতি ধাপ ধরে চলে',
  'Press q to go back to the menu.': 'মেনুতে ফিরতে q চাপুন।',
  menu: 'মেনু',
  'go back to the menu': 'মেনুতে ফিরে যান',
  'go to the next scenario': 'পরের সিনারিও',
  'go to the previous scenario': 'আগের সিনারিও',
  open: 'খুলুন',
  'open the scenario': 'সিনারিওটি খুলুন',
  filter: 'ফিল্টার',
  'show only scenarios with the words you type': 'শুধু এই শব্দগুলো আছে এমন সিনারিও দেখান',
  all: 'সব',
  'show all scenarios again': 'আবার সব সিনারিও দেখান',
  quit: 'বের হোন',
  'quit Backstep': 'Backstep থেকে বেরিয়ে যান',
  language: 'ভাষা',
  'switch the language: English or Bangla': 'অন্য ভাষায় যান: ইংরেজি, বাংলা',
  keys: 'বোতাম',
  'show all keys and commands, to search or run': 'সব বোতাম ও কমান্ড: খুঁজুন, চালান',
  redraw: 'আবার আঁকুন',
  'redraw the screen': 'পর্দা নতুন করে আঁকুন',
  suspend: 'স্থগিত',
  'suspend to the shell (fg returns)': 'সরিয়ে রেখে শেলে যান (fg লিখলে ফিরে আসে)',
  'quit Backstep at once': 'এখনই Backstep থেকে বেরিয়ে যান',
  'The screen': 'পর্দা',
  'In the menu': 'মেনুতে',
  'Select a weight, bias, input, target or the learning rate first: press Tab, then ↑ or ↓.':
    'ওয়েট, বায়াস, ইনপুট, টার্গেট বা লার্নিং রেট বেছে নিন: Tab, তারপর ওপরে-নিচে।',
  'Keys and commands': 'বোতাম ও কমান্ড',

  // App.tsx
  'Backstep needs {0} × {1} cells; this terminal has {2} × {3}. Make it larger, or press q.':
    'Backstep চালাতে {0} × {1} ঘর লাগে; এই টার্মিনালে আছে {2} × {3}। টার্মিনাল বড় করুন, অথবা q চাপুন।',

  // bottom.ts
  'type a name, an operation or a value; Enter finds the next': 'নাম, হিসাবের ধরন বা মান লিখুন; Enter চাপলে পরেরটি',
  'Enter answers, ? hints, Enter alone shows the result, Esc cancels':
    'উত্তর লিখে Enter; ? চাপলে ইঙ্গিত, খালি Enter চাপলে ফল, Esc চাপলে বন্ধ',
  'mark this step: press a letter': 'এই ধাপে চিহ্ন: একটি অক্ষর চাপুন',
  keep: 'রাখুন',
  'show all': 'সব দেখান',
  'type to filter': 'লিখলেই তালিকা ছোট হয়',
  stop: 'থামান',
  playing: 'চলছে',
  'paused at a note: Space continues': 'নোট এসেছে: Space চাপলে আবার চলে',
  'quiz {0}/{1}': 'অনুমান {0}/{1}',
  'a command or a step number; Tab completes, Esc cancels':
    'কমান্ড বা ধাপের নম্বর; Tab বাকিটা লিখে দেয়, Esc বন্ধ করে',
  "return to: a letter, or ' for where you jumped from":
    "কোথায় ফিরবেন: একটি অক্ষর, বা ' (যেখান থেকে লাফ দিয়েছিলেন)",
  "return to: a letter ({0}), or ' for where you jumped from":
    "কোথায় ফিরবেন: একটি অক্ষর ({0}), বা ' (যেখান থেকে লাফ দিয়েছিলেন)",
  'with these numbers:': 'এই সংখ্যাগুলো দিয়ে',
  '≤ {0} s left': 'বাকি ≤ {0} সেকেন্ড',
  'running: step {0} of {1}': 'চলছে: ধাপ {0}/{1}',
  '{0} steps/s': 'সেকেন্ডে {0}টি ধাপ',

  // keeping.ts
  'You left off at step {0}: press r to resume.': 'ধাপ {0}-এ রেখে গিয়েছিলেন: r চাপলে সেখান থেকে শুরু।',
  'You left off at step {0}, with 1 edit: press r to resume.':
    'ধাপ {0}-এ রেখে গিয়েছিলেন, ১টি এডিটসহ: r চাপলে সেখান থেকে শুরু।',
  'You left off at step {0}, with {1} edits: press r to resume.':
    'ধাপ {0}-এ রেখে গিয়েছিলেন, {1}টি এডিটসহ: r চাপলে সেখান থেকে শুরু।',

  // list.ts
  choose: 'বেছে নিন',
  close: 'বন্ধ',
  '{0} found': '{0}টি পাওয়া গেছে',

  // Menu.tsx
  'neural networks, one operation at a time': 'নিউরাল নেটওয়ার্ক, একবারে একটি করে হিসাব',
  'Choose a scenario': 'একটি সিনারিও বেছে নিন',
  'No scenario has these words. Press Esc to show all.': 'এই শব্দগুলো কোনো সিনারিওতে নেই। Esc চাপলে সব দেখা যায়।',

  // playing.ts
  'Playing: one step every {0} seconds.': 'একটানা চললে প্রতি {0} সেকেন্ডে একটি ধাপ।',

  // predicting.ts
  'every step': 'প্রতিটি ধাপ',
  'products only': 'শুধু গুণফল',
  'sums only': 'শুধু যোগফল',
  'activations only': 'শুধু অ্যাক্টিভেশন',
  'loss steps only': 'শুধু লসের ধাপ',
  'slopes only: of activations, and of the loss with respect to each weight':
    'শুধু স্লোপ: অ্যাক্টিভেশনের, আর প্রতিটি ওয়েটের সাপেক্ষে লসের',
  'other gradients only': 'শুধু বাকি গ্রেডিয়েন্ট',
  'updates only': 'শুধু আপডেট',
  "the scenario's own questions": 'সিনারিওর নিজের প্রশ্ন',
  'What do you want to predict?': 'কী অনুমান করবেন?',
  'Quiz: press → to go on and be asked, c for the next question, p to end the quiz.':
    'অনুমান: → এগোয় আর প্রশ্ন করে, c পরের প্রশ্নে নেয়, p শেষ করে।',
  'The quiz is over.': 'অনুমান শেষ।',
  'The quiz is over: {0} of {1} right first time.': 'অনুমান শেষ: {1}টির মধ্যে {0}টি প্রথমবারেই ঠিক।',
  right: 'ঠিক',
  shown: 'দেখানো হয়েছে',
  'not first time': 'প্রথমবারে নয়',
  '1 hint': '১টি ইঙ্গিত',
  '{0} hints': '{0}টি ইঙ্গিত',
  'What is {0}?': '{0} কত?',
  'No more hints. Press Enter alone to see the result.': 'আর কোনো ইঙ্গিত নেই: খালি Enter চাপলে ফল দেখা যায়।',
  '"{0}" is not a number.': '"{0}" কোনো সংখ্যা নয়।',
  'Not {0}.': '{0} নয়।',
  'Try again, press ? for a hint, or Enter alone for the result.':
    'আবার চেষ্টা করুন; ? চাপলে ইঙ্গিত, খালি Enter চাপলে ফল।',
  '{0} of {1} right first time.': '{1}টির মধ্যে {0}টি প্রথমবারেই ঠিক।',
  'Right: {0}.': 'ঠিক: {0}।',
  'Right this time: {0}.': 'এবার ঠিক: {0}।',
  'The result: {0}.': 'ফল: {0}।',

  // reading.ts
  // Two sentences.
  '{0}. {1}': '{0}। {1}',
  'Typed: {0}': 'লেখা হয়েছে: {0}',
  'Running: step {0}. Press Escape to stop.': 'চলছে: ধাপ {0}। Escape চাপলে থামে।',
  'Filter: {0}': 'শুধু যেগুলোতে আছে: {0}',
  'Press the right arrow to step forward, the left arrow to step back, and the question mark to list all keys.':
    'ডান তীরচিহ্ন চাপলে এক ধাপ এগোয়, বাম তীরচিহ্ন চাপলে এক ধাপ ফেরে; প্রশ্নচিহ্ন চাপলে সব বোতামের তালিকা।',
  'Choose a scenario: number {0} of {1}. Down and up move, Enter opens, q quits.':
    'একটি সিনারিও বেছে নিন: {1}টির মধ্যে {0} নম্বর। ওপর-নিচ তীরচিহ্ন দিয়ে বাছুন, Enter চাপলে খোলে, q চাপলে বেরিয়ে যায়।',
  'Row {0} of {1}. Down and up move, Enter chooses, Escape closes.':
    '{1}টির মধ্যে {0} নম্বর সারি: ওপর-নিচ তীরচিহ্ন দিয়ে বাছুন, Enter চাপলে বাছা হয়, Escape চাপলে বন্ধ হয়।',

  // selecting.ts
  'Press x to remove the last watch.': 'x চাপলে শেষ ওয়াচটি বাদ যায়।',
  'This line computes nothing: select another one.': 'এই লাইনে কোনো হিসাব নেই: অন্য লাইন বেছে নিন।',
  'Select a row first: press ↑ or ↓.': 'আগে একটি সারি বেছে নিন: ওপরে-নিচে।',

  // showing.ts
  'the view': 'ছবি',
  'the operation': 'হিসাব',
  'the tape': 'টেপ',
  'the side panes: values, stack, watches': 'টেপের পাশে যা থাকে: মান, ফ্রেম, ওয়াচ',
  'the text at the bottom': 'নিচের ব্যাখ্যা',
  'the network': 'নেটওয়ার্ক',
  "a layer's weights": 'এক লেয়ারের ওয়েট',
  "a layer's gradients": 'এক লেয়ারের গ্রেডিয়েন্ট',
  'the activation function, with the current point': 'অ্যাক্টিভেশন ফাংশন, এখনকার বিন্দুসহ',
  'the loss against one weight, with the steps down into the valley':
    'একটি ওয়েট বদলালে লস কত হয়: উপত্যকা, আর তাতে নামার স্টেপগুলো',
  'the loss so far': 'এ পর্যন্ত লস',
  "the network's output across its two inputs": 'দুই ইনপুটের তলে নেটওয়ার্ক কোথায় কী বলে',
  'the metrics (loss, accuracy, gradient norm, dead ReLUs)':
    'নেটওয়ার্ক কতটা ভালো: লস, অ্যাক্যুরেসি, গ্রেডিয়েন্ট, মৃত রেল্যু',
  'At least one pane has to stay.': 'পর্দায় কিছু একটা থাকতেই হবে।',
  Layout: 'কী দেখা যাবে',
  'one pane, full screen: {0}': 'একটিই প্যানেল, পুরো পর্দা জুড়ে: {0}',
  'large text, for a projector': 'বড় অক্ষর, ক্লাসঘরের জন্য',
  'all panes': 'সব প্যানেল',
  'Show or hide panes': 'প্যানেল: যেটি চান লুকান বা দেখান',
  'the code: the same computation in NumPy': 'কোড: একই হিসাব NumPy দিয়ে',
  View: 'ছবি',
  'There is no language "{0}": try {1}': '"{0}" নামে কোনো ভাষা নেই: আছে {1}।',

  // store.ts
  'What has changed since this was saved': 'সেভ করার পরে যা বদলে গেছে',
  'Saved. To open it again: backstep {0}': 'সেভ হয়েছে: backstep {0} লিখলে আবার খোলে।',
  'Stopped at step {0}.': 'ধাপ {0}-এ থামানো হলো।',

  // showing.ts: words
  'Explanations: what each number means.': 'প্রতি ধাপের ব্যাখ্যা: সংখ্যাটির মানে কী।',
  'Explanations: what each step does, why, and what its number means.':
    'প্রতি ধাপের ব্যাখ্যা: কী করা হলো, কেন, আর সংখ্যাটির মানে কী।',
  "No explanations, only the scenario's notes.": 'ধাপের কোনো ব্যাখ্যা নেই, শুধু সিনারিওর নোট।',
};
