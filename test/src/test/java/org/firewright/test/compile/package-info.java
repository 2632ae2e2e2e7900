/** What the compiler makes of a policy, judged by the kernel and by nft. */
package org.firewright.test.compile;
