/** What is said of training: data from files, activations, losses, optimisers. */
export const trainTexts: Readonly<Record<string, string>> = {
  // amounts.ts
  '1 column': '১টি কলাম',
  '{0} columns': '{0}টি কলাম',
  '1 class': '১টি ক্লাস',
  '{0} classes': '{0}টি ক্লাস',
  '1 cell': '১টি ঘর',
  '{0} cells': '{0}টি ঘর',

  // issues.ts
  '0 or a positive number': '0, অথবা তার চেয়ে বড় সংখ্যা',
  'write 0 or more': '0 বা তার বেশি লিখুন',
  'a number below {0}': '{0}-এর চেয়ে ছোট সংখ্যা',

  // csv.ts
  'a quote that is not closed': 'উদ্ধৃতিচিহ্ন খোলা, কিন্তু বন্ধ করা হয়নি',
  'close the quote': 'উদ্ধৃতিচিহ্ন বন্ধ করুন',
  'something after a closing quote': 'উদ্ধৃতিচিহ্ন বন্ধের পরে আরও কিছু',
  'put a comma after the quote, or double any quotes inside the text':
    'উদ্ধৃতিচিহ্নের পরে কমা দিন, অথবা লেখার ভেতরের উদ্ধৃতিচিহ্ন দুবার লিখুন',
  'a quote in the middle of a cell': 'ঘরের মাঝখানে উদ্ধৃতিচিহ্ন',
  'put the whole cell in quotes, or remove the quote': 'পুরো ঘরটি উদ্ধৃতিচিহ্নের ভেতরে রাখুন, অথবা চিহ্নটি বাদ দিন',
  'something else': 'অন্য কিছু',

  // schema.ts
  'the name of a column, or a list of them': 'একটি কলামের নাম, অথবা নামের তালিকা',
  'true, or a list of columns': 'true, অথবা কলামের তালিকা',
  'a list of examples, or { csv: …, inputs: […], target: … }':
    'উদাহরণের তালিকা, অথবা { csv: …, inputs: […], target: … }',

  'a number (in a layer given by its size: true or false)': 'একটি সংখ্যা; size দিয়ে লেখা লেয়ারে true বা false',

  // check-network.ts
  'the nodes of layer {0}': '{0} লেয়ারের নোডগুলো',
  'add {0}, or {1}': 'যোগ করুন: {0}, অথবা {1}',
  'nodes, or a size': 'nodes, অথবা size',
  'weights, or a rule to draw them': 'ওয়েট, অথবা সেগুলো দৈবভাবে বাছার নিয়ম',
  'remove init': 'init বাদ দিন',
  'write a number, or remove it: without it there is no bias':
    'একটি সংখ্যা লিখুন, অথবা বাদ দিন: এটি না থাকলে বায়াসও থাকে না',
  'remove it: each node has its own bias, which starts at 0':
    'বাদ দিন: প্রতিটি নোডের নিজের বায়াস আছে, যা 0 থেকে শুরু হয়',
  'a rule to draw the weights': 'ওয়েটগুলো দৈবভাবে বাছার নিয়ম',
  'a scale: how large the weights are': 'scale: ওয়েটগুলো কত বড় হবে',
  'a kind that needs a scale': 'এমন kind, যার scale লাগে',
  'remove it: {0} works it out from the layer sizes': 'বাদ দিন: {0} তা লেয়ারের আকার থেকেই নেয়',

  'at least two nodes for softmax to compare': 'অন্তত দুটি নোড, যাতে সফটম্যাক্স তুলনা করতে পারে',
  one: 'একটি',
  'add a node, or write activation: sigmoid': 'একটি নোড যোগ করুন, অথবা activation: sigmoid লিখুন',

  // check-training.ts
  'at least two outputs for softmax to compare': 'অন্তত দুটি আউটপুট, যাতে সফটম্যাক্স তুলনা করতে পারে',
  'write loss: binary_cross_entropy_from_logits, or add an output':
    'loss: binary_cross_entropy_from_logits লিখুন, অথবা একটি আউটপুট যোগ করুন',
  'the loss it belongs to': 'এটি যে loss-এর, সেই loss',
  'write loss: huber, or remove huber_delta': 'loss: huber লিখুন, অথবা huber_delta বাদ দিন',

  // conventions.ts
  'loss: mean_absolute_error, the mean of |error| over the outputs':
    'loss: mean_absolute_error, সব আউটপুটের এররের পরম মানের গড়',
  'loss: huber, the mean over the outputs: ½ × error² up to δ, δ × (|error| − ½ × δ) beyond':
    'loss: huber, δ পর্যন্ত ½ × এরর², তার বাইরে δ × (পরম মান − ½ × δ), সব আউটপুটের গড়',
  'loss: binary_cross_entropy of probabilities, the mean over the outputs':
    'loss: সম্ভাবনার binary_cross_entropy, সব আউটপুটের গড়',
  'loss: binary_cross_entropy of sigmoid(output), the mean over the outputs':
    'loss: sigmoid(আউটপুট)-এর binary_cross_entropy, সব আউটপুটের গড়',
  'loss: cross-entropy of softmax(outputs), the sum over the outputs':
    'loss: softmax(আউটপুট)-এর ক্রস-এনট্রপি, সব আউটপুটের যোগফল',
  'gelu: the tanh approximation': 'gelu: tanh দিয়ে বের করা কাছাকাছি মান',
  'elu: x above zero, exp(x) − 1 elsewhere': 'elu: শূন্যের ডানে x, অন্য সবখানে exp(x) − 1',

  'momentum: velocity = momentum × velocity + gradient; weight − learning rate × velocity':
    'momentum: বেগ = momentum × বেগ + গ্রেডিয়েন্ট; ওয়েট − লার্নিং রেট × বেগ',
  'nesterov: like momentum, but the direction is gradient + momentum × velocity':
    'nesterov: momentum-এর মতোই, তবে দিক হলো গ্রেডিয়েন্ট + momentum × বেগ',
  'rmsprop: the gradient ÷ the root of its mean square':
    'rmsprop: গ্রেডিয়েন্টকে তার বর্গের গড়ের বর্গমূল দিয়ে ভাগ করা হয়',
  'adam: mean gradient ÷ root of mean square, both corrected for starting at 0':
    'adam: গ্রেডিয়েন্টের গড় ÷ বর্গের গড়ের বর্গমূল, 0 থেকে শুরু বলে দুটোই শুধরে নেওয়া',
  'adamw: like adam, but every weight first loses a share: learning rate × weight decay':
    'adamw: adam-এর মতোই, তবে আগে প্রতিটি ওয়েট থেকে একটি অংশ বাদ যায়: লার্নিং রেট × weight decay',

  // optimizers: check-training.ts, schema.ts, counterpart.ts
  'a setting of {0}': '{0}-এ আছে এমন সংখ্যা',
  'remove it': 'বাদ দিন',
  '{ kind: step, every: …, factor: … }, or { kind: cosine, epochs: … }':
    '{ kind: step, every: …, factor: … }, অথবা { kind: cosine, epochs: … }',
  '{0} belongs to the optimizer: it does not come from a gradient.':
    '{0} অপটিমাইজারের নিজের: এটি কোনো গ্রেডিয়েন্ট থেকে আসে না।',

  // words-optimizer.ts
  '{0} ({1}) is multiplied by {2}.': '{0}-এর মান {1}-কে {2} দিয়ে গুণ করা হয়।',
  'Large updates at first get close to the lowest loss; smaller ones later stay there.':
    'শুরুতে বড় স্টেপে সবচেয়ে কম লসের কাছে পৌঁছানো যায়, পরে ছোট স্টেপে সেখানে থাকা যায়।',
  'Earlier gradients count less and less, and the newest one is added.':
    'আগের গ্রেডিয়েন্টের যা রাখা হয় তার গুরুত্ব কমতে থাকে, আর নতুনটি যোগ হয়।',
  'The means start at 0, so they are too small at first. Dividing by this corrects them.':
    'গড়গুলো 0 থেকে শুরু, তাই প্রথমে বেশি ছোট থাকে: এটি দিয়ে ভাগ করলে তা ঠিক হয়।',
  'Dividing by the usual size of its gradients gives every weight updates of about the same size.':
    'প্রতিটি ওয়েটের গ্রেডিয়েন্ট সাধারণত যত বড় হয়, তা দিয়ে ভাগ করলে সব ওয়েটের স্টেপ প্রায় সমান হয়।',
  'Nesterov looks ahead, to where the velocity leads from here.':
    'নেস্টেরভ আগাম দেখে নেয়: এখান থেকে বেগ কোন দিকে নিয়ে যাবে।',
  'A penalty on large weights keeps a network simple: it pulls every weight towards 0.':
    'বড় ওয়েটে পেনাল্টি দিলে নেটওয়ার্ক সরল থাকে: তা প্রতিটি ওয়েটকে 0-এর দিকে টানে।',
  'The number of updates so far ({0}) is divided by {1}.': 'এ পর্যন্ত আপডেটের সংখ্যা {0}-কে {1} দিয়ে ভাগ করা হয়।',
  '{0} is rounded down.': '{0}-এর পূর্ণ অংশ নেওয়া হয়।',
  'The learning rate changes only when an epoch starts.': 'লার্নিং রেট বদলায় শুধু ইপকের শুরুতে।',
  '{0} is turned into an angle: half a turn over all epochs.':
    '{0}-কে কোণে বদলানো হয়: সব ইপক মিলে অর্ধেক ঘূর্ণন।',
  'The cosine of {0} is taken.': '{0}-এর কোসাইন নেওয়া হয়।',
  'The cosine ({0}) is halved.': 'কোসাইন {0}-কে অর্ধেক করা হয়।',
  'The factor of the learning rate is worked out from {0} and {1}.':
    'লার্নিং রেটের গুণক বের করা হয় {0} আর {1} থেকে।',
  'The learning rate ({0}) is multiplied by its factor ({1}).': 'লার্নিং রেট {0}-কে তার গুণক {1} দিয়ে গুণ করা হয়।',
  'In this update, the learning rate is {0}.': 'এই আপডেটে লার্নিং রেট {0}।',
  'One more update is counted; there were {0} before.': '{0}টির পরে আরও একটি আপডেট গোনা হয়।',
  'The number of updates tells which epoch this is.': 'আপডেটের সংখ্যা থেকে জানা যায় কোন ইপক চলছে।',
  '{0} is subtracted from 1.': '1 থেকে {0} বিয়োগ করা হয়।',
  'The learning rate ({0}) is multiplied by the weight decay ({1}).':
    'লার্নিং রেট {0}-কে ওয়েট ডিকে {1} দিয়ে গুণ করা হয়।',
  'Every weight shrinks by this share: {0}.': 'প্রতিটি ওয়েট থেকে এতটুকু অংশ বাদ যায়: {0}।',
  'A velocity adds up gradients: where they agree, it grows; where they alternate, they cancel.':
    'বেগে গ্রেডিয়েন্ট জমতে থাকে: সব এক দিকে হলে বেগ বাড়ে, এদিক-ওদিক হলে কাটাকাটি হয়ে যায়।',
  'The velocity of {0} is {1}.': '{0}-এর বেগ {1}।',
  'The gradient ({0}) is squared.': 'গ্রেডিয়েন্ট {0}-কে নিজের সঙ্গেই গুণ করা হয়।',
  'The square shows how large a gradient is, whatever its sign.':
    'চিহ্ন যা-ই হোক, বর্গ বলে দেয় গ্রেডিয়েন্ট কত বড়।',
  '{0} ({1}) is divided by {2}.': '{0}-এর মান {1}-কে {2} দিয়ে ভাগ করা হয়।',
  'The square root of {0} is taken.': '{0}-এর বর্গমূল নেওয়া হয়।',
  '{0} is added to the root ({1}).': 'বর্গমূল {1}-এর সঙ্গে {0} যোগ করা হয়।',
  'This avoids a division by 0.': 'এতে কখনো 0 দিয়ে ভাগ করতে হয় না।',
  'The direction is worked out from {0} ({1}) and {2} ({3}).':
    'দিক বের করা হয় {0} অর্থাৎ {1} আর {2} অর্থাৎ {3} থেকে।',
  'The direction for {0} is {1}.': '{0}-এর দিক {1}।',
  'That part ({0}) is subtracted from {1} ({2}).': '{1}-এর মান {2} থেকে সেই অংশ {0} বিয়োগ করা হয়।',

  // words-parts.ts
  'The largest value is subtracted from all values, so that no power becomes too large. The result of softmax stays the same.':
    'প্রতিটি মান থেকে সবচেয়ে বড় মানটি বিয়োগ করা হয়, যাতে কোনো ঘাত বেশি বড় না হয়; সফটম্যাক্সের ফল একই থাকে।',
  'Softmax divides every power by the sum of all powers, so that the shares add up to 1.':
    'সফটম্যাক্স প্রতিটি ঘাতকে সবগুলোর যোগফল দিয়ে ভাগ করে, যাতে অংশগুলো মিলে 1 হয়।',
  'The larger of {0} ({1}) and {2} ({3}) is kept.': '{0} অর্থাৎ {1} আর {2} অর্থাৎ {3}, এর মধ্যে বড়টি রাখা হয়।',
  'The largest so far is {0}.': 'এ পর্যন্ত সবচেয়ে বড় মান {0}।',
  'The largest value ({0}) is subtracted from {1} ({2}).': '{1}-এর মান {2} থেকে সবচেয়ে বড় মান {0} বিয়োগ করা হয়।',
  '{0} is the largest.': '{0} সবচেয়ে বড়।',
  '{0} is {1} below the largest.': '{0} সবচেয়ে বড় মানের চেয়ে {1} কম।',
  'e is raised to the power of {0} ({1}).': 'e-এর ঘাত নেওয়া হয়: সূচক {0}, অর্থাৎ {1}।',
  'A power of e is never negative and grows fast, so larger values get much larger shares.':
    'e-এর ঘাত কখনো ঋণাত্মক নয়, আর দ্রুত বাড়ে: বড় মান তাই অনেক বড় অংশ পায়।',
  '{0} is {1}: the larger it is among all powers, the larger its share.':
    '{0} হলো {1}: সব ঘাতের যোগফলে এটি যতটা, তার অংশও ততটা।',
  '{0} ({1}) is added to {2} ({3}).': '{0}-এর মান {1} যোগ করা হয় {2}-এর মান {3}-এর সঙ্গে।',
  'The powers so far add up to {0}.': 'এ পর্যন্ত ঘাতগুলোর যোগফল {0}।',
  '{0} ({1}) is divided by the sum of all powers ({2}).': '{0}-এর মান {1}-কে ভাগ করা হয় সব ঘাতের যোগফল {2} দিয়ে।',
  'The share of {0} is {1}.': '{0}-এর অংশ {1}।',
  '{0} is {1}.': '{0} হলো {1}।',
  'This output adds {0} to the loss.': 'এই আউটপুট থেকে লসে আসে {0}।',
  'A probability near 1 costs almost nothing; the closer it is to 0, the more it costs. The logarithm measures this.':
    'সম্ভাবনা 1-এর কাছে হলে লস প্রায় নেই, আর 0-এর যত কাছে, লস তত বেশি: লগারিদম এটাই বলে।',
  'The target says which of the two classes is right.': 'দুই ক্লাসের কোনটি ধরা হবে, তা টার্গেট বলে দেয়।',
  'softplus(output) − target × output is the cross-entropy of sigmoid(output), and it does not overflow.':
    'আউটপুটের softplus থেকে টার্গেট × আউটপুট বিয়োগ করলে sigmoid-এর ক্রস-এনট্রপি পাওয়া যায়, অথচ কোনো সংখ্যা বেশি বড় হয়ে যায় না।',
  'The logarithm of a share is log(power) − log(sum), so no division is needed.':
    'ঘাতের লগারিদম থেকে যোগফলের লগারিদম বিয়োগ করলে অংশের লগারিদম পাওয়া যায়: তাই ভাগ করতে হয় না।',
  'The logarithm of the probability ({0}) is taken.': 'সম্ভাবনা {0}-এর লগারিদম নেওয়া হয়।',
  'The absolute value of the error ({0}) is taken.': 'এরর {0}-এর চিহ্ন বাদ দেওয়া হয়।',
  'Too high and too low count the same, by the size of the error: {0}.':
    'বেশি হওয়া আর কম হওয়া সমান গুরুত্ব পায়, যতটুকু এরর ঠিক ততটুকুই: {0}।',
  'The error ({0}) counts as half its square up to the limit {1}, and as a straight line beyond.':
    'এরর {0}: সীমা {1} পর্যন্ত তার বর্গের অর্ধেক ধরা হয়, তার বাইরে সরলরেখায় বাড়ে।',
  'The target ({0}) is multiplied by the logarithm ({1}).': 'টার্গেট {0}-কে লগারিদম {1} দিয়ে গুণ করা হয়।',
  'The probability ({0}) is subtracted from 1.': '1 থেকে সম্ভাবনা {0} বিয়োগ করা হয়।',
  'The rest is the probability of the other class.': 'যা থাকে, তা অন্য ক্লাসের সম্ভাবনা।',
  'The target ({0}) is subtracted from 1.': '1 থেকে টার্গেট {0} বিয়োগ করা হয়।',
  'The rest of the target ({0}) is multiplied by the logarithm for the other class ({1}).':
    'বাকি অংশ {0}-কে অন্য ক্লাসের লগারিদম {1} দিয়ে গুণ করা হয়।',
  'The parts of the two classes, {0} and {1}, are added.': 'দুই ক্লাসের অংশ {0} আর {1} যোগ করা হয়।',
  'The sign of {0} ({1}) is flipped.': '{0}-এর মান {1}-এর চিহ্ন উল্টে দেওয়া হয়।',
  'Logarithms of probabilities are never positive, and a loss should be something to make small.':
    'সম্ভাবনার লগারিদম ধনাত্মক হয় না, কিন্তু লস এমন সংখ্যা যা কমাতে হয়: তাই চিহ্ন উল্টাতে হয়।',
  'softplus is applied to the output ({0}).': 'আউটপুট {0}-এর softplus নেওয়া হয়।',
  'The target ({0}) is multiplied by the output ({1}).': 'টার্গেট {0}-কে আউটপুট {1} দিয়ে গুণ করা হয়।',
  'That product ({0}) is subtracted from the softplus of the output ({1}).':
    'আউটপুটের softplus অর্থাৎ {1} থেকে সেই গুণফল {0} বিয়োগ করা হয়।',
  'The logarithm of the sum of all powers ({0}) is taken.': 'সব ঘাতের যোগফল {0}-এর লগারিদম নেওয়া হয়।',
  '{0} ({1}) is subtracted from the logarithm of the sum ({2}).':
    'যোগফলের লগারিদম {2} থেকে {0}-এর মান {1} বিয়োগ করা হয়।',
  'The negative logarithm of the share of this output is {0}.': 'এই আউটপুটের অংশের ঋণাত্মক লগারিদম {0}।',
  'The target ({0}) is multiplied by the negative logarithm of the share ({1}).':
    'টার্গেট {0}-কে অংশের ঋণাত্মক লগারিদম {1} দিয়ে গুণ করা হয়।',

  // table.ts
  'write the examples into the scenario': 'উদাহরণগুলো সিনারিওর ভেতরেই লিখুন',
  'put the file next to the scenario, and write only its name': 'ফাইলটি সিনারিওর পাশে রাখুন, আর শুধু তার নাম লিখুন',
  "a file in the scenario's folder": 'সিনারিওর ফোল্ডারের একটি ফাইল',
  'a CSV file': 'একটি CSV ফাইল',
  'the names of the columns, and rows of numbers': 'কলামগুলোর নাম, আর সংখ্যার সারি',
  'at least one row below the names': 'নামের নিচে অন্তত একটি সারি',
  'add a row': 'একটি সারি যোগ করুন',
  'add the column, for example target: label, or remove the loss':
    'কলামটি লিখুন, যেমন target: label, অথবা loss বাদ দিন',
  'the name of a column of {0}': '{0} ফাইলের কোনো কলামের নাম',
  'each column once': 'প্রতিটি কলাম একবার করে',
  'one cell for each column ({0})': 'প্রতিটি কলামের জন্য একটি ঘর ({0})',
  'an empty cell': 'খালি ঘর',
  '{0} (and {1} more in column {2})': '{0}, আর {2} কলামে এমন আরও {1}টি',
  'one of the classes': 'ক্লাসগুলোর একটি',
  'write a number, or remove the row': 'একটি সংখ্যা লিখুন, অথবা সারিটি বাদ দিন',
  'the column of an input': 'কোনো ইনপুটের কলাম',
  'fewer test examples than the {0} in the file': 'আলাদা রাখা উদাহরণ মোট {0}টির চেয়ে কম',
  'write a smaller number, or add rows to the file': 'ছোট সংখ্যা লিখুন, অথবা ফাইলে সারি যোগ করুন',
  'all of them': 'সব কটি',
  'columns whose numbers vary and are not too large': 'এমন কলাম, যার সব সংখ্যা সমান নয়, আর খুব বড়ও নয়',
  '{0}, whose standard deviation is {1}': '{0}, যার স্ট্যান্ডার্ড ডেভিয়েশন {1}',
  'list the other columns under standardize': 'standardize-এ শুধু অন্য কলামগুলো লিখুন',

  // files.ts
  'something that is not a regular file': 'সাধারণ ফাইল নয়',
  'copy the data into a file': 'ডেটা একটি ফাইলে রাখুন',
  'a file larger than 10 MB': '10 MB-এর চেয়ে বড় ফাইল',
  'leave out some of the rows': 'যে সারি দরকার নেই তা বাদ দিন',
  'put the file next to the scenario, or correct its name': 'ফাইলটি সিনারিওর পাশে রাখুন, অথবা নাম ঠিক করুন',

  // commands-values.ts
  'mean loss and accuracy on the training set and the test set':
    'ট্রেনিংয়ের উদাহরণে আর আলাদা রাখা উদাহরণে গড় লস, আর কতগুলো ঠিক',
  'This scenario has no loss.': 'এখানে কোনো লস নেই।',
  'With the current weights': 'ওয়েটগুলো এখন যেমন আছে, তাতে',
  'training set   {0}': 'ট্রেনিংয়ের উদাহরণ   {0}',
  'test set       {0}': 'আলাদা রাখা   {0}',
  'loss {0} on 1 example': 'লস {0}, ১টি উদাহরণে',
  'loss {0} on {1} examples': 'লস {0}, {1}টি উদাহরণে',
  '{0}, {1} right ({2}%)': '{0}, ঠিক {1}টি ({2}%)',

  // wording.ts
  'computed from the data before the run': 'ডেটা থেকে, চালানোর আগে পাওয়া',

  // dropout
  'an activation that works on single nodes, for dropout':
    'আলাদা আলাদা নোডের অ্যাক্টিভেশন, যার ওপর ড্রপআউট কাজ করতে পারে',
  'remove it, or put it on the layer before': 'বাদ দিন, অথবা আগের লেয়ারে লিখুন',
};
