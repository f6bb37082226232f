/** Words for every step. */
export const words: Readonly<Record<string, string>> = {
  // The forward phase
  'the sum of {0}': '{0}-এর যোগফল',
  '{0} ({1}) is multiplied by the weight {2} ({3}).': '{0}-এর মান {1}-কে ওয়েট {2} অর্থাৎ {3} দিয়ে গুণ করা হয়।',
  'Going forward, a weight says how much a value counts in the next node.':
    'সামনে যাওয়ার সময় ওয়েটই বলে দেয়, একটি মান পরের নোডে কতটা গুরুত্ব পাবে।',
  '{0} pushes {1} up by {2}.': '{0}-এর জন্য {1} বাড়ে {2}।',
  '{0} pulls {1} down by {2}.': '{0}-এর জন্য {1} কমে {2}।',
  '{0} is 0, so it adds nothing to {1}.': '{0}-এর মান 0, তাই এর জন্য {1} বদলায় না।',
  'The weight is 0, so {0} adds nothing to {1}.': 'ওয়েট 0, তাই {0}-এর জন্য {1} বদলায় না।',
  '{0} adds so little to {1} that it rounds to 0.': '{0}-এর গুণফল এত ছোট যে তা 0 ধরা হয়, তাই এর জন্য {1} বদলায় না।',
  'The first two products, {0} and {1}, are added.': 'প্রথম দুটি ইনপুটের গুণফল {0} আর {1} যোগ করা হয়।',
  'The product of input {0} ({1}) is added to the sum so far ({2}).':
    '{0} নম্বর ইনপুটের গুণফল {1} যোগ করা হয় এ পর্যন্ত পাওয়া যোগফল {2}-এর সঙ্গে।',
  'A node adds up its inputs, each multiplied by its weight: a dot product.':
    'নোডে যত মান আসে, প্রতিটিকে তার ওয়েট দিয়ে গুণ করে সব যোগ করা হয়: এটাই ডট প্রোডাক্ট।',
  '{0} has now collected {1} from {2} of its {3} inputs.':
    '{0}-এর {3}টি ইনপুটের মধ্যে {2}টি থেকে এ পর্যন্ত জমেছে {1}।',
  '{0} has now collected {1} from its {2} inputs.': '{0}-এর {2}টি ইনপুট থেকে মোট জমেছে {1}।',
  "The layer's shared bias ({0}) is added to what {1} has collected ({2}).":
    '{1}-এ জমা হওয়া {2}-এর সঙ্গে যোগ করা হয় লেয়ারের সব নোডের একই বায়াস {0}।',
  'The bias ({0}) is added to what {1} has collected ({2}).': '{1}-এ জমা হওয়া {2}-এর সঙ্গে বায়াস {0} যোগ করা হয়।',
  'A bias shifts the sum of a node by the same amount, whatever the inputs are.':
    'ইনপুট যা-ই হোক, বায়াস নোডের যোগফলকে সব সময় একই পরিমাণে সরায়।',
  'The bias raises {0} by {1}, to {2}.': 'বায়াসের জন্য {0} বাড়ে {1}: নতুন মান {2}।',
  'The bias lowers {0} by {1}, to {2}.': 'বায়াসের জন্য {0} কমে {1}: নতুন মান {2}।',
  'The bias is 0 and leaves {0} at {1}.': 'বায়াস 0, তাই {0} আগের মতোই {1} থাকে।',
  'An activation makes a node more than a plain sum: relu keeps positive values and turns the rest into 0.':
    'অ্যাক্টিভেশন থাকলে নোড আর শুধু যোগফল নয়: relu ধনাত্মক মান রেখে দেয়, বাকি সব 0 করে দেয়।',
  'An activation makes a node more than a plain sum: leaky_relu keeps positive values and multiplies the rest by {0}.':
    'অ্যাক্টিভেশন থাকলে নোড আর শুধু যোগফল নয়: leaky_relu ধনাত্মক মান রেখে দেয়, বাকি সবকে {0} দিয়ে গুণ করে।',
  'An activation makes a node more than a plain sum: sigmoid squeezes every number into the range from 0 to 1.':
    'অ্যাক্টিভেশন থাকলে নোড আর শুধু যোগফল নয়: sigmoid যেকোনো সংখ্যাকে 0 থেকে 1-এর মধ্যে নিয়ে আসে।',
  'An activation makes a node more than a plain sum: tanh squeezes every number into the range from −1 to 1.':
    'অ্যাক্টিভেশন থাকলে নোড আর শুধু যোগফল নয়: tanh যেকোনো সংখ্যাকে −1 থেকে 1-এর মধ্যে নিয়ে আসে।',
  'relu lets {0} through unchanged: {1} gives {2}.': 'relu {0}-কে হুবহু যেতে দেয়: {1}-এর মান হয় {2}।',
  'relu blocks {0}: {1} gives 0.': 'relu {0}-কে আটকে দেয়: {1}-এর মান হয় 0।',
  'relu leaves 0 at 0: {0} gives 0.': '0 থেকে relu 0-ই দেয়: {0}-এর মান হয় 0।',
  'leaky_relu lets {0} through unchanged: {1} gives {2}.':
    'leaky_relu {0}-কে হুবহু যেতে দেয়: {1}-এর মান হয় {2}।',
  'leaky_relu lets only {0} times {1} through: {2} gives {3}.':
    'leaky_relu {1}-এর শুধু {0} গুণ যেতে দেয়: {2}-এর মান হয় {3}।',
  'leaky_relu leaves 0 at 0: {0} gives 0.': '0 থেকে leaky_relu 0-ই দেয়: {0}-এর মান হয় 0।',
  'sigmoid squeezes {0} into the range from 0 to 1: {1} gives {2}.':
    'sigmoid {0}-কে 0 থেকে 1-এর মধ্যে নিয়ে আসে: {1}-এর মান হয় {2}।',
  'tanh squeezes {0} into the range from {1} to 1: {2} gives {3}.':
    'tanh {0}-কে {1} থেকে 1-এর মধ্যে নিয়ে আসে: {2}-এর মান হয় {3}।',
  'An activation makes a node more than a plain sum: elu keeps positive values and bends the rest towards −1.':
    'অ্যাক্টিভেশন থাকলে নোড আর শুধু যোগফল নয়: elu ধনাত্মক মান রেখে দেয়, বাকি সবকে −1-এর দিকে বাঁকিয়ে দেয়।',
  'An activation makes a node more than a plain sum: softplus is a smooth relu that never quite reaches 0.':
    'অ্যাক্টিভেশন থাকলে নোড আর শুধু যোগফল নয়: softplus হলো মসৃণ relu, যা কখনো ঠিক 0 দেয় না।',
  'An activation makes a node more than a plain sum: gelu is a smooth relu that lets a little through just below 0.':
    'অ্যাক্টিভেশন থাকলে নোড আর শুধু যোগফল নয়: gelu হলো মসৃণ relu, যা 0-এর সামান্য নিচেও একটু যেতে দেয়।',
  'elu lets {0} through unchanged: {1} gives {2}.': 'elu {0}-কে হুবহু যেতে দেয়: {1}-এর মান হয় {2}।',
  'elu bends {0}, which is not positive: {1} gives {2}.':
    '{0} ধনাত্মক নয়, তাই elu একে বাঁকিয়ে দেয়: {1}-এর মান হয় {2}।',
  'softplus smooths {0}: {1} gives {2}.': 'softplus {0}-কে মসৃণ করে: {1}-এর মান হয় {2}।',
  'gelu smooths {0}: {1} gives {2}.': 'gelu {0}-কে মসৃণ করে: {1}-এর মান হয় {2}।',
  'The activation {0} is applied to {1} ({2}).': '{1}-এর মান {2}-এর ওপর অ্যাক্টিভেশন {0} কাজ করে।',

  // The loss phase
  'The loss is the squared error, added up over all outputs.': 'প্রতিটি আউটপুটের এররের বর্গ যোগ করলে লস পাওয়া যায়।',
  'The loss is half the squared error, added up over all outputs.':
    'প্রতিটি আউটপুটের এররের বর্গের অর্ধেক যোগ করলে লস পাওয়া যায়।',
  'The loss is the mean squared error over all outputs.': 'লস হলো সব আউটপুটের এররের বর্গের গড়।',
  'The loss is the mean absolute error over all outputs.': 'লস হলো সব আউটপুটের এররের পরম মানের গড়।',
  'The loss is half the squared error for small errors and a straight line for large ones, averaged over all outputs.':
    'এরর ছোট হলে ধরা হয় তার বর্গের অর্ধেক, বড় হলে তা সরলরেখায় বাড়ে; সব আউটপুটের জন্য এর গড়ই লস।',
  'The loss is the cross-entropy of the probability and the target, averaged over all outputs.':
    'লস হলো সম্ভাবনা আর টার্গেটের ক্রস-এনট্রপি: সব আউটপুট মিলিয়ে তার গড়।',
  'The loss is the cross-entropy of the target and the sigmoid of the output, averaged over all outputs.':
    'লস হলো টার্গেট আর আউটপুটের sigmoid-এর ক্রস-এনট্রপি: সব আউটপুট মিলিয়ে তার গড়।',
  'The loss is the cross-entropy of the targets and the softmax of the outputs, added up over all outputs.':
    'লস হলো টার্গেট আর আউটপুটগুলোর সফটম্যাক্সের ক্রস-এনট্রপি: সব আউটপুট মিলিয়ে তার যোগফল।',
  'The sum over the outputs ({0}) is divided by their number ({1}).':
    'সব আউটপুট মিলে পাওয়া {0}-কে আউটপুটের সংখ্যা {1} দিয়ে ভাগ করা হয়।',
  'The target ({0}) is subtracted from the prediction of {1} ({2}).':
    '{1}-এর প্রেডিকশন {2} থেকে টার্গেট {0} বিয়োগ করা হয়।',
  'The error says how far the prediction is from the target, and on which side.':
    'এরর বলে দেয়, প্রেডিকশন টার্গেট থেকে কত দূরে, আর কোন দিকে।',
  'The prediction ({0}) is {1} too high.': 'প্রেডিকশন {0} টার্গেটের চেয়ে {1} বেশি।',
  'The prediction ({0}) is {1} too low.': 'প্রেডিকশন {0} টার্গেটের চেয়ে {1} কম।',
  'The prediction ({0}) is exactly the target: the error is 0.': 'প্রেডিকশন {0} ঠিক টার্গেটের সমান: এরর 0।',
  'The prediction of {0} ({1}) is {2} too high.': '{0}-এর প্রেডিকশন {1} টার্গেটের চেয়ে {2} বেশি।',
  'The prediction of {0} ({1}) is {2} too low.': '{0}-এর প্রেডিকশন {1} টার্গেটের চেয়ে {2} কম।',
  'The prediction of {0} ({1}) is exactly its target: the error is 0.':
    '{0}-এর প্রেডিকশন {1} ঠিক টার্গেটের সমান: এরর 0।',
  'The error ({0}) is squared.': 'এরর {0}-কে নিজের সঙ্গেই গুণ করা হয়।',
  'Squaring makes too high and too low count the same, and large errors count more: {0}.':
    'বর্গ করলে বেশি হওয়া আর কম হওয়া সমান গুরুত্ব পায়, আর বড় এরর গুরুত্ব পায় আরও বেশি: {0}।',
  'The error is 0, and so is its square.': 'এরর 0, তাই তার বর্গও 0।',
  'The error is so small that its square rounds to 0.': 'এরর এত ছোট যে তার বর্গ 0 ধরা হয়।',
  'The squared error ({0}) is halved.': 'এররের বর্গ {0}-কে অর্ধেক করা হয়।',
  'The ½ cancels the 2 in the slope of the square, so that the slope is the error itself.':
    'অর্ধেক করায় বর্গের স্লোপের 2 কাটা যায়: তখন স্লোপটি এররের সমান হয়।',
  'Half the squared error goes into the loss: {0}.': 'লসে এররের বর্গের অর্ধেক ধরা হয়: {0}।',
  "The next output's part of the loss ({0}) is added to {1}.":
    'পরের আউটপুট থেকে লসে যা আসে, অর্থাৎ {0}, তা {1}-এর সঙ্গে যোগ করা হয়।',
  '{0} of the {1} outputs add up to {2}.': '{1}টি আউটপুটের মধ্যে {0}টি মিলে হয় {2}।',
  'The {0} outputs add up to {1}.': '{0}টি আউটপুট মিলে হয় {1}।',
  'The sum of the squared errors ({0}) is divided by the number of outputs ({1}).':
    'এররের বর্গের যোগফল {0}-কে আউটপুটের সংখ্যা {1} দিয়ে ভাগ করা হয়।',
  'The mean over the outputs is the loss: {0}.': 'সব আউটপুটের গড়ই লস: {0}।',
  'The loss of this example ({0}) is multiplied by its share of the batch ({1}).':
    'এই উদাহরণের লস {0}-কে ব্যাচে তার অংশ {1} দিয়ে গুণ করা হয়।',
  'The loss of a batch is the mean over its examples, so each example has the same share.':
    'ব্যাচের লস তার উদাহরণগুলোর লসের গড়, তাই প্রতিটি উদাহরণের অংশ সমান।',
  'This example adds {0} to the loss of the batch.': 'ব্যাচের লসে এই উদাহরণ থেকে আসে {0}।',
  "This example's part ({0}) is added to the loss of the batch so far ({1}).":
    'এই উদাহরণ থেকে আসা {0} যোগ করা হয় ব্যাচের এ পর্যন্ত লস {1}-এর সঙ্গে।',
  'Every example has its own error; the loss of the batch combines them into one number.':
    'প্রতিটি উদাহরণের নিজের এরর আছে; ব্যাচের লস সেগুলোকে একটি সংখ্যায় নিয়ে আসে।',
  'After {0} of {1} examples, the loss of the batch is {2}.': '{1}টি উদাহরণের মধ্যে {0}টির পরে ব্যাচের লস {2}।',
  'The batch has one example, so the loss of the batch is {0}.': 'ব্যাচে উদাহরণ একটিই, তাই ব্যাচের লস {0}।',
  'With all {0} examples, the loss of the batch is {1}.': '{0}টি উদাহরণের সবগুলো মিলিয়ে ব্যাচের লস {1}।',

  // The backward phase. A clause that limits a sentence comes last in English, and first here.
  'the loss': 'লস',
  'the batch loss': 'ব্যাচের লস',
  'The slope of the loss with respect to {0} is 0{1}.': '{1}{0}-এর সাপেক্ষে লসের স্লোপ 0।',
  'The slope of the batch loss with respect to {0} is 0{1}.': '{1}{0}-এর সাপেক্ষে ব্যাচের লসের স্লোপ 0।',
  'If {0} goes up a little, {1} goes up just as much{2}.': '{2}{0} একটু বাড়ালে {1} ঠিক ততটাই বাড়ে।',
  'If {0} goes up a little, {1} goes down just as much{2}.': '{2}{0} একটু বাড়ালে {1} ঠিক ততটাই কমে।',
  'If {0} goes up a little, {1} goes up {2} times as much{3}.':
    '{3}{0} একটু বাড়ালে যতটুকু বাড়ে, {1} বাড়ে তার {2} গুণ।',
  'If {0} goes up a little, {1} goes down {2} times as much{3}.':
    '{3}{0} একটু বাড়ালে যতটুকু বাড়ে, {1} কমে তার {2} গুণ।',
  ', through {0}': '{0} হয়ে যে পথ, সেই পথে ',
  ', in this example': 'এই উদাহরণে ',
  ', along {0} of its {1} paths together': '{1}টি পথের মধ্যে {0}টি মিলিয়ে ',
  ', along all {0} of its paths together': '{0}টি পথ মিলিয়ে ',
  ', over {0} of {1} examples': '{1}টি উদাহরণের মধ্যে {0}টি মিলিয়ে ',
  ', over the {0} examples of the batch': 'ব্যাচের {0}টি উদাহরণ মিলিয়ে ',
  'The gradient of {0} is so small that it rounds to 0.': '{0}-এর স্লোপ এত ছোট যে তা 0 ধরা হয়।',
  'The chain rule multiplies all the slopes on the way back.': 'চেইন রুল: ফেরার পথে যত স্লোপ পড়ে, সব গুণ করা হয়।',
  'The error ({0}) is multiplied by 2.': 'এরর {0}-কে 2 দিয়ে গুণ করা হয়।',
  'The way back starts at the loss: the slope of error² is 2 × error.':
    'পেছনে যাওয়া শুরু হয় লস থেকে: এরর²-এর স্লোপ হলো 2 × এরর।',
  'The error is 0: its square is as small as it can be, and the slope there is 0.':
    'এরর 0: এখানে তার বর্গ সবচেয়ে কম, আর স্লোপ 0।',
  'If the error goes up a little, its square goes up {0} times as much.':
    'এরর একটু বাড়ালে যতটুকু বাড়ে, বর্গটি বাড়ে তার {0} গুণ।',
  'If the error goes up a little, its square goes down {0} times as much.':
    'এরর একটু বাড়ালে যতটুকু বাড়ে, বর্গটি কমে তার {0} গুণ।',
  'The slope of the square ({0}) is multiplied by its share in the loss ({1}).':
    'বর্গের স্লোপ {0}-কে গুণ করা হয় লসে বর্গটির অংশ {1} দিয়ে।',
  'The factor of the loss ({0}) is multiplied by the share of this example ({1}).':
    'লসের গুণক {0}-কে গুণ করা হয় এই উদাহরণের অংশ {1} দিয়ে।',
  'relu let {0} through, so its slope is 1: the gradient passes back unchanged.':
    'relu {0}-কে যেতে দিয়েছিল, তাই তার স্লোপ 1: যা ফিরে আসে, পুরোটাই পার হয়।',
  'relu blocked {0}, so its slope is 0: no gradient gets back through it.':
    'relu {0}-কে আটকে দিয়েছিল, তাই তার স্লোপ 0: যা ফিরে আসে তার কিছুই পার হয় না।',
  'At 0 the slope of relu is taken as 0: no gradient gets back through it.':
    '0-তে relu-এর স্লোপ 0 ধরা হয়: যা ফিরে আসে তার কিছুই পার হয় না।',
  'leaky_relu let {0} through, so its slope is 1: the gradient passes back unchanged.':
    'leaky_relu {0}-কে যেতে দিয়েছিল, তাই তার স্লোপ 1: যা ফিরে আসে, পুরোটাই পার হয়।',
  '{0} is not positive, so the slope of leaky_relu is {1}: only that part of the gradient gets back through it.':
    '{0} ধনাত্মক নয়, তাই leaky_relu-এর স্লোপ {1}: যা ফিরে আসে তার শুধু এতটুকুই পার হয়।',
  'Where {0} gives {1}, it is flat: no gradient gets back through it.':
    '{0} যেখানে {1} দেয়, সেখানে সেটি সমতল: যা ফিরে আসে তার কিছুই পার হয় না।',
  'Where {0} gives {1}, its slope is {2}: that part of the gradient gets back through it.':
    '{0} যেখানে {1} দেয়, সেখানে তার স্লোপ {2}: যা ফিরে আসে তার এতটুকু পার হয়।',
  'The slope of {0} in {1} is worked out from {2} ({3}).':
    '{2}-এর মান {3} থেকে {1} নোডের {0}-এর স্লোপ বের করা হয়।',
  'This is the second factor of the chain rule: how much of a small change the activation passes on.':
    'এটি চেইন রুলের দ্বিতীয় উৎপাদক: ছোট একটি পরিবর্তনের কতটা অ্যাক্টিভেশন পার হয়ে যায়।',
  'The slope of {0} ({1}) is multiplied by the slope of the loss at {2} ({3}).':
    '{0}-এর স্লোপ {1}-কে গুণ করা হয় {2} নোডে লসের স্লোপ {3} দিয়ে।',
  'The way back to the sum of a node goes through its activation, so the chain rule multiplies the two slopes.':
    'নোডের যোগফলে ফেরার পথ যায় অ্যাক্টিভেশনের ভেতর দিয়ে: চেইন রুল মেনে দুটি স্লোপ গুণ করা হয়।',
  '{0} lets no gradient back here, so the gradient of {1} is 0.':
    'এখানে {0} কিছুই পেছনে যেতে দেয় না, তাই {1}-এর স্লোপ 0।',
  'No gradient comes back to {0}, so the gradient of {1} is 0.':
    '{0} নোডে কোনো স্লোপ ফিরে আসে না, তাই {1}-এর স্লোপ 0।',
  'No gradient gets back to the sum of {0}, so the gradient of {1} is 0.':
    '{0}-এর যোগফলে কোনো স্লোপ ফিরে আসে না, তাই {1}-এর স্লোপ 0।',
  'At {0}, {1} is flat: no gradient gets back through it.': '{0}-এ {1} সমতল: যা ফিরে আসে তার কিছুই পার হয় না।',
  'At {0}, the slope of {1} is {2}: the gradient is multiplied by it on its way back.':
    '{0}-এ {1}-এর স্লোপ {2}: ফেরার পথে গ্রেডিয়েন্টকে এটি দিয়ে গুণ করা হয়।',
  'The slope of {0} is worked out from {1} ({2}).': '{0}-এর স্লোপ বের করা হয় {1}-এর মান {2} থেকে।',
  'The chain rule needs the slope of every operation on the way back.':
    'ফেরার পথে চেইন রুলের জন্য প্রতিটি হিসাবের স্লোপ লাগে।',
  'The slope is {0}: a small change counts this many times in {1}.':
    'ছোট কোনো পরিবর্তন হলে {1} বদলায় তার {0} গুণ: এটাই স্লোপ।',
  'The slope of {0} ({1}) is multiplied by the slope of the loss there ({2}).':
    '{0}-এর স্লোপ {1}-কে গুণ করা হয় সেখানে লসের স্লোপ {2} দিয়ে।',
  'The value that came in through {0} ({1}) is multiplied by the slope of the loss at the sum of {2} ({3}).':
    '{0} দিয়ে ঢোকা মান {1}-কে {2} নোডের যোগফলে লসের স্লোপ {3} দিয়ে গুণ করা হয়।',
  'The value that came in through {0} ({1}) is multiplied by the slope of the loss at {2} ({3}).':
    '{0} দিয়ে ঢোকা মান {1}-কে {2} নোডে লসের স্লোপ {3} দিয়ে গুণ করা হয়।',
  'The slope of a weight is a product of three factors: the incoming value, the slope of the activation and the slope of the loss. The last two are already multiplied.':
    'ওয়েটের স্লোপ তিনটি উৎপাদকের গুণফল: আগের নোডের মান, অ্যাক্টিভেশনের স্লোপ আর লসের স্লোপ; শেষ দুটি আগেই গুণ করা আছে।',
  'The slope of a weight is a product of three factors: the incoming value, the slope of the activation and the slope of the loss. Without an activation, the second factor is 1.':
    'ওয়েটের স্লোপ তিনটি উৎপাদকের গুণফল: আগের নোডের মান, অ্যাক্টিভেশনের স্লোপ আর লসের স্লোপ; অ্যাক্টিভেশন না থাকলে দ্বিতীয়টি 1।',
  '{0} is 0, so {1} has nothing to multiply: it cannot change the loss here.':
    '{0}-এর মান 0, তাই {1}-এর গুণ করার কিছু নেই: এখানে এটি লস বদলাতে পারে না।',
  'The weight {0} ({1}) is multiplied by the slope of the loss at the sum of {2} ({3}).':
    'ওয়েট {0} অর্থাৎ {1}-কে গুণ করা হয় {2} নোডের যোগফলে লসের স্লোপ {3} দিয়ে।',
  'The weight {0} ({1}) is multiplied by the slope of the loss at {2} ({3}).':
    'ওয়েট {0} অর্থাৎ {1}-কে গুণ করা হয় {2} নোডে লসের স্লোপ {3} দিয়ে।',
  'The gradient goes back the way the value came: through the same weight.':
    'মান যে পথে এসেছিল, স্লোপ সেই পথেই ফেরে: একই ওয়েট দিয়ে।',
  'The weight is 0, so {0} makes no difference to {1}.': 'ওয়েট 0, তাই {0} বদলালে {1} নোডের কিছু বদলায় না।',
  'No gradient gets back to the sum of {0}, so none goes on to {1}.':
    '{0}-এর যোগফলে কোনো স্লোপ ফিরে আসে না, তাই {1}-এও কিছু পৌঁছায় না।',
  'No gradient comes back to {0}, so none goes on to {1}.':
    '{0} নোডে কোনো স্লোপ ফিরে আসে না, তাই {1}-এও কিছু পৌঁছায় না।',
  'The gradient that comes back along another path ({0}) is added to {1}.':
    'আরেক পথে ফিরে আসা স্লোপ {0} যোগ করা হয় {1}-এর সঙ্গে।',
  'A value that reaches the loss along several paths changes it through all of them, so their slopes are added.':
    'যা একাধিক পথে লসে পৌঁছায়, তা সব পথেই লস বদলায়, তাই সব পথের স্লোপ যোগ করা হয়।',
  'The slope of {0} in this example ({1}) is added to the sum of the examples before it ({2}).':
    'এই উদাহরণে {0}-এর স্লোপ {1} যোগ করা হয় আগের উদাহরণগুলোর যোগফল {2}-এর সঙ্গে।',
  'A batch has one slope for each weight: the sum over its examples.':
    'পুরো ব্যাচে প্রতিটি ওয়েটের স্লোপ একটিই: উদাহরণগুলোর স্লোপের যোগফল।',

  // The update
  'The slope of {0} ({1}) is multiplied by the learning rate ({2}).':
    '{0}-এর স্লোপ {1}-কে লার্নিং রেট {2} দিয়ে গুণ করা হয়।',
  'The direction for {0} ({1}) is multiplied by the learning rate ({2}).':
    '{0}-এর দিক {1}-কে লার্নিং রেট {2} দিয়ে গুণ করা হয়।',
  'The direction is 0, so {0} does not change.': 'দিক 0, তাই {0}-এর স্টেপও 0।',
  'The new value is the old value minus the change that the optimizer worked out.':
    'পুরোনো মান থেকে অপটিমাইজারের বের করা স্টেপ বিয়োগ করলে নতুন মান পাওয়া যায়।',
  'The learning rate sets the size of each update. If it is too large, updates jump past the lowest loss.':
    'লার্নিং রেট ঠিক করে স্টেপ কত বড় হবে: বেশি বড় হলে স্টেপ সবচেয়ে কম লস পেরিয়ে চলে যায়।',
  '{0} will go down by {1}.': '{0}-এর স্টেপ {1}: মান কমবে।',
  '{0} will go up by {1}.': '{0}-এর স্টেপ {1}: মান বাড়বে।',
  'The slope is 0, so {0} does not change.': 'স্লোপ 0, তাই {0}-এর স্টেপও 0।',
  'The learning rate is 0, so {0} does not change.': 'লার্নিং রেট 0, তাই {0}-এর স্টেপও 0।',
  'The change to {0} is so small that it rounds to 0.': '{0}-এর স্টেপ এত ছোট যে তা 0 ধরা হয়।',
  'The change ({0}) is subtracted from {1} ({2}).': '{1}-এর মান {2} থেকে স্টেপ {0} বিয়োগ করা হয়।',
  'Gradient descent: the new value is the old value minus the learning rate times the slope. The loss falls when a value moves against its slope.':
    'গ্রেডিয়েন্ট ডিসেন্ট: পুরোনো মান থেকে লার্নিং রেট ও স্লোপের গুণফল বিয়োগ করলে নতুন মান পাওয়া যায়, কারণ স্লোপের উল্টো দিকে লস কমে।',
  '{0} stays at {1}: the change is 0.': '{0} আগের মতোই {1}: স্টেপ 0।',
  '{0} stays at {1}: the change is too small to show in it.': '{0} আগের মতোই {1}: স্টেপ এত ছোট যে মান বদলায় না।',
  '{0} moves by {1}, too little to show in {2}.': '{0} সরে {1}, এত কম যে {2} দেখে তা বোঝা যায় না।',
  '{0} moves from {1} to {2}, against its slope.': '{0} সরে যায় {1} থেকে {2}-এ, স্লোপের উল্টো দিকে।',
  '{0} moves from {1} to {2}, along its slope.': '{0} সরে যায় {1} থেকে {2}-এ, স্লোপের দিকেই।',

  // What is not finite
  '{0} is not a number, because {1} is not.': '{0} কোনো সংখ্যা নয়, কারণ {1} কোনো সংখ্যা নয়।',
  '{0} is infinite, because {1} is.': '{0} অসীম, কারণ {1} অসীম।',
  '{0} is still not a number.': '{0} এখনো কোনো সংখ্যা নয়।',
  '{0} is still infinite.': '{0} এখনো অসীম।',
  '{0} is not a number: for these values the operation has no result.':
    '{0} কোনো সংখ্যা নয়: এই মানগুলোর জন্য এই হিসাবের কোনো ফল নেই।',
  "{0} has become infinite: it is too large for the computer's numbers.":
    '{0} অসীম হয়ে গেছে: এত বড় সংখ্যা কম্পিউটারে ধরে না।',

  // Read aloud
  'not a number': 'কোনো সংখ্যা নয়',
  'minus {0}': 'মাইনাস {0}',
  infinity: 'অসীম',
  '{0} times 10 to the power of {1}': '{0} গুণ 10-এর {1} ঘাত',
  '{0} of {1} is {2}': '{1}-এর {0} সমান {2}',
  'the slope of {0} at {1} is {2}': '{1}-এ {0}-এর স্লোপ সমান {2}',
  'the slope of {0} where its result is {1} is {2}': '{0} যেখানে {1} দেয়, সেখানে তার স্লোপ সমান {2}',
  '{0} times {1} is {2}': '{0} গুণ {1} সমান {2}',
  '{0} plus {1} is {2}': '{0} যোগ {1} সমান {2}',
  '{0} minus {1} is {2}': '{0} বিয়োগ {1} সমান {2}',
  'the square of {0} is {1}': '{0}-এর বর্গ সমান {1}',
  '{0} divided by {1} is {2}': '{0} ভাগ {1} সমান {2}',
  'minus the quotient of {0} and {1} is {2}': '{0} ভাগ {1}-এর ঋণাত্মক সমান {2}',
  'the negative of {0} is {1}': 'চিহ্ন বদলালে {0} হয় {1}',
  'e to the power of {0} is {1}': 'e-এর {0} ঘাত সমান {1}',
  'the logarithm of {0} is {1}': '{0}-এর লগারিদম সমান {1}',
  'the square root of {0} is {1}': '{0}-এর বর্গমূল সমান {1}',
  'the absolute value of {0} is {1}': '{0}-এর পরম মান {1}',
  'The value ({0}) is multiplied by its mask {1} ({2}).': 'মান {0}-কে তার মাস্ক {1} অর্থাৎ {2} দিয়ে গুণ করা হয়।',
  'During training, dropout switches off nodes at random, so that the network does not rely on any one of them. The other nodes are scaled up, so that the mean stays the same.':
    'ট্রেনিংয়ের সময় ড্রপআউট দৈবভাবে কিছু নোড বন্ধ রাখে, যাতে নেটওয়ার্ক কোনো একটির ওপর নির্ভর না করে; যেগুলো চালু থাকে সেগুলোর মান বাড়ানো হয়, যাতে গড় একই থাকে।',
  '{0} is dropped: it gives 0 for this example.': '{0} বাদ পড়েছে: এই উদাহরণে এটি 0 দেয়।',
  '{0} is not dropped: it gives {1}.': '{0} বাদ পড়েনি, এটি {1} দেয়।',
  'The mask {0} ({1}) is multiplied by the slope of the loss at {2} ({3}).':
    'মাস্ক {0} অর্থাৎ {1}-কে {2} নোডে লসের স্লোপ {3} দিয়ে গুণ করা হয়।',
  'The gradient goes back the way the value came: through the same mask.':
    'মান যে পথে এসেছিল, স্লোপ সেই পথেই ফেরে: একই মাস্কের ভেতর দিয়ে।',
  '{0} was dropped: no gradient gets back through it.': '{0} বাদ পড়েছিল: যা ফিরে আসে তার কিছুই পার হয় না।',
  'the sign of {0} is {1}': '{0}-এর চিহ্ন সমান {1}',
  'the larger of {0} and {1} is {2}': '{0} আর {1}-এর মধ্যে বড়টি {2}',
  '{0} rounded down is {1}': '{0}-এর পূর্ণ অংশ {1}',
  'the cosine of {0} is {1}': '{0}-এর কোসাইন সমান {1}',
  '{0} to the power of {1} is {2}': '{0}-এর {1} ঘাত সমান {2}',
  'huber of {0} with the limit {1} is {2}': 'সীমা {1} হলে {0}-এর huber সমান {2}',
  'the slope of huber at {0} with the limit {1} is {2}': 'সীমা {1} হলে {0}-এ huber-এর স্লোপ সমান {2}',
  'forward phase': 'ফরওয়ার্ড পর্ব',
  'loss phase': 'লস পর্ব',
  'backward phase': 'ব্যাকওয়ার্ড পর্ব',
  'update phase': 'আপডেট পর্ব',
  'This scenario computes nothing.': 'এখানে হিসাব করার কিছু নেই।',
  'This is the start of {0} steps. Nothing is computed yet; {1} comes first.':
    'মোট {0}টি ধাপের শুরু: এখনো কোনো হিসাব হয়নি। প্রথমে আসে {1}।',
  'Step {0} of {1}, {2}: {3}. This is {4}.': 'মোট {1}টি ধাপের {0} নম্বর ধাপ, {2}: {3}। এটি {4}।',
};
