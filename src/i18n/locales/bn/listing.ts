/** The listing. */
export const listing: Readonly<Record<string, string>> = {
  'a line of the code that computes something': 'কোডের এমন একটি লাইন, যেখানে কোনো হিসাব হয়',
  'Line {0} of the code computes nothing: {1}': 'কোডের {0} নম্বর লাইনে কোনো হিসাব হয় না: {1}',
};
