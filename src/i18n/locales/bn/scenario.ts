/** What is said of scenarios' files. */
export const scenarioTexts: Readonly<Record<string, string>> = {
  // amounts.ts
  '1 weight': '১টি ওয়েট',
  '{0} weights': '{0}টি ওয়েট',
  '1 number': '১টি সংখ্যা',
  '{0} numbers': '{0}টি সংখ্যা',
  '1 target': '১টি টার্গেট',
  '{0} targets': '{0}টি টার্গেট',
  '1 gradient': '১টি গ্রেডিয়েন্ট',
  '{0} gradients': '{0}টি গ্রেডিয়েন্ট',
  'remove {0}': '{0}টি বাদ দিন',
  'add {0} more': 'আরও {0}টি যোগ করুন',

  // check-addresses.ts
  'the address of a weight or a bias': 'কোনো ওয়েট বা বায়াসের ঠিকানা',
  'the address of a weight, a bias, the learning rate, an input or a target':
    'কোনো ওয়েট, বায়াস, লার্নিং রেট, ইনপুট বা টার্গেটের ঠিকানা',
  'an address of this scenario': 'এই সিনারিওর কোনো ঠিকানা',
  'the address of a value that is computed': 'হিসাব করে পাওয়া কোনো মানের ঠিকানা',

  // check-network.ts
  'a name for {0} that is not a reserved word': 'এমন নাম, যা ঠিকানা বা শর্তের কোনো শব্দ নয় ({0})',
  'choose another name, for example {0}_1': 'অন্য নাম দিন, যেমন {0}_1',
  'a different name for every input and node': 'প্রতিটি ইনপুট ও নোডের আলাদা নাম',
  '{0} again (it is already {1})': 'আবার {0} (আগেরটি: {1})',
  'rename one of the two': 'দুটির একটির নাম বদলান',
  'an input': 'ইনপুট',
  'a node of layer {0}': '{0} লেয়ারের নোড',
  'a different name for every layer': 'প্রতিটি লেয়ারের আলাদা নাম',
  '{0} again': 'আবার {0}',
  'at least one node': 'অন্তত একটি নোড',
  'an empty mapping': 'খালি ম্যাপিং',
  'add a node, for example node_0: [1, 1]': 'একটি নোড যোগ করুন, যেমন node_0: [1, 1]',
  '{0}, one for each incoming value ({1})': '{0}, যত মান ঢোকে তার প্রতিটির জন্য একটি ({1})',
  'the name of an input or of a node in an earlier layer': 'কোনো ইনপুটের নাম, অথবা আগের কোনো লেয়ারের নোডের নাম',
  'one bias, on the node or on its layer': 'একটিই বায়াস, নোডে অথবা তার লেয়ারে',
  both: 'দুটোই',
  'remove one of the two': 'দুটির একটি বাদ দিন',

  // check-training.ts
  '{0}, one for each input ({1})': '{0}, প্রতিটি ইনপুটের জন্য একটি ({1})',
  '{0}, one for each output ({1})': '{0}, প্রতিটি আউটপুটের জন্য একটি ({1})',
  'a target for each output ({0}), because there is a loss':
    'প্রতিটি আউটপুটের ({0}) জন্য টার্গেট, কারণ loss লেখা আছে',
  'add a target, for example target: 13, or remove the loss':
    'টার্গেট যোগ করুন, যেমন target: 13, অথবা loss বাদ দিন',
  'add the targets as a list under target, or remove the loss':
    'টার্গেটগুলো target-এ তালিকা করে লিখুন, অথবা loss বাদ দিন',
  'either a loss or an output_gradient': 'loss অথবা output_gradient',
  'remove one: the loss computes the gradient of the output itself':
    'একটি বাদ দিন: লস থেকেই আউটপুটের গ্রেডিয়েন্ট হিসাব হয়',
  'a loss for the optimizer': 'optimizer-এর সঙ্গে একটি loss',
  none: 'নেই',
  'add a loss, for example loss: squared_error, or remove the optimizer':
    'loss যোগ করুন, যেমন loss: squared_error, অথবা optimizer বাদ দিন',
  'a phase of this scenario': 'এই সিনারিওতে আছে এমন পর্ব',
  '"{0}" without a loss': 'loss ছাড়াই "{0}"',
  'add a loss, or write stop_after: forward': 'loss যোগ করুন, অথবা stop_after: forward লিখুন',
  'a loss, which finish needs': 'শেষে হিসাব করার মতো একটি loss',
  'add a loss, or remove finish': 'loss যোগ করুন, অথবা finish বাদ দিন',

  // diagnostics.ts
  nothing: 'কিছু নেই',
  'nothing (null)': 'কিছু নেই (null)',
  'an empty list': 'খালি তালিকা',
  'a list of {0}': '{0}টি মানের তালিকা',
  'a mapping': 'একটি ম্যাপিং',
  'the number {0}': 'সংখ্যা {0}',
  '{0} (true or false)': '{0} (true বা false)',
  'the text {0}': 'লেখা {0}',
  'expected {0}, found {1}': 'দরকার: {0}; পাওয়া গেছে: {1}',
  'fix: {0}': 'সমাধান: {0}',

  // issues.ts
  'a number': 'একটি সংখ্যা',
  'a whole number': 'একটি পূর্ণসংখ্যা',
  text: 'একটি লেখা',
  'true or false': 'true বা false',
  'a list': 'একটি তালিকা',
  'one of {0}': 'এগুলোর একটি: {0}',
  'write {0}': 'লিখুন: {0}',
  'the name {0}': '{0} নামের key',
  'at least {0} value': 'অন্তত {0}টি মান',
  'a number above 0': '0-এর চেয়ে বড় সংখ্যা',
  'add at least one': 'যা নেই তা যোগ করুন',
  'write 1 or more': '1 বা তার বেশি লিখুন',
  'at most {0} characters': 'সর্বোচ্চ {0}টি অক্ষর',
  'write a shorter name': 'আরও ছোট নাম লিখুন',
  'at most {0}': 'সর্বোচ্চ {0}',
  'write a smaller number': 'আরও ছোট সংখ্যা লিখুন',
  'a key that is allowed here': 'এখানে লেখা যায় এমন key',
  'remove it: it cannot be used with the other keys here': 'বাদ দিন: এখানকার অন্য key-গুলোর সঙ্গে এটি লেখা যায় না',
  'remove it, or {0}': 'বাদ দিন; {0}',
  'unknown key {0}': 'অচেনা key {0}',
  'add {0}': 'যোগ করুন: {0}',
  'add {0}, for example {1}': '{0} যোগ করুন, যেমন {1}',
  'write a finite number': 'সসীম সংখ্যা লিখুন',
  'put it in quotes': 'উদ্ধৃতিচিহ্নের ভেতরে লিখুন',
  'write {0} without quotes': 'উদ্ধৃতিচিহ্ন ছাড়া {0} লিখুন',
  'write {0} (with digits 0 to 9, and a hyphen for minus)':
    'লিখুন: {0} (অঙ্ক 0 থেকে 9, বিয়োগ চিহ্নের জায়গায় হাইফেন)',

  // parse.ts
  'an empty file': 'খালি ফাইল',
  'a single value': 'একটিমাত্র মান',
  'a scenario': 'একটি সিনারিও',
  'start with the keys title, inputs, layers and data': 'শুরুতে এই key-গুলো লিখুন: title, inputs, layers, data',

  // schema.ts
  'a name: letters, digits and _, not starting with a digit':
    'একটি নাম: ইংরেজি অক্ষর, অঙ্ক ও _ দিয়ে, শুরুতে অঙ্ক নয়',
  'text that is not empty': 'এমন লেখা যা খালি নয়',
  'text, or { en: …, bn: … }': 'একটি লেখা, অথবা { en: …, bn: … }',
  'a number, or a list of numbers': 'একটি সংখ্যা, অথবা সংখ্যার তালিকা',
  'a list of weights, or { weights: […], bias: … }, or { from: … }':
    'ওয়েটের তালিকা, অথবা { weights: […], bias: … }, অথবা { from: … }',
  'a whole number, or all': 'একটি পূর্ণসংখ্যা, অথবা all',

  // suggest.ts
  'did you mean {0}?': 'আপনি কি {0} লিখতে চেয়েছিলেন?',
  'try {0} (and {1} more)': 'যা আছে: {0} এবং আরও {1}টি',
  'try {0}': 'যা আছে: {0}',

  // yaml.ts
  'fix the syntax here': 'এই জায়গাটি নিয়ম মেনে লিখুন',
  'remove the line that starts with %': '% দিয়ে শুরু হওয়া লাইনটি বাদ দিন',
  'close every bracket, and indent lines that belong together by the same number of spaces':
    'সব ব্র্যাকেট বন্ধ করুন, আর যা একসঙ্গে থাকবে তার আগে সমান সংখ্যক স্পেস দিন',
  'put the text in quotes': 'লেখাটি উদ্ধৃতিচিহ্নের ভেতরে রাখুন',
  'put text that contains a colon in quotes, and each key on its own line':
    'যে লেখায় কোলন আছে তা উদ্ধৃতিচিহ্নের ভেতরে রাখুন, আর প্রতিটি key আলাদা লাইনে লিখুন',
  'close the bracket or the quote; put a comma between values; put an address such as node_0.w[0] in quotes':
    'ব্র্যাকেট বা উদ্ধৃতিচিহ্ন বন্ধ করুন; মানগুলোর মাঝে কমা দিন; node_0.w[0]-এর মতো ঠিকানা উদ্ধৃতিচিহ্নের ভেতরে রাখুন',
  'close the bracket or the quote on the line where it was opened':
    'ব্র্যাকেট বা উদ্ধৃতিচিহ্ন যে লাইনে খোলা হয়েছে সেখানেই বন্ধ করুন',
  'a second document': 'দ্বিতীয় একটি ডকুমেন্ট',
  'one scenario per file: remove the line ---': 'এক ফাইলে একটিই সিনারিও: --- লাইনটি বাদ দিন',
  'a tab': 'ট্যাব',
  'indent with spaces': 'ট্যাবের জায়গায় স্পেস দিন',
  'a tag': 'ট্যাগ',
  'remove the word that starts with !': '! দিয়ে শুরু হওয়া শব্দটি বাদ দিন',
  'at most {0} levels': 'সর্বোচ্চ {0}টি স্তর',
  'brackets or lists nested more deeply': 'আরও গভীরে ঢোকানো ব্র্যাকেট বা তালিকা',
  'see the format: no value is nested that deeply': 'ফরম্যাট দেখুন: কোনো মান এত গভীরে থাকে না',
  'the value itself': 'সরাসরি মানটি',
  'the alias {0}': 'alias {0}, যা মান নয়',
  'write the value itself here, or put text that starts with * in quotes':
    'তার জায়গায় মানটিই লিখুন; * দিয়ে শুরু হওয়া লেখা হলে উদ্ধৃতিচিহ্নের ভেতরে রাখুন',
  'a word as the key': 'key হিসেবে একটি শব্দ',
  'an alias': 'alias (* দিয়ে শুরু)',
  'write a word before the colon': 'কোলনের আগে একটি শব্দ লিখুন',
  'a key that is not a reserved word': 'সংরক্ষিত নয় এমন key',
  'choose another name': 'অন্য নাম দিন',
  'each key once': 'প্রতিটি key একবার করে',
  '{0} again (it is already on line {1})': 'আবার {0} (আগেরটি {1} নম্বর লাইনে)',
  'rename or remove one of the two': 'দুটির একটির নাম বদলান, অথবা বাদ দিন',
};
