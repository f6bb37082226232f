/** The listing. */
export const listing: Readonly<Record<string, string>> = {
  'a line of the listing that computes something': 'লিস্টিংয়ের এমন একটি লাইন যেখানে কিছু হিসাব হয়',
  'Line {0} of the listing computes nothing: {1}': 'লিস্টিংয়ের {0} নম্বর লাইনে কোনো হিসাব হয় না: {1}',
};
