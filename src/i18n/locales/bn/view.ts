/** What stands at the edges of a session's screen: how far it is, conventions, what can be done at the ends. */
export const viewTexts: Readonly<Record<string, string>> = {
  // conventions.ts
  'loss: squared_error, the sum of error² over the outputs, without the factor ½':
    'loss: squared_error, সব আউটপুটের এরর²-এর যোগফল, ½ ছাড়া',
  'loss: half_squared_error, the sum of ½ × error² over the outputs':
    'loss: half_squared_error, সব আউটপুটের ½ × এরর²-এর যোগফল',
  'loss: mean_squared_error, the mean of error² over the outputs':
    'loss: mean_squared_error, সব আউটপুটের এরর²-এর গড়',
  'slope of relu: 1 above zero, 0 below zero, and relu′(0) = 0':
    'relu-এর স্লোপ: শূন্যের ডানে 1, বামে 0, আর relu′(0) = 0',
  'slope of leaky_relu: 1 above zero, {0} elsewhere': 'leaky_relu-এর স্লোপ: শূন্যের ডানে 1, অন্য সবখানে {0}',
  'gradients use the weights from before the update': 'স্লোপ বের করা হয় আপডেটের আগের ওয়েট দিয়ে',
  'sgd: weight − learning rate × gradient': 'sgd: ওয়েট − লার্নিং রেট × গ্রেডিয়েন্ট',

  // header.ts
  'step {0} of {1}': 'ধাপ {0}/{1}',

  // prose.ts
  'All steps are done: press ← to step back, or g to go to the start.':
    'আর কিছু বাকি নেই: ← চাপলে এক ধাপ পেছনে, g চাপলে একেবারে শুরুতে।',
  'Nothing is computed yet: press → to do the only operation.':
    'এখনো কোনো হিসাব হয়নি: → চাপলে একমাত্র হিসাবটি হয়।',
  'Nothing is computed yet: press → to do the first of {0} operations.':
    'এখনো কোনো হিসাব হয়নি: → চাপলে {0}টি হিসাবের প্রথমটি হয়।',

  // picture.ts
  'This view would give away the answer: it comes back when the quiz is over.':
    'এই ছবি অনুমানের উত্তর বলে দিত: অনুমান শেষ হলে ছবিটি ফিরে আসবে।',
};
