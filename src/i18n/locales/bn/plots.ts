/** What the plots say where they have nothing to show. */
export const plotTexts: Readonly<Record<string, string>> = {
  'No node here has an activation function: every sum is passed on unchanged.':
    'এখানে কোনো নোডে অ্যাক্টিভেশন ফাংশন নেই: প্রতিটি যোগফল যেমন আছে তেমনই এগিয়ে যায়।',
  'This scenario computes no loss, so there is no valley to go down.':
    'এখানে কোনো লস হিসাব করা হয় না, তাই নামার মতো কোনো উপত্যকাও নেই।',
  'This network has no weights for the loss to depend on.':
    'এই নেটওয়ার্কে এমন কোনো ওয়েট নেই, যার ওপর লস নির্ভর করতে পারে।',
  '{0} is not a weight or bias of this network.': '{0} এই নেটওয়ার্কের কোনো ওয়েট বা বায়াস নয়।',
  'This scenario computes no loss.': 'এখানে কোনো লস হিসাব করা হয় না।',
  'This view needs a network with two inputs; this one has {0}.':
    'এই ছবি দুই ইনপুটের নেটওয়ার্কের জন্য; এই নেটওয়ার্কে ইনপুট {0}টি।',
  'No formula here uses an activation function.': 'এখানে কোনো সূত্রে অ্যাক্টিভেশন ফাংশন নেই।',
  'This scenario trains nothing, so there are no metrics to plot.':
    'এই সিনারিওতে কিছু শেখানো হয় না, তাই আঁকার মতো কোনো মেট্রিক নেই।',
};
