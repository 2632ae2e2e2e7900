/**
 * What a policy does with a packet, without a kernel: the verdict, the rule that decides, and for each condition its
 * truth and the value that it saw. It follows the language's own meaning and knows nothing of how rules are compiled,
 * so that the two can be held against each other.
 */
package org.firewright.simulate;
