/** What the plots say where they have nothing to show. */
export const plotTexts: Readonly<Record<string, string>> = {
  'No node here has an activation function: every sum is passed on as it is.':
    'এখানে কোনো নোডে অ্যাক্টিভেশন ফাংশন নেই: প্রতিটি যোগফল যেমন আছে তেমনই এগিয়ে যায়।',
  'This scenario computes no loss, so there is no valley to walk down.':
    'এখানে কোনো লস হিসাব করা হয় না, তাই নামার মতো কোনো উপত্যকাও নেই।',
  'This network has no weight that the loss could depend on.':
    'এই নেটওয়ার্কে এমন কোনো ওয়েট নেই, যার ওপর লস নির্ভর করতে পারে।',
  '{0} is no weight and no bias of this network.': '{0} এই নেটওয়ার্কের কোনো ওয়েট বা বায়াস নয়।',
  'This scenario computes no loss.': 'এখানে কোনো লস হিসাব করা হয় না।',
  'This picture is of networks with two inputs; this one has {0}.':
    'এই ছবি দুই ইনপুটের নেটওয়ার্কের জন্য; এই নেটওয়ার্কে ইনপুট {0}টি।',
  'No formula here has an activation function in it.': 'এখানে কোনো সূত্রে অ্যাক্টিভেশন ফাংশন নেই।',
  'Nothing is trained in this scenario, so nothing gets better or worse.':
    'এই সিনারিওতে কোনো ট্রেনিং হয় না, তাই ভালো বা খারাপ কিছুই হয় না।',
};
