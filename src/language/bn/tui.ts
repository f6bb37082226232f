/** The screen: the menu, what keys do, lists, the lines at the bottom, predicting, what is read aloud. */
export const tuiTexts: Readonly<Record<string, string>> = {
  // actions.ts: the words of the footer, and what each key does
  command: 'কমান্ড',
  'type a command, or the number of a step': 'কমান্ড বা ধাপের নম্বর লিখুন',
  edit: 'বদলান',
  'set the selected value': 'বেছে নেওয়া মান বদলান',
  'break if': 'শর্তে ব্রেক',
  'a breakpoint with a condition': 'শর্তসহ ব্রেকপয়েন্ট',
  search: 'খুঁজুন',
  'find a step by name, kind or value': 'নাম, হিসাবের ধরন বা মান দিয়ে ধাপ খুঁজুন',
  up: 'ওপরে',
  'select the row above': 'ওপরের সারি বেছে নিন',
  down: 'নিচে',
  'select the row below': 'নিচের সারি বেছে নিন',
  go: 'যান',
  'tape: go to the selected step; values: where it comes from':
    'টেপে: বেছে নেওয়া ধাপে যান; মানের তালিকায়: মানটি কোথা থেকে আসে',
  'run to here': 'এই পর্যন্ত',
  'run to the selected step, or to the selected line': 'বেছে নেওয়া ধাপ বা লাইন পর্যন্ত চালান',
  pane: 'প্যানেল',
  'the next pane: tape, listing, values, stack, watches, picture': 'পরের প্যানেল: টেপ, কোড, মান, স্ট্যাক, ওয়াচ, ছবি',
  'frame up': 'বাইরের ফ্রেম',
  'select the frame around': 'একে ঘিরে থাকা ফ্রেম বেছে নিন',
  'frame down': 'ভেতরের ফ্রেম',
  'select the frame within': 'এর ভেতরের ফ্রেম বেছে নিন',
  'mark this step with a letter': 'একটি অক্ষর দিয়ে এই ধাপ চিহ্নিত করুন',
  "return to a mark; '' to where one jumped from": "চিহ্নে ফিরে যান; '' চাপলে যেখান থেকে লাফ দিয়েছিলেন সেখানে",
  shown: 'পর্দা',
  'what is shown: zoom, large letters, panes, the picture': 'কী দেখা যাবে: বড় করা, বড় অক্ষর, প্যানেল, ছবি',
  network: 'নেটওয়ার্ক',
  'picture: the network': 'ছবি: নেটওয়ার্ক',
  weights: 'ওয়েট',
  "picture: a layer's weights": 'ছবি: এক লেয়ারের ওয়েট',
  gradients: 'গ্রেডিয়েন্ট',
  "picture: a layer's gradients": 'ছবি: এক লেয়ারের গ্রেডিয়েন্ট',
  activation: 'অ্যাক্টিভেশন',
  'picture: the activation function, with the present point': 'ছবি: অ্যাক্টিভেশন ফাংশন, এখনকার বিন্দুসহ',
  valley: 'উপত্যকা',
  'picture: the loss against one weight: the valley, with the steps into it':
    'ছবি: একটি ওয়েট বদলালে লস কত হয়: উপত্যকা, আর তাতে নামার স্টেপগুলো',
  loss: 'লস',
  'picture: the loss so far': 'ছবি: এ পর্যন্ত লস',
  surface: 'তল',
  'picture: what the network says over the plane of its two inputs': 'ছবি: দুই ইনপুটের তলে নেটওয়ার্ক কোথায় কী বলে',
  'picture: how good the network is: loss, accuracy, gradient, dead ReLUs':
    'ছবি: নেটওয়ার্ক কতটা ভালো: লস, অ্যাক্যুরেসি, গ্রেডিয়েন্ট, মৃত রেল্যু',
  metrics: 'মেট্রিক',
  code: 'কোড',
  'the listing: the same computation in NumPy, line by line': 'কোড: একই হিসাব NumPy দিয়ে, লাইন ধরে ধরে',
  words: 'ব্যাখ্যা',
  'words for each step: short, full, none': 'প্রতিটি ধাপের ব্যাখ্যা: ছোট, পুরো, বা বন্ধ',
  predict: 'অনুমান',
  'predict results before they are shown; again ends it': 'ফল দেখার আগে অনুমান করুন; আবার চাপলে শেষ',
  play: 'চলুক',
  'play and pause; a note pauses too': 'একটানা চালান, আবার থামান; নোট এলেও থামে',
  faster: 'দ্রুত',
  'play faster': 'আরও দ্রুত চালান',
  slower: 'ধীরে',
  'play slower': 'আরও ধীরে চালান',
  resume: 'চালিয়ে যান',
  'go on with the session that was left here': 'যে সেশন এখানে রেখে গিয়েছিলেন, সেটি চালিয়ে যান',
  'There is no earlier session of this scenario to go on with.': 'এই সিনারিওর আগের কোনো সেশন নেই।',
  save: 'সেভ',
  'write this session into a file, to be opened again': 'এই সেশন ফাইলে সেভ করুন, পরে আবার খোলার জন্য',
  'Where to? save my.session': 'কোথায়? যেমন save my.session',
  'follow the cursor again: nothing is selected': 'বাছাই তুলে নিন: আবার চলতি ধাপ ধরে চলে',
  'q goes back to the menu.': 'মেনুতে ফিরতে q চাপুন।',
  menu: 'মেনু',
  'back to the menu': 'মেনুতে ফিরে যান',
  'next scenario': 'পরের সিনারিও',
  'previous scenario': 'আগের সিনারিও',
  open: 'খুলুন',
  'open the scenario': 'সিনারিওটি খুলুন',
  filter: 'ফিল্টার',
  'show only scenarios with these words': 'শুধু এই শব্দগুলো আছে এমন সিনারিও দেখান',
  all: 'সব',
  'show all scenarios again': 'আবার সব সিনারিও দেখান',
  quit: 'বের হোন',
  'leave Backstep': 'Backstep থেকে বেরিয়ে যান',
  language: 'ভাষা',
  'speak the other language: English, Bangla': 'অন্য ভাষায় যান: ইংরেজি, বাংলা',
  keys: 'বোতাম',
  'all keys and commands, to search and to run': 'সব বোতাম ও কমান্ড: খুঁজুন, চালান',
  redraw: 'আবার আঁকুন',
  'draw the screen anew': 'পর্দা নতুন করে আঁকুন',
  suspend: 'স্থগিত',
  'suspend to the shell (fg comes back)': 'সরিয়ে রেখে শেলে যান (fg লিখলে ফিরে আসে)',
  leave: 'ছাড়ুন',
  'leave Backstep at once': 'এখনই Backstep থেকে বেরিয়ে যান',
  'The screen': 'পর্দা',
  'In the menu': 'মেনুতে',
  'Select a weight, bias, input, target or the learning rate: Tab, then up and down.':
    'ওয়েট, বায়াস, ইনপুট, টার্গেট বা লার্নিং রেট বেছে নিন: Tab, তারপর ওপরে-নিচে।',
  'Keys and commands': 'বোতাম ও কমান্ড',

  // App.tsx
  'Backstep needs {0} × {1} cells; this terminal has {2} × {3}. Make it larger, or press q.':
    'Backstep চালাতে {0} × {1} ঘর লাগে; এই টার্মিনালে আছে {2} × {3}। টার্মিনাল বড় করুন, অথবা q চাপুন।',

  // bottom.ts
  'a name, a kind of operation or a value; Enter finds the next':
    'নাম, হিসাবের ধরন বা মান লিখুন; Enter চাপলে পরেরটি',
  'Enter answers, ? gives a hint, Enter alone shows it, Esc leaves':
    'উত্তর লিখে Enter; ? চাপলে ইঙ্গিত, খালি Enter চাপলে ফল, Esc চাপলে বন্ধ',
  'mark this step: press a letter': 'এই ধাপে চিহ্ন: একটি অক্ষর চাপুন',
  keep: 'রাখুন',
  'show all': 'সব দেখান',
  'type to filter': 'লিখলেই তালিকা ছোট হয়',
  stop: 'থামান',
  playing: 'চলছে',
  'a note: Space plays on': 'নোট এসেছে: Space চাপলে আবার চলে',
  'predict {0}/{1}': 'অনুমান {0}/{1}',
  'a command, or the number of a step; Tab completes, Esc leaves':
    'কমান্ড বা ধাপের নম্বর; Tab বাকিটা লিখে দেয়, Esc বন্ধ করে',
  "return to: a letter, or ' for where one jumped from":
    "কোথায় ফিরবেন: একটি অক্ষর, বা ' (যেখান থেকে লাফ দিয়েছিলেন)",
  "return to: a letter ({0}), or ' for where one jumped from":
    "কোথায় ফিরবেন: একটি অক্ষর ({0}), বা ' (যেখান থেকে লাফ দিয়েছিলেন)",
  'with these numbers:': 'এই সংখ্যাগুলো দিয়ে',
  '≤ {0} s left': 'বাকি ≤ {0} সেকেন্ড',
  'running: step {0} of {1}': 'চলছে: ধাপ {0}/{1}',
  '{0} steps/s': 'সেকেন্ডে {0}টি ধাপ',

  // keeping.ts
  'You left here at step {0}: r goes on from there.': 'ধাপ {0}-এ রেখে গিয়েছিলেন: r চাপলে সেখান থেকে শুরু।',
  'You left here at step {0}, with 1 edit: r goes on from there.':
    'ধাপ {0}-এ রেখে গিয়েছিলেন, ১টি এডিটসহ: r চাপলে সেখান থেকে শুরু।',
  'You left here at step {0}, with {1} edits: r goes on from there.':
    'ধাপ {0}-এ রেখে গিয়েছিলেন, {1}টি এডিটসহ: r চাপলে সেখান থেকে শুরু।',

  // list.ts
  choose: 'বেছে নিন',
  close: 'বন্ধ',
  '{0} found': '{0}টি পাওয়া গেছে',

  // Menu.tsx
  'neural networks, one operation at a time': 'নিউরাল নেটওয়ার্ক, একবারে একটি করে হিসাব',
  'Choose a scenario': 'একটি সিনারিও বেছে নিন',
  'No scenario has these words. Esc shows all.': 'এই শব্দগুলো কোনো সিনারিওতে নেই। Esc চাপলে সব দেখা যায়।',

  // playing.ts
  'Playing does a step every {0} seconds.': 'একটানা চললে প্রতি {0} সেকেন্ডে একটি ধাপ।',

  // predicting.ts
  'every step': 'প্রতিটি ধাপ',
  'products only': 'শুধু গুণফল',
  'sums only': 'শুধু যোগফল',
  'activations only': 'শুধু অ্যাক্টিভেশন',
  'steps of the loss only': 'শুধু লসের ধাপ',
  'slopes only: of activations, and of the loss by each weight':
    'শুধু স্লোপ: অ্যাক্টিভেশনের, আর প্রতিটি ওয়েটের সাপেক্ষে লসের',
  'the other gradients only': 'শুধু বাকি গ্রেডিয়েন্ট',
  'updates only': 'শুধু আপডেট',
  "the scenario's own questions": 'সিনারিওর নিজের প্রশ্ন',
  'What is to be predicted?': 'কী অনুমান করবেন?',
  'Predict: → goes on and asks, c goes to the next question, p ends it.':
    'অনুমান: → এগোয় আর প্রশ্ন করে, c পরের প্রশ্নে নেয়, p শেষ করে।',
  'Predicting is over.': 'অনুমান শেষ।',
  'Predicting is over: {0} of {1} right at once.': 'অনুমান শেষ: {1}টির মধ্যে {0}টি প্রথমবারেই ঠিক।',
  right: 'ঠিক',
  'not at once': 'প্রথমবারে নয়',
  '1 hint': '১টি ইঙ্গিত',
  '{0} hints': '{0}টি ইঙ্গিত',
  'What is {0}?': '{0} কত?',
  'That is all there is to hint: Enter alone shows the result.':
    'আর কোনো ইঙ্গিত নেই: খালি Enter চাপলে ফল দেখা যায়।',
  '"{0}" is no number.': '"{0}" কোনো সংখ্যা নয়।',
  'Not {0}.': '{0} নয়।',
  'Try again; ? gives a hint, Enter alone shows it.': 'আবার চেষ্টা করুন; ? চাপলে ইঙ্গিত, খালি Enter চাপলে ফল।',
  '{0} of {1} right at once.': '{1}টির মধ্যে {0}টি প্রথমবারেই ঠিক।',
  'Right: {0}.': 'ঠিক: {0}।',
  'Right, at last: {0}.': 'এবার ঠিক: {0}।',
  'It is: {0}.': 'ফল: {0}।',

  // reading.ts
  // Two sentences.
  '{0}. {1}': '{0}। {1}',
  'Typed: {0}': 'লেখা হয়েছে: {0}',
  'Running: step {0}. Escape stops it.': 'চলছে: ধাপ {0}। Escape চাপলে থামে।',
  'Only those with: {0}': 'শুধু যেগুলোতে আছে: {0}',
  'The right arrow does a step, the left one takes it back; a question mark lists all keys.':
    'ডান তীরচিহ্ন চাপলে এক ধাপ এগোয়, বাম তীরচিহ্ন চাপলে এক ধাপ ফেরে; প্রশ্নচিহ্ন চাপলে সব বোতামের তালিকা।',
  'Choose a scenario: number {0} of {1}. Down and up choose, Enter opens, q leaves.':
    'একটি সিনারিও বেছে নিন: {1}টির মধ্যে {0} নম্বর। ওপর-নিচ তীরচিহ্ন দিয়ে বাছুন, Enter চাপলে খোলে, q চাপলে বেরিয়ে যায়।',
  'Row {0} of {1}: down and up choose, Enter takes it, Escape closes.':
    '{1}টির মধ্যে {0} নম্বর সারি: ওপর-নিচ তীরচিহ্ন দিয়ে বাছুন, Enter চাপলে বাছা হয়, Escape চাপলে বন্ধ হয়।',

  // selecting.ts
  'x drops the last watch.': 'x চাপলে শেষ ওয়াচটি বাদ যায়।',
  'This line computes nothing: select another one.': 'এই লাইনে কোনো হিসাব নেই: অন্য লাইন বেছে নিন।',
  'Select a row first: up and down.': 'আগে একটি সারি বেছে নিন: ওপরে-নিচে।',

  // showing.ts
  'the picture': 'ছবি',
  'the operation': 'হিসাব',
  'the tape': 'টেপ',
  'what stands beside it: values, frames, watches': 'টেপের পাশে যা থাকে: মান, ফ্রেম, ওয়াচ',
  'the words at the bottom': 'নিচের ব্যাখ্যা',
  'the network': 'নেটওয়ার্ক',
  "a layer's weights": 'এক লেয়ারের ওয়েট',
  "a layer's gradients": 'এক লেয়ারের গ্রেডিয়েন্ট',
  'the activation function, with the present point': 'অ্যাক্টিভেশন ফাংশন, এখনকার বিন্দুসহ',
  'the loss against one weight: the valley, with the steps into it':
    'একটি ওয়েট বদলালে লস কত হয়: উপত্যকা, আর তাতে নামার স্টেপগুলো',
  'the loss so far': 'এ পর্যন্ত লস',
  'what the network says over the plane of its two inputs': 'দুই ইনপুটের তলে নেটওয়ার্ক কোথায় কী বলে',
  'how good the network is: loss, accuracy, gradient, dead ReLUs':
    'নেটওয়ার্ক কতটা ভালো: লস, অ্যাক্যুরেসি, গ্রেডিয়েন্ট, মৃত রেল্যু',
  'Something has to stay on the screen.': 'পর্দায় কিছু একটা থাকতেই হবে।',
  'What is shown': 'কী দেখা যাবে',
  'only one pane, as large as the screen: {0}': 'একটিই প্যানেল, পুরো পর্দা জুড়ে: {0}',
  'large letters, for a room': 'বড় অক্ষর, ক্লাসঘরের জন্য',
  'all panes': 'সব প্যানেল',
  'Panes, each to be hidden or shown': 'প্যানেল: যেটি চান লুকান বা দেখান',
  'the code: the same computation in NumPy': 'কোড: একই হিসাব NumPy দিয়ে',
  'The picture': 'ছবি',
  'There is no language "{0}": there is {1}.': '"{0}" নামে কোনো ভাষা নেই: আছে {1}।',

  // store.ts
  'What is no longer as it was when this was saved': 'সেভ করার পরে যা বদলে গেছে',
  'Saved: backstep {0} opens it again.': 'সেভ হয়েছে: backstep {0} লিখলে আবার খোলে।',
  'Stopped at step {0}.': 'ধাপ {0}-এ থামানো হলো।',

  // showing.ts: words
  'Words for each step: what its number means.': 'প্রতি ধাপের ব্যাখ্যা: সংখ্যাটির মানে কী।',
  'Words for each step: what is done, why, and what its number means.':
    'প্রতি ধাপের ব্যাখ্যা: কী করা হলো, কেন, আর সংখ্যাটির মানে কী।',
  'No words for the steps, only the notes of the scenario.': 'ধাপের কোনো ব্যাখ্যা নেই, শুধু সিনারিওর নোট।',
};
