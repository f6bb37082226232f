/** Texts about formulas: in files, on the screen, in words and read aloud. */
export const formulaTexts: Readonly<Record<string, string>> = {
  'formula operations only': 'শুধু সূত্রের হিসাব',

  // scenario/
  'at least one formula': 'অন্তত একটি সূত্র',
  'add one, for example {0}': 'একটি যোগ করুন, যেমন {0}',
  'as many numbers as in the first row ({0})': 'প্রথম সারিতে যতগুলো সংখ্যা আছে ততগুলো ({0})',
  'layers, or formulas': 'লেয়ার, অথবা সূত্র',
  'add layers, for example {0}': 'লেয়ার যোগ করুন, যেমন {0}',
  'formulas that use them': 'সূত্র, যা এগুলো ব্যবহার করে',
  'remove it: with layers, the weights belong to the nodes': 'বাদ দিন: লেয়ারের ওয়েট নোডের সঙ্গেই লেখা থাকে',
  'a formula: a value, or an operation': 'একটি সূত্র: কোনো মান, অথবা কোনো হিসাব',
  'write a plain number as an input, or where it is used':
    'শুধু একটি সংখ্যা হলে সেটি ইনপুট হিসেবে, অথবা যেখানে ব্যবহার হয় সেখানে লিখুন',
  'an earlier formula': 'আগের কোনো সূত্র',
  '{0} itself': '{0} নিজেই',
  '{0}, which is defined later': '{0}, যা পরে আসে',
  'give the result another name': 'ফলটির অন্য নাম দিন',
  'move {0} below {1}': '{0}-কে {1}-এর নিচে নিন',
  'one loss': 'একটিমাত্র লস',
  'the formula {0} as well': '{0} নামের সূত্রও',
  'a formula that does not use the loss: nothing may be computed from it':
    'লস ছাড়া একটি সূত্র: লস থেকে আর কিছু হিসাব হয় না',
  'give the formula called loss another name, or do not use it here':
    'loss নামের সূত্রটির অন্য নাম দিন, অথবা এটি তা ছাড়া লিখুন',
  'a formula has + - * / ** and functions, but no comparisons': 'সূত্রে থাকে + - * / ** আর ফাংশন, তুলনা থাকে না',
  'write * for a product': 'গুণ বোঝাতে * লিখুন',
  'write {0} ** 2': '{0} ** 2 লিখুন',
  '{0} is a list: write {1}': '{0} একটি তালিকা: {1} লিখুন',
  'a parameter': 'প্যারামিটার',
  'a formula': 'সূত্র',
  'an input, a parameter or an earlier formula': 'কোনো ইনপুট, প্যারামিটার, অথবা আগের কোনো সূত্র',
  'a function, an input, a parameter or an earlier formula': 'কোনো ফাংশন, ইনপুট, প্যারামিটার, অথবা আগের কোনো সূত্র',
  'a number, a list of numbers, or a list of such lists': 'একটি সংখ্যা, সংখ্যার তালিকা, অথবা তেমন তালিকার তালিকা',
  'a formula, for example x * y': 'একটি সূত্র, যেমন x * y',

  // view/conventions.ts
  'slope of max and min: 1 for the value that is kept; ½ each if both are equal':
    'max ও min-এর স্লোপ: যেটি রাখা হয় তার 1, সমান হলে প্রতিটির ½',
  'slope of abs: 1 above zero, −1 below zero, 0 at zero': 'পরম মানের স্লোপ: শূন্যের ডানে 1, বামে −1, শূন্যে 0',

  // view/speech.ts
  'the smaller of {0} and {1} is {2}': '{0} আর {1}-এর মধ্যে ছোটটি {2}',
  'the test whether {0} is above {1} gives {2}': '{0} কি {1}-এর চেয়ে বড়, হলে 1 নইলে 0: {2}',
  'the sine of {0} is {1}': '{0}-এর সাইন সমান {1}',
  'the slope of the cosine at {0} is {1}': '{0}-এ কোসাইনের স্লোপ সমান {1}',
  'the slope of {0} to the power of {1} with respect to the base is {2}':
    'ভিত্তির সাপেক্ষে {0}-এর {1} ঘাতের স্লোপ সমান {2}',
  'the slope of {0} to the power of {1} with respect to the exponent is {2}':
    'সূচকের সাপেক্ষে {0}-এর {1} ঘাতের স্লোপ সমান {2}',

  // view/words-formula.ts
  '{0} is multiplied by {1}.': '{0}-কে {1} দিয়ে গুণ করা হয়।',
  '{0} is added to {1}.': '{1}-এর সঙ্গে {0} যোগ করা হয়।',
  '{0} is subtracted from {1}.': '{1} থেকে {0} বিয়োগ করা হয়।',
  '{0} is divided by {1}.': '{0}-কে {1} দিয়ে ভাগ করা হয়।',
  '{0} is raised to the power of {1}.': '{0}-এর {1} ঘাত নেওয়া হয়।',
  '{0} is squared.': '{0}-কে নিজের সঙ্গে গুণ করা হয়।',
  'The sign of {0} is flipped.': '{0}-এর চিহ্ন উল্টে দেওয়া হয়।',
  'e is raised to the power of {0}.': 'e-এর {0} ঘাত নেওয়া হয়।',
  'The natural logarithm of {0} is taken: the exponent of e that gives it.':
    '{0}-এর লগারিদম নেওয়া হয়: e-এর যে ঘাত নিলে সেটি পাওয়া যায়।',
  'The absolute value of {0} is taken.': '{0}-এর চিহ্ন বাদ দেওয়া হয়।',
  'The sine of {0} is taken.': '{0}-এর সাইন নেওয়া হয়।',
  'The larger of {0} and {1} is kept.': '{0} আর {1}-এর মধ্যে বড়টি রাখা হয়।',
  'The smaller of {0} and {1} is kept.': '{0} আর {1}-এর মধ্যে ছোটটি রাখা হয়।',
  'A formula is computed from the inside out, one operation at a time. Each operation is simple enough that its slope is known.':
    'সূত্রের হিসাব হয় ভেতর থেকে বাইরে, একবারে একটি করে: প্রতিটি হিসাব এত সরল যে তার স্লোপ জানা আছে।',
  '{0} is used in the rest of {1}.': '{1}-এর বাকি অংশে {0} ব্যবহার হবে।',
  'The slope of a product with respect to one factor is the other factor.':
    'একটি উৎপাদকের সাপেক্ষে গুণফলের স্লোপ হলো অন্য উৎপাদকটি।',
  'A value that is subtracted counts with its sign flipped: its slope is −1.':
    'যা বিয়োগ করা হয়, তা উল্টো চিহ্নে ধরা হয়: তার স্লোপ −1।',
  'Flipping the sign has slope −1.': 'চিহ্ন উল্টানোর স্লোপ −1।',
  'The slope of x² is 2 × x.': 'x²-এর স্লোপ হলো 2 × x।',
  'The slope of a ÷ b is 1 ÷ b with respect to a, and −(a ÷ b) ÷ b with respect to b.':
    'a ÷ b-এর স্লোপ a-এর সাপেক্ষে 1 ÷ b, আর b-এর সাপেক্ষে −(a ÷ b) ÷ b।',
  'The slope of x ** n with respect to x is n × x ** (n − 1).':
    'x-এর সাপেক্ষে x ** n-এর স্লোপ হলো n × x ** (n − 1)।',
  'The slope of exp(x) is exp(x) itself.': 'exp(x)-এর স্লোপ exp(x) নিজেই।',
  'The slope of log(x) is 1 ÷ x.': 'log(x)-এর স্লোপ হলো 1 ÷ x।',
  'The slope of sqrt(x) is ½ ÷ sqrt(x).': 'sqrt(x)-এর স্লোপ হলো ½ ÷ sqrt(x)।',
  'The slope of abs(x) is 1 above zero and −1 below zero; at 0 it is taken as 0.':
    'পরম মানের স্লোপ শূন্যের ডানে 1, বামে −1; 0-তে স্লোপ 0 ধরা হয়।',
  'The slope of the sine is the cosine.': 'সাইনের স্লোপ হলো কোসাইন।',
  'The slope of the cosine is minus the sine.': 'কোসাইনের স্লোপ হলো উল্টো চিহ্নের সাইন।',
  'Only the value that is kept counts: its slope is 1, the other slope is 0. If both are equal, each slope is ½.':
    'যেটি রাখা হয় শুধু সেটিই ধরা হয়: তার স্লোপ 1, অন্যটির 0, আর সমান হলে প্রতিটির ½।',
  'The slope of {0} is worked out from {1} and {2}.': '{0}-এর স্লোপ বের করা হয় {1} আর {2} থেকে।',
  'The slope of {0} is worked out from {1}.': '{0}-এর স্লোপ বের করা হয় {1} থেকে।',
  '{0} is multiplied by the slope of the loss at {1} ({2}).': '{0}-কে {1}-এ লসের স্লোপ {2} দিয়ে গুণ করা হয়।',
  '{0} is multiplied by the slope of {1} at {2} ({3}).': '{0}-কে {2}-এ {1}-এর স্লোপ {3} দিয়ে গুণ করা হয়।',
  'The slope of {0} with respect to {1} is 0{2}.': '{2}{1}-এর সাপেক্ষে {0}-এর স্লোপ 0।',
};
