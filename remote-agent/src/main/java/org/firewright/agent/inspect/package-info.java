/**
 * Looking at a host without changing it: what it can do, its namespaces with their rules and counters, the lists that
 * its kernel holds and the memory they take.
 */
package org.firewright.agent.inspect;
